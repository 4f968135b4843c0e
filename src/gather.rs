//! Gathers one table out of the files of many units: a form was sent out, and came back filled in.
//!
//! [`Form`] is what was sent, [`Units`] are those who must answer. [`read_answer`] matches one file to
//! its unit, its annexes, columns and rows to the form's; [`Board`] has the answers of all units, and
//! [`document`] makes a document of them. What does not fit is listed, and what is unsure is listed as
//! well: no value is attributed by a guess.
//!
//! A [`Consolidation`] is the same as a thing that is kept and worked on: files arrive one by one, a
//! person decides what is open, [`slip`] goes back to those who must correct something.

mod answer;
mod board;
mod consolidation;
mod document;
mod form;
mod heading;
mod json;
mod match_annex;
mod match_columns;
mod match_rows;
mod pairing;
mod row_keys;
mod saved_head;
mod sender;
mod sent_file;
mod slip;
mod table;
mod totals;
mod unit_line;
mod unit_part;
mod units;

pub use answer::{
    Answer, AnswerCell, AnswerRow, Choice, Choices, Heading, read_answer, unreadable,
};
pub use board::{Board, Part, State};
pub use consolidation::{Changes, Consolidation, Difference, Receipt};
pub use document::{Output, content, document, output, said};
pub use form::Form;
pub use json::json;
pub use pairing::{Paired, pair};
pub use saved_head::{read_head, write_head};
pub use sender::{Sender, stem};
pub use sent_file::{Arrival, Decisions, FileState, SentFile};
pub use slip::{Place, message, places, reminder, slip};
pub use table::{FIELDS, table};
pub use totals::{Total, total_of};
pub use unit_part::{BoardCell, CellState, Standing, UnitPart};
pub use units::Units;
