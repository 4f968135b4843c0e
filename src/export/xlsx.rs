//! Writes pages as a workbook. Only this file and `summary_sheet` name rust_xlsxwriter.

mod chart_figures;
mod package;
mod paper;
mod rows;
mod shared_texts;
mod summary_sheet;

use rust_xlsxwriter::{
    DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula,
    IgnoreError, Note as ExcelNote, Workbook, Worksheet, XlsxError, utility,
};

use self::{
    paper::set_paper,
    rows::{CellFormat, Rows},
    shared_texts::SharedTexts,
};
use super::{
    error::ExportError,
    layout::{
        choices::{Choice, Choices},
        official::{CELL_SIZE, FONT, PAGE_NUMBER},
        page::{Page, Value},
        style::Align,
    },
    made::Made,
    summary::Summary,
};
use crate::{model::Plan, reference::marks::CHOICES_SHEET};
pub(super) use chart_figures::{FIGURES_SHEET, figures};

/// Excel's maximum length of a cell text, in UTF-16 code units.
const TEXT_MAX: usize = 32_767;

pub(super) fn write(
    pages: &[Page],
    choices: &Choices,
    summary: Option<&Summary>,
    plan: &Plan,
    made: Made,
) -> Result<Vec<u8>, ExportError> {
    for page in pages {
        for cell in &page.cells {
            if let Value::Text(text) = &cell.value
                // Count only where needed: a text never has more UTF-16 units than bytes.
                && TEXT_MAX < text.len()
                && TEXT_MAX < text.encode_utf16().count()
            {
                return Err(ExportError::CellTooLong(page.sheet.clone(), cell.row + 1));
            }
        }
    }
    let failed = |error: &dyn std::fmt::Display| ExportError::Writer(error.to_string());
    let mut texts = SharedTexts::default();
    let rows = pages.iter().map(|page| Rows::of(page, &mut texts));
    let rows: Vec<Rows> = rows.collect();
    let built =
        build(pages, &rows, choices, summary, plan, made).map_err(|error| failed(&error))?;
    package::finished(&built, &rows, &texts).map_err(|error| failed(&error))
}

