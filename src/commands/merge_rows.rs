//! Merges rows of an imported annex into an annex of the open document: appended, or as updates.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

use super::{
    earlier::Earlier,
    update::{Caution, CellChange, CellPart, ChangedRow, NewRow, Update},
};
use crate::{
    edit::Step,
    model::{Annex, Column, ColumnId, Role, Row, RowId},
    text::likeness::{alike, key},
};

/// Compares an annex with a file, given the states in which the annex was sent out or imported.
/// Rows match when section and content are equal, now or in an earlier state, otherwise when section
/// and ordinal are equal and the content is similar. Empty cells of the file and differences in
/// spacing change nothing, nor does a text that an earlier state had.
pub fn compare(annex: &Annex, file: &Annex, earlier: &[&Annex]) -> Update {
    let earlier = Earlier::of(earlier.to_vec());
    let there = row_keys(file);
    let (partner, deleted) = partners(annex, file, &there, &earlier);
    let mut update = Update {
        n_only_here: annex.rows.len() - partner.len(),
        columns: column_map(annex, file),
        ..Update::default()
    };
    let mut behind = None;
    for (idx, row) in file.rows.iter().enumerate() {
        let Some(own) = partner.get(&idx).and_then(|&own| annex.rows.get(own)) else {
            update.new.push(NewRow {
                behind,
                row: Arc::clone(row),
                caution: deleted.contains(&idx).then_some(Caution::Deleted),
            });
            continue;
        };
        behind = Some(own.id);
        let texts = row.cells().map(|(from, text)| (CellPart::Text, from, text));
        let notes = row.notes().map(|(from, text)| (CellPart::Note, from, text));
        let cells: Vec<CellChange> = texts
            .chain(notes)
            .filter_map(|file| earlier.change(own, update.columns.get(&file.1).copied(), file))
            .collect();
        if cells.is_empty() {
            update.n_same += 1;
        } else {
            update.changed.push(ChangedRow {
                row: own.id,
                from: row.id,
                cells,
            });
        }
    }
    update
}

/// Finds for rows of the file, by index, the row of the annex that each answers; and the rows of the
/// file that the annex had in an earlier state and has no more.
fn partners(
    annex: &Annex,
    file: &Annex,
    there: &[RowKey],
    earlier: &Earlier,
) -> (HashMap<usize, usize>, HashSet<usize>) {
    let here = row_keys(annex);
    let index: HashMap<RowId, usize> = annex.rows.iter().map(|row| row.id).zip(0..).collect();
    let mut partner: HashMap<usize, usize> = HashMap::new();
    let mut taken: HashSet<usize> = HashSet::new();
    let mut by_text: HashMap<&RowKey, Vec<usize>> = HashMap::new();
    for (idx, row_key) in here.iter().enumerate().rev() {
        by_text.entry(row_key).or_default().push(idx);
    }
    for (idx, row_key) in there.iter().enumerate() {
        if let Some(found) = by_text.get_mut(row_key).and_then(Vec::pop) {
            partner.insert(idx, found);
            taken.insert(found);
        }
    }
    let earlier_keys: Vec<Vec<RowKey>> = earlier.states.iter().map(|it| row_keys(it)).collect();
    let mut by_earlier_text: HashMap<&RowKey, Vec<RowId>> = HashMap::new();
    for (keys, state) in earlier_keys.iter().zip(&earlier.states) {
        for (row_key, row) in keys.iter().zip(&state.rows) {
            by_earlier_text.entry(row_key).or_default().push(row.id);
        }
    }
    let mut deleted = HashSet::new();
    for (idx, row_key) in there.iter().enumerate() {
        if partner.contains_key(&idx) || row_key.text.is_empty() {
            continue;
        }
        let Some(found) = by_earlier_text.get(row_key) else {
            continue;
        };
        let mut free = found.iter().filter_map(|id| index.get(id).copied());
        match free.find(|at| !taken.contains(at)) {
            Some(at) => {
                partner.insert(idx, at);
                taken.insert(at);
            }
            None if found.iter().any(|id| !index.contains_key(id)) => {
                deleted.insert(idx);
            }
            None => {}
        }
    }
    let mut by_ordinal: HashMap<(&str, String), Vec<usize>> = HashMap::new();
    for (idx, (row_key, row)) in here.iter().zip(&annex.rows).enumerate().rev() {
        let ordinal = key(annex.text(row, Role::Ordinal));
        if !taken.contains(&idx) && !ordinal.is_empty() {
            let found = by_ordinal.entry((&row_key.section, ordinal));
            found.or_default().push(idx);
        }
    }
    for (idx, (row_key, row)) in there.iter().zip(&file.rows).enumerate() {
        let ordinal = key(file.text(row, Role::Ordinal));
        if partner.contains_key(&idx) || deleted.contains(&idx) {
            continue;
        }
        let Some(found) = by_ordinal.get_mut(&(row_key.section.as_str(), ordinal)) else {
            continue;
        };
        let first = found.len().saturating_sub(SAME_ORDINAL_MAX);
        let candidates = found.get(first..).unwrap_or_default();
        let near = candidates.iter().rposition(|&it| {
            here.get(it).is_some_and(|here| {
                here.is_section == row_key.is_section && alike(&here.text, &row_key.text)
            })
        });
        if let Some(at) = near {
            partner.insert(idx, found.remove(first + at));
        }
    }
    (partner, deleted)
}

