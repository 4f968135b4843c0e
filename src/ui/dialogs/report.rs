//! The dialog that makes a report on the plan.

use leptos::{ev, prelude::*};

use super::modal::Modal;
use crate::{
    browser::today,
    commands::{self, ReportSource},
    editor::Editor,
    model::{AnnexId, CellRef, Date, ReportPeriod, Role, YearPart, stated_deadline},
    ui::app::{context::App, dialog::Dialog},
    wording::Key,
};

/// Asks for the period of a report, and which annexes it is about.
#[component]
pub(in crate::ui) fn ReportDialog() -> impl IntoView {
    let app = App::get();
    let open = Memo::new(move |_| matches!(*app.dialog.read(), Some(Dialog::Report)));
    let close = Callback::new(move |()| app.close_dialog());
    view! {
        <Modal open id="report-title" title=Key::ReportTitle close>
            <Choices />
        </Modal>
    }
}

const PARTS: [YearPart; 8] = [
    YearPart::Quarter(1),
    YearPart::Quarter(2),
    YearPart::Quarter(3),
    YearPart::Quarter(4),
    YearPart::FirstHalf,
    YearPart::SecondHalf,
    YearPart::NineMonths,
    YearPart::Year,
];

#[component]
fn Choices() -> impl IntoView {
    let app = App::get();
    let today = Date::parse(&today())?;
    let (sources, proposed) = app
        .editor
        .with_untracked(|editor| commands::report_sources(editor.document(), today));
    let period = RwSignal::new(proposed);
    let chosen = sources.iter().filter(|it| it.is_proposed);
    let chosen: Vec<AnnexId> = chosen.map(|it| it.annex).collect();
    let chosen = RwSignal::new(chosen);
    let parts = PARTS.map(|part| {
        let label = move || {
            let year = period.read().year;
            ReportPeriod { year, part }.label()
        };
        let is_own = move || period.read().part == part;
        view! { <option selected=is_own>{label}</option> }
    });
    let set_part = move |event: ev::Event| {
        if let Some(chosen) = ReportPeriod::parse(&event_target_value(&event)) {
            period.set(chosen);
        }
    };
    let set_year = move |event: ev::Event| {
        let year: Option<u16> = event_target_value(&event).trim().parse().ok();
        if let Some(year) = year.filter(|year| (2000..2100).contains(year)) {
            period.update(|period| period.year = year);
        }
    };
    let deadline = move || {
        let stated = app
            .editor
            .with_untracked(|editor| stated_deadline(editor.document(), period.get()));
        app.text(&match stated {
            Some(date) => Key::ReportDeadline.with([date.written()]),
            None => Key::ReportNoDeadline.into(),
        })
    };
    let makes_nothing = Memo::new(move |_| {
        let (chosen, period) = (chosen.read(), period.get());
        app.editor.with_untracked(|editor| {
            commands::make_reports(&editor.selection(), &chosen, period).is_none()
        })
    });
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        app.close_dialog();
        make(app, &chosen.get_untracked(), period.get_untracked());
    };
    let sources = sources
        .into_iter()
        .map(|it| view! { <Source source=it chosen /> });
    Some(view! {
        <form on:submit=submit>
            <div class="report-period">
                <label class="field">
                    {app.t(Key::ReportPart)}
                    <select on:change=set_part>{parts.collect_view()}</select>
                </label>
                <label class="field">
                    {app.t(Key::ReportYear)}
                    <input type="number" min="2000" max="2099" prop:value=move || period.read().year.to_string() on:change=set_year />
                </label>
            </div>
            <p class="why">{deadline}</p>
            <fieldset class="choices">
                <legend>{app.t(Key::ReportOn)}</legend>
                {sources.collect_view()}
            </fieldset>
            {move || makes_nothing.get().then(|| view! { <p class="error" role="alert">{app.t(Key::ReportNothing)}</p> })}
            <div class="dialog-buttons">
                <button type="submit" class="primary" disabled=makes_nothing>{app.t(Key::ReportMake)}</button>
                <button type="button" on:click=move |_| app.close_dialog()>{app.t(Key::Cancel)}</button>
            </div>
        </form>
    })
}

/// An annex that the report may be about.
#[component]
fn Source(source: ReportSource, chosen: RwSignal<Vec<AnnexId>>) -> impl IntoView {
    let app = App::get();
    let id = source.annex;
    let toggle = move |event: ev::Event| {
        let is_on = event_target_checked(&event);
        chosen.update(|chosen| {
            chosen.retain(|it| *it != id);
            if is_on {
                chosen.push(id);
                // Reports are made in the order of the annexes.
                chosen.sort_unstable();
            }
        });
    };
    let label = move || match source.is_report {
        true => app.text(&Key::ReportNext.with([source.label.clone()])),
        false => source.label.clone(),
    };
    view! {
        <label>
            <input type="checkbox" prop:checked=source.is_proposed on:change=toggle />
            {label}
        </label>
    }
}

/// Makes the reports as one change, and goes to the first result to fill in.
fn make(app: App, annexes: &[AnnexId], period: ReportPeriod) {
    let first = AnnexId(app.editor.with_untracked(Editor::next_id));
    if !app.try_run(|selection| commands::make_reports(selection, annexes, period)) {
        return;
    }
    let place = app.editor.with_untracked(|editor| {
        let annex = editor.document().annex(first)?;
        let row = annex.rows.iter().find(|row| !row.kind.is_section())?;
        Some(CellRef {
            annex: first,
            row: row.id,
            column: annex.report_columns(Some(period)).actual?,
        })
    });
    if let Some(place) = place {
        app.go_to(place);
        keep_contents(app, first);
    }
    app.tell(Key::ReportMade.with([period.in_sentence()]));
}

/// Keeps the contents in view beside the results, which stand far to the right, in the report that begins
/// with an id and in those made after it.
fn keep_contents(app: App, first: AnnexId) {
    app.editor.update(|editor| {
        let annexes = editor.document().annexes.iter();
        let made = annexes.filter(|it| first <= it.id);
        let frozen = made.map(|annex| {
            let content = annex.columns.iter().position(|it| it.role == Role::Content);
            let n = content.filter(|at| *at < FROZEN_MAX).map_or(0, |at| at + 1);
            (annex.id, n)
        });
        for (id, n) in frozen.collect::<Vec<_>>() {
            editor.freeze(id, n);
        }
    });
}

/// Columns that leave room for others beside them.
const FROZEN_MAX: usize = 3;
