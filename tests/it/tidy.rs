//! The code's own form: what a reviewer would otherwise have to look for.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use phuluc::validate::RULES;

use crate::imports::Imports;

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

/// The wings of the library, in the order of `lib.rs`.
fn wings() -> Vec<String> {
    let lib = read("src/lib.rs");
    let modules = lib.lines();
    let modules = modules.filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    modules.map(str::to_owned).collect()
}

/// The wing that a file belongs to; `None` for the programs in `src/bin`.
fn wing(file: &str) -> &str {
    let path = file.trim_start_matches("src/");
    path.split(['/', '.']).next().unwrap()
}

/// Pairs of wings of which the first must not import the second, although it is declared above.
const WALLS: &[(&str, &str)] = &[
    ("validate", "import"),
    ("export", "import"),
    ("export", "validate"),
    ("persist", "import"),
    ("persist", "validate"),
    ("persist", "export"),
];

/// Imports against the order of `lib.rs` or through one of the walls, a line each.
fn violations(imports: &Imports, wings: &[String], walls: &[(&str, &str)]) -> Vec<String> {
    let position = |name: &str| wings.iter().position(|it| it == name);
    let forbidden = imports.edges().filter(|(from, to, _)| {
        let (from, to) = (wing(from), wing(to));
        let is_upward = match (position(from), position(to)) {
            (Some(from), Some(to)) => from < to,
            _ => false,
        };
        is_upward || walls.contains(&(from, to))
    });
    forbidden
        .map(|(from, to, name)| format!("{from} imports {name} from {to}"))
        .collect()
}

#[test]
fn no_file_imports_itself_through_others() {
    let imports = Imports::of(&files("src"), "phuluc");
    assert!(500 < imports.edges().count(), "the reader lost imports");
    let loops = imports.loops();
    let told: Vec<String> = loops.iter().map(|it| it.join(" -> ")).collect();
    assert!(told.is_empty(), "import loops:\n{}", told.join("\n"));
}

#[test]
fn wings_use_only_those_above_them_and_no_wall_is_crossed() {
    let wings = wings();
    assert!(10 < wings.len());
    let found = violations(&Imports::of(&files("src"), "phuluc"), &wings, WALLS);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_order_and_the_walls_can_be_violated() {
    let files = [
        ("src/lib.rs", "pub mod low;\npub mod high;"),
        ("src/low.rs", "use crate::high::High; pub struct Low;"),
        ("src/high.rs", "use crate::low::Low; pub struct High;"),
    ];
    let files = files.map(|(name, text)| (name.to_owned(), text.to_owned()));
    let imports = Imports::of(&files, "made_up");
    let wings = ["low", "high"].map(str::to_owned);
    let upward = "src/low.rs imports High from src/high.rs";
    assert_eq!(violations(&imports, &wings, &[]), [upward]);
    assert_eq!(
        violations(&imports, &wings, &[("high", "low")]),
        ["src/high.rs imports Low from src/low.rs", upward]
    );
}

/// The code of a file without its unit tests.
fn code(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

#[test]
fn one_place_names_each_foreign_format() {
    for (crate_name, only) in [
        ("calamine", &["src/import/format/workbook.rs"][..]),
        (
            "rust_xlsxwriter",
            &[
                "src/export/xlsx.rs",
                "src/export/xlsx/chart_figures.rs",
                "src/export/xlsx/paper.rs",
                "src/export/xlsx/summary_sheet.rs",
            ],
        ),
        ("cfb", &["src/import/format/compound_file.rs"]),
        ("quick_xml", &["src/import/format/xml.rs"]),
        (
            "html5gum",
            &[
                "src/import/format/html.rs",
                "src/import/format/html/tags.rs",
            ],
        ),
    ] {
        let users: Vec<String> = files("src")
            .into_iter()
            .filter(|(_, text)| code(text).contains(&format!("use {crate_name}")))
            .map(|(name, _)| name)
            .collect();
        assert_eq!(users, only);
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
    for (name, text) in files("src/validate/rules") {
        if text.contains("pub(in crate::validate) const RULE: Rule") {
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
