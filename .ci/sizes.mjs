#!/usr/bin/env node
// Prints what the browser fetches: raw, gzip and brotli bytes of each file of dist/.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

const folder = process.argv[2] ?? "dist";
const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
const rows = files.map(({ name }) => {
  const bytes = readFileSync(join(folder, name));
  return { name, raw: bytes.length, gzip: gzipSync(bytes).length, brotli: brotliCompressSync(bytes).length };
});
rows.sort((a, b) => b.raw - a.raw);
const sum = (name, kept) => ({
  name,
  raw: kept.reduce((total, row) => total + row.raw, 0),
  gzip: kept.reduce((total, row) => total + row.gzip, 0),
  brotli: kept.reduce((total, row) => total + row.brotli, 0),
});
const isEngine = (row) => row.name.startsWith("worker-");
rows.push(sum("first screen", rows.filter((row) => !isEngine(row))));
rows.push(sum("engine, fetched later", rows.slice(0, -1).filter(isEngine)));
const kib = (bytes) => (bytes / 1024).toFixed(1).padStart(9);
console.log(`${"KiB".padEnd(34)}      raw     gzip   brotli`);
for (const row of rows) {
  console.log(`${row.name.padEnd(34)}${kib(row.raw)}${kib(row.gzip)}${kib(row.brotli)}`);
}
