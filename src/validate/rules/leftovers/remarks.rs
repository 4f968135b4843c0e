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
    let is_remark = |part: &str| {
        let part = part
            .trim()
            .trim_start_matches(['-', '–', '*', '!', '(', ')', ' '])
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
        let asks = ASKS.iter().any(|it| lower.starts_with(it)) || is_asked(part.trim());
        // Nobody puts a sentence of a plan in square brackets.
        let is_in_square = text.get(at..).is_some_and(|it| it.starts_with('['));
        let is_phrase = part.split_whitespace().count() > 1 && part.chars().any(char::is_lowercase);
        let is_aside = is_in_square && (part.starts_with(char::is_lowercase) || is_phrase);
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
    (is_fact && bare.ends_with('?')).then_some((0, text.len()))
}
