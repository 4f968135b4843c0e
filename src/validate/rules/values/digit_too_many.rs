//! # `digit-too-many`
//!
//! A figure about ten times those beside it ("35.000" among 3.400 and 3.600), or about a tenth of them.
//!
//! **Why.** One digit too many or too few is easily typed, and seen only beside the other figures.
//! Shares and small counts may well grow tenfold, and so may money; a whole beside its parts is no
//! such figure.
//!
//! **Fix.** None: only a person knows which digit it is.

use super::{
    off_trend::{Fault, Written, is_likely_swap, misfit, turned, with_neighbours_swapped},
    series_nature::{Figure, is_money, is_stock, nature, nature_of_turn},
};
use crate::{
    model::{Column, ColumnId, Phase, Role, Severity, parse_number},
    validate::{Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "digit-too-many",
    severity: Severity::Warning,
    title: Key::RuleDigitTooMany,
    rationale: Key::RuleDigitTooManyWhy,
    source: "Đối chiếu với các số khác trong cùng một dòng",
    check: Check::Row(check),
};

/// Smaller figures may well be ten times others.
const FIGURE_MIN: f64 = 1_000.0;
/// How far a figure may be from the others once the digit is right.
const NEAR: std::ops::Range<f64> = 0.8..1.25;
/// How far the others may be from it.
const SIMILAR: std::ops::Range<f64> = 0.4..2.5;

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    if scope.row.kind.is_section() {
        return;
    }
    let mut figures = figures_of(scope, |role| matches!(role, Role::Target | Role::Actual));
    if begins_with_a_stock(scope, &figures) {
        figures.remove(0);
    }
    let known = acc.len();
    acc.extend(swapped(scope, &figures));
    by_tens(scope, &figures, acc);
    if known == acc.len() {
        let baseline = baseline(scope).map(|it| it.id);
        let off_trend = || off_trend(scope, &figures);
        // What there was before tells more than the years alone.
        acc.extend(match baseline {
            Some(_) => turns(scope, baseline).or_else(off_trend),
            None => off_trend().or_else(|| turns(scope, baseline)),
        });
    }
}

/// Finds the figure that turns back in the row of years as a whole, from what there was before the plan to a
/// zero at the end.
fn turns(scope: &RowScope, baseline: Option<ColumnId>) -> Option<Diagnostic> {
    let columns = scope
        .annex
        .columns
        .iter()
        .filter(|it| baseline == Some(it.id) || matches!(it.role, Role::Target | Role::Actual));
    let figures = columns.filter_map(|column| {
        let text = scope.row.cell(column.id).trim();
        Some((column.id, text, parse_number(text)?))
    });
    let figures: Vec<Figure> = figures.collect();
    let has_baseline = figures.first().is_some_and(|it| baseline == Some(it.0));
    let years = figures.get(usize::from(has_baseline)..)?;
    if figures.len() < FIGURES_MIN || has_own_whole(scope, years) || !is_series(scope, years) {
        return None;
    }
    let row: Vec<Written> = figures.iter().map(|it| (it.1, it.2)).collect();
    let at = turned(&row, nature_of_turn(scope, &figures))?;
    let (column, text, value) = figures.get(at)?;
    let message = Key::AgainstTrend.with([(*text).to_owned()]);
    (baseline != Some(*column) && 0.0 < *value).then(|| scope.finding(&RULE, *column, message))
}

/// Fewer figures have no direction.
const FIGURES_MIN: usize = 3;

/// Whether figures are a row of years that nothing else explains.
fn is_series(scope: &RowScope, figures: &[Figure]) -> bool {
    are_years(scope, figures) && !is_money(scope) && !explains_itself(scope, figures)
}

/// Whether one figure is the sum of the others and stands at their end, or for their time.
fn has_own_whole(scope: &RowScope, figures: &[Figure]) -> bool {
    let largest = figures.iter().map(|(.., it)| *it).fold(0.0, f64::max);
    let ends = [figures.first(), figures.last()];
    let is_at_end = ends.iter().flatten().any(|it| largest <= it.2);
    has_whole(figures, largest) && (is_at_end || one_spans_others(scope, figures))
}

