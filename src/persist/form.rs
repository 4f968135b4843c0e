//! A form as a file to share.

use serde::{Deserialize, Serialize};

use crate::model::{AnnexKind, Form, FormColumn, FormSheet, Paper, Role};

/// The value of `format` by which a form file is recognised.
const MARK: &str = "phuluc-form";

#[derive(Serialize, Deserialize)]
struct FormFile {
    format: String,
    version: u32,
    name: String,
    sheets: Vec<SavedSheet>,
}

#[derive(Serialize, Deserialize)]
struct SavedSheet {
    kind: String,
    columns: Vec<SavedColumn>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    landscape: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cell_size: Option<u8>,
}

#[derive(Serialize, Deserialize)]
struct SavedColumn {
    role: String,
    header: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    width: Option<f32>,
    #[serde(default)]
    per_phase: bool,
}

/// Returns a form as the text of a file.
pub fn write_form(form: &Form) -> String {
    let sheets = form.sheets.iter().map(|sheet| SavedSheet {
        kind: sheet.kind.key().to_owned(),
        landscape: sheet.paper.landscape,
        cell_size: sheet.paper.cell_size,
        columns: sheet
            .columns
            .iter()
            .map(|it| SavedColumn {
                role: it.role.key().to_owned(),
                header: it.header.clone(),
                width: it.width,
                per_phase: it.per_phase,
            })
            .collect(),
    });
    let file = FormFile {
        format: MARK.to_owned(),
        version: 1,
        name: form.name.clone(),
        sheets: sheets.collect(),
    };
    serde_json::to_string_pretty(&file).unwrap_or_default()
}

/// Reads a form file; `None` when the text is not one or its version is newer.
pub fn read_form(text: &str) -> Option<Form> {
    let file: FormFile = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()?;
    if file.format != MARK || file.version != 1 {
        return None;
    }
    let sheets = file.sheets.into_iter().map(|sheet| FormSheet {
        kind: AnnexKind::from_key(&sheet.kind).unwrap_or_default(),
        paper: Paper {
            landscape: sheet.landscape,
            cell_size: sheet.cell_size,
        },
        columns: sheet
            .columns
            .into_iter()
            .map(|it| FormColumn {
                role: Role::from_key(&it.role).unwrap_or_default(),
                header: it.header,
                width: it.width,
                per_phase: it.per_phase,
            })
            .collect(),
    });
    Some(Form {
        name: file.name,
        sheets: sheets.collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_files() {
        for form in Form::built_in() {
            assert_eq!(read_form(&write_form(&form)), Some(form));
        }
        assert_eq!(read_form("{}"), None);
        assert_eq!(
            read_form("{\"format\":\"phuluc-form\",\"version\":2,\"name\":\"\",\"sheets\":[]}"),
            None
        );
    }
}
