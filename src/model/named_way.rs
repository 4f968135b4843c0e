//! Which way a result is better, read from the name of an indicator as a noun phrase: what it counts, and
//! what befalls it. In Vietnamese what is said of a thing follows it, so the last predicate decides: "đất ô
//! nhiễm được làm sạch" is wanted, "công trình ngừng hoạt động" is not.

mod pieces;
mod words;

use super::outcome_words::dropped::ENDS;
use crate::text::{
    likeness::lower_words,
    phrase::{has_phrase, starts_with},
};
use pieces::{Piece, pieces};
use words::{
    ADJUNCTS, COST_HEADS, EITHER_WAY, LONGER_TIMES, MANNERS, MEASURES, NEUTRAL_HEADS, NO_ADJUNCTS,
    PREDICATE_MARKS, RAISED_SECTORS, RANKS, REASONS, REDUCTIONS, RESOURCES, SPARING, Says,
    TIME_HEADS, TIMES, USING,
};

/// What the name of an indicator says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NamedWay {
    Higher(&'static str),
    Lower(&'static str),
    /// Its words speak for both.
    Unsure,
    /// No word of it decides.
    Silent,
}

/// Reads which way is better from the name of an indicator. `units` are what it is counted in.
pub(super) fn named_way(content: &str, units: &[&str]) -> NamedWay {
    let name = lower_words(without_brackets(content));
    if REDUCTIONS.iter().any(|it| starts_with(&name, it)) {
        return NamedWay::Higher("giảm");
    }
    if RANKS.iter().any(|it| starts_with(&name, it)) {
        return NamedWay::Silent;
    }
    // "Dư nợ xấu" is no "dư nợ".
    let of_bad = EITHER_WAY.iter().find_map(|it| bad_from_within(&name, it));
    if let Some(bad) = of_bad {
        return NamedWay::Lower(bad);
    }
    if EITHER_WAY.iter().any(|it| has_phrase(&name, it)) {
        let raised = RAISED_SECTORS.iter().find(|it| has_phrase(&name, it));
        return raised.map_or(NamedWay::Unsure, |it| NamedWay::Higher(it));
    }
    let head = head(&name);
    if let Some(way) = way_of_cost(&name, head) {
        return way;
    }
    // "Đình chỉ cơ sở không khắc phục" is a deed, or something that befalls.
    if head == name && ENDS.iter().any(|it| starts_with(head, it)) {
        return NamedWay::Unsure;
    }
    let (main, reason) = parts(&name);
    let n_measures = name.split(' ').count() - head.split(' ').count();
    let mut of_main = pieces(&main);
    of_main.retain(|it| it.says != Says::Amount || it.start <= n_measures + 1);
    let (found, is_open) = way_of_phrase(&of_main);
    match found {
        NamedWay::Silent if is_open => return NamedWay::Unsure,
        NamedWay::Silent => {}
        NamedWay::Higher(_) if is_time(&name, head) => return NamedWay::Unsure,
        found => return found,
    }
    if let (NamedWay::Lower(word), _) = way_of_phrase(&pieces(&reason)) {
        return NamedWay::Lower(word);
    }
    of_thing(&name, head, units).map_or(NamedWay::Silent, NamedWay::Higher)
}

/// A bad thing whose name begins within a phrase and goes on behind it.
fn bad_from_within(name: &str, phrase: &str) -> Option<&'static str> {
    let (before, _) = name.split_once(phrase)?;
    let start = before.split_whitespace().count();
    let end = start + phrase.split(' ').count();
    let mut pieces = pieces(name).into_iter();
    let bad = pieces.find(|it| start <= it.start && it.start < end && end < it.end)?;
    is_bad(bad.says).then_some(bad.phrase)
}

fn without_brackets(content: &str) -> &str {
    let head = content.split('(').next().unwrap_or(content);
    if head.trim().is_empty() {
        content
    } else {
        head
    }
}

