//! # `written-otherwise`
//!
//! A word that people write beside neither of its neighbours, where the same annex has another word
//! between the same neighbours that it is easily confused with: "Đường liên xả" beside "Đường liên xã".
//!
//! **Fix.** The word of the other places, where there are several. Unsafe: applied by hand only.

use std::collections::BTreeMap;

use crate::{
    model::{ColumnId, Role, Severity},
    reference::{
        doubts::{Doubt, Places, are_confused, doubts, is_usual},
        spelling,
    },
    text::{
        hidden::is_plain,
        search::{around, like_written},
    },
    validate::{AnnexScope, Applicability, Check, Diagnostic, RowHandle, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "written-otherwise",
    severity: Severity::Warning,
    title: Key::RuleWrittenOtherwise,
    rationale: Key::RuleWrittenOtherwiseWhy,
    source: "Đối chiếu với cùng cụm từ ở các chỗ khác của phụ lục",
    check: Check::Annex {
        reads: TEXTS,
        check,
    },
};

const TEXTS: &[Role] = &[
    Role::Content,
    Role::Group,
    Role::Result,
    Role::Lead,
    Role::Coordinating,
    Role::Note,
    Role::Other,
];

/// Longer annexes are lists, which an edit would go through again.
const ROWS_MAX: usize = 5_000;
/// So many places that agree show what is meant.
const AGREE: usize = 2;

/// The texts of an annex, each with where it stands.
type Texts<'text> = BTreeMap<&'text str, Vec<(RowHandle, ColumnId)>>;

fn check(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    if ROWS_MAX < scope.rows().len() {
        return;
    }
    let mut texts = Texts::new();
    scope.each_cell(TEXTS, |row, column, text| {
        texts.entry(text).or_default().push((row, column));
    });
    let doubted = doubted(&texts);
    if doubted.is_empty() {
        return;
    }
    let mut others = Places::of(doubted.iter().map(|(_, it)| &it.place));
    for (text, cells) in &texts {
        others.note(text, cells.len());
    }
    for (text, doubt) in &doubted {
        let Some(meant) = meant(doubt, others.words(&doubt.place)) else {
            continue;
        };
        let written = text.get(doubt.start..doubt.end).unwrap_or_default();
        let right = like_written(written, meant.word);
        let place = around(text, doubt.start, doubt.end);
        let mut after = (*text).to_owned();
        after.replace_range(doubt.start..doubt.end, &right);
        for (row, column) in texts.get(*text).into_iter().flatten() {
            let args = [written.to_owned(), place.clone(), right.clone()];
            let message = Key::WrittenOtherwise.with(args);
            let finding = scope.finding(&RULE, *row, *column, message);
            let label = Key::FixReplaceBy.with([right.clone()]);
            let step = scope.set_cell(*row, *column, after.clone());
            acc.push(match AGREE <= meant.n {
                true => finding.with_fix(Applicability::Unsafe, label, vec![step]),
                false => finding,
            });
        }
    }
}

/// The words in doubt that no other rule of spelling reports, in texts that stand once.
fn doubted<'text>(texts: &Texts<'text>) -> Vec<(&'text str, Doubt)> {
    let mut found = Vec::new();
    for (text, places) in texts {
        if places.len() != 1 || !is_plain(text) {
            continue;
        }
        let of_text = doubts(text);
        if of_text.is_empty() {
            continue;
        }
        let slips = spelling::slips(text);
        let is_reported = |it: &Doubt| slips.iter().any(|slip| slip.start == it.start);
        let new = of_text.into_iter().filter(|it| !is_reported(it));
        found.extend(new.map(|it| (*text, it)));
    }
    found
}

struct Meant<'words> {
    word: &'words str,
    n: usize,
}

/// Returns the word that stands elsewhere in the place of one in doubt, which stands there once.
fn meant<'words>(doubt: &Doubt, words: &'words [(String, usize)]) -> Option<Meant<'words>> {
    let own = words.iter().find(|(it, _)| *it == doubt.word);
    if own.is_some_and(|(_, n)| 1 < *n) {
        return None;
    }
    let confused = words
        .iter()
        .filter(|(it, _)| *it != doubt.word && are_confused(&doubt.word, it));
    let (word, n) = confused.max_by_key(|(_, n)| *n)?;
    let is_shown = AGREE <= *n || is_usual(word, &doubt.place);
    is_shown.then_some(Meant { word, n: *n })
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::spelling::written_otherwise::RULE, testing::*};

    #[test]
    fn the_same_words_elsewhere_tell_what_is_meant() {
        let text = "
            stt | content | lead
            - 1 | Rọ thép hộc Minh Ngọc | UBND xã
            - 2 | Rọ thép hốc Bắc Mê | UBND xã
            - 3 | Rọ thép hộc Yên Phú | UBND xã
            - 4 | Rọ thép hộc Giáp Trung | UBND xã
        ";
        assert_snapshot!(report(&RULE, text), @"row 2 content: “hốc” (trong “Rọ thép hốc Bắc Mê”) có thể là “hộc”, như chỗ khác của phụ lục.");
        assert_snapshot!(fixed(&RULE, text), @"
        - 1 | Rọ thép hộc Minh Ngọc | UBND xã
        - 2 | Rọ thép hộc Bắc Mê | UBND xã
        - 3 | Rọ thép hộc Yên Phú | UBND xã
        - 4 | Rọ thép hộc Giáp Trung | UBND xã
        ");
    }

    #[test]
    fn words_that_are_written_more_than_once_are_meant() {
        assert_snapshot!(report(&RULE, "
            content | note
            - Thả cá chép, cá trê | Nuôi cá lóc trong ao
            - Thả cá trắm, cá trê | Nuôi cá lọc trong ao
            - Trồng cây xoan | Nuôi cá lọc trong ao
            - Trồng cây xoài | Làng nghề mộc
            - Trồng cây xoài | Làng nghề móc
            - Cụm 1, tổ 2 | Bản Mo, bản Mò
            - Cụm 3, tờ 2 | Số 5 phố Lò Sũ
        "), @"");
    }
}
