//! Tells the menus, banners and footers of a web page from the text that it is about.

/// Elements around the content of a page.
const ELEMENTS: [&str; 6] = ["nav", "footer", "aside", "menu", "button", "select"];
/// Values of the attribute `role` that say the same.
const ROLES: [&str; 6] = [
    "navigation",
    "contentinfo",
    "complementary",
    "menu",
    "menubar",
    "search",
];
/// Elements whose text is a title, also where it is a link.
const TITLES: [&str; 7] = ["h1", "h2", "h3", "h4", "h5", "h6", "caption"];

/// The text around the content of a page, and the state of telling it apart.
#[derive(Default)]
pub(super) struct Margins {
    /// Lines that belong to a margin.
    pub(super) texts: Vec<String>,
    /// The open elements from the first one that is a margin.
    open: Vec<String>,
    n_links: usize,
    /// Whether a part of the line is a title.
    is_title: bool,
    /// Letters and digits of the line, and how many of them are links.
    n_letters: usize,
    n_linked: usize,
}

impl Margins {
    /// Whether an element is a margin, by its name and its attribute `role`.
    pub(super) fn is_margin(name: &str, role: Option<&str>) -> bool {
        ELEMENTS.contains(&name) || role.is_some_and(|role| ROLES.contains(&role))
    }

    /// Opens an element. `is_margin` says whether it is one, `is_link` whether it leads somewhere.
    pub(super) fn open(&mut self, name: &str, is_margin: bool, is_link: bool) {
        let is_inside = self.open.last().is_some_and(|last| last == name);
        if is_margin || is_inside {
            self.open.push(name.to_owned());
        }
        self.n_links += usize::from(is_link);
        self.is_title |= TITLES.contains(&name);
    }

    /// Closes an element. Returns whether a margin ends with it, so that its line does too.
    pub(super) fn ends(&self, name: &str) -> bool {
        matches!(self.open.as_slice(), [only] if only == name)
    }

    pub(super) fn close(&mut self, name: &str) {
        if self.open.last().is_some_and(|last| last == name) {
            self.open.pop();
        }
        if name == "a" {
            self.n_links = self.n_links.saturating_sub(1);
        }
    }

    /// Counts the letters of a text outside tables.
    pub(super) fn count(&mut self, text: &str) {
        let n = text.chars().filter(|c| c.is_alphanumeric()).count();
        self.n_letters += n;
        if 0 < self.n_links {
            self.n_linked += n;
        }
    }

    /// Ends a line, and takes it if it belongs to a margin: it is in one, or nothing but links.
    pub(super) fn takes(&mut self, line: &str) -> bool {
        let is_links = 0 < self.n_letters && self.n_linked == self.n_letters;
        let names_annex = line.to_lowercase().starts_with("phụ lục");
        let is_menu = is_links && !self.is_title && !names_annex;
        (self.n_letters, self.n_linked, self.is_title) = (0, 0, false);
        let takes = !self.open.is_empty() || is_menu;
        if takes {
            self.texts.push(line.to_owned());
        }
        takes
    }
}
