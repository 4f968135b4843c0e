//! The heavy jobs as bytes in, bytes out: what crosses between the page and the engine worker.

use serde::{Deserialize, Serialize};

use crate::{
    export,
    import::{self, ImportError, Imported, Note},
    model::{Annex, Document},
    persist::{self, Saved},
    wording::{Key, Message},
};

/// What an import answers with.
#[derive(Debug, Serialize, Deserialize)]
pub struct ImportReply {
    document: Saved,
    pub notes: Vec<Note>,
    /// Ids of rows and columns that the file hides.
    pub hidden_rows: Vec<u32>,
    pub hidden_columns: Vec<u32>,
    /// A document of the hidden sheets' annexes.
    hidden_annexes: Saved,
}

impl ImportReply {
    /// The document as it was read.
    pub fn document(&self) -> Result<Document, Message> {
        load(&self.document)
    }

    pub fn hidden_annexes(&self) -> Result<Vec<Annex>, Message> {
        Ok(load(&self.hidden_annexes)?.annexes)
    }
}

fn load(saved: &Saved) -> Result<Document, Message> {
    persist::load_whole(saved).map_err(|error| Key::ImportUnreadable.with([error.to_string()]))
}

/// Reads a workbook; the reply as JSON, or what to tell the user.
pub fn import_job(bytes: &[u8], file_name: &str) -> Result<Vec<u8>, Message> {
    reply(import::import(bytes, file_name))
}

/// Reads pasted text or HTML; the reply as JSON, or what to tell the user.
pub fn import_text_job(text: &[u8], name: &str) -> Result<Vec<u8>, Message> {
    reply(import::import_text(&String::from_utf8_lossy(text), name))
}

fn reply(imported: Result<Imported, ImportError>) -> Result<Vec<u8>, Message> {
    let imported = imported.map_err(|error| error.user_message())?;
    let reply = ImportReply {
        document: persist::save(&imported.document),
        notes: imported.notes,
        hidden_rows: imported.hidden.rows.iter().map(|row| row.0).collect(),
        hidden_columns: imported
            .hidden
            .columns
            .iter()
            .map(|column| column.0)
            .collect(),
        hidden_annexes: persist::save(&Document {
            annexes: imported.hidden.annexes,
            ..Document::default()
        }),
    };
    serde_json::to_vec(&reply).map_err(|error| Key::ImportUnreadable.with([error.to_string()]))
}

/// The document as JSON, to hand to [`export_job`].
pub fn export_request(document: &Document) -> Vec<u8> {
    serde_json::to_vec(&persist::save(document)).unwrap_or_default()
}

/// Writes the workbook of a document handed over by [`export_request`].
pub fn export_job(request: &[u8]) -> Result<Vec<u8>, Message> {
    let failed = |reason: String| Key::ExportFailed.with([reason]);
    let saved: Saved =
        serde_json::from_slice(request).map_err(|error| failed(error.to_string()))?;
    let document = persist::load_whole(&saved).map_err(|error| failed(error.to_string()))?;
    export::export(&document).map_err(|error| error.user_message())
}
