//! What one heading says about its column by its words alone, however it is spelled or spaced.

use std::{collections::HashMap, sync::LazyLock};

use super::{
    evidence::{Evidence, KNOWN},
    heading_abbreviations::expanded,
    heading_bodies::body,
    heading_times::{about_a_share, about_a_time, is_baseline, reaches_day, tells_what_was_done},
    heading_words::{EXPECTED, OPENERS, ORDINAL, PHRASES, plain, words},
};
use crate::{
    model::{Phase, ReportPeriod, Role, YearPart, usual_headings},
    text::{heading_form, phrase},
};

/// Words of the phrases by their first word, longest phrase first.
static BY_FIRST_WORD: LazyLock<HashMap<&str, Vec<Vec<&str>>>> = LazyLock::new(|| {
    let phrases = PHRASES.iter().map(|(phrase, _)| phrase.split(' '));
    let mut phrases: Vec<Vec<&str>> = phrases.map(Iterator::collect).collect();
    phrases.sort_by_key(|words| std::cmp::Reverse(words.len()));
    let mut by_word: HashMap<&str, Vec<Vec<&str>>> = HashMap::new();
    for words in phrases {
        let first = words.first().copied().unwrap_or_default();
        by_word.entry(first).or_default().push(words);
    }
    by_word
});

/// Returns a heading in the form used for comparison: lower case, single spaces, no `.` or `:` at
/// the end.
pub(in crate::import) fn normalized(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words
        .join(" ")
        .to_lowercase()
        .trim_end_matches(['.', ':'])
        .to_owned()
}

/// Whether two headings are equal once normalized.
pub(in crate::import) fn same(left: &str, right: &str) -> bool {
    // Fast path: most different headings differ in their first letter.
    let first = |text: &str| text.chars().next().map(|c| c.to_lowercase().next());
    first(left) == first(right) && normalized(left) == normalized(right)
}

/// Whether a heading names the ordinal column, regardless of spacing: `STT`, `Số  TT.`
pub(in crate::import) fn is_ordinal(text: &str) -> bool {
    let text = without_translation(text);
    let letters = || {
        let letters = text.chars().filter(|c| !c.is_whitespace() && *c != '.');
        letters.flat_map(char::to_lowercase)
    };
    // Longer text is a sentence, not a widely spaced heading. Most texts begin with another letter.
    text.len() <= 40
        && text.trim_start().starts_with(['s', 'S', 't', 'T'])
        && ORDINAL.iter().any(|it| letters().eq(it.chars()))
}

/// Returns a heading without the lines below the first that repeat it in English: "Chỉ tiêu", "Indicator".
fn without_translation(text: &str) -> &str {
    let Some((first, rest)) = text.split_once('\n') else {
        return text;
    };
    let is_english =
        |line: &str| line.is_ascii() && line.contains(|c: char| c.is_ascii_lowercase());
    let is_own = |line: &str| !line.is_ascii() || line.chars().all(|c| !c.is_lowercase());
    match is_own(first) && rest.lines().all(is_english) {
        true => first,
        false => text,
    }
}

/// Whether a text contains a phrase as whole words, in any case: "bước thực hiện" does not contain
/// "ước thực hiện". The phrase is in lower case.
pub(in crate::import) fn has_phrase(text: &str, phrase: &str) -> bool {
    phrase::has_phrase(&plain(text), phrase)
}

/// Reads what one heading says on its own.
pub(in crate::import) fn evidence(text: &str) -> Evidence {
    let bare = heading_form::without_note_mark(text);
    let part = heading_form::without_lead_in(bare);
    if part.len() < bare.len() {
        let evidence = evidence_in_full(part);
        return match evidence.best().0 {
            Role::Content => evidence.inside(),
            _ => evidence,
        };
    }
    evidence_in_full(bare)
}

/// Evidence of headings that are read as they stand: "TH/KH (%)".
const SAID: i32 = 50;

/// Reads a heading with its slips put right and its abbreviations in full.
fn evidence_in_full(text: &str) -> Evidence {
    let evidence = evidence_of(text);
    if KNOWN <= evidence.best().1 || evidence.is_outcome {
        return evidence;
    }
    // A slip in a heading does not make another column of it.
    if let Some(intended) = usual_headings::intended(text) {
        return evidence_of(intended);
    }
    if SAID <= evidence.best().1 {
        return evidence;
    }
    let full = expanded(text).map(|full| evidence_of(&full));
    full.filter(|full| !full.is_none()).unwrap_or(evidence)
}

