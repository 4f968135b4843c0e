//! A file of a consolidation: what was received, and what a person decided about it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{
    answer::Answer,
    decisions::Decisions,
    form::Form,
    match_answer::{Sent, match_answer},
    saved_file::{SavedDecisions, SavedFile},
    sender::{Sender, name_of},
    units::Units,
};
use crate::{
    model::{Document, RowId},
    persist::{self, Saved},
    wording::{Key, Language, Message},
};

/// A file as it arrives.
#[derive(Clone, Debug)]
pub struct Arrival {
    pub name: String,
    pub sha256: String,
    /// The local time, as `2026-09-12 09:12`.
    pub received: String,
    /// The document with the line of each row, or why it cannot be read.
    pub content: Result<(Document, Vec<(RowId, u32)>), Message>,
}

/// A received file.
#[derive(Clone, Debug)]
pub struct SentFile {
    /// Its place among the files of the consolidation.
    pub number: u32,
    pub name: String,
    pub sha256: String,
    /// The local time, as `2026-09-12 09:12`.
    pub received: String,
    pub decisions: Decisions,
    /// What it says, matched to the form.
    pub answer: Answer,
    content: Content,
}

/// The content of a file in its stored form.
#[derive(Clone, Debug)]
enum Content {
    /// A packed [`Body`].
    Body(Arc<str>),
    /// Why there is none, in both languages: keys of messages change between versions of the page.
    Refused([String; 2]),
}

/// A document with the lines of its rows.
#[derive(Serialize, Deserialize)]
struct Body {
    document: Saved,
    lines: Vec<(u32, u32)>,
}

impl SentFile {
    /// Takes a file and matches it.
    pub(super) fn of(units: &Units, form: &Form, number: u32, arrival: Arrival) -> SentFile {
        let content = match arrival.content {
            Ok((document, lines)) => {
                let body = Body {
                    document: persist::save(&document),
                    lines: lines.iter().map(|(row, line)| (row.0, *line)).collect(),
                };
                let text = serde_json::to_string(&body).unwrap_or_default();
                Content::Body(persist::pack(&text).into())
            }
            Err(reason) => {
                let languages = [Language::Vietnamese, Language::English];
                Content::Refused(languages.map(|it| reason.text(it)))
            }
        };
        let mut file = SentFile {
            number,
            name: arrival.name,
            sha256: arrival.sha256,
            received: arrival.received,
            decisions: Decisions::default(),
            answer: Answer::default(),
            content,
        };
        file.rematch(units, form);
        file
    }

    /// Returns its document with the line of each row; `None` when it cannot be read.
    pub fn document(&self) -> Option<(Document, Vec<(RowId, u32)>)> {
        let Content::Body(packed) = &self.content else {
            return None;
        };
        let body: Body = serde_json::from_str(&persist::unpack(packed)?).ok()?;
        let document = persist::load_whole(&body.document).ok()?;
        let lines = body.lines.into_iter();
        Some((
            document,
            lines.map(|(row, line)| (RowId(row), line)).collect(),
        ))
    }

    /// Matches it again, as the units, the form or the decisions have changed.
    pub(super) fn rematch(&mut self, units: &Units, form: &Form) {
        let mut answer = match self.document() {
            Some((document, lines)) => {
                let sent = Sent {
                    source: self.number,
                    file: &self.name,
                    sha256: self.sha256.clone(),
                    document: &document,
                    lines: &lines,
                };
                match_answer(units, form, sent, &self.decisions.all_choices())
            }
            None => Answer {
                source: self.number,
                file: self.name.clone(),
                sha256: self.sha256.clone(),
                sender: Sender::of(units, form, &self.name, None),
                named: name_of(form, &self.name, None),
                notes: vec![self.refusal()],
                ..Answer::default()
            },
        };
        answer.received.clone_from(&self.received);
        let given = self.decisions.given_unit();
        if let Some(unit) = given.and_then(|it| units.index_of(it)) {
            answer.sender = Sender::Unit(unit);
        }
        self.answer = answer;
    }

    /// The day, and where it is known the time, at which it came.
    pub fn came(&self) -> &str {
        self.decisions.came.as_deref().unwrap_or(&self.received)
    }

    fn refusal(&self) -> Message {
        match &self.content {
            Content::Refused(reasons) => Key::GatherRefused.with(reasons.clone()),
            Content::Body(_) => Key::GatherUnreadable.into(),
        }
    }

    /// The unit that it is of, by index.
    pub fn unit(&self) -> Option<usize> {
        match self.answer.sender {
            Sender::Unit(unit) => Some(unit),
            _ => None,
        }
    }

    /// Returns the stored text.
    pub fn write(&self) -> String {
        let (body, refused) = match &self.content {
            Content::Body(body) => (body.to_string(), None),
            Content::Refused(reasons) => (String::new(), Some(reasons.clone())),
        };
        SavedFile {
            name: self.name.clone(),
            sha256: self.sha256.clone(),
            received: self.received.clone(),
            decisions: SavedDecisions::of(&self.decisions),
            refused,
            body,
        }
        .write()
    }

    /// Reads what [`SentFile::write`] wrote, and matches it; `None` when it is damaged or of a later
    /// version.
    pub(super) fn read(units: &Units, form: &Form, number: u32, text: &str) -> Option<SentFile> {
        let saved = SavedFile::read(text)?;
        let mut file = SentFile {
            number,
            name: saved.name,
            sha256: saved.sha256,
            received: saved.received,
            decisions: saved.decisions.decisions(),
            answer: Answer::default(),
            content: match saved.refused {
                Some(reasons) => Content::Refused(reasons),
                None => Content::Body(saved.body.into()),
            },
        };
        file.rematch(units, form);
        Some(file)
    }
}
