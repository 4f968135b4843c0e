//! # `placeholder-left`
//!
//! What a drafter meant to fill in or to take out: "Sở .....", "xxx", "(xem lại)", "- BỎ", "???".
//!
//! A list that goes on ("điện, nước, …") is none.
//!
//! **Fix.** None: only the drafter knows what was meant.

use crate::{
    model::{Role, Severity},
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

/// Remarks of drafters, as they begin inside brackets, behind a dash or alone in a cell.
const REMARKS: &[&str] = &[
    "xem lại",
    "kiểm tra lại",
    "rà lại",
    "rà soát lại số",
    "cần làm rõ",
    "làm rõ thêm",
    "chưa rõ",
    "cần bổ sung",
    "bổ sung sau",
    "cần xác minh",
    "hỏi lại",
    "chờ số liệu",
    "chờ ý kiến",
    "chưa có ý kiến",
    "đề nghị bỏ",
    "đề xuất bỏ",
    "sửa lại",
    "viết lại",
    "dự kiến điền",
    "cập nhật sau",
    "điền sau",
    "ghi chú: sửa",
    "tbd",
    "todo",
    "n/a?",
];

/// Beginnings of what drafters ask of each other, in brackets only.
const ASKS: &[&str] = &[
    "cần hỏi",
    "cần xem",
    "cần kiểm tra",
    "cần rà",
    "cần sửa",
    "cần trao đổi",
    "cần thống nhất",
    "cần chốt",
    "cần cập nhật",
    "hỏi ",
    "xin ý kiến",
    "lưu ý:",
    "ý kiến:",
    "đề nghị sở",
    "đề nghị các sở",
    "đề nghị làm rõ",
    "đề nghị bổ sung",
    "đề nghị xem",
    "dự kiến sửa",
    "số?",
    "số ?",
    "chưa chốt",
    "chưa thống nhất",
    "chưa có số liệu",
    "chưa cập nhật",
    "chờ ",
    "số liệu cũ",
    "số cũ",
    "đang chờ",
    "sẽ bổ sung",
    "sẽ cập nhật",
    "bổ sung thêm",
    "thiếu số liệu",
    "để trống",
    "note:",
    "check lại",
];

/// Ends of what drafters ask of each other, in brackets only: "Kế toán báo lại".
const ASKS_AT_END: &[&str] = &[
    " báo lại",
    " xem lại",
    " hỏi lại",
    " rà lại",
    " chốt lại",
    " xác nhận lại",
    " báo sau",
    " gửi sau",
    " bổ sung sau",
    " cập nhật sau",
    " điền sau",
    " chốt sau",
];

/// What a comrade named in brackets is to do about the draft: "đ/c Vinh bổ sung".
const ASKED_OF_COMRADES: &[&str] = &[
    "bổ sung",
    "kiểm tra",
    "xem",
    "sửa",
    "báo",
    "rà",
    "cập nhật",
    "gửi",
    "hỏi",
    "xác nhận",
    "chốt",
    "cung cấp",
    "cho số",
    "cho ý kiến",
    "góp ý",
    "viết",
    "điền",
];

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
        } else {
            continue;
        };
        acc.push(scope.finding(&RULE, column.id, message));
    }
}

