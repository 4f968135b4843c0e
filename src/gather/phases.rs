//! A file whose phases are sections, one below the other, where those of the form are columns.

use std::{borrow::Cow, sync::Arc};

use super::{
    choices::{Choice, Choices},
    form::{Form, is_name},
    match_annex::AnnexMatch,
};
use crate::model::{Annex, Column, Phase, Role, Row, RowKind};

/// An annex of a file, or the part of it about one phase, in whose headings the phase stands.
pub(super) struct Phased<'annex> {
    pub annex: Cow<'annex, Annex>,
    phase: Option<Phase>,
}

/// Returns the parts of an annex whose sections are phases that the form has as columns; otherwise the
/// annex as it is.
pub(super) fn by_phases<'annex>(form: &Form, annex: &'annex Annex) -> Vec<Phased<'annex>> {
    let whole = || {
        vec![Phased {
            annex: Cow::Borrowed(annex),
            phase: None,
        }]
    };
    let sections = sections(annex).unwrap_or_default();
    let phases: Vec<Phase> = sections.iter().map(|it| it.phase).collect();
    let is_asked = |own: &Annex| {
        let asked: Vec<Phase> = own.columns.iter().filter_map(Column::phase).collect();
        phases.iter().all(|it| asked.contains(it))
    };
    if phases.len() < 2 || !form.document.annexes.iter().any(is_asked) {
        return whole();
    }
    let parts = sections.into_iter().map(|section| Phased {
        annex: Cow::Owned(Annex {
            columns: annex
                .columns
                .iter()
                .map(|it| in_phase(it, &section.title))
                .collect(),
            rows: section.rows,
            ..annex.clone()
        }),
        phase: Some(section.phase),
    });
    parts.collect()
}

struct Section {
    title: String,
    phase: Phase,
    rows: Vec<Arc<Row>>,
}

/// The outermost sections of an annex; `None` unless all rows are in sections that are phases, each
/// another one, and no heading of a value names a phase.
fn sections(annex: &Annex) -> Option<Vec<Section>> {
    let top = annex.rows.first().map(|row| row.kind)?;
    if !top.is_section() || annex.columns.iter().any(|it| it.phase().is_some()) {
        return None;
    }
    let mut sections: Vec<Section> = Vec::new();
    for row in &annex.rows {
        match row.kind {
            RowKind::Section(level) if level <= top.level() => {
                let title = annex.text(row, Role::Content).trim();
                let phase = Phase::parse(title)?;
                if sections.iter().any(|it| it.phase == phase) {
                    return None;
                }
                sections.push(Section {
                    title: title.to_owned(),
                    phase,
                    rows: Vec::new(),
                });
            }
            _ => sections.last_mut()?.rows.push(Arc::clone(row)),
        }
    }
    Some(sections)
}

/// A column of values as one of a phase.
fn in_phase(column: &Column, phase: &str) -> Column {
    let is_value = !is_name(column) && !matches!(column.role, Role::Note | Role::Lead);
    let mut column = column.clone();
    if is_value {
        column.header.insert(0, phase.to_owned());
    }
    column
}

impl Phased<'_> {
    /// What a person chose, for this phase: a column that was said to be one of another phase of the form is
    /// the same of this one here.
    pub fn choices<'it>(
        &self,
        form: &Form,
        matched: AnnexMatch,
        choices: &'it Choices,
    ) -> Cow<'it, Choices> {
        let (Some(phase), AnnexMatch::Form(at, _)) = (self.phase, matched) else {
            return Cow::Borrowed(choices);
        };
        let columns = form
            .document
            .annexes
            .get(at)
            .map(|it| it.columns.as_slice());
        let columns = columns.unwrap_or_default();
        let moved = |to: usize| {
            let chosen = columns.get(to)?;
            let is_its =
                |it: &Column| it.phase() == Some(phase) && it.header.last() == chosen.header.last();
            match chosen.phase() {
                Some(other) if other != phase => columns.iter().position(is_its),
                _ => Some(to),
            }
        };
        let mut own = choices.clone();
        own.columns.retain(|_, choice| match choice {
            Choice::Form(to) => match moved(*to) {
                Some(moved) => {
                    *choice = Choice::Form(moved);
                    true
                }
                None => false,
            },
            Choice::Taken | Choice::Left => true,
        });
        Cow::Owned(own)
    }
}
