//! The charts of a report in LibreOffice.

use std::{fs, path::Path};

use crate::{
    need::Outcome,
    office::{convert, folder, need, run},
};
use phuluc::{
    export::{self, Made, OutputFormat},
    model::fixture,
    progress::{Counts, judge, narrative, summary},
};

const REPORT: &str = "
    stt:STT | content:Chỉ tiêu | unit:Đơn vị tính | target:Năm 2026 | lead:Cơ quan chủ trì | actual:Kết quả quý III/2026
    - 1 | Tỷ lệ người dân hài lòng | % | 95 | Sở Nội vụ | 96
    - 2 | Số lớp tập huấn | lớp | 12 | Sở Y tế | 7
    - 3 | Số xã đạt chuẩn | xã | 20 | Sở Y tế | 
";

pub(crate) fn charts_of_a_report_are_drawn_with_their_names_and_counts() -> Outcome {
    need("soffice", "--version")?;
    need("pdftotext", "-v")?;
    let folder = folder("charts");
    let document = fixture::parse(REPORT);
    let progress = judge(&document, None);
    let counts = Counts::of(&progress);
    let told = narrative(&progress, &counts).text();
    let summary = summary(&progress, &counts, &told);
    for format in [OutputFormat::Docx, OutputFormat::Xlsx] {
        let path = folder.join(format!("bao-cao.{}", format.extension()));
        let bytes = export::write(&document, &[], Some(&summary), format, Made::FIXED).unwrap();
        fs::write(&path, bytes).unwrap();
        convert(&folder, "pdf", &[path.to_str().unwrap()]);
        let pdf = Path::new(&path).with_extension("pdf");
        let text = run("pdftotext", &["-layout", pdf.to_str().unwrap(), "-"]);
        // The whole plan stands in its chart alone.
        let name = "Toàn bộ";
        assert!(text.contains(name), "{}: {text}", format.extension());
    }
    Ok(())
}
