//! What a clause of a report says became of a matter: a document, an end, a place where it waits.

use super::{
    called_off,
    outcome_words::{dropped::CALLED_OFF, going_on::NOT_WHOLLY},
    progress_status::is_called_off,
};
use crate::text::phrase::{self, has_phrase};

/// Kinds of documents, in full and in short, with which a result begins when it is the product itself.
const DOCUMENTS: &[&str] = &[
    "quyết định",
    "qđ",
    "kế hoạch",
    "kh",
    "nghị quyết",
    "nq",
    "chỉ thị",
    "ct",
    "công văn",
    "cv",
    "báo cáo",
    "bc",
    "thông báo",
    "tb",
    "văn bản",
    "vb",
    "hướng dẫn",
    "hd",
    "chương trình",
    "ctr",
    "quy định",
    "công điện",
    "giấy phép",
    "biên bản",
];

/// What a matter is sent to somebody for.
const ASKED_FOR: &[&str] = &[
    "thẩm định",
    "thẩm tra",
    "góp ý",
    "cho ý kiến",
    "xin ý kiến",
    "xem xét",
    "phê duyệt",
    "cho phép",
    "thống nhất",
];

/// Whether somebody appraises what a clause tells of.
fn appraised(clause: &str) -> bool {
    ["thẩm định", "thẩm tra", "góp ý", "cho ý kiến"]
        .iter()
        .any(|it| has_phrase(clause, it))
}

/// First words of what is held up.
const HELD_UP: &[&str] = &[
    "chậm",
    "chờ",
    "còn chờ",
    "vướng",
    "còn vướng",
    "phải chờ",
    "bị chậm",
];

/// Whether a clause is a document with its number: "QĐ số 77", "Đã có Báo cáo số 88".
pub(super) fn names_document(clause: &str) -> bool {
    let clause = ["đã có ", "có ", "theo ", "tại "]
        .iter()
        .fold(clause, |text, word| text.strip_prefix(word).unwrap_or(text));
    clause.starts_with("quy chế")
        || DOCUMENTS.iter().any(|kind| {
            let rest = clause.strip_prefix(kind);
            rest.is_some_and(|it| it.starts_with(" số ") || is_symbol(it))
        })
}

/// Abbreviations in the symbols of documents: "47/2026/QĐ-UBND".
const IN_SYMBOLS: &[&str] = &[
    "qđ", "kh", "nq", "ct", "cv", "bc", "tb", "vb", "hd", "ctr", "ttr", "ubnd", "hđnd", "gp",
];

/// Whether words begin with the symbol of a document.
fn is_symbol(words: &str) -> bool {
    let is_number = |it: &&str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    let mut words = words.split(' ').filter(|it| !it.is_empty()).peekable();
    let has_number = words.peek().is_some_and(is_number);
    let next = words.find(|it| !is_number(it));
    has_number && next.is_some_and(|it| IN_SYMBOLS.contains(&it))
}

/// Deeds that a decision only opens.
const INSPECTIONS: &[&str] = &[
    "thanh tra",
    "kiểm tra",
    "giám sát",
    "kiểm toán",
    "điều tra",
    "xác minh",
    "khảo sát",
    "rà soát",
];

/// What begins a work and is said to be done.
const OPENINGS: &[&str] = &["khởi công", "khởi động", "mở thầu", "động thổ"];

/// Whether a clause says that the deed was begun: "Đã công bố quyết định thanh tra", "Đã khởi công".
pub(super) fn opens(clause: &str, deed: &[String], asked: &str) -> bool {
    let is_begun = OPENINGS
        .iter()
        .any(|it| has_phrase(clause, &format!("đã {it}")) && !has_phrase(asked, it));
    let mut inspections = INSPECTIONS.iter().filter(|it| starts_with(deed, it));
    is_begun
        || (is_handed_on(clause) && !starts_with(deed, "giao"))
        || inspections.any(|it| {
            let first = [format!("quyết định {it}"), format!("kế hoạch {it}")];
            first.iter().any(|it| has_phrase(clause, it))
        })
}

