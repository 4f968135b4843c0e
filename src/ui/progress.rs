//! The progress of the plan beside the grid: how the rows of its reports stand, why, and what to say of
//! it. Marks and numbers lead to their rows.

mod outgoing;
mod shown;
mod told;

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast as _;
use web_sys::Element;

use self::{outgoing::OutgoingMenu, shown::Shown, told::Told};
use super::{
    app::{
        context::App,
        dialog::{Assessments, Dialog, Proposal},
    },
    icon::{CLOSE, icon},
};
use crate::{
    commands,
    edit::Step,
    editor::Mending,
    model::{Date, ReportPeriod, RowId},
    progress::judge,
    wording::Key,
};

#[component]
pub(super) fn ProgressPanel() -> impl IntoView {
    let app = App::get();
    // Recomputed after the change itself has been painted.
    let shown = Memo::new_with_compare(
        move |_| {
            app.checked.track();
            let (options, language) = (app.progress.get(), app.language.get());
            app.editor
                .with_untracked(|editor| Shown::of(editor.document(), &options, language))
        },
        // What is drawn is compared part by part.
        |_, _| true,
    );
    let heading = move || {
        let period = shown.read().progress.period;
        app.text(&match period {
            Some(period) => Key::ProgressOf.with([period.in_sentence()]),
            None => Key::Progress.into(),
        })
    };
    let close = move |_| {
        app.show_side(None);
        app.focus_grid.notify();
    };
    let go = move |event: ev::MouseEvent| go_to_rows(app, shown, &event);
    let overview = Memo::new(move |_| shown.read().overview.clone());
    let lists = Memo::new(move |_| shown.read().lists.clone());
    let changed = Memo::new(move |_| shown.read().changed.clone());
    view! {
        <section class="progress" aria-labelledby="progress-title" on:click=go>
            <div class="side-head">
                <h2 id="progress-title">{heading}</h2>
                <button type="button" aria-label=app.t(Key::Close) title=app.t(Key::Close) on:click=close>{icon(CLOSE)}</button>
            </div>
            <Show when=move || !shown.read().progress.rows.is_empty() fallback=Nothing>
                <Controls shown />
                <div class="lists" inner_html=move || changed.get()></div>
                <div class="overview" inner_html=move || overview.get()></div>
                <Told shown />
                <div class="lists" inner_html=move || lists.get()></div>
            </Show>
        </section>
    }
}

/// What is said before there is a report.
#[component]
fn Nothing() -> impl IntoView {
    let app = App::get();
    view! {
        <p>{app.t(Key::ProgressEmpty)}</p>
        <button type="button" disabled=app.read_only on:click=move |_| app.dialog.set(Some(Dialog::Report))>{app.t(Key::ReportCommand)}</button>
    }
}

/// Goes to the row of what was clicked; of several rows, to the next from the cursor on.
fn go_to_rows(app: App, shown: Memo<Shown>, event: &ev::MouseEvent) {
    let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
    let mark = target.and_then(|it| it.closest("[data-rows]").ok().flatten());
    let Some(rows) = mark.and_then(|it| it.get_attribute("data-rows")) else {
        return;
    };
    let rows = rows.split(' ').filter_map(|it| it.parse().ok().map(RowId));
    let rows: Vec<RowId> = rows.collect();
    let place = app.editor.with_untracked(|editor| {
        let places = shown
            .read_untracked()
            .progress
            .places(editor.document(), &rows);
        editor.next_of(&places, false)
    });
    if let Some(place) = place {
        app.go_to(place);
    }
}

/// Which period is shown, what it is compared with, how it is judged, and what is done with it.
#[component]
fn Controls(shown: Memo<Shown>) -> impl IntoView {
    let app = App::get();
    let period = move |event: ev::Event| {
        let chosen = ReportPeriod::parse(&event_target_value(&event));
        app.progress.update(|options| options.period = chosen);
    };
    let earlier = move |event: ev::Event| {
        let chosen = ReportPeriod::parse(&event_target_value(&event));
        app.progress.update(|options| options.earlier = chosen);
    };
    // Remembered, so that the choices are not drawn anew after every check.
    let periods = Memo::new(move |_| {
        let shown = shown.read();
        (shown.periods.clone(), shown.progress.period)
    });
    let before = Memo::new(move |_| (shown.read().earlier.clone(), app.progress.read().earlier));
    let choices = |periods: Memo<(Vec<ReportPeriod>, Option<ReportPeriod>)>| {
        move || {
            let periods = periods.read();
            options(&periods.0, periods.1)
        }
    };
    let has_earlier = Memo::new(move |_| !shown.read().earlier.is_empty());
    let n_proposals = Memo::new(move |_| shown.read().n_proposals);
    let accept = move |_| propose(app, shown.read_untracked().progress.period);
    view! {
        <div class="progress-controls">
            <label>{app.t(Key::ProgressPeriod)} <select on:change=period>{choices(periods)}</select></label>
            <Show when=move || has_earlier.get()>
                <label>
                    {app.t(Key::ProgressEarlier)}
                    <select on:change=earlier>
                        <option value="">{app.t(Key::ProgressEarlierNone)}</option>
                        {choices(before)}
                    </select>
                </label>
            </Show>
            <span class="space"></span>
            <Show when=move || 0 < n_proposals.get()>
                <button type="button" class="fix" disabled=app.read_only on:click=accept>
                    {move || app.text(&Key::ProgressAccept.with([n_proposals.get().to_string()]))}
                </button>
            </Show>
            <OutgoingMenu shown />
        </div>
        <PaceSettings shown />
    }
}

