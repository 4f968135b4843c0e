//! The pages of an export as they will be printed, scaled down.

use leptos::prelude::*;

use crate::{
    export::{self, PrintedPage},
    ui::app::context::App,
    wording::Key,
};

/// Maximum number of pages shown.
const SHOWN: usize = 30;

/// Shows the printed pages and states how many there are.
#[component]
pub(super) fn PrintedPages() -> impl IntoView {
    let app = App::get();
    // What the export contains besides the annexes is chosen beside the pages.
    let review = Memo::new(move |_| app.editor.with(|it| it.document().review.clone()));
    // The number of pages, the HTML of those shown, and what is to be said of the paper.
    let pages = Memo::new(move |_| {
        review.with(|_| ());
        let pages = app
            .editor
            .with_untracked(|editor| export::printed_pages(editor.document(), &editor.extras()));
        let shown = pages.iter().take(SHOWN);
        (
            pages.len(),
            shown.map(PrintedPage::html).collect::<String>(),
            [
                (
                    PrintedPage::breaks_words as fn(&PrintedPage) -> bool,
                    Key::ExportBreaksWords,
                ),
                (PrintedPage::is_side_by_side, Key::ExportSideBySide),
                (PrintedPage::is_wide, Key::ExportWide),
            ]
            .into_iter()
            .find(|(is, _)| pages.iter().any(is))
            .map(|(_, said)| said),
        )
    });
    let title = move || app.text(&Key::ExportPages.with([pages.read().0.to_string()]));
    let shown = move || pages.read().1.clone();
    let more = move || {
        let n_more = pages.read().0.saturating_sub(SHOWN);
        (0 < n_more).then(|| {
            let more = Key::ExportMorePages.with([n_more.to_string()]);
            view! { <p class="why">{app.text(&more)}</p> }
        })
    };
    let wide = move || {
        let said = pages.read().2?;
        Some(view! { <p class="why">{app.t(said)}</p> })
    };
    view! {
        <section class="pages" aria-label=title>
            <h3>{title}</h3>
            {wide}
            <div class="printed" tabindex="0" role="img" aria-label=title inner_html=shown></div>
            {more}
        </section>
    }
}
