//! # `stray-spacing`
//!
//! Repeated, leading or trailing spaces, a space before punctuation or none behind a comma, or a space just
//! inside a bracket.
//!
//! **Why.** They come from justified PDF text and break searching and comparing.
//!
//! **Fix.** Leaves one space between words and none before punctuation. Line breaks are kept. Safe.

use crate::{
    model::Severity,
    validate::{Applicability, Check, Diagnostic, RowScope, Rule},
    wording::{Key, Message},
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "stray-spacing",
    severity: Severity::Warning,
    title: Key::RuleStraySpacing,
    rationale: Key::RuleStraySpacingWhy,
    source: "Quy tắc trình bày văn bản: một khoảng trắng giữa hai từ, không cách trước dấu câu",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let row = scope.row;
    for (column, text) in row.cells() {
        if !may_be_untidy(text) {
            continue;
        }
        let tidy = tidy(text);
        if tidy == text {
            continue;
        }
        let step = scope.set_cell(column, tidy);
        let finding = scope.finding(&RULE, column, place(text));
        acc.push(finding.with_fix(Applicability::Safe, Key::FixStraySpacing.into(), vec![step]));
    }
}

/// Whether a text contains a space or line break that may be misplaced. This byte-level prefilter
/// rules out nearly all cells.
fn may_be_untidy(text: &str) -> bool {
    let ends = [text.chars().next(), text.chars().next_back()];
    if ends.into_iter().flatten().any(char::is_whitespace) {
        return true;
    }
    let mut last = 0u8;
    text.bytes().any(|byte| {
        let is_odd = match byte {
            b' ' => matches!(last, b' ' | b'\n' | b'(' | b'[' | 0x9c),
            b',' | b';' | b')' | b']' | b'.' | b':' | b'\n' => last == b' ',
            // “ and ” are E2 80 9C and E2 80 9D; a no-break space is C2 A0.
            0xe2 => last == b' ',
            b'\t' | b'\r' => true,
            // "quan,xe"
            byte if matches!(last, b',' | b';') => byte.is_ascii_alphabetic() || 0xc3 <= byte,
            0xa0 => last == 0xc2,
            _ => false,
        };
        last = byte;
        is_odd
    })
}

/// Says where the first irregular space is.
fn place(text: &str) -> Message {
    let own = |text: &str| text.to_owned();
    let body = text.trim();
    let mut before = "";
    let mut n_spaces = 0;
    for piece in body.split([' ', '\t', '\u{a0}']) {
        if piece.is_empty() {
            n_spaces += 1;
            continue;
        }
        if let Some((one, mark, other)) = joined_by_mark(piece).filter(|it| !it.0.is_empty()) {
            return Key::SpaceMissing.with([own(one), mark.to_string(), own(other)]);
        }
        let bracket = before
            .chars()
            .next_back()
            .filter(|c| matches!(c, '(' | '“' | '['));
        if let Some(bracket) = bracket.filter(|_| !before.is_empty()) {
            return Key::SpaceInsideBracket.with([bracket.to_string(), own(piece)]);
        }
        if starts_with_mark(piece) && !before.is_empty() {
            let mark = piece.chars().next().map_or(String::new(), String::from);
            return Key::SpaceBeforeMark.with([own(before), mark]);
        }
        let is_one_line = !piece.contains('\n') && !before.contains('\n');
        if 0 < n_spaces && is_one_line {
            return Key::SpacesRepeated.with([own(before), own(piece), (n_spaces + 1).to_string()]);
        }
        n_spaces = 0;
        before = piece;
    }
    if tidy(body) == body {
        return Key::SpacesAtEnds.into();
    }
    let words: Vec<&str> = body.split_whitespace().take(6).collect();
    Key::StraySpacing.with([words.join(" ")])
}

/// The parts of a word around the first comma or semicolon between letters, which a blank follows in any
/// text: "quan,xe", ",liên".
fn joined_by_mark(word: &str) -> Option<(&str, char, &str)> {
    word.match_indices([',', ';']).find_map(|(at, mark)| {
        let (before, behind) = (word.get(..at)?, word.get(at + 1..)?);
        let joins = behind.starts_with(char::is_alphabetic)
            && (before.is_empty() || before.ends_with(char::is_alphabetic));
        // "ThS.,BS", addresses and formulas are written in their own ways.
        let is_plain = !word.contains(['@', '/', '=', '_', '<', '>', '{', '}', '\\']);
        (joins && is_plain).then_some((before, mark.chars().next()?, behind))
    })
}

