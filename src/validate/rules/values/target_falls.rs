//! # `target-falls`
//!
//! A target is worse than the one of the phase before, or than what was reached: lower where more is
//! better, higher where less is better. Which is better is read from the indicator's words; money,
//! indexes and yearly amounts have no direction. Also: a target keeps (duy trì) what was not set.
//!
//! **Fix.** None: only a person knows which figure is wrong.

use std::cell::LazyCell;

use crate::{
    model::{Bound, Direction, Measure, Role, RowKind, Severity, Target},
    validate::{Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "target-falls",
    severity: Severity::Warning,
    title: Key::RuleTargetFalls,
    rationale: Key::RuleTargetFallsWhy,
    source: "Chỉ tiêu giai đoạn sau thường kế thừa giai đoạn trước",
    check: Check::Row(check),
};

/// A target is worse than what was reached only by more than this share of it: plans may be modest.
const WORSE_THAN_REACHED: f64 = 0.15;

/// A limit that is so many times the one before lets through what that one forbade.
const LOOSER: f64 = 3.0;

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    if scope.row.kind.is_section() || scope.annex.column_of(Role::Target).is_none() {
        return;
    }
    let phase = |column| scope.annex.column(column).and_then(|it| it.phase());
    let targets: Vec<_> = scope.targets().collect();
    let is_phased = 1 < targets
        .iter()
        .filter(|(column, ..)| phase(*column).is_some())
        .count();
    if !is_phased && scope.annex.column_of(Role::Actual).is_none() {
        return;
    }
    let unit = scope.text(Role::Unit);
    // Without a unit, figures may be money; percentages and levels say what they are.
    let says_itself = |target: &Target| {
        matches!(
            target,
            Target::Measured {
                measure: Measure::Percent | Measure::Level,
                ..
            }
        )
    };
    let is_money =
        unit.trim().is_empty() && !targets.iter().any(|(.., target)| says_itself(target));
    // Read only where two figures differ.
    let directed = LazyCell::new(|| match is_money || names_a_group(scope) {
        true => (Direction::Open, ""),
        false => Direction::of(scope.text(Role::Content), unit),
    });
    let is_worse = |before: f64, now: f64| {
        before != now
            && match directed.0 {
                Direction::Rises => now < before,
                Direction::Falls => before < now,
                Direction::Open => false,
            }
    };
    let message = |text: &str, before: &str| {
        let (way, reason) = *directed;
        let key = match way {
            Direction::Falls => Key::TargetRises,
            _ => Key::TargetFalls,
        };
        key.with([
            text.trim().to_owned(),
            before.trim().to_owned(),
            reason.to_owned(),
        ])
    };
    let is_summed_up = is_summed_up(scope.text(Role::Content));
    let mut reached = None;
    // What a report gives was reached in part of the time that its targets are for.
    let is_report = scope.annex.reporting().actual.is_some() || has_target_before_actual(scope);
    if !is_report
        && let Some(column) = scope.annex.column_of(Role::Actual)
        && (is_summed_up || directed.0 != Direction::Open)
    {
        let text = scope.row.cell(column.id);
        if let Target::Measured { amount, .. } = Target::parse(text, unit) {
            reached = Some((text, amount.representative()));
        }
    }
    let is_amount_of_money = unit.to_lowercase().contains("đồng");
    let mut earlier: Option<(&str, f64, u16)> = None;
    let mut limit: Option<f64> = None;
    let mut seen = 0;
    for (column, text, target) in targets {
        let of_phase = phase(column).map(|phase| phase.to);
        if let Some((before, value)) = reached.take()
            && let Target::Measured {
                amount,
                bound: Bound::Exactly,
                ..
            } = target
        {
            let now = amount.representative();
            if is_summed_up && now < value {
                let message =
                    Key::SummedUpFalls.with([text.trim(), before.trim()].map(str::to_owned));
                acc.push(scope.finding(&RULE, column, message));
            } else if is_worse(value, now) && WORSE_THAN_REACHED * value < (now - value).abs() {
                acc.push(scope.finding(&RULE, column, message(text, before)));
            }
        }
        let Some(year) = of_phase else {
            continue;
        };
        seen += 1;
        let Target::Measured {
            amount,
            keep,
            bound,
            ..
        } = target
        else {
            continue;
        };
        let now = amount.representative();
        let bound = *bound;
        let later = earlier.filter(|(.., then)| *then < year);
        let found = match later {
            None if *keep && 1 < seen && earlier.is_none() => {
                Some(Key::KeepsNothing.with([text.to_owned()]))
            }
            Some((before, value, _)) if *keep && value != now => {
                Some(Key::KeepsAnother.with([text.to_owned(), before.to_owned()]))
            }
            Some((before, value, _)) if is_worse(value, now) => Some(message(text, before)),
            Some((before, value, _)) if is_summed_up && now < value => {
                Some(Key::SummedUpFalls.with([text.trim(), before.trim()].map(str::to_owned)))
            }
            Some((before, ..))
                if is_limit(bound)
                    && !is_amount_of_money
                    && limit.is_some_and(|it| LOOSER * it <= now) =>
            {
                Some(Key::LimitRises.with([text.trim(), before.trim()].map(str::to_owned)))
            }
            _ => None,
        };
        limit = is_limit(bound).then_some(now);
        acc.extend(found.map(|it| scope.finding(&RULE, column, it)));
        earlier = Some((text, now, year));
    }
}

