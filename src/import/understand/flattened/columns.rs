//! The headings of a table whose header is a run of words: where each begins, and what its cells are.

use super::words::{Gap, Word, is_opening, joined, leads_on, push_words};
use crate::{
    import::understand::headings::{evidence, is_ordinal, known_role},
    model::{Phase, Role},
};

/// Maximum number of words of a header.
const WORDS_MAX: usize = 60;
/// Maximum number of words of a heading.
const HEADING_MAX: usize = 14;

/// What the cells of a column are, which decides how they are told apart from their neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum Kind {
    Content,
    Unit,
    Value,
    Agencies,
    Time,
    /// Any text, such as a product.
    Text,
    /// Any text, mostly none.
    Remark,
}

#[derive(Clone, Debug)]
pub(in crate::import) struct Column {
    pub heading: String,
    pub kind: Kind,
}

/// A recognised header.
#[derive(Clone, Debug)]
pub(in crate::import) struct Header {
    pub ordinal: String,
    pub columns: Vec<Column>,
}

/// Reads lines as a header: the heading of the ordinals, and at least two others that are known.
pub(in crate::import) fn header(lines: &[&str]) -> Option<Header> {
    let mut words = Vec::new();
    for line in lines {
        push_words(line, Gap::Line, &mut words);
    }
    let n_ordinal = (1..=3).rev().find(|n| {
        let first = words.get(..*n).map(joined);
        first.is_some_and(|first| is_ordinal(&first))
    })?;
    let (ordinal, rest) = words.split_at_checked(n_ordinal)?;
    if rest.is_empty() || WORDS_MAX < rest.len() {
        return None;
    }
    let ordinal: String = ordinal.iter().map(|word| word.text).collect();
    let headings = with_phases(divided(rest));
    let known = |text: &&String| known_role(text).is_some();
    if headings.iter().filter(known).count() < 2 {
        return None;
    }
    let has_unit = headings
        .iter()
        .any(|text| known_role(text) == Some(Role::Unit));
    let mut has_content = false;
    let columns = headings.into_iter().map(|heading| {
        let kind = match known_role(&heading) {
            Some(Role::Content) if !has_content => {
                has_content = true;
                Kind::Content
            }
            Some(Role::Unit) => Kind::Unit,
            Some(Role::Lead | Role::Coordinating) => Kind::Agencies,
            Some(Role::Time) => Kind::Time,
            Some(Role::Note) => Kind::Remark,
            Some(Role::Target | Role::Actual) => Kind::Value,
            // "Kết quả" is a value where there are units, and otherwise a product.
            Some(Role::Result) if has_unit && evidence(&heading).is_outcome => Kind::Value,
            _ => Kind::Text,
        };
        Column { heading, kind }
    });
    Some(Header {
        ordinal,
        columns: columns.collect(),
    })
    .filter(|header| header.columns.iter().any(|it| it.kind == Kind::Content))
}

/// Words that headings in capitals begin with.
const CAPITALS: [&str; 21] = [
    "NỘI", "CHỈ", "NHIỆM", "MỤC", "ĐƠN", "ĐVT", "CƠ", "THỜI", "KẾT", "SẢN", "GHI", "TIẾN", "KINH",
    "LỘ", "TÊN", "GIAI", "NĂM", "LĨNH", "TIÊU", "CÔNG", "NGUỒN",
];

