//! What a target asks for, so that a result can be compared with it.

use std::cmp::Ordering;

use super::{
    bound::Bound,
    date::Date,
    figure::{Figure, NoFigure},
    period::Period,
    target::{Amount, Measure, Target, parse_number},
};
use crate::text::{
    likeness::lower_words,
    phrase::{has_phrase, starts_with},
};

/// What a target asks for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Goal {
    /// The cell is empty.
    Missing,
    /// `-`: no target in this phase.
    None,
    Figure(Figure),
    /// `trong nhóm 15`, `hạng 10`: a place among others, of which the first is the best.
    Rank {
        place: f64,
        is_group: bool,
    },
    /// `hạng A`, `Tốt`: a grade of a scale.
    Grade(Grade),
    /// `Trước 30/6/2026`: done by a day.
    By(Date),
    /// `Đạt`, `Có`, `Ban hành`: a yes.
    Yes,
    /// Text that nothing is compared with.
    Words,
}

/// A grade: its scale, and its place there, of which 0 is the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Grade {
    scale: usize,
    pub place: usize,
}

impl Grade {
    /// Returns how two grades of one scale compare, the better one first.
    pub fn compare(self, other: Grade) -> Option<Ordering> {
        (self.scale == other.scale).then(|| self.place.cmp(&other.place))
    }
}

impl Goal {
    /// Reads a target; `content` is the indicator, which tells a rank from another number.
    pub fn parse(text: &str, unit: &str, content: &str) -> Goal {
        let text = text.trim();
        if text.is_empty() {
            return Goal::Missing;
        }
        let lower = text.to_lowercase();
        if let Some(rank) = rank(&lower, &content.to_lowercase(), &unit.to_lowercase()) {
            return rank;
        }
        if Target::parse(text, unit) == Target::None {
            return Goal::None;
        }
        if is_yes(&lower) {
            return Goal::Yes;
        }
        if let Some(grade) = grade(&lower) {
            return Goal::Grade(grade);
        }
        if let Some(figure) = in_words(&lower, unit) {
            return Goal::Figure(figure);
        }
        if let Some(day) = day_by(text) {
            return Goal::By(day);
        }
        match Figure::parse(text, unit, None) {
            Ok(figure) => Goal::Figure(figure),
            Err(NoFigure::None | NoFigure::Several) => Goal::Words,
        }
    }
}

/// Whether a target names a thing or a deed, and no number, grade or yes.
pub fn asks_for_thing(target: &str, unit: &str) -> bool {
    let lower = target.trim().to_lowercase();
    let has_number = lower.contains(|c: char| c.is_ascii_digit());
    let is_of_state = is_no(&lower) || OF_STATES.iter().any(|it| starts_with(&lower, it));
    !has_number
        && !is_of_state
        && unit.trim() != "%"
        && Goal::parse(target, unit, "") == Goal::Words
}

/// First words of targets that are no things: how much, or how it is to be.
const OF_STATES: &[&str] = &[
    "không",
    "tăng",
    "giảm",
    "kéo giảm",
    "cao hơn",
    "thấp hơn",
    "bằng",
    "như",
    "duy trì",
    "giữ",
    "nâng",
    "cải thiện",
    "chấm dứt",
    "xóa bỏ",
    "trên",
    "dưới",
    "đạt",
    "bảo đảm",
    "đảm bảo",
];

/// Whether a text is a yes and nothing else.
pub(super) fn is_yes(lower: &str) -> bool {
    let said = lower.trim_matches(|c: char| !c.is_alphanumeric());
    matches!(
        said,
        "đạt"
            | "có"
            | "x"
            | "v"
            | "hoàn thành"
            | "đã hoàn thành"
            | "đã có"
            | "đã đạt"
            | "thực hiện"
            | "ban hành"
            | "đã ban hành"
            | "được ban hành"
            | "triển khai"
            | "đã triển khai"
    )
}

/// Whether a text is a no and nothing else.
pub(super) fn is_no(lower: &str) -> bool {
    let said = lower.trim_matches(|c: char| !c.is_alphanumeric());
    matches!(
        said,
        "không" | "chưa" | "chưa có" | "không có" | "chưa ban hành" | "chưa triển khai"
    )
}

/// Reads the day by which something is due: the last day of the period that a text names.
pub fn day_by(text: &str) -> Option<Date> {
    if let Some(date) = Date::parse(text) {
        return Some(date);
    }
    match Period::parse(text)? {
        Period::Span { to, .. } => Some(Date::end_of_month(to.year, to.month)),
        Period::Recurring | Period::Conditional => None,
    }
}

