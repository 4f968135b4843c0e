//! The tab with the severities of the rules.

use leptos::{ev, prelude::*};

use super::profile::{profile, set_profile};
use crate::{
    model::Severity,
    ui::app::context::App,
    validate::{RULES, RuleEntry},
    wording::Key,
};

/// Lists the rules, each with its effective severity.
#[component]
pub(super) fn RulesTab() -> impl IntoView {
    let rules = RULES.iter().map(|rule| view! { <RuleRow rule /> });
    view! { <table class="settings"><tbody>{rules.collect_view()}</tbody></table> }
}

#[component]
fn RuleRow(rule: &'static RuleEntry) -> impl IntoView {
    let app = App::get();
    let profile = profile(app);
    let level = move || {
        let severity = profile.read().severity(rule.id, rule.severity);
        severity.map_or("off", Severity::key)
    };
    let label = move || {
        let title = rule.title.text(app.language.get()).to_owned();
        app.text(&Key::RuleLevel.with([title]))
    };
    let set = move |event: ev::Event| {
        let severity = Severity::from_key(&event_target_value(&event));
        set_profile(app, |profile| {
            if severity == Some(rule.severity) {
                profile.rules.remove(rule.id);
            } else {
                profile.rules.insert(rule.id.to_owned(), severity);
            }
        });
    };
    let option = move |value: &'static str, key: Key| {
        view! { <option value=value selected=move || level() == value>{app.t(key)}</option> }
    };
    view! {
        <tr data-setting=rule.id>
            <th scope="row">
                {app.t(rule.title)}
                <span class="why">{app.t(rule.rationale)}</span>
                <span class="source">{rule.source}</span>
            </th>
            <td>
                <select aria-label=label prop:value=level on:change=set>
                    {Severity::ALL.map(|it| option(it.key(), it.label())).collect_view()}
                    {option("off", Key::RuleOff)}
                </select>
            </td>
        </tr>
    }
}
