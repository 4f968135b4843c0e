//! The command line: the same core without the browser, for batch work and tests.
//!
//! The work runs in a child process with limits on time and memory. A file that crashes its parser
//! yields a message and the next file is processed, as in the browser.

use std::{
    env, fs,
    io::{self, Read as _, Write as _},
    panic,
    path::Path,
    process::{Child, Command, ExitCode, Stdio},
    thread,
    time::{Duration, Instant},
};

use phuluc::{
    editor::Mending,
    export::{self, OutputFormat, outline},
    gather::{self, Board, Form, State, Units},
    import,
    model::{Annex, CellRef, Document, Severity},
    persist, report,
    text::hidden,
    validate::{self, Diagnostic, Findings},
    wording::{Key, Language},
};
use serde_json::json;

const USAGE: &str = "\
phuluc import PATH… [--outline]        what was understood; --outline as JSON; all files of a folder
phuluc check FILE [--json]             findings; exit code 1 when one is an error
phuluc fix FILE OUT.xlsx [--rule ID]…  apply safe fixes and export
phuluc export FILE OUT                 write the official workbook (.xlsx), the same for Word (.docx), or tidy data (.zip)
phuluc gather FORM FILES… [--units LIST] [--json] OUT.xlsx
                                       one table out of the files that units sent; FILES may be folders
                                       and .zip; LIST has a unit a line; exit code 1 when a unit is missing
                                       or a row has no place in the form
Options: --lang vi|en, --profile FILE (rules, severities, agencies, indicators),
--apostrophe (in the CSV of a .zip, before texts that spreadsheets take for formulas)";

/// Writes a line to standard output, in which control characters are escaped, since its parts come
/// from files. Ignores errors, since a reader such as `head` may close the pipe.
macro_rules! say {
    ($($arg:tt)*) => {
        writeln!(io::stdout(), "{}", hidden::escaped(&format!($($arg)*))).ok()
    };
}

/// Writes JSON to standard output, with the same characters escaped as JSON does.
fn say_json(value: &serde_json::Value) -> Result<(), String> {
    let json = serde_json::to_string_pretty(value).map_err(|error| error.to_string())?;
    writeln!(io::stdout(), "{}", hidden::escaped_json(&json)).ok();
    Ok(())
}

/// Writes a message to standard error, line by line, with control characters escaped.
fn complain(message: &str) {
    for line in message.lines() {
        eprintln!("{}", hidden::escaped(line));
    }
}

/// Environment variable that marks the child process.
const WORKS: &str = "PHULUC_WORKS";
const IMPORT_TIMEOUT: Duration = Duration::from_secs(10);
/// Time limit of checks, fixes and exports, which take seconds for the largest documents.
const TIMEOUT: Duration = Duration::from_secs(120);
/// Time limit for the files of all units together.
const GATHER_TIMEOUT: Duration = Duration::from_secs(1_800);
/// Polling interval for the end of the child process.
const POLL: Duration = Duration::from_millis(2);
/// Address space limit in bytes: the 1 GiB of an engine worker in the browser, plus the program.
#[cfg(unix)]
const MEMORY_MAX: u64 = 1 << 31;

fn main() -> ExitCode {
    let options = match Options::parse() {
        Ok(options) => options,
        Err(message) => {
            complain(&format!("{message}\n{USAGE}"));
            return ExitCode::from(2);
        }
    };
    if env::var_os(WORKS).is_none() {
        return supervise(&options);
    }
    // No panic message: a caught panic is reported as an import error, any other by the
    // supervisor.
    panic::set_hook(Box::new(|_| {}));
    // Without support for a memory limit, the time limit still applies.
    #[cfg(unix)]
    rlimit::setrlimit(rlimit::Resource::AS, MEMORY_MAX, MEMORY_MAX).ok();
    match run(&options) {
        Ok(code) => code,
        Err(message) => {
            complain(&message);
            ExitCode::from(2)
        }
    }
}

/// Runs every job in a child process and returns the highest exit code.
fn supervise(options: &Options) -> ExitCode {
    let mut worst = 0;
    for paths in jobs(options) {
        let code = work(options, &paths).unwrap_or_else(|message| {
            let file = paths.first().map_or("", String::as_str);
            complain(&format!("{file}: {message}"));
            2
        });
        worst = worst.max(code);
    }
    ExitCode::from(worst)
}

