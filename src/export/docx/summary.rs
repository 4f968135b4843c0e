//! Writes the section that sums up the progress of a plan: sentences, charts, what is late. Counts that are no
//! parts of a whole are a table, shaded where they are not 0.

use std::fmt::Write as _;

use super::{
    chart,
    xml::{push_clean, relation},
};
use crate::export::summary::{CountTable, List, Summary};

/// Width of names and of a column of numbers, in twentieths of a point.
const NAME: usize = 4_200;
const NUMBER: usize = 2_000;
/// Widths of the columns of a list.
const LIST: [usize; 6] = [4_600, 2_400, 1_900, 1_900, 1_500, 1_900];
/// Font sizes in half points.
const TITLE: u32 = 28;
const TEXT: u32 = 26;
const CELL: u32 = 22;
const WHITE: u32 = 0xFF_FF_FF;

/// Writes the section, and returns the counts that it shows as charts.
pub(super) fn write(xml: &mut String, summary: &Summary) -> Vec<CountTable> {
    let mut charts = Vec::new();
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
            true => bars(xml, table, &mut charts),
            false => numbers(xml, table),
        }
    }
    if !summary.late.rows.is_empty() {
        heading(xml, &summary.late.title);
        list(xml, &summary.late);
    }
    charts
}

fn heading(xml: &mut String, text: &str) {
    let look = "<w:keepNext/><w:spacing w:before=\"200\" w:after=\"60\"/>";
    paragraph(xml, look, &run(text, CELL, true, None));
}

/// Writes a chart of bars, on several pages if need be.
fn bars(xml: &mut String, table: &CountTable, charts: &mut Vec<CountTable>) {
    for part in chart::on_pages(table) {
        let n = charts.len() + 1;
        *xml += &chart::paragraph(&part, n, &relation(n));
        charts.push(part);
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
    push_clean(xml, told);
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
    push_clean(&mut xml, text);
    xml + "</w:t></w:r>"
}
