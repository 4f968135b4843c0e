//! A form, answers to it, and the board of both, out of texts.

use phuluc::{
    gather::{self, Answer, Board, Form, Part, Units},
    import,
};

/// Reads a form.
pub fn form(text: &str) -> Form {
    Form::new(import::import(text.as_bytes(), "mau.csv").unwrap().document)
}

/// Reads an answer to a form.
pub fn answer(form: &Form, units: &Units, name: &str, text: &str) -> Answer {
    let imported = import::import(text.as_bytes(), name).unwrap();
    gather::read_answer(units, form, name, text.as_bytes(), &imported)
}

/// Gathers answers, each of the unit that its file is named after.
pub fn board(form: &Form, files: &[(&str, String)]) -> Board {
    let names = files
        .iter()
        .map(|(name, _)| name.trim_end_matches(".csv").to_owned());
    let units = Units::new(names);
    let answers = files
        .iter()
        .map(|(name, text)| answer(form, &units, name, text));
    Board::new(&units, form, answers.collect())
}

/// Values of a column, by its title, for each row of the form.
pub fn values<'part>(form: &Form, part: &'part Part, title: &str) -> Vec<&'part str> {
    let annex = &form.document.annexes[0];
    let column = annex.columns.iter().position(|it| it.title() == title);
    let said = |row| Board::value(part, row, column.unwrap()).map_or("", |(_, text)| text);
    (0..annex.rows.len()).map(said).collect()
}
