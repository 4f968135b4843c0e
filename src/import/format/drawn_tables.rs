//! Tables drawn with the characters of a text: with rules between the rows (`+----+----+`, `├────┼────┤`,
//! `|----|----|`), or in Markdown without bars at the ends of the rows.

mod marks;
mod ruled;

use std::borrow::Cow;

use self::marks::{has_bar, is_rule};

/// A text in which each row of a drawn table is one line with bars at both ends.
pub(in crate::import) struct Drawn<'text> {
    pub text: Cow<'text, str>,
    /// Lines that go on with the texts of the row above.
    pub continued: Vec<usize>,
}

/// Whether a text has such a table.
pub(in crate::import) fn has_drawn_table(text: &str) -> bool {
    matches!(with_bars(text).text, Cow::Owned(_))
}

/// Returns a text in which each row of a drawn table is one line with bars at both ends. The lines that it
/// took are empty, so that every other line keeps its number.
pub(in crate::import) fn with_bars(text: &str) -> Drawn<'_> {
    let lines: Vec<&str> = text.lines().collect();
    let mut drawn: Vec<Cow<str>> = Vec::new();
    let mut continued = Vec::new();
    let mut has_table = false;
    let mut above = "";
    while let Some(line) = lines.get(drawn.len()) {
        let rest = lines.get(drawn.len()..).unwrap_or_default();
        let may_begin = match is_rule(line) {
            true => !is_rule(above),
            false => has_bar(line) && !has_bar(above),
        };
        if may_begin && let Some(rows) = ruled::rows_of(rest) {
            continued.extend(rows.continued.into_iter().map(|at| drawn.len() + at));
            drawn.extend(rows.lines.into_iter().map(Cow::Owned));
            has_table = true;
        } else if let (Some(n), Some(header)) = (n_delimited(line), drawn.last_mut())
            && n == n_cells(header)
        {
            *header = between_bars(header).into();
            let rows = rest.iter().skip(1).take_while(|it| 1 < n_cells(it));
            let rows = rows.map(|it| Cow::Owned(between_bars(it)));
            drawn.push("".into());
            drawn.extend(rows);
            has_table = true;
        } else {
            drawn.push((*line).into());
        }
        above = lines.get(drawn.len() - 1).copied().unwrap_or_default();
    }
    let text = match has_table {
        true => Cow::Owned(drawn.join("\n") + "\n"),
        false => Cow::Borrowed(text),
    };
    Drawn { text, continued }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let drawn = with_bars(text).text;
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
            assert_eq!(with_bars(text).text, text);
        }
    }

    #[test]
    fn rules_of_bars_part_the_rows() {
        check(
            "_______________________________\n\
             | STT | Việc      | Chủ trì    |\n\
             |=====|===========|============|\n\
             | 1   | Sửa van   | Công ty    |\n\
             |     |           | Sông Thao  |\n\
             |-----|-----------|------------|\n\
             | 2   | Kiểm kê   | Chi cục    |\n\
             |-----|-----------|------------|",
            &[
                "| STT | Việc | Chủ trì |",
                "| 1 | Sửa van | Công ty Sông Thao |",
                "| 2 | Kiểm kê | Chi cục |",
            ],
        );
        // Plain lines, and no bars at the ends.
        check(
            "--------------------\n\
             STT | Bến     | Quản lý\n\
             --------------------\n\
             1   | Trà Ôn  | Cụm phà\n    \
                 | Lục Sĩ  | Vàm Cống\n\
             --------------------\n\
             2   | Cái Bè  | Bến xe\n\
             --------------------",
            &[
                "| STT | Bến | Quản lý |",
                "| 1 | Trà Ôn Lục Sĩ | Cụm phà Vàm Cống |",
                "| 2 | Cái Bè | Bến xe |",
            ],
        );
        // Without ordinals.
        check(
            "| Việc        | Chủ trì    | Hạn   |\n\
             |-------------|------------|-------|\n\
             | Rà soát     | Cục Thi    | Quý I |\n\
             | Hồ sơ       | hành án    |       |\n\
             |-------------|------------|-------|\n\
             | Kê biên     | Sở A       | 2027  |\n\
             | Bán đấu giá | Sở B       | 2028  |\n\
             |-------------|------------|-------|",
            &[
                "| Việc | Chủ trì | Hạn |",
                "| Rà soát Hồ sơ | Cục Thi hành án | Quý I |",
                "| Kê biên | Sở A | 2027 |",
                "| Bán đấu giá | Sở B | 2028 |",
            ],
        );
    }

    #[test]
    fn a_line_goes_on_where_the_text_above_had_no_room() {
        let text = "\
│ TT │ Nội dung         │ Năm 2027 │
│────│──────────────────│──────────│
│ 1  │ Đại lý cấp một   │ 120      │
│    │ Miền Đông        │          │
│ 2  │ Vé phát hành     │ 260      │
│    │ Trong đó: vé cào │ 30       │";
        let drawn = with_bars(text);
        assert_eq!(drawn.continued, [3]);
        let last = drawn.text.lines().last().unwrap();
        assert_eq!(last, "|  | Trong đó: vé cào | 30 |");
    }

    #[test]
    fn no_text_is_lost_where_bars_are_out_of_line() {
        check(
            "+---+-----+------+\n\
             | # | Việc | Chủ trì   |\n\
             +---+-----+------+\n\
             | 1 | Một \\| hai  | Sở A  và những sở khác|\n\
             | I   Phần đầu         Phần sau|\n\
             +---+-----+------+",
            &[
                "| # | Việc | Chủ trì |",
                "| 1 | Một \\| hai | Sở A  và những sở khác |",
                "| I   Phần đầu         Phần sau |  |  |",
            ],
        );
    }
}
