//! What a reporting annex has beside its results: the same as shares, and others of the same time.

use super::{
    column::{Column, ColumnId, Role},
    report_period::ReportPeriod,
};
use crate::text::{likeness::lower_words, phrase::has_phrase};

/// Words of headings over results of another time.
const EARLIER: &[&str] = &["trước", "cùng kỳ", "năm ngoái", "chuyển sang"];
/// Words of headings over shares of the plan.
const OF_PLAN: &[&str] = &[
    "kế hoạch",
    "kh",
    "so với",
    "so sánh",
    "hoàn thành",
    "đạt",
    "nghị quyết",
    "chỉ tiêu",
    "mục tiêu",
    "giao",
];
/// Finds the share under the same heading as the chosen results, and the other results of their time.
/// `taken` are columns that hold something else; `period` tells the period of a column.
pub(super) fn results_beside(
    columns: &[Column],
    chosen: &Column,
    taken: &[Option<ColumnId>],
    period: impl Fn(&Column) -> Option<ReportPeriod>,
) -> (Option<ColumnId>, Vec<ColumnId>) {
    let others = || columns.iter().filter(|it| it.id != chosen.id);
    let mut shares = others().filter(|it| !taken.contains(&Some(it.id)) && is_share_of(it, chosen));
    let own = period(chosen);
    let beside = others().filter(|it| {
        let title = it.title().to_lowercase();
        let is_earlier = EARLIER.iter().any(|word| title.contains(word));
        it.role == Role::Actual && period(it) == own && !is_earlier
    });
    (
        shares.next().map(|it| it.id),
        beside.map(|it| it.id).collect(),
    )
}

/// Whether a column has the share beside the number: "Tỷ lệ" beside "Số lượng", both under "Kết quả".
fn is_share_of(column: &Column, number: &Column) -> bool {
    let outer = |column: &Column| column.header.split_last().map(|(_, it)| it.to_vec());
    let group = outer(column).filter(|it| !it.is_empty());
    let inner = column.header.last().map(|it| it.to_lowercase());
    let inner = inner.unwrap_or_default();
    let said = lower_words(&inner);
    matches!(column.role, Role::Actual | Role::Other)
        && group.is_some()
        && group == outer(number)
        && is_share(&inner)
        && !OF_PLAN.iter().any(|it| has_phrase(&said, it))
}

/// Whether a heading in small letters names a share.
pub(super) fn is_share(title: &str) -> bool {
    let words = ["%", "tỷ lệ", "tỉ lệ"];
    words.iter().any(|it| title.contains(it))
}

#[cfg(test)]
mod tests {
    use crate::model::{ReportColumns, fixture};

    #[test]
    fn a_share_beside_the_number_is_known_unless_it_is_of_the_plan() {
        let share = |heading: &str| {
            let text = format!(
                "stt | content | target | actual:Kết quả / Số lượng | other:Kết quả / {heading}\n- 1 | Một | 5% | 9 vụ | 0,5%"
            );
            let document = fixture::parse(&text);
            ReportColumns::of(&document.annexes[0].columns, None)
                .share
                .is_some()
        };
        assert!(share("Tỷ lệ"));
        assert!(share("%"));
        assert!(!share("% so với kế hoạch"));
        assert!(!share("Tỷ lệ hoàn thành"));
        assert!(!share("Ghi chú"));
    }

    #[test]
    fn results_of_one_time_stand_beside_each_other() {
        let document = fixture::parse(
            "stt | content | target | actual:Kết quả | actual:Kết quả kỳ trước | actual:Số liệu
            - 1 | Một | 5 | | 4 | 6",
        );
        let annex = &document.annexes[0];
        let columns = ReportColumns::of(&annex.columns, None);
        assert_eq!(columns.beside.len(), 1);
    }
}