/// Builds the workbook without the rows of its pages.
fn build(
    pages: &[Page],
    rows: &[Rows],
    choices: &Choices,
    summary: Option<&Summary>,
    plan: &Plan,
    made: Made,
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // Column widths are counted in digits of the default font. With the font of the cells as
    // default, all programs that have it, or one with the same metrics, agree on the widths. 21 and
    // 72 pixels are Excel's default row height and column width for this font.
    let default_format = Format::new().set_font_name(FONT).set_font_size(CELL_SIZE);
    workbook.set_default_format(&default_format, 21, 72)?;
    let properties = DocProperties::new()
        .set_title(&plan.name)
        .set_subject(&plan.number)
        .set_author(&plan.body)
        .set_company(&plan.body)
        .set_creation_datetime(&ExcelDateTime::from_timestamp(made.seconds())?);
    workbook.set_properties(&properties);
    for (page, rows) in pages.iter().zip(rows) {
        let sheet = workbook.add_worksheet();
        sheet.set_name(&page.sheet)?;
        set_up_page(sheet, page)?;
        write_merges_and_links(sheet, page)?;
        write_placeholders(sheet, page, &rows.formats)?;
        offer_choices(sheet, page)?;
        write_notes(sheet, page)?;
    }
    if let Some(summary) = summary {
        summary_sheet::write(&mut workbook, summary)?;
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

/// Adds drop-down lists to the unit and agency columns. Other text is accepted without a warning.
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

fn write_notes(sheet: &mut Worksheet, page: &Page) -> Result<(), XlsxError> {
    for (row, column, text) in &page.notes {
        let note = ExcelNote::new(text).add_author_prefix(false);
        sheet.insert_note(row_number(*row), column_number(*column), &note)?;
    }
    Ok(())
}

/// Names of the ranges that hold the texts of the drop-down lists.
const UNITS_NAME: &str = "Don_vi_tinh";
const AGENCIES_NAME: &str = "Co_quan";

/// Writes the texts of the drop-down lists to a hidden sheet.
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

/// Formats a range as in a formula: `='PL I'!$A$5:$F$40`.
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

/// Maximum number of manual page breaks per sheet; Excel limits them.
const BREAKS_MAX: usize = 1_000;

fn set_up_page(sheet: &mut Worksheet, page: &Page) -> Result<(), XlsxError> {
    set_paper(sheet, page.paper);
    sheet.set_header(PAGE_NUMBER);
    sheet.set_print_first_page_number(1);
    // Print at 100%: Excel ignores manual page breaks when it fits a sheet to pages.
    sheet.set_print_scale(100);
    let breaks = page.starts.iter().filter(|it| it.is_early);
    let breaks = breaks.map(|it| row_number(it.row)).take(BREAKS_MAX);
    sheet.set_page_breaks(&breaks.collect::<Vec<_>>())?;
    let (first, last) = (row_number(page.header.0), row_number(page.header.1));
    sheet.set_repeat_rows(first, last)?;
    let panels = &page.panels;
    if panels.are_many() {
        let starts = panels.starts.iter().map(|it| row_number(*it));
        sheet.set_vertical_page_breaks(&starts.collect::<Vec<_>>())?;
        if let Some(last) = panels.repeated.checked_sub(1) {
            sheet.set_repeat_columns(0, column_number(last))?;
        }
    }
    sheet.set_freeze_panes(last + 1, 0)?;
    let last_row = row_number(page.heights_pt.len().saturating_sub(1));
    let last_column = column_number(page.widths_pt.len().saturating_sub(1));
    sheet.set_print_area(0, 0, last_row, last_column)?;
    // Ordinals such as 6.1 are stored as text on purpose.
    sheet.ignore_error_range(0, 0, last_row, last_column, IgnoreError::NumberStoredAsText)?;
    for (column, width) in (0..).zip(&page.widths_pt) {
        sheet.set_column_width_pixels(column, (width * 96.0 / 72.0).round() as u32)?;
    }
    Ok(())
}

/// Registers merged ranges and links, which a sheet stores outside its rows.
fn write_merges_and_links(sheet: &mut Worksheet, page: &Page) -> Result<(), XlsxError> {
    let plain = Format::new();
    for cell in &page.cells {
        let (row, column) = (row_number(cell.row), column_number(cell.column));
        if 1 < cell.n_rows || 1 < cell.n_columns {
            let last_row = row_number(cell.row + cell.n_rows - 1);
            let last_column = column_number(cell.column + cell.n_columns - 1);
            sheet.merge_range(row, column, last_row, last_column, "", &plain)?;
        }
        if let (Some((to_sheet, to_row, to_column)), Value::Text(text)) = (&cell.link, &cell.value)
        {
            let to = utility::row_col_to_cell(row_number(*to_row), column_number(*to_column));
            let url = format!("internal:'{}'!{to}", to_sheet.replace('\'', "''"));
            sheet.write_url_with_options(row, column, url.as_str(), text, "", Some(&plain))?;
        }
    }
    Ok(())
}

/// Writes one placeholder cell per format, from A1 down, so that the writer registers it and writes a
/// part of shared texts. The rows of the page replace these cells later. A cell in the last corner
/// sets the extent of the sheet.
fn write_placeholders(
    sheet: &mut Worksheet,
    page: &Page,
    formats: &[CellFormat],
) -> Result<(), XlsxError> {
    let last_row = row_number(page.heights_pt.len().saturating_sub(1));
    let last_column = column_number(page.widths_pt.len().saturating_sub(1));
    if let Some(format) = formats.first() {
        sheet.write_blank(last_row, last_column, &format_of(format))?;
    }
    for (row, format) in (0..).zip(formats) {
        sheet.write_string_with_format(row, 0, PLACEHOLDER, &format_of(format))?;
    }
    Ok(())
}

/// The text of the placeholder cells.
const PLACEHOLDER: &str = "-";

fn format_of(cell_format: &CellFormat) -> Format {
    let align = match cell_format.align {
        Align::Left => FormatAlign::Left,
        Align::Centre => FormatAlign::Center,
        Align::Right => FormatAlign::Right,
    };
    let mut format = Format::new()
        .set_font_name(FONT)
        .set_font_size(f64::from(cell_format.half_points) / 2.0)
        .set_align(align)
        .set_align(FormatAlign::VerticalCenter)
        .set_num_format(cell_format.number_format)
        .set_text_wrap();
    if cell_format.bold {
        format = format.set_bold();
    }
    if cell_format.italic {
        format = format.set_italic();
    }
    if cell_format.quoted {
        format = format.set_quote_prefix();
    }
    if cell_format.border {
        format = format.set_border(FormatBorder::Thin);
        if cell_format.align == Align::Left {
            format = format.set_indent(1);
        }
    }
    format
}

fn row_number(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
}

fn column_number(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}
