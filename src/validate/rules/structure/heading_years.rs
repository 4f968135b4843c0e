//! # `heading-years`
//!
//! A year in a title, in the heading of a target column or in the heading of a section that cannot be
//! the plan's: a phase turned round ("2028 - 2003"), a year far behind or before the plan, or a title of
//! a year that no column, no time and no date of the plan names. The heading is blamed, once, and not the
//! rows below it.
//!
//! **Fix.** None: only a person knows which year is meant.

use super::{
    heading_order::out_of_order,
    issue_year,
    named_years::{turned_round, wrong, years},
};
use crate::{
    model::{Column, ColumnId, Date, Period, Phase, Role, Severity},
    validate::{AnnexScope, Check, Diagnostic, Rule},
    wording::{Key, Message},
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "heading-years",
    severity: Severity::Warning,
    title: Key::RuleHeadingYears,
    rationale: Key::RuleHeadingYearsWhy,
    source: "Đối chiếu với ngày ban hành, các cột và thời gian trong phụ lục",
    check: Check::Annex {
        reads: &[Role::Content, Role::Time],
        check,
    },
};

fn check(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    let Some((first, first_column)) = scope.head_cell() else {
        return;
    };
    let issued_on = issue_year::issued(scope);
    let issued = issued_on.map(|date| date.year);
    let mut is_heading_wrong = false;
    for column in scope.annex.columns_of(Role::Target) {
        for heading in &column.header {
            if let Some(message) = wrong(heading, issued, false) {
                acc.push(scope.finding(&RULE, first, column.id, message).of_annex());
                is_heading_wrong = true;
                break;
            }
        }
    }
    // "Năm học 2028-2019" is no phase any more.
    let others = scope
        .annex
        .columns
        .iter()
        .filter(|it| it.role != Role::Target);
    for column in others {
        let wrong =
            |it: &String| turned_round(it).or_else(|| issue_year::too_far_ahead(it, issued));
        if let Some(message) = column.header.iter().find_map(wrong) {
            acc.push(scope.finding(&RULE, first, column.id, message).of_annex());
            is_heading_wrong = true;
        }
    }
    if !is_heading_wrong {
        for (column, message) in out_of_order(scope) {
            acc.push(scope.finding(&RULE, first, column, message).of_annex());
            is_heading_wrong = true;
        }
    }
    for (column, message) in overlaps(scope).into_iter().chain(twice(scope)) {
        acc.push(scope.finding(&RULE, first, column, message).of_annex());
    }
    if let Some(content) = scope.annex.column_of(Role::Content) {
        for (row, text) in scope.texts(content.id) {
            let is_phase = || {
                let lower = text.to_lowercase();
                lower.contains("giai đoạn") || lower.contains("đến năm") || lower.starts_with("năm")
            };
            if row.kind.is_section()
                && text.contains("20")
                && is_phase()
                && let Some(message) = wrong(text, issued, false)
            {
                acc.push(scope.finding(&RULE, row, content.id, message));
            }
        }
    }
    let title = &scope.annex.head.title;
    // A title is not compared with headings that are wrong themselves.
    let by_columns =
        || foreign_title(scope, title, issued_on).or_else(|| turned_title(scope, title, issued));
    let message = match issue_year::early(title, issued)
        .or_else(|| wrong(title, issued, true))
        .or_else(|| past(scope, title, issued))
    {
        None if !is_heading_wrong => by_columns(),
        own => own,
    };
    acc.extend(message.map(|it| scope.finding(&RULE, first, first_column, it).of_annex()));
}

/// Words of titles of annexes that look back.
const LOOKS_BACK: &[&str] = &[
    "kết quả",
    "báo cáo",
    "tổng kết",
    "đánh giá",
    "quyết toán",
    "hoàn thành",
    "thực hiện",
    "hiện trạng",
    "đạt",
    "đã ",
    "kiểm tra",
    "thanh tra",
    "kiểm toán",
    "tính đến",
];

