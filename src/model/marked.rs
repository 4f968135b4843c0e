//! Assessments that a mark gives: "x" under one of the headings "Đạt" and "Chưa đạt".

use super::{
    annex::Annex,
    column::{Column, ColumnId},
    progress_status::ProgressStatus,
    report_columns::ReportColumns,
    report_period::ReportPeriod,
    row::Row,
    work_state::WorkState,
};

impl Annex {
    /// Returns the columns of a report; see [`ReportColumns::of`].
    pub fn report_columns(&self, period: Option<ReportPeriod>) -> ReportColumns {
        let marks = marked_columns(self);
        if marks.is_empty() {
            return ReportColumns::of(&self.columns, period);
        }
        let others = self.columns.iter().filter(|it| !marks.contains(&it.id));
        let others: Vec<Column> = others.cloned().collect();
        ReportColumns {
            marks,
            ..ReportColumns::of(&others, period)
        }
    }
}

/// Returns the columns of which a row marks one: each is headed by an assessment or a state of the work,
/// and holds nothing but marks. Empty unless there are several.
fn marked_columns(annex: &Annex) -> Vec<ColumnId> {
    let assesses = |column: &&Column| {
        let heading = heading(column);
        ProgressStatus::parse(heading).is_some() || WorkState::parse(heading).is_some()
    };
    let columns: Vec<&Column> = annex.columns.iter().filter(assesses).collect();
    if columns.len() < 2 {
        return Vec::new();
    }
    let cells = annex
        .rows
        .iter()
        .flat_map(|row| columns.iter().map(|column| row.cell(column.id).trim()));
    let mut cells = cells.filter(|text| !text.is_empty()).peekable();
    match cells.peek().is_some() && cells.all(is_mark) {
        true => columns.iter().map(|column| column.id).collect(),
        false => Vec::new(),
    }
}

/// Returns the heading of the one column that a row marks.
pub fn marked<'annex>(
    annex: &'annex Annex,
    columns: &[ColumnId],
    row: &Row,
) -> Option<&'annex str> {
    let mut chosen = columns.iter().filter(|it| is_mark(row.cell(**it).trim()));
    let only = chosen.next().filter(|_| chosen.next().is_none())?;
    annex.column(*only).map(heading)
}

fn heading(column: &Column) -> &str {
    column.header.last().map_or("", String::as_str)
}

/// Whether a text is a mark and nothing else, also one of a font of symbols.
pub fn is_mark(text: &str) -> bool {
    let marks = [
        "x", "X", "v", "V", "+", "✓", "✔", "√", "☑", "☒", "●", "•", "ü", "þ",
    ];
    marks.contains(&text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture;

    #[test]
    fn a_mark_under_a_heading_is_what_the_heading_says() {
        let document = fixture::parse(
            "
            stt | content | other:Kết quả / Đạt | other:Kết quả / Chưa đạt | note
            - 1 | Một | x | |
            - 2 | Hai | | X |
            - 3 | Ba | | |
            - 4 | Bốn | x | x |
        ",
        );
        let annex = &document.annexes[0];
        let columns = annex.report_columns(None).marks;
        let told: Vec<Option<&str>> = annex
            .rows
            .iter()
            .map(|row| marked(annex, &columns, row))
            .collect();
        assert_eq!(told, [Some("Đạt"), Some("Chưa đạt"), None, None]);
    }

    #[test]
    fn columns_of_figures_are_no_marks() {
        let document = fixture::parse(
            "stt | content | actual:Đạt | other:Chưa đạt\n- 1 | Một | 12 | 3\n- 2 | Hai | x |",
        );
        let annex = &document.annexes[0];
        assert_eq!(annex.report_columns(None).marks, []);
    }
}
