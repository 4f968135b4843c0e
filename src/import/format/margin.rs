//! Texts of headers and footers.

/// Returns the words of a header or footer without its codes (ECMA-376, part 1, 18.3.1.46): fonts
/// `&"…"`, sizes `&14`, places `&C`, fields such as the page number `&P`.
pub(in crate::import) fn without_codes(text: &str) -> String {
    let mut words = String::new();
    let mut rest = text;
    while let Some((before, code)) = rest.split_once('&') {
        words.push_str(before);
        let mut chars = code.chars();
        rest = match chars.next() {
            Some('&') => {
                words.push('&');
                chars.as_str()
            }
            Some('"') => chars
                .as_str()
                .split_once('"')
                .map_or("", |(_, after)| after),
            Some('K') => chars.as_str().get(6..).unwrap_or_default(),
            Some(c) if c.is_ascii_digit() => code.trim_start_matches(|c: char| c.is_ascii_digit()),
            Some(_) => {
                words.push(' ');
                chars.as_str()
            }
            None => "",
        };
    }
    words.push_str(rest);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a header or footer says more than the number of the page, as "- 1 -" and "Trang 1/3" do.
pub(in crate::import) fn has_text(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphabetic());
    words.any(|word| !matches!(word, "" | "trang" | "tr" | "số" | "page" | "of" | "trên"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_page_numbers_are_no_text() {
        for (text, expected) in [
            ("&C&\"Times New Roman,Regular\"&13&P", None),
            (
                "&L&\"-,Bold\"&12UBND TỈNH&R&KFF0000DỰ THẢO && &D",
                Some("UBND TỈNH DỰ THẢO &"),
            ),
            ("Trang &P/&N", None),
            ("&CPage &P of &N", None),
            ("Trang phục &P", Some("Trang phục")),
        ] {
            let words = without_codes(text);
            assert_eq!(
                has_text(&words).then_some(words.as_str()),
                expected,
                "{text}"
            );
        }
    }
}
