//! Headings that begin with a body, and what it does for a task.

use super::{
    evidence::{Evidence, KNOWN},
    heading_words::{ACTORS, BODIES, DUTIES},
};
use crate::model::Role;

/// Reads a heading that begins with a body: "Đơn vị phụ trách", "Bộ, ngành phối hợp".
pub(in crate::import) fn body(words: &[&str]) -> Option<Evidence> {
    let n_openers = usize::from(matches!(words.first(), Some(&("các" | "tên"))));
    let rest = words.get(n_openers..)?;
    let text = format!("{} ", rest.join(" "));
    let starts = |phrase: &str| {
        let after = text.strip_prefix(phrase);
        after.is_some_and(|after| after.starts_with(' '))
    };
    let noun = BODIES.iter().chain(&ACTORS).find(|noun| starts(noun))?;
    if starts("đơn vị tính") || starts("đơn vị đo") {
        return None;
    }
    let duties = DUTIES.iter().filter_map(|(duty, role, score)| {
        let at = text.find(&format!(" {duty} "))?;
        // "Cùng thực hiện" begins earlier than what is done.
        Some((at, *role, *score))
    });
    if let Some((_, role, score)) = duties.min_by_key(|(at, ..)| *at) {
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
    if rest.len() == 2 && *noun == "đơn vị" {
        return None;
    }
    let only_bodies = rest.iter().all(|word| {
        BODIES
            .iter()
            .any(|noun| noun.split(' ').any(|it| it == *word))
    });
    only_bodies.then(|| Evidence::of(&[(Role::Lead, 60)]))
}
