//! # `repeated-word`
//!
//! A word, or a pair of words, is written twice in a row: "của của", "thực hiện thực hiện".
//!
//! Not reported: reduplication that people use ("luôn luôn"), and words that belong to two compounds
//! ("thực hiện hiện đại hóa").
//!
//! **Fix.** Removes the second. Unsafe: applied by hand only.

use crate::{
    model::{Role, Severity},
    reference::{repetition::is_natural_repetition, syllable_pairs::pairs},
    text::search::around,
    validate::{Applicability, Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "repeated-word",
    severity: Severity::Warning,
    title: Key::RuleRepeated,
    rationale: Key::RuleRepeatedWhy,
    source: "Lỗi gõ, lỗi sao chép: “của của”, “thực hiện thực hiện”",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let columns = scope.annex.columns.iter();
    for column in columns.filter(|it| !matches!(it.role, Role::Ordinal | Role::Unit | Role::Target))
    {
        let text = scope.row.cell(column.id);
        for (start, middle, end) in repetitions(text) {
            let twice = text.get(start..end).unwrap_or_default().to_owned();
            let once = text.get(start..middle).unwrap_or_default().to_owned();
            let mut after = text.to_owned();
            after.replace_range(middle..end, "");
            let message = Key::Repeated.with([twice, once.clone(), around(text, start, end)]);
            let label = Key::FixReplaceBy.with([once]);
            let step = scope.set_cell(column.id, after);
            let finding = scope.finding(&RULE, column.id, message);
            acc.push(finding.with_fix(Applicability::Unsafe, label, vec![step]));
        }
    }
}

/// Returns the repetitions of a text: where the first half begins and ends, and where the second
/// ends.
fn repetitions(text: &str) -> Vec<(usize, usize, usize)> {
    let mut words: Vec<(usize, &str)> = Vec::new();
    let mut start = None;
    let ends = text.char_indices().map(Some).chain([None]);
    for it in ends {
        let (at, is_letter) = it.map_or((text.len(), false), |(at, c)| (at, c.is_alphanumeric()));
        match (start, is_letter) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                words.push((from, text.get(from..at).unwrap_or_default()));
                start = None;
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let length = [2, 1]
            .into_iter()
            .find(|length| is_repeated(text, &words, at, *length));
        at += match length {
            Some(length) => {
                let end_of = |n: usize| words.get(at + n).map(|(at, word)| at + word.len());
                let start = words.get(at).map(|(at, _)| *at);
                if let (Some(start), Some(middle), Some(end)) =
                    (start, end_of(length - 1), end_of(2 * length - 1))
                {
                    found.push((start, middle, end));
                }
                2 * length
            }
            None => 1,
        };
    }
    found
}

/// Whether `length` words at `at` are written again behind, with nothing but blanks between.
fn is_repeated(text: &str, words: &[(usize, &str)], at: usize, length: usize) -> bool {
    let (Some(first), Some(second)) = (
        words.get(at..at + length),
        words.get(at + length..at + 2 * length),
    ) else {
        return false;
    };
    // Fast path.
    if first.first().map(|it| it.1.len()) != second.first().map(|it| it.1.len()) {
        return false;
    }
    let is_same = |a: &str, b: &str| a == b || a.to_lowercase() == b.to_lowercase();
    let all = words.get(at..at + 2 * length).unwrap_or_default();
    let are_adjacent = all
        .iter()
        .zip(all.iter().skip(1))
        .all(|((from, word), (to, _))| {
            text.get(from + word.len()..*to)
                .is_some_and(|gap| gap.chars().all(|c| c == ' ' || c == '\u{a0}'))
        });
    if !are_adjacent || !first.iter().zip(second).all(|(a, b)| is_same(a.1, b.1)) {
        return false;
    }
    let has_letters = first
        .iter()
        .all(|(_, word)| word.chars().all(char::is_alphabetic));
    if !has_letters
        || first
            .iter()
            .any(|(_, word)| word.chars().nth(1).is_none() && *word != "ở")
    {
        return false;
    }
    // "Quảng Ninh Ninh Bình": a capital may begin another name.
    if second
        .first()
        .is_some_and(|(_, word)| word.starts_with(char::is_uppercase))
        && length == 1
    {
        let is_shouted = !text.chars().any(char::is_lowercase);
        if !is_shouted {
            return false;
        }
    }
    if length == 2 {
        return first.first().map(|it| it.1.to_lowercase())
            != first.last().map(|it| it.1.to_lowercase());
    }
    let behind = words.get(at + 2).map(|(_, word)| word.to_lowercase());
    let word = first.first().map(|(_, word)| word.to_lowercase());
    let before = at.checked_sub(1).and_then(|at| words.get(at));
    let before = before.map(|(_, word)| word.to_lowercase());
    let word = word.unwrap_or_default();
    !is_natural_repetition(pairs(), before.as_deref(), &word, behind.as_deref())
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::spelling::repeated_word::RULE, testing::*};

    #[test]
    fn reports_words_written_twice() {
        let text = "
            stt | content
            - 1 | Nâng cao chất lượng của của dịch vụ công
            - 2 | Triển khai thực hiện thực hiện kế hoạch; các Các sở
            - 3 | Rà soát và và cập nhật
            - 4 | Tăng cường quản lý lý cán bộ, công chức chức
        ";
        assert_snapshot!(report(&RULE, text), @r#"
        row 1 content: “của của” lặp hai lần, có thể chỉ cần “của” (trong “chất lượng của của dịch vụ”).
        row 2 content: “thực hiện thực hiện” lặp hai lần, có thể chỉ cần “thực hiện” (trong “Triển khai thực hiện thực hiện kế hoạch”).
        row 3 content: “và và” lặp hai lần, có thể chỉ cần “và” (trong “Rà soát và và cập nhật”).
        row 4 content: “lý lý” lặp hai lần, có thể chỉ cần “lý” (trong “cường quản lý lý cán bộ,”).
        row 4 content: “chức chức” lặp hai lần, có thể chỉ cần “chức” (trong “bộ, công chức chức”).
        "#);
        assert_snapshot!(fixed(&RULE, text), @r#"
        - 1 | Nâng cao chất lượng của dịch vụ công
        - 2 | Triển khai thực hiện kế hoạch; các Các sở
        - 3 | Rà soát và cập nhật
        - 4 | Tăng cường quản lý cán bộ, công chức
        "#);
    }

    #[test]
    fn compounds_that_meet_are_no_repetition() {
        assert_snapshot!(report(&RULE, "
            stt | content
            - 1 | Thực hiện hiện đại hóa; cơ quan quan trắc; quản lý lý lịch tư pháp
            - 2 | Luôn luôn cập nhật, ngày ngày, nhà nhà thi đua; giá trị của của cải
            - 3 | Quản lý các các-bon; tuyến Quảng Ninh Ninh Bình; 12 12
            - 4 | Báo cáo, báo cáo; tổ chức, tổ chức
            - 5 | Tăng dần dần mức chi; thường thường cập nhật
        "), @"");
    }
}
