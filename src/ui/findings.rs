//! The findings panel beside the grid.

mod group;
mod list;

use std::{collections::BTreeSet, sync::Arc};

use leptos::prelude::*;

use self::{
    group::GroupView,
    list::{GroupId, ListOptions, Listed, ListedFinding, listed},
};
use super::{
    app::{context::App, dialog::Dialog},
    icon::{CLOSE, icon},
};
use crate::{commands, editor::Editor, model::Severity, wording::Key};

/// The findings in groups by what to do or by row. The list follows the active cell.
#[component]
pub(super) fn FindingsPanel() -> impl IntoView {
    let app = App::get();
    let options = RwSignal::new(ListOptions::default());
    let annex = Memo::new(move |_| app.editor.with(|it| it.annex().map(|annex| annex.id)));
    // Recomputed after the change itself has been painted.
    let shown = Memo::new_with_compare(
        move |_| {
            app.checked.track();
            // `get`, not `track`: a memo that nobody reads follows nothing.
            annex.get();
            let (options, language) = (options.read(), app.language.get());
            app.editor
                .with_untracked(|editor| listed(editor, &options, language))
        },
        // What is drawn is compared line by line.
        |_, _| true,
    );
    let n_here = move || shown.read().counts.iter().sum::<usize>();
    let n_elsewhere = Memo::new(move |_| shown.read().n_elsewhere);
    let is_clean = Memo::new(move |_| n_here() == 0);
    let ids = move |of_annex: bool| {
        let shown = shown.read();
        let groups = shown.groups.iter();
        let groups = groups.filter(|group| group.is_of_annex() == of_annex);
        groups.map(|group| group.id).collect::<Vec<_>>()
    };
    let (of_annex, of_cells) = (
        Memo::new(move |_| ids(true)),
        Memo::new(move |_| ids(false)),
    );
    let is_empty = move || of_annex.read().is_empty() && of_cells.read().is_empty();
    let here = Memo::new(move |_| app.editor.with(Editor::cell_ref));
    // The worst finding of the active cell.
    let followed = Memo::new_with_compare(
        move |_| {
            app.checked.track();
            let place = here.get()?;
            app.editor.with_untracked(|editor| {
                let mut found = editor.findings_of(editor.row()?);
                found.retain(|it| it.column == place.column);
                found.into_iter().min_by_key(|it| it.severity)
            })
        },
        |_, _| true,
    );
    let group_view = move |id: GroupId| {
        let group = Memo::new_with_compare(
            move |_| {
                let shown = shown.read();
                shown.groups.iter().find(|group| group.id == id).cloned()
            },
            |_, _| true,
        );
        let show_all = Callback::new(move |()| options.update(|it| it.opened.push(id)));
        view! { <GroupView id group followed show_all /> }
    };
    let close = move |_| {
        app.show_side(None);
        app.focus_grid.notify();
    };
    let n_hidden = move || shown.read().n_groups - shown.read().groups.len();
    let clean = move || {
        app.t(match (shown.read().is_checked, n_elsewhere.get()) {
            (false, _) => Key::CheckingAll,
            (true, 0) => Key::NoFindings,
            (true, _) => Key::NoFindingsHere,
        })
    };
    view! {
        <section class="findings" aria-labelledby="findings-title">
            <div class="side-head">
                <h2 id="findings-title">{app.t(Key::Findings)}</h2>
                <button type="button" class="quiet" on:click=move |_| app.dialog.set(Some(Dialog::Checks))>{app.t(Key::ReviewSettings)}</button>
                <button type="button" aria-label=app.t(Key::Close) title=app.t(Key::Close) on:click=close>{icon(CLOSE)}</button>
            </div>
            <Show when=move || !is_clean.get() fallback=move || view! { <p class="clean">{clean}</p> }>
                <Controls options shown />
                <Show when=is_empty>
                    <p>{app.t(Key::FindingsFiltered)}</p>
                </Show>
                <Show when=move || !of_annex.read().is_empty()>
                    <h3>{app.t(Key::FindingsOfHead)}</h3>
                </Show>
                <For each=move || of_annex.get() key=|id| *id let:id>{group_view(id)}</For>
                <For each=move || of_cells.get() key=|id| *id let:id>{group_view(id)}</For>
                <Show when=move || 0 < n_hidden()>
                    <button type="button" class="quiet" on:click=move |_| options.update(|it| it.all_groups = true)>
                        {move || app.text(&Key::ShowMore.with([n_hidden().to_string()]))}
                    </button>
                </Show>
            </Show>
            <Show when=move || 0 < n_elsewhere.get()>
                <button type="button" class="quiet elsewhere" on:click=move |_| options.update(|it| it.everywhere = true)>
                    {move || app.text(&Key::FindingsElsewhere.with([n_elsewhere.get().to_string()]))}
                </button>
            </Show>
            <Waived shown />
        </section>
    }
}

/// Goes to the next or previous finding, around the end.
pub(super) fn go_to_finding(app: App, back: bool) {
    app.settle();
    let next = app.editor.with_untracked(|editor| {
        let places: Vec<_> = editor.findings().iter().map(|it| it.cell_ref()).collect();
        editor.next_of(&places, back)
    });
    if let Some(place) = next {
        app.go_to(place);
    }
}

