//! Numbers within sentences: `Đã số hóa 1.273.494 hồ sơ (93%)`.

use super::{
    plan_share::is_of_plan,
    target::{Amount, parse_number},
};

/// A number within a sentence.
#[derive(Debug)]
pub(super) struct Mark {
    pub amount: Amount,
    pub percent: bool,
    /// Byte range of the number with its sign.
    pub start: usize,
    end: usize,
    /// Words behind it, up to the next sign.
    pub words: String,
    pub in_brackets: bool,
    /// Whether it compares with something else: "tăng 2%", "so với 90%".
    pub compares: bool,
}

impl Mark {
    pub fn value(&self) -> f64 {
        self.amount.representative()
    }

    /// Whether it is an amount in a unit.
    pub fn counts(&self, unit: &str) -> bool {
        let unit = unit.trim().to_lowercase();
        let behind = self.words.strip_prefix(unit.as_str());
        !unit.is_empty() && behind.is_some_and(|it| !it.starts_with(char::is_alphanumeric))
    }

    pub fn is_joined(&self, next: &Mark, lower: &str) -> bool {
        let between = lower.get(self.end..next.start).unwrap_or_default();
        matches!(between.trim(), "-" | "–" | "đến")
    }
}

/// Words before a number that make it a difference, a date or a name.
const COMPARING: &[&str] = &[
    "tăng",
    "giảm",
    "vượt",
    "so với",
    "cao hơn",
    "thấp hơn",
    "hơn",
    "bằng",
    "tăng thêm",
    "thêm",
    "mục tiêu",
    "kế hoạch",
    "chỉ tiêu",
];
const NAMING: &[&str] = &[
    "năm",
    "tháng",
    "ngày",
    "quý",
    "số",
    "điều",
    "khoản",
    "điểm",
    "giai đoạn",
    "phiên bản",
];

/// Returns the numbers of a lower-case text.
pub(super) fn marks(lower: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut at = 0;
    while let Some(found) = lower
        .get(at..)
        .and_then(|rest| rest.find(|c: char| c.is_ascii_digit()))
    {
        let start = at + found;
        let rest = lower.get(start..).unwrap_or_default();
        let length = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | '/'));
        let token = rest.get(..length.unwrap_or(rest.len())).unwrap_or_default();
        let token = token.trim_end_matches(['.', ',', '/']);
        at = start + token.len().max(1);
        let before = lower.get(..start).unwrap_or_default();
        let behind = rest.get(token.len()..).unwrap_or_default();
        let glued = before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '_'))
            || behind.starts_with(|c: char| c.is_alphabetic() || c == '/');
        let amount = match token.split_once('/') {
            Some((part, whole)) => match (parse_number(part), parse_number(whole)) {
                (Some(part), Some(whole)) if part <= whole && whole != 0.0 => {
                    Some(Amount::Of(part, whole))
                }
                _ => None,
            },
            None => parse_number(token).map(Amount::One),
        };
        let Some(amount) = amount.filter(|_| !glued) else {
            continue;
        };
        let behind_sign = behind.trim_start();
        let signs = ["%", "điểm %", "điểm phần trăm", "phần trăm"];
        let sign = signs.iter().find(|it| behind_sign.starts_with(**it));
        let percent = sign.is_some();
        let sign = sign.map_or(0, |it| it.len());
        let signed = behind.len() - behind_sign.len() + sign;
        let of_plan = percent && is_of_plan(behind_sign.get(sign..).unwrap_or_default());
        let words = match percent {
            true => String::new(),
            false => {
                let end = behind.find(|c: char| {
                    c.is_ascii_digit() || matches!(c, ',' | ';' | '.' | '(' | ')' | ':' | '\n')
                });
                let words = behind
                    .get(..end.unwrap_or(behind.len()))
                    .unwrap_or_default();
                let words: Vec<&str> = words.split_whitespace().take(4).collect();
                words.join(" ")
            }
        };
        let bare = before.trim_end();
        let ends = |words: &[&str]| {
            words.iter().any(|word| {
                bare.strip_suffix(word)
                    .is_some_and(|it| !it.ends_with(char::is_alphanumeric))
            })
        };
        if ends(NAMING) && !percent {
            continue;
        }
        let opened = before.matches('(').count();
        marks.push(Mark {
            amount,
            percent,
            start,
            end: start + token.len() + signed,
            words,
            in_brackets: before.matches(')').count() < opened,
            compares: of_plan || ends(COMPARING),
        });
    }
    marks
}