/// Divides the words of a header into headings: as many known ones as possible, each role once.
fn divided(words: &[Word]) -> Vec<String> {
    let is_capital = |text: &str| text.chars().all(|c| !c.is_lowercase());
    let in_capitals = words.iter().all(|word| is_capital(word.text));
    let begins = |at: usize| {
        let Some(word) = words.get(at) else {
            return true;
        };
        let before = at.checked_sub(1).and_then(|before| words.get(before));
        let follows = before.is_some_and(|before| leads_on(before.text));
        let opens = match in_capitals {
            true => {
                CAPITALS.contains(&word.text) || word.text.starts_with(|c: char| c.is_ascii_digit())
            }
            false => is_opening(word.text) && !word.text.starts_with(['-', '–', '(']),
        };
        at == 0 || (opens && !follows)
    };
    // For each beginning, the best score up to there, the beginning before, and the roles so far.
    let mut best: Vec<Option<(i32, usize, Vec<Role>)>> = vec![None; words.len() + 1];
    if let Some(first) = best.first_mut() {
        *first = Some((0, 0, Vec::new()));
    }
    for end in 1..=words.len() {
        if !begins(end) {
            continue;
        }
        let mut found: Option<(i32, usize, Vec<Role>)> = None;
        for start in end.saturating_sub(HEADING_MAX)..end {
            let Some((score, _, roles)) = best.get(start).and_then(Option::as_ref) else {
                continue;
            };
            let text = joined(words.get(start..end).unwrap_or_default());
            let role = known_role(&text);
            let is_new = role.is_none_or(|role| {
                role == Role::Target || role == Role::Other || !roles.contains(&role)
            });
            let own = match role {
                Some(Role::Other) | None => -4,
                Some(_) if is_new => 10,
                Some(_) => -6,
            };
            if found.as_ref().is_none_or(|(best, ..)| *best < score + own) {
                let mut roles = roles.clone();
                roles.extend(role);
                found = Some((score + own, start, roles));
            }
        }
        if let Some(slot) = best.get_mut(end) {
            *slot = found;
        }
    }
    let mut headings = Vec::new();
    let mut end = words.len();
    while 0 < end {
        let Some((_, start, _)) = best.get(end).and_then(Option::as_ref) else {
            break;
        };
        headings.push(joined(words.get(*start..end).unwrap_or_default()));
        end = *start;
    }
    headings.reverse();
    headings
}

/// Puts phases of a second header row, which follow all headings, in the place of their heading:
/// "Giai đoạn … 2026 - 2027 2028 - 2030".
fn with_phases(mut headings: Vec<String>) -> Vec<String> {
    let is_bare = |text: &String| {
        text.starts_with(|c: char| c.is_ascii_digit()) && Phase::parse(text).is_some()
    };
    let n_others = headings
        .iter()
        .rposition(|it| !is_bare(it))
        .map_or(0, |at| at + 1);
    let phases = headings.split_off(n_others);
    let above = headings.iter().position(|text| {
        known_role(text) == Some(Role::Target) && !text.contains(|c: char| c.is_ascii_digit())
    });
    let (at, above) = match above {
        Some(at) if !phases.is_empty() => (at, headings.remove(at) + " "),
        _ => (headings.len(), String::new()),
    };
    let phases = phases.into_iter().map(|phase| format!("{above}{phase}"));
    headings.splice(at..at, phases);
    headings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_divided_into_its_headings() {
        for (lines, expected) in [
            (
                &[
                    "ST",
                    "T Chỉ tiêu Đơn",
                    "vị Kết quả Cơ quan chủ trì, theo dõi, đánh giá",
                ][..],
                "STT | Chỉ tiêu | Đơn vị | Kết quả | Cơ quan chủ trì, theo dõi, đánh giá",
            ),
            (
                &["STT Nhiệm vụ, giải pháp Cơ quan chủ trì Kết quả Thời gian thực hiện"],
                "STT | Nhiệm vụ, giải pháp | Cơ quan chủ trì | Kết quả | Thời gian thực hiện",
            ),
            (
                &["TT NỘI DUNG CƠ QUAN CHỦ TRÌ THỜI GIAN THỰC HIỆN GHI CHÚ"],
                "TT | NỘI DUNG | CƠ QUAN CHỦ TRÌ | THỜI GIAN THỰC HIỆN | GHI CHÚ",
            ),
            (
                &[
                    "STT Chỉ tiêu Giai đoạn Cơ quan chủ trì Bộ, ngành phối hợp",
                    "2026 - 2027 2028 - 2030",
                ],
                "STT | Chỉ tiêu | Giai đoạn 2026 - 2027 | Giai đoạn 2028 - 2030 | Cơ quan chủ trì | Bộ, ngành phối hợp",
            ),
        ] {
            let header = header(lines).unwrap();
            let headings = header.columns.iter().map(|it| it.heading.as_str());
            let all: Vec<&str> = std::iter::once(header.ordinal.as_str())
                .chain(headings)
                .collect();
            assert_eq!(all.join(" | "), expected);
        }
        assert!(header(&["TT Lê Văn A, Chủ tịch UBND tỉnh"]).is_none());
    }
}
