//! Slips of typing and spelling.

use phuluc::model::{Document, Role};
use unicode_normalization::UnicodeNormalization as _;

use super::{Defect, Kind, aside, change_one, kind};
use crate::dice::Dice;

pub const KINDS: &[Kind] = &[
    kind("a tone mark is lost", |d, r| {
        word(d, r, |w| without(w, TONES))
    }),
    kind("hỏi for ngã, ngã for hỏi", |d, r| {
        word(d, r, |w| swapped_mark(w, '\u{309}', '\u{303}'))
    }),
    kind("s for x, x for s", |d, r| {
        word(d, r, |w| first(w, &[("s", "x"), ("x", "s")]))
    }),
    kind("ch for tr, tr for ch", |d, r| {
        word(d, r, |w| first(w, &[("ch", "tr"), ("tr", "ch")]))
    }),
    kind("n for ng at the end", |d, r| {
        word(d, r, |w| last(w, "ng", "n"))
    }),
    aside("c for t at the end", |d, r| {
        word(d, r, |w| last(w, "t", "c"))
    }),
    aside("d for gi", |d, r| word(d, r, |w| first(w, &[("gi", "d")]))),
    kind("Telex left over", |d, r| word(d, r, telex)),
    kind("a word without its marks", |d, r| {
        word(d, r, |w| without(w, ALL_MARKS))
    }),
    kind("a word twice", |d, r| {
        word(d, r, |w| Some(format!("{w} {w}")))
    }),
    kind("two words twice", twice),
    kind("điện tủ", |d, r| {
        change_one(d, r, &[Role::Content, Role::Result], |spot, _| {
            let is_one = spot.text.contains("điện tử");
            is_one.then(|| spot.text.replacen("điện tử", "điện tủ", 1))
        })
    }),
    kind("a tone mark on the wrong letter", |d, r| {
        change_one(d, r, &[Role::Content, Role::Result], |spot, _| {
            let slips = [
                ("của", "cuả"),
                ("toàn", "tòan"),
                ("khoản", "khỏan"),
                ("quý", "qúy"),
                ("giá", "gía"),
            ];
            let (right, wrong) = slips.iter().find(|(right, _)| spot.text.contains(right))?;
            Some(spot.text.replacen(right, wrong, 1))
        })
    }),
    kind("a letter is lost", |d, r| word(d, r, lost)),
    kind("a letter twice", |d, r| word(d, r, doubled)),
    aside("two letters exchanged", |d, r| word(d, r, exchanged)),
    kind("sắc for huyền", |d, r| {
        word(d, r, |w| swapped_mark(w, '\u{301}', '\u{300}'))
    }),
    aside("nặng for sắc", |d, r| {
        word(d, r, |w| swapped_mark(w, '\u{301}', '\u{323}'))
    }),
    aside("the hat of a vowel is lost", |d, r| {
        word(d, r, |w| without(w, &['\u{302}', '\u{31b}', '\u{306}']))
    }),
    aside("two words run together", joined),
];

