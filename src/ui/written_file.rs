//! Files that the writer makes of a document.

use crate::{
    browser::{file, worker_client},
    engine::export_request,
    export::{Extra, Made, OutputFormat, Summary},
    model::Document,
    wording::Message,
};

/// Has the writer make a file, and downloads it. Returns its bytes; `None` where the user has
/// cancelled it.
pub(super) async fn write_file(
    document: &Document,
    extras: &[Extra],
    summary: Option<Summary>,
    format: OutputFormat,
    name: &str,
) -> Result<Option<Vec<u8>>, Message> {
    let made = Made::at((js_sys::Date::now() / 1000.0) as i64);
    let request = export_request(document, extras, summary, format, made)?;
    let request = js_sys::Uint8Array::from(request.as_slice());
    let bytes = worker_client::run(worker_client::Job::Export, name, "", &request).await?;
    if let Some(bytes) = &bytes {
        let kind = match format {
            OutputFormat::Xlsx => file::XLSX,
            OutputFormat::Docx => file::DOCX,
            OutputFormat::Data | OutputFormat::DataForSpreadsheets => file::ZIP,
        };
        file::download(bytes, name, kind)?;
    }
    Ok(bytes)
}
