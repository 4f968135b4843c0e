//! Writes counts as a chart of stacked bars (ECMA-376, part 1, 21.2): a picture with alternative text whose
//! colours and figures can be changed in Word, which finds them in a workbook within the document.

use std::fmt::Write as _;

use super::xml::{DECLARATION, push_clean};
use crate::export::{
    error::ExportError,
    made::Made,
    summary::CountTable,
    xlsx::{FIGURES_SHEET as SHEET, figures},
};

/// More bars do not fit on a page.
const ROWS_MAX: usize = 24;
/// Width of a chart, height of a bar and of the legend with the margins, in English metric units.
const WIDTH: usize = 8_900_000;
const ROW: usize = 230_000;
const REST: usize = 620_000;
/// Font sizes in hundredths of a point.
const NAME: u32 = 1_100;
const COUNT: u32 = 900;

const MAIN: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const CHART: &str = "http://schemas.openxmlformats.org/drawingml/2006/chart";
const INLINE: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";

/// A chart as a part of the document, with the workbook that holds its figures.
pub(super) struct Chart {
    pub xml: String,
    pub workbook: Vec<u8>,
}

/// Divides counts into tables of which each finds room on a page.
pub(super) fn on_pages(table: &CountTable) -> Vec<CountTable> {
    let parts = table.rows.chunks(ROWS_MAX);
    let parts = parts.map(|rows| CountTable {
        rows: rows.to_vec(),
        ..table.clone()
    });
    parts.collect()
}

