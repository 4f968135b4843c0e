//! Writes the document as tidy tables for open-data portals and data warehouses: one row per
//! indicator and phase, per task, and per result of a reported period, as CSV and JSON, with a
//! Frictionless Data Package descriptor (specs.frictionlessdata.io).

use std::io::{Cursor, Write as _};

use serde_json::{Map, Value as Json, json};
use zip::{CompressionMethod, DateTime, ZipWriter, result::ZipError, write::SimpleFileOptions};

use super::ExportError;
use crate::{
    model::{
        Annex, AnnexKind, Bound, ColumnId, Document, Measure, Period, Phase, ProgressStatus,
        ReportPeriod, Role, Row, RowKind, Target, agencies_in, reported_period, target_column,
    },
    text::formula::reads_as_formula,
};

/// A field of a table: its name, its Frictionless type and its description.
type Field = (&'static str, &'static str, &'static str);

const COMMON: &[Field] = &[
    ("plan", "string", "Số, ký hiệu kế hoạch"),
    ("plan_date", "string", "Ngày ban hành, như ghi"),
    ("issuer", "string", "Cơ quan ban hành"),
    ("annex", "string", "Số phụ lục"),
    (
        "period",
        "string",
        "Kỳ báo cáo; trống ở phụ lục của kế hoạch",
    ),
    ("section", "string", "Mục, các cấp cách nhau bằng “ / ”"),
    ("ordinal", "string", "Số thứ tự, như ghi"),
    ("level", "integer", "Cấp của dòng, từ 1"),
];

const INDICATORS: &[Field] = &[
    ("group", "string", "Nhóm chỉ tiêu"),
    ("indicator", "string", "Chỉ tiêu"),
    ("unit", "string", "Đơn vị tính, như ghi"),
    (
        "phase_from",
        "year",
        "Năm đầu giai đoạn; trống khi chỉ ghi “đến năm”",
    ),
    ("phase_to", "year", "Năm cuối giai đoạn"),
    ("target", "string", "Mục tiêu, như ghi"),
    (
        "bound",
        "string",
        "exactly, at_least, more_than, at_most, less_than, about",
    ),
    ("value_from", "number", "Giá trị; đầu dưới của khoảng"),
    (
        "value_to",
        "number",
        "Đầu trên của khoảng; bằng value_from khi là một số",
    ),
    ("measure", "string", "percent, level hoặc plain"),
    ("keep", "boolean", "Duy trì mức đã đạt"),
    (
        "no_target",
        "boolean",
        "Ghi “-”: giai đoạn này không đặt chỉ tiêu",
    ),
    (
        "lead",
        "string",
        "Cơ quan chủ trì, tên theo danh mục, cách nhau bằng “; ”",
    ),
    ("coordinating", "string", "Cơ quan phối hợp"),
    ("note", "string", "Ghi chú"),
];

const TASKS: &[Field] = &[
    ("task", "string", "Nhiệm vụ, giải pháp"),
    (
        "lead",
        "string",
        "Cơ quan chủ trì, tên theo danh mục, cách nhau bằng “; ”",
    ),
    ("coordinating", "string", "Cơ quan phối hợp"),
    ("result", "string", "Kết quả, sản phẩm"),
    ("time", "string", "Thời gian, như ghi"),
    ("start", "yearmonth", "Tháng bắt đầu"),
    ("end", "yearmonth", "Tháng kết thúc"),
    ("recurring", "boolean", "Định kỳ"),
    ("note", "string", "Ghi chú"),
];

const RESULTS: &[Field] = &[
    ("period_end", "date", "Ngày cuối kỳ báo cáo"),
    ("kind", "string", "indicator hoặc task"),
    ("item", "string", "Chỉ tiêu hoặc nhiệm vụ"),
    ("unit", "string", "Đơn vị tính, như ghi"),
    (
        "target",
        "string",
        "Mục tiêu của giai đoạn chứa kỳ, hoặc thời hạn, như ghi",
    ),
    ("actual", "string", "Kết quả, như ghi"),
    ("assessment", "string", "Đánh giá, như ghi"),
    (
        "status",
        "string",
        "Đánh giá đã ghi, là exceeded, met, missed, not-due, overdue, no-data hoặc dropped",
    ),
    ("difficulty", "string", "Khó khăn, vướng mắc"),
    ("next_step", "string", "Hướng xử lý tiếp theo"),
    ("evidence", "string", "Minh chứng"),
    (
        "lead",
        "string",
        "Cơ quan chủ trì, tên theo danh mục, cách nhau bằng “; ”",
    ),
    ("coordinating", "string", "Cơ quan phối hợp"),
];

/// Returns a zip archive with `datapackage.json` and each table as CSV and as JSON. `guards` puts an
/// apostrophe before the texts of the CSV tables that a spreadsheet takes for formulas; JSON has the
/// texts as they are.
pub(super) fn write(document: &Document, guards: bool) -> Result<Vec<u8>, ExportError> {
    package(document, guards).map_err(|error| ExportError::Writer(error.to_string()))
}

/// Counts the cells that a spreadsheet takes for formulas when it opens the CSV tables.
pub fn n_formula_like(document: &Document) -> usize {
    let rows = document.annexes.iter().flat_map(|annex| &annex.rows);
    let cells = rows.flat_map(|row| row.cells());
    // The tables have the texts without the spaces around them.
    cells
        .filter(|(_, text)| reads_as_formula(text.trim()))
        .count()
}

fn package(document: &Document, guards: bool) -> Result<Vec<u8>, ZipError> {
    let tables = [
        ("indicators", INDICATORS, indicators(document)),
        ("tasks", TASKS, tasks(document)),
        ("results", RESULTS, results(document)),
    ];
    // Only a document with reports has results.
    let tables = tables
        .into_iter()
        .filter(|(name, _, rows)| *name != "results" || !rows.is_empty());
    let tables: Vec<_> = tables.collect();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut put = |name: &str, text: &str| -> Result<(), ZipError> {
        writer.start_file(name, options)?;
        writer.write_all(text.as_bytes())?;
        Ok(())
    };
    let mut resources = Vec::new();
    for (name, own, rows) in &tables {
        let fields: Vec<Field> = COMMON.iter().chain(*own).copied().collect();
        put(&format!("{name}.csv"), &csv(&fields, rows, guards))?;
        put(&format!("{name}.json"), &pretty(&Json::Array(rows.clone())))?;
        resources.push(resource(name, &fields));
    }
    let plan = &document.plan;
    let descriptor = json!({
        "profile": "tabular-data-package",
        "name": "phu-luc",
        "title": plan.name,
        "description": format!("Phụ lục của {} {} ({})", plan.number, plan.date, plan.body),
        "resources": resources,
    });
    put("datapackage.json", &pretty(&descriptor))?;
    Ok(writer.finish()?.into_inner())
}

fn pretty(value: &Json) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

fn resource(name: &str, fields: &[Field]) -> Json {
    let fields = fields
        .iter()
        .map(|(name, kind, what)| json!({ "name": name, "type": kind, "description": what }));
    json!({
        "profile": "tabular-data-resource",
        "name": name,
        "path": format!("{name}.csv"),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": { "delimiter": ",", "doubleQuote": true, "lineTerminator": "\r\n" },
        "schema": { "fields": fields.collect::<Vec<_>>(), "missingValues": [""] },
    })
}

fn csv(fields: &[Field], rows: &[Json], guards: bool) -> String {
    let mut text = fields
        .iter()
        .map(|(name, ..)| *name)
        .collect::<Vec<_>>()
        .join(",")
        + "\r\n";
    for row in rows {
        let cells = fields.iter().map(|(name, ..)| match row.get(name) {
            None | Some(Json::Null) => String::new(),
            Some(Json::String(text)) if guards && reads_as_formula(text) => {
                quoted(&format!("'{text}"))
            }
            Some(Json::String(text)) => quoted(text),
            Some(other) => other.to_string(),
        });
        text += &cells.collect::<Vec<_>>().join(",");
        text += "\r\n";
    }
    text
}

/// Quotes a value where RFC 4180 requires it.
fn quoted(text: &str) -> String {
    match text.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text.to_owned(),
    }
}