/// Of the rows that share a section and an ordinal, at most this many are compared with a row of the
/// file. An ordinal such as "-" says nothing, and comparing all pairs would take quadratic time.
const SAME_ORDINAL_MAX: usize = 50;

/// Returns an update that appends all rows of the file.
pub(super) fn append(annex: &Annex, file: &Annex) -> Update {
    let new = file.rows.iter().map(|row| NewRow {
        behind: None,
        row: Arc::clone(row),
        caution: None,
    });
    Update {
        columns: column_map(annex, file),
        new: new.collect(),
        ..Update::default()
    }
}

/// Returns the steps of an update. Columns that the annex lacks are inserted first.
pub(super) fn steps(
    annex: &Annex,
    file: &Annex,
    update: &Update,
    mut fresh: impl FnMut() -> u32,
) -> Vec<Step> {
    let mut columns = update.columns.clone();
    let of_new = update.new.iter().flat_map(|new| new.row.cells());
    let of_changed = update.changed.iter().flat_map(|row| &row.cells);
    let used: HashSet<ColumnId> = of_new
        .map(|(column, _)| column)
        .chain(of_changed.map(|cell| cell.from))
        .collect();
    let mut steps = Vec::new();
    let mut n_columns = annex.columns.len();
    for column in &file.columns {
        if used.contains(&column.id) && !columns.contains_key(&column.id) {
            let id = ColumnId(fresh());
            steps.push(Step::InsertColumn {
                annex: annex.id,
                at: n_columns,
                column: Column {
                    id,
                    ..column.clone()
                },
                cells: Vec::new(),
            });
            columns.insert(column.id, id);
            n_columns += 1;
        }
    }
    for row in &update.changed {
        let cells = row.cells.iter();
        steps.extend(cells.filter_map(|cell| {
            let (annex, row, text) = (annex.id, row.row, cell.after.clone());
            let column = *columns.get(&cell.from)?;
            Some(match cell.part {
                CellPart::Text => Step::SetCell {
                    annex,
                    row,
                    column,
                    text,
                },
                CellPart::Note => Step::SetNote {
                    annex,
                    row,
                    column,
                    text,
                },
            })
        }));
    }
    // New rows grouped by position. Inserting from the bottom keeps the positions above valid.
    let mut by_place: BTreeMap<usize, Vec<Arc<Row>>> = BTreeMap::new();
    let index: HashMap<RowId, usize> = annex.rows.iter().map(|row| row.id).zip(0..).collect();
    for NewRow { behind, row, .. } in &update.new {
        let at = behind.and_then(|id| index.get(&id));
        let at = at.map_or(annex.rows.len(), |at| at + 1);
        let moved =
            |(column, text): (ColumnId, &str)| Some((*columns.get(&column)?, text.to_owned()));
        let cells = row.cells().filter_map(moved);
        let row = Row::with_cells(RowId(fresh()), row.kind, cells)
            .with_notes(row.notes().filter_map(moved));
        by_place.entry(at).or_default().push(Arc::new(row));
    }
    let row_keys = by_place.into_iter().rev();
    steps.extend(row_keys.map(|(at, rows)| Step::InsertRows {
        annex: annex.id,
        at,
        rows,
    }));
    steps
}

