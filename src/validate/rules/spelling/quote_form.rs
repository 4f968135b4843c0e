//! # `quote-form`
//!
//! A quotation mark without its counterpart, or straight quotation marks in an annex that mostly
//! uses curly ones.
//!
//! **Fix.** Replaces straight marks with curly ones where curly ones are the majority. Safe. None
//! for a missing counterpart.

use crate::{
    model::{Role, Severity},
    text::search::around,
    validate::{AnnexScope, Applicability, Check, Diagnostic, RowHandle, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "quote-form",
    severity: Severity::Hint,
    title: Key::RuleQuoteForm,
    rationale: Key::RuleQuoteFormWhy,
    source: "Cách viết dấu ngoặc kép “…” trong văn bản hành chính",
    check: Check::Annex {
        reads: &Role::ALL,
        check,
    },
};

fn check(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    let (mut n_straight, mut n_curly) = (0, 0);
    let mut suspects: Vec<(RowHandle, crate::model::ColumnId, &str)> = Vec::new();
    scope.each_cell(&Role::ALL, |row, column, text| {
        let bytes = text.as_bytes();
        let straight = memchr::memchr_iter(b'"', bytes).count();
        // “ and ” are E2 80 9C and E2 80 9D.
        let curly = memchr::memchr_iter(0xe2, bytes)
            .filter(|at| matches!(bytes.get(at + 1..at + 3), Some([0x80, 0x9c | 0x9d])))
            .count();
        n_straight += straight;
        n_curly += curly;
        if 0 < straight || 0 < curly {
            suspects.push((row, column, text));
        }
    });
    for (row, column, text) in suspects {
        if let Some(at) = unbalanced(text) {
            let end = text.get(at..).and_then(|rest| rest.chars().next());
            let end = at + end.map_or(0, char::len_utf8);
            let message = Key::QuoteUnbalanced.with([around(text, at, end)]);
            acc.push(scope.finding(&RULE, row, column, message));
        } else if text.contains('"') && n_straight < n_curly {
            let finding = scope.finding(&RULE, row, column, Key::QuoteStraight.into());
            let step = scope.set_cell(row, column, curled(text));
            acc.push(finding.with_fix(Applicability::Safe, Key::FixQuotes.into(), vec![step]));
        }
    }
}

/// Returns the first quotation mark without a counterpart, by its byte offset.
fn unbalanced(text: &str) -> Option<usize> {
    let mut open: Vec<usize> = Vec::new();
    let mut straight = None;
    for (at, c) in text.char_indices() {
        match c {
            '“' => open.push(at),
            '”' if open.pop().is_none() => return Some(at),
            '"' => straight = straight.xor(Some(at)),
            _ => {}
        }
    }
    open.first().copied().or(straight)
}

fn curled(text: &str) -> String {
    let mut opens = true;
    let curl = |c: char| match c {
        '"' => {
            opens = !opens;
            if opens { '”' } else { '“' }
        }
        other => other,
    };
    text.chars().map(curl).collect()
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::spelling::quote_form::RULE, testing::*};

    #[test]
    fn reports_lost_halves_and_the_rarer_form() {
        let text = "
            stt | content
            - 1 | mức độ “cá thể hóa” và “chủ động”
            - 2 | phong trào \"Bình dân học vụ số\" ở xã
            - 3 | dữ liệu “đúng, đủ, sạch, sống
        ";
        assert_snapshot!(report(&RULE, text), @r#"
        row 2 content: Dấu ngoặc kép thẳng ("), phần lớn phụ lục viết “…”.
        row 3 content: Dấu ngoặc kép còn thiếu một bên (ở “dữ liệu “đúng, đủ,”).
        "#);
        assert_snapshot!(fixed(&RULE, "
            stt | content
            - 1 | mức độ “cá thể hóa” và “chủ động”
            - 2 | phong trào \"Bình dân học vụ số\" ở xã
        "), @"
        - 1 | mức độ “cá thể hóa” và “chủ động”
        - 2 | phong trào “Bình dân học vụ số” ở xã
        ");
        assert_eq!(report(&RULE, "stt | content\n- 1 | \"một\" và \"hai\""), "");
    }
}
