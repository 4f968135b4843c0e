//! What an annex states of the national indicators: shared by the rules about them.

pub(super) mod copied_national_text;
pub(super) mod national_indicators_missing;
pub(super) mod national_target_later;
pub(super) mod national_target_lower;
pub(super) mod national_unit_differs;

use crate::{
    model::{
        ColumnId,
        coverage::{self, Standing, Statement},
    },
    reference::{
        indicators::{Indicator, National},
        units,
    },
    validate::{AnnexScope, Diagnostic, Rule},
    wording::Message,
};

/// A national target that an annex does not meet.
pub(in crate::validate) struct Shortfall<'it> {
    pub indicator: &'it Indicator,
    pub demand: &'it National,
    pub year: u16,
    pub statement: &'it Statement,
    /// The target text of the row for the phase, and its column.
    pub said: &'it str,
    pub column: ColumnId,
}

/// Reports each target of the national list whose standing in the annex is `kind`, with the message
/// that `message` builds.
pub(in crate::validate) fn report(
    scope: &AnnexScope,
    rule: &Rule,
    acc: &mut Vec<Diagnostic>,
    kind: Standing,
    message: impl Fn(&Shortfall) -> Message,
) {
    let statements = scope.statements();
    for (at, indicator) in scope.document.indicators.list().iter().enumerate() {
        let own: Vec<&Statement> = statements.iter().filter(|it| it.indicator == at).collect();
        for (year_at, (year, demand)) in scope
            .document
            .indicators
            .years()
            .iter()
            .zip(&indicator.targets)
            .enumerate()
        {
            if coverage::standing(indicator, year_at, &own) != kind {
                continue;
            }
            let said = own
                .iter()
                .find_map(|it| Some((*it, it.said.get(year_at)?.as_ref()?)));
            let Some((statement, said)) = said else {
                continue;
            };
            // "Số hệ thống …" counts what the national indicator takes a share of.
            if kind == Standing::OtherUnit && units::counts_things(&statement.unit) {
                continue;
            }
            let shortfall = Shortfall {
                indicator,
                demand,
                year: *year,
                statement,
                said: &said.text,
                column: said.column,
            };
            let message = message(&shortfall);
            if let Some(row) = scope.rows().iter().find(|row| row.id == statement.row) {
                acc.push(scope.finding(rule, *row, shortfall.column, message));
            }
        }
    }
}

/// Formats the national target for a message: `100%`, `3`.
pub(in crate::validate) fn demand(it: &Shortfall) -> String {
    match it.indicator.unit.as_str() {
        "%" => format!("{}%", it.demand.text),
        _ => it.demand.text.clone(),
    }
}

#[cfg(test)]
pub(in crate::validate) mod testing {
    /// Rows about national indicators, in this order: a lower target, a later target, another unit,
    /// a target that is met, and one for which the list has no binding value.
    pub(crate) const ANNEX: &str = "
        stt | content | unit | target:Giai đoạn / 2026 - 2027 | target:Giai đoạn / 2028 - 2030
        - 1 | Tỷ lệ người dân hài lòng khi sử dụng dịch vụ công | % | 90 | 99
        - 2 | Tỷ lệ DVCTT toàn trình | % | - | 100
        - 3 | Mức độ trưởng thành về quản trị dữ liệu | % | 30 | 50
        - 4 | Tỷ lệ cơ quan cung cấp dữ liệu mở | % | - | 100
        - 5 | Tỷ lệ cán bộ, công chức được đào tạo kỹ năng số cơ bản | % | 100 | 90
    ";
}
