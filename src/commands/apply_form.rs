//! Annexes brought into a form. No text is lost: what the form has no column for goes to an annex of
//! its own at the end.

use std::sync::Arc;

use super::convert_phases::{PhasesAs, phases_as, phases_as_columns, phases_as_sections};
use crate::{
    edit::{Step, Transaction},
    editor::{Cursor, Editor},
    model::{
        Annex, AnnexHead, AnnexId, AnnexKind, Column, ColumnId, Document, Form, FormColumn,
        FormSheet, Measure, Role, Row, RowId, RowKind, Target, roman_text,
    },
    wording::Key,
};

/// What a form would make of a document, to be looked at before.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reshaping {
    steps: Vec<Step>,
    /// How many annexes change.
    pub n_annexes: usize,
    /// Columns without a place in the form: heading, and how many texts go aside.
    pub aside: Vec<(String, usize)>,
}

impl Reshaping {
    /// `None` when the form changes nothing.
    pub fn transaction(&self) -> Option<Transaction> {
        (!self.steps.is_empty()).then(|| Transaction {
            label: Key::DidApplyForm.into(),
            steps: self.steps.clone(),
        })
    }
}

/// A text that goes aside: annex, the row's ordinal and content, heading, text.
type Aside = [String; 5];

/// What `form` would make of a document's annexes.
pub fn reshaping(document: &Document, form: &Form) -> Reshaping {
    let mut done = Reshaping::default();
    let mut aside: Vec<Aside> = Vec::new();
    // Each change is made on a copy, for the next to build on.
    let mut editor = Editor::new(document.clone());
    for at in 0..document.annexes.len() {
        editor.move_to(Cursor {
            annex: at,
            ..Cursor::default()
        });
        let kind = editor.annex().map(|annex| annex.head.kind);
        let Some(sheet) = kind.and_then(|kind| form.sheet(kind)) else {
            continue;
        };
        let n_before = done.steps.len();
        let mut commit = |editor: &mut Editor, transaction: Option<Transaction>| {
            if let Some(transaction) = transaction
                && editor.commit(&transaction).is_ok()
            {
                done.steps.extend(transaction.steps);
            }
        };
        // First, for a row of several phases would put its texts aside once for each.
        if let Some((columns, texts)) = without_place(&editor, sheet) {
            commit(&mut editor, Some(columns));
            done.aside.extend(counted(&texts));
            aside.extend(texts);
        }
        let phases = phases_turned(&editor, sheet);
        commit(&mut editor, phases);
        let units = units_into_targets(&editor, sheet);
        commit(&mut editor, units);
        let arranged = arranged(&editor, sheet);
        if let Some((columns, texts)) = arranged {
            commit(&mut editor, Some(columns));
            done.aside.extend(counted(&texts));
            aside.extend(texts);
        }
        let units = units_out_of_targets(&editor);
        if sheet.columns.iter().any(|it| it.role == Role::Unit)
            && let Some(units) = units
            && editor.commit(&units).is_ok()
        {
            done.steps.extend(units.steps);
        }
        done.n_annexes += usize::from(n_before < done.steps.len());
    }
    if !aside.is_empty() {
        done.steps.push(Step::InsertAnnex {
            at: document.annexes.len(),
            annex: Box::new(aside_annex(&editor, aside)),
        });
    }
    done
}

/// Takes out the columns of roles that the form does not know. Units and targets may yet become one.
fn without_place(editor: &Editor, sheet: &FormSheet) -> Option<(Transaction, Vec<Aside>)> {
    let annex = editor.annex()?;
    let has = |role| sheet.columns.iter().any(|it| it.role == role);
    let out = annex.columns.iter();
    let out = out.filter(|it| !has(it.role) && !matches!(it.role, Role::Unit | Role::Target));
    let mut texts = Vec::new();
    let mut steps = Vec::new();
    for column in out {
        texts.extend(texts_of(annex, column));
        steps.push(Step::RemoveColumn {
            annex: annex.id,
            column: column.id,
        });
    }
    (!steps.is_empty()).then(|| (transaction(steps), texts))
}

fn phases_turned(editor: &Editor, sheet: &FormSheet) -> Option<Transaction> {
    match (phases_as(editor)?, sheet.phases_are_columns()?) {
        (PhasesAs::Sections, true) => phases_as_columns(editor),
        (PhasesAs::Columns, false) => phases_as_sections(editor),
        _ => None,
    }
}

