//! What a report says against its plan.

use std::process::ExitCode;

use phuluc::{
    model::ReportPeriod,
    progress::{self, Counts, Matrix, judge, narrative},
    wording::Key,
};

use crate::{
    documents::read,
    gather_files::gathered,
    options::Options,
    output::{complain, say, say_json},
};

/// Assesses the rows of the reporting annexes of a file.
pub fn progress_file(file: &str, options: &Options) -> Result<ExitCode, String> {
    let language = options.language;
    let period = asked_period(options)?;
    let mut document = read(file, options)?.document;
    for assumed in progress::assume_results(&mut document) {
        complain(&format!("{file}: {}", assumed.text(language)));
    }
    let progress = judge(&document, period);
    let counts = Counts::of(&progress);
    let told = narrative(&progress, &counts);
    // Scripts see that nothing was judged.
    let is_empty = progress.rows.is_empty();
    let code = ExitCode::from(u8::from(is_empty));
    if is_empty {
        let periods = progress::periods(&document).into_iter();
        let periods: Vec<String> = periods.map(ReportPeriod::label).collect();
        let message = match (periods.is_empty(), &options.period) {
            (false, Some(asked)) => Key::CliOtherPeriods
                .with([periods.join("; "), asked.clone()])
                .text(language),
            _ => Key::CliNoReport.text(language).to_owned(),
        };
        complain(&format!("{file}: {message}"));
    }
    if options.json {
        say_json(&progress::json(&progress, &told.text(), language))?;
        return Ok(code);
    }
    let unknown = || Key::CliProgressUnknown.text(language).to_owned();
    let figures = Key::CliProgressFigures.with([
        progress.period.map_or_else(unknown, ReportPeriod::label),
        progress.date.map_or_else(unknown, |it| it.written()),
        progress.rows.len().to_string(),
    ]);
    say!("{}", figures.text(language));
    for row in &progress.rows {
        let status = row.status.label().text(language);
        let course = row.course.filter(|_| !row.status.is_reached());
        let course = course.map_or(String::new(), |it| {
            format!(" ({})", it.label().text(language))
        });
        let place = format!("{file}:{}:{}", row.annex_at + 1, row.row_at + 1);
        let line = format!(
            "{place} [{status}{course}] {} | {} | {} | {}",
            row.content,
            row.target,
            row.actual,
            row.why(language)
        );
        say!("{}", line.replace('\n', " "));
    }
    for ((_, section), tally) in counts.sections.iter().filter(|((_, it), _)| !it.is_empty()) {
        say!(
            "{}: {}",
            section.replace('\n', " "),
            told_tally(tally, options)
        );
    }
    for (agency, tally) in counts.agencies.iter().filter(|(it, _)| !it.is_empty()) {
        say!("{agency}: {}", told_tally(tally, options));
    }
    for line in told.text().lines() {
        say!("{line}");
    }
    Ok(code)
}

/// Assesses what units say in a form: each unit in each row, with the best and the worst.
pub fn progress_of_units(
    form: &str,
    files: &[&str],
    options: &Options,
) -> Result<ExitCode, String> {
    let language = options.language;
    let period = asked_period(options)?;
    let (form, board) = gathered(form, files, "", options)?;
    let matrix = Matrix::of(&form, &board, period);
    if options.json {
        say_json(&matrix.json())?;
        return Ok(ExitCode::SUCCESS);
    }
    for row in &matrix.rows {
        let name = |at: &usize| matrix.units.get(*at).map(|it| it.name.as_str());
        let names = |places: &[usize]| {
            let names: Vec<&str> = places.iter().filter_map(name).collect();
            names.join(", ")
        };
        let cells = row
            .cells
            .iter()
            .zip(&matrix.units)
            .filter_map(|(it, unit)| {
                let status = it.as_ref()?.status.label().text(language);
                Some(format!("{} {status}", unit.name))
            });
        let cells: Vec<String> = cells.collect();
        let content = row.content.replace('\n', " ");
        say!("{content}: {}", cells.join("; "));
        let (best, worst) = row.best_and_worst();
        if !best.is_empty() {
            let told = Key::CliBestAndWorst.with([names(&best), names(&worst)]);
            say!("  {}", told.text(language));
        }
    }
    for unit in matrix.units.iter().filter(|it| it.has_reported) {
        say!("{}: {}", unit.name, told_tally(&unit.tally, options));
    }
    let silent = matrix.units.iter().filter(|it| !it.has_reported);
    let silent: Vec<&str> = silent.map(|it| it.name.as_str()).collect();
    if !silent.is_empty() {
        let told = Key::CliNotReported.with([silent.join(", ")]);
        say!("{}", told.text(language));
    }
    Ok(ExitCode::SUCCESS)
}

/// The period that is asked about.
fn asked_period(options: &Options) -> Result<Option<ReportPeriod>, String> {
    let period = options.period.as_deref().map(|text| {
        let unknown = Key::CliPeriodUnknown.with([text.to_owned()]);
        let unknown = || unknown.text(options.language);
        ReportPeriod::parse(text).ok_or_else(unknown)
    });
    period.transpose()
}

fn told_tally(tally: &progress::Tally, options: &Options) -> String {
    let statuses = phuluc::model::ProgressStatus::ALL.into_iter();
    let told = statuses.filter(|it| 0 < tally.n(*it)).map(|it| {
        let label = it.label().text(options.language);
        format!("{label} {}", tally.n(it))
    });
    told.collect::<Vec<_>>().join(", ")
}
