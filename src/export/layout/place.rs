//! Lays a document out as pages of placed cells: positions, merges, widths and heights. Pure; the
//! writers make no further layout decisions.

use super::{
    balance::{inset_pt, unbroken_size},
    breaks::page_starts,
    choices::Choice,
    extra::Extra,
    fit::fit,
    links::link,
    metrics,
    official::{CELL_SIZE, NUMBER_SIZE, REFERENCE_SIZE, REFERENCE_SIZES, RULE, TITLE_SIZES},
    page::{Page, Placed, Value},
    sheet_name::sheet_name,
    style::{Align, Style, bold, boxed, cell_style, centred},
    values::{figure, value},
};
use crate::{
    model::{Alignment, Annex, Column, Document, Role, Row, alignment},
    reference::marks::END_MARK,
};

/// Lays out a page for each annex of the document and for each extra one, in order.
pub fn pages(document: &Document, extras: &[Extra]) -> Vec<Page> {
    let mut names: Vec<String> = Vec::new();
    let mut pages: Vec<Page> = Vec::new();
    let mut lay_out = |annex: &Annex| {
        let name = sheet_name(&annex.head.sheet, names.len(), &names);
        names.push(name.clone());
        Layout::of(annex, name)
    };
    for annex in &document.annexes {
        let mut page = lay_out(annex);
        if document.review.exports_notes {
            page.notes = notes(annex, page.body.0);
        }
        pages.push(page);
    }
    for extra in extras {
        let mut page = lay_out(&extra.annex);
        link(document, &mut page, &pages, extra);
        pages.push(page);
    }
    pages
}

/// Places the notes of the rows, of which the first is at `first`.
fn notes(annex: &Annex, first: usize) -> Vec<(usize, usize, String)> {
    let rows = annex.rows.iter().enumerate();
    let notes = rows.flat_map(|(at, row)| {
        row.notes().filter_map(move |(id, text)| {
            let column = annex.columns.iter().position(|column| column.id == id)?;
            Some((first + at, column, text.to_owned()))
        })
    });
    notes.collect()
}

/// Whether most texts of a column are figures, beside words.
fn is_of_figures(annex: &Annex, column: &Column) -> bool {
    let texts = annex.rows.iter().map(|row| row.cell(column.id).trim());
    let texts: Vec<&str> = texts.filter(|it| !it.is_empty()).collect();
    let is_figure = |it: &&&str| matches!(figure(it), Value::Number(..));
    texts.len() < 2 * texts.iter().filter(is_figure).count()
}

struct Layout<'annex> {
    annex: &'annex Annex,
    /// Of each column.
    alignments: Vec<Alignment>,
    /// Of each column, whether it has figures although its role does not say so.
    has_figures: Vec<bool>,
    page: Page,
    /// Size of the letters in the table, in points.
    cell_size: f64,
}

