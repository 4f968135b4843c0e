//! The lists of an OpenDocument text as those of a Word document: `w:numbering`, and the list and level
//! of each paragraph.

use std::collections::HashMap;

use crate::import::format::{word::tree::Element, xml::Tag};

/// Name of the list style that numbers headings.
const OUTLINE: &str = "\u{0}outline";

/// List styles, and the lists that are open around a paragraph.
#[derive(Default)]
pub(super) struct OpenLists {
    /// The levels of each list style as `w:lvl`.
    styles: HashMap<String, Vec<Element>>,
    /// The list style being read.
    style: Option<String>,
    open: Vec<OpenList>,
    /// Whether the next paragraph begins an item, and the number that the item has to have.
    begins_item: bool,
    starts_at: Option<u32>,
    /// Each list, by its id less one.
    lists: Vec<List>,
    /// Ids by the names of lists in the file.
    named: HashMap<String, u32>,
    /// The last list of each style.
    last: HashMap<String, u32>,
}

/// The open lists around a story of its own.
pub(super) struct ListsAround {
    open: Vec<OpenList>,
    begins_item: bool,
}

/// A list: the list that has its style and counts with it, and the level that begins anew and its first
/// number.
struct List {
    style: String,
    definition: u32,
    start: Option<(usize, u32)>,
}

#[derive(Default)]
struct OpenList {
    id: Option<u32>,
    style: String,
    name: String,
}

impl OpenLists {
    /// Reads a tag of a list style; false for any other.
    pub(super) fn define(&mut self, tag: &Tag) -> bool {
        match tag.name() {
            "list-style" => self.style = Some(tag.attribute("name").unwrap_or_default()),
            "outline-style" => self.style = Some(OUTLINE.to_owned()),
            name if name.starts_with("list-level-style") || name == "outline-level-style" => {
                if let Some(style) = &self.style {
                    let levels = self.styles.entry(style.clone()).or_default();
                    levels.extend(level(tag));
                }
            }
            "list-level-label-alignment" => {
                let follows = tag.attribute("label-followed-by");
                if follows.is_some_and(|it| it == "nothing") {
                    self.add_to_level(Element::property("suff", "nothing"));
                }
            }
            "text-properties" if self.style.is_some() => {
                let font = tag.attribute("font-name").or(tag.attribute("font-family"));
                if let Some(font) = font {
                    let fonts = Element::new("rFonts").with("ascii", font);
                    self.add_to_level(Element::new("rPr").holding(vec![fonts]));
                }
            }
            _ => return false,
        }
        true
    }

    fn add_to_level(&mut self, property: Element) {
        let levels = self.style.as_ref().and_then(|it| self.styles.get_mut(it));
        if let Some(level) = levels.and_then(|it| it.last_mut()) {
            level.children.push(property);
        }
    }

    pub(super) fn close_definition(&mut self, name: &str) {
        if matches!(name, "list-style" | "outline-style") {
            self.style = None;
        }
    }

    /// Opens a list: a new one, a part of the list around it, or one that goes on.
    pub(super) fn open(&mut self, tag: &Tag) {
        let attribute = |name: &str| tag.attribute(name).unwrap_or_default();
        let mut list = OpenList {
            id: None,
            style: attribute("style-name"),
            name: attribute("id"),
        };
        match self.open.last() {
            Some(parent) if list.style.is_empty() || list.style == parent.style => {
                list.style.clone_from(&parent.style);
                list.id = parent.id;
            }
            Some(_) => {}
            None => {
                let name = attribute("continue-list");
                let continued = self.named.get(&name).copied().filter(|_| !name.is_empty());
                let goes_on = attribute("continue-numbering") == "true";
                let last = || self.last.get(&list.style).copied().filter(|_| goes_on);
                list.id = continued.or_else(last);
            }
        }
        if let Some(id) = list.id {
            self.named.insert(list.name.clone(), id);
        }
        self.open.push(list);
    }

    pub(super) fn item(&mut self, tag: &Tag) {
        self.begins_item = tag.name() == "list-item";
        let start = tag.attribute("start-value");
        self.starts_at = start.and_then(|it| it.parse().ok());
    }

    pub(super) fn close(&mut self) {
        self.open.pop();
        self.begins_item = false;
    }