/// The column of what there was before the plan, right before its years: "Hiện có", "Năm gốc 2025".
fn baseline<'row>(scope: &RowScope<'row>) -> Option<&'row Column> {
    let columns = scope.annex.columns;
    let first = columns.iter().position(|it| it.role == Role::Target)?;
    let before = columns
        .get(first.checked_sub(1)?)
        .filter(|it| it.role == Role::Other)?;
    let title = before.title().to_lowercase();
    let says = BASELINES.iter().any(|it| title.contains(it));
    says.then_some(before)
}

/// Words of headings over what there was before a plan.
const BASELINES: &[&str] = &[
    "hiện có",
    "hiện trạng",
    "hiện nay",
    "năm gốc",
    "số gốc",
    "năm cơ sở",
    "có đến",
    "tính đến",
    "đến hết",
    "đến cuối",
    "thực hiện năm",
    "ước năm",
    "ước thực hiện",
    "kết quả năm",
];

/// Whether a note of the row speaks of one of its years, so that what is unusual is meant.
fn explains_itself(scope: &RowScope, figures: &[Figure]) -> bool {
    let years = figures
        .iter()
        .filter_map(|it| scope.annex.column(it.0)?.phase());
    let years: Vec<String> = years.map(|it| it.to.to_string()).collect();
    let mut notes = scope.cells(|role| matches!(role, Role::Note | Role::Other));
    notes.any(|(_, note)| {
        let is_sentence = note.contains(' ');
        is_sentence && years.iter().any(|year| note.contains(year))
    })
}

/// What was reached in all years until now is so many times what is planned for one.
const STOCK_MIN: f64 = 1.5;

/// Whether the first figure counts what came together until a day ("đến hết năm 2025"), and the others what is
/// planned for single years, which are much smaller.
fn begins_with_a_stock(scope: &RowScope, figures: &[Figure]) -> bool {
    let Some(((column, _, stock), planned)) = figures.split_first() else {
        return false;
    };
    let Some(column) = scope.annex.column(*column) else {
        return false;
    };
    let title = column.title().to_lowercase();
    let is_summed_up = [
        "có đến",
        "đến hết",
        "tính đến",
        "đến nay",
        "lũy kế",
        "luỹ kế",
        "đến cuối",
    ]
    .iter()
    .any(|it| title.contains(it));
    let is_above = planned.iter().all(|it| STOCK_MIN * it.2 <= *stock);
    column.role == Role::Actual && is_summed_up && 1 < planned.len() && is_above
}

/// Finds figures about ten times the others.
fn by_tens(scope: &RowScope, figures: &[Figure], acc: &mut Vec<Diagnostic>) {
    let largest = figures.iter().map(|(.., it)| *it).fold(0.0, f64::max);
    if figures.len() < 2 || largest < FIGURE_MIN || has_whole(figures, largest) {
        return;
    }
    if let [one, other] = figures {
        acc.extend(of_two(scope, one, other));
        return;
    }
    for (column, text, value) in figures {
        let others = || figures.iter().filter(|(it, ..)| it != column);
        let nearest = |meant: f64| {
            let is_similar = others().all(|(.., it)| SIMILAR.contains(&(it / meant)));
            let mut near = others().filter(|(.., it)| NEAR.contains(&(it / meant)));
            near.next().filter(|_| is_similar)
        };
        let (key, near) = if FIGURE_MIN <= value / 10.0 {
            (Key::DigitTooMany, nearest(value / 10.0))
        } else if others().all(|(.., it)| FIGURE_MIN <= *it) {
            (Key::DigitTooFew, nearest(value * 10.0))
        } else {
            continue;
        };
        if let Some((_, other, _)) = near {
            let message = key.with([(*text).to_owned(), (*other).to_owned()]);
            acc.push(scope.finding(&RULE, *column, message));
        }
    }
}

/// A row of fewer years shows no trend.
const YEARS_MIN: usize = 4;

