//! The screen of a consolidation: figures that are also filters, the units, the board or what is open.

use std::sync::Arc;

use leptos::{ev, html::Input, prelude::*};
use web_sys::{File, FileList, HtmlInputElement};

use super::{
    files,
    incoming::Incoming,
    matrix::{Matrix, Shown, total},
    open_list::OpenList,
    put_right::PutRight,
    returning::copy_reminder,
    state::{Filter, Gather, Saving, SetUp, View},
    statuses::Statuses,
    unit_list::{UnitList, UnitPanel},
};
use crate::{
    browser::{folder, worker_client},
    gather::{
        self, CellState, Consolidation, Output, Sources, Standing, content, in_file, written_day,
        written_time,
    },
    ui::{
        icon::{BACK, icon},
        popup::{MenuButton, MenuCheck, MenuItem, MenuSeparator},
        sheet::go_to_region,
    },
    wording::{Key, Message},
};

#[component]
pub(in crate::ui) fn BoardScreen() -> impl IntoView {
    let gather = Gather::get();
    let units: Memo<Arc<[usize]>> = Memo::new(move |_| {
        let filter = gather.filter.get();
        gather
            .follow(|it| {
                let parts = it.parts().iter().enumerate();
                let shown = parts.filter(|(_, part)| filter.has(part.standing));
                shown.map(|(at, _)| at).collect::<Vec<_>>()
            })
            .into()
    });
    let shown = Memo::new(move |_| {
        let (at, units) = (gather.column.get(), units.get());
        let place = gather.follow(|it| {
            let (annex, column, _) = Gather::columns(it).into_iter().nth(at)?;
            Some((it.form().rows_of(annex), column))
        });
        let (rows, column) = place.unwrap_or_default();
        Shown {
            column,
            rows,
            units,
        }
    });
    // Otherwise the browser would navigate away to show the file.
    let dropped = window_event_listener(ev::drop, move |event| {
        event.prevent_default();
        if let Some(data) = event.data_transfer() {
            leptos::task::spawn_local(async move {
                let found = folder::dropped(&data).await;
                let found = found
                    .into_iter()
                    .map(|(path, file)| Incoming::Chosen(path, file));
                files::take(gather, found.collect());
            });
        }
    });
    let key = window_event_listener(ev::keydown, move |event| {
        let is_field = event_target::<web_sys::Element>(&event)
            .matches("input, textarea, select")
            .unwrap_or(false);
        if (event.ctrl_key() || event.meta_key()) && event.key() == "z" && !is_field {
            event.prevent_default();
            gather.undo();
        }
        if event.key() == "F6" && gather.setting_up.read_untracked().is_none() {
            event.prevent_default();
            go_to_region(event.shift_key());
        }
    });
    let leaving = window_event_listener(ev::beforeunload, move |event| {
        if gather.saving.get_untracked() != Saving::Saved {
            event.prevent_default();
        }
    });
    let looking = window_event_listener(ev::focus, move |_| gather.follow_editor());
    let hiding = window_event_listener_untyped("visibilitychange", move |_| {
        if document().visibility_state() == web_sys::VisibilityState::Hidden {
            gather.remember_place();
        }
    });
    on_cleanup(move || {
        hiding.remove();
        looking.remove();
        dropped.remove();
        key.remove();
        leaving.remove();
    });
    // Worked out only while they are shown.
    let statuses = Memo::new(move |_| Statuses::of(gather));
    view! {
        <TitleLine />
        <Figures />
        <Progress />
        <main class="gather">
            <aside class="units-side" data-region>
                <UnitList units />
                <UnitPanel />
            </aside>
            <div class="shown" data-region>
                {move || match gather.view.get() {
                    View::Values => view! { <Matrix shown statuses=None /> }.into_any(),
                    View::Statuses => view! { <Matrix shown statuses=Some(statuses) /> }.into_any(),
                    View::Open => view! { <OpenList /> }.into_any(),
                }}
            </div>
        </main>
        <BottomLine statuses />
    }
}

