//! The national indicators that plans of provinces carry out, each with where it is known from.

use std::sync::{Arc, LazyLock};

/// A list of indicators: the built-in one, or a user's own in its place.
#[derive(Debug, PartialEq)]
pub struct Indicators {
    is_own: bool,
    /// Ends of the phases that have targets, ascending.
    years: Vec<u16>,
    list: Vec<Indicator>,
}

#[derive(Debug, PartialEq)]
pub struct Indicator {
    pub number: String,
    pub name: String,
    /// What a row that states it says: one of these, with all of its parts. Lower case.
    pub words: Vec<Vec<String>>,
    pub unit: String,
    /// As many as the list has years.
    pub targets: Vec<National>,
    pub ministry: String,
    pub source: String,
}

/// What the programme demands until a year.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct National {
    /// As written; empty or "-" where nothing is demanded.
    pub text: String,
    pub trust: Trust,
}

/// How well a national target is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Trust {
    /// Reported of the decision itself; or in a list of the user's own.
    #[default]
    Press,
    /// The plans of two provinces or more agree.
    Plans,
    /// One plan only says it.
    One,
    /// Plans disagree.
    Conflict,
}

impl Trust {
    pub const ALL: [Trust; 4] = [Trust::Press, Trust::Plans, Trust::One, Trust::Conflict];

    pub fn key(self) -> &'static str {
        match self {
            Trust::Press => "press",
            Trust::Plans => "plans",
            Trust::One => "one",
            Trust::Conflict => "conflict",
        }
    }

    /// Whether an annex may be held to it.
    pub fn binds(self) -> bool {
        matches!(self, Trust::Press | Trust::Plans)
    }
}

/// The built-in list as text.
const BUILT_IN: &str = include_str!("indicators.tsv");

impl Indicators {
    /// The built-in list.
    pub fn standard() -> Arc<Indicators> {
        static STANDARD: LazyLock<Arc<Indicators>> =
            LazyLock::new(|| Arc::new(parse(BUILT_IN, false).unwrap_or_default()));
        Arc::clone(&STANDARD)
    }

    /// Reads a list of the user's own: fields between tabs, the first line naming them: `no`, `name`,
    /// `words`, `unit`, a year with `trust` behind it, `ministry`, `source`. Only `name` and a year
    /// must be there. `None` when they are not.
    pub fn read(text: &str) -> Option<Indicators> {
        parse(text, true).filter(|it| !it.list.is_empty() && !it.years.is_empty())
    }

    /// The text that [`Indicators::read`] reads.
    pub fn write(&self) -> String {
        let years = self.years.iter().map(|year| format!("{year}\ttrust"));
        let years = years.collect::<Vec<_>>().join("\t");
        let mut text = format!("no\tname\twords\tunit\t{years}\tministry\tsource\n");
        for it in &self.list {
            let words = it.words.iter().map(|parts| parts.join(" + "));
            let targets = it.targets.iter();
            let targets = targets.map(|it| format!("{}\t{}", it.text, it.trust.key()));
            let fields = [
                it.number.clone(),
                it.name.clone(),
                words.collect::<Vec<_>>().join("|"),
                it.unit.clone(),
                targets.collect::<Vec<_>>().join("\t"),
                it.ministry.clone(),
                it.source.clone(),
            ];
            text += &fields.join("\t");
            text.push('\n');
        }
        text
    }

    pub fn is_own(&self) -> bool {
        self.is_own
    }

    pub fn years(&self) -> &[u16] {
        &self.years
    }

    pub fn list(&self) -> &[Indicator] {
        &self.list
    }
}

impl Default for Indicators {
    fn default() -> Indicators {
        Indicators {
            is_own: true,
            years: Vec::new(),
            list: Vec::new(),
        }
    }
}

/// What a field of a line is.
#[derive(Clone, Copy)]
enum Field {
    Number,
    Name,
    Words,
    Unit,
    Target(usize),
    Trust(usize),
    Ministry,
    Source,
    Other,
}

