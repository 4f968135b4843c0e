//! National indicators that provincial plans implement, each with its source.

use std::sync::{Arc, LazyLock};

/// A list of indicators: the built-in one, or a user's own in its place.
#[derive(Debug, PartialEq)]
pub struct Indicators {
    is_own: bool,
    /// Last years of the phases that have targets, ascending.
    years: Vec<u16>,
    list: Vec<Indicator>,
}

#[derive(Debug, PartialEq)]
pub struct Indicator {
    pub number: String,
    pub name: String,
    /// Phrases of a row that states the indicator, in lower case: the row contains all parts of at
    /// least one alternative.
    pub words: Vec<Vec<String>>,
    pub unit: String,
    /// One for each year of the list.
    pub targets: Vec<National>,
    pub ministry: String,
    pub source: String,
}

/// Target that the national programme sets for a year.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct National {
    /// As written; empty or "-" if there is no target.
    pub text: String,
    pub trust: Trust,
}

/// How reliably a national target is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Trust {
    /// From press reports of the decision itself. Default for a user's own list.
    #[default]
    Press,
    /// Confirmed by the plans of at least two provinces.
    Plans,
    /// Stated by one plan only.
    One,
    /// Plans contradict each other.
    Conflict,
}

impl Trust {
    pub const ALL: [Trust; 4] = [Trust::Press, Trust::Plans, Trust::One, Trust::Conflict];

    /// Returns the keyword for this value in files.
    pub fn key(self) -> &'static str {
        match self {
            Trust::Press => "press",
            Trust::Plans => "plans",
            Trust::One => "one",
            Trust::Conflict => "conflict",
        }
    }

    /// Whether the target is reliable enough to check annexes against.
    pub fn binds(self) -> bool {
        matches!(self, Trust::Press | Trust::Plans)
    }
}

/// The built-in list as text.
const BUILT_IN: &str = include_str!("indicators.tsv");

impl Indicators {
    /// Returns the built-in list.
    pub fn standard() -> Arc<Indicators> {
        static STANDARD: LazyLock<Arc<Indicators>> =
            LazyLock::new(|| Arc::new(parse(BUILT_IN, false).unwrap_or_default()));
        Arc::clone(&STANDARD)
    }

    /// Reads a list of the user with tab-separated fields. The first line names the fields: `no`,
    /// `name`, `words`, `unit`, a year followed by `trust`, `ministry`, `source`. Years must
    /// ascend; other fields are ignored. Lines that start with `#` are comments.
    ///
    /// Returns `None` unless there is a field for a year and an indicator with a name.
    pub fn read(text: &str) -> Option<Indicators> {
        parse(text, true).filter(|it| !it.list.is_empty() && !it.years.is_empty())
    }

    /// Writes the list in the format that [`Indicators::read`] reads.
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

    /// Whether this is a list of the user.
    pub fn is_own(&self) -> bool {
        self.is_own
    }

    /// Returns the last years of the phases that have targets, ascending.
    pub fn years(&self) -> &[u16] {
        &self.years
    }

    /// Returns the indicators, in the order of the list.
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

/// Meaning of a field in a line. Targets and trusts have the index of their year.
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
    // Without words, a row states the indicator if it contains the name.
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
