//! What leaves the page of the progress: the summary on paper, the report as a file, the assessments as
//! data. All of it is Vietnamese, as the annexes are.

use leptos::{prelude::*, task::spawn_local};

use super::shown::Shown;
use crate::{
    export::OutputFormat,
    model::{Document, Plan},
    progress::{self, Board, Counts, summary, summary_title},
    ui::{
        app::context::App,
        popup::{MenuButton, MenuItem, MenuSeparator},
        text_file::save_text,
        written_file::write_file,
    },
    wording::{Key, Language},
};

/// The menu of everything that leaves the page.
#[component]
pub(super) fn OutgoingMenu(shown: Memo<Shown>) -> impl IntoView {
    let app = App::get();
    view! {
        <MenuButton label=Key::ProgressExport class="primary" disabled=app.exporting face=move || app.t(Key::ProgressExport)>
            <MenuItem label=Key::ProgressPrint run=move || print(app, shown) />
            <MenuSeparator />
            <MenuItem label=Key::ProgressWord run=move || export(app, shown, OutputFormat::Docx) />
            <MenuItem label=Key::ProgressExcel run=move || export(app, shown, OutputFormat::Xlsx) />
            <MenuItem label=Key::ProgressData run=move || save_data(app, shown) />
        </MenuButton>
    }
}

/// Prints the summary of the period on one page.
fn print(app: App, shown: Memo<Shown>) {
    let html = app.editor.with_untracked(|editor| {
        let shown = shown.read_untracked();
        let board = Board {
            progress: &shown.progress,
            counts: &Counts::of(&shown.progress),
            changes: None,
            today: None,
            language: Language::Vietnamese,
        };
        let plan = &editor.document().plan;
        board.summary(&summary_title(&shown.progress), &named(plan))
    });
    app.printing.set_value(Some(html));
    // Refused where the browser does not print; there is nothing else to do then.
    if window().print().is_err() {
        app.printing.set_value(None);
    }
}

/// The plan as its number, date and body name it; one without a number by its name in the list.
fn named(plan: &Plan) -> String {
    if plan.number.trim().is_empty() {
        return plan.name.clone();
    }
    let parts = [
        (String::new(), &plan.number),
        ("ngày ".to_owned(), &plan.date),
        ("của ".to_owned(), &plan.body),
    ];
    let parts = parts.into_iter().filter(|(_, it)| !it.trim().is_empty());
    let parts: Vec<String> = parts.map(|(before, it)| before + it.trim()).collect();
    parts.join(" ")
}

/// Exports the annexes of the period with a summary.
fn export(app: App, shown: Memo<Shown>, format: OutputFormat) {
    let name = file_name(shown, format.extension());
    let (document, summary) = app.editor.with_untracked(|editor| {
        let shown = shown.read_untracked();
        let document = editor.document();
        let annexes = document.annexes.iter();
        let annexes = annexes.filter(|it| shown.progress.annexes.contains(&it.id));
        let own = Document {
            annexes: annexes.cloned().collect(),
            ..document.clone()
        };
        let counts = Counts::of(&shown.progress);
        (
            own,
            summary(&shown.progress, &counts, shown.opening(document)),
        )
    });
    app.exporting.set(true);
    spawn_local(async move {
        match write_file(&document, &[], Some(summary), format, &name).await {
            Ok(Some(_)) => app.tell(Key::ProgressExported.with([name])),
            Ok(None) => {}
            Err(message) => app.tell_error(message),
        }
        app.exporting.set(false);
    });
}

/// Saves the assessments, counts and sentences as JSON.
fn save_data(app: App, shown: Memo<Shown>) {
    let name = file_name(shown, "json");
    let shown = shown.read_untracked();
    let json = app.editor.with_untracked(|editor| {
        let opening = shown.opening(editor.document());
        progress::json(&shown.progress, opening, Language::Vietnamese)
    });
    save_text(*app, &format!("{json:#}\n"), &name, "application/json");
}

fn file_name(shown: Memo<Shown>, extension: &str) -> String {
    let period = shown.read_untracked().progress.period;
    let period = period.map_or(String::new(), |it| it.label());
    let name = format!("Báo cáo tiến độ {}", period.replace('/', "-"));
    format!("{}.{extension}", name.trim())
}