/// Returns the paths of each job: an import is one job per file, with folders expanded.
fn jobs(options: &Options) -> Vec<Vec<String>> {
    if options.command != "import" || options.paths.is_empty() {
        return vec![options.paths.clone()];
    }
    let mut jobs = Vec::new();
    let mut paths: Vec<String> = options.paths.iter().rev().cloned().collect();
    while let Some(path) = paths.pop() {
        let Ok(entries) = fs::read_dir(&path) else {
            jobs.push(vec![path]);
            continue;
        };
        let entries = entries.flatten().map(|entry| entry.path());
        let mut found: Vec<String> = entries.map(|path| path.display().to_string()).collect();
        found.sort();
        paths.extend(found.into_iter().rev());
    }
    jobs
}

/// Runs one job in a child process and returns its exit code.
///
/// # Errors
///
/// A message for the user if the child cannot start, crashes or exceeds its time limit.
fn work(options: &Options, paths: &[String]) -> Result<u8, String> {
    let program = env::current_exe().map_err(|error| error.to_string())?;
    let mut child = Command::new(program)
        .arg(&options.command)
        .args(options.flags())
        .arg("--")
        .args(paths)
        .env(WORKS, "1")
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| error.to_string())?;
    let timeout = match options.command.as_str() {
        "import" => IMPORT_TIMEOUT,
        "gather" => GATHER_TIMEOUT,
        _ => TIMEOUT,
    };
    let language = options.language;
    let started = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().map_err(|error| error.to_string())? {
            break status;
        }
        if timeout < started.elapsed() {
            let killed = child.kill().and_then(|()| child.wait());
            killed.map_err(|error| error.to_string())?;
            return Err(Key::EngineTooSlow.text(language).to_owned());
        }
        thread::sleep(POLL);
    };
    match status.code().and_then(|code| u8::try_from(code).ok()) {
        Some(code @ 0..=2) => {
            eprint!("{}", said(&mut child));
            Ok(code)
        }
        // A crash: the child's own messages are dropped.
        _ => Err(Key::EngineCrashed.text(language).to_owned()),
    }
}

/// Returns what the child wrote to standard error.
fn said(child: &mut Child) -> String {
    let mut text = String::new();
    if let Some(stderr) = &mut child.stderr {
        stderr.read_to_string(&mut text).ok();
    }
    text
}

struct Options {
    command: String,
    paths: Vec<String>,
    outline: bool,
    json: bool,
    /// Whether CSV tables get an apostrophe before texts that read as formulas.
    apostrophe: bool,
    rules: Vec<String>,
    /// Path of the profile to check against.
    profile: Option<String>,
    /// Path of the list of units that must answer.
    units: Option<String>,
    language: Language,
}

impl Options {
    fn parse() -> Result<Options, lexopt::Error> {
        use lexopt::{
            Arg::{Long, Value},
            ValueExt as _,
        };
        let mut options = Options {
            command: String::new(),
            paths: Vec::new(),
            outline: false,
            json: false,
            apostrophe: false,
            rules: Vec::new(),
            profile: None,
            units: None,
            language: Language::Vietnamese,
        };
        let mut args = lexopt::Parser::from_env();
        while let Some(arg) = args.next()? {
            match arg {
                Long("outline") => options.outline = true,
                Long("json") => options.json = true,
                Long("apostrophe") => options.apostrophe = true,
                Long("rule") => {
                    let rule = args.value()?.string()?;
                    validate::rule(&rule).ok_or_else(|| format!("no rule is called {rule}"))?;
                    options.rules.push(rule);
                }
                Long("profile") => options.profile = Some(args.value()?.string()?),
                Long("units") => options.units = Some(args.value()?.string()?),
                Long("lang") => {
                    options.language = match args.value()?.string()?.as_str() {
                        "vi" => Language::Vietnamese,
                        "en" => Language::English,
                        other => return Err(format!("no language is called {other}").into()),
                    }
                }
                Value(value) if options.command.is_empty() => options.command = value.string()?,
                Value(value) => options.paths.push(value.string()?),
                other => return Err(other.unexpected()),
            }
        }
        Ok(options)
    }
}

