//! Fields: text that Word computes, such as page numbers, and the old form fields.

use super::{lists::letters, tree::Element};
use crate::{
    model::{OrdinalStyle, roman_text},
    reference::symbol_fonts,
};

/// A field, such as a page number, from its start to its end.
#[derive(Debug, Default)]
struct Field {
    code: String,
    /// Whether the result follows; before, there is the code, which is not shown.
    in_result: bool,
    has_text: bool,
}

/// What Word shows for a field whose result the file does not hold.
#[derive(Debug, PartialEq)]
pub(super) enum Computed {
    /// A number that Word counts.
    Number(String),
    Symbol(char),
    /// A prompt, which is no text.
    Prompt,
    /// The code of a field that Word computes otherwise.
    Unknown(String),
}

/// The open fields, and where those stand that count.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    n_paragraphs: u32,
    /// The numbers of `LISTNUM` by level.
    levels: [u32; LIST_FORMATS.len()],
}

/// How the levels of `LISTNUM` are written: what stands before and behind the number, and its form.
const LIST_FORMATS: [(&str, &str, &str); 9] = [
    ("", ")", "arabic"),
    ("", ")", "alphabetic"),
    ("", ")", "roman"),
    ("(", ")", "arabic"),
    ("(", ")", "alphabetic"),
    ("(", ")", "roman"),
    ("", ".", "arabic"),
    ("", ".", "alphabetic"),
    ("", ".", "roman"),
];

impl Fields {
    pub(super) fn begin(&mut self) {
        self.open.push(Field::default());
    }

    /// Begins a field whose code stands apart from its result.
    pub(super) fn begin_with(&mut self, code: &str) {
        self.open.push(Field {
            code: code.to_owned(),
            in_result: true,
            has_text: false,
        });
    }

    pub(super) fn add_code(&mut self, code: &str) {
        if let Some(field) = self.open.last_mut() {
            field.code.push_str(code);
        }
    }

    pub(super) fn begin_result(&mut self) {
        if let Some(field) = self.open.last_mut() {
            field.in_result = true;
        }
    }

    /// Notes that the innermost field shows text.
    pub(super) fn add_text(&mut self) {
        if let Some(field) = self.open.last_mut() {
            field.has_text = true;
        }
    }

    /// Ends the innermost field; returns what Word shows if the file does not say it. `counts` says
    /// whether the field is shown at all.
    pub(super) fn end(&mut self, counts: bool) -> Option<Computed> {
        let field = self.open.pop()?;
        if field.has_text {
            self.add_text();
            return None;
        }
        self.computed(&field.code).filter(|_| counts)
    }

    /// Ends the fields whose code goes on: a code ends in the paragraph in which it starts, or its field
    /// is damaged.
    pub(super) fn end_paragraph(&mut self) {
        self.open.retain(|field| field.in_result);
    }

    /// Enters a paragraph: below a heading, numbers of paragraphs begin again.
    pub(super) fn enter_paragraph(&mut self, style: Option<&str>) {
        let name = style.unwrap_or_default();
        let start = name.get(.."heading".len()).unwrap_or_default();
        if start.eq_ignore_ascii_case("heading") {
            self.n_paragraphs = 0;
        }
    }

    /// Whether the text here belongs to a code.
    pub(super) fn in_code(&self) -> bool {
        self.open.iter().any(|field| !field.in_result)
    }

    /// Whether the text here is the number of a page, or how many there are.
    pub(super) fn in_page_number(&self) -> bool {
        let names = ["PAGE", "NUMPAGES", "SECTIONPAGES"];
        let is_one = |field: &Field| {
            let name = field.code.split_whitespace().next().unwrap_or_default();
            names.iter().any(|it| name.eq_ignore_ascii_case(it))
        };
        self.open.iter().any(is_one)
    }

    /// Returns what Word shows for a field without a result. Most fields show nothing then.
    fn computed(&mut self, code: &str) -> Option<Computed> {
        let words: Vec<&str> = code.split_whitespace().collect();
        let name = words.first()?.to_ascii_uppercase();
        match name.as_str() {
            "AUTONUM" | "AUTONUMLGL" => {
                self.n_paragraphs += 1;
                let form = switch(&words, "\\*").unwrap_or("arabic");
                let mark = switch(&words, "\\s").unwrap_or(".");
                let mark = if words.contains(&"\\e") { "" } else { mark };
                Some(Computed::Number(format!(
                    "{}{mark}",
                    number(self.n_paragraphs, form)
                )))
            }
            "LISTNUM" => {
                let list = words.get(1).filter(|it| !it.starts_with('\\'));
                let is_default = list.is_none_or(|it| it.eq_ignore_ascii_case("NumberDefault"));
                let level = switch(&words, "\\l").and_then(|it| it.parse::<usize>().ok());
                let level = level.unwrap_or(1).saturating_sub(1);
                let own = LIST_FORMATS.get(level).filter(|_| is_default);
                let Some((before, behind, form)) = own else {
                    return Some(Computed::Unknown(code.trim().to_owned()));
                };
                let value = self.count(level, switch(&words, "\\s"));
                let value = number(value, form);
                Some(Computed::Number(format!("{before}{value}{behind}")))
            }
            "SYMBOL" => {
                let symbol = words.get(1).and_then(|code| symbol(code, &words));
                let unknown = || Computed::Unknown(code.trim().to_owned());
                Some(symbol.map_or_else(unknown, Computed::Symbol))
            }
            "MACROBUTTON" | "GOTOBUTTON" => Some(Computed::Prompt),
            "EQ" | "AUTONUMOUT" | "BARCODE" | "DISPLAYBARCODE" | "MERGEBARCODE" => {
                Some(Computed::Unknown(code.trim().to_owned()))
            }
            _ => None,
        }
    }