/// The name without the words that only say that something is measured.
fn head(name: &str) -> &str {
    let mut head = name;
    while let Some(rest) = MEASURES.iter().find_map(|it| {
        starts_with(head, it)
            .then(|| head.get(it.len()..))
            .flatten()
            .filter(|rest| !rest.is_empty())
    }) {
        head = rest.trim_start();
    }
    head
}

/// Costs, times and what is used up: less is better, unless it is spared.
fn way_of_cost(name: &str, head: &str) -> Option<NamedWay> {
    let find = |words: &'static [&'static str], text: &str| {
        words.iter().copied().find(|it| starts_with(text, it))
    };
    if SPARING.iter().any(|it| has_phrase(name, it)) {
        return None;
    }
    if let Some(word) = find(TIME_HEADS, head) {
        let longer = LONGER_TIMES.iter().any(|it| has_phrase(name, it));
        return Some(if longer {
            NamedWay::Unsure
        } else {
            NamedWay::Lower(word)
        });
    }
    if let Some(word) = find(COST_HEADS, head) {
        return Some(NamedWay::Lower(word));
    }
    let is_resource = RESOURCES.iter().any(|it| starts_with(head, it));
    let is_share = ["tỷ lệ", "tỉ lệ", "sản lượng", "doanh thu"]
        .iter()
        .any(|it| starts_with(name, it));
    let used = USING.iter().copied().find(|it| has_phrase(head, it));
    used.filter(|_| is_resource && !is_share)
        .map(NamedWay::Lower)
}

/// Whether a name counts days or hours, and not those of which more are wanted: "Số ngày điều trị".
fn is_time(name: &str, head: &str) -> bool {
    TIMES.iter().any(|it| starts_with(head, it))
        && !LONGER_TIMES.iter().any(|it| has_phrase(name, it))
}

/// The name without where, when and about what, and its reasons.
fn parts(name: &str) -> (String, String) {
    let (mut main, mut reason) = (Vec::new(), Vec::new());
    let mut within = "";
    let words: Vec<&str> = name.split(' ').collect();
    let word_at = |at: Option<usize>| at.and_then(|at| words.get(at)).copied().unwrap_or_default();
    let is_compound = |at: usize| {
        let (before, word, after) = (
            word_at(at.checked_sub(1)),
            word_at(Some(at)),
            word_at(Some(at + 1)),
        );
        let pairs = [format!("{before} {word}"), format!("{word} {after}")];
        pairs.iter().any(|it| NO_ADJUNCTS.contains(&it.as_str()))
    };
    for (at, word) in words.iter().copied().enumerate() {
        let leads_on = ADJUNCTS.contains(&word) || REASONS.contains(&word);
        if PREDICATE_MARKS.contains(&word) {
            within = "";
        } else if 0 < at && leads_on && !is_compound(at) {
            within = word;
        }
        match within {
            "" => main.push(word),
            within if REASONS.contains(&within) => reason.push(word),
            // A word that nothing matches keeps its place.
            _ => main.push("…"),
        }
    }
    (main.join(" "), reason.join(" "))
}

/// What is said so far of what is counted.
#[derive(Clone, Copy)]
struct State {
    is_good: bool,
    /// Two words speak against each other.
    is_unsure: bool,
    by: Piece,
    /// Where the last word that belongs to it ends.
    end: usize,
}

