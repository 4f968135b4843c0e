//! What one heading means by its words alone, however it is spelled or spaced.

use crate::model::{Phase, Role};

/// What one heading says taken alone; some headings mean a role only beside others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum Guess {
    Ordinal,
    Role(Role),
    /// "Kết quả": the target where there is a unit column, the product otherwise.
    Outcome,
    /// A phase or a heading over phases.
    Phase,
    Unknown,
}

/// Whole phrases, most telling first: the first that a heading contains decides.
const PHRASES: &[(&str, Guess)] = &[
    ("chủ trì", Guess::Role(Role::Lead)),
    ("phối hợp", Guess::Role(Role::Coordinating)),
    ("thời gian", Guess::Role(Role::Time)),
    ("thời hạn", Guess::Role(Role::Time)),
    ("tiến độ", Guess::Role(Role::Time)),
    ("thời điểm", Guess::Role(Role::Time)),
    ("cơ quan thực hiện", Guess::Role(Role::Lead)),
    ("đơn vị thực hiện", Guess::Role(Role::Lead)),
    ("cơ quan, đơn vị", Guess::Role(Role::Lead)),
    ("đơn vị tính", Guess::Role(Role::Unit)),
    ("đơn vị đo", Guess::Role(Role::Unit)),
    ("ghi chú", Guess::Role(Role::Note)),
    ("kết quả thực hiện", Guess::Role(Role::Actual)),
    ("kết quả đạt được", Guess::Role(Role::Actual)),
    ("ước thực hiện", Guess::Role(Role::Actual)),
    ("kết quả", Guess::Outcome),
    ("sản phẩm", Guess::Role(Role::Result)),
    ("đầu ra", Guess::Role(Role::Result)),
    ("tình trạng", Guess::Role(Role::Status)),
    ("trạng thái", Guess::Role(Role::Status)),
    ("nhóm chỉ tiêu", Guess::Role(Role::Group)),
    ("nhóm nhiệm vụ", Guess::Role(Role::Group)),
    ("lĩnh vực", Guess::Role(Role::Group)),
    ("giai đoạn", Guess::Phase),
    ("giá trị mục tiêu", Guess::Role(Role::Target)),
    ("nhiệm vụ", Guess::Role(Role::Content)),
    ("giải pháp", Guess::Role(Role::Content)),
    ("chỉ tiêu", Guess::Role(Role::Content)),
    ("mục tiêu", Guess::Role(Role::Content)),
    ("nội dung", Guess::Role(Role::Content)),
];

/// Headings of the ordinals, without spaces.
const ORDINAL: [&str; 5] = ["stt", "tt", "sốtt", "st/t", "sốthứtự"];

/// Other headings that count only as a whole.
const WHOLE: &[(&str, Guess)] = &[
    ("đơn vị", Guess::Role(Role::Unit)),
    ("đvt", Guess::Role(Role::Unit)),
    ("nhóm", Guess::Role(Role::Group)),
    ("thực hiện", Guess::Role(Role::Actual)),
];

/// A heading as it is compared: lower case, one space between words, no full stop.
pub(in crate::import) fn normalized(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words
        .join(" ")
        .to_lowercase()
        .trim_end_matches(['.', ':'])
        .to_owned()
}

/// Whether two headings say the same.
pub(in crate::import) fn same(left: &str, right: &str) -> bool {
    // The first letter tells most apart, at no cost.
    let first = |text: &str| text.chars().next().map(|c| c.to_lowercase().next());
    first(left) == first(right) && normalized(left) == normalized(right)
}

/// Whether a heading names the column of ordinals, however it is spaced: `STT`, `Số  TT.`
pub(in crate::import) fn is_ordinal(text: &str) -> bool {
    let letters = || {
        let letters = text.chars().filter(|c| !c.is_whitespace() && *c != '.');
        letters.flat_map(char::to_lowercase)
    };
    // Longer than the longest, however it is spaced, is a sentence.
    text.len() <= 40 && ORDINAL.iter().any(|it| letters().eq(it.chars()))
}

pub(in crate::import) fn guess(text: &str) -> Guess {
    if is_ordinal(text) {
        return Guess::Ordinal;
    }
    let text = normalized(text);
    if let Some((_, guess)) = WHOLE.iter().find(|(whole, _)| *whole == text) {
        return *guess;
    }
    if Phase::parse(&text).is_some() {
        return Guess::Phase;
    }
    let phrase = PHRASES.iter().find(|(phrase, _)| text.contains(phrase));
    phrase.map_or(Guess::Unknown, |(_, guess)| *guess)
}
