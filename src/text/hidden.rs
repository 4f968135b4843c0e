//! Characters that show nothing themselves: format and control characters of Unicode, and code
//! points that are no characters.

/// What a character does to the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hidden {
    /// Nothing: soft hyphens, zero-width characters and noncharacters.
    Nothing,
    /// Sets the direction in which the text around it is read (Unicode Standard Annex #9).
    Direction,
    /// A control character (C0 or C1): an instruction to a device, or text of another encoding.
    Control,
    /// U+FFFD: stands for text that a conversion lost.
    Lost,
}

impl Hidden {
    /// Returns what a character does; `None` for a character that is seen or separates words or
    /// lines. The zero-width joiner, which emoji need, counts as seen.
    pub fn of(c: char) -> Option<Hidden> {
        match c {
            '\t' | '\n' | '\r' => None,
            '\u{fffd}' => Some(Hidden::Lost),
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' => {
                Some(Hidden::Direction)
            }
            '\u{2066}'..='\u{2069}' => Some(Hidden::Direction),
            '\u{ad}' | '\u{200b}' | '\u{200c}' | '\u{2060}' | '\u{feff}' => Some(Hidden::Nothing),
            _ if is_nonchar(c) => Some(Hidden::Nothing),
            _ => c.is_control().then_some(Hidden::Control),
        }
    }
}

/// Whether a code point is a noncharacter: XML forbids some of them, and no text contains one.
pub fn is_nonchar(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe
}

/// Whether a part of a text is read from right to left: a letter of such a script, or a character
/// that sets this direction. Without one, the other direction characters change nothing.
pub fn turns_round(text: &str) -> bool {
    text.chars().any(|c| {
        matches!(c,
            '\u{590}'..='\u{8ff}' | '\u{200f}' | '\u{202b}' | '\u{202e}' | '\u{2067}'
            | '\u{fb1d}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'
            | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
    })
}

/// Whether a text consists only of ASCII, composed Latin and Vietnamese letters, dashes and
/// quotation marks, and has no control characters. This byte-level prefilter accepts nearly all
/// cells.
pub fn is_plain(text: &str) -> bool {
    let mut before = [0u8; 2];
    text.bytes().all(|byte| {
        let [first, second] = before;
        before = [second, byte];
        match (second, byte) {
            (_, b'\t' | b'\n' | b'\r' | b' '..=0x7e | 0xc3..=0xc9) => true,
            // Ạ to ỹ begin with E1 BA or E1 BB; “ and – begin with E2 80.
            (_, 0xe1 | 0xe2) => true,
            (0xe1, 0xba | 0xbb) | (0xe2, 0x80) => true,
            (0x80, 0x93..=0x9f) if first == 0xe2 => true,
            (0xba | 0xbb, 0x80..=0xbf) if first == 0xe1 => true,
            (0xc3..=0xc9, 0x80..=0xbf) => true,
            _ => false,
        }
    })
}

/// Returns a text for a terminal on one line: control characters, line breaks and direction
/// characters are written as escapes, so that a file cannot move the cursor, set colours, or show
/// something else than it holds.
pub fn escaped(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        match is_unsafe(c) {
            true => line.extend(c.escape_default()),
            false => line.push(c),
        }
    }
    line
}

/// Returns JSON for a terminal: the same characters as in [`escaped`], which JSON has in strings
/// only, as `\uHHHH`. The line breaks of the JSON itself stay.
pub fn escaped_json(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for c in json.chars() {
        match is_unsafe(c) && c != '\n' {
            true => text += &format!("\\u{:04x}", u32::from(c)),
            false => text.push(c),
        }
    }
    text
}

fn is_unsafe(c: char) -> bool {
    c.is_control()
        || Hidden::of(c) == Some(Hidden::Direction)
        || matches!(c, '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_hidden_character_is_known_by_what_it_does() {
        let of = |text: &str| text.chars().map(Hidden::of).collect::<Vec<_>>();
        assert_eq!(of("ế –“\t\n\r\u{200d}👩\u{a0}"), [None; 10]);
        assert_eq!(
            of("\u{ad}\u{200c}\u{feff}\u{fffe}\u{ffff}"),
            [Some(Hidden::Nothing); 5]
        );
        assert_eq!(
            of("\u{202a}\u{202e}\u{2066}\u{2069}\u{61c}"),
            [Some(Hidden::Direction); 5]
        );
        assert_eq!(
            of("\0\u{7}\u{b}\u{1b}\u{7f}\u{85}\u{9f}"),
            [Some(Hidden::Control); 7]
        );
        assert_eq!(Hidden::of('\u{fffd}'), Some(Hidden::Lost));
    }

    #[test]
    fn a_look_at_the_bytes_lets_nothing_hidden_pass() {
        for c in (0..0x11_0000).filter_map(char::from_u32) {
            let text = format!("ạ{c}b");
            assert!(
                Hidden::of(c).is_none() || !is_plain(&text),
                "{:x}",
                c as u32
            );
        }
        assert!(is_plain("Tỷ lệ “hồ sơ” – 100%, Ăn ưởng Đ\n"));
    }

    #[test]
    fn what_a_terminal_gets_has_no_control_characters() {
        assert_eq!(
            escaped("a\u{1b}[31mb\nc\u{9b}\u{202e}ế"),
            "a\\u{1b}[31mb\\nc\\u{9b}\\u{202e}ế"
        );
        let json = serde_json::to_string_pretty(&["a\u{1b}\u{9b}\u{7f}\u{202e}ế\n"]).unwrap();
        let shown = escaped_json(&json);
        assert!(
            !shown.contains(|c: char| is_unsafe(c) && c != '\n'),
            "{shown}"
        );
        let read: Vec<String> = serde_json::from_str(&shown).unwrap();
        assert_eq!(read, ["a\u{1b}\u{9b}\u{7f}\u{202e}ế\n"]);
    }
}