/// The list's options, and actions on all findings.
#[component]
fn Controls(options: RwSignal<ListOptions>, shown: Memo<Listed>) -> impl IntoView {
    let app = App::get();
    let summary = move || {
        let counts = shown.read().counts.map(|n| n.to_string());
        app.text(&Key::FindingsSummary.with(counts))
    };
    let severity = move |severity: Severity, key: Key| {
        let n = move || {
            shown
                .read()
                .counts
                .get(severity as usize)
                .copied()
                .unwrap_or(0)
        };
        let pressed = move || options.read().severities.contains(&severity).to_string();
        let toggle = move |_| {
            options.update(|options| {
                if !options.severities.remove(&severity) {
                    // One severity at a time.
                    options.severities = BTreeSet::from([severity]);
                }
            });
        };
        view! {
            <button type="button" class="severity" data-severity=severity.key() aria-pressed=pressed
                disabled=move || n() == 0 on:click=toggle>
                <span class="mark" aria-hidden="true"></span>
                {move || app.text(&key.with([n().to_string()]))}
            </button>
        }
    };
    let n_safe = move || shown.read().n_safe;
    let order = move |event| {
        let by_row = event_target_value(&event) == "row";
        options.update(|options| options.by_row = by_row);
    };
    let extent = move |event| {
        let everywhere = event_target_value(&event) == "everywhere";
        options.update(|options| options.everywhere = everywhere);
    };
    let counted = move |key: Key, n: usize| format!("{} ({n})", key.text(app.language.get()));
    let n_here = move || shown.read().n_here;
    let n_everywhere = move || shown.read().n_here + shown.read().n_other;
    let extent_key = move || match options.read().everywhere {
        true => "everywhere",
        false => "here",
    };
    let fix_all = move |_| {
        let everywhere = options.read_untracked().everywhere;
        app.preview_fixes(&|editor| {
            let annex = editor.annex().map(|annex| annex.id);
            editor.mending(&|it| everywhere || Some(it.annex) == annex)
        });
    };
    view! {
        <p class="visually-hidden">{summary}</p>
        <div class="findings-controls" role="group" aria-labelledby="findings-title">
            {severity(Severity::Error, Key::FindingsErrors)}
            {severity(Severity::Warning, Key::FindingsWarnings)}
            {severity(Severity::Hint, Key::FindingsHints)}
            <select aria-label=app.t(Key::FindingsWhere) prop:value=extent_key on:change=extent>
                <option value="here">{move || counted(Key::FindingsHere, n_here())}</option>
                <option value="everywhere">{move || counted(Key::FindingsEverywhere, n_everywhere())}</option>
            </select>
            <select aria-label=app.t(Key::FindingsOrder) on:change=order>
                <option value="rule">{app.t(Key::FindingsByRule)}</option>
                <option value="row">{app.t(Key::FindingsByRow)}</option>
            </select>
            <span class="steps">
                <button type="button" aria-label=app.t(Key::FindingPrevious) title=app.t(Key::FindingPrevious) on:click=move |_| go_to_finding(app, true)>"↑"</button>
                <button type="button" aria-label=app.t(Key::FindingNext) title=app.t(Key::FindingNext) on:click=move |_| go_to_finding(app, false)>"↓"</button>
            </span>
            <input type="search" aria-label=app.t(Key::FindingsSearch) placeholder=app.t(Key::FindingsSearch)
                on:input=move |event| options.update(|options| options.wanted = event_target_value(&event)) />
            <Show when=move || 0 < n_safe()>
                <button type="button" class="mend" disabled=app.read_only on:click=fix_all>
                    {move || app.text(&Key::FixEverything.with([n_safe().to_string()]))}
                </button>
            </Show>
        </div>
    }
}

/// The waived findings.
#[component]
fn Waived(shown: Memo<Listed>) -> impl IntoView {
    let app = App::get();
    let n = move || shown.read().waived.len();
    let lines = move || shown.get().waived;
    view! {
        <Show when=move || 0 < n()>
            <details class="rule waived">
                <summary>{move || app.text(&Key::Waived.with([n().to_string()]))}</summary>
                <ul class="plain">
                    <For each=lines key=|line| (Arc::as_ptr(&line.finding) as usize, line.clone().reason) let:line>
                        <WaivedFinding line />
                    </For>
                </ul>
            </details>
        </Show>
    }
}

#[component]
fn WaivedFinding(line: ListedFinding) -> impl IntoView {
    let app = App::get();
    let ListedFinding {
        finding,
        address,
        reason,
    } = line;
    let (message, place, id) = (finding.message.clone(), finding.cell_ref(), finding.rule);
    let take_back = move |_| app.run(|selection| commands::unwaive(selection, &finding));
    view! {
        <li data-waived=id>
            <button type="button" class="place" on:click=move |_| app.go_to(place)>
                <span class="address">{address}</span>
                {move || app.text(&message)}
                <em>{reason}</em>
            </button>
            <button type="button" class="quiet" disabled=app.read_only on:click=take_back>{app.t(Key::Unwaive)}</button>
        </li>
    }
}
