//! # `time-form-mixed`
//!
//! Times of one annex are written in two ways: "Tháng 03/2027" and "Tháng 3/2026", "Hàng năm" and
//! "Hằng năm", "2026-2030" and "2026 - 2030".
//!
//! **Fix.** Rewrites the time the way most cells have it. Safe: the time itself stays the same.

use std::collections::BTreeMap;

use crate::{
    model::{ColumnId, Role, Severity},
    validate::{AnnexScope, Applicability, Check, Diagnostic, RowHandle, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "time-form-mixed",
    severity: Severity::Hint,
    title: Key::RuleTimeForm,
    rationale: Key::RuleTimeFormWhy,
    source: "Thời gian cùng kiểu nên viết như nhau trong một phụ lục",
    check: Check::Annex {
        reads: &[Role::Time],
        check,
    },
};

/// Rewrites a time in one notation.
type Way = fn(&str) -> String;

/// Pairs of equivalent notations. The first is the one of the decree or of newer plans and wins a
/// tie.
const WAYS: &[[Way; 2]] = &[
    [unpadded, padded],
    [every, |text| {
        EVERY
            .iter()
            .fold(text.to_owned(), |it, (from, to)| it.replace(to, from))
    }],
    [|text| joined(text, "-"), |text| joined(text, " - ")],
    [roman, arabic],
    [month_in_full, month_in_short],
    [with_word, without_word],
];

/// With fewer times nothing shows how the annex writes them.
const TIMES_MIN: usize = 5;

/// How much more often years have the word before them than not.
const WORD_TIMES: usize = 3;

fn check(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    // Groups the cells by text, because an annex repeats the same few times.
    let mut cells: BTreeMap<&str, Vec<(RowHandle, ColumnId)>> = BTreeMap::new();
    for column in scope.annex.columns_of(Role::Time) {
        for (row, text) in scope.texts(column.id) {
            cells.entry(text).or_default().push((row, column.id));
        }
    }
    let times = cells.iter().filter(|(text, _)| !text.is_empty());
    let n_times: usize = times.map(|(_, places)| places.len()).sum();
    for [one, other] in WAYS {
        // A text is in one notation if the other notation would change it and its own would not.
        let of_way = |way: &Way, other: &Way| -> Vec<(&&str, &Vec<(RowHandle, ColumnId)>)> {
            let texts = cells.iter();
            let own = texts.filter(|(text, _)| way(text) == **text && other(text) != **text);
            own.collect()
        };
        let (of_one, of_other) = (of_way(one, other), of_way(other, one));
        let n = |texts: &[(&&str, &Vec<(RowHandle, ColumnId)>)]| {
            texts.iter().map(|(_, rows)| rows.len()).sum()
        };
        let (n_one, n_other): (usize, usize) = (n(&of_one), n(&of_other));
        // A year without its word is one that lost it; one with it among others may be on purpose.
        let is_of_word = one("2026") == "Năm 2026";
        if is_of_word && n_one < n_other * WORD_TIMES {
            continue;
        }
        // "T9/2026" is short beside any times that are written out.
        let is_lone_short = one("T1") == "Tháng 1" && n_one == 0 && n_other == 1;
        if !(is_lone_short && TIMES_MIN <= n_times) && (n_one == 0 || n_other == 0) {
            continue;
        }
        // The form of laws is not put to a vote.
        let is_legal = one("Hàng năm") == "Hằng năm";
        let (rare, way) = match is_legal || is_lone_short || n_other <= n_one {
            true => (of_other, one),
            false => (of_one, other),
        };
        for (text, rows) in rare {
            let after = way(text);
            for (row, column) in rows {
                let args = [(*text).to_owned(), after.clone()];
                let message = match n_one == n_other {
                    true => Key::TimeFormTwo.with(args),
                    false => Key::TimeForm.with(args),
                };
                let label = Key::FixReplaceBy.with([after.clone()]);
                let step = scope.set_cell(*row, *column, after.clone());
                let finding = scope.finding(&RULE, *row, *column, message);
                acc.push(finding.with_fix(Applicability::Safe, label, vec![step]));
            }
        }
    }
}

/// "Hằng" is the form of laws, so no majority of "hàng" outweighs it.
const EVERY: [(&str, &str); 5] = [
    ("àng năm", "ằng năm"),
    ("àng quý", "ằng quý"),
    ("àng tháng", "ằng tháng"),
    ("àng tuần", "ằng tuần"),
    ("àng ngày", "ằng ngày"),
];

fn every(text: &str) -> String {
    EVERY
        .iter()
        .fold(text.to_owned(), |it, (from, to)| it.replace(from, to))
}

/// Quarters in Roman numerals, longest first.
const QUARTERS: [(&str, &str); 4] = [("III", "3"), ("IV", "4"), ("II", "2"), ("I", "1")];

/// Replaces what follows "quý".
fn with_quarters(text: &str, change: impl Fn(&str) -> Option<String>) -> String {
    let mut changed = String::with_capacity(text.len());
    for piece in text.split_inclusive("uý ") {
        let follows = changed.ends_with("uý ");
        match change(piece).filter(|_| follows) {
            Some(other) => changed += &other,
            None => changed += piece,
        }
    }
    changed
}

fn roman(text: &str) -> String {
    with_quarters(text, |piece| {
        QUARTERS.iter().find_map(|(roman, arabic)| {
            let rest = piece.strip_prefix(arabic)?;
            (!rest.starts_with(|c: char| c.is_alphanumeric())).then(|| format!("{roman}{rest}"))
        })
    })
}

fn arabic(text: &str) -> String {
    with_quarters(text, |piece| {
        QUARTERS.iter().find_map(|(roman, arabic)| {
            let rest = piece.strip_prefix(roman)?;
            (!rest.starts_with(|c: char| c.is_alphanumeric())).then(|| format!("{arabic}{rest}"))
        })
    })
}

fn month_in_full(text: &str) -> String {
    let rest = text
        .strip_prefix('T')
        .filter(|it| it.starts_with(|c: char| c.is_ascii_digit()));
    rest.map_or_else(|| text.to_owned(), |rest| format!("Tháng {rest}"))
}

fn month_in_short(text: &str) -> String {
    let rest = text
        .strip_prefix("Tháng ")
        .filter(|it| it.starts_with(|c: char| c.is_ascii_digit()));
    rest.map_or_else(|| text.to_owned(), |rest| format!("T{rest}"))
}

/// Puts "Năm" before a year or a span of years that stands alone.
fn with_word(text: &str) -> String {
    match are_years(text) {
        true => format!("Năm {text}"),
        false => text.to_owned(),
    }
}

fn without_word(text: &str) -> String {
    let years = text.strip_prefix("Năm ").filter(|it| are_years(it));
    years.unwrap_or(text).to_owned()
}

/// Whether a text is a year, or two and what stands between them.
fn are_years(text: &str) -> bool {
    let mut parts = text.split(['-', '–']).map(str::trim);
    let is_year = |it: &str| it.len() == 4 && it.bytes().all(|byte| byte.is_ascii_digit());
    parts.clone().count() <= 2 && parts.all(is_year)
}

/// Removes the leading zero from months 3 to 9.
fn unpadded(text: &str) -> String {
    with_months(text, |month| {
        month.strip_prefix('0').unwrap_or(month).to_owned()
    })
}

fn padded(text: &str) -> String {
    with_months(text, |month| match month.len() {
        1 => format!("0{month}"),
        _ => month.to_owned(),
    })
}

/// Rewrites the months 3 to 9 behind "tháng"; laws pad the first two.
fn with_months(text: &str, rewrite: impl Fn(&str) -> String) -> String {
    let mut changed = String::with_capacity(text.len() + 2);
    for piece in text.split_inclusive("háng ") {
        let figures = piece
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(piece.len());
        let (month, rest) = piece.split_at_checked(figures).unwrap_or(("", piece));
        let follows = changed.ends_with("háng ");
        let is_month = month.len() <= 2 && (3..=9).contains(&month.parse::<u8>().unwrap_or(0));
        match follows && is_month {
            true => changed += &rewrite(month),
            false => changed += month,
        }
        changed += rest;
    }
    changed
}

/// Replaces the hyphen between two years, and the spaces around it, with `dash`.
fn joined(text: &str, dash: &str) -> String {
    let is_year = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = text.split('-');
    let mut joined = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let before = joined.trim_end().len();
        let ends = joined
            .get(before.saturating_sub(4)..before)
            .is_some_and(is_year);
        let begins = part.trim_start().get(..4).is_some_and(is_year);
        if ends && begins {
            joined.truncate(before);
            joined.push_str(dash);
            joined.push_str(part.trim_start());
        } else {
            joined.push('-');
            joined.push_str(part);
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::time::time_form_mixed::RULE, testing::*};

    #[test]
    fn reports_the_rarer_way_of_writing_and_mends_it() {
        let text = "
            stt | time
            - 1 | Năm 2026-2030
            - 2 | Năm 2026-2030
            - 3 | Năm 2026 - 2030
            - 4 | Tháng 3/2027
            - 5 | Dự kiến tháng 03/2027 (sau khi ban hành)
            - 6 | Tháng 12/2026
            - 7 | Hàng năm
            - 8 | Tháng 01/2026
        ";
        assert_snapshot!(report(&RULE, text), @"
        row 3 time: “Năm 2026 - 2030” phần lớn phụ lục viết như “Năm 2026-2030”.
        row 5 time: “Dự kiến tháng 03/2027 (sau khi ban hành)”: phụ lục còn chỗ viết như “Dự kiến tháng 3/2027 (sau khi ban hành)”; nên viết một kiểu.
        ");
        assert_snapshot!(fixed(&RULE, text), @"
        - 1 | Năm 2026-2030
        - 2 | Năm 2026-2030
        - 3 | Năm 2026-2030
        - 4 | Tháng 3/2027
        - 5 | Dự kiến tháng 3/2027 (sau khi ban hành)
        - 6 | Tháng 12/2026
        - 7 | Hàng năm
        - 8 | Tháng 01/2026
        ");
    }

    #[test]
    fn quarters_and_months_are_written_alike() {
        assert_snapshot!(report(&RULE, "
            stt | time
            - 1 | Quý III/2026
            - 2 | Quý II/2026
            - 3 | Quý 4/2026
            - 4 | Tháng 9/2026
            - 5 | T8/2026
            - 6 | Từ tháng 04 đến tháng 8/2026
        "), @"
        row 3 time: “Quý 4/2026” phần lớn phụ lục viết như “Quý IV/2026”.
        row 5 time: “T8/2026”: phụ lục còn chỗ viết như “Tháng 8/2026”; nên viết một kiểu.
        ");
    }

    #[test]
    fn years_have_their_word_or_have_none() {
        let text = "time\n- Năm 2026\n- Năm 2027\n- Năm 2026 - 2030\n- 2028\n- Quý I/2026";
        assert_snapshot!(report(&RULE, text), @"row 4 time: “2028” phần lớn phụ lục viết như “Năm 2028”.");
        for text in [
            "time\n- Năm 2026\n- 2027\n- 2028",
            "time\n- Năm 2026\n- 2027\n- 2028\n- 2029",
        ] {
            assert_eq!(report(&RULE, text), "");
        }
    }

    #[test]
    fn no_way_is_called_usual_where_both_are_as_frequent() {
        assert_snapshot!(report(&RULE, "
            stt | time
            - 1 | Năm 2026-2030
            - 2 | Năm 2026 - 2030
        "), @"row 2 time: “Năm 2026 - 2030”: phụ lục còn chỗ viết như “Năm 2026-2030”; nên viết một kiểu.");
    }
}
