//! Numbers and bullets of the lists of a page.

/// The open lists: the next number, or `None` for one with bullets.
#[derive(Default)]
pub(super) struct Lists(Vec<Option<u32>>);

impl Lists {
    /// Opens a list, or sets the number of its next item.
    pub(super) fn open(&mut self, name: &str, first: Option<u32>, is_unmarked: bool) {
        match (name, self.0.last_mut()) {
            ("ol", _) if !is_unmarked => self.0.push(Some(first.unwrap_or(1))),
            ("ol" | "ul", _) => self.0.push(None),
            ("li", Some(Some(next))) => *next = first.unwrap_or(*next),
            _ => {}
        }
    }

    pub(super) fn close(&mut self) {
        self.0.pop();
    }

    /// Returns the mark of the next item, as a program shows it.
    pub(super) fn mark(&mut self) -> String {
        match self.0.last_mut() {
            Some(Some(next)) => {
                *next = next.saturating_add(1);
                format!("{}. ", next.saturating_sub(1))
            }
            Some(None) => "- ".to_owned(),
            None => String::new(),
        }
    }
}
