//! The real annexes and plans, in a folder beside the repository.

use std::{fs, path::PathBuf};

use serde_json::Value;

use crate::need::Missing;

/// The bytes of a file of `../shared/fixtures`.
pub(crate) fn bytes(name: &str) -> Result<Vec<u8>, Missing> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("../shared/fixtures");
    if !folder.is_dir() {
        return Err(Missing("there is no ../shared/fixtures".to_owned()));
    }
    fs::read(folder.join(name))
        .map_err(|error| Missing(format!("../shared/fixtures/{name}: {error}")))
}

/// The text of a plan.
pub(crate) fn plan(file: &str) -> Result<String, Missing> {
    Ok(String::from_utf8(bytes(&format!("../plans/{file}"))?).unwrap())
}

/// The row-by-row truth of a real annex.
pub(crate) fn truth(name: &str) -> Result<Value, Missing> {
    let text = bytes(&format!("{name}.expected.json"))?;
    Ok(serde_json::from_slice(&text).unwrap())
}
