//! Writes the sheet that sums up the progress of a plan: sentences, counts with native charts, lists.

use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartFont, ChartLegendPosition, ChartSolidFill, ChartType, Color,
    Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::paper::set_paper;
use crate::{
    export::{
        layout::{
            metrics::n_lines_in,
            official::{FONT, MARGIN_BOTTOM_MM, MARGIN_TOP_MM, points},
            paper::Paper,
        },
        summary::{CountTable, List, Summary},
    },
    reference::marks::SUMMARY_SHEET,
};

/// Width of each column in characters: that of names, then those of counts. The last column of a list
/// takes what is left.
const WIDTHS: [f64; 8] = [40.0, 18.0, 13.0, 13.0, 13.0, 13.0, 13.0, 13.0];
/// The last column of a paragraph.
const LAST: u16 = 7;
/// Points of a character of width, and font size and height of a line in points.
const CHAR_PT: f64 = 5.25;
const SIZE: f64 = 12.0;
const LINE_PT: f64 = 16.0;
/// Excel's maximum height of a row in points.
const ROW_MAX_PT: f64 = 409.0;
/// Scale of the print, in per cent, at which all columns stand on one page, also in LibreOffice, whose
/// columns are a sixth wider.
const SCALE: u16 = 82;
/// Points of a pixel of a chart.
const PIXEL_PT: f64 = 0.75;
/// Size of a chart in pixels: its width, the height of each row and of all else, the height of a row of
/// the sheet.
const CHART: (u32, u32, u32, u32) = (980, 26, 110, 21);
/// A chart finds room on a page of paper, with the title of its table.
const CHART_MAX: u32 = 720;
/// Excel's maximum length of alternative text, in UTF-16 code units; a character has two at most.
const ALT_CHARS: usize = 120;

/// The sheet while it is written: the next row, and where on its page of paper that is.
struct Writer<'sheet> {
    sheet: &'sheet mut Worksheet,
    row: u32,
    /// Points from the top of the page.
    at_pt: f64,
    breaks: Vec<u32>,
}

/// Adds the sheet behind those of the annexes.
pub(super) fn write(workbook: &mut Workbook, summary: &Summary) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(SUMMARY_SHEET)?;
    set_paper(sheet, Paper::Landscape);
    sheet.set_print_scale(SCALE);
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    let plain = Format::new().set_font_name(FONT).set_font_size(SIZE);
    let bold = plain.clone().set_bold();
    let title = bold
        .clone()
        .set_font_size(14)
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap();
    let mut writer = Writer {
        sheet,
        row: 0,
        at_pt: 0.0,
        breaks: Vec::new(),
    };
    writer.paragraph(&summary.title, &title)?;
    writer.skip();
    let paragraph = plain
        .clone()
        .set_text_wrap()
        .set_align(FormatAlign::VerticalJustify);
    for text in &summary.paragraphs {
        writer.paragraph(text, &paragraph)?;
    }
    for table in &summary.counts {
        writer.skip();
        write_counts(&mut writer, table, &bold)?;
    }
    for list in [&summary.late, &summary.rows] {
        write_list(&mut writer, list, &bold)?;
    }
    let breaks = std::mem::take(&mut writer.breaks);
    if !breaks.is_empty() {
        writer.sheet.set_page_breaks(&breaks)?;
    }
    Ok(())
}

impl Writer<'_> {
    /// The height of a page of paper, at the scale of the print.
    fn page_pt() -> f64 {
        let (_, height) = Paper::Landscape.size_mm();
        let height = points(height - MARGIN_TOP_MM - MARGIN_BOTTOM_MM);
        height * 100.0 / f64::from(SCALE)
    }

    /// Begins a new page where what comes next would not find room on this one.
    fn keep_together(&mut self, height_pt: f64) {
        if 0.0 < self.at_pt && Self::page_pt() < self.at_pt + height_pt {
            self.breaks.push(self.row);
            self.at_pt = 0.0;
        }
    }

    /// Goes to the next row, after one of this height.
    fn go_on(&mut self, height_pt: f64) -> Result<(), XlsxError> {
        self.keep_together(height_pt);
        self.sheet.set_row_height(self.row, height_pt)?;
        self.row += 1;
        self.at_pt += height_pt;
        Ok(())
    }

    /// Leaves a row empty.
    fn skip(&mut self) {
        self.row += 1;
        self.at_pt += LINE_PT;
    }

    /// Writes a text over all columns.
    fn paragraph(&mut self, text: &str, format: &Format) -> Result<(), XlsxError> {
        let width: f64 = WIDTHS.iter().sum();
        let height = row_pt([(text, width)].into_iter());
        self.keep_together(height);
        self.sheet
            .merge_range(self.row, 0, self.row, LAST, text, format)?;
        self.go_on(height)
    }
}

/// The height of a row of texts, each with the characters that its column is wide.
fn row_pt<'text>(cells: impl Iterator<Item = (&'text str, f64)>) -> f64 {
    let lines = cells.map(|(text, width)| n_lines_in(text, width * CHAR_PT, SIZE, true));
    let lines = lines.max().unwrap_or(1).max(1);
    (LINE_PT * lines as f64 + 2.0).min(ROW_MAX_PT)
}

