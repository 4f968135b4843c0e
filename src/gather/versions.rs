//! Which of several files of a unit holds, by what their names say: "(2)", "lần 2", "dự thảo", "chính thức".

use super::sender::stem;
use crate::text::likeness::{folded, words};

/// A draft, whichever, is before all others.
const DRAFT: u32 = 10_000;
const PLAIN: u32 = 20_000;
/// The official one is after one whose name says nothing, and after drafts.
const OFFICIAL: u32 = 20_900;
/// One that says that it corrects, adds to or takes the place of another.
const LATER: u32 = 60_000;
/// How far numbers are apart; days of a year stand between them.
const STEP: u32 = 1_000;

/// Words of files that come after others, without marks.
const CORRECTING: &[&str] = &[
    "bo sung",
    "thay the",
    "dinh chinh",
    "da sua",
    "chinh sua",
    "dieu chinh",
    "cap nhat",
    "hoan thien",
    "gui lai",
    "sua",
    "final",
    "cuoi",
    "moi nhat",
];

/// Returns the place of a file among the versions of a unit's answer, by its name.
pub(super) fn version(file: &str) -> u32 {
    let said = folded(&words(&stem(file).replace(['_', '-', '.'], " ")));
    let text = format!(" {} ", said.join(" "));
    let has = |phrase: &str| text.contains(&format!(" {phrase} "));
    let number = number_in(&said).or_else(|| number_in_brackets(file));
    let steps = number.map_or(0, |n| STEP * n.saturating_sub(1));
    let kind = if has("du thao") {
        DRAFT
    } else if CORRECTING.iter().any(|it| has(it)) {
        LATER
    } else if number.is_none() && has("chinh thuc") {
        OFFICIAL
    } else {
        PLAIN
    };
    let is_draft = kind == DRAFT;
    let steps = if is_draft { steps.min(STEP * 9) } else { steps };
    kind + steps + day_in(&said).unwrap_or_default()
}

/// "lần 2", "v2", "bản 3".
fn number_in(words: &[String]) -> Option<u32> {
    let number = |word: &str| word.parse::<u32>().ok().filter(|n| *n < NUMBER_MAX);
    words.iter().enumerate().find_map(|(at, word)| {
        let names_it = matches!(word.as_str(), "lan" | "v" | "ban" | "version");
        let next = words.get(at + 1).filter(|_| names_it);
        let glued = || {
            let n = word.strip_prefix('v').or_else(|| word.strip_prefix("lan"));
            n.and_then(number)
        };
        next.and_then(|it| number(it)).or_else(glued)
    })
}

const NUMBER_MAX: u32 = 20;

/// "Xã A (1)" is the second that a browser stored.
fn number_in_brackets(file: &str) -> Option<u32> {
    let inside = stem(file).trim_end().strip_suffix(')');
    let (_, n) = inside?.rsplit_once('(')?;
    let n = n.trim().parse::<u32>().ok()?;
    (n < NUMBER_MAX).then_some(n + 1)
}

/// The day behind the word "ngày", as its place in the year.
fn day_in(words: &[String]) -> Option<u32> {
    let at = words.iter().position(|it| it == "ngay")?;
    let number = |at: usize, max: u32| {
        let n = words.get(at)?.parse::<u32>().ok()?;
        (1..=max).contains(&n).then_some(n)
    };
    let (day, month) = (number(at + 1, 31)?, number(at + 2, 12)?);
    Some(31 * (month - 1) + day)
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn names_of_files_tell_which_holds() {
        for (earlier, later) in [
            ("Quỳnh Nhai (dự thảo).xlsx", "Quỳnh Nhai (chính thức).xlsx"),
            ("Quỳnh Nhai (dự thảo).xlsx", "Quỳnh Nhai.xlsx"),
            (
                "Quỳnh Nhai dự thảo lần 1.xlsx",
                "Quỳnh Nhai dự thảo lần 2.xlsx",
            ),
            ("Quỳnh Nhai dự thảo lần 3.xlsx", "Quỳnh Nhai.xlsx"),
            ("Bac Lieu.xls", "Bac Lieu (cap nhat ngay 16-3).xls"),
            (
                "Bac Lieu cap nhat ngay 16-3.xls",
                "Bac Lieu cap nhat ngay 2-4.xls",
            ),
            ("Bac Lieu ngay 15.3.xls", "Bac Lieu ngay 16.3.xls"),
            ("Xã A.csv", "Xã A (1).csv"),
            ("Xã A lần 1.csv", "Xã A lần 2.csv"),
            ("Xã A v2.csv", "Xã A_dinh chinh.csv"),
            ("Xã A (chính thức).csv", "Xã A (thay thế).csv"),
            ("Xã A_bo sung.csv", "Xã A_bo sung lan 2.csv"),
        ] {
            assert!(version(earlier) < version(later), "{earlier} / {later}");
        }
        assert_eq!(version("Xã A.csv"), version("Xã A lần 1.csv"));
        assert_eq!(version("Xã A.csv"), version("BM 01 xa A.csv"));
    }
}
