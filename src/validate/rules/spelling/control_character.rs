//! # `control-character`
//!
//! Characters that are not seen but do something: direction characters that turn the order of what
//! is read ("abc" + U+202E + "gpj.exe" looks like "abcexe.jpg"), and control characters, which come
//! from a printer language, from a conversion with the wrong encoding, or from Word's own marks.
//!
//! **Fix.** Removes them; vertical tabs and form feeds become line breaks, and characters between
//! U+0080 and U+009F become the ones that Windows-1252 has there. Unsafe: what is seen changes, so
//! the result is to be read.

use crate::{
    model::Severity,
    text::{
        hidden::{Hidden, is_plain, turns_round},
        misread::windows_1252,
    },
    validate::{Applicability, Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "control-character",
    severity: Severity::Warning,
    title: Key::RuleControlCharacter,
    rationale: Key::RuleControlCharacterWhy,
    source: "Ký tự điều khiển không phải là chữ (Unicode Standard Annex #9)",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    for (column, text) in scope.row.cells() {
        if is_plain(text) {
            continue;
        }
        let is_turned = turns_round(text);
        let acts = |c: char| match Hidden::of(c) {
            Some(Hidden::Direction) => is_turned,
            Some(Hidden::Control) => true,
            _ => false,
        };
        let direction = |c: &char| acts(*c) && Hidden::of(*c) == Some(Hidden::Direction);
        let turned = text.chars().find(direction);
        let Some(first) = turned.or_else(|| text.chars().find(|c| acts(*c))) else {
            continue;
        };
        let after: String = text
            .chars()
            .filter_map(|c| if acts(c) { meant(c) } else { Some(c) })
            .collect();
        let code = format!("U+{:04X}", u32::from(first));
        let message = match turned {
            Some(_) => Key::DirectionCharacter.with([code, after.clone()]),
            None => Key::ControlCharacter.with([code]),
        };
        let finding = scope.finding(&RULE, column, message);
        let step = scope.set_cell(column, after);
        acc.push(finding.with_fix(
            Applicability::Unsafe,
            Key::FixControlCharacter.into(),
            vec![step],
        ));
    }
}

/// Returns what a character most likely stands for, if anything.
fn meant(c: char) -> Option<char> {
    match c {
        // Word and Excel write line and page breaks inside a text like this.
        '\u{b}' | '\u{c}' => Some('\n'),
        _ => windows_1252(c),
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::spelling::control_character::RULE, testing::*};

    #[test]
    fn says_what_the_characters_do() {
        let text = "
            stt | content
            - 1 | abc\u{202e}gpj.exe
            - 2 | \u{2067}Sở A\u{2069}
            - 3 | Sở\u{7} Nội vụ\u{1b}[31m
            - 4 | \u{93}hồ sơ\u{94} \u{96} một
            - 5 | Bình thường “hồ sơ” – 👨‍👩‍👧 \u{202a}C:\u{202c}
        ";
        assert_snapshot!(report(&RULE, text), @"
        row 1 content: Ký tự ẩn U+202E đảo chiều đọc: chữ hiện ra khác thứ tự được lưu, máy đọc là “abcgpj.exe”.
        row 2 content: Ký tự ẩn U+2067 đảo chiều đọc: chữ hiện ra khác thứ tự được lưu, máy đọc là “Sở A”.
        row 3 content: Có ký tự điều khiển U+0007: không phải là chữ, thường do chuyển mã sai hoặc chép từ phần mềm khác.
        row 4 content: Có ký tự điều khiển U+0093: không phải là chữ, thường do chuyển mã sai hoặc chép từ phần mềm khác.
        ");
        let after = fixed(&RULE, text);
        let lines: Vec<&str> = after.lines().collect();
        assert_eq!(
            lines[..4],
            [
                "- 1 | abcgpj.exe",
                "- 2 | Sở A",
                "- 3 | Sở Nội vụ[31m",
                "- 4 | “hồ sơ” – một"
            ]
        );
    }

    #[test]
    fn is_never_fixed_in_bulk() {
        let document =
            crate::model::fixture::parse("stt | content\n- 1 | a\u{202e}b\n- 2 | a\u{b}b\n");
        let found = crate::validate::validate(&document);
        let fixes: Vec<_> = found
            .iter()
            .filter(|it| it.rule == RULE.id)
            .map(|it| it.fix.as_ref().unwrap().applicability)
            .collect();
        assert_eq!(fixes, [crate::validate::Applicability::Unsafe; 2]);
    }
}
