//! Style rules that are computed. The Content Security Policy forbids `<style>` elements, so the
//! rules are added to a style sheet of the page.

use std::cell::Cell;

use wasm_bindgen::JsCast as _;
use web_sys::CssStyleSheet;

thread_local! {
    static IS_DONE: Cell<bool> = const { Cell::new(false) };
}

/// Adds rules behind those of the page's last style sheet. Only the first call since page load has
/// an effect; without a style sheet, the next call tries again.
pub(crate) fn add_style_rules(rules: &[String]) {
    if !IS_DONE.get() && try_add(rules).is_some() {
        IS_DONE.set(true);
    }
}

fn try_add(rules: &[String]) -> Option<()> {
    let sheets = web_sys::window()?.document()?.style_sheets();
    let last = sheets.item(sheets.length().checked_sub(1)?)?;
    let sheet: CssStyleSheet = last.dyn_into().ok()?;
    for rule in rules {
        let end = sheet.css_rules().ok()?.length();
        sheet.insert_rule_with_index(rule, end).ok()?;
    }
    Some(())
}