/// Finds the one figure against the trend of a row of years that is within it when two of its figures
/// change places: 90, 59, 97, 100.
fn swapped(scope: &RowScope, figures: &[Figure]) -> Option<Diagnostic> {
    if figures.len() < YEARS_MIN {
        return None;
    }
    // Of what is done in each year, more of them have to show the trend.
    let shows_trend = is_stock(scope, figures) || YEARS_MIN < figures.len();
    if !shows_trend || !is_series(scope, figures) {
        return None;
    }
    let inner = 1..figures.len() - 1;
    inner.into_iter().find_map(|at| {
        let others = figures.iter().enumerate().filter(|(other, _)| *other != at);
        let others: Vec<f64> = others.map(|(_, it)| it.2).collect();
        let (before, behind) = (figures.get(at - 1)?.2, figures.get(at + 1)?.2);
        let (column, text, value) = figures.get(at)?;
        let between = before.min(behind)..=before.max(behind);
        if !is_trend(&others) || between.contains(value) {
            return None;
        }
        let meant = with_neighbours_swapped(text).into_iter().find(|it| {
            parse_number(it).is_some_and(|it| {
                between.contains(&it) && is_likely_swap((before, behind), *value, it)
            })
        })?;
        let message = Key::DigitsSwapped.with([(*text).to_owned(), meant]);
        Some(scope.finding(&RULE, *column, message))
    })
}

/// Whether the columns of all figures are years or phases, one after the other, behind what was reached.
fn are_years(scope: &RowScope, figures: &[Figure]) -> bool {
    let columns = || figures.iter().map(|it| scope.annex.column(it.0));
    let is_phase = |it: Option<&Column>| it.is_some_and(|it| it.phase().is_some());
    let is_first =
        |it: Option<&Column>| is_phase(it) || it.is_some_and(|it| it.role == Role::Actual);
    let ends = columns().filter_map(|it| it?.phase());
    let ends: Vec<u16> = ends.map(|it| it.to).collect();
    let go_on = ends.windows(2).all(|it| it.first() < it.last());
    go_on && columns().take(1).all(is_first) && columns().skip(1).all(is_phase)
}

/// Finds the figure that a slip keeps from going with the other years.
fn off_trend(scope: &RowScope, figures: &[Figure]) -> Option<Diagnostic> {
    if figures.len() < 3 || has_own_whole(scope, figures) || !is_series(scope, figures) {
        return None;
    }
    let row: Vec<Written> = figures.iter().map(|it| (it.1, it.2)).collect();
    let (at, fault) = misfit(&row, nature(scope, figures))?;
    let (column, text, _) = figures.get(at)?;
    let beside = at.checked_sub(1).unwrap_or(at + 1);
    let beside = figures.get(beside)?.1.to_owned();
    let message = match fault {
        Fault::TooMany => Key::DigitTooMany.with([(*text).to_owned(), beside]),
        Fault::TooFew => Key::DigitTooFew.with([(*text).to_owned(), beside]),
        Fault::Swapped(meant) => Key::DigitsSwapped.with([(*text).to_owned(), meant]),
        Fault::Against => Key::AgainstTrend.with([(*text).to_owned()]),
    };
    Some(scope.finding(&RULE, *column, message))
}

/// Whether values only rise or only fall.
fn is_trend(values: &[f64]) -> bool {
    let pairs = || {
        values
            .windows(2)
            .filter_map(|it| Some((it.first()?, it.last()?)))
    };
    let rises = pairs().all(|(one, next)| one <= next) && pairs().any(|(one, next)| one < next);
    rises || (pairs().all(|(one, next)| next <= one) && pairs().any(|(one, next)| next < one))
}

fn figures_of<'row>(scope: &RowScope<'row>, wants: impl Fn(Role) -> bool) -> Vec<Figure<'row>> {
    let figures = scope.cells(wants).filter_map(|(column, text)| {
        let value = parse_number(text.trim()).filter(|it| 0.0 < *it)?;
        Some((column.id, text.trim(), value))
    });
    figures.collect()
}

/// Of two figures alone, either may be wrong; a third one elsewhere in the row can tell which.
fn of_two(scope: &RowScope, one: &Figure, other: &Figure) -> Option<Diagnostic> {
    let (large, small) = if one.2 < other.2 {
        (other, one)
    } else {
        (one, other)
    };
    let differ = FIGURE_MIN <= large.2 / 10.0 && NEAR.contains(&(small.2 / (large.2 / 10.0)));
    // Money may well be ten times what it was.
    if !differ || is_money(scope) {
        return None;
    }
    let elsewhere = figures_of(scope, |role| role == Role::Other);
    let witness = |figure: &Figure| {
        let mut alike = elsewhere.iter();
        alike.find(|(.., it)| SIMILAR.contains(&(it / figure.2)))
    };
    let (key, wrong, right) = match (witness(large), witness(small)) {
        (Some(right), None) => (Key::DigitTooFew, small, right.1),
        (None, Some(right)) => (Key::DigitTooMany, large, right.1),
        _ => (Key::DigitOneOfTwo, other, one.1),
    };
    let message = key.with([wrong.1.to_owned(), right.to_owned()]);
    Some(scope.finding(&RULE, wrong.0, message))
}