/// Returns the paragraph that shows a chart, the `n`th of the document, by the id of its relationship.
pub(super) fn paragraph(table: &CountTable, n: usize, relation: &str) -> String {
    let height = ROW * table.rows.len() + REST;
    let mut xml = format!(
        "<w:p><w:r><w:drawing><wp:inline xmlns:wp=\"{INLINE}\" distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">\
         <wp:extent cx=\"{WIDTH}\" cy=\"{height}\"/><wp:docPr id=\"{n}\" name=\"Chart {n}\" title=\""
    );
    push_clean(&mut xml, &table.title);
    xml.push_str("\" descr=\"");
    push_clean(&mut xml, &table.told());
    write!(
        xml,
        "\"/><wp:cNvGraphicFramePr/><a:graphic xmlns:a=\"{MAIN}\"><a:graphicData uri=\"{CHART}\">\
         <c:chart xmlns:c=\"{CHART}\" r:id=\"{relation}\"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    .ok();
    xml
}

impl Chart {
    pub fn of(table: &CountTable, made: Made) -> Result<Chart, ExportError> {
        let counted = (0..table.columns.len()).filter(|at| {
            let mut counts = table.rows.iter().filter_map(|(_, it)| it.get(*at));
            counts.any(|n| 0 < *n)
        });
        let counted: Vec<usize> = counted.collect();
        Ok(Chart {
            xml: chart_space(table, &counted),
            workbook: figures(table, &counted, made)?,
        })
    }
}

fn chart_space(table: &CountTable, counted: &[usize]) -> String {
    let mut xml = format!(
        "{DECLARATION}<c:chartSpace xmlns:c=\"{CHART}\" xmlns:a=\"{MAIN}\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
         <c:date1904 val=\"0\"/><c:roundedCorners val=\"0\"/><c:chart><c:autoTitleDeleted val=\"1\"/><c:plotArea><c:layout/>\
         <c:barChart><c:barDir val=\"bar\"/><c:grouping val=\"stacked\"/><c:varyColors val=\"0\"/>"
    );
    for (n, at) in counted.iter().enumerate() {
        push_series(&mut xml, table, n, *at);
    }
    let names = text_properties(NAME, "000000", false);
    write!(
        xml,
        "<c:gapWidth val=\"40\"/><c:overlap val=\"100\"/><c:axId val=\"1\"/><c:axId val=\"2\"/></c:barChart>\
         <c:catAx><c:axId val=\"1\"/><c:scaling><c:orientation val=\"maxMin\"/></c:scaling><c:delete val=\"0\"/>\
         <c:axPos val=\"l\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/>\
         <c:minorTickMark val=\"none\"/><c:tickLblPos val=\"low\"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{names}\
         <c:crossAx val=\"2\"/><c:crosses val=\"autoZero\"/><c:auto val=\"1\"/><c:lblAlgn val=\"ctr\"/>\
         <c:lblOffset val=\"100\"/><c:noMultiLvlLbl val=\"1\"/></c:catAx>\
         <c:valAx><c:axId val=\"2\"/><c:scaling><c:orientation val=\"minMax\"/><c:min val=\"0\"/></c:scaling><c:delete val=\"1\"/>\
         <c:axPos val=\"t\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/>\
         <c:minorTickMark val=\"none\"/><c:tickLblPos val=\"none\"/><c:crossAx val=\"1\"/><c:crosses val=\"autoZero\"/>\
         <c:crossBetween val=\"between\"/></c:valAx></c:plotArea>\
         <c:legend><c:legendPos val=\"b\"/><c:overlay val=\"0\"/>{names}</c:legend><c:plotVisOnly val=\"1\"/>\
         <c:dispBlanksAs val=\"gap\"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>\
         <c:externalData r:id=\"rId1\"><c:autoUpdate val=\"0\"/></c:externalData></c:chartSpace>"
    )
    .ok();
    xml
}

/// Writes the counts under one heading, the `n`th that is drawn.
fn push_series(xml: &mut String, table: &CountTable, n: usize, at: usize) {
    let Some((heading, colour)) = table.columns.get(at) else {
        return;
    };
    let column = char::from(b'B' + u8::try_from(n).unwrap_or_default());
    let n_rows = table.rows.len();
    let last = n_rows + 1;
    write!(
        xml,
        "<c:ser><c:idx val=\"{n}\"/><c:order val=\"{n}\"/><c:tx><c:strRef><c:f>{SHEET}!${column}$1</c:f>\
         <c:strCache><c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>"
    )
    .ok();
    push_clean(xml, heading);
    // A count of 0 has no label.
    let counts = text_properties(COUNT, "FFFFFF", true);
    write!(
        xml,
        "</c:v></c:pt></c:strCache></c:strRef></c:tx><c:spPr><a:solidFill><a:srgbClr val=\"{colour:06X}\"/></a:solidFill></c:spPr>\
         <c:invertIfNegative val=\"0\"/><c:dLbls><c:numFmt formatCode=\"0;;;\" sourceLinked=\"0\"/><c:spPr><a:noFill/></c:spPr>{counts}\
         <c:dLblPos val=\"ctr\"/><c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName val=\"0\"/>\
         <c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/></c:dLbls>\
         <c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${last}</c:f><c:strCache><c:ptCount val=\"{n_rows}\"/>"
    )
    .ok();
    for (row, (name, _)) in table.rows.iter().enumerate() {
        write!(xml, "<c:pt idx=\"{row}\"><c:v>").ok();
        push_clean(xml, name);
        xml.push_str("</c:v></c:pt>");
    }
    write!(
        xml,
        "</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>{SHEET}!${column}$2:${column}${last}</c:f>\
         <c:numCache><c:formatCode>General</c:formatCode><c:ptCount val=\"{n_rows}\"/>"
    )
    .ok();
    for (row, (_, counts)) in table.rows.iter().enumerate() {
        let count = counts.get(at).copied().unwrap_or_default();
        write!(xml, "<c:pt idx=\"{row}\"><c:v>{count}</c:v></c:pt>").ok();
    }
    xml.push_str("</c:numCache></c:numRef></c:val></c:ser>");
}

fn text_properties(size: u32, colour: &str, is_bold: bool) -> String {
    let bold = u8::from(is_bold);
    format!(
        "<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz=\"{size}\" b=\"{bold}\"><a:solidFill><a:srgbClr val=\"{colour}\"/>\
         </a:solidFill></a:defRPr></a:pPr><a:endParaRPr lang=\"vi-VN\"/></a:p></c:txPr>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(n_rows: usize) -> CountTable {
        CountTable {
            title: "Theo cơ quan".to_owned(),
            names: "Cơ quan".to_owned(),
            columns: vec![
                ("Đạt".to_owned(), 0x00_80_00),
                ("Vượt".to_owned(), 0),
                ("Chưa đạt".to_owned(), 0xC0_00_00),
            ],
            rows: (1..=n_rows)
                .map(|n| (format!("Sở {n} & B"), vec![n, 0, 1]))
                .collect(),
            is_whole: true,
        }
    }

    #[test]
    fn a_chart_has_the_counts_their_colours_and_words_for_those_who_do_not_see_it() {
        let table = table(2);
        let chart = Chart::of(&table, Made::FIXED).unwrap();
        assert_eq!(chart.xml.matches("<c:ser>").count(), 2);
        assert!(chart.xml.contains("<c:v>Sở 2 &amp; B</c:v>"));
        assert!(chart.xml.contains("srgbClr val=\"C00000\""));
        assert!(chart.workbook.starts_with(b"PK"));
        let paragraph = paragraph(&table, 1, "rId4");
        assert!(paragraph.contains("descr=\"Sở 1 &amp; B: Đạt 1, Chưa đạt 1; Sở 2"));
        assert_eq!(
            Chart::of(&table, Made::FIXED).unwrap().workbook,
            chart.workbook
        );
    }

    #[test]
    fn many_bars_are_divided_among_pages() {
        let sizes = |n| -> Vec<usize> {
            let parts = on_pages(&table(n)).into_iter();
            parts.map(|it| it.rows.len()).collect()
        };
        assert_eq!(sizes(24), [24]);
        assert_eq!(sizes(60), [24, 24, 12]);
    }
}
