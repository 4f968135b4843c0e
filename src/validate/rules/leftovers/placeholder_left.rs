//! # `placeholder-left`
//!
//! What a drafter meant to fill in or to take out: "Sở .....", "xxx", "(xem lại)", "- BỎ", "???", "340*" without a
//! note.
//!
//! A list that goes on ("điện, nước, …") is none.
//!
//! **Fix.** None: only the drafter knows what was meant.

use super::{
    marked_figures::unexplained_mark,
    remarks::{question, remark},
};
use crate::{
    model::{Role, Severity},
    reference::units,
    text::search::around,
    validate::{Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "placeholder-left",
    severity: Severity::Warning,
    title: Key::RulePlaceholder,
    rationale: Key::RulePlaceholderWhy,
    source: "Chỗ chừa để điền và lời nhắc của người soạn còn sót trong bản trình ký",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    for (column, text) in scope.cells(|role| role != Role::Ordinal) {
        if !may_hold_one(text) {
            continue;
        }
        let place = |(start, end): (usize, usize)| {
            let written = text.get(start..end).unwrap_or_default().trim().to_owned();
            (written, around(text, start, end))
        };
        let message = if let Some(found) = blank(text, column.role).map(place) {
            Key::PlaceholderBlank.with(found.into())
        } else if let Some(found) = remark(text)
            .or_else(|| question(text, column.role))
            .map(place)
        {
            Key::PlaceholderRemark.with(found.into())
        } else if let Some(mark) = unexplained_mark(scope, column, text) {
            Key::MarkUnexplained.with([text.trim().to_owned(), mark.to_owned()])
        } else {
            continue;
        };
        acc.push(scope.finding(&RULE, column.id, message));
    }
}

/// A byte-level prefilter. An ellipsis is E2 80 A6, a dash E2 80 93.
fn may_hold_one(text: &str) -> bool {
    if text.len() < 2 {
        return is_empty_sign(text);
    }
    let bytes = text.as_bytes();
    let has = |byte: u8| memchr::memchr(byte, bytes).is_some();
    has(b'(')
        || has(b'[')
        || has(b'?')
        || has(b'_')
        || has(b'<')
        || has(b'>')
        || has(b'!')
        || has(b'{')
        || has(b'@')
        || text.contains("//")
        || has(0xe2)
        || text.contains("xx")
        || text.contains("..")
        || text.contains("- ")
        || text.len() < 80
        || text.contains(" A")
        || text.contains(" X")
        || text.contains("XXX")
}

/// Returns the first place left to be filled in.
fn blank(text: &str, column_role: Role) -> Option<(usize, usize)> {
    if let Some(at) = doubted_number(text) {
        return Some((at, text.trim_end().len()));
    }
    if is_empty_sign(text) || TEST_TEXTS.contains(&text.trim().to_lowercase().as_str()) {
        return Some((0, text.len()));
    }
    if let Some(found) = number_left_out(text) {
        return Some(found);
    }
    let mut at = 0;
    let mut last = "";
    for word in text.split_inclusive(char::is_whitespace) {
        let start = at;
        at += word.len();
        let bare = word.trim();
        let end = start + bare.len();
        let core = bare.trim_matches(['(', ')', '[', ']', ',', ';', ':', '“', '”', '"', '%']);
        // Fast path: nearly no word has a character of these.
        if !bare.bytes().any(may_be_of_blank) {
            if stands_for_a_name(text, start, bare, last) {
                return Some((start, start + 1));
            }
            last = core;
            continue;
        }
        let is_dots = |text: &str| !text.is_empty() && text.chars().all(|c| matches!(c, '.' | '…'));
        let n_dots = |text: &str| {
            text.chars()
                .map(|c| if c == '…' { 3 } else { 1 })
                .sum::<usize>()
        };
        let before = text.get(..start).unwrap_or_default().trim_end();
        let next = text.get(at..).unwrap_or_default().trim_start();
        // "điện, nước, … và viễn thông" goes on, "… vị trí được lắp đặt" is to be counted.
        let counts = next.starts_with(char::is_lowercase)
            && !["và ", "hoặc ", "v.v"]
                .iter()
                .any(|it| next.starts_with(it));
        let may_go_on = before.ends_with([',', ';']) || before.is_empty() && text.trim() != bare;
        let goes_on = may_go_on && !(counts && is_quantity(column_role));
        // "Sở .." is no end of a sentence, whose stop stands at its last word.
        let dots_min = match bare {
            ".." if !before.is_empty() && !before.ends_with("v.v") => 2,
            _ => 3,
        };
        let is_blank = (is_dots(core) && dots_min <= n_dots(core) && !goes_on)
            || long_dots(bare)
            || asks_for_number(bare)
            || (2 <= core.len() && core.bytes().all(|byte| byte == b'_'))
            || (2 <= core.len() && core.bytes().all(|byte| byte == b'?'))
            || core.ends_with("??")
            || core.ends_with("!!")
            || (bare == "xx"
                && text
                    .get(at..)
                    .is_some_and(|it| it.starts_with(char::is_alphabetic)))
            || (3 <= core.len()
                && core.bytes().all(|byte| byte.eq_ignore_ascii_case(&b'x'))
                && !is_roman(before, core))
            || (bare == "XX" && counts_unit(before, text.get(at..)))
            || is_year_begun(before, core)
            || is_year_cut(before, core)
            || is_unnumbered(core)
            || matches!(
                bare,
                "[...]" | "[…]" | "[]" | "(...)" | "(…)" | "(?)" | "<...>" | "…/…" | ".../..."
            );
        if is_blank {
            return Some((start, end));
        }
        if stands_for_a_name(text, start, bare, last) {
            return Some((start, start + 1));
        }
        last = core;
    }
    None
}

/// Whether a byte may belong to a place left to be filled in. An ellipsis is E2 80 A6.
fn may_be_of_blank(byte: u8) -> bool {
    matches!(
        byte,
        b'.' | b'_' | b'?' | b'!' | b'x' | b'X' | b'[' | b'(' | b'<' | b'/' | 0xe2
    )
}

/// Whether a word is the letter that stands for a name yet to be written: "Sở A", "xã X".
fn stands_for_a_name(text: &str, start: usize, word: &str, last: &str) -> bool {
    let letter = word.trim_end_matches([',', ';', '.', ')']);
    if letter.len() != 1 || !matches!(letter, "A" | "B" | "C" | "D" | "X" | "Y" | "Z") {
        return false;
    }
    let names_one = matches!(
        last.to_lowercase().as_str(),
        "sở" | "xã" | "phường" | "tỉnh" | "ubnd" | "bộ" | "huyện"
    );
    // "xã A Lưới", "Sở Y tế" and "loại xã A" go on or are kinds.
    let behind = text
        .get(start + word.len()..)
        .unwrap_or_default()
        .trim_start();
    let ends = word.len() > letter.len() || !behind.starts_with(char::is_alphanumeric);
    let before = text.get(..start).unwrap_or_default().to_lowercase();
    let is_kind = ["loại", "nhóm", "hạng"]
        .iter()
        .any(|it| before.contains(it));
    names_one && ends && !is_kind
}

/// Whether a column holds numbers of things, whose dots are no lists.
fn is_quantity(role: Role) -> bool {
    matches!(role, Role::Target | Role::Actual | Role::Result)
}

/// Texts that stand for another one.
const TEST_TEXTS: &[&str] = &["abc", "aaa", "xx", "test", "text", "lorem ipsum"];

/// Whether a text is nothing but a sign; a dash stands for nothing on purpose.
fn is_empty_sign(text: &str) -> bool {
    matches!(text.trim(), "." | ".." | "," | ";" | "#" | "?")
}

/// Words that a number stands behind, and what begins behind it: "số /QĐ-UBND", "ngày   tháng   năm 2026".
const NUMBERED: &[&str] = &["số", "ngày", "tháng", "quý"];

/// Returns where a number was left out behind the word for it.
fn number_left_out(text: &str) -> Option<(usize, usize)> {
    if !text.contains(" /") && !text.contains("  ") {
        return None;
    }
    let lower = text.to_lowercase();
    let text = if lower.len() == text.len() {
        lower.as_str()
    } else {
        text
    };
    NUMBERED.iter().find_map(|word| {
        text.match_indices(word).find_map(|(at, _)| {
            let end = at + word.len();
            let is_word = !text.get(..at)?.ends_with(char::is_alphanumeric);
            let rest = text.get(end..)?;
            let behind = rest.trim_start_matches([' ', '\u{a0}']);
            let gap = rest.len() - behind.len();
            let next = behind.split([' ', '\u{a0}']).next()?;
            // "Số  ngày điều trị" has a blank too many.
            let gap_min = if *word == "số" { 3 } else { 2 };
            let lacks = (0 < gap && 1 < next.len() && next.starts_with('/'))
                || (gap_min <= gap && matches!(next, "ngày" | "tháng" | "năm"));
            (is_word && lacks).then_some((at, end + gap + next.len()))
        })
    })
}

/// Whether a word is a quarter or month with half a year: "Quý III/20".
fn is_year_cut(before: &str, word: &str) -> bool {
    let before = before.to_lowercase();
    let is_time = before.ends_with("quý") || before.ends_with("tháng");
    let year = word.split_once('/').map(|(_, it)| it);
    is_time && year == Some("20")
}

/// Whether a question mark stands before a figure or a word: "?25 mô hình".
fn asks_for_number(word: &str) -> bool {
    word.strip_prefix('?')
        .is_some_and(|it| it.starts_with(|c: char| c.is_alphanumeric() || c == '/'))
}

/// Returns where the number begins that a mark doubts: "125.000?", "340!".
fn doubted_number(text: &str) -> Option<usize> {
    let number = text.trim().trim_matches(['(', ')', '~', '≈']);
    let number = number.strip_suffix(['?', '!'])?;
    let number = number.trim_end_matches(['?', '!', ' ']);
    let is_number = number
        .bytes()
        .all(|it| it.is_ascii_digit() || matches!(it, b'.' | b',' | b'%'));
    (is_number && !number.is_empty()).then(|| text.len() - text.trim_start().len())
}

/// Whether letters stand for the number of a unit, "XX tỷ đồng", and are no numeral: "thế kỷ XX".
fn counts_unit(before: &str, behind: Option<&str>) -> bool {
    let numbered = [
        "kỷ", "thứ", "khóa", "khoá", "hội", "vực", "phần", "chương", "mục", "lục",
    ];
    let is_numeral = numbered
        .iter()
        .any(|it| before.to_lowercase().ends_with(it));
    let words: Vec<&str> = behind
        .unwrap_or_default()
        .split_whitespace()
        .take(2)
        .collect();
    let bare = |text: &str| units::is_known(text.trim_end_matches([',', ';', '.', ')']));
    let is_unit = words.first().is_some_and(|it| bare(it)) || bare(&words.join(" "));
    !is_numeral && is_unit
}

/// Whether a word is a year of which figures are to be filled in: "20…", "202...".
fn is_year_begun(before: &str, word: &str) -> bool {
    let is_dated = before.to_lowercase().ends_with("năm") || word.contains('/');
    let begun = word.trim_end_matches(['.', '…', '_']);
    let figures = begun.rsplit('/').next().unwrap_or_default();
    let open = word.get(begun.len()..).unwrap_or_default();
    let is_open = open.contains('…') || open.contains("..") || open.contains("__");
    is_dated && is_open && matches!(figures.len(), 2 | 3) && figures.starts_with("20")
}

/// Whether a word is the symbol of a document whose number is yet to come: "xxx/QĐ-UBND".
fn is_unnumbered(word: &str) -> bool {
    word.split_once('/').is_some_and(|(number, symbol)| {
        let is_blank = number.bytes().all(|byte| byte.eq_ignore_ascii_case(&b'x'));
        let is_year = symbol.len() == 4 && symbol.starts_with("20");
        !number.is_empty()
            && is_blank
            && (is_year || (2 <= number.len() && symbol.starts_with(char::is_alphabetic)))
    })
}

/// Whether a word has dots that nobody writes at the end of a list.
fn long_dots(word: &str) -> bool {
    word.contains(".....")
        || word.contains("……")
        || word.starts_with("…/")
        || word.starts_with("../")
        || word.starts_with(".../")
}

/// "Thế kỷ XXX" has a numeral.
fn is_roman(before: &str, word: &str) -> bool {
    word == "XXX"
        && (before.ends_with("kỷ") || before.ends_with("lần thứ") || before.ends_with("khóa"))
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::leftovers::placeholder_left::RULE, testing::report};

    #[test]
    fn reports_what_drafters_ask_of_each_other() {
        assert_snapshot!(report(&RULE, "
            content | unit | target | result | note
            - Số đại lý | đại lý? | 4,4 (Kế toán báo lại) | Danh sách khen thưởng (đ/c Vinh bổ sung) | (đ/c Hà phụ trách)
            - Số nhà tạm giữ được kiểm sát (hay trại?) | cuộc | 22 (dự kiến?) | |
            - Khách hàng có hài lòng không? | % | 80 | Tờ khai (khai báo lại) | Họp tổ (đ/c Chủ tịch chủ trì)
        "), @r#"
        row 1 unit: Còn lời nhắc khi soạn “đại lý?” (trong “đại lý?”).
        row 1 target: Còn lời nhắc khi soạn “(Kế toán báo lại)” (trong “4,4 (Kế toán báo lại)”).
        row 1 result: Còn lời nhắc khi soạn “(đ/c Vinh bổ sung)” (trong “khen thưởng (đ/c Vinh bổ sung)”).
        row 2 target: Còn lời nhắc khi soạn “22 (dự kiến?)” (trong “22 (dự kiến?)”).
        "#);
    }

    #[test]
    fn reports_blanks_and_remarks() {
        assert_snapshot!(report(&RULE, "
            stt | content | lead | note
            - 1 | Ban hành Quyết định số ...../QĐ-UBND về quy chế | Sở ..... | (xem lại)
            - 2 | Xây dựng nền tảng xxx phục vụ người dân - BỎ | Sở … | ???
            - 3 | Tỷ lệ hồ sơ (cần bổ sung số liệu) | Sở Y tế | Chờ số liệu
            - 4 | Đào tạo ___ lượt người | [...] | kiểm tra lại
        "), @r#"
        row 1 content: Còn chỗ chưa điền “...../QĐ-UBND” (trong “định số ...../QĐ-UBND về quy”).
        row 1 lead: Còn chỗ chưa điền “.....” (trong “Sở .....”).
        row 1 note: Còn lời nhắc khi soạn “(xem lại)” (trong “(xem lại)”).
        row 2 content: Còn chỗ chưa điền “xxx” (trong “nền tảng xxx phục vụ”).
        row 2 lead: Còn chỗ chưa điền “…” (trong “Sở …”).
        row 2 note: Còn chỗ chưa điền “???” (trong “???”).
        row 3 content: Còn lời nhắc khi soạn “(cần bổ sung số liệu)” (trong “hồ sơ (cần bổ sung số liệu)”).
        row 3 note: Còn lời nhắc khi soạn “Chờ số liệu” (trong “Chờ số liệu”).
        row 4 content: Còn chỗ chưa điền “___” (trong “Đào tạo ___ lượt người”).
        row 4 lead: Còn chỗ chưa điền “[...]” (trong “[...]”).
        row 4 note: Còn lời nhắc khi soạn “kiểm tra lại” (trong “kiểm tra lại”).
        "#);
    }

    #[test]
    fn reports_questions_and_letters_for_names() {
        assert_snapshot!(report(&RULE, "
            stt | content | lead | coordinating
            - 1 | Rà soát quy hoạch [cần hỏi lại Sở Tài chính] | Sở A | UBND xã X; Công an tỉnh
            - 2 | Ban hành quy chế (chờ ý kiến Ban Thường vụ) | Sở Y tế | UBND xã A Lưới, UBND phường A
            - 3 | Xét tặng danh hiệu đơn vị hạng A [1] | Bệnh viện K; Sở Y tế | Công ty Cổ phần X20; Bộ Y tế
        "), @"
        row 1 content: Còn lời nhắc khi soạn “[cần hỏi lại Sở Tài chính]” (trong “quy hoạch [cần hỏi lại Sở Tài chính]”).
        row 1 lead: Còn chỗ chưa điền “A” (trong “Sở A”).
        row 1 coordinating: Còn chỗ chưa điền “X” (trong “UBND xã X”).
        row 2 content: Còn lời nhắc khi soạn “(chờ ý kiến Ban Thường vụ)” (trong “quy chế (chờ ý kiến Ban Thường vụ)”).
        row 2 coordinating: Còn chỗ chưa điền “A” (trong “UBND phường A”).
        ");
    }

    #[test]
    fn lists_that_go_on_are_no_blanks() {
        assert_snapshot!(report(&RULE, "
            stt | content | lead | note
            - 1 | Hạ tầng điện, nước, ... và viễn thông,… | Các sở, ban, ngành... | Rà soát hằng năm
            - 2 | Kiểm tra lại chất lượng công trình trước khi nghiệm thu, bàn giao cho đơn vị quản lý | Sở Y tế | -
            - 3 | Đại hội lần thứ XXX (nhiệm kỳ 2025 - 2030) | v.v... | Hoàn thành./.
            - 4 | Cai nghiện tự nguyện - bỏ thuốc lá | Sở Y tế | (theo Điều 5)
        "), @"");
    }

    #[test]
    fn two_letters_x_before_a_word_are_to_be_filled_in() {
        assert_snapshot!(report(&RULE, "content\n- Phát xx chuyên mục\n- Cỡ xx, xl\n- Theo Quyết định số xxx/QĐ-UBND"), @r#"
        row 1 content: Còn chỗ chưa điền “xx” (trong “Phát xx chuyên mục”).
        row 3 content: Còn chỗ chưa điền “xxx/QĐ-UBND” (trong “định số xxx/QĐ-UBND”).
        "#);
    }

    #[test]
    fn what_is_still_to_be_said_or_counted_is_a_remark() {
        let text = "content | target | result\n- A | 13,9 (dự kiến sửa) | (số?) điểm dự trữ\n- B | 5 | Kết luận kiểm tra - CHƯA CÓ Ý KIẾN";
        assert_eq!(report(&RULE, text).lines().count(), 3);
    }

    #[test]
    fn colleagues_years_and_numbers_of_units_are_left_over() {
        let text = "content | result | time
            - A | Khảo sát mẫu (C. Hạnh kiểm tra lại) | Đầu mùa mưa các năm 20…
            - B | Phương án phân luồng - đang soạn | Tháng 6/202..
            - C | Dư nợ tăng thêm XX tỷ đồng | Năm 2026
            - D | Di tích thế kỷ XX lần thứ hai; quản lý??? | Các năm 2026, 2027
            - E | Quyết định (anh hùng được kiểm tra); từ 10 đến 20… | Năm 2026";
        assert_snapshot!(report(&RULE, text), @r#"
        row 1 result: Còn lời nhắc khi soạn “(C. Hạnh kiểm tra lại)” (trong “sát mẫu (C. Hạnh kiểm tra lại)”).
        row 1 time: Còn chỗ chưa điền “20…” (trong “các năm 20…”).
        row 2 result: Còn lời nhắc khi soạn “- đang soạn” (trong “phân luồng - đang soạn”).
        row 2 time: Còn chỗ chưa điền “6/202..” (trong “Tháng 6/202..”).
        row 3 result: Còn chỗ chưa điền “XX” (trong “tăng thêm XX tỷ đồng”).
        row 4 result: Còn chỗ chưa điền “lý???” (trong “quản lý???”).
        "#);
    }

    #[test]
    fn marks_of_drafts_stand_anywhere() {
        let text = "content | result | other:Kinh phí | time | lead
            - A | 25 mô hình!!! | ? | Tháng ../2026 | Sở ..
            - B | ? | 400? | Ngày ../6/2026 | Sở Y tế
            - C | ?25 mô hình | 400 (dự kiến, chờ sở) | Quý I/2026 | Sở Y tế
            - D | (Dự thảo) Quyết định | 36 (tạm tính, hỏi lại phòng) | Quý I/2026 | Sở Y tế
            - E | 25 mô hình // hỏi lại | 400! | Quý I/2026 | Sở Y tế
            - G | 25 mô hình (v2) | 400 | Quý I/2026 | Sở Y tế
            - H | 25 mô hình --- nháp | 400 | Quý I/2026 | Sở Y tế
            - I | Nghị quyết (dự thảo) | 400 | Quý I/2026 | Sở Y tế
            - K | Phòng khám (xếp hàng, chờ khám, hỏi bệnh) | 400 | Quý I/2026 | Sở Y tế
            - M | 25 mô hình (đợi số liệu) | (400?) | Tháng /2026 | Sở Y tế
            - N | 25 mô hình (E xem lại số này nhé) | . | Quý ?/2026 | Sở Y tế
            - O | 25 mô hình - CHƯA CHỐT | abc | Tháng x/2026 | Sở Y tế
            - P | 25 mô hình @Nam | 400 | Quý III/20 | Sở Y tế
            - Q | Kế hoạch số    ngày    tháng    năm 2026 | 400 | Quý I/2026 | Sở Y tế
            - R | 25 mô hình {xem lại} | 400 | Quý I/2026 | Sở Y tế
            - S | Sổ tay (bản 2026), hồ sơ - chờ duyệt, dưới <5 ngày, a@b.vn | - | Ngày 15/6 | Sở Y tế
            - L | (Dự thảo) | 12..15 | v.v .. | Sở Y tế";
        let found = report(&RULE, text);
        let places: Vec<&str> = found
            .lines()
            .filter_map(|it| it.split(':').next())
            .collect();
        assert_eq!(
            places,
            [
                "row 1 result",
                "row 1 other",
                "row 1 time",
                "row 1 lead",
                "row 2 result",
                "row 2 other",
                "row 2 time",
                "row 3 result",
                "row 3 other",
                "row 4 result",
                "row 4 other",
                "row 5 result",
                "row 5 other",
                "row 6 result",
                "row 7 result",
                "row 10 result",
                "row 10 other",
                "row 10 time",
                "row 11 result",
                "row 11 other",
                "row 11 time",
                "row 12 result",
                "row 12 other",
                "row 12 time",
                "row 13 result",
                "row 13 time",
                "row 14 result",
                "row 15 result",
            ],
            "{found}"
        );
    }

    #[test]
    fn numbers_of_things_are_to_be_filled_in() {
        assert_snapshot!(report(&RULE, "
            content | target | result
            - A | 125.000? | … vị trí được lắp đặt
            - B | 12 | 15.000 cây hoa, ... cây bóng mát
            - C | 12 | 1.420 điều tra viên, [số] tổ trưởng
            - D | 12 | Quyết định, kế hoạch, … và báo cáo
        "), @r#"
        row 1 target: Còn chỗ chưa điền “125.000?” (trong “125.000?”).
        row 1 result: Còn chỗ chưa điền “…” (trong “… vị trí”).
        row 2 result: Còn chỗ chưa điền “...” (trong “cây hoa, ... cây bóng”).
        row 3 result: Còn lời nhắc khi soạn “[số]” (trong “tra viên, [số] tổ trưởng”).
        "#);
    }
}