impl Layout<'_> {
    fn of(annex: &Annex, sheet: String) -> Page {
        let fit = fit(annex);
        let columns = || annex.columns.iter();
        let alignments: Vec<Alignment> = columns().map(|it| alignment(annex, it)).collect();
        let has_figures = columns().zip(&alignments).map(|(column, alignment)| {
            let is_of_figures = *alignment != Alignment::Left || is_of_figures(annex, column);
            column.role == Role::Other && is_of_figures
        });
        let mut layout = Layout {
            annex,
            has_figures: has_figures.collect(),
            alignments,
            cell_size: fit.cell_size,
            page: Page {
                sheet,
                paper: fit.paper,
                widths_pt: fit.widths_pt,
                panels: fit.panels,
                breaks_words: fit.breaks_words,
                heights_pt: Vec::new(),
                cells: Vec::new(),
                header: (0, 0),
                body: (0, 0),
                choices: Vec::new(),
                notes: Vec::new(),
                starts: Vec::new(),
            },
        };
        layout.place_head();
        layout.place_header();
        let first = layout.page.heights_pt.len();
        layout.place_rows();
        layout.page.body = (first, layout.page.heights_pt.len());
        let columns = annex.columns.iter().enumerate();
        let choices = columns.filter_map(|(at, column)| Some((at, Choice::of(column.role)?)));
        layout.page.choices = choices.collect();
        layout.place_end();
        let is_heading = |row: usize| {
            let at = row.checked_sub(layout.page.body.0);
            let row = at.and_then(|at| annex.rows.get(at));
            row.is_some_and(|row| row.kind.is_section())
        };
        layout.page.starts = page_starts(&layout.page, is_heading);
        layout.repeat_groups();
        layout.page
    }

    fn place_head(&mut self) {
        let head = &self.annex.head;
        for line in &head.before {
            self.place_line(line, centred(REFERENCE_SIZE));
        }
        self.place_line(&head.number_line(), bold(centred(NUMBER_SIZE)));
        if !head.title.is_empty() {
            let width = self.line_width_pt();
            let size = unbroken_size(&head.title, width, &TITLE_SIZES, true);
            self.place_line(&head.title, bold(centred(size)));
            if let Some(title) = self.page.cells.last_mut() {
                title.inset_pt = inset_pt(&head.title, width, size, true);
            }
        }
        if !head.reference.is_empty() {
            let width = self.line_width_pt();
            let size = unbroken_size(&head.reference, width, &REFERENCE_SIZES, false);
            let italic = Style {
                italic: true,
                ..centred(size)
            };
            self.place_line(&head.reference, italic);
        }
        self.place_line(RULE, centred(CELL_SIZE));
        for line in &head.between {
            let style = Style {
                align: Align::Right,
                ..centred(CELL_SIZE)
            };
            self.place_line(line, style);
        }
    }

    /// Places the header texts and merges equal neighbours: horizontally under a shared heading,
    /// vertically where a column has fewer texts than the header has rows.
    fn place_header(&mut self) {
        let columns = &self.annex.columns;
        let depth = self.annex.n_header_rows();
        let top = self.page.heights_pt.len();
        let style = bold(boxed(centred(self.cell_size)));
        let mut heights = vec![0.0f64; depth];
        let panels = self.page.panels.clone();
        // Whether two columns lie on one sheet, and all between them.
        let together = |left: usize, right: usize| !(left + 1..=right).any(|it| panels.part(it));
        let mut at = 0;
        while let Some(column) = columns.get(at) {
            let same = columns.iter().enumerate().skip(at);
            let same = same
                .take_while(|(idx, it)| it.header == column.header && together(at, *idx))
                .count();
            let last = column.header.len().saturating_sub(1);
            for level in 0..column.header.len().max(1) {
                let text = column.header.get(level).map_or("", String::as_str);
                let left = columns.iter().enumerate().take(at).rev();
                let first = left.take_while(|(idx, left)| {
                    level < last && shares_heading(left, column, level) && together(*idx, at)
                });
                if 0 < first.count() {
                    continue;
                }
                let right = columns.iter().enumerate().skip(at);
                let right = right.take_while(|(idx, right)| {
                    together(at, *idx)
                        && match level < last {
                            true => shares_heading(column, right, level),
                            false => right.header == column.header,
                        }
                });
                let n_columns = right.count().max(1);
                let n_rows = if level == last { depth - level } else { 1 };
                let height =
                    metrics::height_pt(text, self.width_pt(at, n_columns), style.size, true);
                if let Some(slot) = heights.get_mut(level) {
                    *slot = slot.max(height / n_rows as f64);
                }
                self.page.cells.push(Placed {
                    row: top + level,
                    column: at,
                    n_rows,
                    n_columns,
                    value: Value::of(text),
                    style,
                    link: None,
                    inset_pt: 0.0,
                });
            }
            at += same.max(1);
        }
        self.page.heights_pt.extend(heights);
        self.page.header = (top, top + depth - 1);
    }

    fn place_rows(&mut self) {
        let rows = &self.annex.rows;
        let group = self.annex.column_of(Role::Group);
        for (idx, row) in rows.iter().enumerate() {
            let at = self.page.heights_pt.len();
            self.page.heights_pt.push(0.0);
            let text = group.map_or("", |group| row.cell(group.id));
            let grouped = |other: &Row| {
                group.is_some_and(|group| {
                    !text.is_empty() && !other.kind.is_section() && other.cell(group.id) == text
                })
            };
            let goes_on = !row.kind.is_section()
                && idx
                    .checked_sub(1)
                    .and_then(|above| rows.get(above))
                    .is_some_and(|above| grouped(above));
            // Counted once per group, so that a group of all rows takes linear time.
            let n_grouped = match goes_on {
                true => 0,
                false => {
                    let below = rows.iter().skip(idx);
                    below.take_while(|below| grouped(below)).count().max(1)
                }
            };
            self.place_row(row, at, n_grouped);
        }
        self.stretch_groups();
    }

    /// Places the cells of one row. Its group cell spans `n_grouped` rows; 0 means that the group
    /// cell of a row above covers it.
    fn place_row(&mut self, row: &Row, at: usize, n_grouped: usize) {
        let is_section = row.kind.is_section();
        let columns = &self.annex.columns;
        // On sheets side by side, a heading stays in its column, which all of them repeat.
        let heading_at = match self.page.panels.are_many() {
            true => None,
            false => heading_column(self.annex, row),
        };
        for (idx, column) in columns.iter().enumerate() {
            let alignment = self.alignments.get(idx).copied();
            let alignment = alignment.unwrap_or(Alignment::Left);
            let style = cell_style(alignment, row.kind, self.cell_size);
            let text = row.cell(column.id);
            match heading_at {
                Some((first, _)) if first < idx => continue,
                Some((first, content)) if first == idx => {
                    let content = columns
                        .get(content)
                        .map_or("", |column| row.cell(column.id));
                    let style = Style {
                        align: Align::Left,
                        ..style
                    };
                    self.place(at, idx, (1, columns.len() - idx), Value::of(content), style);
                    continue;
                }
                _ => {}
            }
            if column.role == Role::Group && !is_section {
                if 0 < n_grouped {
                    self.place(at, idx, (n_grouped, 1), Value::of(text), style);
                }
                continue;
            }
            let has_figures = self.has_figures.get(idx) == Some(&true);
            let value = match has_figures {
                true => figure(text),
                false => value(column, text),
            };
            self.place(at, idx, (1, 1), value, style);
        }
    }

    /// Adds to the height of a group's last row if the group's text needs more than its rows have
    /// together.
    fn stretch_groups(&mut self) {
        for cell in &self.page.cells {
            let Value::Text(text) = &cell.value else {
                continue;
            };
            if cell.n_rows < 2 || cell.row <= self.page.header.1 {
                continue;
            }
            let width: f64 = self
                .page
                .widths_pt
                .iter()
                .skip(cell.column)
                .take(cell.n_columns)
                .sum();
            let needed = metrics::height_pt(text, width, cell.style.size, cell.style.bold);
            let last = cell.row + cell.n_rows;
            let Some(rows) = self.page.heights_pt.get_mut(cell.row..last) else {
                continue;
            };
            let missing = needed - rows.iter().sum::<f64>();
            if let Some(height) = rows.last_mut().filter(|_| 0.0 < missing) {
                *height += missing;
            }
        }
    }

    /// Repeats the name of a group on each page that its rows go over to, where it has the room.
    fn repeat_groups(&mut self) {
        let starts: Vec<usize> = self.page.starts.iter().map(|it| it.row).collect();
        for cell in std::mem::take(&mut self.page.cells) {
            let end = cell.row + cell.n_rows;
            let first = starts.partition_point(|start| *start <= cell.row);
            let inside = starts.iter().skip(first).take_while(|start| **start < end);
            if cell.row <= self.page.header.1 || inside.clone().next().is_none() {
                self.page.cells.push(cell);
                continue;
            }
            let mut bounds = vec![cell.row];
            bounds.extend(inside);
            bounds.push(end);
            let width = self.width_pt(cell.column, cell.n_columns);
            let style = cell.style;
            let needed = metrics::height_pt(&cell.value.text(), width, style.size, style.bold);
            let parts = bounds.iter().zip(bounds.iter().skip(1));
            let has_room = |(start, end): (&usize, &usize)| {
                let rows = self.page.heights_pt.get(*start..*end);
                needed <= rows.unwrap_or_default().iter().sum::<f64>()
            };
            if !parts.clone().all(has_room) {
                self.page.cells.push(cell);
                continue;
            }
            self.page.cells.extend(parts.map(|(start, end)| Placed {
                row: *start,
                n_rows: end - start,
                ..cell.clone()
            }));
        }
    }

    fn place_end(&mut self) {
        for line in &self.annex.head.after {
            self.place_line(
                line,
                Style {
                    align: Align::Left,
                    ..centred(CELL_SIZE)
                },
            );
        }
        self.place_line(
            END_MARK,
            Style {
                align: Align::Right,
                ..centred(CELL_SIZE)
            },
        );
    }

    /// Returns the first of the columns that lines above and below the table span, and how many they
    /// are: those of the first sheet which no other sheet repeats.
    fn line_columns(&self) -> (usize, usize) {
        let panels = &self.page.panels;
        let n_first = panels.n_first(self.annex.columns.len());
        let first = if panels.are_many() {
            panels.repeated
        } else {
            0
        };
        (first, n_first.saturating_sub(first))
    }

    fn line_width_pt(&self) -> f64 {
        let (first, n_columns) = self.line_columns();
        self.width_pt(first, n_columns)
    }

    /// Places a line of text across the width of the paper.
    fn place_line(&mut self, text: &str, style: Style) {
        let at = self.page.heights_pt.len();
        self.page.heights_pt.push(0.0);
        let (first, n_columns) = self.line_columns();
        self.place(at, first, (1, n_columns), Value::of(text), style);
    }

    fn place(
        &mut self,
        row: usize,
        column: usize,
        (n_rows, n_columns): (usize, usize),
        value: Value,
        style: Style,
    ) {
        if n_rows == 1 {
            let text = match &value {
                Value::Text(text) => text,
                Value::Number(..) => "0",
            };
            let width = self.width_pt(column, n_columns);
            let height = metrics::height_pt(text, width, style.size, style.bold);
            if let Some(slot) = self.page.heights_pt.get_mut(row) {
                *slot = slot.max(height);
            }
        }
        self.page.cells.push(Placed {
            row,
            column,
            n_rows,
            n_columns,
            value,
            style,
            link: None,
            inset_pt: 0.0,
        });
    }

    fn width_pt(&self, column: usize, n_columns: usize) -> f64 {
        self.page
            .widths_pt
            .iter()
            .skip(column)
            .take(n_columns)
            .sum()
    }
}

