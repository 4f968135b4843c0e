// Exports: Word, data, a copy for Word; conversion of annexes to a form.
import { readFileSync } from "node:fs";
import { cell, choose, expect, exportExcel, openFile, openSample, outlineOf, phuluc, saved, sharedFixture, test } from "../helpers.mjs";

const exportAs = async (page, testInfo, choice) => {
  const download = page.waitForEvent("download");
  await choose(page, "Xuất dạng khác", choice);
  const file = await download;
  const path = testInfo.outputPath(file.suggestedFilename());
  await file.saveAs(path);
  return path;
};

test("Word and the workbook say the same; what is left to mend is said", async ({ page }, testInfo) => {
  await openSample(page);
  await expect(page.getByRole("button", { name: "Xuất Excel" })).toHaveAttribute("title", "2 phụ lục, 16 dòng, còn 4 lỗi chưa sửa");
  const workbook = await outlineOf(await exportExcel(page, testInfo));
  await expect(page.getByText("(2 phụ lục, 16 dòng, còn 4 lỗi chưa sửa)")).toBeVisible();
  const path = await exportAs(page, testInfo, "Word (.docx)");
  expect(path).toMatch(/Phu luc 01-KH-UBND\.docx$/);
  const word = await outlineOf(path);
  expect(word.map(({ rows }) => rows)).toEqual(workbook.map(({ rows }) => rows));
  const data = await exportAs(page, testInfo, /^Dữ liệu mở/);
  expect(data).toMatch(/\.zip$/);
  // File names are stored uncompressed in a zip archive.
  expect(readFileSync(data, "latin1")).toContain("datapackage.json");
});

test("what would go out is looked at first; with errors it goes out all the same, under one's own name", async ({ page }, testInfo) => {
  await openSample(page);
  await choose(page, "Xuất dạng khác", "Xem lại rồi xuất…");
  const dialog = page.getByRole("dialog", { name: "Xem lại trước khi xuất" });
  await expect(dialog.locator(".counts tbody tr")).toHaveCount(2);
  await expect(dialog.locator(".counts tbody tr").first()).toContainText("Phụ lục I – DANH MỤC CHỈ TIÊU CHÍNH QUYỀN SỐ");
  await expect(dialog.getByText("2 phụ lục, 16 dòng, còn 4 lỗi chưa sửa")).toBeVisible();
  await dialog.getByLabel("Word (.docx)").check();
  await expect(dialog.getByLabel("Tên tệp")).toHaveValue("Phu luc 01-KH-UBND.docx");
  // The dialog is none of the title line's buttons: its own button looks like what it is for.
  await expect(dialog.getByRole("button", { name: "Vẫn xuất" })).not.toHaveCSS("background-color", "rgba(0, 0, 0, 0)");
  await dialog.getByLabel("Tên tệp").fill("Bản trình ký");
  const download = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Vẫn xuất" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("Bản trình ký.docx");
  const path = testInfo.outputPath("trinh-ky.docx");
  await file.saveAs(path);
  expect(await outlineOf(path)).toHaveLength(2);
  await expect(dialog).toBeHidden();
});

test("the pages are looked at before they go out, and are those that the browser prints", async ({ page }) => {
  const file = sharedFixture("qd3256.xlsx");
  test.skip(!file, "the real annexes are not beside the repository; in CI they are");
  await openFile(page, file);
  await choose(page, "Xuất dạng khác", "Xem lại rồi xuất…");
  const dialog = page.getByRole("dialog", { name: "Xem lại trước khi xuất" });
  const shown = dialog.locator(".printed section");
  const title = await dialog.getByRole("heading", { name: /^Trang in: \d+$/ }).textContent();
  const n = Number(title.match(/\d+/)[0]);
  expect(n).toBeGreaterThan(2);
  await expect(shown).toHaveCount(n);
  await expect(shown.nth(1).locator(".page-number")).toHaveText("2");
  await expect(shown.first().locator(".page-number")).toBeEmpty();
  // The sheets of paper stand one below the other, scaled, and nothing of a page runs over its foot.
  const boxes = await shown.evaluateAll((all) => all.map((it) => it.getBoundingClientRect().toJSON()));
  for (const [at, box] of boxes.slice(1).entries()) expect(box.top).toBeGreaterThanOrEqual(boxes[at].bottom);
  const feet = await shown.evaluateAll((all) => all.map((it) => it.scrollHeight - it.clientHeight));
  expect(Math.max(...feet)).toBeLessThanOrEqual(1);
  await dialog.getByLabel(/^Dữ liệu mở: CSV/).check();
  await expect(shown).toHaveCount(0);
  await page.keyboard.press("Escape");
  const usual = await page.title();
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  // Browsers name a PDF by the title.
  await expect(page).toHaveTitle(/^Phu luc /);
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".print-pages section")).toHaveCount(n);
  await page.emulateMedia({ media: null });
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await expect(page).toHaveTitle(usual);
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(n);
});