/// Whether a column is for the time of others, too: 2026, 2027, 2026-2027.
fn one_spans_others(scope: &RowScope, figures: &[Figure]) -> bool {
    let phases = figures
        .iter()
        .filter_map(|it| scope.annex.column(it.0)?.phase());
    let phases: Vec<Phase> = phases.collect();
    let spans = |it: &Phase, other: &Phase| {
        let begins = other.from.unwrap_or(other.to);
        it != other && it.from.is_some_and(|from| from <= begins) && other.to <= it.to
    };
    phases
        .iter()
        .any(|it| phases.iter().any(|other| spans(it, other)))
}

/// Whether the largest figure is the sum of the others.
fn has_whole(figures: &[Figure], largest: f64) -> bool {
    let rest = figures.iter().map(|(.., it)| *it).sum::<f64>() - largest;
    2 < figures.len() && (rest - largest).abs() < largest / 50.0
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::values::digit_too_many::RULE, testing::report};

    #[test]
    fn reports_figures_that_are_ten_times_the_others() {
        assert_snapshot!(report(&RULE, "
            stt | content | unit | actual | target:Năm 2026 | target:Năm 2027
            - 1 | Số lao động được đào tạo | người | 3.400 | 35.000 | 3.600
            - 2 | Diện tích rừng trồng mới | ha | 12.500 | 12.400 | 1.250
            - 3 | Số lượt khách du lịch | lượt | 1.200 | 13.000 |
            - 4 | Số hộ dùng nước sạch | hộ | 3.400 | 3.500 | 3.600
            - 5 | Vốn đầu tư công | tỷ đồng | 1.200 | 12.500 |
            - 6 | Số tổ công nghệ số | tổ | 12 | 120 | 125
            - 7 | Số người tham gia | người | 50.000 | 5.000 | 45.000
            - 9 | Số công trình | công trình | 960 | 1.250 | 120
            - 8 | Số thuê bao | thuê bao | 1.000 | 10.000 | 100.000
        "), @"
        row 1 target: “35.000” gấp khoảng mười lần các số khác trong dòng (như “3.400”); có thể thừa một chữ số.
        row 2 target: “1.250” bằng khoảng một phần mười các số khác trong dòng (như “12.500”); có thể thiếu một chữ số.
        row 3 target: “13.000” và “1.200” hơn kém nhau khoảng mười lần; một trong hai số có thể thừa hoặc thiếu một chữ số.
        ");
    }

    #[test]
    fn figures_that_changed_places_stand_against_the_trend() {
        assert_snapshot!(report(&RULE, "
            content | unit | actual:Năm 2025 | target:Năm 2026 | target:Năm 2027 | target:Năm 2028 | target:Năm 2029
            - Tỷ lệ trạm y tế có máy siêu âm | % | 88 | 90 | 59 | 97 | 100
            - Tỷ lệ tôm bệnh | % | 3,4 | 3,1 | 9,2 | 2,6 | 2,5
            - Số vụ vi phạm | vụ | 70 | 64 | 71 | 52 | 44
            - Vốn cấp | tỷ đồng | 10 | 12 | 31 | 14 | 15
            - Số thanh niên đi hái thuê theo mùa | người | 340 | 320 | 350 | 300 |
        "), @"
        row 1 target: “59” trái với xu hướng của dòng; có thể đảo chữ số của “95”.
        row 2 target: “9,2” trái với xu hướng của dòng; có thể đảo chữ số của “2,9”.
        ");
    }

    #[test]
    fn a_figure_far_beside_a_trend_is_reported() {
        assert_snapshot!(report(&RULE, "
            content | unit | actual:Năm 2025 | target:Năm 2026 | target:Năm 2027 | target:Năm 2028 | target:Năm 2029 | target:Năm 2030
            - Lượng giống gieo sạ | kg/ha | 95 | 90 | 85 | 108 | 75 | 70
            - Tiền lương bình quân | triệu đồng/người/tháng | 21,5 | 22,4 | 23,3 | 24,2 | 52,2 | 26,2
            - Vốn cấp | tỷ đồng | 21,5 | 22,4 | 23,3 | 24,2 | 52,2 | 26,2
            - Số lớp mở | lớp | 4 | 5 | 6 | 17 | 8 | 9
        "), @"
        row 1 target: “108” trái với xu hướng của các năm khác trong dòng.
        row 2 target: “52,2” trái với xu hướng của dòng; có thể đảo chữ số của “25,2”.
        ");
        // None of these years is the sum of the others.
        assert_snapshot!(report(&RULE, "
            content | unit | target:Năm học 2026-2027 | target:Năm học 2027-2028 | target:Năm học 2028-2029
            - Diện tích phòng ở | m²/học sinh | 4,0 | 4,5 | 0,5
        "), @"row 1 target: “0,5” trái với xu hướng của dòng; có thể đảo chữ số của “5,0”.");
    }

    #[test]
    fn what_there_was_before_the_plan_is_of_the_row_of_years() {
        let head =
            "content | unit | other:Hiện có | target:Năm 2026 | target:Năm 2027 | target:Năm 2028";
        assert_snapshot!(report(&RULE, &format!("{head}
            - Số thôn chưa có sóng | thôn | 63 | 41 | 81 | 0
            - Độ trễ của mạng | ms | 24 | 21 | 38 | 15
            - Thời gian từ lúc báo đến lúc tới nơi | phút | 47 | 42 | 64 | 25
            - Số máy chiếu | máy | 11 | 15 | 9 | 22
            - Số máy chiếu | máy | 11 | 15 | 19 | 22
            - Số trạm được xây mới | trạm | 1.200 | 110 | 120 | 130
            - Số cuộc kiểm tra | cuộc | 10 | 12 | 8 | 14
            - Số lớp học xóa mù chữ | lớp | 12 | 10 | 14 | 9
        ")), @"
        row 1 target: “81” trái với xu hướng của các năm khác trong dòng.
        row 2 target: “38” trái với xu hướng của các năm khác trong dòng.
        row 3 target: “64” trái với xu hướng của các năm khác trong dòng.
        row 4 target: “9” trái với xu hướng của các năm khác trong dòng.
        ");
    }

    #[test]
    fn what_a_note_explains_is_meant() {
        let row = "Sản lượng | tấn | 392.000 | 442.000 | 427.000 | 506.000 | 589.000";
        let why = "Năm 2027 dự báo mất mùa";
        let head = "content | unit | target:Năm 2025 | target:Năm 2026 | target:Năm 2027 | target:Năm 2028 | target:Năm 2029 | note";
        assert_eq!(report(&RULE, &format!("{head}\n- {row} | {why}")), "");
        let row = "Tỷ lệ tôm bệnh | % | 3,4 | 3,1 | 9,2 | 2,6 | 2,5";
        assert_eq!(
            report(
                &RULE,
                &format!("{head}\n- {row} | Năm 2027 dự báo dịch lan rộng")
            ),
            ""
        );
        assert_ne!(report(&RULE, &format!("{head}\n- {row} | ")), "");
    }

    #[test]
    fn a_third_figure_tells_which_of_two_is_wrong() {
        assert_snapshot!(report(&RULE, "
            stt | content | unit | target:Năm 2026 | target:Năm 2027 | other:Năm 2024
            - 1 | Số lượt khách du lịch | lượt | 1.240 | 12.500 | 12.100
            - 2 | Số lượt khách du lịch | lượt | 1.240 | 12.500 | 1.210
            - 3 | Số lượt khách du lịch | lượt | 1.240 | 12.500 |
            - 4 | Số lượt khách du lịch | lượt | 12.500 | 1.240 |
        "), @"
        row 1 target: “1.240” bằng khoảng một phần mười các số khác trong dòng (như “12.100”); có thể thiếu một chữ số.
        row 2 target: “12.500” gấp khoảng mười lần các số khác trong dòng (như “1.210”); có thể thừa một chữ số.
        row 3 target: “12.500” và “1.240” hơn kém nhau khoảng mười lần; một trong hai số có thể thừa hoặc thiếu một chữ số.
        row 4 target: “1.240” và “12.500” hơn kém nhau khoảng mười lần; một trong hai số có thể thừa hoặc thiếu một chữ số.
        ");
    }
}
