//! A year in the heading of a column that does not follow those beside it: "Năm 2039" between "Năm 2028" and
//! "Năm 2030". A part of `heading-years`.

use crate::{
    model::{Column, ColumnId, Phase, Role},
    validate::AnnexScope,
    wording::{Key, Message},
};

/// A goal is so many years behind the last one before it at most; a later year has a wrong figure of its tens.
const STEP_MAX: u16 = 5;

/// What stands above the years of columns, and the columns with their years.
type Group<'all> = (&'all [String], Vec<(&'all Column, u16)>);

/// Columns whose year is out of order, one of each group of columns at most.
pub(super) fn out_of_order(scope: &AnnexScope) -> Vec<(ColumnId, Message)> {
    let mut groups: Vec<Group> = Vec::new();
    let columns = scope.annex.columns.iter();
    for column in columns.filter(|it| matches!(it.role, Role::Target | Role::Other)) {
        let above = match column.header.split_last() {
            Some((_, above)) => above,
            None => continue,
        };
        let Some(year) = single_year(column) else {
            continue;
        };
        match groups.last_mut().filter(|(it, _)| *it == above) {
            Some((_, own)) => own.push((column, year)),
            None => groups.push((above, vec![(column, year)])),
        }
    }
    groups.iter().filter_map(|(_, own)| slip(own)).collect()
}

/// The year of a column that is for one year.
fn single_year(column: &Column) -> Option<u16> {
    let phase = column
        .phase()
        .or_else(|| Phase::parse(column.header.last()?))?;
    (phase.from == Some(phase.to)).then_some(phase.to)
}

fn slip(columns: &[(&Column, u16)]) -> Option<(ColumnId, Message)> {
    let years: Vec<u16> = columns.iter().map(|(_, year)| *year).collect();
    let at = first_out_of_order(&years)?;
    let (column, _) = columns.get(at)?;
    let written: Vec<String> = years.iter().map(u16::to_string).collect();
    let args = [column.title().trim().to_owned(), written.join(", ")];
    Some((column.id, Key::HeadingYearOrder.with(args)))
}

/// A year between two others is judged more surely than the first and the last one.
fn first_out_of_order(years: &[u16]) -> Option<usize> {
    let last = years.len().checked_sub(1)?;
    let mut places = (1..last).chain([last, 0]);
    places.find(|at| is_out_of_order(years, *at))
}

fn is_out_of_order(years: &[u16], at: usize) -> bool {
    let Some(year) = years.get(at).copied() else {
        return false;
    };
    let before = at.checked_sub(1).and_then(|it| years.get(it)).copied();
    let behind = years.get(at + 1).copied();
    let mut meant = (1..=3).filter_map(|tens| year.checked_sub(10 * tens));
    match (before, behind) {
        (Some(before), Some(behind)) => before + 1 < behind && !(before < year && year < behind),
        (None, Some(behind)) => {
            let rises = years.iter().skip(1).is_sorted();
            behind < year && rises && meant.any(|it| it < behind && behind <= it + STEP_MAX)
        }
        (Some(before), None) => {
            !year.is_multiple_of(5) && meant.any(|it| before < it && it <= before + STEP_MAX)
        }
        (None, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::first_out_of_order as found;

    #[test]
    fn years_follow_one_another() {
        assert_eq!(found(&[2026, 2027, 2028, 2039, 2030]), Some(3));
        assert_eq!(found(&[2026, 2017, 2028]), Some(1));
        assert_eq!(found(&[2036, 2027, 2028]), Some(0));
        assert_eq!(found(&[2026, 2027, 2038]), Some(2));
        assert_eq!(found(&[2026, 2037]), Some(1));
        for years in [
            &[2026, 2027, 2028, 2030][..],
            &[2026, 2030, 2035, 2045],
            &[2025, 2026, 2030],
            &[2030, 2029, 2028],
            &[2026],
        ] {
            assert_eq!(found(years), None, "{years:?}");
        }
    }
}
