//! Writes the pages of [`pages`](super::pages) as a Word document, the format in which the plan
//! itself is written.
//!
//! Each annex is a section with its own paper and margins. Its page numbers start at 1 and are not
//! shown on its first page (`w:titlePg`). The table header repeats on each page, rows are not split
//! across pages, and headings stay with the row that follows.

mod chart;
mod summary;
mod xml;

use std::{
    fmt::Write as _,
    io::{Cursor, Write as _},
};

use zip::{CompressionMethod, DateTime, ZipWriter, result::ZipError, write::SimpleFileOptions};

use super::{
    ExportError,
    layout::{
        metrics::CELL_INDENT_PT,
        official::{
            FONT, MARGIN_BOTTOM_MM, MARGIN_HEADER_MM, MARGIN_LEFT_MM, MARGIN_RIGHT_MM,
            MARGIN_TOP_MM, PAGE_NUMBER_SIZE, points,
        },
        page::{Page, Placed},
        paper::Paper,
        style::Align,
    },
    made::Made,
    summary::{CountTable, Summary},
};
use crate::{model::Plan, sorting, text::html::push_text};
use chart::Chart;
use xml::{DECLARATION, is_forbidden};

/// Returns the bytes of the document. The same input always gives the same bytes.
pub(super) fn write(
    pages: &[Page],
    summary: Option<&Summary>,
    plan: &Plan,
    made: Made,
) -> Result<Vec<u8>, ExportError> {
    let (document, counts) = document(pages, summary);
    let charts = counts.iter().map(|it| Chart::of(it, made));
    let charts: Result<Vec<Chart>, ExportError> = charts.collect();
    package(&document, &properties(plan, made), &charts?)
        .map_err(|error| ExportError::Writer(error.to_string()))
}

/// The line height and padding of `layout::metrics`, for Word: in 240ths of the font's own line height
/// of 1.15, and in twentieths of a point.
const LINE_SPACING: &str = "<w:spacing w:after=\"80\" w:line=\"255\" w:lineRule=\"auto\"/>";

const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

fn package(document: &str, properties: &str, charts: &[Chart]) -> Result<Vec<u8>, ZipError> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let numbers = 1..=charts.len();
    let chart_files: Vec<String> = numbers.map(|n| format!("charts/chart{n}.xml")).collect();
    let mut targets = vec![
        ("styles", "styles.xml"),
        ("header", "header.xml"),
        ("header", "first.xml"),
    ];
    targets.extend(chart_files.iter().map(|it| ("chart", it.as_str())));
    let parts = [
        ("[Content_Types].xml", content_types(charts.len())),
        (
            "_rels/.rels",
            relations(&[
                ("officeDocument", "word/document.xml"),
                ("metadata/core-properties", "docProps/core.xml"),
            ]),
        ),
        ("docProps/core.xml", properties.to_owned()),
        ("word/_rels/document.xml.rels", relations(&targets)),
        ("word/styles.xml", styles()),
        (
            "word/header.xml",
            header("<w:fldSimple w:instr=\"PAGE\"><w:r><w:t>2</w:t></w:r></w:fldSimple>"),
        ),
        ("word/first.xml", header("")),
        ("word/document.xml", document.to_owned()),
    ];
    for (name, text) in parts {
        writer.start_file(name, options)?;
        writer.write_all(text.as_bytes())?;
    }
    for (n, chart) in (1..).zip(charts) {
        let workbook = format!("data{n}.xlsx");
        let target = format!("../embeddings/{workbook}");
        writer.start_file(format!("word/charts/chart{n}.xml"), options)?;
        writer.write_all(chart.xml.as_bytes())?;
        writer.start_file(format!("word/charts/_rels/chart{n}.xml.rels"), options)?;
        writer.write_all(relations(&[("package", &target)]).as_bytes())?;
        writer.start_file(format!("word/embeddings/{workbook}"), options)?;
        writer.write_all(&chart.workbook)?;
    }
    Ok(writer.finish()?.into_inner())
}

