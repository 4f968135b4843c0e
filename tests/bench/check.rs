//! Prints native times of checking: all rules over a document, and one edit with its incremental
//! recheck. `cargo bench --bench check -- DIR` reads the workbooks that the import benchmark wrote
//! there.

use std::{error::Error, fs, hint::black_box, path::PathBuf, time::Instant};

use phuluc::{
    commands,
    editor::{Cursor, Editor},
    import,
    validate::validate,
};

const EDITS: usize = 50;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().skip(1).find(|it| !it.starts_with("--"));
    let folder = PathBuf::from(folder.ok_or("name the folder with the workbooks")?);
    for n_rows in [1_000, 10_000, 50_000] {
        let bytes = fs::read(folder.join(format!("{n_rows}.xlsx")))?;
        let document = import::import(&bytes, "bench.xlsx")?.document;
        let started = Instant::now();
        let n_findings = black_box(validate(&document)).len();
        let all = millis(started);
        let mut editor = Editor::new(document);
        editor.settle();
        editor.move_to(Cursor {
            row: n_rows / 2,
            column: 1,
            ..Cursor::default()
        });
        let mut edits: Vec<f64> = Vec::new();
        let mut settled: Vec<f64> = Vec::new();
        for n in 0..EDITS {
            let edit = commands::set_text(&editor.selection(), &format!("Nội dung {n}"));
            let started = Instant::now();
            editor.commit(&edit.ok_or("nothing to edit")?)?;
            edits.push(millis(started));
            let started = Instant::now();
            editor.settle();
            black_box(editor.findings());
            settled.push(millis(started));
        }
        println!(
            "native {n_rows:>6} rows  all rules {all:>7.1} ms  {n_findings:>6} findings  one edit {:>6.2} ms  the panel after it {:>6.1} ms",
            median(edits)?,
            median(settled)?,
        );
    }
    Ok(())
}

fn millis(started: Instant) -> f64 {
    started.elapsed().as_secs_f64() * 1_000.0
}

fn median(mut times: Vec<f64>) -> Result<f64, &'static str> {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().ok_or("no run")
}
