//! The property of `tests/it/fixes.rs` on the real annexes and those of other fields.

use std::fs;

use crate::{
    annexes::bytes,
    consequences::consequences,
    need::{Missing, Outcome},
};
use phuluc::import;

pub(crate) fn fixes_of_real_annexes_are_sound() -> Outcome {
    // Fails with the reason where the folder is missing.
    bytes("kh334.xlsx")?;
    let mut bad = Vec::new();
    for folder in ["fixtures", "strangers"] {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/");
        let entries = fs::read_dir(format!("{root}{folder}"));
        let entries = entries.map_err(|error| Missing(format!("../shared/{folder}: {error}")))?;
        for entry in entries {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let bytes = fs::read(&path).unwrap();
            let imported = match path.extension().and_then(|it| it.to_str()) {
                Some("xlsx") => import::import(&bytes, &name),
                Some("md") if name != "README.md" => {
                    import::import_text(&String::from_utf8(bytes).unwrap(), &name)
                }
                _ => continue,
            };
            let document = imported.unwrap().document;
            bad.extend(
                consequences(&document)
                    .into_iter()
                    .map(|it| format!("{name}: {it}")),
            );
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
    Ok(())
}
