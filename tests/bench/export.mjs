// Prints how long writing a styled workbook takes in Chromium: node export.mjs SITE WORKBOOKS
//
// Every writer runs in its own worker, from the document in memory to the bytes of the file: cells
// in Times New Roman with borders and wrapped text, a bold header row (frozen and repeated in print
// where the library supports it), column widths, A4. Ours also computes row heights, drop-down
// lists, named ranges and a first page without a number. "most" is the peak memory of the largest
// browser process.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { beside } from "./ratio.mjs";

const { chromium } = createRequire(new URL("../browser/", import.meta.url))("@playwright/test");
const [site, workbooks] = process.argv.slice(2).map((path) => resolve(path));
const here = fileURLToPath(new URL(".", import.meta.url));
const runs = { 1000: 9, 10000: 7, 50000: 3 };
const port = 4177;

// Each worker receives { rows } and replies with { size }.
const listen = (write) => `
  const write = ${write};
  onmessage = async ({ data }) => postMessage({ size: (await write(data.rows)).byteLength });
  postMessage({ ready: true });`;
const border = `{ top: { style: "thin" }, left: { style: "thin" }, bottom: { style: "thin" }, right: { style: "thin" } }`;
const writers = {
  "ExcelJS 4.4.0": {
    start: `self.window = self; importScripts("/node_modules/exceljs/dist/exceljs.min.js");`,
    write: `async (rows) => {
      const book = new ExcelJS.Workbook();
      const sheet = book.addWorksheet("PL I", { pageSetup: { paperSize: 9, printTitlesRow: "1:1" }, views: [{ state: "frozen", ySplit: 1 }] });
      sheet.columns = rows[0].map(() => ({ width: 20 }));
      const style = { font: { name: "Times New Roman", size: 12 }, alignment: { wrapText: true, vertical: "middle" }, border: ${border} };
      const bold = { ...style, font: { ...style.font, bold: true } };
      rows.forEach((row, at) => { const added = sheet.addRow(row); added.eachCell({ includeEmpty: true }, (cell) => { cell.style = at ? style : bold; }); });
      return book.xlsx.writeBuffer(); }`,
  },
  "xlsx-js-style 1.2.0": {
    start: `importScripts("/node_modules/xlsx-js-style/dist/xlsx.bundle.js");`,
    write: `(rows) => {
      const style = { font: { name: "Times New Roman", sz: 12 }, alignment: { wrapText: true, vertical: "center" }, border: ${border} };
      const bold = { ...style, font: { ...style.font, bold: true } };
      const sheet = XLSX.utils.aoa_to_sheet(rows.map((row, at) => row.map((v) => ({ v, t: "s", s: at ? style : bold }))));
      sheet["!cols"] = rows[0].map(() => ({ wch: 20 }));
      const book = XLSX.utils.book_new(); XLSX.utils.book_append_sheet(book, sheet, "PL I");
      return XLSX.write(book, { type: "array", bookType: "xlsx", compression: true }); }`,
  },
  "hucre 1.0.0": {
    module: true,
    start: `import { writeXlsx } from "/node_modules/hucre/dist/xlsx.mjs";`,
    write: `async (rows) => {
      const style = { font: { name: "Times New Roman", size: 12 }, alignment: { wrapText: true, vertical: "center" }, border: ${border} };
      const bold = { ...style, font: { ...style.font, bold: true } };
      const cells = new Map();
      rows.forEach((row, at) => row.forEach((value, column) => cells.set(at + "," + column, { value, style: at ? style : bold })));
      return writeXlsx({ sheets: [{ name: "PL I", columns: rows[0].map(() => ({ width: 20 })), rows, cells, freezePane: { rows: 1 }, pageSetup: { paperSize: 9 } }] }); }`,
  },
  "wasm-xlsxwriter 0.13.1": {
    module: true,
    start: `import init, { Workbook, Format, FormatAlign, FormatBorder } from "/node_modules/wasm-xlsxwriter/web/wasm_xlsxwriter.js"; await init();`,
    write: `(rows) => {
      const book = new Workbook(); const sheet = book.addWorksheet(); sheet.setName("PL I");
      const look = () => new Format().setFontName("Times New Roman").setFontSize(12).setTextWrap().setAlign(FormatAlign.VerticalCenter).setBorder(FormatBorder.Thin);
      const style = look(); const bold = look().setBold();
      rows[0].forEach((_, column) => sheet.setColumnWidth(column, 20));
      sheet.setFreezePanes(1, 0);
      rows.forEach((row, at) => row.forEach((value, column) => sheet.writeWithFormat(at, column, value, at ? style : bold)));
      return book.saveToBufferSync(); }`,
  },
};

const root = resolve(here, "../../target/bench-export");
rmSync(root, { recursive: true, force: true });
mkdirSync(root, { recursive: true });
symlinkSync(site, `${root}/site`);
symlinkSync(workbooks, `${root}/workbooks`);
symlinkSync(resolve(here, "node_modules"), `${root}/node_modules`);
writeFileSync(`${root}/index.html`, "<!doctype html><title>bench</title>");
const page = readFileSync(`${site}/index.html`, "utf8");
const [reader, writer] = ["reader", "writer"].map((name) => {
  return `/site/${new RegExp(`name="phuluc-${name}" content="\\./([^"]+)"`).exec(page)[1]}`;
});
const workers = [{ name: "phuluc", url: writer, module: false, own: true }];
for (const [name, { start, write, module = false }] of Object.entries(writers)) {
  const file = `${workers.length}.mjs`;
  writeFileSync(`${root}/${file}`, start + listen(write));
  workers.push({ name, url: `/${file}`, module });
}

