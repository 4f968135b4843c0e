//! How one syllable is taken for another: by the ear, by the fingers, or by a keyboard without marks.

use super::orthography::{Syllable, split_tone};

/// A way in which people write one word for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Confusion {
    /// Hỏi for ngã, or the other way round.
    HoiNga,
    /// Another tone, or none.
    Tone,
    /// Another mark of a letter, or none: "dử", "nươc".
    Mark,
    /// Both.
    ToneAndMark,
    /// No mark at all: "quan ly".
    Unmarked,
    /// s/x, ch/tr, d/gi/r, l/n and the like.
    Onset,
    /// n/ng, t/c, n/nh.
    Coda,
    /// i/y.
    Vowel,
    /// Both ends of a syllable: "xác" for "sát".
    OnsetAndCoda,
    /// A letter is lost.
    Lost,
    /// A letter too many.
    Extra,
    /// Two letters changed places.
    Swapped,
    /// Another letter.
    Other,
}

impl Confusion {
    /// How unlikely the confusion is, in bits; `None` where it is not considered, since a word in use is
    /// too near to many others.
    pub fn cost(self, is_in_use: bool) -> Option<f32> {
        if is_in_use {
            return self.cost_in_use();
        }
        Some(match self {
            Confusion::HoiNga => 0.0,
            Confusion::Tone | Confusion::Mark | Confusion::Unmarked | Confusion::Onset => 2.0,
            Confusion::Coda | Confusion::Vowel => 3.0,
            Confusion::OnsetAndCoda => 6.0,
            Confusion::ToneAndMark => 4.0,
            Confusion::Lost => 3.0,
            Confusion::Extra | Confusion::Swapped => 2.0,
            Confusion::Other => 5.0,
        })
    }

    /// The same where the word written is one in use, and most likely meant.
    fn cost_in_use(self) -> Option<f32> {
        Some(match self {
            Confusion::HoiNga => 9.5,
            Confusion::Coda => 13.0,
            Confusion::Onset => 14.5,
            Confusion::Vowel => 15.5,
            Confusion::Unmarked => 16.5,
            Confusion::Tone | Confusion::Mark => 19.5,
            Confusion::OnsetAndCoda => 20.5,
            Confusion::Lost => 23.5,
            Confusion::ToneAndMark => 24.5,
            Confusion::Extra | Confusion::Swapped | Confusion::Other => return None,
        })
    }
}

/// A word, prepared for comparison.
#[derive(Clone, Debug)]
pub struct Form {
    /// Lower-case, with the tone mark where laws put it.
    pub text: String,
    letters: Vec<char>,
    syllable: Option<Syllable>,
    /// Without any mark.
    bare: String,
    tone: Option<u8>,
    /// Without tone.
    toneless: String,
}

impl Form {
    /// Prepares a lower-case word.
    pub fn of(word: &str) -> Form {
        let syllable = Syllable::parse(word);
        let text = syllable.map_or_else(|| word.to_owned(), Syllable::text);
        let (toneless, tone) = match split_tone(&text) {
            Some((toneless, tone)) => (toneless, Some(tone)),
            None => (text.clone(), None),
        };
        Form {
            letters: text.chars().collect(),
            bare: toneless
                .chars()
                .map(super::orthography::bare_letter)
                .collect(),
            syllable,
            tone,
            toneless,
            text,
        }
    }

    pub fn syllable(&self) -> Option<Syllable> {
        self.syllable
    }

    /// The letters without any mark.
    pub fn bare(&self) -> &str {
        &self.bare
    }

    /// The syllables with an onset that is confused with the own one.
    pub fn with_other_onset(&self) -> Vec<String> {
        let Some(own) = self.syllable else {
            return Vec::new();
        };
        let others = ONSETS.iter().filter_map(|[one, other]| {
            let onset = match own.onset_text() {
                it if it == *one => other,
                it if it == *other => one,
                _ => return None,
            };
            own.with_onset(onset)
        });
        others.map(Syllable::text).collect()
    }

    /// Returns how `self` may have been written for `meant`.
    pub fn confusion(&self, meant: &Form) -> Option<Confusion> {
        if self.bare == meant.bare {
            return self.marks(meant);
        }
        if self.letters.len().abs_diff(meant.letters.len()) > 3 {
            return None;
        }
        if let (Some(own), Some(other)) = (self.syllable, meant.syllable)
            && own.tone == other.tone
            && let Some(confusion) = sounds(own, other)
        {
            return Some(confusion);
        }
        edit(&self.letters, &meant.letters)
    }

    /// How they differ when their letters do not.
    fn marks(&self, meant: &Form) -> Option<Confusion> {
        if self.text == meant.text {
            return None;
        }
        if self.text.is_ascii() {
            return Some(Confusion::Unmarked);
        }
        Some(match (self.tone, meant.tone) {
            (Some(2), Some(3)) | (Some(3), Some(2)) if self.toneless == meant.toneless => {
                Confusion::HoiNga
            }
            _ if self.toneless == meant.toneless => Confusion::Tone,
            (own, other) if own.is_some() && own == other => Confusion::Mark,
            _ => Confusion::ToneAndMark,
        })
    }
}

