//! # `document-symbol-form`
//!
//! The number and symbol of a document contain spaces: "57- NQ/TW", "334 /KH-UBND".
//!
//! **Why.** Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục II.3: a slash separates number and symbol, a
//! hyphen separates the parts of the symbol, and there are no spaces. With spaces, a search for the
//! document does not find it.
//!
//! **Fix.** Removes the spaces. Safe.

use crate::{
    edit::Step,
    model::{AnnexHead, Role, Severity},
    validate::{AnnexScope, Applicability, Check, Diagnostic, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "document-symbol-form",
    severity: Severity::Warning,
    title: Key::RuleSymbolForm,
    rationale: Key::RuleSymbolFormWhy,
    source: "Khoản 3 Mục II Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP",
    check: Check::Annex {
        reads: PROSE,
        check,
    },
};

/// All roles but ordinal, target and unit.
const PROSE: &[Role] = &[
    Role::Group,
    Role::Content,
    Role::Lead,
    Role::Coordinating,
    Role::Result,
    Role::Time,
    Role::Note,
    Role::Actual,
    Role::Status,
    Role::Other,
];

fn check(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    scope.each_cell(PROSE, |row, column, text| {
        if let Some((written, meant, after)) = tidied(text) {
            let message = Key::SymbolForm.with([written, meant.clone()]);
            let finding = scope.finding(&RULE, row, column, message);
            let step = scope.set_cell(row, column, after);
            let label = Key::FixReplaceBy.with([meant]);
            acc.push(finding.with_fix(Applicability::Safe, label, vec![step]));
        }
    });
    let head = scope.annex.head;
    if let (Some((written, meant, reference)), Some((row, column))) =
        (tidied(&head.reference), scope.head_cell())
    {
        let finding = scope
            .finding(
                &RULE,
                row,
                column,
                Key::SymbolForm.with([written, meant.clone()]),
            )
            .of_annex();
        let head = AnnexHead {
            reference,
            ..head.clone()
        };
        let step = Step::SetHead {
            annex: scope.annex.id,
            head,
        };
        acc.push(finding.with_fix(
            Applicability::Safe,
            Key::FixReplaceBy.with([meant]),
            vec![step],
        ));
    }
}

/// Returns the first symbol that contains spaces, as written and corrected, and the whole text with
/// all symbols corrected. `None` if no symbol contains spaces.
fn tidied(text: &str) -> Option<(String, String, String)> {
    // Fast path: most texts name no document.
    memchr::memchr2(b'/', b'-', text.as_bytes())?;
    symbol(text, 0)?;
    let mut after = text.to_owned();
    let mut first = None;
    let mut at = 0;
    while let Some((start, end)) = symbol(&after, at) {
        let written = after.get(start..end).unwrap_or_default().to_owned();
        let meant: String = written.chars().filter(|c| !c.is_whitespace()).collect();
        at = start + meant.len();
        if written != meant {
            after.replace_range(start..end, &meant);
            first.get_or_insert((written, meant));
        }
    }
    first.map(|(written, meant)| (written, meant, after))
}

/// Codes of document types (Nghị định 30/2020/NĐ-CP, Phụ lục III).
const KINDS: &[&str] = &[
    "NQ", "QĐ", "CT", "QC", "TB", "HD", "CTr", "CTHĐ", "KH", "PA", "ĐA", "BC", "TTr", "CĐ", "NĐ",
    "TT", "KL", "CV",
];

/// Finds the first document number and symbol at or after byte `from` and returns its start and
/// end: digits, a slash or hyphen, a type code, a hyphen or slash, the letters of the issuer.
/// Spaces around the slash or hyphen are allowed.
fn symbol(text: &str, from: usize) -> Option<(usize, usize)> {
    let mut at = from;
    loop {
        let start = at + text.get(at..)?.find(|c: char| c.is_ascii_digit())?;
        let digits = text.get(start..)?.find(|c: char| !c.is_ascii_digit())?;
        at = start + digits;
        let end = joint(text, at)
            .and_then(|at| {
                letters(text, at)
                    .filter(|end| KINDS.contains(&text.get(at..*end).unwrap_or_default()))
            })
            .and_then(|at| joint(text, at))
            .and_then(|at| letters(text, at));
        // Digits at the end of a longer word or of a date do not begin a symbol.
        let before = text.get(..start)?.chars().next_back();
        let is_apart =
            before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | ':' | '“' | '['));
        if let Some(end) = end.filter(|_| is_apart) {
            return Some((start, end));
        }
    }
}

/// Returns the position after the slash or hyphen at `at` and the spaces around it. Does not cross
/// a line break.
fn joint(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let mark = rest.trim_start_matches(' ');
    let behind = mark.strip_prefix(['/', '-'])?;
    Some(text.len() - behind.trim_start_matches(' ').len())
}

/// Returns the end of the letters that begin at `at` with a capital. Small letters may follow
/// ("TTr", "CTr").
fn letters(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let length = rest
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(rest.len());
    rest.starts_with(char::is_uppercase).then_some(at + length)
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::spelling::document_symbol_form::RULE, testing::*};

    #[test]
    fn reports_blanks_inside_symbols_only() {
        let text = "
            stt | content
            - 1 | Nghị quyết số 57- NQ/TW và Kế hoạch 231- KH/TU, 334 /KH-UBND
            - 2 | Quyết định số 2629/QĐ-TTg; giai đoạn 2026 - 2030; năm 2026 - UBND tỉnh
            - 3 | Kế hoạch số 251/KH - UBND ngày 24 tháng 9
        ";
        assert_snapshot!(report(&RULE, text), @"
        row 1 content: “57- NQ/TW” viết liền là “57-NQ/TW”.
        row 3 content: “251/KH - UBND” viết liền là “251/KH-UBND”.
        ");
        assert_snapshot!(fixed(&RULE, text), @"
        - 1 | Nghị quyết số 57-NQ/TW và Kế hoạch 231-KH/TU, 334/KH-UBND
        - 2 | Quyết định số 2629/QĐ-TTg; giai đoạn 2026 - 2030; năm 2026 - UBND tỉnh
        - 3 | Kế hoạch số 251/KH-UBND ngày 24 tháng 9
        ");
    }
}
