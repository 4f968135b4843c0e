//! # `lost-character`
//!
//! U+FFFD, which a conversion writes in place of text that it could not read: "S\u{fffd} Nội vụ".
//! Only the original can tell what stood there, so there is no fix.

use crate::{
    model::Severity,
    text::hidden::{Hidden, is_plain},
    validate::{Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "lost-character",
    severity: Severity::Error,
    title: Key::RuleLostCharacter,
    rationale: Key::RuleLostCharacterWhy,
    source: "Dấu � (U+FFFD) đứng thay cho chữ không đọc được khi chuyển mã",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    for (column, text) in scope.row.cells() {
        if is_plain(text) {
            continue;
        }
        let is_lost = |c: &char| Hidden::of(*c) == Some(Hidden::Lost);
        let n_lost = text.chars().filter(is_lost).count();
        if 0 < n_lost {
            let message = Key::LostCharacter.with([n_lost.to_string()]);
            acc.push(scope.finding(&RULE, column, message));
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::spelling::lost_character::RULE, testing::*};

    #[test]
    fn counts_the_places_where_text_was_lost() {
        let text = "
            stt | content
            - 1 | S\u{fffd} N\u{fffd}i vụ
            - 2 | Sở Nội vụ
        ";
        assert_snapshot!(report(&RULE, text), @"row 1 content: Có 2 chỗ mất chữ do chuyển mã sai (dấu �, U+FFFD); cần gõ lại theo bản gốc.");
    }
}
