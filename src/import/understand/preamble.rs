//! Reads the lines above the table: "Phụ lục …" (annex number), title, reference line and others.

use super::{annex_line::annex_number, headings::normalized, table::Table};
use crate::{
    import::{Note, format::sheet::Sheet},
    model::AnnexHead,
    wording::Key,
};

/// Reads the head of an annex from the lines above the header of `table`. If there are more than
/// `BEFORE_MAX` other lines, they are dropped with a note.
pub(in crate::import) fn read(sheet: &Sheet, table: &Table, notes: &mut Vec<Note>) -> AnnexHead {
    let above = sheet.lines.get(..table.header.start).unwrap_or_default();
    let texts = above.iter().flat_map(|line| line.filled());
    let mut lines: Vec<&str> = Vec::new();
    for (_, cell) in texts {
        match cell.text.split_once('\n') {
            // One cell contains both "Phụ lục I" and the title.
            Some((first, rest)) if annex_number(first).is_some() => {
                lines.extend([first.trim(), rest.trim()])
            }
            _ => lines.push(&cell.text),
        }
    }
    let mut head = AnnexHead {
        sheet: sheet.name.clone(),
        ..AnnexHead::default()
    };
    // The last one above the table: the text of a whole plan may precede its annexes.
    let numbered = lines.iter().rposition(|line| annex_number(line).is_some());
    let title_at = numbered.map_or(0, |at| at + 1);
    let reference = reference_lines(&lines);
    let mut title = String::new();
    for (at, line) in lines.iter().enumerate() {
        if Some(at) == numbered {
            head.number = annex_number(line).unwrap_or_default().to_owned();
        } else if reference.contains(&at) {
            join_wrapped(&mut head.reference, line);
        } else if title_at <= at
            && (reference.is_empty() || at < reference.start)
            && !is_letterhead(line)
        {
            join_wrapped(&mut title, line);
        } else if !is_rule(line) {
            head.before.push((*line).to_owned());
        }
    }
    head.title = title;
    if BEFORE_MAX < head.before.len() {
        notes.push(sheet.note(
            None,
            Key::NoteBodyText.with([head.before.len().to_string()]),
        ));
        head.before.clear();
    }
    head
}

/// More lines than this above an annex are the text of the plan itself.
const BEFORE_MAX: usize = 12;

/// Returns the lines of the reference. It may wrap, up to a closing bracket within four lines. The
/// range is empty if there is no reference.
fn reference_lines(lines: &[&str]) -> std::ops::Range<usize> {
    let Some(start) = lines.iter().rposition(|line| is_reference(line)) else {
        return lines.len()..lines.len();
    };
    let rest = lines.get(start..).unwrap_or_default();
    let opens = rest.first().is_some_and(|line| line.starts_with('('));
    let closing = rest.iter().take(4).position(|line| line.contains(')'));
    let n = if opens {
        closing.map_or(1, |at| at + 1)
    } else {
        1
    };
    start..start + n
}

/// Appends a line to the lines before it: with a space if it continues a sentence, otherwise with a
/// line break.
fn join_wrapped(text: &mut String, line: &str) {
    if !text.is_empty() {
        text.push(if line.starts_with(char::is_lowercase) {
            ' '
        } else {
            '\n'
        });
    }
    text.push_str(line);
}

fn is_reference(line: &str) -> bool {
    let text = normalized(line);
    let text = text.trim_start_matches('(');
    text.starts_with("kèm theo") || text.starts_with("ban hành kèm theo")
}

/// Whether a line belongs to the letterhead above a title (state, motto, issuing body) or is a
/// horizontal rule.
fn is_letterhead(line: &str) -> bool {
    let text = normalized(line);
    let starts = [
        "cộng hòa xã hội",
        "cộng hoà xã hội",
        "độc lập",
        "ủy ban nhân dân",
        "uỷ ban nhân dân",
        "ubnd",
    ];
    starts.iter().any(|start| text.starts_with(start)) || is_rule(line)
}

/// Whether a line consists only of characters that draw a horizontal rule.
fn is_rule(line: &str) -> bool {
    line.chars()
        .all(|c| matches!(c, '_' | '-' | '–' | '—' | '*' | ' '))
}
