//! The parts of a Word package and the relations between them.

use std::{collections::HashMap, io::Read as _};

use crate::import::{
    ImportError,
    format::{
        word::tree::{self, Element},
        xml::{self, Package},
    },
    limits::TEXT_MAX,
};

/// A relation of the main part.
#[derive(Debug)]
struct Relation {
    id: String,
    /// The last segment of its type: `styles`, `footnotes`.
    kind: String,
    /// Name of the part.
    target: String,
}

/// An open Word package.
pub(super) struct Parts<'bytes> {
    package: Package<'bytes>,
    main: String,
    relations: Vec<Relation>,
}

impl<'bytes> Parts<'bytes> {
    pub(super) fn open(bytes: &'bytes [u8]) -> Result<Parts<'bytes>, ImportError> {
        let mut package = xml::package(bytes)?;
        let of_package = relations(&mut package, "");
        let of_package = of_package.into_iter();
        let main = of_package
            .filter(|it| it.kind == "officeDocument")
            .find_map(|it| stored_name(&package, &it.target))
            .unwrap_or_else(|| "word/document.xml".to_owned());
        let relations = relations(&mut package, &main);
        Ok(Parts {
            package,
            main,
            relations,
        })
    }

    /// Opens the main part.
    pub(super) fn main(&mut self) -> Result<impl std::io::Read, ImportError> {
        xml::part(&mut self.package, &self.main)
    }

    /// Returns the parts that another program left for Word to convert, by the ids of their relations;
    /// `None` for one that cannot be unpacked.
    pub(super) fn chunks(&mut self) -> HashMap<String, Option<Vec<u8>>> {
        self.stored(&["aFChunk"])
    }

    /// Returns the files that are embedded as objects, likewise.
    pub(super) fn objects(&mut self) -> HashMap<String, Option<Vec<u8>>> {
        self.stored(&["package", "oleObject"])
    }

    /// Returns the parts of some kinds, by the ids of their relations.
    fn stored(&mut self, kinds: &[&str]) -> HashMap<String, Option<Vec<u8>>> {
        let own = self.relations.iter();
        let own = own.filter(|it| kinds.contains(&it.kind.as_str()));
        let own: Vec<(String, String)> = own.map(|it| (it.id.clone(), it.target.clone())).collect();
        let mut read = |name: &str| {
            let stored = stored_name(&self.package, name)?;
            let mut bytes = Vec::new();
            let part = xml::part(&mut self.package, &stored).ok()?;
            part.take(TEXT_MAX as u64).read_to_end(&mut bytes).ok()?;
            Some(bytes)
        };
        let chunks = own.into_iter().map(|(id, name)| (id, read(&name)));
        chunks.collect()
    }

    /// Returns the roots of the parts of a kind; the names of those that cannot be read go to
    /// `unreadable`.
    pub(super) fn of_kind(&mut self, kind: &str, unreadable: &mut Vec<String>) -> Vec<Element> {
        let mut names: Vec<String> = Vec::new();
        for relation in self.relations.iter().filter(|it| it.kind == kind) {
            if !names.contains(&relation.target) {
                names.push(relation.target.clone());
            }
        }
        let mut roots = Vec::new();
        for name in names {
            // A relation to nothing is what Word leaves behind at times.
            let Some(stored) = stored_name(&self.package, &name) else {
                continue;
            };
            match xml::part(&mut self.package, &stored).and_then(tree::root) {
                Ok(root) => roots.push(root),
                Err(_) => unreadable.push(name),
            }
        }
        roots
    }
}

/// Returns the name of a part as the package has it: names are compared without case.
fn stored_name(package: &Package, name: &str) -> Option<String> {
    let mut names = package.file_names().flatten();
    let found = names.find(|it| {
        it.trim_start_matches('/')
            .replace('\\', "/")
            .eq_ignore_ascii_case(name)
    });
    found.map(|it| it.to_string())
}

/// Reads the relations of a part, or of the package for "". Without any, it has none.
fn relations(package: &mut Package, of: &str) -> Vec<Relation> {
    let (folder, name) = of.rsplit_once('/').unwrap_or(("", of));
    let slash = if folder.is_empty() { "" } else { "/" };
    let Some(stored) = stored_name(package, &format!("{folder}{slash}_rels/{name}.rels")) else {
        return Vec::new();
    };
    let Ok(root) = xml::part(package, &stored).and_then(tree::root) else {
        return Vec::new();
    };
    let external = |it: &&Element| it.attribute("TargetMode") == Some("External");
    let elements = root.children.iter().filter(|it| !external(it));
    let relations = elements.filter_map(|it| {
        let (_, kind) = it.attribute("Type")?.rsplit_once('/')?;
        Some(Relation {
            id: it.attribute("Id").unwrap_or_default().to_owned(),
            kind: kind.to_owned(),
            target: resolved(folder, it.attribute("Target")?),
        })
    });
    relations.collect()
}

/// Resolves a target against a folder.
fn resolved(folder: &str, target: &str) -> String {
    let folder = if target.starts_with('/') { "" } else { folder };
    let mut segments: Vec<&str> = Vec::new();
    for segment in folder.split('/').chain(target.split('/')) {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop();
            }
            name => segments.push(name),
        }
    }
    segments.join("/")
}
