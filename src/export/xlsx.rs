//! Pages to the bytes of a workbook; the only file that names rust_xlsxwriter.

use std::collections::HashMap;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, IgnoreError, Workbook,
    Worksheet, XlsxError,
};

use super::{
    ExportError,
    official::{
        CELL_SIZE, FONT, MARGIN_BOTTOM_MM, MARGIN_HEADER_MM, MARGIN_LEFT_MM, MARGIN_RIGHT_MM,
        MARGIN_TOP_MM, PAGE_NUMBER, PAPER_A4, inches,
    },
    page::{Align, Page, Placed, Style, Value},
};
use crate::model::Plan;

/// Fast enough for the largest annex and within a few percent of the smallest file.
const DEFLATE_LEVEL: u8 = 3;
/// Excel's longest cell text, in UTF-16 units.
const TEXT_MAX: usize = 32_767;

pub(super) fn write(pages: &[Page], plan: &Plan) -> Result<Vec<u8>, ExportError> {
    for page in pages {
        for cell in &page.cells {
            if let Value::Text(text) = &cell.value
                && TEXT_MAX < text.encode_utf16().count()
            {
                return Err(ExportError::CellTooLong(page.sheet.clone(), cell.row + 1));
            }
        }
    }
    build(pages, plan).map_err(|error| ExportError::Writer(error.to_string()))
}

fn build(pages: &[Page], plan: &Plan) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_zip_compression_level(DEFLATE_LEVEL);
    // Column widths count digits of the default font: with the font of the cells, every program
    // that has it (or one as wide) agrees on them. Row and column are Excel's own for this font.
    let default_format = Format::new().set_font_name(FONT).set_font_size(CELL_SIZE);
    workbook.set_default_format(&default_format, 21, 72)?;
    // A fixed date: the same document gives the same bytes.
    let properties = DocProperties::new()
        .set_title(&plan.name)
        .set_company(&plan.body)
        .set_creation_datetime(&ExcelDateTime::from_ymd(2020, 3, 5)?);
    workbook.set_properties(&properties);
    let mut formats = Formats::default();
    for page in pages {
        let sheet = workbook.add_worksheet();
        sheet.set_name(&page.sheet)?;
        set_up_page(sheet, page)?;
        for cell in &page.cells {
            write_cell(sheet, cell, &mut formats)?;
        }
    }
    workbook.save_to_buffer()
}

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
    sheet.set_print_fit_to_pages(1, 0);
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
) -> Result<(), XlsxError> {
    let number_format = match cell.value {
        Value::Number(_, format) => format,
        Value::Text(_) => "General",
    };
    let format = formats.of(cell.style, number_format);
    let (row, column) = (row_number(cell.row), column_number(cell.column));
    if 1 < cell.n_rows || 1 < cell.n_columns {
        let last_row = row_number(cell.row + cell.n_rows - 1);
        let last_column = column_number(cell.column + cell.n_columns - 1);
        sheet.merge_range(row, column, last_row, last_column, "", format)?;
    }
    match &cell.value {
        Value::Text(text) if text.is_empty() => sheet.write_blank(row, column, format)?,
        Value::Text(text) => sheet.write_string_with_format(row, column, text, format)?,
        Value::Number(number, _) => sheet.write_number_with_format(row, column, *number, format)?,
    };
    Ok(())
}

/// One format per look: a workbook of 50 000 rows has a dozen.
#[derive(Default)]
struct Formats(HashMap<String, Format>);

impl Formats {
    fn of(&mut self, style: Style, number_format: &str) -> &Format {
        let key = format!("{style:?} {number_format}");
        self.0.entry(key).or_insert_with(|| {
            let align = match style.align {
                Align::Left => FormatAlign::Left,
                Align::Centre => FormatAlign::Center,
                Align::Right => FormatAlign::Right,
            };
            let mut format = Format::new()
                .set_font_name(FONT)
                .set_font_size(style.size)
                .set_align(align)
                .set_align(FormatAlign::VerticalCenter)
                .set_num_format(number_format)
                .set_text_wrap();
            if style.bold {
                format = format.set_bold();
            }
            if style.italic {
                format = format.set_italic();
            }
            if style.border {
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
