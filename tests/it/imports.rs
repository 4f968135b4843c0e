//! Which file imports which, read from the source with `syn`: the graph behind the tests of layering.
//!
//! An import is a `use` path or a path in the code, also inside a macro call. A name is followed
//! through re-exports to the file that defines it, so a parent module may hand on what its children
//! define without being imported itself. Unit tests (`#[cfg(test)]`) are left out.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use syn::{
    Attribute, Item, ItemUse, Meta, UseTree,
    visit::{self, Visit},
};

/// A module's path from the crate root, such as `["import", "format", "xml"]`.
type ModulePath = Vec<String>;

/// The modules of a crate, each with its file, what it defines and what it names.
#[derive(Default)]
pub(crate) struct Imports {
    modules: BTreeMap<ModulePath, Module>,
    /// For each file the files it imports from, with one of the names it takes.
    edges: BTreeMap<String, BTreeMap<String, String>>,
}

#[derive(Default)]
struct Module {
    file: String,
    items: BTreeSet<String>,
    /// Local name → path, of `use` declarations.
    uses: BTreeMap<String, Vec<String>>,
    globs: Vec<Vec<String>>,
    /// Paths in the code with more than one segment.
    paths: BTreeSet<Vec<String>>,
}

/// What a path names.
enum Target {
    /// An item: the file that defines it, and its name.
    Item(String, String),
    /// A module, named in order to reach into it.
    Module(ModulePath),
}

impl Imports {
    /// Reads the files of a library, given with their paths, such as `src/import/xml.rs`. Files in
    /// `src/bin` are crates of their own that call the library by `library`.
    pub(crate) fn of(files: &[(String, String)], library: &str) -> Imports {
        let mut imports = Imports::default();
        for (name, text) in files {
            let parsed = syn::parse_file(text).unwrap_or_else(|error| panic!("{name}: {error}"));
            imports.add_module(module_path(name), name, &parsed.items);
        }
        imports.connect(library);
        imports
    }

    fn add_module(&mut self, path: ModulePath, file: &str, items: &[Item]) {
        let mut module = Module {
            file: file.to_owned(),
            ..Module::default()
        };
        for item in items.iter().filter(|item| !is_test(attributes(item))) {
            match item {
                Item::Use(it) => module.add_use(it),
                Item::Mod(it) => {
                    if let Some((_, inner)) = &it.content {
                        let mut path = path.clone();
                        path.push(it.ident.to_string());
                        self.add_module(path, file, inner);
                    }
                }
                item => {
                    module.items.extend(defined_name(item));
                    module.visit_item(item);
                }
            }
        }
        self.modules.insert(path, module);
    }

    fn connect(&mut self, library: &str) {
        let mut edges: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        for (path, module) in &self.modules {
            let named = module.uses.values().chain(&module.paths);
            let named = named.filter_map(|it| match self.resolve(path, it, library, 0)? {
                Target::Item(file, name) => Some((file, name)),
                Target::Module(_) => None,
            });
            let globs = module.globs.iter();
            let globs = globs.filter_map(|it| match self.resolve(path, it, library, 0)? {
                Target::Item(file, name) => Some((file, name)),
                Target::Module(path) => Some((self.modules.get(&path)?.file.clone(), "*".into())),
            });
            for (file, name) in named.chain(globs) {
                if file != module.file {
                    let from = edges.entry(module.file.clone()).or_default();
                    from.entry(file).or_insert(name);
                }
            }
        }
        self.edges = edges;
    }

