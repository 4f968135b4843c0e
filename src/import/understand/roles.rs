//! Determines the roles of all columns of a table together, by what their headings and their cells say.

use super::{
    assign::assign,
    cell_evidence::{OTHER, Place, add_content},
    evidence::{Evidence, KNOWN},
    headings::{has_phrase, names_assessment},
    other_amounts::{has_prices, is_other_amount},
    profile::Profile,
    said::CERTAIN,
    shared_headings::share_agencies,
    sides::Side,
};
use crate::model::Role;

/// Determines the roles of all columns together.
pub(in crate::import) fn roles(
    paths: &[&[String]],
    said: &[Evidence],
    profiles: &[Profile],
    is_reported: bool,
) -> Vec<Role> {
    let rest = std::iter::repeat(Profile::default());
    let profiles = profiles.iter().copied().chain(rest);
    let columns = said.iter().copied().zip(profiles);
    let columns: Vec<(Evidence, Profile)> = columns
        .map(|(said, profile)| match profile.is_marks() {
            true => (of_marks(&said), profile),
            false => (said, profile),
        })
        .collect();
    // Without any heading, agencies are no content even if they are the first text.
    let has_headings = paths.iter().any(|path| !path.is_empty());
    let names = |role: Role, least: i32| {
        let mut columns = columns.iter();
        columns.any(|(said, _)| !said.is_outcome && least <= said.score(role))
    };
    let has_unit = columns.iter().any(|(said, profile)| {
        let is_unknown = said.best().1 < OTHER && !said.is_outcome;
        let is_named = KNOWN <= said.score(Role::Unit) && !profile.is_places();
        is_named || (is_unknown && profile.is_units())
    });
    // Beside a product, a target or an assessment of what was planned, it is what was reached.
    let is_assessed = names(Role::Status, KNOWN) && names(Role::Target, 50);
    // "Kế hoạch" beside the indicator is a target; "Mục tiêu" may be the indicator itself, unless that
    // stands to the left of its figures.
    let is_plan =
        |said: &Evidence| 50 <= said.score(Role::Target) && said.score(Role::Content) == 0;
    let asks = |path: &[String]| matches!(path, [only] if Side::of(only) == Some(Side::Planned));
    let is_content = |(said, _): &(Evidence, Profile)| KNOWN <= said.score(Role::Content);
    let content_at = columns.iter().position(is_content);
    let mut plans = columns.iter().zip(paths).enumerate();
    let names_plan = plans.any(|(at, ((said, profile), path))| {
        let is_behind = said.is_none() || content_at.is_some_and(|content| content < at);
        is_plan(said) || (is_behind && asks(path) && profile.is_amounts())
    });
    let has_target = has_unit && (names(Role::Target, 80) || names_plan);
    // What a report calls the result was reached, unless it says elsewhere what was.
    let is_told = is_reported && !names(Role::Actual, KNOWN);
    let outcome = if names(Role::Result, 80) || has_target || is_assessed || is_told {
        Role::Actual
    } else if has_unit {
        Role::Target
    } else {
        Role::Result
    };
    // Columns of words that no heading gives another role.
    let texts = columns.iter().enumerate().filter(|(_, (said, profile))| {
        let (role, score) = said.best();
        let is_free = score < OTHER || role == Role::Content;
        let is_own = has_headings || !profile.is_agencies();
        profile.is_text() && is_free && !said.is_outcome && is_own
    });
    // The first of them, or the one that says something else in each row beside it.
    let mut texts = texts.map(|(at, (_, profile))| (at, profile.is_shared()));
    let first_text = texts.next();
    let own_text = texts.find(|(_, is_shared)| !is_shared);
    let first_text = match (first_text, own_text) {
        (Some((_, true)), Some((own, _))) => Some(own),
        (first, _) => first.map(|(at, _)| at),
    };
    let mut contents = columns
        .iter()
        .enumerate()
        .filter(|(_, (said, _))| KNOWN <= said.score(Role::Content));
    let first_content = contents.next().map(|(at, _)| at);
    // "Tiêu chí" that several rows share, beside "Chỉ tiêu", is the group.
    let shares = |at: &usize| columns.get(*at).is_some_and(|(_, it)| it.is_shared());
    let own_content = contents.map(|(at, _)| at).find(|at| !shares(at));
    let group = first_content.filter(|at| own_content.is_some() && shares(at));
    let first_content = group.and(own_content).or(first_content);
    // "Chỉ tiêu giao" over sentences names the indicators, where no other column does.
    let sentences = || {
        columns.iter().position(|(said, profile)| {
            said.best().0 == Role::Target && profile.is_long() && profile.is_words()
        })
    };
    let named_target = match first_content {
        Some(_) => None,
        None => sentences(),
    };
    let first_content = first_content.or(named_target);
    let subject = first_text.filter(|at| {
        let behind = first_content.filter(|content| at < content);
        behind.is_some_and(|content| is_subject(&columns, *at, content))
    });
    let first_content = subject.or(first_content);
    let has_ordinals = names(Role::Ordinal, KNOWN)
        || columns
            .first()
            .is_some_and(|(_, profile)| profile.is_ordinals());
    let names_target = columns
        .iter()
        .enumerate()
        .any(|(at, (said, _))| first_content != Some(at) && 50 <= said.score(Role::Target));
    // A list of things to buy: how many is no target.
    let has_prices = has_prices(paths);
    let scores: Vec<Evidence> = columns
        .iter()
        .enumerate()
        .map(|(at, (said, profile))| {
            let mut scores = *said;
            if said.is_outcome {
                let is_reached = outcome == Role::Actual || profile.is_reports();
                let expected = if has_unit { Role::Target } else { Role::Result };
                let is_reached = is_reached && !said.is_expected;
                scores.add(if is_reached { Role::Actual } else { expected }, 85);
            }
            if named_target == Some(at) {
                scores.add(Role::Content, said.score(Role::Target));
            }
            if first_content == Some(at) {
                scores.add(Role::Content, 12);
            }
            if subject == Some(at) {
                scores.add(Role::Content, CERTAIN);
            }
            if group == Some(at) {
                scores.add(Role::Group, said.score(Role::Content) + KNOWN);
            }
            let says = |is_said: &dyn Fn(&str) -> bool| {
                let mut path = paths.get(at).into_iter().flat_map(|path| path.iter());
                path.any(|text| is_said(text))
            };
            let about_amounts = says(&is_other_amount)
                || (has_prices && says(&|text| has_phrase(text, "số lượng")));
            // "Mã số" over 1, 1.1, 1.2, 2 numbers the rows.
            let numbers = at == 0 && profile.is_numbering();
            let about_amounts = about_amounts && !numbers;
            let place = Place {
                may_number: at == 0 && !about_amounts,
                is_first_text: first_text == Some(at),
                is_before_content: first_content
                    .or(first_text)
                    .is_some_and(|content| at < content),
                has_other_words: first_text.is_some_and(|other| other != at),
                wants_target: !names_target && !about_amounts && (has_unit || profile.is_amounts()),
                has_unit: has_unit || (!has_headings && profile.is_percentages()),
                has_ordinals,
            };
            add_content(&mut scores, said, profile, &place);
            // "Đã giải quyết" over figures.
            let is_done = says(&|text| text.to_lowercase().starts_with("đã "));
            if is_done && said.is_none() && profile.is_amounts() {
                scores.add(Role::Actual, KNOWN);
            }
            // The heading says what the column is, so the cells do not.
            let is_said = about_amounts && said.best().1 < KNOWN;
            scores.add(Role::Other, if is_said { CERTAIN } else { OTHER });
            if scores.best().0 == Role::Status && profile.is_numbers() && says(&names_assessment) {
                // Points and shares are figures, beside a target those that were reached.
                let is_reached = has_unit && names_target;
                let role = if is_reached {
                    Role::Actual
                } else {
                    Role::Other
                };
                scores = Evidence::of(&[(role, CERTAIN)]);
            }
            scores
        })
        .collect();
    let mut roles = assign(&scores);
    share_agencies(paths, &columns, &mut roles);
    if has_ordinals && !roles.contains(&Role::Content) {
        // A list is about something, whatever its heading is.
        let mut others = roles.iter_mut().zip(&columns).skip(1);
        let named = others.find(|(role, (_, profile))| {
            let is_text = profile.is_text() && !profile.is_codes() && !profile.is_agencies();
            **role == Role::Other && is_text
        });
        if let Some((role, _)) = named {
            *role = Role::Content;
        } else {
            list_bodies(&columns, &mut roles);
        }
    }
    roles
}

