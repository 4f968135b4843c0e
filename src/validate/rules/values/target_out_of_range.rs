//! # `target-out-of-range`
//!
//! A percentage below 0 or above 100, or a value that is not a number under the unit `%`.
//!
//! **Why.** Real annexes contain counts under `%` (124), and a share cannot exceed the whole.
//! Growth can ("tăng 120%"), and so can comparisons, indexes and ratios of different things, so values
//! above 100 are accepted in their rows, and only warned of where nothing names a share.

use crate::{
    model::{Amount, Measure, Role, Severity, Target, parse_number},
    reference::units,
    validate::{Check, Diagnostic, RowScope, Rule},
    wording::{Key, Message},
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "target-out-of-range",
    severity: Severity::Error,
    title: Key::RuleTargetOutOfRange,
    rationale: Key::RuleTargetOutOfRangeWhy,
    source: "Khái niệm tỷ lệ phần trăm. Ví dụ: đơn vị % với giá trị 124",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let row = scope.row;
    if row.kind.is_section() {
        return;
    }
    let unit = scope.text(Role::Unit).trim();
    let under_percent = Measure::of_unit(unit) == Measure::Percent;
    let may_exceed = || may_exceed(unit, scope.text(Role::Content));
    for (column, text, target) in scope.targets() {
        let message = match target {
            _ if text.contains('/')
                && is_above_whole(text)
                && !unit.is_empty()
                && !unit.contains('/') =>
            {
                Some(Key::PartAboveWhole.with([text.trim().to_owned()]))
            }
            Target::Measured {
                amount,
                measure: Measure::Percent,
                of,
                ..
            } => {
                // `23/34` gives a part and a whole, which are counts and not percentages; "124 hồ sơ"
                // is reported for its unit.
                let is_percentage = !matches!(amount, Amount::Of(..)) && of.is_empty();
                let mut values = amount.values().into_iter();
                let outside = is_percentage && values.any(|value| 100.0 < value) && !may_exceed();
                outside.then(|| Key::TargetOutOfRange.with([text.to_owned()]))
            }
            Target::Qualitative if under_percent => match signed(text) {
                Some(_) if may_exceed() => None,
                Some(_) => Some(Key::TargetOutOfRange.with([text.to_owned()])),
                None => says_nothing(text).then(|| Key::TargetNotANumber.with([text.to_owned()])),
            },
            Target::Qualitative if says_nothing_as_number(text) => {
                Some(Key::TargetIsNoNumber.with([text.to_owned()]))
            }
            _ => None,
        };
        acc.extend(message.map(|message| {
            let is_certain = is_certain(&message, scope.text(Role::Content));
            let finding = scope.finding(&RULE, column, message);
            match is_certain {
                true => finding,
                false => finding.into_warning(),
            }
        }));
    }
    check_others(scope, acc);
    check_places(scope, acc);
}

/// More places than there are: "109/99 xã, phường có điểm cầu".
fn check_places(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let texts = [Role::Content, Role::Target, Role::Actual, Role::Result];
    for (column, text) in scope.cells(|role| texts.contains(&role)) {
        if let Some(part) = places_above_all(text) {
            let message = Key::PartAboveWhole.with([part.to_owned()]);
            acc.push(scope.finding(&RULE, column.id, message));
        }
    }
}

/// Columns of shares beside the targets, and shares of things in sentences: "Tối thiểu 190% hộ gia đình".
fn check_others(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    for (column, text) in
        scope.cells(|role| matches!(role, Role::Other | Role::Result | Role::Content))
    {
        let is_above = match column.role {
            Role::Other => {
                parse_number(text).is_some_and(|it| 100.0 < it) && is_share(&column.title())
            }
            _ => has_share_above_whole(text),
        };
        if is_above {
            let message = Key::TargetOutOfRange.with([text.trim().to_owned()]);
            acc.push(scope.finding(&RULE, column.id, message).into_warning());
        }
    }
}

