//! Results and targets in words: a word of the report, a deed, a day, that there be none.

use super::{
    attainment::{Attainment, Claim, Doubted, doubt, is_one_thing, said, sure},
    bound::Bound,
    called_off::gives_up,
    date::Date,
    done::Done,
    figure::Figure,
    goal::{day_by, is_no, is_yes},
    no_data::{is_of_knowledge, unknown},
    no_result::is_nothing,
    progress_status::ProgressStatus::{self, Met, Missed},
    target::{Amount, Measure},
    way::{Way, moved},
    work_state::WorkState,
};
use crate::{
    text::{
        likeness::{lower_words, words},
        phrase::{has_phrase, starts_with},
    },
    wording::Key,
};

impl Claim<'_> {
    /// Whether what is not there yet is the very thing that was to be made: a report, a survey.
    pub(super) fn asks_for_missing(&self) -> bool {
        let missing = unknown(&self.actual.trim().to_lowercase()).unwrap_or("-");
        let content = self.content.trim().to_lowercase();
        let asked = format!("{} {}", self.unit, self.target).to_lowercase();
        starts_with(&content, missing) || asked.contains(missing)
    }

    /// Whether the target is that there be none of something: "0", "Không có".
    pub(super) fn asks_for_none(&self) -> bool {
        let is_zero = |it: Figure| it.change.is_none() && it.value() == 0.0;
        let target = self.target.trim().to_lowercase();
        is_nothing(&target)
            || Figure::parse(self.target, self.unit, None).is_ok_and(is_zero)
            || (target.is_empty() && starts_with(&self.content.to_lowercase(), "không để"))
    }

    /// Whether the report may say that there was no occasion and mean that there was none of something: the
    /// target asks for none, or sets a limit.
    pub(super) fn allows_none(&self) -> bool {
        let goal = Figure::parse(self.target, self.unit, None);
        let is_limited = goal.is_ok_and(|it| self.is_none_enough(&it));
        let has_none = is_nothing(&self.actual.trim().to_lowercase());
        has_none && (self.asks_for_none() || is_limited)
    }

    /// Whether none at all is what a target asks for, or better.
    pub(super) fn is_none_enough(&self, goal: &Figure) -> bool {
        let is_count = goal.measure == Measure::Plain && goal.change.is_none();
        let is_limit = matches!(goal.bound, Bound::AtMost | Bound::LessThan);
        let is_bad = || self.better(goal).is_some_and(|it| !it.is_higher);
        goal.value() == 0.0 || (is_count && (is_limit || is_bad()))
    }

    /// Whether the report gives up the very thing that was asked for: "Thôi thành lập theo kết luận của tỉnh".
    pub(super) fn is_given_up(&self) -> bool {
        let asked = lower_words(&format!("{} {}", self.content, self.target));
        let lower = self.actual.trim().to_lowercase();
        let clause = lower.split([',', ';', '.', '(']).next().map(lower_words);
        clause.is_some_and(|it| gives_up(&it, &asked))
    }

    /// Whether the target is one thing, which is done.
    pub(super) fn is_one_done(&self, goal: &Figure) -> bool {
        let is_done = || Done::of_task(self.actual, self.content, self.unit) == Done::Yes;
        is_one_thing(goal) && (is_done() || self.was_held())
    }

    /// Whether the one thing that was asked for was held on a day that has come.
    fn was_held(&self) -> bool {
        let day = Date::parse(self.actual);
        let has_come = day.is_some_and(|day| self.until.is_none_or(|until| day <= until));
        let is_open = Done::leads_to_more(self.actual)
            || Done::of_task(self.actual, self.content, self.unit) != Done::Unknown;
        let is_asked =
            Done::was_held(self.actual, self.content) || Done::repeats(self.actual, self.content);
        has_come && is_asked && !is_open
    }

    /// Reads by how much a share is above or below its target, where the report tells nothing else: "Vượt 1,5
    /// điểm %".
    pub(super) fn beyond(&self, goal: &Figure, lower: &str) -> Option<ProgressStatus> {
        let said = lower.trim();
        let begins = |words: &[&str]| {
            let behind = words.iter().find_map(|it| said.strip_prefix(it));
            behind.is_some_and(|it| it.starts_with(|c: char| c.is_ascii_digit()))
        };
        let is_above = begins(&["vượt ", "cao hơn "]);
        let is_below = begins(&["hụt ", "thiếu ", "thấp hơn "]);
        let ends = ["%", "phần trăm"].iter().any(|it| said.ends_with(it));
        let n_numbers = said
            .split(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '.'))
            .filter(|it| it.contains(|c: char| c.is_ascii_digit()))
            .count();
        let is_share = goal.measure == Measure::Percent && ends;
        // "Vượt 2 lớp" of "6 lớp"
        let counted = said.trim_start_matches(|c: char| !c.is_ascii_digit());
        let counted = counted.trim_start_matches(|c: char| !c.is_alphabetic());
        let units = [self.unit, goal.of.as_str()].map(|it| it.trim().to_lowercase());
        let is_count = goal.measure == Measure::Plain && units.iter().any(|it| it == counted);
        let is_level = goal.change.is_none() && (is_share || is_count);
        if !is_level || n_numbers != 1 || is_above == is_below {
            return None;
        }
        let is_higher = match goal.bound {
            Bound::AtMost | Bound::LessThan => false,
            Bound::AtLeast | Bound::MoreThan => true,
            _ => self.better(goal)?.is_higher,
        };
        Some(match is_above == is_higher {
            true => ProgressStatus::Exceeded,
            false => Missed,
        })
    }

    /// Takes the word of the report on a deed that was asked for: "Đang chạy thử" of "Vận hành".
    pub(super) fn by_deed_of(&self, deed: &str) -> Attainment {
        let said_so = self.by_words();
        let actual = self.actual.trim();
        if said_so.doubt.is_none() {
            return said_so;
        }
        match Done::of_task(actual, deed, self.unit) {
            Done::Yes => said(Met, actual),
            Done::No => said(Missed, actual),
            _ => match repeated(actual, deed) {
                Some(true) => said(Met, actual),
                Some(false) => said(Missed, actual),
                None => said_so,
            },
        }
    }

    /// Takes the word of the report on something that is done or not.
    pub(super) fn by_deed(&self) -> Attainment {
        let said_so = self.by_words();
        let actual = self.actual.trim();
        match Done::parse(actual) {
            Done::Yes | Done::Part if said_so.doubt.is_some() => said(Met, actual),
            Done::No if said_so.doubt.is_some() => said(Missed, actual),
            _ => said_so,
        }
    }

    /// Takes the word of the report where it gives no figure to compare.
    pub(super) fn by_words(&self) -> Attainment {
        let actual = self.actual.trim();
        let lower = actual.to_lowercase();
        if let Some(status) = ProgressStatus::parse(actual) {
            return said(status, actual);
        }
        if is_yes(&lower) {
            return said(Met, actual);
        }
        if is_no(&lower) {
            return said(Missed, actual);
        }
        if !self.target.trim().is_empty() && words(self.target) == words(actual) {
            return sure(Met, Key::WhySameWords.with([self.shown_target()]));
        }
        doubt(Doubted::Words, self.pair(Key::WhyWords))
    }

    /// Takes the word of the report that the work still goes on, or has not begun.
    pub(super) fn by_work_state(&self) -> Option<Attainment> {
        let actual = self.actual.trim();
        let state = WorkState::parse(actual)?;
        let is_open = matches!(state, WorkState::UnderWay | WorkState::NotBegun);
        (is_open && !is_of_knowledge(&lower_words(actual))).then(|| said(Missed, actual))
    }

    /// Compares the way that a result went with the one that the target asks for.
    pub(super) fn by_way(&self) -> Option<Attainment> {
        let wanted = Way::of(&self.target.to_lowercase())?;
        let found = moved(self.actual, self.unit, self.baseline)?;
        Some(match wanted.is_kept_by(found) {
            true => sure(Met, self.pair(Key::WhySatisfies)),
            false => sure(Missed, self.pair(Key::WhyFails)),
        })
    }

    /// Compares a count with a target that there be none: "Không có", "Không để xảy ra".
    pub(super) fn by_none(&self) -> Option<Attainment> {
        let target = self.target.trim().to_lowercase();
        if !is_nothing(&target) && !["chấm dứt", "xóa bỏ"].contains(&target.as_str()) {
            return None;
        }
        let actual = self.actual.trim().to_lowercase();
        if is_nothing(&actual) {
            return Some(sure(Met, self.pair(Key::WhySatisfies)));
        }
        let counted = actual.strip_prefix("còn ").unwrap_or(&actual);
        let found = Figure::parse(counted, self.unit, None).ok()?;
        let is_count = found.change.is_none() && matches!(found.amount, Amount::One(_));
        is_count.then(|| match found.value() {
            0.0 => sure(Met, self.pair(Key::WhySatisfies)),
            _ => sure(Missed, self.pair(Key::WhyFails)),
        })
    }

    pub(super) fn by_day(&self, day: Date) -> Attainment {
        let actual = self.actual.trim();
        let leads_on = Done::leads_to_more(actual) || Done::parse(actual) == Done::No;
        match day_by(actual).filter(|_| !leads_on) {
            Some(done) if done <= day => sure(Met, self.pair(Key::WhyInTime)),
            Some(_) => sure(Missed, self.pair(Key::WhyTooLate)),
            None => self.by_deed(),
        }
    }
}

