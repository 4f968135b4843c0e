//! What a person has to decide, and what is worth a look, each with the form's text beside the file's and
//! the choices.

use std::rc::Rc;

use leptos::{ev, prelude::*};
use web_sys::Element;

use super::{
    list_focus::{keep_focus, on_key, place_of},
    matters::{
        Matter, OpenColumn, OpenRow, SHOWN, WaitingFile, likely_matters, open_matters,
        remembered_matters, row_name,
    },
    returning::copy_message,
    state::Gather,
};
use crate::{
    gather::{Choice, Consolidation, LikelyColumn, LikelyRow, RememberedLine, column_title},
    model::RowId,
    ui::frame::next_frame,
    wording::{Key, Message},
};

#[component]
pub(super) fn OpenList() -> impl IntoView {
    let gather = Gather::get();
    let matters = Memo::new(move |_| gather.follow(open_matters));
    let remembered = Memo::new(move |_| gather.follow(remembered_matters));
    let likely = Memo::new(move |_| gather.follow(likely_matters));
    let n_all = Memo::new(move |_| gather.follow(Consolidation::n_open));
    let more = move || {
        let (shown, all) = (matters.read().len().min(SHOWN), n_all.get());
        (shown < all).then(|| {
            let told = Key::GatherShowsFirst.with([shown, all].map(|n| n.to_string()));
            view! { <p class="why">{gather.text(&told)}</p> }
        })
    };
    let section = NodeRef::<leptos::html::Section>::new();
    let place = StoredValue::new(None::<usize>);
    // What has the focus goes as it is decided; the next matter takes it.
    let note = move |event: ev::FocusEvent| {
        let item = event_target::<Element>(&event).closest("li").ok().flatten();
        place.set_value(item.and_then(|it| place_of(&it)));
    };
    Effect::new(move |_| {
        matters.track();
        remembered.track();
        likely.track();
        let Some(at) = place.get_value() else {
            return;
        };
        next_frame(move || {
            if let Some(section) = section.get_untracked() {
                keep_focus(&section, at);
            }
        });
    });
    let n_likely = move || Key::GatherLikely.with([likely.read().len().to_string()]);
    view! {
        <section class="open-list" aria-label=move || gather.text(&Key::GatherOpen.with([n_all.get().to_string()]))
            tabindex="-1" node_ref=section on:focusin=note on:keydown=on_key>
            <Show when=move || n_all.get() == 0
                fallback=move || view! { <p class="why">{gather.t(Key::GatherKeys)}</p> }>
                <p class="why">{gather.t(Key::GatherNothingOpen)}</p>
            </Show>
            <ul class="plain">{lines(gather, matters)}</ul>
            {more}
            <Show when=move || !remembered.read().is_empty()>
                <h2>{gather.t(Key::GatherRemembered)}</h2>
                <ul class="plain">{lines(gather, remembered)}</ul>
            </Show>
            <Show when=move || !likely.read().is_empty()>
                <h2>{move || gather.text(&n_likely())}</h2>
                <ul class="plain">{lines(gather, likely)}</ul>
            </Show>
        </section>
    }
}

fn lines(gather: Gather, matters: Memo<Vec<Matter>>) -> impl Fn() -> Vec<AnyView> {
    move || {
        let matters = matters.get().into_iter().take(SHOWN);
        matters.map(|it| line(gather, it)).collect()
    }
}

fn line(gather: Gather, matter: Matter) -> AnyView {
    match matter {
        Matter::OfNobody {
            number,
            file,
            named,
            is_answer,
        } => of_nobody(gather, number, (file, is_answer), named),
        Matter::OtherForm {
            number,
            file,
            unit,
            name,
            n_rows,
        } => other_form(gather, (number, unit), [name, file, n_rows.to_string()]),
        Matter::Waiting(file) => waiting(gather, *file),
        Matter::Column(column) => open_column(gather, *column),
        Matter::Row(row) => open(gather, *row),
        Matter::Remembered {
            number,
            file,
            unit,
            lines,
        } => remembered(gather, number, (file, unit), lines),
        Matter::LikelyRow(row) => likely_row(gather, row),
        Matter::LikelyColumn(column) => likely_column(gather, column),
        Matter::PutAway { number, file } => put_away(gather, number, file),
    }
}

/// The text of the form beside that of the file.
fn beside(gather: Gather, form: String, file: String) -> impl IntoView {
    view! {
        <span class="beside">
            <span><small>{gather.t(Key::GatherOfForm)}</small> {form}</span>
            <span><small>{gather.t(Key::GatherOfFile)}</small> {file}</span>
        </span>
    }
}

