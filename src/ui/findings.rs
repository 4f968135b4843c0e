//! The findings panel beside the grid.

mod list;

use std::{collections::BTreeSet, sync::Arc};

use leptos::prelude::*;

use self::list::{Group, GroupId, ListOptions, Listed, ListedFinding, listed};
use super::{
    app::{context::App, dialog::Dialog},
    difference::difference_view,
    icon::{CLOSE, icon},
};
use crate::{
    commands,
    editor::{Editor, changes},
    model::Severity,
    validate::{Diagnostic, RULES, Rule, rule},
    wording::Key,
};

/// The findings in groups by rule or by row.
#[component]
pub(super) fn FindingsPanel() -> impl IntoView {
    let app = App::get();
    let options = RwSignal::new(ListOptions::default());
    // Recomputed after the change itself has been painted.
    let shown = Memo::new(move |_| {
        app.checked.track();
        let (options, language) = (options.read(), app.language.get());
        app.editor
            .with_untracked(|editor| listed(editor, &options, language))
    });
    let n_all = move || shown.read().counts.iter().sum::<usize>();
    let is_clean = Memo::new(move |_| n_all() == 0);
    let ids = Memo::new(move |_| {
        let shown = shown.read();
        shown
            .groups
            .iter()
            .map(|group| group.id)
            .collect::<Vec<_>>()
    });
    let group = move |id: GroupId| {
        Memo::new(move |_| {
            shown
                .read()
                .groups
                .iter()
                .find(|group| group.id == id)
                .cloned()
        })
    };
    let close = move |_| {
        app.show_side(None);
        app.focus_grid.notify();
    };
    let n_hidden = move || shown.read().n_groups - shown.read().groups.len();
    view! {
        <section class="findings" aria-labelledby="findings-title">
            <div class="side-head">
                <h2 id="findings-title">{app.t(Key::Findings)}</h2>
                <button type="button" class="quiet" node_ref=app.beside_grid on:click=move |_| app.dialog.set(Some(Dialog::Checks))>{app.t(Key::ReviewSettings)}</button>
                <button type="button" aria-label=app.t(Key::Close) title=app.t(Key::Close) on:click=close>{icon(CLOSE)}</button>
            </div>
            <Show when=move || !is_clean.get()
                fallback=move || view! { <p class="clean">{app.t(Key::NoFindings)}</p> }>
                <Controls options shown />
                <Show when=move || ids.read().is_empty()>
                    <p>{app.t(Key::FindingsFiltered)}</p>
                </Show>
                <For each=move || ids.get() key=|id| *id let:id>
                    <GroupView id group=group(id) show_all=Callback::new(move |()| options.update(|it| it.opened.push(id))) />
                </For>
                <Show when=move || 0 < n_hidden()>
                    <button type="button" class="quiet" on:click=move |_| options.update(|it| it.all_groups = true)>
                        {move || app.text(&Key::ShowMore.with([n_hidden().to_string()]))}
                    </button>
                </Show>
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
    view! {
        <p class="visually-hidden">{summary}</p>
        <div class="findings-controls" role="group" aria-labelledby="findings-title">
            {severity(Severity::Error, Key::FindingsErrors)}
            {severity(Severity::Warning, Key::FindingsWarnings)}
            {severity(Severity::Hint, Key::FindingsHints)}
            <select aria-label=app.t(Key::FindingsOrder) on:change=order>
                <option value="rule">{app.t(Key::FindingsByRule)}</option>
                <option value="row">{app.t(Key::FindingsByRow)}</option>
            </select>
            <button type="button" aria-label=app.t(Key::FindingPrevious) title=app.t(Key::FindingPrevious) on:click=move |_| go_to_finding(app, true)>"↑"</button>
            <button type="button" aria-label=app.t(Key::FindingNext) title=app.t(Key::FindingNext) on:click=move |_| go_to_finding(app, false)>"↓"</button>
            <input type="search" aria-label=app.t(Key::FindingsSearch) placeholder=app.t(Key::FindingsSearch)
                on:input=move |event| options.update(|options| options.wanted = event_target_value(&event)) />
            <Show when=move || 0 < n_safe()>
                <button type="button" class="mend" disabled=app.read_only on:click=move |_| app.preview_fixes(None)>
                    {move || app.text(&Key::FixEverything.with([n_safe().to_string()]))}
                </button>
            </Show>
        </div>
    }
}

/// The findings of one rule or row, with the rule's rationale and the fixes.
#[component]
fn GroupView(id: GroupId, group: Memo<Option<Group>>, show_all: Callback<()>) -> impl IntoView {
    let app = App::get();
    let n = move || group.read().as_ref().map_or(0, |it| it.n);
    let n_safe = move || group.read().as_ref().map_or(0, |it| it.n_safe);
    let n_hidden = move || group.read().as_ref().map_or(0, |it| it.n - it.lines.len());
    let severity = move || group.read().as_ref().map_or("", |it| it.severity.key());
    let lines = move || group.get().map_or(Vec::new(), |it| it.lines);
    let of_rule: Option<&'static Rule> = match id {
        GroupId::Rule(at) => RULES.get(at).copied(),
        GroupId::Row(_) => None,
    };
    let title = move || match of_rule {
        Some(rule) => rule.title.text(app.language.get()).to_owned(),
        None => group.get().map_or(String::new(), |it| it.title),
    };
    let why = of_rule.map(|rule| {
        let source = rule.grounds();
        view! {
            <p class="why">{app.t(rule.rationale)} <span class="source">{move || app.text(&source)}</span></p>
        }
    });
    view! {
        <details class="rule" open=true data-severity=severity>
            <summary>
                <span class="mark" aria-hidden="true"></span>
                {title} " (" {n} ")"
            </summary>
            {why}
            <Show when=move || of_rule.is_some() && 1 < n_safe()>
                <button type="button" disabled=app.read_only on:click=move |_| app.preview_fixes(of_rule.map(|rule| rule.id))>
                    {move || app.text(&Key::FixAll.with([n_safe().to_string()]))}
                </button>
            </Show>
            <ul class="plain">
                // Keyed by the finding's address in memory: a recomputed finding is a new one,
                // because its fix applies to the new text.
                <For each=lines key=|line| (Arc::as_ptr(&line.finding) as usize, line.address.clone()) let:line>
                    <Finding line with_source=of_rule.is_none() />
                </For>
            </ul>
            <Show when=move || 0 < n_hidden()>
                <button type="button" class="quiet" on:click=move |_| show_all.run(())>
                    {move || app.text(&Key::ShowMore.with([n_hidden().to_string()]))}
                </button>
            </Show>
        </details>
    }
}

