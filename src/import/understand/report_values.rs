//! Columns of values in a table that tells what was reached: "Ngưỡng mong muốn" beside "Quý II/2026" and
//! "Quý III/2026", "Chỉ tiêu giao" beside "Số thu được". What their headings do not say on their own is
//! said by the columns beside them.

use super::{
    evidence::{Evidence, KNOWN},
    heading_words::plain,
    headings::{is_part_of_year, is_time_alone},
    other_amounts::is_other_amount,
    profile::Profile,
    results::tells_result,
    sides::Side,
};
use crate::{
    model::{ASIDE, ReportPeriod, Role},
    text::phrase::has_phrase,
};

/// What a column of values is among the others of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Value {
    Planned,
    Reached,
    /// Headed by a word of what was reached that says so only beside a plan: "Đạt".
    Done,
    /// Headed by a part of the year and nothing else.
    OfTime,
    /// Headed by a word of adding up: "Cộng", "Cộng 9 tháng".
    Sum,
    /// Headed by words that say neither.
    Open,
}

/// Words of what is still expected.
const EXPECTED: &[&str] = &["phải", "cần", "dự kiến"];

/// Headings that say that there is a value and not which one.
const NEUTRAL: &[&str] = &["giá trị", "mức", "con số", "số lượng"];

/// Words of money that was allotted, which is what a report of it is held against.
const ALLOTTED: &[&str] = &["dự toán", "giao", "phân bổ", "kế hoạch"];

/// Reads the values of a table that tells what was reached.
pub(in crate::import) fn read_report_values(
    paths: &[&[String]],
    profiles: &[Profile],
    said: &mut [Evidence],
    is_reported: bool,
) {
    read_parts_of_results(paths, said);
    let content_at = said.iter().position(|it| KNOWN <= it.score(Role::Content));
    let Some(content_at) = content_at.filter(|_| is_reported) else {
        return;
    };
    let values: Vec<(usize, Value)> = (content_at + 1..said.len())
        .filter_map(|at| {
            let profile = profiles.get(at)?;
            let holds_values = profile.is_amounts() || profile.is_numbers();
            let path = paths.get(at).copied().unwrap_or_default();
            let said = said.get(at)?;
            // "Đơn vị thực hiện" over numbers is no body.
            if profile.is_numbers() && said.best().0 == Role::Lead && names_deed(path) {
                return Some((at, Value::Done));
            }
            let value = value(path, said).filter(|_| holds_values)?;
            Some((at, value))
        })
        .collect();
    let values = with_sums(values, paths);
    for (at, role) in roles_of(&values, profiles) {
        let names_role = said.get(at).is_some_and(|it| KNOWN <= it.score(role));
        if let Some(said) = said.get_mut(at).filter(|_| !names_role) {
            *said = Evidence::of(&[(role, 85)]);
        }
    }
}

fn names_deed(path: &[String]) -> bool {
    let inner = path.last().map(|it| plain(it)).unwrap_or_default();
    has_phrase(&inner, "thực hiện")
}

/// Takes what adds up the parts of a year for what was reached, and leaves other sums alone.
fn with_sums(values: Vec<(usize, Value)>, paths: &[&[String]]) -> Vec<(usize, Value)> {
    let is_of_part = |(at, value): &&(usize, Value)| {
        let path = paths.get(*at).copied().unwrap_or_default();
        let names_part = || path.iter().any(|it| ReportPeriod::names_part(it));
        *value == Value::OfTime || (*value == Value::Reached && names_part())
    };
    let has_parts = 1 < values.iter().filter(is_of_part).count();
    let values = values.into_iter().filter_map(|(at, value)| match value {
        Value::Sum => has_parts.then_some((at, Value::OfTime)),
        value => Some((at, value)),
    });
    values.collect()
}

