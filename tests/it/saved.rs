//! Documents stored by every version ever shipped can be read. The files here are never changed.

use std::{fs, path::PathBuf};

use phuluc::{
    persist::{self, Saved},
    sample,
};

/// `v1.json` was written from the sample document of version 0.1.0.
#[test]
fn version_1_loads() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/saved/v1.json");
    let saved: Saved = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(persist::summary(&saved.head).unwrap().version, 1);
    assert_eq!(persist::load_whole(&saved).unwrap(), sample::document());
}