/// A plan of a year that was over when it was issued, which does not look back.
fn past(scope: &AnnexScope, title: &str, issued: Option<u16>) -> Option<Message> {
    let lower = title.to_lowercase();
    let named = years(title);
    let [(at, year)] = named.as_slice() else {
        return None;
    };
    let (year, issued) = (*year, issued.filter(|issued| *year + 1 == *issued)?);
    let before = lower.get(..*at).unwrap_or_default();
    let has_results = [Role::Actual, Role::Status]
        .iter()
        .any(|role| scope.annex.column_of(*role).is_some());
    let is_of_year = before.trim_end().ends_with("năm");
    let looks_back = LOOKS_BACK
        .iter()
        .chain(OF_OTHERS)
        .any(|word| lower.contains(word));
    let args = [
        title.trim().to_owned(),
        year.to_string(),
        issued.to_string(),
    ];
    (is_of_year && !looks_back && !has_results).then(|| Key::HeadingYear.with(args))
}

/// Headings whose phase begins before the one of the column before has ended: "2026-2027", "2027-2030".
fn overlaps(scope: &AnnexScope) -> Vec<(ColumnId, Message)> {
    let phases = scope.annex.columns_of(Role::Target).filter_map(|it| {
        let phase = it.phase()?;
        Some((it, phase.from?, phase.to))
    });
    let phases: Vec<_> = phases.collect();
    let pairs = phases.windows(2).filter_map(|pair| {
        let [(one, from, to), (other, next_from, next_to)] = pair else {
            return None;
        };
        // School years begin in the year in which others end.
        let are_school_years = from + 1 == *to && next_from + 1 == *next_to;
        let overlaps = from < next_from && next_from <= to && to < next_to && !are_school_years;
        let title = |it: &Column| it.title().trim().to_owned();
        overlaps.then(|| {
            (
                other.id,
                Key::HeadingOverlap.with([title(other), title(one)]),
            )
        })
    });
    pairs.collect()
}

/// Target columns with the phase and the heading of one before.
fn twice(scope: &AnnexScope) -> Vec<(ColumnId, Message)> {
    let columns: Vec<&Column> = scope.annex.columns_of(Role::Target).collect();
    let repeated = columns.iter().enumerate().filter(|(at, column)| {
        let mut before = columns.iter().take(*at);
        column.phase().is_some() && before.any(|it| it.header == column.header)
    });
    let message = |column: &Column| Key::HeadingTwice.with([column.title().trim().to_owned()]);
    repeated
        .map(|(_, column)| (column.id, message(column)))
        .collect()
}

/// Words before the year of a title that is not the year of the annex.
const OF_OTHERS: &[&str] = &[
    "luật",
    "nghị quyết",
    "nghị định",
    "quyết định",
    "kết luận",
    "chỉ thị",
    "chiến lược",
    "quy hoạch",
    "đại hội",
    "tổng kết",
    "kỷ niệm",
    "so với",
];

/// Years named by fewer times may be exceptions.
const TIMES_MIN: usize = 2;