fn other_form(gather: Gather, (number, unit): (u32, usize), about: [String; 3]) -> AnyView {
    let told = Key::GatherStrange.with(about);
    let put_away = move |_| gather.decide(|it| it.put_away(number), Key::GatherDecided.into());
    view! {
        <li tabindex="0">
            <span class="what">{move || gather.text(&told)}</span>
            <span class="choices">
                <button type="button" class="take" on:click=move |_| copy_message(gather, unit)>{gather.t(Key::GatherCopyMessage)}</button>
                <button type="button" class="quiet leave" on:click=put_away>{gather.t(Key::GatherPutAway)}</button>
            </span>
        </li>
    }
    .into_any()
}

fn of_nobody(
    gather: Gather,
    number: u32,
    (file, is_answer): (String, bool),
    named: Option<String>,
) -> AnyView {
    let strange = (!is_answer).then(|| view! { " · " {gather.t(Key::GatherOtherForm)} });
    let label = Key::GatherWhoseFile.with([file.clone()]);
    let units = gather.read(|it| it.units().to_vec());
    let units: Vec<(usize, String)> = units.into_iter().enumerate().collect();
    let select = select(gather, label, Key::GatherChooseUnit, units, move |unit| {
        gather.decide(|it| it.assign(number, unit), Key::GatherDecided.into());
    });
    let add = named.filter(|it| !it.trim().is_empty()).map(|named| {
        let label = Key::GatherAddUnit.with([named.clone()]);
        let add = move |_| {
            let (name, deadline, mut units) =
                gather.read(|it| (it.name.clone(), it.deadline.clone(), it.units().to_vec()));
            units.push(named.clone());
            gather.set_up(name, deadline, units);
        };
        view! { <button type="button" on:click=add>{move || gather.text(&label)}</button> }
    });
    let put_away = move |_| gather.decide(|it| it.put_away(number), Key::GatherDecided.into());
    view! {
        <li tabindex="0">
            <span class="what"><strong>{gather.t(Key::GatherNobodys)}</strong> " · " {file} {strange}</span>
            <span class="choices">
                {select}
                {add}
                <button type="button" class="quiet leave" on:click=put_away>{gather.t(Key::GatherPutAway)}</button>
            </span>
        </li>
    }
    .into_any()
}

fn waiting(gather: Gather, it: WaitingFile) -> AnyView {
    let number = it.number;
    let told = Key::GatherReplaced.with([it.unit.clone(), it.file.clone()]);
    let replace = move |_| gather.decide(|it| it.replace_by(number), told.clone());
    let keep = move |_| gather.decide(|it| it.put_away(number), Key::GatherDecided.into());
    let both = move |_| gather.decide(|it| it.count_too(number), Key::GatherDecided.into());
    let lines: Vec<_> = it
        .differences
        .into_iter()
        .map(|it| {
            view! {
                <tr>
                    <th scope="row">{it.content}</th>
                    <td>{it.heading}</td>
                    <td class="difference"><del>{it.before}</del> " " <ins>{it.after}</ins></td>
                </tr>
            }
        })
        .collect();
    let choices = match it.has_earlier {
        true => view! {
            <button type="button" class="primary take" on:click=replace>{gather.t(Key::GatherReplaceBy)}</button>
            <button type="button" class="leave" on:click=keep>{gather.t(Key::GatherKeepOld)}</button>
            <button type="button" class="quiet" on:click=both>{gather.t(Key::GatherKeepBoth)}</button>
        }
        .into_any(),
        false => view! {
            <button type="button" class="primary take" on:click=both>{gather.t(Key::GatherTakeFile)}</button>
            <button type="button" class="quiet leave" on:click=keep>{gather.t(Key::GatherPutAway)}</button>
        }
        .into_any(),
    };
    view! {
        <li class="waiting" tabindex="0">
            <span class="what"><strong>{gather.t(Key::GatherWaiting)}</strong> " · " {it.unit} " · " {it.file} " · " {it.received}</span>
            <span class="choices">{choices}</span>
            <table class="settings">{lines}</table>
        </li>
    }
    .into_any()
}

