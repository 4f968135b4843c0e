use std::collections::BTreeSet;

use super::{Meta, Summary, Texts, summary};
use crate::sorting;

const DAY_MS: f64 = 24.0 * 3_600_000.0;
/// How long changes may exist only in this browser before the user is reminded to save a file.
const UNSAFE_MS: f64 = 7.0 * DAY_MS;

/// A document in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub id: String,
    /// The summary of the latest readable head, or why none can be read. Unreadable documents are
    /// listed and kept.
    pub summary: Result<Summary, String>,
    pub meta: Meta,
}

impl Entry {
    /// Whether the document has had changes for a week that exist only in this browser.
    pub fn is_unsafe(&self, now_ms: f64) -> bool {
        let since = self.meta.unsafe_since_ms;
        since.is_some_and(|since| since + UNSAFE_MS < now_ms)
    }
}

/// Lists the documents of several stores, latest change first. `heads` and `metas` are one map per
/// store, from document id to text; the latest copy of each is taken.
pub fn listed(heads: &[Texts], metas: &[Texts]) -> Vec<Entry> {
    let ids: BTreeSet<&String> = heads.iter().flat_map(Texts::keys).collect();
    let entries = ids.into_iter().map(|id| {
        let copies = heads.iter().filter_map(|it| it.get(id));
        Entry {
            id: id.clone(),
            summary: latest_summary(copies),
            meta: Meta::latest(metas.iter().filter_map(|it| it.get(id))),
        }
    });
    let mut entries: Vec<Entry> = entries.collect();
    sorting::by(&mut entries, |a, b| {
        b.meta.changed_ms.total_cmp(&a.meta.changed_ms)
    });
    entries
}

/// Returns the summary of the state that covers the others, or the error of the first head when none
/// can be read. Of two that windows saved in parallel, the first counts.
fn latest_summary<'text>(heads: impl Iterator<Item = &'text String>) -> Result<Summary, String> {
    let (good, bad): (Vec<_>, Vec<_>) = heads.map(|head| summary(head)).partition(Result::is_ok);
    let latest = good.into_iter().flatten().reduce(|first, next| {
        let is_later = next.stamp().covers(&first.stamp());
        if is_later { next } else { first }
    });
    latest.ok_or_else(|| {
        let mut errors = bad.into_iter().filter_map(Result::err);
        errors.next().map(|it| it.to_string()).unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::fixture, persist::Saver};

    fn texts<const N: usize>(texts: [(&str, String); N]) -> Texts {
        texts.map(|(id, text)| (id.to_owned(), text)).into()
    }

    #[test]
    fn the_latest_copy_of_each_document_is_listed() {
        let document = fixture::parse("stt | content\n- 1 | Một\n");
        let mut saver = Saver::default();
        let (first, second) = (saver.save(&document, 0), saver.save(&document, 0));
        let changed = |changed_ms| Meta {
            changed_ms,
            ..Meta::default()
        };
        let deep = texts([("a", first.head.clone()), ("b", first.head)]);
        let local = texts([("a", second.head), ("c", "{".to_owned())]);
        let metas = texts([("a", changed(1.0).write()), ("b", changed(2.0).write())]);
        let entries = listed(&[deep, local], &[metas]);
        let saves = |it: &Entry| it.summary.as_ref().ok().map(|it| it.saves);
        let shown: Vec<_> = entries
            .iter()
            .map(|it| (it.id.as_str(), saves(it)))
            .collect();
        assert_eq!(shown, [("b", Some(1)), ("a", Some(2)), ("c", None)]);
    }

    #[test]
    fn times_are_counted_from_the_event() {
        let entry = |meta| Entry {
            id: String::new(),
            summary: Err(String::new()),
            meta,
        };
        let kept = entry(Meta::default());
        assert!(!kept.is_unsafe(f64::MAX));
        let left = entry(Meta {
            unsafe_since_ms: Some(0.0),
            ..Meta::default()
        });
        assert!(!left.is_unsafe(7.0 * DAY_MS) && left.is_unsafe(8.0 * DAY_MS));
    }
}
