//! Automatic numbers and bullets: `numbering.xml`, and the counters of its lists.

use std::collections::{HashMap, HashSet};

use super::{
    styles::{ListPlace, Styles},
    tree::Element,
};
use crate::{
    model::{Ordinal, OrdinalStyle, roman_text},
    reference::symbol_fonts,
};

/// Number of levels of a list: ECMA-376 Part 1, 17.9.6.
const N_LEVELS: usize = 9;
/// Largest number that is written in Roman numerals or letters.
const WRITTEN_MAX: u32 = 3_999;

#[derive(Clone, Debug)]
struct Level {
    start: u32,
    format: String,
    /// The pattern of a custom format: `001, 002, 003, ...`.
    pattern: Option<String>,
    /// With `%1` for the number of the first level, and so on.
    text: String,
    /// The level, counted from 1, that restarts this one; 0 if none does.
    restart: Option<u32>,
    /// Whether all numbers are in Arabic digits.
    legal: bool,
    /// `tab`, `space` or `nothing` between the mark and the text.
    suffix: String,
    font: Option<String>,
    bold: Option<bool>,
    /// The paragraph style that is linked to this level.
    style: Option<String>,
}

/// A definition that lists share, and with it their counters.
#[derive(Debug, Default)]
struct Definition {
    levels: HashMap<usize, Level>,
    /// The numbering style that has the levels instead.
    style_link: Option<String>,
}

#[derive(Debug, Default)]
struct List {
    definition: u32,
    starts: HashMap<usize, u32>,
    levels: HashMap<usize, Level>,
}

/// The lists of a document and where their counters stand.
#[derive(Debug, Default)]
pub(super) struct Lists {
    definitions: HashMap<u32, Definition>,
    lists: HashMap<u32, List>,
    /// By definition.
    counters: HashMap<u32, [Option<u32>; N_LEVELS]>,
    /// Lists and levels whose start override has been applied.
    started: HashSet<(u32, usize)>,
}

/// The mark before the text of a paragraph.
#[derive(Debug, PartialEq)]
pub(super) struct Mark {
    pub text: String,
    /// Whether a blank separates the mark from the text.
    pub blank: bool,
    /// `None` if the paragraph decides.
    pub bold: Option<bool>,
}

impl Lists {
    /// Reads `w:numbering`.
    pub(super) fn of(root: &Element) -> Lists {
        let mut lists = Lists::default();
        for element in &root.children {
            match &*element.name {
                "abstractNum" => {
                    let id = element.attribute("abstractNumId");
                    if let Some(id) = id.and_then(|id| id.parse().ok()) {
                        let definition = Definition {
                            levels: element.children.iter().filter_map(level).collect(),
                            style_link: element.value("numStyleLink").map(str::to_owned),
                        };
                        lists.definitions.insert(id, definition);
                    }
                }
                "num" => {
                    let id = element.attribute("numId").and_then(|id| id.parse().ok());
                    if let (Some(id), Some(definition)) = (id, element.number("abstractNumId")) {
                        lists.lists.insert(id, list(element, definition));
                    }
                }
                _ => {}
            }
        }
        lists
    }

    /// Counts a paragraph and returns its mark; `None` if it is in no list.
    pub(super) fn next(
        &mut self,
        own: ListPlace,
        style: Option<&str>,
        styles: &Styles,
    ) -> Option<Mark> {
        let (id, level) = self.place(own, style, styles)?;
        let (definition, list) = self.resolved(id, styles)?;
        let current = self.level(definition, list, level)?.clone();
        let starts: Vec<u32> = (0..N_LEVELS)
            .map(|at| self.start(definition, list, at))
            .collect();
        let restarts: Vec<u32> = (0..N_LEVELS)
            .map(|at| {
                let restart = self.level(definition, list, at).and_then(|it| it.restart);
                restart.unwrap_or(u32::try_from(at).unwrap_or(0))
            })
            .collect();
        let overridden = self
            .lists
            .get(&list)
            .is_some_and(|it| it.starts.contains_key(&level));
        let restarted = overridden && self.started.insert((list, level));
        let counters = self.counters.entry(definition).or_default();
        for (at, (counter, start)) in counters.iter_mut().zip(&starts).enumerate() {
            if at < level {
                counter.get_or_insert(*start);
            } else if at == level {
                *counter = match *counter {
                    Some(value) if !restarted => Some(value.saturating_add(1)),
                    _ => Some(*start),
                };
            } else if restarts
                .get(at)
                .is_some_and(|restart| level < *restart as usize)
            {
                *counter = None;
            }
        }
        let values = *counters;
        Some(self.mark(definition, list, &current, &values))
    }

