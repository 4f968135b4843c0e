//! # `cut-text`
//!
//! A text of exactly 255 characters (256, 1024) that ends inside a sentence, in an annex without a
//! longer one: a program cut it. Also a text that ends with a word that always has another behind it
//! ("tiền mặt và"), or with the beginning of one ("nguồn th", "82/2010/NĐ-"): a warning, since names may
//! end so.
//!
//! **Fix.** None: only the original has the rest.

use crate::{
    model::{Role, Severity},
    reference::plain_words::is_begun,
    text::cut::is_cut,
    validate::{AnnexScope, Check, Diagnostic, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "cut-text",
    severity: Severity::Error,
    title: Key::RuleCutText,
    rationale: Key::RuleCutTextWhy,
    source: "Giới hạn 255 ký tự của Excel đời cũ, của nhiều cơ sở dữ liệu và phần mềm xuất tệp",
    check: Check::Annex {
        reads: &Role::ALL,
        check,
    },
};

fn check(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    let mut cut = Vec::new();
    let mut longest = 0;
    scope.each_cell(&Role::ALL, |row, column, text| {
        if let Some(word) = open_end(text) {
            let message = Key::CutBehindWord.with([word.to_owned()]);
            acc.push(scope.finding(&RULE, row, column, message).into_warning());
            return;
        }
        // Fast path: a character takes at least one byte.
        if text.len() < 255 {
            return;
        }
        let length = text.chars().count();
        longest = longest.max(length);
        if is_cut(text) {
            cut.push((row, column, text, length));
        }
    });
    // Where a longer text came through, nothing cut at this limit.
    for (row, column, text, length) in cut.into_iter().filter(|it| it.3 == longest) {
        let words: Vec<&str> = text.split_whitespace().rev().take(4).collect();
        let end: Vec<&str> = words.into_iter().rev().collect();
        let message = Key::CutText.with([end.join(" "), length.to_string()]);
        acc.push(scope.finding(&RULE, row, column, message));
    }
}

/// Words that nothing ends with: they join, or begin what somebody has.
const OPEN: &[&str] = &["và", "hoặc", "của", "các", "những", "với", "bởi", "nhằm"];

/// Whether a word is the beginning of a document's symbol, "82/2010/NĐ-".
fn is_symbol_begun(word: &str) -> bool {
    let symbol = word.strip_suffix('-').and_then(|it| it.rsplit_once('/'));
    symbol.is_some_and(|(_, kind)| !kind.is_empty() && kind.chars().all(char::is_uppercase))
}

/// Consonants that begin words. Some are symbols of units, too, but behind a word that is no number.
const CONSONANTS: &[&str] = &[
    "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "q", "r", "s", "t", "v", "x",
];

/// Whether a word is the first letter of one, "bún k", and not that of a list or a kind: "điểm b", "vitamin k".
fn is_letter_begun(before: &str, last: &str) -> bool {
    const LABELS: &[&str] = &[
        "điểm", "mục", "khoản", "nhóm", "loại", "hạng", "hình", "tiết", "vitamin", "lớp", "khối",
        "tổ", "dạng", "cột", "bảng", "biểu", "mẫu", "gan", "bậc", "khu", "lô", "phương", "án", "ý",
        "và", "hoặc", "bằng", "theo", "vị", "tính", "cỡ", "là", "mỗi", "trăm", "nghìn", "triệu",
        "tỷ",
    ];
    let word = before.split_whitespace().next_back().unwrap_or_default();
    let is_small = word.chars().all(char::is_lowercase) && 1 < word.chars().count();
    CONSONANTS.contains(&last) && is_small && !LABELS.contains(&word)
}

/// Returns the last word of a text that cannot be its last one.
fn open_end(text: &str) -> Option<&str> {
    let (before, last) = text.trim_end().rsplit_once(' ')?;
    let is_sentence = before.contains(' ');
    let is_open = OPEN.contains(&last)
        || is_begun(last)
        || is_symbol_begun(last)
        || is_letter_begun(before, last);
    (is_sentence && is_open).then_some(last)
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_text_does_not_end_with_the_beginning_of_a_word_or_symbol() {
        let text = "content\n- Công nhận các nguồn th\n- Biên soạn theo Nghị định số 82/2010/NĐ-\n- Dài 5 km\n- Dựng thực đơn: gỏi cá, bún k\n- Đo bằng m\n- Tiêm phòng viêm gan b\n- Theo quy định tại điểm b";
        assert_eq!(
            report(&RULE, text),
            "row 1 content: Nội dung dừng ở “th”, có thể còn thiếu phần sau.\n\
             row 2 content: Nội dung dừng ở “82/2010/NĐ-”, có thể còn thiếu phần sau.\n\
             row 4 content: Nội dung dừng ở “k”, có thể còn thiếu phần sau.\n"
        );
    }

    #[test]
    fn a_text_does_not_end_with_a_word_that_joins() {
        let text = "content | note\n- Quà của Chủ tịch nước | Vải lụa, tiền mặt và\n- Rà soát việc của | Và";
        assert_eq!(
            report(&RULE, text),
            "row 1 note: Nội dung dừng ở “và”, có thể còn thiếu phần sau.\n\
             row 2 content: Nội dung dừng ở “của”, có thể còn thiếu phần sau.\n"
        );
        assert_eq!(
            report(
                &RULE,
                "content\n- Rà soát, cập nhật; v.v. và nhiều nhiệm vụ khác\n- Bảo vệ của cải"
            ),
            ""
        );
    }

    use crate::{
        model::{Document, Severity, fixture},
        validate::{rules::leftovers::cut_text::RULE, testing::report, validate},
    };

    /// Where the sign is not certain, nothing is an error, unless the profile makes the rule milder still.
    #[test]
    fn a_last_word_is_no_certain_sign() {
        let mut document = fixture::parse("content | note\n- Vải lụa, tiền mặt và | x");
        let severity = |document: &Document| {
            let found = validate(document);
            let own = found.iter().find(|it| it.rule == RULE.id);
            own.map(|it| it.severity)
        };
        assert_eq!(severity(&document), Some(Severity::Warning));
        let rules = &mut document.review.profile.rules;
        rules.insert(RULE.id.to_owned(), Some(Severity::Hint));
        assert_eq!(severity(&document), Some(Severity::Hint));
    }

    #[test]
    fn names_the_end_of_a_cut_text() {
        let long: String = "rà soát dữ liệu ".chars().cycle().take(252).collect();
        let shorter: String = long.chars().take(247).collect();
        let text = format!("stt | content\n- 1 | {long}qua\n- 2 | {long}qu.\n- 3 | {shorter}");
        assert_eq!(
            report(&RULE, &text),
            "row 1 content: Nội dung dừng giữa câu ở “rà soát dữ lqua”, đúng 255 ký tự, nên có thể đã bị cắt; hãy lấy lại đủ từ bản gốc.\n"
        );
    }

    #[test]
    fn a_longer_text_shows_that_nothing_was_cut() {
        let long: String = "rà soát dữ liệu ".chars().cycle().take(255).collect();
        let text = format!("stt | content\n- 1 | {long}\n- 2 | {long}, cập nhật");
        assert_eq!(report(&RULE, &text), "");
    }
}
