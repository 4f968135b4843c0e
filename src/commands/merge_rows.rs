//! Merges rows of an imported annex into an annex of the open document: appended, or as updates.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

use crate::{
    edit::Step,
    model::{Annex, Column, ColumnId, Role, Row, RowId},
};

/// The differences a file brings to an annex. Rows that only the annex has stay.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Update {
    pub changed: Vec<ChangedRow>,
    /// Rows that only the file has, in the file's columns, each with the annex row to insert it
    /// after; `None` appends it to the annex.
    pub new: Vec<(Option<RowId>, Arc<Row>)>,
    pub n_same: usize,
    pub n_only_here: usize,
}

/// A row of the annex whose text differs in the file.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangedRow {
    pub row: RowId,
    pub cells: Vec<CellChange>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct CellChange {
    /// The file's column, which may have no counterpart in the annex yet.
    pub from: ColumnId,
    pub before: String,
    pub after: String,
}

/// Compares an annex with a file. Rows match when section and content are equal, otherwise when
/// section and ordinal are equal and the content is similar. Empty cells of the file and
/// differences in spacing change nothing.
pub fn compare(annex: &Annex, file: &Annex) -> Update {
    let here = row_keys(annex);
    let there = row_keys(file);
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
        if partner.contains_key(&idx) {
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
    let columns = column_map(annex, file);
    let mut update = Update {
        n_only_here: annex.rows.len() - partner.len(),
        ..Update::default()
    };
    let mut behind = None;
    for (idx, row) in file.rows.iter().enumerate() {
        let Some(own) = partner.get(&idx).and_then(|&own| annex.rows.get(own)) else {
            update.new.push((behind, Arc::clone(row)));
            continue;
        };
        behind = Some(own.id);
        let cells: Vec<CellChange> = row
            .cells()
            .filter_map(|(from, after)| {
                let before = columns.get(&from).map_or("", |column| own.cell(*column));
                differ(before, after).then(|| CellChange {
                    from,
                    before: before.to_owned(),
                    after: after.to_owned(),
                })
            })
            .collect();
        if cells.is_empty() {
            update.n_same += 1;
        } else {
            update.changed.push(ChangedRow { row: own.id, cells });
        }
    }
    update
}

/// Of the rows that share a section and an ordinal, at most this many are compared with a row of the
/// file. An ordinal such as "-" says nothing, and comparing all pairs would take quadratic time.
const SAME_ORDINAL_MAX: usize = 50;

/// Returns an update that appends all rows of the file.
pub(super) fn append(file: &Annex) -> Update {
    let new = file.rows.iter().map(|row| (None, Arc::clone(row)));
    Update {
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
    let mut columns = column_map(annex, file);
    let of_new = update.new.iter().flat_map(|(_, row)| row.cells());
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
            Some(Step::SetCell {
                annex: annex.id,
                row: row.row,
                column: *columns.get(&cell.from)?,
                text: cell.after.clone(),
            })
        }));
    }
    // New rows grouped by position. Inserting from the bottom keeps the positions above valid.
    let mut by_place: BTreeMap<usize, Vec<Arc<Row>>> = BTreeMap::new();
    let index: HashMap<RowId, usize> = annex.rows.iter().map(|row| row.id).zip(0..).collect();
    for (behind, row) in &update.new {
        let at = behind.and_then(|id| index.get(&id));
        let at = at.map_or(annex.rows.len(), |at| at + 1);
        let cells = row
            .cells()
            .filter_map(|(column, text)| Some((*columns.get(&column)?, text.to_owned())));
        let row = Row::with_cells(RowId(fresh()), row.kind, cells);
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
fn column_map(annex: &Annex, file: &Annex) -> HashMap<ColumnId, ColumnId> {
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

/// Whether at least half of the distinct words of two texts are shared (Jaccard index ≥ 0.5).
fn alike(left: &str, right: &str) -> bool {
    let words = |text: &str| text.split(' ').map(str::to_owned).collect::<HashSet<_>>();
    let (left, right) = (words(left), words(right));
    let n_shared = left.intersection(&right).count();
    left.union(&right).count() <= 2 * n_shared
}

/// Whether two texts differ in more than spacing.
fn differ(left: &str, right: &str) -> bool {
    !left.split_whitespace().eq(right.split_whitespace())
}

/// Normalises a text for comparison: single spaces, lower case.
pub(super) fn key(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
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
        let update = compare(&only(OPEN), &only(FILE));
        assert_eq!((update.changed.len(), update.new.len()), (4, 1));
        assert_eq!((update.n_same, update.n_only_here), (1, 1));
    }

    #[test]
    fn a_file_that_says_the_same_changes_nothing() {
        let annex = only(OPEN);
        let update = compare(&annex, &annex);
        assert_eq!(update.n_same, annex.rows.len());
        assert!(update.changed.is_empty() && update.new.is_empty());
    }
}
