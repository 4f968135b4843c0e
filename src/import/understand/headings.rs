//! What one heading says about its column by its words alone, however it is spelled or spaced.

use std::{collections::HashMap, sync::LazyLock};

use crate::model::{Phase, Role};

/// How strongly a heading speaks for each role; 0 for roles that it does not speak for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::import) struct Evidence {
    scores: [i32; Role::ALL.len()],
    /// "Kết quả" (result): a target, a product or a value reached, depending on the other columns.
    pub is_outcome: bool,
}

/// Evidence from which a heading counts as known.
pub(in crate::import) const KNOWN: i32 = 60;

impl Evidence {
    fn of(scores: &[(Role, i32)]) -> Evidence {
        let mut evidence = Evidence::default();
        for (role, score) in scores {
            evidence.add(*role, *score);
        }
        evidence
    }

    pub fn score(&self, role: Role) -> i32 {
        self.scores.get(role as usize).copied().unwrap_or(0)
    }

    pub fn add(&mut self, role: Role, score: i32) {
        if let Some(slot) = self.scores.get_mut(role as usize) {
            *slot += score;
        }
    }

    /// Returns the role with the strongest evidence, and how strong it is.
    pub fn best(&self) -> (Role, i32) {
        let scored = Role::ALL.map(|role| (role, self.score(role)));
        let best = scored.into_iter().rev().max_by_key(|(_, score)| *score);
        best.unwrap_or((Role::Other, 0))
    }

    pub fn is_none(&self) -> bool {
        !self.is_outcome && self.scores.iter().all(|score| *score == 0)
    }

    /// Scales the evidence of roles whose words also occur inside other headings: "Căn cứ đề xuất
    /// chỉ tiêu" (grounds of an indicator) is no column of indicators.
    fn inside(mut self) -> Evidence {
        for role in [Role::Content, Role::Target, Role::Result, Role::Actual] {
            let share = if role == Role::Target { 0 } else { 4 };
            if let Some(slot) = self.scores.get_mut(role as usize) {
                *slot = *slot * share / 10;
            }
        }
        self
    }
}

/// Phrases of whole words. In a heading, the first phrase decides; of several that begin with the
/// same word, the longest.
const PHRASES: &[(&str, &[(Role, i32)])] = &[
    ("chủ trì", &[(Role::Lead, 100)]),
    ("phụ trách", &[(Role::Lead, 75)]),
    ("đầu mối", &[(Role::Lead, 75)]),
    ("tham mưu", &[(Role::Lead, 70)]),
    ("chủ đầu tư", &[(Role::Lead, 75)]),
    ("chịu trách nhiệm", &[(Role::Lead, 75)]),
    ("trách nhiệm", &[(Role::Lead, 60)]),
    ("phân công", &[(Role::Lead, 60)]),
    ("tổ chức thực hiện", &[(Role::Lead, 60)]),
    ("phối hợp", &[(Role::Coordinating, 100)]),
    ("thời gian", &[(Role::Time, 90)]),
    ("thời hạn", &[(Role::Time, 90)]),
    ("thời điểm", &[(Role::Time, 85)]),
    ("thời kỳ", &[(Role::Time, 70)]),
    ("tiến độ", &[(Role::Time, 80)]),
    ("lộ trình", &[(Role::Time, 70)]),
    ("kỳ hạn", &[(Role::Time, 80)]),
    ("hạn hoàn thành", &[(Role::Time, 90)]),
    ("hoàn thành trước", &[(Role::Time, 85)]),
    ("hoàn thành trong", &[(Role::Time, 80)]),
    ("năm thực hiện", &[(Role::Time, 85)]),
    ("năm hoàn thành", &[(Role::Time, 85)]),
    ("tháng thực hiện", &[(Role::Time, 80)]),
    ("tháng hoàn thành", &[(Role::Time, 80)]),
    ("quý thực hiện", &[(Role::Time, 80)]),
    ("quý hoàn thành", &[(Role::Time, 80)]),
    ("ngày thực hiện", &[(Role::Time, 80)]),
    ("ngày hoàn thành", &[(Role::Time, 85)]),
    ("ngày bắt đầu", &[(Role::Time, 80)]),
    ("ngày kết thúc", &[(Role::Time, 80)]),
    ("bắt đầu", &[(Role::Time, 65)]),
    ("kết thúc", &[(Role::Time, 65)]),
    ("đơn vị tính", &[(Role::Unit, 100)]),
    ("đơn vị đo", &[(Role::Unit, 100)]),
    ("đv tính", &[(Role::Unit, 100)]),
    ("đvt", &[(Role::Unit, 100)]),
    ("đơn vị", &[(Role::Unit, 60), (Role::Lead, 30)]),
    ("ghi chú", &[(Role::Note, 100)]),
    ("giải trình", &[(Role::Note, 75)]),
    ("kết quả thực hiện", &[(Role::Actual, 90)]),
    ("kq thực hiện", &[(Role::Actual, 90)]),
    ("kết quả đạt được", &[(Role::Actual, 90)]),
    ("ước thực hiện", &[(Role::Actual, 90)]),
    ("đã thực hiện", &[(Role::Actual, 80)]),
    ("thực hiện", &[(Role::Actual, 75)]),
    ("lũy kế", &[(Role::Actual, 60)]),
    (
        "tình hình thực hiện",
        &[(Role::Actual, 80), (Role::Status, 60)],
    ),
    ("tình trạng", &[(Role::Status, 85)]),
    ("trạng thái", &[(Role::Status, 85)]),
    ("sản phẩm", &[(Role::Result, 90)]),
    ("đầu ra", &[(Role::Result, 85)]),
    ("nhóm", &[(Role::Group, 60)]),
    ("nhóm chỉ tiêu", &[(Role::Group, 85)]),
    ("nhóm nhiệm vụ", &[(Role::Group, 85)]),
    ("lĩnh vực", &[(Role::Group, 85)]),
    ("giai đoạn", &[(Role::Target, 80)]),
    ("tầm nhìn", &[(Role::Target, 70)]),
    ("giá trị mục tiêu", &[(Role::Target, 100)]),
    ("giá trị", &[(Role::Target, 50)]),
    ("chỉ tiêu giao", &[(Role::Target, 95)]),
    ("chỉ tiêu được giao", &[(Role::Target, 95)]),
    ("chỉ tiêu phấn đấu", &[(Role::Target, 95)]),
    ("chỉ tiêu kế hoạch", &[(Role::Target, 90)]),
    ("mục tiêu phấn đấu", &[(Role::Target, 90)]),
    ("mức phấn đấu", &[(Role::Target, 95)]),
    ("mức giao", &[(Role::Target, 90)]),
    ("mức độ", &[]),
    ("mức", &[(Role::Target, 45)]),
    ("phấn đấu", &[(Role::Target, 80)]),
    ("kế hoạch giao", &[(Role::Target, 90)]),
    ("kế hoạch", &[(Role::Target, 55)]),
    ("nội dung", &[(Role::Content, 90)]),
    ("nhiệm vụ", &[(Role::Content, 85)]),
    ("giải pháp", &[(Role::Content, 80)]),
    ("chỉ tiêu", &[(Role::Content, 80), (Role::Target, 50)]),
    ("mục tiêu", &[(Role::Content, 70), (Role::Target, 55)]),
    ("chỉ số", &[(Role::Content, 65), (Role::Target, 25)]),
    ("công việc", &[(Role::Content, 75)]),
    ("đầu việc", &[(Role::Content, 75)]),
    ("tiêu chí", &[(Role::Content, 75)]),
    ("hoạt động", &[(Role::Content, 65)]),
    ("hạng mục", &[(Role::Content, 65)]),
    ("danh mục", &[(Role::Content, 50)]),
    ("tên", &[(Role::Content, 60)]),
];

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

