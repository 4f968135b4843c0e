//! The tidy table of a consolidation in a database engine.

use std::{collections::BTreeMap, fs, path::Path};

use phuluc::{
    gather::{self, Board, Form, Units},
    import,
};
use serde_json::Value;

use crate::{
    need::{Missing, Outcome},
    office::{folder, need, run},
};

const HEAD: &str = ";BIỂU TỔNG HỢP VĂN HÓA ĐỌC NĂM 2026;;;\n\
    STT;Chỉ tiêu;Đơn vị tính;Kế hoạch năm 2026;Kết quả năm 2026\n";

/// The indicators: content, unit, and whether figures of several units add up.
const ROWS: [(&str, &str, bool); 3] = [
    ("Số bản sách hiện có", "bản", true),
    ("Số cuộc thi, giới thiệu sách", "cuộc", true),
    ("Tỷ lệ trường học có thư viện", "%", false),
];

/// The answers by unit: plan and result of each indicator.
const ANSWERS: [(&str, [[&str; 2]; 3]); 3] = [
    (
        "Xã Mường Ảng",
        [["12.500", "12.750"], ["4", "5"], ["80", "82,5"]],
    ),
    ("Xã Nậm Pồ", [["8.000", "7.940"], ["3", ""], ["70", "71"]]),
    (
        "Xã Tủa Chùa",
        [["950", "1.010,5"], ["2", "2"], ["65", "60"]],
    ),
];

/// A sheet with these figures in its last two columns.
fn sheet(figures: &[[&str; 2]; 3]) -> String {
    let rows = ROWS.iter().zip(figures).zip(1..);
    let rows = rows.map(|(((content, unit, _), [plan, result]), n)| {
        format!("{n};{content};{unit};{plan};{result}\n")
    });
    HEAD.to_owned() + &rows.collect::<String>()
}

/// The sums of what adds up are those of the answers, and every value has its source.
pub(crate) fn a_database_gets_the_totals_of_a_consolidation() -> Outcome {
    need("node", "--version")?;
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/external");
    if !here.join("node_modules").exists() {
        return Err(Missing(
            "npm packages of tests/external are not installed".into(),
        ));
    }
    let document = import::import(sheet(&[[""; 2]; 3]).as_bytes(), "mau.csv").unwrap();
    let form = Form::new(document.document);
    let units = Units::new(ANSWERS.iter().map(|(unit, _)| (*unit).to_owned()));
    let answers = ANSWERS.iter().map(|(unit, figures)| {
        let (name, text) = (format!("{unit}.csv"), sheet(figures));
        let imported = import::import(text.as_bytes(), &name).unwrap();
        gather::read_answer(&units, &form, &name, text.as_bytes(), &imported)
    });
    let board = Board::new(&units, &form, answers.collect());
    let folder = folder("database");
    let path = folder.join("tong-hop.csv");
    fs::write(&path, gather::table(&form, &board)).unwrap();

    let table = format!("read_csv('{}')", path.display());
    let ask = |query: &str| -> Vec<Value> {
        let script = here.join("duckdb.mjs");
        let answer = run("node", &[script.to_str().unwrap(), query]);
        serde_json::from_str(&answer).unwrap()
    };
    let text = |row: &Value, field: &str| row[field].as_str().unwrap().to_owned();
    let sums: BTreeMap<(String, String), f64> = ask(&format!(
        "select indicator, \"column\", sum(number)::varchar as total from {table} where adds group by all"
    ))
    .iter()
    .map(|row| {
        let place = (text(row, "indicator"), text(row, "column"));
        (place, text(row, "total").parse().unwrap())
    })
    .collect();
    let number = |it: &str| it.replace('.', "").replace(',', ".").parse::<f64>().ok();
    let mut expected = BTreeMap::new();
    for (at, (content, _, adds)) in ROWS.iter().enumerate() {
        for (of, column) in ["Kế hoạch năm 2026", "Kết quả năm 2026"]
            .into_iter()
            .enumerate()
        {
            let figures = ANSWERS.iter().filter_map(|(_, it)| number(it[at][of]));
            if *adds {
                let place = ((*content).to_owned(), column.to_owned());
                expected.insert(place, figures.sum::<f64>());
            }
        }
    }
    assert_eq!(sums, expected);
    let sources = ask(&format!(
        "select count(*)::varchar as n from {table} where file = unit || '.csv' and line > 2 and length(sha256) = 64"
    ));
    let n_values = ANSWERS.iter().flat_map(|(_, it)| it.as_flattened());
    let n_values = n_values.filter(|it| !it.is_empty()).count();
    assert_eq!(text(&sources[0], "n"), n_values.to_string());
    Ok(())
}
