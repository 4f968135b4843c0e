//! The values that are in no sum, because nobody knows that they add up.

use super::{answer::AnswerCell, board::Part};

/// Places that are named one by one, at most.
const NAMED_MAX: usize = 30;

/// Names the units whose values in the columns of an annex are in no sum, with the reason.
pub(super) fn left_out(annex: usize, columns: &[usize], received: &[&Part]) -> Option<String> {
    let mut named: Vec<String> = Vec::new();
    for part in received {
        let rows = part.rows.iter().filter(|it| it.annex == Some(annex));
        let cells = rows.filter(|it| it.form.is_some()).flat_map(|it| &it.cells);
        let is_asked = |cell: &AnswerCell| {
            let column = cell.heading.of_form();
            column.is_some_and(|it| columns.contains(&it))
        };
        for cell in cells.filter(|it| it.is_apart && is_asked(it)) {
            let why = match &cell.said_unit {
                Some(unit) => format!("ghi theo đơn vị “{unit}”"),
                None => format!("ghi “{}”", cell.text),
            };
            let unit = part.unit.as_deref().unwrap_or_default();
            let line = format!("{unit} (cột “{}”: {why})", cell.title);
            if !named.contains(&line) {
                named.push(line);
            }
        }
    }
    let n_more = named.len().saturating_sub(NAMED_MAX);
    named.truncate(NAMED_MAX);
    if 0 < n_more {
        named.push(format!("và {n_more} chỗ khác"));
    }
    (!named.is_empty()).then(|| format!("Chưa cộng vào số tổng: {}.", named.join("; ")))
}
