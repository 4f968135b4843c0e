//! Abbreviations in headings, "SP", "TGHT", "T/gian", written in full.

use super::heading_words::{BODIES, DUTIES, PHRASES, words};
use crate::text::search::fold;

/// An abbreviation of two letters in lower case, its words, and whether it is clear alone: "TH" may be
/// a school.
type Abbreviation = (&'static str, &'static str, bool);

/// Abbreviations that offices use in headings.
const ABBREVIATIONS: [Abbreviation; 21] = [
    ("bc", "báo cáo", false),
    ("bp", "bộ phận", false),
    ("cq", "cơ quan", true),
    ("cv", "công việc", false),
    ("dt", "dự toán", false),
    ("đđ", "địa điểm", true),
    ("đv", "đơn vị", true),
    ("gc", "ghi chú", true),
    ("gp", "giải pháp", false),
    ("ht", "hoàn thành", false),
    ("kh", "kế hoạch", false),
    ("kp", "kinh phí", true),
    ("kq", "kết quả", true),
    ("nd", "nội dung", true),
    ("nv", "nhiệm vụ", true),
    ("ph", "phối hợp", false),
    ("sl", "số lượng", true),
    ("sp", "sản phẩm", true),
    ("tg", "thời gian", true),
    ("th", "thực hiện", false),
    ("tl", "tỷ lệ", true),
];

/// Returns a heading in lower case with its abbreviations in full; `None` if it has none that are
/// clear.
pub(in crate::import) fn expanded(text: &str) -> Option<String> {
    // Whatever is longer is written in full; a letter that was lost is no abbreviation.
    if MAX < text.len() || text.contains(['?', char::REPLACEMENT_CHARACTER]) {
        return None;
    }
    let lower = text.to_lowercase();
    let tokens = words(&lower);
    let mut full: Vec<String> = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let next = tokens.get(at + 1).copied();
        if let Some(words) = next.and_then(|next| cut_short(token, next)) {
            full.push(words);
            at += 2;
            continue;
        }
        let rest = tokens.get(at..).unwrap_or_default();
        let n_initials = rest.iter().take_while(|it| is_letter(it)).count();
        let initials = rest.get(..n_initials).unwrap_or_default().concat();
        let is_alone = tokens.len() == n_initials.max(1);
        if 1 < n_initials
            && let Some(words) = of_initials(
                &initials,
                full.last(),
                rest.get(n_initials).copied(),
                is_alone,
            )
        {
            full.push(words);
            at += n_initials;
            continue;
        }
        full.push(in_full(token, full.last(), next, is_alone).unwrap_or((*token).to_owned()));
        at += 1;
    }
    let full = full.join(" ");
    (full != tokens.join(" ")).then_some(full)
}

fn is_letter(token: &str) -> bool {
    token.chars().count() == 1 && token.starts_with(char::is_alphabetic)
}

/// Returns the words of initials with points between them: "Đ.v.t", "S.P".
fn of_initials(
    initials: &str,
    before: Option<&String>,
    next: Option<&str>,
    is_alone: bool,
) -> Option<String> {
    let is_known = PHRASES.iter().any(|(phrase, _)| *phrase == initials);
    let known = is_known.then(|| initials.to_owned());
    known.or_else(|| in_full(initials, before, next, is_alone))
}

/// Maximum number of bytes of a heading with abbreviations.
const MAX: usize = 60;