/// Shows the proposed assessments with their reasons before they are written.
fn propose(app: App, period: Option<ReportPeriod>) {
    let found = app.editor.with_untracked(|editor| {
        // Judged anew: what is shown may be a moment older than the document.
        let progress = judge(editor.document(), period);
        let made = commands::accept_proposals(&editor.selection(), &progress)?;
        let changes = Mending::of_transaction(editor.document(), &made, Key::DidAcceptProposals);
        let rows = progress.rows.iter();
        let reasons = rows.map(|it| (it.row, it.why(app.language.get_untracked())));
        let assessments = Assessments {
            period: progress.period,
            reasons: reasons.collect(),
        };
        Some((made, changes, assessments))
    });
    let Some((made, changes, assessments)) = found else {
        return;
    };
    // A column that is added has nothing before it to compare with.
    let adds_column = |step: &Step| matches!(step, Step::InsertColumn { .. });
    if made.steps.iter().any(adds_column) {
        let n = made.label.args.concat();
        if app.dispatch(Some(made)) {
            app.tell(Key::ProgressAccepted.with([n]));
            app.focus_grid.notify();
        }
        return;
    }
    app.dialog.set(Some(Dialog::Changes(Proposal {
        did: Key::ProgressAccepted,
        changes,
        assessments: Some(assessments),
    })));
}

fn options(periods: &[ReportPeriod], chosen: Option<ReportPeriod>) -> Vec<AnyView> {
    let options = periods.iter().map(|period| {
        let is_chosen = Some(*period) == chosen;
        view! { <option selected=is_chosen>{period.label()}</option> }.into_any()
    });
    options.collect()
}

/// The rule by which indicators are at risk or late, stated and adjustable.
#[component]
fn PaceSettings(shown: Memo<Shown>) -> impl IntoView {
    let app = App::get();
    let pace = Memo::new(move |_| shown.read().pace);
    let stated = move || {
        let pace = pace.get();
        let args = [
            pace.late_percent.to_string(),
            pace.last_quarters.to_string(),
        ];
        app.text(&Key::ProgressPace.with(args))
    };
    let set = move |event: ev::Event, is_percent: bool| {
        let Ok(n) = event_target_value(&event).trim().parse::<u8>() else {
            return;
        };
        let mut chosen = pace.get_untracked();
        match is_percent {
            true => chosen.late_percent = n.min(100),
            false => chosen.last_quarters = n.into(),
        }
        app.run(|selection| commands::set_pace(selection, chosen));
    };
    let date = Memo::new(move |_| shown.read().progress.date);
    let set_date = move |event: ev::Event| {
        let period = shown.read_untracked().progress.period;
        let chosen = Date::parse_iso(&event_target_value(&event));
        app.run(|selection| commands::set_report_date(selection, period, chosen));
    };
    view! {
        <details class="pace">
            <summary>{stated}</summary>
            <label>
                {app.t(Key::ProgressLatePercent)}
                <input type="number" min="0" max="100" disabled=app.read_only prop:value=move || pace.get().late_percent.to_string() on:change=move |event| set(event, true) />
            </label>
            <label>
                {app.t(Key::ProgressLastQuarters)}
                <input type="number" min="0" max="20" disabled=app.read_only prop:value=move || pace.get().last_quarters.to_string() on:change=move |event| set(event, false) />
            </label>
            <label>
                {app.t(Key::ProgressDate)}
                <input type="date" disabled=app.read_only prop:value=move || date.get().map_or(String::new(), Date::iso) on:change=set_date />
            </label>
        </details>
    }
}