/// Where the form has no column for units they go into the targets: `%` and `100` become `100%`. A unit
/// beside a target that has none stays where it is.
fn units_into_targets(editor: &Editor, sheet: &FormSheet) -> Option<Transaction> {
    let annex = editor.annex()?;
    let has = |role| sheet.columns.iter().any(|it| it.role == role);
    let unit = annex
        .column_of(Role::Unit)
        .filter(|_| !has(Role::Unit) && has(Role::Target))?
        .id;
    let targets: Vec<ColumnId> = annex.columns_of(Role::Target).map(|it| it.id).collect();
    let mut steps = Vec::new();
    for row in annex
        .rows
        .iter()
        .filter(|row| !row.cell(unit).trim().is_empty())
    {
        let own = row.cell(unit).trim();
        let mut moved = false;
        for column in &targets {
            let text = row.cell(*column).trim();
            let Target::Measured { measure, .. } = Target::parse(text, "") else {
                continue;
            };
            moved = true;
            let with_unit = match (measure, Measure::of_unit(own)) {
                (Measure::Plain, Measure::Percent) => format!("{text}%"),
                (Measure::Plain, Measure::Level) => format!("{own} {text}"),
                (Measure::Plain, Measure::Plain) => format!("{text} {}", own.to_lowercase()),
                // It says its unit already.
                _ => continue,
            };
            steps.push(set(annex, row, *column, with_unit));
        }
        if moved {
            steps.push(set(annex, row, unit, String::new()));
        }
    }
    (!steps.is_empty()).then(|| transaction(steps))
}

/// How a level says its unit.
const LEVEL: &str = "Mức độ ";

/// Where a unit's cell is empty and all targets of the row say the same unit, it goes there: `100%`
/// becomes `%` and `100`, `Mức độ 3` becomes `Mức độ` and `3`.
fn units_out_of_targets(editor: &Editor) -> Option<Transaction> {
    let annex = editor.annex()?;
    let unit = annex.column_of(Role::Unit)?.id;
    let targets: Vec<ColumnId> = annex.columns_of(Role::Target).map(|it| it.id).collect();
    let mut steps = Vec::new();
    let is_item = |row: &&Arc<Row>| !row.kind.is_section() && row.cell(unit).trim().is_empty();
    for row in annex.rows.iter().filter(is_item) {
        let texts = targets
            .iter()
            .map(|column| (*column, row.cell(*column).trim()));
        let texts: Vec<(ColumnId, &str)> = texts
            .filter(|(_, text)| !text.is_empty() && *text != "-")
            .collect();
        let is_percent = |text: &str| {
            matches!(
                Target::parse(text, ""),
                Target::Measured {
                    measure: Measure::Percent,
                    ..
                }
            )
        };
        if !texts.is_empty() && texts.iter().all(|(_, text)| text.starts_with(LEVEL)) {
            steps.push(set(annex, row, unit, LEVEL.trim().to_owned()));
            for (column, text) in texts {
                let bare = text.trim_start_matches(LEVEL).to_owned();
                steps.push(set(annex, row, column, bare));
            }
            continue;
        }
        if texts.is_empty() || !texts.iter().all(|(_, text)| is_percent(text)) {
            continue;
        }
        steps.push(set(annex, row, unit, "%".to_owned()));
        for (column, text) in texts {
            let bare = text.strip_suffix('%').map(str::trim_end);
            let bare = bare.filter(|it| {
                it.chars()
                    .all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
            });
            steps.extend(bare.map(|bare| set(annex, row, column, bare.to_owned())));
        }
    }
    (!steps.is_empty()).then(|| transaction(steps))
}

/// The columns as the form has them, and the texts it has no column for.
fn arranged(editor: &Editor, sheet: &FormSheet) -> Option<(Transaction, Vec<Aside>)> {
    let annex = editor.annex()?;
    let mut fresh = editor.next_id()..;
    let mut wanted: Vec<(Column, bool)> = Vec::new();
    for form in &sheet.columns {
        let taken = |column: &&Column| wanted.iter().any(|(it, _)| it.id == column.id);
        let of_role = annex.columns.iter().filter(|it| it.role == form.role);
        let free: Vec<&Column> = of_role.filter(|it| !taken(it)).collect();
        let own: Vec<&Column> = match form.per_phase {
            true => free,
            false => free.into_iter().take(1).collect(),
        };
        if own.is_empty() {
            let column = Column {
                id: ColumnId(fresh.next()?),
                role: form.role,
                header: form.header.clone(),
                width: form.width,
            };
            wanted.push((column, true));
        }
        wanted.extend(
            own.into_iter()
                .map(|column| (under_form(column, form), false)),
        );
    }
    let mut steps = Vec::new();
    let mut texts = Vec::new();
    let mut order: Vec<ColumnId> = Vec::new();
    for column in &annex.columns {
        if wanted.iter().any(|(it, _)| it.id == column.id) {
            order.push(column.id);
            continue;
        }
        texts.extend(texts_of(annex, column));
        steps.push(Step::RemoveColumn {
            annex: annex.id,
            column: column.id,
        });
    }
    for (at, (column, is_new)) in wanted.into_iter().enumerate() {
        if is_new {
            order.insert(at.min(order.len()), column.id);
            steps.push(Step::InsertColumn {
                annex: annex.id,
                at,
                column,
                cells: Vec::new(),
            });
            continue;
        }
        let from = order.iter().position(|id| *id == column.id)?;
        if from != at {
            let id = order.remove(from);
            order.insert(at, id);
            steps.push(Step::MoveColumn {
                annex: annex.id,
                from,
                to: at,
            });
        }
        if annex.column(column.id) != Some(&column) {
            steps.push(Step::SetColumn {
                annex: annex.id,
                column,
            });
        }
    }
    (!steps.is_empty()).then(|| (transaction(steps), texts))
}

