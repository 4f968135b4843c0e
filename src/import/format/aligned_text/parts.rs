//! The parts of a line.

/// Part of a line, where blanks are wider than between words.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part {
    /// Place of the first character, and behind the last one.
    pub start: usize,
    pub end: usize,
    pub text: Vec<char>,
}

/// Splits a line where blanks are wider than between words.
pub(super) fn parts(line: &str) -> Vec<Part> {
    let chars: Vec<char> = line.trim_end().chars().collect();
    let is_blank = |at: usize| chars.get(at) == Some(&' ');
    let mut parts: Vec<Part> = Vec::new();
    for (at, c) in chars.iter().enumerate().filter(|(at, _)| !is_blank(*at)) {
        match parts.last_mut().filter(|it| at <= it.end + 1) {
            Some(last) => {
                last.text.extend((last.end < at).then_some(' '));
                last.text.push(*c);
                last.end = at + 1;
            }
            None => parts.push(Part {
                start: at,
                end: at + 1,
                text: vec![*c],
            }),
        }
    }
    parts
}
