//! What the cells of one column look like, from a sample of the first rows.

use super::{agency_names::is_agency_name, table::Table};
use crate::{
    import::format::sheet::{Line, Sheet},
    model::{Ordinal, Period, ProgressStatus, parse_number},
    reference::{agencies::Directory, units::UNITS},
};

/// Number of lines that are sampled.
const LINES_SAMPLED: usize = 200;

/// Counts of the filled cells of a column, by what they look like.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::import) struct Profile {
    pub n: usize,
    /// Marks alone in their cells, such as "x", which are not counted above.
    n_marks: usize,
    /// Those of them that say yes.
    n_ticks: usize,
    /// Numbers and percentages.
    n_numbers: usize,
    /// Texts with a percent sign at the end: `95%`, the unit `%`.
    n_percentages: usize,
    /// Texts that begin with an amount: `01 mô hình`, `≥ 95%`.
    n_amounts: usize,
    n_ordinals: usize,
    /// Ordinals that are 1, I or A, or follow the one above.
    n_counting: usize,
    /// Ordinals in an order in which rows are numbered: 1, 1.1, 1.2, 2.
    n_in_order: usize,
    n_agencies: usize,
    /// Names of communes, villages, provinces.
    n_places: usize,
    n_units: usize,
    n_times: usize,
    /// Texts that say whether something is done, and those of them that are no bare assessment.
    n_reports: usize,
    n_telling: usize,
    n_long: usize,
    /// Codes of one word, as `MN01`.
    n_codes: usize,
    /// Texts that are the same as the one above.
    n_repeated: usize,
    /// Lines in which a cell from above covers the column.
    n_covered: usize,
}

/// Number of characters from which a text is long.
const LONG: usize = 40;

impl Profile {
    fn share(&self, n: usize) -> f32 {
        n as f32 / self.n.max(1) as f32
    }

    /// Whether any cell is filled.
    pub fn has_cells(&self) -> bool {
        0 < self.n + self.n_marks
    }

    /// Whether the cells are empty or hold a mark that says yes: "x", "✓", "+".
    pub fn is_marks(&self) -> bool {
        0 < self.n_ticks && self.n * 9 < self.n_ticks
    }

    pub fn is_numbers(&self) -> bool {
        0 < self.n && 0.6 <= self.share(self.n_numbers)
    }

    pub fn is_percentages(&self) -> bool {
        0 < self.n && 0.6 <= self.share(self.n_percentages)
    }

    pub fn is_amounts(&self) -> bool {
        0 < self.n && 0.6 <= self.share(self.n_amounts)
    }

    /// Whether hardly any cell begins with an amount.
    pub fn is_words(&self) -> bool {
        0 < self.n && self.share(self.n_amounts) < 0.2
    }

    pub fn is_ordinals(&self) -> bool {
        1 < self.n && 0.9 <= self.share(self.n_ordinals) && 0.8 <= self.share(self.n_counting)
    }

    /// Whether every cell is the next ordinal, from the first one on: codes have gaps.
    pub fn is_numbering(&self) -> bool {
        2 < self.n && self.n == self.n_in_order
    }

    pub fn is_agencies(&self) -> bool {
        0 < self.n && 0.6 <= self.share(self.n_agencies)
    }

    pub fn is_places(&self) -> bool {
        0 < self.n && 0.6 <= self.share(self.n_places + self.n_agencies)
    }

    pub fn is_units(&self) -> bool {
        0 < self.n && 0.7 <= self.share(self.n_units)
    }

    pub fn is_times(&self) -> bool {
        0 < self.n && 0.6 <= self.share(self.n_times)
    }

    /// Whether hardly any cell is a time.
    pub fn has_no_times(&self) -> bool {
        0 < self.n && self.share(self.n_times) < 0.2
    }

    /// Whether the cells say what is done and what is not.
    pub fn is_reports(&self) -> bool {
        0 < self.n_telling && 0.5 <= self.share(self.n_reports)
    }

    pub fn is_long(&self) -> bool {
        0 < self.n && 0.5 <= self.share(self.n_long)
    }

    /// Whether texts extend over several lines.
    pub fn is_merged_down(&self) -> bool {
        0 < self.n_covered
    }

    /// Whether rows share texts: cells extend over several lines, or repeat the text above.
    pub fn is_shared(&self) -> bool {
        self.is_merged_down() || 0.3 <= self.share(self.n_repeated)
    }

    pub fn is_codes(&self) -> bool {
        0 < self.n && 0.6 <= self.share(self.n_codes)
    }

    /// Whether the column consists of texts that are nothing more special.
    pub fn is_text(&self) -> bool {
        self.is_words() && !self.is_ordinals() && !self.is_units() && !self.is_times()
    }
}

