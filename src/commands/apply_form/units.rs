//! Moves units into target cells, and back into a unit column.

use std::sync::Arc;

use super::step::transaction;
use crate::{
    edit::{Step, Transaction},
    editor::Selection,
    model::{Annex, ColumnId, FormSheet, Measure, Role, Row, Target},
};

/// Appends units to the targets where the form has no unit column: `%` and `100` become `100%`. A
/// unit stays in its column when no target of its row holds a number.
pub(super) fn into_targets(selection: &Selection, sheet: &FormSheet) -> Option<Transaction> {
    let annex = selection.annex()?;
    let has = |role| sheet.columns.iter().any(|it| it.role == role);
    let unit = annex
        .column_of(Role::Unit)
        .filter(|_| !has(Role::Unit) && has(Role::Target))?
        .id;
    let targets: Vec<ColumnId> = annex.columns_of(Role::Target).map(|it| it.id).collect();
    let mut steps = Vec::new();
    for row in annex
        .rows
        .iter()
        .filter(|row| !row.cell(unit).trim().is_empty())
    {
        let own = row.cell(unit).trim();
        let mut moved = false;
        for column in &targets {
            let text = row.cell(*column).trim();
            let Target::Measured { measure, .. } = Target::parse(text, "") else {
                continue;
            };
            moved = true;
            let with_unit = match (measure, Measure::of_unit(own)) {
                (Measure::Plain, Measure::Percent) => format!("{text}%"),
                (Measure::Plain, Measure::Level) => format!("{own} {text}"),
                (Measure::Plain, Measure::Plain) => format!("{text} {}", own.to_lowercase()),
                // The target already includes its unit.
                _ => continue,
            };
            steps.push(set(annex, row, *column, with_unit));
        }
        if moved {
            steps.push(set(annex, row, unit, String::new()));
        }
    }
    (!steps.is_empty()).then(|| transaction(steps))
}

/// Prefix of a maturity level (mức độ).
const LEVEL: &str = "Mức độ ";

/// Moves the unit out of the targets where the unit cell is empty and all targets of the row share
/// one unit: `100%` becomes `%` and `100`, `Mức độ 3` becomes `Mức độ` and `3`.
pub(super) fn out_of_targets(selection: &Selection) -> Option<Transaction> {
    let annex = selection.annex()?;
    let unit = annex.column_of(Role::Unit)?.id;
    let targets: Vec<ColumnId> = annex.columns_of(Role::Target).map(|it| it.id).collect();
    let mut steps = Vec::new();
    let is_item = |row: &&Arc<Row>| !row.kind.is_section() && row.cell(unit).trim().is_empty();
    for row in annex.rows.iter().filter(is_item) {
        let texts = targets
            .iter()
            .map(|column| (*column, row.cell(*column).trim()));
        let texts: Vec<(ColumnId, &str)> = texts
            .filter(|(_, text)| !text.is_empty() && *text != "-")
            .collect();
        let is_percent = |text: &str| {
            matches!(
                Target::parse(text, ""),
                Target::Measured {
                    measure: Measure::Percent,
                    ..
                }
            )
        };
        if !texts.is_empty() && texts.iter().all(|(_, text)| text.starts_with(LEVEL)) {
            steps.push(set(annex, row, unit, LEVEL.trim().to_owned()));
            for (column, text) in texts {
                let bare = text.trim_start_matches(LEVEL).to_owned();
                steps.push(set(annex, row, column, bare));
            }
            continue;
        }
        if texts.is_empty() || !texts.iter().all(|(_, text)| is_percent(text)) {
            continue;
        }
        steps.push(set(annex, row, unit, "%".to_owned()));
        for (column, text) in texts {
            let bare = text.strip_suffix('%').map(str::trim_end);
            let bare = bare.filter(|it| {
                it.chars()
                    .all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
            });
            steps.extend(bare.map(|bare| set(annex, row, column, bare.to_owned())));
        }
    }
    (!steps.is_empty()).then(|| transaction(steps))
}

fn set(annex: &Annex, row: &Row, column: ColumnId, text: String) -> Step {
    Step::SetCell {
        annex: annex.id,
        row: row.id,
        column,
        text,
    }
}
