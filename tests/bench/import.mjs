// Prints how long readers take in Chromium: node import.mjs SITE WORKBOOKS
//
// Every reader runs in its own worker. "start" is the time to load it (for ours including the
// warm-up that the page does when idle), "first" the first read, "median" the median of later
// reads, from sending the file's bytes to the reply. Ours replies with the recognised document as
// one buffer; the others reply with the number of rows only. Last come a ruled PDF file and a Word 97
// document of a hundred pages, which no other library reads: their readers start without a warm-up.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { resolve } from "node:path";
import { beside } from "./ratio.mjs";

const { chromium } = createRequire(new URL("../browser/", import.meta.url))("@playwright/test");
const [site, workbooks] = process.argv.slice(2).map((path) => resolve(path));
const here = fileURLToPath(new URL(".", import.meta.url));
const runs = { 1000: 15, 10000: 11, 50000: 5 };
const port = 4174;

// Each worker receives { bytes } and replies with { rows }.
const listen = (read) => `
  const read = ${read};
  onmessage = async ({ data }) => postMessage({ rows: await read(data.bytes) });
  postMessage({ ready: true });`;
const readers = {
  "SheetJS 0.18.5": {
    start: `importScripts("/node_modules/xlsx/dist/xlsx.full.min.js");`,
    read: `(bytes) => { const book = XLSX.read(bytes, { type: "array" });
      return XLSX.utils.sheet_to_json(book.Sheets[book.SheetNames[0]], { header: 1, raw: false }).length; }`,
  },
  "ExcelJS 4.4.0": {
    start: `self.window = self; importScripts("/node_modules/exceljs/dist/exceljs.min.js");`,
    read: `async (bytes) => { const book = new ExcelJS.Workbook(); await book.xlsx.load(bytes);
      let rows = 0; book.worksheets[0].eachRow((row) => { rows += row.values.length ? 1 : 0; }); return rows; }`,
  },
  "read-excel-file 9.3.17": {
    start: `importScripts("/node_modules/read-excel-file/bundle/read-excel-file.min.js");`,
    read: `async (bytes) => { const result = await readXlsxFile(new Blob([bytes])); return (result[0].data ?? result).length; }`,
  },
  "hucre 1.0.0": {
    module: true,
    start: `import { readXlsx } from "/node_modules/hucre/dist/xlsx.mjs";`,
    read: `async (bytes) => (await readXlsx(bytes)).sheets[0].rows.length`,
  },
};

const root = resolve(here, "../../target/bench-site");
rmSync(root, { recursive: true, force: true });
mkdirSync(root, { recursive: true });
symlinkSync(site, `${root}/site`);
symlinkSync(workbooks, `${root}/workbooks`);
symlinkSync(resolve(here, "node_modules"), `${root}/node_modules`);
writeFileSync(`${root}/index.html`, "<!doctype html><title>bench</title>");
const index = readFileSync(`${site}/index.html`, "utf8");
const [reader, writer, pdf] = ["reader", "writer", "pdf"].map((name) => {
  return `/site/${new RegExp(`name="phuluc-${name}" content="\\./([^"]+)"`).exec(index)[1]}`;
});
const workers = [{ name: "phuluc", url: reader, module: false, warmUpBy: writer }];
for (const [name, { start, read, module = false }] of Object.entries(readers)) {
  const file = `${workers.length}.mjs`;
  writeFileSync(`${root}/${file}`, start + listen(read));
  workers.push({ name, url: `/${file}`, module });
}

const server = spawn(process.execPath, [resolve(here, "../../.ci/serve.mjs"), root, port], { stdio: ["ignore", "pipe", "inherit"] });
await once(server.stdout, "data");
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
try {
  for (const [rows, n_runs] of Object.entries(runs)) {
    const results = [];
    for (const { name, url, module, warmUpBy } of workers) {
      const page = await browser.newPage();
      await page.goto(`http://localhost:${port}/`);
      const times = await page.evaluate(measure, { url, module, warmUpBy, file: `${rows}.xlsx`, n_runs });
      times.name = name;
      results.push(times);
      await page.close();
    }
    const ours = results[0];
    for (const { name, start, first, median, answer } of results) {
      console.log(
        `${rows.padStart(6)} rows  ${name.padEnd(24)}` +
          beside("start", start, ours.start, "ms", 0) +
          beside("first", first, ours.first, "ms", 0) +
          beside("median", median, ours.median, "ms") +
          `  ${answer}`,
      );
    }
  }
  for (const [file, url] of Object.entries({ "pages.pdf": pdf, "pages.doc": reader })) {
    if (!existsSync(`${workbooks}/${file}`)) {
      console.log(`${file}: made by the native benchmark where LibreOffice is installed`);
      continue;
    }
    const page = await browser.newPage();
    await page.goto(`http://localhost:${port}/`);
    const { start, first, median, answer } = await page.evaluate(measure, { url, module: false, file, n_runs: 5 });
    const shown = (time) => `${time.toFixed(0).padStart(5)} ms`;
    console.log(`${file}, 100 pages  start ${shown(start)}  first ${shown(first)}  median ${shown(median)}  ${answer}`);
    await page.close();
  }
} finally {
  await browser.close();
  server.kill();
}

// Runs in the page.
async function measure({ url, module, warmUpBy, file, n_runs }) {
  const begin = async (url, module) => {
    const worker = new Worker(url, { type: module ? "module" : "classic" });
    const answer = () =>
      new Promise((resolve, reject) => {
        worker.onmessage = ({ data }) => {
          // Ours says first that it has begun.
          if (!data.started) data.error ? reject(new Error(data.error)) : resolve(data);
        };
        worker.onerror = (event) => reject(new Error(event.message));
      });
    const ask = (job, name, bytes) => {
      const answered = answer();
      worker.postMessage({ job, name, bytes });
      return answered;
    };
    await answer();
    return { worker, ask };
  };
  const bytes = new Uint8Array(await (await fetch(`/workbooks/${file}`)).arrayBuffer());
  const started = performance.now();
  const { worker, ask } = await begin(url, module);
  const read = () => ask("import", file, bytes);
  if (warmUpBy) {
    const writer = await begin(warmUpBy, false);
    const made = await writer.ask("warm-up", "", new Uint8Array());
    writer.worker.terminate();
    await ask("warm-up", "", made.bytes);
  }
  const start = performance.now() - started;
  const before = performance.now();
  const data = await read();
  const first = performance.now() - before;
  const times = [];
  for (let run = 0; run < n_runs; run += 1) {
    const before = performance.now();
    await read();
    times.push(performance.now() - before);
  }
  worker.terminate();
  times.sort((a, b) => a - b);
  const said = data.bytes ? `${(data.bytes.length / 1024).toFixed(0)} KiB` : `${data.rows} rows`;
  return { start, first, median: times[Math.floor(times.length / 2)], answer: said };
}
