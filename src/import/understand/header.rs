//! Tells the header of a table from its other lines.

use super::{
    headings::{self, is_time_alone, known_role},
    sides::{Side, is_time},
};
use crate::{
    import::format::sheet::{Cell, Line, Sheet},
    model::{Ordinal, Phase, Role},
};

/// Maximum number of characters in a header cell; longer text is a sentence.
const HEADER_TEXT_MAX: usize = 60;

/// Number of lines below a header in which its list has to begin.
const LINES_TO_LIST: usize = 6;

/// Whether a line is a header: it names the ordinal column and another known column, or begins with
/// the ordinal column of a list, or names columns of three known kinds and at most one unknown. The
/// limit is needed because a sentence split at its commas can contain three known words.
pub(in crate::import) fn is_header(sheet: &Sheet, at: usize, line: &Line) -> bool {
    let has_ordinal = line
        .filled()
        .any(|(_, cell)| headings::is_ordinal(&cell.text));
    // Most lines belong to the body: those that begin with an ordinal are no header.
    let first = line.filled().next();
    if !has_ordinal
        && first.is_none_or(|(_, cell)| cell.is_number || Ordinal::parse(&cell.text).is_some())
    {
        return false;
    }
    let mut n_unknown = 0;
    let mut n_known = 0;
    let mut kinds: Vec<Role> = Vec::new();
    for (_, cell) in line.filled() {
        let is_value = cell.is_number && Phase::parse(&cell.text).is_none();
        let known = match is_value || is_sentence(&cell.text) {
            true => None,
            false => known_role(&cell.text),
        };
        match known {
            Some(Role::Ordinal) => {}
            None => n_unknown += 1,
            Some(role) => {
                n_known += 1;
                if !kinds.contains(&role) {
                    kinds.push(role);
                }
            }
        }
        // For other lines of the body, the third unknown cell decides.
        if 2 < n_unknown && !has_ordinal {
            break;
        }
    }
    (has_ordinal && 1 <= n_known)
        || (3 <= kinds.len() && n_unknown <= 1)
        || (4 <= kinds.len() && n_unknown == 2)
        || heads_list(sheet, at, line)
}

/// Whether a text is too long for a heading.
pub(in crate::import) fn is_sentence(text: &str) -> bool {
    HEADER_TEXT_MAX * 4 < text.len() || HEADER_TEXT_MAX < text.chars().count()
}

/// Whether a line begins with the heading of the ordinal column and ordinals follow below, or the
/// line below begins to count under a short text: "No.", "Số".
fn heads_list(sheet: &Sheet, at: usize, line: &Line) -> bool {
    let mut filled = line.filled();
    let Some((column, first)) = filled.next() else {
        return false;
    };
    let is_named = headings::is_ordinal(&first.text);
    let below = sheet.lines.get(at + 1..).unwrap_or_default();
    let below = below.get(..LINES_TO_LIST).unwrap_or(below);
    // Ordinals may stand under no heading at all, in the first table of a sheet.
    let left = column.checked_sub(1).filter(|left| {
        let mut above = sheet.lines.get(..at).unwrap_or_default().iter();
        let starts = below.first().and_then(|it| Ordinal::parse(it.text(*left)));
        !is_named && starts.is_some() && above.all(|line| line.filled().nth(2).is_none())
    });
    let (column, is_unnamed) = (left.unwrap_or(column), left.is_some());
    let ordinals = below.iter().map(|line| Ordinal::parse(line.text(column)));
    let counts = || {
        let mut ordinals = ordinals.clone();
        let starts = ordinals.next().flatten();
        starts.is_some_and(|it| it.last() == 1 && it.depth() == 1)
            && ordinals.next().flatten().is_some_and(|it| it.last() <= 2)
    };
    if !is_named && ((!is_unnamed && 8 < first.text.len()) || !counts()) {
        return false;
    }
    let others: Vec<&str> = filled.map(|(_, cell)| cell.text.as_str()).collect();
    let is_heading = |text: &&str| {
        // A question mark may be a lost letter.
        let has_letter = text.contains(char::is_alphabetic) && !text.starts_with('?');
        !is_sentence(text)
            && (text.starts_with(char::is_alphabetic)
                || (is_named && (has_letter || Phase::parse(text).is_some())))
    };
    let least = if is_named { 1 } else { 2 };
    if others.len() < least || !others.iter().all(is_heading) {
        return false;
    }
    below.iter().any(|line| {
        let is_ordinal = Ordinal::parse(line.text(column)).is_some();
        is_ordinal && line.filled().nth(1).is_some()
    })
}

