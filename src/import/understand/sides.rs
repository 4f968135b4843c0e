//! Headings beside each other that say together what was planned, what was reached, and its share.

use super::{
    evidence::{Evidence, KNOWN},
    heading_words::words,
    headings::{evidence, is_part_of_year, is_time_alone},
};
use crate::model::{Phase, Role};

/// What a heading says of a value among others: "Kế hoạch", "Kết quả", "Tỷ lệ (%)".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum Side {
    Planned,
    Reached,
    /// What part of the plan was reached.
    Share,
}

/// First words of what was planned.
const PLANNED: &[&[&str]] = &[
    &["kế", "hoạch"],
    &["kh"],
    &["mục", "tiêu"],
    &["chỉ", "tiêu"],
    &["yêu", "cầu"],
    &["giao"],
    &["được", "giao"],
    &["số", "giao"],
    &["phải", "đạt"],
    &["cần", "đạt"],
    &["phấn", "đấu"],
    &["nghị", "quyết"],
    &["nq"],
    &["định", "mức"],
    &["đề", "ra"],
    &["cam", "kết"],
    &["ngưỡng"],
    &["đăng", "ký"],
];

/// First words of what was reached.
const REACHED: &[&[&str]] = &[
    &["đạt"],
    &["th"],
    &["thực", "hiện"],
    &["thực", "tế"],
    &["đã"],
    &["làm", "được"],
    &["ghi", "nhận"],
];

/// First words of a share.
const SHARES: &[&[&str]] = &[
    &["%"],
    &["tỷ", "lệ"],
    &["tỉ", "lệ"],
    &["tl"],
    &["so", "sánh"],
    &["so", "với"],
    &["th", "kh"],
    &["đạt", "tỷ", "lệ"],
    &["đạt", "%"],
];

impl Side {
    /// Reads the heading of a value; `None` for one that names something else.
    pub fn of(text: &str) -> Option<Side> {
        let lower = text.to_lowercase();
        let words = words(&lower);
        let starts = |phrases: &[&[&str]]| phrases.iter().any(|it| words.starts_with(it));
        let said = evidence(text);
        let is_reached = (said.is_outcome && !said.is_expected) || said.best().0 == Role::Actual;
        if starts(SHARES) {
            Some(Side::Share)
        } else if starts(PLANNED) {
            Some(Side::Planned)
        } else if is_reached || starts(REACHED) {
            Some(Side::Reached)
        } else {
            None
        }
    }
}

/// Reads what is planned and what is reached under one heading, "Năm 2026" over "Kế hoạch", "Kết quả" and
/// "Tỷ lệ (%)", whatever the heading above them says.
pub(in crate::import) fn read_sides(paths: &[&[String]], said: &mut [Evidence]) {
    let outer = |at: usize| {
        let (_, outer) = paths.get(at)?.split_last()?;
        (!outer.is_empty()).then_some(outer)
    };
    read_short_words(paths, said);
    let mut start = 0;
    while start < paths.len() {
        let rest = start..paths.len();
        let end = start
            + rest
                .take_while(|at| outer(*at) == outer(start))
                .count()
                .max(1);
        if let Some(outer) = outer(start) {
            let group = paths.get(start..end).unwrap_or_default();
            let is_content = |(path, said): (&&[String], &Evidence)| {
                !path.starts_with(outer) && KNOWN <= said.score(Role::Content)
            };
            let has_content = paths.iter().zip(said.iter()).any(is_content);
            let own = said.get_mut(start..end).unwrap_or_default();
            if has_content {
                read_group(outer, group, own);
            }
        }
        start = end;
    }
}

/// Words for what was reached that say so only beside what was planned: "TH" may be a school.
const SHORT_REACHED: &[&[&str]] = &[&["đạt"], &["th"], &["thực", "tế"], &["làm", "được"]];

/// Words for what was planned that say so only beside what was reached.
const SHORT_PLANNED: &[&[&str]] = &[&["kh"], &["giao"], &["được", "giao"], &["yêu", "cầu"]];

