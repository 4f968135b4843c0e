//! Headings that begin with a body, and what it does for a task.

use super::{
    agency_names::is_agency_name,
    evidence::{Evidence, KNOWN},
    heading_words::{ACTORS, BODIES, DUTIES, words},
};
use crate::model::Role;

/// Maximum number of words of a kind of body and what it does: "Trung tâm y tế phụ trách".
const KIND_MAX: usize = 6;

/// Reads a heading that says what a body does and names no body, as one under "Phân công" may: "Tham gia".
pub(in crate::import) fn duty_alone(text: &str) -> Option<Evidence> {
    let lower = text.to_lowercase();
    let words = words(&lower);
    match words.as_slice() {
        ["chính"] => return Some(Evidence::of(&[(Role::Lead, 80)])),
        ["phụ"] => return Some(Evidence::of(&[(Role::Coordinating, 80)])),
        _ => {}
    }
    let text = format!("{} ", words.join(" "));
    let starts = |duty: &str| {
        let rest = text.strip_prefix(duty);
        rest.is_some_and(|rest| rest.starts_with(' '))
    };
    // "Thực hiện" may be what was reached.
    let own = DUTIES.iter().filter(|(duty, ..)| *duty != "thực hiện");
    let found = own
        .filter(|(duty, ..)| starts(duty))
        .max_by_key(|(duty, ..)| duty.len());
    found.map(|(_, role, score)| Evidence::of(&[(*role, *score)]))
}

/// Reads a heading that begins with a body: "Đơn vị phụ trách", "Bộ, ngành phối hợp".
pub(in crate::import) fn body(words: &[&str]) -> Option<Evidence> {
    let n_openers = usize::from(matches!(words.first(), Some(&("các" | "tên"))));
    let rest = words.get(n_openers..)?;
    let text = format!("{} ", rest.join(" "));
    let starts = |phrase: &str| {
        let after = text.strip_prefix(phrase);
        after.is_some_and(|after| after.starts_with(' '))
    };
    let noun = BODIES.iter().chain(&ACTORS).find(|noun| starts(noun));
    // "Trường thực hiện", "Trạm phụ trách": so do the names of bodies begin.
    let begins_name = rest.len() <= KIND_MAX && is_agency_name(&text);
    let noun = noun.copied().or(begins_name.then_some(""))?;
    if starts("đơn vị tính") || starts("đơn vị đo") {
        return None;
    }
    let duties = DUTIES.iter().filter_map(|(duty, role, score)| {
        let at = text.find(&format!(" {duty} "))?;
        // "Cùng thực hiện" begins earlier than what is done.
        Some((at, *role, *score))
    });
    let duty = duties.min_by_key(|(at, ..)| *at);
    if noun.is_empty() && duty.is_none() {
        return None;
    }
    if let Some((_, role, score)) = duty {
        // Beside whoever is in charge, it takes part.
        let (alone, shared) = (
            [(role, score)],
            [(role, score), (Role::Coordinating, score - 5)],
        );
        let is_shared = role == Role::Lead && score < KNOWN;
        let scores: &[(Role, i32)] = if is_shared { &shared } else { &alone };
        return Some(Evidence::of(scores));
    }
    if 0 < n_openers && words.first() == Some(&"tên") {
        return Some(Evidence::of(&[(Role::Content, 60)]));
    }
    if rest.len() == 2 && noun == "đơn vị" {
        return None;
    }
    let only_bodies = rest.iter().all(|word| {
        BODIES
            .iter()
            .any(|noun| noun.split(' ').any(|it| it == *word))
    });
    only_bodies.then(|| Evidence::of(&[(Role::Lead, 60)]))
}
