//! Phases whose first year has a wrong figure: "2016-2028", "2006-2027" in a plan of 2026. Shared by
//! `heading-years` and `year-impossible`.

/// No phase of a plan began so many years before it.
const EARLY: u16 = 8;
/// Programmes last five, ten or fifteen years.
const WHOLE: u16 = 5;

/// The year that the first one is meant to be, where another figure of its tens makes it one of the plan's.
pub(in crate::validate) fn meant_start(from: u16, to: u16, issued: u16) -> Option<u16> {
    let is_early = from + EARLY <= issued && issued <= to;
    let is_whole = (to - from.min(to) + 1).is_multiple_of(WHOLE);
    let mut meant = (1..=3).map(|tens| from + 10 * tens);
    meant.find(|it| is_early && !is_whole && issued <= *it && *it <= to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phase_begins_near_its_plan() {
        assert_eq!(meant_start(2016, 2028, 2026), Some(2026));
        assert_eq!(meant_start(2006, 2029, 2026), Some(2026));
        assert_eq!(meant_start(2007, 2028, 2026), Some(2027));
        for (from, to) in [
            (2016, 2030),
            (2021, 2030),
            (2015, 2026),
            (2026, 2028),
            (2010, 2020),
        ] {
            assert_eq!(meant_start(from, to, 2026), None, "{from}-{to}");
        }
    }
}
