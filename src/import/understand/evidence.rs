//! How strongly a heading speaks for each role of its column.

use crate::model::Role;

/// How strongly a heading speaks for each role; 0 for roles that it does not speak for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::import) struct Evidence {
    scores: [i32; Role::ALL.len()],
    /// "Kết quả" (result): a target, a product or a value reached, depending on the other columns.
    pub is_outcome: bool,
    /// Whether the outcome is still to come: "Kết quả phải đạt" is no value reached.
    pub is_expected: bool,
}

/// Evidence from which a heading counts as known.
pub(in crate::import) const KNOWN: i32 = 60;

impl Evidence {
    pub fn of(scores: &[(Role, i32)]) -> Evidence {
        let mut evidence = Evidence::default();
        for (role, score) in scores {
            evidence.add(*role, *score);
        }
        evidence
    }

    /// That of "kết quả", and whether it is still to come.
    pub fn outcome(is_expected: bool) -> Evidence {
        Evidence {
            is_outcome: true,
            is_expected,
            ..Evidence::default()
        }
    }

    pub fn score(&self, role: Role) -> i32 {
        self.scores.get(role as usize).copied().unwrap_or(0)
    }

    pub fn add(&mut self, role: Role, score: i32) {
        if let Some(slot) = self.scores.get_mut(role as usize) {
            *slot += score;
        }
    }

    /// Returns the role with the strongest evidence, and how strong it is.
    pub fn best(&self) -> (Role, i32) {
        let scored = Role::ALL.map(|role| (role, self.score(role)));
        let best = scored.into_iter().rev().max_by_key(|(_, score)| *score);
        best.unwrap_or((Role::Other, 0))
    }

    pub fn is_none(&self) -> bool {
        !self.is_outcome && self.scores.iter().all(|score| *score == 0)
    }

    /// Scales the evidence of roles whose words also occur inside other headings: "Căn cứ đề xuất
    /// chỉ tiêu" (grounds of an indicator) is no column of indicators.
    pub fn inside(mut self) -> Evidence {
        for role in [Role::Content, Role::Target, Role::Result, Role::Actual] {
            let share = if role == Role::Target { 0 } else { 4 };
            if let Some(slot) = self.scores.get_mut(role as usize) {
                *slot = *slot * share / 10;
            }
        }
        self
    }
}