/// Returns a profile for each column of a table.
pub(in crate::import) fn profiles(sheet: &Sheet, table: &Table) -> Vec<Profile> {
    let lines = sheet.lines.get(table.body..).unwrap_or_default();
    let lines: Vec<&Line> = lines.iter().take(LINES_SAMPLED).collect();
    let directory = Directory::standard();
    let columns = table.columns.iter();
    columns
        .map(|column| Profile {
            n_covered: n_covered(sheet, &lines, column.at),
            ..profile(&lines, column.at, &directory)
        })
        .collect()
}

/// Whether a text begins as one that says what is done: "Đã ban hành", "Đang lấy ý kiến".
fn begins_a_report(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    ["đã", "đang", "chưa"].contains(&first.to_lowercase().as_str())
}

/// Counts the lines in which a cell from above covers a column.
fn n_covered(sheet: &Sheet, lines: &[&Line], at: usize) -> usize {
    let covered = lines
        .iter()
        .filter(|line| sheet.merged_down(line.row, at).is_some());
    covered.count()
}

fn profile(lines: &[&Line], at: usize, directory: &Directory) -> Profile {
    let mut profile = Profile::default();
    let mut before: Option<Ordinal> = None;
    let mut above = "";
    for line in lines {
        let text = line.text(at);
        let n_filled = line.filled().take(2).count();
        // A single cell is a section or a line below the table; "-" says nothing.
        let is_tick = is_tick(text);
        let is_mark = is_tick || matches!(text, "-" | "–");
        profile.n_marks += usize::from(is_mark);
        profile.n_ticks += usize::from(is_tick);
        if n_filled < 2 || text.is_empty() || is_mark {
            continue;
        }
        profile.n += 1;
        profile.n_repeated += usize::from(text == above);
        profile.n_codes += usize::from(is_code(text));
        above = text;
        if let Some(ordinal) = Ordinal::parse(text) {
            profile.n_ordinals += 1;
            let last = before.as_ref().map(Ordinal::last);
            let counts = ordinal.last() == 1 || last.is_some_and(|last| last + 1 == ordinal.last());
            let follows = follows(before.as_ref(), &ordinal);
            profile.n_counting += usize::from(counts || follows);
            profile.n_in_order += usize::from(follows);
            before = Some(ordinal);
        }
        let is_time = is_time(text);
        let is_number = !is_time && is_number(text);
        profile.n_times += usize::from(is_time);
        if is_number && text.bytes().all(|it| it.is_ascii_digit()) {
            // Most cells of a table are figures, which say nothing else.
            profile.n_numbers += 1;
            profile.n_amounts += 1;
            continue;
        }
        let is_telling = begins_a_report(text);
        profile.n_telling += usize::from(is_telling);
        profile.n_reports += usize::from(is_telling || ProgressStatus::parse(text).is_some());
        profile.n_numbers += usize::from(is_number);
        profile.n_percentages += usize::from(text.ends_with('%') && text.len() <= 20);
        profile.n_amounts += usize::from(is_number || (!is_time && begins_with_amount(text)));
        profile.n_units += usize::from(is_unit(text));
        let is_agency = !is_number && is_agency(text, directory);
        profile.n_agencies += usize::from(is_agency);
        profile.n_places += usize::from(!is_agency && is_place(text));
        profile.n_long += usize::from(LONG <= text.chars().count());
    }
    profile
}

/// Whether a text is a mark that says yes: "x", "(X)", "✓", "+".
fn is_tick(text: &str) -> bool {
    let mut chars = text.trim_matches(['(', ')', '[', ']', ' ']).chars();
    let marks = "xX×✓✔✕✖✗✘☑☒√+●•○◯◉■★☆*v";
    chars.next().is_some_and(|c| marks.contains(c)) && chars.all(|c| marks.contains(c))
}

/// Whether an ordinal is the next one: 1.1 or 2 after 1, 2 after 1.3.
fn follows(before: Option<&Ordinal>, ordinal: &Ordinal) -> bool {
    let Some(before) = before else {
        return ordinal.depth() == 1 && ordinal.last() == 1;
    };
    let (open, parts) = (before.parts(), ordinal.parts());
    let Some(((style, value), parents)) = parts.split_last() else {
        return false;
    };
    match open.get(..parents.len()) {
        Some(shared) if shared == parents => match open.get(parents.len()) {
            Some((other, last)) => style == other && *value == last + 1,
            None => *value == 1,
        },
        _ => false,
    }
}

