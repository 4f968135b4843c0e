// Compares the grid with other grids on the same rows in Chromium:
// node grid.mjs SITE WORKBOOKS PHULUC
//
// "grid": from receiving the rows to the first painted cells. For phuluc this starts when the
// import preview is accepted, after the workbook was read; the others get the rows as an array.
// "edit": from Enter after a typed character to the painted frame. "scroll": from advancing the
// scroll position by 400 pixels to the painted frame. The frame rate is unlimited, so times are
// pure work. "memory": private memory of the renderer after garbage collection, less that of an
// empty page. "bytes": JavaScript, WebAssembly and CSS, compressed with brotli. Only phuluc also
// wraps text, checks and saves.
import { spawn, execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { join, resolve } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { beside } from "./ratio.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const require = createRequire(new URL("../browser/", import.meta.url));
const { chromium } = require("@playwright/test");
const esbuild = createRequire(import.meta.url)("esbuild");
const [site, workbooks, phuluc] = process.argv.slice(2).map((path) => resolve(path));
const sizes = (process.env.ROWS ?? "50,10000,50000").split(",").map(Number);
const only = process.env.GRIDS?.split(",");
const EDITS = 60;
const SCROLLS = 200;
const port = 4175;

const root = resolve(here, "../../target/bench-grids");
rmSync(root, { recursive: true, force: true });
mkdirSync(root, { recursive: true });
symlinkSync(site, `${root}/site`);
writeFileSync(`${root}/empty.html`, "<!doctype html><title>empty</title>");

// The rows, read from the workbooks by the command line.
const columns = ["stt", "content", "unit", "target 2026-2027", "target 2028-2030", "lead", "time"];
for (const rows of sizes) {
  const outline = execFileSync(phuluc, ["import", `${workbooks}/${rows}.xlsx`, "--outline"], { maxBuffer: 1 << 30 });
  const [annex] = JSON.parse(outline);
  const data = {
    header: annex.columns.map(([, title]) => title),
    rows: annex.rows.map((row) => columns.map((key) => row[key] ?? "")),
    widths: [60, 420, 90, 120, 120, 240, 160],
  };
  writeFileSync(`${root}/${rows}.json`, JSON.stringify(data));
}

const grids = [{ name: "phuluc" }];
for (const file of readdirSync(`${here}/grids`)) {
  const name = file.replace(".mjs", "");
  await esbuild.build({
    stdin: {
      contents: `import * as grid from "./grids/${file}"; globalThis.grid = grid;`,
      resolveDir: here,
    },
    bundle: true,
    minify: true,
    define: { "process.env.NODE_ENV": '"production"' },
    loader: { ".woff": "empty", ".woff2": "empty", ".ttf": "empty", ".eot": "empty", ".svg": "empty" },
    nodePaths: [`${here}/node_modules`],
    outfile: `${root}/${name}.js`,
    format: "iife",
    logLevel: "error",
  });
  const css = readdirSync(root).includes(`${name}.css`) ? `<link rel="stylesheet" href="${name}.css">` : "";
  writeFileSync(
    `${root}/${name}.html`,
    `<!doctype html><meta charset="utf-8"><title>${name}</title>${css}
     <style>html, body { margin: 0 } #host { width: 1366px; height: 700px }</style>
     <div id="host"></div><script src="${name}.js"></script>`,
  );
  grids.push({ name, files: [`${root}/${name}.js`, ...(css ? [`${root}/${name}.css`] : [])] });
}
grids[0].files = readdirSync(site)
  .filter((file) => /\.(js|wasm|css)$/.test(file) && !/^(reader|writer)[-_]/.test(file))
  .map((file) => join(site, file));

const server = spawn(process.execPath, [resolve(here, "../../.ci/serve.mjs"), root, port], { stdio: ["ignore", "pipe", "inherit"] });
await once(server.stdout, "data");
try {
  for (const rows of sizes) {
    let ours;
    for (const { name, files } of grids.filter((it) => !only || only.includes(it.name))) {
      const bytes = files.reduce((sum, file) => sum + brotliCompressSync(readFileSync(file)).length, 0) / 1024;
      const late = new Promise((_, reject) => setTimeout(() => reject(new Error("took too long")), 180_000).unref());
      const result = await Promise.race([measure(name, rows), late]).catch((error) => ({ error }));
      if (result.error) {
        console.log(`${String(rows).padStart(6)} rows  ${name.padEnd(13)} failed: ${result.error.message.split("\n")[0]}`);
        continue;
      }
      result.bytes = bytes;
      ours ??= result;
      console.log(
        `${String(rows).padStart(6)} rows  ${name.padEnd(13)}` +
          beside("grid", result.grid, ours.grid, "ms", 0) +
          beside("edit p50", result.edit.p50, ours.edit.p50, "ms") +
          beside("edit p95", result.edit.p95, ours.edit.p95, "ms") +
          beside("scroll p50", result.scroll.p50, ours.scroll.p50, "ms") +
          beside("scroll p95", result.scroll.p95, ours.scroll.p95, "ms") +
          beside("memory", result.memory, ours.memory, "MiB", 0) +
          beside("bytes", result.bytes, ours.bytes, "KiB", 0),
      );
    }
  }
} finally {
  server.kill();
}

/** Opens a grid in its own browser, edits and scrolls it, and returns the times and the memory. */
async function measure(name, rows) {
  const browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-frame-rate-limit", "--disable-gpu-vsync"],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
    page.setDefaultTimeout(120_000);
    const client = await browser.newBrowserCDPSession();
    const memory = async () => {
      const session = await page.context().newCDPSession(page);
      for (let times = 0; times < 3; times += 1) await session.send("HeapProfiler.collectGarbage");
      const { processInfo } = await client.send("SystemInfo.getProcessInfo");
      const sizes = processInfo
        .filter(({ type }) => type === "renderer")
        .map(({ id }) => {
          const lines = readFileSync(`/proc/${id}/smaps_rollup`, "utf8").split("\n");
          const kib = (key) => Number(/\d+/.exec(lines.find((line) => line.startsWith(key)))?.[0] ?? 0);
          return (kib("Private_Dirty:") + kib("Private_Clean:")) / 1024;
        });
      return Math.max(...sizes);
    };
    await page.goto(`http://localhost:${port}/empty.html`);
    const before = await memory();
    const grid = name === "phuluc" ? await openOurs(page, rows) : await openOther(page, name, rows);
    // Edits are timed inside the page, from the key event to the painted frame.
    await page.evaluate(() => {
      globalThis.painted = () =>
        new Promise((done) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => done(performance.now());
          requestAnimationFrame(() => port2.postMessage(0));
        });
      globalThis.edits = [];
      addEventListener(
        "keydown",
        ({ key, timeStamp }) => {
          if (key === "Enter") painted().then((end) => edits.push(end - timeStamp));
        },
        true,
      );
    });
    for (let at = 0; at < EDITS; at += 1) {
      await page.keyboard.type("x");
      await page.keyboard.press("Enter");
      await page.waitForFunction((n) => n < edits.length, at);
    }
    const edit = percentiles(await page.evaluate(() => edits.slice(5)));
    const times = await page.evaluate(
      async (n) => {
        // The element with the longest scroll range is the grid.
        const rest = (it) => it.scrollHeight - it.clientHeight;
        const scrolls = [...document.querySelectorAll("*")].filter((it) => /auto|scroll/.test(getComputedStyle(it).overflowY));
        const view = scrolls.sort((a, b) => rest(b) - rest(a))[0];
        if (!view) throw new Error("nothing scrolls");
        const times = [];
        view.scrollTop = 0;
        await painted();
        for (let at = 0; at < n; at += 1) {
          const start = performance.now();
          view.scrollTop += 400;
          times.push((await painted()) - start);
        }
        return times;
      },
      SCROLLS,
    );
    return { grid, edit, scroll: percentiles(times), memory: (await memory()) - before };
  } finally {
    await browser.close();
  }
}

