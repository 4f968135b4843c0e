//! A plan's document: its annexes and what is decided about its findings.

use super::{
    annex::{Annex, AnnexId},
    review::Review,
};

/// The annexes of one plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    pub plan: Plan,
    pub annexes: Vec<Annex>,
    pub review: Review,
}

/// Identifies the plan that the annexes belong to. Every field is text as typed and may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Name of the document in the user's list; initially the file name.
    pub name: String,
    /// Number and symbol (số, ký hiệu), such as `334/KH-UBND`.
    pub number: String,
    /// Date of issue as written, such as `31/12/2025`.
    pub date: String,
    /// Issuing body, such as `UBND tỉnh Lạng Sơn`.
    pub body: String,
}

impl Document {
    pub fn annex(&self, id: AnnexId) -> Option<&Annex> {
        self.annexes.iter().find(|annex| annex.id == id)
    }

    pub fn n_rows(&self) -> usize {
        self.annexes.iter().map(|annex| annex.rows.len()).sum()
    }

    /// Returns the first id above those of all annexes, columns and rows.
    pub fn next_id(&self) -> u32 {
        Document::next_id_after(&self.annexes)
    }

    /// Returns the first id above those of some annexes, their columns and rows.
    pub fn next_id_after<'annex>(annexes: impl IntoIterator<Item = &'annex Annex>) -> u32 {
        let ids = annexes.into_iter().flat_map(|annex| {
            let columns = annex.columns.iter().map(|column| column.id.0);
            let rows = annex.rows.iter().map(|row| row.id.0);
            columns.chain(rows).chain([annex.id.0])
        });
        ids.max().map_or(1, |max| max + 1)
    }
}