test("an annex is copied for Word as a table", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openSample(page);
  await choose(page, "Xuất dạng khác", /^Chép phụ lục này/);
  await expect(page.getByText("Đã chép phụ lục. Mở Word và dán (Ctrl+V).")).toBeVisible();
  const html = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    return (await item.getType("text/html")).text();
  });
  expect(html).toContain("<table");
  expect(html).toContain("Tỷ lệ người dân hài lòng");
});

test("annexes are brought into a form and back; what has no column goes aside", async ({ page }, testInfo) => {
  const file = sharedFixture("qd3256.xlsx");
  test.skip(!file, "the real annexes are not beside the repository; in CI they are");
  await openFile(page, file);
  await choose(page, "Công cụ khác", "Mẫu phụ lục…");
  const dialog = page.getByRole("dialog", { name: "Chuyển các phụ lục theo mẫu" });
  await dialog.getByLabel(/^Lạng Sơn/).check();
  await expect(dialog.getByText(/Mẫu không có cột cho: Chỉ tiêu \(17\); Bộ, ngành phối hợp \(17\); Cơ quan phối hợp \(28\)/)).toBeVisible();
  await dialog.getByRole("button", { name: "Chuyển theo mẫu" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("tab")).toHaveText(["Phụ lục 1", "Phụ lục 2", "Phụ lục III"]);
  await expect(page.getByRole("columnheader", { name: /^Đơn vị/ })).toBeVisible();
  await saved(page);
  const outline = await outlineOf(await exportExcel(page, testInfo));
  expect(outline[0].columns.map(([role]) => role)).toEqual(["stt", "content", "unit", "target", "lead"]);
  expect(outline[0].rows.filter(({ kind }) => kind === "section").length).toBeGreaterThan(2);
  expect(outline[2].title).toBe("NỘI DUNG NGOÀI MẪU");
  // The focus is on the export button, so the page handles the undo key.
  await page.keyboard.press("Control+z");
  await expect(page.getByRole("tab")).toHaveText(["Phụ lục 1", "Phụ lục 2"]);

  // The document's columns can be saved as a form for other documents.
  await choose(page, "Công cụ khác", "Mẫu phụ lục…");
  await dialog.getByLabel("Tên mẫu riêng").fill("Mẫu của tỉnh");
  await dialog.getByRole("button", { name: "Lưu các cột hiện tại thành mẫu" }).click();
  await expect(dialog.getByText("Các phụ lục đã theo mẫu này")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.goto("");
  await openSample(page);
  await choose(page, "Công cụ khác", "Mẫu phụ lục…");
  await expect(dialog.getByLabel("Mẫu của tỉnh")).toBeVisible();
});

test("an export marks the document it is of as safe, not the one that is open when it ends", async ({ page }) => {
  let release;
  const held = new Promise((done) => (release = done));
  await page.route(/writer.*\.wasm$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.reload();
  await openSample(page);
  await cell(page, 2, "lead").click();
  await page.keyboard.type("Sở Y tế");
  await page.keyboard.press("Enter");
  await saved(page);
  const ids = () =>
    page.evaluate(() => Object.keys(localStorage).filter((it) => it.startsWith("phuluc/meta/")).sort());
  const [first] = await ids();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Xuất Excel" }).click();
  await page.getByRole("button", { name: /Tài liệu/ }).first().click();
  await openSample(page);
  await saved(page);
  const second = (await ids()).find((it) => it !== first);
  release();
  await download;
  const unsafe = (key) => page.evaluate((key) => JSON.parse(localStorage[key]).unsafe_since_ms, key);
  await expect.poll(() => unsafe(first)).toBeNull();
  expect(await unsafe(second)).not.toBeNull();
});