/// Returns the roles of values that the values beside them tell.
fn roles_of(values: &[(usize, Value)], profiles: &[Profile]) -> Vec<(usize, Role)> {
    let of = |wanted: Value| -> Vec<usize> {
        let values = values.iter().filter(|(_, value)| *value == wanted);
        values.map(|(at, _)| *at).collect()
    };
    let (planned, done) = (of(Value::Planned), of(Value::Done));
    let reached: Vec<usize> = of(Value::Reached).into_iter().chain(done.clone()).collect();
    let (times, open) = (of(Value::OfTime), of(Value::Open));
    let first_reached = reached.iter().chain(&times).min().copied();
    let mut roles = Vec::new();
    roles.extend(planned.iter().map(|at| (*at, Role::Target)));
    let before: Vec<usize> = match first_reached {
        Some(first) => open.iter().copied().filter(|at| *at < first).collect(),
        None => Vec::new(),
    };
    let wanted = match (planned.as_slice(), before.as_slice()) {
        ([], [only]) => Some(*only),
        _ => None,
    };
    roles.extend(wanted.map(|at| (at, Role::Target)));
    let has_plan = !planned.is_empty() || wanted.is_some();
    if has_plan {
        roles.extend(done.iter().map(|at| (*at, Role::Actual)));
    }
    if has_plan || !reached.is_empty() {
        roles.extend(times.iter().map(|at| (*at, Role::Actual)));
    }
    if first_reached.is_some() {
        return roles;
    }
    // Amounts with their units, side by side: "≥ 95%" and "93,8%". Bare numbers may be anything.
    let tells_units = |at: &usize| {
        let profile = profiles.get(*at);
        profile.is_some_and(|it| it.is_amounts() && !it.is_numbers())
    };
    match (planned.is_empty(), open.as_slice()) {
        // What stands ahead of every plan is where it began.
        (false, [only]) if planned.iter().any(|at| at < only) => {
            roles.push((*only, Role::Actual));
        }
        (true, [first, second]) if tells_units(first) && tells_units(second) => {
            roles.extend([(*first, Role::Target), (*second, Role::Actual)]);
        }
        _ => {}
    }
    roles
}

/// What a column of values is by its headings; `None` for shares, differences, earlier values and what has
/// another role.
fn value(path: &[String], said: &Evidence) -> Option<Value> {
    let inner = path.last()?;
    let lower = path.join(" ").to_lowercase();
    let plain = plain(&lower);
    let has = |phrases: &[&str]| phrases.iter().any(|it| has_phrase(&plain, it));
    let is_share = lower.contains('%') || path.iter().any(|it| Side::of(it) == Some(Side::Share));
    if is_share || has(ASIDE) || has(EXPECTED) {
        return None;
    }
    if is_sum(inner) {
        return Some(Value::Sum);
    }
    if is_part(inner) && path.len() == 1 {
        return Some(Value::OfTime);
    }
    let (role, score) = said.best();
    if KNOWN <= said.score(Role::Actual) || (said.is_outcome && !said.is_expected) {
        return Some(Value::Reached);
    }
    if path.len() > 1 && Side::of(inner) == Some(Side::Reached) {
        return Some(Value::Done);
    }
    if path.len() == 1 && NEUTRAL.contains(&plain.as_str()) {
        return Some(Value::Open);
    }
    let names_plan = path.iter().any(|it| Side::of(it) == Some(Side::Planned));
    let is_year = path.iter().all(|it| is_time_alone(it));
    if is_year {
        return None;
    }
    if names_plan || 50 <= said.score(Role::Target) || (path.len() > 1 && has(ALLOTTED)) {
        return Some(Value::Planned);
    }
    let is_allotted = has(&["dự toán"]) && has(&["giao"]);
    if is_allotted {
        return Some(Value::Planned);
    }
    let is_open = !said.is_outcome && (score < KNOWN || role == Role::Result);
    (is_open && !path.iter().any(|it| is_other_amount(it))).then_some(Value::Open)
}

/// Whether a heading says that values are added up, and at most over which part of the year.
fn is_sum(heading: &str) -> bool {
    let heading = plain(heading);
    let rest = ["tổng cộng", "cộng"]
        .iter()
        .find_map(|it| heading.strip_prefix(it));
    rest.map(str::trim)
        .is_some_and(|it| it.is_empty() || is_part_of_year(it))
}

/// Whether a heading names a part of the year: "Quý III/2026", "Riêng quý III", "Trong tháng 9".
fn is_part(heading: &str) -> bool {
    let lower = heading.to_lowercase();
    let bare = ["riêng ", "trong "]
        .iter()
        .find_map(|it| lower.strip_prefix(it));
    is_part_of_year(bare.unwrap_or(&lower))
}