/// Maps the file's columns to the annex's: by equal heading, otherwise to the first free column
/// with the same role and phase.
pub(super) fn column_map(annex: &Annex, file: &Annex) -> HashMap<ColumnId, ColumnId> {
    let mut free: Vec<&Column> = annex.columns.iter().collect();
    let mut map: HashMap<ColumnId, ColumnId> = HashMap::new();
    let by_heading = |own: &Column, column: &Column| {
        !own.header.is_empty() && key(&own.title()) == key(&column.title())
    };
    let by_role = |own: &Column, column: &Column| {
        own.role == column.role && own.role != Role::Other && own.phase() == column.phase()
    };
    for fits in [&by_heading as &dyn Fn(&Column, &Column) -> bool, &by_role] {
        for column in &file.columns {
            let at = free.iter().position(|own| fits(own, column));
            if let Some(at) = at.filter(|_| !map.contains_key(&column.id)) {
                map.insert(column.id, free.remove(at).id);
            }
        }
    }
    map
}

/// Identity of a row for matching: kind, section and content.
#[derive(PartialEq, Eq, Hash)]
struct RowKey {
    is_section: bool,
    /// Content of the nearest heading above; empty for a section.
    section: String,
    text: String,
}

fn row_keys(annex: &Annex) -> Vec<RowKey> {
    let mut section = String::new();
    let row_keys = annex.rows.iter().map(|row| {
        let text = key(annex.text(row, Role::Content));
        let row_key = RowKey {
            is_section: row.kind.is_section(),
            section: if row.kind.is_section() {
                String::new()
            } else {
                section.clone()
            },
            text: text.clone(),
        };
        if row.kind.is_section() {
            section = text;
        }
        row_key
    });
    row_keys.collect()
}

#[cfg(test)]
mod tests {
    use super::{
        super::update::{Choice, Decisions},
        *,
    };
    use crate::model::fixture;

    const OPEN: &str = "
        stt | content | unit | target | lead
        # I | Giai đoạn 2026-2027
        - 1 | Tỷ lệ hồ sơ trực tuyến | % | 90% | Sở Nội vụ
        - 2 | Tỷ lệ người dân hài lòng với dịch vụ | % | 95% | Sở Nội vụ
        # II | Giai đoạn 2028-2030
        - 1 | Tỷ lệ hồ sơ trực tuyến | % | 95% | Sở Nội vụ
        - 2 | Chỉ có ở đây | % | 1% | Sở Y tế
    ";
    const FILE: &str = "
        stt | content | target | lead | note
        # I | GIAI ĐOẠN  2026-2027
        - 1 | Tỷ lệ hồ sơ  trực tuyến | 92% | Sở Nội vụ | mới
        - 2 | Tỷ lệ người dân hài lòng với dịch vụ công | 95% | Sở Nội vụ |
        - 3 | Tỷ lệ văn bản ký số | 100% | Sở Tư pháp |
        # II | Giai đoạn 2028-2030
        - 1 | Tỷ lệ hồ sơ trực tuyến | | Sở Khoa học và Công nghệ |
    ";

    fn only(text: &str) -> Annex {
        fixture::parse(text).annexes.remove(0)
    }

    #[test]
    fn a_file_is_compared_with_an_annex() {
        let update = compare(&only(OPEN), &only(FILE), &[]);
        assert_eq!((update.changed.len(), update.new.len()), (4, 1));
        assert_eq!((update.n_same, update.n_only_here), (1, 1));
    }

    #[test]
    fn a_file_that_says_the_same_changes_nothing() {
        let annex = only(OPEN);
        let update = compare(&annex, &annex, &[]);
        assert_eq!(update.n_same, annex.rows.len());
        assert!(update.changed.is_empty() && update.new.is_empty());
    }

    /// Sets a cell of the row whose content is `content`, by role.
    fn set(annex: &mut Annex, content: &str, role: Role, text: &str) {
        let column = annex.columns.iter().find(|it| it.role == role).unwrap().id;
        let rows = annex.rows.iter();
        let mut found = rows.filter(|row| annex.text(row, Role::Content) == content);
        let at = annex.index_of(found.next().unwrap().id).unwrap();
        Arc::make_mut(&mut annex.rows[at]).replace_cell(column, text.to_owned());
    }

    const ONLINE: &str = "Tỷ lệ hồ sơ trực tuyến";
    const CONTENT: &str = "Tỷ lệ người dân hài lòng với dịch vụ";

    fn texts(update: &Update) -> Vec<(&str, &str, bool)> {
        let cells = update.changed.iter().flat_map(|row| &row.cells);
        cells
            .map(|it| (it.before.as_str(), it.after.as_str(), it.caution.is_some()))
            .collect()
    }