impl Options {
    /// Returns the options as arguments for the child process.
    fn flags(&self) -> Vec<&str> {
        let mut flags = Vec::new();
        if self.outline {
            flags.push("--outline");
        }
        if self.json {
            flags.push("--json");
        }
        if self.apostrophe {
            flags.push("--apostrophe");
        }
        for rule in &self.rules {
            flags.extend(["--rule", rule]);
        }
        if let Some(path) = &self.profile {
            flags.extend(["--profile", path]);
        }
        if let Some(path) = &self.units {
            flags.extend(["--units", path]);
        }
        if self.language == Language::English {
            flags.extend(["--lang", "en"]);
        }
        flags
    }
}

fn run(options: &Options) -> Result<ExitCode, String> {
    let paths: Vec<&str> = options.paths.iter().map(String::as_str).collect();
    match (options.command.as_str(), paths.as_slice()) {
        ("import", [file]) => import_file(file, options),
        ("check", [file]) => check_file(file, options),
        ("fix", [file, out]) => fix_file(file, out, options),
        ("export", [file, out]) => export_file(file, out, options),
        ("gather", [form, files @ .., out]) if !files.is_empty() => {
            gather_files(form, files, out, options)
        }
        _ => Err(USAGE.to_owned()),
    }
}

fn import_file(file: &str, options: &Options) -> Result<ExitCode, String> {
    let imported = read(file, options)?;
    let document = &imported.document;
    if options.outline {
        say_json(&outline::outline(document))?;
        return Ok(ExitCode::SUCCESS);
    }
    for annex in &document.annexes {
        let n_sections = annex
            .rows
            .iter()
            .filter(|row| row.kind.is_section())
            .count();
        let n_items = annex.rows.len() - n_sections;
        let head = &annex.head;
        say!(
            "{} [{}] {} {}",
            head.sheet,
            head.kind.key(),
            head.number,
            head.title.replace('\n', " ")
        );
        say!("  {n_sections} mục, {n_items} dòng");
        for column in &annex.columns {
            say!(
                "  {}: {}",
                column.role.key(),
                column.title().replace('\n', " ")
            );
        }
        for (at, row) in annex.rows.iter().enumerate() {
            for (id, text) in row.notes() {
                let column = annex.column(id).map_or(String::new(), |it| it.title());
                let parts = [(at + 1).to_string(), column, text.to_owned()];
                let parts = parts.map(|it| it.replace('\n', " "));
                say!("  {}", Key::NoteOnCell.with(parts).text(options.language));
            }
        }
    }
    for note in &imported.notes {
        let row = note.row.map_or(String::new(), |row| format!(":{row}"));
        say!(
            "{}{row} {}",
            note.sheet,
            note.message.text(options.language)
        );
    }
    Ok(ExitCode::SUCCESS)
}

fn check_file(file: &str, options: &Options) -> Result<ExitCode, String> {
    let imported = read(file, options)?;
    let document = imported.document;
    let mut findings = Findings::of(&document);
    findings.doubt(&document, &imported.doubts);
    let findings = findings.list(&document);
    if options.json {
        let list: serde_json::Value = findings
            .iter()
            .map(|it| finding_json(&document, it, options.language))
            .collect();
        say_json(&list)?;
    } else {
        for it in &findings {
            let (annex, row, role) = place(&document, it.cell_ref());
            let message = it.message.text(options.language);
            say!(
                "{file}:{annex}:{row}:{role} {} {} {message}",
                it.rule,
                it.severity.key()
            );
        }
    }
    let has_error = findings.iter().any(|it| it.severity == Severity::Error);
    Ok(ExitCode::from(u8::from(has_error)))
}

fn fix_file(file: &str, out: &str, options: &Options) -> Result<ExitCode, String> {
    let mut document = read(file, options)?.document;
    let is_wanted =
        |it: &Diagnostic| options.rules.is_empty() || options.rules.iter().any(|id| id == it.rule);
    let mending = Mending::of(&document, &is_wanted);
    for change in &mending.changes {
        let (annex, row, role) = place(&document, change.place);
        let rules = change.rules.iter().copied().collect::<Vec<_>>().join(",");
        say!(
            "{file}:{annex}:{row}:{role} {rules} {:?} -> {:?}",
            change.before,
            change.after
        );
    }
    if let Some(transaction) = mending.transaction(|_| true) {
        document
            .apply(&transaction)
            .map_err(|error| error.to_string())?;
    }
    write(&document, out, options)
}

