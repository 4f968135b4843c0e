//! The findings of one rule or row, and what settles them.

use std::{collections::BTreeSet, sync::Arc};

use leptos::{html::Li, prelude::*};
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

use super::list::{Group, GroupId, ListedFinding, Part, unlisted};
use crate::{
    editor::{self, Matter, changes},
    model::AnnexId,
    ui::{
        app::{context::App, dialog::Dialog},
        difference::difference_view,
    },
    validate::{About, Applicability, Diagnostic, RULES, RuleEntry, rule},
    wording::Key,
};

/// The findings of one rule or row, with the rule's rationale and what settles them.
#[component]
pub(super) fn GroupView(
    id: GroupId,
    group: Memo<Option<Group>>,
    followed: Memo<Option<Arc<Diagnostic>>>,
    show_all: Callback<()>,
) -> impl IntoView {
    let app = App::get();
    let n = move || group.read().as_ref().map_or(0, |it| it.n);
    let n_hidden = move || group.read().as_ref().map_or(0, |it| it.n_hidden);
    let severity = move || group.read().as_ref().map_or("", |it| it.severity.key());
    let title = move || {
        group
            .read()
            .as_ref()
            .map_or(String::new(), |it| it.title.clone())
    };
    let parts = move || group.get().map_or(Vec::new(), |it| it.parts);
    let of_rule: Option<&'static RuleEntry> = match id {
        GroupId::Rule(_, at) => RULES.get(at),
        GroupId::Row(_) => None,
    };
    let why = of_rule.map(|rule| {
        let source = rule.further_grounds().map(|source| {
            view! { " " <span class="source">{move || app.text(&source)}</span> }
        });
        view! { <p class="why">{app.t(rule.rationale)}{source}</p> }
    });
    let n_safe = move || group.read().as_ref().map_or(0, |it| it.n_safe);
    let fix_all = move |_| {
        let annexes: BTreeSet<AnnexId> = parts().iter().map(|part| part.annex).collect();
        let rule = of_rule.map_or("", |rule| rule.id);
        app.preview_fixes(&|editor| {
            editor.mending(&|it| it.rule == rule && annexes.contains(&it.annex))
        });
    };
    // The finding of the active cell is listed, however many there are.
    let extra = move || {
        let (group, followed) = (group.read(), followed.read());
        let (group, followed) = (group.as_ref()?, followed.as_ref()?);
        app.editor
            .with_untracked(|editor| unlisted(editor, group, followed, app.language.get()))
    };
    let finding = move |line| view! { <Finding line followed with_source=of_rule.is_none() /> };
    let part_view = move |key: PartKey| {
        let part = Memo::new_with_compare(
            move |_| parts().into_iter().find(|it| part_key(it) == key),
            |_, _| true,
        );
        let lines = move || part.get().map_or(Vec::new(), |it| it.lines);
        view! {
            <Answer part has_title=Signal::derive(move || 1 < parts().len()) />
            <ul class="plain">
                // Keyed by the finding's address in memory: a recomputed finding is a new one,
                // because its fix applies to the new text.
                <For each=lines key=|line| (Arc::as_ptr(&line.finding) as usize, line.address.clone()) let:line>{finding(line)}</For>
            </ul>
        }
    };
    let keys = move || parts().iter().map(part_key).collect::<Vec<_>>();
    view! {
        <details class="rule" open=true data-severity=severity>
            <summary>
                <span class="mark" aria-hidden="true"></span>
                {title} " (" {n} ")"
            </summary>
            {why}
            <Show when=move || of_rule.is_some() && 1 < n_safe()>
                <button type="button" disabled=app.read_only on:click=fix_all>
                    {move || app.text(&Key::FixAll.with([n_safe().to_string()]))}
                </button>
            </Show>
            <For each=keys key=PartKey::clone let:key>{part_view(key)}</For>
            {move || extra().map(|line| view! { <ul class="plain">{finding(line)}</ul> })}
            <Show when=move || 0 < n_hidden()>
                <button type="button" class="quiet" on:click=move |_| show_all.run(())>
                    {move || app.text(&Key::ShowMore.with([n_hidden().to_string()]))}
                </button>
            </Show>
        </details>
    }
}