/// Whether a line of short texts is the header of a list without ordinals. The next two rows that are
/// no section lines have to fill its columns, and it has to differ from them: in bold, or without
/// digits above cells with digits, or with two known headings.
pub(in crate::import) fn is_plain_header(sheet: &Sheet, at: usize) -> bool {
    let Some(line) = sheet.lines.get(at) else {
        return false;
    };
    let headings: Vec<(usize, &str)> = line
        .filled()
        .map(|(column, cell)| (column, cell.text.as_str()))
        .collect();
    let is_heading = |text: &str| {
        !is_sentence(text)
            && !text.ends_with(['.', ';', ':', ','])
            && text.starts_with(char::is_alphabetic)
            && (!text.contains(|c: char| c.is_ascii_digit()) || Phase::parse(text).is_some())
    };
    if headings.len() < 2
        || line
            .filled()
            .any(|(_, cell)| cell.is_number || cell.date.is_some())
        || !headings.iter().all(|(_, text)| is_heading(text))
    {
        return false;
    }
    let below = sheet.lines.iter().skip(at + 1).take(LINES_TO_LIST);
    let below = below.filter(|line| line.filled().nth(1).is_some());
    let below: Vec<&Line> = below.take(2).collect();
    let fits = |line: &&Line| {
        let mut filled = line.filled();
        let n = line.filled().count();
        2 <= n
            && headings.len() <= n + 1
            && filled.all(|(column, _)| headings.iter().any(|(it, _)| *it == column))
    };
    if below.len() < 2 || !below.iter().all(fits) {
        return false;
    }
    let has_digits = |column: usize| {
        let mut below = below.iter();
        below.all(|line| line.text(column).contains(|c: char| c.is_ascii_digit()))
    };
    let is_bold = |line: &Line| line.filled().all(|(_, cell)| cell.bold);
    let stands_out = is_bold(line) && !below.iter().any(|line| is_bold(line));
    let over_digits = 3 <= headings.len() && headings.iter().any(|(column, _)| has_digits(*column));
    let mut roles: Vec<Role> = headings
        .iter()
        .filter_map(|(_, text)| known_role(text))
        .collect();
    roles.dedup();
    let is_full = || 3 <= headings.len() && !roles.is_empty() && fills_columns(sheet, at, line);
    stands_out || over_digits || 2 <= roles.len() || is_full()
}

/// Minimum number of rows of a list that nothing but its form tells from other lines.
const FULL_ROWS_MIN: usize = 3;

/// Whether the lines from the next one on fill exactly the columns of a line, and none of them repeats
/// a text of it.
fn fills_columns(sheet: &Sheet, at: usize, line: &Line) -> bool {
    let columns = |line: &Line| line.filled().map(|(at, _)| at).collect::<Vec<usize>>();
    let own = columns(line);
    let below = sheet.lines.iter().skip(at + 1).take(FULL_ROWS_MIN);
    let is_alike = |row: &Line| {
        columns(row) == own && row.filled().all(|(at, cell)| cell.text != line.text(at))
    };
    below.clone().count() == FULL_ROWS_MIN && below.into_iter().all(is_alike)
}