fn export_file(file: &str, out: &str, options: &Options) -> Result<ExitCode, String> {
    write(&read(file, options)?.document, out, options)
}

/// A file that a unit sent: its name, and its bytes or why there are none.
type Sent = (String, Result<Vec<u8>, String>);

fn gather_files(
    form: &str,
    files: &[&str],
    out: &str,
    options: &Options,
) -> Result<ExitCode, String> {
    let language = options.language;
    let form = Form::new(read(form, options)?.document);
    if form.document.n_rows() == 0 {
        return Err(Key::GatherFormEmpty.text(language).to_owned());
    }
    let units = match &options.units {
        None => Units::default(),
        Some(path) => {
            let bytes = fs::read(path).map_err(|error| format!("{path}: {error}"))?;
            Units::from_lines(&String::from_utf8_lossy(&bytes))
        }
    };
    let sent = sent_files(files, out);
    // Two readers at a time; each takes every second file.
    let answers: Vec<(usize, gather::Answer)> = thread::scope(|scope| {
        let readers = [0, 1].map(|start| {
            let (sent, units, form) = (&sent, &units, &form);
            scope.spawn(move || {
                let own = sent.iter().enumerate().skip(start).step_by(2);
                own.map(|(at, file)| (at, answer(units, form, file)))
                    .collect::<Vec<_>>()
            })
        });
        readers
            .into_iter()
            .flat_map(|reader| reader.join().unwrap_or_default())
            .collect()
    });
    let mut answers = answers;
    answers.sort_by_key(|(at, _)| *at);
    let board = Board::new(
        &units,
        &form,
        answers.into_iter().map(|(_, it)| it).collect(),
    );
    if options.json {
        say_json(&gather::json(&board, language))?;
    } else {
        say_board(&form, &board, language);
    }
    write(&gather::document(&form, &board), out, options)?;
    Ok(ExitCode::from(u8::from(!board.is_complete())))
}

/// Matches one file. A file that crashes its reader is unreadable, as one that is refused is.
fn answer(units: &Units, form: &Form, (name, bytes): &Sent) -> gather::Answer {
    let refused = |bytes: &[u8], reason: String| {
        gather::unreadable(
            units,
            form,
            name,
            bytes,
            Key::ImportUnreadable.with([reason]),
        )
    };
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(reason) => return refused(&[], reason.clone()),
    };
    let read = panic::AssertUnwindSafe(|| match import::import(bytes, name) {
        Ok(imported) => gather::read_answer(units, form, name, bytes, &imported),
        Err(error) => gather::unreadable(units, form, name, bytes, error.user_message()),
    });
    panic::catch_unwind(read).unwrap_or_else(|_| refused(bytes, "the reader gave up".to_owned()))
}