/// Whether a result says in the words of its target that the deed was done: "Đã trình tại Tờ trình số 5" of
/// "Trình UBND tỉnh", "Vận hành từ ngày 01/10/2026" of "Đưa vào vận hành"; that it was not, where it denies them.
fn repeated(actual: &str, deed: &str) -> Option<bool> {
    let clause = actual.split([',', ';', '\n']).next().unwrap_or_default();
    let said = lower_words(clause);
    let asked = lower_words(deed);
    let behind = |word: &str| said.split_once(word).map(|(_, behind)| behind);
    let is_asked = |behind: &str| {
        let two: Vec<&str> = behind.split(' ').take(2).collect();
        let first = two.first().copied().unwrap_or_default();
        (two.len() == 2 && has_phrase(&asked, &two.join(" "))) || starts_with(&asked, first)
    };
    if let Some(behind) = behind("chưa ").or_else(|| behind("không ")) {
        return is_asked(behind).then_some(false);
    }
    if ["đang", "sẽ", "dự kiến", "chờ"]
        .iter()
        .any(|it| has_phrase(&said, it))
    {
        return None;
    }
    let is_done = behind("đã ").is_some_and(is_asked);
    let is_dated = Date::parse(clause).is_some() && is_asked(&said);
    (is_done || is_dated).then_some(true)
}

#[cfg(test)]
mod tests {
    use super::repeated;

    #[test]
    fn words_of_the_target_are_found_again_in_the_result() {
        for (actual, deed, expected) in [
            (
                "Đã trình tại Tờ trình số 55/TTr-SVHTTDL",
                "Trình UBND tỉnh",
                Some(true),
            ),
            (
                "Vận hành từ ngày 01/10/2026",
                "Đưa vào vận hành",
                Some(true),
            ),
            (
                "HĐND tỉnh chưa thông qua",
                "HĐND tỉnh thông qua",
                Some(false),
            ),
            ("HĐND tỉnh đã thông qua", "HĐND tỉnh thông qua", Some(true)),
            ("Đang trình", "Trình UBND tỉnh", None),
            ("Đã họp với các sở", "Trình UBND tỉnh", None),
        ] {
            assert_eq!(repeated(actual, deed), expected, "{actual}");
        }
    }
}
