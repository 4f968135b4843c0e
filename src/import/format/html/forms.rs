//! What the fields of a form on a page show: they have no text of their own, or more than they show.

/// Returns what an `<input>` shows, given its attributes.
pub(super) fn shown(attribute: impl Fn(&[u8]) -> Option<String>) -> Option<String> {
    let kind = attribute(b"type").unwrap_or_default().to_lowercase();
    let is_checked = attribute(b"checked").is_some();
    match kind.as_str() {
        "checkbox" if is_checked => Some("☒".to_owned()),
        "checkbox" => Some("☐".to_owned()),
        // Of several, only the chosen one says something.
        "radio" => is_checked.then(|| "☒".to_owned()),
        "hidden" | "button" | "submit" | "reset" | "image" | "file" | "password" | "range"
        | "color" => None,
        _ => attribute(b"value"),
    }
}

/// A list of choices, `<select>`, of which a page shows one.
#[derive(Default)]
pub(super) struct Choice {
    is_open: bool,
    /// Whether the text being read is that of the choice shown so far.
    takes: bool,
    /// Whether the page says which one is chosen; otherwise it is the first.
    is_chosen: bool,
    text: String,
}

impl Choice {
    /// Opens an element in which choices are, or one of them.
    pub(super) fn open(&mut self, name: &str, is_selected: bool) {
        match name {
            "select" => {
                *self = Choice {
                    is_open: true,
                    ..Choice::default()
                }
            }
            "option" if self.is_open => {
                let is_first = self.text.trim().is_empty();
                self.takes = !self.is_chosen && (is_selected || is_first);
                self.is_chosen |= is_selected;
                if self.takes {
                    self.text.clear();
                }
            }
            _ => {}
        }
    }

    /// Takes a text in the list; returns whether it is one.
    pub(super) fn take(&mut self, text: &str) -> bool {
        if self.is_open && self.takes {
            self.text.push_str(text);
        }
        self.is_open
    }

    /// Closes an element; returns what the list shows when it ends.
    pub(super) fn close(&mut self, name: &str) -> Option<String> {
        let ends = self.is_open && name == "select";
        ends.then(|| std::mem::take(self).text.trim().to_owned())
    }
}
