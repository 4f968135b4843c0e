//! Renders the pages of [`pages`](super::pages) as HTML, for printing from the browser and for
//! pasting into other documents.

use std::{fmt::Write as _, ops::Range, rc::Rc};

use super::layout::{
    Extra,
    official::{MARGIN_BOTTOM_MM, MARGIN_HEADER_MM, MARGIN_LEFT_MM, MARGIN_RIGHT_MM},
    page::{Page, Placed, Value},
    paper::Paper,
    place::pages,
    style::{Align, Style},
};
use crate::{
    model::Document,
    sorting,
    text::{formula::reads_as_formula, html::push_text},
};

/// All annexes and extra ones as HTML, in one piece each, for pasting into other documents.
pub fn html(document: &Document, extras: &[Extra]) -> String {
    let mut html = String::new();
    for page in pages(document, extras) {
        let whole = Printed {
            rows: 0..page.heights_pt.len(),
            columns: (0..page.widths_pt.len()).collect(),
            has_lines: true,
            number: None,
        };
        write_printed(&mut html, &Placement::of(page), &whole);
    }
    html
}

/// A sheet of printed paper.
pub struct PrintedPage {
    placement: Rc<Placement>,
    printed: Printed,
}

impl PrintedPage {
    /// Whether the paper is larger than A4.
    pub fn is_wide(&self) -> bool {
        self.placement.page.paper == Paper::Wide
    }

    /// Whether the columns of its annex lie on several sheets side by side.
    pub fn is_side_by_side(&self) -> bool {
        self.placement.page.panels.are_many()
    }

    /// Whether words are broken, because the columns are too many even for the widest paper.
    pub fn breaks_words(&self) -> bool {
        self.placement.page.breaks_words
    }

    /// Returns the sheet as a `section`.
    pub fn html(&self) -> String {
        let mut html = String::new();
        write_printed(&mut html, &self.placement, &self.printed);
        html
    }
}

/// Divides all annexes and extra ones among sheets of paper. Pages start at the same rows as in the
/// workbook, and are numbered as there: in each annex, from its second page on.
pub fn printed_pages(document: &Document, extras: &[Extra]) -> Vec<PrintedPage> {
    let mut printed_pages = Vec::new();
    for page in pages(document, extras) {
        let starts = page.starts.iter().map(|it| it.row);
        let ends = starts.clone().chain([page.heights_pt.len()]);
        let bounds: Vec<(usize, usize)> = [0].into_iter().chain(starts).zip(ends).collect();
        let panels = page.panels.columns(page.widths_pt.len());
        let placement = Rc::new(Placement::of(page));
        // Down, then to the right, as worksheets are printed.
        let sheets = panels.iter().enumerate().flat_map(|(panel, columns)| {
            let rows = bounds.iter().map(|(start, end)| *start..*end);
            rows.map(move |rows| Printed {
                rows,
                columns: columns.clone(),
                has_lines: panel == 0,
                number: None,
            })
        });
        printed_pages.extend(sheets.enumerate().map(|(idx, printed)| PrintedPage {
            placement: Rc::clone(&placement),
            printed: Printed {
                number: Some(idx + 1),
                ..printed
            },
        }));
    }
    printed_pages
}

/// The paper as CSS `@page` rules, one each, for the pages of [`printed_pages`]: size and margins of
/// the official format, and named pages `landscape` and `wide`. The page number stands in the upper half of
/// the top margin, which belongs to the HTML. They are not part of the HTML, because the page's
/// Content Security Policy forbids `<style>` elements.
pub fn page_rules() -> [String; 3] {
    let margins = [
        MARGIN_HEADER_MM,
        MARGIN_RIGHT_MM,
        MARGIN_BOTTOM_MM,
        MARGIN_LEFT_MM,
    ]
    .map(|mm| format!("{mm}mm"))
    .join(" ");
    [
        format!("@page {{ size: A4 portrait; margin: {margins} }}"),
        format!("@page landscape {{ size: A4 landscape; margin: {margins} }}"),
        format!("@page wide {{ size: A3 landscape; margin: {margins} }}"),
    ]
}

/// What of a page is printed on one sheet of paper.
struct Printed {
    rows: Range<usize>,
    /// Of the table, from the left.
    columns: Vec<usize>,
    /// Whether the lines above and below the table are printed too.
    has_lines: bool,
    /// Number of the sheet in its annex, for paper.
    number: Option<usize>,
}

