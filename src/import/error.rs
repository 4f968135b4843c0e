use super::limits::{CELLS_MAX, TEXT_MAX};
use crate::wording::{Key, Message};

const GAVE_UP: &str = "the reader gave up";

/// Why nothing in a file could be read.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    #[error("the file is empty")]
    Empty,
    #[error("the file is cut short or damaged")]
    Truncated,
    #[error("the workbook is protected by a password")]
    Password,
    #[error("the Word document is protected by a password")]
    WordPassword,
    #[error("a text file (CSV) without an annex table")]
    NoTableInText,
    #[error("a web page (HTML) without an annex table")]
    NoTableInPage,
    #[error("a web archive (MHTML)")]
    Mhtml,
    #[error("an RTF file")]
    Rtf,
    #[error("a link to a Google document")]
    GoogleLink,
    #[error("an archive of a kind that cannot be unpacked: {0}")]
    Archive(&'static str),
    #[error("an archive without a file that can be read")]
    EmptyZip,
    #[error("a presentation")]
    Presentation,
    #[error("accented letters were replaced by question marks")]
    LettersLost,
    #[error("a Word file of before 1997")]
    OldWord,
    #[error("a PDF file inside an archive")]
    Pdf,
    #[error("the PDF file is protected by a password")]
    PdfPassword,
    #[error("the PDF file is encrypted in a way that is not known")]
    PdfEncrypted,
    #[error("a PDF file of scanned pages, without text")]
    PdfScan,
    #[error("a PDF file without text")]
    PdfEmpty,
    #[error("a PDF file whose fonts do not say what their letters are: {0}")]
    PdfFont(String),
    #[error("not a spreadsheet")]
    Unknown,
    #[error("the workbook cannot be read: {0}")]
    Unreadable(String),
    /// A reader panicked. A bug, but natively one of this file only.
    #[error("the workbook cannot be read: {GAVE_UP}")]
    GaveUp,
    #[error("an Excel file of before 1997 in the code page {0}")]
    CodePage(u16),
    #[error("more than {CELLS_MAX} cells")]
    TooLarge,
    #[error("no table with a header was found")]
    NoTable,
    #[error("no table with a header was found beside {0} embedded objects")]
    NoTableButObjects(String),
    #[error("no table was found below the headings: {0}")]
    NoColumns(String),
}

impl ImportError {
    /// Returns the message for the user: what is wrong and what to do.
    pub fn user_message(&self) -> Message {
        match self {
            ImportError::Empty => Key::ImportEmpty.into(),
            ImportError::Truncated => Key::ImportTruncated.into(),
            ImportError::Password => Key::ImportPassword.into(),
            ImportError::WordPassword => Key::ImportWordPassword.into(),
            ImportError::NoTableInText => Key::ImportCsv.into(),
            ImportError::NoTableInPage => Key::ImportHtml.into(),
            ImportError::Mhtml => Key::ImportMhtml.into(),
            ImportError::Rtf => Key::ImportRtf.into(),
            ImportError::GoogleLink => Key::ImportGoogle.into(),
            ImportError::Archive(kind) => Key::ImportArchive.with([(*kind).to_owned()]),
            ImportError::EmptyZip => Key::ImportEmptyZip.into(),
            ImportError::Presentation => Key::ImportPresentation.into(),
            ImportError::LettersLost => Key::ImportLettersLost.into(),
            ImportError::OldWord => Key::ImportOldWord.into(),
            ImportError::Pdf => Key::ImportPdf.into(),
            ImportError::PdfPassword => Key::ImportPdfPassword.into(),
            ImportError::PdfEncrypted => Key::ImportPdfEncrypted.into(),
            ImportError::PdfScan => Key::ImportPdfScan.into(),
            ImportError::PdfEmpty => Key::ImportPdfEmpty.into(),
            ImportError::PdfFont(fonts) => Key::ImportPdfFont.with([fonts.clone()]),
            ImportError::Unknown => Key::ImportUnknown.into(),
            ImportError::Unreadable(reason) => Key::ImportUnreadable.with([reason.clone()]),
            ImportError::GaveUp => Key::ImportUnreadable.with([GAVE_UP.to_owned()]),
            ImportError::CodePage(number) => Key::ImportCodePage.with([number.to_string()]),
            ImportError::TooLarge => {
                Key::ImportTooLarge.with([CELLS_MAX.to_string(), (TEXT_MAX >> 20).to_string()])
            }
            ImportError::NoTable => Key::ImportNoTable.into(),
            ImportError::NoTableButObjects(n) => Key::ImportObjects.with([n.clone()]),
            ImportError::NoColumns(headings) => Key::ImportNoColumns.with([headings.clone()]),
        }
    }
}
