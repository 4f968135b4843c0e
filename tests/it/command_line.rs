//! The command line as users and scripts call it.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use phuluc::{
    commands, editor::Editor, export::OutputFormat, import, model::sample, persist, report,
    wording::Key,
};
use serde_json::Value;

use crate::odd_texts::set_cell;

/// Creates an empty folder for one test, with the exported sample document `mau.xlsx`.
fn folder(test: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
    fs::remove_dir_all(&folder).ok();
    fs::create_dir_all(&folder).unwrap();
    fs::write(
        folder.join("mau.xlsx"),
        report::export(&sample::document(), OutputFormat::Xlsx).unwrap(),
    )
    .unwrap();
    folder
}

/// Runs the command line in `folder`; returns exit code, standard output and standard error.
fn phuluc(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let Output {
        status,
        stdout,
        stderr,
    } = Command::new(env!("CARGO_BIN_EXE_phuluc"))
        .args(args)
        .current_dir(folder)
        .output()
        .unwrap();
    (
        status.code().unwrap(),
        String::from_utf8(stdout).unwrap(),
        String::from_utf8(stderr).unwrap(),
    )
}

#[test]
fn import_prints_an_outline_and_a_summary() {
    let folder = folder("import");
    let (code, out, _) = phuluc(&folder, &["import", "mau.xlsx", "--outline"]);
    assert_eq!(code, 0);
    let outline: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        outline,
        phuluc::export::outline::outline(&sample::document())
    );
    let (code, out, _) = phuluc(&folder, &["import", "mau.xlsx"]);
    assert_eq!(code, 0);
    insta::assert_snapshot!(out);
}

#[test]
fn check_lists_findings_and_fails_on_errors() {
    let folder = folder("check");
    let (code, out, _) = phuluc(&folder, &["check", "mau.xlsx"]);
    assert_eq!(code, 1);
    insta::assert_snapshot!(out);
    let (code, out, _) = phuluc(&folder, &["check", "mau.xlsx", "--json"]);
    assert_eq!(code, 1);
    let findings: Value = serde_json::from_str(&out).unwrap();
    let keys: Vec<&String> = findings[0].as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        [
            "annex", "fix", "message", "role", "row", "rule", "severity", "stt"
        ]
    );
}

#[test]
fn fix_applies_safe_fixes_only() {
    let folder = folder("fix");
    let (code, out, _) = phuluc(
        &folder,
        &["fix", "mau.xlsx", "sua.xlsx", "--rule", "leading-dash"],
    );
    assert_eq!((code, out.lines().count()), (0, 1));
    let (_, out, _) = phuluc(&folder, &["check", "sua.xlsx"]);
    assert!(
        !out.contains("leading-dash") && out.contains("stray-spacing"),
        "{out}"
    );
    let (_, listed, _) = phuluc(&folder, &["fix", "mau.xlsx", "sua.xlsx"]);
    assert!(
        listed.contains("stray-spacing") && !listed.contains("skipped-ordinal"),
        "only what was done is listed: {listed}"
    );
    let (code, out, _) = phuluc(&folder, &["check", "sua.xlsx"]);
    assert_eq!(code, 1, "what needs a person is still reported");
    let has = |rule: &str| out.contains(rule);
    assert!(
        !has("stray-spacing") && !has("ordinal-form") && has("skipped-ordinal"),
        "{out}"
    );
}

#[test]
fn export_gives_a_workbook_with_the_same_outline() {
    let folder = folder("export");
    assert_eq!(phuluc(&folder, &["export", "mau.xlsx", "xuat.xlsx"]).0, 0);
    let outline = |file| phuluc(&folder, &["import", file, "--outline"]).1;
    assert_eq!(outline("xuat.xlsx"), outline("mau.xlsx"));
}

#[test]
fn bad_input_is_exit_code_2_with_a_message() {
    let folder = folder("bad");
    fs::write(folder.join("trang.xls"), "<html><table></table></html>").unwrap();
    for args in [
        &["import", "trang.xls"][..],
        &["check", "khong-co.xlsx"],
        &["fix", "mau.xlsx"],
        &["check", "mau.xlsx", "--unknown"],
        &["fix", "mau.xlsx", "sua.xlsx", "--rule", "no-such-rule"],
        &[],
    ] {
        let (code, out, err) = phuluc(&folder, args);
        assert_eq!((code, out.as_str()), (2, ""), "{args:?}");
        assert!(
            !err.is_empty() && !err.contains("panicked"),
            "{args:?}: {err}"
        );
    }
    let (_, _, err) = phuluc(&folder, &["import", "trang.xls"]);
    assert!(err.contains("HTML"), "{err}");
}

#[test]
fn a_folder_is_imported_file_by_file() {
    let folder = folder("import-folder");
    fs::create_dir(folder.join("sub")).unwrap();
    fs::write(
        folder.join("sub/hong.xls"),
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and no more",
    )
    .unwrap();
    fs::copy(folder.join("mau.xlsx"), folder.join("sub/xong.xlsx")).unwrap();
    let (code, out, error) = phuluc(&folder, &["import", "."]);
    assert_eq!(code, 2);
    assert_eq!(out.matches("DANH MỤC CHỈ TIÊU CHÍNH QUYỀN SỐ").count(), 2);
    assert_eq!(error.lines().count(), 1, "{error}");
    assert!(error.contains("hong.xls"), "{error}");
}

