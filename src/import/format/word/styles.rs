//! The styles of a document: what a paragraph and its runs inherit.

use std::{collections::HashMap, rc::Rc};

use super::tree::Element;

/// The properties of a run that decide how its text is read. `None` is inherited.
#[derive(Clone, Debug, Default)]
pub(super) struct Look {
    pub bold: Option<bool>,
    pub struck: Option<bool>,
    pub hidden: Option<bool>,
    pub font: Option<Rc<str>>,
    /// `superscript`, `subscript` or `baseline`.
    pub position: Option<Rc<str>>,
}

impl Look {
    /// Reads `w:rPr`.
    pub(super) fn of(properties: &Element) -> Look {
        let font = properties.child("rFonts").and_then(|fonts| {
            let font = fonts
                .attribute("ascii")
                .or_else(|| fonts.attribute("hAnsi"));
            font.or_else(|| fonts.attribute("cs"))
        });
        let struck = (properties.switch("strike"), properties.switch("dstrike"));
        Look {
            bold: properties.switch("b"),
            struck: match struck {
                (None, None) => None,
                (one, two) => Some(one == Some(true) || two == Some(true)),
            },
            hidden: properties.switch("vanish"),
            font: font.map(Rc::from),
            position: properties.value("vertAlign").map(Rc::from),
        }
    }

    /// Returns this look with `other` on top of it, as a style is on top of the one it is based on.
    pub(super) fn under(self, other: &Look) -> Look {
        Look {
            bold: other.bold.or(self.bold),
            struck: other.struck.or(self.struck),
            hidden: other.hidden.or(self.hidden),
            font: other.font.clone().or(self.font),
            position: other.position.clone().or(self.position),
        }
    }

    /// Returns a paragraph style's look combined with a character style's. Properties that both
    /// switch on are off: ECMA-376 Part 1, 17.7.3, toggle properties.
    fn toggled(self, other: &Look) -> Look {
        let toggle = |left: Option<bool>, right: Option<bool>| match (left, right) {
            (Some(left), Some(right)) => Some(left != right),
            (left, right) => left.or(right),
        };
        Look {
            bold: toggle(self.bold, other.bold),
            struck: toggle(self.struck, other.struck),
            hidden: toggle(self.hidden, other.hidden),
            font: other.font.clone().or(self.font),
            position: other.position.clone().or(self.position),
        }
    }
}

/// `w:numPr`: the list of a paragraph, and its level in it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ListPlace {
    pub list: Option<u32>,
    pub level: Option<u32>,
}

impl ListPlace {
    /// Reads the list of `w:pPr`.
    pub(super) fn of(properties: &Element) -> ListPlace {
        let place = properties.child("numPr");
        ListPlace {
            list: place.and_then(|place| place.number("numId")),
            level: place.and_then(|place| place.number("ilvl")),
        }
    }
}

#[derive(Debug, Default)]
struct Style {
    based_on: Option<String>,
    look: Look,
    place: ListPlace,
}

#[derive(Debug, Default)]
pub(super) struct Styles {
    defaults: Look,
    styles: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    paragraph_default: Option<String>,
}

/// Maximum length of a chain of styles; a longer one is a loop.
const CHAIN_MAX: usize = 32;

impl Styles {
    /// Reads `w:styles`.
    pub(super) fn of(root: &Element) -> Styles {
        let mut styles = Styles::default();
        if let Some(defaults) = root.at(&["docDefaults", "rPrDefault", "rPr"]) {
            styles.defaults = Look::of(defaults);
        }
        for element in root.children.iter().filter(|it| &*it.name == "style") {
            let Some(id) = element.attribute("styleId") else {
                continue;
            };
            let is_default = element.attribute("default").is_some_and(super::tree::is_on);
            if is_default && element.attribute("type") == Some("paragraph") {
                styles.paragraph_default = Some(id.to_owned());
            }
            let style = Style {
                based_on: element.value("basedOn").map(str::to_owned),
                look: element.child("rPr").map(Look::of).unwrap_or_default(),
                place: element.child("pPr").map(ListPlace::of).unwrap_or_default(),
            };
            styles.styles.insert(id.to_owned(), style);
        }
        styles
    }

    /// Returns a style and those it is based on, itself first.
    fn chain<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = (&'a str, &'a Style)> {
        let style = |id: &'a str| Some((id, self.styles.get(id)?));
        let next = move |(_, style): &(&'a str, &'a Style)| {
            let id = style.based_on.as_deref()?;
            Some((id, self.styles.get(id)?))
        };
        std::iter::successors(id.and_then(style), next).take(CHAIN_MAX)
    }

    fn look(&self, id: Option<&str>) -> Look {
        self.chain(id).fold(Look::default(), |look, (_, style)| {
            style.look.clone().under(&look)
        })
    }

    /// Returns the look of the runs of a paragraph in this style.
    pub(super) fn paragraph(&self, id: Option<&str>) -> Look {
        self.look(id.or(self.paragraph_default.as_deref()))
    }

    /// Returns the look of a run in a paragraph of look `paragraph`.
    pub(super) fn run(&self, paragraph: &Look, style: Option<&str>, own: &Look) -> Look {
        let styled = paragraph.clone().toggled(&self.look(style));
        self.defaults.clone().under(&styled).under(own)
    }

    /// Returns the list that a paragraph style belongs to, and the style that says so.
    pub(super) fn list(&self, id: Option<&str>) -> Option<(String, ListPlace)> {
        let mut chain = self.chain(id.or(self.paragraph_default.as_deref()));
        let (id, style) = chain.find(|(_, style)| style.place.list.is_some())?;
        Some((id.to_owned(), style.place))
    }
}
