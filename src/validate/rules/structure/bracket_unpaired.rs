//! # `bracket-unpaired`
//!
//! A text with a bracket without its other half. Letters and numbers of a list ("a)", "1)") are none.
//!
//! **Fix.** None: only a person knows where the other half belongs.

use std::cmp::Ordering;

use crate::{
    model::{Role, Severity},
    text::search::around,
    validate::{Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "bracket-unpaired",
    severity: Severity::Hint,
    title: Key::RuleBracket,
    rationale: Key::RuleBracketWhy,
    source: "Dấu ngoặc đi theo cặp",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    for (column, text) in scope.cells(|role| role != Role::Ordinal) {
        if !text.contains(['(', ')', '[', ']']) {
            continue;
        }
        let Some((at, bracket)) = unpaired(text, '(', ')').or_else(|| unpaired(text, '[', ']'))
        else {
            continue;
        };
        let other = match bracket {
            '(' => ')',
            ')' => '(',
            '[' => ']',
            _ => '[',
        };
        let key = match bracket {
            '(' | '[' => Key::BracketOpen,
            _ => Key::BracketClosed,
        };
        let message = key.with([
            around(text, at, at + 1),
            bracket.to_string(),
            other.to_string(),
        ]);
        acc.push(scope.finding(&RULE, column.id, message));
    }
}

/// Returns the first bracket without its other half, by its byte offset, if more brackets are opened
/// than closed or the other way round.
fn unpaired(text: &str, one: char, other: char) -> Option<(usize, char)> {
    let mut open: Vec<usize> = Vec::new();
    let mut closed: Vec<usize> = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            c if c == one => open.push(at),
            c if c == other => {
                // "a)" and "1)" number a list, also within a bracket.
                let before = text.get(..at).unwrap_or_default();
                let word = before
                    .split(|c: char| c.is_whitespace() || matches!(c, ';' | ',' | ':' | '(' | '['))
                    .next_back();
                let is_number = other == ')'
                    && word.is_some_and(|word| {
                        let n = word.chars().count();
                        (1..=2).contains(&n) && (word.chars().all(|c| c.is_ascii_digit()) || n == 1)
                    });
                let opened = open.pop();
                if opened.is_none() && !is_number {
                    closed.push(at);
                }
            }
            _ => {}
        }
    }
    match open.len().cmp(&closed.len()) {
        Ordering::Equal => None,
        Ordering::Greater => open.first().map(|at| (*at, one)),
        Ordering::Less => closed.first().map(|at| (*at, other)),
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::structure::bracket_unpaired::RULE, testing::report};

    #[test]
    fn reports_half_brackets() {
        assert_snapshot!(report(&RULE, "
            stt | content
            - 1 | Ban hành quy chế (gồm ba chương
            - 2 | Ban hành quy chế)
            - 3 | Ban hành: a) quy chế; b) kế hoạch (nếu có)
            - a) | Ban hành (quy chế)
            - 4 | Mức (1) và (2)
        "), @"
        row 1 content: Có dấu “(” nhưng thiếu dấu “)” (ở “quy chế (gồm ba”).
        row 2 content: Có dấu “)” nhưng thiếu dấu “(” (ở “quy chế)”).
        ");
    }

    #[test]
    fn square_brackets_pair_too() {
        assert_snapshot!(report(&RULE, "content\n- Tuyến đường số 5] dài 3 km\n- [1] Biên bản"), @"row 1 content: Có dấu “]” nhưng thiếu dấu “[” (ở “số 5] dài 3”).");
    }
}
