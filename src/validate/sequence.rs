//! Where the ordinals of an annex do not follow from the row before.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use super::row_handle::RowHandle;
use crate::model::{ColumnId, Ordinal, OrdinalStyle};

/// A row whose ordinal does not follow from the previous one.
pub(super) struct Break {
    pub row: RowHandle,
    pub column: ColumnId,
    pub found: String,
    /// The ordinal that is expected in this row.
    pub expected: String,
    /// Whether the ordinal was already used in the same section.
    pub duplicate: bool,
    /// Whether nothing stands before it that it could follow: the numbering begins with it.
    pub begins: bool,
    /// Position of the row with the ordinal before.
    pub after: Option<usize>,
    /// How many ordinals are passed over.
    pub n_skipped: u32,
    /// Whether the expected ordinal closes the gap to the row below, so that it is right.
    pub is_isolated: bool,
}

/// Runs of ordinals that are counted together: same level, same parent, same style.
type Runs = FxHashMap<(u8, String, OrdinalStyle), Run>;

#[derive(Default)]
struct Run {
    last: u32,
    /// Position of the last row.
    at: Option<usize>,
    used: FxHashSet<u32>,
    /// Break at the last row of the run, with the value that was expected there.
    open: Option<(usize, u32)>,
}

/// Finds the breaks in the numbering from the top down. `rows` gives each row with its text under
/// the ordinal `column` and that text parsed. Items may restart in each section or continue.
pub(super) fn breaks<'it>(
    column: ColumnId,
    rows: impl Iterator<Item = (RowHandle, &'it str, &'it Option<Ordinal>)>,
) -> Vec<Break> {
    let mut breaks = Vec::new();
    let mut sections = Runs::default();
    let mut items = Runs::default();
    let mut last_item = 0;
    let mut last_item_at = None;
    // Breaks at the last item of a section, until the next section begins.
    let mut at_end: Vec<(usize, u32)> = Vec::new();
    let mut any_section = false;
    for (row, text, ordinal) in rows {
        let text = text.trim();
        let Some(ordinal) = ordinal else {
            continue;
        };
        let is_section = row.kind.is_section();
        let level = if is_section { row.kind.level() } else { 0 };
        let numbered_as = (!is_section).then(|| level_of_section(&sections, ordinal));
        let numbered_as = numbered_as.flatten();
        let (is_section, level) = numbered_as.map_or((is_section, level), |level| (true, level));
        if is_section {
            at_end.extend(items.drain().filter_map(|(_, run)| run.open));
            // The numbering of subsections restarts in each section.
            sections.retain(|(deeper, ..), _| *deeper <= level);
        }
        let outermost =
            !is_section && ordinal.depth() == 1 && ordinal.style() == OrdinalStyle::Arabic;
        let runs = if is_section {
            &mut sections
        } else {
            &mut items
        };
        let ordinal = counted_with(runs, level, ordinal, text);
        let is_of_letters = ordinal.style() == OrdinalStyle::UpperLetter && is_section;
        let letters = runs.keys().find(|(_, parent, style)| {
            is_of_letters && parent.is_empty() && *style == OrdinalStyle::UpperLetter
        });
        let level = letters.map_or(level, |it| it.0);
        let style = ordinal
            .parts()
            .last()
            .map_or(OrdinalStyle::Arabic, |(style, _)| *style);
        let parent = parent_text(&ordinal);
        let run = runs.entry((level, parent.clone(), style)).or_default();
        let fresh = run.used.is_empty();
        let value = ordinal.last();
        // What should have stood at the end of the section before.
        let goes_on_behind = outermost && fresh && at_end.iter().any(|(_, it)| value == it + 1);
        if outermost && fresh {
            // An item of the next section goes on behind the last one or begins anew.
            for (at, expected) in at_end.drain(..) {
                settle(&mut breaks, at, value == 1 || value == expected + 1);
            }
        }
        let mut goes_on = goes_on_behind || (fresh && outermost && value == last_item + 1);
        let mut last = value;
        if let Some((at, expected)) = run.open.take() {
            let follows = value == expected + 1;
            // "9" stands before "8": one slip, of the first.
            let is_swapped = value == expected && run.last == expected + 1;
            settle(&mut breaks, at, follows);
            goes_on |= follows || is_swapped;
            if is_swapped {
                last = run.last;
            }
        }
        let expected = run.last + 1;
        // Some lists run a, b, c, d, đ, e: đ has the same value as d.
        let is_second_d =
            matches!(text.trim_end_matches(['.', ')']), "đ" | "Đ") && run.last == value;
        // The sections of an annex may go on from those of another.
        let is_first_section = is_section && fresh && !any_section && level == 1;
        any_section |= is_section;
        if value != expected && !goes_on && !is_second_d && !is_first_section {
            run.open = Some((breaks.len(), expected));
            breaks.push(Break {
                row,
                column,
                found: text.to_owned(),
                expected: number_text(&parent, style, expected),
                duplicate: run.used.contains(&value),
                begins: fresh,
                after: if fresh { last_item_at } else { run.at },
                n_skipped: value.saturating_sub(if fresh { last_item + 1 } else { expected }),
                is_isolated: true,
            });
        }
        run.used.insert(value);
        run.last = last;
        run.at = Some(row.at);
        if outermost {
            last_item = last;
            last_item_at = Some(row.at);
        }
    }
    breaks
}