const TONES: &[char] = &['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
const ALL_MARKS: &[char] = &[
    '\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}', '\u{302}', '\u{306}', '\u{31b}',
];
const TEXTS: &[Role] = &[Role::Content, Role::Result];

/// Changes one lower-case word of a text, preferably in its middle.
fn word(
    document: &Document,
    dice: &mut Dice,
    change: impl Fn(&str) -> Option<String>,
) -> Option<Defect> {
    change_one(document, dice, TEXTS, |spot, dice| {
        let words: Vec<&str> = spot.text.split(' ').collect();
        let n = words.len();
        if n < 4 {
            return None;
        }
        let start = dice.below(n - 2);
        (0..n - 2).find_map(|at| {
            let at = 1 + (start + at) % (n - 2);
            let plain = words[at].chars().all(|c| c.is_lowercase());
            let long = 2 <= words[at].chars().count();
            let other = change(words[at]).filter(|it| plain && long && it != words[at])?;
            let mut words = words.clone();
            words[at] = &other;
            Some(words.join(" "))
        })
    })
}

fn without(word: &str, marks: &[char]) -> Option<String> {
    let bare: String = word.nfd().filter(|c| !marks.contains(c)).nfc().collect();
    Some(if marks.len() == ALL_MARKS.len() {
        bare.replace('đ', "d")
    } else {
        bare
    })
}

fn swapped_mark(word: &str, one: char, two: char) -> Option<String> {
    let swap = |c| match c {
        c if c == one => two,
        c if c == two => one,
        c => c,
    };
    Some(word.nfd().map(swap).nfc().collect())
}

fn first(word: &str, pairs: &[(&str, &str)]) -> Option<String> {
    pairs
        .iter()
        .find_map(|(from, to)| Some(format!("{to}{}", word.strip_prefix(from)?)))
}

fn last(word: &str, from: &str, to: &str) -> Option<String> {
    Some(format!("{}{to}", word.strip_suffix(from)?))
}

fn telex(word: &str) -> Option<String> {
    let mut tone = "";
    let mut out = String::new();
    let mut marked = 0;
    for c in word.nfd() {
        match c {
            '\u{300}' => tone = "f",
            '\u{301}' => tone = "s",
            '\u{303}' => tone = "x",
            '\u{309}' => tone = "r",
            '\u{323}' => tone = "j",
            '\u{302}' => {
                let last = out.chars().last()?;
                out.push(last);
                marked += 1;
            }
            '\u{306}' | '\u{31b}' => {
                out.push('w');
                marked += 1;
            }
            'đ' => {
                out.push_str("dd");
                marked += 1;
            }
            c => out.push(c),
        }
    }
    (marked + tone.len() > 0).then(|| format!("{out}{tone}"))
}

fn lost(word: &str) -> Option<String> {
    let letters: Vec<char> = word.chars().collect();
    let at = letters.len() / 2;
    let kept = letters.iter().enumerate().filter(|(idx, _)| *idx != at);
    (4 <= letters.len()).then(|| kept.map(|(_, c)| c).collect())
}

fn doubled(word: &str) -> Option<String> {
    let letters: Vec<char> = word.chars().collect();
    let first = letters.first()?;
    (3 <= letters.len()).then(|| format!("{first}{word}"))
}

fn exchanged(word: &str) -> Option<String> {
    let mut letters: Vec<char> = word.chars().collect();
    let n = letters.len();
    (3 <= n).then(|| {
        letters.swap(n - 1, n - 2);
        letters.into_iter().collect()
    })
}

fn twice(document: &Document, dice: &mut Dice) -> Option<Defect> {
    change_one(document, dice, TEXTS, |spot, dice| {
        let words: Vec<&str> = spot.text.split(' ').collect();
        let n = words.len();
        if n < 6 {
            return None;
        }
        let at = 1 + dice.below(n - 4);
        let pair = &words[at..at + 2];
        let plain = pair.iter().all(|it| it.chars().all(char::is_lowercase));
        let text = [&words[..at + 2], pair, &words[at + 2..]]
            .concat()
            .join(" ");
        (plain && pair[0] != pair[1]).then_some(text)
    })
}

fn joined(document: &Document, dice: &mut Dice) -> Option<Defect> {
    change_one(document, dice, TEXTS, |spot, dice| {
        let words: Vec<&str> = spot.text.split(' ').collect();
        let n = words.len();
        if n < 5 {
            return None;
        }
        let at = 1 + dice.below(n - 3);
        let plain = words[at..at + 2]
            .iter()
            .all(|it| it.chars().all(char::is_lowercase));
        let one = words[at..at + 2].concat();
        let text = [&words[..at], &[one.as_str()], &words[at + 2..]]
            .concat()
            .join(" ");
        plain.then_some(text)
    })
}
