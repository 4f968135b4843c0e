//! Renders the pages of [`pages`](super::pages) as HTML, for printing from the browser and for
//! pasting into other documents.

use std::fmt::Write as _;

use super::layout::{
    Extra,
    official::{MARGIN_BOTTOM_MM, MARGIN_LEFT_MM, MARGIN_RIGHT_MM, MARGIN_TOP_MM},
    page::{Page, Placed, Value},
    place::pages,
    style::{Align, Style},
};
use crate::{
    model::Document,
    text::{formula::reads_as_formula, html::push_text},
};

/// All annexes and extra ones as HTML. Each begins a new sheet of paper, portrait or landscape as in
/// the workbook.
pub fn html(document: &Document, extras: &[Extra]) -> String {
    let mut html = String::new();
    for page in pages(document, extras) {
        write_page(&mut html, &page);
    }
    html
}

/// The paper as CSS `@page` rules, one each, for the HTML of [`html`]: size and margins of the
/// official format, and a named page `landscape`. They are not part of the HTML, because the page's
/// Content Security Policy forbids `<style>` elements.
pub fn page_rules() -> [String; 2] {
    let margins = [
        MARGIN_TOP_MM,
        MARGIN_RIGHT_MM,
        MARGIN_BOTTOM_MM,
        MARGIN_LEFT_MM,
    ]
    .map(|mm| format!("{mm}mm"))
    .join(" ");
    [
        format!("@page {{ size: A4 portrait; margin: {margins} }}"),
        format!("@page landscape {{ size: A4 landscape; margin: {margins} }}"),
    ]
}

fn write_page(html: &mut String, page: &Page) {
    let direction = if page.landscape {
        "landscape"
    } else {
        "portrait"
    };
    // Writing to a string cannot fail.
    write!(html, "<section class=\"sheet-{direction}\">").ok();
    let (first, last) = page.header;
    let lines = |html: &mut String, kept: &dyn Fn(usize) -> bool| {
        for cell in page
            .cells
            .iter()
            .filter(|it| kept(it.row) && !it.style.border)
        {
            let style = style_css(&cell.style);
            write!(html, "<p style=\"{style}\">{}</p>", text_of(&cell.value)).ok();
        }
    };
    lines(html, &|row| row < first);
    html.push_str("<table><colgroup>");
    let total: f64 = page.widths_pt.iter().sum();
    for width in &page.widths_pt {
        write!(html, "<col style=\"width:{:.2}%\">", width * 100.0 / total).ok();
    }
    html.push_str("</colgroup><thead>");
    let mut rows: Vec<Vec<&Placed>> = vec![Vec::new(); page.heights_pt.len()];
    for cell in page.cells.iter().filter(|it| it.style.border) {
        if let Some(row) = rows.get_mut(cell.row) {
            row.push(cell);
        }
    }
    for (at, mut cells) in rows.into_iter().enumerate().skip(first) {
        if at == last + 1 {
            html.push_str("</thead><tbody>");
        }
        if cells.is_empty() {
            continue;
        }
        cells.sort_by_key(|cell| cell.column);
        html.push_str("<tr>");
        for cell in cells {
            write_cell(html, cell, at <= last);
        }
        html.push_str("</tr>");
    }
    html.push_str("</tbody></table>");
    lines(html, &|row| last < row);
    html.push_str("</section>");
}

fn write_cell(html: &mut String, cell: &Placed, is_header: bool) {
    let tag = if is_header { "th" } else { "td" };
    write!(html, "<{tag} style=\"{}", style_css(&cell.style)).ok();
    if matches!(&cell.value, Value::Text(text) if reads_as_formula(text)) {
        // Pasted into Excel, the text stays a text.
        html.push_str(";mso-number-format:'\\@'");
    }
    html.push('"');
    for (name, n) in [("rowspan", cell.n_rows), ("colspan", cell.n_columns)] {
        if 1 < n {
            write!(html, " {name}=\"{n}\"").ok();
        }
    }
    write!(html, ">{}</{tag}>", text_of(&cell.value)).ok();
}

fn style_css(style: &Style) -> String {
    let align = match style.align {
        Align::Left => "left",
        Align::Centre => "center",
        Align::Right => "right",
    };
    let weight = if style.bold { "bold" } else { "normal" };
    let slant = if style.italic { "italic" } else { "normal" };
    format!(
        "font-size:{}pt;font-weight:{weight};font-style:{slant};text-align:{align}",
        style.size
    )
}

fn text_of(value: &Value) -> String {
    let text = value.text();
    let mut html = String::with_capacity(text.len());
    push_text(&mut html, &text);
    html.replace('\n', "<br>")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{fixture, sample};

    #[test]
    fn a_text_that_reads_as_a_formula_is_pasted_as_text() {
        let document = fixture::parse("stt | content\n- 1 | =1+1\n- 2 | - Một\n- 3 | Hai\n");
        let html = html(&document, &[]);
        assert_eq!(html.matches("mso-number-format:'\\@'\">").count(), 2);
        assert!(html.contains("mso-number-format:'\\@'\">- Một</td>"));
    }

    /// `insertRule` takes one rule at a time and refuses anything else.
    #[test]
    fn the_paper_is_two_rules_and_the_html_has_no_style_element() {
        for rule in page_rules() {
            assert!(rule.starts_with("@page ") && rule.ends_with('}'), "{rule}");
            assert_eq!(rule.matches('}').count(), 1, "{rule}");
        }
        assert!(!html(&sample::document(), &[]).contains("<style"));
    }

    #[test]
    fn every_word_is_on_the_pages_and_nothing_is_markup() {
        let mut document = sample::document();
        document.plan.name.clear();
        let annex = &mut document.annexes[1];
        annex.head.title = "A & B <script>".to_owned();
        let html = html(&document, &[]);
        assert!(html.contains("A &amp; B &lt;script&gt;"));
        assert!(!html.contains("<script"));
        for annex in &document.annexes {
            for row in &annex.rows {
                for (_, text) in row.cells() {
                    assert!(html.contains(text), "{text}");
                }
            }
        }
        assert_eq!(html.matches("<section").count(), 2);
        assert!(html.contains("colspan=\"2\""), "the phases share a heading");
    }
}
