//! What marks and words such as "Đạt" come to.

use super::total::{Total, says_nothing};
use crate::{
    model::is_mark,
    text::likeness::{folded, words},
};

/// How many put a mark under a heading, which then holds for them; `None` unless all that is said are marks,
/// or the words of the heading itself.
pub(super) fn of_marks(heading: &str, filled: &[&str]) -> Option<Total> {
    let own = heading.rsplit(['\n', '/']).next().unwrap_or_default();
    // Beside marks, "1" and "có" are marks too.
    let is_one = |text: &str| matches!(text.trim().to_lowercase().as_str(), "1" | "có");
    let is_heading = |text: &str| !own.trim().is_empty() && words(own) == words(text);
    let holds = |text: &&&str| is_mark(text) || is_one(text) || is_heading(text);
    let n = filled.iter().filter(holds).count();
    let n_not = filled.iter().filter(|it| says_nothing(it) || is_open(it));
    let has_marks = filled.iter().any(|it| is_mark(it));
    (has_marks && n + n_not.count() == filled.len()).then_some(Total::Marked(n))
}

/// How many say that something is met, or that there is something.
pub(super) fn of_words(filled: &[&str]) -> Option<Total> {
    let said: Vec<String> = filled
        .iter()
        .map(|it| folded(&words(it)).join(" "))
        .collect();
    let is = |it: &String| {
        matches!(
            it.as_str(),
            "dat" | "khong dat" | "chua dat" | "co" | "khong" | "chua"
        )
    };
    let n_met = said.iter().filter(|it| *it == "dat" || *it == "co").count();
    let speaks_of_it = said.iter().any(|it| it.ends_with("dat"));
    said.iter().all(is).then_some(match speaks_of_it {
        true => Total::Met {
            n: n_met,
            of: said.len(),
        },
        false => Total::Yes {
            n: n_met,
            of: said.len(),
        },
    })
}

/// Whether a cell beside marks says that none was put.
fn is_open(text: &str) -> bool {
    matches!(text.trim(), "-" | "–" | "—" | "0") || folded(&words(text)) == ["chua"]
}