    /// Counts at a level of `LISTNUM`, from `start` if it is given; the levels below begin again.
    fn count(&mut self, level: usize, start: Option<&str>) -> u32 {
        for below in self.levels.iter_mut().skip(level + 1) {
            *below = 0;
        }
        let Some(own) = self.levels.get_mut(level) else {
            return 0;
        };
        *own = match start.and_then(|it| it.parse().ok()) {
            Some(start) => start,
            None => own.saturating_add(1),
        };
        *own
    }
}

/// Returns the word behind a switch.
fn switch<'code>(words: &[&'code str], name: &str) -> Option<&'code str> {
    let at = words.iter().position(|it| *it == name)?;
    Some(words.get(at + 1)?.trim_matches('"'))
}

/// Returns a number in the form that a code names.
fn number(value: u32, form: &str) -> String {
    match form {
        "ROMAN" | "Roman" => roman_text(value),
        "roman" => roman_text(value).to_lowercase(),
        "ALPHABETIC" | "Alphabetic" => letters(value, OrdinalStyle::UpperLetter),
        "alphabetic" => letters(value, OrdinalStyle::LowerLetter),
        _ => value.to_string(),
    }
}

/// Returns the character of `SYMBOL 252 \f "Wingdings"`.
fn symbol(code: &str, words: &[&str]) -> Option<char> {
    let code = match code.strip_prefix("0x") {
        Some(digits) => u32::from_str_radix(digits, 16).ok(),
        None => code.parse().ok(),
    };
    let c = char::from_u32(code?)?;
    let at = words.iter().position(|it| it.eq_ignore_ascii_case("\\f"));
    let font = words.get(at.map_or(words.len(), |at| at + 1)..)?.join(" ");
    let font = font.split('"').find(|it| !it.is_empty()).unwrap_or("");
    match symbol_fonts::symbol_font(font.trim()) {
        Some(font) => symbol_fonts::character(font, c),
        None => Some(c),
    }
}

/// Returns what a check box or a drop-down list of a form shows: these have no result.
pub(super) fn form_field(data: &Element) -> Option<&str> {
    if let Some(check_box) = data.child("checkBox") {
        let checked = check_box
            .switch("checked")
            .or_else(|| check_box.switch("default"));
        return Some(if checked == Some(true) { "☒" } else { "☐" });
    }
    let list = data.child("ddList")?;
    let chosen = list
        .number("result")
        .or_else(|| list.number("default"))
        .unwrap_or(0);
    let mut entries = list.children.iter().filter(|it| &*it.name == "listEntry");
    entries.nth(chosen as usize)?.attribute("val")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What Word shows for fields without results, one after the other.
    fn shown(codes: &[&str]) -> Vec<Option<Computed>> {
        let mut fields = Fields::default();
        let each = codes.iter().map(|code| {
            fields.begin();
            fields.add_code(code);
            fields.end(true)
        });
        each.collect()
    }

    #[test]
    fn word_counts_fields_without_results() {
        let number = |text: &str| Some(Computed::Number(text.to_owned()));
        assert_eq!(
            shown(&[
                " AUTONUM  \\* Arabic ",
                "AUTONUM \\s )",
                "AUTONUMLGL \\e",
                "AUTONUM \\* ROMAN"
            ]),
            [number("1."), number("2)"), number("3"), number("IV.")]
        );
        assert_eq!(
            shown(&[
                "LISTNUM",
                "LISTNUM \\l 2",
                "LISTNUM \\l 2",
                "LISTNUM",
                "LISTNUM \\l 2",
                "LISTNUM \\s 9"
            ]),
            ["1)", "a)", "b)", "2)", "a)", "9)"].map(number)
        );
        assert_eq!(
            shown(&[
                "SYMBOL 252 \\f \"Wingdings\" \\s 12",
                "EQ \\f(1;2)",
                "MACROBUTTON NoMacro [Tên]",
                "REF a",
                ""
            ]),
            [
                Some(Computed::Symbol('✓')),
                Some(Computed::Unknown("EQ \\f(1;2)".to_owned())),
                Some(Computed::Prompt),
                None,
                None,
            ]
        );
    }
}
