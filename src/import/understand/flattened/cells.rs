//! Divides the words of a record among the columns of its table. A unit, a value, the names of
//! agencies and a time are recognised by themselves; the text between them is the rest. A cell that
//! could nearly as well end elsewhere is doubtful.

use super::{
    columns::{Column, Kind},
    words::{Gap, Word, is_opening, joined, leads_on},
};
use crate::{
    import::understand::{
        agency_names::is_agency_name,
        profile::{is_time, is_unit},
    },
    model::Target,
    reference::agencies::{self, Directory},
};

/// Maximum number of words of a record that are divided.
const WORDS_MAX: usize = 800;
/// Maximum number of places where a cell can begin.
const CUTS_MAX: usize = 120;
/// Maximum number of words of a name of the directory.
const NAME_MAX: usize = 14;
/// A division that is less than this better than another is doubtful.
const MARGIN: i32 = 30;
/// A score that no division reaches.
const NEVER: i32 = i32::MIN / 4;

/// A record divided into cells.
#[derive(Debug, Default)]
pub(in crate::import) struct Division {
    pub cells: Vec<String>,
    pub doubtful: Vec<bool>,
    /// Kinds of the cells that are recognised by themselves.
    pub recognised: Vec<Kind>,
}

/// The words of a record, and what is known of them.
struct Record<'t> {
    words: &'t [Word<'t>],
    /// For each word, the number of words of the agency whose name begins there; 0 if none does.
    names: Vec<usize>,
}

/// Divides a record.
pub(in crate::import) fn divide(words: &[Word], columns: &[Column]) -> Division {
    if WORDS_MAX < words.len() {
        return undivided(words, columns);
    }
    let record = Record {
        words,
        names: names(words),
    };
    let mut cuts: Vec<usize> = (0..=words.len()).filter(|at| record.may_cut(*at)).collect();
    if CUTS_MAX < cuts.len() {
        cuts.retain(|at| words.get(*at).is_none_or(|word| word.gap != Gap::Blank) || *at == 0);
    }
    if CUTS_MAX < cuts.len() {
        return undivided(words, columns);
    }
    // The score of each cell between each two cuts, by column.
    let n = cuts.len();
    let mut scores: Vec<Vec<i32>> = Vec::new();
    for (idx, column) in columns.iter().enumerate() {
        let mut own = vec![NEVER; n * n];
        for (from, start) in cuts.iter().enumerate() {
            for (to, end) in cuts.iter().enumerate().skip(from) {
                if let Some(slot) = own.get_mut(from * n + to) {
                    *slot = record.score(column.kind, *start, *end, idx == 0);
                }
            }
        }
        scores.push(own);
    }
    let score = |column: usize, from: usize, to: usize| {
        let own = scores.get(column).and_then(|own| own.get(from * n + to));
        own.copied().unwrap_or(NEVER)
    };
    // The best scores of the columns before a cut, and of those behind it.
    let k = columns.len();
    let mut before = vec![vec![NEVER; n]; k + 1];
    let mut behind = vec![vec![NEVER; n]; k + 1];
    set(&mut before, 0, 0, 0);
    set(&mut behind, k, n - 1, 0);
    for column in 0..k {
        for to in 0..n {
            let all = (0..=to).map(|from| get(&before, column, from) + score(column, from, to));
            let best = all.max().unwrap_or(NEVER).max(NEVER);
            set(&mut before, column + 1, to, best);
        }
    }
    for column in (0..k).rev() {
        for from in 0..n {
            let all = (from..n).map(|to| get(&behind, column + 1, to) + score(column, from, to));
            let best = all.max().unwrap_or(NEVER).max(NEVER);
            set(&mut behind, column, from, best);
        }
    }
    let best = get(&before, k, n - 1);
    let mut division = Division::default();
    let mut from = 0;
    let mut is_doubtful = false;
    for (column, place) in columns.iter().enumerate() {
        let rest = |to: usize| score(column, from, to) + get(&behind, column + 1, to);
        let to = (from..n).max_by_key(|to| (rest(*to), *to)).unwrap_or(from);
        let other = (0..n)
            .filter(|it| *it != to)
            .map(|it| get(&before, column + 1, it) + get(&behind, column + 1, it));
        let margin = best.saturating_sub(other.max().unwrap_or(NEVER));
        let (start, end) = (at(&cuts, from), at(&cuts, to));
        // Between two texts of any kind, only an empty line tells where one ends.
        let is_free = |column: Option<&Column>| column.is_some_and(|it| !is_typed(it.kind));
        let runs_on = record.word(end).is_some_and(|next| next.gap != Gap::Lines);
        let next = columns.get(column + 1);
        let is_between = is_free(Some(place)) && is_free(next);
        // Remarks are rare: rather a name goes on in the next line.
        let is_remark = next.is_some_and(|next| next.kind == Kind::Remark);
        let ends_doubtful =
            column + 1 < k && (margin < MARGIN || ((is_between || is_remark) && runs_on));
        let own = words.get(start..end).unwrap_or_default();
        let is_recognised = record.is_recognised(place.kind, start, end);
        division
            .recognised
            .extend(is_recognised.then_some(place.kind));
        let is_odd = match place.kind {
            Kind::Remark => false,
            kind => own.is_empty() || (is_typed(kind) && !is_recognised),
        };
        division.cells.push(joined(own));
        division
            .doubtful
            .push(is_odd || is_doubtful || ends_doubtful);
        is_doubtful = ends_doubtful;
        from = to;
    }
    division
}

