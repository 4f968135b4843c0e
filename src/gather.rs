//! Gathers one table out of the files of many units: a form was sent out, and came back filled in.
//!
//! [`Form`] is what was sent, [`Units`] are those who must answer. [`read_answer`] matches one file to
//! its unit, its annexes, columns and rows to the form's; [`Board`] has the answers of all units, and
//! [`document`] makes a document of them. What does not fit is listed, and what is unsure is listed as
//! well: no value is attributed by a guess.
//!
//! A [`Consolidation`] is the same as a thing that is kept and worked on: files arrive one by one, a
//! person decides what is open, [`slip`] goes back to those who must correct something.

mod amount_unit;
mod answer;
mod answer_words;
mod apart;
mod before_names;
mod board;
mod choices;
mod column_groups;
mod consolidation;
mod days;
mod decisions;
mod differences;
mod document;
mod doubts;
mod form;
mod heading;
mod json;
mod last_rows;
mod left_columns;
mod left_out;
mod lists;
mod maker;
mod marked_words;
mod marks;
mod match_annex;
mod match_answer;
mod match_columns;
mod match_rows;
mod pairing;
mod phases;
mod rates;
mod recipe;
mod remembering;
mod rewording;
mod row_keys;
mod row_suggestions;
mod row_texts;
mod saved_file;
mod saved_head;
mod scores;
mod second_line;
mod sender;
mod senses;
mod sent_file;
mod settling;
mod several_units;
mod sheet_of_sums;
mod slip;
mod table;
mod taken_by_place;
mod total;
mod totals;
mod unit_line;
mod unit_part;
mod unit_spellings;
mod units;
mod versions;

pub use answer::{Answer, AnswerCell, AnswerColumn, AnswerRow, Heading};
pub use board::{Board, Part, PartFile, State};
pub use choices::{Choice, Choices};
pub use consolidation::{Changes, Consolidation, Receipt};
pub use days::{written_day, written_time};
pub use decisions::{Decisions, FileState, Remembered};
pub use differences::Difference;
pub use document::{Output, Sources, document, output};
pub use doubts::{
    LikelyColumn, LikelyRow, RememberedLine, column_title, likely_columns, likely_rows,
    remembered_lines,
};
pub use form::Form;
pub use json::json;
pub use match_answer::{read_answer, read_answers, unreadable};
pub use pairing::{Paired, pair};
pub use recipe::{Recipe, Recipes};
pub use row_texts::{content, in_file, said};
pub use saved_head::{read_head, write_head};
pub use sender::{Sender, stem};
pub use sent_file::{Arrival, SentFile};
pub use slip::{Place, message, places, reminder, slip};
pub use table::{FIELDS, table};
pub use total::Total;
pub use totals::total_of;
pub use unit_part::{BoardCell, CellState, Standing, UnitPart};
pub use units::Units;