/// Returns the number of header lines: those that the tallest merged cell covers, or two if the
/// next line names only phases, other columns, or what is under a heading with room to its right,
/// otherwise one.
pub(in crate::import) fn header_depth(sheet: &Sheet, start: usize, first: &Line) -> usize {
    let tops = sheet.merges.iter().filter(|merge| merge.top == first.row);
    let bottom = tops.map(|merge| merge.bottom).max().unwrap_or(first.row);
    let below = sheet.lines.iter().skip(start + 1);
    let merged = below.take_while(|line| line.row <= bottom).count();
    if 0 < merged {
        return merged + 1;
    }
    let next = sheet.lines.get(start + 1);
    let names_phases = next.is_some_and(|line| {
        let mut filled = line.filled().peekable();
        let starts_inside = filled.peek().is_some_and(|(at, _)| 0 < *at);
        let n = line.filled().count();
        starts_inside
            && !is_section(sheet, line, first)
            && filled.all(|(_, cell)| {
                Phase::parse(&cell.text).is_some()
                    || (1 < n && !is_sentence(&cell.text) && known_role(&cell.text).is_some())
            })
    });
    let names_units = next.is_some_and(is_units_line);
    let repeats = next.is_some_and(|line| repeats_headings(line, first));
    let named = usize::from(names_phases || names_units || repeats);
    1 + named.max(dividing_lines(sheet, start, first))
}

/// Whether a line holds the headings of the line above again, and others under some of them: programs that
/// know no merged cells write the text of one into each of its lines.
fn repeats_headings(line: &Line, header: &Line) -> bool {
    let is_again = |(at, cell): &(usize, &Cell)| header.text(*at) == cell.text;
    let (again, others): (Vec<_>, Vec<_>) = line.filled().partition(is_again);
    let has_ordinals = again
        .iter()
        .any(|(_, cell)| headings::is_ordinal(&cell.text));
    let is_told = |cell: &Cell| is_heading(cell) || Phase::parse(&cell.text).is_some();
    has_ordinals
        && REPEATED_MIN <= again.len()
        && !others.is_empty()
        && others.iter().all(|(_, cell)| is_told(cell))
}

/// Minimum number of headings that the second line of a header repeats.
const REPEATED_MIN: usize = 2;

/// Whether a line below a header is the title of a section, "Quý I": one text that begins at the content, or
/// before it, and is merged over columns with headings of their own, or has one to its right. A heading
/// over several others stands above them.
fn is_section(sheet: &Sheet, line: &Line, header: &Line) -> bool {
    let mut filled = line.filled();
    let (Some((at, _)), None) = (filled.next(), filled.next()) else {
        return false;
    };
    let mut headings = header.filled();
    let first = headings.next();
    let has_ordinals = first.is_some_and(|(_, cell)| headings::is_ordinal(&cell.text));
    let content = if has_ordinals { headings.next() } else { first };
    if content.is_none_or(|(content, _)| content < at) {
        return false;
    }
    let last = sheet.merged_until(line.row, at).max(at + 1);
    let under = header.filled().filter(|(it, _)| (at..=last).contains(it));
    2 <= under.count()
}

/// Whether a line has nothing but units in brackets: `(tỷ đồng)`, `(%)`.
fn is_units_line(line: &Line) -> bool {
    let is_unit = |text: &str| {
        let inside = text.strip_prefix('(').and_then(|it| it.strip_suffix(')'));
        inside.is_some_and(|it| it.contains(|c: char| c.is_alphabetic() || c == '%'))
    };
    line.filled().all(|(_, cell)| is_unit(&cell.text)) && !is_tag_line(line)
}

/// Maximum number of lines that divide the headings of a header.
const DIVIDING_LINES: usize = 2;

/// Number of lines in which a list begins below its header: titles of sections may come first.
const LINES_TO_ROW: usize = 4;

