//! Cell styles and other properties of a sheet, for formats whose reader does not expose them.

use std::{collections::HashSet, rc::Rc};

use rustc_hash::FxHashMap;

use super::{
    rich_text::RichText,
    sheet::{COLUMNS_MAX, Comment, Merge, Sheet},
    sheet_extras,
};
use crate::text::{column_letter::column_letter, number_format::NumberFormat};

/// Style of a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::import) struct CellStyle {
    pub number_format: NumberFormat,
    pub bold: bool,
    pub struck: bool,
    pub font: Option<Rc<str>>,
}

/// Properties of the cells, rows and columns of a sheet. All indices count from 0.
#[derive(Debug, Default)]
pub(in crate::import) struct SheetStyles {
    pub cell_styles: Rc<[CellStyle]>,
    /// Index into `cell_styles` by row and column.
    pub of_cell: FxHashMap<(u32, u32), u32>,
    pub hidden_rows: HashSet<u32>,
    pub hidden_columns: Vec<usize>,
    pub merges: Vec<Merge>,
    /// Texts whose parts matter, by row and column.
    pub rich_texts: FxHashMap<(u32, u32), RichText>,
    /// Cells with a formula whose result the reader does not return.
    pub uncomputed: Vec<(u32, u32)>,
    /// What the sheet shows beside its cells: comments on them, boxes, headers and footers.
    pub comments: Vec<Comment>,
    pub boxes: Vec<String>,
    pub margins: Vec<String>,
}

impl SheetStyles {
    /// Returns the style of a cell, if the sheet specifies one.
    pub(in crate::import) fn cell(&self, row: u32, column: u32) -> Option<&CellStyle> {
        let idx = self.of_cell.get(&(row, column))?;
        self.cell_styles.get(*idx as usize)
    }

    /// Marks the columns from `first` to `last`, both included, as hidden.
    pub(in crate::import) fn hide_columns(&mut self, first: u32, last: u32) {
        let last = (last as usize).min(COLUMNS_MAX);
        self.hidden_columns.extend(first as usize..=last);
    }

    /// Adds hidden rows and columns, uncomputed formulas, merges, comments and remarks to `sheet`.
    pub(in crate::import) fn complete(self, sheet: &mut Sheet) {
        for line in &mut sheet.lines {
            line.hidden = self.hidden_rows.contains(&line.row);
            if self.rich_texts.is_empty() {
                continue;
            }
            for (column, cell) in (0..).zip(&mut line.cells) {
                if let Some(rich) = self.rich_texts.get(&(line.row, column)) {
                    rich.complete(cell);
                }
            }
        }
        sheet.hidden_columns = self.hidden_columns;
        sheet.hidden_columns.truncate(COLUMNS_MAX);
        let places = self.uncomputed.into_iter();
        sheet.uncomputed = places
            .map(|(row, column)| format!("{}{}", column_letter(column as usize), row + 1))
            .collect();
        sheet.comments.extend(self.comments);
        sheet_extras::name(&self.boxes, &[], &self.margins, sheet);
        sheet.finish(self.merges);
    }
}

/// Returns the number format for an id without a format code of its own (ECMA-376, part 1,
/// 18.8.30).
pub(in crate::import) fn built_in_format(id: u16) -> &'static str {
    match id {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        12 => "# ?/?",
        13 => "# ??/??",
        14 => "dd/mm/yyyy",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 => "h:mm",
        21 => "h:mm:ss",
        22 => "dd/mm/yyyy h:mm",
        37 | 38 => "#,##0 ;(#,##0)",
        39 | 40 => "#,##0.00;(#,##0.00)",
        41 => "_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)",
        42 => "_(\"₫\"* #,##0_);_(\"₫\"* (#,##0);_(\"₫\"* \"-\"_);_(@_)",
        43 => "_(* #,##0.00_);_(* (#,##0.00);_(* \"-\"??_);_(@_)",
        44 => "_(\"₫\"* #,##0.00_);_(\"₫\"* (#,##0.00);_(\"₫\"* \"-\"??_);_(@_)",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mm:ss.0",
        48 => "##0.0E+0",
        _ => "General",
    }
}
