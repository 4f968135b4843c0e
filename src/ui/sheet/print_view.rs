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
            app.settle();
            let printed = app.editor.with_untracked(|editor| {
                export::printed_pages(&editor.printed(), &editor.extras())
            });
            browser::add_style_rules(&export::page_rules());
            let html: String = printed.iter().map(PrintedPage::html).collect();
            pages.set_inner_html(&html);
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
