//! Tells the lines in the margins of pages from content: page numbers, and lines that stand at the
//! same place on several pages.

use super::{
    layout::{Block, PageLayout, SIDES_GAP},
    lines::Line,
};

/// Share of a page's height that a margin takes at most.
const MARGIN: f64 = 0.13;
/// By how much a running line may move between pages, in points.
const SHIFT_MAX: f64 = 3.0;
/// Maximum number of letters of a page number with what is around it.
const NUMBER_MAX: usize = 14;
/// Maximum number of lines in a margin.
const LINES_MAX: usize = 4;

/// Takes the margins off all pages. Returns the texts of running lines, each once; page numbers are
/// no text of the document.
pub(super) fn take(pages: &mut [PageLayout]) -> Vec<String> {
    let outer: Vec<Vec<(f64, String)>> = pages.iter().map(outer_lines).collect();
    let mut running: Vec<String> = Vec::new();
    for (number, page) in pages.iter_mut().enumerate() {
        let height = page.height;
        let others = || {
            let pages = outer.iter().enumerate();
            pages
                .filter(|(idx, _)| *idx != number)
                .map(|(_, lines)| lines)
        };
        let mut dropped: Vec<usize> = Vec::new();
        for idx in outer_places(page) {
            let Some(Block::Line(pieces)) = page.blocks.get(idx) else {
                continue;
            };
            let (at, text) = (place(pieces, height), text(pieces));
            if is_page_number(&text) {
                dropped.push(idx);
                continue;
            }
            let is_same = |(other, words): &(f64, String)| {
                (other - at).abs() <= SHIFT_MAX && repeated_part(words) == repeated_part(&text)
            };
            let n_same = others().filter(|lines| lines.iter().any(is_same)).count();
            let needed = if introduces(&text) { 2 } else { 1 };
            if needed <= n_same && !repeated_part(&text).is_empty() {
                dropped.push(idx);
                if !running.contains(&text) {
                    running.push(text);
                }
            }
        }
        let mut idx = 0;
        page.blocks.retain(|_| {
            idx += 1;
            !dropped.contains(&(idx - 1))
        });
    }
    running
}

/// Returns how many of the first, or last, lines of a page stand in its margin and are its number, or stand
/// at the same place on a neighbouring page.
pub(super) fn n_outer(page: &PageLayout, neighbour: Option<&PageLayout>, is_foot: bool) -> usize {
    let limit = MARGIN * page.height;
    let is_outer = |line: &&Line| {
        let at = line.baseline;
        let in_margin = if is_foot {
            page.height - limit < at
        } else {
            at < limit
        };
        let own = text(&(*line).clone().split(SIDES_GAP));
        let is_same = |other: &Line| {
            (other.baseline - at).abs() <= SHIFT_MAX
                && repeated_part(&text(&other.clone().split(SIDES_GAP))) == repeated_part(&own)
        };
        let mut others = neighbour.iter().flat_map(|it| &it.lines);
        in_margin && (is_page_number(&own) || others.any(is_same))
    };
    let lines = page.lines.iter();
    match is_foot {
        true => lines.rev().take(LINES_MAX).take_while(is_outer).count(),
        false => lines.take(LINES_MAX).take_while(is_outer).count(),
    }
}

/// Returns the places of the lines in the margins of a page: above and below everything else.
fn outer_places(page: &PageLayout) -> Vec<usize> {
    let limit = MARGIN * page.height;
    let is_line = |block: &&Block| matches!(block, Block::Line(_));
    let above = page.blocks.iter().take(LINES_MAX).take_while(is_line);
    let n_above = above.filter(|block| block.top() < limit).count();
    let below = page.blocks.iter().rev().take(LINES_MAX).take_while(is_line);
    let n_below = below
        .filter(|block| page.height - limit < block.top())
        .count();
    let last = page.blocks.len().saturating_sub(n_below).max(n_above);
    (0..n_above).chain(last..page.blocks.len()).collect()
}

fn outer_lines(page: &PageLayout) -> Vec<(f64, String)> {
    let places = outer_places(page).into_iter();
    let lines = places.filter_map(|idx| match page.blocks.get(idx) {
        Some(Block::Line(pieces)) => Some((place(pieces, page.height), text(pieces))),
        _ => None,
    });
    lines.collect()
}

/// Returns the distance of a line to the nearer end of the page; negative at its foot.
fn place(pieces: &[Line], height: f64) -> f64 {
    let at = pieces.first().map_or(0.0, |line| line.baseline);
    if at < height / 2.0 { at } else { at - height }
}

/// Returns the text of a line, without the page number that stands beside it.
fn text(pieces: &[Line]) -> String {
    let texts: Vec<String> = pieces.iter().map(Line::text).collect();
    let others = texts.iter().filter(|text| !is_page_number(text));
    let others: Vec<&str> = others.map(String::as_str).collect();
    match others.as_slice() {
        [] => texts.join(" "),
        others => others.join(" "),
    }
}