/// Whether a text is one word of capitals and digits.
fn is_code(text: &str) -> bool {
    let is_of =
        |c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '-' | '.' | '_' | '/');
    text.chars().all(is_of)
        && text.contains(|c: char| c.is_ascii_digit())
        && text.contains(char::is_uppercase)
}

fn is_number(text: &str) -> bool {
    let bare = text.trim_end_matches('%').trim();
    parse_number(bare).is_some()
}

fn begins_with_amount(text: &str) -> bool {
    let words = [
        "trên",
        "dưới",
        "từ",
        "đạt",
        "tối thiểu",
        "tối đa",
        "ít nhất",
        "không quá",
        "duy trì",
    ];
    let lower = text.to_lowercase();
    let mut rest = lower.trim_start_matches(['≥', '≤', '>', '<', '~', '=', '-', '+', ' ']);
    while let Some(after) = words.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = after.trim_start_matches(['≥', '≤', '>', '<', ' ']);
    }
    // "3256/QĐ-UBND" is the symbol of a document.
    let first = text.split_whitespace().next().unwrap_or_default();
    let is_symbol = first
        .split_once('/')
        .is_some_and(|(_, after)| after.starts_with(char::is_uppercase));
    rest.starts_with(|c: char| c.is_ascii_digit()) && !is_symbol
}

pub(in crate::import) fn is_time(text: &str) -> bool {
    // Periods are short; "Theo …" in a long sentence is a condition of something else.
    let is_short = text.len() <= 80;
    let lower = || text.to_lowercase();
    let begins = |words: &[&str]| {
        let lower = lower();
        words.iter().any(|word| lower.starts_with(word))
    };
    // Many words are about an occasion: "Lễ hội", "Tuần văn hóa". Alone they are no time.
    let is_definite = |period: &Period| {
        !matches!(period, Period::Conditional)
            || names_date(&lower())
            || begins(&["khi ", "sau ", "trước ", "theo ", "trong ", "ngay ", "đến "])
    };
    is_short
        && (Period::parse(text).as_ref().is_some_and(is_definite)
            || crate::model::Date::parse(text).is_some()
            || begins(&[
                "quý ",
                "tháng ",
                "năm 2",
                "trước ngày ",
                "trước tháng ",
                "hằng ",
                "hàng ",
            ]))
}

/// Whether a text in lower case holds a year, a date, or a number beside a word of time: "Mùa khô 2026",
/// "Mỗi quý 1 lần". A number alone may count anything.
fn names_date(lower: &str) -> bool {
    let words = ["ngày", "tuần", "tháng", "quý", "năm", "kỳ", "vụ", "mùa"];
    let is_digits = |it: &str| !it.is_empty() && it.chars().all(|c| c.is_ascii_digit());
    let is_date = |token: &str| {
        let token = token.trim_matches(|c: char| !c.is_alphanumeric());
        let is_year = token.len() == 4 && token.starts_with("20") && is_digits(token);
        is_year || (token.contains('/') && token.split('/').all(is_digits))
    };
    let has_digit = lower.contains(|c: char| c.is_ascii_digit());
    has_digit
        && lower
            .split_whitespace()
            .any(|token| is_date(token) || words.contains(&token))
}

pub(in crate::import) fn is_unit(text: &str) -> bool {
    let lower = text.to_lowercase();
    text.chars().count() <= 24
        && parse_number(text).is_none()
        && lower
            .split(['/', '\n'])
            .all(|part| UNITS.contains(&part.trim()))
}

/// Words that names of places begin with.
const PLACES: [&str; 16] = [
    "xã",
    "phường",
    "thị trấn",
    "đặc khu",
    "thôn",
    "bản",
    "ấp",
    "buôn",
    "làng",
    "tổ dân phố",
    "khu phố",
    "huyện",
    "quận",
    "thị xã",
    "thành phố",
    "tỉnh",
];

/// Whether a text is the name of a place: "Xã Yên Phong", "Thôn 3". "Xã" alone is a unit.
fn is_place(text: &str) -> bool {
    let lower = text.to_lowercase();
    PLACES.iter().any(|place| {
        let name = lower
            .strip_prefix(place)
            .and_then(|it| it.strip_prefix(' '));
        let n_chars = place.chars().count() + 1;
        let first = text.chars().nth(n_chars).filter(|_| name.is_some());
        first.is_some_and(|it| it.is_uppercase() || it.is_ascii_digit())
    })
}

fn is_agency(text: &str, directory: &Directory) -> bool {
    if 300 < text.len() {
        return false;
    }
    let part = text.split([',', ';', '\n']).next().unwrap_or_default();
    let known = directory.by_key(&crate::reference::agencies::key(part));
    known.is_some() || is_agency_name(text)
}
