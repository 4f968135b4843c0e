//! What public/launch.js does for the programs of the page: it loads them, and knows of new versions
//! and of files that the system had the page open.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

/// The event that says: a newer version waits.
pub const UPDATED: &str = "phuluc-updated";
/// The event that says: the page opens without a network from now on.
pub const OFFLINE: &str = "phuluc-offline";
/// The event that says: there are files to be taken.
pub const FILES: &str = "phuluc-files";

fn launcher() -> Option<JsValue> {
    let launcher = Reflect::get(web_sys::window()?.as_ref(), &"phuluc".into()).ok()?;
    launcher.is_object().then_some(launcher)
}

async fn call(name: &str) -> Result<(), JsValue> {
    let launcher = launcher().ok_or(JsValue::NULL)?;
    let function: Function = Reflect::get(&launcher, &name.into())?.dyn_into()?;
    let promise: Promise = function.call0(&launcher)?.dyn_into()?;
    JsFuture::from(promise).await.map(drop)
}

/// Has the editor fetched and compiled ahead of its use.
pub async fn prepare_editor() {
    // Who wants it is told if it fails then.
    call("prepareEditor").await.ok();
}

/// Runs the editor, which takes over the page; false when it could not be loaded.
pub async fn open_editor() -> bool {
    call("openEditor").await.is_ok()
}

/// Changes to the version that waits.
pub async fn update() {
    // A version that has gone by now is no loss.
    call("update").await.ok();
}

/// Whether `updated` or `offline` has been said already.
pub fn is(event: &str) -> bool {
    let name = event.trim_start_matches("phuluc-");
    let said = launcher().and_then(|it| Reflect::get(&it, &name.into()).ok());
    said.is_some_and(|it| it.is_truthy())
}

/// The files that the system had the page open and that nobody has taken.
pub fn take_files() -> Vec<File> {
    let files = launcher().and_then(|it| Reflect::get(&it, &"files".into()).ok());
    let Some(files) = files.and_then(|it| it.dyn_into::<Array>().ok()) else {
        return Vec::new();
    };
    let taken = files.iter().filter_map(|it| it.dyn_into().ok()).collect();
    files.set_length(0);
    taken
}

/// The version of the page and the build it is of.
pub fn build() -> String {
    let build = super::meta("phuluc-build").unwrap_or_default();
    format!("{} ({build})", env!("CARGO_PKG_VERSION"))
}
