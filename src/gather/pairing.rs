//! The rows of one annex beside those of another that was made from it.

use super::{
    form::Form,
    match_annex::{AnnexMatch, match_annex},
    match_rows::{RowMatch, match_rows},
    row_keys::row_keys,
};
use crate::model::{Annex, Document, RowId};

/// What a row of a file is in the annex that the file was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Paired {
    Row(RowId),
    /// Perhaps one of these.
    Perhaps(Vec<RowId>),
    New,
}

/// Returns for each row of a file its row in an annex; `None` where the file is of another annex or
/// of another period.
pub fn pair(annex: &Annex, file: &Annex) -> Option<Vec<Paired>> {
    let form = Form::new(Document {
        annexes: vec![annex.clone()],
        ..Document::default()
    });
    let AnnexMatch::Form(_, content) = match_annex(&form, file) else {
        return None;
    };
    let (_, index) = form.pairs().next()?;
    let id = |at: usize| annex.rows.get(at).map(|row| row.id);
    let rows = match_rows(index, &row_keys(file, content)).into_iter();
    let paired = rows.map(|it| match it {
        RowMatch::Form(at) | RowMatch::Likely(at) => id(at).map_or(Paired::New, Paired::Row),
        RowMatch::Unsure(rows) => Paired::Perhaps(rows.into_iter().filter_map(id).collect()),
        RowMatch::New => Paired::New,
    });
    Some(paired.collect())
}
