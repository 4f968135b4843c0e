//! Writes the section that sums up the progress of a plan: sentences, bars, what is late.
//!
//! Bars are tables whose cells are shaded and as wide as their counts. They look the same in Word of any
//! age and in LibreOffice, are read aloud as tables, and need neither a raster picture, which a drawing
//! would have to fall back on, nor a chart part with an embedded workbook.

use std::fmt::Write as _;

use crate::{
    export::summary::{CountTable, List, Summary},
    text::html::push_text,
};

/// Width of names and of the unit of bars, in twentieths of a point; together they fill the width of
/// landscape paper.
const NAME: usize = 4_200;
const UNIT: usize = 200;
const N_UNITS: usize = 50;
/// Width of a column of numbers.
const NUMBER: usize = 10 * UNIT;
/// Widths of the columns of a list.
const LIST: [usize; 6] = [4_600, 2_400, 1_900, 1_900, 1_500, 1_900];
/// Font sizes in half points.
const TITLE: u32 = 28;
const TEXT: u32 = 26;
const CELL: u32 = 22;
const COUNT: u32 = 18;
const WHITE: u32 = 0xFF_FF_FF;

pub(super) fn write(xml: &mut String, summary: &Summary) {
    paragraph(
        xml,
        "<w:jc w:val=\"center\"/>",
        &run(&summary.title, TITLE, true, None),
    );
    for text in &summary.paragraphs {
        let look = "<w:spacing w:before=\"60\"/><w:jc w:val=\"both\"/>";
        paragraph(xml, look, &run(text, TEXT, false, None));
    }
    for table in &summary.counts {
        heading(xml, &table.title);
        match table.is_whole {
            true => bars(xml, table),
            false => numbers(xml, table),
        }
    }
    if !summary.late.rows.is_empty() {
        heading(xml, &summary.late.title);
        list(xml, &summary.late);
    }
}

fn heading(xml: &mut String, text: &str) {
    let look = "<w:keepNext/><w:spacing w:before=\"200\" w:after=\"60\"/>";
    paragraph(xml, look, &run(text, CELL, true, None));
}

/// Writes a bar for each row, and below what the colours stand for.
fn bars(xml: &mut String, table: &CountTable) {
    let total = |counts: &[usize]| counts.iter().sum::<usize>();
    let most = table.rows.iter().map(|(_, it)| total(it)).max();
    let most = most.unwrap_or(1).max(1);
    let columns = [NAME].into_iter().chain([UNIT; N_UNITS]);
    open_table(xml, columns, false, &table.told());
    for (name, counts) in &table.rows {
        open_row(xml, false);
        plain_cell(xml, NAME, name, false, "right");
        let parts: Vec<(&str, u32, usize)> = table.parts(counts).collect();
        let counts: Vec<usize> = parts.iter().map(|(.., n)| *n).collect();
        let units = (N_UNITS * total(&counts) + most / 2) / most;
        let widths = shares(&counts, units.clamp(parts.len(), N_UNITS));
        for ((_, colour, n), width) in parts.iter().zip(&widths) {
            let text = run(&n.to_string(), COUNT, true, Some(WHITE));
            cell(xml, UNIT * width, *width, Some(*colour), &text, "center");
        }
        let rest = N_UNITS.saturating_sub(widths.iter().sum());
        if 0 < rest {
            cell(xml, UNIT * rest, rest, None, "", "left");
        }
        xml.push_str("</w:tr>");
    }
    xml.push_str("</w:tbl>");
    let mut runs = String::new();
    for (at, (label, colour)) in table.columns.iter().enumerate() {
        let n: usize = table.rows.iter().filter_map(|(_, it)| it.get(at)).sum();
        if 0 < n {
            runs += &run("■ ", CELL, false, Some(*colour));
            runs += &run(&format!("{label}   "), CELL, false, None);
        }
    }
    paragraph(xml, "<w:spacing w:before=\"40\"/>", &runs);
}

/// Divides units among counts, one at least for each.
fn shares(counts: &[usize], units: usize) -> Vec<usize> {
    let total = counts.iter().sum::<usize>().max(1);
    let shares = counts.iter().map(|n| (n * units / total).max(1));
    let mut shares: Vec<usize> = shares.collect();
    loop {
        let sum: usize = shares.iter().sum();
        let Some(largest) = shares.iter_mut().max() else {
            return shares;
        };
        match sum {
            sum if sum < units => *largest += units - sum,
            sum if units < sum && 1 < *largest => *largest -= 1,
            _ => return shares,
        }
    }
}