/// Identifies a part of a group: its annex and its subject.
type PartKey = (AnnexId, String);

fn part_key(part: &Part) -> PartKey {
    (part.annex, part.subject().unwrap_or_default().to_owned())
}

/// What settles several findings at once: one change, a body chosen for all of them, or one reason to
/// leave them.
#[component]
fn Answer(part: Memo<Option<Part>>, has_title: Signal<bool>) -> impl IntoView {
    let app = App::get();
    let view = move || {
        let part = part.get()?;
        let matter = part.matter.filter(|it| !it.subject.is_empty())?;
        let n = matter.findings.len();
        let title = has_title.get().then(|| {
            let (title, n) = (matter.title(), n.to_string());
            view! { <h4>{move || app.text(&title)} " (" {n} ")"</h4> }
        });
        let all = matter.findings.clone();
        let waive = (1 < n).then(|| {
            let ask = move |_| app.dialog.set(Some(Dialog::Waive(all.clone())));
            let said = Key::WaiveAlike.with([n.to_string()]);
            view! {
                <button type="button" class="quiet" disabled=app.read_only on:click=ask>{move || app.text(&said)}</button>
            }
        });
        Some(view! {
            <div class="answer">
                {title}
                {change_view(app, &matter)}
                {waive}
            </div>
        })
    };
    move || view()
}

/// The change that settles a matter, or the choice of one.
fn change_view(app: App, matter: &Arc<Matter>) -> Option<AnyView> {
    let n = matter.findings.len();
    let own = Arc::clone(matter);
    match &matter.answer {
        editor::Answer::Same {
            label,
            applicability,
        } if 1 < n => {
            // Where all is safe, "fix all" of the rule does it too; the button says what it does.
            let is_sure = *applicability == Applicability::Safe;
            let label = label.clone();
            let said = move || Key::FixAlike.with([app.text(&label), n.to_string()]);
            let fix = move |_| app.preview_fixes(&|editor| own.mending(editor.document()));
            Some(view! {
                <button type="button" class:fix=is_sure disabled=app.read_only on:click=fix>{move || app.text(&said())}</button>
            }.into_any())
        }
        editor::Answer::Choice(bodies) => {
            let chosen = RwSignal::new(bodies.first()?.clone());
            let options = bodies.iter().map(|body| {
                let body = body.clone();
                view! { <option value=body.clone()>{body.clone()}</option> }
            });
            let options = options.collect_view();
            let label = Key::ChooseBody.with([matter.subject.clone()]);
            let said = Key::ReplaceAlike.with([n.to_string()]);
            let fix = move |_| {
                let body = chosen.get_untracked();
                app.preview_fixes(&|editor| own.replacing(editor.document(), &body));
            };
            Some(view! {
                <label>
                    {move || app.text(&label)}
                    <select on:change=move |event| chosen.set(event_target_value(&event))>{options}</select>
                </label>
                <button type="button" class="fix" disabled=app.read_only on:click=fix>{move || app.text(&said)}</button>
            }.into_any())
        }
        _ => None,
    }
}

#[component]
fn Finding(
    line: ListedFinding,
    followed: Memo<Option<Arc<Diagnostic>>>,
    with_source: bool,
) -> impl IntoView {
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
    let item = NodeRef::<Li>::new();
    let own = Arc::clone(&finding);
    let is_followed = Memo::new(move |_| {
        let followed = followed.read();
        followed
            .as_ref()
            .is_some_and(|it| it.cell_ref() == own.cell_ref())
            && own.about == About::Cell
    });
    Effect::new(move |_| {
        if is_followed.get()
            && let Some(item) = item.get()
        {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Nearest);
            item.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
    let (id, severity, place) = (finding.rule, finding.severity.key(), finding.cell_ref());
    view! {
        <li node_ref=item data-rule=id data-severity=severity class:at=is_followed>
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
    let ask = move |_| {
        app.dialog
            .set(Some(Dialog::Waive(vec![Arc::clone(&finding)])))
    };
    view! { <button type="button" class="quiet waive" disabled=app.read_only on:click=ask>{app.t(Key::Waive)}</button> }
}
