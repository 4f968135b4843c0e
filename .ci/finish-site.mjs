#!/usr/bin/env node
// Trunk's post-build hook: splits the editor page, optimises the programs, names files by content, substitutes the names in
// the start-up files, and lists all files for the service worker. A debug build is not optimised and
// has no service worker.
import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { licenses } from "./licenses.mjs";
import { linked } from "./parts.mjs";
import { texts } from "./texts.mjs";

/** Size matters most. The features that a program uses are read from the program; parts do not state
 *  theirs. */
const wasmOptFlags = ["-Oz"];
const partFlags = [...wasmOptFlags, ...["simd", "bulk-memory", "sign-ext", "mutable-globals", "nontrapping-float-to-int", "reference-types", "multivalue"].map((it) => `--enable-${it}`)];
const isRelease = process.env.TRUNK_PROFILE === "release";
const site = process.env.TRUNK_STAGING_DIR;
const source = join(process.env.TRUNK_SOURCE_DIR, "public");
const at = (name) => join(site, name);
const read = (name) => readFileSync(at(name), "utf8");
const hashOf = (...parts) => {
  const hash = createHash("sha256");
  parts.forEach((part) => hash.update(part));
  return hash.digest("hex").slice(0, 16);
};
/** Substitutions for the %NAME% placeholders in the files written below. */
const names = new Map();
const filled = (text) =>
  text.replace(/%([a-z0-9_-]+\.[a-z]+)%/g, (_, name) => {
    if (!names.has(name)) throw new Error(`nobody knows the file ${name}`);
    return names.get(name);
  });
const hashed = (name, bytes) => {
  const [stem, extension] = name.split(".");
  const own = `${stem}-${hashOf(bytes)}.${extension}`;
  writeFileSync(at(own), bytes);
  return own;
};

/** Programs that run as web workers. */
const engine = ["reader", "writer", "pdf"];
// Trunk names the first screen by its content before optimisation, the others not at all.
const trunkStart = readdirSync(site).find((name) => /^start-.*\.js$/.test(name)).replace(".js", "");
const stems = new Map([["start", trunkStart], ...["page", ...engine].map((name) => [name, name])]);

/** Splits the editor page as src/bin/page.rs says; returns the names of its parts, and the script that
 *  fetches them. */
function splitPage() {
  const metadata = execFileSync("cargo", ["metadata", "--format-version", "1", "--no-deps"], { cwd: process.env.TRUNK_SOURCE_DIR });
  const built = (profile) => join(JSON.parse(metadata).target_directory, "wasm32-unknown-unknown", profile, "page.wasm");
  const made = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);
  const debug = [built("quick"), built("debug")].sort((a, b) => made(b) - made(a))[0];
  const folder = mkdtempSync(join(tmpdir(), "phuluc-"));
  const bound = join(folder, "bound");
  execFileSync("wasm-split-cli", [isRelease ? built("release") : debug, folder, "--out-name", "page"], { stdio: "inherit" });
  execFileSync("wasm-bindgen", ["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-name", "page", "--out-dir", bound, join(folder, "page.wasm")], { stdio: "inherit" });
  for (const name of ["page.js", "page_bg.wasm"]) copyFileSync(join(bound, name), at(name));
  const parts = readdirSync(folder).filter((name) => /^(split|chunk)_.*\.wasm$/.test(name));
  for (const name of parts) copyFileSync(join(folder, name), at(name));
  const link = readFileSync(join(folder, "__wasm_split.js"), "utf8");
  rmSync(folder, { recursive: true });
  return { parts, link };
}

async function optimise(name, flags) {
  const path = at(name);
  const child = spawn("wasm-opt", [...flags, path, "--output", path], { stdio: "inherit" });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`wasm-opt of ${name} ended with ${code}`);
}

const { parts, link } = splitPage();

