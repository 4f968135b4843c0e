#!/usr/bin/env node
// Prints the licences of all code that the site carries: node .ci/licenses.mjs > licenses.txt
//
// It copies the files that each linked crate was published with. cargo-about and cargo-bundle-licenses
// would take minutes to compile in CI and do not know the standard library.
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const root = join(import.meta.dirname, "..");
const run = (command, ...args) => execFileSync(command, args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 });
const target = "wasm32-unknown-unknown";
const isNotice = (name) => /^(licen[cs]e|copying|copyright|notice|unlicense)/i.test(name);

/** Returns the packages that are linked into the programs: macros run at build time only. */
export function linked({ packages, resolve }) {
  const byId = new Map(packages.map((it) => [it.id, it]));
  const nodes = new Map(resolve.nodes.map((it) => [it.id, it]));
  const found = new Set();
  const visit = (id) => {
    const isMacro = byId.get(id).targets.some(({ kind }) => kind.includes("proc-macro"));
    if (found.has(id) || isMacro) return;
    found.add(id);
    const normal = nodes.get(id).deps.filter(({ dep_kinds }) => dep_kinds.some(({ kind }) => kind === null));
    normal.forEach(({ pkg }) => visit(pkg));
  };
  visit(resolve.root);
  found.delete(resolve.root);
  return [...found].map((id) => byId.get(id));
}

/** Reads a package's notices. */
function partOf({ name, version, license, authors, repository, manifest_path }) {
  const folder = dirname(manifest_path);
  const files = readdirSync(folder).filter((it) => isNotice(it) && statSync(join(folder, it)).isFile());
  const texts = files.sort().map((it) => readFileSync(join(folder, it), "utf8"));
  return { name: `${name} ${version}`, license, authors, source: repository, texts };
}

/** Reads the notices of the standard library and the crates in it from the page that rustc is
 *  installed with. */
function standardLibrary() {
  const sysroot = run("rustc", "--print", "sysroot").trim();
  const page = readFileSync(join(sysroot, "share/doc/rust/COPYRIGHT-library.html"), "utf8");
  const libraries = readdirSync(join(sysroot, "lib/rustlib", target, "lib"));
  const isLinked = (crate) => libraries.some((it) => it.startsWith(`lib${crate.replaceAll("-", "_")}-`));
  const decoded = (html) =>
    html.replace(/<[^>]*>/g, "").replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(code)).replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&amp;/g, "&");
  const all = (html, pattern) => [...html.matchAll(pattern)].map(([, found]) => decoded(found).trim());
  const [own, ...others] = page.split("<h3>");
  const nameIn = (html) => /^\P{ASCII}*\s*(.*)-(\d.*?)<\/h3>/u.exec(html).slice(1);
  const [version] = /\d+\.\d+\.\d+/.exec(run("rustc", "--version"));
  const licenseIn = (html) => [...new Set(all(html, /<b>License:<\/b>(.*?)<\/p>/g))].join("; ");
  return [
    {
      name: `Rust standard library ${version}`,
      license: licenseIn(own),
      authors: [...new Set(all(own, /<b>Copyright:<\/b>(.*?)<\/p>/g))],
      source: "https://github.com/rust-lang/rust",
      texts: all(own, /<pre>(.*?)<\/pre>/gs),
    },
    ...others.filter((html) => isLinked(nameIn(html)[0])).map((html) => ({
      name: `${nameIn(html).join(" ")} (in the standard library)`,
      license: licenseIn(html),
      authors: all(html, /<b>Authors:<\/b>(.*?)<\/p>/g),
      source: all(html, /<b>URL:<\/b>(.*?)<\/p>/g)[0],
      texts: all(html, /<pre>(.*?)<\/pre>/gs),
    })),
  ];
}

/** Writes the list of parts, then each distinct text once. `mit` is the text for parts that say MIT but
 *  were published without a text. */
export function compose(parts, mit) {
  const texts = new Map();
  const list = parts.map(({ name, license, authors, source, texts: own }) => {
    if (own.length === 0 && !/\bMIT\b/.test(license ?? "")) throw new Error(`${name} has no licence text: ${license}`);
    const given = own.length ? own : [mit.replace(/^Copyright.*$/m, () => `Copyright (c) ${authors.join(", ") || `the authors of ${name}`}`)];
    for (const text of given) {
      const key = text.replace(/\s+/g, " ").trim();
      const { title, users } = texts.get(key) ?? { title: text.replace(/\r/g, "").trim(), users: [] };
      texts.set(key, { title, users: [...users, name] });
    }
    return [`${name}: ${license}`, authors.length && `  ${authors.join(", ")}`, source && `  ${source}`].filter(Boolean).join("\n");
  });
  const line = "-".repeat(80);
  const sections = [...texts.values()].map(({ title, users }) => `${line}\n${users.join(", ")}\n${line}\n\n${title}`);
  const head = "phuluc is under the MIT licence, the first text below. It contains the following parts.";
  return `${[head, list.join("\n"), ...sections].join("\n\n")}\n`;
}

export function licenses() {
  const metadata = JSON.parse(run("cargo", "metadata", "--format-version", "1", "--locked", "--filter-platform", target));
  const mit = readFileSync(join(root, "LICENSE"), "utf8");
  const own = { name: "phuluc", license: "MIT", authors: [], texts: [mit] };
  const crates = linked(metadata).map(partOf).sort((a, b) => (a.name < b.name ? -1 : 1));
  return compose([own, ...crates, ...standardLibrary()], mit);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) process.stdout.write(licenses());