    /// Returns the list and level of a paragraph, from itself or from its style.
    fn place(&self, own: ListPlace, style: Option<&str>, styles: &Styles) -> Option<(u32, usize)> {
        let inherited = styles.list(style);
        let list = own
            .list
            .or(inherited.as_ref().and_then(|(_, place)| place.list));
        // 0 removes the paragraph from the list of its style.
        let id = list.filter(|id| *id != 0)?;
        let of_style = inherited.and_then(|(style, place)| {
            place.level.or_else(|| {
                let (definition, list) = self.resolved(place.list?, styles)?;
                let linked = (0..N_LEVELS).find(|at| {
                    let level = self.level(definition, list, *at);
                    level.is_some_and(|level| level.style.as_deref() == Some(&style))
                });
                u32::try_from(linked?).ok()
            })
        });
        let level = own
            .level
            .or(if own.list.is_none() { of_style } else { None });
        Some((id, (level.unwrap_or(0) as usize).min(N_LEVELS - 1)))
    }

    /// Returns the definition of a list and the list itself, through the links of numbering styles.
    fn resolved(&self, id: u32, styles: &Styles) -> Option<(u32, u32)> {
        let mut list = id;
        for _ in 0..N_LEVELS {
            let definition = self.lists.get(&list)?.definition;
            let link = self.definitions.get(&definition)?.style_link.as_deref();
            let linked = link.and_then(|style| styles.list(Some(style)));
            match linked.and_then(|(_, place)| place.list) {
                Some(next) if next != list => list = next,
                // The overrides of the paragraph's own list stay in force.
                _ => return Some((definition, if self.has_overrides(id) { id } else { list })),
            }
        }
        None
    }

    fn has_overrides(&self, id: u32) -> bool {
        let list = self.lists.get(&id);
        list.is_some_and(|list| !list.starts.is_empty() || !list.levels.is_empty())
    }

    fn level(&self, definition: u32, list: u32, at: usize) -> Option<&Level> {
        let own = self.lists.get(&list).and_then(|list| list.levels.get(&at));
        own.or_else(|| self.definitions.get(&definition)?.levels.get(&at))
    }

    fn start(&self, definition: u32, list: u32, at: usize) -> u32 {
        let own = self.lists.get(&list).and_then(|list| list.starts.get(&at));
        let defined = || {
            self.level(definition, list, at)
                .map_or(1, |level| level.start)
        };
        own.copied().unwrap_or_else(defined)
    }

    fn mark(
        &self,
        definition: u32,
        list: u32,
        current: &Level,
        values: &[Option<u32>; N_LEVELS],
    ) -> Mark {
        let mut text = String::new();
        let mut chars = current.text.chars().peekable();
        while let Some(c) = chars.next() {
            let digit = chars
                .peek()
                .and_then(|c| c.to_digit(10))
                .filter(|it| *it != 0);
            let Some(digit) = digit.filter(|_| c == '%') else {
                text.push(c);
                continue;
            };
            chars.next();
            let at = digit as usize - 1;
            let value = values.get(at).copied().flatten().unwrap_or(0);
            if let Some(level) = self.level(definition, list, at) {
                text.push_str(&written(value, level, current.legal));
            }
        }
        if current.format == "bullet" {
            text = bullet(&text, current.font.as_deref());
        }
        Mark {
            blank: current.suffix != "nothing" && !text.is_empty(),
            text,
            bold: current.bold,
        }
    }
}