/// Leaves a record as it is, in the column of the content, as a doubt.
fn undivided(words: &[Word], columns: &[Column]) -> Division {
    let is_content = columns.iter().map(|column| column.kind == Kind::Content);
    let text = joined(words);
    Division {
        cells: is_content
            .clone()
            .map(|it| if it { text.clone() } else { String::new() })
            .collect(),
        doubtful: is_content.collect(),
        recognised: Vec::new(),
    }
}

fn at(cuts: &[usize], idx: usize) -> usize {
    cuts.get(idx).copied().unwrap_or(0)
}

fn get(table: &[Vec<i32>], row: usize, column: usize) -> i32 {
    let found = table.get(row).and_then(|row| row.get(column));
    found.copied().unwrap_or(NEVER)
}

fn set(table: &mut [Vec<i32>], row: usize, column: usize, value: i32) {
    if let Some(slot) = table.get_mut(row).and_then(|row| row.get_mut(column)) {
        *slot = value;
    }
}

/// Finds the names of the directory, the longest at each word.
fn names(words: &[Word]) -> Vec<usize> {
    let directory = Directory::standard();
    let found = (0..words.len()).map(|start| {
        let longest = NAME_MAX.min(words.len() - start);
        (1..=longest).rev().find(|n| {
            let name = joined(words.get(start..start + n).unwrap_or_default());
            let name = name.trim_end_matches(['.', ';', ',', '-']);
            directory.by_key(&agencies::key(name)).is_some()
        })
    });
    found.map(Option::unwrap_or_default).collect()
}

/// Whether the cells of a column are recognised by themselves.
pub(in crate::import) fn is_typed(kind: Kind) -> bool {
    !matches!(kind, Kind::Content | Kind::Text | Kind::Remark)
}

/// Whether a word only joins names.
fn joins(word: &str) -> bool {
    matches!(word, "-" | "–" | "," | ";" | "và" | "cùng" | "&" | "+")
}

