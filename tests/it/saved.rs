//! Documents stored by every released version load. The fixture files are frozen.

use std::{fs, path::PathBuf};

use phuluc::{
    commands,
    editor::Editor,
    model::{Review, sample},
    persist::{self, Heads, Latest, Saved},
};

fn saved(version: u32) -> Saved {
    let saved = sample_file(&format!("v{version}.json"));
    assert_eq!(persist::summary(&saved.head).unwrap().version, version);
    saved
}

fn sample_file(name: &str) -> Saved {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/saved");
    let text = fs::read_to_string(folder.join(name)).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Loads a document as the page does where only local storage has it.
fn latest(saved: &Saved) -> Latest {
    let heads = Heads {
        local: Some(saved.head.clone()),
        deep: None,
    };
    let page = |name: &str| {
        let page = saved.pages.iter().find(|it| it.0 == name);
        page.map(|it| it.1.clone())
    };
    persist::load_latest(&heads, page).unwrap()
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

/// `v2-next-id.json` is the first form with pages cut by content and a stored next id: 300 rows, of
/// which the last was deleted before the save. Readers of version 2 read it too.
#[test]
fn version_2_with_a_next_id_loads() {
    let saved = sample_file("v2-next-id.json");
    let document = persist::load_whole(&saved).unwrap();
    assert_eq!(document.n_rows(), 299);
    let summary = persist::summary(&saved.head).unwrap();
    assert_eq!(
        (summary.version, summary.pages.len()),
        (2, saved.pages.len())
    );
    let latest = latest(&saved);
    assert_eq!(latest.next_id, document.next_id() + 1);
    let mut editor = Editor::new(latest.document);
    editor.reserve_ids(latest.next_id);
    let insert = commands::CommandId::InsertRowAbove.command().unwrap();
    let insert = (insert.run)(&editor.selection()).unwrap();
    editor.commit(&insert).unwrap();
    let ids = editor.document().annexes[0].rows.iter().map(|row| row.id.0);
    assert_eq!(ids.max(), Some(latest.next_id));
}

/// Files of before have no next id: it is behind the highest id in use.
#[test]
fn earlier_files_have_no_next_id() {
    for version in [1, 2] {
        let saved = saved(version);
        let latest = latest(&saved);
        assert_eq!(latest.next_id, latest.document.next_id());
    }
}

/// A document of a later version is reported as too new, not as damaged.
#[test]
fn a_later_version_is_named() {
    let mut later = saved(2);
    later.head = later.head.replacen("\"version\":2", "\"version\":7", 1);
    let error = persist::load_whole(&later).unwrap_err();
    assert_eq!(error, persist::LoadError::TooNew(7));
}