fn open_column(gather: Gather, it: OpenColumn) -> AnyView {
    let place = (it.number, it.id);
    let label = Key::GatherWhichColumn.with([it.title.clone()]);
    let text = Key::GatherUnmatchedColumn.with([it.file, it.title.clone(), it.samples.clone()]);
    let decide = move |choice| {
        gather.decide(
            |it| it.choose_columns(&[place], choice),
            Key::GatherDecided.into(),
        );
    };
    let mut columns = it.columns.into_iter();
    let first = columns.next();
    let right = first.map(|(at, title)| {
        let said = format!("{}: {}", it.title, it.samples);
        view! {
            {beside(gather, title, said)}
            <button type="button" class="take" on:click=move |_| decide(Choice::Form(at))>{gather.t(Key::GatherRightColumn)}</button>
        }
    });
    let others: Vec<(usize, String)> = columns.collect();
    let select = select(gather, label, Key::GatherOtherColumn, others, move |at| {
        decide(Choice::Form(at))
    });
    view! {
        <li tabindex="0">
            <span class="what"><strong>{it.unit}</strong> " · " {move || gather.text(&text)}</span>
            <span class="choices">
                {right}
                {select}
                <button type="button" on:click=move |_| decide(Choice::Taken)>{gather.t(Key::GatherTakeColumn)}</button>
                <button type="button" class="quiet leave" on:click=move |_| decide(Choice::Left)>{gather.t(Key::GatherLeave)}</button>
            </span>
        </li>
    }
    .into_any()
}

/// A choice among what it may be; nothing where there is nothing. Arrow keys run through the options, so
/// that with the keyboard only Enter decides.
fn select(
    gather: Gather,
    label: Message,
    face: Key,
    options: Vec<(usize, String)>,
    run: impl Fn(usize) + 'static,
) -> Option<impl IntoView> {
    let is_by_keys = StoredValue::new(false);
    let run = Rc::new(run);
    let decide = move |event: &ev::Event| {
        if let Ok(at) = event_target_value(event).parse() {
            run(at);
        }
    };
    let decide_by_key = decide.clone();
    let on_key = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "Enter" => {
            event.prevent_default();
            decide_by_key(&event);
        }
        _ => is_by_keys.set_value(true),
    };
    let chosen = move |event: ev::Event| {
        if !is_by_keys.get_value() {
            decide(&event);
        }
    };
    (!options.is_empty()).then(|| {
        let options: Vec<_> = options
            .into_iter()
            .map(|(at, text)| view! { <option value=at.to_string()>{text}</option> })
            .collect();
        view! {
            <select aria-label=move || gather.text(&label) on:keydown=on_key on:change=chosen
                on:pointerdown=move |_| is_by_keys.set_value(false)>
                <option value="">{gather.t(face)}</option>
                {options}
            </select>
        }
    })
}

fn open(gather: Gather, row: OpenRow) -> AnyView {
    let (number, id) = (row.number, row.id);
    let label = Key::GatherWhichRow.with([row.said.clone()]);
    let [file, sheet, at] = row.place;
    let place = Key::GatherUnmatchedRow.with([file, sheet, at, row.said.clone()]);
    let decide = move |rows: &[RowId], choice| {
        gather.decide(
            |it| it.choose(number, rows, Some(choice)),
            Key::GatherDecided.into(),
        );
    };
    let right = row.likely.map(|(at, text)| {
        view! {
            {beside(gather, text, row.said)}
            <button type="button" class="take" on:click=move |_| decide(&[id], Choice::Form(at))>{gather.t(Key::GatherRightRow)}</button>
        }
    });
    let place_it = row.is_placeable.then(|| {
        let select = select(gather, label, Key::GatherChooseRow, row.rows, move |at| decide(&[id], Choice::Form(at)));
        view! {
            {right}
            {select}
            <button type="button" on:click=move |_| decide(&[id], Choice::Taken)>{gather.t(Key::GatherTake)}</button>
        }
    });
    let n = row.of_file.len();
    let leave_all = (1 < n).then(|| {
        let label = Key::GatherLeaveAll.with([n.to_string()]);
        let rows = row.of_file;
        view! {
            <button type="button" class="quiet" on:click=move |_| decide(&rows, Choice::Left)>{move || gather.text(&label)}</button>
        }
    });
    view! {
        <li tabindex="0">
            <span class="what"><strong>{row.unit}</strong> " · " {move || gather.text(&place)}</span>
            <span class="choices">
                {place_it}
                <button type="button" class="quiet leave" on:click=move |_| decide(&[id], Choice::Left)>{gather.t(Key::GatherLeave)}</button>
                {leave_all}
            </span>
        </li>
    }
    .into_any()
}