/// A byte-level prefilter. An ellipsis is E2 80 A6, a dash E2 80 93.
fn may_hold_one(text: &str) -> bool {
    if text.len() < 2 {
        return false;
    }
    let bytes = text.as_bytes();
    let has = |byte: u8| memchr::memchr(byte, bytes).is_some();
    has(b'(')
        || has(b'[')
        || has(b'?')
        || has(b'_')
        || has(b'<')
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
    if let Some(at) = doubted_number(text).filter(|_| is_quantity(column_role)) {
        return Some((at, text.trim_end().len()));
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
        let is_blank = (is_dots(core) && 3 <= n_dots(core) && !goes_on)
            || long_dots(bare)
            || (2 <= core.len() && core.bytes().all(|byte| byte == b'_'))
            || (2 <= core.len() && core.bytes().all(|byte| byte == b'?'))
            || (bare == "xx"
                && text
                    .get(at..)
                    .is_some_and(|it| it.starts_with(char::is_alphabetic)))
            || (3 <= core.len()
                && core.bytes().all(|byte| byte.eq_ignore_ascii_case(&b'x'))
                && !is_roman(before, core))
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
        b'.' | b'_' | b'?' | b'x' | b'X' | b'[' | b'(' | b'<' | 0xe2
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

/// Returns where the number begins that a question mark doubts: "125.000?".
fn doubted_number(text: &str) -> Option<usize> {
    let number = text.trim().strip_suffix('?')?.trim_end_matches(['?', ' ']);
    let is_number = number
        .bytes()
        .all(|it| it.is_ascii_digit() || matches!(it, b'.' | b',' | b'%'));
    (is_number && !number.is_empty()).then(|| text.len() - text.trim_start().len())
}

/// Whether a word is the symbol of a document whose number is yet to come: "xxx/QĐ-UBND".
fn is_unnumbered(word: &str) -> bool {
    word.split_once('/').is_some_and(|(number, symbol)| {
        let is_blank = number.bytes().all(|byte| byte.eq_ignore_ascii_case(&b'x'));
        2 <= number.len() && is_blank && symbol.starts_with(char::is_alphabetic)
    })
}

/// Whether a word has dots that nobody writes at the end of a list.
fn long_dots(word: &str) -> bool {
    word.contains(".....")
        || word.contains("……")
        || word.starts_with("…/")
        || word.starts_with(".../")
}

/// "Thế kỷ XXX" has a numeral.
fn is_roman(before: &str, word: &str) -> bool {
    word == "XXX"
        && (before.ends_with("kỷ") || before.ends_with("lần thứ") || before.ends_with("khóa"))
}

/// Returns the first remark of a drafter.
fn remark(text: &str) -> Option<(usize, usize)> {
    let is_remark = |part: &str| {
        let part = part
            .trim()
            .trim_start_matches(['-', '–', '*', '!'])
            .trim_start()
            .to_lowercase();
        REMARKS.iter().any(|it| part.starts_with(it))
    };
    if is_remark(text) && text.chars().count() < 30 {
        return Some((0, text.len()));
    }
    for (at, _) in text.match_indices(['(', '[']) {
        let inside = text.get(at + 1..).unwrap_or_default();
        let length = inside.find([')', ']']).unwrap_or(inside.len());
        let part = inside.get(..length).unwrap_or_default();
        let is_dropped = matches!(
            part.trim().to_lowercase().as_str(),
            "bỏ" | "?" | "??" | "???" | "bỏ?" | "gộp" | "trùng"
        );
        let lower = part.trim().to_lowercase();
        let asks = ASKS.iter().any(|it| lower.starts_with(it)) || is_asked(&lower);
        // Nobody puts a sentence of a plan in square brackets.
        let is_aside = text.get(at..).is_some_and(|it| it.starts_with('['))
            && part.starts_with(char::is_lowercase);
        let is_aside = is_aside
            || (text.get(at..).is_some_and(|it| it.starts_with('['))
                && part.split_whitespace().count() > 1
                && part.chars().any(char::is_lowercase));
        if ((is_remark(part) || asks) && part.chars().count() < 80) || is_dropped || is_aside {
            let end = (at + 1 + length + 1).min(text.len());
            return Some((at, end));
        }
    }
    let tail = text
        .rsplit_once(['-', '–'])
        .map(|(before, tail)| (before.len(), tail.trim()));
    let (at, tail) = tail?;
    let is_dropped = matches!(tail, "BỎ" | "Bỏ" | "bỏ" | "XÓA" | "GỘP" | "BỎ!" | "BỎ?");
    let blank_before = text
        .get(..at)
        .is_some_and(|before| before.ends_with(char::is_whitespace));
    (blank_before && (is_dropped || (is_remark(tail) && tail.chars().count() < 40)))
        .then_some((at, text.len()))
}

/// Whether a remark in brackets ends as a request, or asks a comrade for something. "Khai báo lại" is work.
fn is_asked(remark: &str) -> bool {
    let at_end = ASKS_AT_END.iter().any(|it| remark.ends_with(it));
    let is_work = ["khai báo lại", "thông báo lại"]
        .iter()
        .any(|it| remark.ends_with(it));
    let of_comrade = ["đ/c ", "đ.c ", "đ/c. "]
        .iter()
        .find_map(|it| remark.strip_prefix(it));
    let of_comrade = of_comrade.is_some_and(|it| {
        let mut deeds = ASKED_OF_COMRADES.iter();
        deeds.any(|deed| it.contains(&format!(" {deed}")))
    });
    (at_end && !is_work) || of_comrade
}

/// Returns a cell of facts that asks whether it is right: "đại lý?", "Sở Y tế?", "22 (dự kiến?)". Contents may be questions
/// of a survey.
fn question(text: &str, role: Role) -> Option<(usize, usize)> {
    let is_fact = matches!(
        role,
        Role::Unit | Role::Lead | Role::Coordinating | Role::Time | Role::Target | Role::Actual
    );
    let bare = text.trim_end().trim_end_matches([')', ']']);
    (is_fact && bare.ends_with('?')).then_some((0, text.len()))
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
