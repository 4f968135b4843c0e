//! Texts of a workbook whose parts have fonts of their own (ECMA-376, part 1, 18.4.4).

use std::rc::Rc;

use memchr::memmem;

use super::{
    raised::raised,
    sheet::{Cell, Run, clean},
    xml::Node,
};

/// How a part looks otherwise than the letters around it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::import) struct PartLook {
    pub struck: bool,
    pub raised: bool,
}

/// A text in parts, and the state of reading it.
#[derive(Clone, Debug, Default)]
pub(in crate::import) struct RichText {
    /// Each part, and its look; `None` if it looks as its cell does.
    runs: Vec<(Run, Option<PartLook>)>,
    run: Option<(Run, Option<PartLook>)>,
    reads_text: bool,
}

/// Whether XML can contain a text whose parts matter: with a part that is struck out, raised or
/// in a legacy font.
pub(in crate::import) fn may_matter(xml: &[u8]) -> bool {
    let says = |word: &[u8]| memmem::find(xml, word).is_some();
    says(b"strike") || says(b"superscript") || says(b"rFont val=\".V") || says(b"rFont val=\"VNI")
}

impl RichText {
    /// A text in parts, and the look of each.
    pub(in crate::import) fn of(runs: Vec<(Run, Option<PartLook>)>) -> RichText {
        RichText {
            runs,
            ..RichText::default()
        }
    }

    /// A text of UTF-16 units whose parts start at `starts` with a font: its look and its name.
    /// What precedes the first part looks as its cell does.
    pub(in crate::import) fn of_parts(
        units: &[u16],
        starts: &[(u16, Option<(PartLook, &str)>)],
    ) -> RichText {
        let ends = starts.iter().skip(1).map(|(start, _)| *start);
        let ends = ends.chain([u16::MAX]);
        let first = starts.first().map_or(0, |(start, _)| *start);
        let parts = starts.iter().zip(ends);
        let parts = parts.map(|((start, font), end)| (*start, end, *font));
        let runs = [(0, first, None)].into_iter().chain(parts);
        let runs = runs.filter_map(|(start, end, font)| {
            let end = usize::from(end).min(units.len());
            let text = String::from_utf16_lossy(units.get(usize::from(start)..end)?);
            let run = Run {
                text,
                font: font.map(|(_, name)| Rc::from(name)),
            };
            (!run.text.is_empty()).then_some((run, font.map(|(look, _)| look)))
        });
        RichText::of(runs.collect())
    }

    /// Takes the next event of a walk.
    pub(in crate::import) fn visit(&mut self, node: &Node) {
        match node {
            Node::Open(tag) => match (tag.name(), &mut self.run) {
                ("r", None) => self.run = Some((Run::default(), None)),
                ("rPr", Some((_, look))) => *look = Some(PartLook::default()),
                ("rFont", Some((run, _))) => run.font = tag.attribute("val").map(Rc::from),
                ("strike" | "dstrike", Some((_, look))) => {
                    let value = tag.attribute("val");
                    let is_off = value.is_some_and(|value| value == "0" || value == "false");
                    look.get_or_insert_default().struck = !is_off;
                }
                ("vertAlign", Some((_, look))) => {
                    let value = tag.attribute("val");
                    let is_raised = value.is_some_and(|value| value == "superscript");
                    look.get_or_insert_default().raised = is_raised;
                }
                ("t", Some(_)) => self.reads_text = true,
                _ => {}
            },
            Node::Text(text) if self.reads_text => {
                if let Some((run, _)) = &mut self.run {
                    run.text.push_str(text);
                }
            }
            Node::Text(_) => {}
            Node::Close("t") => self.reads_text = false,
            Node::Close("r") => self.runs.extend(self.run.take()),
            Node::Close(_) => {}
        }
    }

    /// Whether a part is struck out, raised or has a font that can be a legacy one.
    pub(in crate::import) fn matters(&self) -> bool {
        self.runs.iter().any(|(run, look)| {
            look.is_some_and(|look| look.struck || look.raised) || is_legacy(run)
        })
    }

    /// Returns the parts with raised digits as the characters for them, if there is any other text.
    fn shown(&self) -> Vec<(Run, Option<PartLook>)> {
        let is_raised = |run: &Run, look: Option<PartLook>| {
            look.is_some_and(|look| look.raised) && !is_legacy(run)
        };
        let mut runs = self.runs.clone();
        if runs.iter().all(|(run, look)| is_raised(run, *look)) {
            return runs;
        }
        for (run, look) in &mut runs {
            if is_raised(run, *look)
                && let Some(text) = raised(&run.text)
            {
                run.text = text;
            }
        }
        runs
    }

    /// Adds the parts to the cell that has this text.
    pub(in crate::import) fn complete(&self, cell: &mut Cell) {
        let is_legacy = self.runs.iter().any(|(run, _)| is_legacy(run));
        let cell_is_struck = cell.struck.is_some();
        let whole = self.runs.iter().map(|(run, _)| run.text.as_str());
        // Other text means that the cell shows it in a form of its own.
        if clean(&whole.collect::<String>()) != cell.text {
            return;
        }
        let shown = self.shown();
        let is_struck = |look: &Option<PartLook>| look.map_or(cell_is_struck, |look| look.struck);
        let texts = |struck: bool| {
            let runs = shown
                .iter()
                .filter(move |(_, look)| is_struck(look) == struck);
            runs.map(|(run, _)| run.text.as_str())
        };
        let whole: String = shown.iter().map(|(run, _)| run.text.as_str()).collect();
        cell.text = clean(&whole);
        cell.struck = None;
        let rest: String = texts(false).collect();
        let struck: Vec<&str> = texts(true).map(str::trim).collect();
        cell.strike(&clean(&struck.join(" ")), &clean(&rest));
        if is_legacy {
            let is_left = |look: &Option<PartLook>| !is_struck(look) || rest.trim().is_empty();
            let runs = shown.iter().filter(|(_, look)| is_left(look));
            cell.runs = Some(runs.map(|(run, _)| run.clone()).collect());
        }
    }
}

fn is_legacy(run: &Run) -> bool {
    run.font
        .as_deref()
        .is_some_and(|font| font.starts_with(".V") || font.starts_with("VNI"))
}