impl Record<'_> {
    fn word(&self, at: usize) -> Option<&Word<'_>> {
        self.words.get(at)
    }

    /// Whether a cell can begin at a word, or end before it.
    fn may_cut(&self, at: usize) -> bool {
        let Some(word) = self.word(at) else {
            return true;
        };
        let is_unit = || (1..=3).any(|n| self.text(at, at + n).is_some_and(|it| is_unit(&it)));
        at == 0 || word.gap != Gap::Blank || is_opening(word.text) || is_unit()
    }

    fn text(&self, start: usize, end: usize) -> Option<String> {
        self.words.get(start..end).map(joined)
    }

    /// Returns how well the words of a stretch are the cell of a column, and how well a cell begins
    /// there.
    fn score(&self, kind: Kind, start: usize, end: usize, is_first: bool) -> i32 {
        let words = self.words.get(start..end).unwrap_or_default();
        let (Some(first), Some(last)) = (words.first(), words.last()) else {
            return match kind {
                Kind::Content => -300,
                Kind::Remark => 0,
                Kind::Text => -40,
                _ => -60,
            };
        };
        let mut score = match (is_first || start == 0, first.gap) {
            (true, _) => 0,
            (false, Gap::Lines) => 40,
            (false, Gap::Line) => 15,
            (false, Gap::Blank) => 0,
        };
        if !is_first && start != 0 && !is_opening(first.text) {
            score -= match kind {
                Kind::Unit => 0,
                Kind::Value => 30,
                _ => 120,
            };
        }
        // A dash goes on with the names before it; alone it is a value.
        let joins_on = joins(first.text) && start != 0 && kind != Kind::Value;
        score -= if joins_on { 80 } else { 0 };
        let next = self.word(end);
        // "tháng" and "3/2026" are one time.
        let counts = matches!(
            last.text.to_lowercase().as_str(),
            "tháng" | "quý" | "năm" | "ngày"
        ) && next
            .is_some_and(|next| next.text.starts_with(|c: char| c.is_ascii_digit()));
        if leads_on(last.text) || counts {
            score -= 80;
        }
        let n_gaps = words
            .iter()
            .skip(1)
            .filter(|it| it.gap == Gap::Lines)
            .count();
        let n_gaps = i32::try_from(n_gaps).unwrap_or(i32::MAX / 1_000);
        score -= match kind {
            Kind::Agencies => 10 * n_gaps,
            Kind::Content => 40 * n_gaps,
            _ => 30 * n_gaps,
        };
        if !is_balanced(words) {
            score -= 60;
        }
        if self.is_in_name(end) {
            score -= 60;
        }
        let n = i32::try_from(words.len()).unwrap_or(i32::MAX / 1_000);
        score
            + match kind {
                Kind::Content if last.text.ends_with(['.', ';', ':']) => 20,
                Kind::Content if n < 2 => -30,
                Kind::Content => 0,
                Kind::Text => 10 - 2 * (n - 15).max(0),
                Kind::Remark => -10,
                Kind::Agencies => self.agencies_score(start, end),
                _ if self.is_recognised(kind, start, end) => 100 + 2 * n.min(10),
                Kind::Time => -80 - n,
                _ => -20 * n,
            }
    }

    /// Whether a name goes on from before a word.
    fn is_in_name(&self, at: usize) -> bool {
        let mut starts = at.saturating_sub(NAME_MAX)..at;
        starts.any(|start| self.names.get(start).is_some_and(|n| at < start + n))
    }

    /// Returns how well a stretch is a list of agencies: by the words that belong to known names,
    /// or by its beginning.
    fn agencies_score(&self, start: usize, end: usize) -> i32 {
        let (n_named, n_other, n_touching) = self.named(start, end);
        if n_named == 0 {
            let begins = self.text(start, end).is_some_and(|it| is_agency_name(&it));
            return if begins {
                50 - 4 * n_other
            } else {
                -80 - 4 * n_other
            };
        }
        100 + 2 * n_named.min(10) - 12 * n_other - 60 * n_touching
    }

    /// Counts the words of known names, the other words, and the names that follow another one
    /// without anything between them.
    fn named(&self, start: usize, end: usize) -> (i32, i32, i32) {
        let (mut n_named, mut n_other, mut n_touching) = (0, 0, 0);
        let mut at = start;
        let (mut is_open, mut is_inside) = (true, false);
        while at < end {
            let n = self.names.get(at).copied().unwrap_or(0);
            let word = self.word(at);
            let text = word.map_or("", |word| word.text);
            if 0 < n && at + n <= end {
                let is_apart = word.is_some_and(|word| word.gap != Gap::Blank);
                n_touching += i32::from(!is_open && !is_apart);
                n_named += i32::try_from(n).unwrap_or(0);
                at += n;
                let last = at.checked_sub(1).and_then(|last| self.word(last));
                is_open = last.is_some_and(|word| word.text.ends_with([',', ';', '-', '.']));
                continue;
            }
            // "Sở Y tế tỉnh": where the body is. In brackets, what it is.
            let is_place = matches!(text, "tỉnh" | "thành" | "phố" | "huyện" | "xã");
            is_inside |= text.starts_with('(');
            n_other += i32::from(!joins(text) && !is_place && !is_inside);
            is_inside &= !text.contains(')');
            is_open = joins(text) || text.ends_with([',', ';', '-', '.']);
            at += 1;
        }
        (n_named, n_other, n_touching)
    }

    /// Whether the words of a stretch are by themselves what the column holds.
    fn is_recognised(&self, kind: Kind, start: usize, end: usize) -> bool {
        let n = end.saturating_sub(start);
        let text = || self.text(start, end).unwrap_or_default();
        match kind {
            _ if n == 0 => false,
            Kind::Unit => n <= 5 && is_unit(&text()),
            Kind::Value => {
                n <= 8
                    && !matches!(
                        Target::parse(&text(), ""),
                        Target::Qualitative | Target::Missing
                    )
            }
            Kind::Agencies => {
                let (n_named, n_other, _) = self.named(start, end);
                (0 < n_named && n_other <= n_named) || is_agency_name(&text())
            }
            Kind::Time => n <= 40 && is_time_or_plan(&text()),
            Kind::Content | Kind::Text | Kind::Remark => false,
        }
    }
}

/// Whether a text is a time, also one with a condition behind it in brackets.
fn is_time_or_plan(text: &str) -> bool {
    let (outside, condition) = text.split_once('(').unwrap_or((text, ""));
    is_time(outside.trim()) && (condition.is_empty() || condition.trim_end().ends_with(')'))
}

/// Whether brackets and quotation marks are closed.
fn is_balanced(words: &[Word]) -> bool {
    let chars = || words.iter().flat_map(|word| word.text.chars());
    let count = |c: char| chars().filter(|it| *it == c).count();
    count('(') == count(')') && count('“') == count('”')
}
