//! The dialog with the settings of the checks: severities of rules, the user's own agencies, the
//! national indicators. Together they form the profile, which can be saved as a file.

mod agencies;
mod coverage;
mod profile;
mod rules;

use leptos::prelude::*;

use self::{agencies::AgenciesTab, coverage::CoverageTab, profile::ProfileFiles, rules::RulesTab};
use super::modal::Modal;
use crate::{
    ui::app::{context::App, dialog::Dialog},
    wording::Key,
};

#[component]
pub(in crate::ui) fn ReviewDialog() -> impl IntoView {
    let app = App::get();
    let open = Memo::new(move |_| matches!(*app.dialog.read(), Some(Dialog::Checks)));
    let close = Callback::new(move |()| app.close_dialog());
    view! {
        <Modal open id="review-title" title=Key::ReviewSettingsTitle close>
            <Tabs />
            <div class="dialog-buttons">
                <button type="button" class="primary" on:click=move |_| app.close_dialog()>{app.t(Key::Close)}</button>
            </div>
        </Modal>
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tab {
    Rules,
    Agencies,
    Coverage,
}

const TABS: [(Tab, Key); 3] = [
    (Tab::Rules, Key::ReviewRules),
    (Tab::Agencies, Key::ReviewAgencies),
    (Tab::Coverage, Key::ReviewCoverage),
];

#[component]
fn Tabs() -> impl IntoView {
    let app = App::get();
    let active = RwSignal::new(Tab::Rules);
    let tabs = TABS.map(|(tab, key)| {
        view! {
            <button type="button" aria-pressed=move || (active.get() == tab).to_string() on:click=move |_| active.set(tab)>
                {app.t(key)}
            </button>
        }
    });
    view! {
        <div class="modal-tabs" role="group" aria-labelledby="review-title">{tabs}</div>
        <div class="modal-body">
            {move || match active.get() {
                Tab::Rules => view! { <RulesTab /> }.into_any(),
                Tab::Agencies => view! { <AgenciesTab /> }.into_any(),
                Tab::Coverage => view! { <CoverageTab /> }.into_any(),
            }}
        </div>
        <ProfileFiles />
    }
}
