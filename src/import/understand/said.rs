//! What the headings above each column say, and what columns beside each other say together.

use super::{
    agency_names::is_agency_name,
    evidence::{Evidence, KNOWN},
    heading_bodies::duty_alone,
    heading_times::times_reached,
    headings::{evidence, evidence_under, has_phrase, is_part_of_year, is_time_alone, normalized},
    profile::Profile,
    report_values::read_report_values,
    results::read_results,
    sides::read_sides,
};
use crate::model::{Phase, Role};

/// Score that outweighs whatever the cells of a column say.
pub(in crate::import) const CERTAIN: i32 = 500;

/// Reads what the headings of each column say. `is_reported` says that the table tells what was reached.
pub(in crate::import) fn said(
    paths: &[&[String]],
    profiles: &[Profile],
    is_reported: bool,
) -> Vec<Evidence> {
    let mut said: Vec<Evidence> = paths.iter().map(|path| said_by_path(path)).collect();
    read_abbreviations(paths, &mut said);
    read_times(paths, &mut said, is_reported);
    read_sides(paths, &mut said);
    read_results(paths, profiles, &mut said);
    read_report_values(paths, profiles, &mut said, is_reported);
    read_matrices(paths, profiles, &mut said);
    // "Chỉ tiêu" (indicator) over two columns: the left one is the group, the right one the
    // content.
    for at in 1..paths.len() {
        let (left, right) = (paths.get(at - 1), paths.get(at));
        let same = left == right && left.is_some_and(|path| !path.is_empty());
        // One heading over the ordinals and what they number.
        if same && at == 1 && profiles.first().is_some_and(Profile::is_ordinals) {
            if let Some(left) = said.first_mut() {
                *left = Evidence::of(&[(Role::Ordinal, CERTAIN)]);
            }
            continue;
        }
        // "Mục tiêu" over two columns of values is neither.
        let holds_values = |it: &Profile| it.is_numbers() || it.is_amounts();
        let pair = profiles.get(at - 1..=at).unwrap_or_default();
        let is_content = |(other, said): (&&[String], &Evidence)| {
            Some(other) != right && KNOWN <= said.score(Role::Content)
        };
        let has_values = pair.iter().any(holds_values) && paths.iter().zip(&said).any(is_content);
        if same
            && !has_values
            && said
                .get(at)
                .is_some_and(|it| KNOWN <= it.score(Role::Content))
        {
            // Whatever else the cells hold.
            if let Some(left) = said.get_mut(at - 1) {
                left.add(Role::Group, CERTAIN);
            }
            if let Some(right) = said.get_mut(at) {
                right.add(Role::Content, CERTAIN);
            }
        }
    }
    said
}

/// Reads "KH" and "TH" beside each other: what was planned and what was reached. "TH" alone may be a
/// school.
fn read_abbreviations(paths: &[&[String]], said: &mut [Evidence]) {
    let at = |word: &str| {
        let mut paths = paths.iter();
        paths.position(|path| matches!(path, [only] if normalized(only) == word))
    };
    if let (Some(planned), Some(reached)) = (at("kh"), at("th")) {
        for (at, role) in [(planned, Role::Target), (reached, Role::Actual)] {
            if let Some(said) = said.get_mut(at) {
                said.add(role, 85);
            }
        }
    }
}

/// Reads times over columns of what was reached.
fn read_times(paths: &[&[String]], said: &mut [Evidence], is_reported: bool) {
    let heading = |path: &&[String]| match path {
        [only] => only.clone(),
        [outer @ .., inner] if is_reported && outer.iter().all(|it| is_time_alone(it)) => {
            inner.clone()
        }
        _ => String::new(),
    };
    let headings: Vec<String> = paths.iter().map(heading).collect();
    let texts: Vec<&str> = headings.iter().map(String::as_str).collect();
    let least = if is_reported { 50 } else { 80 };
    let names_target = said.iter().map(|it| least <= it.score(Role::Target));
    let names_target: Vec<bool> = names_target.collect();
    for at in times_reached(&texts, &names_target, is_reported) {
        if let Some(said) = said.get_mut(at) {
            *said = Evidence::of(&[(Role::Actual, 85)]);
        }
    }
}

