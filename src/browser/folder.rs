//! Files of folders that were dropped or chosen, with their paths.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DataTransfer, File};

use super::object::{get, get_text};

/// The path of a chosen file in its folder, or its name.
pub fn path_of(file: &File) -> String {
    match get_text(file, "webkitRelativePath") {
        path if path.is_empty() => file.name(),
        path => path,
    }
}

/// Returns the dropped files, and those of dropped folders. What cannot be read is left out by the
/// browser.
pub fn dropped(data: &DataTransfer) -> impl Future<Output = Vec<(String, File)>> + use<> {
    // The list is emptied when the event has been handled.
    let entries = entries(data);
    let files = data.files();
    async move {
        if entries.is_empty() {
            let n = files.as_ref().map_or(0, web_sys::FileList::length);
            let files = (0..n).filter_map(|at| files.as_ref()?.get(at));
            return files.map(|file| (file.name(), file)).collect();
        }
        let mut found = Vec::new();
        let mut left = entries;
        left.reverse();
        while let Some(entry) = left.pop() {
            if get(&entry, "isDirectory").is_truthy() {
                let mut inside = children(&entry).await;
                inside.reverse();
                left.extend(inside);
            } else if let Some(file) = file(&entry).await {
                let path = get_text(&entry, "fullPath");
                found.push((path.trim_start_matches('/').to_owned(), file));
            }
        }
        found
    }
}

/// The entries of a drop; none in a browser that does not know them.
fn entries(data: &DataTransfer) -> Vec<JsValue> {
    let items = get(data, "items");
    let n = get(&items, "length").as_f64().unwrap_or(0.0) as u32;
    let entries = (0..n).filter_map(|at| {
        let item = Reflect::get_u32(&items, at).ok()?;
        let entry = method(&item, "webkitGetAsEntry")?.call0(&item).ok()?;
        entry.is_object().then_some(entry)
    });
    entries.collect()
}

fn method(object: &JsValue, name: &str) -> Option<Function> {
    get(object, name).dyn_into().ok()
}

/// Calls a method that answers through callbacks for success and failure.
async fn answer(object: &JsValue, name: &str) -> Option<JsValue> {
    let method = method(object, name)?;
    let promise = Promise::new(&mut |resolve, reject| {
        method.call2(object, &resolve, &reject).ok();
    });
    JsFuture::from(promise).await.ok()
}

/// Everything in a folder. Browsers answer in portions; an empty one is the last.
async fn children(entry: &JsValue) -> Vec<JsValue> {
    let reader = method(entry, "createReader").and_then(|it| it.call0(entry).ok());
    let mut all = Vec::new();
    let Some(reader) = reader else {
        return all;
    };
    while let Some(portion) = answer(&reader, "readEntries").await {
        let portion: Array = portion.unchecked_into();
        if portion.length() == 0 {
            break;
        }
        all.extend(portion.iter());
    }
    all
}

async fn file(entry: &JsValue) -> Option<File> {
    answer(entry, "file").await?.dyn_into().ok()
}