/// Whether the text beside the ordinals is what a table is about, and the one that calls itself content says
/// what is to be done about it: figures stand between them.
fn is_subject(columns: &[(Evidence, Profile)], at: usize, content: usize) -> bool {
    let between = columns.get(at + 1..content).unwrap_or_default();
    let n_figures = between.iter().filter(|(_, it)| it.is_amounts()).count();
    let names_itself = |(said, profile): &(Evidence, Profile)| {
        said.score(Role::Content) < KNOWN && !profile.is_shared() && !profile.is_codes()
    };
    at == 1 && FIGURES_OF_SUBJECT <= n_figures && columns.get(at).is_some_and(names_itself)
}

/// So many columns of figures behind a text show that they are about it.
const FIGURES_OF_SUBJECT: usize = 2;

/// Makes bodies the content of a list that has no other: "Đơn vị" over communes behind the ordinals. A body
/// that a heading puts in charge of something stays what it is.
fn list_bodies(columns: &[(Evidence, Profile)], roles: &mut [Role]) {
    let mut texts = roles.iter_mut().zip(columns).skip(1);
    let first = texts.find(|(_, (_, profile))| profile.is_text() && !profile.is_codes());
    if let Some((role, (said, _))) = first
        && *role == Role::Lead
        && said.score(Role::Lead) <= KNOWN
    {
        *role = Role::Content;
    }
}