/// Whether a text is the number of a page: `3`, `- 3 -`, `Trang 3/12`.
fn is_page_number(text: &str) -> bool {
    if NUMBER_MAX < text.chars().count() || !text.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let text = text.to_lowercase();
    let rest = text
        .replace("trang", "")
        .replace("page", "")
        .replace("of", "");
    let is_mark = |c: char| c.is_ascii_digit() || c.is_whitespace() || "-–—/|.".contains(c);
    // "1.2" is an ordinal, and "2027" or "- 2030" the end of a title.
    let mut numbers = rest.split(|c: char| !c.is_ascii_digit());
    rest.chars().all(is_mark) && !rest.trim().contains('.') && !numbers.any(is_year)
}

/// Whether a number is a year.
fn is_year(digits: &str) -> bool {
    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}

/// Returns the part of a running line that is the same on each page: it may end with the number of the page,
/// `Phụ lục Kế hoạch | 3`. The number of an annex, `Phụ lục 3`, and a year are parts of what a line says.
fn repeated_part(text: &str) -> &str {
    let is_digit = |c: char| c.is_ascii_digit();
    let is_mark = |c: char| c.is_whitespace() || "-–—/|".contains(c);
    let mut rest = text.trim_end_matches(is_mark);
    loop {
        let before = rest.trim_end_matches(is_digit);
        let number = rest.get(before.len()..).unwrap_or_default();
        let other = before.trim_end_matches(is_mark);
        let is_marked = before
            .get(other.len()..)
            .is_some_and(|it| !it.trim().is_empty());
        let is_of_page = is_marked || other.to_lowercase().ends_with("trang");
        if number.is_empty() || is_year(number) || (introduces(text) && !is_of_page) {
            return rest;
        }
        rest = other;
    }
}

/// Whether a line may introduce an annex, each on a page of its own.
fn introduces(text: &str) -> bool {
    let text = text.to_lowercase();
    ["phụ lục", "biểu", "mẫu", "danh mục", "kèm theo"]
        .iter()
        .any(|it| text.contains(it))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::format::pdf::lines::Word;

    fn block(text: &str, baseline: f64) -> Block {
        Block::Line(vec![Line {
            baseline,
            size: 12.0,
            words: vec![Word {
                parts: vec![(0, text.to_owned())],
                ..Word::default()
            }],
            ..Line::default()
        }])
    }

    fn page(lines: &[(&str, f64)]) -> PageLayout {
        PageLayout {
            height: 800.0,
            blocks: lines.iter().map(|(text, at)| block(text, *at)).collect(),
            ..PageLayout::default()
        }
    }

    fn texts(page: &PageLayout) -> Vec<String> {
        let lines = page.blocks.iter().map(|block| match block {
            Block::Line(pieces) => text(pieces),
            Block::Table(_) => String::new(),
        });
        lines.collect()
    }

    #[test]
    fn numbers_and_running_lines_are_no_content() {
        let mut pages = [
            page(&[
                ("SỞ NỘI VỤ", 30.0),
                ("Phụ lục I", 60.0),
                ("một", 400.0),
                ("Trang 1/2", 780.0),
            ]),
            page(&[
                ("SỞ NỘI VỤ", 30.0),
                ("Phụ lục II", 60.0),
                ("2", 400.0),
                ("- 2 -", 780.0),
            ]),
        ];
        assert_eq!(take(&mut pages), ["SỞ NỘI VỤ"]);
        assert_eq!(texts(&pages[0]), ["Phụ lục I", "một"]);
        assert_eq!(texts(&pages[1]), ["Phụ lục II", "2"]);
    }

    #[test]
    fn annexes_at_one_place_of_successive_pages_keep_their_numbers() {
        let titles = |number: usize| {
            page(&[
                ("UBND TỈNH", 20.0),
                (&format!("Phụ lục {number}"), 40.0),
                (&format!("CHỈ TIÊU NĂM {}", 2026 + number), 60.0),
                ("một", 400.0),
                (&format!("Phụ lục Kế hoạch | {}", number + 4), 780.0),
            ])
        };
        let mut pages = [1, 2, 3].map(titles);
        let running = take(&mut pages);
        assert!(running.contains(&"UBND TỈNH".to_owned()), "{running:?}");
        for (number, page) in (1..).zip(&pages) {
            let own = [
                format!("Phụ lục {number}"),
                format!("CHỈ TIÊU NĂM {}", 2026 + number),
            ];
            assert_eq!(texts(page)[..2], own, "{running:?}");
            assert_eq!(texts(page).len(), 3);
        }
    }

    #[test]
    fn a_number_at_the_top_is_one_but_an_ordinal_is_not() {
        for (text, expected) in [
            ("3", true),
            ("Trang 3/12", true),
            ("– 4 –", true),
            ("1.2", false),
            ("Năm 2026", false),
            ("2027", false),
            ("-", false),
        ] {
            assert_eq!(is_page_number(text), expected, "{text}");
        }
    }
}
