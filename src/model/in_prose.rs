//! The figure of a result that is told in a sentence: "1 tỷ 050 triệu đồng", "Tăng từ 75% lên 81%", "01 cuộc,
//! 86 hồ sơ dự thi".

use super::{
    attainment::Claim,
    figure::Figure,
    going_on::is_begun,
    sized_unit::are_one,
    target::{Amount, parse_number},
};
use crate::text::phrase::has_phrase;

impl Claim<'_> {
    /// Reads what is done, ahead of what is not yet: "Hoàn thành 03 sân, 02 sân đang thi công".
    pub(super) fn finished_part(&self, goal: &Figure) -> Option<Figure> {
        let (done, rest) = self.actual.split_once([',', ';'])?;
        let rest = rest.to_lowercase();
        let goes_on = ["đang", "chưa", "còn"]
            .iter()
            .any(|it| has_phrase(&rest, it));
        let is_done = !is_begun(&done.to_lowercase(), self.content);
        // "Lập được 04": the verb is no part of the number.
        let (_, number) = done.split_once("được ").unwrap_or(("", done));
        let figure = Figure::parse(number, self.unit, Some(goal.measure)).ok()?;
        (goes_on && is_done).then_some(figure)
    }

    /// Reads the one of several numbers that is to be compared with a target.
    pub(super) fn in_prose(&self, goal: &Figure) -> Option<Figure> {
        let lower = self.actual.trim().to_lowercase();
        let parse = |text: &str| Figure::parse(text, self.unit, Some(goal.measure)).ok();
        if let Some(whole) = joined_money(&lower) {
            return parse(&whole);
        }
        if let Some(reached) = end_of_change(&lower) {
            return parse(reached);
        }
        let wanted = match goal.of.as_str() {
            "" => self.unit.trim(),
            of => of,
        };
        let counts = self.actual.split([',', ';']).filter_map(parse);
        let is_counted = |it: &Figure| {
            !wanted.is_empty()
                && are_one(wanted, &it.of)
                && it.change.is_none()
                && matches!(it.amount, Amount::One(_))
        };
        let mut counts = counts.filter(is_counted);
        // Two numbers of one thing: nobody knows which.
        match (counts.next(), counts.next()) {
            (Some(only), None) => Some(only),
            _ => None,
        }
    }
}

/// Reads an amount of money in two sizes, "1 tỷ 050 triệu đồng", as one in the smaller of them.
fn joined_money(lower: &str) -> Option<String> {
    let words: Vec<&str> = lower.split_whitespace().collect();
    let [first, "tỷ" | "tỉ", second, "triệu", rest @ ..] = words.as_slice() else {
        return None;
    };
    let is_money = matches!(rest.first(), None | Some(&"đồng"));
    let second = second.trim_start_matches('0');
    let second = parse_number(if second.is_empty() { "0" } else { second })?;
    let whole = parse_number(first)? * 1000.0 + second;
    (is_money && second < 1000.0).then(|| format!("{whole} triệu đồng").replace('.', ","))
}

/// Returns where a change ended: "81%" of "tăng từ 75% lên 81%".
fn end_of_change(lower: &str) -> Option<&str> {
    let (_, behind) = ["tăng từ ", "giảm từ ", "nâng từ ", "hạ từ "]
        .iter()
        .find_map(|it| lower.split_once(it))?;
    [" lên ", " xuống còn ", " xuống ", " còn "]
        .iter()
        .find_map(|it| behind.split_once(it))
        .map(|(_, end)| end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ProgressStatus::{self, Exceeded, Met, Missed};

    #[test]
    fn the_figure_that_a_sentence_tells_is_found() {
        for (unit, target, actual, expected) in [
            ("", "900 triệu đồng", "1 tỷ 050 triệu đồng", Some(Exceeded)),
            ("", "1,2 tỷ đồng", "1 tỷ 050 triệu đồng", Some(Missed)),
            ("%", "80", "Tăng từ 75% lên 81%", Some(Exceeded)),
            ("%", "80", "Giảm từ 85% xuống 78%", Some(Missed)),
            ("", "01 cuộc", "01 cuộc, 86 hồ sơ dự thi", Some(Met)),
            (
                "",
                "05 hồ sơ",
                "Lập được 04, còn 01 hồ sơ chờ ý kiến",
                Some(Missed),
            ),
            ("", "02 cuộc", "01 cuộc tỉnh, 01 cuộc xã", None),
            ("", "06 tủ", "Chuyển sang 6 tháng cuối năm", Some(Missed)),
            ("Hệ thống", "1", "Chưa lắp đặt", Some(Missed)),
        ] {
            let claim = Claim {
                content: "Số hồ sơ được lập",
                unit,
                target,
                actual,
                ..Claim::default()
            };
            let found = claim.judge();
            let status: Option<ProgressStatus> =
                Some(found.status).filter(|_| found.doubt.is_none());
            assert_eq!(status, expected, "{target}: {actual}");
        }
    }
}
