//! The code's own form: what a reviewer would otherwise have to look for.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use phuluc::validate::RULES;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// The Rust files below `folder`, with their paths from the root.
fn files(folder: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "rs") {
                let name = path
                    .strip_prefix(root())
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .replace('\\', "/");
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    assert!(!found.is_empty());
    found
}

/// The code of a file without its unit tests.
fn code(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

#[test]
fn modules_use_only_those_above_them() {
    let lib = read("src/lib.rs");
    let order: Vec<&str> = lib
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    assert!(10 < order.len());
    for (name, text) in files("src") {
        let Some(module) = name
            .trim_start_matches("src/")
            .split(['/', '.'])
            .next()
            .filter(|it| order.contains(it))
        else {
            continue;
        };
        let own = order.iter().position(|it| *it == module).unwrap();
        for below in &order[own + 1..] {
            for form in [
                format!("crate::{below}::"),
                format!("crate::{below};"),
                format!("    {below}::"),
                format!("    {below},\n"),
            ] {
                let in_imports: String = code(&text)
                    .split(';')
                    .filter(|it| it.contains("use crate::"))
                    .collect();
                let used = if form.starts_with(' ') {
                    in_imports.contains(&form)
                } else {
                    code(&text).contains(&form)
                };
                assert!(
                    !used,
                    "{name} uses {below}, which stands below {module} in lib.rs"
                );
            }
        }
    }
}

#[test]
fn one_file_names_each_foreign_format() {
    for (crate_name, only) in [
        ("calamine", "src/import/workbook.rs"),
        ("rust_xlsxwriter", "src/export/xlsx.rs"),
        ("cfb", "src/import/xls.rs"),
        ("quick_xml", "src/import/xml.rs"),
        ("html5gum", "src/import/html.rs"),
    ] {
        let users: Vec<String> = files("src")
            .into_iter()
            .filter(|(_, text)| text.contains(&format!("use {crate_name}")))
            .map(|(name, _)| name)
            .collect();
        assert_eq!(users, [only]);
    }
}

#[test]
fn files_hold_one_concept() {
    // The table of wordings is one concept, however long.
    let code = files("src").into_iter();
    for (name, text) in code.filter(|(name, _)| name != "src/wording/texts.rs") {
        assert!(
            text.lines().count() <= 500,
            "{name} has more than 500 lines"
        );
    }
}

/// A rule is its file, its id, its line in the list, its row in the README and at least one test.
#[test]
fn rules_are_files_are_rows_of_the_readme() {
    let readme = read("README.md");
    let ids: BTreeSet<&str> = RULES.iter().map(|rule| rule.id).collect();
    let mut from_files = BTreeSet::new();
    for (name, text) in files("src/validate") {
        if text.contains("pub(super) const RULE: Rule") {
            let id = Path::new(&name)
                .file_stem()
                .unwrap()
                .to_str()
                .unwrap()
                .replace('_', "-");
            assert!(
                text.contains(&format!("id: \"{id}\"")),
                "{name} holds another id"
            );
            assert!(
                text.starts_with(&format!("//! # `{id}`")),
                "{name} does not open with its id"
            );
            assert!(text.contains("#[test]"), "{name} has no test");
            assert!(
                readme.contains(&format!("| `{id}` |")),
                "the README has no row for {id}"
            );
            from_files.insert(id);
        }
    }
    assert_eq!(
        from_files
            .iter()
            .map(String::as_str)
            .collect::<BTreeSet<_>>(),
        ids
    );
}

/// Nothing of a workplace, and nothing unfinished.
#[test]
fn the_project_speaks_of_itself_only() {
    let here = ["/", "work", "/"].concat();
    let open = [
        ["to", "do!("].concat(),
        ["unimple", "mented!("].concat(),
        ["#[", "ignore"].concat(),
    ];
    for (name, text) in files("src").into_iter().chain(files("tests")) {
        assert!(!text.contains(&here), "{name} names a machine's path");
        for mark in &open {
            assert!(!text.contains(mark), "{name} has {mark}");
        }
    }
}