/// A column under the form's heading. A phase keeps its own below it.
fn under_form(column: &Column, form: &FormColumn) -> Column {
    let mut header = form.header.clone();
    if form.per_phase {
        header.extend(column.header.last().cloned());
    }
    Column {
        header,
        width: form.width.or(column.width),
        ..column.clone()
    }
}

fn texts_of(annex: &Annex, column: &Column) -> Vec<Aside> {
    let name = match annex.head.number.as_str() {
        "" => annex.head.sheet.clone(),
        number => number.to_owned(),
    };
    let rows = annex
        .rows
        .iter()
        .filter(|row| !row.cell(column.id).trim().is_empty());
    let texts = rows.map(|row| {
        [
            name.clone(),
            annex.text(row, Role::Ordinal).to_owned(),
            annex.text(row, Role::Content).to_owned(),
            column.title(),
            row.cell(column.id).to_owned(),
        ]
    });
    texts.collect()
}

/// How many texts go aside, by heading.
fn counted(texts: &[Aside]) -> Vec<(String, usize)> {
    let mut counts: Vec<(String, usize)> = Vec::new();
    for [_, _, _, heading, _] in texts {
        match counts.iter_mut().find(|(it, _)| it == heading) {
            Some((_, n)) => *n += 1,
            None => counts.push((heading.clone(), 1)),
        }
    }
    counts
}

/// Title of the annex with what the form had no column for.
const ASIDE_TITLE: &str = "NỘI DUNG NGOÀI MẪU";

fn aside_annex(editor: &Editor, texts: Vec<Aside>) -> Annex {
    let mut ids = editor.next_id()..;
    let mut fresh = || ids.next().unwrap_or(u32::MAX);
    let headings = [
        (Role::Ordinal, "STT"),
        (Role::Other, "Phụ lục"),
        (Role::Other, "Số thứ tự dòng"),
        (Role::Other, "Thuộc dòng"),
        (Role::Other, "Cột"),
        (Role::Note, "Ghi chú"),
    ];
    let columns: Vec<Column> = headings
        .map(|(role, heading)| Column::new(ColumnId(fresh()), role, &[heading]))
        .into();
    let rows = (1u32..).zip(texts).map(|(n, texts)| {
        let texts = [n.to_string()].into_iter().chain(texts);
        let cells = columns.iter().map(|column| column.id).zip(texts);
        Arc::new(Row::with_cells(
            RowId(fresh()),
            RowKind::Item(1),
            cells.collect::<Vec<_>>(),
        ))
    });
    let rows: Vec<Arc<Row>> = rows.collect();
    let n = u32::try_from(editor.document().annexes.len() + 1).unwrap_or(0);
    Annex {
        id: AnnexId(fresh()),
        head: AnnexHead {
            kind: AnnexKind::Other,
            number: roman_text(n),
            title: ASIDE_TITLE.to_owned(),
            sheet: "Ngoài mẫu".to_owned(),
            ..AnnexHead::default()
        },
        columns,
        rows,
    }
}

/// The columns of the document's annexes as a form of one's own.
pub fn form_of(document: &Document, name: &str) -> Form {
    let mut sheets: Vec<FormSheet> = Vec::new();
    for annex in &document.annexes {
        if sheets.iter().any(|it| it.kind == annex.head.kind) {
            continue;
        }
        let mut columns: Vec<FormColumn> = Vec::new();
        for column in &annex.columns {
            let per_phase = column.phase().is_some();
            let above = column.header.len().saturating_sub(usize::from(per_phase));
            let form = FormColumn {
                role: column.role,
                header: column.header.get(..above).unwrap_or_default().to_vec(),
                width: column.width,
                per_phase,
            };
            // The phases of a target are one column of the form.
            if !(per_phase && columns.last().is_some_and(|last| last.per_phase)) {
                columns.push(form);
            }
        }
        sheets.push(FormSheet {
            kind: annex.head.kind,
            columns,
        });
    }
    Form {
        name: name.to_owned(),
        sheets,
    }
}

fn set(annex: &Annex, row: &Row, column: ColumnId, text: String) -> Step {
    Step::SetCell {
        annex: annex.id,
        row: row.id,
        column,
        text,
    }
}

