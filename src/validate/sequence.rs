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
    /// Whether the expected ordinal closes the gap to the row below, so that it is right.
    pub is_isolated: bool,
}

/// Runs of ordinals that are counted together: same level, same parent, same style.
type Runs = FxHashMap<(u8, String, OrdinalStyle), Run>;

#[derive(Default)]
struct Run {
    last: u32,
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
        let style = ordinal
            .parts()
            .last()
            .map_or(OrdinalStyle::Arabic, |(style, _)| *style);
        let parent = parent_text(&ordinal);
        let run = runs.entry((level, parent.clone(), style)).or_default();
        let fresh = run.used.is_empty();
        let value = ordinal.last();
        if outermost && fresh {
            // An item of the next section goes on behind the last one or begins anew.
            for (at, expected) in at_end.drain(..) {
                settle(&mut breaks, at, value == 1 || value == expected + 1);
            }
        }
        if let Some((at, expected)) = run.open.take() {
            settle(&mut breaks, at, value == expected + 1);
        }
        let goes_on = fresh && outermost && value == last_item + 1;
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
                is_isolated: true,
            });
        }
        run.used.insert(value);
        run.last = value;
        if outermost {
            last_item = value;
        }
    }
    breaks
}

/// Records whether the row behind a break follows from what was expected there.
fn settle(breaks: &mut [Break], at: usize, follows: bool) {
    if let Some(it) = breaks.get_mut(at) {
        it.is_isolated &= follows;
    }
}

/// Reads a Roman numeral of one letter as a letter if it continues a run of letters: `C` after `B`.
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
    let letters = runs.get(&(level, String::new(), OrdinalStyle::UpperLetter));
    match (letters, ordinal.as_letter(text)) {
        (Some(run), Some(letter)) if letter.last() == run.last + 1 => Cow::Owned(letter),
        _ => Cow::Borrowed(ordinal),
    }
}

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
