//! Writes the workbook that a chart of another document takes its figures from.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::export::{error::ExportError, made::Made, summary::CountTable};

/// Name of the only sheet.
pub(in crate::export) const FIGURES_SHEET: &str = "Sheet1";

/// Writes some columns of counts: names in the first column, headings in the first row.
pub(in crate::export) fn figures(
    table: &CountTable,
    columns: &[usize],
    made: Made,
) -> Result<Vec<u8>, ExportError> {
    let built = build(table, columns, made);
    built.map_err(|error| ExportError::Writer(error.to_string()))
}

fn build(table: &CountTable, columns: &[usize], made: Made) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_timestamp(made.seconds())?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let sheet = workbook.add_worksheet();
    sheet.set_name(FIGURES_SHEET)?;
    for (column, at) in (1..).zip(columns) {
        if let Some((heading, _)) = table.columns.get(*at) {
            sheet.write_string(0, column, heading)?;
        }
    }
    for (row, (name, counts)) in (1..).zip(&table.rows) {
        sheet.write_string(row, 0, name)?;
        for (column, at) in (1..).zip(columns) {
            let n = counts.get(*at).copied().unwrap_or_default();
            sheet.write_number(row, column, n as f64)?;
        }
    }
    workbook.save_to_buffer()
}