#[test]
fn a_reader_that_panics_is_one_line() {
    let folder = folder("import-panic");
    let mut file = include_bytes!("../fixtures/dinh-dang.xls").to_vec();
    let mut container = cfb::CompoundFile::open(std::io::Cursor::new(&mut file)).unwrap();
    let mut stream = container.open_stream("/Workbook").unwrap();
    // Sets the length of the first record to 0, so that it has no version field.
    std::io::Seek::seek(&mut stream, std::io::SeekFrom::Start(2)).unwrap();
    std::io::Write::write_all(&mut stream, &[0]).unwrap();
    std::io::Write::flush(&mut stream).unwrap();
    drop(stream);
    drop(container);
    fs::write(folder.join("hong.xls"), &file).unwrap();
    let (code, _, error) = phuluc(&folder, &["import", "hong.xls"]);
    assert_eq!((code, error.lines().count()), (2, 1), "{error}");
    assert!(error.contains("the reader gave up"), "{error}");
}

/// `ulimit -v` counts KiB of address space: about 60 MB are too little for this file, 4 GB are
/// enough.
#[cfg(unix)]
#[test]
fn a_file_that_takes_all_the_memory_is_a_message() {
    let folder = folder("import-memory");
    let rows: String = (1..300_000)
        .map(|n| format!("{n}\tNhiệm vụ số {n}\tSở Nội vụ\n"))
        .collect();
    let text = format!("STT\tNhiệm vụ\tCơ quan chủ trì\n{rows}");
    fs::write(folder.join("lon.tsv"), text).unwrap();
    let import = |limit: &str| {
        let output = Command::new("sh")
            .args([
                "-c",
                &format!("ulimit -v {limit}; exec \"$0\" import lon.tsv mau.xlsx"),
            ])
            .arg(env!("CARGO_BIN_EXE_phuluc"))
            .current_dir(&folder)
            .output()
            .unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stdout).unwrap(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    let (code, out, error) = import("60000");
    assert_eq!(code, Some(2), "{error}");
    assert_eq!(error.lines().count(), 1, "{error}");
    assert!(error.starts_with("lon.tsv: "), "{error}");
    assert!(
        out.contains("DANH MỤC CHỈ TIÊU CHÍNH QUYỀN SỐ"),
        "the next file is read"
    );
    assert_eq!(import("4000000").0, Some(0));
}

#[test]
fn a_profile_says_what_is_looked_for() {
    let folder = folder("profile");
    let rules = "{\"format\":\"phuluc-profile\",\"version\":1,\"rules\":{\"leading-dash\":\"error\",\"stray-spacing\":\"off\"}}";
    fs::write(folder.join("ho-so.json"), rules).unwrap();
    let args = ["check", "mau.xlsx", "--profile", "ho-so.json"];
    let (code, out, _) = phuluc(&folder, &args);
    assert_eq!(code, 1);
    assert!(
        out.contains("leading-dash error") && !out.contains("stray-spacing"),
        "{out}"
    );
    let (_, listed, _) = phuluc(
        &folder,
        &["fix", "mau.xlsx", "sua.xlsx", "--profile", "ho-so.json"],
    );
    assert!(!listed.contains("stray-spacing"), "{listed}");
    fs::write(folder.join("khac.json"), "{}").unwrap();
    let (code, _, error) = phuluc(&folder, &["check", "mau.xlsx", "--profile", "khac.json"]);
    assert_eq!(code, 2);
    assert!(
        error.contains("khac.json: Tệp này không phải hồ sơ"),
        "{error}"
    );
}

/// A backup contains the waivers, and the command line respects them.
#[test]
fn a_backup_is_checked_with_its_waivers_and_exports_them() {
    let folder = folder("waivers");
    let mut editor = Editor::new(sample::document());
    let dash = editor
        .findings()
        .iter()
        .find(|it| it.rule == "leading-dash");
    let waive = commands::waive(
        &editor.selection(),
        std::slice::from_ref(dash.unwrap()),
        "Theo mẫu của bộ",
    );
    editor.commit(&waive.unwrap()).unwrap();
    editor
        .commit(&commands::list_waivers(&editor.selection(), true).unwrap())
        .unwrap();
    fs::write(
        folder.join("mau.phuluc"),
        persist::backup(editor.document()),
    )
    .unwrap();
    let (_, out, _) = phuluc(&folder, &["check", "mau.phuluc"]);
    assert!(
        !out.contains("leading-dash") && out.contains("stray-spacing"),
        "{out}"
    );
    assert_eq!(phuluc(&folder, &["export", "mau.phuluc", "xuat.xlsx"]).0, 0);
    let bytes = fs::read(folder.join("xuat.xlsx")).unwrap();
    let imported = import::import(&bytes, "xuat.xlsx").unwrap();
    assert_eq!(
        imported.document.annexes.len(),
        2,
        "the answers are no annex of the plan"
    );
    assert!(
        imported
            .notes
            .iter()
            .any(|it| it.message.key == Key::NoteMadeOnExport)
    );
}

/// A document whose texts hold terminal escapes, in CSV, whose sheet is named after the file.
#[test]
fn nothing_of_a_file_reaches_the_terminal_as_a_control_sequence() {
    let folder = folder("terminal");
    let mut document = sample::document();
    let annex = &mut document.annexes[0];
    annex.head.title = "Đỏ \u{1b}[31m\u{9b}0m\u{7f} abc\u{202e}gpj".to_owned();
    let column = annex.column_of(phuluc::model::Role::Content).unwrap().id;
    let text = "Sở\u{1b}]0;tiêu đề\u{7} A  B \u{202e}x\n1:1:1:content giả error";
    set_cell(annex, 1, column, text);
    fs::write(folder.join("x.phuluc"), persist::backup(&document)).unwrap();
    fs::write(folder.join("x.xls\u{1b}[31m"), "no table").unwrap();
    for args in [
        &["import", "x.phuluc"][..],
        &["import", "x.phuluc", "--outline"],
        &["check", "x.phuluc"],
        &["check", "x.phuluc", "--json"],
        &["fix", "x.phuluc", "sua.xlsx"],
        &["import", "x.xls\u{1b}[31m"],
        &["check", "khong\u{1b}[31m.xlsx"],
        &["check\u{1b}[31m"],
        &["check", "x.phuluc", "--rule", "\u{1b}[31m"],
    ] {
        let (_, out, err) = phuluc(&folder, args);
        let said = out + &err;
        let acts = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(
            !said.is_empty() && !said.contains(acts),
            "{args:?}: {said:?}"
        );
    }
    let (_, out, _) = phuluc(&folder, &["check", "x.phuluc"]);
    assert!(!out.lines().any(|line| line.starts_with("1:1:1:")), "{out}");
    let (_, out, _) = phuluc(&folder, &["import", "x.phuluc", "--outline"]);
    let outline: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(outline, phuluc::export::outline::outline(&document));
}

#[test]
fn tidy_data_says_what_a_spreadsheet_takes_for_formulas() {
    let folder = folder("formulas");
    fs::write(
        folder.join("x.tsv"),
        "STT\tNhiệm vụ\tCơ quan chủ trì\n1\t- Một\tSở A\n2\t=1+1\tSở B\n3\tBa\t-\n",
    )
    .unwrap();
    let csv = |args: &[&str]| {
        let (code, _, err) = phuluc(&folder, &[&["export", "x.tsv", "x.zip"], args].concat());
        assert_eq!(code, 0, "{err}");
        let mut zip = zip::ZipArchive::new(fs::File::open(folder.join("x.zip")).unwrap()).unwrap();
        let mut text = String::new();
        let mut file = zip.by_name("tasks.csv").unwrap();
        std::io::Read::read_to_string(&mut file, &mut text).unwrap();
        (text, err)
    };
    let (plain, note) = csv(&[]);
    assert!(
        plain.contains(",- Một,") && plain.contains(",=1+1,"),
        "{plain}"
    );
    assert!(note.starts_with("x.zip: 2 ô"), "{note}");
    let (guarded, note) = csv(&["--apostrophe"]);
    assert!(
        guarded.contains(",'- Một,") && guarded.contains(",'=1+1,"),
        "{guarded}"
    );
    assert_eq!(note, "");
}

#[test]
fn help_is_no_mistake() {
    let folder = folder("help");
    for flag in ["--help", "-h"] {
        let (code, out, complaint) = phuluc(&folder, &[flag]);
        assert_eq!((code, complaint.as_str()), (0, ""));
        assert!(out.starts_with("phuluc import PATH…"));
        assert!(out.contains("\nphuluc progress FILE"));
    }
}

#[test]
fn a_file_given_as_a_report_is_read_as_one_whatever_its_title_says() {
    let folder = folder("progress-of-any-title");
    let text = "Phụ lục\nĐIỀU HÀNH VẬN TẢI\nSTT\tChỉ tiêu\tĐơn vị tính\tMức hẹn\tGhi nhận\n\
                1\tSố chuyến tàu đúng giờ\tchuyến\t400\t412\n2\tSố toa đóng mới\ttoa\t12\t9\n";
    fs::write(folder.join("van-tai.txt"), text).unwrap();
    let args = ["progress", "van-tai.txt", "--period", "Năm 2026", "--json"];
    let (code, out, told) = phuluc(&folder, &args);
    assert_eq!(code, 0, "{told}");
    let found: Value = serde_json::from_str(&out).unwrap();
    let rows = found["rows"].as_array().unwrap();
    let statuses: Vec<&Value> = rows.iter().map(|it| &it["status"]).collect();
    assert_eq!(statuses, ["exceeded", "missed"]);
    assert!(told.contains("Ghi nhận"), "{told}");
}