/// A title of a year or phase that the table does not name, where the table names others: "năm 2027"
/// over columns and times of 2026.
fn foreign_title(scope: &AnnexScope, title: &str, issued: Option<Date>) -> Option<Message> {
    let lower = title.to_lowercase();
    let named = years(title);
    let (at, from, to) = match named.as_slice() {
        [(at, year)] => (*at, *year, *year),
        [(at, from), (_, to)] if lower.contains("giai đoạn") => (*at, *from, *to),
        _ => return None,
    };
    let before = lower.get(..at).unwrap_or_default();
    let before_year = before.trim_end().trim_end_matches("năm").trim_end();
    let is_horizon = ["đến", "tới", "từ", "tầm nhìn", "sau", "trước"]
        .iter()
        .any(|word| before_year.ends_with(word));
    let is_report = lower.contains("kết quả");
    if is_horizon || is_report || OF_OTHERS.iter().any(|word| before.contains(word)) {
        return None;
    }
    let columns: Vec<(u16, u16)> = scope
        .annex
        .columns_of(Role::Target)
        .filter_map(|it| it.phase())
        .map(|phase| (phase.from.unwrap_or(phase.to), phase.to))
        .collect();
    let mut of_table = columns.clone();
    of_table.extend(times(scope));
    let horizon = scope.document.totals.horizon;
    if of_table.is_empty() {
        of_table.extend(horizon.map(|it| (it.from.unwrap_or(it.to), it.to)));
    } else if columns.is_empty()
        && of_table.len() < TIMES_MIN
        && issued.is_none_or(|date| date.year <= from)
    {
        return None;
    }
    let first = of_table.iter().map(|(from, _)| *from).min()?;
    let last = of_table.iter().map(|(_, to)| *to).max()?;
    let is_covered = of_table.iter().any(|(a, b)| *a <= to && from <= *b);
    // A plan is issued in its year or in the second half of the year before.
    let is_usual =
        issued.is_none_or(|date| from == date.year || (from == date.year + 1 && 6 < date.month));
    let is_foreign = match is_covered {
        false => true,
        true if is_usual || from != to => false,
        // Of the years named one by one, none is the title's.
        true => {
            let single = of_table.iter().filter(|(a, b)| a == b).count();
            let is_single = of_table.contains(&(from, from));
            // The last year of columns of phases is a goal.
            !is_single && (TIMES_MIN <= single || (1 < columns.len() && from < last))
        }
    };
    is_foreign.then(|| {
        let of_title = range_text(from, to);
        Key::HeadingYearOfNothing.with([title.trim().to_owned(), of_title, range_text(first, last)])
    })
}

/// The years that the times and the headings of sections name.
fn times(scope: &AnnexScope) -> Vec<(u16, u16)> {
    let mut found = Vec::new();
    for column in scope.annex.columns_of(Role::Time) {
        let spans = scope.texts(column.id).filter_map(|(_, text)| {
            let Some(Period::Span { from, to }) = Period::parse(text) else {
                return None;
            };
            Some((from.year, to.year))
        });
        found.extend(spans);
    }
    if let Some(content) = scope.annex.column_of(Role::Content) {
        let rows = scope.texts(content.id);
        let sections = rows.filter(|(row, _)| row.kind.is_section());
        let phases = sections.filter_map(|(_, text)| Phase::parse(text));
        found.extend(phases.map(|it| (it.from.unwrap_or(it.to), it.to)));
    }
    found
}

fn range_text(from: u16, to: u16) -> String {
    match from == to {
        true => from.to_string(),
        false => format!("{from} - {to}"),
    }
}

/// A title whose phase ends with the columns of the table and begins later than they do, or in a year in
/// which no plan begins;
/// or a school year that is not of two consecutive years.
fn turned_title(scope: &AnnexScope, title: &str, issued: Option<u16>) -> Option<Message> {
    let named = years(title);
    let [(_, from), (_, to)] = named.as_slice() else {
        return None;
    };
    if title.to_lowercase().contains("năm học") {
        return (from + 1 != *to).then(|| Key::HeadingSchoolYear.with([title.trim().to_owned()]));
    }
    let phases: Vec<_> = scope
        .annex
        .columns_of(Role::Target)
        .filter_map(|it| it.phase())
        .collect();
    let first = phases.iter().filter_map(|it| it.from).min()?;
    let last = phases.iter().map(|it| it.to).max()?;
    // Plans of five and ten years begin in 2021, 2026, 2031.
    let is_usual = from % 5 == 1;
    let is_early = *from < first && !is_usual;
    // Columns may begin with the year in which the plan was issued.
    let is_late = first < *from && issued.is_some_and(|issued| issued < first);
    (1 < phases.len() && *to == last && (is_early || is_late))
        .then(|| Key::HeadingOtherPhase.with([title.trim().to_owned(), first.to_string()]))
}

#[cfg(test)]
mod tests {
    use crate::{
        model::fixture,
        validate::{rules::structure::heading_years::RULE, validate},
    };

    fn n(title: &str, date: &str, text: &str) -> usize {
        let mut document = fixture::parse(text);
        document.annexes[0].head.title = title.to_owned();
        document.plan.date = date.to_owned();
        validate(&document)
            .iter()
            .filter(|it| it.rule == RULE.id)
            .count()
    }