/// Reads predicates from the left; each is about all that stands ahead of it. Also says whether something was
/// denied of which nothing is known.
fn way_of_phrase(pieces: &[Piece]) -> (NamedWay, bool) {
    let mut state: Option<State> = None;
    let mut is_open = false;
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        at += 1;
        let next = pieces
            .get(at)
            .filter(|it| it.start <= piece.end + 2 && it.says != Says::Nothing);
        let mut piece = *piece;
        match piece.says {
            Says::Not | Says::NotYet => match next {
                Some(denied) => {
                    at += 1;
                    let is_bad = is_bad(denied.says);
                    // "Không có ma túy": what is had counts.
                    let had = pieces.get(at).filter(|it| {
                        denied.says == Says::Has && it.start <= denied.end + 2 && is_bad_word(it)
                    });
                    let phrase = if had.is_some() {
                        at += 1;
                        denied.phrase
                    } else if is_bad {
                        denied.phrase
                    } else {
                        piece.phrase
                    };
                    piece.says = match is_bad || had.is_some() {
                        true => Says::Good,
                        false => Says::Denied,
                    };
                    piece.phrase = phrase;
                    piece.end = had.unwrap_or(denied).end;
                }
                None if piece.says == Says::NotYet => piece.says = Says::Amiss,
                None => {
                    is_open = true;
                    state = state.map(|it| State {
                        is_unsure: true,
                        ..it
                    });
                    continue;
                }
            },
            Says::Suffers => match next.map(|it| it.says) {
                // "Vụ vi phạm bị xử lý" is a remedy; "người bị xử lý" says neither.
                Some(Says::Remedy | Says::Undoes) => {
                    if state.is_none_or(|it| it.is_good) {
                        return (NamedWay::Unsure, is_open);
                    }
                    continue;
                }
                _ => piece.says = Says::Stops,
            },
            // "Đã chết" is told by its verb, "đã gia cố" is done about what stands ahead.
            Says::Passive if piece.phrase == "đã" && next.is_some() => continue,
            Says::Has => match next {
                Some(had) if is_bad_word(had) => continue,
                _ if state.is_some_and(|it| !it.is_good) => continue,
                _ => piece.says = Says::Good,
            },
            Says::Grows => match next {
                Some(grown) if is_bad_word(grown) => continue,
                _ if state.is_some_and(|it| !it.is_good) => continue,
                _ => piece.says = Says::Good,
            },
            _ => {}
        }
        state = match state {
            None => first(piece),
            Some(before) => Some(said_of(before, piece)),
        };
    }
    let way = match state {
        None => NamedWay::Silent,
        Some(it) if it.is_unsure => NamedWay::Unsure,
        Some(it) if it.is_good => NamedWay::Higher(it.by.phrase),
        Some(it) => NamedWay::Lower(it.by.phrase),
    };
    (way, is_open)
}

fn is_bad(says: Says) -> bool {
    matches!(
        says,
        Says::BadThing | Says::BadEvent | Says::Amiss | Says::Stops | Says::Suffers | Says::Denied
    )
}

fn is_bad_word(piece: &Piece) -> bool {
    is_bad(piece.says)
}

fn first(piece: Piece) -> Option<State> {
    let says_nothing = matches!(piece.says, Says::Nothing | Says::Thing);
    (!says_nothing).then_some(State {
        is_good: !is_bad(piece.says),
        is_unsure: false,
        by: piece,
        end: piece.end,
    })
}

