//! The command line: the same core without the browser, for batch work and tests.

use std::{fs, path::Path, process::ExitCode};

use phuluc::{
    editor, export, import,
    model::{Annex, Document},
    outline,
    validate::{self, Diagnostic, Severity},
    wording::Language,
};
use serde_json::json;

const USAGE: &str = "\
phuluc import FILE [--outline]         what was understood; --outline as JSON
phuluc check FILE [--json]             findings; exit code 1 when one is an error
phuluc fix FILE OUT.xlsx [--rule ID]…  apply safe fixes and export
phuluc export FILE OUT.xlsx            write the official workbook
Options: --lang vi|en";

fn main() -> ExitCode {
    let options = match Options::parse() {
        Ok(options) => options,
        Err(message) => {
            eprintln!("{message}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match run(&options) {
        Ok(code) => code,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

struct Options {
    command: String,
    paths: Vec<String>,
    outline: bool,
    json: bool,
    rules: Vec<String>,
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
            rules: Vec::new(),
            language: Language::Vietnamese,
        };
        let mut args = lexopt::Parser::from_env();
        while let Some(arg) = args.next()? {
            match arg {
                Long("outline") => options.outline = true,
                Long("json") => options.json = true,
                Long("rule") => {
                    let rule = args.value()?.string()?;
                    validate::rule(&rule).ok_or_else(|| format!("no rule is called {rule}"))?;
                    options.rules.push(rule);
                }
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

fn run(options: &Options) -> Result<ExitCode, String> {
    let paths: Vec<&str> = options.paths.iter().map(String::as_str).collect();
    match (options.command.as_str(), paths.as_slice()) {
        ("import", [file]) => import_file(file, options),
        ("check", [file]) => check_file(file, options),
        ("fix", [file, out]) => fix_file(file, out, options),
        ("export", [file, out]) => export_file(file, out, options),
        _ => Err(USAGE.to_owned()),
    }
}

fn import_file(file: &str, options: &Options) -> Result<ExitCode, String> {
    let imported = read(file, options.language)?;
    let document = &imported.document;
    if options.outline {
        let outline = outline::outline(document);
        println!(
            "{}",
            serde_json::to_string_pretty(&outline).map_err(|error| error.to_string())?
        );
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
        println!(
            "{} [{}] {} {}",
            head.sheet,
            head.kind.key(),
            head.number,
            head.title.replace('\n', " ")
        );
        println!("  {n_sections} mục, {n_items} dòng");
        for column in &annex.columns {
            println!(
                "  {}: {}",
                column.role.key(),
                column.title().replace('\n', " ")
            );
        }
    }
    for note in &imported.notes {
        let row = note.row.map_or(String::new(), |row| format!(":{row}"));
        println!(
            "{}{row} {}",
            note.sheet,
            note.message.text(options.language)
        );
    }
    Ok(ExitCode::SUCCESS)
}

fn check_file(file: &str, options: &Options) -> Result<ExitCode, String> {
    let document = read(file, options.language)?.document;
    let findings = validate::validate(&document);
    if options.json {
        let list: serde_json::Value = findings
            .iter()
            .map(|it| finding_json(&document, it, options.language))
            .collect();
        println!(
            "{}",
            serde_json::to_string_pretty(&list).map_err(|error| error.to_string())?
        );
    } else {
        for it in &findings {
            let (annex, row, role) = place(&document, it);
            let message = it.message.text(options.language);
            println!(
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
    let mut document = read(file, options.language)?.document;
    loop {
        let mut findings = validate::validate(&document);
        if !options.rules.is_empty() {
            findings.retain(|it| options.rules.iter().any(|rule| rule == it.rule));
        }
        let Some(transaction) = editor::fix_all(&document, &findings, None) else {
            break;
        };
        for it in findings.iter().filter(|it| it.fix.is_some()) {
            let (annex, row, role) = place(&document, it);
            println!(
                "{file}:{annex}:{row}:{role} {} {}",
                it.rule,
                it.message.text(options.language)
            );
        }
        document
            .apply(&transaction)
            .map_err(|error| error.to_string())?;
    }
    write(&document, out, options.language)
}

fn export_file(file: &str, out: &str, options: &Options) -> Result<ExitCode, String> {
    write(
        &read(file, options.language)?.document,
        out,
        options.language,
    )
}

fn read(file: &str, language: Language) -> Result<import::Imported, String> {
    let bytes = fs::read(file).map_err(|error| format!("{file}: {error}"))?;
    let name = Path::new(file)
        .file_name()
        .unwrap_or_default()
        .to_string_lossy();
    import::import(&bytes, &name)
        .map_err(|error| format!("{file}: {}", error.user_message().text(language)))
}

fn write(document: &Document, out: &str, language: Language) -> Result<ExitCode, String> {
    let bytes = export::export(document).map_err(|error| error.user_message().text(language))?;
    fs::write(out, bytes).map_err(|error| format!("{out}: {error}"))?;
    Ok(ExitCode::SUCCESS)
}

/// Annex and row counted from 1, and the role of the column.
fn place(document: &Document, it: &Diagnostic) -> (usize, usize, &'static str) {
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
    let (annex, row, role) = place(document, it);
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
