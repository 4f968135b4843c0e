//! # `bracket-unpaired`
//!
//! A text with a bracket without its other half. Letters and numbers of a list ("a)", "1)") are none.
//!
//! **Fix.** None: only a person knows where the other half belongs.

use crate::{
    model::{Role, Severity},
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
        if !text.contains(['(', ')']) {
            continue;
        }
        let message = match balance(text) {
            0 => continue,
            1.. => Key::BracketOpen,
            _ => Key::BracketClosed,
        };
        acc.push(scope.finding(&RULE, column.id, message.into()));
    }
}

/// Brackets that are opened less those that are closed.
fn balance(text: &str) -> i32 {
    let mut depth = 0;
    let mut before = String::new();
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => {
                // "a)" and "1)" number a list, also within a bracket.
                let word = before
                    .split(|c: char| c.is_whitespace() || matches!(c, ';' | ',' | ':' | '('))
                    .next_back();
                let is_number = word.is_some_and(|word| {
                    let n = word.chars().count();
                    (1..=2).contains(&n) && (word.chars().all(|c| c.is_ascii_digit()) || n == 1)
                });
                if !(is_number && depth == 0) {
                    depth -= 1;
                }
            }
            _ => {}
        }
        before.push(c);
    }
    depth
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
        row 1 content: Có dấu “(” nhưng thiếu dấu “)”.
        row 2 content: Có dấu “)” nhưng thiếu dấu “(”.
        ");
    }
}