    #[test]
    fn reports_headings_of_impossible_years_once() {
        let columns = |one: &str, two: &str| {
            format!(
                "stt | content | target:Giai đoạn / {one} | target:Giai đoạn / {two}\n- 1 | x | 1 | 2\n- 2 | y | 1 | 2"
            )
        };
        let date = "31/12/2025";
        assert_eq!(n("", date, &columns("2026 - 2027", "2028 - 2030")), 0);
        assert_eq!(n("", date, &columns("2026 - 2027", "2028 - 2003")), 1);
        assert_eq!(n("", date, &columns("2026 - 2072", "2028 - 2030")), 1);
        assert_eq!(n("", date, &columns("Năm 2016", "Năm 2026")), 1);
        let years = "stt | content | target:Năm 2028 | target:Năm 2039 | target:Năm 2030\n- 1 | x | 1 | 2 | 3";
        assert_eq!((n("", date, years), n("", "", years)), (1, 1));
        assert_eq!(n("", "", &columns("2026 - 2027", "2028 - 2030")), 0);
        let sections = "stt | content\n# I | Giai đoạn 2026-2003\n- 1 | x\n# II | Giai đoạn 2028-2030\n- 1 | y";
        assert_eq!(n("", date, sections), 1);
    }

    #[test]
    fn reports_titles_of_another_plan() {
        let tasks = "stt | content | time\n- 1 | x | Tháng 3/2026\n- 2 | y | Hằng năm";
        let date = "15/01/2026";
        assert_eq!(n("NHIỆM VỤ NĂM 2026", date, tasks), 0);
        assert_eq!(n("NHIỆM VỤ NĂM 2023", date, tasks), 1);
        assert_eq!(n("NHIỆM VỤ NĂM 2025", date, tasks), 1);
        assert_eq!(n("CHỈ TIÊU NĂM HỌC 2023-2027", date, tasks), 1);
        assert_eq!(n("CHỈ TIÊU NĂM HỌC 2026-2027", date, tasks), 0);
        let years = "stt | content | target:Năm 2026 | target:Năm 2027 | target:Năm 2028\n- 1 | x | 1 | 2 | 3";
        assert_eq!(n("KINH PHÍ GIAI ĐOẠN 2023-2028", date, years), 1);
        assert_eq!(n("KINH PHÍ GIAI ĐOẠN 2026-2028", date, years), 0);
        assert_eq!(n("KẾT QUẢ NĂM 2025", date, tasks), 0);
        assert_eq!(n("GIAI ĐOẠN 2021-2030, TẦM NHÌN 2050", date, tasks), 0);
        assert_eq!(
            n(
                "THỰC HIỆN NGHỊ QUYẾT SỐ 57-NQ/TW NGÀY 22 THÁNG 12 NĂM 2024",
                "01/3/2027",
                tasks
            ),
            0
        );
    }

