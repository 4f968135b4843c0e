//! Makes the annex of a report out of an annex of the plan.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::{
    edit::{Step, Transaction},
    model::{
        Annex, AnnexHead, AnnexId, AnnexKind, Column, ColumnId, Document, ReportPeriod, Role, Row,
        RowId, reported_period, stated_deadline,
    },
    wording::Key,
};

/// The columns that a report adds to those of the plan, behind the one for results.
pub(super) const ADDED: [(Role, &str); 4] = [
    (Role::Status, "Đánh giá"),
    (Role::Note, "Khó khăn, vướng mắc"),
    (Role::Other, "Hướng xử lý tiếp theo"),
    (Role::Other, "Minh chứng"),
];

/// Returns the change that adds, behind all annexes, the report of a period on an annex of the plan:
/// its rows and columns, and columns for result, assessment, difficulty, next step and evidence.
/// `next_id` is the first id that is free. `None` where there is no such annex, or where it is a report
/// itself.
pub fn report_annex(
    document: &Document,
    plan: AnnexId,
    period: ReportPeriod,
    next_id: u32,
) -> Option<Transaction> {
    let annex = document.annex(plan)?;
    let own = reported_period(&annex.head, &annex.columns);
    let is_report = |of: ReportPeriod| annex.report_columns(Some(of)).is_report();
    if annex.rows.is_empty() || is_report(period) || own.is_some_and(is_report) {
        return None;
    }
    let mut ids = next_id..;
    let mut fresh = || ids.next().unwrap_or(u32::MAX);
    let id = AnnexId(fresh());
    let mut new_columns: FxHashMap<ColumnId, ColumnId> = FxHashMap::default();
    let mut columns: Vec<Column> = Vec::new();
    // Remarks of the plan are not those of the report.
    for column in annex
        .columns
        .iter()
        .filter(|it| !matches!(it.role, Role::Note | Role::Status))
    {
        let new = ColumnId(fresh());
        new_columns.insert(column.id, new);
        columns.push(Column {
            id: new,
            is_of_plan: true,
            ..column.clone()
        });
    }
    let result = result_column(ColumnId(fresh()), period);
    columns.push(result);
    for (role, title) in ADDED {
        columns.push(Column::new(ColumnId(fresh()), role, &[title]));
    }
    let rows = annex.rows.iter().map(|row| {
        let cells = row
            .cells()
            .filter_map(|(column, text)| Some((*new_columns.get(&column)?, text.to_owned())));
        Arc::new(Row::with_cells(RowId(fresh()), row.kind, cells))
    });
    let rows = rows.collect();
    let annex = Annex {
        id,
        head: head_of(document, &annex.head, period),
        columns,
        rows,
    };
    Some(Transaction {
        label: Key::DidMakeReport.with([period.in_sentence()]),
        steps: vec![Step::InsertAnnex {
            at: document.annexes.len(),
            annex: Box::new(annex),
        }],
    })
}

/// The column for the results of a period.
pub(super) fn result_column(id: ColumnId, period: ReportPeriod) -> Column {
    Column::new(id, Role::Actual, &[&result_title(period)])
}

/// Heading of the results of a period.
pub fn result_title(period: ReportPeriod) -> String {
    format!("Kết quả thực hiện {}", period.in_sentence())
}

fn head_of(document: &Document, head: &AnnexHead, period: ReportPeriod) -> AnnexHead {
    let due = stated_deadline(document, period);
    let due = due.map(|it| format!("(Hạn báo cáo: trước ngày {})", it.written()));
    AnnexHead {
        kind: head.kind,
        form_words: String::new(),
        number: String::new(),
        title: title(&head.title, period),
        reference: reference(period),
        sheet: sheet(document, period, head.kind),
        before: Vec::new(),
        between: due.into_iter().collect(),
        after: Vec::new(),
        is_named: false,
        automatic_ordinals: false,
        paper: head.paper,
    }
}

/// Title of a report: what it is, and the title of the plan's annex.
pub(super) fn title(of_plan: &str, period: ReportPeriod) -> String {
    let opening = format!("BÁO CÁO TIẾN ĐỘ {}", period.label().to_uppercase());
    let lines = of_plan
        .lines()
        .filter(|line| !line.starts_with("BÁO CÁO TIẾN ĐỘ"));
    let rest: Vec<&str> = lines.collect();
    format!("{opening}\n{}", rest.join("\n")).trim().to_owned()
}

pub(super) fn reference(period: ReportPeriod) -> String {
    format!(
        "(Kèm theo Báo cáo số     /BC-     ngày     tháng     năm {})",
        period.end().year
    )
}

/// A name for the sheet that no other annex has. Beside another report of the period it says what it is
/// about.
pub(super) fn sheet(document: &Document, period: ReportPeriod, kind: AnnexKind) -> String {
    let name = format!("BC {}", period.label().replace('/', "-"));
    let is_free = |name: &String| document.annexes.iter().all(|it| it.head.sheet != *name);
    let about = match kind {
        AnnexKind::Indicators => Some("chỉ tiêu"),
        AnnexKind::Tasks => Some("nhiệm vụ"),
        AnnexKind::Other => None,
    };
    let about = about.map(|it| format!("{name} {it}"));
    let numbered = (2..).map(|n| format!("{name} ({n})"));
    let mut names = std::iter::once(name.clone()).chain(about).chain(numbered);
    names.find(is_free).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture;

    #[test]
    fn a_report_has_the_rows_of_the_plan_and_can_be_taken_back() {
        let mut document = fixture::parse(
            "
            stt | content | unit | target:Giai đoạn / 2026 - 2027 | lead | note
            # I | Phục vụ người dân | | | |
            - 1 | Tỷ lệ hài lòng | % | 95 | Sở Nội vụ | xem lại
        ",
        );
        document.annexes[0].head.after =
            vec!["Định kỳ trước ngày 15 của tháng cuối quý báo cáo kết quả".to_owned()];
        let before = document.clone();
        let period = ReportPeriod::parse("Quý III/2026").unwrap();
        let plan = document.annexes[0].id;
        let made = report_annex(&document, plan, period, 900).unwrap();
        let undo = document.apply(&made).unwrap();
        let report = &document.annexes[1];
        let titles: Vec<String> = report.columns.iter().map(Column::title).collect();
        assert_eq!(
            titles,
            [
                "STT",
                "Nội dung",
                "Đơn vị tính",
                "Giai đoạn / 2026 - 2027",
                "Cơ quan chủ trì",
                "Kết quả thực hiện quý III/2026",
                "Đánh giá",
                "Khó khăn, vướng mắc",
                "Hướng xử lý tiếp theo",
                "Minh chứng"
            ]
        );
        assert_eq!(report.head.title, "BÁO CÁO TIẾN ĐỘ QUÝ III/2026");
        assert_eq!(report.head.between, ["(Hạn báo cáo: trước ngày 15/9/2026)"]);
        assert_eq!(report.rows.len(), 2);
        assert_eq!(
            report.text(&report.rows[1], Role::Content),
            "Tỷ lệ hài lòng"
        );
        assert_eq!(report.text(&report.rows[1], Role::Note), "");
        // A report is not reported on.
        assert_eq!(report_annex(&document, report.id, period, 900), None);
        let next = ReportPeriod::parse("Quý IV/2026").unwrap();
        assert_eq!(report_annex(&document, report.id, next, 900), None);
        document.apply(&undo).unwrap();
        assert_eq!(document, before);
    }
}