    /// What `path` names when written in `module`; `None` for other crates.
    fn resolve(
        &self,
        module: &[String],
        path: &[String],
        library: &str,
        depth: usize,
    ) -> Option<Target> {
        // A `use` that re-exports itself would go on for ever.
        if 20 < depth {
            return None;
        }
        let (first, mut rest) = path.split_first()?;
        let mut at: ModulePath = match first.as_str() {
            "crate" => Vec::new(),
            name if name == library => Vec::new(),
            "self" => module.to_vec(),
            "super" => module.split_last()?.1.to_vec(),
            name => {
                let own = self.modules.get(module)?;
                if self.child(module, name).is_some() || own.items.contains(name) {
                    rest = path;
                    module.to_vec()
                } else {
                    let target = own.uses.get(name)?;
                    if target.first() == Some(first) {
                        return None; // `use serde::…` names a crate of that name.
                    }
                    let full: Vec<String> = target.iter().chain(rest).cloned().collect();
                    return self.resolve(module, &full, library, depth + 1);
                }
            }
        };
        while let Some((name, after)) = rest.split_first() {
            if name == "super" {
                at.pop();
            } else if let Some(child) = self.child(&at, name) {
                at = child;
            } else {
                let here = self.modules.get(&at)?;
                if here.items.contains(name) {
                    return Some(Target::Item(here.file.clone(), name.clone()));
                }
                if let Some(target) = here.uses.get(name) {
                    let full: Vec<String> = target.iter().chain(after).cloned().collect();
                    if let Some(found) = self.resolve(&at, &full, library, depth + 1) {
                        return Some(found);
                    }
                }
                for glob in &here.globs {
                    let full: Vec<String> = glob.iter().chain(rest).cloned().collect();
                    if let Some(found) = self.resolve(&at, &full, library, depth + 1) {
                        return Some(found);
                    }
                }
                // Defined by a macro or the like: the module answers for it.
                return Some(Target::Item(here.file.clone(), name.clone()));
            }
            rest = after;
        }
        Some(Target::Module(at))
    }

    fn child(&self, module: &[String], name: &str) -> Option<ModulePath> {
        let mut path = module.to_vec();
        path.push(name.to_owned());
        self.modules.contains_key(&path).then_some(path)
    }

    /// Every import of one file from another, with one of the names taken.
    pub(crate) fn edges(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        self.edges.iter().flat_map(|(from, to)| {
            to.iter()
                .map(|(to, name)| (from.as_str(), to.as_str(), name.as_str()))
        })
    }

    /// Returns the shortest import loop through each file that is part of one, without duplicates:
    /// the files in order, with the first again at the end.
    pub(crate) fn loops(&self) -> Vec<Vec<&str>> {
        let mut told: BTreeSet<BTreeSet<&str>> = BTreeSet::new();
        let mut loops = Vec::new();
        for start in self.edges.keys() {
            if let Some(found) = self.shortest_loop(start)
                && told.insert(found.iter().copied().collect())
            {
                loops.push(found);
            }
        }
        loops
    }

    fn shortest_loop<'it>(&'it self, start: &'it str) -> Option<Vec<&'it str>> {
        let mut came_from: BTreeMap<&str, &str> = BTreeMap::new();
        let mut queue = std::collections::VecDeque::from([start]);
        while let Some(file) = queue.pop_front() {
            for next in self.edges.get(file).into_iter().flat_map(BTreeMap::keys) {
                if next == start {
                    let mut path = vec![start, file];
                    while let Some(before) = path.last().and_then(|it| came_from.get(it)) {
                        path.push(before);
                    }
                    path.reverse();
                    return Some(path);
                }
                if !came_from.contains_key(next.as_str()) {
                    came_from.insert(next, file);
                    queue.push_back(next);
                }
            }
        }
        None
    }
}

/// `src/import/xml.rs` is `import::xml`, `src/lib.rs` the root, `src/bin/cli.rs` a crate of its own.
fn module_path(file: &str) -> ModulePath {
    let path = file.trim_start_matches("src/").trim_end_matches(".rs");
    if path == "lib" {
        return Vec::new();
    }
    path.split('/').map(str::to_owned).collect()
}

impl Module {
    fn add_use(&mut self, item: &ItemUse) {
        self.add_tree(&item.tree, &mut Vec::new());
    }

