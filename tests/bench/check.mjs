// Prints how long checking takes in Chromium: node check.mjs SITE WORKBOOKS
//
// The page records its own times (User Timing): "one edit" is a cell change with its immediate
// checks, "settle" the deferred checks from the first slice to the last, and the list of findings.
// The first "settle" of an opened document is all rules over all rows.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

const { chromium } = createRequire(new URL("../browser/", import.meta.url))("@playwright/test");
const [site, workbooks] = process.argv.slice(2).map((path) => resolve(path));
const here = fileURLToPath(new URL(".", import.meta.url));
const port = 4176;
const EDITS = 25;
const median = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)];

const server = spawn(process.execPath, [resolve(here, "../../.ci/serve.mjs"), site, port], {
  stdio: ["ignore", "pipe", "inherit"],
});
await once(server.stdout, "data");
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
try {
  for (const rows of [1000, 10000, 50000]) {
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
    await page.goto(`http://localhost:${port}/`);
    await page.getByLabel("Chọn tệp phụ lục").setInputFiles(`${workbooks}/${rows}.xlsx`);
    await page.getByRole("button", { name: "Nhập", exact: true }).click({ timeout: 60_000 });
    await page.getByRole("grid").waitFor();
    const took = (name) =>
      page.evaluate((name) => performance.getEntriesByName(name).at(-1)?.duration ?? NaN, name);
    const isSettled = () =>
      page.waitForFunction(() => performance.getEntriesByName("phuluc: settle").length > 0);
    await isSettled();
    const all = await took("phuluc: settle");
    const edits = [];
    const settles = [];
    await page.locator("[role=gridcell][data-role=content]").nth(2).click();
    for (let n = 0; n < EDITS; n += 1) {
      await page.evaluate(() => performance.clearMeasures());
      await page.keyboard.type(`Nội dung ${n}`);
      await page.keyboard.press("Enter");
      await isSettled();
      edits.push(await took("phuluc: one edit"));
      settles.push(await took("phuluc: settle"));
    }
    console.log(
      `Chromium ${String(rows).padStart(6)} rows  all rules ${all.toFixed(1).padStart(7)} ms` +
        `  one edit ${median(edits).toFixed(2).padStart(6)} ms  settle ${median(settles).toFixed(1).padStart(6)} ms`,
    );
    await page.close();
  }
} finally {
  await browser.close();
  server.kill();
}
