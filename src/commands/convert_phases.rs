//! Converts phases (giai đoạn) between sections ("I Giai đoạn đến năm 2027" above its indicators)
//! and columns ("Giai đoạn / 2026 - 2027") without losing text.
//!
//! Rows of two sections merge into one when all their texts except ordinal and target are equal and
//! their order is the same. An indicator missing from a phase gets `-` in that phase's column; a
//! `-` in a column creates no row in the section. Ordinals are renumbered in the annex's own style.

mod forest;

use std::{
    cell::RefCell,
    collections::{HashMap, HashSet},
    sync::Arc,
};

use self::forest::{NONE, Node, forest, merge, notes, others};
use crate::{
    edit::{Step, Transaction},
    editor::Selection,
    model::{Annex, Column, ColumnId, Numbering, Phase, Role, Row, RowId, RowKind},
    wording::Key,
};

/// How an annex represents phases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhasesAs {
    Sections,
    Columns,
}

/// Returns how the active annex represents phases, or `None` where they cannot be converted. Does
/// not build the conversion, so buttons can call it often.
pub fn phases_as(selection: &Selection) -> Option<PhasesAs> {
    let annex = selection.annex()?;
    if target_columns(annex).is_some() {
        return Some(PhasesAs::Columns);
    }
    only_target(annex)?;
    let first = annex.rows.first()?;
    let outermost = |row: &&Arc<Row>| row.kind == RowKind::Section(1);
    let mut sections = annex.rows.iter().filter(outermost);
    let all_phases = sections.all(|row| phase_heading(annex, row).is_some());
    let several = 1 < annex.rows.iter().filter(outermost).count();
    (outermost(&first) && several && all_phases).then_some(PhasesAs::Sections)
}

/// Converts every outermost section to a target column; `None` unless each is a phase and the annex
/// has a single target column.
pub fn phases_as_columns(selection: &Selection) -> Option<Transaction> {
    let annex = selection.annex()?;
    let target = only_target(annex)?;
    let ordinal = annex.column_of(Role::Ordinal).map(|column| column.id);
    let forest = forest(annex, &[target.id]);
    let n_phases = forest.len();
    let mut headings = Vec::new();
    let mut merged: Vec<Node> = Vec::new();
    for (phase, section) in forest.into_iter().enumerate() {
        headings.push(phase_heading(annex, &section.row)?);
        let mut children = section.children;
        children
            .iter_mut()
            .for_each(|it| it.move_to_phase(phase, n_phases));
        merged = merge(merged, children, ordinal);
    }
    if n_phases < 2 {
        return None;
    }
    let mut ids = selection.next_id()..;
    let mut columns = Vec::new();
    for heading in headings {
        let header = target.header.iter().cloned().chain([heading]);
        columns.push(Column {
            id: ColumnId(ids.next()?),
            header: header.collect(),
            ..target.clone()
        });
    }
    let mut rows = Vec::new();
    for node in &merged {
        node.write(&mut rows, &|node| {
            let targets = columns.iter().zip(&node.targets).map(|(column, target)| {
                let absent = if node.row.kind.is_section() { "" } else { NONE };
                (column.id, target.as_deref().unwrap_or(absent).to_owned())
            });
            let kind = match node.row.kind {
                RowKind::Section(level) => RowKind::Section(level - 1),
                item => item,
            };
            let cells = others(&node.row, &[]).chain(targets);
            let row = Row::with_cells(node.row.id, kind, cells);
            Some(Arc::new(row.with_notes(notes(&node.row))))
        });
    }
    let numbering = Numbering::of(annex).with_sections_raised();
    let label = Key::DidPhasesAsColumns;
    Some(replaced(annex, &[target], columns, rows, &numbering, label))
}