#[component]
fn TitleLine() -> impl IntoView {
    let gather = Gather::get();
    let name = move || {
        let name = gather.follow(|it| it.name.clone());
        gather.text(&Key::GatherTitle.with([name]))
    };
    let status = move || match gather.saving.get() {
        Saving::Saved => Key::Saved,
        Saving::Pending => Key::Saving,
        Saving::NotSaved(_) => Key::NotSaved,
    };
    let problem = move || match gather.saving.get() {
        Saving::NotSaved(message) => Some(gather.text(&message)),
        _ => None,
    };
    view! {
        <header class="title-line" data-region>
            <button type="button" class="quiet" aria-label=gather.t(Key::BackToDocuments) on:click=move |_| gather.close()>
                {icon(BACK)} <span class="words">{gather.t(Key::Documents)}</span>
            </button>
            <h1 class="document-name gather-name">{name}</h1>
            <span role="status" class="save-status" class:error=move || problem().is_some()>
                {move || status().text(gather.language.get())}
            </span>
            <span class="space"></span>
            <button type="button" on:click=move |_| gather.setting_up.set(Some(SetUp::Change))>{gather.t(Key::GatherEditUnits)}</button>
            <Out />
        </header>
        {move || problem().map(|it| view! { <div class="strip error" role="alert"><p>{it}</p></div> })}
        <Show when=move || gather.is_read_only.get()>
            <div class="strip" role="note">
                <p>{gather.t(Key::GatherReadOnly)}</p>
                <button type="button" on:click=move |_| gather.take_over()>{gather.t(Key::EditHere)}</button>
            </div>
        </Show>
    }
}

/// The documents that can be made of the board.
const OUTPUTS: [(Output, Key); 6] = [
    (Output::All, Key::GatherOutAll),
    (Output::Matrix, Key::GatherOutMatrix),
    (Output::Transposed, Key::GatherOutTransposed),
    (Output::Stacked, Key::GatherOutStacked),
    (Output::Totals, Key::GatherOutTotals),
    (Output::Missing, Key::GatherOutMissing),
];

#[component]
fn Out() -> impl IntoView {
    let gather = Gather::get();
    let open = move |output: Output| {
        let sources = match gather.lists_sources.get_untracked() {
            true => Sources::Listed,
            false => Sources::LeftOut,
        };
        let document = gather.read(|it| {
            let mut made = gather::output(it.form(), &it.board(), output, sources);
            made.plan.name = output.title(&it.name);
            Some(made)
        });
        if let Some(document) = document {
            gather.open_document(document, None);
        }
    };
    view! {
        <MenuButton label=Key::GatherOutput class="primary" face=move || gather.t(Key::GatherOutput)>
            {OUTPUTS.map(|(output, label)| view! { <MenuItem label=label run=move || open(output) /> }).collect_view()}
            <MenuSeparator />
            <MenuCheck label=Key::GatherSources checked=gather.lists_sources />
        </MenuButton>
    }
}

/// Four figures, each of which shows its units, and where files go.
#[component]
fn Figures() -> impl IntoView {
    let gather = Gather::get();
    let counts = Memo::new(move |_| {
        gather.follow(|it| {
            let late = it.count(|it| it.standing.is_received() && 0 < it.days_late);
            let places = it.parts().iter().map(|it| it.n_places);
            [
                it.units().len(),
                it.count(|it| it.standing.is_received()),
                it.count(|it| Filter::ToCorrect.has(it.standing)),
                it.count(|it| it.standing == Standing::Missing),
                late,
                places.sum(),
            ]
        })
    });
    let due = move || {
        let deadline = gather.follow(|it| it.deadline.clone());
        let due = Key::GatherDue.with([written_day(&deadline)]);
        (!deadline.is_empty()).then(|| gather.text(&due))
    };
    let on_time = move || {
        let [_, received, _, _, late, _] = counts.get();
        gather.text(&Key::GatherOnTime.with([received - late, late].map(|n| n.to_string())))
    };
    let places = move || gather.text(&Key::GatherPlaces.with([counts.get()[5].to_string()]));
    let nothing = move || None::<String>;
    view! {
        <div class="gather-figures" data-region>
            {figure(gather, Filter::All, Key::GatherExpected, move || counts.get()[0], due)}
            {figure(gather, Filter::Received, Key::GatherReceived, move || counts.get()[1], move || Some(on_time()))}
            {figure(gather, Filter::ToCorrect, Key::GatherToCorrect, move || counts.get()[2], move || Some(places()))}
            {figure(gather, Filter::Missing, Key::GatherMissing, move || counts.get()[3], nothing)}
            <button type="button" class="quiet" disabled=move || counts.get()[3] == 0
                on:click=move |_| copy_reminder(gather)>{gather.t(Key::GatherCopyReminder)}</button>
            <Drop />
        </div>
    }
}

