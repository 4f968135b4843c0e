//! Takes the proposed assessments into the column of assessments.

use super::judged::{Judged, Progress};
use crate::{
    edit::{Step, Transaction},
    model::{AnnexId, Column, ColumnId, Document, ProgressStatus, Role, RowId},
    wording::{Key, Language},
};

/// Heading of the column that is added where an annex has none for assessments.
const HEADING: &str = "Đánh giá";

/// The rows whose assessment is proposed and not written yet. A row without a result, or with one that
/// cannot be assessed, has none to write: the result decides once it is there.
pub fn open_proposals<'progress>(
    document: &Document,
    progress: &'progress Progress,
) -> Vec<&'progress Judged> {
    let is_open = |judged: &&Judged| {
        let Some(annex) = document.annex(judged.annex) else {
            return false;
        };
        let status = annex.report_columns(progress.period).status;
        let row = annex.rows.get(judged.row_at);
        let is_blank = status
            .zip(row)
            .is_none_or(|(column, row)| row.cell(column).trim().is_empty());
        is_blank && !judged.is_unclear && judged.proposed != ProgressStatus::NoData
    };
    progress.rows.iter().filter(is_open).collect()
}

/// Returns the change that writes the proposed assessments into the cells that are empty, in the words
/// of official reports. `next_id` is the first id that is free. `None` where nothing is proposed.
pub fn accept(document: &Document, progress: &Progress, next_id: u32) -> Option<Transaction> {
    let open = open_proposals(document, progress);
    let text = |judged: &Judged| {
        judged
            .proposed
            .label()
            .text(Language::Vietnamese)
            .to_owned()
    };
    let mut ids = next_id..;
    let mut steps = Vec::new();
    for id in &progress.annexes {
        let own = open.iter().filter(|it| it.annex == *id);
        let texts: Vec<(RowId, String)> = own.map(|it| (it.row, text(it))).collect();
        if texts.is_empty() {
            continue;
        }
        let columns = document.annex(*id)?.report_columns(progress.period);
        match columns.status {
            Some(column) => steps.extend(texts.into_iter().map(|(row, text)| Step::SetCell {
                annex: *id,
                row,
                column,
                text,
            })),
            None => steps.push(Step::InsertColumn {
                annex: *id,
                at: behind_results(document, *id, columns.actual)?,
                column: Column::new(ColumnId(ids.next()?), Role::Status, &[HEADING]),
                cells: texts,
            }),
        }
    }
    (!steps.is_empty()).then(|| Transaction {
        label: Key::DidAcceptProposals.with([open.len().to_string()]),
        steps,
    })
}

/// Position behind the column of results; behind all columns without one.
fn behind_results(document: &Document, id: AnnexId, actual: Option<ColumnId>) -> Option<usize> {
    let annex = document.annex(id)?;
    let at = annex.columns.iter().position(|it| Some(it.id) == actual);
    Some(at.map_or(annex.columns.len(), |at| at + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::fixture, progress::judge};

    #[test]
    fn only_empty_cells_are_filled_and_in_one_step() {
        let mut document = fixture::parse(
            "
            stt | content | unit | target:Năm 2026 | lead | actual:Kết quả quý III/2026 | status:Đánh giá
            - 1 | Tỷ lệ hài lòng | % | 95 | Sở Nội vụ | 96 |
            - 2 | Tỷ lệ số hóa | % | 80 | Sở Nội vụ | 70 | Đạt
            - 3 | Tỷ lệ kết nối | % | 80 | Sở Nội vụ | |
            - 4 | Tỷ lệ trực tuyến | % | 80 | Sở Nội vụ | nhiều |
        ",
        );
        let before = document.clone();
        let progress = judge(&document, None);
        let made = accept(&document, &progress, 900).unwrap();
        assert_eq!(made.label.args, ["1"]);
        let undo = document.apply(&made).unwrap();
        let annex = &document.annexes[0];
        let status: Vec<&str> = annex
            .rows
            .iter()
            .map(|row| annex.text(row, Role::Status))
            .collect();
        assert_eq!(status, ["Vượt", "Đạt", "", ""]);
        let again = judge(&document, None);
        assert_eq!(accept(&document, &again, 900), None);
        document.apply(&undo).unwrap();
        assert_eq!(document, before);
    }

    #[test]
    fn a_report_without_a_column_of_assessments_gets_one_beside_the_results() {
        let mut document = fixture::parse(
            "
            stt | content | unit | target:Năm 2026 | actual:Kết quả quý III/2026 | note
            - 1 | Tỷ lệ hài lòng | % | 95 | 90 | x
        ",
        );
        let progress = judge(&document, None);
        let made = accept(&document, &progress, 900).unwrap();
        document.apply(&made).unwrap();
        let annex = &document.annexes[0];
        assert_eq!(annex.columns[5].title(), "Đánh giá");
        assert_eq!(annex.rows[0].cell(annex.columns[5].id), "Chưa đạt");
    }
}
