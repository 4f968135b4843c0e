//! # `level-out-of-range`
//!
//! A level (mức độ, cấp độ) outside its scale: the one that the row states ("thang 7 mức"), or else
//! the five levels of maturity, of data governance and of the security of systems. Other levels have
//! scales of their own and are not reported.
//!
//! **Why.** The national assessment of data governance has five levels. Lạng Sơn writes `Mức độ` +
//! `3`, Đồng Tháp `Đạt cấp độ 4, 5`.

use crate::{
    model::{ColumnId, Measure, Role, Severity, Target},
    validate::{Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "level-out-of-range",
    severity: Severity::Error,
    title: Key::RuleLevelOutOfRange,
    rationale: Key::RuleLevelOutOfRangeWhy,
    source: "Thang 5 mức độ trưởng thành về quản trị dữ liệu (Quyết định số 2629/QĐ-TTg ngày 01/12/2025 của Thủ tướng Chính phủ, chỉ tiêu 12; chưa đối chiếu bản gốc)",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let row = scope.row;
    if row.kind.is_section() {
        return;
    }
    let under_level = Measure::of_unit(scope.text(Role::Unit)) == Measure::Level;
    let mut scale = None;
    for (column, text, target) in scope.targets() {
        let is_level = match target {
            Target::Measured { measure, .. } => *measure == Measure::Level,
            Target::Qualitative => under_level,
            _ => false,
        };
        if !is_level {
            acc.extend(above_stated_scale(scope, column, text, target));
            continue;
        }
        let known = *scale.get_or_insert_with(|| scale_of(scope));
        let Some((highest, is_stated)) = known else {
            return;
        };
        let wrong = match target {
            Target::Measured { amount, .. } => {
                let mut values = amount.values().into_iter();
                let step = |value: f64| is_stated || value.fract() == 0.0;
                values.any(|value| !step(value) || !(1.0..=highest).contains(&value))
            }
            _ => !is_stated,
        };
        if wrong {
            let highest = highest.to_string();
            let message = Key::LevelOutOfRange.with([text.to_owned(), highest]);
            let finding = scope.finding(&RULE, column, message);
            acc.push(match is_stated {
                true => finding,
                // The scale is only the usual one.
                false => finding.into_warning(),
            });
        }
    }
}

/// A figure of points above the highest of the scale that its row states: 45 "theo thang 5".
fn above_stated_scale(
    scope: &RowScope,
    column: ColumnId,
    text: &str,
    target: &Target,
) -> Option<Diagnostic> {
    let Target::Measured {
        measure: Measure::Plain,
        amount,
        ..
    } = target
    else {
        return None;
    };
    let said = [scope.text(Role::Content), scope.text(Role::Unit)].join(" ");
    let said = said.to_lowercase();
    let highest = said
        .contains("thang ")
        .then(|| stated_scale(&said))
        .flatten()?;
    let is_above = amount.values().into_iter().any(|it| highest < it);
    let message = Key::LevelOutOfRange.with([text.to_owned(), highest.to_string()]);
    is_above.then(|| scope.finding(&RULE, column, message))
}

/// What has five levels when the row does not say otherwise.
const FIVE: &[&str] = &[
    "trưởng thành",
    "quản trị dữ liệu",
    "an toàn",
    "an ninh mạng",
];

/// Returns the highest level of the row's scale and whether the row states it; `None` where the scale
/// is not known.
fn scale_of(scope: &RowScope) -> Option<(f64, bool)> {
    let said = [
        scope.text(Role::Content),
        scope.text(Role::Unit),
        scope.text(Role::Note),
    ];
    let said = said.join(" ").to_lowercase();
    if let Some(stated) = stated_scale(&said) {
        return Some((stated, true));
    }
    FIVE.iter()
        .any(|word| said.contains(word))
        .then_some((5.0, false))
}

/// Reads "thang 7 mức", "thang điểm 10", "7 cấp độ", "1-7", "1/7".
fn stated_scale(said: &str) -> Option<f64> {
    let number = |text: &str| -> Option<f64> {
        let text = text.trim_start();
        let digits = text
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(text.len());
        text.get(..digits)?.parse().ok().filter(|it| 1.0 < *it)
    };
    for word in ["thang điểm", "thang đo", "thang"] {
        if let Some((_, behind)) = said.split_once(word) {
            return number(behind).or_else(|| number(behind.split(['-', '–']).nth(1)?));
        }
    }
    for word in [" mức độ", " cấp độ", " mức", " cấp", " bậc"] {
        if let Some((before, _)) = said.split_once(word) {
            let digits = before
                .rfind(|c: char| !c.is_ascii_digit())
                .map_or(0, |at| at + 1);
            if before.is_char_boundary(digits)
                && let Some(stated) = before.get(digits..).and_then(number)
            {
                return Some(stated);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::values::level_out_of_range::RULE, testing::report};

    #[test]
    fn reports_levels_beyond_the_scale() {
        assert_snapshot!(report(&RULE, "
            content | unit | target
            - Mức độ trưởng thành về quản trị dữ liệu | Mức độ | 3
            - Mức độ trưởng thành về quản trị dữ liệu | Mức độ | 6
            - Mức độ trưởng thành về quản trị dữ liệu | | Đạt cấp độ 4, 5
            - Mức độ trưởng thành về quản trị dữ liệu | | Đạt cấp độ 5, 6
            - Mức độ trưởng thành về quản trị dữ liệu | Mức độ | 2,5
            - Mức độ trưởng thành về quản trị dữ liệu | Mức độ | -
            - Tỷ lệ hồ sơ | % | 80
            - Mức độ trưởng thành (thang 7 mức) | Mức | 6
            - Mức độ trưởng thành (thang 7 mức) | Mức | 8
            - Phổ cập giáo dục | Mức độ | Đạt
            - Bậc thợ | Bậc | 7
        "), @r"
        row 2 target: Thang này có các mức từ 1 đến 5, ô này ghi “6”.
        row 4 target: Thang này có các mức từ 1 đến 5, ô này ghi “Đạt cấp độ 5, 6”.
        row 5 target: Thang này có các mức từ 1 đến 5, ô này ghi “2,5”.
        row 9 target: Thang này có các mức từ 1 đến 7, ô này ghi “8”.
        ");
    }
}