#[component]
fn Finding(line: ListedFinding, with_source: bool) -> impl IntoView {
    let app = App::get();
    let ListedFinding {
        finding, address, ..
    } = line;
    let message = finding.message.clone();
    let fix = finding.fix.clone().map(|fix| {
        let label = fix.transaction.label.clone();
        let before_after = app.editor.with_untracked(|editor| changes(editor.document(), &fix.transaction));
        let first = before_after.first().map(|(before, after)| difference_view(before, after));
        let apply = move |_| {
            app.apply(Some(fix.transaction.clone()));
            app.focus_grid.notify();
        };
        (
            first,
            view! {
                <button type="button" class="fix" disabled=app.read_only title=move || app.text(&label) on:click=apply>{app.t(Key::Fix)}</button>
            },
        )
    });
    let (change, button) = fix.unzip();
    let source = rule(finding.rule).and_then(|at| RULES.get(at));
    let source = source.filter(|_| with_source).map(|rule| {
        view! { <span class="source">{app.t(rule.title)}</span> }
    });
    let here = Memo::new(move |_| app.editor.with(Editor::cell_ref));
    let (id, severity, place) = (finding.rule, finding.severity.key(), finding.cell_ref());
    view! {
        <li data-rule=id data-severity=severity class:at=move || here.get() == Some(place)>
            <button type="button" class="place" on:click=move |_| app.go_to(place)>
                <span class="address">{address}</span>
                {move || app.text(&message)}
                {source}
                {change}
            </button>
            <span class="finding-buttons">
                {button}
                <WaiveButton finding />
            </span>
        </li>
    }
}

#[component]
fn WaiveButton(finding: Arc<Diagnostic>) -> impl IntoView {
    let app = App::get();
    let ask = move |_| app.dialog.set(Some(Dialog::Waive(Arc::clone(&finding))));
    view! { <button type="button" class="quiet waive" disabled=app.read_only on:click=ask>{app.t(Key::Waive)}</button> }
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