/// Onsets that are confused.
const ONSETS: &[[&str; 2]] = &[
    ["s", "x"],
    ["ch", "tr"],
    ["d", "gi"],
    ["d", "r"],
    ["gi", "r"],
    ["l", "n"],
    ["ng", "ngh"],
    ["g", "gh"],
    ["c", "k"],
    ["c", "qu"],
    ["k", "qu"],
    ["d", "v"],
    ["gi", "v"],
    ["t", "th"],
    ["n", "nh"],
    ["g", "ng"],
    ["gh", "ngh"],
];
/// Codas that are confused.
const CODAS: &[[&str; 2]] = &[
    ["n", "ng"],
    ["t", "c"],
    ["n", "nh"],
    ["ch", "t"],
    ["ng", "nh"],
    ["ch", "c"],
];

/// Whether the onset has the first vowel of the other rhyme: "giết" has the rhyme of "diết".
fn is_glide_of(own: Syllable, other: Syllable) -> bool {
    let rhyme = own.rhyme_text();
    own.onset_text() == "gi"
        && rhyme.starts_with('ê')
        && other.rhyme_text().strip_prefix('i') == Some(rhyme)
}

fn sounds(own: Syllable, other: Syllable) -> Option<Confusion> {
    let are = |pairs: &[[&str; 2]], one: &str, two: &str| {
        pairs
            .iter()
            .any(|[a, b]| (*a == one && *b == two) || (*a == two && *b == one))
    };
    if own.rhyme == other.rhyme || is_glide_of(own, other) || is_glide_of(other, own) {
        let is_confused = are(ONSETS, own.onset_text(), other.onset_text());
        return is_confused.then_some(Confusion::Onset);
    }
    let is_coda = own.nucleus() == other.nucleus() && are(CODAS, own.coda(), other.coda());
    if own.onset != other.onset {
        let is_both = is_coda && are(ONSETS, own.onset_text(), other.onset_text());
        return is_both.then_some(Confusion::OnsetAndCoda);
    }
    if own.nucleus() == other.nucleus() {
        return is_coda.then_some(Confusion::Coda);
    }
    let rhymes = (own.rhyme_text(), other.rhyme_text());
    matches!(rhymes, ("i", "y") | ("y", "i") | ("i", "uy") | ("uy", "i"))
        .then_some(Confusion::Vowel)
}

/// Returns the single edit that leads from `written` to `meant`.
fn edit(written: &[char], meant: &[char]) -> Option<Confusion> {
    let same = written
        .iter()
        .zip(meant)
        .take_while(|(a, b)| a == b)
        .count();
    let behind = |text: &'_ [char], n: usize| text.get(same + n..).map(<[char]>::to_vec);
    match meant.len().checked_sub(written.len()) {
        Some(0) => {
            let (a, b) = (written.get(same..)?, meant.get(same..)?);
            if a.get(1..) == b.get(1..) {
                return Some(Confusion::Other);
            }
            let is_swapped =
                a.first() == b.get(1) && a.get(1) == b.first() && a.get(2..) == b.get(2..);
            is_swapped.then_some(Confusion::Swapped)
        }
        Some(1) => (behind(written, 0) == behind(meant, 1)).then_some(Confusion::Lost),
        None if written.len() == meant.len() + 1 => {
            (behind(written, 1) == behind(meant, 0)).then_some(Confusion::Extra)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_confusion() {
        for (written, meant, confusion) in [
            ("sỡ", "sở", Some(Confusion::HoiNga)),
            ("chuyên", "chuyển", Some(Confusion::Tone)),
            ("nươc", "nước", Some(Confusion::Tone)),
            ("nuớc", "nước", Some(Confusion::Mark)),
            ("dông", "động", Some(Confusion::ToneAndMark)),
            ("quan", "quản", Some(Confusion::Unmarked)),
            ("xử", "sử", Some(Confusion::Onset)),
            ("nghành", "ngành", Some(Confusion::Extra)),
            ("dảng", "giảng", Some(Confusion::Onset)),
            ("diết", "giết", Some(Confusion::Onset)),
            ("giêng", "riêng", Some(Confusion::Onset)),
            ("việt", "việc", Some(Confusion::Coda)),
            ("xác", "sát", Some(Confusion::OnsetAndCoda)),
            ("kĩ", "kỹ", Some(Confusion::Vowel)),
            ("quí", "quý", Some(Confusion::Vowel)),
            ("hoạh", "hoạch", Some(Confusion::Lost)),
            ("hiệnn", "hiện", Some(Confusion::Extra)),
            ("triểnk", "triển", Some(Confusion::Extra)),
            ("hnâ", "nhâ", Some(Confusion::Swapped)),
            ("thựv", "thực", Some(Confusion::Other)),
            ("hồ", "hồ", None),
            ("hồ", "sách", None),
        ] {
            assert_eq!(
                Form::of(written).confusion(&Form::of(meant)),
                confusion,
                "{written} {meant}"
            );
        }
    }
}
