import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { test as base, expect } from "@playwright/test";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Provides a page that fails its test on console errors, uncaught errors and requests to other
 *  origins, in this page or any other page of its context. */
export const test = base.extend({
  page: async ({ page, context, baseURL }, use) => {
    const problems = [];
    const watch = (page) => {
      page.on("console", (message) => {
        // Most tests block the service worker (see playwright.config.mjs).
        if (message.text().includes("Service Worker registration blocked by Playwright")) return;
        if (["error", "warning"].includes(message.type())) problems.push(`console: ${message.text()}`);
      });
      page.on("pageerror", (error) => problems.push(`uncaught: ${error.message}`));
      page.on("request", (request) => {
        const { origin, protocol } = new URL(request.url());
        if (protocol !== "blob:" && origin !== new URL(baseURL).origin) problems.push(`request to ${origin}`);
      });
    };
    watch(page);
    context.on("page", watch);
    await page.goto("");
    await expect(page.getByRole("button", { name: "Mở tệp" })).toBeVisible();
    await use(page);
    expect(problems).toEqual([]);
  },
});

export { expect };

/** Returns the path of a real annex; if it is missing, null, but an error in CI. */
export function sharedFixture(name) {
  const path = here(`../../../shared/fixtures/${name}`);
  if (existsSync(path)) return path;
  if (process.env.CI === "true") throw new Error(`${path} is missing in CI`);
  return null;
}

/** Runs the command line and returns its exit code and output. */
export async function phuluc(...args) {
  const binary = process.env.PHULUC;
  if (!binary) throw new Error("PHULUC must name the command line's binary; run make browser");
  try {
    const { stdout } = await promisify(execFile)(binary, args, { maxBuffer: 1 << 26 });
    return { code: 0, stdout };
  } catch (error) {
    return { code: error.code, stdout: error.stdout, stderr: error.stderr };
  }
}

export async function outlineOf(path) {
  const { code, stdout, stderr } = await phuluc("import", path, "--outline");
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout);
}

export const truthOf = (path) => JSON.parse(readFileSync(path, "utf8"));

/** Chooses a file in the page and accepts the import preview. */
export async function openFile(page, file) {
  await page.getByLabel("Chọn tệp phụ lục").setInputFiles(file);
  const preview = page.getByRole("dialog", { name: "Xem trước khi nhập" });
  await preview.getByRole("button", { name: "Nhập", exact: true }).click();
  await expect(preview).toBeHidden();
  await expect(page.getByRole("grid")).toBeVisible();
}

/** Delays animation frames, as on a busy machine, until the returned function is called. */
export async function holdFrames(page) {
  await page.evaluate(() => {
    const draw = window.requestAnimationFrame.bind(window);
    const cancel = window.cancelAnimationFrame.bind(window);
    const held = new Map();
    let last = 0;
    window.requestAnimationFrame = (frame) => held.set(--last, frame) && last;
    window.cancelAnimationFrame = (at) => held.delete(at) || cancel(at);
    window.drawAtLast = () => {
      window.requestAnimationFrame = draw;
      held.forEach((frame) => draw(frame));
      return new Promise((drawn) => draw(() => draw(drawn)));
    };
  });
  return () => page.evaluate(() => window.drawAtLast());
}

export async function openSample(page) {
  await page.getByRole("button", { name: "Thử với phụ lục mẫu" }).click();
  await expect(page.getByRole("grid", { name: "DANH MỤC CHỈ TIÊU CHÍNH QUYỀN SỐ" })).toBeVisible();
}

/** Returns the cell of a row (counted from 1) in the nth column of a role (counted from 0). */
export function cell(page, row, role, nth = 0) {
  return page.locator(`[role=gridcell][id^="cell-${row - 1}-"][data-role=${role}]`).nth(nth);
}

/** Types a lead agency into a row. */
export async function edit(page, row, text) {
  await cell(page, row, "lead").click();
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
}

/** Opens the page in a new window and in it the first document of the list. */
export async function openSecond(context, baseURL) {
  const second = await context.newPage();
  await second.goto(baseURL);
  await second.locator("button.document").first().click();
  await expect(second.getByRole("grid")).toBeVisible();
  return second;
}

/** What a window says that only shows a document. */
export const banner = (page) => page.getByRole("note").filter({ hasText: "đang được sửa ở cửa sổ khác" });

/** Opens the findings beside the sheet, unless they are open, and returns their region. */
export async function openFindings(page, name = "Kiểm tra") {
  const region = page.getByRole("region", { name });
  const badge = page.getByRole("toolbar").getByRole("button", { name: new RegExp(`^${name}`) });
  if ((await badge.getAttribute("aria-expanded")) === "false") await badge.click();
  await expect(region).toBeVisible();
  return region;
}

/** Chooses a command in the menu of a button. */
export async function choose(page, button, command) {
  await page.getByRole("button", { name: button, exact: true }).click();
  await page.getByRole("menu").getByRole("menuitem", { name: command }).click();
}

/** Opens what can be done to a column. */
export async function columnMenu(page, column) {
  await page.getByRole("button", { name: `Lọc, sắp xếp, sửa cột ${column}` }).click();
  return page.getByRole("menu", { name: "Cột" });
}

/** The button of the tool line that takes back the last change. */
export const undoButton = (page) => page.getByRole("toolbar").getByRole("button", { name: "Hoàn tác" });

/** Exports the workbook and returns the path of the download. */
export async function exportExcel(page, testInfo) {
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Xuất Excel" }).click();
  const file = await download;
  const path = testInfo.outputPath(file.suggestedFilename());
  await file.saveAs(path);
  return path;
}

export const saved = (page) => expect(page.getByRole("status").filter({ hasText: "Đã lưu" })).toBeVisible();

/** Pastes text into the focused element, as the browser would. */
export async function paste(page, text) {
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    document.activeElement.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, text);
}