fn figure(
    gather: Gather,
    filter: Filter,
    label: Key,
    n: impl Fn() -> usize + Send + Sync + 'static,
    about: impl Fn() -> Option<String> + Send + Sync + 'static,
) -> impl IntoView {
    view! {
        <button type="button" class="figure" aria-pressed=move || (gather.filter.get() == filter).to_string()
            on:click=move |_| gather.filter.set(filter)>
            <b>{n}</b> " "
            <span>{gather.t(label)} <small>{about}</small></span>
        </button>
    }
}

/// Where files are dropped or chosen.
#[component]
fn Drop() -> impl IntoView {
    let gather = Gather::get();
    let (some, all) = (NodeRef::<Input>::new(), NodeRef::<Input>::new());
    Effect::new(move |_| {
        if let Some(input) = all.get() {
            // Not known to Leptos.
            input.set_attribute("webkitdirectory", "").ok();
        }
    });
    let chosen = move |event: ev::Event| {
        let input: HtmlInputElement = event_target(&event);
        files::take(gather, listed(input.files()));
        // Lets the same file be chosen again.
        input.set_value("");
    };
    let click = |input: NodeRef<Input>| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    view! {
        <div class="drop">
            <span class="words">{gather.t(Key::GatherDrop)}</span>
            <button type="button" class="quiet" on:click=move |_| click(some)>{gather.t(Key::GatherChoose)}</button>
            <button type="button" class="quiet" on:click=move |_| click(all)>{gather.t(Key::GatherChooseFolder)}</button>
            <input type="file" multiple class="visually-hidden" tabindex="-1" node_ref=some
                aria-label=gather.t(Key::GatherChoose) on:change=chosen />
            <input type="file" class="visually-hidden" tabindex="-1" node_ref=all
                aria-label=gather.t(Key::GatherChooseFolder) on:change=chosen />
        </div>
    }
}

fn listed(files: Option<FileList>) -> Vec<Incoming> {
    let n = files.as_ref().map_or(0, FileList::length);
    let files = (0..n).filter_map(|at| files.as_ref()?.get(at));
    files
        .map(|file: File| Incoming::Chosen(folder::path_of(&file), file))
        .collect()
}

/// How far the reading has come.
#[component]
fn Progress() -> impl IntoView {
    let gather = Gather::get();
    let cancel = move |_| {
        gather.stop_reading();
        worker_client::cancel();
    };
    move || {
        gather.reading.get().map(|it| {
            let counts = [it.n_done, it.n_all].map(|n| n.to_string());
            let [done, all] = counts;
            let told = Key::GatherReading.with([done, all, it.name]);
            view! {
                <div class="strip reading" role="status">
                    <progress max=it.n_all.to_string() value=it.n_done.to_string()></progress>
                    <p>{gather.text(&told)}</p>
                    <button type="button" on:click=cancel>{gather.t(Key::Cancel)}</button>
                </div>
            }
        })
    }
}

