//! # `repeated-row`
//!
//! An item with a short name ("Xã Phù Cát") that is the same as another one of its section in all cells: one
//! was written over the other. Longer names are compared by `duplicate-content`.
//!
//! **Fix.** None: what stood there is lost.

use rustc_hash::FxHashMap;

use crate::{
    model::{Role, RowKind, Severity},
    validate::{AnnexScope, Check, Diagnostic, RowHandle, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "repeated-row",
    severity: Severity::Warning,
    title: Key::RuleRepeatedRow,
    rationale: Key::RuleRepeatedRowWhy,
    source: "Hai dòng giống nhau ở mọi ô thường do chép đè",
    check: Check::Annex {
        reads: &Role::ALL,
        check,
    },
};

/// Longer names are those of tasks and indicators.
const WORDS_MAX: usize = 5;
/// Rows of fewer cells may be alike by chance.
const CELLS_MIN: usize = 3;

fn check(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    let Some(content) = scope.annex.column_of(Role::Content).map(|column| column.id) else {
        return;
    };
    // The last row of the section by its name.
    let mut seen: FxHashMap<&str, RowHandle> = FxHashMap::default();
    for (row, text) in scope.texts(content) {
        if matches!(row.kind, RowKind::Section(_)) {
            seen.clear();
        }
        let name = text.trim();
        let is_short = name.split_whitespace().take(WORDS_MAX + 1).count() <= WORDS_MAX;
        let is_item = row.kind == RowKind::Item(1) && !name.is_empty();
        let ordinal = scope.text_of(row, Role::Ordinal).trim();
        if !is_item || !is_short || ordinal.is_empty() {
            continue;
        }
        let Some(earlier) = seen.insert(name, row) else {
            continue;
        };
        if are_alike(scope, row, earlier) {
            let other = scope.text_of(earlier, Role::Ordinal).trim().to_owned();
            let message = Key::RepeatedRow.with([other]);
            acc.push(scope.finding(&RULE, row, content, message));
        }
    }
}

/// Whether two rows have the same texts but for their ordinals, and enough of them.
fn are_alike(scope: &AnnexScope, one: RowHandle, other: RowHandle) -> bool {
    let columns = scope.annex.columns.iter();
    let columns = columns.filter(|it| it.role != Role::Ordinal && it.role != Role::Content);
    let mut n_filled = 0;
    for column in columns {
        let text = scope.text(one, column.id).trim();
        if text != scope.text(other, column.id).trim() {
            return false;
        }
        n_filled += usize::from(!text.is_empty());
    }
    CELLS_MIN <= n_filled
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::structure::repeated_row::RULE, testing::report};

    #[test]
    fn reports_a_row_written_over_another() {
        assert_snapshot!(report(&RULE, "
            stt | content | other:Diện tích | other:Số thửa | other:Đơn vị
            # I | Khu Đông
            - 9 | Xã Phù Cát | 1.620 | 10.340 | Công ty A
            - 10 | Xã Phù Cát | 1.620 | 10.340 | Công ty A
            - 11 | Xã Phù Mỹ | 1.620 | 10.340 | Công ty A
            - 12 | Xã Phù Mỹ | 1.620 | 10.350 | Công ty A
            -- a | Nam | 1 | 2 | x
            -- b | Nam | 1 | 2 | x
            # II | Khu Tây
            - 1 | Xã Phù Cát | 1.620 | 10.340 | Công ty A
            - 2 | Xã Ia Grai | | 5 | x
            - 3 | Xã Ia Grai | | 5 | x
        "), @"row 3 content: Dòng này giống hệt dòng “9” ở mọi ô; có thể một dòng đã bị chép đè.");
    }
}
