//! The progress of a plan: the report on a period made out of the plan, judged by its figures, counted
//! and told.
//!
//! [`report_annex`] makes the annex that is filled in, [`next_report`] the one of the next period.
//! [`judge`] assesses the rows of all reporting
//! annexes and says why; [`Counts`] add them up, [`narrative`] tells them in the sentences of a report,
//! and [`picture`] draws them; [`Board`] puts all of it together as HTML. [`accept`] writes what is
//! proposed into empty cells. Whatever a person wrote in the column of assessments is kept.

mod accept;
mod assume;
mod board;
mod changes;
mod completion;
mod counts;
mod course;
mod days_told;
mod indicator;
mod json;
mod judge;
mod judged;
mod make;
mod matrix;
mod money;
mod narrative;
mod next;
mod own_word;
mod parts;
pub mod picture;
mod plan_rows;
mod said_of_time;
mod short_text;
mod summary;
mod svg;
mod task;
mod two_digits;

pub use accept::{accept, open_proposals, remembering};
pub use assume::assume_results;
pub use board::{Board, told_html};
pub use changes::{Change, changes};
pub use counts::{Counts, Tally};
pub use course::Course;
pub use json::json;
pub use judge::{judge, periods};
pub use judged::{Judged, Progress};
pub use make::{report_annex, result_title};
pub use matrix::{Matrix, MatrixRow, MatrixUnit};
pub use narrative::{Narrative, Span, narrative};
pub use next::next_report;
pub use summary::{summary, summary_title};
