//! # `date-form`
//!
//! A date written with dots or hyphens ("30.9.2026") instead of the strokes that plans use, or a month
//! in words before a stroke ("Tháng mười/2026").
//!
//! **Fix.** Writes it with strokes. Safe: the date stays the same.

use crate::{
    model::{Date, Role, Severity},
    validate::{Applicability, Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "date-form",
    severity: Severity::Hint,
    title: Key::RuleDateForm,
    rationale: Key::RuleDateFormWhy,
    source: "Ví dụ: các phụ lục đã ban hành ghi 30/9/2026",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    for column in scope.annex.columns {
        if !matches!(
            column.role,
            Role::Time | Role::Content | Role::Result | Role::Note
        ) {
            continue;
        }
        let text = scope.row.cell(column.id);
        let with_signs = ['.', '-'].into_iter().filter_map(|sign| {
            let (written, right) = date_with(text, sign)?;
            Some((written.to_owned(), right))
        });
        for (written, right) in with_signs.chain(month_in_words(text)) {
            let message = Key::DateForm.with([written.clone(), right.clone()]);
            let label = Key::FixReplaceBy.with([right.clone()]);
            let step = scope.set_cell(column.id, text.replacen(&written, &right, 1));
            let finding = scope.finding(&RULE, column.id, message);
            acc.push(finding.with_fix(Applicability::Safe, label, vec![step]));
        }
    }
}

/// The months in words, as they follow "tháng".
const MONTHS: &[(&str, u8)] = &[
    ("giêng", 1),
    ("một", 1),
    ("hai", 2),
    ("ba", 3),
    ("tư", 4),
    ("bốn", 4),
    ("năm", 5),
    ("sáu", 6),
    ("bảy", 7),
    ("tám", 8),
    ("chín", 9),
    ("mười", 10),
    ("mười một", 11),
    ("mười hai", 12),
    ("chạp", 12),
];

/// Finds a month in words before a stroke and a year, "Tháng mười/2026", and how it is written in
/// figures.
fn month_in_words(text: &str) -> Option<(String, String)> {
    let (at, word) = text.match_indices("háng ").next()?;
    let behind = text.get(at + word.len()..)?;
    let (name, year) = behind.split_once('/')?;
    let lower = name.to_lowercase();
    let (_, month) = MONTHS.iter().find(|(it, _)| *it == lower)?;
    let year = year.get(..4)?;
    let is_year = year.bytes().all(|it| it.is_ascii_digit());
    is_year.then(|| (format!("{name}/{year}"), format!("{month}/{year}")))
}

/// Finds a date with a sign between its parts, and how it is written with strokes.
fn date_with(text: &str, sign: char) -> Option<(&str, String)> {
    if !text.contains(sign) {
        return None;
    }
    let words = text.split(|c: char| !(c.is_ascii_digit() || c == sign));
    let words = words.filter(|word| "1.1.2026".len() <= word.len());
    words.map(|word| word.trim_matches(sign)).find_map(|word| {
        let parts: Vec<&str> = word.split(sign).collect();
        let [day, month, year] = parts.as_slice() else {
            return None;
        };
        let date = Date {
            year: year.parse().ok().filter(|it| (1945..=2100).contains(it))?,
            month: month.parse().ok()?,
            day: day.parse().ok()?,
        };
        let short = day.len() <= 2 && month.len() <= 2;
        (short && date.is_real()).then(|| (word, format!("{day}/{month}/{year}")))
    })
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::time::date_form::RULE, testing::*};

    #[test]
    fn reports_dates_with_dots_and_hyphens() {
        let text = "
            content | time
            - x | Trước 30.9.2026
            - x | 15-12-2026
            - x | Tháng mười/2026
            - x | Tháng Tư - tháng Năm
            - Phiên bản 1.2.2026a | Năm 2026-2030
            - Mã 32.13.2026 | 1.2.3
        ";
        assert_snapshot!(report(&RULE, text), @"
        row 1 time: Ngày “30.9.2026” thường viết “30/9/2026”.
        row 2 time: Ngày “15-12-2026” thường viết “15/12/2026”.
        row 3 time: Ngày “mười/2026” thường viết “10/2026”.
        row 5 content: Ngày “1.2.2026” thường viết “1/2/2026”.
        ");
        assert_snapshot!(fixed(&RULE, "content | time\n- x | Trước 30.9.2026"), @"- x | Trước 30/9/2026");
    }
}
