//! What marks and words such as "Đạt" come to.

use super::{
    answer_words::{answer_in, answer_word},
    total::{Total, says_nothing},
};
use crate::{
    model::is_mark,
    text::likeness::{folded, words},
};

/// How many put a mark under a heading, which then holds for them; `None` unless all that is said are marks,
/// or the words of the heading itself.
pub(super) fn of_marks(heading: &str, filled: &[&str]) -> Option<Total> {
    if filled
        .iter()
        .any(|it| is_figure(it) && !matches!(*it, "0" | "1"))
    {
        return None;
    }
    let mut lines = heading.rsplit('\n').flat_map(|it| it.rsplit(LINE));
    let line = lines.next().unwrap_or_default();
    let own = answer_word(line);
    // "Đã có (Có/Không)", "Có / Không" let choose: there a mark beside words says nothing.
    let named = folded(&words(line));
    let names = |word: &str| named.iter().any(|it| it == word);
    let lets_choose = names("co") && (names("khong") || names("chua"));
    if lets_choose && filled.iter().any(|it| !is_mark(it)) {
        return None;
    }
    let is_opposite = lines.next().map(answer_word).as_deref() == Some(positive(&own));
    // Beside marks, "1" and "có" are marks too.
    let is_one = |text: &str| matches!(text.trim().to_lowercase().as_str(), "1" | "có");
    let is_heading = |text: &str| !own.is_empty() && answer_in(text) == own;
    let holds = |text: &&&str| is_mark(text) || is_one(text) || is_heading(text);
    let n = filled.iter().filter(holds).count();
    let n_not = filled.iter().filter(|it| says_nothing(it) || is_open(it));
    let are_marks = filled.iter().any(|it| is_mark(it)) && n + n_not.count() == filled.len();
    // The words of the heading are marks too.
    let are_headings = !is_opposite && filled.iter().all(|it| is_heading(it));
    (are_marks || are_headings).then_some(Total::Marked(n))
}

/// What separates the lines of a heading.
const LINE: &str = " / ";

/// The answer that another denies.
fn positive(answer: &str) -> &str {
    match answer {
        "khong" => "co",
        _ => answer.strip_prefix("khong ").unwrap_or_default(),
    }
}

/// How many say that something is met, or that there is something: "Có", "Chưa (đang xây dựng)". What says
/// neither is told apart where there are no figures.
pub(super) fn of_words(filled: &[&str]) -> Option<Total> {
    if filled.iter().any(|it| is_figure(it)) {
        return None;
    }
    let said: Vec<Option<Said>> = filled.iter().map(|it| said(it)).collect();
    let n_met = said.iter().flatten().filter(|it| it.is_met).count();
    let speaks_of_it = said.iter().flatten().any(|it| it.is_of_meeting);
    let of = said.iter().flatten().count();
    let n_others = said.len() - of;
    // "Không" and "Không, đã xong" answer a question about difficulties as well.
    let is_answered = 0 < n_met || speaks_of_it;
    let is_bare = n_others == 0 && said.iter().flatten().all(|it| !it.is_explained);
    let is_of_words = n_others < of && (is_answered || is_bare);
    let total = match speaks_of_it {
        true => Total::Met { n: n_met, of },
        false => Total::Yes { n: n_met, of },
    };
    is_of_words.then(|| match n_others {
        0 => total,
        n => Total::Partly(Box::new(total), n),
    })
}

/// What an answer says of what is asked.
struct Said {
    is_met: bool,
    /// Whether in words of meeting a requirement: "Đạt".
    is_of_meeting: bool,
    is_explained: bool,
}

fn said(text: &str) -> Option<Said> {
    let (answer, explained) = match text.find(['(', ',', ';', ':', '.']) {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    // "Có, nhưng chưa đạt" is neither.
    let explained = folded(&words(explained));
    let is_taken_back = explained
        .iter()
        .any(|it| matches!(it.as_str(), "nhung" | "song" | "tuy" | "hoac"));
    let (is_met, is_of_meeting) = match folded(&words(answer)).join(" ").as_str() {
        "dat" => (true, true),
        "khong dat" | "chua dat" => (false, true),
        "co" | "da co" => (true, false),
        "khong" | "chua" | "chua co" => (false, false),
        _ => return None,
    };
    let said = Said {
        is_met,
        is_of_meeting,
        is_explained: !explained.is_empty(),
    };
    (!is_taken_back).then_some(said)
}

/// Whether an answer begins with a figure: "12 hồ sơ".
fn is_figure(text: &str) -> bool {
    text.trim().starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a cell beside marks says that none was put.
fn is_open(text: &str) -> bool {
    matches!(text.trim(), "-" | "–" | "—" | "0") || folded(&words(text)) == ["chua"]
}
