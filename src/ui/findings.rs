use leptos::prelude::*;

use super::context::App;
use crate::{
    model::Role,
    validate::{Applicability, Diagnostic, RULES, Rule, Severity},
    wording::Key,
};

/// How many findings of a rule are listed at first.
const SHOWN: usize = 30;

/// The findings beside the grid, a group per rule.
#[component]
pub(super) fn FindingsPanel() -> impl IntoView {
    let app = App::get();
    let findings = Memo::new(move |_| {
        app.editor
            .with(|editor| std::sync::Arc::clone(editor.findings()))
    });
    let count = move |severity: Severity| {
        findings.with(|findings| findings.iter().filter(|it| it.severity == severity).count())
    };
    let summary = move || {
        let counts = [Severity::Error, Severity::Warning, Severity::Hint]
            .map(|severity| count(severity).to_string());
        Key::FindingsSummary.with(counts)
    };
    let broken = Memo::new(move |_| {
        findings.with(|findings| {
            let rules = RULES.iter().copied().enumerate();
            let broken = rules.filter(|(_, rule)| findings.iter().any(|it| it.rule == rule.id));
            broken.map(|(idx, _)| idx).collect::<Vec<_>>()
        })
    });
    view! {
        <section class="findings" aria-labelledby="findings-title">
            <h2 id="findings-title">{app.t(Key::Findings)}</h2>
            <Show when=move || !findings.with(|findings| findings.is_empty())
                fallback=move || view! { <p class="clean">{app.t(Key::NoFindings)}</p> }>
                <p>{move || app.text(&summary())}</p>
                <For each=move || broken.get() key=|idx| *idx let:idx>
                    {RULES.get(idx).map(|rule| view! { <RuleGroup rule /> })}
                </For>
            </Show>
        </section>
    }
}

/// The findings of one rule: what, why, where, and the fixes.
#[component]
fn RuleGroup(rule: &'static Rule) -> impl IntoView {
    let app = App::get();
    let all_shown = RwSignal::new(false);
    let found = Memo::new(move |_| {
        app.editor.with(|editor| {
            let of_rule = editor.findings().iter().filter(|it| it.rule == rule.id);
            of_rule.cloned().collect::<Vec<_>>()
        })
    });
    let n_safe = move || {
        found.with(|found| {
            let fixes = found.iter().filter_map(|it| it.fix.as_ref());
            fixes
                .filter(|fix| fix.applicability == Applicability::Safe)
                .count()
        })
    };
    let listed = move || {
        let n = if all_shown.get() { usize::MAX } else { SHOWN };
        app.editor.with(|editor| {
            let of_rule = editor
                .findings()
                .iter()
                .filter(|it| it.rule == rule.id)
                .take(n);
            of_rule
                .map(|it| (it.clone(), place_text(editor, it)))
                .collect::<Vec<_>>()
        })
    };
    let n_hidden = move || {
        found
            .with(Vec::len)
            .saturating_sub(if all_shown.get() { usize::MAX } else { SHOWN })
    };
    view! {
        <details class="rule" open=true data-severity=rule.severity.key()>
            <summary>
                <span class="mark" aria-hidden="true"></span>
                {app.t(rule.title)} " (" {move || found.with(Vec::len)} ")"
            </summary>
            <p class="why">{app.t(rule.rationale)}</p>
            <Show when=move || 1 < n_safe()>
                <button type="button" on:click=move |_| app.run(|editor| editor.fix_all(Some(rule.id)))>
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
                <button type="button" class="quiet" on:click=move |_| all_shown.set(true)>
                    {move || app.text(&Key::ShowMore.with([n_hidden().to_string()]))}
                </button>
            </Show>
        </details>
    }
}

#[component]
fn Finding(finding: Diagnostic, place: String) -> impl IntoView {
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
            <button type="button" class="place" on:click=move |_| app.jump_to(&finding)>
                <span>{place}</span>
                {move || app.text(&message)}
            </button>
            {fix}
        </li>
    }
}

/// Annex and ordinal, or the row's position where it has none.
fn place_text(editor: &crate::editor::Editor, finding: &Diagnostic) -> String {
    let found = editor.place_of(finding).and_then(|place| {
        let annex = editor.document().annexes.get(place.annex)?;
        let row = annex.rows.get(place.row)?;
        let ordinal = annex.text(row, Role::Ordinal);
        let section = annex
            .rows
            .get(..place.row)?
            .iter()
            .rev()
            .find(|row| row.kind.is_section());
        let section = section.filter(|_| !row.kind.is_section());
        let section = section.map_or("", |section| annex.text(section, Role::Ordinal));
        let number = if annex.head.number.is_empty() {
            annex.head.sheet.as_str()
        } else {
            &annex.head.number
        };
        let row = match (section, ordinal) {
            ("", "") => (place.row + 1).to_string(),
            ("", ordinal) => ordinal.to_owned(),
            (section, ordinal) => format!("{section} › {ordinal}"),
        };
        Some(format!("{number} › {row}"))
    });
    found.unwrap_or_default()
}