fn evidence_of(text: &str) -> Evidence {
    if is_ordinal(text) {
        return Evidence::of(&[(Role::Ordinal, 100)]);
    }
    let text = without_translation(text);
    let lower = text.to_lowercase();
    let words = words(&lower);
    if is_baseline(&words) {
        return Evidence::of(&[(Role::Other, 50)]);
    }
    if Phase::parse(text).is_some() {
        let behind = words.get(2..).unwrap_or_default();
        let is_reached = is_of_a_report(behind) || behind.starts_with(&["đến", "hết"]);
        let is_result = words.starts_with(&["kết", "quả"]) && is_reached;
        if tells_what_was_done(&words) || is_result {
            return Evidence::of(&[(Role::Actual, 85)]);
        }
        let mut evidence = Evidence::of(&[(Role::Target, 90)]);
        if matches!(words.as_slice(), ["chỉ" | "mục", "tiêu", ..]) {
            evidence.add(Role::Content, 45);
        }
        return evidence;
    }
    if let Some(evidence) = about_a_time(&words) {
        return evidence;
    }
    if counts_points(&words) {
        return Evidence::of(&[(Role::Other, 50)]);
    }
    // "Chỉ tiêu giảm năm 2027" is a value of that year.
    let is_year = |word: &str| {
        word.parse()
            .is_ok_and(|year: u16| (2000..2100).contains(&year))
    };
    if matches!(words.as_slice(), ["chỉ" | "mục", "tiêu", ..]) && words.iter().any(|it| is_year(it))
    {
        return Evidence::of(&[(Role::Target, 80), (Role::Content, 45)]);
    }
    let n_openers = words
        .iter()
        .take_while(|word| OPENERS.contains(word))
        .count();
    // "Mục tiêu" begins with an opener that belongs to the phrase.
    let opened = |at: usize| at <= n_openers;
    if let Some(evidence) = body(&words) {
        return evidence;
    }
    if let Some(evidence) = about_a_share(&words) {
        return evidence;
    }
    let found = (0..words.len()).find_map(|at| {
        let rest = words.get(at..)?;
        let phrases = BY_FIRST_WORD.get(*rest.first()?)?;
        let phrase = phrases.iter().find(|phrase| rest.starts_with(phrase))?;
        let is_whole = at == 0 && phrase.len() == words.len();
        let needs_whole = matches!(phrase.as_slice(), ["đơn", "vị"] | ["nhóm"] | ["hỗ", "trợ"]);
        let needs_start = match phrase.as_slice() {
            ["việc"]
            | ["công", "tác"]
            | ["dự", "án"]
            | ["đề", "án"]
            | ["công", "trình"]
            | ["khoản"] => !opened(at),
            ["thực", "hiện"]
            | ["hỗ", "trợ"]
            | ["tên"]
            | ["mức"]
            | ["hạn"]
            | ["xong"]
            | ["ngày"]
            | ["tháng"]
            | ["quý"]
            | ["đánh", "giá"] => 0 < at,
            _ => false,
        };
        // "Tên nhiệm vụ" (name of the task): the task decides.
        let leads_on = matches!(phrase.as_slice(), ["tên"] | ["danh", "mục"])
            && (at + phrase.len()..words.len()).any(|later| {
                let later = words.get(later..).unwrap_or_default();
                let phrases = later.first().and_then(|word| BY_FIRST_WORD.get(*word));
                phrases.is_some_and(|it| it.iter().any(|phrase| later.starts_with(phrase)))
            });
        // "Trách nhiệm phối hợp": so does what the body does.
        let leads_on = leads_on
            || (matches!(phrase.as_slice(), ["trách", "nhiệm"] | ["phân", "công"])
                && rest.windows(2).any(|it| matches!(it, ["phối", "hợp"])));
        ((!needs_whole || is_whole) && !needs_start && !leads_on).then_some((at, phrase))
    });
    let outcome = words.windows(2).position(|it| it == ["kết", "quả"]);
    let outcome = outcome.or_else(|| words.iter().position(|it| *it == "kq"));
    if let Some(at) = outcome
        && found.is_none_or(|(other, _)| at < other)
    {
        // "Kết quả đến 30/9/2026" was reached; "Kết quả đến năm 2030" is to be.
        let behind = words.get(at + 2..).unwrap_or_default();
        if matches!(behind, ["tự", ..] | ["đánh", "giá", ..]) {
            return Evidence::of(&[(Role::Status, 80)]);
        }
        if is_of_a_report(behind) || reaches_day(words.get(at..).unwrap_or_default()) {
            return Evidence::of(&[(Role::Actual, 90)]);
        }
        let expects = |words: &[&str], at: Option<usize>| {
            let word = at.and_then(|at| words.get(at));
            word.is_some_and(|word| EXPECTED.contains(word))
        };
        let is_expected = expects(&words, at.checked_sub(1)) || expects(&words, Some(at + 2));
        return Evidence::outcome(is_expected);
    }
    let Some((at, phrase)) = found else {
        // "HĐND giao": a value, if the cells hold amounts.
        let is_given = 1 < words.len() && words.last() == Some(&"giao");
        let given = [(Role::Target, 50)];
        return Evidence::of(if is_given { &given } else { &[] });
    };
    let joined = phrase.join(" ");
    let known = PHRASES.iter().find(|(text, _)| *text == joined);
    let evidence = Evidence::of(known.map_or(&[], |(_, scores)| scores));
    // "Lĩnh vực/Tiêu chí" holds the criteria below their fields.
    if evidence.best().0 == Role::Group
        && let Some((_, last)) = text.rsplit_once('/')
    {
        let last = self::evidence(last);
        if last.best().0 == Role::Content {
            return last;
        }
    }
    // "UBND phấn đấu" (what the committee strives for) is a value wherever the words stand.
    if opened(at) || joined == "phấn đấu" {
        evidence
    } else {
        evidence.inside()
    }
}

