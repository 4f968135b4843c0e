//! Matches an annex of an answer to one of the form's.

use super::{
    form::{Form, FormAnnex},
    row_keys::core,
};
use crate::{
    model::{Annex, ColumnId, Role},
    text::likeness::{folded, is_unmarked, words},
};

/// What an annex of an answer is in the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AnnexMatch {
    /// An annex of the form, by its index, and the answer's column of contents.
    Form(usize, Option<ColumnId>),
    /// The rows fit, but the title names another period.
    OtherPeriod,
    /// Two annexes of the form fit as well.
    Unsure,
    Other,
}

/// Share of the rows of the shorter table that must be the same, in per cent.
const SAME_ROWS: usize = 30;
/// How much further, in per cent, the second best annex must be.
const MARGIN: usize = 20;

pub(super) fn match_annex(form: &Form, file: &Annex) -> AnnexMatch {
    let scored = form.pairs().enumerate().map(|(at, (annex, index))| {
        let (column, n) = content_column(index, file);
        let n_rows = file.rows.len().min(index.rows.len()).max(1);
        let share = 100 * n / n_rows;
        let bonus = same_head(annex, file);
        (share, bonus, at, column, annex)
    });
    let mut scored: Vec<_> = scored.collect();
    scored.sort_by_key(|(share, bonus, at, ..)| (usize::MAX - share - bonus, *at));
    let Some((share, bonus, at, column, annex)) = scored.first() else {
        return AnnexMatch::Other;
    };
    let same_title =
        !annex.head.title.is_empty() && words(&annex.head.title) == words(&file.head.title);
    if *share < SAME_ROWS && !same_title {
        return AnnexMatch::Other;
    }
    if let Some((second, other, ..)) = scored.get(1)
        && share + bonus < second + other + MARGIN
        && SAME_ROWS <= *second
    {
        return AnnexMatch::Unsure;
    }
    if names_other_period(&annex.head.title, &file.head.title) {
        return AnnexMatch::OtherPeriod;
    }
    AnnexMatch::Form(*at, *column)
}

/// Returns the column that holds the contents of the form's rows, and how many of them. It is the
/// column that was read as the content unless another one holds more.
fn content_column(form: &FormAnnex, file: &Annex) -> (Option<ColumnId>, usize) {
    let n_found = |column: ColumnId| {
        let rows = file.rows.iter().filter(|row| {
            let text = row.cell(column);
            let of_text = words(text);
            let is_known = |key: String, known: &rustc_hash::FxHashMap<String, Vec<usize>>| {
                !key.is_empty() && known.contains_key(&key)
            };
            let bare = folded(&of_text);
            is_known(of_text.join(" "), &form.by_text)
                || (is_unmarked(text) && is_known(bare.join(" "), &form.by_folded))
                || is_known(core(&bare), &form.by_core)
        });
        rows.count()
    };
    let own = file.column_of(Role::Content).map(|column| column.id);
    let n = own.map_or(0, n_found);
    if file.rows.len() <= 2 * n {
        return (own, n);
    }
    let others = file
        .columns
        .iter()
        .map(|column| (Some(column.id), n_found(column.id)));
    let best = others.max_by_key(|(_, n)| *n);
    best.filter(|(_, found)| n < *found).unwrap_or((own, n))
}

/// How much number, title and sheet say that two annexes are the same.
fn same_head(annex: &Annex, file: &Annex) -> usize {
    let same = |left: &str, right: &str| !left.is_empty() && words(left) == words(right);
    let (own, other) = (&annex.head, &file.head);
    25 * usize::from(same(&own.title, &other.title))
        + 20 * usize::from(same(&own.number, &other.number))
        + 20 * usize::from(same(&own.sheet, &other.sheet))
}

/// Whether both titles name a period, and not the same one.
fn names_other_period(own: &str, other: &str) -> bool {
    let years = |text: &str| -> Vec<String> {
        let words = words(text).into_iter();
        words
            .filter(|word| {
                word.len() == 4
                    && word.starts_with("20")
                    && word.chars().all(|c| c.is_ascii_digit())
            })
            .collect()
    };
    let part = |text: &str, unit: &str| {
        let words = folded(&words(text));
        let at = words.iter().position(|word| word == unit)?;
        let number = words.get(at + 1)?;
        let is_number = number
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, 'i' | 'v' | 'x'));
        let roman =
            |text: &str| crate::model::roman_value(&text.to_uppercase()).map(|it| it.to_string());
        is_number
            .then(|| roman(number).unwrap_or_else(|| number.trim_start_matches('0').to_owned()))
    };
    let (left, right) = (years(own), years(other));
    let other_year =
        !left.is_empty() && !right.is_empty() && !left.iter().any(|it| right.contains(it));
    let other_part =
        ["quy", "thang"]
            .iter()
            .any(|unit| match (part(own, unit), part(other, unit)) {
                (Some(left), Some(right)) => left != right,
                _ => false,
            });
    other_year || other_part
}

#[cfg(test)]
mod tests {
    use super::names_other_period;

    #[test]
    fn another_quarter_or_year_is_another_period() {
        for (own, other, expected) in [
            ("CHỈ TIÊU QUÝ III/2026", "Chỉ tiêu quý 3 năm 2026", false),
            ("CHỈ TIÊU QUÝ III/2026", "CHỈ TIÊU QUÝ II/2026", true),
            ("Chỉ tiêu năm 2026", "Chỉ tiêu năm 2025", true),
            ("Chỉ tiêu năm 2026", "Chỉ tiêu", false),
            ("Tháng 9", "Tháng 09", false),
        ] {
            assert_eq!(names_other_period(own, other), expected, "{own} / {other}");
        }
    }
}
