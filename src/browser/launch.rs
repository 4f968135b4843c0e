//! Client of `public/launch.js`, which loads the programs of the page, detects new versions, and
//! receives files that the operating system opens with the page.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

/// Event: a newer version is ready to be activated.
pub const UPDATED: &str = "phuluc-updated";
/// Event: whether the page works offline is known, or has changed.
pub const OFFLINE: &str = "phuluc-offline";
/// Event: there are files to take.
pub const FILES: &str = "phuluc-files";

fn launcher() -> Option<JsValue> {
    let launcher = Reflect::get(web_sys::window()?.as_ref(), &"phuluc".into()).ok()?;
    launcher.is_object().then_some(launcher)
}

/// Calls an asynchronous function of the launcher and waits for it.
async fn call(name: &str) -> Result<(), JsValue> {
    let launcher = launcher().ok_or(JsValue::NULL)?;
    let function: Function = Reflect::get(&launcher, &name.into())?.dyn_into()?;
    let promise: Promise = function.call0(&launcher)?.dyn_into()?;
    JsFuture::from(promise).await.map(drop)
}

/// Fetches and compiles the editor before it is needed.
pub async fn prepare_editor() {
    // `open_editor` reports a failure.
    call("prepareEditor").await.ok();
}

/// Starts the editor, which takes over the page. Returns whether it could be loaded.
pub async fn open_editor() -> bool {
    call("openEditor").await.is_ok()
}

/// Activates the new version and reloads the page.
pub async fn update() {
    // If this fails, the present version keeps running.
    call("update").await.ok();
}

/// Returns what [`UPDATED`] or [`OFFLINE`] told last; false before the first event.
pub fn is_told(event: &str) -> bool {
    let name = event.trim_start_matches("phuluc-");
    let told = launcher().and_then(|it| Reflect::get(&it, &name.into()).ok());
    told.is_some_and(|it| it.is_truthy())
}

/// Returns the texts of the page, which the launcher has fetched.
pub fn texts() -> String {
    let texts = launcher().and_then(|it| Reflect::get(&it, &"texts".into()).ok());
    texts.and_then(|it| it.as_string()).unwrap_or_default()
}

/// Takes the files that the operating system opened with the page.
pub fn take_files() -> Vec<File> {
    let files = launcher().and_then(|it| Reflect::get(&it, &"files".into()).ok());
    let Some(files) = files.and_then(|it| it.dyn_into::<Array>().ok()) else {
        return Vec::new();
    };
    let taken = files.iter().filter_map(|it| it.dyn_into().ok()).collect();
    files.set_length(0);
    taken
}

/// Returns the address of the licences of the libraries that the page contains.
pub fn licenses() -> Option<String> {
    super::page::meta("phuluc-licenses")
}

/// Returns the version of the page and its build, for reports.
pub fn build() -> String {
    let build = super::page::meta("phuluc-build").unwrap_or_default();
    format!("{} ({build})", env!("CARGO_PKG_VERSION"))
}
