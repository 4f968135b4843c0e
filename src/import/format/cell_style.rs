//! What the styles of a workbook say of its cells, for formats whose reader does not tell.

use std::{
    collections::{HashMap, HashSet},
    rc::Rc,
};

use super::sheet::{COLUMNS_MAX, Merge, Sheet};
use crate::text::column_letter::column_letter;

/// What a cell's style says of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::import) struct CellStyle {
    pub number_format: String,
    pub bold: bool,
    pub font: Option<Rc<str>>,
}

/// What a sheet's records say of its cells, rows and columns; all counted from 0.
#[derive(Debug, Default)]
pub(in crate::import) struct SheetStyles {
    pub cell_styles: Rc<[CellStyle]>,
    /// Index into `cell_styles` by row and column.
    pub of_cell: HashMap<(u32, u32), u32>,
    pub hidden_rows: HashSet<u32>,
    pub hidden_columns: Vec<usize>,
    pub merges: Vec<Merge>,
    /// Cells whose formula has no result that the reader could give.
    pub uncomputed: Vec<(u32, u32)>,
}

impl SheetStyles {
    pub(in crate::import) fn cell(&self, row: u32, column: u32) -> Option<&CellStyle> {
        let idx = self.of_cell.get(&(row, column))?;
        self.cell_styles.get(*idx as usize)
    }

    pub(in crate::import) fn hide_columns(&mut self, first: u32, last: u32) {
        let last = (last as usize).min(COLUMNS_MAX);
        self.hidden_columns.extend(first as usize..=last);
    }

    /// Tells a sheet what it hides and merges.
    pub(in crate::import) fn complete(self, sheet: &mut Sheet) {
        for line in &mut sheet.lines {
            line.hidden = self.hidden_rows.contains(&line.row);
        }
        sheet.hidden_columns = self.hidden_columns;
        sheet.hidden_columns.truncate(COLUMNS_MAX);
        let places = self.uncomputed.into_iter();
        sheet.uncomputed = places
            .map(|(row, column)| format!("{}{}", column_letter(column as usize), row + 1))
            .collect();
        sheet.finish(self.merges);
    }
}

/// The number format that an id without a code of its own stands for (ECMA-376, part 1, 18.8.30).
pub(in crate::import) fn built_in_format(id: u16) -> &'static str {
    match id {
        1 => "0",
        2 => "0.00",
        3 | 37 | 38 => "#,##0",
        4 | 39 | 40 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        14 | 22 => "dd/mm/yyyy",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18..=21 | 45..=47 => "h:mm:ss",
        _ => "General",
    }
}
