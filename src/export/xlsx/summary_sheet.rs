//! Writes the sheet that sums up the progress of a plan: sentences, counts with native charts, lists.

use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartFont, ChartLegendPosition, ChartSolidFill, ChartType, Color,
    Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::paper::set_paper;
use crate::{
    export::{
        layout::{official::FONT, paper::Paper},
        summary::{CountTable, List, Summary},
    },
    reference::marks::SUMMARY_SHEET,
};

/// Width of each column in characters.
const WIDTHS: [f64; 8] = [46.0, 20.0, 16.0, 16.0, 16.0, 44.0, 14.0, 14.0];
/// The last column of a paragraph, and how many of its characters stand on a line.
const LAST: u16 = 5;
const LINE_CHARS: usize = 140;
const LINE_PT: f64 = 16.0;
/// Size of a chart in pixels: its width, the height of each row and of all else, the height of a row of
/// the sheet.
const CHART: (u32, u32, u32, u32) = (860, 26, 110, 21);
/// Excel's maximum length of alternative text, in UTF-16 code units; a character has two at most.
const ALT_CHARS: usize = 120;

/// Adds the sheet behind those of the annexes.
pub(super) fn write(workbook: &mut Workbook, summary: &Summary) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(SUMMARY_SHEET)?;
    set_paper(sheet, Paper::Landscape);
    sheet.set_print_fit_to_pages(1, 0);
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    let plain = Format::new().set_font_name(FONT).set_font_size(12);
    let bold = plain.clone().set_bold();
    let title = bold
        .clone()
        .set_font_size(14)
        .set_align(FormatAlign::Center);
    sheet.merge_range(0, 0, 0, LAST, &summary.title, &title)?;
    let paragraph = plain
        .clone()
        .set_text_wrap()
        .set_align(FormatAlign::VerticalJustify);
    let mut row = 2;
    for text in &summary.paragraphs {
        sheet.merge_range(row, 0, row, LAST, text, &paragraph)?;
        let lines = text.chars().count() / LINE_CHARS + 1;
        sheet.set_row_height(row, LINE_PT * lines as f64)?;
        row += 1;
    }
    for table in &summary.counts {
        row = write_counts(sheet, table, row + 1, &bold)?;
    }
    for list in [&summary.late, &summary.rows] {
        row = write_list(sheet, list, row + 1, &bold)?;
    }
    Ok(())
}

/// Writes a table of counts with its chart below. Returns the next free row.
fn write_counts(
    sheet: &mut Worksheet,
    table: &CountTable,
    row: u32,
    bold: &Format,
) -> Result<u32, XlsxError> {
    let cell = cell_format();
    let head = cell.clone().set_bold().set_align(FormatAlign::Center);
    sheet.write_string_with_format(row, 0, &table.title, bold)?;
    // Only what occurs has a column.
    let occurs = |at: &usize| {
        table
            .rows
            .iter()
            .any(|(_, it)| it.get(*at).is_some_and(|n| 0 < *n))
    };
    let shown: Vec<usize> = (0..table.columns.len()).filter(occurs).collect();
    let (first, last) = (row + 2, row + 1 + row_number(table.rows.len()));
    sheet.write_string_with_format(row + 1, 0, "", &head)?;
    for (at, (name, _)) in (first..).zip(&table.rows) {
        sheet.write_string_with_format(at, 0, name, &cell)?;
    }
    let mut chart = Chart::new(match table.is_whole {
        true => ChartType::BarStacked,
        false => ChartType::Column,
    });
    let mut label = ChartDataLabel::new();
    // A label of nothing lies over the others.
    label.show_value().set_num_format("0;;;");
    if table.is_whole {
        label.set_font(ChartFont::new().set_color(Color::White).set_bold());
    }
    for (column, at) in (1..).zip(shown) {
        let Some((heading, colour)) = table.columns.get(at) else {
            continue;
        };
        sheet.write_string_with_format(row + 1, column, heading, &head)?;
        for (at_row, (_, counts)) in (first..).zip(&table.rows) {
            let n = counts.get(at).copied().unwrap_or(0);
            sheet.write_number_with_format(at_row, column, n as f64, &cell)?;
        }
        chart
            .add_series()
            .set_name((SUMMARY_SHEET, row + 1, column))
            .set_categories((SUMMARY_SHEET, first, 0, last, 0))
            .set_values((SUMMARY_SHEET, first, column, last, column))
            .set_format(ChartSolidFill::new().set_color(Color::RGB(*colour)))
            .set_data_label(&label)
            .set_gap(40);
    }
    chart.title().set_name(&table.title);
    // The labels say the numbers, so the axis of values says nothing more.
    if table.is_whole {
        chart.x_axis().set_hidden(true).set_major_gridlines(false);
        // The first row on top, as in the table.
        chart.y_axis().set_reverse();
    } else {
        chart.y_axis().set_hidden(true).set_major_gridlines(false);
    }
    chart.legend().set_position(ChartLegendPosition::Bottom);
    let told = table.told();
    let alt = told.chars().take(ALT_CHARS).collect::<String>();
    chart.set_alt_text(alt);
    let (width, of_row, other, of_sheet_row) = CHART;
    let n_rows = if table.is_whole { table.rows.len() } else { 7 };
    let height = row_number(n_rows)
        .saturating_mul(of_row)
        .saturating_add(other);
    let height = height.min(2_000);
    chart.set_width(width).set_height(height);
    sheet.insert_chart(last + 2, 0, &chart)?;
    Ok(last + 3 + height / of_sheet_row + 1)
}

/// Writes a list. Returns the next free row.
fn write_list(
    sheet: &mut Worksheet,
    list: &List,
    row: u32,
    bold: &Format,
) -> Result<u32, XlsxError> {
    if list.rows.is_empty() {
        return Ok(row);
    }
    let cell = cell_format();
    let head = cell.clone().set_bold().set_align(FormatAlign::Center);
    sheet.write_string_with_format(row, 0, &list.title, bold)?;
    for (column, heading) in (0..).zip(&list.headings) {
        sheet.write_string_with_format(row + 1, column, heading, &head)?;
    }
    let mut at = row + 2;
    for texts in &list.rows {
        for (column, text) in (0..).zip(texts) {
            sheet.write_string_with_format(at, column, text, &cell)?;
        }
        at += 1;
    }
    Ok(at + 1)
}

fn cell_format() -> Format {
    Format::new()
        .set_font_name(FONT)
        .set_font_size(12)
        .set_align(FormatAlign::VerticalCenter)
        .set_border(FormatBorder::Thin)
        .set_text_wrap()
}

fn row_number(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
}