/// Returns the column where a section's heading starts and the column that its text comes from, if
/// the heading can span the rest of the row. Besides the heading, only the ordinal may have text.
fn heading_column(annex: &Annex, row: &Row) -> Option<(usize, usize)> {
    if !row.kind.is_section() {
        return None;
    }
    let content = annex
        .columns
        .iter()
        .position(|column| column.role == Role::Content)?;
    let others = annex
        .columns
        .iter()
        .enumerate()
        .filter(|(idx, column)| *idx != content && column.role != Role::Ordinal);
    if others
        .into_iter()
        .any(|(_, column)| !row.cell(column.id).is_empty())
    {
        return None;
    }
    let group = annex
        .columns
        .iter()
        .position(|column| column.role == Role::Group);
    let first = match group {
        Some(group) if group + 1 == content => group,
        _ => content,
    };
    // A heading would cover an ordinal to its right.
    let ordinal = annex
        .columns
        .iter()
        .position(|column| column.role == Role::Ordinal);
    ordinal
        .is_none_or(|ordinal| ordinal < first)
        .then_some((first, content))
}

/// Whether two neighbouring columns share a heading at `level`.
fn shares_heading(left: &Column, right: &Column, level: usize) -> bool {
    let heading = left.header.get(..=level);
    heading.is_some()
        && heading == right.header.get(..=level)
        && level + 1 < left.header.len()
        && level + 1 < right.header.len()
}
