//! How much text the documents of a backup unpack to. A file of some kilobytes can hold gigabytes: a
//! page deflates a thousandfold, and a head can name the same page many times.

use std::collections::HashMap;

use super::{LoadError, Texts, Version, keys::StorageKey, pack::unpack, summary};

/// The most text that a document may unpack to, in bytes: half as much again as the 200 MiB that an
/// imported file may hold, for ids and quotes.
const DOCUMENT_MAX: usize = 300 << 20;

/// Fails when the pages of a head hold more text than any document; `page_len` returns the length of
/// a page by its name.
pub(super) fn check_head(head: &str, page_len: impl Fn(&str) -> usize) -> Result<(), LoadError> {
    let Ok(summary) = summary(head) else {
        // A head that cannot be read names no pages.
        return Ok(());
    };
    let mut left = DOCUMENT_MAX.checked_sub(head.len());
    for name in &summary.pages {
        left = left.and_then(|left| left.checked_sub(page_len(name)));
    }
    left.map(drop).ok_or(LoadError::TooLarge)
}

/// Fails when a document or a version among `texts` unpacks to more text than any document.
pub(super) fn check(texts: &Texts) -> Result<(), LoadError> {
    let mut lens: HashMap<&str, usize> = HashMap::new();
    let mut total = 0usize;
    for (key, text) in texts {
        if let Some(StorageKey::Page { .. }) = StorageKey::parse(key) {
            // A page that cannot be unpacked is damaged; reading its document says so.
            let len = unpack(text).map_or(0, |it| it.len());
            total = total.saturating_add(len);
            if TOTAL_MAX < total {
                return Err(LoadError::TooLarge);
            }
            lens.insert(key, len);
        }
    }
    for (key, text) in texts {
        let check = |document: &str, head: &str| {
            check_head(head, |name| {
                let key = StorageKey::Page { document, name }.to_string();
                lens.get(key.as_str()).copied().unwrap_or(0)
            })
        };
        match StorageKey::parse(key) {
            Some(StorageKey::Head(document)) => check(document, text)?,
            Some(StorageKey::Version { document, id }) => {
                if let Some(version) = Version::read(id, text) {
                    check(document, &version.head)?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// The most text that all pages of a backup may unpack to, in bytes: more than any browser stores
/// for a page.
const TOTAL_MAX: usize = 10 * DOCUMENT_MAX;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::fixture,
        persist::{self, Everything, Saved, VersionKind, pack},
    };

    /// A head that names one page `n` times.
    fn bomb(n: usize) -> (String, Saved) {
        let saved = persist::save(&fixture::parse("stt | content\n- 1 | Một\n"));
        let name = saved.pages[0].0.clone();
        let head = saved.head.replace(
            &format!("[\"{name}\"]"),
            &format!("[{}]", vec![format!("\"{name}\""); n].join(",")),
        );
        (name, Saved { head, ..saved })
    }

    /// A megabyte of spaces between two rows, as a page that deflates to a kilobyte.
    fn page() -> String {
        format!("[{}]", " ".repeat(1 << 20))
    }

    fn everything(texts: [(String, String); 2]) -> Everything {
        Everything {
            made_ms: 1,
            texts: texts.into(),
        }
    }

    #[test]
    fn a_page_named_a_thousand_times_is_refused_everywhere() {
        let (name, saved) = bomb(1_000);
        let page_key = format!("phuluc/page/1/{name}");
        let texts = [
            ("phuluc/doc/1".to_owned(), saved.head.clone()),
            (page_key.clone(), pack(&page())),
        ];
        let file = everything(texts).write();
        assert!(file.len() < 100_000, "{}", file.len());
        assert_eq!(Everything::read(&file), Some(Err(LoadError::TooLarge)));
        let version = Version::new(&saved.head, VersionKind::Named, "", 7.0, None);
        let texts = [
            ("phuluc/version/1/7".to_owned(), version.write()),
            (page_key.clone(), pack(&page())),
        ];
        let file = everything(texts).write();
        assert_eq!(Everything::read(&file), Some(Err(LoadError::TooLarge)));
        let saved = Saved {
            head: saved.head,
            pages: vec![(name, page())],
        };
        let single = format!("{{\"phuluc\":{}}}", serde_json::to_string(&saved).unwrap());
        assert_eq!(
            persist::read_backup(&single),
            Some(Err(LoadError::TooLarge))
        );
    }

    #[test]
    fn a_large_document_is_none() {
        let (name, saved) = bomb(200);
        let texts = [
            ("phuluc/doc/1".to_owned(), saved.head),
            (format!("phuluc/page/1/{name}"), pack(&page())),
        ];
        let all = everything(texts);
        assert_eq!(Everything::read(&all.write()), Some(Ok(all)));
    }
}
