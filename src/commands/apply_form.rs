//! Converts annexes to a form. No text is lost: text without a column in the form moves to an extra
//! annex at the end.

mod leftovers;
mod step;
mod units;

use self::leftovers::{Leftover, counted, leftovers_annex, texts_of};
use self::step::transaction;
use super::convert_phases::{PhasesAs, phases_as, phases_as_columns, phases_as_sections};
use crate::{
    edit::{Step, Transaction},
    editor::{Cursor, Editor, Selection},
    model::{AnnexHead, Column, ColumnId, Document, Form, FormColumn, FormSheet, Paper, Role},
    wording::Key,
};

/// Preview of applying a form to a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reshaping {
    steps: Vec<Step>,
    /// Number of annexes that change.
    pub n_annexes: usize,
    /// Columns that the form lacks: heading, and how many texts move to the extra annex.
    pub leftovers: Vec<(String, usize)>,
}

impl Reshaping {
    /// Returns the change as one transaction; `None` when the form changes nothing.
    pub fn transaction(&self) -> Option<Transaction> {
        (!self.steps.is_empty()).then(|| Transaction {
            label: Key::DidApplyForm.into(),
            steps: self.steps.clone(),
        })
    }
}

/// Computes what applying `form` would change in each annex of a document.
pub fn reshaping(document: &Document, form: &Form) -> Reshaping {
    let mut done = Reshaping::default();
    let mut leftovers: Vec<Leftover> = Vec::new();
    // Each change is applied to a copy, so that the next one can build on it.
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
        // This comes first: once phases become sections, a row of several phases is several rows,
        // and each would move the same text to the extra annex.
        if let Some((columns, texts)) = without_place(&editor.selection(), sheet) {
            commit(&mut editor, Some(columns));
            done.leftovers.extend(counted(&texts));
            leftovers.extend(texts);
        }
        let phases = phases_turned(&editor.selection(), sheet);
        commit(&mut editor, phases);
        let units = units::into_targets(&editor.selection(), sheet);
        commit(&mut editor, units);
        let arranged = arranged(&editor.selection(), sheet);
        if let Some((columns, texts)) = arranged {
            commit(&mut editor, Some(columns));
            done.leftovers.extend(counted(&texts));
            leftovers.extend(texts);
        }
        let paper = paper(&editor.selection(), sheet);
        commit(&mut editor, paper);
        let units = units::out_of_targets(&editor.selection());
        if sheet.columns.iter().any(|it| it.role == Role::Unit)
            && let Some(units) = units
            && editor.commit(&units).is_ok()
        {
            done.steps.extend(units.steps);
        }
        done.n_annexes += usize::from(n_before < done.steps.len());
    }
    if !leftovers.is_empty() {
        done.steps.push(Step::InsertAnnex {
            at: document.annexes.len(),
            annex: Box::new(leftovers_annex(&editor.selection(), leftovers)),
        });
    }
    done
}

/// Removes the columns whose role the form lacks, and returns their texts. Keeps unit and target
/// columns, since [`units`] may merge the two.
fn without_place(selection: &Selection, sheet: &FormSheet) -> Option<(Transaction, Vec<Leftover>)> {
    let annex = selection.annex()?;
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

/// Converts phases to sections or to columns, whichever the form uses.
fn phases_turned(selection: &Selection, sheet: &FormSheet) -> Option<Transaction> {
    match (phases_as(selection)?, sheet.phases_are_columns()?) {
        (PhasesAs::Sections, true) => phases_as_columns(selection),
        (PhasesAs::Columns, false) => phases_as_sections(selection),
        _ => None,
    }
}

/// Inserts, orders and renames the columns as the form has them, removes all others, and returns
/// the texts of those removed.
fn arranged(selection: &Selection, sheet: &FormSheet) -> Option<(Transaction, Vec<Leftover>)> {
    let annex = selection.annex()?;
    let mut fresh = selection.next_id()..;
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
                is_of_plan: false,
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

/// Applies the form's paper orientation and letter size, where the form sets them.
fn paper(selection: &Selection, sheet: &FormSheet) -> Option<Transaction> {
    let annex = selection.annex()?;
    let own = annex.head.paper;
    let paper = Paper {
        landscape: sheet.paper.landscape.or(own.landscape),
        cell_size: sheet.paper.cell_size.or(own.cell_size),
    };
    (paper != own).then(|| {
        let head = AnnexHead {
            paper,
            ..annex.head.clone()
        };
        transaction(vec![Step::SetHead {
            annex: annex.id,
            head,
        }])
    })
}

/// Returns a column under the form's heading. A phase column keeps its phase as the last line.
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

/// Returns the columns of the document's annexes as a form, from the first annex of each kind.
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
            // The phase columns of a target count as one column of the form.
            if !(per_phase && columns.last().is_some_and(|last| last.per_phase)) {
                columns.push(form);
            }
        }
        sheets.push(FormSheet {
            kind: annex.head.kind,
            columns,
            paper: annex.head.paper,
        });
    }
    Form {
        name: name.to_owned(),
        sheets,
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;
    use crate::model::fixture;

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
        assert_eq!(told.leftovers, [("Kinh phí".to_owned(), 2)]);
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
        // Applying the form again changes nothing. Converting back restores the original, except
        // for the texts in the extra annex.
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