    #[test]
    fn what_the_file_left_as_it_was_sent_is_no_change() {
        let sent = only(OPEN);
        let mut here = sent.clone();
        // Another unit's correction, of the content itself and of a target.
        set(&mut here, CONTENT, Role::Target, "97%");
        set(&mut here, CONTENT, Role::Content, "Mức độ hài lòng của dân");
        let update = compare(&here, &sent, &[&sent]);
        assert_eq!(texts(&update), []);
        assert_eq!((update.new.len(), update.n_same), (0, sent.rows.len()));
        // Without the state that was sent, the file would undo the correction.
        assert_ne!(compare(&here, &sent, &[]).new.len(), 0);
    }

    #[test]
    fn what_only_the_file_changed_is_taken_and_a_conflict_is_not() {
        let sent = only(OPEN);
        let (mut here, mut file) = (sent.clone(), sent.clone());
        set(&mut here, ONLINE, Role::Target, "91%");
        set(&mut file, ONLINE, Role::Target, "92%");
        set(&mut file, ONLINE, Role::Lead, "Sở Tư pháp");
        let mut update = compare(&here, &file, &[&sent]);
        assert_eq!(
            texts(&update),
            [("91%", "92%", true), ("Sở Nội vụ", "Sở Tư pháp", false)]
        );
        let mut decisions = Decisions::default();
        let row = update.changed[0].clone();
        decisions.apply(&mut update);
        assert_eq!(texts(&update), [("Sở Nội vụ", "Sở Tư pháp", false)]);
        let mut update = compare(&here, &file, &[&sent]);
        decisions.decide(row.choice(&row.cells[0]), true);
        decisions.decide(row.choice(&row.cells[1]), false);
        decisions.apply(&mut update);
        assert_eq!(texts(&update), [("91%", "92%", true)]);
    }

    /// Sets a note on a cell of the row whose content is `content`, by role.
    fn note(annex: &mut Annex, content: &str, role: Role, text: &str) {
        let column = annex.columns.iter().find(|it| it.role == role).unwrap().id;
        let rows = annex.rows.iter();
        let mut found = rows.filter(|row| annex.text(row, Role::Content) == content);
        let at = annex.index_of(found.next().unwrap().id).unwrap();
        Arc::make_mut(&mut annex.rows[at]).replace_note(column, text.to_owned());
    }

    #[test]
    fn notes_are_compared_as_texts_are() {
        let mut sent = only(OPEN);
        note(&mut sent, ONLINE, Role::Lead, "Ai chủ trì?");
        let (mut here, mut file) = (sent.clone(), sent.clone());
        // Answered here; the unit sends the question back, and a note of its own.
        note(&mut here, ONLINE, Role::Lead, "Đã hỏi");
        note(&mut file, ONLINE, Role::Target, "Theo báo cáo năm 2025");
        let update = compare(&here, &file, &[&sent]);
        assert_eq!(texts(&update), [("", "Theo báo cáo năm 2025", false)]);
        assert_eq!(update.changed[0].cells[0].part, CellPart::Note);
        let made = steps(&here, &file, &update, || unreachable!());
        assert!(
            matches!(&made[..], [Step::SetNote { text, .. }] if text == "Theo báo cáo năm 2025")
        );
        note(&mut file, ONLINE, Role::Lead, "Sở Tư pháp");
        let update = compare(&here, &file, &[&sent]);
        assert!(texts(&update).contains(&("Đã hỏi", "Sở Tư pháp", true)));
    }

    #[test]
    fn a_form_sent_twice_is_known_in_both_states() {
        let first = only(OPEN);
        let mut second = first.clone();
        set(&mut second, ONLINE, Role::Target, "91%");
        // A unit that still answers the first form changed nothing.
        assert_eq!(texts(&compare(&second, &first, &[&second, &first])), []);
        // A unit that changed the value may have seen either.
        let mut file = first.clone();
        set(&mut file, ONLINE, Role::Target, "95%");
        let update = compare(&second, &file, &[&second, &first]);
        assert_eq!(texts(&update), [("91%", "95%", true)]);
    }

    #[test]
    fn a_row_deleted_since_is_not_brought_back_unasked() {
        let sent = only(OPEN);
        let mut here = sent.clone();
        let at = here.rows.len() - 1;
        here.rows.remove(at);
        let mut update = compare(&here, &sent, &[&sent]);
        assert_eq!(update.new.len(), 1);
        assert_eq!(update.new[0].caution, Some(Caution::Deleted));
        let mut decisions = Decisions::default();
        decisions.apply(&mut update);
        assert_eq!(update.new, []);
        let mut update = compare(&here, &sent, &[&sent]);
        decisions.decide(Choice::New(update.new[0].row.id), true);
        decisions.apply(&mut update);
        assert_eq!(update.new.len(), 1);
    }
}
