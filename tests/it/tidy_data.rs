//! Export as tidy data: tables for other programs, and the data package that describes them.

use std::io::{Cursor, Read as _};

use phuluc::{
    export::OutputFormat,
    model::{AnnexKind, fixture, sample},
    report,
};
use serde_json::Value;

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive
        .by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

#[test]
fn a_row_for_each_indicator_and_phase_and_for_each_task() {
    let bytes = report::export(&sample::document(), OutputFormat::Data).unwrap();
    insta::assert_snapshot!(part(&bytes, "indicators.csv"));
    insta::assert_snapshot!(part(&bytes, "tasks.csv"));
    let rows: Value = serde_json::from_str(&part(&bytes, "indicators.json")).unwrap();
    assert_eq!(rows[0]["value_from"], 80.0);
    assert_eq!(rows[5]["keep"], true);
}

/// The descriptor lists exactly the fields of each table.
#[test]
fn the_descriptor_says_what_the_tables_hold() {
    let bytes = report::export(&sample::document(), OutputFormat::Data).unwrap();
    let descriptor: Value = serde_json::from_str(&part(&bytes, "datapackage.json")).unwrap();
    assert_eq!(descriptor["profile"], "tabular-data-package");
    for resource in descriptor["resources"].as_array().unwrap() {
        let csv = part(&bytes, resource["path"].as_str().unwrap());
        let fields = resource["schema"]["fields"].as_array().unwrap();
        let names: Vec<&str> = fields
            .iter()
            .map(|it| it["name"].as_str().unwrap())
            .collect();
        assert_eq!(csv.lines().next().unwrap(), names.join(","));
        let json = part(
            &bytes,
            &format!("{}.json", resource["name"].as_str().unwrap()),
        );
        let rows: Value = serde_json::from_str(&json).unwrap();
        for row in rows.as_array().unwrap() {
            for name in row.as_object().unwrap().keys() {
                assert!(names.contains(&name.as_str()), "{name} is not described");
            }
        }
    }
}

#[test]
fn phases_may_be_sections_and_texts_hold_commas_and_quotes() {
    let document = fixture::parse(
        "
        stt | content | unit | target | lead
        # I | Giai đoạn đến năm 2027
        - 1 | Tỷ lệ \"số hóa\", lưu trữ | % | tối thiểu 95 | Sở KHCN; Công an tỉnh
        # II | Mục tiêu giai đoạn 2028-2030
        - 1 | Tỷ lệ số hóa | % | - | Sở Nội vụ
    ",
    );
    let bytes = report::export(&document, OutputFormat::Data).unwrap();
    insta::assert_snapshot!(part(&bytes, "indicators.csv"), @r#"
    plan,plan_date,issuer,annex,period,section,ordinal,level,group,indicator,unit,phase_from,phase_to,target,bound,value_from,value_to,measure,keep,no_target,lead,coordinating,note
    ,,,,,Giai đoạn đến năm 2027,1,1,,"Tỷ lệ ""số hóa"", lưu trữ",%,,2027,tối thiểu 95,at_least,95.0,95.0,percent,false,false,Sở Khoa học và Công nghệ; Công an tỉnh,,
    ,,,,,Mục tiêu giai đoạn 2028-2030,1,1,,Tỷ lệ số hóa,%,2028,2030,-,,,,,,true,Sở Nội vụ,,
    "#);
}

/// A report has a row for each of its items, with its period; rows of the plan have none.
#[test]
fn results_are_rows_with_their_period() {
    let mut document = fixture::parse(
        "
        stt | content | unit | target:Năm 2026 | lead | actual:Kết quả quý III/2026 | status:Đánh giá | note:Khó khăn, vướng mắc
        # I | Người dân
        - 1 | Tỷ lệ hài lòng | % | 95 | Sở Nội vụ | 92 | Chưa đạt | Thiếu người
        - 2 | Tỷ lệ số hóa | % | 80 | Sở Y tế | |
    ",
    );
    document.annexes[0].head.kind = AnnexKind::Indicators;
    document.annexes[0].head.title = "BÁO CÁO TIẾN ĐỘ QUÝ III/2026".to_owned();
    document.annexes.push(sample::document().annexes.remove(1));
    let bytes = report::export(&document, OutputFormat::Data).unwrap();
    insta::assert_snapshot!(part(&bytes, "results.csv"), @r"
    plan,plan_date,issuer,annex,period,section,ordinal,level,period_end,kind,item,unit,target,actual,assessment,status,difficulty,next_step,evidence,lead,coordinating
    ,,,,Quý III/2026,Người dân,1,1,2026-09-30,indicator,Tỷ lệ hài lòng,%,95,92,Chưa đạt,missed,Thiếu người,,,Sở Nội vụ,
    ,,,,Quý III/2026,Người dân,2,1,2026-09-30,indicator,Tỷ lệ số hóa,%,80,,,,,,,Sở Y tế,
    ");
    let tasks: Value = serde_json::from_str(&part(&bytes, "tasks.json")).unwrap();
    assert_eq!(tasks[0]["period"], Value::Null);
    let indicators: Value = serde_json::from_str(&part(&bytes, "indicators.json")).unwrap();
    assert_eq!(indicators[0]["period"], "Quý III/2026");
}
