#!/usr/bin/env node
// Prints download sizes of a site (raw, gzip, brotli) and fails if a part exceeds its budget or a
// program may use more memory than stated.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { memoriesOf } from "./wasm-memory.mjs";

const folder = process.argv[2] ?? "dist";
/** Files that are fetched together, and their budget in KiB after brotli. The first match wins. */
const parts = [
  { name: "first screen", budget: 233, has: (file) => /^(index\.html|start|boot|launch|texts|.*\.css$)/.test(file) },
  { name: "editor, fetched meanwhile", budget: 662, has: (file) => /^(page|parts)/.test(file) },
  { name: "its checks, fetched behind it", budget: 385, has: (file) => file.startsWith("rules") },
  { name: "its dialogs, fetched when idle", budget: 97, has: (file) => file.startsWith("dialogs") },
  { name: "what is beside the sheet, the same", budget: 69, has: (file) => file.startsWith("side") },
  { name: "its preview of imports", budget: 67, has: (file) => file.startsWith("opening") },
  { name: "its board, fetched when opened", budget: 267, has: (file) => file.startsWith("board") },
  { name: "its progress, fetched when opened", budget: 55, has: (file) => file.startsWith("progress") },
  { name: "code that several parts share", budget: 183, has: (file) => file.startsWith("common") },
  { name: "engine's reader, fetched later", budget: 779, has: (file) => file.startsWith("reader") },
  { name: "engine's writer, fetched later", budget: 492, has: (file) => file.startsWith("writer") },
  { name: "reader of PDF, fetched for one", budget: 685, has: (file) => file.startsWith("pdf") },
  { name: "licences, fetched to be offline", budget: 20, has: (file) => file === "licenses.txt" },
  { name: "offline use, icons", budget: 15, has: () => true },
];
/** What .cargo/config.toml allows each program. */
const memoryMax = 1 << 30;
const files = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ name }) => {
    const bytes = readFileSync(join(folder, name));
    const part = parts.find(({ has }) => has(name));
    return { name, part, raw: bytes.length, gzip: gzipSync(bytes).length, brotli: brotliCompressSync(bytes).length };
  })
  .sort((a, b) => parts.indexOf(a.part) - parts.indexOf(b.part) || b.raw - a.raw);

const kib = (bytes) => (bytes / 1024).toFixed(1).padStart(9);
const line = ({ name, raw, gzip, brotli }) => `${name.padEnd(38)}${kib(raw)}${kib(gzip)}${kib(brotli)}`;
console.log(`${"KiB".padEnd(38)}      raw     gzip   brotli`);
let isRefused = false;
for (const part of parts) {
  const own = files.filter((file) => file.part === part);
  own.forEach((file) => console.log(line({ ...file, name: `  ${file.name}` })));
  const sum = (key) => own.reduce((total, file) => total + file[key], 0);
  const total = { name: part.name, raw: sum("raw"), gzip: sum("gzip"), brotli: sum("brotli") };
  console.log(`${line(total)} of ${part.budget}`);
  if (part.budget * 1024 < total.brotli) {
    console.error(`${part.name}: more than its ${part.budget} KiB`);
    isRefused = true;
  }
}
for (const { name } of files.filter(({ name }) => name.endsWith(".wasm"))) {
  const memories = memoriesOf(readFileSync(join(folder, name)));
  if (memories.length !== 1 || !(memories[0].max <= memoryMax)) {
    const found = memories.map(({ max }) => (max ? `${max / (1 << 20)} MiB` : "no maximum"));
    console.error(`${name}: its memory must have a maximum of ${memoryMax / (1 << 20)} MiB; found ${found.join(", ") || "no memory"}`);
    isRefused = true;
  }
}
process.exit(isRefused ? 1 : 0);