/// Words that make a number a place among others.
const PLACES: &[&str] = &["nhóm", "top", "hạng", "thứ", "vị trí", "tốp", "thứ hạng"];

/// Whether an indicator is a place among others. Places that are counted are none: "Số vị trí được
/// cắm biển".
fn is_ranked(content: &str, unit: &str) -> bool {
    let says = |words: &[&str]| words.iter().any(|it| content.contains(it));
    if says(&["xếp hạng", "thứ hạng", "xếp thứ", "xếp vị trí", "đứng thứ"]) {
        return true;
    }
    let starts = |words: &[&str]| words.iter().any(|it| content.trim().starts_with(it));
    let is_counted = starts(&[
        "số ",
        "tổng ",
        "tỷ lệ",
        "tỉ lệ",
        "các ",
        "diện tích",
        "lắp",
        "xây",
    ]);
    let names_place = says(&["vị trí"]) && !says(&["vị trí việc làm"]);
    let of_ranks = matches!(unit, "hạng" | "thứ hạng" | "thứ" | "vị trí" | "xếp hạng");
    !is_counted && (names_place || of_ranks)
}

fn rank(lower: &str, content: &str, unit: &str) -> Option<Goal> {
    // "Tăng 5 bậc" is a change of place.
    let is_change = ["tăng", "giảm", "cải thiện", "nâng"]
        .iter()
        .any(|it| lower.starts_with(it));
    if is_change && lower.contains("bậc") {
        return None;
    }
    let is_ranked = is_ranked(content, unit) && !counts_what_is_named(lower, content);
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|it| !it.is_empty())
        .collect();
    let is_place = |at: usize| {
        let before = at.checked_sub(1).and_then(|at| words.get(at));
        before.is_some_and(|it| PLACES.contains(it) || *it == "trí")
    };
    let numbers = words.iter().enumerate().filter_map(|(at, word)| {
        let number = parse_number(word).filter(|_| word.len() <= 3)?;
        Some((at, number))
    });
    let numbers: Vec<(usize, f64)> = numbers.collect();
    let named = numbers.iter().find(|(at, _)| is_place(*at));
    let (_, place) = match (named, numbers.as_slice()) {
        (Some(named), _) => *named,
        (None, [only]) if is_ranked => *only,
        // "12/34": a place and how many there are.
        (None, [first, _]) if is_ranked && lower.contains('/') => *first,
        _ => return None,
    };
    if lower.contains('%') {
        return None;
    }
    let groups = [
        "nhóm",
        "top",
        "tốp",
        "trong",
        "dưới",
        "từ",
        "≤",
        "không quá",
        "tối thiểu",
    ];
    let is_group = groups.iter().any(|it| lower.contains(it));
    Some(Goal::Rank { place, is_group })
}

/// Whether a number is followed by what the indicator names: "05 hồ sơ" of "Lập hồ sơ xếp hạng di tích".
fn counts_what_is_named(lower: &str, content: &str) -> bool {
    let figure = Figure::parse(lower, "", None);
    let of = figure.map(|it| lower_words(&it.of)).unwrap_or_default();
    !of.is_empty() && has_phrase(&lower_words(content), &of)
}

/// The place that a result names.
pub(super) fn place_of(text: &str) -> Option<f64> {
    match rank(&text.to_lowercase(), "xếp hạng", "")? {
        Goal::Rank { place, .. } => Some(place),
        _ => None,
    }
}

/// Scales of grades in words, the best first.
const SCALES: &[&[&str]] = &[
    &["a", "b", "c", "d", "e"],
    &["xuất sắc", "tốt", "khá", "trung bình", "yếu", "kém"],
    &["xuất sắc", "giỏi", "khá", "trung bình", "yếu", "kém"],
    &[
        "hoàn thành xuất sắc nhiệm vụ",
        "hoàn thành tốt nhiệm vụ",
        "hoàn thành nhiệm vụ",
        "không hoàn thành nhiệm vụ",
    ],
];

/// The grade that a text names: `nhóm hạng A`, `loại B`, `Khá trở lên`.
pub(super) fn grade(lower: &str) -> Option<Grade> {
    let words = lower.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|it| !it.is_empty()).collect();
    let mut pairs = words.windows(2);
    let letter = pairs.find_map(|pair| match pair {
        ["hạng" | "loại" | "mức" | "nhóm", letter] => place_in(0, letter),
        _ => None,
    });
    if letter.is_some() {
        return letter;
    }
    let mut words = words.as_slice();
    while let [
        "đạt" | "xếp" | "loại" | "hạng" | "mức" | "từ" | "tối" | "thiểu",
        rest @ ..,
    ] = words
    {
        words = rest;
    }
    if let [rest @ .., "trở", "lên"] = words {
        words = rest;
    }
    let said = words.join(" ");
    (1..SCALES.len()).find_map(|scale| place_in(scale, &said))
}

