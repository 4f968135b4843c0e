//! A fix is right or not offered: on every annex at hand, each offered fix leads to no new finding of
//! any rule.

use phuluc::{
    import,
    model::{Document, fixture, sample},
    validate::validate,
};

use crate::consequences::consequences;

#[track_caller]
fn assert_sound(document: &Document, name: &str) {
    let bad = consequences(document);
    assert!(bad.is_empty(), "{name}:\n{}", bad.join("\n"));
}

#[test]
fn fixes_of_own_files_are_sound() {
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures")).unwrap()
    {
        let path = entry.unwrap().path();
        let Ok(bytes) = std::fs::read(&path) else {
            continue;
        };
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if let Ok(imported) = import::import(&bytes, &name) {
            assert_sound(&imported.document, &name);
        }
    }
    assert_sound(&sample::document(), "sample");
}

/// Fixes that were wrong once.
#[test]
fn fixes_of_disputed_places_are_sound() {
    let long: String = "rà soát, cập nhật dữ liệu, "
        .chars()
        .cycle()
        .take(255)
        .collect();
    for (name, text) in [
        ("sections from B", "stt | content\n# B | Hai\n- 1 | x\n# C | Ba\n- 1 | y".to_owned()),
        ("items from 3", "stt | content\n# I | Một\n- 3 | x\n- 4 | y".to_owned()),
        ("a lost section", "stt | content\n# I | Một\n- 1 | x\n# III | Ba\n- 1 | y\n# IV | Bốn\n- 1 | z".to_owned()),
        ("a duplicate", "stt | content\n- 1 | a\n- 2 | b\n- 2 | c\n- 3 | d".to_owned()),
        ("l for 1", "stt | content\n- l | a\n- 2 | b\n- 3 | c".to_owned()),
        ("a cut text", format!("stt | content\n- 1 | Một.\n- 2 | Hai.\n- 3 | Ba.\n- 4 | {long}")),
        ("mojibake", "stt | content\n- 1 | Tá»· lá»‡  há»“ sÆ¡\n- 2 | Ná»™i vá»¥ , táº¿".to_owned()),
        ("VNI", "stt | content\n- 1 | Tyû leä  hoà sô ñöôïc soá hoùa\n- 2 | Số hóa, thủy lợi".to_owned()),
        ("TCVN3", "stt | content\n- 1 | Tû lÖ hå s¬ ®\u{ad}îc  sè hãa\n- 2 | Số hóa".to_owned()),
        ("slips", "stt | content\n- 1 | Nâng cao hiệu quả xử dụng cơ sỡ dữ liệu\n- 2 | Nghành giáo dục của của tỉnh".to_owned()),
    ] {
        assert_sound(&fixture::parse(&text), name);
    }
}

/// A fix leaves a garbled or cut text as it came unless it restores it.
#[test]
fn no_fix_makes_a_text_less_recoverable() {
    let long: String = "rà soát  dữ liệu mới, ".chars().cycle().take(255).collect();
    let texts = [
        "Tá»· lá»‡  há»“ sÆ¡",
        "Tû lÖ hå s¬ ®\u{ad}îc  sè hãa",
        "Tyû leä  hoà sô ñöôïc soá hoùa",
        &long,
    ];
    for text in texts {
        let document = fixture::parse(&format!(
            "stt | content\n- 1 | {text}\n- 2 | Số hóa, “x” hoá"
        ));
        for it in validate(&document) {
            let is_first = it.row == document.annexes[0].rows[0].id;
            if is_first && it.fix.is_some() {
                assert!(
                    ["misread-text", "legacy-encoding"].contains(&it.rule),
                    "{}: {text}",
                    it.rule
                );
            }
        }
    }
}