    /// Returns the list and level of a paragraph; `None` if it has no mark. `style` is the list style of
    /// the paragraph's own, `outline` the level of a heading.
    pub(super) fn place(
        &mut self,
        style: Option<&str>,
        outline: Option<usize>,
    ) -> Option<(u32, usize)> {
        if self.open.is_empty() {
            let level = outline?.checked_sub(1)?;
            let is_numbered = self.styles.contains_key(OUTLINE);
            return is_numbered.then(|| (self.list_of(OUTLINE), level));
        }
        if !std::mem::take(&mut self.begins_item) {
            return None;
        }
        let level = self.open.len() - 1;
        let start = self.starts_at.take().map(|start| (level, start));
        let list = self.open.last_mut()?;
        if list.style.is_empty() {
            style.unwrap_or_default().clone_into(&mut list.style);
        }
        if list.id.is_none() || start.is_some() {
            let id = u32::try_from(self.lists.len() + 1).ok()?;
            let before = list.id.and_then(|it| self.lists.get(it as usize - 1));
            self.lists.push(List {
                style: list.style.clone(),
                definition: before.map_or(id, |it| it.definition),
                start,
            });
            self.last.insert(list.style.clone(), id);
            self.named.insert(list.name.clone(), id);
            // The lists around it are the same list.
            let own = list.style.clone();
            let around = self.open.iter_mut().filter(|it| it.style == own);
            around.for_each(|it| it.id = Some(id));
        }
        Some((self.open.last()?.id?, level))
    }

    /// Returns the only list of a style.
    fn list_of(&mut self, style: &str) -> u32 {
        if let Some(id) = self.last.get(style) {
            return *id;
        }
        let id = u32::try_from(self.lists.len() + 1).unwrap_or(u32::MAX);
        self.lists.push(List {
            style: style.to_owned(),
            definition: id,
            start: None,
        });
        self.last.insert(style.to_owned(), id);
        id
    }

    /// Leaves the open lists for a story of its own; returns them.
    pub(super) fn begin_story(&mut self) -> ListsAround {
        ListsAround {
            open: std::mem::take(&mut self.open),
            begins_item: std::mem::take(&mut self.begins_item),
        }
    }

    /// Goes on with the lists around a story.
    pub(super) fn end_story(&mut self, around: ListsAround) {
        (self.open, self.begins_item) = (around.open, around.begins_item);
    }

    /// Returns the lists as `w:numbering`.
    pub(super) fn numbering(&self) -> Element {
        let mut children = Vec::new();
        for (id, list) in (1u32..).zip(&self.lists) {
            if list.definition == id {
                let levels = self.styles.get(&list.style).cloned().unwrap_or_default();
                let definition = Element::new("abstractNum").with("abstractNumId", id.to_string());
                children.push(definition.holding(levels));
            }
            let mut own = vec![Element::property(
                "abstractNumId",
                list.definition.to_string(),
            )];
            own.extend(list.start.map(|(at, start)| {
                let start = Element::property("startOverride", start.to_string());
                let level = Element::new("lvlOverride").with("ilvl", at.to_string());
                level.holding(vec![start])
            }));
            let num = Element::new("num").with("numId", id.to_string());
            children.push(num.holding(own));
        }
        Element::new("numbering").holding(children)
    }
}

/// Reads a level of a list style as `w:lvl`.
fn level(tag: &Tag) -> Option<Element> {
    let at: usize = tag.attribute("level")?.parse().ok()?;
    let attribute = |name: &str| tag.attribute(name).unwrap_or_default();
    let (prefix, suffix) = (attribute("num-prefix"), attribute("num-suffix"));
    let (format, text) = match tag.attribute("bullet-char") {
        Some(bullet) => ("bullet", bullet),
        None => {
            let format = attribute("num-format");
            let n_shown = tag.count("display-levels").min(at);
            let shown: Vec<String> = (at + 1 - n_shown..=at).map(|it| format!("%{it}")).collect();
            let number = if format.is_empty() {
                String::new()
            } else {
                shown.join(".")
            };
            (number_format(&format), number)
        }
    };
    let properties = vec![
        Element::property("start", tag.count("start-value").to_string()),
        Element::property("numFmt", format),
        Element::property("lvlText", format!("{prefix}{text}{suffix}")),
    ];
    let level = Element::new("lvl").with("ilvl", (at - 1).to_string());
    Some(level.holding(properties))
}

fn number_format(format: &str) -> &'static str {
    match format {
        "" => "none",
        "i" => "lowerRoman",
        "I" => "upperRoman",
        "a" => "lowerLetter",
        "A" => "upperLetter",
        _ => "decimal",
    }
}