/// Writes counts as they are.
fn numbers(xml: &mut String, table: &CountTable) {
    let widths = [NAME].into_iter().chain(vec![NUMBER; table.columns.len()]);
    open_table(xml, widths, true, &table.told());
    open_row(xml, true);
    plain_cell(xml, NAME, &table.names, true, "center");
    for (heading, _) in &table.columns {
        plain_cell(xml, NUMBER, heading, true, "center");
    }
    xml.push_str("</w:tr>");
    for (name, counts) in &table.rows {
        open_row(xml, false);
        plain_cell(xml, NAME, name, false, "left");
        for ((_, colour), n) in table.columns.iter().zip(counts) {
            let fill = Some(*colour).filter(|_| 0 < *n);
            let text = run(&n.to_string(), CELL, 0 < *n, fill.map(|_| WHITE));
            cell(xml, NUMBER, 1, fill, &text, "center");
        }
        xml.push_str("</w:tr>");
    }
    xml.push_str("</w:tbl>");
}

fn list(xml: &mut String, list: &List) {
    open_table(xml, LIST.into_iter(), true, &list.title);
    open_row(xml, true);
    for (heading, width) in list.headings.iter().zip(LIST) {
        plain_cell(xml, width, heading, true, "center");
    }
    xml.push_str("</w:tr>");
    for row in &list.rows {
        open_row(xml, false);
        for (text, width) in row.iter().zip(LIST) {
            plain_cell(xml, width, text, false, "left");
        }
        xml.push_str("</w:tr>");
    }
    xml.push_str("</w:tbl>");
}

/// Opens a table of fixed widths, with what it says for those who do not see it.
fn open_table(
    xml: &mut String,
    widths: impl Iterator<Item = usize>,
    has_borders: bool,
    told: &str,
) {
    xml.push_str("<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/>");
    if has_borders {
        xml.push_str("<w:tblBorders>");
        for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
            // Writing to a string cannot fail.
            write!(
                xml,
                "<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>"
            )
            .ok();
        }
        xml.push_str("</w:tblBorders>");
    }
    xml.push_str(
        "<w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"40\" w:type=\"dxa\"/>\
         <w:right w:w=\"40\" w:type=\"dxa\"/></w:tblCellMar><w:tblDescription w:val=\"",
    );
    push(xml, told);
    xml.push_str("\"/></w:tblPr><w:tblGrid>");
    for width in widths {
        write!(xml, "<w:gridCol w:w=\"{width}\"/>").ok();
    }
    xml.push_str("</w:tblGrid>");
}

/// Opens a row that stays on one page; that of the headings is repeated on each.
fn open_row(xml: &mut String, has_headings: bool) {
    let repeated = if has_headings { "<w:tblHeader/>" } else { "" };
    write!(xml, "<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>").ok();
}

fn plain_cell(xml: &mut String, width: usize, text: &str, is_bold: bool, align: &str) {
    cell(xml, width, 1, None, &run(text, CELL, is_bold, None), align);
}

fn cell(
    xml: &mut String,
    width: usize,
    n_columns: usize,
    fill: Option<u32>,
    runs: &str,
    align: &str,
) {
    write!(xml, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>").ok();
    if 1 < n_columns {
        write!(xml, "<w:gridSpan w:val=\"{n_columns}\"/>").ok();
    }
    if let Some(colour) = fill {
        write!(
            xml,
            "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{colour:06X}\"/>"
        )
        .ok();
    }
    xml.push_str("<w:vAlign w:val=\"center\"/></w:tcPr>");
    paragraph(xml, &format!("<w:jc w:val=\"{align}\"/>"), runs);
    xml.push_str("</w:tc>");
}

fn paragraph(xml: &mut String, look: &str, runs: &str) {
    write!(xml, "<w:p><w:pPr>{look}</w:pPr>{runs}</w:p>").ok();
}

fn run(text: &str, half_points: u32, is_bold: bool, colour: Option<u32>) -> String {
    let bold = if is_bold { "<w:b/>" } else { "" };
    let colour = colour.map_or(String::new(), |it| format!("<w:color w:val=\"{it:06X}\"/>"));
    let mut xml = format!(
        "<w:r><w:rPr>{bold}{colour}<w:sz w:val=\"{half_points}\"/></w:rPr><w:t xml:space=\"preserve\">"
    );
    push(&mut xml, text);
    xml + "</w:t></w:r>"
}

/// Appends a text without the characters that XML forbids.
fn push(xml: &mut String, text: &str) {
    let is_forbidden = |c: char| c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}');
    push_text(xml, &text.replace(is_forbidden, " "));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_count_has_a_share_and_none_is_lost() {
        assert_eq!(shares(&[1, 1, 98], 50), [1, 1, 48]);
        assert_eq!(shares(&[1, 1, 1], 3), [1, 1, 1]);
        assert_eq!(shares(&[3, 1], 4), [3, 1]);
        assert_eq!(shares(&[5], 50), [50]);
        assert_eq!(shares(&[], 0), [0; 0]);
    }
}
