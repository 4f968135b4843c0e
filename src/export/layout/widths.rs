//! Column widths.

use super::official::{MARGIN_LEFT_MM, MARGIN_RIGHT_MM, PAGE_HEIGHT_MM, PAGE_WIDTH_MM, points};
use crate::model::{Annex, Column, Role};

/// Width left free at the right edge of the table.
const SLACK_MM: f64 = 2.0;

/// Returns the width of each column in points: the width of the page, distributed by the widths the
/// user set and otherwise by role.
pub(super) fn widths_pt(annex: &Annex, landscape: bool) -> Vec<f64> {
    let paper = if landscape {
        PAGE_HEIGHT_MM
    } else {
        PAGE_WIDTH_MM
    };
    // Programs round the width of each column; the slack keeps the table from overflowing the page.
    let width = points(paper - MARGIN_LEFT_MM - MARGIN_RIGHT_MM - SLACK_MM);
    let weights: Vec<f64> = annex.columns.iter().map(weight).collect();
    let total: f64 = weights.iter().sum();
    weights
        .iter()
        .map(|weight| width * weight / total)
        .collect()
}

fn weight(column: &Column) -> f64 {
    if let Some(width) = column.width {
        return f64::from(width).clamp(1.0, 100.0);
    }
    match column.role {
        Role::Ordinal => 6.0,
        Role::Unit => 10.0,
        Role::Target | Role::Actual | Role::Status => 12.0,
        Role::Group | Role::Time | Role::Note | Role::Other => 16.0,
        Role::Lead | Role::Coordinating | Role::Result => 20.0,
        Role::Content => 40.0,
    }
}
