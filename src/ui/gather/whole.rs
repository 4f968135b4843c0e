//! The board and its dialog, with their state.

use leptos::prelude::*;

use super::{screen::BoardScreen, set_up::SetUpDialog, state::Gather};
use crate::ui::app::context::{App, Screen};

/// Opens the consolidation that is wished for, and shows it while it is open.
#[component]
pub(in crate::ui) fn Board() -> impl IntoView {
    let app = App::get();
    let gather = Gather::new(app);
    provide_context(gather);
    Effect::new(move |_| {
        if let Some(id) = app.gathering.get() {
            gather.open(id);
        }
    });
    Effect::new(move |_| {
        if app.screen.get() != Screen::Start {
            return;
        }
        if let Some(id) = app.came_from.get_untracked() {
            app.came_from.set(None);
            gather.open(id);
        }
    });
    Effect::new(move |is_again: Option<()>| {
        app.leaves_board.track();
        if is_again.is_some() {
            gather.close();
        }
    });
    view! {
        {move || (app.screen.get() == Screen::Board).then(|| view! { <BoardScreen /> })}
        <SetUpDialog />
    }
}
