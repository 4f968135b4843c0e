// Later files of the same sender, two windows, a full disk, a kill in the middle, a backup.
import { rmSync } from "node:fs";
import { test as bare } from "@playwright/test";
import { endBrowsers, startBrowser } from "../browser-process.mjs";
import { expect, saved, test } from "../helpers.mjs";
import { begin, board, cell, figure, file, full, openTab, send, unit } from "../gathering.mjs";

const matters = (page) => page.getByRole("region", { name: /^Chưa khớp/ });
const showBoard = (page) => page.getByRole("tab", { name: "Ma trận" }).click();

/** A file whose first row is worded otherwise and whose column of results has another heading. */
function drifted(name, values) {
  const own = file(name, values, ["6;Số hộ trồng quế;hộ;;12;"]);
  const text = own.buffer.toString().replace("Tổng số hộ trên địa bàn", "Hộ trên địa bàn tính chung").replace("Thực hiện", "Số liệu");
  return { ...own, buffer: Buffer.from(text) };
}

test("unsure rows and columns stand beside the form, by keyboard; the next file is treated as before", async ({ page }) => {
  await begin(page, ["Xã Đồng Văn", "Xã Bình Ca"]);
  await send(page, drifted("Xã Đồng Văn.csv", full));
  await expect(unit(page, "Xã Đồng Văn")).toContainText("cần sửa");
  await openTab(page).click();
  const column = matters(page).getByRole("listitem").filter({ hasText: /Thực hiện.*Số liệu/ });
  await expect(column.locator(".beside")).toContainText("Thực hiện");
  await column.focus();
  await page.keyboard.press("Enter");
  await expect(column).toHaveCount(0);
  const row = matters(page).getByRole("listitem").filter({ hasText: "Hộ trên địa bàn tính chung" });
  await expect(row.locator(".beside")).toContainText("1 Tổng số hộ trên địa bàn");
  await row.focus();
  await page.keyboard.press("Enter");
  await expect(row).toHaveCount(0);
  const extra = matters(page).getByRole("listitem").filter({ hasText: "6 | Số hộ trồng quế" });
  await extra.focus();
  await page.keyboard.press("Delete");
  await expect(page.getByText("Mọi tệp và mọi dòng đã có chỗ.")).toBeVisible();
  await showBoard(page);
  await expect(cell(page, 0, 0)).toHaveText("100");

  // The next file needs one decision: that it replaces the first.
  await send(page, drifted("Xã Đồng Văn (2).csv", ["101", ...full.slice(1)]));
  await openTab(page).click();
  await expect(page.locator(".waiting")).toContainText("100 101");
  const before = matters(page).getByRole("listitem").filter({ hasText: "“Số hộ trồng quế” bỏ qua" });
  await expect(before).toContainText("“Hộ trên địa bàn tính chung” là “Tổng số hộ trên địa bàn”");
  await page.locator(".waiting").focus();
  await page.keyboard.press("Enter");
  await showBoard(page);
  await expect(cell(page, 0, 0)).toHaveText("101");
  // The earlier file stays, and can be used again.
  await expect(page.getByText(/Bản không dùng: Xã Đồng Văn\.csv/)).toBeVisible();
  await page.getByRole("button", { name: "Dùng lại Xã Đồng Văn.csv" }).click();
  await expect(cell(page, 0, 0)).toHaveText("100");
  await page.keyboard.press("Control+z");
  await expect(cell(page, 0, 0)).toHaveText("101");
  // What was done as before can be taken back, in one step.
  await openTab(page).click();
  await before.getByRole("button", { name: "Không làm như lần trước" }).click();
  await expect(extra).toHaveCount(1);
  await page.keyboard.press("Control+z");
  await expect(extra).toHaveCount(0);
  await saved(page);
  await page.reload();
  await openTab(page).click();
  await expect(before).toHaveCount(1);

  // The next consolidation knows it too.
  await page.getByRole("button", { name: "‹ Tài liệu" }).click();
  await page.getByRole("button", { name: "Tổng hợp nhiều đơn vị" }).click();
  const dialog = page.getByRole("dialog", { name: "Tổng hợp: mẫu, đơn vị, hạn gửi" });
  await dialog.getByLabel("Theo quyết định của đợt").selectOption({ label: "Biểu dân số" });
  await expect(dialog.getByLabel(/Đơn vị phải gửi/)).toHaveValue("Xã Đồng Văn\nXã Bình Ca");
  const chooser = page.waitForEvent("filechooser");
  await dialog.getByRole("button", { name: "Lấy mẫu từ tệp…" }).click();
  await (await chooser).setFiles(file("Quý sau.csv", []));
  await expect(dialog.getByRole("status")).toContainText("1 phụ lục, 5 dòng");
  await dialog.getByRole("button", { name: "Bắt đầu tổng hợp" }).click();
  await expect(board(page)).toBeVisible();
  await send(page, drifted("Xã Đồng Văn.csv", full));
  await expect(cell(page, 0, 0)).toHaveText("100");
});

