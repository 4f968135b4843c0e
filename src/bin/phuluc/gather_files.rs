//! One table out of the files that units sent.

use std::{fs, panic, path::Path, process::ExitCode};

use rustc_hash::FxHashMap;

use phuluc::{
    gather::{self, Board, Form, State, Units},
    import,
    wording::{Key, Language},
};

use crate::{
    documents::{read, write},
    options::Options,
    output::{say, say_json},
    readers::in_order,
};

/// A file that a unit sent.
struct Sent {
    name: String,
    place: Place,
}

/// Where the bytes of a file are.
enum Place {
    Disk(String),
    /// In an archive that has been opened.
    Archive(Result<Vec<u8>, String>),
}

impl Place {
    fn bytes(self) -> Result<Vec<u8>, String> {
        match self {
            Place::Disk(path) => fs::read(path).map_err(|error| error.to_string()),
            Place::Archive(bytes) => bytes,
        }
    }
}

/// Matches the files that units sent with a form and writes them as one table.
pub fn gather_files(
    form: &str,
    files: &[&str],
    out: &str,
    options: &Options,
) -> Result<ExitCode, String> {
    let language = options.language;
    if out.to_lowercase().ends_with(".zip") {
        return Err(format!("{out}: {}", Key::GatherZip.text(language)));
    }
    // Without OUT, the last name is that of an answer, which must not be written over.
    let extension = Path::new(out)
        .extension()
        .map(|it| it.to_string_lossy().to_lowercase());
    if extension.is_some_and(|it| !matches!(it.as_str(), "xlsx" | "docx" | "csv")) {
        return Err(format!("{out}: {}", Key::GatherOutFormat.text(language)));
    }
    let (form, board) = gathered(form, files, out, options)?;
    if options.json {
        say_json(&gather::json(&board, language))?;
    } else {
        say_board(&form, &board, language);
    }
    // One table for data warehouses.
    if out.to_lowercase().ends_with(".csv") {
        let table = gather::table(&form, &board);
        fs::write(out, table).map_err(|error| format!("{out}: {error}"))?;
    } else {
        write(&gather::document(&form, &board), out, options)?;
    }
    Ok(ExitCode::from(u8::from(!board.is_complete())))
}

/// Reads a form and the files that units sent, but for the one that is written.
pub fn gathered(
    form: &str,
    files: &[&str],
    out: &str,
    options: &Options,
) -> Result<(Form, Board), String> {
    let form = Form::new(read(form, options)?.document);
    if form.document.n_rows() == 0 {
        return Err(Key::GatherFormEmpty.text(options.language).to_owned());
    }
    let units = match &options.units {
        None => Units::default(),
        Some(path) => {
            let bytes = fs::read(path).map_err(|error| format!("{path}: {error}"))?;
            Units::from_lines(&String::from_utf8_lossy(&bytes))
        }
    };
    let sent = sent_files(files, out);
    let answers = in_order(sent.into_iter(), |file| answers_of(&units, &form, file));
    let board = Board::new(&units, &form, answers.into_iter().flatten().collect());
    Ok((form, board))
}

/// Matches one file, which may hold the answers of several units. A file that crashes its reader is
/// unreadable, as one that is refused is.
fn answers_of(units: &Units, form: &Form, Sent { name, place }: Sent) -> Vec<gather::Answer> {
    let refused = |bytes: &[u8], reason: String| {
        let reason = Key::ImportUnreadable.with([reason]);
        vec![gather::unreadable(units, form, &name, bytes, reason)]
    };
    let bytes = match place.bytes() {
        Ok(bytes) => bytes,
        Err(reason) => return refused(&[], reason),
    };
    let read = panic::AssertUnwindSafe(|| match import::import(&bytes, &name) {
        Ok(imported) => gather::read_answers(units, form, &name, &bytes, &imported),
        Err(error) => {
            let reason = error.user_message();
            vec![gather::unreadable(units, form, &name, &bytes, reason)]
        }
    });
    panic::catch_unwind(read).unwrap_or_else(|_| refused(&bytes, "the reader gave up".to_owned()))
}

