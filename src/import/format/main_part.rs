//! Repairs the main part of an `.xlsx` package where it lists sheets that the workbook reader
//! refuses: macro sheets, entries without a relation, unknown states.

use std::{collections::HashMap, io::Read as _};

use super::{
    stored_package::StoredPackage,
    xml::{self, Node, Package},
};
use crate::import::ImportError;

/// The main part, and the sheets that it lists.
#[derive(Debug, Default)]
pub(in crate::import) struct MainPart {
    /// Path of the part.
    path: String,
    /// Names and part paths of the worksheets and chart sheets.
    pub sheets: Vec<(String, String)>,
    /// Names of the entries that are no such sheets.
    pub others: Vec<String>,
    entries: Vec<Entry>,
    is_1904: bool,
    has_odd_state: bool,
}

#[derive(Debug)]
struct Entry {
    name: String,
    relation: String,
    state: String,
}

impl MainPart {
    /// Reads the main part of a package. Parts that are missing are treated as empty.
    pub(in crate::import) fn read(package: &mut Package) -> Result<MainPart, ImportError> {
        let path = path(package);
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", &path));
        let mut relations: HashMap<String, (String, bool)> = HashMap::new();
        if let Ok(part) = xml::part(package, &format!("{folder}/_rels/{file}.rels")) {
            xml::walk(part, |node| {
                if let Node::Open(tag) = node
                    && let (Some(id), Some(target)) = (tag.attribute("Id"), tag.attribute("Target"))
                {
                    let kind = tag.attribute("Type").unwrap_or_default();
                    let kind = kind.rsplit('/').next().unwrap_or_default();
                    let is_sheet = ["worksheet", "chartsheet", "dialogsheet"].contains(&kind);
                    let target = match target.strip_prefix('/') {
                        Some(absolute) => absolute.to_owned(),
                        None => format!("{folder}/{target}"),
                    };
                    relations.insert(id, (target, is_sheet));
                }
                Ok(())
            })?;
        }
        let mut main = MainPart::default();
        if let Ok(part) = xml::part(package, &path) {
            xml::walk(part, |node| {
                let Node::Open(tag) = node else {
                    return Ok(());
                };
                match tag.name() {
                    "workbookPr" => {
                        let value = tag.attribute("date1904");
                        main.is_1904 |= value.is_some_and(|it| it == "1" || it == "true");
                    }
                    "sheet" => {
                        let name = tag.attribute("name").unwrap_or_default();
                        let relation = tag.attribute("id").unwrap_or_default();
                        let state = tag.attribute("state").unwrap_or("visible".to_owned());
                        main.has_odd_state |=
                            !["visible", "hidden", "veryHidden"].contains(&state.as_str());
                        match relations.get(&relation) {
                            Some((target, true)) => {
                                main.sheets.push((name.clone(), target.clone()));
                                main.entries.push(Entry {
                                    name,
                                    relation,
                                    state,
                                });
                            }
                            _ => main.others.push(name),
                        }
                    }
                    _ => {}
                }
                Ok(())
            })?;
        }
        main.path = path;
        Ok(main)
    }

    /// Returns the package with a main part that lists worksheets and chart sheets only; `None` if
    /// it is so already.
    pub(in crate::import) fn repaired(&self, bytes: &[u8]) -> Result<Option<Vec<u8>>, ImportError> {
        if self.others.is_empty() && !self.has_odd_state {
            return Ok(None);
        }
        let unreadable = |error: std::io::Error| ImportError::Unreadable(error.to_string());
        let mut package = xml::package(bytes)?;
        let mut repaired = StoredPackage::with_capacity(bytes.len());
        let names: Vec<String> = package
            .file_names()
            .filter_map(|name| Some(name.ok()?.to_string()))
            .collect();
        for name in names {
            if !repaired.begin(&name) {
                continue;
            }
            if name == self.path {
                repaired.bytes().extend(self.xml().as_bytes());
            } else {
                let mut part = xml::part(&mut package, &name)?;
                part.read_to_end(repaired.bytes()).map_err(unreadable)?;
            }
        }
        Ok(Some(repaired.finish().ok_or(ImportError::TooLarge)?))
    }

    fn xml(&self) -> String {
        let escaped = |text: &str| {
            let text = text.replace('&', "&amp;").replace('<', "&lt;");
            text.replace('"', "&quot;")
        };
        let sheets = self.entries.iter().zip(1..).map(|(entry, id)| {
            let state = match entry.state.as_str() {
                state @ ("hidden" | "veryHidden") => state,
                _ => "visible",
            };
            format!(
                r#"<sheet name="{}" sheetId="{id}" state="{state}" r:id="{}"/>"#,
                escaped(&entry.name),
                escaped(&entry.relation)
            )
        });
        format!(
            r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr date1904="{}"/><sheets>{}</sheets></workbook>"#,
            u8::from(self.is_1904),
            sheets.collect::<String>()
        )
    }
}

/// Returns the path of the main part of a package.
pub(in crate::import) fn path(package: &mut Package) -> String {
    let mut path = None;
    if let Ok(part) = xml::part(package, "_rels/.rels") {
        // A package without readable relations has its parts at the usual places.
        xml::walk(part, |node| {
            if let Node::Open(tag) = node
                && tag
                    .attribute("Type")
                    .is_some_and(|kind| kind.ends_with("/officeDocument"))
                && let Some(target) = tag.attribute("Target")
            {
                path.get_or_insert(target.trim_start_matches('/').to_owned());
            }
            Ok(())
        })
        .ok();
    }
    path.unwrap_or_else(|| "xl/workbook.xml".to_owned())
}