test("results come with the sheet of sources, or without", async ({ page }) => {
  await begin(page, ["Xã Đồng Văn"]);
  await send(page, file("Xã Đồng Văn.csv", full));
  const tab = page.getByRole("tab", { name: "Nguồn số liệu" });
  for (const isListed of [true, false]) {
    await page.getByRole("button", { name: "Kết quả tổng hợp" }).click();
    const check = page.getByRole("menuitemcheckbox", { name: /Kèm trang “Nguồn số liệu”/ });
    if (!isListed) await check.click();
    await expect(check).toHaveAttribute("aria-checked", String(isListed));
    await page.getByRole("menuitem", { name: "Xếp nối theo đơn vị" }).click();
    await expect(page.getByRole("grid", { name: /XẾP NỐI/ })).toBeVisible();
    await expect(tab).toHaveCount(isListed ? 1 : 0);
    await saved(page);
    await page.getByRole("button", { name: "‹ Tổng hợp" }).click();
    await expect(board(page)).toBeVisible();
  }
});

test("a second window only shows the board until it takes over", async ({ page, context, baseURL }) => {
  await begin(page, ["Xã Đồng Văn", "Xã Bình Ca"]);
  await send(page, file("Xã Đồng Văn.csv", full));
  await saved(page);
  const second = await context.newPage();
  await second.goto(baseURL);
  await second.getByRole("button", { name: "Biểu dân số", exact: true }).click();
  await expect(cell(second, 0, 0)).toHaveText("100");
  const strip = (page) => page.getByRole("note").filter({ hasText: "đang được sửa ở cửa sổ khác" });
  await expect(strip(second)).toBeVisible();
  await second.getByRole("button", { name: "Duyệt", exact: true }).click();
  await expect(unit(second, "Xã Đồng Văn")).toContainText("đã nhận");
  // It sees what the first window stores.
  await send(page, file("Xã Bình Ca.csv", ["7", ...full.slice(1)]));
  await saved(page);
  await second.evaluate(() => window.dispatchEvent(new Event("focus")));
  await expect(cell(second, 0, 1)).toHaveText("7");
  await second.getByRole("button", { name: "Sửa ở đây" }).click();
  await expect(strip(second)).toBeHidden();
  await expect(strip(page)).toBeVisible();
  await second.getByRole("button", { name: "Duyệt", exact: true }).click();
  await expect(unit(second, "Xã Đồng Văn")).toContainText("đã duyệt");
  await saved(second);
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await expect(unit(page, "Xã Đồng Văn")).toContainText("đã duyệt");
  await page.getByRole("button", { name: "Bỏ duyệt", exact: true }).click();
  await expect(unit(page, "Xã Đồng Văn")).toContainText("đã duyệt");
  await second.close();
  await page.getByRole("button", { name: "Sửa ở đây" }).click();
  await page.getByRole("button", { name: "Bỏ duyệt", exact: true }).click();
  await expect(unit(page, "Xã Đồng Văn")).toContainText("đã nhận");
  await saved(page);
});

