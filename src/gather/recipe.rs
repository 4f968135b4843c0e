//! What was decided about the files of one sender, in words and not in places, so that it can be done to
//! its next file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    answer::Answer,
    choices::{Choice, Choices},
    form::{Form, FormAnnex},
    match_annex::{AnnexMatch, match_annex},
    row_keys::{RowKey, row_keys},
};
use crate::{
    model::{Annex, Column, ColumnId, Document, Role, RowId},
    text::likeness::words,
};

/// Recipes by the names of units.
pub type Recipes = BTreeMap<String, Recipe>;

/// What was decided about the files of one sender.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Recipe {
    /// How files name their sender that a person gave to it.
    names: Vec<String>,
    rows: Vec<Rule>,
    columns: Vec<Rule>,
}

/// What a row or a column is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Rule {
    of: Named,
    is: Meaning,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Meaning {
    Form(Named),
    Taken,
    Left,
}

/// A row or a column by its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Named {
    /// The annex of the form, by index.
    annex: Option<usize>,
    text: String,
    /// The words of the row that it belongs to.
    above: String,
}

impl Recipe {
    pub fn is_empty(&self) -> bool {
        self.names.is_empty() && self.rows.is_empty() && self.columns.is_empty()
    }

    /// Whether a person said before that files with this name are of this sender.
    pub(super) fn has_name(&self, name: &str) -> bool {
        self.names.iter().any(|it| it == name)
    }

    /// Learns that a file with this name is of this sender.
    pub(super) fn learn_name(&mut self, name: String) {
        if !self.has_name(&name) {
            self.names.push(name);
        }
    }

    /// Learns what was decided about a file. What was decided last counts.
    pub(super) fn learn(&mut self, form: &Form, document: &Document, choices: &Choices) {
        for annex in &document.annexes {
            let own = OwnAnnex::of(form, annex);
            for (id, named) in own.unique_rows() {
                if let Some(choice) = choices.rows.get(id) {
                    let meant = |at| {
                        form.annexes.iter().enumerate().find_map(|(annex, index)| {
                            named_row(
                                Some(annex),
                                &index.rows,
                                usize::checked_sub(at, index.first)?,
                            )
                        })
                    };
                    put(&mut self.rows, named, meaning(*choice, meant));
                }
            }
            for (id, named) in own.unique_columns() {
                if let Some(choice) = choices.columns.get(id) {
                    let columns = own.at.and_then(|at| form.document.annexes.get(at));
                    let columns = columns.map(|it| it.columns.as_slice()).unwrap_or_default();
                    let meant = |at: usize| Some(named_column(own.at, columns.get(at)?));
                    put(&mut self.columns, named, meaning(*choice, meant));
                }
            }
        }
    }

    /// Returns what this says about the rows and columns of a file that are open. A rule is followed
    /// where only one row or column is meant, on either side, and nothing else is matched to that of
    /// the form.
    pub(super) fn choices(&self, form: &Form, document: &Document, answer: &Answer) -> Choices {
        let mut choices = Choices::default();
        if self.rows.is_empty() && self.columns.is_empty() {
            return choices;
        }
        for annex in &document.annexes {
            let own = OwnAnnex::of(form, annex);
            let index = own.at.and_then(|at| form.annexes.get(at));
            for (id, named) in own.unique_rows() {
                let mut rows = answer.rows.iter();
                let is_open = rows.any(|it| it.id == *id && it.is_open());
                let Some(rule) = rule(&self.rows, named).filter(|_| is_open) else {
                    continue;
                };
                let row = |it: &Named| {
                    let index = index?;
                    let at = index.first + the_row(index, it)?;
                    let is_free = !answer.rows.iter().any(|row| row.form == Some(at));
                    is_free.then_some(at)
                };
                let choice = choice(&rule.is, row);
                choices.rows.extend(choice.map(|it| (*id, it)));
            }
            for (id, named) in own.unique_columns() {
                let mut columns = answer.columns.iter();
                let is_open = columns.any(|it| {
                    it.id == *id && it.choice.is_none() && it.heading.of_form().is_none()
                });
                let Some(rule) = rule(&self.columns, named).filter(|_| is_open) else {
                    continue;
                };
                let column = |it: &Named| {
                    let annex = form.document.annexes.get(own.at?)?;
                    let at = the_column(own.at, &annex.columns, it)?;
                    let mut others = answer.columns.iter().filter(|it| Some(it.annex) == own.at);
                    let is_free = !others.any(|it| it.heading.of_form() == Some(at));
                    is_free.then_some(at)
                };
                let choice = choice(&rule.is, column);
                choices.columns.extend(choice.map(|it| (*id, it)));
            }
        }
        choices
    }
}

