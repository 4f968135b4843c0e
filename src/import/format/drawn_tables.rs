//! Tables drawn with the characters of a text: with rules between the rows (`+----+----+`, `├────┼────┤`),
//! or in Markdown without bars at the ends of the rows.

use std::borrow::Cow;

/// Whether a text has such a table.
pub(in crate::import) fn has_drawn_table(text: &str) -> bool {
    let mut above = "";
    text.lines().any(|line| {
        let found = is_rule(line) || n_delimited(line).is_some_and(|n| n == n_cells(above));
        above = line;
        found
    })
}

/// Returns a text in which each row of a drawn table is one line with bars at both ends. The lines that it
/// took are empty, so that every other line keeps its number.
pub(in crate::import) fn with_bars(text: &str) -> Cow<'_, str> {
    if !has_drawn_table(text) {
        return Cow::Borrowed(text);
    }
    let lines: Vec<&str> = text.lines().collect();
    let mut drawn: Vec<Cow<str>> = Vec::new();
    while let Some(line) = lines.get(drawn.len()) {
        let rest = lines.get(drawn.len()..).unwrap_or_default();
        if is_rule(line) {
            let n = rest
                .iter()
                .take_while(|it| is_rule(it) || is_row(it))
                .count();
            drawn.extend(ruled(rest.get(..n).unwrap_or_default()));
        } else if let (Some(n), Some(header)) = (n_delimited(line), drawn.last_mut())
            && n == n_cells(header)
        {
            *header = between_bars(header).into();
            let rows = rest.iter().skip(1).take_while(|it| 1 < n_cells(it));
            let rows = rows.map(|it| Cow::Owned(between_bars(it)));
            drawn.push("".into());
            drawn.extend(rows);
        } else {
            drawn.push((*line).into());
        }
    }
    Cow::Owned(drawn.join("\n") + "\n")
}

fn is_bar(c: char) -> bool {
    matches!(c, '|' | '│' | '┃' | '║')
}

/// Whether a character is one where rules meet.
fn is_joint(c: char) -> bool {
    c == '+' || (('┌'..='╬').contains(&c) && !is_bar(c) && !is_line(c))
}

fn is_line(c: char) -> bool {
    matches!(c, '-' | '=' | '─' | '━' | '═')
}

/// Whether a line is a rule of a table: joints with lines between them.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    let is_ruled = |c: char| is_joint(c) || is_line(c) || matches!(c, ':' | ' ');
    line.starts_with(is_joint)
        && line.ends_with(is_joint)
        && line.contains(is_line)
        && line.chars().all(is_ruled)
}

fn is_row(line: &str) -> bool {
    let line = line.trim();
    1 < line.chars().count() && line.starts_with(is_bar) && line.ends_with(is_bar)
}

/// Returns how many columns the line below a Markdown header has: `--- | :---:`, `----+----`.
fn n_delimited(line: &str) -> Option<usize> {
    let line = line.trim();
    let is_delimiter = |part: &str| {
        let bare = part.trim().trim_matches(':');
        !bare.is_empty() && bare.chars().all(|c| c == '-')
    };
    let inner = line.strip_prefix('|').unwrap_or(line);
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    let parts: Vec<&str> = inner.split(['|', '+']).collect();
    (1 < parts.len() && parts.iter().all(|part| is_delimiter(part))).then_some(parts.len())
}

/// Returns the number of cells of a line between bars; 1 if it has no bar.
fn n_cells(line: &str) -> usize {
    let line = line.trim();
    let inner = line.strip_prefix('|').unwrap_or(line);
    let inner = match inner.strip_suffix('|') {
        Some(inner) if !inner.ends_with('\\') => inner,
        _ => inner,
    };
    let bars = inner.match_indices('|');
    let is_own = |at: usize| !inner.get(..at).is_some_and(|before| before.ends_with('\\'));
    1 + bars.filter(|(at, _)| is_own(*at)).count()
}

fn between_bars(line: &str) -> String {
    let line = line.trim();
    let start = if line.starts_with('|') { "" } else { "| " };
    let end = if line.ends_with('|') && !line.ends_with("\\|") {
        ""
    } else {
        " |"
    };
    format!("{start}{line}{end}")
}

/// Returns the lines of a table with rules, each row on the first of its lines.
fn ruled<'text>(lines: &[&'text str]) -> Vec<Cow<'text, str>> {
    let columns = joints(lines.first().copied().unwrap_or_default());
    let mut drawn = vec![Cow::Borrowed(""); lines.len()];
    let blocks = lines.split(|line| is_rule(line));
    let blocks: Vec<&[&str]> = blocks.filter(|block| !block.is_empty()).collect();
    let has_rules = 2 < blocks.len();
    let mut at = 0;
    for (idx, block) in blocks.iter().enumerate() {
        at += lines.get(at..).map_or(0, |rest| {
            rest.iter().take_while(|line| is_rule(line)).count()
        });
        let cells: Vec<Vec<String>> = block.iter().map(|line| cells(line, &columns)).collect();
        for row in rows(&cells, idx == 0, has_rules) {
            let texts = joined(cells.get(row.clone()).unwrap_or_default());
            if let Some(line) = drawn.get_mut(at + row.start) {
                *line = format!("| {} |", texts.join(" | ")).into();
            }
        }
        at += block.len();
    }
    drawn
}

