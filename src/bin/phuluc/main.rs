//! The command line: the same core without the browser, for batch work and tests.
//!
//! The work runs in a child process with limits on time and memory. A file that crashes its parser
//! yields a message and the next file is processed, as in the browser.

mod documents;
mod gather_files;
mod options;
mod output;
mod progress_file;
mod readers;

use std::{
    env, fs,
    io::Read as _,
    panic,
    process::{Child, Command, ExitCode, Stdio},
    thread,
    time::{Duration, Instant},
};

use phuluc::{
    editor::Mending,
    export::outline,
    model::{Annex, CellRef, Document, Severity},
    validate::{Diagnostic, Findings},
    wording::{Key, Language},
};
use serde_json::json;

use self::{
    documents::{read, write},
    gather_files::gather_files,
    options::Options,
    output::{complain, say, say_json},
    progress_file::{progress_file, progress_of_units},
};

const USAGE: &str = "\
phuluc import PATH… [--outline]        what was understood; --outline as JSON; all files of a folder
phuluc check FILE [--json]             findings; exit code 1 when one is an error
phuluc fix FILE OUT.xlsx [--rule ID]…  apply safe fixes and export
phuluc export FILE OUT                 write the official workbook (.xlsx), the same for Word (.docx), or tidy data (.zip)
phuluc gather FORM FILES… [--units LIST] [--json] OUT.xlsx
                                       one table out of the files that units sent; FILES may be folders
                                       and .zip; LIST has a unit a line; exit code 1 when a unit is missing
                                       or a row has no place in the form
phuluc progress FILE [--period P] [--json]
phuluc progress FORM FILES… [--units LIST] [--period P] [--json]
                                       what the report of a period (\"Quý III/2026\") says against its plan
Options: --lang vi|en, --profile FILE (rules, severities, agencies, indicators),
--apostrophe (in the CSV of a .zip, before texts that spreadsheets take for formulas)";

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
    if options.help {
        for line in USAGE.lines() {
            say!("{line}");
        }
        return ExitCode::SUCCESS;
    }
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

fn run(options: &Options) -> Result<ExitCode, String> {
    let paths: Vec<&str> = options.paths.iter().map(String::as_str).collect();
    match (options.command.as_str(), paths.as_slice()) {
        ("import", [file]) => import_file(file, options),
        ("check", [file]) => check_file(file, options),
        ("fix", [file, out]) => fix_file(file, out, options),
        ("progress", [file]) => progress_file(file, options),
        ("progress", [form, files @ ..]) => progress_of_units(form, files, options),
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
