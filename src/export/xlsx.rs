//! Pages to the bytes of a workbook; the only file that names rust_xlsxwriter.

use rust_xlsxwriter::{
    DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula,
    IgnoreError, Workbook, Worksheet, XlsxError, utility,
};
use rustc_hash::FxHashMap;

use super::{
    ExportError,
    choices::{Choice, Choices},
    official::{
        CELL_SIZE, FONT, MARGIN_BOTTOM_MM, MARGIN_HEADER_MM, MARGIN_LEFT_MM, MARGIN_RIGHT_MM,
        MARGIN_TOP_MM, PAGE_NUMBER, PAPER_A4, inches,
    },
    package,
    page::{Page, Placed, Value},
    style::{Align, Style},
};
use crate::{import::CHOICES_SHEET, model::Plan};

/// Excel's longest cell text, in UTF-16 units.
const TEXT_MAX: usize = 32_767;

pub(super) fn write(
    pages: &[Page],
    choices: &Choices,
    plan: &Plan,
) -> Result<Vec<u8>, ExportError> {
    for page in pages {
        for cell in &page.cells {
            if let Value::Text(text) = &cell.value
                // Counted only where there could be too many: no text has more units than bytes.
                && TEXT_MAX < text.len()
                && TEXT_MAX < text.encode_utf16().count()
            {
                return Err(ExportError::CellTooLong(page.sheet.clone(), cell.row + 1));
            }
        }
    }
    let failed = |error: &dyn std::fmt::Display| ExportError::Writer(error.to_string());
    let made = build(pages, choices, plan).map_err(|error| failed(&error))?;
    package::finished(&made).map_err(|error| failed(&error))
}

fn build(pages: &[Page], choices: &Choices, plan: &Plan) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // Sheets are packed again in the end; the texts that cells share grow by a few percent.
    workbook.set_zip_compression_level(1);
    // Column widths count digits of the default font: with the font of the cells, every program
    // that has it (or one as wide) agrees on them. Row and column are Excel's own for this font.
    let default_format = Format::new().set_font_name(FONT).set_font_size(CELL_SIZE);
    workbook.set_default_format(&default_format, 21, 72)?;
    // A fixed date: the same document gives the same bytes.
    let properties = DocProperties::new()
        .set_title(&plan.name)
        .set_subject(&plan.number)
        .set_author(&plan.body)
        .set_company(&plan.body)
        .set_creation_datetime(&ExcelDateTime::from_ymd(2020, 3, 5)?);
    workbook.set_properties(&properties);
    let mut formats = Formats::default();
    for page in pages {
        let sheet = workbook.add_worksheet();
        sheet.set_name(&page.sheet)?;
        set_up_page(sheet, page)?;
        let mut runs = Runs::default();
        for cell in &page.cells {
            write_cell(sheet, cell, &mut formats, &mut runs)?;
        }
        runs.end_all(sheet, &mut formats)?;
        offer_choices(sheet, page)?;
    }
    write_choices(&mut workbook, choices)?;
    for (idx, page) in pages.iter().enumerate() {
        let (first, last) = (page.header.0, page.body.1.saturating_sub(1));
        let columns = page.widths_pt.len().saturating_sub(1);
        let range = range_text(&page.sheet, (first, 0), (last, columns));
        workbook.define_name(format!("Bang_{}", idx + 1), &range)?;
    }
    workbook.save_to_buffer()
}

/// Cells under unit and agency offer texts; whatever else is typed is taken without a question.
fn offer_choices(sheet: &mut Worksheet, page: &Page) -> Result<(), XlsxError> {
    let (first, behind) = page.body;
    if behind <= first {
        return Ok(());
    }
    for (column, choice) in &page.choices {
        let name = match choice {
            Choice::Unit => UNITS_NAME,
            Choice::Agency => AGENCIES_NAME,
        };
        let list = DataValidation::new()
            .allow_list_formula(Formula::new(format!("={name}")))
            .show_error_message(false);
        let column = column_number(*column);
        sheet.add_data_validation(
            row_number(first),
            column,
            row_number(behind - 1),
            column,
            &list,
        )?;
    }
    Ok(())
}

