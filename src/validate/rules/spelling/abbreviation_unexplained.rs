//! # `abbreviation-unexplained`
//!
//! An annex uses an abbreviation, of the better known ones again and again, but nowhere has its long form.
//! Reported once per abbreviation, at its first occurrence. Abbreviations that every reader knows (UBND, HĐND, AI) are not reported.
//!
//! **Fix.** Replaces that occurrence with the full term followed by the abbreviation in brackets.
//! Unsafe: applied by hand only.

use memchr::memmem::Finder;

use crate::{
    model::{ColumnId, Role, Severity},
    reference::abbreviations::{self, Abbreviation},
    text::search::offset_in,
    validate::{AnnexScope, Applicability, Check, Diagnostic, RowHandle, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "abbreviation-unexplained",
    severity: Severity::Hint,
    title: Key::RuleAbbreviation,
    rationale: Key::RuleAbbreviationWhy,
    source: "Phụ lục có thể được đọc riêng, nên chữ viết tắt cần được hiểu ngay trong phụ lục",
    check: Check::Annex {
        reads: PROSE,
        check,
    },
};

const PROSE: &[Role] = &[Role::Content, Role::Group, Role::Result, Role::Note];

/// Abbreviations that officials of any field know.
const WELL_KNOWN: &[&str] = &[
    "BCĐ", "BQL", "CCHC", "CNTT", "CSDL", "CĐS", "KCN", "MTQG", "TTHC",
];

fn check(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    let mut first: Vec<(&'static Abbreviation, RowHandle, ColumnId)> = Vec::new();
    let mut again: Vec<&str> = Vec::new();
    let mut explained: Vec<&str> = Vec::new();
    scope.each_cell(PROSE, |row, column, text| {
        if !has_capitals(text) {
            return;
        }
        for (word, in_brackets) in capitals(text) {
            let Some(known) = abbreviations::find(word) else {
                continue;
            };
            if in_brackets {
                explained.push(known.short);
            } else if first.iter().any(|(it, ..)| it.short == known.short) {
                again.push(known.short);
            } else {
                first.push((known, row, column));
            }
        }
    });
    first.retain(|(known, ..)| !explained.contains(&known.short));
    let written_out = written_out(scope, &first);
    for (known, row, column) in first {
        // Nobody introduces one that officials know for a single place.
        let is_plain = WELL_KNOWN.contains(&known.short) && !again.contains(&known.short);
        if is_plain || written_out.contains(&known.short) {
            continue;
        }
        let long = known.long.to_owned();
        let message = Key::Abbreviation.with([known.short.to_owned(), long.clone()]);
        let finding = scope.finding(&RULE, row, column, message);
        let written_out = format!("{long} ({})", known.short);
        let text = scope.text(row, column);
        let Some((word, _)) = capitals(text).find(|(word, _)| *word == known.short) else {
            continue;
        };
        let at = offset_in(text, word);
        let mut after = text.to_owned();
        after.replace_range(at..at + word.len(), &written_out);
        let label = Key::FixReplaceBy.with([written_out]);
        let step = scope.set_cell(row, column, after);
        acc.push(finding.with_fix(Applicability::Unsafe, label, vec![step]));
    }
}

/// Returns which abbreviations the annex also writes out somewhere, with a small or capital first letter.
fn written_out(
    scope: &AnnexScope,
    used: &[(&'static Abbreviation, RowHandle, ColumnId)],
) -> Vec<&'static str> {
    let mut wanted: Vec<(Finder, &str)> = used
        .iter()
        .map(|(it, ..)| {
            let first = it.long.chars().next().map_or(0, char::len_utf8);
            let behind_first = it.long.get(first..).unwrap_or_default();
            (Finder::new(behind_first), it.short)
        })
        .collect();
    let mut found = Vec::new();
    scope.each_cell(PROSE, |_, _, text| {
        wanted.retain(|(long, short)| {
            let is_there = long.find(text.as_bytes()).is_some();
            found.extend(is_there.then_some(*short));
            !is_there
        });
    });
    found
}

/// Whether two capital letters (ASCII or Đ) may be adjacent somewhere. This byte-level prefilter
/// rules out most cells. Đ is C4 90 in UTF-8.
fn has_capitals(text: &str) -> bool {
    let mut last = 0u8;
    text.bytes().any(|byte| {
        let is_capital = |byte: u8| byte.is_ascii_uppercase() || byte == 0xc4;
        let both = is_capital(byte) && (last.is_ascii_uppercase() || last == 0x90);
        last = byte;
        both
    })
}

/// Returns the words that begin with two capital letters, each with whether it is enclosed in
/// brackets on its own, as it is after the term it abbreviates.
fn capitals(text: &str) -> impl Iterator<Item = (&str, bool)> {
    let is_gap = |c: char| !(c.is_alphanumeric() || c == '&');
    let words = text.split(is_gap).filter(|word| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_some_and(char::is_uppercase)
    });
    words.map(move |word| {
        let at = offset_in(text, word);
        let before = text.get(..at).is_some_and(|it| it.ends_with('('));
        let behind = text
            .get(at + word.len()..)
            .is_some_and(|it| it.starts_with(')'));
        (word, before && behind)
    })
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::spelling::abbreviation_unexplained::RULE, testing::*};

    #[test]
    fn reports_each_unexplained_abbreviation_once() {
        let text = "
            stt | content
            - 1 | Tỷ lệ TTHC được số hóa; UBND tỉnh giao
            - 2 | Tỷ lệ hồ sơ TTHC trên dịch vụ công trực tuyến (DVCTT)
            - 3 | Tỷ lệ DVCTT toàn trình, chương trình XYZ; CNTT; qua LGSP
        ";
        assert_snapshot!(report(&RULE, text), @r#"
        row 1 content: “TTHC” chưa được viết đầy đủ trong phụ lục; nên ghi “thủ tục hành chính” ở lần dùng đầu.
        row 3 content: “LGSP” chưa được viết đầy đủ trong phụ lục; nên ghi “nền tảng tích hợp, chia sẻ dữ liệu cấp tỉnh” ở lần dùng đầu.
        "#);
        assert_snapshot!(fixed(&RULE, text), @"
        - 1 | Tỷ lệ thủ tục hành chính (TTHC) được số hóa; UBND tỉnh giao
        - 2 | Tỷ lệ hồ sơ TTHC trên dịch vụ công trực tuyến (DVCTT)
        - 3 | Tỷ lệ DVCTT toàn trình, chương trình XYZ; CNTT; qua nền tảng tích hợp, chia sẻ dữ liệu cấp tỉnh (LGSP)
        ");
        // The annex says elsewhere what it means.
        assert_snapshot!(report(&RULE, "
            stt | content
            - 1 | Kết nối các CSDL chuyên ngành; khai thác CSDL dùng chung
            - 2 | Cơ sở dữ liệu quốc gia về dân cư
        "), @"");
    }
}
