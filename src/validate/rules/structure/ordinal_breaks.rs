//! Reports breaks in the numbering: shared by `duplicate-ordinal` and `skipped-ordinal`.

use crate::{
    validate::{AnnexScope, Applicability, Diagnostic, Rule, sequence::Break},
    wording::{Key, Message},
};

/// Reports the breaks for which `message` has a text. The expected ordinal is an unsafe fix where the
/// row below follows from it; elsewhere a row may be lost, or the rows below are wrong too.
pub(super) fn report(
    scope: &AnnexScope,
    rule: &Rule,
    acc: &mut Vec<Diagnostic>,
    message: impl Fn(&Break) -> Option<Message>,
) {
    for it in scope.breaks() {
        if let Some(message) = message(it) {
            let finding = scope.finding(rule, it.row, it.column, message);
            if it.begins || !it.is_isolated {
                acc.push(finding);
                continue;
            }
            let bare = it.found.trim_end_matches(['.', ')']);
            let mark = it.found.get(bare.len()..).unwrap_or_default();
            let meant = format!("{}{mark}", it.expected);
            let label = Key::FixOrdinalForm.with([meant.clone()]);
            let step = scope.set_cell(it.row, it.column, meant);
            acc.push(finding.with_fix(Applicability::Unsafe, label, vec![step]));
        }
    }
}
