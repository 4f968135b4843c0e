//! Paragraphs and tables: a mark ends each cell, and another each row. How many tables are around a
//! paragraph is in its properties.

use super::{
    document::{CELL, Document, Paragraph},
    properties::{CellDefinition, RowDefinition},
};
use crate::import::{ImportError, format::word::tree::Element};

/// Edges closer than this are one, in twentieths of a point: rows of one table that were aligned by
/// hand are a little off. A column has at least a millimetre.
const EDGE_TOLERANCE: i16 = 50;

/// What a story consists of.
pub(super) enum Block {
    Paragraph(Element),
    /// A table begins.
    Table,
    Row(Element),
}

/// A table that is being read.
#[derive(Default)]
struct Table {
    rows: Vec<Element>,
    cells: Vec<Vec<Element>>,
    /// The content of the cell that is being read.
    content: Vec<Element>,
}

impl Table {
    fn end_cell(&mut self) {
        self.cells.push(std::mem::take(&mut self.content));
    }

    /// Whether the open row has text that no tracked change deletes.
    fn has_text_that_stays(&self) -> bool {
        fn stays(element: &Element) -> bool {
            let is_text = &*element.name == "t" && !element.text.trim().is_empty();
            is_text || (&*element.name != "del" && element.children.iter().any(stays))
        }
        let cells = self.cells.iter().flatten();
        cells.chain(&self.content).any(stays)
    }

    /// Completes a row. Text behind its last cell belongs to that cell.
    fn end_row(&mut self, row: Option<&RowDefinition>, grid: &[i16], changes: Element) -> Element {
        let rest = std::mem::take(&mut self.content);
        if let Some(last) = self.cells.last_mut() {
            last.extend(rest);
        } else if !rest.is_empty() {
            self.cells.push(rest);
        }
        row_element(std::mem::take(&mut self.cells), row, grid, changes)
    }

    /// Completes a table whose last row has no end.
    fn finish(mut self) -> Vec<Element> {
        if !self.cells.is_empty() || !self.content.is_empty() {
            let row = self.end_row(None, &[], Element::new("trPr"));
            self.rows.push(row);
        }
        self.rows
    }
}

/// Reads paragraphs, and hands over each block as soon as it is complete.
pub(super) fn read(
    document: &Document,
    paragraphs: &[Paragraph],
    take: &mut dyn FnMut(Block) -> Result<(), ImportError>,
) -> Result<(), ImportError> {
    // The open tables, each in a cell of the one before it.
    let mut tables: Vec<Table> = Vec::new();
    let mut grid: Vec<i16> = Vec::new();
    for (idx, paragraph) in paragraphs.iter().enumerate() {
        let depth = paragraph.look.depth();
        close(&mut tables, depth, take)?;
        while tables.len() < depth {
            if tables.is_empty() {
                grid = grid_of(paragraphs.get(idx..).unwrap_or_default());
                take(Block::Table)?;
            }
            tables.push(Table::default());
        }
        let Some(table) = tables.last_mut() else {
            take(Block::Paragraph(element(document, paragraph)))?;
            continue;
        };
        // A mark that ends a row is alone, or the file is damaged.
        let is_alone = paragraph.story.start + 1 == paragraph.story.end;
        if !paragraph.look.ends_row || !is_alone {
            table.content.push(element(document, paragraph));
        }
        if !paragraph.look.ends_row {
            if paragraph.mark == CELL || paragraph.look.ends_nested_cell {
                table.end_cell();
            }
            continue;
        }
        let mut changes = Element::new("trPr");
        match document.mark_changes(paragraph) {
            // The mark of a row that stays may be deleted too; a row goes when none of its text stays.
            (true, _) if !table.has_text_that_stays() => {
                changes.children.push(Element::new("del"));
            }
            (true, _) => changes.children.push(Element::new("ins")),
            (false, true) => changes.children.push(Element::new("ins")),
            (false, false) => {}
        }
        if depth == 1 {
            let row = table.end_row(paragraph.look.row.as_deref(), &grid, changes);
            take(Block::Row(row))?;
        } else {
            let row = table.end_row(None, &[], changes);
            table.rows.push(row);
        }
    }
    close(&mut tables, 0, take)
}

