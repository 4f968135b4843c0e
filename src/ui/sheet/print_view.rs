//! The pages for printing.

use leptos::prelude::*;

use crate::{
    browser,
    export::{self, OutputFormat, PrintedPage},
    ui::{app::context::App, dialogs::proposed_file_name},
};

/// Renders the pages when the browser is about to print, whether by Ctrl+P or from its menu. The
/// title of the page is the proposed name of a file meanwhile, because browsers name a PDF by it.
#[component]
pub(super) fn PrintView() -> impl IntoView {
    let app = App::get();
    let pages = NodeRef::<leptos::html::Div>::new();
    let title = StoredValue::new(String::new());
    let before = window_event_listener_untyped("beforeprint", move |_| {
        if let Some(pages) = pages.get_untracked() {
            browser::add_style_rules(&export::page_rules());
            // A browser may tell twice that it is about to print.
            let wanted = app.printing.get_value();
            pages.set_inner_html(&wanted.unwrap_or_else(|| annexes(app)));
            if title.with_value(String::is_empty) {
                title.set_value(document().title());
            }
            let name = proposed_file_name(app, OutputFormat::Xlsx);
            document().set_title(name.trim_end_matches(".xlsx"));
        }
    });
    let after = window_event_listener_untyped("afterprint", move |_| {
        if let Some(pages) = pages.get_untracked() {
            pages.set_inner_html("");
            app.printing.set_value(None);
            let usual = title.get_value();
            if !usual.is_empty() {
                document().set_title(&usual);
            }
            title.set_value(String::new());
        }
    });
    on_cleanup(move || {
        before.remove();
        after.remove();
    });
    view! { <div class="print-pages" node_ref=pages></div> }
}

/// Returns the pages of all annexes.
fn annexes(app: App) -> String {
    app.settle();
    let printed = app
        .editor
        .with_untracked(|editor| export::printed_pages(&editor.printed(), &editor.extras()));
    printed.iter().map(PrintedPage::html).collect()
}