/// A page whose cells are found by their rows, so that a sheet of paper costs what is on it.
struct Placement {
    page: Page,
    /// For each row, the indexes of the cells that start there.
    by_row: Vec<Vec<usize>>,
    /// The indexes of the cells of several rows.
    tall: Vec<usize>,
}

impl Placement {
    fn of(page: Page) -> Placement {
        let mut by_row = vec![Vec::new(); page.heights_pt.len()];
        let mut tall = Vec::new();
        for (idx, cell) in page.cells.iter().enumerate() {
            if let Some(row) = by_row.get_mut(cell.row) {
                row.push(idx);
            }
            if 1 < cell.n_rows {
                tall.push(idx);
            }
        }
        Placement { page, by_row, tall }
    }

    /// Iterates over the cells that start in these rows.
    fn in_rows(&self, rows: Range<usize>) -> impl Iterator<Item = &Placed> {
        let own = self.by_row.get(rows).unwrap_or_default();
        own.iter()
            .flatten()
            .filter_map(|idx| self.page.cells.get(*idx))
    }

    /// Iterates over the cells that start above a row and go on in it.
    fn over(&self, row: usize) -> impl Iterator<Item = &Placed> {
        let tall = self.tall.iter().filter_map(|idx| self.page.cells.get(*idx));
        tall.filter(move |it| it.row < row && row < it.row + it.n_rows)
    }
}

fn write_printed(html: &mut String, placement: &Placement, printed: &Printed) {
    let page = &placement.page;
    let paper = match page.paper {
        Paper::Portrait => "portrait",
        Paper::Landscape => "landscape",
        Paper::Wide => "wide",
    };
    // Writing to a string cannot fail.
    write!(html, "<section class=\"sheet-{paper}\">").ok();
    if let Some(number) = printed.number {
        let shown = if 1 < number {
            number.to_string()
        } else {
            String::new()
        };
        write!(html, "<p class=\"page-number\">{shown}</p>").ok();
    }
    let (first, last) = page.header;
    if printed.has_lines {
        write_lines(html, placement, printed.rows.start..first);
    }
    html.push_str("<table><colgroup>");
    let widths = printed
        .columns
        .iter()
        .filter_map(|at| page.widths_pt.get(*at));
    let total: f64 = widths.clone().sum();
    for width in widths {
        write!(html, "<col style=\"width:{:.2}%\">", width * 100.0 / total).ok();
    }
    html.push_str("</colgroup><thead>");
    write_rows(html, placement, printed, first..last + 1);
    html.push_str("</thead><tbody>");
    let start = printed.rows.start.max(last + 1);
    let end = printed.rows.end.min(page.body.1);
    write_rows(html, placement, printed, start..end);
    html.push_str("</tbody></table>");
    if printed.has_lines {
        write_lines(html, placement, start.max(end)..printed.rows.end);
    }
    html.push_str("</section>");
}

/// Writes the lines above or below the table.
fn write_lines(html: &mut String, placement: &Placement, rows: Range<usize>) {
    let cells = placement.in_rows(rows);
    for cell in cells.filter(|it| !it.style.border) {
        write!(html, "<p style=\"{}", style_css(&cell.style)).ok();
        if 0.0 < cell.inset_pt {
            write!(html, ";padding:0 {:.1}pt", cell.inset_pt).ok();
        }
        write!(html, "\">{}</p>", text_of(&cell.value)).ok();
    }
}

