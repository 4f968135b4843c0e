//! Difference of two texts by phrases.

use std::ops::Range;

/// A part of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'text> {
    Same(&'text str),
    Removed(&'text str),
    Inserted(&'text str),
}

impl<'text> Part<'text> {
    pub fn text(self) -> &'text str {
        match self {
            Part::Same(text) | Part::Removed(text) | Part::Inserted(text) => text,
        }
    }
}

/// Returns the difference of two texts by phrases: whole words are easier to read than changed
/// letters, and one change is easier to read than two with a single word between them.
pub fn difference<'text>(before: &'text str, after: &'text str) -> Vec<Part<'text>> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for stretch in stretches_of(before, after) {
        // What was changed, one word as it was, and what is changed now are one change.
        if let [.., Stretch { same: false, .. }, between] = stretches.as_slice()
            && between.same
            && !stretch.same
            && is_one_word(before.get(between.old.clone()).unwrap_or_default())
        {
            stretches.pop();
        }
        match stretches.last_mut() {
            Some(last) if last.same == stretch.same => {
                (last.old.end, last.new.end) = (stretch.old.end, stretch.new.end);
            }
            _ => stretches.push(stretch),
        }
    }
    let parts = stretches.into_iter().flat_map(|stretch| {
        let old = before.get(stretch.old).unwrap_or_default();
        let new = after.get(stretch.new).unwrap_or_default();
        match stretch.same {
            true => [Part::Same(old), Part::Inserted("")],
            false => [Part::Removed(old), Part::Inserted(new)],
        }
    });
    parts.filter(|part| !part.text().is_empty()).collect()
}

fn is_one_word(text: &str) -> bool {
    text.split_whitespace().count() <= 1
}

/// A part of both texts, as byte ranges.
struct Stretch {
    same: bool,
    old: Range<usize>,
    new: Range<usize>,
}

/// Returns the words of both texts in order, each as its own stretch: equal, or removed or inserted.
fn stretches_of(before: &str, after: &str) -> Vec<Stretch> {
    let (old, new) = (words(before), words(after));
    // `common[i * width + j]`: length of the longest common subsequence of old[i..] and new[j..].
    let width = new.len() + 1;
    let mut common = vec![0u32; (old.len() + 1) * width];
    let at = |common: &[u32], i: usize, j: usize| common.get(i * width + j).copied().unwrap_or(0);
    for (i, left) in old.iter().enumerate().rev() {
        for (j, right) in new.iter().enumerate().rev() {
            let best = match before.get(left.clone()) == after.get(right.clone()) {
                true => at(&common, i + 1, j + 1) + 1,
                false => at(&common, i + 1, j).max(at(&common, i, j + 1)),
            };
            if let Some(slot) = common.get_mut(i * width + j) {
                *slot = best;
            }
        }
    }
    let mut stretches = Vec::new();
    let (mut i, mut j) = (0, 0);
    loop {
        let (left, right) = (old.get(i).cloned(), new.get(j).cloned());
        // Where each text stands when it has nothing to add.
        let old_at = left.as_ref().map_or(before.len(), |it| it.start);
        let new_at = right.as_ref().map_or(after.len(), |it| it.start);
        let (same, old, new) = match (left, right) {
            (None, None) => return stretches,
            (Some(left), Some(right)) if before.get(left.clone()) == after.get(right.clone()) => {
                (true, left, right)
            }
            (Some(left), right)
                if right.is_none() || at(&common, i, j + 1) <= at(&common, i + 1, j) =>
            {
                (false, left, new_at..new_at)
            }
            (_, Some(right)) => (false, old_at..old_at, right),
            (Some(left), None) => (false, left, new_at..new_at),
        };
        i += usize::from(!old.is_empty());
        j += usize::from(!new.is_empty());
        stretches.push(Stretch { same, old, new });
    }
}

/// Splits a text into words and the whitespace between them, as byte ranges. A text of more than
/// [`WORDS_MAX`] parts is a single one.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut was_blank = None;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        match found.last_mut() {
            Some(last) if was_blank == Some(c.is_whitespace()) => last.end = end,
            _ => found.push(at..end),
        }
        was_blank = Some(c.is_whitespace());
    }
    match found.len() <= WORDS_MAX {
        true => found,
        false => std::iter::once(0..text.len()).collect(),
    }
}

/// Maximal number of parts to compare: time and memory grow with the square.
const WORDS_MAX: usize = 1_200;

#[cfg(test)]
mod tests {
    use super::*;

    /// Renders the parts in one line: removed in square brackets, inserted in curly ones.
    fn shown(before: &str, after: &str) -> String {
        let parts = difference(before, after)
            .into_iter()
            .map(|part| match part {
                Part::Same(text) => text.to_owned(),
                Part::Removed(text) => format!("[{text}]"),
                Part::Inserted(text) => format!("{{{text}}}"),
            });
        parts.collect()
    }

    #[test]
    fn differences_are_whole_phrases() {
        for (before, after, expected) in [
            (
                "Phần đầu đạt 100%",
                "Phấn đấu đạt 100%",
                "[Phần đầu]{Phấn đấu} đạt 100%",
            ),
            ("một  hai", "một hai", "một[  ]{ }hai"),
            (
                "- Tỷ lệ số hóa",
                "Tỷ lệ số hóa.",
                "[- ]Tỷ lệ số [hóa]{hóa.}",
            ),
            (
                "Sở Thông tin và Truyền thông chủ trì",
                "Sở Khoa học và Công nghệ chủ trì",
                "Sở [Thông tin và Truyền thông]{Khoa học và Công nghệ} chủ trì",
            ),
            (
                "đạt 90% số hồ sơ trong năm 2026",
                "đạt 95% số hồ sơ trong năm 2027",
                "đạt [90%]{95%} số hồ sơ trong năm [2026]{2027}",
            ),
            ("", "95", "{95}"),
            ("một hai", "", "[một hai]"),
            ("như cũ", "như cũ", "như cũ"),
        ] {
            assert_eq!(shown(before, after), expected);
        }
        let long = "từ ".repeat(2_000);
        assert_eq!(difference(&long, "từ").len(), 2);
    }
}