/// Whether a sub-item names only whom or what of its parent it counts: "Hộ nghèo" below "Số hộ tham gia".
fn names_a_group(scope: &RowScope) -> bool {
    let is_part = matches!(scope.row.kind, RowKind::Item(level) if 1 < level);
    let unit = scope.text(Role::Unit).trim();
    let content = scope.text(Role::Content).trim();
    let content = content.trim_start_matches(['-', '+', '•', ' ']);
    let counts = ["Số ", "Tổng ", "Tỷ lệ", "Tỉ lệ", "Tỷ suất", "Giảm ", "Mức "];
    is_part && !unit.starts_with('%') && !counts.iter().any(|it| content.starts_with(it))
}

/// Whether an indicator counts all that has come together since its start ("lũy kế"), not since that of
/// each year.
fn is_summed_up(content: &str) -> bool {
    let lower = content.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|it| lower.contains(it));
    has(&["lũy kế", "luỹ kế", "cộng dồn"])
        && !has(&[
            "trong năm",
            "đầu năm",
            "hằng năm",
            "hàng năm",
            "mỗi năm",
            "từng năm",
            "còn lại",
        ])
}

fn is_limit(bound: Bound) -> bool {
    matches!(bound, Bound::AtMost | Bound::LessThan)
}

/// Whether a result stands behind its target, as in reports.
fn has_target_before_actual(scope: &RowScope) -> bool {
    let place = |role: Role| scope.annex.columns.iter().position(|it| it.role == role);
    place(Role::Target) < place(Role::Actual)
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::values::target_falls::RULE, testing::report};

    #[test]
    fn reports_targets_that_fall_or_keep_what_was_not() {
        assert_snapshot!(report(&RULE, "
            stt | content | target:Giai đoạn / 2026 - 2027 | target:Giai đoạn / 2028 - 2030
            - 1 | Tỷ lệ hài lòng | 95% | 90%
            - 2 | Tỷ lệ số hóa | 100% | Duy trì 100%
            - 3 | Tỷ lệ tái sử dụng | - | Duy trì 80%
            - 4 | Tỷ lệ dùng chung | 90% | Duy trì 100%
            - 5 | Thời gian xử lý trung bình | 10 | 5
            - 6 | Mức độ trưởng thành | Đạt cấp độ 3 | Đạt cấp độ 4, 5
            - 7 | Tỷ lệ thiết yếu | - | 50%
        "), @"
        row 1 target: Mục tiêu “90%” thấp hơn mức trước (“95%”), trong khi chỉ tiêu về “hài lòng” càng cao càng tốt.
        row 3 target: Ghi “Duy trì 80%” nhưng giai đoạn trước không đặt chỉ tiêu.
        row 4 target: Ghi “Duy trì 100%” nhưng giai đoạn trước là “90%”.
        ");
    }

    #[test]
    fn what_is_summed_up_never_falls_and_limits_grow_no_looser() {
        assert_snapshot!(report(&RULE, "
            stt | content | unit | target:Năm 2026 | target:Năm 2027 | target:Năm 2028
            - 1 | Số thuốc được cấp giấy đăng ký (lũy kế) | số đăng ký | 164 | 160 | 240
            - 2 | Số thuốc được cấp giấy đăng ký | số đăng ký | 164 | 160 | 240
            - 3 | Vốn giải ngân lũy kế trong năm | tỷ đồng | 164 | 160 | 240
            - 4 | Số lượt phản ánh về tiếng ồn | lượt | Không quá 25 | Không quá 15 | Không quá 100
            - 5 | Số cuộc họp | cuộc | Không quá 20 | Không quá 15 | Không quá 25
            - 6 | Chi hành chính | tỷ đồng | Không quá 10 | Không quá 50 | Không quá 60
            - 7 | Số lớp mở | lớp | 5 | Tối đa 20 | 25
        "), @"
        row 1 target: “160” thấp hơn mức trước (“164”), trong khi số lũy kế chỉ có thể tăng hoặc giữ nguyên.
        row 4 target: Mức trần “Không quá 100” gấp nhiều lần mức trước (“Không quá 15”); có thể thừa chữ số.
        ");
    }

    #[test]
    fn what_is_summed_up_does_not_fall_below_what_was_reached() {
        assert_snapshot!(report(&RULE, "
            content | unit | actual:Năm 2025 | target:Năm 2026 | target:Năm 2027
            - Số thuốc được cấp giấy đăng ký (lũy kế) | số đăng ký | 164 | 160 | 240
            - Số thuốc được cấp giấy đăng ký | số đăng ký | 164 | 160 | 240
        "), @"row 1 target: “160” thấp hơn mức trước (“164”), trong khi số lũy kế chỉ có thể tăng hoặc giữ nguyên.");
    }

    #[test]
    fn knows_what_should_become_less_and_what_has_no_direction() {
        assert_snapshot!(report(&RULE, "
            stt | content | unit | actual | target:Năm 2026 | target:Năm 2027 | target:Tổng cộng
            - 1 | Tỷ lệ hộ nghèo | % | 9,5 | 7,9 | 8,4 |
            - 2 | Tỷ lệ hộ nghèo | % | 9,5 | 7,9 | 6,4 |
            - 3 | Hỗ trợ nhà ở | tỷ đồng | 90 | 80 | 70 | 150
            - 4 | Số nhà tạm được xóa | căn | 900 | 800 | 0 | 800
            - 5 | Tỷ lệ trẻ được tiêm chủng | % | 95 | 60 | 96 |
            - 6 | Tỷ lệ trẻ được tiêm chủng | % | 95 | 94 | 94 |
            - 7 | Tỷ lệ lao động nông nghiệp | % | 40 | 38 | 35 |
            - 8 | Đóng cửa các bãi chôn lấp | | | 20.000 | 40.000 |
            - 9 | Thu ngân sách | | 54.200 | 52.800 | 50.000 |
        "), @"
        row 1 target: Mục tiêu “8,4” cao hơn mức trước (“7,9”), trong khi chỉ tiêu về “hộ nghèo” càng thấp càng tốt.
        row 5 target: Mục tiêu “60” thấp hơn mức trước (“95”), trong khi chỉ tiêu về “được tiêm” càng cao càng tốt.
        ");
    }
}