/// Reads columns of bodies under one heading, "Sở Nội vụ" and "Sở Tài chính" under "Đơn vị thực hiện": their
/// cells say what each does, and none of them is the body in charge.
fn read_matrices(paths: &[&[String]], profiles: &[Profile], said: &mut [Evidence]) {
    let outer_of = |at: usize| {
        let (inner, outer) = paths.get(at)?.split_last()?;
        let (role, score) = evidence(inner).best();
        // "Phòng, ban" says no more than that it is a body.
        let is_body = score == 0 || (role == Role::Lead && score <= KNOWN);
        (is_body && !outer.is_empty()).then_some(outer)
    };
    let holds = |at: usize, is_so: &dyn Fn(&Profile) -> bool| profiles.get(at).is_some_and(is_so);
    let mut matrices: Vec<usize> = Vec::new();
    for (at, own) in said.iter().enumerate() {
        let is_of_bodies = matches!(own.best().0, Role::Lead | Role::Coordinating);
        let Some(outer) = outer_of(at).filter(|_| is_of_bodies) else {
            continue;
        };
        let group = || (0..paths.len()).filter(|other| outer_of(*other) == Some(outer));
        let names_body = |at: usize| {
            let inner = paths.get(at).and_then(|path| path.last());
            inner.is_some_and(|it| is_agency_name(it))
        };
        let holds_bodies = group().any(|it| holds(it, &Profile::is_agencies));
        let has_marks = group().any(|it| holds(it, &Profile::has_cells)) || names_body(at);
        if 1 < group().count() && has_marks && !holds_bodies {
            matrices.push(at);
        }
    }
    for at in matrices {
        if let Some(own) = said.get_mut(at) {
            *own = Evidence::of(&[(Role::Other, CERTAIN)]);
        }
    }
}

/// Returns the evidence of the innermost heading that says anything. What a heading over other
/// headings says about the content is weaker, and it names no value. "TH" under "Năm 2026" says what
/// "TH năm 2026" does.
fn said_by_path(path: &[String]) -> Evidence {
    if let [.., outer, inner] = path
        && let Some(of_time) = evidence_under(inner, outer)
    {
        return of_time;
    }
    // "Tháng 9/2025" under "So với" is what the figures are compared with.
    if let [outer @ .., inner] = path
        && (is_time_alone(inner) || Phase::parse(inner).is_some())
        && outer.iter().any(|text| has_phrase(text, "so với"))
    {
        return Evidence::of(&[(Role::Other, KNOWN)]);
    }
    // "Quý I" under "Thực hiện" is what was reached then.
    if let [outer, inner] = path
        && is_time_alone(inner)
        && evidence(outer).best().0 == Role::Actual
    {
        return evidence(outer);
    }
    // So is "Quý I" under "Kết quả": what is still to come is of a year, not of a part of one.
    if let [outer @ .., inner] = path
        && is_part_of_year(inner)
        && outer.iter().any(|text| is_reached(text))
    {
        return Evidence::of(&[(Role::Actual, 90)]);
    }
    // Under "Phân công" stands who does what: "Chịu trách nhiệm chính" and "Tham gia".
    if let [outer @ .., inner] = path
        && outer
            .iter()
            .any(|text| 0 < evidence(text).score(Role::Lead))
        && let Some(of_body) = duty_alone(inner)
    {
        return of_body;
    }
    let mut headings = path.iter().rev().map(|text| evidence(text)).enumerate();
    let Some((depth, found)) = headings.find(|(_, it)| !it.is_none()) else {
        return Evidence::default();
    };
    let (role, score) = found.best();
    if 0 < depth && role == Role::Content {
        let mut weaker = Evidence::default();
        weaker.add(Role::Content, score / 2);
        return weaker;
    }
    found
}

/// Whether a heading names what was reached, or a result that nobody still expects.
fn is_reached(text: &str) -> bool {
    let said = evidence(text);
    said.best().0 == Role::Actual || (said.is_outcome && !said.is_expected)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_year_under_a_result_were_reached() {
        for (path, role) in [
            (&["Kết quả", "Quý II"][..], Role::Actual),
            (&["Kết quả", "Quý III/2026"], Role::Actual),
            (&["Kết quả", "6 tháng đầu năm"], Role::Actual),
            (&["KQ", "Tháng 9"], Role::Actual),
            (&["Thực hiện", "Quý I"], Role::Actual),
            (&["Mục tiêu", "Quý II/2026"], Role::Target),
            (&["Kết quả phải đạt", "Quý II/2026"], Role::Target),
            (&["Kết quả", "Năm 2030"], Role::Target),
            (&["Tổ chức thực hiện", "Chịu trách nhiệm chính"], Role::Lead),
            (&["Tổ chức thực hiện", "Tham gia"], Role::Coordinating),
            (&["Phân công", "Cùng thực hiện"], Role::Coordinating),
            (&["Phân công", "Chính"], Role::Lead),
            (&["Cơ quan", "Phụ"], Role::Coordinating),
            (&["Tổ chức thực hiện", "Thời hạn hoàn thành"], Role::Time),
            (&["Chỉ số giá so với (%)", "Tháng 9/2025"], Role::Other),
        ] {
            let path: Vec<String> = path.iter().map(|it| (*it).to_owned()).collect();
            assert_eq!(said_by_path(&path).best().0, role, "{path:?}");
        }
    }
}
