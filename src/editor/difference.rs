//! Word diff of two texts.

/// A segment of a word diff.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'text> {
    Same(&'text str),
    Removed(&'text str),
    Inserted(&'text str),
}

/// Returns the word diff of two texts. Whole words are easier to read than changed letters.
pub fn difference<'text>(before: &'text str, after: &'text str) -> Vec<Part<'text>> {
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
    let mut parts: Vec<Part> = Vec::new();
    let (mut i, mut j) = (0, 0);
    loop {
        let (left, right) = (old.get(i).cloned(), new.get(j).cloned());
        let texts = (
            left.and_then(|it| before.get(it)),
            right.and_then(|it| after.get(it)),
        );
        let part = match texts {
            (None, None) => return joined(&parts, before, after),
            (Some(left), Some(right)) if left == right => {
                (i, j) = (i + 1, j + 1);
                Part::Same(left)
            }
            (Some(left), right)
                if right.is_none() || at(&common, i, j + 1) <= at(&common, i + 1, j) =>
            {
                i += 1;
                Part::Removed(left)
            }
            (_, Some(right)) => {
                j += 1;
                Part::Inserted(right)
            }
            (Some(_), None) => return joined(&parts, before, after),
        };
        parts.push(part);
    }
}

/// Splits a text into words and the whitespace between them, as byte ranges. A text of more than
/// [`WORDS_MAX`] parts is a single one.
fn words(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
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

/// Joins adjacent parts of the same kind.
fn joined<'text>(parts: &[Part<'text>], before: &'text str, after: &'text str) -> Vec<Part<'text>> {
    let (mut old_at, mut new_at) = (0, 0);
    let mut joined: Vec<Part> = Vec::new();
    for part in parts {
        // The text that the part belongs to, and the offset in it.
        let (text, at, whole) = match *part {
            Part::Inserted(text) => (text, &mut new_at, after),
            Part::Same(text) | Part::Removed(text) => (text, &mut old_at, before),
        };
        let end = *at + text.len();
        let start = match (joined.last(), part) {
            (Some(Part::Same(last)), Part::Same(_))
            | (Some(Part::Removed(last)), Part::Removed(_))
            | (Some(Part::Inserted(last)), Part::Inserted(_)) => {
                let start = *at - last.len();
                joined.pop();
                start
            }
            _ => *at,
        };
        *at = end;
        let text = whole.get(start..end).unwrap_or(text);
        joined.push(match part {
            Part::Same(same) => {
                new_at += same.len();
                Part::Same(text)
            }
            Part::Removed(_) => Part::Removed(text),
            Part::Inserted(_) => Part::Inserted(text),
        });
    }
    joined
}

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
    fn differences_are_whole_words() {
        for (before, after, expected) in [
            (
                "Phần đầu đạt 100%",
                "Phấn đấu đạt 100%",
                "[Phần]{Phấn} [đầu]{đấu} đạt 100%",
            ),
            ("một  hai", "một hai", "một[  ]{ }hai"),
            (
                "- Tỷ lệ số hóa",
                "Tỷ lệ số hóa.",
                "[- ]Tỷ lệ số [hóa]{hóa.}",
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
