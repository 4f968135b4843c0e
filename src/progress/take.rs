//! Takes what somebody else filled in into a report or a plan: rows by their content and place,
//! columns by what they are in a report.

use rustc_hash::FxHashMap;

use crate::{
    edit::{Step, Transaction},
    gather::{Paired, pair},
    model::{Annex, AnnexId, Column, ColumnId, Document, ReportColumns, ReportPeriod, RowId},
    wording::Key,
};

/// What a filled-in report brings.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    pub transaction: Transaction,
    /// Rows that get a text.
    pub n_rows: usize,
    /// Rows of the file that may be one of several, with these.
    pub unsure: Vec<(RowId, Vec<RowId>)>,
    /// Rows that only the file has.
    pub new: Vec<RowId>,
}

/// Returns the change that brings the results, assessments and remarks of a filled-in report into an
/// annex. A cell that the file leaves empty is kept. `None` where the file reports nothing, or on
/// another annex or period.
pub fn take_report(
    document: &Document,
    into: AnnexId,
    file: &Annex,
    period: Option<ReportPeriod>,
) -> Option<Taken> {
    let annex = document.annex(into)?;
    let paired = pair(annex, file)?;
    let there = columns_of(file.report_columns(period));
    let here = columns_of(annex.report_columns(period));
    let mut ids = document.next_id()..;
    let mut at = annex.columns.len();
    let mut steps = Vec::new();
    let mut filled: FxHashMap<RowId, ()> = FxHashMap::default();
    for (from, to) in there.into_iter().zip(here) {
        let Some(from) = from else {
            continue;
        };
        let texts = file.rows.iter().zip(&paired).filter_map(|(row, paired)| {
            let text = row.cell(from);
            match paired {
                Paired::Row(own) if !text.trim().is_empty() => Some((*own, text.to_owned())),
                _ => None,
            }
        });
        let texts: Vec<(RowId, String)> = texts.collect();
        let texts: Vec<(RowId, String)> = match to {
            Some(to) => texts
                .into_iter()
                .filter(|(row, text)| {
                    let own = annex.rows.iter().find(|it| it.id == *row);
                    own.is_some_and(|own| own.cell(to) != text)
                })
                .collect(),
            None => texts,
        };
        if texts.is_empty() {
            continue;
        }
        filled.extend(texts.iter().map(|(row, _)| (*row, ())));
        match to {
            Some(column) => steps.extend(texts.into_iter().map(|(row, text)| Step::SetCell {
                annex: into,
                row,
                column,
                text,
            })),
            None => {
                let id = ColumnId(ids.next()?);
                let column = file.column(from)?;
                steps.push(Step::InsertColumn {
                    annex: into,
                    at,
                    column: Column {
                        id,
                        ..column.clone()
                    },
                    cells: texts,
                });
                at += 1;
            }
        }
    }
    if steps.is_empty() {
        return None;
    }
    let rows = || {
        file.rows
            .iter()
            .zip(&paired)
            .filter(|(row, _)| !row.kind.is_section())
    };
    let unsure = rows().filter_map(|(row, it)| match it {
        Paired::Perhaps(rows) => Some((row.id, rows.clone())),
        _ => None,
    });
    let new = rows()
        .filter(|(_, it)| **it == Paired::New)
        .map(|(row, _)| row.id);
    let n_rows = filled.len();
    Some(Taken {
        unsure: unsure.collect(),
        new: new.collect(),
        n_rows,
        transaction: Transaction {
            label: Key::DidTakeReport.with([n_rows.to_string()]),
            steps,
        },
    })
}

/// The columns that a report fills in.
fn columns_of(columns: ReportColumns) -> [Option<ColumnId>; 8] {
    [
        columns.actual,
        columns.status,
        columns.difficulty,
        columns.next_step,
        columns.evidence,
        columns.planned,
        columns.disbursed,
        columns.rate,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Role, fixture};

    #[test]
    fn results_come_to_the_rows_of_the_plan() {
        let mut document = fixture::parse(
            "
            stt | content | unit | target:Năm 2026 | lead
            # I | Phục vụ người dân
            - 1 | Tỷ lệ người dân hài lòng về dịch vụ công | % | 95 | Sở Nội vụ
            - 2 | Tỷ lệ hồ sơ được số hóa khi tiếp nhận | % | 100 | Văn phòng UBND tỉnh
            - 3 | Số xã có kết nối dự phòng bằng cáp quang | xã | 65 | Sở Khoa học và Công nghệ
        ",
        );
        let before = document.clone();
        let file = fixture::parse_annex(
            "
            stt | content | actual:Kết quả quý III/2026 | status:Đánh giá | note:Khó khăn
            # I | Phục vụ người dân
            - 1 | Số xã có kết nối dự phòng bằng cáp quang | 60 | Chưa đạt | Thiếu vốn
            - 2 | Tỷ lệ người dân hài lòng về dịch vụ công | 96 | |
            - 3 | Tỷ lệ hồ sơ được số hóa khi tiếp nhận | | |
            - 4 | Một việc khác hẳn mà kế hoạch không nêu | 5 | |
        ",
            500,
        );
        let period = ReportPeriod::parse("Quý III/2026");
        let id = document.annexes[0].id;
        let taken = take_report(&document, id, &file, period).unwrap();
        assert_eq!(
            (taken.n_rows, taken.new.len(), taken.unsure.len()),
            (2, 1, 0)
        );
        let undo = document.apply(&taken.transaction).unwrap();
        let told: Vec<String> = document.annexes[0]
            .rows
            .iter()
            .map(|row| {
                let text = |role| document.annexes[0].text(row, role);
                [
                    text(Role::Content),
                    text(Role::Actual),
                    text(Role::Status),
                    text(Role::Note),
                ]
                .join(" | ")
            })
            .collect();
        assert_eq!(
            told,
            [
                "Phục vụ người dân |  |  | ",
                "Tỷ lệ người dân hài lòng về dịch vụ công | 96 |  | ",
                "Tỷ lệ hồ sơ được số hóa khi tiếp nhận |  |  | ",
                "Số xã có kết nối dự phòng bằng cáp quang | 60 | Chưa đạt | Thiếu vốn"
            ]
        );
        // What is taken once is not taken twice.
        assert_eq!(take_report(&document, id, &file, period), None);
        document.apply(&undo).unwrap();
        assert_eq!(document, before);
    }
}