/// Whether what is reported is wrong whatever is meant: only of what is named a share is it certain that
/// it has a whole, and a word may stand for a number.
fn is_certain(message: &Message, content: &str) -> bool {
    let content = content.trim_start_matches(['-', '+', ' ']);
    let is_share = ["Tỷ lệ ", "Tỉ lệ ", "Tỷ trọng ", "Tỉ trọng ", "Cơ cấu "];
    match message.key {
        Key::TargetOutOfRange => is_share.iter().any(|it| content.starts_with(it)),
        Key::TargetNotANumber => false,
        _ => true,
    }
}

/// Whether a heading is that of shares of one whole: "Cơ cấu năm 2030 (%)".
fn is_share(heading: &str) -> bool {
    let lower = heading.to_lowercase();
    let names_share = ["tỷ lệ", "tỉ lệ", "cơ cấu", "tỷ trọng"]
        .iter()
        .any(|word| lower.contains(word));
    names_share && lower.contains('%') && !may_exceed("", heading)
}

/// Whether a sentence states more than all of some things: "190% hộ gia đình".
fn has_share_above_whole(text: &str) -> bool {
    let above = text.match_indices("% ").any(|(at, _)| {
        let before = text.get(..at).unwrap_or_default();
        let start = before
            .trim_end_matches(|c: char| c.is_ascii_digit() || c == ',')
            .len();
        let share = before.get(start..).and_then(parse_number);
        let behind = text.get(at + 2..).unwrap_or_default();
        let mut ends = behind
            .match_indices(' ')
            .map(|(at, _)| at)
            .chain([behind.len()])
            .take(2);
        share.is_some_and(|it| 100.0 < it)
            && ends.any(|end| behind.get(..end).is_some_and(units::counts_anything))
    });
    above && !may_exceed("", text)
}

/// Places that a plan can reach all of, and no more: a plan of mobile groups may be overfulfilled.
const PLACES: &[&str] = &[
    "tỉnh",
    "xã",
    "phường",
    "đặc khu",
    "thôn",
    "bản",
    "ấp",
    "buôn",
    "khóm",
    "khu phố",
    "tổ dân phố",
];

/// Finds a number of places over a smaller one of all.
fn places_above_all(text: &str) -> Option<&str> {
    if !text.contains('/') {
        return None;
    }
    let first_digit = text.find(|c: char| c.is_ascii_digit())?;
    let mut pieces = text.get(first_digit..)?.split(' ').peekable();
    while let Some(piece) = pieces.next() {
        let part = piece.trim_start_matches('(');
        if is_above_whole(part) {
            let mut rest = pieces.clone();
            let next = rest
                .next()
                .unwrap_or_default()
                .trim_end_matches([',', ';', '.', ')']);
            let two = format!("{next} {}", rest.next().unwrap_or_default());
            let is_place = |it: &&str| *it == next || two.starts_with(*it);
            return PLACES.iter().any(is_place).then_some(part);
        }
    }
    None
}

/// Whether a text is a part of a whole that is smaller: "87/78".
fn is_above_whole(text: &str) -> bool {
    let number = |text: &str| text.trim().parse::<u32>().ok();
    let parts = text.split_once('/');
    let parts = parts.and_then(|(part, whole)| Some((number(part)?, number(whole)?)));
    parts.is_some_and(|(part, whole)| 1 < whole && whole < part && (part, whole) != (24, 7))
}

/// Whether percentages of an indicator may be above 100 or negative.
pub(in crate::validate::rules) fn may_exceed(unit: &str, content: &str) -> bool {
    // "% GDP" and "%/năm" are no shares of one whole.
    let other_unit = unit.len() > 1 && unit.starts_with('%');
    other_unit || {
        let content = content.to_lowercase();
        BEYOND.iter().any(|word| content.contains(word))
    }
}