/// Writes a table of counts with its chart below; on paper they stand on one page.
fn write_counts(writer: &mut Writer, table: &CountTable, bold: &Format) -> Result<(), XlsxError> {
    let cell = cell_format();
    let number = cell.clone().set_align(FormatAlign::Center);
    let head = number.clone().set_bold();
    // Only what occurs has a column.
    let occurs = |at: &usize| {
        let mut rows = table.rows.iter();
        rows.any(|(_, it)| it.get(*at).is_some_and(|n| 0 < *n))
    };
    let shown: Vec<usize> = (0..table.columns.len()).filter(occurs).collect();
    let [name_width, ..] = WIDTHS;
    let heights: Vec<f64> = table
        .rows
        .iter()
        .map(|(name, _)| row_pt([(name.as_str(), name_width)].into_iter()))
        .collect();
    let (_, _, _, of_sheet_row) = CHART;
    let height = chart_height(table);
    let n_chart_rows = height / of_sheet_row + 1;
    let chart_pt = f64::from(n_chart_rows * of_sheet_row) * PIXEL_PT;
    writer.keep_together(heights.iter().sum::<f64>() + chart_pt + 5.0 * LINE_PT);
    let row = writer.row;
    let headings = shown.iter().filter_map(|at| table.columns.get(*at));
    let headings: Vec<&str> = headings.map(|(heading, _)| heading.as_str()).collect();
    writer
        .sheet
        .write_string_with_format(row, 0, &table.title, bold)?;
    writer.go_on(LINE_PT + 2.0)?;
    writer
        .sheet
        .write_string_with_format(row + 1, 0, &table.names, &head)?;
    for (column, heading) in (1..).zip(&headings) {
        writer
            .sheet
            .write_string_with_format(row + 1, column, *heading, &head)?;
    }
    writer.go_on(row_pt(headings.iter().map(|it| (*it, WIDTHS[2]))))?;
    let first = writer.row;
    for ((name, counts), height) in table.rows.iter().zip(heights) {
        let at = writer.row;
        writer.sheet.write_string_with_format(at, 0, name, &cell)?;
        for (column, of) in (1..).zip(&shown) {
            let n = counts.get(*of).copied().unwrap_or(0);
            writer
                .sheet
                .write_number_with_format(at, column, n as f64, &number)?;
        }
        writer.go_on(height)?;
    }
    let chart = chart(
        table,
        &shown,
        (row + 1, first, writer.row.saturating_sub(1)),
    );
    writer.skip();
    let at = writer.row;
    writer.sheet.insert_chart(at, 0, &chart)?;
    writer.row += n_chart_rows;
    writer.at_pt += chart_pt;
    Ok(())
}

fn chart_height(table: &CountTable) -> u32 {
    let (_, of_row, other, _) = CHART;
    let n_rows = if table.is_whole { table.rows.len() } else { 7 };
    let height = row_number(n_rows)
        .saturating_mul(of_row)
        .saturating_add(other);
    height.min(CHART_MAX)
}

/// The chart of the columns that are shown; `rows` are that of the headings, the first and the last of
/// the counts.
fn chart(table: &CountTable, shown: &[usize], (head, first, last): (u32, u32, u32)) -> Chart {
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
    let columns = shown.iter().filter_map(|at| table.columns.get(*at));
    for (column, (_, colour)) in (1..).zip(columns) {
        chart
            .add_series()
            .set_name((SUMMARY_SHEET, head, column))
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
    let alt = table.told().chars().take(ALT_CHARS).collect::<String>();
    let (width, ..) = CHART;
    chart
        .set_alt_text(alt)
        .set_width(width)
        .set_height(chart_height(table));
    chart
}

/// Writes a list. Its last column takes the width that is left.
fn write_list(writer: &mut Writer, list: &List, bold: &Format) -> Result<(), XlsxError> {
    if list.rows.is_empty() {
        return Ok(());
    }
    writer.skip();
    let cell = cell_format();
    let head = cell.clone().set_bold().set_align(FormatAlign::Center);
    let at_last = list.headings.len().saturating_sub(1);
    let width = |column: usize| match column == at_last {
        true => WIDTHS.iter().skip(column).sum(),
        false => WIDTHS.get(column).copied().unwrap_or_default(),
    };
    let height = |texts: &[String]| {
        let cells = texts.iter().enumerate();
        row_pt(cells.map(|(column, text)| (text.as_str(), width(column))))
    };
    let first = list.rows.first().map_or(0.0, |it| height(it));
    writer.keep_together(4.0 * LINE_PT + first);
    let row = writer.row;
    writer
        .sheet
        .write_string_with_format(row, 0, &list.title, bold)?;
    writer.go_on(LINE_PT + 2.0)?;
    let lines = std::iter::once((&list.headings, &head));
    let lines = lines.chain(list.rows.iter().map(|it| (it, &cell)));
    for (texts, format) in lines {
        let height = height(texts);
        writer.keep_together(height);
        let at = writer.row;
        for (column, text) in (0..).zip(texts) {
            if usize::from(column) == at_last && column < LAST {
                writer
                    .sheet
                    .merge_range(at, column, at, LAST, text, format)?;
            } else {
                writer
                    .sheet
                    .write_string_with_format(at, column, text, format)?;
            }
        }
        writer.go_on(height)?;
    }
    Ok(())
}

fn cell_format() -> Format {
    Format::new()
        .set_font_name(FONT)
        .set_font_size(SIZE)
        .set_align(FormatAlign::VerticalCenter)
        .set_border(FormatBorder::Thin)
        .set_text_wrap()
}

fn row_number(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
}