/// Reads a part of the year under the heading over what was reached: "Quý II" beside "Lũy kế 6 tháng",
/// both under "Số thu". One of them cannot be planned and the other reached.
fn read_parts_of_results(paths: &[&[String]], said: &mut [Evidence]) {
    let outer = |at: usize| -> Option<&[String]> {
        let (_, outer) = paths.get(at)?.split_last()?;
        (!outer.is_empty()).then_some(outer)
    };
    let inner = |at: usize| paths.get(at).and_then(|it| it.last());
    for at in 0..said.len() {
        let Some(group) = outer(at).filter(|_| inner(at).is_some_and(|it| is_part(it))) else {
            continue;
        };
        let over = group.last().and_then(|it| Side::of(it));
        let reached = |other: usize| {
            let names_result = inner(other).is_some_and(|it| tells_result(it));
            let is_known = said
                .get(other)
                .is_some_and(|it| KNOWN <= it.score(Role::Actual));
            outer(other) == Some(group) && other != at && (names_result || is_known)
        };
        let planned = |other: usize| {
            let side = inner(other).and_then(|it| Side::of(it));
            outer(other) == Some(group) && side == Some(Side::Planned)
        };
        let is_reached = over != Some(Side::Planned)
            && (0..said.len()).any(reached)
            && !(0..said.len()).any(planned);
        if is_reached && let Some(said) = said.get_mut(at) {
            *said = Evidence::of(&[(Role::Actual, 85)]);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::import::{
        format::plain_text,
        understand::{columns::columns, table},
    };

    /// Roles of the columns of a table that tells what was reached.
    fn of(lines: &[&str]) -> String {
        let sheets = plain_text::read(&lines.join("\n").replace('|', "\t")).unwrap();
        let table = table::find(&sheets[0]).unwrap();
        let columns = columns(&sheets[0], &table, &mut || 0, true, &mut Vec::new());
        let keys: Vec<&str> = columns.iter().map(|column| column.role.key()).collect();
        keys.join(" ")
    }

    #[test]
    fn values_of_a_report_are_told_by_those_beside_them() {
        for (headings, roles) in [
            (
                "Dự toán năm 2026||Số thu||So với dự toán (%)\n|||Bộ giao|Tỉnh giao|Quý II|Lũy kế 6 tháng|",
                "stt content unit target target actual actual other",
            ),
            (
                "Giao năm 2026|9 tháng đã đạt|Riêng quý III|% so với giao|Xu hướng",
                "stt content unit target actual actual other other",
            ),
            (
                "Ngưỡng mong muốn|Quý II/2026|Quý III/2026|So với quý trước|Chênh lệch",
                "stt content unit target actual actual other other",
            ),
            (
                "Dự toán giao|Số thu được|% so với dự toán|Chênh lệch|So với cùng kỳ",
                "stt content unit target actual other other other",
            ),
            (
                "Khối lượng giao|Khối lượng hoàn thành|Tỷ lệ (%)|Chênh lệch|So với cùng kỳ",
                "stt content unit target actual other other other",
            ),
            (
                "Năm 2026||So sánh (%)|Chênh lệch|Xu hướng\n|||Nghị quyết|Đạt|||",
                "stt content unit target actual other other other",
            ),
            (
                "Kết quả 6 tháng|Kết quả quý III|Cộng 9 tháng|Kế hoạch năm|% so với kế hoạch",
                "stt content unit actual actual actual target other",
            ),
            (
                "Kế hoạch|Quý I|Quý II|Quý III|Cộng",
                "stt content unit target actual actual actual actual",
            ),
            (
                "Cấp trên giao|Đơn vị thực hiện|Tỷ lệ đạt (%)|Chênh lệch|So với cùng kỳ",
                "stt content unit target actual other other other",
            ),
        ] {
            let header = format!("STT|Chỉ tiêu|Đơn vị tính|{headings}");
            let mut lines: Vec<&str> = header.split('\n').collect();
            lines.extend([
                "1|Số sách bổ sung|Bản|12000|13000|2100|8640|72",
                "2|Số thẻ cấp mới|Thẻ|4200|4300|1300|4515|107",
                "3|Số lượt bạn đọc|Lượt|180000|181000|41200|133450|74",
            ]);
            assert_eq!(of(&lines), roles, "{headings}");
        }
    }

    #[test]
    fn a_value_that_its_heading_does_not_name_is_planned_where_it_stands_first() {
        let lines = [
            "STT|Chỉ số|Ngưỡng|Giá trị|Đơn vị phụ trách",
            "1|Tỷ lệ tàu đúng giờ|95%|92,1%|Phòng Điều độ",
            "2|Số chuyến|12 chuyến|13 chuyến|Phòng Điều độ",
        ];
        assert_eq!(of(&lines), "stt content target actual lead");
    }

    #[test]
    fn a_plan_by_its_heading_needs_no_column_of_units() {
        let lines = [
            "STT|Chỉ tiêu thi đua|Đăng ký|Kết quả|Tự đánh giá",
            "1|Kết nạp hội viên|1.200 hội viên|1.346 hội viên|Vượt",
            "2|Xây nhà|15 nhà|15 nhà|Đạt",
            "3|Tỷ lệ hội viên học nghị quyết|95%|92,1%|Chưa đạt",
        ];
        assert_eq!(of(&lines), "stt content target actual status");
    }
}