/// Words of indicators whose percentages may exceed 100 or be negative: changes, comparisons, indexes,
/// fulfilment of plans, and ratios of different things.
const BEYOND: &[&str] = &[
    "tăng",
    "giảm",
    "tốc độ",
    "so với",
    "so sánh",
    "chỉ số",
    "tỷ số",
    "tỉ số",
    "năm trước",
    "kế hoạch",
    "dự toán",
    "chỉ tiêu giao",
    "hoàn thành",
    "thuê bao",
    "công suất",
    "dư nợ",
    "nợ công",
    "huy động",
    "xuất khẩu",
    "nhập khẩu",
    "kim ngạch",
    "gdp",
    "grdp",
    "lợi nhuận",
    "lạm phát",
    "cân đối",
    "bội chi",
    "bằng",
    "chênh lệch",
    "cung ứng",
    "đáp ứng",
    "thặng dư",
];

/// The number of a text with a minus sign before it.
fn signed(text: &str) -> Option<f64> {
    let text = text.trim().strip_suffix('%').unwrap_or(text.trim());
    let digits = text.trim_end().strip_prefix(['-', '−'])?;
    parse_number(digits.trim_start())
}

/// Words that a target without a number may begin with.
const QUALITIES: &[&str] = &[
    "đạt",
    "theo",
    "tăng",
    "giảm",
    "duy",
    "giữ",
    "bằng",
    "không",
    "chưa",
    "tối",
    "toàn",
    "trong",
    "phấn",
    "hoàn",
    "cơ",
    "thuộc",
    "ổn",
    "trên",
    "dưới",
    "cao hơn",
    "thấp hơn",
    "tương",
    "đảm",
    "bảo",
    "vượt",
];

/// Whether a text under `%` is neither a number nor a quality that somebody could mean.
fn says_nothing(text: &str) -> bool {
    let text = text.trim();
    if text.contains(|c: char| c.is_ascii_digit()) {
        return says_nothing_as_number(text);
    }
    let lower = text.to_lowercase();
    text.split_whitespace().count() <= 2 && !QUALITIES.iter().any(|word| lower.starts_with(word))
}

/// Whether a text would be a number but for one wrong sign: "95 %%", "1.25O", "85 86".
fn says_nothing_as_number(text: &str) -> bool {
    let text = text.trim();
    if text.contains("%%") || has_two_bounds(text) {
        return true;
    }
    let mut words = text.split_whitespace();
    match (words.next(), words.next(), words.next()) {
        (Some(one), None, None) => is_mixed(one),
        (Some(one), Some(other), None) => {
            parse_number(one).is_some() && parse_number(other.trim_end_matches('%')).is_some()
        }
        _ => false,
    }
}

/// Whether a text begins with two bounds in a row: "≥ ≥ 40", "Ít nhất không quá 35".
fn has_two_bounds(text: &str) -> bool {
    let lower = text.to_lowercase();
    let behind = |text: &'_ str| -> Option<usize> {
        let bound = BOUNDS.iter().find(|it| text.starts_with(**it))?;
        let rest = text.get(bound.len()..)?.trim_start();
        Some(text.len() - rest.len())
    };
    let first = behind(&lower).and_then(|at| lower.get(at..));
    first.is_some_and(|it| behind(it).is_some())
}

/// Words and signs that bound a value.
const BOUNDS: &[&str] = &[
    "≥",
    "≤",
    ">",
    "<",
    "ít nhất",
    "tối thiểu",
    "tối đa",
    "không quá",
    "không dưới",
    "nhiều nhất",
];

