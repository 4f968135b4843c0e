//! # `missing-ordinal`
//!
//! An item without an ordinal among items that have one. Totals, sub-items and lines that go on with the
//! item above ("Trong đó:", "- …") need none.
//!
//! **Fix.** None: a row may have been lost or joined.

use crate::{
    model::{Role, RowKind, Severity},
    validate::{AnnexScope, Check, Diagnostic, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "missing-ordinal",
    severity: Severity::Warning,
    title: Key::RuleMissingOrdinal,
    rationale: Key::RuleMissingOrdinalWhy,
    source: "Đối chiếu với các dòng khác của cột số thứ tự",
    check: Check::Annex {
        reads: &[Role::Ordinal, Role::Content],
        check,
    },
};

/// The column must have this many ordinals, in this share of its items.
const ORDINALS_MIN: usize = 3;
const FILLED_PERCENT: usize = 85;

fn check(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    let (Some(ordinal), Some(content)) = (
        scope.annex.column_of(Role::Ordinal).map(|it| it.id),
        scope.annex.column_of(Role::Content).map(|it| it.id),
    ) else {
        return;
    };
    let items = || {
        let items = scope.texts(ordinal).zip(scope.texts(content));
        let items =
            items.filter(|((row, _), _)| row.kind == RowKind::Item(1) && !scope.is_total(*row));
        items.map(|((row, ordinal), (_, content))| (row, ordinal.trim(), content.trim()))
    };
    let (n, filled) = items().fold((0, 0), |(n, filled), (_, ordinal, _)| {
        (n + 1, filled + usize::from(!ordinal.is_empty()))
    });
    let is_usual =
        ORDINALS_MIN <= filled && (filled + 1 == n || n * FILLED_PERCENT <= filled * 100);
    if !is_usual || filled == n {
        return;
    }
    for (row, own, text) in items() {
        let lower = text.to_lowercase();
        let goes_on = text.starts_with(['-', '+', '•', '*'])
            || lower.starts_with("trong đó")
            || lower.starts_with("gồm");
        let is_item = text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        if own.is_empty() && !text.is_empty() && !goes_on && is_item {
            acc.push(scope.finding(&RULE, row, ordinal, Key::MissingOrdinal.into()));
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::structure::missing_ordinal::RULE, testing::report};

    #[test]
    fn reports_the_item_without_a_number() {
        assert_snapshot!(report(&RULE, "
            stt | content
            # | Mục không số
            - 1 | Ban hành
            - | Rà soát
            - 3 | Tập huấn
            - 4 | Tổng kết
            - 5 | Sơ kết
            - | Tổng cộng
        "), @"row 3 stt: Dòng này chưa có số thứ tự.");
        assert_snapshot!(report(&RULE, "stt | content\n- | Ban hành\n- | Rà soát\n- 1 | Tập huấn"), @"");
        assert_snapshot!(report(&RULE, "stt | content\n- 1 | a\n- 2 | b\n- 3 | c\n- | Trong đó: nữ"), @"");
    }
}