/// Words for a body that can be in charge, at the start of a heading.
const BODIES: [&str; 14] = [
    "cơ quan",
    "đơn vị",
    "cq",
    "đv",
    "bộ",
    "sở",
    "phòng",
    "ban",
    "ngành",
    "địa phương",
    "tổ chức",
    "bộ phận",
    "cán bộ",
    "người",
];

/// What a body does for a task, and the role that this gives its column.
const DUTIES: [(&str, Role, i32); 16] = [
    ("chủ trì", Role::Lead, 100),
    ("phụ trách", Role::Lead, 80),
    ("đầu mối", Role::Lead, 80),
    ("tham mưu", Role::Lead, 80),
    ("chịu trách nhiệm", Role::Lead, 80),
    ("thực hiện", Role::Lead, 80),
    ("triển khai", Role::Lead, 75),
    ("được giao", Role::Lead, 75),
    ("chủ quản", Role::Lead, 70),
    ("theo dõi", Role::Lead, 70),
    ("quản lý", Role::Lead, 65),
    ("phối hợp", Role::Coordinating, 100),
    ("cùng thực hiện", Role::Coordinating, 80),
    ("liên quan", Role::Coordinating, 70),
    ("tham gia", Role::Coordinating, 70),
    ("cung cấp", Role::Coordinating, 60),
];

/// Words that may precede the one that says what a heading means: "Danh mục các nhiệm vụ".
const OPENERS: [&str; 9] = [
    "các", "những", "danh", "mục", "tên", "số", "dự", "kiến", "thống",
];

/// Headings of the ordinal column, without white space and full stops.
const ORDINAL: [&str; 6] = ["stt", "tt", "sốtt", "st/t", "sốthứtự", "thứtự"];

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
    let letters = || {
        let letters = text.chars().filter(|c| !c.is_whitespace() && *c != '.');
        letters.flat_map(char::to_lowercase)
    };
    // Longer text is a sentence, not a widely spaced heading. Most texts begin with another letter.
    text.len() <= 40
        && text.trim_start().starts_with(['s', 'S', 't', 'T'])
        && ORDINAL.iter().any(|it| letters().eq(it.chars()))
}

