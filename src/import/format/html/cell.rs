//! A cell of a table that is being read.

use std::rc::Rc;

use super::super::sheet::{Run, clean};

#[derive(Default)]
pub(super) struct OpenCell {
    pub(super) text: String,
    pub(super) struck: String,
    pub(super) bold_letters: usize,
    pub(super) letters: usize,
    pub(super) is_bold: bool,
    pub(super) font: Option<Rc<str>>,
    /// The fonts of the parts of the text, and where each part begins, in bytes.
    pub(super) parts: Vec<(usize, Option<Rc<str>>)>,
    /// Number of rows and columns that the cell spans.
    pub(super) spans: (u32, u32),
}

impl OpenCell {
    /// Returns the font of the text if it has only one, otherwise its parts with their fonts.
    pub(super) fn fonts(&self) -> (Option<Rc<str>>, Option<Rc<[Run]>>) {
        let ends = self.parts.iter().skip(1).map(|(start, _)| *start);
        let ends = ends.chain([self.text.len()]);
        let parts = self
            .parts
            .iter()
            .zip(ends)
            .filter_map(|((start, font), end)| {
                // Blanks at the end of a line are cut off again.
                let text = self.text.get(*start..end.min(self.text.len()))?;
                Some(Run {
                    text: text.to_owned(),
                    font: font.clone(),
                })
            });
        let mut runs: Vec<Run> = parts.filter(|run| !run.text.is_empty()).collect();
        let words = || runs.iter().filter(|run| !run.text.trim().is_empty());
        let first = words().next().and_then(|run| run.font.clone());
        if words().all(|run| run.font == first) {
            return (first, None);
        }
        for run in &mut runs {
            run.text = run.text.replace(" \n", "\n").replace("\n ", "\n");
        }
        (self.font.clone(), Some(runs.into()))
    }
}

/// Trims the lines of a text.
pub(super) fn lines_of(text: &str) -> String {
    let lines: Vec<&str> = text.split('\n').map(str::trim).collect();
    clean(&lines.join("\n"))
}
