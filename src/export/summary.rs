//! What an export shows of the progress of a plan beside its annexes.

use serde::{Deserialize, Serialize};

/// The progress of a plan: sentences, counts to draw, lists.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    pub title: String,
    pub paragraphs: Vec<String>,
    pub counts: Vec<CountTable>,
    pub late: List,
    /// Every row with its assessment and the reason.
    pub rows: List,
}

/// Counts with a name for each row.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CountTable {
    pub title: String,
    /// Heading of the names of the rows.
    pub names: String,
    /// Heading and colour (red, green, blue) of each column.
    pub columns: Vec<(String, u32)>,
    /// The counts of each row, as many as there are columns.
    pub rows: Vec<(String, Vec<usize>)>,
    /// Whether the counts of a row are the parts of a whole.
    pub is_whole: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct List {
    pub title: String,
    pub headings: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

impl CountTable {
    /// The counts of a row that are not 0, each with its heading and colour.
    pub fn parts<'table>(
        &'table self,
        counts: &'table [usize],
    ) -> impl Iterator<Item = (&'table str, u32, usize)> {
        let parts = self.columns.iter().zip(counts);
        let parts = parts.map(|((heading, colour), n)| (heading.as_str(), *colour, *n));
        parts.filter(|(.., n)| 0 < *n)
    }

    /// Says the counts in words, for those who do not see the picture.
    pub fn told(&self) -> String {
        let rows = self.rows.iter().map(|(name, counts)| {
            let parts = self.parts(counts);
            let parts: Vec<String> = parts.map(|(it, _, n)| format!("{it} {n}")).collect();
            format!("{name}: {}", parts.join(", "))
        });
        rows.collect::<Vec<_>>().join("; ")
    }
}
