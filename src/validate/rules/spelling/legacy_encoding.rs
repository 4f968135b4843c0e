//! # `legacy-encoding`
//!
//! A cell holds text typed for a legacy font (TCVN3, VNI): "Tû lÖ hå s¬" for "Tỷ lệ hồ sơ". The
//! import converts whole columns; this rule covers pasted text and single cells.
//!
//! **Fix.** Converts the text to Unicode. Unsafe: applied by hand only, after checking the result.

use crate::{
    model::Severity,
    reference::legacy_fonts,
    text::canonical::composed,
    validate::{Applicability, Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "legacy-encoding",
    severity: Severity::Error,
    title: Key::RuleLegacyEncoding,
    rationale: Key::RuleLegacyEncodingWhy,
    source: "Mục I Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP (bộ mã ký tự Unicode theo Tiêu chuẩn Việt Nam TCVN 6909:2001)",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let row = scope.row;
    for (column, text) in row.cells() {
        if text.is_ascii() || !legacy_fonts::may_be_legacy(text) {
            continue;
        }
        let Some(encoding) = legacy_fonts::detect(std::iter::once(text)) else {
            continue;
        };
        let decoded = composed(&encoding.decode(text));
        let message = Key::LegacyEncoding.with([decoded.clone()]);
        let finding = scope.finding(&RULE, column, message);
        let step = scope.set_cell(column, decoded);
        acc.push(finding.with_fix(Applicability::Unsafe, Key::FixDecode.into(), vec![step]));
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::spelling::legacy_encoding::RULE, testing::*};

    #[test]
    fn reports_text_for_legacy_fonts() {
        let text = "
            stt | content
            - 1 | Tû lÖ hå s¬ ®\u{ad}îc sè hãa
            - 2 | Tyû leä hoà sô ñöôïc soá hoùa
            - 3 | Tỷ lệ hồ sơ được số hóa
            - 4 | à la carte, déjà vu
        ";
        assert_snapshot!(report(&RULE, text), @"
        row 1 content: Chữ theo phông cũ, đọc là “Tỷ lệ hồ sơ được số hóa”.
        row 2 content: Chữ theo phông cũ, đọc là “Tỷ lệ hồ sơ được số hóa”.
        ");
        assert_snapshot!(fixed(&RULE, text), @"
        - 1 | Tỷ lệ hồ sơ được số hóa
        - 2 | Tỷ lệ hồ sơ được số hóa
        - 3 | Tỷ lệ hồ sơ được số hóa
        - 4 | à la carte, déjà vu
        ");
    }
}
