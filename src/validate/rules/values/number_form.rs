//! # `number-form`
//!
//! A figure with a decimal point ("98.5") or with commas between thousands ("1,273,494"), where plans
//! write a decimal comma and dots between thousands.
//!
//! **Why.** "98.5" is read as 985 by whoever takes the dot for one between thousands.
//!
//! **Fix.** Writes the figure with a comma. Unsafe: applied by hand only.

use crate::{
    model::{ColumnId, Role, Severity, parse_number},
    reference::units::is_known,
    validate::{Applicability, Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "number-form",
    severity: Severity::Warning,
    title: Key::RuleNumberForm,
    rationale: Key::RuleNumberFormWhy,
    source: "Cách viết số tiếng Việt: dấu phẩy trước phần thập phân, dấu chấm giữa các nhóm ba chữ số",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let row = scope.row;
    for column in scope.annex.columns {
        let text = row.cell(column.id);
        if !text.contains(['.', ',']) {
            continue;
        }
        let written = match column.role {
            // "18.65O" is no figure yet.
            Role::Target | Role::Actual => text
                .split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | ',')))
                .find_map(|figure| Some((figure, meant(figure)?))),
            Role::Content | Role::Result | Role::Note => percentage_with_point(text),
            // "75.3" under "Tổng mức đầu tư (tỷ đồng)"; other columns may hold codes.
            Role::Other if names_unit(&column.title()) || writes_commas(scope, column.id) => {
                meant(text.trim()).map(|right| (text.trim(), right))
            }
            _ => None,
        };
        let Some((figure, right)) = written else {
            continue;
        };
        let message = Key::NumberForm.with([figure.to_owned(), right.clone()]);
        let label = Key::FixReplaceBy.with([right.clone()]);
        let step = scope.set_cell(column.id, text.replacen(figure, &right, 1));
        let finding = scope.finding(&RULE, column.id, message);
        // "1.00" beside 96 and 98 is rather 100.
        let has_point = figure.contains('.') && !figure.contains(',');
        let is_figure = matches!(column.role, Role::Target | Role::Actual);
        let is_doubtful = is_figure && has_point && is_among_whole_numbers(scope, column.id);
        acc.push(match is_doubtful {
            true => finding,
            false => finding.with_fix(Applicability::Unsafe, label, vec![step]),
        });
    }
}

/// So many figures with a comma in other columns of a row show that it holds amounts, not codes.
const COMMAS_MIN: usize = 2;

/// Whether other columns of the row hold figures with a decimal comma.
fn writes_commas(scope: &RowScope, own: ColumnId) -> bool {
    let others = scope.cells(|role| matches!(role, Role::Other | Role::Target | Role::Actual));
    let with_comma = others.filter(|(column, text)| {
        column.id != own && text.contains(',') && parse_number(text.trim()).is_some()
    });
    COMMAS_MIN <= with_comma.count()
}

/// Whether a heading ends with a unit in brackets.
fn names_unit(heading: &str) -> bool {
    let inside = heading
        .trim()
        .strip_suffix(')')
        .and_then(|it| it.rsplit_once('('));
    inside.is_some_and(|(_, unit)| is_known(unit))
}

/// Whether the other figures of the row have no decimals.
fn is_among_whole_numbers(scope: &RowScope, own: ColumnId) -> bool {
    let others = scope.cells(|role| matches!(role, Role::Target | Role::Actual));
    let others = others
        .filter(|(column, text)| column.id != own && !text.trim().is_empty())
        .map(|(_, text)| text);
    let mut others = others.peekable();
    others.peek().is_some() && others.all(|it| !it.contains(',') && parse_number(it).is_some())
}

/// Returns a figure as it should be written; `None` where nothing is wrong.
fn meant(figure: &str) -> Option<String> {
    let figure_is = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    let thousands = |text: &str, sign: char| {
        let groups: Vec<&str> = text.split(sign).collect();
        match groups.as_slice() {
            [first, rest @ ..] if !rest.is_empty() => {
                figure_is(first)
                    && first.len() <= 3
                    && rest.iter().all(|it| figure_is(it) && it.len() == 3)
            }
            _ => false,
        }
    };
    if let Some((whole, part)) = figure.split_once('.') {
        // "98.5"; three figures behind the dot are thousands.
        if figure_is(whole) && figure_is(part) && part.len() != 3 {
            return (part.len() <= 4).then(|| format!("{whole},{part}"));
        }
    }
    // "1,273,494" and "1,273.5"
    let (whole, part) = figure
        .split_once('.')
        .map_or((figure, ""), |(whole, part)| (whole, part));
    if thousands(whole, ',') && (1 < whole.matches(',').count() || figure_is(part)) {
        let dotted = whole.replace(',', ".");
        return Some(match part {
            "" => dotted,
            // "3,090.000": a comma for the first dot.
            part if part.len() == 3 => format!("{dotted}.{part}"),
            part => format!("{dotted},{part}"),
        });
    }
    // "2.480,000" has no sense: the comma stands between thousands after a dot.
    let (whole, part) = figure.split_once(',')?;
    (thousands(whole, '.') && figure_is(part) && part.len() == 3 && part == "000")
        .then(|| format!("{whole}.{part}"))
}

/// Finds "98.5%" in a sentence.
fn percentage_with_point(text: &str) -> Option<(&str, String)> {
    let (before, _) = text.split_once('%')?;
    let before = before.trim_end();
    let start = before.rfind(|c: char| !(c.is_ascii_digit() || c == '.'));
    let start = start.map_or(0, |at| {
        at + before
            .get(at..)
            .and_then(|it| it.chars().next())
            .map_or(1, char::len_utf8)
    });
    let figure = before.get(start..)?;
    Some((figure, meant(figure)?))
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::{
        model::fixture,
        validate::{rules::values::number_form::RULE, testing::*, validate},
    };

    #[test]
    fn reports_points_and_commas_in_the_wrong_place() {
        let text = "
            content | target | actual
            - Tỷ lệ đạt 98.5% trở lên | 98.5 | 97,5
            - Số dân | 1,273,494 | 1.273.494
            - Số dân | 3.500 | 0,752
            - Chi tiết tại mục 1.2 | 12.400 | 24/7
            - Thu | 1.273.494,75 | 2.480
            - Dư nợ | 18.65O | 98.5%
        ";
        assert_snapshot!(report(&RULE, text), @"
        row 1 content: Số “98.5” nên viết “98,5”.
        row 1 target: Số “98.5” nên viết “98,5”.
        row 2 target: Số “1,273,494” nên viết “1.273.494”.
        row 6 actual: Số “98.5” nên viết “98,5”.
        ");
        assert_snapshot!(fixed(&RULE, "content | target\n- Tỷ lệ | Từ 98.5% trở lên"), @"- Tỷ lệ | Từ 98,5% trở lên");
    }

    #[test]
    fn a_point_among_whole_numbers_may_be_a_slip_of_the_finger() {
        let has_fix = |other: &str| {
            let text = format!("content | actual | target\n- Tỷ lệ | {other} | 1.00");
            let found = validate(&fixture::parse(&text));
            let own = found.iter().find(|it| it.rule == RULE.id);
            own.is_some_and(|it| it.fix.is_some())
        };
        assert!(!has_fix("96"));
        assert!(has_fix("0,96"));
    }
}
