//! The tab that compares the annexes with the national indicators.

use std::sync::Arc;

use leptos::prelude::*;

use super::profile::{profile, set_profile};
use crate::{
    model::coverage::{self, CoverageLine, Standing},
    reference::indicators::{Indicator, Indicators, Trust},
    ui::{
        app::context::App,
        text_file::{TextFileButton, save_text},
    },
    wording::Key,
};

/// Lists the national indicators with what the annexes state about each.
#[component]
pub(super) fn CoverageTab() -> impl IntoView {
    let app = App::get();
    let profile = profile(app);
    let lines = Memo::new(move |_| app.editor.with(|editor| coverage::table(editor.document())));
    let intro = move || {
        let lines = lines.read();
        let n_stated = lines.iter().filter(|it| !it.places.is_empty()).count();
        let counts = [lines.len(), n_stated, lines.len() - n_stated];
        app.text(&Key::CoverageIntro.with(counts.map(|n| n.to_string())))
    };
    let years = move || {
        let years = profile.read().indicators.years().to_vec();
        let heads = years.into_iter().map(|year| {
            let head = Key::CoverageDemand.with([year.to_string()]);
            view! { <th scope="col">{move || app.text(&head)}</th> }
        });
        heads.collect_view()
    };
    let rows = move || {
        let indicators = Arc::clone(&profile.read().indicators);
        let rows = lines.get().into_iter().filter_map(move |line| {
            let indicator = indicators.list().get(line.indicator)?;
            Some(row(app, indicator, &line))
        });
        rows.collect_view()
    };
    let read = Callback::new(move |text: String| match Indicators::read(&text) {
        Some(own) => set_profile(app, |profile| profile.indicators = Arc::new(own)),
        None => app.tell_error(Key::ListUnreadable.into()),
    });
    let save = move |_| {
        let text = profile.read_untracked().indicators.write();
        save_text(
            *app,
            &text,
            "chi-tieu-quoc-gia.tsv",
            "text/tab-separated-values",
        );
    };
    let standard = move |_| set_profile(app, |profile| profile.indicators = Indicators::standard());
    view! {
        <p>{intro}</p>
        <table class="settings coverage">
            <thead>
                <tr><th scope="col">{app.t(Key::CoverageIndicator)}</th>{years}<th scope="col">{app.t(Key::CoverageHere)}</th></tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        <div class="modal-files">
            <TextFileButton label=Key::ListOpen accept=".tsv,.txt" read />
            <button type="button" on:click=save>{app.t(Key::ListSave)}</button>
            <button type="button" disabled=move || !profile.read().indicators.is_own() on:click=standard>{app.t(Key::ListStandard)}</button>
        </div>
    }
}

fn row(app: App, indicator: &Indicator, line: &CoverageLine) -> impl IntoView + use<> {
    let unit = if indicator.unit == "%" { "%" } else { "" };
    let years = indicator.targets.iter().zip(&line.years).map(|(demand, (standing, said))| {
        let is_number = demand.text.ends_with(|c: char| c.is_ascii_digit());
        let text = match is_number {
            true => format!("{}{unit}", demand.text),
            false => demand.text.clone(),
        };
        let trust = (!demand.text.is_empty() && demand.text != "-").then(|| trust(demand.trust));
        let said = said.clone();
        let standing = standing_label(*standing);
        view! {
            <td>
                {text}
                <span class="source">{trust.map(|key| app.t(key))}</span>
                {said.map(|said| view! { <span class="said">{said}</span> })}
                {standing.map(|(key, is_good)| view! { <span class="standing" class:good=is_good>{app.t(key)}</span> })}
            </td>
        }
    });
    let addresses = app.editor.with_untracked(|editor| {
        let addresses = {
            let rows = line.places.iter().map(|it| it.row).collect();
            editor.addresses(&rows, app.language.get_untracked())
        };
        let of = |row| addresses.get(row).cloned().unwrap_or_default();
        line.places
            .iter()
            .map(|place| (*place, of(&place.row)))
            .collect::<Vec<_>>()
    });
    let is_stated = !addresses.is_empty();
    let places = addresses.into_iter().map(|(place, address)| {
        let go = move |_| {
            app.close_dialog();
            app.go_to(place);
        };
        view! { <button type="button" class="quiet" on:click=go>{address}</button> }
    });
    view! {
        <tr class:missing=!is_stated>
            <th scope="row">
                {indicator.number.clone()} ". " {indicator.name.clone()}
                <span class="source">{indicator.source.clone()}</span>
            </th>
            {years.collect_view()}
            <td>{places.collect_view()}{(!is_stated).then(|| view! { <em>{app.t(Key::CoverageNowhere)}</em> })}</td>
        </tr>
    }
}

fn trust(trust: Trust) -> Key {
    match trust {
        Trust::Press => Key::TrustPress,
        Trust::Plans => Key::TrustPlans,
        Trust::One => Key::TrustOne,
        Trust::Conflict => Key::TrustConflict,
    }
}

/// Returns the label of a target's standing, and whether the target is met.
fn standing_label(standing: Standing) -> Option<(Key, bool)> {
    match standing {
        Standing::Open => None,
        Standing::Unsaid => Some((Key::StandingUnsaid, false)),
        Standing::Met => Some((Key::StandingMet, true)),
        Standing::Lower => Some((Key::StandingLower, false)),
        Standing::Later => Some((Key::StandingLater, false)),
        Standing::OtherUnit => Some((Key::StandingOtherUnit, false)),
    }
}
