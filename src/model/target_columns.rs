//! Which of several columns of targets counts for a period.

use super::{
    column::{Column, ColumnId, Role},
    phase::Phase,
    report_period::{ReportPeriod, YearPart},
};

/// The year in which the first of the targets' phases begins; `None` where a target names no phase,
/// or one without a start.
pub(super) fn start_of_targets(columns: &[Column]) -> Option<u16> {
    let targets = columns.iter().filter(|it| it.role == Role::Target);
    let starts: Option<Vec<u16>> = targets.map(|it| it.phase()?.from).collect();
    starts?.into_iter().min()
}

/// Returns the target column of the phase that holds a period: of several, the one that names the
/// period, then the shortest phase; where none holds it, the nearest.
pub fn target_column(
    columns: &[Column],
    period: Option<ReportPeriod>,
) -> Option<(ColumnId, Option<Phase>)> {
    let targets = columns.iter().filter(|it| it.role == Role::Target);
    let targets: Vec<(&Column, Option<Phase>)> = targets.map(|it| (it, it.phase())).collect();
    // A plan that was adjusted takes the place of the one before.
    let adjusted: Vec<(&Column, Option<Phase>)> = targets
        .iter()
        .filter(|(it, _)| is_adjusted(it))
        .copied()
        .collect();
    let is_replaced = |(first, phase): &(&Column, Option<Phase>)| {
        !is_adjusted(first) && adjusted.iter().any(|(_, other)| other == phase)
    };
    let targets: Vec<(&Column, Option<Phase>)> = targets
        .iter()
        .filter(|it| !is_replaced(it))
        .copied()
        .collect();
    if let [(only, phase)] = targets.as_slice() {
        return Some((only.id, *phase));
    }
    let period = period?;
    let year = Some(period.year);
    let parts = |column: &Column| -> Vec<ReportPeriod> {
        let headings = column.header.iter();
        headings
            .filter_map(|it| ReportPeriod::parse_in(it, year))
            .collect()
    };
    let named = targets
        .iter()
        .find(|(column, _)| parts(column).contains(&period));
    if let Some((column, phase)) = named {
        return Some((column.id, *phase));
    }
    let names_part = |column: &Column| parts(column).iter().any(|it| it.part != YearPart::Year);
    let whole = targets.iter().filter(|(column, _)| !names_part(column));
    let phased: Vec<(ColumnId, Phase)> = whole
        .clone()
        .filter_map(|(column, phase)| Some((column.id, (*phase)?)))
        .collect();
    let phases: Vec<Phase> = phased.iter().map(|(_, phase)| *phase).collect();
    let unphased = whole.clone().find(|(_, phase)| phase.is_none());
    // "Năm 2025 | Kế hoạch": a year that is over is where the plan began.
    let holding = holding(&phases, period.year);
    let holding = holding.filter(|it| unphased.is_none() || period.year <= it.to);
    if let Some(phase) = holding {
        let found = phased.iter().find(|(_, it)| *it == phase);
        return found.map(|(column, phase)| (*column, Some(*phase)));
    }
    unphased.map(|(column, _)| (column.id, None))
}

/// Whether a target is what the plan was changed to: "KH điều chỉnh" beside "KH giao đầu năm".
fn is_adjusted(column: &Column) -> bool {
    let title = column.title().to_lowercase();
    let is_before = [
        "trước điều chỉnh",
        "chưa điều chỉnh",
        "trước khi điều chỉnh",
    ]
    .iter()
    .any(|it| title.contains(it));
    title.contains("điều chỉnh") && !is_before
}

/// Returns the phase that holds a year: the one that ends first among those that do; otherwise the
/// last that ended before, otherwise the first that begins later.
pub fn holding(phases: &[Phase], year: u16) -> Option<Phase> {
    let begun = |it: &&Phase| it.from.is_none_or(|from| from <= year);
    let open = phases.iter().filter(|it| year <= it.to);
    let held = open
        .clone()
        .filter(begun)
        .min_by_key(|it| (it.to, u16::MAX - it.from.unwrap_or(0)));
    let ended = phases
        .iter()
        .filter(|it| it.to < year)
        .max_by_key(|it| it.to);
    let later = open.min_by_key(|it| it.from);
    held.or(ended).or(later).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(headings: &[(Role, &str)]) -> Vec<Column> {
        let columns = (1..).zip(headings);
        columns
            .map(|(id, (role, title))| Column::new(ColumnId(id), *role, &[title]))
            .collect()
    }

    #[test]
    fn the_target_is_that_of_the_phase() {
        let headings = columns(&[(Role::Target, "2026 - 2027"), (Role::Target, "2028 - 2030")]);
        let at = |text| target_column(&headings, ReportPeriod::parse(text)).map(|(id, _)| id.0);
        assert_eq!(at("Quý III/2026"), Some(1));
        assert_eq!(at("Năm 2029"), Some(2));
        assert_eq!(at("Năm 2031"), Some(2));
        assert_eq!(at("Quý IV/2025"), Some(1));
        assert_eq!(target_column(&headings, None), None);
        let headings = columns(&[(Role::Target, "Năm 2025"), (Role::Target, "Kế hoạch")]);
        let at = |text| target_column(&headings, ReportPeriod::parse(text)).map(|(id, _)| id.0);
        assert_eq!(at("Năm 2026"), Some(2));
        assert_eq!(at("Năm 2025"), Some(1));
        let headings = columns(&[
            (Role::Target, "KH giao đầu năm"),
            (Role::Target, "KH sau điều chỉnh"),
        ]);
        let at = |text| target_column(&headings, ReportPeriod::parse(text)).map(|(id, _)| id.0);
        assert_eq!(at("Năm 2026"), Some(2));
        assert_eq!(at("Quý III/2026"), Some(2));
        let phase = |text| Phase::parse(text).unwrap();
        let open = [
            phase("Giai đoạn đến năm 2027"),
            phase("Giai đoạn 2028-2030"),
        ];
        assert_eq!(holding(&open, 2026), Some(open[0]));
        assert_eq!(holding(&open, 2028), Some(open[1]));
    }
}
