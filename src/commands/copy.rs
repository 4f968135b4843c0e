use crate::{
    editor::Selection,
    model::{Column, Row},
    sorting,
    text::{formula::reads_as_formula, html::push_text},
};

/// Returns the selected cells as tab-separated text and as an HTML table, for the clipboard.
pub fn copy(selection: &Selection) -> (String, String) {
    // Ranges over the same columns are copied one below the other; the others are left out.
    let mut ranges = selection.ranges();
    let last = selection.range();
    ranges.retain(|it| it.columns == last.columns);
    sorting::by_key(&mut ranges, |it| it.rows.start);
    let rows: Vec<_> = ranges
        .iter()
        .flat_map(|it| selection.cells_of(it).0)
        .collect();
    let (_, columns) = selection.cells();
    let columns = &columns;
    let lines = |cell: fn(&str) -> String, join: &str| -> Vec<String> {
        let rows = rows.iter();
        rows.map(|row| cells(row, columns).map(cell).collect::<Vec<_>>().join(join))
            .collect()
    };
    let text = lines(quoted, "\t").join("\r\n");
    let rows = lines(
        |text| format!("<td{}>{}</td>", text_format(text), escaped(text)),
        "",
    );
    let rows = rows.iter().map(|row| format!("<tr>{row}</tr>"));
    (text, format!("<table>{}</table>", rows.collect::<String>()))
}

fn cells<'row>(row: &'row Row, columns: &'row [&Column]) -> impl Iterator<Item = &'row str> {
    columns.iter().map(|column| row.cell(column.id))
}

/// Quotes a text that contains a tab, a line break or a quote, as spreadsheets do.
fn quoted(text: &str) -> String {
    if text.contains(['\t', '\n', '"']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// Returns the attribute that makes Excel paste a text as text, where it would read a formula.
fn text_format(text: &str) -> &'static str {
    match reads_as_formula(text) {
        true => " style='mso-number-format:\"\\@\"'",
        false => "",
    }
}

fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    push_text(&mut html, text);
    // Without this style Excel splits the text into several cells at each line break.
    html.replace('\n', "<br style='mso-data-placement:same-cell'>")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        commands::text_block,
        editor::{Cursor, Editor},
        model::fixture,
    };

    fn texts(text: &str) -> Vec<Vec<String>> {
        text_block(text).into_iter().map(|row| row.texts).collect()
    }

    #[test]
    fn a_text_that_reads_as_a_formula_is_copied_as_text() {
        let mut editor = Editor::new(fixture::parse(
            "stt | content | lead\n- 1 | - Một | @A1\n- 2 | =1+1 | Sở C\n",
        ));
        editor.move_to(Cursor {
            column: 1,
            ..Cursor::default()
        });
        editor.select_to(1, 2);
        let (text, html) = copy(&editor.selection());
        assert_eq!(
            html.matches("<td style='mso-number-format:\"\\@\"'>")
                .count(),
            3
        );
        assert!(html.contains("<td>Sở C</td>"));
        assert_eq!(texts(&text), [["- Một", "@A1"], ["=1+1", "Sở C"]]);
    }

    #[test]
    fn what_is_copied_reads_back() {
        let mut editor = Editor::new(fixture::parse(
            "
            stt | content | lead
            - 1 | Một \"a\" | Sở A & B
            - 2 | Hai | Sở C
        ",
        ));
        editor.move_to(Cursor {
            column: 1,
            ..Cursor::default()
        });
        editor.select_to(1, 2);
        let (text, html) = copy(&editor.selection());
        assert_eq!(text, "\"Một \"\"a\"\"\"\tSở A & B\r\nHai\tSở C");
        assert_eq!(texts(&text), [["Một \"a\"", "Sở A & B"], ["Hai", "Sở C"]]);
        assert!(html.contains("<td>Sở A &amp; B</td>"));
    }
}
