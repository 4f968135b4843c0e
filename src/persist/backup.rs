use std::collections::HashMap;

use super::{LoadError, Saved, load_whole, save, unpacked::check_head};
use crate::model::Document;

/// The beginning of each file that the page saves to be opened again: of one document or of all.
pub const BACKUP_MARK: &str = "{\"phuluc";

/// The beginning of a backup file.
const MARK: &str = "{\"phuluc\":";

/// Returns a document as one text, to be kept or passed on as a file.
pub fn backup(document: &Document) -> String {
    let saved = serde_json::to_string(&save(document)).unwrap_or_default();
    format!("{MARK}{saved}}}")
}

/// Reads a backup file; `None` when the text is not one.
pub fn read_backup(text: &str) -> Option<Result<Document, LoadError>> {
    let saved = text.trim().strip_prefix(MARK)?;
    let saved = saved.strip_suffix('}').unwrap_or(saved);
    let saved = serde_json::from_str::<Saved>(saved);
    let damaged = |error: serde_json::Error| LoadError::Damaged(error.to_string());
    Some(saved.map_err(damaged).and_then(|saved| {
        let lens: HashMap<&str, usize> = saved
            .pages
            .iter()
            .map(|(name, page)| (name.as_str(), page.len()))
            .collect();
        check_head(&saved.head, |name| lens.get(name).copied().unwrap_or(0))?;
        load_whole(&saved)
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture;

    #[test]
    fn a_backup_reads_back() {
        let document = fixture::parse("stt | content\n- 1 | Một \"a\" {}\n");
        let text = backup(&document);
        assert!(text.starts_with(BACKUP_MARK));
        assert_eq!(read_backup(&text), Some(Ok(document)));
        let half = text.get(..text.len() / 2).unwrap();
        assert!(matches!(
            read_backup(half),
            Some(Err(LoadError::Damaged(_)))
        ));
        assert_eq!(read_backup("stt;content"), None);
    }
}
