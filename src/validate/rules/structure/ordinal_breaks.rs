//! Reports breaks in the numbering: shared by `duplicate-ordinal` and `skipped-ordinal`.

use crate::{
    validate::{AnnexScope, Applicability, Diagnostic, Rule, sequence::Break},
    wording::{Key, Message},
};

/// Reports the breaks for which `message` has a text. Each offers the expected ordinal as an unsafe
/// fix: the rows below may have to be renumbered too, or a lost row has to be found.
pub(super) fn report(
    scope: &AnnexScope,
    rule: &Rule,
    acc: &mut Vec<Diagnostic>,
    message: impl Fn(&Break) -> Option<Message>,
) {
    for it in scope.breaks() {
        if let Some(message) = message(it) {
            let label = Key::FixOrdinalForm.with([it.expected.clone()]);
            let step = scope.set_cell(it.row, it.column, it.expected.clone());
            let finding = scope.finding(rule, it.row, it.column, message);
            acc.push(finding.with_fix(Applicability::Unsafe, label, vec![step]));
        }
    }
}
