//! What a person has to decide: files of no known unit, corrected files, rows without a place. Each
//! has its choices beside it.

use leptos::{ev, prelude::*};

use super::{state::Gather, unit_list::time};
use crate::{
    gather::{AnswerRow, Choice, Consolidation, Difference, FileState, content, said},
    model::{Role, RowId},
    wording::Key,
};

/// How many matters are shown at once.
const SHOWN: usize = 100;

/// A matter to decide.
#[derive(Clone, Debug, PartialEq)]
enum Matter {
    /// A file of no known unit, with the name that it gives its sender.
    OfNobody {
        number: u32,
        file: String,
        named: Option<String>,
    },
    /// A file that would change what its unit sent before.
    Waiting {
        number: u32,
        file: String,
        unit: String,
        received: String,
        differences: Vec<(String, Difference)>,
    },
    /// A row without a place.
    Row(Box<OpenRow>),
}

#[derive(Clone, Debug, PartialEq)]
struct OpenRow {
    number: u32,
    id: RowId,
    unit: String,
    place: [String; 3],
    said: String,
    /// Whether its columns are those of the form, so that it can be one of its rows.
    is_placeable: bool,
    /// The rows of the form that it may be, the likely ones first.
    rows: Vec<(usize, String)>,
    /// The open rows of the same file.
    of_file: Vec<RowId>,
}

fn matters(it: &Consolidation) -> Vec<Matter> {
    let mut matters: Vec<Matter> = Vec::new();
    matters.extend(it.of_nobody().map(|file| Matter::OfNobody {
        number: file.number,
        file: file.name.clone(),
        named: file.answer.named.clone(),
    }));
    let files = it.files().iter();
    for file in files.filter(|file| file.decisions.state == FileState::Waiting) {
        let unit = file.unit().and_then(|at| it.units().get(at));
        let differences = it.differences(file).into_iter();
        matters.push(Matter::Waiting {
            number: file.number,
            file: file.name.clone(),
            unit: unit.cloned().unwrap_or_default(),
            received: time(&file.received),
            differences: differences
                .map(|difference| (content(it.form(), difference.row), difference))
                .collect(),
        });
    }
    for (at, part) in it.parts().iter().enumerate() {
        let rows = &part.part.rows;
        let open = rows.iter().filter(|row| row.is_open());
        for row in open {
            if SHOWN <= matters.len() {
                return matters;
            }
            matters.push(Matter::Row(Box::new(open_row(it, at, row))));
        }
    }
    matters
}

fn open_row(it: &Consolidation, unit: usize, row: &AnswerRow) -> OpenRow {
    let part = it.parts().get(unit);
    let of_annex = row.annex.map_or(0..0, |annex| it.form().rows_of(annex));
    let free = of_annex
        .filter(|at| !row.perhaps.contains(at) && part.is_some_and(|part| !part.has_row(*at)));
    let rows = row.perhaps.iter().copied().chain(free);
    let named = rows.filter_map(|at| {
        let (annex, in_annex) = it.form().place(at)?;
        let asked = annex.rows.get(in_annex)?;
        let ordinal = annex.text(asked, Role::Ordinal);
        let text = format!("{ordinal} {}", content(it.form(), at));
        Some((at, text.trim().to_owned()))
    });
    let of_unit = part
        .map(|part| part.part.rows.as_slice())
        .unwrap_or_default();
    let of_file = of_unit
        .iter()
        .filter(|other| other.is_open() && other.source == row.source);
    OpenRow {
        number: row.source,
        id: row.id,
        unit: it.units().get(unit).cloned().unwrap_or_default(),
        place: [
            row.file.to_string(),
            row.sheet.to_string(),
            row.line.map(|it| it.to_string()).unwrap_or_default(),
        ],
        said: said(row),
        is_placeable: row.annex.is_some(),
        rows: named.collect(),
        of_file: of_file.map(|it| it.id).collect(),
    }
}

#[component]
pub(super) fn OpenList() -> impl IntoView {
    let gather = Gather::get();
    let matters = Memo::new(move |_| gather.follow(matters));
    let n_all = Memo::new(move |_| gather.follow(Consolidation::n_open));
    let lines = move || {
        let matters = matters.get().into_iter().take(SHOWN);
        matters.map(|it| line(gather, it)).collect_view()
    };
    let more = move || {
        let (shown, all) = (matters.read().len().min(SHOWN), n_all.get());
        (shown < all).then(|| {
            let told = Key::GatherShowsFirst.with([shown, all].map(|n| n.to_string()));
            view! { <p class="why">{gather.text(&told)}</p> }
        })
    };
    view! {
        <section class="open-list" aria-label=move || gather.text(&Key::GatherOpen.with([n_all.get().to_string()]))>
            <Show when=move || n_all.get() == 0>
                <p class="why">{gather.t(Key::GatherNothingOpen)}</p>
            </Show>
            <ul class="plain">{lines}</ul>
            {more}
        </section>
    }
}