fn remembered(
    gather: Gather,
    number: u32,
    (file, unit): (String, Option<String>),
    lines: Vec<RememberedLine>,
) -> AnyView {
    let told = Key::GatherRefusedBefore.with([file.clone()]);
    let refuse = move |_| gather.decide(|it| it.refuse(number), told.clone());
    let of_unit = unit.map(|unit| Key::GatherRememberedUnit.with([unit]));
    let of_lines = lines.into_iter().map(|it| match (it.choice, it.asked) {
        (_, Some(asked)) => Key::GatherRememberedForm.with([it.said, asked]),
        (Choice::Left, None) => Key::GatherRememberedLeft.with([it.said]),
        (_, None) => Key::GatherRememberedTaken.with([it.said]),
    });
    let told: Vec<Message> = of_unit.into_iter().chain(of_lines).collect();
    let told = move || {
        told.iter()
            .map(|it| gather.text(it))
            .collect::<Vec<_>>()
            .join("; ")
    };
    view! {
        <li tabindex="0">
            <span class="what"><strong>{file}</strong> " · " {told}</span>
            <span class="choices">
                <button type="button" class="quiet leave" on:click=refuse>{gather.t(Key::GatherRefuse)}</button>
            </span>
        </li>
    }
    .into_any()
}

fn likely_row(gather: Gather, it: LikelyRow) -> AnyView {
    let (at, rows) = (it.at, it.rows);
    let others = gather.read(|all| {
        let rows = all.form().place(at).and_then(|(annex, _)| {
            let mut annexes = all.form().document.annexes.iter();
            annexes.position(|it| it.id == annex.id)
        });
        let rows = rows.map_or(0..0, |annex| all.form().rows_of(annex));
        let named = rows
            .filter(|it| *it != at)
            .filter_map(|at| Some((at, row_name(all, at)?)));
        named.collect::<Vec<_>>()
    });
    let label = Key::GatherWhichRow.with([it.said.clone()]);
    let n = rows.len().to_string();
    let decide = Callback::new(move |choice: Choice| {
        gather.decide(
            |it| it.choose_rows(&rows, choice),
            Key::GatherDecided.into(),
        );
    });
    likely(
        gather,
        (it.asked, it.said, n),
        (label, Key::GatherOtherRow, others),
        decide,
        at,
    )
}

fn likely_column(gather: Gather, it: LikelyColumn) -> AnyView {
    let ((annex, at), columns) = (it.at, it.columns);
    let others = gather.read(|all| {
        let others = all.form().value_columns(annex).into_iter();
        let others = others.filter(|it| *it != at);
        others
            .map(|it| (it, column_title(all.form(), annex, it)))
            .collect::<Vec<_>>()
    });
    let label = Key::GatherWhichColumn.with([it.said.clone()]);
    let n = columns.len().to_string();
    let decide = Callback::new(move |choice: Choice| {
        gather.decide(
            |it| it.choose_columns(&columns, choice),
            Key::GatherDecided.into(),
        );
    });
    likely(
        gather,
        (it.asked, it.said, n),
        (label, Key::GatherOtherColumn, others),
        decide,
        at,
    )
}

/// What was matched although it is written otherwise: right, something else, or left out.
fn likely(
    gather: Gather,
    (asked, said, n): (String, String, String),
    (label, face, others): (Message, Key, Vec<(usize, String)>),
    decide: Callback<Choice>,
    at: usize,
) -> AnyView {
    let n_files = Key::GatherLikelyIn.with([n]);
    let select = select(gather, label, face, others, move |at| {
        decide.run(Choice::Form(at))
    });
    view! {
        <li tabindex="0">
            {beside(gather, asked, said)}
            <span class="why">{move || gather.text(&n_files)}</span>
            <span class="choices">
                <button type="button" class="take" on:click=move |_| decide.run(Choice::Form(at))>{gather.t(Key::GatherRight)}</button>
                {select}
                <button type="button" class="quiet leave" on:click=move |_| decide.run(Choice::Left)>{gather.t(Key::GatherLeave)}</button>
            </span>
        </li>
    }
    .into_any()
}

fn put_away(gather: Gather, number: u32, file: String) -> AnyView {
    let label = Key::GatherUseAgain.with([file.clone()]);
    let again = move |_| gather.decide(|it| it.count_too(number), Key::GatherDecided.into());
    view! {
        <li tabindex="0">
            <span class="what"><strong>{gather.t(Key::GatherEarlier)}</strong> " · " {file}</span>
            <span class="choices">
                <button type="button" class="quiet take" on:click=again>{move || gather.text(&label)}</button>
            </span>
        </li>
    }
    .into_any()
}
