//! Finds the best roles of all columns together.

use super::evidence::Evidence;
use crate::model::Role;

/// Roles that at most one column of an annex has.
const UNIQUE: [Role; 6] = [
    Role::Ordinal,
    Role::Group,
    Role::Content,
    Role::Unit,
    Role::Lead,
    Role::Coordinating,
];

/// Number of columns that compete for a role.
const CANDIDATES: usize = 4;

/// Returns the roles with the largest sum of scores such that no role of [`UNIQUE`] occurs twice.
/// Of equal solutions, the one with the roles further left.
pub(in crate::import) fn assign(scores: &[Evidence]) -> Vec<Role> {
    let shared: Vec<(Role, i32)> = scores
        .iter()
        .map(|scores| {
            let roles = Role::ALL.into_iter().filter(|role| !UNIQUE.contains(role));
            let scored = roles.map(|role| (role, scores.score(role)));
            let best = scored.rev().max_by_key(|(_, score)| *score);
            best.unwrap_or((Role::Other, 0))
        })
        .collect();
    let candidates = UNIQUE.map(|role| {
        let gains = scores.iter().zip(&shared).enumerate();
        let mut gains: Vec<(usize, i32)> = gains
            .map(|(at, (scores, (_, shared)))| (at, scores.score(role) - shared))
            .filter(|(_, gain)| 0 < *gain)
            .collect();
        gains.sort_by_key(|(at, gain)| (-gain, *at));
        gains.truncate(CANDIDATES);
        gains
    });
    let mut search = Search {
        candidates: &candidates,
        best: (0, Vec::new()),
    };
    search.go(0, &mut Vec::new());
    let mut roles: Vec<Role> = shared.into_iter().map(|(role, _)| role).collect();
    for (at, role) in search.best.1 {
        if let Some(slot) = roles.get_mut(at) {
            *slot = role;
        }
    }
    roles
}

/// Exhaustive search over the candidates of each unique role.
struct Search<'a> {
    candidates: &'a [Vec<(usize, i32)>; UNIQUE.len()],
    /// Largest sum of gains so far, and the columns with unique roles.
    best: (i32, Vec<(usize, Role)>),
}

impl Search<'_> {
    fn go(&mut self, idx: usize, taken: &mut Vec<(usize, Role, i32)>) {
        let (Some(role), Some(candidates)) = (UNIQUE.get(idx), self.candidates.get(idx)) else {
            let sum = taken.iter().map(|(.., gain)| gain).sum();
            if self.best.0 < sum {
                let taken = taken.iter().map(|(at, role, _)| (*at, *role));
                self.best = (sum, taken.collect());
            }
            return;
        };
        for (at, gain) in candidates {
            if taken.iter().all(|(other, ..)| other != at) {
                taken.push((*at, *role, *gain));
                self.go(idx + 1, taken);
                taken.pop();
            }
        }
        self.go(idx + 1, taken);
    }
}