fn indicators(document: &Document) -> Vec<Json> {
    let mut rows = Vec::new();
    for_items(
        document,
        |annex| annex.head.kind == AnnexKind::Indicators,
        |annex, row, common, phase| {
            for column in annex.columns_of(Role::Target) {
                let text = row.cell(column.id).trim();
                let phase = column.phase().or(phase);
                let mut fields = common.clone();
                put_texts(
                    &mut fields,
                    annex,
                    row,
                    &[
                        ("group", Role::Group),
                        ("indicator", Role::Content),
                        ("unit", Role::Unit),
                    ],
                );
                put(
                    &mut fields,
                    "phase_from",
                    phase.and_then(|it| it.from).map(Json::from),
                );
                put(&mut fields, "phase_to", phase.map(|it| it.to.into()));
                put(
                    &mut fields,
                    "target",
                    (!text.is_empty()).then(|| text.into()),
                );
                put_target(
                    &mut fields,
                    &Target::parse(text, annex.text(row, Role::Unit)),
                );
                put_agencies(&mut fields, document, annex, row);
                put_texts(&mut fields, annex, row, &[("note", Role::Note)]);
                rows.push(Json::Object(fields));
            }
        },
    );
    rows
}

fn tasks(document: &Document) -> Vec<Json> {
    let mut rows = Vec::new();
    let is_of_tasks = |annex: &Annex| annex.head.kind == AnnexKind::Tasks;
    for_items(document, is_of_tasks, |annex, row, common, _| {
        let mut fields = common.clone();
        put_texts(&mut fields, annex, row, &[("task", Role::Content)]);
        put_agencies(&mut fields, document, annex, row);
        put_texts(
            &mut fields,
            annex,
            row,
            &[
                ("result", Role::Result),
                ("time", Role::Time),
                ("note", Role::Note),
            ],
        );
        match Period::parse(annex.text(row, Role::Time)) {
            Some(Period::Span { from, to }) => {
                let month =
                    |it: crate::model::Month| Json::from(format!("{}-{:02}", it.year, it.month));
                put(&mut fields, "start", Some(month(from)));
                put(&mut fields, "end", Some(month(to)));
            }
            Some(Period::Recurring) => put(&mut fields, "recurring", Some(true.into())),
            _ => {}
        }
        rows.push(Json::Object(fields));
    });
    rows
}