/// Converts every target column to a section; `None` unless there are at least two and each names a
/// phase under the same heading.
pub fn phases_as_sections(selection: &Selection) -> Option<Transaction> {
    let annex = selection.annex()?;
    let phases = target_columns(annex)?;
    let first = *phases.first()?;
    let ids: Vec<ColumnId> = phases.iter().map(|column| column.id).collect();
    let mut fresh = selection.next_id()..;
    let header = path(first).filter(|path| !path.is_empty());
    let target = Column {
        id: ColumnId(fresh.next()?),
        header: header.unwrap_or_else(|| vec!["Mục tiêu".to_owned()]),
        ..first.clone()
    };
    let content = annex.column_of(Role::Content)?.id;
    let forest = forest(annex, &ids);
    let mut rows = Vec::new();
    let mut used = HashSet::new();
    for (phase, column) in phases.iter().enumerate() {
        let heading = column.header.last().cloned().unwrap_or_default();
        let heading = [(content, heading)];
        let id = RowId(fresh.next()?);
        rows.push(Arc::new(Row::with_cells(id, RowKind::Section(1), heading)));
        let taken = RefCell::new((&mut used, &mut fresh));
        for node in &forest {
            node.write(&mut rows, &|node| {
                if !node.occurs_in(phase) {
                    return None;
                }
                let (kind, text) = match node.row.kind {
                    RowKind::Section(level) => (RowKind::Section(level + 1), String::new()),
                    item => (item, node.targets.get(phase)?.clone().unwrap_or_default()),
                };
                let (used, fresh) = &mut *taken.borrow_mut();
                let id = if used.insert(node.row.id) {
                    node.row.id
                } else {
                    RowId(fresh.next()?)
                };
                let cells = others(&node.row, &[]).chain([(target.id, text)]);
                let columns =
                    |(column, _): &(ColumnId, String)| !phases.iter().any(|it| it.id == *column);
                let row = Row::with_cells(id, kind, cells.filter(columns));
                // A note stands once, on the first row that its row becomes.
                Some(Arc::new(match id == node.row.id {
                    true => row.with_notes(notes(&node.row)),
                    false => row,
                }))
            });
        }
    }
    let numbering = Numbering::of(annex).with_sections_deeper();
    let label = Key::DidPhasesAsSections;
    Some(replaced(
        annex,
        &phases,
        vec![target],
        rows,
        &numbering,
        label,
    ))
}

/// Returns the target columns of an annex if there are several and each names a phase under the
/// same heading.
fn target_columns(annex: &Annex) -> Option<Vec<&Column>> {
    let columns: Vec<&Column> = annex.columns_of(Role::Target).collect();
    let first = columns.first()?;
    let mut all = columns.iter();
    let alike = all.all(|it| it.phase().is_some() && path(it) == path(first));
    (1 < columns.len() && alike).then_some(columns)
}

/// Returns the heading of a column without its last line.
fn path(column: &Column) -> Option<Vec<String>> {
    column.header.split_last().map(|(_, path)| path.to_vec())
}

/// Returns the only target column of an annex, unless it names a phase.
fn only_target(annex: &Annex) -> Option<&Column> {
    let mut targets = annex.columns_of(Role::Target);
    let target = targets.next()?;
    (targets.next().is_none() && target.phase().is_none()).then_some(target)
}

/// Returns the heading of a top-level section that names a phase and has no other text.
fn phase_heading(annex: &Annex, row: &Row) -> Option<String> {
    let content = annex.column_of(Role::Content)?.id;
    let ordinal = annex.column_of(Role::Ordinal).map(|column| column.id);
    let says_more = row
        .cells()
        .any(|(column, _)| column != content && Some(column) != ordinal);
    let text = row.cell(content);
    let names_phase = row.kind == RowKind::Section(1) && Phase::parse(text).is_some();
    (names_phase && !says_more).then(|| text.to_owned())
}

