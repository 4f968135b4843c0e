//! A page of placed cells: the content, span, size and style of each. Writers make no further
//! decisions.

use super::{choices::Choice, panels::Panels, paper::Paper, style::Style};
use crate::text::number_format;

/// Layout of one worksheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    pub sheet: String,
    pub paper: Paper,
    /// Width of each column in points; those of a panel together fit between the margins of the page.
    pub widths_pt: Vec<f64>,
    /// Which columns lie on sheets side by side. Sheets follow each other down, then to the right. No cell
    /// of the table goes over from one to another; the lines above and below are on the first, over the columns that
    /// are not repeated.
    pub panels: Panels,
    /// Whether columns are narrower than their words.
    pub breaks_words: bool,
    /// Height of each row in points.
    pub heights_pt: Vec<f64>,
    pub cells: Vec<Placed>,
    /// First and last row of the table header, which repeats on each printed page.
    pub header: (usize, usize),
    /// First row of the annex below the header, and the row after its last.
    pub body: (usize, usize),
    /// Columns with a drop-down list.
    pub choices: Vec<(usize, Choice)>,
    /// Notes on cells: row, column and text.
    pub notes: Vec<(usize, usize, String)>,
    /// Where the second and each later printed page starts.
    pub starts: Vec<PageStart>,
}

/// The start of a printed page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageStart {
    /// The first row of the page, below the repeated header.
    pub row: usize,
    /// Whether the page before has room left, so that a break must be placed.
    pub is_early: bool,
}

/// A cell, which may span several rows and columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    pub row: usize,
    pub column: usize,
    pub n_rows: usize,
    pub n_columns: usize,
    pub value: Value,
    pub style: Style,
    /// Space left free at the left and at the right, in points, so that the lines of a title are about
    /// as wide as each other. Worksheets cannot: they set the text over the whole width.
    pub inset_pt: f64,
    /// Link target in the workbook: sheet, row and column.
    pub link: Option<(String, usize, usize)>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Text(String),
    /// A number, and the number format that shows it as in the document's text.
    Number(f64, &'static str),
}

impl Value {
    /// A text of the document. Every kind of line break becomes a line feed, so that all writers
    /// and the measured height break a text at the same places.
    pub(super) fn of(text: &str) -> Value {
        match text.contains('\r') {
            true => Value::Text(text.replace("\r\n", "\n").replace('\r', "\n")),
            false => Value::Text(text.to_owned()),
        }
    }

    /// Returns the text as displayed.
    pub fn text(&self) -> String {
        match self {
            Value::Text(text) => text.clone(),
            Value::Number(number, format) => number_format::show(*number, format),
        }
    }
}
