//! Files that hold the answers of several units, one below the other.

use super::{form::Form, sender::Sender, units::Units};
use crate::{
    model::{Document, Role},
    text::likeness::words,
};

/// Returns who a file is from; unsure where headings between its rows name other units than that, which the
/// form does not have.
pub(super) fn sole_sender(
    units: &Units,
    form: &Form,
    document: &Document,
    sender: Sender,
) -> Sender {
    let Sender::Unit(own) = sender else {
        return sender;
    };
    let is_forms = |text: &str| {
        let key = words(text).join(" ");
        let mut annexes = form.annexes.iter();
        annexes.any(|it| it.by_text.contains_key(&key))
    };
    let mut all = vec![own];
    for annex in &document.annexes {
        let headings = annex.rows.iter().filter(|row| row.kind.is_section());
        let texts = headings.map(|row| annex.text(row, Role::Content));
        for text in texts.filter(|it| words(it).len() <= HEADING_WORDS && !is_forms(it)) {
            all.extend(units.named_in(text).full);
        }
    }
    all.sort_unstable();
    all.dedup();
    match all.as_slice() {
        [_] => Sender::Unit(own),
        _ => Sender::Unsure(all),
    }
}

/// Longer texts say more than a name.
const HEADING_WORDS: usize = 8;