/// Reads the files that units sent: those of folders and archives one by one, in the order of their
/// paths. A file is named without its folder unless two have the same name.
fn sent_files(paths: &[&str], out: &str) -> Vec<Sent> {
    let mut found: Vec<(String, Result<Vec<u8>, String>)> = Vec::new();
    let mut left: Vec<String> = paths.iter().rev().map(|&it| it.to_owned()).collect();
    let is_out = |path: &str| {
        fs::canonicalize(path)
            .ok()
            .is_some_and(|it| fs::canonicalize(out).ok() == Some(it))
    };
    while let Some(path) = left.pop() {
        if let Ok(entries) = fs::read_dir(&path) {
            let entries = entries.flatten().map(|entry| entry.path());
            let mut inside: Vec<String> = entries.map(|path| path.display().to_string()).collect();
            inside.retain(|it| !base_name(it).starts_with(['.', '~']) && !is_out(it));
            inside.sort();
            left.extend(inside.into_iter().rev());
            continue;
        }
        let bytes = fs::read(&path).map_err(|error| error.to_string());
        match bytes.as_deref().ok().and_then(import::archived_files) {
            Some(Ok(files)) => found.extend(files.into_iter().map(|(name, file)| {
                (
                    format!("{path}/{name}"),
                    file.map_err(|error| error.to_string()),
                )
            })),
            _ => found.push((path, bytes)),
        }
    }
    let bases: Vec<String> = found
        .iter()
        .map(|(path, _)| base_name(path).to_owned())
        .collect();
    let named = found.into_iter().map(|(path, bytes)| {
        let base = base_name(&path);
        let is_single = bases.iter().filter(|it| *it == base).count() == 1;
        (if is_single { base.to_owned() } else { path }, bytes)
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
        let files: Vec<&str> = part.files.iter().map(|(file, _)| file.as_str()).collect();
        say!(
            "{name}: {} {}",
            part.state.label().text(language),
            files.join("; ")
        );
        for note in &part.notes {
            say!("  {}", note.text(language));
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

fn read(file: &str, options: &Options) -> Result<import::Imported, String> {
    let language = options.language;
    let mut imported = read_file(file, language)?;
    if let Some(path) = &options.profile {
        let text = fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
        let profile = persist::read_profile(&text);
        let unknown = || format!("{path}: {}", Key::ProfileUnreadable.text(language));
        imported.document.review.profile = profile.ok_or_else(unknown)?;
    }
    Ok(imported)
}

/// Reads any importable file, or a backup written by phuluc.
fn read_file(file: &str, language: Language) -> Result<import::Imported, String> {
    let bytes = fs::read(file).map_err(|error| format!("{file}: {error}"))?;
    let backup = std::str::from_utf8(&bytes)
        .ok()
        .and_then(persist::read_backup);
    if let Some(document) = backup {
        let document = document.map_err(|error| format!("{file}: {error}"))?;
        return Ok(import::Imported {
            document,
            ..import::Imported::default()
        });
    }
    let name = Path::new(file)
        .file_name()
        .unwrap_or_default()
        .to_string_lossy();
    import::import(&bytes, &name)
        .map_err(|error| format!("{file}: {}", error.user_message().text(language)))
}

fn write(document: &Document, out: &str, options: &Options) -> Result<ExitCode, String> {
    let language = options.language;
    let mut format = OutputFormat::of_name(out).unwrap_or(OutputFormat::Xlsx);
    if format == OutputFormat::Data && options.apostrophe {
        format = OutputFormat::DataForSpreadsheets;
    }
    let bytes =
        report::export(document, format).map_err(|error| error.user_message().text(language))?;
    fs::write(out, bytes).map_err(|error| format!("{out}: {error}"))?;
    let n_formula_like = export::n_formula_like(document);
    if format == OutputFormat::Data && 0 < n_formula_like {
        let note = Key::CliFormulaLike.with([n_formula_like.to_string()]);
        complain(&format!("{out}: {}", note.text(language)));
    }
    Ok(ExitCode::SUCCESS)
}

/// Returns the annex and row number, counted from 1, and the role key of the column.
fn place(document: &Document, it: CellRef) -> (usize, usize, &'static str) {
    let annex_at = document
        .annexes
        .iter()
        .position(|annex| annex.id == it.annex)
        .unwrap_or(0);
    let annex: Option<&Annex> = document.annexes.get(annex_at);
    let row_at = annex.and_then(|annex| annex.index_of(it.row)).unwrap_or(0);
    let role = annex
        .and_then(|annex| annex.column(it.column))
        .map_or("", |column| column.role.key());
    (annex_at + 1, row_at + 1, role)
}

fn finding_json(document: &Document, it: &Diagnostic, language: Language) -> serde_json::Value {
    let (annex, row, role) = place(document, it.cell_ref());
    let found = document
        .annex(it.annex)
        .and_then(|annex| Some((annex, annex.rows.get(row - 1)?)));
    let stt = found.map_or("", |(annex, row)| {
        annex.text(row, phuluc::model::Role::Ordinal)
    });
    let fix = it
        .fix
        .as_ref()
        .map(|fix| fix.transaction.label.text(language));
    json!({
        "annex": annex,
        "row": row,
        "stt": stt,
        "role": role,
        "rule": it.rule,
        "severity": it.severity.key(),
        "message": it.message.text(language),
        "fix": fix,
    })
}
