//! The texts of a workbook's cells, each once: ECMA-376 Part 1, 18.4.9 (`sst`).

use std::fmt::Write as _;

use rustc_hash::FxHashMap;

/// The texts of all pages in order of first use, without those of the workbook writer.
#[derive(Default)]
pub(super) struct SharedTexts<'page> {
    texts: Vec<&'page str>,
    index: FxHashMap<&'page str, usize>,
    n_uses: usize,
}

impl<'page> SharedTexts<'page> {
    /// Returns the index of a text, which is added if it is new.
    pub fn index_of(&mut self, text: &'page str) -> usize {
        self.n_uses += 1;
        *self.index.entry(text).or_insert_with(|| {
            self.texts.push(text);
            self.texts.len() - 1
        })
    }

    /// Returns the part of the package with these texts behind those of the workbook writer.
    /// `None` if it is not as the pinned writer writes it.
    pub fn part(&self, written: &str) -> Option<String> {
        let (start, rest) = written.split_once("<si>")?;
        let items = rest.strip_suffix("</sst>")?;
        let (declaration, element) = start.split_once("<sst ")?;
        let n_unique = n_written(written)?;
        let n_uses = attribute(element, "count")?;
        let length: usize = self.texts.iter().map(|it| it.len() + 30).sum();
        let mut xml = String::with_capacity(written.len() + length);
        let namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        // Writing to a string cannot fail.
        write!(
            xml,
            "{declaration}<sst xmlns=\"{namespace}\" count=\"{}\" uniqueCount=\"{}\"><si>{items}",
            n_uses + self.n_uses,
            n_unique + self.texts.len()
        )
        .ok();
        for text in &self.texts {
            xml.push_str("<si><t");
            if text.starts_with(is_space) || text.ends_with(is_space) {
                xml.push_str(" xml:space=\"preserve\"");
            }
            xml.push('>');
            push_text(&mut xml, text);
            xml.push_str("</t></si>");
        }
        xml.push_str("</sst>");
        Some(xml)
    }
}

/// Returns the number of texts in the part that the workbook writer wrote.
pub(super) fn n_written(written: &str) -> Option<usize> {
    let (_, element) = written.split_once("<sst ")?;
    attribute(element, "uniqueCount")
}

fn attribute(element: &str, name: &str) -> Option<usize> {
    let (_, rest) = element.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()?.parse().ok()
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n')
}

/// Length of an escape such as `_x000D_`, in bytes.
const ESCAPE_LEN: usize = 7;

/// Appends the text of a cell. Characters that XML cannot represent are written as `_xHHHH_`. An
/// underscore that begins such an escape in the text itself is written as `_x005F_` (ECMA-376 Part
/// 1, 22.9.2.19, ST_Xstring).
fn push_text(xml: &mut String, text: &str) {
    let mut plain = 0;
    for (at, c) in text.char_indices() {
        let escaped = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '_' if is_escape(text, at) => "_x005F_",
            '\t' | '\n' => continue,
            '\0'..' ' | '\u{FFFE}' | '\u{FFFF}' => "",
            _ => continue,
        };
        xml.push_str(text.get(plain..at).unwrap_or_default());
        match escaped {
            // Writing to a string cannot fail.
            "" => write!(xml, "_x{:04X}_", u32::from(c)).unwrap_or_default(),
            escaped => xml.push_str(escaped),
        }
        plain = at + c.len_utf8();
    }
    xml.push_str(text.get(plain..).unwrap_or_default());
}

fn is_escape(text: &str, at: usize) -> bool {
    let escape = text.as_bytes().get(at..at + ESCAPE_LEN);
    escape.is_some_and(|it| match it {
        [b'_', b'x', digits @ .., b'_'] => digits.iter().all(u8::is_ascii_hexdigit),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str) -> String {
        let mut xml = String::new();
        push_text(&mut xml, text);
        xml
    }

    #[test]
    fn texts_are_escaped_as_excel_does() {
        assert_eq!(escaped("Sở A & <B>\n\tx"), "Sở A &amp; &lt;B&gt;\n\tx");
        assert_eq!(escaped("a\r\u{1}\u{FFFF}b"), "a_x000D__x0001__xFFFF_b");
        assert_eq!(
            escaped("_x000D_ _x0_ _x00zz_"),
            "_x005F_x000D_ _x0_ _x00zz_"
        );
        // Two escapes may share an underscore; a text may end inside an escape.
        assert_eq!(escaped("_x0041_x0042_"), "_x005F_x0041_x005F_x0042_");
        assert_eq!(escaped("ế_x004"), "ế_x004");
    }

    #[test]
    fn each_text_is_written_once_behind_those_of_the_writer() {
        let mut texts = SharedTexts::default();
        let places = ["b", " a", "b", "b"].map(|it| texts.index_of(it));
        assert_eq!(places, [0, 1, 0, 0]);
        let written = "<?xml?>\n<sst xmlns=\"x\" count=\"3\" uniqueCount=\"2\"><si><t>x</t></si><si><t>y</t></si></sst>";
        let part = texts.part(written).unwrap();
        assert!(part.contains(" count=\"7\" uniqueCount=\"4\"><si><t>x</t></si><si><t>y</t></si><si><t>b</t></si><si><t xml:space=\"preserve\"> a</t></si></sst>"), "{part}");
        assert_eq!(n_written(written), Some(2));
        assert_eq!(texts.part("<sst/>"), None);
    }
}
