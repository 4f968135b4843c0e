//! The document: a plan's annexes, each a table of rows under columns, in display order.
//!
//! Cells hold the text the user typed. Meaning (a target, a period, an ordinal) is parsed from the
//! text on demand and never stored instead of it.

mod agencies;
mod annex;
mod attainment;
mod better;
mod cell_ref;
mod column;
pub mod coverage;
mod date;
mod direction;
mod document;
mod doubt;
mod figure;
pub mod fixture;
mod form;
mod goal;
mod month;
mod numbering;
mod ordinal;
mod period;
mod phase;
mod progress_status;
pub mod reading;
mod reference_line;
mod report_columns;
mod report_period;
mod review;
mod row;
pub mod sample;
pub mod suggest;
mod target;
mod time_slip;
mod total_row;

pub use agencies::{Named, agencies_in};
pub use annex::{Annex, AnnexHead, AnnexId, AnnexKind, Paper};
pub use attainment::{Attainment, Claim, Doubted, is_blank};
pub use cell_ref::CellRef;
pub use column::{Column, ColumnId, Role};
pub use date::{Date, dates_in};
pub use direction::{Directed, Direction};
pub use document::{Document, Plan};
pub use doubt::Doubt;
pub use figure::{Figure, NoFigure};
pub use form::{Form, FormColumn, FormSheet};
pub use goal::day_by;
pub use month::Month;
pub use numbering::Numbering;
pub use ordinal::{Ordinal, OrdinalStyle, roman_text, roman_value, split_ordinal};
pub use period::Period;
pub use phase::Phase;
pub use progress_status::ProgressStatus;
pub use reference_line::{plan_of_references, read_reference_line};
pub use report_columns::{ReportColumns, holding, reported_period, target_column};
pub use report_period::{ReportPeriod, YearPart};
pub use review::{Profile, Review, Severity, Waiver};
pub use row::{Row, RowId, RowKind};
pub use target::{Amount, Bound, Measure, Target, parse_number, vietnamese_number};
pub use time_slip::{TimeSlip, slips_in_sentence, time_slips};
pub use total_row::is_total;
