#!/usr/bin/env node
// Bundles a built site into one file that opens by double click: node .ci/single.mjs SITE OUT.html
//
// Programs are embedded compressed, styles as text; a short script unpacks the programs into blob:
// URLs. The file has no service worker and cannot be installed; otherwise it works as on the web.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";

const [site, out] = process.argv.slice(2);
const read = (name) => readFileSync(join(site, name));
const names = readdirSync(site);
const one = (pattern) => {
  const found = names.filter((name) => pattern.test(name));
  if (found.length !== 1) throw new Error(`${pattern}: ${found.length} files`);
  return found[0];
};

/** The parts of the editor page, which only the script of the parts names. */
const parts = names.filter((name) => /^[a-z]+[0-9]*-[0-9a-f]{15,16}\.wasm$/.test(name));

// Order matters: a file comes after the files that it references.
const programs = [
  one(/^start-.*_bg\.wasm$/),
  one(/^page-.*_bg\.wasm$/),
  ...parts,
  one(/^parts-.*\.js$/),
  one(/^start-.*\.js$/),
  one(/^page-.*\.js$/),
  one(/^reader_loader-.*\.js$/),
  one(/^writer_loader-.*\.js$/),
  one(/^pdf_loader-.*\.js$/),
  one(/^texts-.*\.txt$/),
  one(/^launch-.*\.js$/),
  one(/^licenses\.txt$/),
  one(/^boot-.*\.js$/),
];
const pack = (bytes) => gzipSync(bytes, { level: 9 }).toString("base64");
// Workers of a page opened from disk cannot fetch, so each embeds its program.
const carried = (name) => `${read(one(new RegExp(`^${name}-.*\\.js$`)))}
const packed = Uint8Array.from(atob("${pack(read(one(new RegExp(`^${name}-.*_bg\\.wasm$`))))}"), (c) => c.charCodeAt(0));
const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
wasm_bindgen({ module_or_path: new Response(unpacked).arrayBuffer() });
`;
const packed = programs.map((name) => {
  const worker = /^(.*)_loader-/.exec(name)?.[1];
  return [name, pack(worker ? carried(worker) : read(name))];
});

/** Runs in the page: the source of this function is copied into the file. */
async function unpack() {
  const trouble = (id) => {
    for (const shown of ["trouble", id]) document.getElementById(shown).hidden = false;
    document.getElementById("loading").hidden = true;
  };
  if (typeof DecompressionStream !== "function") return trouble("too-old");
  const urls = new Map();
  for (const script of document.querySelectorAll("script[data-file]")) {
    const name = script.dataset.file;
    const bytes = Uint8Array.from(atob(script.textContent), (c) => c.charCodeAt(0));
    script.remove();
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    let content = await new Response(stream).arrayBuffer();
    if (name.endsWith(".js")) {
      content = new TextDecoder().decode(content);
      for (const [other, url] of urls) content = content.replaceAll(`./${other}`, url);
    }
    const types = { js: "text/javascript", wasm: "application/wasm", txt: "text/plain; charset=utf-8" };
    urls.set(name, URL.createObjectURL(new Blob([content], { type: types[name.split(".").pop()] })));
    const named = /^(.*)_loader-|^licenses/.exec(name);
    if (named) document.querySelector(`meta[name=phuluc-${named[1] ?? named[0]}]`).content = urls.get(name);
    if (name.startsWith("boot-")) {
      const boot = document.createElement("script");
      boot.src = urls.get(name);
      document.head.append(boot);
    }
  }
}

let page = read("index.html").toString();
const hashOf = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const styleHashes = [];
page = page.replace(/<link rel="stylesheet" href="\.\/([^"]+)"\s*\/?>/g, (_, name) => {
  const style = read(name).toString();
  styleHashes.push(hashOf(style));
  return `<style>${style}</style>`;
});
page = page.replace(/<link rel="icon" href="\.?\/?([^"]+)"([^>]*)>/, (_, name) => {
  return `<link rel="icon" type="image/svg+xml" href="data:image/svg+xml;base64,${read(name).toString("base64")}">`;
});
page = page.replace(/<link rel="(modulepreload|preload|manifest)"[^>]*>/g, "").replace(/<script defer src="[^"]*"><\/script>/, "");
const script = `(${unpack})();`;
const policy = [
  "default-src 'none'",
  `script-src ${hashOf(script)} 'wasm-unsafe-eval' blob:`,
  "worker-src blob:",
  `style-src ${styleHashes.join(" ")}`,
  "style-src-attr 'unsafe-inline'",
  // The icon.
  "img-src data:",
  "connect-src blob:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");
page = page.replace(/(http-equiv="Content-Security-Policy"\s+content=)"[^"]*"/, (_, head) => `${head}"${policy}"`);
const carriers = packed.map(([name, text]) => `<script type="text/plain" data-file="${name}">${text}</script>`);
page = page.replace("</body>", () => `${carriers.join("\n")}\n<script>${script}</script>\n</body>`);
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, page);
console.log(`${out}: ${(page.length / 1024 / 1024).toFixed(1)} MiB`);
