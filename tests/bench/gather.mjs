// Prints how long Chromium takes from sixty files to the finished board: node gather.mjs SITE FILES
//
// FILES is the folder that the native benchmark writes: an answer of 60 rows and 7 columns for each unit.
// The form is the same table without figures. Then the board of 3 321 units is scrolled, and the longest
// frame is told.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const { chromium } = createRequire(new URL("../browser/", import.meta.url))("@playwright/test");
const [site, folder] = process.argv.slice(2).map((path) => resolve(path));
const here = fileURLToPath(new URL(".", import.meta.url));
const port = 4179;
const STEPS = 60;
const TIMEOUT = 120_000;

const files = readdirSync(folder).filter((name) => name.endsWith(".xlsx")).map((name) => resolve(folder, name));
const ROWS = Array.from({ length: 60 }, (_, n) => `${n + 1};Số công trình loại ${n + 1} được đầu tư, nâng cấp trên địa bàn xã;công trình;;;;`);
const form = {
  name: "mau.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(["STT;Chỉ tiêu;Đơn vị tính;Kế hoạch năm 2026;Kết quả 6 tháng;Khó khăn;Ghi chú", ...ROWS].join("\n")),
};

async function begin(page, units) {
  page.setDefaultTimeout(TIMEOUT);
  await page.goto(`http://localhost:${port}/`);
  await page.getByRole("button", { name: "Tổng hợp nhiều đơn vị" }).click();
  const dialog = page.getByRole("dialog");
  const chooser = page.waitForEvent("filechooser");
  await dialog.getByRole("button", { name: "Lấy mẫu từ tệp…" }).click();
  await (await chooser).setFiles(form);
  await dialog.getByLabel(/Đơn vị phải gửi/).fill(units.join("\n"));
  await dialog.getByRole("button", { name: "Bắt đầu tổng hợp" }).click();
  await page.getByRole("grid", { name: "Ma trận" }).waitFor();
}

/** Scrolls the board right in steps, one a frame, and returns the longest frame in milliseconds. */
const scrolled = (board, steps) =>
  board.evaluate(async (it, steps) => {
    const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
    const by = (it.scrollWidth - it.clientWidth) / steps;
    let [longest, last] = [0, await frame()];
    for (let n = 1; n <= steps; n += 1) {
      it.scrollLeft = by * n;
      const now = await frame();
      longest = Math.max(longest, now - last);
      last = now;
    }
    return longest;
  }, steps);

const server = spawn(process.execPath, [resolve(here, "../../.ci/serve.mjs"), site, port], { stdio: ["ignore", "pipe", "inherit"] });
await once(server.stdout, "data");
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
try {
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  await begin(page, files.map((path) => basename(path, ".xlsx")));
  const started = performance.now();
  await page.getByLabel("Chọn tệp của các đơn vị").and(page.locator("input")).setInputFiles(files);
  await page.getByRole("button", { name: new RegExp(`^${files.length} đã nhận`) }).waitFor();
  await page.getByRole("status").filter({ hasText: "Đang đọc" }).waitFor({ state: "detached" });
  const seconds = (performance.now() - started) / 1000;
  console.log(`Chromium ${String(files.length).padStart(5)} files × 60 rows × 7 columns  ${seconds.toFixed(2).padStart(6)} s`);
  await page.close();

  const many = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  await begin(many, Array.from({ length: 3321 }, (_, at) => `Xã Số ${at + 1}`));
  const longest = await scrolled(many.getByRole("grid", { name: "Ma trận" }), STEPS);
  console.log(`Chromium  3321 units, scrolled  longest frame ${longest.toFixed(1)} ms`);
} finally {
  await browser.close();
  server.kill();
}