fn content_types(n_charts: usize) -> String {
    let mut xml = CONTENT_TYPES.to_owned();
    if 0 < n_charts {
        xml.push_str(
            "<Default Extension=\"xlsx\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet\"/>",
        );
    }
    for n in 1..=n_charts {
        write!(
            xml,
            "<Override PartName=\"/word/charts/chart{n}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.drawingml.chart+xml\"/>"
        )
        .ok();
    }
    xml + "</Types>"
}

const CONTENT_TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
    <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
    <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
    <Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
    <Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>\
    <Override PartName=\"/word/header.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml\"/>\
    <Override PartName=\"/word/first.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml\"/>";

/// Writes the properties of the file, as Word shows them (ECMA-376, part 2, 11).
fn properties(plan: &Plan, made: Made) -> String {
    let mut xml = format!(
        "{DECLARATION}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
    );
    for (name, text) in [
        ("dc:title", &plan.name),
        ("dc:subject", &plan.number),
        ("dc:creator", &plan.body),
    ] {
        xml += &format!("<{name}>");
        push_text(&mut xml, &text.replace(is_forbidden, ""));
        xml += &format!("</{name}>");
    }
    let time = made.iso();
    for name in ["dcterms:created", "dcterms:modified"] {
        xml += &format!("<{name} xsi:type=\"dcterms:W3CDTF\">{time}</{name}>");
    }
    xml + "</cp:coreProperties>"
}

