//! Takes the proposed assessments into the column of assessments.

use super::judged::{Judged, Progress};
use crate::{
    edit::{Step, Transaction},
    model::{AnnexId, Column, ColumnId, Document, ProgressStatus, ReportPeriod, Role, RowId},
    wording::{Key, Language},
};

/// Heading of the column that is added where an annex has none for assessments.
const HEADING: &str = "Đánh giá";

/// The rows whose assessment is proposed and not written yet, or was filled in as proposed before the
/// figures changed. A row without a result, or with one that cannot be assessed, has none to write: the
/// result decides once it is there.
pub fn open_proposals<'progress>(
    document: &Document,
    progress: &'progress Progress,
) -> Vec<&'progress Judged> {
    let filled = document.review.reporting.of(progress.period);
    let is_open = |judged: &&Judged| {
        let Some(annex) = document.annex(judged.annex) else {
            return false;
        };
        let status = annex.report_columns(progress.period).status;
        let row = annex.rows.get(judged.row_at);
        let own = status.zip(row).map_or("", |(column, row)| row.cell(column));
        let filled = filled.and_then(|it| it.filled.get(&judged.row));
        let is_outdated = filled.is_some_and(|it| it == own && *it != text_of(judged));
        let is_writable = own.trim().is_empty() || is_outdated;
        is_writable && !judged.is_unclear && judged.proposed != ProgressStatus::NoData
    };
    progress.rows.iter().filter(is_open).collect()
}

/// The proposed assessment in the words of official reports.
fn text_of(judged: &Judged) -> String {
    judged
        .proposed
        .label()
        .text(Language::Vietnamese)
        .to_owned()
}

/// Returns the change that writes the proposed assessments into the cells that no person has filled in.
/// `next_id` is the first id that is free. `None` where nothing is proposed.
pub fn accept(document: &Document, progress: &Progress, next_id: u32) -> Option<Transaction> {
    let open = open_proposals(document, progress);
    let mut ids = next_id..;
    let mut steps = Vec::new();
    for id in &progress.annexes {
        let own = open.iter().filter(|it| it.annex == *id);
        let texts: Vec<(RowId, String)> = own.map(|it| (it.row, text_of(it))).collect();
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
    let transaction = (!steps.is_empty()).then(|| Transaction {
        label: Key::DidAcceptProposals.with([open.len().to_string()]),
        steps,
    })?;
    Some(remembering(document, progress.period, transaction))
}

/// Adds to a change of assessments that they are proposals, and no person's own.
pub fn remembering(
    document: &Document,
    period: Option<ReportPeriod>,
    mut transaction: Transaction,
) -> Transaction {
    let written = transaction.steps.iter().flat_map(|step| match step {
        Step::SetCell { row, text, .. } => vec![(*row, text.clone())],
        Step::InsertColumn { cells, .. } => cells.clone(),
        _ => Vec::new(),
    });
    let written: Vec<(RowId, String)> = written.collect();
    let mut review = document.review.clone();
    review
        .reporting
        .change(period, |it| it.filled.extend(written));
    transaction.steps.push(Step::SetReview { review });
    transaction
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
    fn what_is_filled_in_stays_a_proposal_and_follows_the_figures() {
        let mut document = fixture::parse(
            "
            stt | content | unit | target:Năm 2026 | lead | actual:Kết quả quý III/2026 | status:Đánh giá
            - 1 | Tỷ lệ hài lòng | % | 95 | Sở Nội vụ | 80 |
            - 2 | Tỷ lệ số hóa | % | 80 | Sở Nội vụ | 85 |
        ",
        );
        let made = accept(&document, &judge(&document, None), 900).unwrap();
        document.apply(&made).unwrap();
        let (annex, actual, status) = {
            let annex = &document.annexes[0];
            let columns = annex.report_columns(None);
            (annex.id, columns.actual.unwrap(), columns.status.unwrap())
        };
        let rows: Vec<RowId> = document.annexes[0].rows.iter().map(|it| it.id).collect();
        let progress = judge(&document, None);
        assert!(progress.rows.iter().all(|it| !it.is_own));
        assert!(open_proposals(&document, &progress).is_empty());
        let set = |document: &mut Document, at: usize, column, text: &str| {
            let step = Step::SetCell {
                annex,
                row: rows[at],
                column,
                text: text.to_owned(),
            };
            let label = Key::DidAcceptProposals.with([String::new()]);
            let steps = vec![step];
            document.apply(&Transaction { label, steps }).unwrap();
        };
        // A corrected result: the figures count, not what was filled in before.
        set(&mut document, 0, actual, "100");
        let progress = judge(&document, None);
        let first = &progress.rows[0];
        assert_eq!(first.status, ProgressStatus::Exceeded);
        assert!(!first.is_own);
        assert!(
            first
                .why(Language::Vietnamese)
                .contains("“Chưa đạt”, là đề xuất trước")
        );
        let open = open_proposals(&document, &progress);
        assert_eq!(open.len(), 1);
        let again = accept(&document, &progress, 900).unwrap();
        document.apply(&again).unwrap();
        assert_eq!(document.annexes[0].rows[0].cell(status), "Vượt");
        // What a person writes is their own.
        set(&mut document, 1, status, "Chưa đạt");
        let progress = judge(&document, None);
        assert!(progress.rows[1].is_own);
        assert_eq!(progress.rows[1].status, ProgressStatus::Missed);
        assert!(open_proposals(&document, &progress).is_empty());
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
