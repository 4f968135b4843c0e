//! The values that are in no sum, because nobody knows that they add up, and those that were converted.

use super::{answer::AnswerCell, board::Part};

/// Places that are named one by one, at most.
const NAMED_MAX: usize = 30;

/// Names the units whose values in the columns of an annex are in no sum, with the reason.
pub(super) fn left_out(annex: usize, columns: &[usize], received: &[&Part]) -> Option<String> {
    let named = named(annex, columns, received, |cell| {
        cell.is_apart.then(|| match &cell.said_unit {
            Some(unit) => format!("ghi theo đơn vị “{unit}”"),
            None => format!("ghi “{}”", cell.text),
        })
    });
    named.map(|it| format!("Chưa cộng vào số tổng: {it}."))
}

/// Names the units whose values were converted to the form's unit of measure.
pub(super) fn converted(annex: usize, columns: &[usize], received: &[&Part]) -> Option<String> {
    let named = named(annex, columns, received, |cell| {
        let unit = cell.said_unit.as_ref().filter(|_| cell.converted.is_some());
        unit.map(|it| format!("ghi theo đơn vị “{it}”"))
    });
    named.map(|it| format!("Đã đổi sang đơn vị tính của mẫu: {it}."))
}

/// Names units and columns with what is to be said about their cells, each once.
fn named(
    annex: usize,
    columns: &[usize],
    received: &[&Part],
    why: impl Fn(&AnswerCell) -> Option<String>,
) -> Option<String> {
    let mut named: Vec<String> = Vec::new();
    for part in received {
        let rows = part.rows.iter().filter(|it| it.annex == Some(annex));
        let rows = rows.filter(|it| it.form.is_some() || it.is_extra());
        let is_asked = |cell: &&AnswerCell| {
            let column = cell.heading.of_form();
            column.is_some_and(|it| columns.contains(&it))
        };
        for cell in rows.flat_map(|it| &it.cells).filter(is_asked) {
            let Some(why) = why(cell) else {
                continue;
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
    (!named.is_empty()).then(|| named.join("; "))
}