/// First words of those who work, and to whom work is given.
pub(super) const BODIES: &[&str] = &[
    "đơn vị",
    "sở",
    "phòng",
    "ban",
    "ubnd",
    "hđnd",
    "xã",
    "phường",
    "tỉnh",
    "bộ",
    "chủ tịch",
    "hội",
    "tư vấn",
    "nhà thầu",
    "viện",
    "trung tâm",
    "công ty",
    "cơ quan",
    "chủ đầu tư",
    "hai bên",
    "các bên",
];

/// Whether a clause says that the work was given to somebody: "Đã giao đơn vị tư vấn".
fn is_handed_on(clause: &str) -> bool {
    let behind = clause.strip_prefix("đã giao ");
    let behind = behind.map(|it| it.strip_prefix("cho ").unwrap_or(it));
    behind.is_some_and(|it| BODIES.iter().any(|body| phrase::starts_with(it, body)))
}

/// Whether a clause says that something is about to be done: "sắp nghiệm thu", "gần xong". "Sắp xếp" is a deed.
pub(super) fn is_about_to_be(clause: &str) -> bool {
    let words: Vec<&str> = clause.split(' ').collect();
    words.windows(2).any(|pair| match pair {
        ["sắp", next] => *next != "xếp",
        ["gần", next] => matches!(*next, "xong" | "hoàn"),
        _ => false,
    })
}

/// Whether a clause says that a deed came to nothing: "đấu giá không thành".
pub(super) fn has_failed(clause: &str) -> bool {
    [" không thành", " không thành công", " thất bại"]
        .iter()
        .any(|it| clause.ends_with(it))
}

/// Whether a clause says that there is as much as was asked for: "trồng đủ 4200 khóm".
pub(super) fn is_enough(clause: &str) -> bool {
    let words: Vec<&str> = clause.split(' ').collect();
    let at = words.iter().position(|it| *it == "đủ");
    let before = at.and_then(|at| words.get(..at)).unwrap_or_default();
    let next = at
        .and_then(|at| words.get(at + 1))
        .copied()
        .unwrap_or_default();
    let is_number = next.starts_with(|c: char| c.is_ascii_digit());
    let is_open = before
        .iter()
        .any(|it| NOT_WHOLLY.contains(it) || matches!(*it, "để" | "nếu" | "khi"));
    is_number && (1..=4).contains(&before.len()) && !is_open
}

/// Whether a clause begins with what somebody asks others for: "Đề nghị đưa ra khỏi kế hoạch".
pub(super) fn is_asked_of_others(clause: &str, deed: &[String]) -> bool {
    ["đề nghị", "đề xuất", "kiến nghị", "xin"]
        .iter()
        .any(|it| clause.starts_with(it) && !starts_with(deed, it))
}

/// Whether a clause says that the matter itself was ended: "không tổ chức trong năm 2026", "tỉnh đã
/// thu hồi chủ trương đầu tư". What somebody asks for is not decided.
pub(super) fn is_ended(clause: &str, asked: &str) -> bool {
    let is_over = CALLED_OFF.contains(&clause) || called_off::gives_up(clause, asked);
    if is_over || is_called_off(clause) || called_off::is_ended(clause) {
        return true;
    }
    let ends = [
        "chấm dứt",
        "hủy",
        "huỷ",
        "hủy bỏ",
        "huỷ bỏ",
        "bãi bỏ",
        "đình chỉ",
        "dừng",
        "ngừng",
        "thu hồi",
        "rút",
    ];
    let matters = [
        "dự án",
        "đề án",
        "chủ trương",
        "nhiệm vụ",
        "kế hoạch",
        "chương trình",
        "hoạt động",
        "sự kiện",
        "hội nghị",
        "khỏi kế hoạch",
        "khỏi chương trình",
        "giấy chứng nhận",
        "việc thực hiện",
        "triển khai",
        "thực hiện",
    ];
    let wishes = [
        "xin",
        "đề nghị",
        "đề xuất",
        "kiến nghị",
        "sẽ",
        "dự kiến",
        "không",
        "chưa",
        "nếu",
        "tham mưu",
        "báo cáo",
        "nguy cơ",
        "tạm",
    ];
    let is_wish = wishes.iter().any(|it| has_phrase(clause, it));
    let is_end = ends.iter().any(|verb| {
        let of = |matter: &&str| has_phrase(clause, &format!("{verb} {matter}"));
        !has_phrase(asked, verb) && matters.iter().any(of)
    });
    is_end && !is_wish
}

