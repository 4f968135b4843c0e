//! File names proposed for what is written.

use super::output_format::OutputFormat;
use crate::model::Document;

/// Proposes a file name from the plan's number or the document's name, with the annex number where
/// there is only one annex. Valid on Windows.
pub fn file_name(document: &Document, format: OutputFormat) -> String {
    let annex = match document.annexes.as_slice() {
        [only] if only.head.is_form() => format!(" {}", only.head.number_line()),
        [only] if !only.head.number.is_empty() => format!(" PL {}", only.head.number),
        _ => String::new(),
    };
    let extension = format.extension();
    match safe_name(document) {
        name if name.is_empty() => format!("phu-luc.{extension}"),
        name => format!("Phu luc {name}{}.{extension}", safe(&annex)),
    }
}

/// Proposes a file name for a backup copy of the document.
pub fn backup_name(document: &Document) -> String {
    match safe_name(document) {
        name if name.is_empty() => "phu-luc.phuluc".to_owned(),
        name => format!("Phu luc {name}.phuluc"),
    }
}

fn safe_name(document: &Document) -> String {
    let plan = &document.plan;
    let name = if plan.number.is_empty() {
        &plan.name
    } else {
        &plan.number
    };
    safe(name).trim_matches(['.', ' ', '-']).to_owned()
}

/// Replaces characters that Windows forbids in file names.
fn safe(name: &str) -> String {
    let is_bad = |c: char| c.is_control() || r#"/\:*?"<>|"#.contains(c);
    name.chars()
        .map(|c| if is_bad(c) { '-' } else { c })
        .collect()
}
