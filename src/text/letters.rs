//! Letters, looked up at once where they are those of Vietnamese: the tables of the standard library are
//! searched for each letter that is not ASCII.

/// The same as [`char::is_alphabetic`].
pub fn is_alphabetic(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphabetic(),
        'À'..='ɏ' => !matches!(c, '×' | '÷'),
        '\u{1e00}'..='\u{1eff}' => true,
        _ => c.is_alphabetic(),
    }
}

/// The same as [`char::is_alphanumeric`].
pub fn is_alphanumeric(c: char) -> bool {
    c.is_ascii_digit() || is_alphabetic(c) || (!c.is_ascii() && c.is_alphanumeric())
}

/// The small letter, where it is one.
fn small(c: char) -> Option<char> {
    Some(match c {
        '\0'..='\u{7f}' => c.to_ascii_lowercase(),
        'à'..='ÿ' | 'ă' | 'đ' | 'ĩ' | 'ũ' | 'ơ' | 'ư' => c,
        'À'..='Ö' | 'Ø'..='Þ' => char::from_u32(u32::from(c) + 0x20)?,
        'Ă' | 'Đ' | 'Ĩ' | 'Ũ' | 'Ơ' | 'Ư' => char::from_u32(u32::from(c) + 1)?,
        // In this range each small letter follows its capital.
        '\u{1ea0}'..='\u{1ef9}' => char::from_u32(u32::from(c) | 1)?,
        _ => return None,
    })
}

/// The small letter, or the first of several.
pub fn lower(c: char) -> char {
    small(c).unwrap_or_else(|| c.to_lowercase().next().unwrap_or(c))
}

/// The same as [`str::to_lowercase`].
pub fn lowercase(text: &str) -> String {
    let mut lower = String::with_capacity(text.len());
    for c in text.chars() {
        match small(c) {
            Some(c) => lower.push(c),
            // A letter whose small form depends on what stands around it.
            None if c == 'Σ' => return text.to_lowercase(),
            None => lower.extend(c.to_lowercase()),
        }
    }
    lower
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_is_as_the_standard_library_has_it() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_alphabetic(c), c.is_alphabetic(), "{c:?}");
            assert_eq!(is_alphanumeric(c), c.is_alphanumeric(), "{c:?}");
            assert_eq!(
                lowercase(&c.to_string()),
                c.to_string().to_lowercase(),
                "{c:?}"
            );
        }
        assert_eq!(lowercase("ΌΣΟΣ Ủy BAN"), "ΌΣΟΣ Ủy BAN".to_lowercase());
    }
}