/// Whether a clause says that something was sent to others to look at, or is held up.
pub(super) fn is_sent_on(clause: &str, deed: &[String]) -> bool {
    let words: Vec<&str> = clause.split(' ').collect();
    // "Chuyển đổi" sends nothing.
    let others = ["đổi", "giao", "biến", "dịch", "tiếp"];
    let sent = (0..words.len()).find(|at| {
        let next = words.get(at + 1).copied().unwrap_or_default();
        match words.get(*at) {
            Some(&"gửi") => true,
            Some(&"trình") => is_submitted(clause) && appraised(clause),
            Some(&"chuyển") => !others.contains(&next),
            _ => false,
        }
    });
    let behind = sent.and_then(|at| words.get(at..)).unwrap_or_default();
    let behind = behind.join(" ");
    let is_task = ["gửi", "chuyển", "trình", "lấy", "xin"]
        .iter()
        .any(|it| starts_with(deed, it));
    let is_asked = !is_task && ASKED_FOR.iter().any(|it| has_phrase(&behind, it));
    let is_held_up = HELD_UP.iter().any(|it| {
        let rest = clause.strip_prefix(it);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    });
    is_asked || is_held_up
}

/// Whether a deed begins with a verb.
pub(super) fn starts_with(deed: &[String], verb: &str) -> bool {
    let verb: Vec<&str> = verb.split(' ').collect();
    n_same(&verb, deed) == verb.len()
}

/// How many words two texts begin with alike.
pub(super) fn n_same(words: &[&str], deed: &[String]) -> usize {
    let pairs = words.iter().zip(deed);
    pairs.take_while(|(left, right)| left == right).count()
}

/// Whether a clause says with "xong" that work is over: "Làm xong ngày 28/5/2026".
pub(super) fn ends_work(clause: &str) -> bool {
    let words: Vec<&str> = clause.split(' ').collect();
    let at = words.iter().position(|it| *it == "xong");
    let before = at.and_then(|at| words.get(..at)).unwrap_or_default();
    let is_verb = (1..=3).contains(&before.len());
    is_verb && !before.iter().any(|it| NOT_WHOLLY.contains(it))
}

/// Whether a clause says by whom the thing was made valid: "Đã được UBND tỉnh phê duyệt".
pub(super) fn is_approved_by(clause: &str) -> bool {
    let Some(behind) = clause.split_once("được ").map(|(_, behind)| behind) else {
        return false;
    };
    ["phê duyệt", "ban hành", "thông qua", "công nhận"]
        .iter()
        .any(|it| behind.ends_with(it) || has_phrase(behind, &format!("{it} tại")))
}

/// Whether a decision only sets people to work: "ban hành quyết định thành lập đoàn".
pub(super) fn begins_inquiry(deed: &str) -> bool {
    ["thành lập đoàn", "thành lập tổ", "thành lập ban"]
        .iter()
        .any(|it| has_phrase(deed, it))
}

/// Whether "trình" is the verb: something waits for another's decision.
pub(super) fn is_submitted(clause: &str) -> bool {
    // "chương trình", "quy trình", "trình độ"
    let before = [
        "chương", "quy", "công", "lộ", "giáo", "quá", "tiến", "hành", "toàn", "đăng", "thuyết",
        "phương", "giải", "tường",
    ];
    let behind = ["độ", "diễn", "bày", "tự", "duyệt"];
    let words: Vec<&str> = clause.split(' ').collect();
    (0..words.len()).any(|at| {
        let word = |at: Option<usize>| at.and_then(|at| words.get(at)).copied().unwrap_or_default();
        word(Some(at)) == "trình"
            && !before.contains(&word(at.checked_sub(1)))
            && !behind.contains(&word(Some(at + 1)))
    })
}

/// Whether "cơ bản" says that something is nearly done: "kỹ năng cơ bản" is another thing.
pub(super) fn is_nearly(clause: &str) -> bool {
    let behind = ["hoàn", "xong", "đạt", "đã", "đáp", "hình", "đảm", "bảo"];
    clause.starts_with("cơ bản")
        || has_phrase(clause, "đã cơ bản")
        || behind
            .iter()
            .any(|it| has_phrase(clause, &format!("cơ bản {it}")))
}
