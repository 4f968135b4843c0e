//! Rows that name a part of the row above, "Trong đó: nữ", against that row: a part is no larger than its
//! whole. A part of `sum-differs`.

use super::table_sums::{Heading, Line};
use crate::{
    model::{Role, RowKind, vietnamese_number},
    validate::{AnnexScope, RowHandle},
    wording::{Key, Message},
};

/// A part that is larger than its whole.
pub(super) struct Above {
    pub row: RowHandle,
    pub column: usize,
    pub message: Message,
}

/// Finds the figures of parts that are larger than those of the row above them.
pub(super) fn above_whole(scope: &AnnexScope, lines: &[Line], headings: &[Heading]) -> Vec<Above> {
    let mut found = Vec::new();
    let mut whole: Option<usize> = None;
    let mut is_among = false;
    for (at, row) in scope.rows().iter().enumerate() {
        let content = scope.text_of(*row, Role::Content).trim();
        let has_ordinal = !scope.text_of(*row, Role::Ordinal).trim().is_empty();
        let begins = begins_parts(content);
        if row.kind.is_section() || lines.get(at).is_none_or(|line| line.is_total) {
            (whole, is_among) = (None, false);
            continue;
        }
        is_among = begins || (is_among && !has_ordinal && content.starts_with(['-', '+', '•']));
        let Some(of) = whole.filter(|_| is_among) else {
            if matches!(row.kind, RowKind::Item(_)) {
                whole = Some(at);
            }
            continue;
        };
        for column in 0..headings.len() {
            found.extend(compared(scope, lines, (of, at), column));
        }
    }
    found
}

/// Whether a text names a part of what the row above names.
fn begins_parts(content: &str) -> bool {
    let bare = content.trim_start_matches(['-', '+', '•', '*', ' ', '(']);
    bare.starts_with("Trong đó") || bare.starts_with("trong đó")
}

fn compared(
    scope: &AnnexScope,
    lines: &[Line],
    (whole, part): (usize, usize),
    column: usize,
) -> Option<Above> {
    let value = |at: usize| lines.get(at)?.values.get(column).copied().flatten();
    let (all, some) = (value(whole)?, value(part)?);
    let (one, other) = (lines.get(whole)?, lines.get(part)?);
    let is_alike = one.counts && other.counts && (other.unit.is_empty() || other.unit == one.unit);
    if !is_alike || all <= 0.0 || some <= all {
        return None;
    }
    let name = scope.text_of(*scope.rows().get(whole)?, Role::Content);
    let args = [
        vietnamese_number(some),
        vietnamese_number(all),
        name.trim().to_owned(),
    ];
    Some(Above {
        row: *scope.rows().get(part)?,
        column,
        message: Key::AmongAboveWhole.with(args),
    })
}