/// Whether a text contains a phrase as whole words, in any case: "bước thực hiện" does not contain
/// "ước thực hiện". The phrase is in lower case.
pub(in crate::import) fn has_phrase(text: &str, phrase: &str) -> bool {
    let lower = text.to_lowercase();
    let words = words(&lower);
    let phrase: Vec<&str> = phrase.split(' ').collect();
    words.windows(phrase.len()).any(|it| it == phrase)
}

/// Splits a text in lower case into words.
fn words(lower: &str) -> Vec<&str> {
    let words = lower.split(|c: char| !c.is_alphanumeric() && c != '%');
    words.filter(|word| !word.is_empty()).collect()
}

/// Reads what one heading says on its own.
pub(in crate::import) fn evidence(text: &str) -> Evidence {
    if is_ordinal(text) {
        return Evidence::of(&[(Role::Ordinal, 100)]);
    }
    let lower = text.to_lowercase();
    let words = words(&lower);
    if Phase::parse(text).is_some() {
        let mut evidence = Evidence::of(&[(Role::Target, 90)]);
        if matches!(words.as_slice(), ["chỉ" | "mục", "tiêu", ..]) {
            evidence.add(Role::Content, 45);
        }
        return evidence;
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
    let found = (0..words.len()).find_map(|at| {
        let rest = words.get(at..)?;
        let phrases = BY_FIRST_WORD.get(*rest.first()?)?;
        let phrase = phrases.iter().find(|phrase| rest.starts_with(phrase))?;
        let is_whole = at == 0 && phrase.len() == words.len();
        let needs_whole = matches!(phrase.as_slice(), ["đơn", "vị"] | ["nhóm"]);
        let needs_start = matches!(phrase.as_slice(), ["thực", "hiện"] | ["tên"] | ["mức"]);
        // "Tên nhiệm vụ" (name of the task): the task decides.
        let leads_on = matches!(phrase.as_slice(), ["tên"] | ["danh", "mục"])
            && (at + phrase.len()..words.len()).any(|later| {
                let later = words.get(later..).unwrap_or_default();
                let phrases = later.first().and_then(|word| BY_FIRST_WORD.get(*word));
                phrases.is_some_and(|it| it.iter().any(|phrase| later.starts_with(phrase)))
            });
        ((!needs_whole || is_whole) && (!needs_start || at == 0) && !leads_on)
            .then_some((at, phrase))
    });
    let outcome = words.windows(2).position(|it| it == ["kết", "quả"]);
    let outcome = outcome.or_else(|| words.iter().position(|it| *it == "kq"));
    if let Some(at) = outcome
        && found.is_none_or(|(other, _)| at < other)
    {
        return Evidence {
            is_outcome: true,
            ..Evidence::default()
        };
    }
    let Some((at, phrase)) = found else {
        return Evidence::default();
    };
    let joined = phrase.join(" ");
    let known = PHRASES.iter().find(|(text, _)| *text == joined);
    let evidence = Evidence::of(known.map_or(&[], |(_, scores)| scores));
    if opened(at) {
        evidence
    } else {
        evidence.inside()
    }
}

/// Reads a heading that begins with a body: "Đơn vị phụ trách", "Bộ, ngành phối hợp".
fn body(words: &[&str]) -> Option<Evidence> {
    let n_openers = usize::from(matches!(words.first(), Some(&("các" | "tên"))));
    let rest = words.get(n_openers..)?;
    let text = format!("{} ", rest.join(" "));
    let starts = |phrase: &str| {
        let after = text.strip_prefix(phrase);
        after.is_some_and(|after| after.starts_with(' '))
    };
    let noun = BODIES.iter().find(|noun| starts(noun))?;
    if starts("đơn vị tính") || starts("đơn vị đo") {
        return None;
    }
    let duties = DUTIES.iter().filter_map(|(duty, role, score)| {
        let at = text.find(&format!(" {duty} "))?;
        // Of two that end alike, "cùng thực hiện" begins earlier.
        Some((at, *role, *score))
    });
    if let Some((_, role, score)) = duties.min_by_key(|(at, ..)| *at) {
        return Some(Evidence::of(&[(role, score)]));
    }
    if 0 < n_openers && words.first() == Some(&"tên") {
        return Some(Evidence::of(&[(Role::Content, 60)]));
    }
    if rest.len() == 2 && *noun == "đơn vị" {
        return None;
    }
    let only_bodies = rest.iter().all(|word| {
        BODIES
            .iter()
            .any(|noun| noun.split(' ').any(|it| it == *word))
    });
    only_bodies.then(|| Evidence::of(&[(Role::Lead, 60)]))
}

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
            ("Hoàn thành trước", Some(Role::Time)),
            ("Năm thực hiện", Some(Role::Time)),
            ("Chỉ tiêu giao năm 2026", Some(Role::Target)),
            ("Mức phấn đấu", Some(Role::Target)),
            ("Đến hết năm 2026", Some(Role::Target)),
            ("Tầm nhìn 2045", Some(Role::Target)),
            ("Quý I/2026", Some(Role::Target)),
            ("Kế hoạch 2026", Some(Role::Target)),
            ("KQ thực hiện", Some(Role::Actual)),
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
        ] {
            assert_eq!(known_role(text), role, "{text}");
        }
    }
}
