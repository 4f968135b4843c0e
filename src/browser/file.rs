//! Reads a chosen file; offers bytes as a download.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, Url};

use crate::wording::{Key, Message};

/// What Excel's workbooks are called on the web.
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// What Word's documents are called on the web.
pub const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// What packed folders are called.
pub const ZIP: &str = "application/zip";

/// What backups of documents are called.
pub const BACKUP: &str = "application/x-phuluc+json";

pub async fn read(file: &File) -> Result<Uint8Array, Message> {
    let buffer = JsFuture::from(file.array_buffer()).await;
    let buffer = buffer.map_err(|_| Key::FileNotRead)?;
    Ok(Uint8Array::new(&buffer))
}

/// Hands `bytes` to the browser as a download called `name`.
pub fn download(bytes: &[u8], name: &str, mime: &str) -> Result<(), Message> {
    try_download(bytes, name, mime).map_err(|_| Key::DownloadFailed.into())
}

fn try_download(bytes: &[u8], name: &str, mime: &str) -> Result<(), JsValue> {
    let parts = Array::of1(&Uint8Array::from(bytes));
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let document = web_sys::window()
        .and_then(|window| window.document())
        .ok_or(JsValue::NULL)?;
    let link: HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The click has taken hold of the blob; the address is no longer needed.
    Url::revoke_object_url(&url)
}
