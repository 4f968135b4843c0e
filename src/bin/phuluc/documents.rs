//! Reads documents from files and writes them to files.

use std::{
    env, fs,
    path::Path,
    process::ExitCode,
    time::{SystemTime, UNIX_EPOCH},
};

use phuluc::{
    export::{self, Made, OutputFormat},
    import,
    model::Document,
    persist, report,
    wording::{Key, Language},
};

use crate::{options::Options, output::complain};

/// Reads any importable file, with the profile that the options name.
pub fn read(file: &str, options: &Options) -> Result<import::Imported, String> {
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

/// Returns when the file is made: now, or when `SOURCE_DATE_EPOCH` says, as programs do whose output is
/// to be reproducible (<https://reproducible-builds.org/specs/source-date-epoch/>).
fn made() -> Made {
    let asked = env::var("SOURCE_DATE_EPOCH").ok();
    let now = || {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        since.map_or(0, |since| {
            i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
        })
    };
    Made::at(asked.and_then(|it| it.parse().ok()).unwrap_or_else(now))
}

/// Writes a document in the format that the name of the file says.
pub fn write(document: &Document, out: &str, options: &Options) -> Result<ExitCode, String> {
    let language = options.language;
    let mut format = OutputFormat::of_name(out).unwrap_or(OutputFormat::Xlsx);
    if format == OutputFormat::Data && options.apostrophe {
        format = OutputFormat::DataForSpreadsheets;
    }
    let bytes = report::export_made(document, format, made())
        .map_err(|error| error.user_message().text(language))?;
    fs::write(out, bytes).map_err(|error| format!("{out}: {error}"))?;
    let n_formula_like = export::n_formula_like(document);
    if format == OutputFormat::Data && 0 < n_formula_like {
        let note = Key::CliFormulaLike.with([n_formula_like.to_string()]);
        complain(&format!("{out}: {}", note.text(language)));
    }
    Ok(ExitCode::SUCCESS)
}