/// Evidence of a column that holds nothing but marks: "x" under "Năm 2027" says when, and under
/// "Sở Y tế" who, so that it is no value, time or body itself.
fn of_marks(scores: &Evidence) -> Evidence {
    let roles = [Role::Ordinal, Role::Status, Role::Note, Role::Other];
    let kept = roles.map(|role| (role, scores.score(role)));
    Evidence::of(&kept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::understand::said::said;

    fn read(headers: &[&str]) -> String {
        let paths: Vec<Vec<String>> = headers
            .iter()
            .map(|path| path.split(" / ").map(str::to_owned).collect())
            .collect();
        let paths: Vec<&[String]> = paths.iter().map(Vec::as_slice).collect();
        let roles = roles(&paths, &said(&paths, &[], false), &[], false);
        let keys: Vec<&str> = roles.into_iter().map(Role::key).collect();
        keys.join(" ")
    }

    #[test]
    fn headings_mean_roles_together() {
        for (headers, roles) in [
            (
                &[
                    "STT",
                    "Chỉ tiêu",
                    "Đơn vị",
                    "Kết quả",
                    "Cơ quan chủ trì, theo dõi, đánh giá",
                ][..],
                "stt content unit target lead",
            ),
            (
                &[
                    "TT",
                    "Nhiệm vụ, giải pháp",
                    "Cơ quan chủ trì",
                    "Cơ quan phối hợp",
                    "Kết quả",
                    "Thời gian thực hiện",
                ],
                "stt content lead coordinating result time",
            ),
            (
                &[
                    "STT",
                    "Chỉ tiêu",
                    "Chỉ tiêu",
                    "Giai đoạn / 2026 - 2027",
                    "Giai đoạn / 2028 - 2030",
                    "Cơ quan chủ trì\ntheo dõi, đánh giá",
                    "Bộ, ngành phối hợp",
                ],
                "stt group content target target lead coordinating",
            ),
            (
                &[
                    "Số TT",
                    "Nội dung",
                    "ĐƠN VỊ TÍNH",
                    "Năm 2026",
                    "Đơn vị thực hiện",
                    "Kinh phí",
                ],
                "stt content unit target lead other",
            ),
            (
                &[
                    "STT",
                    "Chỉ tiêu",
                    "Đơn vị tính",
                    "Mục tiêu",
                    "Đơn vị phụ trách",
                    "Hoàn thành trước",
                ],
                "stt content unit target lead time",
            ),
            (
                &[
                    "TT",
                    "Nội dung",
                    "ĐVT",
                    "Chỉ tiêu",
                    "Đến hết năm 2026",
                    "Đơn vị chủ trì",
                ],
                "stt content unit target target lead",
            ),
            (
                &[
                    "TT",
                    "Nhiệm vụ",
                    "Sản phẩm",
                    "Kết quả",
                    "Giải trình",
                    "Ghi chú",
                ],
                "stt content result actual note note",
            ),
            (
                &[
                    "TT",
                    "Chỉ tiêu",
                    "ĐVT",
                    "Kế hoạch năm 2026",
                    "Kết quả",
                    "Đơn vị đầu mối",
                ],
                "stt content unit target actual lead",
            ),
            (
                &[
                    "TT",
                    "Chỉ tiêu",
                    "ĐVT",
                    "Kế hoạch năm",
                    "Kết quả",
                    "Tự đánh giá",
                ],
                "stt content unit target actual status",
            ),
            (
                &[
                    "TT",
                    "Chỉ tiêu",
                    "ĐVT",
                    "Chỉ tiêu giao",
                    "Kết quả",
                    "Đánh giá",
                ],
                "stt content unit target actual status",
            ),
            (
                &[
                    "STT",
                    "Chỉ tiêu",
                    "Đơn vị tính",
                    "Mục tiêu / Năm 2026",
                    "Mục tiêu / Năm 2030",
                    "Kết quả / Quý II",
                    "Kết quả / Quý III",
                ],
                "stt content unit target target actual actual",
            ),
        ] {
            assert_eq!(read(headers), roles, "{headers:?}");
        }
    }
}
