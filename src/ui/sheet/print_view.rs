//! The pages for printing.

use leptos::prelude::*;

use crate::{
    browser,
    export::{self, PrintedPage},
    ui::app::context::App,
};

/// Renders the pages when the browser is about to print, whether by Ctrl+P or from its menu.
#[component]
pub(super) fn PrintView() -> impl IntoView {
    let app = App::get();
    let pages = NodeRef::<leptos::html::Div>::new();
    let before = window_event_listener_untyped("beforeprint", move |_| {
        if let Some(pages) = pages.get_untracked() {
            browser::add_style_rules(&export::page_rules());
            let wanted = app.printing.try_update_value(Option::take).flatten();
            pages.set_inner_html(&wanted.unwrap_or_else(|| annexes(app)));
        }
    });
    let after = window_event_listener_untyped("afterprint", move |_| {
        if let Some(pages) = pages.get_untracked() {
            pages.set_inner_html("");
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