/// The results of each report, of the period that it is about.
fn results(document: &Document) -> Vec<Json> {
    let mut rows = Vec::new();
    let is_report = |annex: &Annex| period_of(annex).is_some();
    for_items(document, is_report, |annex, row, common, _| {
        let Some(period) = period_of(annex) else {
            return;
        };
        let columns = annex.report_columns(Some(period));
        let cell = |column: Option<ColumnId>| column.map_or("", |it| row.cell(it)).trim();
        let target = target_column(&annex.columns, Some(period));
        let (kind, target) = match (annex.head.kind, target) {
            (AnnexKind::Tasks, _) | (AnnexKind::Other, None) => {
                ("task", annex.text(row, Role::Time).trim())
            }
            (_, target) => ("indicator", cell(target.map(|(id, _)| id))),
        };
        let mut fields = common.clone();
        let end = period.end();
        let end = format!("{}-{:02}-{:02}", end.year, end.month, end.day);
        put(&mut fields, "period_end", Some(end.into()));
        put(&mut fields, "kind", Some(kind.into()));
        let names = [("item", Role::Content), ("unit", Role::Unit)];
        put_texts(&mut fields, annex, row, &names);
        let assessment = cell(columns.status);
        let status = ProgressStatus::parse(assessment);
        let texts = [
            ("target", target),
            ("actual", cell(columns.actual)),
            ("assessment", assessment),
            ("status", status.map_or("", ProgressStatus::key)),
            ("difficulty", cell(columns.difficulty)),
            ("next_step", cell(columns.next_step)),
            ("evidence", cell(columns.evidence)),
        ];
        for (name, text) in texts {
            put(&mut fields, name, (!text.is_empty()).then(|| text.into()));
        }
        put_agencies(&mut fields, document, annex, row);
        rows.push(Json::Object(fields));
    });
    rows
}

