//! Rows and columns that an `.xlsx` hides, which its reader does not tell: read from the sheets' own
//! XML.

use std::collections::{HashMap, HashSet};

use super::{
    ImportError,
    sheet::{COLUMNS_MAX, Sheet},
    xml::{self, Node, Package},
};

pub(super) fn mark(bytes: &[u8], sheets: &mut [Sheet]) -> Result<(), ImportError> {
    let mut package = xml::package(bytes)?;
    let parts = sheet_parts(&mut package)?;
    for sheet in sheets {
        if let Some(part) = parts.get(&sheet.name) {
            mark_sheet(&mut package, part, sheet)?;
        }
    }
    Ok(())
}

/// The part of each sheet, by the sheet's name.
fn sheet_parts(package: &mut Package) -> Result<HashMap<String, String>, ImportError> {
    let mut targets = HashMap::new();
    if let Ok(part) = xml::part(package, "xl/_rels/workbook.xml.rels") {
        xml::walk(part, |node| {
            if let Node::Open(tag) = node
                && let (Some(id), Some(target)) = (tag.attribute("Id"), tag.attribute("Target"))
            {
                let target = target.strip_prefix("/xl/").unwrap_or(&target);
                targets.insert(id, format!("xl/{target}"));
            }
            Ok(())
        })?;
    }
    let mut parts = HashMap::new();
    if let Ok(part) = xml::part(package, "xl/workbook.xml") {
        xml::walk(part, |node| {
            if let Node::Open(tag) = node
                && tag.name() == "sheet"
                && let (Some(name), Some(id)) = (tag.attribute("name"), tag.attribute("id"))
                && let Some(target) = targets.get(&id)
            {
                parts.insert(name, target.clone());
            }
            Ok(())
        })?;
    }
    Ok(parts)
}

fn mark_sheet(package: &mut Package, part: &str, sheet: &mut Sheet) -> Result<(), ImportError> {
    // A part under another path is read by the reader all the same; it only stays unmarked.
    let Ok(part) = xml::part(package, part) else {
        return Ok(());
    };
    let mut rows = HashSet::new();
    let mut columns = Vec::new();
    xml::walk(part, |node| {
        let Node::Open(tag) = node else {
            return Ok(());
        };
        let is_hidden = || {
            tag.attribute("hidden")
                .is_some_and(|it| it == "1" || it == "true")
        };
        match tag.name() {
            "row" if is_hidden() => {
                rows.extend(tag.attribute("r").and_then(|row| row.parse::<u32>().ok()));
            }
            "col" if is_hidden() => {
                let (first, last) = (tag.count("min"), tag.count("max").min(COLUMNS_MAX));
                columns.extend((first..=last).filter_map(|column| column.checked_sub(1)));
            }
            _ => {}
        }
        Ok(())
    })?;
    for line in &mut sheet.lines {
        line.hidden = rows.contains(&(line.row + 1));
    }
    sheet.hidden_columns = columns;
    Ok(())
}
