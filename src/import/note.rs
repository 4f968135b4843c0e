use serde::{Deserialize, Serialize};

use crate::{
    model::AnnexId,
    wording::{Key, Message},
};

/// Reports something that was guessed, joined or left out, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    pub sheet: String,
    /// Row number as Excel shows it, from 1.
    pub row: Option<u32>,
    /// The annex that it is about; `None` if it is about the file, or a sheet without an annex.
    #[serde(with = "as_number")]
    pub annex: Option<AnnexId>,
    pub message: Message,
}

/// What a note says of the text that it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoteKind {
    /// How it was read: converted, joined, merged.
    Read,
    /// It may have been read wrongly; somebody should look.
    Doubtful,
    /// It is not in the annex.
    LeftOut,
}

impl Note {
    pub fn kind(&self) -> NoteKind {
        match self.message.key {
            Key::NoteChanges
            | Key::NoteMixedFonts
            | Key::NoteLegacyFont
            | Key::NoteMisread
            | Key::NoteMergedAcross
            | Key::NoteJoinedRow
            | Key::NoteJoinedRows
            | Key::NoteBeside
            | Key::NoteNoHeader => NoteKind::Read,
            Key::NoteComments
            | Key::NoteCommentsElsewhere
            | Key::NoteHiddenRuns
            | Key::NotePrompts
            | Key::NoteFields
            | Key::NoteRunningHead
            | Key::NoteSheetFrame
            | Key::NoteObjects
            | Key::NotePictures
            | Key::NoteStruckRuns
            | Key::NoteStruckText
            | Key::NoteBoxes
            | Key::NotePageComments
            | Key::NoteMargins
            | Key::NoteCutLines
            | Key::NoteSignature
            | Key::NoteScannedPages
            | Key::NoteDrawings
            | Key::NoteCovered
            | Key::NoteFootnotesBefore
            | Key::NoteHiddenSheet
            | Key::NoteBodyText
            | Key::NoteNotTableSheet
            | Key::NoteFileSkipped
            | Key::NotePdfInArchive
            | Key::NoteHiddenText
            | Key::NoteFarCells
            | Key::NoteNoTable
            | Key::NoteRepeatedHeader
            | Key::NoteRepeatedHeaders
            | Key::NoteMadeOnExport
            | Key::NotePlanText
            | Key::NoteColumnNumbers
            | Key::NoteLeftOver => NoteKind::LeftOut,
            _ => NoteKind::Doubtful,
        }
    }
}

/// The form of an annex id that crosses to the page.
mod as_number {
    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

    use crate::model::AnnexId;

    pub fn serialize<S: Serializer>(id: &Option<AnnexId>, to: S) -> Result<S::Ok, S::Error> {
        id.map(|id| id.0).serialize(to)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<AnnexId>, D::Error> {
        Ok(Option::<u32>::deserialize(from)?.map(AnnexId))
    }
}