/// The views, and where the active value is from.
#[component]
fn BottomLine(statuses: Memo<Statuses>) -> impl IntoView {
    let gather = Gather::get();
    let columns = Memo::new(move |_| {
        let columns = gather.follow(Gather::columns).into_iter();
        columns.map(|(_, _, name)| name).collect::<Vec<_>>()
    });
    let n_open = Memo::new(move |_| gather.follow(Consolidation::n_open));
    let tab = move |view: View| move || (gather.view.get() == view).to_string();
    let show = move |view: View| move |_| gather.view.set(view);
    let has_statuses = Memo::new(move |_| gather.follow(Statuses::apply_to));
    let options = move || {
        let names = columns.get().into_iter().enumerate();
        let options = names.map(|(at, name)| {
            view! { <option value=at.to_string() selected=move || gather.column.get() == at>{name}</option> }
        });
        options.collect_view()
    };
    let choose = move |event: ev::Event| {
        if let Ok(at) = event_target_value(&event).parse() {
            gather.column.set(at);
            let row = gather.read(|it| {
                let (annex, _, _) = Gather::columns(it).into_iter().nth(at)?;
                Some(it.form().rows_of(annex).start)
            });
            gather.cell.update(|it| it.0 = row.unwrap_or_default());
        }
    };
    view! {
        <footer class="bottom-line" data-region>
            <div class="tabs">
                <div role="tablist">
                    <button type="button" role="tab" aria-selected=tab(View::Values) on:click=show(View::Values)>{gather.t(Key::GatherMatrix)}</button>
                    <Show when=move || has_statuses.get()>
                        <button type="button" role="tab" aria-selected=tab(View::Statuses) on:click=show(View::Statuses)>{gather.t(Key::GatherStatuses)}</button>
                    </Show>
                    <button type="button" role="tab" aria-selected=tab(View::Open) on:click=show(View::Open)>
                        {move || gather.text(&Key::GatherOpen.with([n_open.get().to_string()]))}
                    </button>
                </div>
            </div>
            <Show when=move || 1 < columns.read().len()>
                <select class="gather-column" aria-label=gather.t(Key::GatherColumn) on:change=choose>{options}</select>
            </Show>
            <PutRight />
            <span class="of-cell" role="status">{move || gather.text(&told(gather, statuses))}</span>
            <span class="of-selection">{move || row_total(gather, statuses)}</span>
        </footer>
    }
}

/// What is said of the active cell: where its value is from, or why it stands as it does.
fn told(gather: Gather, statuses: Memo<Statuses>) -> Message {
    if gather.view.get() != View::Statuses {
        return source(gather);
    }
    let (row, unit) = gather.cell.get();
    let why = statuses.read().why(row, unit);
    let names = gather.follow(|it| {
        let unit = it.units().get(unit).cloned().unwrap_or_default();
        [unit, content(it.form(), row)]
    });
    let [unit, row] = names;
    Key::GatherNoSource.with([unit, row, why])
}

/// Where the active value is from, or what is the matter with it.
fn source(gather: Gather) -> Message {
    let ((row, unit), at) = (gather.cell.get(), gather.column.get());
    let language = gather.language.get();
    let told = gather.follow(|it| {
        let (_, column, _) = Gather::columns(it).into_iter().nth(at)?;
        let part = it.parts().get(unit)?;
        let name = it.units().get(unit)?.clone();
        let row_name = content(it.form(), row);
        let cell = part.cell(it.form(), row, column);
        let Some(own) = cell.row.filter(|_| !cell.text.is_empty()) else {
            let said = match cell.state {
                CellState::Missing => Key::GatherNoValue,
                _ if part.standing.is_received() => return Some(Key::GatherTitle.with([row_name])),
                _ => part.standing.label(),
            };
            let said = said.text(language).to_owned();
            return Some(Key::GatherNoSource.with([name, row_name, said]));
        };
        let file = it.file(own.source);
        let line = own.line.map_or("–".to_owned(), |it| it.to_string());
        let received = file.map(|it| written_time(it.came())).unwrap_or_default();
        let text = match cell.was {
            Some(was) => {
                let told = Key::GatherByHandText.with([cell.text.to_owned(), in_file(was)]);
                told.text(language)
            }
            None => cell.text.to_owned(),
        };
        let (file, sheet) = (own.file.to_string(), own.sheet.to_string());
        let args = [name, row_name, text, file, sheet, line, received];
        Some(match cell.message {
            Some(problem) => {
                let [name, row, _, file, sheet, line, received] = args;
                let problem = problem.text(language).trim_end_matches('.').to_owned();
                Key::GatherSourceWrong.with([name, row, problem, file, sheet, line, received])
            }
            None => Key::GatherSource.with(args),
        })
    });
    told.unwrap_or(Key::GatherMatrix.into())
}

/// What all units come to in the active row.
fn row_total(gather: Gather, statuses: Memo<Statuses>) -> String {
    let ((row, _), at) = (gather.cell.get(), gather.column.get());
    if gather.view.get() == View::Statuses {
        return statuses.read().total(row).1;
    }
    gather.follow(|it| {
        let column = Gather::columns(it).into_iter().nth(at).map(|it| it.1);
        column.map_or(String::new(), |column| total(it, row, column).1)
    })
}