fn list(element: &Element, definition: u32) -> List {
    let mut list = List {
        definition,
        ..List::default()
    };
    let overrides = element
        .children
        .iter()
        .filter(|it| &*it.name == "lvlOverride");
    for it in overrides {
        let Some(at) = it.attribute("ilvl").and_then(|at| at.parse().ok()) else {
            continue;
        };
        if let Some(start) = it.number("startOverride") {
            list.starts.insert(at, start);
        }
        if let Some((_, level)) = it.child("lvl").and_then(level) {
            list.levels.insert(at, level);
        }
    }
    list
}

fn level(element: &Element) -> Option<(usize, Level)> {
    if &*element.name != "lvl" {
        return None;
    }
    let at = element.attribute("ilvl")?.parse().ok()?;
    let modern = element
        .child("AlternateContent")
        .and_then(Element::alternative);
    let format = element.child("numFmt").or_else(|| modern?.child("numFmt"));
    let format_value = format
        .and_then(|it| it.attribute("val"))
        .unwrap_or("decimal");
    let level = Level {
        start: element.number("start").unwrap_or(0),
        format: format_value.to_owned(),
        pattern: format
            .and_then(|it| it.attribute("format"))
            .map(str::to_owned),
        text: element.value("lvlText").unwrap_or_default().to_owned(),
        restart: element.number("lvlRestart"),
        legal: element.switch("isLgl").unwrap_or(false),
        suffix: element.value("suff").unwrap_or("tab").to_owned(),
        font: element.at(&["rPr", "rFonts"]).and_then(|fonts| {
            let font = fonts
                .attribute("ascii")
                .or_else(|| fonts.attribute("hAnsi"));
            font.map(str::to_owned)
        }),
        bold: element.child("rPr").and_then(|look| look.switch("b")),
        style: element.value("pStyle").map(str::to_owned),
    };
    Some((at, level))
}

/// Returns the character of a bullet. An unknown picture is a hyphen.
fn bullet(text: &str, font: Option<&str>) -> String {
    let font = font.unwrap_or_default();
    if text == "o" && font.starts_with("Courier") {
        return "◦".to_owned();
    }
    let picture = |c: char| ('\u{e000}'..='\u{f8ff}').contains(&c);
    text.chars()
        .map(|c| match symbol_fonts::character(font, c) {
            Some(shown) => shown,
            None if picture(c) => symbol_fonts::character("Symbol", c).unwrap_or('-'),
            None => c,
        })
        .collect()
}

/// Returns a number in the format of a level, or in Arabic digits if `legal`.
fn written(value: u32, level: &Level, legal: bool) -> String {
    let small = 0 < value && value <= WRITTEN_MAX;
    match level.format.as_str() {
        "none" => String::new(),
        _ if legal => value.to_string(),
        "upperRoman" if small => roman_text(value),
        "lowerRoman" if small => roman_text(value).to_lowercase(),
        "upperLetter" if small => letters(value, OrdinalStyle::UpperLetter),
        "lowerLetter" if small => letters(value, OrdinalStyle::LowerLetter),
        "decimalZero" => format!("{value:02}"),
        "numberInDash" => format!("- {value} -"),
        "decimalEnclosedParen" => format!("({value})"),
        "decimalEnclosedFullstop" => format!("{value}."),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if (1..=20).contains(&value) => {
            char::from_u32(0x245f + value).map_or_else(|| value.to_string(), String::from)
        }
        "custom" => {
            let first = level.pattern.as_deref().and_then(|it| it.split(',').next());
            format!(
                "{value:0width$}",
                width = first.map_or(0, |it| it.trim().len().min(9))
            )
        }
        _ => value.to_string(),
    }
}

/// Returns a number as a letter: after Z follow AA, BB, CC.
pub(super) fn letters(value: u32, style: OrdinalStyle) -> String {
    let (turn, letter) = ((value - 1) / 26, (value - 1) % 26 + 1);
    Ordinal::written(style, letter).repeat(turn as usize + 1)
}