/** Returns the peak resident memory (VmHWM) among `pid` and its descendants, in MiB. */
function mostMemory(pid) {
  const status = (pid) => readFileSync(`/proc/${pid}/status`, "utf8");
  const processes = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const parents = new Map();
  for (const own of processes) {
    try {
      parents.set(Number(own), Number(/PPid:\s+(\d+)/.exec(status(own))[1]));
    } catch {
      // The process ended meanwhile.
    }
  }
  const isBelow = (own) => own === pid || (parents.has(own) && isBelow(parents.get(own)));
  const below = [...parents.keys()].filter((own) => own !== 1 && isBelow(own));
  const peaks = below.map((own) => Number(/VmHWM:\s+(\d+)/.exec(status(own))?.[1] ?? 0));
  return Math.max(...peaks) / 1024;
}

async function measure({ reader, worker: { url, module, own }, rows, n_runs }) {
  const start = async (url, module) => {
    const worker = new Worker(url, { type: module ? "module" : "classic" });
    const answer = () =>
      new Promise((resolve, reject) => {
        worker.onmessage = ({ data }) => {
          // Ours says first that it has begun.
          if (!data.started) data.error ? reject(new Error(data.error)) : resolve(data);
        };
        worker.onerror = (event) => reject(new Error(event.message));
      });
    const ask = (message) => {
      const answered = answer();
      worker.postMessage(message);
      return answered;
    };
    await answer();
    return { worker, ask };
  };
  // The workbook's document, in the form that the page sends to the writer.
  const bytes = new Uint8Array(await (await fetch(`/workbooks/${rows}.xlsx`)).arrayBuffer());
  const importer = await start(reader, false);
  const reply = (await importer.ask({ job: "import", name: "bench.xlsx", bytes })).bytes;
  importer.worker.terminate();
  const length = new DataView(reply.buffer, reply.byteOffset).getUint32(0, true);
  const text = (from, to) => new TextDecoder().decode(reply.subarray(from, to));
  const head = JSON.parse(text(4, 4 + length));
  let at = 4 + length;
  const pages = head.pages.map(([name, size]) => [name, text(at, (at += size))]);
  const document = JSON.parse(head.own.document);
  const table = pages.flatMap(([, page]) => JSON.parse(page)).slice(0, document.n_rows);
  const columns = document.annexes[0].columns;
  const plain = [
    columns.map((column) => column.header.at(-1) ?? ""),
    ...table.map(([, , cells]) => columns.map(({ id }) => cells.find(([column]) => column === id)?.[1] ?? "")),
  ];
  const ownHead = JSON.stringify({
    own: { document: head.own.document, waivers: null, findings: null, places: [] },
    pages: head.pages,
  });
  const parts = [new Uint8Array(4), new TextEncoder().encode(ownHead), reply.subarray(4 + length)];
  new DataView(parts[0].buffer).setUint32(0, parts[1].length, true);
  const request = new Uint8Array(await new Blob(parts).arrayBuffer());
  const writer = await start(url, module);
  if (own) await writer.ask({ job: "warm-up", name: "", bytes: new Uint8Array() });
  const message = own ? { job: "export", name: "bench.xlsx", bytes: request } : { rows: plain };
  // Browsers keep compiling WebAssembly in the background; give them time, as on a real page.
  await new Promise((gone) => setTimeout(gone, 2_000));
  const times = [];
  let size = 0;
  for (let run = 0; run <= n_runs; run += 1) {
    const before = performance.now();
    const answer = await writer.ask(message);
    times.push(performance.now() - before);
    size = answer.size ?? answer.bytes.byteLength;
  }
  const [first, ...others] = times;
  others.sort((a, b) => a - b);
  return { first, median: others[Math.floor(others.length / 2)], size };
}

const server = spawn(process.execPath, [resolve(here, "../../.ci/serve.mjs"), root, port], { stdio: ["ignore", "pipe", "inherit"] });
await once(server.stdout, "data");
try {
  for (const [rows, n_runs] of Object.entries(runs)) {
    let ours;
    for (const worker of workers) {
      const started = await chromium.launchServer({
        executablePath: "/usr/bin/chromium",
        args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
      });
      const browser = await chromium.connect(started.wsEndpoint());
      const page = await browser.newPage();
      await page.goto(`http://localhost:${port}/`);
      const line = `${rows.padStart(6)} rows  ${worker.name.padEnd(22)}`;
      try {
        const { first, median, size } = await page.evaluate(measure, { reader, worker, rows, n_runs });
        const result = { first, median, size: size / 1024, most: mostMemory(started.process().pid) };
        ours ??= result;
        console.log(
          line +
            beside("first", result.first, ours.first, "ms", 0) +
            beside("median", result.median, ours.median, "ms", 0) +
            beside("size", result.size, ours.size, "KiB", 0) +
            beside("most", result.most, ours.most, "MiB", 0),
        );
      } catch (error) {
        console.log(`${line} failed: ${error.message.split("\n")[0]}`);
      }
      await started.close();
    }
  }
} finally {
  server.kill();
}