/// Whether a heading is of points that somebody gives: "Điểm tự đánh giá", "Số điểm tự chấm".
fn counts_points(words: &[&str]) -> bool {
    let rest = match words {
        ["số" | "mức" | "tổng" | "thang", rest @ ..] => rest,
        words => words,
    };
    // "Điểm trường" is a place.
    let is_given = rest.contains(&"chấm") || rest.windows(2).any(|it| it == ["đánh", "giá"]);
    is_given && rest.first() == Some(&"điểm")
}

/// Whether a heading says how well something was done, in words or in points.
pub(in crate::import) fn names_assessment(text: &str) -> bool {
    let words = [
        "đánh giá",
        "chấm",
        "chấm điểm",
        "nhận xét",
        "xếp loại",
        "thẩm định",
    ];
    words.iter().any(|it| has_phrase(text, it))
}

/// Whether the words behind "kết quả" are the time of a report, or say that it was done.
fn is_of_a_report(behind: &[&str]) -> bool {
    match behind {
        ["đến", "hết" | "ngày", "quý" | "tháng", ..] | ["đến", "nay" | "thời", ..] => {
            true
        }
        ["đến", next, ..] => next.starts_with(|c: char| c.is_ascii_digit()) && next.len() < 4,
        ["triển", "khai"] | ["quý", _, ..] => true,
        rest => rest.contains(&"đã"),
    }
}

/// Whether a heading names a time and nothing else: "Quý I", "6 tháng đầu năm", "Tháng 8".
pub(in crate::import) fn is_time_alone(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words = words(&lower);
    let of_time = [
        "quý", "tháng", "năm", "kỳ", "đầu", "cuối", "cả", "đến", "hết", "từ", "ngày",
    ];
    let is_roman = |word: &str| matches!(word, "i" | "ii" | "iii" | "iv");
    !words.is_empty()
        && words.iter().all(|word| {
            let is_number = word.chars().all(|c| c.is_ascii_digit());
            is_number || is_roman(word) || of_time.contains(word)
        })
}

/// Whether a heading names a part of a year and nothing else: "Quý II", "9 tháng".
pub(in crate::import) fn is_part_of_year(text: &str) -> bool {
    let period = ReportPeriod::parse_in(text, Some(0));
    is_time_alone(text) && period.is_some_and(|it| it.part != YearPart::Year)
}

/// Reads a heading under one that names a time, if they say together whether a value is planned or
/// reached: "TH" under "Năm 2026". `None` for a heading that says something on its own.
pub(in crate::import) fn evidence_under(inner: &str, outer: &str) -> Option<Evidence> {
    if SHORT_HEADING < inner.len() || !evidence_of(inner).is_none() {
        return None;
    }
    let lower = format!("{inner} {outer}").to_lowercase();
    about_a_time(&words(&lower))
}

/// Maximum number of bytes of "TH", "KH", "Ước".
const SHORT_HEADING: usize = 8;

