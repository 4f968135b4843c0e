//! What the rules about all rows of an annex share, computed once for the annex.

use std::cell::OnceCell;

use crate::model::{
    AnnexHead, Column, ColumnId, Phase, ReportColumns, ReportPeriod, reported_period, target_column,
};

/// Lives as long as an annex is being checked.
#[derive(Default)]
pub(super) struct Shared {
    reporting: OnceCell<Reporting>,
}

/// What an annex reports on.
#[derive(Debug)]
pub(super) struct Reporting {
    pub columns: ReportColumns,
    /// The column of the target of the period reported on, with its phase.
    pub target: Option<(ColumnId, Option<Phase>)>,
    /// The periods that the headings of the results, and of the results before, name.
    pub actual: Option<ReportPeriod>,
    pub previous: Option<ReportPeriod>,
}

impl Shared {
    pub(super) fn reporting(&self, head: &AnnexHead, columns: &[Column]) -> &Reporting {
        self.reporting.get_or_init(|| Reporting::of(head, columns))
    }
}

impl Reporting {
    fn of(head: &AnnexHead, all: &[Column]) -> Reporting {
        let period = reported_period(head, all);
        let columns = ReportColumns::of(all, period);
        let named = |id: Option<ColumnId>| {
            let column = all.iter().find(|it| Some(it.id) == id)?;
            let headings = column.header.iter().rev();
            headings.into_iter().find_map(|it| ReportPeriod::parse(it))
        };
        Reporting {
            target: target_column(all, period),
            actual: named(columns.actual),
            previous: named(columns.previous),
            columns,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture;

    #[test]
    fn the_columns_of_a_report_are_told_apart_once() {
        let document = fixture::parse(
            "
            content | unit | target:Năm 2026 | actual:Kết quả quý II/2026 | actual:Kết quả quý III/2026
            - Tỷ lệ hồ sơ được số hóa | % | 95 | 80 | 70
        ",
        );
        let annex = &document.annexes[0];
        let shared = Shared::default();
        let first = shared.reporting(&annex.head, &annex.columns);
        assert_eq!(first.actual, ReportPeriod::parse("Quý III/2026"));
        assert_eq!(first.previous, ReportPeriod::parse("Quý II/2026"));
        assert_eq!(first.target.map(|(id, _)| id), Some(annex.columns[2].id));
        // Another row of the annex gets what the first one computed.
        assert!(std::ptr::eq(first, shared.reporting(&annex.head, &[])));
    }
}