/// What is said after another word.
fn said_of(before: State, piece: Piece) -> State {
    let is_next = piece.start == before.end;
    let end = piece.end;
    let kept = State { end, ..before };
    let turned = |is_good: bool| State {
        is_good,
        is_unsure: false,
        by: piece,
        end,
    };
    let unsure = State {
        is_unsure: true,
        ..kept
    };
    let was = before.by.says;
    let is_deed = matches!(
        was,
        Says::Deed | Says::Remedy | Says::Undoes | Says::Passive
    );
    match piece.says {
        Says::Nothing | Says::Thing => before,
        // The object of what is done.
        Says::BadThing | Says::BadEvent if before.is_good && is_deed => kept,
        Says::BadThing | Says::BadEvent => turned(false),
        Says::Amiss | Says::Stops if before.is_good && was == Says::Undoes => kept,
        // "Trả sách muộn": how it is done, or to what.
        Says::Amiss | Says::Stops
            if before.is_good
                && was == Says::Deed
                && MANNERS.contains(&piece.phrase)
                && !is_next =>
        {
            unsure
        }
        // "Hỗ trợ hộ mất đất" is done about it, "giải quyết chậm" is how it is done.
        Says::Amiss | Says::Stops | Says::Denied if before.is_good && is_deed && !is_next => kept,
        Says::Amiss | Says::Stops | Says::Denied => turned(false),
        // "Sản lượng giảm"; "Quỹ phòng, chống thiên tai" is for it.
        Says::Undoes if before.is_good && !is_deed => turned(!lessens(piece.phrase)),
        // "Chậm được giải quyết", "nợ đọng xây dựng": what is late, what is owed for.
        _ if was == Says::Stops && is_next && !before.is_unsure => kept,
        Says::Deed | Says::Good if was == Says::Denied => kept,
        Says::Amount if !before.is_good => kept,
        Says::Deed if !before.is_good && is_next => kept,
        Says::Passive => turned(true),
        _ if before.is_good && is_deed && !matches!(was, Says::Passive | Says::Deed) => kept,
        _ if before.is_good => turned(true),
        Says::Remedy | Says::Undoes => turned(true),
        Says::Deed if matches!(was, Says::BadThing | Says::BadEvent) => turned(true),
        Says::Good if was == Says::BadThing => turned(true),
        _ => unsure,
    }
}

/// Whether a verb says that there is less of what stands ahead of it.
fn lessens(verb: &str) -> bool {
    ["giảm", "cắt giảm", "kéo giảm", "hạ", "hạn chế"]
        .iter()
        .any(|it| starts_with(verb, it))
}

