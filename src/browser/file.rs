//! Reads files that the user chose and offers downloads.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, Url};

use crate::wording::{Key, Message};

/// MIME type of Excel workbooks.
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// MIME type of Word documents.
pub const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// MIME type of ZIP archives.
pub const ZIP: &str = "application/zip";

/// MIME type of backups of documents.
pub const BACKUP: &str = "application/x-phuluc+json";

/// Reads the whole file.
pub async fn read(file: &File) -> Result<Uint8Array, Message> {
    let buffer = JsFuture::from(file.array_buffer()).await;
    let buffer = buffer.map_err(|_| Key::FileNotRead)?;
    Ok(Uint8Array::new(&buffer))
}

/// Reads the first `n_bytes` of the file, or all of it if it is shorter.
pub async fn read_start(file: &File, n_bytes: usize) -> Result<Vec<u8>, Message> {
    let start = file.slice_with_i32_and_i32(0, n_bytes as i32);
    let start = start.map_err(|_| Key::FileNotRead)?;
    let buffer = JsFuture::from(start.array_buffer()).await;
    let buffer = buffer.map_err(|_| Key::FileNotRead)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// Offers `bytes` as a download with the file name `name`.
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
    // The download that the click started keeps the blob alive; the URL is no longer needed.
    Url::revoke_object_url(&url)
}
