//! Reads details from the XML of an `.xlsx` sheet that the workbook reader does not expose, or only
//! by reading the sheet again: hidden rows and columns, merged cells, formulas without a computed
//! value.

use std::{
    collections::{HashMap, HashSet},
    io::Read as _,
};

use memchr::memmem;

use super::{
    main_part,
    rich_text::{self, RichText},
    sheet::{COLUMNS_MAX, MERGES_MAX, Merge, Sheet},
    sheet_extras,
    xml::{self, Node, Package, Tag},
};
use crate::import::ImportError;

/// Adds these details, read from the part at `path`, to a sheet. Without the part, the sheet keeps
/// the cells already read.
pub(in crate::import) fn complete(
    package: &mut Package,
    path: &str,
    strings: &RichStrings,
    sheet: &mut Sheet,
) -> Result<(), ImportError> {
    let Ok(mut part) = xml::part(package, path) else {
        return Ok(());
    };
    let mut text = Vec::new();
    part.read_to_end(&mut text)
        .map_err(|error| ImportError::Unreadable(error.to_string()))?;
    drop(part);
    let margins = complete_sheet(&text, strings, sheet)?;
    sheet_extras::read(package, path, &margins, sheet);
    Ok(())
}

/// Shared strings with parts that matter, by index.
pub(in crate::import) type RichStrings = HashMap<usize, RichText>;

/// Reads the shared strings with parts that matter.
pub(in crate::import) fn rich_strings(package: &mut Package) -> Result<RichStrings, ImportError> {
    let mut found = HashMap::new();
    let folder = main_part::path(package);
    let folder = folder.rsplit_once('/').map_or("xl", |(folder, _)| folder);
    let mut text = Vec::new();
    if let Ok(mut part) = xml::part(package, &format!("{folder}/sharedStrings.xml")) {
        // The workbook reader reports what is wrong with the part.
        part.read_to_end(&mut text).ok();
    }
    if !rich_text::may_matter(&text) {
        return Ok(found);
    }
    let mut at = 0;
    let mut reading = RichText::default();
    xml::walk(text.as_slice(), |node| {
        reading.visit(&node);
        if matches!(node, Node::Close("si")) {
            let read = std::mem::take(&mut reading);
            if read.matters() {
                found.insert(at, read);
            }
            at += 1;
        }
        Ok(())
    })?;
    Ok(found)
}

/// Adds the details in the XML of a sheet to `sheet`. Returns its headers and footers.
fn complete_sheet(
    text: &[u8],
    strings: &RichStrings,
    sheet: &mut Sheet,
) -> Result<Vec<String>, ImportError> {
    // Most sheets have no hidden rows or columns and no formulas. For these, only the XML after the
    // cells is parsed.
    let says = |word: &[u8]| memmem::find(text, word).is_some();
    let whole = says(b" hidden=") || says(b"<f") || says(b":f>") || says(b":f ");
    let whole = whole || !strings.is_empty() || rich_text::may_matter(text);
    let behind = memmem::rfind(text, b"sheetData>").map_or(0, |at| at + b"sheetData>".len());
    let text = text
        .get(if whole { 0 } else { behind }..)
        .unwrap_or_default();
    let mut found = Unsaid::default();
    xml::walk(text, |node| {
        match &node {
            Node::Open(tag) => found.open(tag),
            Node::Close(name) => found.close(name, strings),
            Node::Text(text) if found.reads_value => found.value.push_str(text),
            Node::Text(text) if found.reads_margin => {
                found
                    .margins
                    .last_mut()
                    .into_iter()
                    .for_each(|it| it.push_str(text));
            }
            Node::Text(_) => {}
        }
        found.rich.visit(&node);
        Ok(())
    })?;
    for line in &mut sheet.lines {
        line.hidden = found.hidden_rows.contains(&(line.row + 1));
    }
    sheet.hidden_columns = found.hidden_columns;
    sheet.uncomputed = found.uncomputed;
    for ((row, column), rich) in found.rich_cells {
        let line = sheet.lines.binary_search_by_key(&row, |line| line.row);
        let line = line.ok().and_then(|idx| sheet.lines.get_mut(idx));
        let cell = line.and_then(|line| line.cells.get_mut(column as usize));
        if let Some(cell) = cell {
            rich.complete(cell);
        }
    }
    sheet.finish(found.merges);
    Ok(found.margins)
}

/// Details that the workbook reader does not return.
#[derive(Default)]
struct Unsaid {
    /// Row numbers, counted from 1.
    hidden_rows: HashSet<u32>,
    hidden_columns: Vec<usize>,
    merges: Vec<Merge>,
    uncomputed: Vec<String>,
    /// The cell being read: its place, whether it has a formula, and whether it has a value.
    cell: Option<(String, bool, bool)>,
    /// Whether the cell being read holds the index of a shared string, and whether it holds a text.
    is_shared: bool,
    is_text: bool,
    /// Whether the text being read is a value, and the value.
    reads_value: bool,
    value: String,
    /// Headers and footers, and whether the text being read is one.
    margins: Vec<String>,
    reads_margin: bool,
    rich: RichText,
    rich_cells: Vec<((u32, u32), RichText)>,
}