/// Reads the ordinals of rows. A text that looks like the number behind the last one is that number: "l2"
/// behind "11".
pub(super) fn ordinals<'it>(
    rows: impl Iterator<Item = (RowHandle, &'it str)>,
) -> Vec<Option<Ordinal>> {
    let mut last = 0;
    let read = |(row, text): (RowHandle, &str)| {
        let text = text.trim();
        let looks_alike = (!row.kind.is_section())
            .then(|| number_meant(text, last + 1))
            .flatten();
        let ordinal = looks_alike.or_else(|| Ordinal::parse(text));
        if let Some(it) = &ordinal
            && it.depth() == 1
            && it.style() == OrdinalStyle::Arabic
        {
            last = it.last();
        }
        ordinal
    };
    rows.map(read).collect()
}

/// Reads a text of digits and letters that look like digits, if it gives the number that is expected.
fn number_meant(text: &str, expected: u32) -> Option<Ordinal> {
    let is_number = !text.contains(['l', 'I', 'O', 'o']);
    if is_number || !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let digits = text.replace(['l', 'I'], "1").replace(['O', 'o'], "0");
    let mut ordinal = Ordinal::parse(&digits)?;
    ordinal.well_formed = false;
    (ordinal.depth() == 1 && ordinal.last() == expected).then_some(ordinal)
}

/// Records whether the row behind a break follows from what was expected there.
fn settle(breaks: &mut [Break], at: usize, follows: bool) {
    if let Some(it) = breaks.get_mut(at) {
        it.is_isolated &= follows;
    }
}

/// Returns the level of the sections that an item is counted with: "II" that is an indicator without rows
/// below, behind the section I.
fn level_of_section(sections: &Runs, ordinal: &Ordinal) -> Option<u8> {
    let style = ordinal.style();
    let is_top = matches!(style, OrdinalStyle::Roman | OrdinalStyle::UpperLetter);
    let mut runs = sections.keys().filter(|_| is_top && ordinal.depth() == 1);
    let own = runs.find(|(_, parent, own)| parent.is_empty() && *own == style);
    own.map(|(level, ..)| *level)
}

/// Reads a Roman numeral of one letter as a letter if it continues a run of letters, `C` after `B`, or if all
/// others are letters.
fn counted_with<'it>(
    runs: &Runs,
    level: u8,
    ordinal: &'it Ordinal,
    text: &str,
) -> Cow<'it, Ordinal> {
    // Only letters that are also Roman numerals are ambiguous.
    if ordinal.style() != OrdinalStyle::Roman || ordinal.depth() != 1 {
        return Cow::Borrowed(ordinal);
    }
    let is_letter = |(_, parent, style): &&(u8, String, OrdinalStyle)| {
        parent.is_empty() && *style == OrdinalStyle::UpperLetter
    };
    let own = runs.get(&(level, String::new(), OrdinalStyle::UpperLetter));
    // No annex has fifty sections: "C" that is no letter of its own level is one of another.
    let other = || {
        let letters = runs.keys().find(is_letter).and_then(|it| runs.get(it));
        letters.filter(|_| NUMERALS_MAX < ordinal.last())
    };
    let has_numerals = runs.contains_key(&(level, String::new(), OrdinalStyle::Roman));
    match (own.or_else(other), ordinal.as_letter(text)) {
        (Some(run), Some(letter)) if letter.last() == run.last + 1 || !has_numerals => {
            Cow::Owned(letter)
        }
        _ => Cow::Borrowed(ordinal),
    }
}

/// Roman numerals of sections are smaller.
const NUMERALS_MAX: u32 = 49;

fn parent_text(ordinal: &Ordinal) -> String {
    if ordinal.depth() == 1 {
        return String::new();
    }
    let canonical = ordinal.canonical();
    canonical
        .rsplit_once('.')
        .map_or(String::new(), |(parent, _)| parent.to_owned())
}

fn number_text(parent: &str, style: OrdinalStyle, value: u32) -> String {
    let own = Ordinal::written(style, value);
    if parent.is_empty() {
        own
    } else {
        format!("{parent}.{own}")
    }
}