/// Whether figures and the letters that look like them make up a word: "9O", "l00".
fn is_mixed(word: &str) -> bool {
    let word = word.trim_end_matches('%');
    let figures = word.chars().filter(char::is_ascii_digit).count();
    let looks = |c: char| matches!(c, 'O' | 'o' | 'l' | 'I');
    0 < figures
        && word.contains(looks)
        && word
            .chars()
            .all(|c| c.is_ascii_digit() || looks(c) || matches!(c, '.' | ','))
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::values::target_out_of_range::RULE, testing::report};

    #[test]
    fn there_are_no_more_places_than_all() {
        assert_snapshot!(report(&RULE, "
            content | target | result
            - Kết nối | 109/99 xã, phường có điểm cầu | Biên bản
            - Phủ sóng 12/10 thôn, bản | 80% | 10/12 thôn, bản
            - Lắp đặt | 120/100 mô hình | Theo Quyết định 12/2025 xã
            - Trực 24/7 tại xã, phường | 99/99 xã | 15/3 hằng năm
        "), @"
        row 1 target: “109/99” có phần lớn hơn tổng.
        row 2 content: “12/10” có phần lớn hơn tổng.
        ");
    }

    #[test]
    fn reports_percentages_outside_their_whole() {
        assert_snapshot!(report(&RULE, "
            content | unit | target
            - Tỷ lệ hồ sơ số hóa | % | 124
            - Số cuộc | Cuộc | 124
            - Tỷ lệ hài lòng | | 101%
            - Tỷ lệ hài lòng | % | cao
            - Tỷ lệ hài lòng | % | 15% - 20%
            - Tỷ lệ hài lòng | % | -
            - Năng suất lao động tăng so với 2020 | % | 150
            - Tỷ lệ dân số | | Duy trì 100%
            - Phát thải so với kịch bản | % | -5
            - Tỷ lệ hồ sơ | % | -5
            - Chỉ số sản xuất (năm trước = 100) | % | 112,6
            - Dư nợ tín dụng | % GRDP | 130
            - Tỷ lệ che phủ rừng | % | Giữ vững 55,0
            - Tỷ lệ hồ sơ | % | 9O
            - Tỷ lệ hồ sơ | % | 95%%
            - Tỷ lệ hồ sơ | % | 85 86
            - Tỷ lệ hồ sơ | % | Theo chỉ tiêu được giao
            - Số hồ sơ | hồ sơ | l20
        "), @r"
        row 1 target: Tỷ lệ phần trăm thường trong khoảng 0–100; ô này ghi “124”.
        row 3 target: Tỷ lệ phần trăm thường trong khoảng 0–100; ô này ghi “101%”.
        row 4 target: Đơn vị là % nhưng “cao” không phải là số.
        row 10 target: Tỷ lệ phần trăm thường trong khoảng 0–100; ô này ghi “-5”.
        row 15 target: Đơn vị là % nhưng “95%%” không phải là số.
        row 16 target: Đơn vị là % nhưng “85 86” không phải là số.
        ");
    }

    #[test]
    fn shares_elsewhere_are_of_one_whole_too() {
        assert_snapshot!(report(&RULE, "
            content | result | other:Cơ cấu năm 2030 (%) | other:So với năm 2025 (%)
            - Phân loại rác tại nguồn | Tối thiểu 190% hộ gia đình được hướng dẫn | 314 | 104
            - Thu ngân sách | Đạt 110% dự toán | 14 | 120
        "), @"
        row 1 result: Tỷ lệ phần trăm thường trong khoảng 0–100; ô này ghi “Tối thiểu 190% hộ gia đình được hướng dẫn”.
        row 1 other: Tỷ lệ phần trăm thường trong khoảng 0–100; ô này ghi “314”.
        ");
    }

    #[test]
    fn a_part_is_no_larger_than_its_whole_and_a_value_has_one_bound() {
        assert_snapshot!(report(&RULE, "
            content | unit | target
            - Số xã đạt chuẩn | xã | 87/78
            - Số xã đạt chuẩn | xã | 78/78
            - Trực cấp cứu | giờ | 24/7
            - Tỷ lệ sinh viên trên nhà giáo | SV/GV | 20/1
            - Tỷ lệ hộ có nước | % | ≥ ≥ 40
            - Tỷ lệ hộ có nước | % | Ít nhất không quá 35
            - Tỷ lệ hộ có nước | % | ≥ 40
        "), @r#"
        row 1 target: “87/78” có phần lớn hơn tổng.
        row 5 target: Đơn vị là % nhưng “≥ ≥ 40” không phải là số.
        row 6 target: Đơn vị là % nhưng “Ít nhất không quá 35” không phải là số.
        "#);
    }
}