    fn add_tree(&mut self, tree: &UseTree, prefix: &mut Vec<String>) {
        match tree {
            UseTree::Path(it) => {
                prefix.push(it.ident.to_string());
                self.add_tree(&it.tree, prefix);
                prefix.pop();
            }
            UseTree::Name(it) => self.add_name(&it.ident, &it.ident, prefix),
            UseTree::Rename(it) => self.add_name(&it.ident, &it.rename, prefix),
            UseTree::Glob(_) => self.globs.push(prefix.clone()),
            UseTree::Group(it) => it.items.iter().for_each(|it| self.add_tree(it, prefix)),
        }
    }

    fn add_name(&mut self, name: &syn::Ident, local: &syn::Ident, prefix: &[String]) {
        let mut path = prefix.to_vec();
        let mut local = local.to_string();
        if name == "self" {
            local = prefix.last().cloned().unwrap_or_default();
        } else {
            path.push(name.to_string());
        }
        if local == "_" {
            // Several traits may be imported without a name.
            local = path.join("::");
        }
        self.uses.insert(local, path);
    }

    /// The paths among a macro's tokens, which `syn` does not parse.
    fn add_tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut n_colons = 0;
        for token in tokens {
            match &token {
                TokenTree::Punct(it) if it.as_char() == ':' => n_colons += 1,
                TokenTree::Ident(it) => {
                    if n_colons != 2 {
                        self.add_path(std::mem::take(&mut path));
                    }
                    path.push(it.to_string());
                    n_colons = 0;
                }
                other => {
                    self.add_path(std::mem::take(&mut path));
                    n_colons = 0;
                    if let TokenTree::Group(it) = other {
                        self.add_tokens(it.stream());
                    }
                }
            }
        }
        self.add_path(path);
    }

    fn add_path(&mut self, path: Vec<String>) {
        if 1 < path.len() {
            self.paths.insert(path);
        }
    }
}

impl<'ast> Visit<'ast> for Module {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments = path.segments.iter();
        self.add_path(segments.map(|it| it.ident.to_string()).collect());
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, it: &'ast syn::Macro) {
        self.add_tokens(it.tokens.clone());
        visit::visit_macro(self, it);
    }

    /// A `use` inside a function counts for the whole module.
    fn visit_item_use(&mut self, it: &'ast ItemUse) {
        self.add_use(it);
    }

    fn visit_impl_item_fn(&mut self, it: &'ast syn::ImplItemFn) {
        if !is_test(&it.attrs) {
            visit::visit_impl_item_fn(self, it);
        }
    }
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(it) => &it.attrs,
        Item::Enum(it) => &it.attrs,
        Item::Fn(it) => &it.attrs,
        Item::Impl(it) => &it.attrs,
        Item::Mod(it) => &it.attrs,
        Item::Static(it) => &it.attrs,
        Item::Struct(it) => &it.attrs,
        Item::Trait(it) => &it.attrs,
        Item::Type(it) => &it.attrs,
        Item::Use(it) => &it.attrs,
        _ => &[],
    }
}

/// Whether an item is compiled for tests only: `#[cfg(test)]` or `#[test]`.
fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|it| match &it.meta {
        Meta::List(list) => list.path.is_ident("cfg") && list.tokens.to_string() == "test",
        other => other.path().is_ident("test"),
    })
}