/// Returns how many lines below a header name the parts of its headings, if the list begins below them.
fn dividing_lines(sheet: &Sheet, start: usize, header: &Line) -> usize {
    let below = sheet.lines.get(start + 1..).unwrap_or_default();
    let first = header.filled().next().map_or(0, |(at, _)| at);
    let is_numbered = |line: &Line| Ordinal::parse(line.text(first)).is_some();
    let begins = |body: &[Line]| {
        let mut rows = body.iter().take(LINES_TO_ROW);
        // The columns of a form that is to be filled in are empty.
        let is_row = |line: &Line| is_numbered(line) && 1 < line.filled().count();
        let is_title = |line: &&Line| {
            let mut filled = line.filled();
            let first_text = filled.next().is_some_and(|(at, _)| at <= first + 1);
            first_text && filled.next().is_none() && !is_numbered(line)
        };
        let mut others = body.iter().skip_while(is_title);
        let starts = others
            .next()
            .is_some_and(|it| is_tag_line(it) || is_numbered(it));
        starts && rows.any(is_row)
    };
    let names_parts = |line: &Line| !is_tag_line(line) && !is_section(sheet, line, header);
    let divides = |n: &usize| {
        let (Some(lines), Some(body)) = (below.get(..*n), below.get(*n..)) else {
            return false;
        };
        begins(body)
            && (0..*n).all(|at| {
                let above: Vec<&Line> = lines.iter().take(at).chain([header]).collect();
                let row = body.iter().find(|it| is_numbered(it));
                let last = row.map_or(0, |it| it.cells.len()).max(header.cells.len());
                lines
                    .get(at)
                    .is_some_and(|it| names_parts(it) && divides(it, &above, last))
            })
    };
    (1..=DIVIDING_LINES).find(divides).unwrap_or(0)
}

/// Whether a line names the parts of the headings above it: it stands in columns without a heading, or
/// under the heading to the left of them, and says what is planned, reached or when under any other.
/// `last` is where the columns end.
fn divides(line: &Line, above: &[&Line], last: usize) -> bool {
    let has_heading = |at: usize| above.iter().any(|it| !it.text(at).is_empty());
    let is_open =
        |at: usize| 0 < at && (!has_heading(at) || (!has_heading(at + 1) && at + 1 < last));
    let names = |(at, cell): (usize, &Cell)| {
        let is_value = 0 < at && says_value(&cell.text);
        is_heading(cell) && (is_open(at) || is_value)
    };
    let is_told = line.filled().all(|(_, cell)| says_value(&cell.text));
    let is_new = line.filled().any(|(at, _)| !has_heading(at) && at < last);
    line.filled().all(names) && (is_new || is_told)
}

fn is_heading(cell: &Cell) -> bool {
    let starts = cell
        .text
        .starts_with(|c: char| c.is_alphabetic() || c == '%');
    let is_word = !cell.is_number && !is_sentence(&cell.text) && starts;
    is_word || is_time(&cell.text)
}

/// Whether a heading names a time, or what is planned or reached.
fn says_value(text: &str) -> bool {
    let role = known_role(text);
    let is_of_value = matches!(
        role,
        Some(Role::Target | Role::Actual | Role::Result | Role::Status | Role::Time)
    );
    is_of_value || is_time_alone(text) || Side::of(text).is_some()
}

/// Whether a line numbers the columns: `(1) (2) (3)`, `A B 1 2 C`, `1 2 3=2/1`. Letters and numbers count
/// each by themselves.
pub(in crate::import) fn is_tag_line(line: &Line) -> bool {
    let (mut letters, mut numbers) = ('A'..='Z', 1u32..);
    let counts = |tag: &str| {
        let tag = tag.split('=').next().unwrap_or_default();
        let tag = tag.trim_matches(['(', ')', ' ']);
        match tag.parse::<u32>() {
            Ok(number) => numbers.next() == Some(number),
            Err(_) => letters.next().is_some_and(|it| tag == it.to_string()),
        }
    };
    let tags = line.filled().flat_map(|(_, cell)| tags_of(&cell.text));
    line.filled().nth(2).is_some() && tags.into_iter().all(counts)
}

/// Returns the numbers of columns in a cell: a page may lose where the cell of "(1) (2)" ended.
fn tags_of(text: &str) -> Vec<&str> {
    let tags: Vec<&str> = text.split_whitespace().collect();
    let are_tags = tags
        .iter()
        .all(|it| it.starts_with('(') && it.ends_with(')'));
    if are_tags { tags } else { vec![text] }
}
