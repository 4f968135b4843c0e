//! Tables on the clipboard, as Excel, Word and browsers write them.

use wasm_bindgen::{JsCast as _, prelude::Closure};
use web_sys::{DomParser, Element, Node, SupportedType};

use crate::{
    commands::{Block, BlockRow},
    text::html::without_styles,
};

/// The limit for `rowspan` and `colspan`.
const SPAN_MAX: usize = 1_000;

/// Number of columns from which a text over the whole width makes a row a section.
const SECTION_COLUMNS_MIN: usize = 3;

/// Returns the cells of the first table in `html`; `None` when there is no table. The text of a
/// merged cell is repeated in every cell it covers, because documents have no merged cells. A row
/// whose text goes over the whole width, alone or behind one cell, is a section.
pub fn table_block(html: &str) -> Option<Block> {
    if !html.contains("<t") {
        return None;
    }
    let parsed = DomParser::new().ok()?;
    let parsed = parsed
        .parse_from_string(&without_styles(html), SupportedType::TextHtml)
        .ok()?;
    let table = parsed.query_selector("table").ok()??;
    let rows = table.query_selector_all("tr").ok()?;
    let mut block: Vec<Vec<Option<String>>> = Vec::new();
    // Of each row, how many cells it begins and how many columns the last of them covers.
    let mut begun: Vec<(usize, usize)> = Vec::new();
    for (at, row) in (0..rows.length())
        .filter_map(|idx| rows.get(idx))
        .enumerate()
    {
        if block.len() <= at {
            block.push(Vec::new());
        }
        let mut own = (0, 0);
        let cells = row.child_nodes();
        let cells =
            (0..cells.length()).filter_map(|idx| cells.get(idx)?.dyn_into::<Element>().ok());
        for cell in cells.filter(|it| matches!(it.local_name().as_str(), "td" | "th")) {
            let text = text_of(&cell);
            // Excel gives this `colspan` to text that overflows into empty cells; it is not a
            // merged cell.
            let is_phantom = cell
                .get_attribute("style")
                .is_some_and(|style| style.contains("mso-ignore:colspan"));
            let across = if is_phantom {
                1
            } else {
                span(&cell, "colspan")
            };
            own = (own.0 + 1, across);
            let left = block.get(at).map_or(0, |row| {
                row.iter().position(Option::is_none).unwrap_or(row.len())
            });
            for below in at..(at + span(&cell, "rowspan")).min(rows.length() as usize) {
                if block.len() <= below {
                    block.push(Vec::new());
                }
                if let Some(row) = block.get_mut(below) {
                    if row.len() < left + across {
                        row.resize(left + across, None);
                    }
                    for slot in row.iter_mut().skip(left).take(across) {
                        *slot = Some(text.clone());
                    }
                }
            }
        }
        begun.push(own);
    }
    let width = block.iter().map(Vec::len).max().unwrap_or(0);
    let rows = block
        .into_iter()
        .zip(begun)
        .map(|(row, (n_cells, across))| {
            let is_section = SECTION_COLUMNS_MIN <= width
                && n_cells <= 2
                && n_cells + across == width + 1
                && 1 < across;
            let texts = row.into_iter().enumerate().map(|(at, text)| match text {
                Some(text) if !is_section || at < n_cells => text,
                _ => String::new(),
            });
            BlockRow {
                texts: texts.collect(),
                is_section,
            }
        });
    Some(rows.collect())
}

/// Returns the value of `rowspan` or `colspan`.
fn span(cell: &Element, name: &str) -> usize {
    let text = cell.get_attribute(name).unwrap_or_default();
    text.parse::<usize>().unwrap_or(1).clamp(1, SPAN_MAX)
}

/// Puts a table or paragraphs on the clipboard, as HTML and as text. Returns whether the browser allowed it.
pub fn copy_table(html: &str, text: &str) -> bool {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return false;
    };
    let (html, text) = (html.to_owned(), text.to_owned());
    let put = Closure::once(move |event: web_sys::ClipboardEvent| {
        if let Some(data) = event.clipboard_data() {
            data.set_data("text/html", &html).ok();
            data.set_data("text/plain", &text).ok();
            event.prevent_default();
            event.stop_propagation();
        }
    });
    let put = put.as_ref().unchecked_ref();
    // In the capture phase, to run before all other listeners.
    let listens = document.add_event_listener_with_callback_and_bool("copy", put, true);
    let copied = document
        .dyn_ref::<web_sys::HtmlDocument>()
        .and_then(|it| it.exec_command("copy").ok());
    document
        .remove_event_listener_with_callback_and_bool("copy", put, true)
        .ok();
    listens.is_ok() && copied == Some(true)
}

/// Returns the text on the clipboard; `None` when the browser does not let the page read it.
pub async fn read_text() -> Option<String> {
    let clipboard = web_sys::window()?.navigator().clipboard();
    // Only pages in a secure context have a clipboard.
    if wasm_bindgen::JsValue::from(&clipboard).is_undefined() {
        return None;
    }
    let text = wasm_bindgen_futures::JsFuture::from(clipboard.read_text());
    text.await.ok()?.as_string()
}

/// Returns the text of a cell. White space is collapsed, because the source may be wrapped
/// anywhere; `<br>` and paragraphs are line breaks.
fn text_of(cell: &Element) -> String {
    let mut text = String::new();
    collect(cell, &mut text);
    let lines = text.split('\n');
    let lines = lines.map(|line| line.split_ascii_whitespace().collect::<Vec<_>>().join(" "));
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

fn collect(node: &Node, text: &mut String) {
    let children = node.child_nodes();
    for child in (0..children.length()).filter_map(|idx| children.get(idx)) {
        match child
            .dyn_ref::<Element>()
            .map(Element::local_name)
            .as_deref()
        {
            Some("br") => text.push('\n'),
            Some("style" | "script") => {}
            Some("p" | "div" | "li") => {
                if !text.is_empty() && !text.ends_with('\n') {
                    text.push('\n');
                }
                collect(&child, text);
                text.push('\n');
            }
            Some(_) => collect(&child, text),
            None if child.node_type() == Node::TEXT_NODE => {
                let part = child.text_content().unwrap_or_default();
                text.push_str(&part.replace(['\n', '\r'], " "));
            }
            None => {}
        }
    }
}
