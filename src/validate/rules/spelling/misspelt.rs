//! What `misspelt-word` and `misspelt-heading` report of a text.

use crate::{
    edit::Step,
    reference::spelling::Slip,
    text::search::around,
    validate::{Applicability, Diagnostic},
    wording::{Key, Message},
};

/// Reports slips of a text. `finding` makes a finding of a message, `step` the change to another text
/// where that may be offered.
pub(super) fn report(
    text: &str,
    slips: impl IntoIterator<Item = Slip>,
    finding: impl Fn(Message) -> Diagnostic,
    step: impl Fn(String) -> Option<Step>,
    acc: &mut Vec<Diagnostic>,
) {
    for slip in slips {
        let written = text.get(slip.start..slip.end).unwrap_or_default();
        let written = written.to_owned();
        let place = around(text, slip.start, slip.end);
        let Some(meant) = slip.meant else {
            acc.push(finding(Key::MisspeltUnknown.with([written, place])));
            continue;
        };
        let mut after = text.to_owned();
        after.replace_range(slip.start..slip.end, &meant);
        let finding = finding(Key::Misspelt.with([written, meant.clone(), place]));
        let label = Key::FixReplaceBy.with([meant]);
        acc.push(match step(after) {
            Some(step) => finding.with_fix(Applicability::Unsafe, label, vec![step]),
            None => finding,
        });
    }
}