fn line(gather: Gather, matter: Matter) -> AnyView {
    match matter {
        Matter::OfNobody {
            number,
            file,
            named,
        } => of_nobody(gather, number, file, named),
        Matter::Waiting {
            number,
            file,
            unit,
            received,
            differences,
        } => waiting(gather, number, (file, unit, received), differences),
        Matter::Row(row) => open(gather, *row),
    }
}

fn of_nobody(gather: Gather, number: u32, file: String, named: Option<String>) -> AnyView {
    let label = Key::GatherWhoseFile.with([file.clone()]);
    let units = gather.read(|it| it.units().to_vec());
    let options = units.into_iter().enumerate();
    let options: Vec<_> = options
        .map(|(at, name)| view! { <option value=at.to_string()>{name}</option> })
        .collect();
    let chosen = move |event: ev::Event| {
        if let Ok(unit) = event_target_value(&event).parse() {
            gather.decide(|it| it.assign(number, unit), Key::GatherDecided.into());
        }
    };
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
        <li>
            <span class="what"><strong>{gather.t(Key::GatherNobodys)}</strong> " · " {file}</span>
            <span class="choices">
                <select aria-label=move || gather.text(&label) on:change=chosen>
                    <option value="">{gather.t(Key::GatherChooseUnit)}</option>
                    {options}
                </select>
                {add}
                <button type="button" class="quiet" on:click=put_away>{gather.t(Key::GatherPutAway)}</button>
            </span>
        </li>
    }
    .into_any()
}

fn waiting(
    gather: Gather,
    number: u32,
    (file, unit, received): (String, String, String),
    differences: Vec<(String, Difference)>,
) -> AnyView {
    let told = Key::GatherReplaced.with([unit.clone(), file.clone()]);
    let replace = move |_| gather.decide(|it| it.replace_by(number), told.clone());
    let keep = move |_| gather.decide(|it| it.put_away(number), Key::GatherDecided.into());
    let both = move |_| gather.decide(|it| it.count_too(number), Key::GatherDecided.into());
    let lines: Vec<_> = differences
        .into_iter()
        .map(|(row, it)| {
            view! {
                <tr>
                    <th scope="row">{row}</th>
                    <td>{it.heading}</td>
                    <td class="difference"><del>{it.before}</del> " " <ins>{it.after}</ins></td>
                </tr>
            }
        })
        .collect();
    view! {
        <li class="waiting">
            <span class="what"><strong>{gather.t(Key::GatherWaiting)}</strong> " · " {unit} " · " {file} " · " {received}</span>
            <span class="choices">
                <button type="button" class="primary" on:click=replace>{gather.t(Key::GatherReplaceBy)}</button>
                <button type="button" on:click=keep>{gather.t(Key::GatherKeepOld)}</button>
                <button type="button" class="quiet" on:click=both>{gather.t(Key::GatherKeepBoth)}</button>
            </span>
            <table class="settings">{lines}</table>
        </li>
    }
    .into_any()
}

fn open(gather: Gather, row: OpenRow) -> AnyView {
    let (number, id) = (row.number, row.id);
    let label = Key::GatherWhichRow.with([row.said.clone()]);
    let [file, sheet, at] = row.place;
    let place = Key::GatherUnmatchedRow.with([file, sheet, at, row.said]);
    let decide = move |rows: &[RowId], choice| {
        gather.decide(
            |it| it.choose(number, rows, Some(choice)),
            Key::GatherDecided.into(),
        );
    };
    let chosen = move |event: ev::Event| {
        if let Ok(at) = event_target_value(&event).parse() {
            decide(&[id], Choice::Form(at));
        }
    };
    let place_it = row.is_placeable.then(|| {
        let options: Vec<_> = row
            .rows
            .into_iter()
            .map(|(at, text)| view! { <option value=at.to_string()>{text}</option> })
            .collect();
        view! {
            <select aria-label=move || gather.text(&label) on:change=chosen>
                <option value="">{gather.t(Key::GatherChooseRow)}</option>
                {options}
            </select>
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
        <li>
            <span class="what"><strong>{row.unit}</strong> " · " {move || gather.text(&place)}</span>
            <span class="choices">
                {place_it}
                <button type="button" class="quiet" on:click=move |_| decide(&[id], Choice::Left)>{gather.t(Key::GatherLeave)}</button>
                {leave_all}
            </span>
        </li>
    }
    .into_any()
}
