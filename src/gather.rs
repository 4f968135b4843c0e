//! Gathers one table out of the files of many units: a form was sent out, and came back filled in.
//!
//! [`Form`] is what was sent, [`Units`] are those who must answer. [`read_answer`] matches one file to
//! its unit, its annexes, columns and rows to the form's; [`Board`] has the answers of all units, and
//! [`document`] makes a document of them. What does not fit is listed, and what is unsure is listed as
//! well: no value is attributed by a guess.

mod answer;
mod board;
mod document;
mod form;
mod json;
mod match_annex;
mod match_columns;
mod match_rows;
mod pairing;
mod row_keys;
mod sender;
mod totals;
mod units;

pub use answer::{Answer, AnswerCell, AnswerRow, Heading, read_answer, unreadable};
pub use board::{Board, Part, State};
pub use document::document;
pub use form::Form;
pub use json::json;
pub use pairing::{Paired, pair};
pub use sender::Sender;
pub use totals::{Total, total_of};
pub use units::Units;
