//! One file as an answer to the form.

use std::{borrow::Cow, sync::Arc};

use super::{choices::Choice, sender::Sender};
use crate::{
    model::{ColumnId, RowId, parse_number},
    wording::Message,
};

/// A file that a unit sent, matched to the form.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// A number of the caller.
    pub source: u32,
    /// The file's name.
    pub file: String,
    pub sha256: String,
    /// The local time, as `2026-09-12 09:12`, where that is known.
    pub received: String,
    pub sender: Sender,
    /// The name that the file gives its sender.
    pub named: Option<String>,
    /// Whether the file could be read.
    pub is_read: bool,
    /// Whether any of its annexes is one of the form's.
    pub is_matched: bool,
    pub rows: Vec<AnswerRow>,
    pub columns: Vec<AnswerColumn>,
    pub notes: Vec<Message>,
}

/// A row of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerRow {
    /// Which file it is from, by the number that the caller gave the file.
    pub source: u32,
    /// Its id in the document of the file.
    pub id: RowId,
    /// The annex of the form that its annex was matched to, by index.
    pub annex: Option<usize>,
    /// What a person decided about it.
    pub choice: Option<Choice>,
    /// The row of the form, counted over all annexes; `None` where the form has none.
    pub form: Option<usize>,
    /// Whether its content is written otherwise than that of the form.
    pub is_likely: bool,
    /// Whether it is one of a list that the form asks for.
    pub is_listed: bool,
    /// Rows of the form that it may be, where that is unsure.
    pub perhaps: Vec<usize>,
    pub file: Arc<str>,
    pub sheet: Arc<str>,
    /// The line of the sheet, as Excel shows it, from 1.
    pub line: Option<u32>,
    pub cells: Vec<AnswerCell>,
}

impl AnswerRow {
    /// Whether it has no row of the form and nobody has decided about it.
    pub fn is_open(&self) -> bool {
        self.form.is_none() && self.choice.is_none() && !self.is_listed
    }

    /// Whether it goes into the stacked table although the form has no such row.
    pub fn is_extra(&self) -> bool {
        self.form.is_none()
            && match self.choice {
                Some(choice) => choice == Choice::Taken,
                None => self.is_listed,
            }
    }
}

/// A column of a file whose annex is one of the form's.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerColumn {
    /// Which file it is from, by the number that the caller gave the file.
    pub source: u32,
    /// Its id in the document of the file.
    pub id: ColumnId,
    /// The annex of the form, by index.
    pub annex: usize,
    pub file: Arc<str>,
    pub title: Arc<str>,
    pub heading: Heading,
    /// What a person decided about it.
    pub choice: Option<Choice>,
    /// Whether its heading is written otherwise than that of the form.
    pub is_likely: bool,
    /// Columns of the form's annex that it may be, by index.
    pub perhaps: Vec<usize>,
    /// Its first texts.
    pub samples: Vec<String>,
}

impl AnswerColumn {
    /// Whether it may be a column of the form that nothing else answers, and nobody has decided.
    pub fn is_open(&self) -> bool {
        !self.perhaps.is_empty() && self.choice.is_none()
    }
}

/// A filled cell of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerCell {
    /// Its column in the document of the file.
    pub column: ColumnId,
    pub heading: Heading,
    /// The heading of its column, as the file has it.
    pub title: Arc<str>,
    pub text: String,
    /// What the findings say is an error in it, beyond what the form itself says.
    pub wrong: Option<Message>,
    /// Whether its amount cannot be added to others: it is in another unit than the form's, or may be
    /// another number than it looks.
    pub is_apart: bool,
    /// The unit that it is in, where that is not the form's.
    pub said_unit: Option<String>,
    /// Its amount in the unit of the form, where it is in another one, and that this was done.
    pub converted: Option<(String, Message)>,
    /// What the file says, where a person put it right on the board.
    pub was: Option<String>,
}

impl AnswerCell {
    /// Its text in the unit of the form, or with the unit that it is in where that is another.
    pub(super) fn in_forms_unit(&self) -> Cow<'_, str> {
        if let Some((amount, _)) = &self.converted {
            return Cow::Borrowed(amount);
        }
        match &self.said_unit {
            Some(unit) if parse_number(&self.text).is_some() => {
                Cow::Owned(format!("{} {unit}", self.text))
            }
            _ => Cow::Borrowed(&self.text),
        }
    }
}

/// The column of a cell.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Heading {
    /// A column of the form's annex, by index, with its outline key.
    Form(usize, Arc<str>),
    /// A column that the form does not have.
    Own(Arc<str>),
}

impl Heading {
    /// The column of the form's annex, by index.
    pub fn of_form(&self) -> Option<usize> {
        match self {
            Heading::Form(at, _) => Some(*at),
            Heading::Own(_) => None,
        }
    }

    pub fn key(&self) -> &str {
        match self {
            Heading::Form(_, key) | Heading::Own(key) => key,
        }
    }
}