/// Returns the role that a heading names on its own; `None` if it names none.
pub(in crate::import) fn known_role(text: &str) -> Option<Role> {
    let evidence = evidence(text);
    if evidence.is_outcome {
        return Some(Role::Result);
    }
    let (role, score) = evidence.best();
    (KNOWN <= score).then_some(role)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_say_what_their_words_say() {
        for (text, role) in [
            ("Số TT", Some(Role::Ordinal)),
            ("Đơn vị phụ trách", Some(Role::Lead)),
            ("Đơn vị đầu mối", Some(Role::Lead)),
            ("Cơ quan tham mưu", Some(Role::Lead)),
            ("Đơn vị theo dõi", Some(Role::Lead)),
            ("Cơ quan, đơn vị", Some(Role::Lead)),
            ("CQ chủ trì", Some(Role::Lead)),
            ("Bộ, ngành phối hợp", Some(Role::Coordinating)),
            ("Cơ quan cùng thực hiện", Some(Role::Coordinating)),
            ("Ai lo chính", Some(Role::Lead)),
            ("Ai cùng làm", Some(Role::Coordinating)),
            ("Đơn vị cùng tham gia", Some(Role::Coordinating)),
            ("Người đảm nhiệm", Some(Role::Lead)),
            ("Bộ phận giúp việc", Some(Role::Coordinating)),
            ("Hoàn thành trước", Some(Role::Time)),
            ("Năm thực hiện", Some(Role::Time)),
            ("Chỉ tiêu giao năm 2026", Some(Role::Target)),
            ("Mức phấn đấu", Some(Role::Target)),
            ("Lĩnh vực/Tiêu chí", Some(Role::Content)),
            ("TT\nNo.", Some(Role::Ordinal)),
            ("Đơn vị\nUnit", Some(Role::Unit)),
            ("Chỉ tiêu\nIndicator", Some(Role::Content)),
            ("Chỉ tiêu giảm năm 2027", Some(Role::Target)),
            ("Đến hết năm 2026", Some(Role::Target)),
            ("Tầm nhìn 2045", Some(Role::Target)),
            ("Quý I/2026", Some(Role::Target)),
            ("Kế hoạch 2026", Some(Role::Target)),
            ("KQ thực hiện", Some(Role::Actual)),
            ("Kết quả đến 30/9/2026", Some(Role::Actual)),
            ("Kết quả đến hết quý III/2026", Some(Role::Actual)),
            ("Kết quả triển khai", Some(Role::Actual)),
            ("Kết quả/sản phẩm đã hoàn thành", Some(Role::Actual)),
            ("Kết quả đến năm 2030", Some(Role::Target)),
            ("Kết quả đến hết năm 2026", Some(Role::Actual)),
            ("Thực hiện năm học 2025 - 2026", Some(Role::Actual)),
            ("Thực hiện đến hết năm 2025", Some(Role::Actual)),
            ("Giải ngân đến hết năm 2026", Some(Role::Actual)),
            ("Lũy kế vốn đã bố trí đến hết năm 2026", Some(Role::Actual)),
            (
                "Số xã đã đạt chuẩn giai đoạn 2021 - 2025",
                Some(Role::Actual),
            ),
            (
                "Mục tiêu thực hiện giai đoạn 2026 - 2030",
                Some(Role::Target),
            ),
            ("Lũy kế đến năm 2030", Some(Role::Target)),
            ("Số liệu thực hiện", Some(Role::Actual)),
            ("Nội dung đã thực hiện", Some(Role::Actual)),
            ("Đạt được", Some(Role::Actual)),
            ("Tiến độ thực hiện", Some(Role::Time)),
            ("Tình hình thực hiện", Some(Role::Actual)),
            ("Thực hiện năm 2025", Some(Role::Actual)),
            ("Giải trình", Some(Role::Note)),
            ("Đơn vị", Some(Role::Unit)),
            ("ĐVT", Some(Role::Unit)),
            ("Tên nhiệm vụ", Some(Role::Content)),
            ("Tên công trình", Some(Role::Content)),
            ("Nội dung mục tiêu", Some(Role::Content)),
            ("Các bước thực hiện", None),
            ("Căn cứ đề xuất chỉ tiêu", None),
            ("So với năm 2025 (%)", None),
            ("Kinh phí (triệu đồng)", None),
            ("Đơn vị được hỏi", None),
            ("Đã hoàn thành", None),
            ("Địa điểm", None),
            ("TH 2025", Some(Role::Actual)),
            ("TH 6 tháng", Some(Role::Actual)),
            ("Ước cả năm", Some(Role::Actual)),
            ("Năm 2025 thực hiện", Some(Role::Actual)),
            ("KH năm", Some(Role::Target)),
            ("Năm 2026 kế hoạch", Some(Role::Target)),
            ("TH", None),
            ("THCS", None),
            ("Hạn xong", Some(Role::Time)),
            ("Khi nào xong", Some(Role::Time)),
            ("Hạn chế", None),
            ("Hạn mức vay", None),
            ("Ngày công", None),
            ("Các việc trọng tâm", Some(Role::Content)),
            ("Việc cần làm", Some(Role::Content)),
            ("Nơi nhận việc", None),
            ("Ai làm", Some(Role::Lead)),
            ("Tổ phụ trách", Some(Role::Lead)),
            ("Trường thực hiện", Some(Role::Lead)),
            ("Trạm y tế phụ trách", Some(Role::Lead)),
            ("Trường hợp đặc biệt", None),
            ("Nơi làm việc", None),
            ("Lực lượng hỗ trợ", Some(Role::Coordinating)),
            ("Xã", None),
            ("UBND phấn đấu", Some(Role::Target)),
            ("Văn bản giao", None),
            ("Hình thức văn bản", Some(Role::Result)),
            ("Hình thức", None),
            ("Đối tượng giám sát", None),
            ("Đánh giá", Some(Role::Status)),
            ("Tự đánh giá", Some(Role::Status)),
            ("Đơn vị tự đánh giá", Some(Role::Status)),
            ("Kết quả tự đánh giá", Some(Role::Status)),
            ("Kết quả đánh giá", Some(Role::Status)),
            ("Chủ trì theo dõi, đánh giá", Some(Role::Lead)),
            ("Nguyên nhân, vướng mắc", Some(Role::Note)),
            ("Đơn vị tinh", Some(Role::Unit)),
            ("Cơ quan chũ trì", Some(Role::Lead)),
            ("Giá trị nền 2025", None),
            ("Năm gốc (2025)", None),
            ("Số liệu cơ sở", None),
            ("Mức cơ bản", None),
            ("Cơ sở thực hiện", None),
            ("Đích 2030", Some(Role::Target)),
            ("Mục đích", None),
            ("Kết quả đến 30/9/2027", Some(Role::Actual)),
            ("TH/KH (%)", None),
            ("% KH năm", None),
            ("Tiến độ (%)", Some(Role::Status)),
            ("Tỷ lệ hoàn thành (%)", Some(Role::Status)),
            ("% hoàn thành", Some(Role::Status)),
            ("Tỷ lệ hộ nghèo", None),
            ("Tiến độ", Some(Role::Time)),
            ("TG hoàn thành", Some(Role::Time)),
            ("Hiệu quả mang lại", Some(Role::Result)),
            ("Yêu cầu đạt", Some(Role::Target)),
            ("Yêu cầu", None),
            ("Đối tượng, nội dung kiểm tra", Some(Role::Content)),
            ("Đối tượng thụ hưởng", None),
            ("Thành phần tham gia", Some(Role::Coordinating)),
            ("Cơ quan soạn thảo", Some(Role::Lead)),
            ("Cơ quan thẩm định", None),
            ("Cấp phê duyệt", None),
            ("Thời gain hoàn thành", Some(Role::Time)),
            ("Trách nhiệm phối hợp", Some(Role::Coordinating)),
            ("Trách nhiệm chính", Some(Role::Lead)),
            ("ƯTH 2026", Some(Role::Actual)),
            ("Trong đó: năm 2026", Some(Role::Target)),
            ("Trong đó: thực hiện năm 2026", Some(Role::Actual)),
            ("Trong đó: nữ", None),
            ("Trong đó: chỉ tiêu mới", None),
            ("Năm 2030 [2]", Some(Role::Target)),
            ("Cơ quan chủ trì (1)", Some(Role::Lead)),
            ("Thời hạn ⁽²⁾", Some(Role::Time)),
            ("SP hoàn thành", Some(Role::Result)),
            ("ĐVPH", Some(Role::Coordinating)),
            ("CQTH", Some(Role::Lead)),
            ("TG", Some(Role::Time)),
            ("KQTH", Some(Role::Actual)),
            ("KH giao", Some(Role::Target)),
            ("Đ/vị phụ trách", Some(Role::Lead)),
            ("P/hợp", Some(Role::Coordinating)),
            ("GC", Some(Role::Note)),
            ("Số NV", Some(Role::Content)),
            ("Điểm tự đánh giá", None),
            ("Điểm tự chấm", None),
            ("Số điểm thẩm định", None),
            ("Thời điểm đánh giá", Some(Role::Time)),
        ] {
            assert_eq!(known_role(text), role, "{text}");
        }
    }
}
