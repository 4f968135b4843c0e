//! Generators for property tests: documents shaped like real annexes, with some hostile texts.

use std::sync::Arc;

use phuluc::model::{
    Annex, AnnexHead, AnnexId, AnnexKind, Column, ColumnId, Document, Plan, Role, Row, RowId,
    RowKind, fixture, roman_text,
};
use proptest::{prelude::*, sample::select};
use unicode_normalization::UnicodeNormalization as _;

/// Column layout of an annex: its kind, then role and header path of each column.
type Form = (AnnexKind, &'static [(Role, &'static [&'static str])]);

const FORMS: [Form; 4] = [
    (
        AnnexKind::Indicators,
        &[
            (Role::Ordinal, &["STT"]),
            (Role::Content, &["Chỉ tiêu"]),
            (Role::Unit, &["Đơn vị"]),
            (Role::Target, &["Kết quả"]),
            (Role::Lead, &["Cơ quan chủ trì, theo dõi, đánh giá"]),
        ],
    ),
    (
        AnnexKind::Indicators,
        &[
            (Role::Ordinal, &["STT"]),
            (Role::Group, &["Chỉ tiêu"]),
            (Role::Content, &["Chỉ tiêu"]),
            (Role::Target, &["Giai đoạn", "2026 - 2027"]),
            (Role::Target, &["Giai đoạn", "2028 - 2030"]),
            (Role::Lead, &["Cơ quan chủ trì"]),
            (Role::Other, &["Kinh phí"]),
        ],
    ),
    (
        AnnexKind::Tasks,
        &[
            (Role::Ordinal, &["TT"]),
            (Role::Content, &["Nhiệm vụ, giải pháp"]),
            (Role::Lead, &["Cơ quan chủ trì"]),
            (Role::Coordinating, &["Cơ quan phối hợp"]),
            (Role::Result, &["Sản phẩm"]),
            (Role::Time, &["Thời gian thực hiện"]),
        ],
    ),
    (
        AnnexKind::Indicators,
        &[
            (Role::Ordinal, &["Số TT"]),
            (Role::Content, &["Nội dung mục tiêu"]),
            (Role::Lead, &["Cơ quan chủ trì"]),
            (Role::Note, &["Ghi chú"]),
        ],
    ),
];

/// A sentence, or sometimes a text that spreadsheets tend to misinterpret.
fn text() -> impl Strategy<Value = String> {
    const ODD: &[&str] = &[
        "=SUM(A1:A9)",
        "+84 205 3812",
        "@phuong",
        "Dòng một\nDòng hai",
        "“Ngoặc kép” và \"ngoặc thẳng\"",
        "'nháy đơn",
        "Tiến độ 😀 tốt",
        "<b>&amp;</b>",
        // Excel's own syntax: escapes, and rich text.
        "Mã _x0041_ và _x000D_x_",
        "<r><t>rich</t></r>",
        "Hai  khoảng trắng",
        "100%",
        "1.10",
        "007",
        "3/2027",
    ];
    prop_oneof![
        6 => "[A-ZĐÔƯ][a-zđàáảãạăắâấêệôộơợưữ]{0,8}( [a-zà-ỹ0-9,]{1,9}){0,12}\\.?".prop_map(|text| text.nfc().collect()),
        1 => select(ODD).prop_map(str::to_owned),
    ]
}

fn target() -> impl Strategy<Value = String> {
    prop_oneof![
        (0..=100u32).prop_map(|n| format!("{n}%")),
        (0..=1_000_000u32).prop_map(|n| n.to_string()),
        (0..=999u32).prop_map(|n| format!("{},{}%", n / 10, n % 10)),
        select(
            &[
                "-",
                "Duy trì 100%",
                "Đạt cấp độ 4, 5",
                "03",
                "1.273.494",
                "41,7",
                "99.7%",
                "100 %"
            ][..]
        )
        .prop_map(str::to_owned),
        Just(String::new()),
    ]
}

/// Cells of an item, one per column. The ordinal is filled in by [`row`]; content is never empty.
fn item_cells(form: Form) -> impl Strategy<Value = Vec<String>> {
    let cells: Vec<BoxedStrategy<String>> = form
        .1
        .iter()
        .map(|(role, _)| match role {
            Role::Ordinal => Just(String::new()).boxed(),
            Role::Content => text().boxed(),
            Role::Target => target().boxed(),
            Role::Unit => select(&["%", "Mức độ", "Hồ sơ", ""][..])
                .prop_map(str::to_owned)
                .boxed(),
            Role::Group => select(&["Nhóm một", "Nhóm hai", ""][..])
                .prop_map(str::to_owned)
                .boxed(),
            _ => prop_oneof![1 => Just(String::new()), 3 => text()].boxed(),
        })
        .collect();
    cells
}

/// A row without its ordinal: the heading of a section, or the cells of an item.
#[derive(Clone, Debug)]
enum Line {
    Section(String),
    SubSection(String),
    Item(Vec<String>),
    SubItem(Vec<String>),
}

fn line(form: Form) -> impl Strategy<Value = Line> {
    prop_oneof![
        1 => text().prop_map(Line::Section),
        1 => text().prop_map(Line::SubSection),
        5 => item_cells(form).prop_map(Line::Item),
        1 => item_cells(form).prop_map(Line::SubItem),
    ]
}

fn annex(id: u32) -> impl Strategy<Value = Annex> {
    let head = || {
        (
            "[IVX]{0,1}",
            text(),
            any::<bool>(),
            prop::collection::vec(text(), 0..2),
            prop::collection::vec(text(), 0..2),
        )
    };
    select(FORMS.to_vec())
        .prop_flat_map(move |form| (Just(form), head(), prop::collection::vec(line(form), 1..12)))
        .prop_map(
            move |((kind, columns), (number, title, referred, before, after), lines)| {
                let columns: Vec<Column> = (id + 1..)
                    .zip(columns)
                    .map(|(id, (role, header))| Column::new(ColumnId(id), *role, header))
                    .collect();
                let mut numbers = Numbers::default();
                let lines = [Line::Section("Mục đầu".to_owned())]
                    .into_iter()
                    .chain(lines);
                let rows = (id + 100..)
                    .zip(lines)
                    .map(|(id, line)| Arc::new(row(RowId(id), &columns, line, &mut numbers)));
                let reference = "(Kèm theo Kế hoạch số 334/KH-UBND ngày 31/12/2025 của UBND tỉnh)";
                Annex {
                    id: AnnexId(id),
                    head: AnnexHead {
                        kind,
                        number,
                        title,
                        reference: if referred {
                            reference.to_owned()
                        } else {
                            String::new()
                        },
                        sheet: format!("PL {id}"),
                        is_named: id.is_multiple_of(3),
                        before,
                        after,
                        automatic_ordinals: id.is_multiple_of(2),
                        ..AnnexHead::default()
                    },
                    rows: rows.collect(),
                    columns,
                }
            },
        )
}

/// Counters for the ordinals of each level.
#[derive(Default)]
struct Numbers {
    section: u32,
    sub_section: u32,
    item: u32,
    sub_item: u32,
}

fn row(id: RowId, columns: &[Column], line: Line, numbers: &mut Numbers) -> Row {
    let Numbers {
        section,
        sub_section,
        item,
        sub_item,
    } = numbers;
    let (kind, ordinal, cells) = match line {
        Line::Section(text) => {
            (*section, *sub_section, *item, *sub_item) = (*section + 1, 0, 0, 0);
            (
                RowKind::Section(1),
                roman_text(*section),
                heading(columns, text),
            )
        }
        Line::SubSection(text) => {
            (*sub_section, *item, *sub_item) = (*sub_section + 1, 0, 0);
            let ordinal = format!("{}.{sub_section}", roman_text(*section));
            (RowKind::Section(2), ordinal, heading(columns, text))
        }
        Line::Item(cells) => {
            (*item, *sub_item) = (*item + 1, 0);
            (RowKind::Item(1), item.to_string(), cells)
        }
        Line::SubItem(cells) => {
            *sub_item += 1;
            (RowKind::Item(2), format!("{item}.{sub_item}"), cells)
        }
    };
    let cells = columns
        .iter()
        .zip(cells)
        .map(|(column, text)| match column.role {
            Role::Ordinal => (column.id, ordinal.clone()),
            _ => (column.id, text),
        });
    Row::with_cells(id, kind, cells)
}

fn heading(columns: &[Column], text: String) -> Vec<String> {
    let cells = columns.iter().map(|column| match column.role {
        Role::Content => text.clone(),
        _ => String::new(),
    });
    cells.collect()
}

/// A document with one or two annexes.
pub(crate) fn document() -> impl Strategy<Value = Document> {
    (annex(1), prop::option::of(annex(1_000))).prop_map(|(first, second)| Document {
        plan: Plan {
            name: "Kế hoạch".to_owned(),
            ..Plan::default()
        },
        annexes: [Some(first), second].into_iter().flatten().collect(),
        ..Document::default()
    })
}

/// A document with one annex: phases as sections, with regular ordinals.
pub fn phases() -> impl Strategy<Value = Document> {
    let item = (0..12usize, 1..4u32, 0..3usize);
    let phase = prop::collection::vec(item, 1..10);
    prop::collection::vec(phase, 2..4).prop_map(|phases| {
        let mut text = "stt | content | unit | target:Kết quả | lead\n".to_owned();
        let headings = [
            "I | Giai đoạn đến năm 2027",
            "II | Giai đoạn 2028-2030",
            "III | Năm 2035",
        ];
        for (heading, items) in headings.iter().zip(phases) {
            text += &format!("# {heading}\n");
            let (mut n, mut sub) = (0, 0);
            for (which, level, lead) in items {
                // The first row cannot be a sub-item, because it would have no parent.
                let is_sub = level == 3 && 0 < n;
                let ordinal = if is_sub {
                    sub += 1;
                    format!("- {n}.{sub}")
                } else {
                    (n, sub) = (n + 1, 0);
                    format!(" {n}")
                };
                let lead = ["Sở Nội vụ", "Công an tỉnh", ""][lead];
                text += &format!(
                    "-{ordinal} | Chỉ tiêu {which} | % | {}% | {lead}\n",
                    which + 1
                );
            }
        }
        fixture::parse(&text)
    })
}