fn relations(targets: &[(&str, &str)]) -> String {
    let mut xml = format!(
        "{DECLARATION}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    );
    for (n, (kind, target)) in targets.iter().enumerate() {
        // Writing to a string cannot fail.
        let namespace = match kind.starts_with("metadata/") {
            true => "package",
            false => "officeDocument",
        };
        write!(
            xml,
            "<Relationship Id=\"rId{}\" Type=\"http://schemas.openxmlformats.org/{namespace}/2006/relationships/{kind}\" Target=\"{target}\"/>",
            n + 1
        )
        .ok();
    }
    xml + "</Relationships>"
}

fn styles() -> String {
    format!(
        "{DECLARATION}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>\
         <w:rFonts w:ascii=\"{FONT}\" w:hAnsi=\"{FONT}\" w:cs=\"{FONT}\" w:eastAsia=\"{FONT}\"/>\
         <w:sz w:val=\"24\"/><w:lang w:val=\"vi-VN\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault><w:pPr><w:spacing w:before=\"0\" w:after=\"0\"/></w:pPr></w:pPrDefault></w:docDefaults></w:styles>"
    )
}

fn header(field: &str) -> String {
    let size = PAGE_NUMBER_SIZE * 2.0;
    format!(
        "{DECLARATION}<w:hdr {NAMESPACES}><w:p><w:pPr><w:jc w:val=\"center\"/><w:rPr><w:sz w:val=\"{size}\"/></w:rPr></w:pPr>{field}</w:p></w:hdr>"
    )
}

/// Returns the main part, and the counts that it shows as charts.
fn document(pages: &[Page], summary: Option<&Summary>) -> (String, Vec<CountTable>) {
    let mut charts = Vec::new();
    let mut xml = format!("{DECLARATION}<w:document {NAMESPACES}><w:body>");
    if let Some(summary) = summary {
        charts = summary::write(&mut xml, summary);
        write!(
            xml,
            "<w:p><w:pPr>{}</w:pPr></w:p>",
            section(Paper::Landscape)
        )
        .ok();
    }
    for (at, page) in pages.iter().enumerate() {
        write_page(&mut xml, page);
        let section = section(page.paper);
        // The properties of the last section belong to the body; those of any other section belong
        // to its last paragraph.
        if at + 1 == pages.len() {
            xml += &section;
        } else {
            write!(xml, "<w:p><w:pPr>{section}</w:pPr></w:p>").ok();
        }
    }
    xml.push_str("</w:body></w:document>");
    (xml, charts)
}

/// Returns the section properties of an annex or the summary: paper, margins and page numbers.
fn section(paper: Paper) -> String {
    let (width, height) = paper.size_mm();
    let orientation = match paper.is_landscape() {
        true => " w:orient=\"landscape\"",
        false => "",
    };
    format!(
        "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId2\"/><w:headerReference w:type=\"first\" r:id=\"rId3\"/>\
         <w:type w:val=\"nextPage\"/><w:pgSz w:w=\"{}\" w:h=\"{}\"{orientation}/>\
         <w:pgMar w:top=\"{}\" w:right=\"{}\" w:bottom=\"{}\" w:left=\"{}\" w:header=\"{}\" w:footer=\"{}\" w:gutter=\"0\"/>\
         <w:pgNumType w:start=\"1\"/><w:titlePg/></w:sectPr>",
        twips(width),
        twips(height),
        twips(MARGIN_TOP_MM),
        twips(MARGIN_RIGHT_MM),
        twips(MARGIN_BOTTOM_MM),
        twips(MARGIN_LEFT_MM),
        twips(MARGIN_HEADER_MM),
        twips(MARGIN_HEADER_MM),
    )
}

/// Converts millimetres to twentieths of a point, Word's unit of length.
fn twips(mm: f64) -> u32 {
    (points(mm) * 20.0).round() as u32
}

fn write_page(xml: &mut String, page: &Page) {
    let lines = |xml: &mut String, kept: &dyn Fn(usize) -> bool| {
        let lines = page
            .cells
            .iter()
            .filter(|it| kept(it.row) && !it.style.border);
        lines.for_each(|cell| write_paragraph(xml, cell, &cell.value.text(), false));
    };
    lines(xml, &|row| row < page.header.0);
    for (at, columns) in page.panels.columns(page.widths_pt.len()).iter().enumerate() {
        if 0 < at {
            xml.push_str("<w:p><w:pPr><w:pageBreakBefore/><w:spacing w:line=\"20\" w:lineRule=\"exact\"/></w:pPr></w:p>");
        }
        write_table(xml, page, columns);
    }
    lines(xml, &|row| page.header.0 <= row);
}

/// Writes the table with some of its columns: those of a panel.
fn write_table(xml: &mut String, page: &Page, columns: &[usize]) {
    xml.push_str(
        "<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/><w:jc w:val=\"center\"/><w:tblBorders>",
    );
    for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
        write!(
            xml,
            "<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>"
        )
        .ok();
    }
    let margin = CELL_INDENT_PT / 2.0 * 20.0;
    write!(
        xml,
        "</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"{margin}\" w:type=\"dxa\"/>\
         <w:right w:w=\"{margin}\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>",
    )
    .ok();
    for width in columns.iter().filter_map(|at| page.widths_pt.get(*at)) {
        write!(xml, "<w:gridCol w:w=\"{}\"/>", (width * 20.0).round()).ok();
    }
    xml.push_str("</w:tblGrid>");
    let n_rows = page.heights_pt.len();
    let mut rows: Vec<Vec<Slot>> = vec![Vec::new(); n_rows];
    let cells = page.cells.iter().filter(|it| it.style.border);
    for cell in cells.filter(|it| columns.contains(&it.column)) {
        for (below, row) in rows.iter_mut().skip(cell.row).take(cell.n_rows).enumerate() {
            row.push(Slot {
                cell,
                goes_on: 0 < below,
            });
        }
    }
    // Rows whose cells are all bold are headings of sections.
    let headings: Vec<bool> = rows
        .iter()
        .map(|slots| !slots.is_empty() && slots.iter().all(|slot| slot.cell.style.bold))
        .collect();
    let is_heading = |at: usize| headings.get(at) == Some(&true);
    for (at, (mut slots, height)) in rows.into_iter().zip(&page.heights_pt).enumerate() {
        if slots.is_empty() {
            continue;
        }
        sorting::by_key(&mut slots, |slot| slot.cell.column);
        let is_header = at <= page.header.1;
        // Rows stay together as `layout::breaks` divides them: a heading with two of its rows, the
        // last two rows with each other and with the end mark.
        let is_first = at.checked_sub(1).is_some_and(is_heading) && !is_heading(at + 1);
        let keeps = is_header || is_heading(at) || is_first || page.body.1 <= at + 2;
        let repeats = if is_header { "<w:tblHeader/>" } else { "" };
        write!(
            xml,
            "<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\"{}\" w:hRule=\"atLeast\"/>{repeats}</w:trPr>",
            (height * 20.0).round()
        )
        .ok();
        for slot in slots {
            write_cell(xml, page, &slot, keeps);
        }
        xml.push_str("</w:tr>");
    }
    xml.push_str("</w:tbl>");
}

