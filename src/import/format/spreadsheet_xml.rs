//! Reads Excel 2003 workbooks in XML ("XML Spreadsheet"), which old reporting systems still write,
//! often with the extension `.xls`.

use std::{collections::HashMap, rc::Rc};

use super::{
    cell_style::CellStyle,
    raised::raised,
    sheet::{Budget, COLUMNS_MAX, Cell, Merge, Sheet, clean},
    text_encoding,
    xml::{self, Node, Tag},
};
use crate::{
    import::ImportError,
    text::number_format::{self, NumberFormat},
};

pub(in crate::import) fn read(bytes: &[u8]) -> Result<Vec<Sheet>, ImportError> {
    let text = text_encoding::decode(bytes);
    let mut book = Book::default();
    xml::walk(text.as_bytes(), |node| match node {
        Node::Open(tag) => {
            book.open(tag);
            Ok(())
        }
        Node::Close(name) => book.close(name),
        Node::Text(text) => {
            if let Some(reading) = &mut book.reading {
                let raised = Some(text).filter(|_| book.is_raised).and_then(raised);
                reading.push_str(raised.as_deref().unwrap_or(text));
            }
            Ok(())
        }
    })?;
    Ok(book.sheets)
}

/// The workbook, and the state of the parser.
#[derive(Default)]
struct Book {
    sheets: Vec<Sheet>,
    merges: Vec<Merge>,
    budget: Budget,
    cell_styles: HashMap<String, CellStyle>,
    style: Option<String>,
    /// Next row, from 0.
    row: u32,
    /// Next column of the row, from 0.
    column: u32,
    /// Next column that a `Column` element describes, from 0.
    table_column: usize,
    /// Number of columns that the current cell covers to its right.
    n_covered: u32,
    row_is_hidden: bool,
    cell_style: CellStyle,
    data_type: String,
    /// The text being read; `None` outside elements whose text is needed.
    reading: Option<String>,
    is_raised: bool,
}

impl Book {
    fn open(&mut self, tag: &Tag) {
        // Indices count from 1; an element without one follows the previous element.
        let index = || tag.attribute("Index")?.parse::<u32>().ok()?.checked_sub(1);
        let span = |name: &str| -> u32 {
            let text = tag.attribute(name).unwrap_or_default();
            text.parse().unwrap_or(0)
        };
        let is_hidden = || tag.attribute("Hidden").is_some_and(|it| it == "1");
        match tag.name() {
            "Style" => self.style = tag.attribute("ID"),
            "Font" | "NumberFormat" => {
                if let Some(style) = &self.style {
                    let cell_style = self.cell_styles.entry(style.clone()).or_default();
                    if let Some(name) = tag.attribute("FontName") {
                        cell_style.font = Some(Rc::from(name));
                    }
                    cell_style.struck |= tag.attribute("StrikeThrough").is_some_and(|it| it == "1");
                    cell_style.bold |= tag.attribute("Bold").is_some_and(|it| it == "1");
                    if let Some(format) = tag.attribute("Format") {
                        cell_style.number_format = NumberFormat::parse(code_of(&format));
                    }
                }
            }
            "Worksheet" => {
                (self.row, self.table_column) = (0, 0);
                self.sheets.push(Sheet {
                    name: tag.attribute("Name").unwrap_or_default(),
                    knows_merges: true,
                    ..Sheet::default()
                });
            }
            "Visible" => self.reading = Some(String::new()),
            "Column" => {
                let first = index().map_or(self.table_column, |at| at as usize);
                self.table_column = first.saturating_add(1 + span("Span") as usize);
                if is_hidden()
                    && let Some(sheet) = self.sheets.last_mut()
                {
                    let end = self.table_column.min(COLUMNS_MAX);
                    sheet.hidden_columns.extend(first..end);
                }
            }
            "Row" => {
                self.row = index().unwrap_or(self.row);
                self.column = 0;
                self.row_is_hidden = is_hidden();
            }
            "Cell" => {
                self.column = index().unwrap_or(self.column);
                let style = tag.attribute("StyleID").unwrap_or_default();
                self.cell_style = self.cell_styles.get(&style).cloned().unwrap_or_default();
                let (right, down) = (span("MergeAcross"), span("MergeDown"));
                if 0 < right + down {
                    self.merges.push(Merge {
                        top: self.row,
                        left: self.column,
                        bottom: self.row.saturating_add(down),
                        right: self.column.saturating_add(right),
                    });
                }
                self.n_covered = right;
            }
            "Sup" => self.is_raised = true,
            "Data" => {
                self.data_type = tag.attribute("Type").unwrap_or_default();
                self.reading = Some(String::new());
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) -> Result<(), ImportError> {
        match name {
            "Style" => self.style = None,
            "Sup" => self.is_raised = false,
            "Data" => self.put()?,
            "Cell" => {
                // The next cell follows the columns that a merged cell covers.
                self.column = self.column.saturating_add(1).saturating_add(self.n_covered);
            }
            "Row" => self.row = self.row.saturating_add(1),
            "Visible" => {
                let hidden = self
                    .reading
                    .take()
                    .is_some_and(|text| text != "SheetVisible");
                if let Some(sheet) = self.sheets.last_mut() {
                    sheet.hidden |= hidden;
                }
            }
            "Worksheet" => {
                if let Some(sheet) = self.sheets.last_mut() {
                    sheet.finish(std::mem::take(&mut self.merges));
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Stores the value of the `Data` element that was just closed.
    fn put(&mut self) -> Result<(), ImportError> {
        let text = self.reading.take().unwrap_or_default();
        let format = &self.cell_style.number_format;
        let number = match self.data_type.as_str() {
            "Number" => text.trim().parse::<f64>().ok(),
            "DateTime" => number_format::serial_of_iso(&text),
            _ => None,
        };
        let shown = match number {
            Some(number) if self.data_type == "DateTime" && !format.is_date() => {
                number_format::show(number, "dd/mm/yyyy")
            }
            Some(number) => format.show(number),
            None => clean(&format.show_text(&text).unwrap_or(text)),
        };
        let cell = Cell {
            struck: self.cell_style.struck.then(|| Rc::from(shown.as_str())),
            runs: None,
            text: shown,
            is_number: number.is_some() && self.data_type == "Number" && !format.is_date(),
            date: number.and_then(|number| format.autoconverted(number)),
            bold: self.cell_style.bold,
            font: self.cell_style.font.clone(),
        };
        let Some(sheet) = self.sheets.last_mut() else {
            return Ok(());
        };
        sheet.put((self.row, self.column), cell, &mut self.budget)?;
        if let Some(line) = sheet.lines.last_mut().filter(|line| line.row == self.row) {
            line.hidden = self.row_is_hidden;
        }
        Ok(())
    }
}

/// Returns the number format code for a named format; any other format is already a code.
fn code_of(format: &str) -> &str {
    match format {
        "Percent" => "0.00%",
        "Standard" | "Currency" | "Euro Currency" => "#,##0.00",
        "Fixed" => "0.00",
        "Scientific" => "0.00E+00",
        "Short Date" | "Medium Date" | "Long Date" => "dd/mm/yyyy",
        "General Date" => "dd/mm/yyyy h:mm",
        "Short Time" => "h:mm",
        "Medium Time" => "h:mm AM/PM",
        "Long Time" => "h:mm:ss",
        "Yes/No" => "\"Yes\";\"Yes\";\"No\"",
        "True/False" => "\"TRUE\";\"TRUE\";\"FALSE\"",
        "On/Off" => "\"On\";\"On\";\"Off\"",
        "General Number" => "General",
        other => other,
    }
}
