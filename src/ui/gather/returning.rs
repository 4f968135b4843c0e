//! What goes back to the units: slips and messages.

use leptos::task::spawn_local;

use super::state::Gather;
use crate::{
    browser::clipboard, export::OutputFormat, gather, ui::written_file::write_file, wording::Key,
};

/// Downloads the slip of each file of a unit.
pub(super) fn download_slips(state: Gather, unit: usize) {
    let (name, slips) = state.read(|it| {
        let numbers = it.parts().get(unit).map(|part| part.files.clone());
        let numbers = numbers.unwrap_or_default().into_iter();
        let slips = numbers.filter_map(|number| {
            let file = it.file(number)?;
            let stem = gather::stem(&file.name);
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
            let written = write_file(&document, &[], None, OutputFormat::Xlsx, &file_name);
            if let Err(message) = written.await {
                return state.tell_error(message);
            }
        }
        state.tell(Key::GatherSlipMade.with([name]));
    });
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