/// Returns where the joints of a rule are, in characters.
fn joints(rule: &str) -> Vec<usize> {
    let chars = rule.trim().chars().enumerate();
    chars
        .filter(|(_, c)| is_joint(*c))
        .map(|(at, _)| at)
        .collect()
}

/// Returns the cells of a line, as many as there are columns. A cell over several columns is in the first
/// one; a line between some of the rows is no text.
fn cells(line: &str, joints: &[usize]) -> Vec<String> {
    let line = line.trim();
    let mut cells = vec![String::new(); joints.len().saturating_sub(1)];
    let n_bars = line.chars().filter(|c| is_bar(*c)).count();
    let mut start = 0;
    for (idx, part) in line.split(is_bar).skip(1).enumerate() {
        start += 1;
        let column = match n_bars == joints.len() {
            true => idx,
            false => joints
                .iter()
                .filter(|at| **at < start)
                .count()
                .saturating_sub(1),
        };
        start += part.chars().count();
        let is_drawn = part.contains(is_line) && part.chars().all(|c| is_line(c) || is_joint(c));
        if let Some(cell) = cells.get_mut(column).filter(|_| !is_drawn) {
            cell.push_str(&part.trim().replace('|', "\\|"));
        }
    }
    cells
}

/// Returns the rows of the lines between two rules. They are one row where the rows have rules between
/// them, unless several lines have a text in the first column.
fn rows(cells: &[Vec<String>], is_header: bool, has_rules: bool) -> Vec<std::ops::Range<usize>> {
    let begins = |cells: &Vec<String>| cells.first().is_some_and(|first| !first.is_empty());
    let n_begun = cells.iter().filter(|it| begins(it)).count();
    if is_header || (has_rules && n_begun < 2) {
        return std::iter::once(0..cells.len()).collect();
    }
    let starts = cells.iter().enumerate();
    let starts = starts.filter(|(at, it)| *at == 0 || !has_rules || begins(it));
    let starts: Vec<usize> = starts.map(|(at, _)| at).collect();
    let ends = starts.iter().skip(1).copied().chain([cells.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(start, end)| *start..end)
        .collect()
}

/// Joins the lines of each cell. A bullet begins a line.
fn joined(lines: &[Vec<String>]) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for line in lines {
        texts.resize(texts.len().max(line.len()), String::new());
        for (text, part) in texts
            .iter_mut()
            .zip(line)
            .filter(|(_, part)| !part.is_empty())
        {
            if !text.is_empty() {
                let is_bullet = part.starts_with(['-', '–', '+', '•', '*']);
                text.push_str(if is_bullet { "<br>" } else { " " });
            }
            text.push_str(part);
        }
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let drawn = with_bars(text);
        assert_eq!(drawn.lines().count(), text.lines().count());
        let lines: Vec<&str> = drawn.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(lines, expected, "{text}");
    }

    #[test]
    fn a_row_between_rules_is_one_line() {
        check(
            "Biểu 1\n\
             +-----+-----------+---------+\n\
             | STT | Nhiệm     | Chủ trì |\n\
             |     | vụ        |         |\n\
             +=====+===========+=========+\n\
             | I   | Chuẩn bị            |\n\
             +-----+-----------+---------+\n\
             | 1   | Thu thập  | Sở A    |\n\
             |     | - sổ      |         |\n\
             +-----+-----------+---------+\n\
             Cuối",
            &[
                "Biểu 1",
                "| STT | Nhiệm vụ | Chủ trì |",
                "| I | Chuẩn bị |  |",
                "| 1 | Thu thập<br>- sổ | Sở A |",
                "Cuối",
            ],
        );
        check(
            "┌─────┬──────┐\n│ STT │ Việc │\n╞═════╪══════╡\n│ 1   │ Một  │\n├─────┼──────┤\n│ 2   │ Hai  │\n│     │ ba   │\n└─────┴──────┘",
            &["| STT | Việc |", "| 1 | Một |", "| 2 | Hai ba |"],
        );
    }

    #[test]
    fn rows_without_rules_between_them_stay_apart() {
        let rule = "+---+-----+";
        check(
            &format!("{rule}\n| # | A   |\n{rule}\n| 1 | Một |\n| 2 | Hai |\n|   | Ba  |\n{rule}"),
            &["| # | A |", "| 1 | Một |", "| 2 | Hai |", "|  | Ba |"],
        );
        // A rule between groups of rows.
        check(
            &format!(
                "{rule}\n| # | A   |\n{rule}\n| 1 | Một |\n| 2 | Hai |\n{rule}\n| 3 | Ba  |\n|   | bốn |\n{rule}"
            ),
            &["| # | A |", "| 1 | Một |", "| 2 | Hai |", "| 3 | Ba bốn |"],
        );
    }

    #[test]
    fn markdown_needs_no_bars_at_the_ends() {
        check(
            "## Tên\nSTT | Việc\n--- | :---:\n1 | Một \\| hai\n2 | Ba\n\nHết",
            &[
                "## Tên",
                "| STT | Việc |",
                "| 1 | Một \\| hai |",
                "| 2 | Ba |",
                "Hết",
            ],
        );
        check(
            " STT | Việc\n-----+------\n 1   | Một\n(1 row)",
            &["| STT | Việc |", "| 1   | Một |", "(1 row)"],
        );
    }

    #[test]
    fn other_lines_stay() {
        for text in [
            "A | B\n1 | 2",
            "a - b\n---\nc",
            "+ Một\n+ Hai",
            "1+1 | 2\n--- |",
        ] {
            assert_eq!(with_bars(text), text);
        }
    }
}
