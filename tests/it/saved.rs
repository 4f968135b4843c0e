//! Documents stored by every released version load. The fixture files are frozen.

use std::{fs, path::PathBuf};

use phuluc::{
    editor::Editor,
    model::{Review, sample},
    persist::{self, Saved},
};

fn saved(version: u32) -> Saved {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/saved");
    let text = fs::read_to_string(folder.join(format!("v{version}.json"))).unwrap();
    let saved: Saved = serde_json::from_str(&text).unwrap();
    assert_eq!(persist::summary(&saved.head).unwrap().version, version);
    saved
}

/// `v1.json` is the sample document as stored by version 0.1.0.
#[test]
fn version_1_loads() {
    let document = persist::load_whole(&saved(1)).unwrap();
    assert_eq!(document, sample::document());
}

/// `v2.json` is the sample document with a rule switched off and a finding waived.
#[test]
fn version_2_loads() {
    let saved = saved(2);
    assert_eq!(persist::summary(&saved.head).unwrap().saves, 1);
    let mut document = persist::load_whole(&saved).unwrap();
    assert_eq!(
        document.review.profile.rules.get("leading-dash"),
        Some(&None)
    );
    let editor = Editor::new(document.clone());
    let waived = editor.waived();
    assert_eq!(waived.len(), 1);
    assert_eq!(waived[0].1.reason, "Đã thống nhất với Sở");
    document.review = Review::default();
    assert_eq!(document, sample::document());
}

/// A document of a later version is reported as too new, not as damaged.
#[test]
fn a_later_version_is_named() {
    let mut later = saved(2);
    later.head = later.head.replacen("\"version\":2", "\"version\":7", 1);
    let error = persist::load_whole(&later).unwrap_err();
    assert_eq!(error, persist::LoadError::TooNew(7));
}
