//! Restores UTF-8 text that a program read as Windows-1252 or Windows-1258: `Ná»™i vá»¥` is
//! "Nội vụ".

/// Characters of Windows-1252 at 0x80 to 0x9F.
const HIGH: [(char, u8); 27] = [
    ('€', 0x80),
    ('‚', 0x82),
    ('ƒ', 0x83),
    ('„', 0x84),
    ('…', 0x85),
    ('†', 0x86),
    ('‡', 0x87),
    ('ˆ', 0x88),
    ('‰', 0x89),
    ('Š', 0x8A),
    ('‹', 0x8B),
    ('Œ', 0x8C),
    ('Ž', 0x8E),
    ('‘', 0x91),
    ('’', 0x92),
    ('“', 0x93),
    ('”', 0x94),
    ('•', 0x95),
    ('–', 0x96),
    ('—', 0x97),
    ('˜', 0x98),
    ('™', 0x99),
    ('š', 0x9A),
    ('›', 0x9B),
    ('œ', 0x9C),
    ('ž', 0x9E),
    ('Ÿ', 0x9F),
];

/// Returns the character that Windows-1252 has in the place of a control character of U+0080 to
/// U+009F, if it has one there.
pub fn windows_1252(control: char) -> Option<char> {
    let of = HIGH.iter().find(|(_, byte)| char::from(*byte) == control);
    of.map(|(c, _)| *c)
}

/// Whether a text has a letter that begins a misread one, before a character that Vietnamese words
/// do not go on with.
pub fn may_be_misread(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        let starts = matches!(c, 'Ã' | 'Ä' | 'Æ' | 'á' | 'â' | 'Â' | 'Å' | 'Ă' | 'Ì');
        let goes_on = letters.peek().is_some_and(|next| {
            matches!(
                next,
                '\u{80}'
                    ..='\u{bf}'
                        | '€'
                        | '‚'
                        | 'ƒ'
                        | '„'
                        | '†'
                        | '‡'
                        | 'ˆ'
                        | '‰'
                        | 'Š'
                        | '‹'
                        | 'Œ'
                        | 'Ž'
                        | '•'
                        | '˜'
                        | '™'
                        | 'š'
                        | '›'
                        | 'œ'
                        | 'ž'
                        | 'Ÿ'
            )
        });
        if starts && goes_on {
            return true;
        }
    }
    false
}

/// Returns the text as it was meant; `None` if it was not misread. Bytes that Windows-1252 leaves
/// undefined are expected as control characters, which is how programs read them.
pub fn recovered(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    // Fast path: most texts have no sequence, and most characters cannot begin one.
    let mut leads = text.char_indices().filter(|(_, c)| is_lead(*c));
    if !leads.any(|(at, _)| text.get(at..).is_some_and(|rest| sequence(rest).is_some())) {
        return None;
    }
    let mut meant = String::with_capacity(text.len());
    let mut rest = text;
    let mut n_sequences = 0;
    while let Some(c) = rest.chars().next() {
        if let Some((letter, len)) = sequence(rest) {
            meant.push(letter);
            rest = rest.get(len..).unwrap_or_default();
            n_sequences += 1;
        } else {
            meant.push(c);
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
        }
    }
    (0 < n_sequences).then_some(meant)
}

/// Whether a character stands for a byte that begins a letter of UTF-8.
fn is_lead(c: char) -> bool {
    matches!(
        c,
        '\u{c2}'..='\u{c6}' | '\u{cc}' | '\u{e1}' | '\u{e2}' | 'Ă'
    )
}

/// Returns the character that a text starts with when its characters are taken as bytes of UTF-8,
/// and how many bytes of the text it takes. The first bytes are those of Vietnamese letters and of
/// punctuation.
fn sequence(text: &str) -> Option<(char, usize)> {
    let mut chars = text.chars();
    let lead = byte_of(chars.next()?)?;
    let n_more = match lead {
        0xC2..=0xC6 | 0xCC => 1,
        0xE1 | 0xE2 => 2,
        _ => return None,
    };
    let mut bytes: Vec<u8> = Vec::new();
    for at in 0..n_more {
        let next = chars.clone().next();
        match next.and_then(byte_of) {
            Some(byte @ 0x80..=0xBF) => {
                chars.next();
                bytes.extend((at == 0).then_some(lead));
                bytes.push(byte);
            }
            // A final no-break space was trimmed, or became one of two blanks.
            _ if at + 1 == n_more && lead != 0xC2 && is_trimmed(text, chars.as_str()) => {
                chars.as_str().starts_with(' ').then(|| chars.next());
                bytes.extend((at == 0).then_some(lead));
                bytes.push(0xA0);
            }
            _ => return None,
        }
    }
    let letter = std::str::from_utf8(&bytes).ok()?.chars().next()?;
    let is_meant =
        !letter.is_control() && (lead != 0xE1 || ('\u{1ea0}'..='\u{1eff}').contains(&letter));
    is_meant.then_some((letter, text.len() - chars.as_str().len()))
}

/// Whether a no-break space may be missing between the start of a sequence and `rest`. In capitals
/// the start can be a letter of its own, as in "ĐÃ" and "CHỦ TRÌ".
fn is_trimmed(text: &str, rest: &str) -> bool {
    let starts_capital = text.starts_with(['Ã', 'á', 'â', 'Â', 'Ă', 'Ì'])
        && rest.len() == text.len() - text.chars().next().map_or(0, char::len_utf8);
    !starts_capital && (rest.is_empty() || rest.starts_with("  "))
}

fn byte_of(c: char) -> Option<u8> {
    match c {
        '\u{80}'..='\u{ff}' => u8::try_from(u32::from(c)).ok(),
        // In Windows-1258.
        'Ă' => Some(0xC3),
        _ => HIGH.iter().find(|(it, _)| *it == c).map(|(_, byte)| *byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads UTF-8 as Windows-1252, with undefined bytes as control characters.
    fn misread(text: &str) -> String {
        let char_of = |byte: u8| match HIGH.iter().find(|(_, it)| *it == byte) {
            Some((c, _)) => *c,
            None => char::from(byte),
        };
        text.bytes().map(char_of).collect()
    }

    #[test]
    fn every_vietnamese_letter_is_recovered() {
        let letters = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ";
        for text in [
            letters,
            &letters.to_uppercase(),
            "“Quý I” – 100 ₫…",
            "Ban hành kế hoạch",
        ] {
            assert_eq!(recovered(&misread(text)).as_deref(), Some(text));
        }
        assert_eq!(
            recovered(misread("KỶ NIỆM và Ạ").trim()).as_deref(),
            Some("KỶ NIỆM và Ạ")
        );
        assert_eq!(
            recovered("Ná»™i vá»¥ và Sở").as_deref(),
            Some("Nội vụ và Sở")
        );
    }

    #[test]
    fn other_text_is_left_alone() {
        for text in [
            "Ban hành kế hoạch chuyển đổi số",
            "ĐÃ HOÀN THÀNH",
            "CƠ QUAN CHỦ TRÌ",
            "LÃ  LƯỢT",
            "hoà “nhã”",
            "Tû lÖ hå s¬ ®\u{ad}îc sè hãa, ng\u{ad}êi d©n ®Æc biÖt",
            "Tyû leä hoà sô ñöôïc soá hoùa",
            "Théâtre à l’été",
            "×  «»  ·",
            "",
        ] {
            assert_eq!(recovered(text), None, "{text}");
        }
    }
}
