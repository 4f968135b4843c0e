// The main journeys in the other browsers that the page promises: the oldest Chromium, and Firefox.
// The configuration runs them there; the other specs cover the current Chromium.
import { readFileSync } from "node:fs";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { builtSite, startHost } from "../deployment.mjs";
import { banner, cell, expect, openFile, openSecond, outlineOf, saved, test } from "../helpers.mjs";

const fixture = fileURLToPath(new URL("../../fixtures/mau.xlsx", import.meta.url));
/** Exports the workbook and returns the path of a copy. Playwright sees no downloads of Firefox, so
 *  the page's own file is taken. */
async function exported(page, testInfo) {
  await page.evaluate(() => {
    const create = URL.createObjectURL.bind(URL);
    window.exported = new Promise((resolve) => {
      URL.createObjectURL = (blob) => {
        URL.createObjectURL = create;
        resolve(blob);
        return create(blob);
      };
    });
  });
  await page.getByRole("button", { name: "Xuất Excel" }).click();
  const bytes = await page.evaluate(async () => Array.from(new Uint8Array(await (await window.exported).arrayBuffer())));
  const path = testInfo.outputPath("xuat.xlsx");
  writeFileSync(path, Buffer.from(bytes));
  return path;
}

const lines = (page) => page.locator("button.document");

test("open, edit with Vietnamese letters, fix, undo, export, reload", async ({ page }, testInfo) => {
  await openFile(page, fixture);
  const truth = await outlineOf(fixture);
  expect(await outlineOf(await exported(page, testInfo))).toEqual(truth);

  const lead = cell(page, 2, "lead");
  await lead.click();
  await page.keyboard.insertText("Ủy ban nhân dân xã Đồng Đăng");
  await page.keyboard.press("Enter");
  await expect(lead).toHaveText("Ủy ban nhân dân xã Đồng Đăng");
  truth[0].rows[1].lead = "Ủy ban nhân dân xã Đồng Đăng";

  await page.keyboard.press("F8");
  const findings = page.getByRole("region", { name: "Kiểm tra" });
  const fix = findings.getByRole("button", { name: "Sửa", exact: true }).first();
  await expect(fix).toBeVisible();
  const before = await findings.getByRole("listitem").count();
  await fix.click();
  await expect(findings.getByRole("listitem")).not.toHaveCount(before);
  await page.getByRole("button", { name: "Hoàn tác" }).click();
  await expect(findings.getByRole("listitem")).toHaveCount(before);

  await saved(page);
  expect(await outlineOf(await exported(page, testInfo))).toEqual(truth);
  await page.reload();
  await expect(lead).toHaveText("Ủy ban nhân dân xã Đồng Đăng");
});

test("a second window follows, takes over, and nothing is lost", async ({ page, context, baseURL }) => {
  await openFile(page, fixture);
  await saved(page);
  const second = await openSecond(context, baseURL);
  await expect(banner(second)).toBeVisible();
  await cell(page, 2, "lead").click();
  await page.keyboard.insertText("Sở Y tế");
  await page.keyboard.press("Enter");
  await expect(cell(second, 2, "lead")).toHaveText("Sở Y tế");
  await banner(second).getByRole("button", { name: "Sửa ở đây" }).click();
  await expect(banner(second)).toBeHidden();
  await cell(second, 3, "lead").click();
  await second.keyboard.insertText("Sở Tư pháp");
  await second.keyboard.press("Enter");
  await saved(second);
  await expect(banner(page)).toBeVisible();
  await expect(cell(page, 3, "lead")).toHaveText("Sở Tư pháp");
});

test("after the first visit no network is needed", async ({ browser }) => {
  const host = await startHost();
  host.upload("/", builtSite());
  const context = await browser.newContext({ serviceWorkers: "allow", locale: "vi-VN" });
  try {
    const page = await context.newPage();
    await page.goto(`${host.address}/`);
    await page.waitForFunction(() => window.phuluc?.offline && navigator.serviceWorker.controller);
    host.isDown = true;
    await page.reload();
    await openFile(page, fixture);
    await expect(cell(page, 6, "target", 1)).toHaveText("6");
    await saved(page);
    await page.reload();
    await expect(cell(page, 6, "target", 1)).toHaveText("6");
  } finally {
    await context.close();
    host.close();
  }
});