fn push_parted(tidy: &mut String, mut word: &str) {
    while let Some((before, mark, behind)) = joined_by_mark(word) {
        tidy.push_str(before);
        tidy.push(mark);
        tidy.push(' ');
        word = behind;
    }
    tidy.push_str(word);
}

fn tidy(text: &str) -> String {
    let lines = text.trim().lines().map(|line| {
        let mut tidy = String::with_capacity(line.len());
        for word in line
            .split([' ', '\t', '\u{a0}'])
            .filter(|word| !word.is_empty())
        {
            let glued =
                tidy.is_empty() || tidy.ends_with(['(', '“', '[']) || starts_with_mark(word);
            if !glued {
                tidy.push(' ');
            }
            push_parted(&mut tidy, word);
        }
        tidy
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Whether the word begins with punctuation that attaches to the previous word. An ellipsis or a
/// number such as `.5` does not.
fn starts_with_mark(word: &str) -> bool {
    let mut chars = word.chars();
    let first = chars.next();
    let next = chars.next();
    match first {
        Some(',' | ';' | ')' | ']' | '”') => true,
        Some('.' | ':') => next.is_none_or(|c| matches!(c, ')' | '”')),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use proptest::prelude::*;

    use crate::validate::{
        rules::spelling::stray_spacing::{RULE, may_be_untidy, tidy},
        testing::*,
    };

    #[test]
    fn reports_and_mends_real_slips() {
        let text = "
            stt | content | lead
            - 1 | Duy trì,  cập nhật Khung kiến trúc số | Sở Nội vụ
            - 2 | nền tảng dữ liệu lớn ( Big Data Platform ) cho phép |  Công an tỉnh
            - 3 | mức độ “ cá thể hóa” , đồng bộ | Sở Y tế;
            - 4 | Kết thúc bằng ... hoặc ./. | Công an tỉnh - Sở Nội vụ
        ";
        assert_snapshot!(report(&RULE, text), @r#"
        row 1 content: Giữa “trì,” và “cập” có 2 dấu cách, chỉ cần một.
        row 2 content: Sau “(”, trước “Big”, có dấu cách thừa.
        row 2 lead: Đầu hoặc cuối ô có khoảng trắng thừa.
        row 3 content: Sau ““”, trước “cá”, có dấu cách thừa.
        "#);
        assert_snapshot!(fixed(&RULE, text), @r"
        - 1 | Duy trì, cập nhật Khung kiến trúc số | Sở Nội vụ
        - 2 | nền tảng dữ liệu lớn (Big Data Platform) cho phép | Công an tỉnh
        - 3 | mức độ “cá thể hóa”, đồng bộ | Sở Y tế;
        - 4 | Kết thúc bằng ... hoặc ./. | Công an tỉnh - Sở Nội vụ
        ");
    }

    proptest! {
        /// Tidying is idempotent and preserves every character that is not whitespace.
        #[test]
        fn tidying_is_idempotent_and_loses_no_letter(text in "[a-zà-ỹ0-9 ,.;:()“”\n\u{a0}-]{0,40}") {
            let once = tidy(&text);
            prop_assert!(once == text || may_be_untidy(&text));
            prop_assert_eq!(&tidy(&once), &once);
            let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&once), letters(&text));
        }
    }

    #[test]
    fn a_blank_follows_a_comma_between_letters() {
        let text = "
            content
            - Phân cấp cho quận,xe công vụ
            - Đường xóm ,liên xóm
            - Hòm thư a,b@x.vn và 1,5 triệu; A;B
            - Sở Y tế;Sở Nội vụ
        ";
        assert_snapshot!(report(&RULE, text), @r#"
        row 1 content: Sau “quận,”, trước “xe”, thiếu dấu cách.
        row 2 content: Trước “,”, sau “xóm”, có dấu cách thừa.
        row 3 content: Sau “A;”, trước “B”, thiếu dấu cách.
        row 4 content: Sau “tế;”, trước “Sở”, thiếu dấu cách.
        "#);
        assert_snapshot!(fixed(&RULE, text), @r#"
        - Phân cấp cho quận, xe công vụ
        - Đường xóm, liên xóm
        - Hòm thư a,b@x.vn và 1,5 triệu; A; B
        - Sở Y tế; Sở Nội vụ
        "#);
    }
}