/// What is made, held or kept, where nothing is said of it.
fn of_thing(name: &str, head: &str, units: &[&str]) -> Option<&'static str> {
    let is_share = ["tỷ lệ", "tỉ lệ", "tỷ suất"]
        .iter()
        .any(|it| starts_with(name, it));
    let thing = |text: &str| {
        let first = pieces(text).into_iter().next()?;
        (first.says == Says::Thing && first.start == 0).then_some(first.phrase)
    };
    let named = thing(head);
    let is_neutral = NEUTRAL_HEADS
        .iter()
        .any(|it| starts_with(head, it) && named.is_none_or(|named| named.len() <= it.len()));
    if is_share || is_neutral {
        return None;
    }
    named.or_else(|| units.iter().find_map(|it| thing(&lower_words(it))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(content: &str, unit: &str) -> i8 {
        match named_way(content, &[unit]) {
            NamedWay::Higher(_) => 1,
            NamedWay::Lower(_) => -1,
            NamedWay::Unsure | NamedWay::Silent => 0,
        }
    }

    #[test]
    fn the_last_predicate_decides() {
        for (content, unit, expected) in [
            ("Tỷ lệ đất đá thải được hoàn thổ", "%", 1),
            ("Số tội phạm ra đầu thú", "Người", 1),
            ("Số vụ án hòa giải thành công", "Vụ", 1),
            ("Số công trình bỏ dở được thi công trở lại", "Công trình", 1),
            ("Số dự án chậm đưa đất vào sử dụng được xử lý", "Dự án", 1),
            ("Tỷ lệ hồ sơ giải quyết quá hạn", "%", -1),
            ("Số máy bơm ngừng hoạt động", "Máy", -1),
            ("Số vụ khiếu nại chậm được giải quyết", "Vụ", -1),
            ("Số cơ sở gây ô nhiễm chưa xử lý", "Cơ sở", -1),
            ("Số hồ sơ bị trả lại", "Hồ sơ", -1),
            ("Số vụ buôn lậu bị bắt giữ", "Vụ", 1),
            ("Số thôn không có ma túy", "Thôn", 1),
            ("Tỷ lệ hộ có hố rác", "%", 1),
            ("Số hộ còn nhà tạm", "Hộ", -1),
            ("Số trụ nước chữa cháy không hoạt động", "Trụ", -1),
            ("Số tang vật tồn kho chờ xử lý", "Kg", -1),
            ("Tỷ lệ hao hụt sau thu hoạch", "%", -1),
            ("Số tàu cá chưa lắp thiết bị giám sát", "Tàu", -1),
            ("Số người nghiện hoàn thành cai", "Người", 1),
            ("Số người nghiện mới phát sinh", "Người", -1),
            ("Số điểm sạt lở đã gia cố", "Điểm", 1),
            ("Số gia súc đã chết", "Con", -1),
            ("Số học sinh đoạt giải", "Học sinh", 1),
            ("Dư nợ xấu", "Tỷ đồng", -1),
            ("Dư nợ cho vay", "Tỷ đồng", 0),
            ("Đình chỉ cơ sở không khắc phục", "Cơ sở", 0),
            ("Tầm soát ung thư", "Người", 1),
            ("Tỷ lệ lao động trẻ em", "%", -1),
            ("Số học viên bỏ trốn khỏi cơ sở cai nghiện", "Người", -1),
        ] {
            assert_eq!(way(content, unit), expected, "{content}");
        }
    }

    #[test]
    fn objects_of_deeds_are_not_what_is_counted() {
        for (content, unit, expected) in [
            ("Diễn tập ứng cứu sự cố", "Cuộc", 1),
            ("Số cuộc kiểm tra vi phạm hành chính", "Cuộc", 1),
            ("Tỷ lệ doanh nghiệp báo cáo tai nạn lao động", "%", 1),
            ("Số lớp tập huấn phòng cháy", "Lớp", 1),
            ("Hỗ trợ hộ mất đất", "Hộ", 1),
            ("Số cuộc thanh tra chậm kết luận", "Cuộc", -1),
            ("Tỷ lệ lao động phi chính thức", "%", -1),
            ("Nợ đọng xây dựng cơ bản", "Tỷ đồng", -1),
            ("Tỷ lệ thất thu thuế", "%", -1),
            ("Thu Quỹ phòng, chống thiên tai", "Triệu đồng", 1),
        ] {
            assert_eq!(way(content, unit), expected, "{content}");
        }
    }

    #[test]
    fn what_is_spent_is_to_be_less_unless_it_is_spared() {
        for (content, unit, expected) in [
            ("Thời gian giải quyết thủ tục", "Ngày", -1),
            ("Thời gian lưu trú của khách", "Ngày", 0),
            ("Lượng xăng dầu tiêu thụ", "Lít", -1),
            ("Tỷ lệ hộ sử dụng nước sạch", "%", 1),
            ("Chi phí xử lý rác", "Triệu đồng", -1),
            ("Chi phí tiết kiệm được", "Triệu đồng", 1),
        ] {
            assert_eq!(way(content, unit), expected, "{content}");
        }
    }

    #[test]
    fn without_a_word_that_decides_nothing_is_said() {
        for (content, unit) in [
            ("Số người", "Người"),
            ("Số lượt", "Lượt"),
            ("Số vụ", "Vụ"),
            ("Kinh phí", "Triệu đồng"),
            ("Số bạn đọc trả sách muộn", "Người"),
            ("Số xe qua phà", "Xe"),
            ("Số ngày điều trị bình quân", "Ngày"),
            ("Quy mô dân số", "Người"),
            ("Cơ cấu kinh tế", "%"),
        ] {
            assert_eq!(way(content, unit), 0, "{content}");
        }
        assert_eq!(way("Số trạm quan trắc", "Trạm"), 1);
        assert_eq!(way("Sản lượng gạch không nung", "Triệu viên"), 1);
    }

    #[test]
    fn each_word_says_one_thing() {
        let mut seen: Vec<&str> = words::words().map(|(word, _)| word).collect();
        let n = seen.len();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), n);
    }
}