test("a full disk is told, the board stays, and everything is stored once there is room", async ({ page }) => {
  await begin(page, ["Xã Đồng Văn", "Xã Bình Ca"]);
  await saved(page);
  await page.evaluate(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...args) {
      if (window.refuses) throw new DOMException("full", "QuotaExceededError");
      return put.apply(this, args);
    };
    window.refuses = true;
  });
  await send(page, file("Xã Đồng Văn.csv", full), file("Xã Bình Ca.csv", full));
  await expect(page.getByRole("status").filter({ hasText: "Chưa lưu được" })).toBeVisible();
  await expect(page.getByRole("alert").filter({ hasText: /đầy|không cho lưu/ })).toBeVisible();
  await expect(cell(page, 0, 1)).toHaveText("100");
  await page.evaluate(() => (window.refuses = false));
  await page.getByRole("button", { name: "Duyệt", exact: true }).click();
  await saved(page);
  await page.reload();
  await expect(unit(page, "Xã Đồng Văn")).toContainText("đã duyệt");
  await expect(cell(page, 0, 1)).toHaveText("100");
});

test("a backup brings back the board with its sources", async ({ page, browser, baseURL }, testInfo) => {
  await begin(page, ["Xã Đồng Văn"]);
  await send(page, file("Xã Đồng Văn.csv", full));
  await saved(page);
  await page.getByRole("button", { name: "‹ Tài liệu" }).click();
  const documents = (page) => page.getByRole("region", { name: "Tài liệu của tôi" });
  const download = page.waitForEvent("download");
  await documents(page).getByRole("button", { name: "Sao lưu tất cả" }).click();
  const path = testInfo.outputPath("tat-ca.phuluc");
  await (await download).saveAs(path);
  const other = await (await browser.newContext()).newPage();
  await other.goto(baseURL);
  await other.getByLabel("Chọn tệp phụ lục").setInputFiles(path);
  const dialog = other.getByRole("dialog", { name: "Nhập bản sao lưu" });
  await dialog.getByRole("button", { name: /^Nhập/ }).click();
  await other.getByRole("button", { name: "Biểu dân số", exact: true }).click();
  await expect(cell(other, 0, 0)).toHaveText("100");
  await board(other).focus();
  await other.keyboard.press("Control+Home");
  await expect(other.getByRole("status").filter({ hasText: "từ Xã Đồng Văn.csv" })).toBeVisible();
  await other.context().close();
});

bare.afterEach(endBrowsers);

bare("a kill while files are read loses none that was stored", async ({ baseURL }, testInfo) => {
  bare.setTimeout(120_000);
  const profile = testInfo.outputPath("profile");
  const units = Array.from({ length: 30 }, (_, at) => `Xã Số ${at + 1}`);
  const files = units.map((name, at) => file(`${name}.csv`, [String(at + 1), ...full.slice(1)]));
  const first = await startBrowser(profile);
  await first.page.goto(baseURL);
  await begin(first.page, units);
  await saved(first.page);
  await first.page.getByLabel("Chọn tệp của các đơn vị").and(first.page.locator("input")).setInputFiles(files);
  await expect(first.page.getByRole("status").filter({ hasText: /Đang đọc ([5-9]|\d\d)\// })).toBeVisible();
  await first.kill();
  const second = await startBrowser(profile);
  await second.page.goto(baseURL);
  await second.page.getByRole("button", { name: "Biểu dân số", exact: true }).click();
  await expect(board(second.page)).toBeVisible();
  // Whatever is there is right; the rest comes with the same files again.
  for (const at of [0, 1, 2]) expect(["", String(at + 1)]).toContain(await cell(second.page, 0, at).textContent());
  await send(second.page, ...files);
  await expect(figure(second.page, /^30 đã nhận/)).toBeVisible();
  await expect(second.page.getByRole("tab", { name: "Chưa khớp (0)" })).toBeVisible();
  for (const at of [0, 1, 2]) await expect(cell(second.page, 0, at)).toHaveText(String(at + 1));
  await second.close();
  rmSync(profile, { recursive: true, force: true });
});
