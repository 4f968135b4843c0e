//! Prints native import times for 50 to 50 000 rows of seven columns.
//!
//! `cargo bench --bench import -- DIR` also writes the workbooks to DIR, so that the browser
//! benchmarks read the same files, and has LibreOffice make a PDF file and a Word 97 document of a
//! hundred pages there, which it reads too.

use std::{
    error::Error,
    fs,
    hint::black_box,
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

use phuluc::{export::OutputFormat, import, report};

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
/// Number of rows that take about a hundred pages.
const PAGES_ROWS: u32 = 1_150;
/// Number of times that each file of a hundred pages is read.
const PAGES_RUNS: usize = 7;
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
        print(&format!("{n_rows:>6} rows"), bytes.len(), times)?;
    }
    if let Some(folder) = &folder {
        read_pages(folder)?;
    }
    Ok(())
}

fn print(what: &str, n_bytes: usize, mut times: Vec<f64>) -> Result<(), Box<dyn Error>> {
    times.sort_by(f64::total_cmp);
    let median = times.get(times.len() / 2).ok_or("no run")?;
    let best = times.first().ok_or("no run")?;
    println!(
        "native {what}  {:>7.1} KiB  median {median:>7.1} ms  best {best:>7.1} ms",
        n_bytes as f64 / 1024.0,
    );
    Ok(())
}

/// Has LibreOffice convert a long annex to a ruled PDF file and a Word 97 document, and prints how long
/// they take to read.
fn read_pages(folder: &Path) -> Result<(), Box<dyn Error>> {
    let document = import::import(&workbook(PAGES_ROWS)?, "bench.xlsx")?.document;
    let source = folder.join("pages.docx");
    fs::write(&source, report::export(&document, OutputFormat::Docx)?)?;
    let home = format!(
        "-env:UserInstallation=file://{}",
        folder.join("home").display()
    );
    for format in ["pdf", "doc"] {
        let mut office = Command::new("soffice");
        office.args([&home, "--headless", "--convert-to", format, "--outdir"]);
        let output = office.arg(folder).arg(&source).output();
        if !output.is_ok_and(|it| it.status.success()) {
            println!("native .{format} of a hundred pages: LibreOffice is needed to make it");
            continue;
        }
        let bytes = fs::read(folder.join(format!("pages.{format}")))?;
        let mut times = Vec::new();
        for _ in 0..PAGES_RUNS {
            let started = Instant::now();
            let imported = import::import(black_box(&bytes), &format!("pages.{format}"))?;
            times.push(started.elapsed().as_secs_f64() * 1_000.0);
            assert_eq!(imported.document.n_rows(), PAGES_ROWS as usize);
        }
        let pages = memchr::memmem::find_iter(&bytes, b"/Type/Page/").count();
        let what = match format {
            "pdf" => format!(".pdf, {pages} pages"),
            _ => ".doc, the same".to_owned(),
        };
        print(&what, bytes.len(), times)?;
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
