use std::sync::Arc;

use leptos::prelude::*;

use super::context::App;
use crate::{
    editor::Editor,
    validate::{Applicability, Diagnostic, Fix, RULES, Rule},
    wording::Key,
};

/// How many findings of a rule are listed at first.
const SHOWN: usize = 30;

/// The findings of one rule, as the panel shows them.
#[derive(Clone, Debug, PartialEq)]
struct Group {
    rule: usize,
    n: usize,
    n_safe: usize,
    /// Those listed, each with how people call its row.
    listed: Vec<(Arc<Diagnostic>, String)>,
}

/// What the panel shows: counts by severity, then the rules with findings. `all` names rules whose
/// findings are listed to the last.
fn groups(editor: &Editor, all: &[usize]) -> ([usize; 3], Vec<Group>) {
    let mut counts = [0; 3];
    let mut groups: Vec<Group> = Vec::new();
    for finding in editor.findings().iter() {
        let Some(rule) = RULES.iter().position(|rule| rule.id == finding.rule) else {
            continue;
        };
        if let Some(count) = counts.get_mut(finding.severity as usize) {
            *count += 1;
        }
        let at = groups.iter().position(|it| it.rule == rule);
        let at = at.unwrap_or_else(|| {
            groups.push(Group {
                rule,
                n: 0,
                n_safe: 0,
                listed: Vec::new(),
            });
            groups.len() - 1
        });
        let Some(group) = groups.get_mut(at) else {
            continue;
        };
        let is_safe = |fix: &Fix| fix.applicability == Applicability::Safe;
        group.n += 1;
        group.n_safe += usize::from(finding.fix.as_ref().is_some_and(is_safe));
        if group.listed.len() < SHOWN || all.contains(&rule) {
            group.listed.push((Arc::clone(finding), String::new()));
        }
    }
    let listed = groups.iter().flat_map(|group| &group.listed);
    let addresses = editor.addresses(&listed.map(|(it, _)| it.row).collect());
    for (finding, place) in groups.iter_mut().flat_map(|group| &mut group.listed) {
        *place = addresses.get(&finding.row).cloned().unwrap_or_default();
    }
    groups.sort_by_key(|group| group.rule);
    (counts, groups)
}

/// The findings beside the grid, a group per rule.
#[component]
pub(super) fn FindingsPanel() -> impl IntoView {
    let app = App::get();
    let all_shown = RwSignal::new(Vec::<usize>::new());
    // Brought up to date once the change itself is on the screen.
    let shown = Memo::new(move |_| {
        app.checked.track();
        let all = all_shown.get();
        app.editor.with_untracked(|editor| groups(editor, &all))
    });
    let summary = move || {
        let counts = shown.read().0.map(|n| n.to_string());
        app.text(&Key::FindingsSummary.with(counts))
    };
    let rules = Memo::new(move |_| {
        let shown = shown.read();
        shown.1.iter().map(|group| group.rule).collect::<Vec<_>>()
    });
    let group = move |rule: usize| {
        Memo::new(move |_| {
            let shown = shown.read();
            shown.1.iter().find(|group| group.rule == rule).cloned()
        })
    };
    view! {
        <section class="findings" aria-labelledby="findings-title">
            <h2 id="findings-title">{app.t(Key::Findings)}</h2>
            <Show when=move || !rules.read().is_empty()
                fallback=move || view! { <p class="clean">{app.t(Key::NoFindings)}</p> }>
                <p>{summary}</p>
                <For each=move || rules.get() key=|idx| *idx let:idx>
                    {RULES.get(idx).map(|rule| view! {
                        <RuleGroup rule group=group(idx) show_all=Callback::new(move |()| all_shown.update(|it| it.push(idx))) />
                    })}
                </For>
            </Show>
        </section>
    }
}

/// The findings of one rule: what, why, where, and the fixes.
#[component]
fn RuleGroup(
    rule: &'static Rule,
    group: Memo<Option<Group>>,
    show_all: Callback<()>,
) -> impl IntoView {
    let app = App::get();
    let n = move || group.read().as_ref().map_or(0, |it| it.n);
    let n_safe = move || group.read().as_ref().map_or(0, |it| it.n_safe);
    let n_hidden = move || group.read().as_ref().map_or(0, |it| it.n - it.listed.len());
    let listed = move || group.get().map_or(Vec::new(), |it| it.listed);
    view! {
        <details class="rule" open=true data-severity=rule.severity.key()>
            <summary>
                <span class="mark" aria-hidden="true"></span>
                {app.t(rule.title)} " (" {n} ")"
            </summary>
            <p class="why">{app.t(rule.rationale)}</p>
            <Show when=move || 1 < n_safe()>
                <button type="button" on:click=move |_| {
                    app.settle();
                    app.run(|editor| editor.fix_all(Some(rule.id)));
                }>
                    {move || app.text(&Key::FixAll.with([n_safe().to_string()]))}
                </button>
            </Show>
            <ul class="plain">
                <For each=listed key=|(it, place)| (it.row, it.column, it.message.args.clone(), place.clone())
                    let((finding, place))>
                    <Finding finding place />
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
fn Finding(finding: Arc<Diagnostic>, place: String) -> impl IntoView {
    let app = App::get();
    let message = finding.message.clone();
    let fix = finding.fix.clone().map(|fix| {
        let label = fix.transaction.label.clone();
        let apply = move |_| {
            app.dispatch(Some(fix.transaction.clone()));
            app.focus_grid.update(|n| *n += 1);
        };
        view! {
            <button type="button" class="fix" title=move || app.text(&label) on:click=apply>{app.t(Key::Fix)}</button>
        }
    });
    let (rule, severity) = (finding.rule, finding.severity.key());
    view! {
        <li data-rule=rule data-severity=severity>
            <button type="button" class="place" on:click=move |_| app.go_to(finding.place())>
                <span>{place}</span>
                {move || app.text(&message)}
            </button>
            {fix}
        </li>
    }
}