/// Returns a transaction that replaces the annex's target columns and all rows, with ordinals
/// renumbered.
fn replaced(
    annex: &Annex,
    old: &[&Column],
    new: Vec<Column>,
    rows: Vec<Arc<Row>>,
    numbering: &Numbering,
    label: Key,
) -> Transaction {
    let id = annex.id;
    let mut columns = annex.columns.iter();
    let at = columns.position(|it| it.role == Role::Target).unwrap_or(0);
    let mut after = Annex {
        rows,
        ..annex.clone()
    };
    let changes = numbering.changes(&after).into_iter();
    let mut changes: HashMap<RowId, (ColumnId, String)> = changes
        .map(|(row, column, text)| (row, (column, text)))
        .collect();
    for slot in &mut after.rows {
        if let Some((column, text)) = changes.remove(&slot.id) {
            Arc::make_mut(slot).replace_cell(column, text);
        }
    }
    let remove_rows = Step::RemoveRows {
        annex: id,
        at: 0,
        n: annex.rows.len(),
    };
    let remove = old.iter().map(|column| Step::RemoveColumn {
        annex: id,
        column: column.id,
    });
    let insert = new
        .into_iter()
        .enumerate()
        .map(|(n, column)| Step::InsertColumn {
            annex: id,
            at: at + n,
            column,
            cells: Vec::new(),
        });
    let insert_rows = Step::InsertRows {
        annex: id,
        at: 0,
        rows: after.rows,
    };
    let steps = std::iter::once(remove_rows).chain(remove).chain(insert);
    Transaction {
        label: label.into(),
        steps: steps.chain([insert_rows]).collect(),
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;
    use crate::{editor::Editor, model::fixture};

    /// Renders the annex with its column titles after a command.
    fn after(editor: &mut Editor, command: fn(&Selection) -> Option<Transaction>) -> String {
        let transaction = command(&editor.selection()).unwrap();
        editor.commit(&transaction).unwrap();
        shown(editor)
    }

    fn shown(editor: &Editor) -> String {
        let columns = editor.annex().unwrap().columns.iter();
        let titles: Vec<String> = columns.map(Column::title).collect();
        format!(
            "{}\n{}",
            titles.join(" | "),
            fixture::render(editor.document())
        )
    }

    #[test]
    fn sections_become_columns_and_back() {
        let text = "
            stt | content | unit | target:Kết quả | lead
            # I | Giai đoạn đến năm 2027
            - 1 | Hồ sơ trực tuyến | % | 100 | Sở A
            - 2 | Hài lòng | % | 95 | Sở A
            - 3 | Trưởng thành | Mức độ | 3 | Công an
            # II | Mục tiêu giai đoạn 2028-2030
            - 1 | Hài lòng | % | 99 | Sở A
            - 2 | Dữ liệu mở | % | 100 | Công an
            - 3 | Trưởng thành | Mức độ | 5 | Công an
        ";
        let mut editor = Editor::new(fixture::parse(text));
        let before = fixture::render(editor.document());
        assert_eq!(phases_as_sections(&editor.selection()), None);
        assert_snapshot!(after(&mut editor, phases_as_columns), @r"
        STT | Nội dung | Đơn vị tính | Kết quả / Giai đoạn đến năm 2027 | Kết quả / Mục tiêu giai đoạn 2028-2030 | Cơ quan chủ trì
        - 1 | Hồ sơ trực tuyến | % | 100 | - | Sở A
        - 2 | Hài lòng | % | 95 | 99 | Sở A
        - 3 | Dữ liệu mở | % | - | 100 | Công an
        - 4 | Trưởng thành | Mức độ | 3 | 5 | Công an
        ");
        assert_eq!(phases_as_columns(&editor.selection()), None);
        let back = after(&mut editor, phases_as_sections);
        assert_eq!(
            back,
            format!("STT | Nội dung | Đơn vị tính | Kết quả | Cơ quan chủ trì\n{before}")
        );
        while editor.undo().is_some() {}
        assert_eq!(editor.document(), &fixture::parse(text));
    }

    #[test]
    fn columns_become_sections_and_back() {
        let text = "
            stt | group | content | target:Giai đoạn / 2026 - 2027 | target:Giai đoạn / 2028 - 2030
            # a | Phục vụ người dân
            - 1 | DVCTT | Hài lòng | 95% | 99%
            - 2 | DVCTT | Cá thể hóa | - | 50%
            # b | Hiệu quả
            - 3 | Nhân lực | Chuyên môn | - | 25%
            -- 3.1 | Nhân lực | Lãnh đạo | - | 30%
        ";
        let mut editor = Editor::new(fixture::parse(text));
        let before = shown(&editor);
        assert_snapshot!(after(&mut editor, phases_as_sections), @r"
        STT | Nhóm | Nội dung | Giai đoạn
        # I |  | 2026 - 2027
        ## a | Phục vụ người dân
        - 1 | DVCTT | Hài lòng | 95%
        # II |  | 2028 - 2030
        ## a | Phục vụ người dân
        - 1 | DVCTT | Hài lòng | 99%
        - 2 | DVCTT | Cá thể hóa | 50%
        ## b | Hiệu quả
        - 3 | Nhân lực | Chuyên môn | 25%
        -- 3.1 | Nhân lực | Lãnh đạo | 30%
        ");
        assert_eq!(after(&mut editor, phases_as_columns), before);
    }

    #[test]
    fn what_the_other_form_cannot_say_is_left_alone() {
        for text in [
            "stt | content | target\n# I | Phục vụ người dân\n- 1 | x | 1%\n# II | Giai đoạn 2028-2030\n- 1 | y | 1%",
            "stt | content | target\n- 1 | đứng trước | 1%\n# I | Giai đoạn 2026-2027\n# II | Giai đoạn 2028-2030",
            "stt | content | target | note\n# I | Giai đoạn 2026-2027 | | xem cả\n# II | Giai đoạn 2028-2030",
            "stt | content\n# I | Giai đoạn 2026-2027\n# II | Giai đoạn 2028-2030",
        ] {
            assert_eq!(
                phases_as_columns(&Editor::new(fixture::parse(text)).selection()),
                None,
                "{text}"
            );
        }
        let text = "stt | content | target:Giai đoạn / 2026 - 2027 | target:Khác / 2028 - 2030";
        assert_eq!(
            phases_as_sections(&Editor::new(fixture::parse(text)).selection()),
            None
        );
    }
}