/// Returns a paragraph as an element, with the text boxes and pictures that are anchored in it.
fn element(document: &Document, paragraph: &Paragraph) -> Element {
    let mut element = document.element(paragraph);
    let (start, end) = (paragraph.story.start, paragraph.story.end);
    let pictures = document.boxes.pictures(start, end);
    let pictures = pictures.map(|it| Element::new("r").holding(vec![it.clone()]));
    element.children.extend(pictures);
    let boxes = document
        .boxes
        .anchored(paragraph.story.start, paragraph.story.end);
    for text_box in boxes {
        let content = of_story(document, &document.paragraphs(text_box.text));
        let content = Element::new("txbxContent").holding(content);
        element
            .children
            .push(Element::new("r").holding(vec![content]));
    }
    element
}

/// Completes the tables that are deeper than `depth`.
fn close(
    tables: &mut Vec<Table>,
    depth: usize,
    take: &mut dyn FnMut(Block) -> Result<(), ImportError>,
) -> Result<(), ImportError> {
    while depth < tables.len() {
        let rows = tables.pop().map(Table::finish).unwrap_or_default();
        match tables.last_mut() {
            Some(parent) => parent.content.push(Element::new("tbl").holding(rows)),
            None => {
                for row in rows {
                    take(Block::Row(row))?;
                }
            }
        }
    }
    Ok(())
}

/// Reads a story other than the body as paragraphs and tables.
pub(super) fn of_story(document: &Document, paragraphs: &[Paragraph]) -> Vec<Element> {
    let mut all: Vec<Element> = Vec::new();
    // Nothing fails here: `take` does not.
    let read = read(document, paragraphs, &mut |block| {
        match block {
            Block::Paragraph(element) => all.push(element),
            Block::Table => all.push(Element::new("tbl")),
            Block::Row(row) => {
                if let Some(table) = all.last_mut() {
                    table.children.push(row);
                }
            }
        }
        Ok(())
    });
    read.ok();
    all
}

/// Returns the edges of the columns of the table that begins here.
fn grid_of(paragraphs: &[Paragraph]) -> Vec<i16> {
    let rows = paragraphs.iter().take_while(|it| 0 < it.look.depth());
    let rows = rows.filter(|it| it.look.depth() == 1);
    let rows = rows.filter_map(|it| it.look.row.as_deref());
    let mut edges: Vec<i16> = rows.flat_map(|row| row.edges.iter().copied()).collect();
    edges.sort_unstable();
    let mut grid: Vec<i16> = Vec::new();
    for edge in edges {
        if grid
            .last()
            .is_none_or(|last| EDGE_TOLERANCE < edge.saturating_sub(*last))
        {
            grid.push(edge);
        }
    }
    grid
}

/// Returns the column that begins at an edge.
fn column(grid: &[i16], edge: i16) -> usize {
    grid.partition_point(|it| *it <= edge).saturating_sub(1)
}

fn row_element(
    cells: Vec<Vec<Element>>,
    row: Option<&RowDefinition>,
    grid: &[i16],
    mut changes: Element,
) -> Element {
    let edge = |idx: usize| row.and_then(|row| row.edges.get(idx)).copied();
    let mut at = edge(0).map_or(0, |edge| column(grid, edge));
    if 0 < at {
        changes
            .children
            .push(Element::property("gridBefore", at.to_string()));
    }
    let mut element = Element::new("tr").holding(vec![changes]);
    // The value with which sets of merged cells begin; none if no set is open.
    let mut starts: Option<u8> = None;
    for (idx, content) in cells.into_iter().enumerate() {
        let right = edge(idx + 1).map_or(at + 1, |edge| column(grid, edge).max(at + 1));
        let definition = row.and_then(|row| row.cells.get(idx)).copied();
        let CellDefinition {
            horizontal,
            vertical,
        } = definition.unwrap_or_default();
        let mut properties = vec![Element::property("gridSpan", (right - at).to_string())];
        at = right;
        match horizontal {
            0 => starts = None,
            value if starts.is_some_and(|starts| starts != value) => {
                properties.push(Element::new("hMerge"));
            }
            value => {
                starts = Some(value);
                properties.push(Element::property("hMerge", "restart"));
            }
        }
        match vertical {
            0 => {}
            1 => properties.push(Element::new("vMerge")),
            _ => properties.push(Element::property("vMerge", "restart")),
        }
        let mut children = vec![Element::new("tcPr").holding(properties)];
        children.extend(content);
        element.children.push(Element::new("tc").holding(children));
    }
    element
}