/// Reads "Giao" and "Đạt", wherever they stand above columns of the same table.
fn read_short_words(paths: &[&[String]], said: &mut [Evidence]) {
    let side = |at: usize| {
        let mut headings = paths.get(at)?.iter().rev();
        headings.find_map(|text| Some((Side::of(text)?, text)))
    };
    let starts = |text: &str, phrases: &[&[&str]]| {
        let lower = text.to_lowercase();
        phrases.iter().any(|it| words(&lower).starts_with(it))
    };
    let has = |wanted: Side, said: &[Evidence]| {
        let is_content = |said: &Evidence| KNOWN <= said.score(Role::Content);
        let content_at = said.iter().position(is_content);
        let mut columns = (0..said.len()).filter(|at| Some(*at) != content_at);
        columns.any(|at| side(at).is_some_and(|(side, _)| side == wanted))
    };
    // A list of marks, not of figures.
    let is_answered = paths.iter().flat_map(|path| path.iter());
    let mut answers = is_answered.filter(|it| starts(it, &[&["không", "đạt"], &["chưa", "đạt"]]));
    if !has(Side::Planned, said) || !has(Side::Reached, said) || answers.next().is_some() {
        return;
    }
    for (at, said) in said.iter_mut().enumerate() {
        let role = match side(at) {
            Some((Side::Reached, text)) if starts(text, SHORT_REACHED) => Role::Actual,
            Some((Side::Planned, text)) if starts(text, SHORT_PLANNED) => Role::Target,
            _ => continue,
        };
        let (known, score) = said.best();
        if said.is_none() || known == Role::Target || score < KNOWN {
            *said = Evidence::of(&[(role, 85)]);
        }
    }
}

/// Reads the headings of columns under the same outer headings.
fn read_group(outer: &[String], group: &[&[String]], said: &mut [Evidence]) {
    let sides = group.iter().map(|path| Side::of(path.last()?));
    let sides: Vec<Option<Side>> = sides.collect();
    let has = |side: Side| sides.contains(&Some(side));
    let is_pair = has(Side::Planned) && has(Side::Reached);
    let outer_side = outer.iter().rev().find_map(|it| Side::of(it));
    let is_reached = outer_side == Some(Side::Reached);
    let of_time = outer.last().is_some_and(|it| is_time(it));
    let of_part = outer.last().is_some_and(|it| is_part_of_year(it));
    // Without a plan or a result, shares are of something else.
    let has_value = is_reached || has(Side::Planned) || has(Side::Reached);
    let has_value = has_value && sides.iter().any(|it| *it != Some(Side::Share));
    let rates = group.iter().map(|path| {
        let own = path.last().map(|it| evidence(it));
        own.is_some_and(|own| KNOWN <= own.score(Role::Status))
    });
    for ((said, side), is_rate) in said.iter_mut().zip(sides).zip(rates) {
        let role = match side {
            Some(Side::Planned) if is_pair || of_time => Role::Target,
            Some(Side::Reached) if is_pair || of_part => Role::Actual,
            Some(Side::Share) if has_value && !is_rate => Role::Other,
            // "Nội dung đã làm" under "Kết quả".
            None if is_reached && said.best().0 == Role::Content => Role::Actual,
            _ => continue,
        };
        *said = Evidence::of(&[(role, 90)]);
    }
}

/// Whether a heading names a time or a phase and nothing else.
pub(in crate::import) fn is_time(text: &str) -> bool {
    is_time_alone(text) || Phase::parse(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_values_have_sides() {
        for (text, side) in [
            ("Kế hoạch", Some(Side::Planned)),
            ("Chỉ tiêu giao", Some(Side::Planned)),
            ("Yêu cầu", Some(Side::Planned)),
            ("Kết quả", Some(Side::Reached)),
            ("Kết quả phải đạt", None),
            ("Đạt", Some(Side::Reached)),
            ("TH", Some(Side::Reached)),
            ("TH/KH (%)", Some(Side::Share)),
            ("Đạt tỷ lệ (%)", Some(Side::Share)),
            ("Tỷ lệ", Some(Side::Share)),
            ("So với kế hoạch", Some(Side::Share)),
            ("Ghi chú", None),
            ("Cơ quan chủ trì", None),
            ("Quý III", None),
        ] {
            assert_eq!(Side::of(text), side, "{text}");
        }
    }
}
