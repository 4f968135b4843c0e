//! The characters that tables are drawn with.

pub(super) fn is_bar(c: char) -> bool {
    matches!(c, '|' | '│' | '┃' | '║')
}

/// Whether a character is one where rules meet.
pub(super) fn is_joint(c: char) -> bool {
    c == '+' || (('┌'..='╬').contains(&c) && !is_bar(c) && !is_line(c))
}

pub(super) fn is_line(c: char) -> bool {
    matches!(c, '-' | '=' | '_' | '─' | '━' | '═')
}

/// Least number of lines in a row that make a rule where nothing meets it.
const RULE_MIN: usize = 3;

/// Whether a line is a rule of a table, or of a part of its columns.
pub(super) fn is_rule(line: &str) -> bool {
    let line = line.trim();
    let is_ruled = |c: char| is_joint(c) || is_bar(c) || is_line(c) || matches!(c, ':' | ' ');
    if !line.contains(is_line) || !line.chars().all(is_ruled) {
        return false;
    }
    if line.starts_with(is_joint) && line.ends_with(is_joint) {
        return true;
    }
    // "|  |  - |" is a row with a dash.
    let mut runs = line.split(|c| !is_line(c));
    runs.any(|run| RULE_MIN <= run.chars().count())
}

pub(super) fn has_bar(line: &str) -> bool {
    line.contains(is_bar)
}

/// Whether a character in a line is a bar between cells: one behind a backslash belongs to the text.
pub(super) fn is_own(before: Option<char>, c: char) -> bool {
    is_bar(c) && !(c == '|' && before == Some('\\'))
}