fn defined_name(item: &Item) -> Option<String> {
    let name = match item {
        Item::Const(it) => &it.ident,
        Item::Enum(it) => &it.ident,
        Item::Fn(it) => &it.sig.ident,
        Item::Macro(it) => it.ident.as_ref()?,
        Item::Static(it) => &it.ident,
        Item::Struct(it) => &it.ident,
        Item::Trait(it) => &it.ident,
        Item::Type(it) => &it.ident,
        _ => return None,
    };
    Some(name.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn imports(files: &[(&str, &str)]) -> Imports {
        let owned = files
            .iter()
            .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()));
        Imports::of(&owned.collect::<Vec<_>>(), "made_up")
    }

    fn edges(files: &[(&str, &str)]) -> Vec<String> {
        let imports = imports(files);
        let edges = imports.edges();
        edges
            .map(|(from, to, name)| format!("{from} -> {to}: {name}"))
            .collect()
    }

    const LIB: (&str, &str) = ("src/lib.rs", "pub mod low; pub mod high;");

    #[test]
    fn finds_a_loop_at_any_depth_and_names_it() {
        let own = "pub struct High;";
        let imports = imports(&[
            LIB,
            ("src/low.rs", "mod deep; pub use deep::Deep;"),
            (
                "src/low/deep.rs",
                "use crate::high::High; pub struct Deep(High);",
            ),
            (
                "src/high.rs",
                "mod own; mod part; pub use own::High; pub use part::Part;",
            ),
            ("src/high/own.rs", own),
            (
                "src/high/part.rs",
                "use crate::low::Deep; pub struct Part(Deep);",
            ),
        ]);
        assert_eq!(imports.loops(), [] as [Vec<&str>; 0]);
        let imports = self::imports(&[
            LIB,
            (
                "src/low.rs",
                "mod deep; pub use deep::Deep; pub struct Low;",
            ),
            (
                "src/low/deep.rs",
                "use crate::high::High; pub struct Deep(High);",
            ),
            (
                "src/high.rs",
                "mod part; use part::Part; pub struct High(Part);",
            ),
            (
                "src/high/part.rs",
                "use crate::low::Deep; pub struct Part(Deep);",
            ),
        ]);
        assert_eq!(
            imports.loops(),
            [[
                "src/high.rs",
                "src/high/part.rs",
                "src/low/deep.rs",
                "src/high.rs"
            ]]
        );
    }

    #[test]
    fn a_child_that_uses_what_its_parent_defines_is_a_loop_where_the_parent_uses_the_child() {
        let parent = "mod child; pub struct Own; fn f() { child::go(); }";
        let files = [
            LIB,
            ("src/low.rs", parent),
            (
                "src/low/child.rs",
                "use super::Own; pub fn go() -> Own { Own }",
            ),
        ];
        assert_eq!(
            imports(&files).loops(),
            [["src/low.rs", "src/low/child.rs", "src/low.rs"]]
        );
    }

    #[test]
    fn sees_every_form_of_import() {
        let low = (
            "src/low.rs",
            "pub struct Low; pub fn go() {} pub mod inner { pub struct In; }",
        );
        for (code, name) in [
            ("use crate::low::Low;", "Low"),
            ("use crate::{low::{self, Low}};", "Low"),
            ("use crate::low::inner::In as Other;", "In"),
            ("use super::low::*;", "*"),
            ("use crate::low; fn f() { low::go() }", "go"),
            ("fn f() { use crate::low::go; go() }", "go"),
            ("fn f() { crate::low::go() }", "go"),
            ("fn f(it: crate::low::Low) {}", "Low"),
            (
                "fn f() { view! { <p>{move || crate::low::go()}</p> } }",
                "go",
            ),
            ("use crate::low::Low; impl Low { fn f() {} }", "Low"),
            (
                "fn f() {}\n#[cfg(test)] mod tests { use crate::low::Low; }",
                "-",
            ),
            ("use low::Low;", "-"),
        ] {
            let found = edges(&[LIB, low, ("src/high.rs", code)]);
            let expected = match name {
                "-" => vec![],
                name => vec![format!("src/high.rs -> src/low.rs: {name}")],
            };
            assert_eq!(found, expected, "{code}");
        }
    }

    #[test]
    fn programs_call_the_library_by_its_name() {
        let found = edges(&[
            LIB,
            ("src/low.rs", "pub struct Low;"),
            ("src/high.rs", ""),
            (
                "src/bin/cli.rs",
                "use made_up::low::Low; fn main() { serde::x() }",
            ),
        ]);
        assert_eq!(found, ["src/bin/cli.rs -> src/low.rs: Low"]);
    }
}
