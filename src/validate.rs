//! Rules that read a document and report what is wrong with it.
//!
//! A [`Rule`] is data and a function; [`rules`] has one per file. [`Findings`] runs them and, after
//! an edit, runs again only those whose input changed.

mod annex_scope;
mod changes;
mod diagnostic;
mod doubts;
mod errors;
mod findings;
mod found;
mod frame;
mod guard;
mod outranked;
mod parents;
mod row_handle;
mod row_scope;
mod rule;
mod rules;
mod sequence;
mod shared;
#[cfg(test)]
pub(crate) mod testing;
mod waivers;

use std::sync::Arc;

use annex_scope::AnnexScope;
pub use diagnostic::{About, Applicability, Diagnostic, Fix};
pub use errors::errors;
pub use findings::Findings;
use row_handle::RowHandle;
use row_scope::RowScope;
use rule::Check;
use rule::Rule;
pub use rule::RuleEntry;
pub use rules::{RULES, load as load_rules, rule};

use crate::model::{Document, sample};

/// Whether the rules are loaded; nothing is checked before.
pub fn are_rules_loaded() -> bool {
    rules::checks().is_some()
}

/// Checks a document from scratch and lists the findings in document order.
pub fn validate(document: &Document) -> Vec<Arc<Diagnostic>> {
    Findings::of(document).list(document)
}

/// Checks a long sample while the page is idle: browsers run WebAssembly slowly at first and
/// optimise what they have seen running.
pub fn warm_up() {
    validate(&sample::long(WARM_UP_ROWS));
}

/// Enough rows to be worth optimising for, few enough to take milliseconds before that.
const WARM_UP_ROWS: usize = 300;
