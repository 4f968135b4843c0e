//! What one heading means by its words alone, however it is spelled or spaced.

use crate::model::{Phase, Role};

/// Meaning of one heading on its own. The role of some headings depends on the other headings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum Guess {
    Ordinal,
    Role(Role),
    /// "Kết quả" (result): the target if there is a unit column, otherwise the product.
    Outcome,
    /// A phase, or a heading above phases.
    Phase,
    Unknown,
}

/// Phrases, most specific first: the first one that a heading contains decides.
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

/// Headings of the ordinal column, without white space and full stops.
const ORDINAL: [&str; 5] = ["stt", "tt", "sốtt", "st/t", "sốthứtự"];

/// Headings that count only if they are the whole text.
const WHOLE: &[(&str, Guess)] = &[
    ("đơn vị", Guess::Role(Role::Unit)),
    ("đvt", Guess::Role(Role::Unit)),
    ("nhóm", Guess::Role(Role::Group)),
    ("thực hiện", Guess::Role(Role::Actual)),
];

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
    // Longer text is a sentence, not a widely spaced heading.
    text.len() <= 40 && ORDINAL.iter().any(|it| letters().eq(it.chars()))
}

/// Classifies one heading on its own.
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
