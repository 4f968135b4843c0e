//! The rows of a reporting annex that are assessed, each with its section and the phase of it.

use crate::model::{Annex, Phase, Role, Row, RowKind, is_blank, is_total};

/// An item that states something of its own.
pub(super) struct PlanRow<'annex> {
    pub at: usize,
    pub row: &'annex Row,
    /// Title of the outermost section above; empty without one.
    pub section: String,
    /// The phase that a section above names.
    pub phase: Option<Phase>,
}

/// Returns the items of an annex: neither sections nor totals, nor items that only head others.
pub(super) fn plan_rows(annex: &Annex) -> Vec<PlanRow<'_>> {
    let mut found = Vec::new();
    let mut above: Vec<(u8, String, Option<Phase>)> = Vec::new();
    for (at, row) in annex.rows.iter().enumerate() {
        let content = annex.text(row, Role::Content).trim();
        if let RowKind::Section(level) = row.kind {
            above.retain(|(it, ..)| *it < level);
            let outer = above.last().and_then(|(.., phase)| *phase);
            let own = Phase::parse(content);
            above.push((level, content.to_owned(), own.or(outer)));
            continue;
        }
        if content.is_empty() || is_total(content, annex.text(row, Role::Ordinal)) {
            continue;
        }
        let heads_others = annex
            .rows
            .get(at + 1)
            .is_some_and(|next| !next.kind.is_section() && row.kind.level() < next.kind.level());
        if heads_others && !says_something(annex, row) {
            continue;
        }
        found.push(PlanRow {
            at,
            row,
            section: above
                .first()
                .map_or(String::new(), |(_, title, _)| title.clone()),
            phase: above.last().and_then(|(.., phase)| *phase),
        });
    }
    found
}

/// Whether a row has a target, a time or a result of its own.
fn says_something(annex: &Annex, row: &Row) -> bool {
    let roles = [Role::Target, Role::Time, Role::Actual];
    let mut columns = annex.columns.iter().filter(|it| roles.contains(&it.role));
    columns.any(|it| !is_blank(row.cell(it.id)))
}
