//! What goes back to the units: slips and messages.

use js_sys::Uint8Array;
use leptos::task::spawn_local;

use super::state::Gather;
use crate::{
    browser::{
        clipboard, file,
        worker_client::{self, Job},
    },
    engine::export_request,
    export::{Made, OutputFormat},
    gather,
    model::Document,
    wording::{Key, Message},
};

/// Downloads the slip of each file of a unit.
pub(super) fn download_slips(state: Gather, unit: usize) {
    let (name, slips) = state.read(|it| {
        let numbers = it.parts().get(unit).map(|part| part.files.clone());
        let numbers = numbers.unwrap_or_default().into_iter();
        let slips = numbers.filter_map(|number| {
            let file = it.file(number)?;
            let stem = file
                .name
                .rsplit_once('.')
                .map_or(file.name.as_str(), |it| it.0);
            let stem = stem.rsplit(['/', '\\']).next().unwrap_or(stem);
            Some((
                format!("Phieu tra lai {stem}.xlsx"),
                gather::slip(it, file)?,
            ))
        });
        let name = it.units().get(unit).cloned().unwrap_or_default();
        (name, slips.collect::<Vec<_>>())
    });
    if slips.is_empty() {
        return state.tell_error(Key::GatherNoSlip.into());
    }
    spawn_local(async move {
        for (file_name, document) in slips {
            if let Err(message) = download(&file_name, &document).await {
                return state.tell_error(message);
            }
        }
        state.tell(Key::GatherSlipMade.with([name]));
    });
}

async fn download(name: &str, document: &Document) -> Result<(), Message> {
    let made = Made::at((js_sys::Date::now() / 1000.0) as i64);
    let request = export_request(document, &[], None, OutputFormat::Xlsx, made)?;
    let request = Uint8Array::from(request.as_slice());
    match worker_client::run(Job::Export, name, "", &request).await? {
        Some(bytes) => file::download(&bytes, name, file::XLSX),
        None => Ok(()),
    }
}

/// Copies the message that goes to a unit.
pub(super) fn copy_message(state: Gather, unit: usize) {
    copy(state, &state.read(|it| gather::message(it, unit)));
}

/// Copies the message that reminds the units that sent nothing.
pub(super) fn copy_reminder(state: Gather) {
    copy(state, &state.read(gather::reminder));
}

fn copy(state: Gather, text: &str) {
    let mut html = String::from("<p>");
    super::markup::push_lines(&mut html, text);
    html.push_str("</p>");
    match clipboard::copy_table(&html, text) {
        true => state.tell(Key::GatherCopied.into()),
        false => state.tell_error(Key::CopyRefused.into()),
    }
}