    #[test]
    fn reports_titles_of_a_year_that_is_not_the_plans() {
        let date = "15/01/2026";
        let tasks = "stt | content | time\n- 1 | x | Tháng 3/2026\n- 2 | y | Quý II/2026\n- 3 | z | Năm 2026 - 2030";
        assert_eq!(n("NHIỆM VỤ NĂM 2027", date, tasks), 1);
        assert_eq!(n("NHIỆM VỤ NĂM 2027", "", tasks), 0);
        assert_eq!(n("NHIỆM VỤ NĂM 2026", date, tasks), 0);
        assert_eq!(n("NHIỆM VỤ ĐẾN NĂM 2030", date, tasks), 0);
        assert_eq!(n("NHIỆM VỤ THI HÀNH LUẬT NĂM 2025", date, tasks), 0);
        let column = "stt | content | target:Kế hoạch năm 2026\n- 1 | x | 1";
        assert_eq!(n("CHỈ TIÊU NĂM 2027", date, column), 1);
        assert_eq!(n("CHỈ TIÊU NĂM 2027", "", column), 1);
        assert_eq!(n("CHỈ TIÊU NĂM 2026", "20/12/2025", column), 0);
        let phases = "stt | content | target:2026 - 2027 | target:2028 - 2030\n- 1 | x | 1 | 2";
        assert_eq!(n("CHỈ TIÊU NĂM 2027", date, phases), 1);
        // The last year is a goal.
        assert_eq!(n("CHƯƠNG TRÌNH PHÁT TRIỂN NĂM 2030", date, phases), 0);
        assert_eq!(n("CHỈ TIÊU ĐẾN NĂM 2030", date, phases), 0);
        assert_eq!(n("CHỈ TIÊU GIAI ĐOẠN 2026-2030", date, phases), 0);
        assert_eq!(n("CHỈ TIÊU GIAI ĐOẠN 2031-2035", date, phases), 1);
        assert_eq!(n("CHỈ TIÊU GIAI ĐOẠN 2027-2030", "20/12/2025", phases), 1);
        let sections = "stt | content\n# I | Giai đoạn 2026-2027\n- 1 | x\n# II | Giai đoạn 2028-2030\n- 1 | y";
        assert_eq!(n("NHIỆM VỤ NĂM 2031", date, sections), 1);
        // A plan for the next year is issued in the second half of a year.
        let next = "stt | content | time\n- 1 | x | Năm 2026 - 2027\n- 2 | y | Tháng 8/2026\n- 3 | z | Tháng 9/2026";
        assert_eq!(n("CHUẨN BỊ NĂM 2027", "20/7/2026", next), 0);
        assert_eq!(n("CHUẨN BỊ NĂM 2027", "20/2/2026", next), 1);
    }

    #[test]
    fn phases_of_headings_do_not_overlap_and_a_wrong_heading_is_blamed_once() {
        let date = "09/3/2026";
        let phases =
            |one: &str, two: &str| format!("content | target:{one} | target:{two}\n- A | 1 | 2");
        assert_eq!(n("CHỈ TIÊU", date, &phases("2026-2027", "2027-2030")), 1);
        assert_eq!(n("CHỈ TIÊU", date, &phases("2026-2027", "2028-2030")), 0);
        assert_eq!(n("CHỈ TIÊU", date, &phases("2026-2027", "2026-2030")), 0);
        let school = phases("Năm học 2025-2026", "Năm học 2026-2027");
        assert_eq!(n("CHỈ TIÊU", date, &school), 0);
        let wrong = "content | target:Năm 2016\n- A | 1\n- B | 2";
        assert_eq!(n("CHỈ TIÊU NĂM 2026", date, wrong), 1);
        let far = "content | target:Năm 2026 | other:Năm 2207\n- A | 1 | 2";
        assert_eq!(n("CHỈ TIÊU", date, far), 1);
    }

    #[test]
    fn a_plan_is_not_of_a_year_that_was_over_and_no_year_has_two_columns() {
        let date = "15/01/2026";
        let list = "stt | content\n- 1 | x\n- 2 | y";
        assert_eq!(n("DANH MỤC DỰ ÁN ĐẦU TƯ CÔNG NĂM 2025", date, list), 1);
        assert_eq!(n("DANH MỤC DỰ ÁN HOÀN THÀNH NĂM 2025", date, list), 0);
        assert_eq!(n("DANH MỤC DỰ ÁN ĐẦU TƯ CÔNG NĂM 2026", date, list), 0);
        let twice =
            "content | target:Năm 2026 | target:Năm 2027 | target:Năm 2027\n- A | 1 | 2 | 3";
        assert_eq!(n("CHỈ TIÊU", date, twice), 1);
    }

    /// A wrong heading is blamed, and not the times below it.
    #[test]
    fn a_wrong_heading_leaves_times_alone() {
        let mut document = fixture::parse(
            "content | target:Năm 2062 | target:Năm 2028 | time\n- A | 1 | 2 | Năm 2026\n- B | 1 | 2 | Năm 2027",
        );
        document.plan.date = "15/01/2026".to_owned();
        let found = validate(&document);
        let rules: Vec<&str> = found.iter().map(|it| it.rule).collect();
        assert_eq!(rules, [RULE.id]);
    }
}
