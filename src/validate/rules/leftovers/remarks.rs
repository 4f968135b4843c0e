//! What drafters ask of each other, left in a text: "(xem lại)", "- BỎ", "(đ/c Vinh bổ sung)". A part of
//! `placeholder-left`.

use crate::model::Role;

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
    "đang soạn",
    "đang viết",
    "đang sửa",
    "đang rà lại",
    "đang cập nhật",
    "soạn sau",
    "viết sau",
    "bản nháp",
    "nháp",
    "sửa sau",
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
    "đợi ",
    "đang hỏi",
    "đang xin",
    "trùng dòng",
    "trùng mục",
    "trùng với",
    "gộp với",
    "gộp vào",
    "chuyển lên mục",
    "chuyển xuống mục",
    "mới thêm",
    "mới bổ sung",
    "không chắc",
    "chưa chắc",
    "chưa đúng",
    "số này",
    "dòng này",
    "ô này",
    "chỗ này",
];

/// Remarks that are nothing but these words.
const BARE: &[&str] = &[
    "thêm",
    "đã sửa",
    "bs",
    "chờ",
    "đợi",
    "bỏ",
    "bỏ?",
    "?",
    "??",
    "???",
    "gộp",
    "trùng",
];

/// Particles of speech, which no official text has.
const SPOKEN: &[&str] = &["nhé", "nhỉ", "hả", "ạ"];

/// Words of programmers for what is still to be done.
const TO_DO: &[&str] = &["TODO", "TBD", "FIXME"];

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

/// How colleagues are addressed.
const COMRADES: &[&str] = &[
    "đ/c ",
    "đ.c ",
    "đ/c. ",
    "đồng chí ",
    "anh ",
    "chị ",
    "a. ",
    "c. ",
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

/// Returns the first remark of a drafter.
pub(super) fn remark(text: &str) -> Option<(usize, usize)> {
    if is_remark(text) && text.chars().count() < 30 {
        return Some((0, text.len()));
    }
    for (at, _) in text.match_indices(['(', '[', '{', '<']) {
        let inside = text.get(at + 1..).unwrap_or_default();
        let Some(length) = inside.find([')', ']', '}', '>']).or_else(|| {
            let is_bracket = text.get(at..).is_some_and(|it| it.starts_with(['(', '[']));
            is_bracket.then_some(inside.len())
        }) else {
            continue;
        };
        let part = inside.get(..length).unwrap_or_default();
        let is_dropped = BARE.contains(&part.trim().to_lowercase().as_str());
        let asks = asks(part) || is_version(text, at, part.trim());
        // Nobody puts a sentence of a plan in square brackets or others of programs.
        let is_in_square = text
            .get(at..)
            .is_some_and(|it| it.starts_with(['[', '{', '<']));
        let is_phrase = part.split_whitespace().count() > 1 && part.chars().any(char::is_lowercase);
        let is_aside = is_in_square && (part.starts_with(char::is_lowercase) || is_phrase);
        if ((is_remark(part) || asks) && part.chars().count() < 80) || is_dropped || is_aside {
            let end = (at + 1 + length + 1).min(text.len());
            return Some((at, end));
        }
    }
    if let Some(remark) = set_off(text).or_else(|| spoken(text)) {
        return Some(remark);
    }
    let tail = text
        .rsplit_once(['-', '–'])
        .map(|(before, tail)| (before.len(), tail.trim()));
    let (at, tail) = tail?;
    let is_dropped = matches!(tail, "BỎ" | "Bỏ" | "bỏ" | "XÓA" | "GỘP" | "BỎ!" | "BỎ?");
    let blank_before = text
        .get(..at)
        .map(|before| before.trim_end_matches(['-', '–']))
        .is_some_and(|before| before.ends_with(char::is_whitespace));
    // "HỒ SƠ - CHỜ DUYỆT" in capitals only: the work itself may wait.
    let is_loud = !tail.contains(char::is_lowercase) && asks(tail);
    let is_short = tail.chars().count() < 40;
    (blank_before && (is_dropped || ((is_remark(tail) || is_loud) && is_short)))
        .then_some((at, text.len()))
}

/// Returns a word that is said and not written, that calls somebody or that programmers write: "nhé", "@Nam".
fn spoken(text: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    text.split_inclusive(char::is_whitespace).find_map(|piece| {
        let start = at;
        at += piece.len();
        let word = piece.trim();
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '@');
        let calls = bare
            .strip_prefix('@')
            .is_some_and(|it| it.starts_with(char::is_alphabetic) && !it.contains('.'));
        let is_one = SPOKEN.contains(&bare) || TO_DO.contains(&bare) || calls;
        is_one.then_some((start, start + word.len()))
    })
}

/// Whether a text begins as a remark.
fn is_remark(text: &str) -> bool {
    let bare = text
        .trim()
        .trim_start_matches(['-', '–', '*', '!', '(', ')', ' '])
        .to_lowercase();
    REMARKS.iter().any(|it| begins_with_words(&bare, it))
}