/// The period that an annex reports on; `None` for one of the plan.
fn period_of(annex: &Annex) -> Option<ReportPeriod> {
    let period = reported_period(&annex.head, &annex.columns)?;
    let is_report = annex.report_columns(Some(period)).is_report();
    is_report.then_some(period)
}

type Fields = Map<String, Json>;

/// Calls `each` for every item in the annexes that are wanted, with the fields common to all tables and
/// the phase of its section.
fn for_items(
    document: &Document,
    is_wanted: fn(&Annex) -> bool,
    mut each: impl FnMut(&Annex, &Row, &Fields, Option<Phase>),
) {
    let plan = &document.plan;
    for annex in document.annexes.iter().filter(|annex| is_wanted(annex)) {
        let period = period_of(annex).map(|it| it.label());
        let mut sections: Vec<(u8, String)> = Vec::new();
        for row in &annex.rows {
            let content = annex.text(row, Role::Content).trim();
            if let RowKind::Section(level) = row.kind {
                sections.retain(|(above, _)| *above < level);
                sections.push((level, content.to_owned()));
                continue;
            }
            let mut fields = Fields::new();
            let texts = [
                ("plan", &plan.number),
                ("plan_date", &plan.date),
                ("issuer", &plan.body),
                ("annex", &annex.head.number),
            ];
            for (name, text) in texts {
                put(
                    &mut fields,
                    name,
                    (!text.is_empty()).then(|| text.as_str().into()),
                );
            }
            put(&mut fields, "period", period.clone().map(Json::from));
            let section = sections
                .iter()
                .map(|(_, text)| text.as_str())
                .collect::<Vec<_>>()
                .join(" / ");
            put(
                &mut fields,
                "section",
                (!section.is_empty()).then(|| section.into()),
            );
            put_texts(&mut fields, annex, row, &[("ordinal", Role::Ordinal)]);
            put(&mut fields, "level", Some(row.kind.level().into()));
            let phase = sections
                .iter()
                .rev()
                .find_map(|(_, text)| Phase::parse(text));
            each(annex, row, &fields, phase);
        }
    }
}

fn put(fields: &mut Fields, name: &str, value: Option<Json>) {
    fields.insert(name.to_owned(), value.unwrap_or(Json::Null));
}

fn put_texts(fields: &mut Fields, annex: &Annex, row: &Row, names: &[(&str, Role)]) {
    for (name, role) in names {
        let text = annex.text(row, *role).trim();
        put(fields, name, (!text.is_empty()).then(|| text.into()));
    }
}

fn put_agencies(fields: &mut Fields, document: &Document, annex: &Annex, row: &Row) {
    for (name, role) in [("lead", Role::Lead), ("coordinating", Role::Coordinating)] {
        let text = annex.text(row, role);
        let named = agencies_in(&document.review.profile.directory, text);
        let names = named.iter().map(|it| match &it.agency {
            Some(agency) => agency.name.as_str(),
            None => text.get(it.range.clone()).unwrap_or_default(),
        });
        let names = names.collect::<Vec<_>>().join("; ");
        put(fields, name, (!names.is_empty()).then(|| names.into()));
    }
}

fn put_target(fields: &mut Fields, target: &Target) {
    put(fields, "no_target", Some((*target == Target::None).into()));
    let Target::Measured {
        bound,
        amount,
        measure,
        keep,
        ..
    } = target
    else {
        for name in ["bound", "value_from", "value_to", "measure", "keep"] {
            put(fields, name, None);
        }
        return;
    };
    let bound = match bound {
        Bound::Exactly => "exactly",
        Bound::AtLeast => "at_least",
        Bound::MoreThan => "more_than",
        Bound::AtMost => "at_most",
        Bound::LessThan => "less_than",
        Bound::About => "about",
    };
    let measure = match measure {
        Measure::Percent => "percent",
        Measure::Level => "level",
        Measure::Plain => "plain",
    };
    let values = amount.values();
    let least = values.iter().copied().reduce(f64::min);
    let most = values.iter().copied().reduce(f64::max);
    put(fields, "bound", Some(bound.into()));
    put(fields, "value_from", least.map(Json::from));
    put(fields, "value_to", most.map(Json::from));
    put(fields, "measure", Some(measure.into()));
    put(fields, "keep", Some((*keep).into()));
}
