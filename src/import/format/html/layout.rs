//! Tells tables that only place things on a page from those that list something.

/// Minimum number of rows and of columns of a table within a cell for which the table around it is
/// only there to place it.
const LIST_MIN: usize = 3;
/// Maximum number of columns of such a table.
const LAYOUT_MAX: usize = 2;

#[derive(Clone, Default)]
struct Table {
    n_rows: usize,
    n_cells: usize,
    n_columns: usize,
    has_list: bool,
}

/// Returns for each table of a page, in the order in which they open, whether it only places another
/// one: it has a column or two, and a list within a cell. `tags` has the name of each tag, and whether
/// it ends an element.
pub(super) fn layouts(text: &str, tags: impl Iterator<Item = (Vec<u8>, bool)>) -> Vec<bool> {
    let opens = |text: &str| {
        text.as_bytes()
            .windows(6)
            .filter(|it| it.eq_ignore_ascii_case(b"<table"))
            .count()
    };
    if opens(text) < 2 {
        return Vec::new();
    }
    let mut tables: Vec<Table> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (name, is_end) in tags {
        match (name.as_slice(), is_end) {
            (b"table", false) => {
                open.push(tables.len());
                tables.push(Table::default());
            }
            (b"table", true) => {
                let closed = open.pop().and_then(|at| tables.get(at));
                let lists = closed.is_some_and(|it| {
                    it.has_list || (LIST_MIN <= it.n_rows && LIST_MIN <= it.n_columns)
                });
                let around = open.last().and_then(|at| tables.get_mut(*at));
                around.into_iter().for_each(|it| it.has_list |= lists);
            }
            (b"tr" | b"td" | b"th", false) => {
                let Some(table) = open.last().and_then(|at| tables.get_mut(*at)) else {
                    continue;
                };
                if name.as_slice() == b"tr" {
                    (table.n_rows, table.n_cells) = (table.n_rows + 1, 0);
                } else {
                    table.n_cells += 1;
                    table.n_columns = table.n_columns.max(table.n_cells);
                }
            }
            _ => {}
        }
    }
    let is_layout = |it: &Table| it.has_list && it.n_columns <= LAYOUT_MAX;
    tables.iter().map(is_layout).collect()
}