/// Whether a text begins with these words: "nháp", but not "nhápx".
fn begins_with_words(text: &str, words: &str) -> bool {
    let rest = text.strip_prefix(words);
    rest.is_some_and(|it| !it.starts_with(char::is_alphabetic))
}

/// Whether a remark in brackets asks for something, or a later part of it does: "dự kiến, chờ sở".
fn asks(remark: &str) -> bool {
    let mut parts = remark.split([',', ';']).map(|it| it.trim().to_lowercase());
    let first = parts.next().unwrap_or_default();
    let begins = |it: &str| ASKS.iter().any(|word| it.starts_with(word));
    // "(khám, hỏi bệnh)" is work.
    let is_of_draft = |it: &str| {
        let waits = ["chờ ", "đợi ", "hỏi "];
        let of_whom = waits.iter().find_map(|word| it.strip_prefix(word));
        of_whom.is_none_or(|it| ASKED.iter().any(|word| begins_with_words(it, word)))
    };
    begins(&first) || is_asked(remark.trim()) || parts.any(|it| begins(&it) && is_of_draft(&it))
}

/// Whom and what drafters ask and wait for.
const ASKED: &[&str] = &[
    "lại",
    "sở",
    "bộ",
    "ubnd",
    "phòng",
    "anh",
    "chị",
    "đ/c",
    "lãnh đạo",
    "trung ương",
    "cấp trên",
    "ý kiến",
    "số liệu",
    "duyệt",
    "phê duyệt",
    "hướng dẫn",
    "xác nhận",
    "trả lời",
];

/// Whether brackets name the version of a draft: "(Dự thảo) Bảng theo dõi", "(v2)". A draft may be what is
/// to be made: "Nghị quyết (dự thảo)".
fn is_version(text: &str, at: usize, remark: &str) -> bool {
    let lower = remark.to_lowercase();
    let is_number = |it: &str| {
        let number = it.trim_start_matches('.').trim_start();
        !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || c == '.')
    };
    let is_first = text.get(..at).is_some_and(|it| it.trim().is_empty());
    let goes_on = text.trim_end().len() > at + remark.len() + 2;
    let is_draft = lower == "dự thảo" || lower.strip_prefix("dự thảo ").is_some_and(is_number);
    // "(bản 2026)" is an edition.
    let is_number = |it: &str| is_number(it) && it.trim_start_matches(['.', ' ']).len() <= 3;
    let mut numbered = ["v", "ver", "bản "].iter();
    (is_draft && is_first && goes_on)
        || matches!(remark, "DỰ THẢO" | "copy" | "COPY")
        || numbered.any(|it| lower.strip_prefix(it).is_some_and(is_number))
}

/// Signs by which drafters set a remark off from the text: "25 mô hình // hỏi lại".
const SET_OFF: &[&str] = &["//", ">>", "<<", "**", "=>", "->"];

/// Returns a remark that is set off by signs that no text has.
fn set_off(text: &str) -> Option<(usize, usize)> {
    let (at, sign) = SET_OFF.iter().find_map(|it| Some((text.find(it)?, it)))?;
    let is_apart = text.get(..at)?.ends_with(char::is_whitespace);
    let remark = text
        .get(at + sign.len()..)?
        .trim_start_matches(['/', '>', '<', '*', ' ']);
    (is_apart && (is_remark(remark) || asks(remark))).then_some((at, text.len()))
}

/// Whether a remark in brackets ends as a request, or asks a comrade for something. "Khai báo lại" is work.
fn is_asked(written: &str) -> bool {
    let remark = written.to_lowercase();
    let at_end = ASKS_AT_END.iter().any(|it| remark.ends_with(it));
    let is_work = ["khai báo lại", "thông báo lại"]
        .iter()
        .any(|it| remark.ends_with(it));
    // "anh hùng" is nobody's name.
    let names_one = || {
        let name = written.split_whitespace().nth(1).unwrap_or_default();
        name.starts_with(char::is_uppercase)
    };
    let of_comrade = COMRADES.iter().find_map(|it| remark.strip_prefix(it));
    let of_comrade = of_comrade.is_some_and(|it| {
        let mut deeds = ASKED_OF_COMRADES.iter();
        deeds.any(|deed| it.contains(&format!(" {deed}"))) && names_one()
    });
    (at_end && !is_work) || of_comrade
}

/// Returns a cell of facts that asks whether it is right: "đại lý?", "Sở Y tế?", "22 (dự kiến?)". Contents may be questions
/// of a survey.
pub(super) fn question(text: &str, role: Role) -> Option<(usize, usize)> {
    let is_fact = matches!(
        role,
        Role::Unit | Role::Lead | Role::Coordinating | Role::Time | Role::Target | Role::Actual
    );
    let bare = text.trim_end().trim_end_matches([')', ']']);
    let is_alone = text.trim() == "?";
    (is_alone || (is_fact && bare.ends_with('?'))).then_some((0, text.len()))
}