/// Returns the words of a token that is made of abbreviations: "sp", "tght".
fn in_full(
    token: &str,
    before: Option<&String>,
    next: Option<&str>,
    is_alone: bool,
) -> Option<String> {
    if token == "ưth" {
        return Some("ước thực hiện".to_owned());
    }
    let letters: Vec<char> = token.chars().collect();
    // Any word has a vowel.
    if !letters.len().is_multiple_of(2) || fold(token).contains(['a', 'e', 'i', 'o', 'u', 'y']) {
        return None;
    }
    let mut parts: Vec<&str> = Vec::new();
    for pair in letters.chunks(2) {
        let pair: String = pair.iter().collect();
        let above = parts.last().copied().or_else(|| before.map(String::as_str));
        let known = ABBREVIATIONS.iter().find(|(short, ..)| *short == pair);
        let is_clear = !is_alone || 2 < letters.len();
        let known = known.filter(|(.., alone)| *alone || is_clear);
        parts.push(match (known, pair.as_str()) {
            (Some((_, words, _)), _) => words,
            (None, "ct") => of_ct(above, next)?,
            (None, "gđ") => next.filter(|it| is_number(it)).map(|_| "giai đoạn")?,
            _ => return None,
        });
    }
    Some(parts.join(" "))
}

/// Returns the words of "CT": behind a body it takes the lead, before a time it is an indicator.
fn of_ct(before: Option<&str>, next: Option<&str>) -> Option<&'static str> {
    let is_body = |it: &str| BODIES.contains(&it);
    if before.is_some_and(is_body) {
        return Some("chủ trì");
    }
    let is_given = |it: &str| is_number(it) || matches!(it, "năm" | "giao" | "được");
    next.filter(|it| is_given(it)).map(|_| "chỉ tiêu")
}

fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// Returns the two words of "T/gian", "P.hợp": the first is cut to the letters it begins with.
fn cut_short(first: &str, second: &str) -> Option<String> {
    let is_cut = first.chars().count() <= 2
        && first.chars().all(char::is_alphabetic)
        && !fold(first).contains(['a', 'e', 'i', 'o', 'u', 'y']);
    if !is_cut || second.chars().count() < 2 {
        return None;
    }
    let phrases = PHRASES.iter().map(|(phrase, _)| *phrase);
    let duties = DUTIES.iter().map(|(duty, ..)| *duty);
    let mut known =
        phrases
            .chain(BODIES)
            .chain(duties)
            .chain(["hoàn thành", "kết quả", "kinh phí"]);
    let known = known.find(|phrase| match phrase.split_once(' ') {
        Some((start, end)) => start.starts_with(first) && end == second,
        None => false,
    });
    known.map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_are_written_in_full() {
        for (text, full) in [
            ("SP hoàn thành", Some("sản phẩm hoàn thành")),
            ("SP", Some("sản phẩm")),
            ("CQCT", Some("cơ quan chủ trì")),
            ("ĐV CT", Some("đơn vị chủ trì")),
            ("TGHT", Some("thời gian hoàn thành")),
            ("ND CV", Some("nội dung công việc")),
            ("KQTH năm", Some("kết quả thực hiện năm")),
            ("CT giao", Some("chỉ tiêu giao")),
            ("ƯTH 2026", Some("ước thực hiện 2026")),
            ("GĐ 2026 - 2030", Some("giai đoạn 2026 2030")),
            ("T/gian HT", Some("thời gian hoàn thành")),
            ("Đ/vị p/hợp", Some("đơn vị phối hợp")),
            ("C.trì", Some("chủ trì")),
            ("K/quả", Some("kết quả")),
            ("KP (tr.đ)", Some("kinh phí tr đ")),
            ("Đ.v.t", Some("đvt")),
            ("Đ/V/T", Some("đvt")),
            ("S.P", Some("sản phẩm")),
            ("Đ.V chủ trì", Some("đơn vị chủ trì")),
            ("Gh.chú", Some("ghi chú")),
            ("G/chú", Some("ghi chú")),
            ("Đ.vị tính", Some("đơn vị tính")),
            // A size by another, a school, letters that were lost.
            ("A/B", None),
            ("T.H", None),
            ("Ch? tiêu", None),
            ("N\u{fffd}i dung", None),
            ("S? CQCT", None),
            // Schools, a director, bodies.
            ("TH", None),
            ("THCS", None),
            ("CT", None),
            ("GĐ", None),
            ("HĐND", None),
            ("UBND", None),
            ("Sở KHCN", None),
            ("Thời gian", None),
        ] {
            assert_eq!(expanded(text).as_deref(), full, "{text}");
        }
    }
}
