//! The lines above the table: "Phụ lục …", the title, the reference line, and what else there is.

use super::{annex_line::annex_number, headings::normalized, table::Table};
use crate::{
    import::{Note, format::sheet::Sheet},
    model::AnnexHead,
    wording::Key,
};

pub(in crate::import) fn read(sheet: &Sheet, table: &Table, notes: &mut Vec<Note>) -> AnnexHead {
    let above = sheet.lines.get(..table.header.start).unwrap_or_default();
    let texts = above.iter().flat_map(|line| line.filled());
    let mut lines: Vec<&str> = Vec::new();
    for (_, cell) in texts {
        match cell.text.split_once('\n') {
            // "Phụ lục I" and the title in one cell.
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
    // The nearest above the table: a whole plan may stand before its annexes.
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

/// More lines than this above an annex are the plan's own text.
const BEFORE_MAX: usize = 12;

/// The lines of the reference, which may be wrapped: up to the closing bracket. Empty when there is
/// none.
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

/// Joins a line to the lines before it: with a space where it goes on with a sentence.
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

/// Names of states and bodies above a title, as on the first page of a letter.
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

fn is_rule(line: &str) -> bool {
    line.chars()
        .all(|c| matches!(c, '_' | '-' | '–' | '—' | '*' | ' '))
}
