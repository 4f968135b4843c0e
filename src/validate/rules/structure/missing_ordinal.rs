//! # `missing-ordinal`
//!
//! An item without an ordinal among items that have one, or a part of an item whose other parts have
//! one. Totals and lines that go on with the item above ("Trong đó:", "- …") need none.
//!
//! **Fix.** None: a row may have been lost or joined.

use crate::{
    model::{Role, RowKind, Severity, is_total},
    text::letters::lower,
    validate::{AnnexScope, Check, Diagnostic, RowHandle, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "missing-ordinal",
    severity: Severity::Warning,
    title: Key::RuleMissingOrdinal,
    rationale: Key::RuleMissingOrdinalWhy,
    source: "Đối chiếu với các dòng khác của cột số thứ tự",
    check: Check::Annex {
        reads: &[Role::Ordinal, Role::Content, Role::Lead],
        check,
    },
};

/// The column must have this many ordinals, in this share of its items.
const ORDINALS_MIN: usize = 3;
const FILLED_PERCENT: usize = 85;

fn check(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    let Some(ordinal) = scope.annex.column_of(Role::Ordinal) else {
        return;
    };
    for row in lost(scope) {
        acc.push(scope.finding(&RULE, row, ordinal.id, Key::MissingOrdinal.into()));
    }
}

/// The rows whose ordinal is missing.
pub(super) fn lost(scope: &AnnexScope) -> Vec<RowHandle> {
    let (Some(ordinal), Some(content)) = (
        scope.annex.column_of(Role::Ordinal).map(|it| it.id),
        scope.annex.column_of(Role::Content).map(|it| it.id),
    ) else {
        return Vec::new();
    };
    let items: Vec<(RowHandle, &str, &str)> = scope
        .texts(ordinal)
        .zip(scope.texts(content))
        .filter(|((row, _), _)| !row.kind.is_section() && !is_total_row(scope, *row))
        .map(|((row, ordinal), (_, content))| (row, ordinal.trim(), content.trim()))
        .collect();
    let top = items
        .iter()
        .filter(|(row, _, text)| row.kind == RowKind::Item(1) && !goes_on(text));
    let (n, filled) = top.fold((0, 0), |(n, filled), (_, ordinal, _)| {
        (n + 1, filled + usize::from(!ordinal.is_empty()))
    });
    let is_usual =
        ORDINALS_MIN <= filled && (filled + 1 == n || n * FILLED_PERCENT <= filled * 100);
    let mut lost = Vec::new();
    for (at, (row, own, text)) in items.iter().enumerate() {
        let is_item = text
            .trim_start_matches(['“', '"', '(', ' '])
            .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let is_at_edge = at == 0 || at + 1 == items.len();
        let is_whole = is_at_edge && names_whole(text);
        if !own.is_empty() || text.is_empty() || goes_on(text) || !is_item || is_whole {
            continue;
        }
        let is_lost = match row.kind {
            RowKind::Item(1) => is_usual && !are_parts(&items, at),
            // Of the parts of one item, either all have an ordinal or none.
            _ => has_numbered_sibling(&items, at),
        };
        if is_lost {
            lost.push(*row);
        }
    }
    lost
}

/// Whether a row states a total, by its content or by the bodies of a table of them.
fn is_total_row(scope: &AnnexScope, row: RowHandle) -> bool {
    let lead = scope.text_of(row, Role::Lead);
    scope.is_total(row) || is_total(lead, scope.text_of(row, Role::Ordinal))
}

/// Whether several rows in a row lack an ordinal and the ordinals around them go on without a gap: they
/// are parts of the row above.
fn are_parts(items: &[(RowHandle, &str, &str)], at: usize) -> bool {
    let is_bare = |it: &&(RowHandle, &str, &str)| it.1.is_empty();
    let before = items
        .get(..at)
        .unwrap_or_default()
        .iter()
        .rev()
        .take(SIBLINGS_MAX);
    let behind = items
        .get(at..)
        .unwrap_or_default()
        .iter()
        .take(SIBLINGS_MAX);
    let n = before.clone().take_while(is_bare).count() + behind.clone().take_while(is_bare).count();
    let number = |it: Option<&(RowHandle, &str, &str)>| it?.1.parse::<u32>().ok();
    let first = number(before.clone().find(|it| !is_bare(it)));
    let next = number(behind.clone().find(|it| !is_bare(it)));
    1 < n
        && first
            .zip(next)
            .is_some_and(|(first, next)| first + 1 == next)
}

/// Whether a row above or below all others names their whole: "Tổng diện tích tự nhiên", "Toàn Thành phố".
pub(super) fn names_whole(text: &str) -> bool {
    let lower = text.to_lowercase();
    let behind = lower.strip_prefix("tổng ");
    let is_task = behind.is_some_and(|it| WORK.iter().any(|word| it.starts_with(word)));
    (behind.is_some() && !is_task) || lower.starts_with("toàn ") || lower.starts_with("cả ")
}

/// Words that make "tổng" the beginning of a task.
const WORK: &[&str] = &[
    "kết",
    "hợp",
    "rà",
    "điều tra",
    "duyệt",
    "vệ sinh",
    "kiểm tra",
    "thanh tra",
    "hành",
];

/// Whether a row goes on with the one above.
fn goes_on(text: &str) -> bool {
    let begins = |words: &str| {
        let mut letters = text.chars().map(lower);
        words.chars().all(|c| letters.next() == Some(c))
    };
    text.starts_with(['-', '+', '•', '*']) || begins("trong đó") || begins("gồm")
}

/// How many rows before and behind are looked at.
const SIBLINGS_MAX: usize = 50;

/// Whether a part of the same item, beside this one, has an ordinal.
fn has_numbered_sibling(items: &[(RowHandle, &str, &str)], at: usize) -> bool {
    let Some((row, ..)) = items.get(at) else {
        return false;
    };
    let level = row.kind.level();
    let is_sibling = |it: &&(RowHandle, &str, &str)| level <= it.0.kind.level();
    let is_numbered = |it: &(RowHandle, &str, &str)| it.0.kind.level() == level && !it.1.is_empty();
    let before = items.get(..at).unwrap_or_default().iter().rev();
    let before = before.take(SIBLINGS_MAX);
    let behind = items.get(at + 1..).unwrap_or_default().iter();
    let behind = behind.take(SIBLINGS_MAX);
    before.take_while(is_sibling).any(is_numbered) || behind.take_while(is_sibling).any(is_numbered)
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
        let parts = "stt | content\n- 1 | Khách\n- | Quốc tế\n- | Nội địa\n- 2 | Buồng\n- 3 | Thu\n- 4 | Vé\n- 5 | Bến\n- 6 | Tàu\n- 7 | Tour\n- 8 | Bãi\n- 9 | Chợ\n- 10 | Lễ\n- 11 | Hội\n- 12 | Xe";
        assert_snapshot!(report(&RULE, parts), @"");
        assert_snapshot!(report(&RULE, "stt | content\n- | Ban hành\n- | Rà soát\n- 1 | Tập huấn"), @"");
        assert_snapshot!(report(&RULE, "stt | content\n- 1 | a\n- 2 | b\n- 3 | c\n- | Trong đó: nữ"), @"");
        assert_snapshot!(report(&RULE, "stt | content\n- | Tổng diện tích tự nhiên\n- 1 | A\n- 2 | B\n- 3 | C\n- | Toàn Thành phố"), @"");
        assert_snapshot!(report(&RULE, "stt | lead | content\n- 1 | Phòng A | 5\n- 2 | Phòng B | 6\n- 3 | Phòng C | 7\n- | Toàn Thành phố | 18"), @"");
        assert_snapshot!(report(&RULE, "stt | content\n- 1 | A\n- 2 | B\n- 3 | C\n- | Tổng kết mười năm"), @"row 4 stt: Dòng này chưa có số thứ tự.");
    }
}
