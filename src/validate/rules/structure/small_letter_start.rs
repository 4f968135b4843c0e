//! # `small-letter-start`
//!
//! An item that begins with a small letter where nearly all others begin with a capital.
//!
//! **Fix.** Writes the capital. Safe: no word changes.

use crate::{
    model::{Role, RowKind, Severity},
    text::search::capitalised,
    validate::{AnnexScope, Applicability, Check, Diagnostic, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "small-letter-start",
    severity: Severity::Hint,
    title: Key::RuleSmallLetter,
    rationale: Key::RuleSmallLetterWhy,
    source: "Các dòng khác của phụ lục bắt đầu bằng chữ hoa",
    check: Check::Annex {
        reads: &[Role::Content],
        check,
    },
};

/// Number of items that must begin with a capital for one that does not.
const USUAL: usize = 5;

fn check(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    let Some(column) = scope.annex.column_of(Role::Content).map(|it| it.id) else {
        return;
    };
    let items = || {
        let items = scope
            .texts(column)
            .filter(|(row, _)| row.kind == RowKind::Item(1));
        items.map(|(row, text)| (row, text, text.trim_start_matches(['-', '+', '•', ' '])))
    };
    let (mut small, mut capital) = (0, 0);
    for (.., bare) in items() {
        small += usize::from(begins_small(bare));
        capital += usize::from(bare.starts_with(char::is_uppercase));
    }
    if small == 0 || capital < USUAL * small {
        return;
    }
    for (row, text, bare) in items().filter(|(.., bare)| begins_small(bare)) {
        let first = bare.split_whitespace().next().unwrap_or_default();
        let lead = text.get(..text.len() - bare.len()).unwrap_or_default();
        let after = format!("{lead}{}", capitalised(bare));
        let finding = scope.finding(
            &RULE,
            row,
            column,
            Key::SmallLetter.with([first.to_owned()]),
        );
        let label = Key::FixReplaceBy.with([capitalised(first)]);
        let step = scope.set_cell(row, column, after);
        acc.push(finding.with_fix(Applicability::Safe, label, vec![step]));
    }
}

/// Whether a text begins with a small letter; "eKYC" and "iOS" are written so.
fn begins_small(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    let is_name = first
        .chars()
        .any(|c| c.is_uppercase() || c.is_ascii_digit());
    first.starts_with(char::is_lowercase) && !is_name
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::structure::small_letter_start::RULE, testing::*};

    #[test]
    fn reports_the_one_item_in_small_letters() {
        let text = "
            stt | content
            - 1 | Ban hành quy chế
            - 2 | rà soát quy chế
            - 3 | Tập huấn
            - 4 | Tổng kết
            - 5 | Sơ kết
            - 6 | Báo cáo
            - 7 | eKYC cho người dân
            - 8 | Công bố
            - 9 | Kiểm tra
            - 10 | Thẩm định
            - 11 | Phê duyệt
            -- 11.1 | phần một
        ";
        assert_snapshot!(report(&RULE, text), @"row 2 content: “rà” đứng đầu nên viết hoa.");
        assert_snapshot!(report(&RULE, "stt | content\n- 1 | ban hành\n- 2 | rà soát\n- 3 | Tập huấn"), @"");
    }
}