impl Unsaid {
    fn open(&mut self, tag: &Tag) {
        let is_hidden = || {
            tag.attribute("hidden")
                .is_some_and(|it| it == "1" || it == "true")
        };
        match tag.name() {
            "row" if is_hidden() => {
                let row = tag.attribute("r").and_then(|row| row.parse::<u32>().ok());
                self.hidden_rows.extend(row);
            }
            "col" if is_hidden() => {
                let (first, last) = (tag.count("min"), tag.count("max").min(COLUMNS_MAX));
                let columns = (first..=last).filter_map(|column| column.checked_sub(1));
                self.hidden_columns.extend(columns.take(COLUMNS_MAX));
            }
            "c" => {
                self.cell = Some((tag.attribute("r").unwrap_or_default(), false, false));
                let kind = tag.attribute("t").unwrap_or_default();
                self.is_shared = kind == "s";
                self.is_text = matches!(&*kind, "s" | "str" | "inlineStr");
                self.value.clear();
                self.rich = RichText::default();
            }
            "f" => {
                if let Some((_, computes, _)) = &mut self.cell {
                    *computes = true;
                }
            }
            "v" | "is" => {
                // Of a formula, an empty text is a value, and an empty number is none.
                if let Some((_, _, has_value)) = &mut self.cell {
                    *has_value = self.is_text;
                }
                self.reads_value = true;
            }
            "oddHeader" | "oddFooter" | "evenHeader" | "evenFooter" | "firstHeader"
            | "firstFooter" => {
                self.margins.push(String::new());
                self.reads_margin = true;
            }
            "mergeCell" if self.merges.len() < MERGES_MAX => {
                self.merges
                    .extend(tag.attribute("ref").as_deref().and_then(read_range));
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str, strings: &RichStrings) {
        self.reads_margin &= !name.ends_with("Header") && !name.ends_with("Footer");
        if matches!(name, "v" | "is") {
            self.reads_value = false;
        }
        if name != "c" {
            return;
        }
        let Some((place, computes, has_value)) = self.cell.take() else {
            return;
        };
        let has_value = has_value || !self.value.trim().is_empty();
        if computes && !has_value {
            self.uncomputed.push(place);
            return;
        }
        let shared = match self.is_shared {
            true => self
                .value
                .trim()
                .parse()
                .ok()
                .and_then(|idx: usize| strings.get(&idx)),
            false => None,
        };
        let rich = shared.or(Some(&self.rich).filter(|rich| rich.matters()));
        if let (Some(rich), Some(place)) = (rich, read_place(&place)) {
            self.rich_cells.push((place, rich.clone()));
        }
    }
}

/// Parses a range such as `B2:D4`, both corners included; `None` if it is not a range of a sheet.
fn read_range(text: &str) -> Option<Merge> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    let ((top, left), (bottom, right)) = (read_place(first)?, read_place(last)?);
    Some(Merge {
        top: top.min(bottom),
        left: left.min(right),
        bottom: top.max(bottom),
        right: left.max(right),
    })
}

/// Parses a place such as `B2` or `$B$2` into row and column, counted from 0.
fn read_place(text: &str) -> Option<(u32, u32)> {
    let text = text.replace('$', "");
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = text.split_at(digits);
    let column = letters.bytes().try_fold(0u32, |column, letter| {
        let letter = letter.to_ascii_uppercase();
        let value = letter
            .is_ascii_uppercase()
            .then(|| u32::from(letter - b'@'))?;
        column.checked_mul(26)?.checked_add(value)
    })?;
    Some((
        row.parse::<u32>().ok()?.checked_sub(1)?,
        column.checked_sub(1)?,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_or_refused() {
        assert_eq!(read_place("A1"), Some((0, 0)));
        assert_eq!(read_place("$AB$10"), Some((9, 27)));
        for odd in ["", "A", "1", "A0", "Á1", "AAAAAAAAAA1", "A99999999999"] {
            assert_eq!(read_place(odd), None, "{odd}");
        }
    }

    #[test]
    fn a_sheet_is_completed_from_its_xml() {
        let text = br#"<worksheet><cols><col min="2" max="3" hidden="1"/></cols><sheetData>
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><f>1+1</f></c><c r="C1"><f>2</f><v>2</v></c>
            <c r="D1"><f>D2/D3</f><v></v></c><c r="E1" t="str"><f>""</f><v></v></c><c r="F1"><f>F2</f><v/></c></row>
            <row r="2" hidden="1"><c r="A2"><v>1</v></c></row></sheetData>
            <mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="?"/></mergeCells></worksheet>"#;
        let mut sheet = Sheet::default();
        complete_sheet(text, &HashMap::new(), &mut sheet).unwrap();
        assert_eq!(sheet.hidden_columns, [1, 2]);
        assert_eq!(sheet.uncomputed, ["B1", "D1", "F1"]);
        assert_eq!(sheet.merges.len(), 1);
    }
}