fn parse(text: &str, is_own: bool) -> Option<Indicators> {
    let text = text.trim_start_matches('\u{feff}');
    let mut lines = text.lines().filter(|line| !line.starts_with('#'));
    let mut years = Vec::new();
    let fields = lines.next()?.split('\t').map(|name| match name.trim() {
        "no" => Field::Number,
        "name" => Field::Name,
        "words" => Field::Words,
        "unit" => Field::Unit,
        "ministry" => Field::Ministry,
        "source" => Field::Source,
        "trust" if !years.is_empty() => Field::Trust(years.len() - 1),
        name => match name.parse::<u16>() {
            Ok(year) if years.last().is_none_or(|last| *last < year) => {
                years.push(year);
                Field::Target(years.len() - 1)
            }
            _ => Field::Other,
        },
    });
    let fields: Vec<Field> = fields.collect();
    let list = lines.filter_map(|line| read_line(line, &fields, years.len()));
    Some(Indicators {
        is_own,
        list: list.collect(),
        years,
    })
}

fn read_line(line: &str, fields: &[Field], n_years: usize) -> Option<Indicator> {
    let mut it = Indicator {
        number: String::new(),
        name: String::new(),
        words: Vec::new(),
        unit: String::new(),
        targets: vec![National::default(); n_years],
        ministry: String::new(),
        source: String::new(),
    };
    for (text, field) in line.split('\t').map(str::trim).zip(fields) {
        match *field {
            Field::Number => it.number = text.to_owned(),
            Field::Name => it.name = text.to_owned(),
            Field::Words => it.words = read_words(text),
            Field::Unit => it.unit = text.to_owned(),
            Field::Ministry => it.ministry = text.to_owned(),
            Field::Source => it.source = text.to_owned(),
            Field::Target(at) => {
                if let Some(target) = it.targets.get_mut(at) {
                    target.text = text.to_owned();
                }
            }
            Field::Trust(at) => {
                let trust = Trust::ALL.into_iter().find(|trust| trust.key() == text);
                if let (Some(target), Some(trust)) = (it.targets.get_mut(at), trust) {
                    target.trust = trust;
                }
            }
            Field::Other => {}
        }
    }
    // A list without words: a row says the name.
    if it.words.is_empty() {
        it.words = vec![vec![it.name.to_lowercase()]];
    }
    (!it.name.is_empty()).then_some(it)
}

fn read_words(text: &str) -> Vec<Vec<String>> {
    let ways = text.split('|').map(|way| {
        let parts = way.split('+').map(|part| part.trim().to_lowercase());
        parts.filter(|it| !it.is_empty()).collect::<Vec<_>>()
    });
    ways.filter(|parts| !parts.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_list_is_whole() {
        let indicators = Indicators::standard();
        assert_eq!(indicators.years(), [2027, 2030]);
        assert_eq!(indicators.list().len(), 18);
        assert!(!indicators.is_own());
        for it in indicators.list() {
            assert!(!it.source.is_empty(), "{}", it.number);
            assert!(!it.words.is_empty(), "{}", it.number);
        }
        let first = &indicators.list()[2];
        assert_eq!(first.targets[1].text, "99");
        assert!(first.targets[1].trust.binds());
        assert!(!indicators.list()[11].targets[1].trust.binds());
    }

    #[test]
    fn ones_own_list_is_read_and_written() {
        let standard = Indicators::standard();
        let again = Indicators::read(&standard.write()).unwrap();
        assert_eq!(again.list(), standard.list());
        let own = Indicators::read("name\t2035\nTỷ lệ xã có trạm sạc\t80\n").unwrap();
        assert_eq!(own.years(), [2035]);
        assert_eq!(own.list()[0].words, [["tỷ lệ xã có trạm sạc"]]);
        assert_eq!(own.list()[0].targets[0].text, "80");
        assert_eq!(Indicators::read("Xin chào"), None);
        assert_eq!(Indicators::read(""), None);
    }
}