/// The rows and columns of an annex of a file, named.
struct OwnAnnex {
    /// The annex of the form, by index.
    at: Option<usize>,
    rows: Vec<(RowId, Named)>,
    columns: Vec<(ColumnId, Named)>,
}

impl OwnAnnex {
    fn of(form: &Form, annex: &Annex) -> OwnAnnex {
        let (at, content) = match match_annex(form, annex) {
            AnnexMatch::Form(at, content) => (Some(at), content),
            _ => (None, annex.column_of(Role::Content).map(|it| it.id)),
        };
        let keys = row_keys(annex, content);
        let rows = annex.rows.iter().enumerate();
        let columns = annex.columns.iter();
        OwnAnnex {
            at,
            rows: rows
                .filter_map(|(row, it)| Some((it.id, named_row(at, &keys, row)?)))
                .collect(),
            columns: columns.map(|it| (it.id, named_column(at, it))).collect(),
        }
    }

    fn unique_rows(&self) -> impl Iterator<Item = &(RowId, Named)> {
        unique(&self.rows)
    }

    fn unique_columns(&self) -> impl Iterator<Item = &(ColumnId, Named)> {
        unique(&self.columns)
    }
}

/// Those that have words which no other has.
fn unique<T>(all: &[(T, Named)]) -> impl Iterator<Item = &(T, Named)> {
    all.iter().filter(|(_, named)| {
        let n = all.iter().filter(|(_, it)| it == named).count();
        n == 1 && !named.text.is_empty()
    })
}

fn named_row(annex: Option<usize>, rows: &[RowKey], at: usize) -> Option<Named> {
    let row = rows.get(at)?;
    let above = row.parent.and_then(|it| rows.get(it));
    Some(Named {
        annex,
        text: row.text.clone(),
        above: above.map_or(String::new(), |it| it.text.clone()),
    })
}

fn named_column(annex: Option<usize>, column: &Column) -> Named {
    Named {
        annex,
        text: words(&column.title()).join(" "),
        above: String::new(),
    }
}

/// The only row of the form with a name.
fn the_row(form: &FormAnnex, named: &Named) -> Option<usize> {
    let mut found = (0..form.rows.len())
        .filter(|at| named_row(named.annex, &form.rows, *at).as_ref() == Some(named));
    found.next().filter(|_| found.next().is_none())
}

/// The only column of the form with a name.
fn the_column(annex: Option<usize>, columns: &[Column], named: &Named) -> Option<usize> {
    let mut found = (0..columns.len()).filter(|at| {
        columns
            .get(*at)
            .is_some_and(|it| named_column(annex, it) == *named)
    });
    found.next().filter(|_| found.next().is_none())
}

fn rule<'rules>(rules: &'rules [Rule], of: &Named) -> Option<&'rules Rule> {
    rules.iter().find(|it| it.of == *of)
}

/// Puts a rule in the place of an earlier one.
fn put(rules: &mut Vec<Rule>, of: &Named, is: Option<Meaning>) {
    rules.retain(|it| it.of != *of);
    rules.extend(is.map(|is| Rule { of: of.clone(), is }));
}

fn meaning(choice: Choice, named: impl Fn(usize) -> Option<Named>) -> Option<Meaning> {
    match choice {
        Choice::Form(at) => named(at).map(Meaning::Form),
        Choice::Taken => Some(Meaning::Taken),
        Choice::Left => Some(Meaning::Left),
    }
}

fn choice(meaning: &Meaning, at: impl Fn(&Named) -> Option<usize>) -> Option<Choice> {
    match meaning {
        Meaning::Form(named) => at(named).map(Choice::Form),
        Meaning::Taken => Some(Choice::Taken),
        Meaning::Left => Some(Choice::Left),
    }
}
