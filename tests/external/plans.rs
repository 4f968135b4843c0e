//! Plans pasted as text.

use crate::{annexes, need::Outcome};
use phuluc::{export::outline, import, wording::Key};
use serde_json::Value;

/// The tables of whole plans pasted as text give the same annexes as the workbooks.
pub(crate) fn plans_pasted_whole_give_their_annexes() -> Outcome {
    for (plan, truth) in [("kh226-langson", "kh226"), ("qd3256-dongthap", "qd3256")] {
        let (text, truth) = (
            annexes::plan(&format!("{plan}.txt"))?,
            annexes::truth(truth)?,
        );
        let imported = import::import_text(&text, plan).unwrap();
        let (found, truth) = (outline::outline(&imported.document), truth);
        for (found, truth) in found
            .as_array()
            .unwrap()
            .iter()
            .zip(truth.as_array().unwrap())
        {
            for key in ["kind", "number", "title", "reference", "columns", "rows"] {
                assert_eq!(found[key], truth[key], "{plan}: {key}");
            }
        }
        assert_eq!(
            found.as_array().unwrap().len(),
            truth.as_array().unwrap().len()
        );
        assert!(
            imported
                .notes
                .iter()
                .all(|note| note.message.key != Key::NoteLegacyFont)
        );
    }
    Ok(())
}

/// A plan without tables: the bullets below a phase become its indicators, with none lost and none
/// invented.
pub(crate) fn bullets_of_a_plan_become_an_annex() -> Outcome {
    let text = annexes::plan("laichau-congthuong.txt")?;
    let document = import::import_text(&text, "x").unwrap().document;
    let outline = outline::outline(&document);
    let rows = outline[0]["rows"].as_array().unwrap();
    let items: Vec<&Value> = rows.iter().filter(|row| row["kind"] == "item").collect();
    let targets: Vec<String> = items
        .iter()
        .map(|row| {
            let text = |key: &str| row[key].as_str().unwrap_or_default();
            format!("{}{}", text("target"), text("unit"))
        })
        .collect();
    assert_eq!(
        targets.join(" "),
        "100% 100% 95% 99% 50% 100% 80% 100% 100% 100% 100% 50% 100% ít nhất 01 25% 100% 100%"
    );
    let sections: Vec<&str> = rows
        .iter()
        .filter(|row| row["kind"] == "section")
        .map(|row| row["content"].as_str().unwrap())
        .collect();
    assert_eq!(sections.len(), 6);
    assert_eq!(sections[1], "Giai đoạn 2025-2027");
    Ok(())
}

/// The text of a PDF, whose tables are lines: both annexes, each row as in the workbook. What cannot
/// be told is a doubt, never a silent guess.
pub(crate) fn a_plan_that_lost_its_columns_gives_its_annexes() -> Outcome {
    let text = annexes::plan("kh334-langson.txt")?;
    let truth = annexes::truth("kh334")?;
    let imported = import::import_text(&text, "x").unwrap();
    let found = outline::outline(&imported.document);
    assert_eq!(found.as_array().unwrap().len(), 2);
    for (found, truth) in found
        .as_array()
        .unwrap()
        .iter()
        .zip(truth.as_array().unwrap())
    {
        for key in ["kind", "number", "title", "reference", "columns"] {
            assert_eq!(found[key], truth[key], "{key}");
        }
    }
    assert_eq!(silent_guesses(&imported, &truth), Vec::<String>::new());
    let n_doubts = imported.doubts.len();
    assert!(n_doubts <= 6, "{n_doubts} doubts: {:?}", doubts(&imported));
    Ok(())
}

/// Other annexes, their rows written as lines of different widths.
pub(crate) fn annexes_in_lines_give_their_rows_or_doubts() -> Outcome {
    // The least share of rows that are wholly right, in percent.
    for (name, width, apart, least) in [
        ("kh226", 60, false, 85),
        ("kh226", 95, true, 85),
        ("qd3256", 80, false, 60),
        ("qd3256", 45, true, 65),
        ("kh334", 70, false, 95),
    ] {
        let truth = annexes::truth(name)?;
        let text = in_lines(&truth, width, apart);
        let imported = import::import_text(&text, "x").unwrap();
        let what = format!("{name}, {width}, {apart}");
        assert_eq!(
            silent_guesses(&imported, &truth),
            Vec::<String>::new(),
            "{what}"
        );
        let share = share_of_right_rows(&imported, &truth);
        assert!(least <= share, "{what}: {share} %");
    }
    Ok(())
}