async function openOurs(page, rows) {
  await page.goto(`http://localhost:${port}/site/`);
  await page.getByLabel("Chọn tệp phụ lục").setInputFiles(`${workbooks}/${rows}.xlsx`);
  const accept = page.getByRole("button", { name: "Nhập", exact: true });
  await accept.and(page.locator(":enabled")).waitFor();
  const grid = await page.evaluate(
    () =>
      new Promise((done) => {
        const button = [...document.querySelectorAll("button")].find((it) => it.textContent.trim() === "Nhập");
        const start = performance.now();
        const seen = new MutationObserver(() => {
          if (!document.querySelector("[role=gridcell]")) return;
          seen.disconnect();
          requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
        });
        seen.observe(document.body, { childList: true, subtree: true });
        button.click();
      }),
  );
  await page.locator("#cell-1-1").click();
  return grid;
}

async function openOther(page, name, rows) {
  await page.goto(`http://localhost:${port}/${name}.html`);
  const { time, cell, point } = await page.evaluate(async (rows) => {
    const data = await (await fetch(`${rows}.json`)).json();
    const start = performance.now();
    await grid.start(document.getElementById("host"), data);
    const there = () => (grid.point ? document.querySelector("canvas") : document.querySelector(grid.cell));
    while (!there()) await new Promise((next) => requestAnimationFrame(next));
    await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
    return { time: performance.now() - start, cell: grid.cell, point: grid.point };
  }, rows);
  if (point) await page.mouse.click(point.x, point.y);
  else await page.locator(cell).first().click();
  return time;
}

function percentiles(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return { p50: at(0.5), p95: at(0.95) };
}
