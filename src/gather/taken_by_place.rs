//! What was matched by its place more than by its words, so that a person looks at it.

use super::{
    heading::HeadingWords,
    match_columns::ColumnMatch,
    match_rows::RowMatch,
    rewording::{Name, Wording, is_reworded},
};
use crate::{
    model::{Annex, Column, Role, Row},
    wording::{Key, Message},
};

/// Names the columns and rows of an annex that were matched to the form's although their words are others;
/// `None` without any.
pub(super) fn taken_by_place(
    own: &Annex,
    annex: &Annex,
    columns: &[ColumnMatch],
    rows: &[RowMatch],
) -> Option<Message> {
    let columns = annex
        .columns
        .iter()
        .zip(columns)
        .filter_map(|(it, matched)| {
            let ColumnMatch::Likely(to) = matched else {
                return None;
            };
            let (said, asked) = (it.title(), own.columns.get(*to).map(Column::title)?);
            let is_like = HeadingWords::of(&said).is_like(&HeadingWords::of(&asked));
            (!is_like).then_some((said, asked))
        });
    let text = |annex: &Annex, row: &Row| annex.text(row, Role::Content).to_owned();
    let rows = annex.rows.iter().zip(rows).filter_map(|(it, matched)| {
        let RowMatch::Likely(to) = matched else {
            return None;
        };
        let (said, asked) = (text(annex, it), text(own, own.rows.get(*to)?));
        let [left, right] = [&said, &asked].map(|it| Name::of(it));
        let is_short = is_reworded(&left, &right, Wording::Short);
        (!is_short && !said.is_empty()).then_some((said, asked))
    });
    let pairs = columns.chain(rows);
    let named: Vec<String> = pairs
        .map(|(said, asked)| format!("“{said}” là “{asked}”").replace('\n', " "))
        .collect();
    (!named.is_empty()).then(|| Key::GatherByPlace.with([named.join("; ")]))
}
