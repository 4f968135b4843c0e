//! The start screen with the list of documents.

mod back_up_all;
mod document_line;
mod gatherings;
mod library;
mod reopening;
mod screen;
mod storage_note;

pub(super) use self::{reopening::Reopening, screen::StartScreen};
