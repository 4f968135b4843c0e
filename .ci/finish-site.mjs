#!/usr/bin/env node
// Trunk's post-build hook: adds content hashes to the files that trunk leaves unhashed, substitutes
// the names in the start-up files, and lists all files for the service worker.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

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
const engine = ["reader", "writer"];

// Programs: trunk names the first screen; the others are renamed here.
const start = readdirSync(site).find((name) => /^start-.*\.js$/.test(name));
names.set("start.js", `./${start}`).set("start.wasm", `./${start.replace(".js", "_bg.wasm")}`);
for (const name of ["page", ...engine]) {
  const own = `${name}-${hashOf(readFileSync(at(`${name}.js`)), readFileSync(at(`${name}_bg.wasm`)))}`;
  renameSync(at(`${name}.js`), at(`${own}.js`));
  renameSync(at(`${name}_bg.wasm`), at(`${own}_bg.wasm`));
  names.set(`${name}.js`, `./${own}.js`).set(`${name}.wasm`, `./${own}_bg.wasm`);
}
for (const name of engine) {
  rmSync(at(`${name}_loader.js`), { force: true });
  const own = [`${name}.js`, `${name}.wasm`].map((file) => names.get(file));
  const loader = `importScripts("${own[0]}");\nwasm_bindgen({ module_or_path: "${own[1]}" });\n`;
  names.set(`${name}_loader.js`, `./${hashed(`${name}_loader.js`, loader)}`);
}

// Icons, the manifest and the start-up scripts.
names.set("icon.svg", readdirSync(site).find((name) => /^icon-.*\.svg$/.test(name)));
for (const name of ["icon-192.png", "icon-512.png"]) names.set(name, hashed(name, readFileSync(join(source, name))));
const write = (name) => names.set(name, `./${hashed(name, filled(readFileSync(join(source, name), "utf8")))}`);
write("manifest.json");
names.set("sw.js", "./sw.js");
write("launch.js");
write("boot.js");

// The page: without inline scripts, and with its build id.
const build = hashOf(...readdirSync(site).filter((name) => name !== "index.html").sort());
const inline = /<script type="module">[\s\S]*?<\/script>/;
let page = read("index.html");
if (!inline.test(page)) throw new Error("trunk's own script is not in the page");
page = page.replace(inline, `<script defer src="${names.get("boot.js")}"></script>`);
page = filled(page).replaceAll("%build%", build);
writeFileSync(at("index.html"), page);

const files = readdirSync(site).filter((name) => name !== "index.html").sort();
const serviceWorker = readFileSync(join(source, "sw.js"), "utf8");
writeFileSync(
  at("sw.js"),
  serviceWorker.replace("%build%", build).replace('["%files%"]', JSON.stringify(files.map((name) => `./${name}`), null, 2)),
);