/// Returns the files that units sent: those of folders and archives one by one, in the order of their
/// paths. A file is named by its path in its folder or archive, which may say whose it is.
fn sent_files(paths: &[&str], out: &str) -> Vec<Sent> {
    // Each file with its path, its name and its place.
    let mut found: Vec<(String, String, Place)> = Vec::new();
    // Each path with the name of its folder, which begins below the folders that were asked for.
    let top = |&path: &&str| (path.to_owned(), None);
    let mut left: Vec<(String, Option<String>)> = paths.iter().rev().map(top).collect();
    let is_out = |path: &str| {
        fs::canonicalize(path)
            .ok()
            .is_some_and(|it| fs::canonicalize(out).ok() == Some(it))
    };
    while let Some((path, folder)) = left.pop() {
        let name = match &folder {
            Some(folder) if !folder.is_empty() => format!("{folder}/{}", base_name(&path)),
            _ => base_name(&path).to_owned(),
        };
        if let Ok(entries) = fs::read_dir(&path) {
            let entries = entries.flatten().map(|entry| entry.path());
            let mut inside: Vec<String> = entries.map(|path| path.display().to_string()).collect();
            inside.retain(|it| !base_name(it).starts_with(['.', '~']) && !is_out(it));
            inside.sort();
            let below = folder.map_or_else(String::new, |_| name);
            let inside = inside.into_iter().rev();
            left.extend(inside.map(|path| (path, Some(below.clone()))));
            continue;
        }
        match fs::read(&path)
            .ok()
            .as_deref()
            .and_then(import::archived_files)
        {
            Some(Ok(files)) => found.extend(files.into_iter().map(|(inner, file)| {
                let bytes = file.map_err(|error| error.to_string());
                (
                    format!("{path}/{inner}"),
                    format!("{name}/{inner}"),
                    Place::Archive(bytes),
                )
            })),
            _ => found.push((path.clone(), name, Place::Disk(path))),
        }
    }
    let mut n_named: FxHashMap<String, usize> = FxHashMap::default();
    for (_, name, _) in &found {
        *n_named.entry(name.clone()).or_default() += 1;
    }
    let named = found.into_iter().map(|(path, name, place)| Sent {
        name: if n_named.get(&name) == Some(&1) {
            name
        } else {
            path
        },
        place,
    });
    named.collect()
}

fn base_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

fn say_board(form: &Form, board: &Board, language: Language) {
    let of = |state: State| {
        let parts = board.parts.iter();
        parts
            .filter(|it| it.unit.is_some() && it.state == state)
            .count()
            .to_string()
    };
    let n_units = board.parts.iter().filter(|it| it.unit.is_some()).count();
    let figures = Key::GatherFigures.with([
        n_units.to_string(),
        of(State::Received),
        of(State::Missing),
        of(State::Unreadable),
        of(State::OtherForm),
        (board.parts.len() - n_units).to_string(),
    ]);
    say!("{}", figures.text(language));
    let rows = || board.parts.iter().flat_map(|part| &part.rows);
    let n_placed = rows().filter(|row| row.form.is_some()).count();
    let n_left = rows().count() - n_placed;
    say!(
        "{}",
        Key::GatherRows
            .with([n_placed.to_string(), n_left.to_string()])
            .text(language)
    );
    for part in &board.parts {
        let name = part.unit.as_deref().unwrap_or("?");
        let files: Vec<&str> = part.files.iter().map(|it| it.name.as_str()).collect();
        say!(
            "{name}: {} {}",
            part.state.label().text(language),
            files.join("; ")
        );
        for note in &part.notes {
            say!("  {}", note.text(language));
        }
        for column in part.columns.iter().filter(|it| it.is_open()) {
            let perhaps = column.perhaps.iter();
            let perhaps = perhaps.map(|at| gather::column_title(form, column.annex, *at));
            let told = Key::GatherColumnPerhaps.with([
                column.file.to_string(),
                column.title.to_string(),
                perhaps.collect::<Vec<_>>().join("”, “"),
            ]);
            say!("  {}", told.text(language));
        }
        for row in part.rows.iter().filter(|row| row.form.is_none()) {
            let texts: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
            let line = row.line.map(|it| it.to_string()).unwrap_or_default();
            let place = [
                row.file.to_string(),
                row.sheet.to_string(),
                line,
                texts.join(" | "),
            ];
            say!(
                "  {}",
                Key::GatherUnmatchedRow
                    .with(place)
                    .text(language)
                    .replace('\n', " ")
            );
            for at in &row.perhaps {
                let content = form.place(*at).map(|(annex, at)| {
                    let row = annex.rows.get(at);
                    row.map_or("", |row| annex.text(row, phuluc::model::Role::Content))
                        .to_owned()
                });
                say!(
                    "    {}",
                    Key::GatherPerhaps
                        .with([content.unwrap_or_default()])
                        .text(language)
                );
            }
        }
    }
}
