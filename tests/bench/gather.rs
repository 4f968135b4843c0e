//! Prints native times and memory of gathering: 60 files of 60 rows, and 3 321 files of 40 rows, from
//! bytes to the board, on all processors as the command line does it. `cargo bench --bench gather -- DIR`
//! also writes the sixty files to DIR, so that `gather.py` puts the same together without matching
//! anything.

use std::{error::Error, fs, hint::black_box, path::PathBuf, time::Instant};

use phuluc::{
    export::OutputFormat,
    gather::{self, Board, Form, Units},
    import,
    model::Document,
    report,
};

#[path = "../../src/bin/phuluc/readers.rs"]
mod readers;

use self::readers::in_order;

const HEADER: &str =
    "STT;Chỉ tiêu;Đơn vị tính;Kế hoạch năm 2026;Kết quả 6 tháng;Khó khăn;Ghi chú\n";

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().skip(1).find(|it| !it.starts_with("--"));
    let folder = folder.map(PathBuf::from);
    for (n_units, n_rows) in [(60, 60), (3_321, 40)] {
        let form = Form::new(answer(n_rows, None)?);
        let names: Vec<String> = (0..n_units).map(|n| format!("Xã Tân Hòa {n}")).collect();
        let units = Units::new(names.clone());
        // Files differ in their figures alone, so a few are made and the figures of one stand for all.
        let mut files = Vec::new();
        for unit in 0..n_units.min(60) {
            let document = answer(n_rows, Some(unit))?;
            files.push(report::export(&document, OutputFormat::Xlsx)?);
        }
        if let (Some(folder), true) = (&folder, n_units == 60) {
            let folder = folder.join("gather");
            fs::create_dir_all(&folder)?;
            for (name, bytes) in names.iter().zip(&files) {
                fs::write(folder.join(format!("{name}.xlsx")), bytes)?;
            }
        }
        let started = Instant::now();
        let sent = names.iter().zip(files.iter().cycle());
        let answers = in_order(sent, |(name, bytes)| {
            let file = format!("{name}.xlsx");
            let imported = import::import(black_box(bytes), &file).ok()?;
            let answer = gather::read_answer(&units, &form, &file, bytes, &imported);
            Some(answer)
        });
        let answers = answers.into_iter().flatten().collect();
        let board = Board::new(&units, &form, answers);
        let seconds = started.elapsed().as_secs_f64();
        let placed = board.parts.iter().flat_map(|it| &it.rows);
        let n_placed = placed.filter(|it| it.form.is_some()).count();
        assert_eq!(n_placed, n_units * n_rows);
        println!(
            "native {n_units:>5} files × {n_rows} rows × 7 columns  {seconds:>6.2} s  {:>5} MiB at most",
            peak_mib().unwrap_or_default()
        );
    }
    Ok(())
}

/// The form, or the answer of a unit to it.
fn answer(n_rows: usize, unit: Option<usize>) -> Result<Document, Box<dyn Error>> {
    let mut text = HEADER.to_owned();
    for n in 1..=n_rows {
        let value = unit.map_or(String::new(), |it| (it * 1_000 + n).to_string());
        let named = format!("Số công trình loại {n} được đầu tư, nâng cấp trên địa bàn xã");
        text += &format!("{n};{named};công trình;{value};{value};;\n");
    }
    Ok(import::import(text.as_bytes(), "answer.csv")?.document)
}

/// The most memory that the process had so far; `None` where the system does not tell.
fn peak_mib() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|it| it.starts_with("VmHWM:"))?;
    let kib: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib / 1024)
}
