//! The real annexes beside the repository. CI has them; elsewhere their tests have nothing to read.

use std::{env, fs, path::PathBuf};

use serde_json::Value;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/fixtures")
}

/// The path of a real annex. `None` outside CI when it is not there; in CI that is a failure.
pub(crate) fn path(name: &str) -> Option<PathBuf> {
    let path = folder().join(name);
    if path.exists() {
        return Some(path);
    }
    assert_ne!(
        env::var("CI").as_deref(),
        Ok("true"),
        "{} is missing in CI",
        path.display()
    );
    eprintln!("{} is not here: not tested", path.display());
    None
}

pub(crate) fn bytes(name: &str) -> Option<Vec<u8>> {
    path(name).map(|path| fs::read(path).unwrap())
}

/// The row-by-row truth of a real annex.
pub(crate) fn truth(name: &str) -> Option<Value> {
    let text = bytes(&format!("{name}.expected.json"))?;
    Some(serde_json::from_slice(&text).unwrap())
}
