//! # `spreadsheet-error`
//!
//! A cell shows what a spreadsheet says instead of a value: an error (`#REF!`), a column too narrow
//! (`########`), a formula as text (`=SUM(A1:A3)`), or a number in scientific notation (`1E+05`).
//!
//! **Fix.** None: the value is in the original workbook.

use crate::{
    model::Severity,
    validate::{Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "spreadsheet-error",
    severity: Severity::Error,
    title: Key::RuleSpreadsheetError,
    rationale: Key::RuleSpreadsheetErrorWhy,
    source: "Mã lỗi, công thức và cách hiện số của Excel",
    check: Check::Row(check),
};

const ERRORS: &[&str] = &[
    "#REF!",
    "#N/A",
    "#VALUE!",
    "#DIV/0!",
    "#NAME?",
    "#NUM!",
    "#NULL!",
    "#SPILL!",
    "#CALC!",
    "#GETTING_DATA",
];

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    for (column, text) in scope.row.cells() {
        if !text.contains(['#', '=', 'E', 'e']) {
            continue;
        }
        let bare = text.trim();
        let error = ERRORS.iter().find(|it| bare.contains(**it));
        let message = if let Some(error) = error {
            Key::SpreadsheetError.with([(*error).to_owned()])
        } else if 3 <= bare.len() && bare.bytes().all(|byte| byte == b'#') {
            Key::ColumnTooNarrow.with([bare.to_owned()])
        } else if is_formula(bare) {
            Key::FormulaAsText.with([bare.to_owned()])
        } else if is_scientific(bare) {
            Key::ScientificNumber.with([bare.to_owned()])
        } else {
            continue;
        };
        acc.push(scope.finding(&RULE, column, message));
    }
}

/// Whether a text is a formula: an equals sign before a function with its bracket or a reference to
/// a cell.
fn is_formula(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('=') else {
        return false;
    };
    let rest = rest.trim_start_matches(['+', '-', '(', ' ', '$', '\'']);
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let behind = rest.get(letters..).unwrap_or_default();
    let is_function = 1 < letters && behind.starts_with('(');
    let is_reference = (1..=3).contains(&letters)
        && behind
            .trim_start_matches('$')
            .starts_with(|c: char| c.is_ascii_digit());
    let is_sum = letters == 0
        && rest.starts_with(|c: char| c.is_ascii_digit())
        && rest.contains(['*', '/', '+']);
    let is_sheet = 0 < letters && behind.contains('!');
    is_function || is_reference || is_sum || is_sheet
}

/// Whether a text is a number such as "1E+05" or "2,5E-3".
fn is_scientific(text: &str) -> bool {
    let Some((digits, power)) = text.split_once(['E', 'e']) else {
        return false;
    };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mantissa = digits.trim_start_matches('-').replacen([',', '.'], "", 1);
    power.strip_prefix(['+', '-']).is_some_and(is_number) && is_number(&mantissa)
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::leftovers::spreadsheet_error::RULE, testing::report};

    #[test]
    fn reports_what_a_spreadsheet_says() {
        assert_snapshot!(report(&RULE, "
            stt | content | target:2026 | lead
            - 1 | Số hồ sơ | #REF! | #N/A
            - 2 | Kinh phí | ######## | =VLOOKUP(A3;B:C;2;0)
            - 3 | Dân số | 1E+05 | =+B3*2
            - 4 | Tổng #VALUE! đồng | 2,5E-3 | Sở Y tế
        "), @"
        row 1 target: Ô còn mã lỗi “#REF!” của Excel thay cho giá trị; hãy lấy lại giá trị từ bảng gốc.
        row 1 lead: Ô còn mã lỗi “#N/A” của Excel thay cho giá trị; hãy lấy lại giá trị từ bảng gốc.
        row 2 target: Ô chỉ có “########”, là dấu Excel hiện khi cột quá hẹp; hãy lấy lại giá trị từ bảng gốc.
        row 2 lead: Ô còn công thức “=VLOOKUP(A3;B:C;2;0)” thay cho kết quả.
        row 3 target: Số “1E+05” đang ở dạng rút gọn của Excel; nên ghi đủ các chữ số theo bảng gốc.
        row 3 lead: Ô còn công thức “=+B3*2” thay cho kết quả.
        row 4 content: Ô còn mã lỗi “#VALUE!” của Excel thay cho giá trị; hãy lấy lại giá trị từ bảng gốc.
        row 4 target: Số “2,5E-3” đang ở dạng rút gọn của Excel; nên ghi đủ các chữ số theo bảng gốc.
        ");
        assert_snapshot!(report(&RULE, "
            stt | content | target:2026 | note
            - 1 | Ngôn ngữ C#, mục #1, A = B, E-mail, EUR | ≥ 95 | = 100%
            - 2 | Chuẩn E5, mã 12E4, tỷ lệ (=A/B) | 12 | ==
        "), @"");
    }
}