/// A cell in one row of the table: the cell itself, or its continuation from a row above.
#[derive(Clone)]
struct Slot<'page> {
    cell: &'page Placed,
    goes_on: bool,
}

fn write_cell(xml: &mut String, page: &Page, slot: &Slot, keeps: bool) {
    let cell = slot.cell;
    let width: f64 = page
        .widths_pt
        .iter()
        .skip(cell.column)
        .take(cell.n_columns)
        .sum();
    write!(
        xml,
        "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/>",
        (width * 20.0).round()
    )
    .ok();
    if 1 < cell.n_columns {
        write!(xml, "<w:gridSpan w:val=\"{}\"/>", cell.n_columns).ok();
    }
    if 1 < cell.n_rows {
        xml.push_str(if slot.goes_on {
            "<w:vMerge/>"
        } else {
            "<w:vMerge w:val=\"restart\"/>"
        });
    }
    xml.push_str("<w:vAlign w:val=\"center\"/></w:tcPr>");
    let text = if slot.goes_on {
        String::new()
    } else {
        cell.value.text()
    };
    write_paragraph(xml, cell, &text, keeps);
    xml.push_str("</w:tc>");
}

/// Writes a text in the style of a cell as a paragraph; line breaks stay inside it. `keeps` keeps it on
/// the page of the next one.
fn write_paragraph(xml: &mut String, cell: &Placed, text: &str, keeps: bool) {
    let style = &cell.style;
    let align = match style.align {
        Align::Left => "left",
        Align::Centre => "center",
        Align::Right => "right",
    };
    let keep = if keeps { "<w:keepNext/>" } else { "" };
    let bold = if style.bold { "<w:b/>" } else { "" };
    let italic = if style.italic { "<w:i/>" } else { "" };
    let look = format!(
        "<w:rPr>{bold}{italic}<w:sz w:val=\"{}\"/></w:rPr>",
        style.size * 2.0
    );
    write!(xml, "<w:p><w:pPr>{keep}").ok();
    if !cell.style.border {
        // Lines outside the table are as high as in the workbook.
        xml.push_str(LINE_SPACING);
    }
    if 0.0 < cell.inset_pt {
        let inset = (cell.inset_pt * 20.0).round();
        write!(xml, "<w:ind w:left=\"{inset}\" w:right=\"{inset}\"/>").ok();
    }
    write!(xml, "<w:jc w:val=\"{align}\"/></w:pPr>").ok();
    if !text.is_empty() {
        write!(xml, "<w:r>{look}").ok();
        for (at, line) in text.split('\n').enumerate() {
            if 0 < at {
                xml.push_str("<w:br/>");
            }
            xml.push_str("<w:t xml:space=\"preserve\">");
            push_text(xml, &line.replace(is_forbidden, ""));
            xml.push_str("</w:t>");
        }
        xml.push_str("</w:r>");
    }
    xml.push_str("</w:p>");
}
