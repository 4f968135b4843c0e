//! A file on its way into a consolidation.

use web_sys::File;

use crate::engine::Unpacked;

/// A file that is still to be read.
#[derive(Debug)]
pub(super) enum Incoming {
    /// A file that the user chose, with its path in a folder.
    Chosen(String, File),
    /// A file of an archive.
    Unpacked(Unpacked),
}

impl Incoming {
    pub fn path(&self) -> &str {
        match self {
            Incoming::Chosen(path, _) | Incoming::Unpacked((path, _)) => path,
        }
    }

    /// Whether it is something that a system leaves in a folder, and nobody sends.
    pub fn is_litter(&self) -> bool {
        let base = base_name(self.path());
        base.starts_with(['.', '~'])
            || self.path().contains("__MACOSX/")
            || matches!(base, "Thumbs.db" | "desktop.ini")
    }
}

/// Returns the name of a file without its folders.
pub(super) fn base_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}
