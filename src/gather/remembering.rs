//! Recipes of the units of a consolidation: learnt from what was decided about their files, and done to
//! their next ones.

use super::{
    decisions::Remembered,
    form::Form,
    recipe::{Recipe, Recipes},
    sender::{Sender, stem},
    sent_file::SentFile,
    units::Units,
};
use crate::text::likeness::words;

/// Returns the recipe of a unit: what was known before, then what was decided about each of its files. A
/// file for which that was taken back begins anew.
pub(super) fn recipe<'files>(
    form: &Form,
    before: Option<&Recipe>,
    files: impl Iterator<Item = &'files SentFile>,
) -> Recipe {
    let mut recipe = before.cloned().unwrap_or_default();
    for file in files {
        if file.decisions.remembered.is_refused {
            recipe = Recipe::default();
        }
        if file.decisions.given_unit().is_some() {
            let names = [said_name(file), file_name(form, file)];
            names
                .into_iter()
                .flatten()
                .for_each(|it| recipe.learn_name(it));
        }
        let choices = file.decisions.all_choices();
        if !choices.is_empty()
            && let Some((document, _)) = file.document()
        {
            recipe.learn(form, &document, &choices);
        }
    }
    recipe
}

/// Returns the only unit to which a person gave files that name their sender, or themselves, as this one
/// does. Others may use the same name, so somebody has to look at it.
pub(super) fn recognised(
    form: &Form,
    units: &Units,
    recipes: &Recipes,
    file: &SentFile,
) -> Option<usize> {
    let name = said_name(file).or_else(|| file_name(form, file))?;
    let mut found = recipes.iter().filter(|(_, it)| it.has_name(&name));
    let (unit, _) = found.next().filter(|_| found.next().is_none())?;
    let unit = units.index_of(unit)?;
    let is_possible = match &file.answer.sender {
        Sender::Unsure(perhaps) => perhaps.contains(&unit),
        _ => true,
    };
    is_possible.then_some(unit)
}

/// Does to a file of a unit what is known of it.
pub(super) fn remember(form: &Form, recipe: &Recipe, file: &SentFile) -> Remembered {
    let document = file.document().filter(|_| !recipe.is_empty());
    let choices = document.map(|(document, _)| recipe.choices(form, &document, &file.answer));
    Remembered {
        choices: choices.unwrap_or_default(),
        ..file.decisions.remembered.clone()
    }
}

/// The name that a file gives its sender, as words behind a mark that tells it from a file's name.
fn said_name(file: &SentFile) -> Option<String> {
    let said = words(file.answer.named.as_deref()?).join(" ");
    (!said.is_empty()).then(|| format!("“{said}”"))
}

/// The words of a file's name, without numbers and without those of the form: "Bieu 01.xlsx" says nothing
/// about who sends it.
fn file_name(form: &Form, file: &SentFile) -> Option<String> {
    let split = |text: &str| words(&text.replace(['_', '-', '.'], " "));
    let plan = &form.document.plan.name;
    let of_form: Vec<String> = form
        .lines()
        .chain([plan.as_str()])
        .flat_map(split)
        .collect();
    let base = file.name.rsplit(['/', '\\']).next().unwrap_or_default();
    let mut own = split(stem(base));
    own.retain(|it| !of_form.contains(it) && 1 < it.chars().count() && !has_digit(it));
    (!own.is_empty()).then(|| own.join(" "))
}

fn has_digit(word: &str) -> bool {
    word.contains(|c: char| c.is_ascii_digit())
}