/// Names of the ranges that hold the texts to choose from.
const UNITS_NAME: &str = "Don_vi_tinh";
const AGENCIES_NAME: &str = "Co_quan";

/// The texts to choose from, on a sheet that is not shown.
fn write_choices(workbook: &mut Workbook, choices: &Choices) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(CHOICES_SHEET)?;
    sheet.set_very_hidden(true);
    let lists = [
        (UNITS_NAME, &choices.units),
        (AGENCIES_NAME, &choices.agencies),
    ];
    for (column, (_, texts)) in (0..).zip(lists) {
        for (row, text) in (0..).zip(texts) {
            sheet.write_string(row, column, text)?;
        }
    }
    for (column, (name, texts)) in lists.into_iter().enumerate() {
        let last = texts.len().saturating_sub(1);
        workbook.define_name(
            name,
            &range_text(CHOICES_SHEET, (0, column), (last, column)),
        )?;
    }
    Ok(())
}

/// A range as a formula names it: `='PL I'!$A$5:$F$40`.
fn range_text(sheet: &str, first: (usize, usize), last: (usize, usize)) -> String {
    let cell = |(row, column): (usize, usize)| {
        utility::row_col_to_cell_absolute(row_number(row), column_number(column))
    };
    format!(
        "='{}'!{}:{}",
        sheet.replace('\'', "''"),
        cell(first),
        cell(last)
    )
}

/// Excel takes no more.
const BREAKS_MAX: usize = 1_000;

fn set_up_page(sheet: &mut Worksheet, page: &Page) -> Result<(), XlsxError> {
    sheet.set_paper_size(PAPER_A4);
    if page.landscape {
        sheet.set_landscape();
    }
    sheet.set_margins(
        inches(MARGIN_LEFT_MM),
        inches(MARGIN_RIGHT_MM),
        inches(MARGIN_TOP_MM),
        inches(MARGIN_BOTTOM_MM),
        inches(MARGIN_HEADER_MM),
        inches(MARGIN_HEADER_MM),
    );
    sheet.set_header(PAGE_NUMBER);
    sheet.set_print_first_page_number(1);
    // At full size: a page that is to be fitted ignores where it must end.
    sheet.set_print_scale(100);
    let breaks = page.breaks.iter().take(BREAKS_MAX);
    sheet.set_page_breaks(&breaks.map(|row| row_number(*row)).collect::<Vec<_>>())?;
    let (first, last) = (row_number(page.header.0), row_number(page.header.1));
    sheet.set_repeat_rows(first, last)?;
    sheet.set_freeze_panes(last + 1, 0)?;
    let last_row = row_number(page.heights_pt.len().saturating_sub(1));
    let last_column = column_number(page.widths_pt.len().saturating_sub(1));
    sheet.set_print_area(0, 0, last_row, last_column)?;
    // Ordinals such as 6.1 are texts on purpose.
    sheet.ignore_error_range(0, 0, last_row, last_column, IgnoreError::NumberStoredAsText)?;
    for (column, width) in (0..).zip(&page.widths_pt) {
        sheet.set_column_width_pixels(column, (width * 96.0 / 72.0).round() as u32)?;
    }
    for (row, height) in (0..).zip(&page.heights_pt) {
        sheet.set_row_height(row, *height)?;
    }
    Ok(())
}