if (isRelease) {
  const started = Date.now();
  // The largest first, so that no processor waits long for the last one.
  const size = ([name]) => statSync(at(name)).size;
  const programs = [...stems.values()].map((stem) => [`${stem}_bg.wasm`, wasmOptFlags]);
  const waiting = [...programs, ...parts.map((name) => [name, partFlags])].sort((a, b) => size(b) - size(a));
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await optimise(...next);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  console.error(`build: wasm-opt ${Math.round((Date.now() - started) / 1000)} s`);
}

// The parts of the editor page, the script that fetches them, and its name in the page's own script.
const partNames = parts.map((name) => {
  const own = hashed(name.replace(/^split_/, "").replace(/^chunk_/, "common"), readFileSync(at(name)));
  rmSync(at(name));
  return [name, own];
});
const parted = hashed("parts.js", linked(link, new Map(partNames)));
writeFileSync(at("page.js"), read("page.js").replaceAll('from "./__wasm_split.js"', `from "./${parted}"`));

for (const [name, stem] of stems) {
  const own = `${name}-${hashOf(readFileSync(at(`${stem}.js`)), readFileSync(at(`${stem}_bg.wasm`)))}`;
  renameSync(at(`${stem}.js`), at(`${own}.js`));
  renameSync(at(`${stem}_bg.wasm`), at(`${own}_bg.wasm`));
  names.set(`${name}.js`, `./${own}.js`).set(`${name}.wasm`, `./${own}_bg.wasm`);
}
for (const name of engine) {
  rmSync(at(`${name}_loader.js`), { force: true });
  const own = [`${name}.js`, `${name}.wasm`].map((file) => names.get(file));
  // A cached copy may be from a broken deployment: the second try goes past all caches.
  const loader = `try {
  importScripts("${own[0]}");
} catch {
  importScripts("${own[0]}?" + Date.now());
}
wasm_bindgen({ module_or_path: "${own[1]}" }).catch(() => wasm_bindgen({ module_or_path: fetch("${own[1]}", { cache: "reload" }) }));
`;
  names.set(`${name}_loader.js`, `./${hashed(`${name}_loader.js`, loader)}`);
}

// Icons, the manifest and the start-up scripts.
names.set("icon.svg", readdirSync(site).find((name) => /^icon-.*\.svg$/.test(name)));
for (const name of ["icon-192.png", "icon-512.png"]) names.set(name, hashed(name, readFileSync(join(source, name))));
const write = (name) => names.set(name, `./${hashed(name, filled(readFileSync(join(source, name), "utf8")))}`);
write("manifest.json");
const wording = readFileSync(join(process.env.TRUNK_SOURCE_DIR, "src/wording/texts.rs"), "utf8");
names.set("texts.txt", `./${hashed("texts.txt", texts(wording))}`);
names.set("sw.js", "./sw.js");
write("launch.js");
write("boot.js");

writeFileSync(at("licenses.txt"), licenses());

// The page: without inline scripts, and with its build id.
const inline = /<script type="module">[\s\S]*?<\/script>/;
let page = read("index.html");
if (!inline.test(page)) throw new Error("trunk's own script is not in the page");
page = page.replace(inline, `<script defer src="${names.get("boot.js")}"></script>`);
page = filled(page).replaceAll(trunkStart, names.get("start.js").slice(2, -3));
const worker = readFileSync(join(source, "sw.js"), "utf8");
const files = readdirSync(site).filter((name) => name !== "index.html").sort();
const build = hashOf(worker, page, ...files);
writeFileSync(at("index.html"), page.replaceAll("%build%", build));

// The service worker, which keeps only files with these hashes. Between debug builds, a cache would
// only be in the way: a worker of an earlier build ends itself.
const hashes = Object.fromEntries(
  ["index.html", ...files].map((name) => {
    const hash = createHash("sha256").update(readFileSync(at(name))).digest("hex");
    return [name === "index.html" ? "./" : `./${name}`, hash];
  }),
);
const serviceWorker = isRelease
  ? worker.replace("%build%", build).replace('"%hashes%"', JSON.stringify(hashes, null, 2))
  : 'addEventListener("install", () => skipWaiting());\naddEventListener("activate", () => registration.unregister());\n';
writeFileSync(at("sw.js"), serviceWorker);
