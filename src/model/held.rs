//! Whether a report tells of what is over on the day on which it is done: `Tổ chức ngày 12/9/2026`.

use super::{
    clause::{BODIES, n_same},
    date::Date,
    done::{Done, deed},
    outcome_words::done::{COMPLETIONS, EVENTS, HELD, LEADING_TO, OF_TIME_AND_PLACE},
    whole_deed::made_before,
};
use crate::text::{likeness::lower_words, phrase};

impl Done {
    /// Whether a report begins with a deed that is over on its day, or tells of an event that was held.
    pub fn was_held(text: &str, content: &str) -> bool {
        let lower = text.trim().to_lowercase();
        let asked = lower_words(content);
        let begins =
            |words: &[&str], text: &str| words.iter().any(|it| phrase::starts_with(text, it));
        let leads_on = |clause: &str| begins(LEADING_TO, clause);
        let is_held = |clause: &str| {
            begins_with_deed(clause) && !leads_on(clause) && made_before(clause, &asked).is_none()
        };
        let mut clauses = lower.split([',', ';', '(']).map(|it| {
            let clause = lower_words(it);
            let clause = clause.strip_prefix("đã ").unwrap_or(&clause).to_owned();
            (clause, Date::parse(it).is_some())
        });
        let (first, is_dated) = clauses.next().unwrap_or_default();
        // "Diệt 118 tổ mối, nghiệm thu ngày 14/3/2026"
        is_held(&first)
            || (is_dated && deed_of_body(&first).is_some_and(|it| is_held(&it)))
            || (begins(EVENTS, &asked) && !leads_on(&first))
            || clauses.any(|(clause, is_dated)| is_dated && is_held(&clause))
    }

    /// Whether a report begins with a deed that is over on its day, and says that it was done in time.
    pub fn was_held_well(text: &str) -> bool {
        let said = lower_words(text);
        let bare = said.strip_prefix("đã ").unwrap_or(&said);
        let is_held = begins_with_deed(bare);
        let is_well = [
            "đúng hẹn",
            "đúng hạn",
            "đúng kế hoạch",
            "thành công",
            "trước hạn",
        ]
        .iter()
        .any(|it| said.ends_with(it));
        is_held && is_well && made_before(bare, "").is_none()
    }

    /// Whether a report begins with what only leads to the thing: "Khởi công ngày 15/8/2026".
    pub fn leads_to_more(text: &str) -> bool {
        let lower = lower_words(text);
        let bare = lower.strip_prefix("đã ").unwrap_or(&lower);
        LEADING_TO.iter().any(|it| phrase::starts_with(bare, it))
    }

    /// Whether a report begins with what the task asks to be done, as what was held on a day does.
    pub fn repeats(text: &str, content: &str) -> bool {
        let lower = text.trim().to_lowercase();
        let first = lower.split([',', ';', '(', '\n']).next().map(lower_words);
        first.is_some_and(|clause| {
            let clause = clause.strip_prefix("đã ").unwrap_or(&clause);
            let words: Vec<&str> = clause.split(' ').collect();
            let n_same = n_same(&words, &deed(content));
            // "Ký ngày 20/5/2026" of "Ký quy chế"
            let next = words.get(n_same).copied().unwrap_or_default();
            // "Thi ngày 20/5/2026" of "Tổ chức hội thi"
            let first = words.first().copied().unwrap_or_default();
            let is_dated = words.get(1) == Some(&"ngày") && !Done::leads_to_more(text);
            1 < n_same
                || (n_same == 1 && OF_TIME_AND_PLACE.contains(&next))
                || (is_dated && phrase::has_phrase(&lower_words(content), first))
        })
    }
}

/// What a body did: "thông qua ngày 20/5" of "hđnd thông qua ngày 20/5".
fn deed_of_body(clause: &str) -> Option<String> {
    let is_body = BODIES.iter().any(|it| phrase::starts_with(clause, it));
    if !is_body || begins_with_deed(clause) {
        return None;
    }
    let words: Vec<&str> = clause.split(' ').collect();
    let mut deeds = (1..=5).filter_map(|at| Some(words.get(at..)?.join(" ")));
    deeds.find(|it| begins_with_deed(it))
}

/// Whether a clause begins with a deed that is over on its day.
fn begins_with_deed(clause: &str) -> bool {
    let mut deeds = COMPLETIONS.iter().chain(HELD);
    deeds.any(|it| phrase::starts_with(clause, it))
}
