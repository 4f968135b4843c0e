//! # `range-reversed`
//!
//! A range that ends below its start, in targets, results and sentences: "20 - 15", "từ 95% đến 90%",
//! "đạt 90 - 80% hồ sơ".
//!
//! **Fix.** None: one of the figures may be mistyped.

use crate::{
    model::{Amount, Role, Severity, Target, parse_number},
    validate::{Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "range-reversed",
    severity: Severity::Warning,
    title: Key::RuleRangeReversed,
    rationale: Key::RuleRangeReversedWhy,
    source: "Đối chiếu hai đầu của khoảng giá trị",
    check: Check::Row(check),
};

/// Words of what goes down: "từ 35 xuống 10" is no range turned round.
const FALLS: &[&str] = &["giảm", "xuống", "hạ ", "thu hẹp", "rút ngắn"];

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    if scope.row.kind.is_section() {
        return;
    }
    let falls = |text: &str| {
        let lower = text.to_lowercase();
        FALLS.iter().any(|word| lower.contains(word))
    };
    for column in scope.annex.columns {
        let text = scope.row.cell(column.id);
        let may_hold_one = || text.bytes().any(|byte| byte.is_ascii_digit());
        let range = match column.role {
            Role::Target | Role::Actual | Role::Result if may_hold_one() => {
                whole(text).or_else(|| within(text))
            }
            Role::Content | Role::Note => within(text),
            _ => None,
        };
        let Some(range) = range else {
            continue;
        };
        if !falls(scope.text(Role::Content)) && !falls(text) {
            let message = Key::RangeReversed.with([range.to_owned()]);
            acc.push(scope.finding(&RULE, column.id, message));
        }
    }
}

/// A text that is a range turned round and nothing else.
fn whole(text: &str) -> Option<&str> {
    // A sentence is not worth a place among the remembered targets.
    if !text.contains(['-', '–']) && !text.to_lowercase().contains("đến") {
        return None;
    }
    let Target::Measured {
        amount: Amount::Range(from, to),
        ..
    } = Target::parse(text, "")
    else {
        return None;
    };
    (to < from).then(|| text.trim())
}

/// Finds a range of percentages turned round in a sentence.
fn within(text: &str) -> Option<&str> {
    if !text.contains('%') {
        return None;
    }
    let digits = |text: &str| {
        text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')))
            .unwrap_or(text.len())
    };
    let mut rest = text;
    while let Some(from) = rest.find(|c: char| c.is_ascii_digit()) {
        let before = text.get(..text.len() - rest.len() + from)?;
        let own = rest.get(from..)?;
        let n = digits(own);
        rest = own.get(n..)?;
        // A part of a date, a symbol or a code.
        let is_joined = before.ends_with(|c: char| c.is_alphanumeric() || "/-–.".contains(c));
        let behind = rest.trim_start();
        let behind = behind.strip_prefix('%').unwrap_or(behind).trim_start();
        let separators = ["-", "–", "—", "÷", "đến", "tới"];
        let Some(second) = separators.iter().find_map(|it| behind.strip_prefix(it)) else {
            continue;
        };
        let second = second.trim_start();
        let m = digits(second);
        let end = second.get(m..)?.trim_start();
        let (Some(one), Some(two)) = (
            parse_number(own.get(..n)?.trim_end_matches(['.', ','])),
            parse_number(second.get(..m)?),
        ) else {
            continue;
        };
        if let Some(end) = end.strip_prefix('%').filter(|_| !is_joined && two < one) {
            return own.get(..own.len() - end.len());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::values::range_reversed::RULE, testing::report};

    #[test]
    fn reports_ranges_the_wrong_way_round() {
        let text = "
            content | unit | target
            - Tỷ lệ hồ sơ | % | 20 - 15
            - Tỷ lệ hồ sơ | % | 15 - 20
            - Tỷ lệ hồ sơ | | Từ 95% đến 90%
            - Mức giảm | % | 20 - 15
        ";
        assert_snapshot!(report(&RULE, text), @"
        row 1 target: Khoảng giá trị “20 - 15” ghi số lớn trước số nhỏ.
        row 3 target: Khoảng giá trị “Từ 95% đến 90%” ghi số lớn trước số nhỏ.
        ");
    }

    #[test]
    fn reports_them_in_results_and_sentences_too() {
        assert_snapshot!(report(&RULE, "
            content | unit | actual:Kết quả năm 2026 | result:Kết quả
            - Tỷ lệ hồ sơ | % | 90 - 80 | 90 - 80
            - Tỷ lệ hồ sơ | % | Đạt 90% - 80% hồ sơ | 40 – 50
            - Phấn đấu từ 95% đến 90% hồ sơ đúng hạn | % | | 70 ÷ 60% số xã
            - Nghị quyết số 57-NQ/TW, ngày 25/12 - 5/1, 12-10-2026, 8 - 5 giờ | % | |
            - Đưa tỷ lệ từ 15% xuống 10% | % | | Từ 12% hạ đến 9%
        "), @"
        row 1 actual: Khoảng giá trị “90 - 80” ghi số lớn trước số nhỏ.
        row 1 result: Khoảng giá trị “90 - 80” ghi số lớn trước số nhỏ.
        row 2 actual: Khoảng giá trị “90% - 80%” ghi số lớn trước số nhỏ.
        row 3 content: Khoảng giá trị “95% đến 90%” ghi số lớn trước số nhỏ.
        row 3 result: Khoảng giá trị “70 ÷ 60%” ghi số lớn trước số nhỏ.
        ");
    }
}