/// Writes rows of the table, as high as in the workbook if they are for paper. A merged cell that
/// starts above them goes on in them, without its text.
fn write_rows(html: &mut String, placement: &Placement, printed: &Printed, range: Range<usize>) {
    let for_paper = printed.number.is_some();
    let page = &placement.page;
    let mut rows: Vec<Vec<Placed>> = vec![Vec::new(); range.len()];
    let from_above = placement.over(range.start).map(|cell| Placed {
        value: Value::Text(String::new()),
        ..cell.clone()
    });
    let own = placement.in_rows(range.clone()).cloned();
    let is_shown = |cell: &Placed| cell.style.border && printed.columns.contains(&cell.column);
    for cell in from_above.chain(own).filter(is_shown) {
        let start = cell.row.max(range.start);
        let end = (cell.row + cell.n_rows).min(range.end);
        if let Some(row) = rows.get_mut(start - range.start) {
            row.push(Placed {
                row: start,
                n_rows: end - start,
                ..cell
            });
        }
    }
    for (at, mut cells) in range.clone().zip(rows) {
        if cells.is_empty() {
            continue;
        }
        sorting::by_key(&mut cells, |cell| cell.column);
        match page.heights_pt.get(at).filter(|_| for_paper) {
            Some(height) => write!(html, "<tr style=\"height:{height:.2}pt\">").ok(),
            None => write!(html, "<tr>").ok(),
        };
        for cell in cells {
            write_cell(html, &cell, at <= page.header.1);
        }
        html.push_str("</tr>");
    }
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
    fn the_paper_is_rules_and_the_html_has_no_style_element() {
        for rule in page_rules() {
            assert!(rule.starts_with("@page ") && rule.ends_with('}'), "{rule}");
            assert_eq!(rule.matches('}').count(), 1, "{rule}");
        }
        assert!(!html(&sample::document(), &[]).contains("<style"));
    }

    #[test]
    fn pages_are_those_of_the_workbook_and_numbered_from_the_second_on() {
        let mut text = "stt | group | content\n".to_owned();
        for at in 0..90 {
            text += &format!("- {at} | Nhóm {} | Việc số {at}\n", at / 40);
        }
        let document = fixture::parse(&text);
        let laid_out = &pages(&document, &[])[0];
        let printed = printed_pages(&document, &[]);
        let printed: Vec<String> = printed.iter().map(PrintedPage::html).collect();
        assert_eq!(printed.len(), laid_out.starts.len() + 1);
        assert!(2 < printed.len());
        for (at, html) in printed.iter().enumerate() {
            let number = format!("<p class=\"page-number\">{}</p>", at + 1);
            assert_eq!(html.contains(&number), 0 < at, "{html}");
            assert_eq!(html.matches("<th ").count(), 3);
            // Each page has its own rows, and its merged cells end with it.
            let rows = html.matches("<tr").count() - 1;
            let spans = html.split("rowspan=\"").skip(1);
            let spans = spans.map(|it| it.split('"').next().unwrap().parse::<usize>().unwrap());
            assert!(spans.sum::<usize>() <= rows);
        }
        for at in 0..90 {
            let cell = format!(">Việc số {at}<");
            let on = printed.iter().filter(|html| html.contains(&cell)).count();
            assert_eq!(on, 1, "{at}");
        }
        assert!(printed.last().unwrap().contains("./."));
    }

    #[test]
    fn a_table_too_wide_for_paper_is_printed_on_sheets_side_by_side() {
        let (mut columns, mut cells) = ("stt | content".to_owned(), String::new());
        for at in 0..40 {
            columns += &format!(" | target {}", 2026 + at);
            cells += &format!(" | {at}.234.567.890");
        }
        let rows: String = (1..=60)
            .map(|at| format!("- {at} | Việc số {at}{cells}\n"))
            .collect();
        let mut document = fixture::parse(&format!("{columns}\n{rows}"));
        document.annexes[0].head.title = "KẾ HOẠCH VỐN".to_owned();
        let laid_out = &pages(&document, &[])[0];
        let n_panels = laid_out.panels.starts.len() + 1;
        let n_down = laid_out.starts.len() + 1;
        assert!(1 < n_panels && 1 < n_down);
        let printed: Vec<String> = printed_pages(&document, &[])
            .iter()
            .map(PrintedPage::html)
            .collect();
        assert_eq!(printed.len(), n_panels * n_down);
        let with = |text: &str| printed.iter().filter(|html| html.contains(text)).count();
        // Each sheet says which rows it has; title and end mark are on the first ones.
        assert_eq!(with(">Việc số 7<"), n_panels);
        assert_eq!((with("KẾ HOẠCH VỐN"), with("./.")), (1, 1));
        // Down, then to the right.
        assert!(printed[1].contains(">0.234.567.890<") && !printed[1].contains(">39.234.567.890<"));
        assert!(printed.last().unwrap().contains(">39.234.567.890<"));
        for at in 0..40 {
            let cells = printed
                .iter()
                .map(|html| html.matches(&format!(">{at}.234.567.890<")).count());
            assert_eq!(cells.sum::<usize>(), 60, "{at}");
        }
        // Pasted elsewhere, the table is whole.
        assert_eq!(html(&document, &[]).matches("<table>").count(), 1);
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
