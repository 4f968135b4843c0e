//! Two words without a blank between them, of which the second has a capital: "Chỉ huyQuân sự", "Công tyTNHH". A
//! part of `capital-in-word`.

use crate::{
    reference::syllable_pairs::{Id, pairs},
    text::{orthography::Syllable, search::offset_in, syllable::is_syllable},
};

/// How often people write a word that may stand before another.
const USUAL: f32 = 60.0;
/// So many capitals are an abbreviation; fewer end the names of products.
const ABBREVIATION: usize = 3;

/// Finds the place where a blank is missing.
pub(super) fn missing_blank(text: &str) -> Option<usize> {
    let mut before = "";
    let words = text.split(|c: char| !c.is_alphabetic());
    words
        .into_iter()
        .filter(|it| !it.is_empty())
        .find_map(|word| {
            let found = inner_capital(word).filter(|at| are_two(before, word.split_at(*at)));
            before = word;
            found.map(|at| offset_in(text, word) + at)
        })
}

/// Where the only part of a word begins that has a capital behind small letters.
fn inner_capital(word: &str) -> Option<usize> {
    let mut was_small = false;
    let mut starts = word.char_indices().filter(|(_, c)| {
        let begins = was_small && c.is_uppercase();
        was_small = c.is_lowercase();
        begins
    });
    let (at, _) = starts.next()?;
    starts.next().is_none().then_some(at)
}

/// Whether both parts are words of their own: Vietnamese ones with a mark, or a compound before an abbreviation.
fn are_two(before: &str, (first, second): (&str, &str)) -> bool {
    let is_marked = !first.is_ascii() || !second.is_ascii();
    let is_word = second.chars().skip(1).all(char::is_lowercase)
        && 1 < second.chars().count()
        && is_syllable(second);
    let is_abbreviation =
        ABBREVIATION <= second.chars().count() && second.chars().all(char::is_uppercase);
    let ends_compound = || {
        let pair = usual(before).zip(usual(first));
        pair.is_some_and(|(one, other)| pairs().is_frequent(one, other))
    };
    let is_name = is_syllable(&[first, second].concat());
    usual(first).is_some()
        && !is_name
        && ((is_marked && is_word) || (is_abbreviation && ends_compound()))
}

/// The word, if people often write it.
fn usual(word: &str) -> Option<Id> {
    let id = pairs().id(&Syllable::parse(&word.to_lowercase())?.text())?;
    (USUAL <= pairs().count(id) && 1 < word.len()).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_words_are_parted_at_the_capital() {
        for (text, parted) in [
            ("Bến thuyềnBạch Đằng", "thuyền|Bạch"),
            ("Bộ Chỉ huyQuân sự tỉnh", "huy|Quân"),
            ("Công tyTNHH Mai", "ty|TNHH"),
            ("phố cổHội An", "cổ|Hội"),
        ] {
            let at = missing_blank(text).unwrap();
            let both = format!("{}|{}", &text[..at], &text[at..]);
            assert!(both.contains(parted), "{both}");
        }
        for text in [
            "Ứng dụng VNeID, eKYC, VietGAP, MyTV, YouTube",
            "Đắk Lắk, K'Ho, M'Nông",
            "kWh, iOS, pH, TikTok, Zalo",
            "LÊ Ông, hồ ĐưỢc nạo vét",
        ] {
            assert_eq!(missing_blank(text), None, "{text}");
        }
    }
}
