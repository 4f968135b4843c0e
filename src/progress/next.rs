//! Makes the report of the next period: the last results stand beside the empty column of the new ones.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::make::{ADDED, reference, result_column, sheet, title};
use crate::{
    edit::{Step, Transaction},
    model::{
        Annex, AnnexHead, AnnexId, Column, ColumnId, Document, ReportPeriod, Row, RowId,
        reported_period,
    },
    wording::Key,
};

/// Returns the change that adds the report of a later period behind an earlier one: the same rows, the
/// earlier results, and empty columns to fill in. `next_id` is the first id that is free. `None` where the
/// annex is no report, or not of an earlier period.
pub fn next_report(
    document: &Document,
    earlier: AnnexId,
    period: ReportPeriod,
    next_id: u32,
) -> Option<Transaction> {
    let at = document.annexes.iter().position(|it| it.id == earlier)?;
    let annex = document.annexes.get(at)?;
    let own = reported_period(&annex.head, &annex.columns);
    if own.is_some_and(|own| period <= own) {
        return None;
    }
    let found = annex.report_columns(own);
    let result = found.actual?;
    let cleared = [
        found.status,
        found.difficulty,
        found.next_step,
        found.evidence,
        found.disbursed,
        found.rate,
    ];
    let mut ids = next_id..;
    let mut fresh = || ids.next().unwrap_or(u32::MAX);
    let id = AnnexId(fresh());
    let mut kept: FxHashMap<ColumnId, ColumnId> = FxHashMap::default();
    let mut columns: Vec<Column> = Vec::new();
    for column in &annex.columns {
        // Results of the period before the last one are in that period's own report.
        if found.previous == Some(column.id) && found.baseline != Some(column.id) {
            continue;
        }
        let new = ColumnId(fresh());
        if !cleared.contains(&Some(column.id)) {
            kept.insert(column.id, new);
        }
        if column.id != result {
            columns.push(Column {
                id: new,
                ..column.clone()
            });
            continue;
        }
        // A heading without its period would say the same as the new one.
        columns.push(match own {
            Some(own) => result_column(new, own),
            None => Column {
                id: new,
                ..column.clone()
            },
        });
        columns.push(result_column(ColumnId(fresh()), period));
    }
    if found.status.is_none() {
        let [(role, heading), ..] = ADDED;
        columns.push(Column::new(ColumnId(fresh()), role, &[heading]));
    }
    let rows = annex.rows.iter().map(|row| {
        let cells = row
            .cells()
            .filter_map(|(column, text)| Some((*kept.get(&column)?, text.to_owned())));
        Arc::new(Row::with_cells(RowId(fresh()), row.kind, cells))
    });
    let rows = rows.collect();
    let copy = Annex {
        id,
        head: AnnexHead {
            title: title(&annex.head.title, period),
            reference: reference(period),
            sheet: sheet(document, period, annex.head.kind),
            before: Vec::new(),
            between: Vec::new(),
            ..annex.head.clone()
        },
        columns,
        rows,
    };
    Some(Transaction {
        label: Key::DidMakeReport.with([period.in_sentence()]),
        steps: vec![Step::InsertAnnex {
            at: at + 1,
            annex: Box::new(copy),
        }],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::fixture,
        progress::{judge, periods},
    };

    #[test]
    fn the_last_results_stand_beside_the_new_ones() {
        let mut document = fixture::parse(
            "
            stt | content | unit | target:Năm 2026 | lead | actual:Kết quả thực hiện quý I/2026 | actual:Kết quả thực hiện quý II/2026 | status:Đánh giá | note:Khó khăn, vướng mắc
            - 1 | Tỷ lệ hài lòng | % | 95 | Sở Nội vụ | 80 | 90 | Chưa đạt | Thiếu người
        ",
        );
        document.annexes[0].head.title = "BÁO CÁO TIẾN ĐỘ QUÝ II/2026\nCHỈ TIÊU".to_owned();
        let before = document.clone();
        let period = |text| ReportPeriod::parse(text).unwrap();
        let id = document.annexes[0].id;
        assert_eq!(next_report(&document, id, period("Quý I/2026"), 900), None);
        let made = next_report(&document, id, period("Quý III/2026"), 900).unwrap();
        let undo = document.apply(&made).unwrap();
        let report = &document.annexes[1];
        assert_eq!(report.head.title, "BÁO CÁO TIẾN ĐỘ QUÝ III/2026\nCHỈ TIÊU");
        let told: Vec<String> = report
            .columns
            .iter()
            .map(|it| format!("{}={}", it.title(), report.rows[0].cell(it.id)))
            .collect();
        assert_eq!(
            told,
            [
                "STT=1",
                "Nội dung=Tỷ lệ hài lòng",
                "Đơn vị tính=%",
                "Năm 2026=95",
                "Cơ quan chủ trì=Sở Nội vụ",
                "Kết quả thực hiện quý II/2026=90",
                "Kết quả thực hiện quý III/2026=",
                "Đánh giá=",
                "Khó khăn, vướng mắc="
            ]
        );
        let found = report.report_columns(Some(period("Quý III/2026")));
        assert_eq!(report.rows[0].cell(found.previous.unwrap()), "90");
        // The two reports do not count twice.
        let progress = judge(&document, None);
        assert_eq!(
            (progress.rows.len(), progress.period),
            (1, Some(period("Quý III/2026")))
        );
        let progress = judge(&document, Some(period("Quý II/2026")));
        assert_eq!(progress.annexes, [id]);
        let found = periods(&document);
        let found: Vec<String> = found.into_iter().map(ReportPeriod::label).collect();
        assert_eq!(found, ["Quý III/2026", "Quý II/2026", "Quý I/2026"]);
        document.apply(&undo).unwrap();
        assert_eq!(document, before);
    }
}
