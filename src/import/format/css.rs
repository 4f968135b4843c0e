//! The little of CSS that says how a table shows its text: bold, struck out, hidden, and its font.

use std::{collections::HashMap, rc::Rc};

/// How an element shows its text; `None` where it says nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::import) struct Look {
    pub bold: Option<bool>,
    pub struck: Option<bool>,
    pub hidden: Option<bool>,
    /// The first font of the list.
    pub font: Option<Rc<str>>,
    /// Whether the items of a list have no mark.
    pub unmarked: bool,
}

impl Look {
    /// Adds declarations such as `font-weight:bold; color:red`; later ones win.
    pub fn declare(&mut self, declarations: &str) {
        for declaration in declarations.split(';') {
            let Some((name, value)) = declaration.split_once(':') else {
                continue;
            };
            let lower = value.trim().to_lowercase();
            let value_is = |words: &[&str]| words.contains(&lower.as_str());
            match name.trim().to_lowercase().as_str() {
                "font-weight" => {
                    let heavy = lower.parse::<u32>().is_ok_and(|weight| 600 <= weight);
                    self.bold = Some(heavy || value_is(&["bold", "bolder"]));
                }
                "text-decoration" | "text-decoration-line" | "text-line-through" => {
                    self.struck = Some(lower.contains("line-through"));
                }
                "display" => self.hidden = Some(lower.starts_with("none")),
                "visibility" if value_is(&["hidden", "collapse"]) => self.hidden = Some(true),
                "mso-hide" if lower == "all" => self.hidden = Some(true),
                "font-family" => {
                    let first = value.split(',').next().unwrap_or_default();
                    let first = first.trim().trim_matches(['"', '\'']);
                    self.font = (!first.is_empty()).then(|| Rc::from(first));
                }
                "list-style" | "list-style-type" => self.unmarked = lower.contains("none"),
                _ => {}
            }
        }
    }
}

/// The rules of a page for elements by name, by class, or by both.
#[derive(Debug, Default)]
pub(in crate::import) struct StyleSheet {
    /// Declarations by element name and class; one of them may be empty.
    rules: HashMap<(String, String), String>,
}

impl StyleSheet {
    /// Adds the text of a `<style>` element. Rules for elements inside others are left out.
    pub fn add(&mut self, text: &str) {
        let text = text.replace("<!--", " ").replace("-->", " ");
        let text = without_comments(&text);
        for rule in text.split('}') {
            let Some((selectors, declarations)) = rule.split_once('{') else {
                continue;
            };
            for selector in selectors.split(',').map(str::trim) {
                if selector.contains([' ', '>', '+', '~', ':', '#', '[', '@']) {
                    continue;
                }
                let (name, class) = selector.split_once('.').unwrap_or((selector, ""));
                let key = (name.to_lowercase(), class.to_owned());
                let all = self.rules.entry(key).or_default();
                all.push_str(declarations);
                all.push(';');
            }
        }
    }

    /// Returns how an element shows its text: by its name, by the rules of the page, and by its own
    /// attributes.
    pub fn look_of(&self, name: &str, attribute: impl Fn(&[u8]) -> Option<String>) -> Look {
        let mut look = self.look(name, &attribute(b"class").unwrap_or_default());
        if matches!(name, "s" | "del" | "strike") {
            look.struck = Some(true);
        }
        if name == "font"
            && let Some(face) = attribute(b"face")
        {
            look.declare(&format!("font-family:{face}"));
        }
        if let Some(style) = attribute(b"style") {
            look.declare(&style);
        }
        if attribute(b"hidden").is_some() {
            look.hidden = Some(true);
        }
        look
    }

    /// Returns the look of an element by the rules for its name, then for its classes.
    pub fn look(&self, name: &str, classes: &str) -> Look {
        let mut look = Look::default();
        if self.rules.is_empty() {
            return look;
        }
        let mut declare = |name: &str, class: &str| {
            if let Some(rule) = self.rules.get(&(name.to_owned(), class.to_owned())) {
                look.declare(rule);
            }
        };
        declare(name, "");
        for class in classes.split_ascii_whitespace() {
            declare("", class);
            declare(name, class);
        }
        look
    }
}

fn without_comments(text: &str) -> String {
    let mut parts = text.split("/*");
    let mut rest = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        rest.push_str(part.split_once("*/").map_or("", |(_, after)| after));
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_say_how_an_element_looks() {
        let mut sheet = StyleSheet::default();
        sheet.add("<!-- /* Excel */ td {font-family:\"Times New Roman\", serif;}\n.xl65\n\t{mso-style-parent:style0;\n\tfont-weight:700;\n\ttext-decoration:line-through;}\n.ma, td.an { display : none } td .xl65 {font-weight:400} -->");
        let look = sheet.look("td", "xl65");
        assert_eq!((look.bold, look.struck), (Some(true), Some(true)));
        assert_eq!(look.font.as_deref(), Some("Times New Roman"));
        assert_eq!(sheet.look("p", "ma").hidden, Some(true));
        assert_eq!(sheet.look("td", "x an").hidden, Some(true));
        assert_eq!(sheet.look("p", "an"), Look::default());
        let mut own = sheet.look("td", "xl65");
        own.declare("FONT-WEIGHT: 400; text-decoration: none; font-family: '.VnTimeH'");
        assert_eq!((own.bold, own.struck), (Some(false), Some(false)));
        assert_eq!(own.font.as_deref(), Some(".VnTimeH"));
    }
}
