//! Prints native import times for 50 to 50 000 rows of seven columns.
//!
//! `cargo bench --bench import -- DIR` also writes the workbooks to DIR, so that the browser
//! benchmarks read the same files.

use std::{error::Error, fs, hint::black_box, path::PathBuf, time::Instant};

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook};

const SIZES: [u32; 4] = [50, 1_000, 10_000, 50_000];
const HEADER: [&str; 7] = [
    "STT",
    "Nhiệm vụ, giải pháp",
    "Đơn vị tính",
    "Giai đoạn 2026-2027",
    "Giai đoạn 2028-2030",
    "Cơ quan chủ trì",
    "Thời gian thực hiện",
];
/// Every 50 rows begin with a section heading.
const SECTION_ROWS: u32 = 50;

fn main() -> Result<(), Box<dyn Error>> {
    let folder: Option<PathBuf> = std::env::args()
        .skip(1)
        .find(|it| !it.starts_with("--"))
        .map(PathBuf::from);
    for n_rows in SIZES {
        let bytes = workbook(n_rows)?;
        if let Some(folder) = &folder {
            fs::create_dir_all(folder)?;
            fs::write(folder.join(format!("{n_rows}.xlsx")), &bytes)?;
        }
        let mut times: Vec<f64> = Vec::new();
        for _ in 0..(200_000 / n_rows).clamp(5, 40) {
            let started = Instant::now();
            let imported = phuluc::import::import(black_box(&bytes), "bench.xlsx")?;
            times.push(started.elapsed().as_secs_f64() * 1_000.0);
            assert_eq!(imported.document.n_rows(), n_rows as usize);
            let started = Instant::now();
            let task = phuluc::engine::Task {
                job: "import",
                name: "bench.xlsx",
                password: "",
                bytes: &bytes,
            };
            black_box(phuluc::engine::read(&task).map_err(|_| "refused")?);
            if let Some(last) = times.last_mut() {
                // Keeps the longer time of the two: the engine's also serialises the reply.
                *last = last.max(started.elapsed().as_secs_f64() * 1_000.0);
            }
        }
        times.sort_by(f64::total_cmp);
        let median = times.get(times.len() / 2).ok_or("no run")?;
        let best = times.first().ok_or("no run")?;
        println!(
            "native {n_rows:>6} rows  {:>7.1} KiB  median {median:>7.1} ms  best {best:>7.1} ms",
            bytes.len() as f64 / 1024.0,
        );
    }
    Ok(())
}

/// Returns a workbook like those of an office: bordered and wrapped cells, percentages, bold
/// sections.
fn workbook(n_rows: u32) -> Result<Vec<u8>, Box<dyn Error>> {
    let plain = Format::new()
        .set_border(FormatBorder::Thin)
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter);
    let bold = plain.clone().set_bold();
    let percent = plain.clone().set_num_format("0%");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string_with_format(0, 0, "Phụ lục I", &bold)?;
    sheet.write_string_with_format(1, 0, "NHIỆM VỤ CHUYỂN ĐỔI SỐ", &bold)?;
    for (column, text) in (0..).zip(HEADER) {
        sheet.write_string_with_format(3, column, text, &bold)?;
    }
    for n in 0..n_rows {
        let row = 4 + n;
        let section = n / SECTION_ROWS + 1;
        if n % SECTION_ROWS == 0 {
            sheet.write_string_with_format(row, 0, phuluc::model::roman_text(section), &bold)?;
            sheet.write_string_with_format(row, 1, format!("Nhóm nhiệm vụ số {section}"), &bold)?;
            continue;
        }
        sheet.write_number_with_format(row, 0, f64::from(n), &plain)?;
        let task = format!(
            "Xây dựng, nâng cấp hệ thống thông tin số {n} phục vụ người dân và doanh nghiệp trên địa bàn tỉnh"
        );
        sheet.write_string_with_format(row, 1, task, &plain)?;
        sheet.write_string_with_format(row, 2, "%", &plain)?;
        sheet.write_number_with_format(row, 3, f64::from(n % 100) / 100.0, &percent)?;
        sheet.write_string_with_format(row, 4, format!("Tối thiểu {}%", n % 100), &plain)?;
        let lead = format!("Sở, ngành thứ {}", n % 20 + 1);
        sheet.write_string_with_format(row, 5, lead, &plain)?;
        let time = format!("Tháng {}/202{}", n % 12 + 1, n % 5 + 6);
        sheet.write_string_with_format(row, 6, time, &plain)?;
    }
    Ok(book.save_to_buffer()?)
}