fn write_cell(
    sheet: &mut Worksheet,
    cell: &Placed,
    formats: &mut Formats,
    runs: &mut Runs,
) -> Result<(), XlsxError> {
    let number_format = match cell.value {
        Value::Number(_, format) => format,
        Value::Text(_) => "General",
    };
    let look = Look::of(cell.style, number_format);
    let (row, column) = (row_number(cell.row), column_number(cell.column));
    let is_merged = 1 < cell.n_rows || 1 < cell.n_columns;
    if !is_merged && cell.link.is_none() {
        runs.add(sheet, formats, (row, column), look)?;
        match &cell.value {
            Value::Text(text) if text.is_empty() => {}
            Value::Text(text) => drop(sheet.write_string(row, column, text)?),
            Value::Number(number, _) => drop(sheet.write_number(row, column, *number)?),
        }
        return Ok(());
    }
    let format = formats.of(look);
    if is_merged {
        let last_row = row_number(cell.row + cell.n_rows - 1);
        let last_column = column_number(cell.column + cell.n_columns - 1);
        sheet.merge_range(row, column, last_row, last_column, "", format)?;
    }
    match &cell.value {
        Value::Text(text) if let Some((sheet_name, to_row, to_column)) = &cell.link => {
            let to = utility::row_col_to_cell(row_number(*to_row), column_number(*to_column));
            let url = format!("internal:'{}'!{to}", sheet_name.replace('\'', "''"));
            let shown = if text.is_empty() { "→" } else { text };
            sheet.write_url_with_options(row, column, url.as_str(), shown, "", Some(format))?
        }
        Value::Text(text) if text.is_empty() => sheet.write_blank(row, column, format)?,
        Value::Text(text) => sheet.write_string_with_format(row, column, text, format)?,
        Value::Number(number, _) => sheet.write_number_with_format(row, column, *number, format)?,
    };
    Ok(())
}

/// One format per look: a workbook of 50 000 rows has a dozen.
#[derive(Default)]
struct Formats(FxHashMap<Look, Format>);

/// What tells formats apart; sizes in half points.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Look {
    half_points: u32,
    bold: bool,
    italic: bool,
    border: bool,
    align: Align,
    number_format: &'static str,
}

impl Look {
    fn of(style: Style, number_format: &'static str) -> Look {
        Look {
            half_points: (style.size * 2.0) as u32,
            bold: style.bold,
            italic: style.italic,
            border: style.border,
            align: style.align,
            number_format,
        }
    }
}

/// Cells of a column, one below the other, that look alike. The writer looks a format up by all it
/// says, for every cell that is written with one, which takes a tenth of an export; a range takes it
/// once.
#[derive(Default)]
struct Runs(FxHashMap<u16, Run>);

struct Run {
    look: Look,
    first: u32,
    last: u32,
}

impl Runs {
    /// Notes how a cell looks; cells come from top to bottom.
    fn add(
        &mut self,
        sheet: &mut Worksheet,
        formats: &mut Formats,
        (row, column): (u32, u16),
        look: Look,
    ) -> Result<(), XlsxError> {
        match self.0.get_mut(&column) {
            Some(run) if run.look == look && run.last + 1 == row => {
                run.last = row;
                Ok(())
            }
            _ => {
                let run = Run {
                    look,
                    first: row,
                    last: row,
                };
                let ended = self.0.insert(column, run);
                ended.map_or(Ok(()), |run| run.end(sheet, formats, column))
            }
        }
    }

    fn end_all(self, sheet: &mut Worksheet, formats: &mut Formats) -> Result<(), XlsxError> {
        let mut runs: Vec<(u16, Run)> = self.0.into_iter().collect();
        // The same document gives the same bytes, whatever the order of the map.
        runs.sort_by_key(|(column, _)| *column);
        runs.into_iter()
            .try_for_each(|(column, run)| run.end(sheet, formats, column))
    }
}

impl Run {
    /// Gives the cells their format; a cell without a value comes to be.
    fn end(
        self,
        sheet: &mut Worksheet,
        formats: &mut Formats,
        column: u16,
    ) -> Result<(), XlsxError> {
        let format = formats.of(self.look);
        sheet.set_range_format(self.first, column, self.last, column, format)?;
        Ok(())
    }
}

impl Formats {
    fn of(&mut self, look: Look) -> &Format {
        self.0.entry(look).or_insert_with(|| {
            let align = match look.align {
                Align::Left => FormatAlign::Left,
                Align::Centre => FormatAlign::Center,
                Align::Right => FormatAlign::Right,
            };
            let mut format = Format::new()
                .set_font_name(FONT)
                .set_font_size(f64::from(look.half_points) / 2.0)
                .set_align(align)
                .set_align(FormatAlign::VerticalCenter)
                .set_num_format(look.number_format)
                .set_text_wrap();
            if look.bold {
                format = format.set_bold();
            }
            if look.italic {
                format = format.set_italic();
            }
            if look.border {
                format = format.set_border(FormatBorder::Thin);
            }
            format
        })
    }
}

fn row_number(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
}

fn column_number(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}
