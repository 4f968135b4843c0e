//! # `target-in-text`
//!
//! The text of an indicator states the target while the target cell is empty, or states a different
//! target than the cell.
//!
//! **Fix.** Where the cell is empty: copies the target from the text into the cell and leaves the
//! text as it is. Unsafe: applied by hand only. Where the two contradict each other: none.

use crate::{
    model::{Amount, Bound, Measure, Role, Severity, Target, parse_number, vietnamese_number},
    validate::{Applicability, Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "target-in-text",
    severity: Severity::Warning,
    title: Key::RuleTargetInText,
    rationale: Key::RuleTargetInTextWhy,
    source: "Cột mục tiêu là nơi để lọc, so sánh, đánh giá",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let content = scope.text(Role::Content);
    if !content.contains('%') || !scope.states_something() {
        return;
    }
    let Some((bound, value)) = only_percentage(content) else {
        return;
    };
    let mut targets = scope.targets();
    let unit = scope.text(Role::Unit).trim();
    let of_unit = Measure::of_unit(unit);
    // With several target columns it is unclear which phase the text refers to.
    let (Some((column, text, target)), None) = (targets.next(), targets.next()) else {
        return;
    };
    match target {
        Target::Missing if unit.is_empty() || of_unit == Measure::Percent => {
            let value = vietnamese_number(value);
            let percent = if unit.is_empty() { "%" } else { "" };
            let bound = match bound {
                Bound::AtLeast => "tối thiểu ",
                Bound::MoreThan => "trên ",
                _ => "",
            };
            let text = format!("{bound}{value}{percent}");
            let finding = scope.finding(&RULE, column, Key::TargetHidden.with([text.clone()]));
            let label = Key::FixTakeTarget.with([text.clone()]);
            let step = scope.set_cell(column, text);
            acc.push(finding.with_fix(Applicability::Unsafe, label, vec![step]));
        }
        Target::Measured {
            amount: Amount::One(own),
            measure: Measure::Percent,
            ..
        } if *own != value => {
            let stated = format!("{}%", vietnamese_number(value));
            let message = Key::TargetContradictsText.with([text.to_owned(), stated]);
            acc.push(scope.finding(&RULE, column, message));
        }
        _ => {}
    }
}

/// Returns the single percentage that a text states as a target. `None` if the text has several
/// percentages, or if the percentage is not stated as a target: a change, a comparison, a range, or
/// a share of GRDP or of the budget.
fn only_percentage(text: &str) -> Option<(Bound, f64)> {
    let lower = text.to_lowercase();
    if lower.matches('%').count() != 1 {
        return None;
    }
    let (before, behind) = lower.split_once('%')?;
    let start = before.rfind(|c: char| !c.is_ascii_digit() && c != ',' && c != '.');
    let start = start.map_or(0, |at| {
        at + before
            .get(at..)
            .and_then(|it| it.chars().next())
            .map_or(1, char::len_utf8)
    });
    let value = parse_number(before.get(start..)?)?;
    let before = before.get(..start)?.trim_end();
    let behind = behind.trim_start();
    let other = ["tăng", "giảm", "thêm", "bằng", "so với", "-", "–", "đến"];
    let is_other = other.iter().any(|word| before.ends_with(word))
        || ["grdp", "gdp", "ngân sách", "tổng chi", "/"]
            .iter()
            .any(|word| behind.starts_with(word));
    let bound = match before {
        it if it.ends_with("tối thiểu") || it.ends_with("ít nhất") => Bound::AtLeast,
        it if it.ends_with("trên") => Bound::MoreThan,
        _ => Bound::Exactly,
    };
    let bare = ["tối thiểu", "ít nhất", "trên"]
        .iter()
        .fold(before, |it, word| {
            it.strip_suffix(word).unwrap_or(it).trim_end()
        });
    let bare = bare.trim_start_matches(['-', '–', ' ']);
    // Accepts "Đạt 90% …", "… đạt tối thiểu 90%" and "90% hồ sơ …". Elsewhere the percentage may be
    // part of the indicator's name.
    let is_target = bare.is_empty()
        || bare.ends_with("đạt")
        || bare.ends_with("phấn đấu")
        || bare.ends_with("bảo đảm");
    (is_target && !is_other && value <= 100.0).then_some((bound, value))
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::values::target_in_text::RULE, testing::*};

    #[test]
    fn reports_targets_that_stand_in_the_text() {
        let text = "
            stt | content | unit | target
            - 1 | 90% hồ sơ được xử lý trên môi trường điện tử | % |
            - 2 | Tỷ lệ số hóa đạt tối thiểu 80% | |
            - 3 | Đạt 95% người dân hài lòng | % | 90
            - 4 | Đạt 95% người dân hài lòng | % | 95
            - 5 | Tỷ lệ xã có trên 50% dân số dùng chữ ký số | % | 100
            - 6 | Kinh phí đạt 03% GRDP | % |
            - 7 | Năng suất tăng 30% | % |
            - 8 | Đạt 90% ở cấp tỉnh, 80% ở cấp xã | % |
        ";
        assert_snapshot!(report(&RULE, text), @"
        row 1 target: Ô mục tiêu trống nhưng lời chỉ tiêu ghi “90”.
        row 2 target: Ô mục tiêu trống nhưng lời chỉ tiêu ghi “tối thiểu 80%”.
        row 3 target: Mục tiêu ghi “90” nhưng lời chỉ tiêu ghi “95%”.
        ");
        assert_snapshot!(fixed(&RULE, "
            stt | content | unit | target
            - 1 | 90% hồ sơ được xử lý trên môi trường điện tử | % |
            - 2 | Tỷ lệ số hóa đạt tối thiểu 80% | |
        "), @"
        - 1 | 90% hồ sơ được xử lý trên môi trường điện tử | % | 90
        - 2 | Tỷ lệ số hóa đạt tối thiểu 80% |  | tối thiểu 80%
        ");
    }
}
