// After the first visit the page needs no network; an update is applied when the user agrees.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { builtSite, otherVersion, startHost } from "../deployment.mjs";
import { cell, expect, exportExcel, openSample, outlineOf, saved, test } from "../helpers.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
test.use({ serviceWorkers: "allow" });

const ready = (page) => page.waitForFunction(() => window.phuluc?.offline && navigator.serviceWorker.controller);

test("after the first visit the page opens, imports, exports and keeps its documents without a network", async ({ page, context, baseURL }, testInfo) => {
  await page.goto(baseURL);
  await ready(page);
  await page.getByText("Dữ liệu không rời máy").click();
  await expect(page.getByText("Trang đã sẵn sàng dùng khi không có mạng")).toBeVisible();
  await context.setOffline(true);
  await page.reload();
  await page.getByLabel("Chọn tệp phụ lục").setInputFiles(here("../../fixtures/mau.xlsx"));
  const preview = page.getByRole("dialog", { name: "Xem trước khi nhập" });
  await preview.getByRole("button", { name: "Nhập", exact: true }).click();
  expect(await outlineOf(await exportExcel(page, testInfo))).toHaveLength(2);
  await cell(page, 2, "lead").click();
  await page.keyboard.type("Sở Y tế");
  await page.keyboard.press("Enter");
  await saved(page);
  await page.reload();
  await expect(cell(page, 2, "lead")).toHaveText("Sở Y tế");
});

test("an update is announced, waits for consent, and comes with everything saved", async ({ browser }) => {
  const host = await startHost();
  try {
    host.upload("/", builtSite());
    const context = await browser.newContext({ serviceWorkers: "allow", locale: "vi-VN" });
    const page = await context.newPage();
    await page.goto(`${host.address}/`);
    await ready(page);
    const build = () => page.locator("meta[name=phuluc-build]").getAttribute("content");
    const first = await build();
    const { build: second, files } = otherVersion(2);
    host.upload("/", files);
    await openSample(page);
    await cell(page, 2, "lead").click();
    await page.keyboard.type("Sở Tài chính");
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
    const bar = page.getByRole("note").filter({ hasText: "Đã có phiên bản mới" });
    await expect(bar).toBeVisible();
    expect(await build()).toBe(first);
    // Without consent the old version stays, even after a reload.
    await page.reload();
    expect(await build()).toBe(first);
    await expect(cell(page, 2, "lead")).toHaveText("Sở Tài chính");
    await cell(page, 2, "lead").click();
    await page.keyboard.type("Sở Y tế");
    await bar.getByRole("button", { name: "Lưu và cập nhật" }).click();
    await expect.poll(build).toBe(second);
    await expect(cell(page, 2, "lead")).toHaveText("Sở Y tế");
    await context.close();
  } finally {
    host.close();
  }
});

test("it can be installed: manifest and icons are there", async ({ page, request, baseURL }) => {
  const href = await page.locator("link[rel=manifest]").getAttribute("href");
  const manifest = await (await request.get(new URL(href, baseURL).href)).json();
  expect(manifest.display).toBe("standalone");
  expect(manifest.file_handlers[0].accept["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"]).toEqual([".xlsx"]);
  for (const { src } of manifest.icons) {
    const icon = await request.get(new URL(src, new URL(href, baseURL)).href);
    expect(icon.ok(), src).toBe(true);
  }
  const session = await page.context().newCDPSession(page);
  const { errors } = await session.send("Page.getAppManifest");
  expect(errors).toEqual([]);
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  // Test contexts are always incognito.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito")).toEqual([]);
});

test("a file that the system opens the page with is read", async ({ page, baseURL }) => {
  // Headless browsers cannot install the page, so this mocks the launch queue of an installed one.
  await page.addInitScript(() => {
    Object.defineProperty(window, "launchQueue", {
      value: { setConsumer: (consumer) => (window.consume = consumer) },
    });
  });
  await page.goto(baseURL);
  await page.waitForFunction(() => window.consume && document.querySelector(".start"));
  const bytes = [...readFileSync(here("../../fixtures/mau.xlsx"))];
  await page.evaluate((bytes) => {
    const file = new File([new Uint8Array(bytes)], "mau.xlsx");
    return window.consume({ files: [{ getFile: async () => file }] });
  }, bytes);
  await expect(page.getByRole("dialog", { name: "Xem trước khi nhập" })).toBeVisible();
});
