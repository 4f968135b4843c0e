//! Formulas typed into a cell. Documents keep none; sums and averages of cells are computed once.

use std::ops::RangeInclusive;

use crate::{
    editor::Selection,
    model::{parse_number, vietnamese_number},
};

/// Whether a typed text is a formula and no text that begins with “=”: a call of a function, or an
/// expression of cells, numbers and operators.
pub fn is_formula(text: &str) -> bool {
    let Some(after) = text.trim().strip_prefix('=').map(str::trim) else {
        return false;
    };
    let name = after.split('(').next().unwrap_or_default().trim();
    let is_name = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '.')
    };
    let is_call = after.contains('(') && is_name(name);
    let in_expression =
        |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || "$+-*/^().,;:".contains(c);
    let is_expression = after.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '(')
        && after.chars().all(in_expression)
        && after.contains(|c: char| c.is_ascii_digit());
    is_call || is_expression
}

/// Returns the value of `=SUM(…)` or `=AVERAGE(…)` as text, with a `%` if all cells with numbers have
/// one; `None` for other formulas, and where no cell has a number or one has other text. Cells are
/// named as in spreadsheets: the shown columns by letter, rows by the number at the left edge;
/// arguments are cells, ranges and numbers, separated by `,` or `;`.
pub fn formula_value(selection: &Selection, text: &str) -> Option<String> {
    let formula = text.trim().strip_prefix('=')?.trim();
    let (function, arguments) = formula.strip_suffix(')')?.split_once('(')?;
    let function = function.trim().to_uppercase();
    let mut numbers = Vec::new();
    let (mut n_percent, mut n_plain) = (0, 0);
    for argument in arguments.split([',', ';']).map(str::trim) {
        let Some((rows, columns)) = range(argument) else {
            numbers.push(argument.parse::<f64>().ok()?);
            continue;
        };
        for column in columns {
            let column = selection.shown_column(column)?.id;
            for row in rows.clone() {
                let row = selection.annex()?.rows.get(row)?;
                let text = row.cell(column).trim();
                // A cell without text counts for nothing, as in spreadsheets.
                if text.is_empty() || text == "-" {
                    continue;
                }
                let figure = text.strip_suffix('%').map(str::trim_end);
                if figure.is_some() {
                    n_percent += 1;
                } else {
                    n_plain += 1;
                }
                numbers.push(parse_number(figure.unwrap_or(text))?);
            }
        }
    }
    let sum: f64 = numbers.iter().sum();
    let value = match (function.as_str(), numbers.len()) {
        (_, 0) => return None,
        ("SUM", _) => sum,
        ("AVERAGE", n) => sum / n as f64,
        _ => return None,
    };
    let unit = match (n_percent, n_plain) {
        (1.., 0) => "%",
        (0, _) => "",
        // Percentages and plain numbers do not add up.
        _ => return None,
    };
    // Two decimals, as budgets and percentages are stated.
    let value = (value * 100.0).round() / 100.0;
    Some(format!("{}{unit}", vietnamese_number(value)))
}

/// Parses a cell or a range of cells into row positions of the annex and positions of shown columns.
fn range(text: &str) -> Option<(RangeInclusive<usize>, RangeInclusive<usize>)> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    let ((row, column), (to_row, to_column)) = (cell(first)?, cell(last)?);
    Some((
        row.min(to_row)..=row.max(to_row),
        column.min(to_column)..=column.max(to_column),
    ))
}

/// Parses `C4` or `$C$4` into the row's and the column's position.
fn cell(text: &str) -> Option<(usize, usize)> {
    let text = text.trim().replace('$', "");
    let at = text.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = text.split_at_checked(at)?;
    let row = digits.parse::<usize>().ok()?.checked_sub(1)?;
    // Three letters name the last column of a spreadsheet.
    if letters.is_empty() || 3 < letters.len() {
        return None;
    }
    let column = letters.chars().try_fold(0, |sum: usize, letter| {
        let letter = letter.to_ascii_uppercase();
        let value = letter
            .is_ascii_uppercase()
            .then(|| letter as usize - 'A' as usize + 1)?;
        Some(sum * 26 + value)
    })?;
    Some((row, column - 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{editor::Editor, model::fixture};

    fn value(formula: &str) -> Option<String> {
        let editor = Editor::new(fixture::parse(
            "
            stt | content | target | other | note
            - 1 | Một | 10% | 1.200 | x
            - 2 | Hai | 20,5% | 300,5 | 3
            - 3 | Ba | | -  | 4%
        ",
        ));
        formula_value(&editor.selection(), formula)
    }

    #[test]
    fn sums_and_averages_of_cells_are_computed() {
        assert_eq!(value("=SUM(C1:C3)").as_deref(), Some("30,5%"));
        assert_eq!(value("=average(c1;c2)").as_deref(), Some("15,25%"));
        assert_eq!(value("= SUM($D$1:D3)").as_deref(), Some("1.500,5"));
        assert_eq!(value("=SUM(D1, 5)").as_deref(), Some("1.205"));
    }

    #[test]
    fn what_cannot_be_computed_is_left() {
        for formula in [
            "=SUM(E1:E2)",
            "=SUM(E2:E3)",
            "=SUM(C1:C9)",
            "=SUM(Z1)",
            "=MAX(D1)",
            "=C1+C2",
            "=SUM(C3)",
            "=SUM(",
        ] {
            assert_eq!(value(formula), None, "{formula}");
        }
    }

    #[test]
    fn a_text_with_an_equals_sign_is_no_formula() {
        assert!(is_formula("=SUM(A1)") && is_formula("= 1+1"));
        assert!(!is_formula(
            "= 95% so với năm trước".trim_start_matches("= 95")
        ));
        assert!(!is_formula("- Một") && !is_formula("=> đạt") && !is_formula("="));
    }
}