fn place_in(scale: usize, said: &str) -> Option<Grade> {
    let place = SCALES.get(scale)?.iter().position(|it| *it == said)?;
    Some(Grade { scale, place })
}

/// A figure in words: `tất cả các xã`, `không để xảy ra`.
fn in_words(lower: &str, unit: &str) -> Option<Figure> {
    let starts = |words: &[&str]| words.iter().any(|it| lower.starts_with(it));
    let (bound, value, measure) = if lower.contains(|c: char| c.is_ascii_digit()) {
        return None;
    } else if starts(&["tất cả", "toàn bộ"]) {
        (Bound::Exactly, 100.0, Measure::Percent)
    } else if starts(&["không để", "không xảy ra", "không phát sinh", "không còn"]) {
        (Bound::AtMost, 0.0, Measure::of_unit(unit))
    } else {
        return None;
    };
    Some(Figure {
        bound,
        amount: Amount::One(value),
        measure,
        keep: false,
        of: String::new(),
        change: None,
    })
}

/// What an indicator asks for in its own text, where no column has targets: `Xây mới 05 sân bóng`,
/// `Không để xảy ra cháy`, `Hoàn thành đề án trước ngày 30/9/2026`.
pub(super) fn goal_in_content(content: &str, actual: &str) -> Option<Goal> {
    let lower = content.trim().to_lowercase();
    let starts = |phrases: &[&str]| phrases.iter().any(|it| starts_with(&lower, it));
    // "Mỗi xã có 01 câu lạc bộ" is reached when all of them have.
    if starts(&["mỗi", "từng"]) {
        return in_words("tất cả", "").map(Goal::Figure);
    }
    if let Some(figure) = in_words(&lower, "") {
        return Some(Goal::Figure(figure));
    }
    let is_place = starts(&[
        "xếp thứ",
        "xếp hạng",
        "xếp vị trí",
        "đứng thứ",
        "nằm trong nhóm",
        "thuộc nhóm",
    ]);
    if let Some(place) = rank(&lower, &lower, "").filter(|_| is_place) {
        return Some(place);
    }
    if let Some(day) = day_in_content(&lower) {
        return Some(Goal::By(day));
    }
    let counted = || count_in_content(&lower, actual);
    figure_in_content(content)
        .or_else(counted)
        .map(Goal::Figure)
}

/// The day before which an indicator says that it is to be done, where it names no other number.
fn day_in_content(lower: &str) -> Option<Date> {
    let (before, behind) = lower.split_once("trước ")?;
    let has_number = before.contains(|c: char| c.is_ascii_digit());
    Date::parse(behind).filter(|_| !has_number)
}

/// The number of things that an indicator asks for: `Đăng cai 02 giải`. Who is counted has numbers, too:
/// the result has to name the same things.
fn count_in_content(lower: &str, actual: &str) -> Option<Figure> {
    let figure = Figure::parse(lower, "", None).ok()?;
    let thing = figure.of.split_whitespace().next()?.to_lowercase();
    let is_named = has_phrase(&lower_words(actual), &thing);
    let is_single = matches!(figure.amount, Amount::One(_) | Amount::Range(..));
    let is_deed = !["số ", "tỷ lệ", "tỉ lệ", "tổng "]
        .iter()
        .any(|it| lower.starts_with(it));
    let is_plain = figure.measure != Measure::Percent && figure.change.is_none();
    (is_named && is_single && is_deed && is_plain).then_some(figure)
}

/// A figure that an indicator states in its own text, where no column has targets: `100% …`.
fn figure_in_content(content: &str) -> Option<Figure> {
    let figure = Figure::parse(content, "", None).ok()?;
    let is_share = figure.measure == Measure::Percent;
    let is_single = matches!(figure.amount, Amount::One(_) | Amount::Range(..));
    // "xuống dưới 1%" is reached; "trẻ em dưới 5 tuổi" is who is counted.
    let lower = content.to_lowercase();
    let falls_below = ["xuống dưới", "còn dưới", "ở mức dưới", "giảm dưới"];
    let is_below =
        figure.bound != Bound::LessThan || falls_below.iter().any(|it| lower.contains(it));
    let is_count =
        figure.measure == Measure::Plain && figure.bound == Bound::AtLeast && !figure.of.is_empty();
    (is_single && ((is_share && is_below) || is_count)).then_some(figure)
}
