use crate::{
    editor::Selection,
    model::{Column, Row},
    text::html::push_text,
};

/// Returns the selected cells as tab-separated text and as an HTML table, for the clipboard.
pub fn copy(selection: &Selection) -> (String, String) {
    // Ranges over the same columns are copied one below the other; the others are left out.
    let mut ranges = selection.ranges();
    let last = selection.range();
    ranges.retain(|it| it.columns == last.columns);
    ranges.sort_by_key(|it| it.rows.start);
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
    let rows = lines(|text| format!("<td>{}</td>", escaped(text)), "");
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
        assert_eq!(
            text_block(&text),
            [["Một \"a\"", "Sở A & B"], ["Hai", "Sở C"]]
        );
        assert!(html.contains("<td>Sở A &amp; B</td>"));
    }
}
