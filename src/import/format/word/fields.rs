//! Fields: text that Word computes, such as page numbers, and the old form fields.

use super::tree::Element;

/// A field, such as a page number, from its start to its end.
#[derive(Debug, Default)]
pub(super) struct Field {
    pub code: String,
    /// Whether the result follows; before, there is the code, which is not shown.
    pub in_result: bool,
}

impl Field {
    pub(super) fn is_page_number(&self) -> bool {
        let name = self.code.split_whitespace().next().unwrap_or_default();
        let names = ["PAGE", "NUMPAGES", "SECTIONPAGES"];
        names.iter().any(|it| name.eq_ignore_ascii_case(it))
    }
}

/// Returns what a check box or a drop-down list of a form shows: these have no result.
pub(super) fn form_field(data: &Element) -> Option<&str> {
    if let Some(check_box) = data.child("checkBox") {
        let checked = check_box
            .switch("checked")
            .or_else(|| check_box.switch("default"));
        return Some(if checked == Some(true) { "☒" } else { "☐" });
    }
    let list = data.child("ddList")?;
    let chosen = list
        .number("result")
        .or_else(|| list.number("default"))
        .unwrap_or(0);
    let mut entries = list.children.iter().filter(|it| &*it.name == "listEntry");
    entries.nth(chosen as usize)?.attribute("val")
}