fn transaction(steps: Vec<Step>) -> Transaction {
    Transaction {
        label: Key::DidApplyForm.into(),
        steps,
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;
    use crate::fixture;

    fn applied(document: &Document, form: &Form) -> Document {
        let mut document = document.clone();
        if let Some(transaction) = reshaping(&document, form).transaction() {
            document.apply(&transaction).unwrap();
        }
        document
    }

    fn shown(document: &Document) -> String {
        let annexes = document.annexes.iter().map(|annex| {
            let titles = annex.columns.iter().map(Column::title).collect::<Vec<_>>();
            let own = Document {
                annexes: vec![annex.clone()],
                ..Document::default()
            };
            format!("{}\n{}", titles.join(" | "), fixture::render(&own))
        });
        annexes.collect()
    }

    fn lang_son() -> Document {
        fixture::parse(
            "
            stt | content | unit | target:Kết quả | lead | other:Kinh phí
            # I | Giai đoạn đến năm 2027
            - 1 | Tỷ lệ số hóa | % | 95 | Sở Nội vụ | 5 tỷ
            - 2 | Mức độ trưởng thành | Mức độ | 3 | Công an tỉnh |
            # II | Giai đoạn 2028-2030
            - 1 | Tỷ lệ số hóa | % | 99 | Sở Nội vụ | 5 tỷ
            - 2 | Mức độ trưởng thành | Mức độ | 5 | Công an tỉnh |
        ",
        )
    }

    #[test]
    fn a_form_turns_phases_units_and_columns_and_loses_nothing() {
        let forms = Form::built_in();
        let (document, dong_thap) = (lang_son(), &forms[1]);
        let told = reshaping(&document, dong_thap);
        assert_eq!(told.aside, [("Kinh phí".to_owned(), 2)]);
        assert_eq!(told.n_annexes, 1);
        let reshaped = applied(&document, dong_thap);
        assert_snapshot!(shown(&reshaped), @"
        STT | Chỉ tiêu | Chỉ tiêu | Giai đoạn / Giai đoạn đến năm 2027 | Giai đoạn / Giai đoạn 2028-2030 | Cơ quan chủ trì theo dõi, đánh giá | Bộ, ngành phối hợp
        - 1 |  | Tỷ lệ số hóa | 95% | 99% | Sở Nội vụ
        - 2 |  | Mức độ trưởng thành | Mức độ 3 | Mức độ 5 | Công an tỉnh
        STT | Phụ lục | Số thứ tự dòng | Thuộc dòng | Cột | Ghi chú
        - 1 | PL | 1 | Tỷ lệ số hóa | Kinh phí | 5 tỷ
        - 2 | PL | 1 | Tỷ lệ số hóa | Kinh phí | 5 tỷ
        ");
        // Again changes nothing, and back gives what there was, but for what went aside.
        assert_eq!(applied(&reshaped, dong_thap), reshaped);
        assert_snapshot!(shown(&applied(&reshaped, &forms[0])), @"
        STT | Chỉ tiêu | Đơn vị | Kết quả | Cơ quan chủ trì, theo dõi, đánh giá
        # I | Giai đoạn đến năm 2027
        - 1 | Tỷ lệ số hóa | % | 95 | Sở Nội vụ
        - 2 | Mức độ trưởng thành | Mức độ | 3 | Công an tỉnh
        # II | Giai đoạn 2028-2030
        - 1 | Tỷ lệ số hóa | % | 99 | Sở Nội vụ
        - 2 | Mức độ trưởng thành | Mức độ | 5 | Công an tỉnh
        STT | Phụ lục | Số thứ tự dòng | Thuộc dòng | Cột | Ghi chú
        - 1 | PL | 1 | Tỷ lệ số hóa | Kinh phí | 5 tỷ
        - 2 | PL | 1 | Tỷ lệ số hóa | Kinh phí | 5 tỷ
        ");
    }

    #[test]
    fn columns_of_a_document_are_a_form() {
        let document = lang_son();
        let own = form_of(&document, "của tỉnh");
        assert_eq!(reshaping(&document, &own), Reshaping::default());
        let other = fixture::parse(
            "stt | content | lead | target:Giai đoạn / 2026 - 2027 | target:Giai đoạn / 2028 - 2030\n- 1 | x | y | 1% | 2%",
        );
        assert_snapshot!(shown(&applied(&other, &own)), @"
        STT | Nội dung | Đơn vị tính | Kết quả | Cơ quan chủ trì | Kinh phí
        # I | 2026 - 2027
        - 1 | x | % | 1 | y
        # II | 2028 - 2030
        - 1 | x | % | 2 | y
        ");
        let phases = form_of(&other, "cột");
        assert_eq!(reshaping(&other, &phases), Reshaping::default());
    }
}