/// Writes annexes as the text of a PDF without positions. `apart`: each cell of several lines is
/// apart from the others.
fn in_lines(truth: &Value, width: usize, apart: bool) -> String {
    let mut text = String::new();
    for annex in truth.as_array().unwrap() {
        let columns: Vec<(&str, &str)> = annex["columns"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| (it[0].as_str().unwrap(), it[1].as_str().unwrap()))
            .collect();
        let number = annex["number"]
            .as_str()
            .map_or(String::new(), |it| format!(" {it}"));
        let line = |key: &str| annex[key].as_str().unwrap().to_owned();
        text += &format!(
            "\nPhụ lục{number}\n{}\n{}\n\n",
            line("title"),
            line("reference")
        );
        let headings: Vec<String> = columns.iter().map(|it| it.1.replace(" / ", " ")).collect();
        text += &wrapped(&headings.join(" "), width);
        for row in annex["rows"].as_array().unwrap() {
            let cells = columns.iter().filter_map(|(key, _)| row[*key].as_str());
            let cells: Vec<&str> = cells.filter(|it| !it.is_empty()).collect();
            text += "\n";
            if !apart {
                text += &wrapped(&cells.join(" "), width);
                continue;
            }
            let mut after_long = false;
            for (idx, cell) in cells.iter().enumerate() {
                let lines = wrapped(cell, if idx == 1 { width } else { 18 });
                let is_long = 1 < lines.lines().count();
                if 0 < idx {
                    text += if is_long || after_long { "\n\n" } else { " " };
                }
                text += lines.trim_end();
                after_long = is_long;
            }
            text += "\n";
        }
    }
    text
}

fn wrapped(text: &str, width: usize) -> String {
    let (mut all, mut line) = (String::new(), String::new());
    for word in text.split_whitespace() {
        if !line.is_empty() && width < line.chars().count() + 1 + word.chars().count() {
            all += &(std::mem::take(&mut line) + "\n");
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line += word;
    }
    all + &line + "\n"
}

/// Each cell that was guessed: its row and column.
fn doubts(imported: &import::Imported) -> Vec<(usize, usize, String)> {
    let found = imported.doubts.iter().map(|doubt| {
        let mut annexes = imported.document.annexes.iter();
        let annex = annexes.find(|it| it.id == doubt.annex).unwrap();
        let row = annex.rows.iter().position(|it| it.id == doubt.row).unwrap();
        let column = annex
            .columns
            .iter()
            .position(|it| it.id == doubt.column)
            .unwrap();
        let text = annex.rows[row]
            .cell(doubt.column)
            .chars()
            .take(40)
            .collect();
        (row, column, text)
    });
    found.collect()
}

/// Returns the share of the rows that are as in the truth, in percent.
fn share_of_right_rows(imported: &import::Imported, truth: &Value) -> usize {
    let found = outline::outline(&imported.document);
    let (mut n_rows, mut n_right) = (0, 0);
    for (found, truth) in found
        .as_array()
        .unwrap()
        .iter()
        .zip(truth.as_array().unwrap())
    {
        let rows = |annex: &Value| annex["rows"].as_array().unwrap().clone();
        for (found, truth) in rows(found).iter().zip(rows(truth)) {
            n_rows += 1;
            n_right += usize::from(spaceless(found) == spaceless(&truth));
        }
    }
    100 * n_right / n_rows
}

/// The filled fields of a row, with single spaces.
fn spaceless(row: &Value) -> Vec<String> {
    let fields = row.as_object().unwrap().iter();
    let fields = fields.filter(|(_, text)| text.as_str().is_some_and(|it| !it.is_empty()));
    let fields = fields.map(|(key, text)| {
        let words = text.as_str().unwrap_or_default().split_whitespace();
        format!("{key}: {}", words.collect::<Vec<_>>().join(" "))
    });
    fields.collect()
}

/// Rows that differ from the truth and have no doubt, and rows that are missing.
fn silent_guesses(imported: &import::Imported, truth: &Value) -> Vec<String> {
    let found = outline::outline(&imported.document);
    let mut silent = Vec::new();
    for (idx, truth) in truth.as_array().unwrap().iter().enumerate() {
        let annex = &imported.document.annexes[idx];
        let rows = |annex: &Value| annex["rows"].as_array().unwrap().clone();
        let (found, truth) = (rows(&found[idx]), rows(truth));
        for (at, row) in truth.iter().enumerate() {
            let own = found.get(at).map(spaceless);
            if own.as_ref() == Some(&spaceless(row)) {
                continue;
            }
            let is_doubted = annex
                .rows
                .get(at)
                .is_some_and(|row| imported.doubts.iter().any(|it| it.row == row.id));
            if !is_doubted {
                silent.push(format!(
                    "{idx}.{at}: {own:?} instead of {:?}",
                    spaceless(row)
                ));
            }
        }
        if found.len() != truth.len() {
            silent.push(format!(
                "{idx}: {} rows instead of {}",
                found.len(),
                truth.len()
            ));
        }
    }
    silent
}
