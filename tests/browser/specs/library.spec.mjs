// The list of documents: search, copy, archive, backup, restore.
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { cell, expect, openFindings, openSample, saved, test } from "../helpers.mjs";

const documents = (page) => page.getByRole("region", { name: "Tài liệu của tôi" });
const line = (page, name) => documents(page).locator("button.document", { hasText: name });
const back = (page) => page.getByRole("button", { name: "‹ Tài liệu" }).click();

async function make(page, name) {
  await openSample(page);
  const field = page.getByRole("textbox", { name: "Tên tài liệu" });
  await field.fill(name);
  await field.press("Enter");
  await saved(page);
  await back(page);
  await expect(line(page, name)).toBeVisible();
}

test("documents are listed with what matters, searched without tone marks, copied and put away", async ({ page }) => {
  for (const name of ["Kế hoạch tỉnh", "Kế hoạch xã Hòa Bình", "Quyết định", "Báo cáo"]) await make(page, name);
  const cells = documents(page).getByRole("row").filter({ hasText: "Quyết định" }).getByRole("cell");
  await expect(cells).toHaveText(["01/KH-UBND", "2", "16", "10 điều cần xem, trong đó 4 lỗi", /./, /KB/, /Lưu trữ/]);
  await expect(documents(page)).toContainText(/Đã dùng .+, còn khoảng .+/);
  await documents(page).getByRole("searchbox", { name: "Tìm tài liệu" }).fill("hoa binh");
  await expect(documents(page).locator("button.document")).toHaveCount(1);
  await documents(page).getByRole("searchbox", { name: "Tìm tài liệu" }).fill("không có");
  await expect(documents(page)).toContainText("Không có tài liệu nào khớp");
  await documents(page).getByRole("searchbox", { name: "Tìm tài liệu" }).fill("");

  await documents(page).getByRole("button", { name: "Nhân bản Quyết định" }).click();
  await line(page, "Quyết định (bản sao)").click();
  await cell(page, 2, "lead").click();
  await page.keyboard.type("Chỉ ở bản sao");
  await page.keyboard.press("Enter");
  await saved(page);
  await back(page);
  await line(page, "Quyết định").last().click();
  await expect(page.getByRole("textbox", { name: "Tên tài liệu" })).toHaveValue("Quyết định");
  await expect(cell(page, 2, "lead")).not.toHaveText("Chỉ ở bản sao");
  await back(page);

  await documents(page).getByRole("row").filter({ hasText: "Báo cáo" }).getByRole("button", { name: "Lưu trữ" }).click();
  await expect(line(page, "Báo cáo")).toBeHidden();
  await page.reload();
  await documents(page).getByText("Lưu trữ (1)").click();
  await documents(page).getByRole("button", { name: "Bỏ lưu trữ" }).click();
  await expect(line(page, "Báo cáo")).toBeVisible();
});

test("everything is one file; another browser takes from it what it does not have", async ({ page, browser, baseURL }, testInfo) => {
  await make(page, "Một");
  await make(page, "Hai");
  const download = page.waitForEvent("download");
  await documents(page).getByRole("button", { name: "Sao lưu tất cả" }).click();
  const path = testInfo.outputPath("tat-ca.phuluc");
  await (await download).saveAs(path);
  expect(readFileSync(path, "utf8")).toMatch(/^\{"phuluc-all":/);

  // In this browser: one document is equal to its backup, the other was changed since.
  await line(page, "Hai").click();
  await cell(page, 2, "lead").click();
  await page.keyboard.type("Sau khi sao lưu");
  await page.keyboard.press("Enter");
  await saved(page);
  await back(page);
  await documents(page).locator("input[type=file]").setInputFiles(path);
  const dialog = page.getByRole("dialog", { name: "Nhập bản sao lưu" });
  await expect(dialog.getByRole("listitem").filter({ hasText: "Một" })).toContainText("Giống bản đang có");
  await expect(dialog.getByRole("listitem").filter({ hasText: "Hai" })).toContainText("thêm thành bản sao");
  await dialog.getByRole("button", { name: "Nhập 1 tài liệu" }).click();
  await expect(line(page, "Hai (bản sao lưu")).toBeVisible();
  await line(page, /^Hai(?! \()/).click();
  await expect(cell(page, 2, "lead")).toHaveText("Sau khi sao lưu");

  // In another browser without documents: "Mở tệp" (open file) accepts a backup too, whatever its
  // name; the place of backups refuses a file of another kind.
  const other = await (await browser.newContext()).newPage();
  await other.goto(baseURL);
  await documents(other).locator("input[type=file]").setInputFiles({
    name: "mau.csv", mimeType: "text/csv", buffer: Buffer.from("TT,Nội dung\n1,Một\n"),
  });
  await expect(other.getByRole("alert")).toContainText("không phải bản sao lưu");
  const renamed = testInfo.outputPath("tat-ca.phuluc (1).txt");
  copyFileSync(path, renamed);
  await other.getByLabel("Chọn tệp phụ lục").setInputFiles(renamed);
  const there = other.getByRole("dialog", { name: "Nhập bản sao lưu" });
  await there.getByRole("checkbox").first().uncheck();
  await there.getByRole("button", { name: "Nhập 1 tài liệu" }).click();
  await expect(documents(other).locator("button.document")).toHaveCount(1);
  await documents(other).locator("button.document").click();
  await expect(other.getByRole("grid")).toBeVisible();
  await other.context().close();
});

const panel = (page) => page.getByRole("region", { name: "Kiểm tra" });
const restoreDialog = (page) => page.getByRole("dialog", { name: "Nhập bản sao lưu" });
const choice = (page, name) => restoreDialog(page).getByRole("listitem").filter({ hasText: name });

/** Saves a backup of everything and returns its path. */
async function backUp(page, testInfo) {
  const download = page.waitForEvent("download");
  await documents(page).getByRole("button", { name: "Sao lưu tất cả" }).click();
  const path = testInfo.outputPath("tat-ca.phuluc");
  await (await download).saveAs(path);
  return path;
}

const restoreFrom = (page, path) => documents(page).locator("input[type=file]").setInputFiles(path);

test("a backup that differs only in a title, the review or a waiver is offered", async ({ page }, testInfo) => {
  const changes = {
    "Đổi tên phụ lục": async () => {
      const title = page.getByRole("textbox", { name: "Tên phụ lục" });
      await title.fill("CHỈ TIÊU KHÁC");
      await title.press("Enter");
    },
    "Tắt quy tắc": async () => {
      await (await openFindings(page)).getByRole("button", { name: "Thiết lập kiểm tra…" }).click();
      await page.getByLabel("Mức của “Thừa gạch đầu dòng”").selectOption("off");
      await page.getByRole("dialog").getByRole("button", { name: "Đóng" }).click();
    },
    "Giải trình": async () => {
      await page.getByRole("tab").nth(1).click();
      await (await openFindings(page)).locator("li[data-rule=time-outside-phases]").getByRole("button", { name: "Giải trình…" }).click();
      await page.getByLabel("Lý do giữ nguyên").fill("Đã làm từ năm 2025");
      await page.getByRole("button", { name: "Lưu giải trình" }).click();
    },
    "Số ký hiệu": async () => {
      await page.getByRole("button", { name: "Thông tin kế hoạch" }).click();
      const number = page.getByRole("textbox", { name: "Số, ký hiệu" });
      await number.fill("99/KH-UBND");
      await number.press("Enter");
    },
  };
  for (const name of [...Object.keys(changes), "Như cũ"]) await make(page, name);
  const path = await backUp(page, testInfo);
  for (const [name, change] of Object.entries(changes)) {
    await line(page, name).click();
    await change();
    await saved(page);
    await back(page);
  }
  await restoreFrom(page, path);
  for (const name of Object.keys(changes)) await expect(choice(page, name), name).toContainText("Khác bản đang có");
  await expect(choice(page, "Như cũ")).toContainText("Giống bản đang có");
  await expect(choice(page, "Như cũ").getByRole("checkbox")).toBeDisabled();
  await restoreDialog(page).getByRole("button", { name: "Nhập 4 tài liệu" }).click();
  await line(page, "Đổi tên phụ lục (bản sao lưu").click();
  await expect(page.getByRole("textbox", { name: "Tên phụ lục" })).toHaveValue("DANH MỤC CHỈ TIÊU CHÍNH QUYỀN SỐ");
  await back(page);
  await line(page, /^Đổi tên phụ lục(?! \()/).click();
  await expect(page.getByRole("textbox", { name: "Tên phụ lục" })).toHaveValue("CHỈ TIÊU KHÁC");
});

test("what is in the trash is offered and stays when it was taken back", async ({ page, browser, baseURL }, testInfo) => {
  await make(page, "Một");
  await make(page, "Hai");
  const remove = (name) => documents(page).getByRole("button", { name: `Xóa ${name}` }).click();
  await remove("Hai");
  const path = await backUp(page, testInfo);
  await remove("Một");
  await restoreFrom(page, path);
  await expect(choice(page, "Một")).toContainText("Giống bản trong thùng rác");
  // What was in the trash already when the backup was made is not taken unless asked for.
  await expect(choice(page, "Hai")).toContainText("đã ở thùng rác khi sao lưu");
  await expect(choice(page, "Hai").getByRole("checkbox")).not.toBeChecked();
  await restoreDialog(page).getByRole("button", { name: "Nhập 1 tài liệu" }).click();
  await expect(line(page, "Một")).toBeVisible();
  await expect(line(page, "Hai")).toBeHidden();
  await page.reload();
  await expect(line(page, "Một")).toBeVisible();

  const other = await (await browser.newContext({ locale: "vi-VN" })).newPage();
  await other.goto(baseURL);
  await other.getByLabel("Chọn tệp phụ lục").setInputFiles(path);
  await expect(choice(other, "Một").getByRole("checkbox")).toBeChecked();
  await choice(other, "Hai").getByRole("checkbox").check();
  await restoreDialog(other).getByRole("button", { name: "Nhập 2 tài liệu" }).click();
  await expect(documents(other).locator("button.document")).toHaveCount(2);
  await other.reload();
  await expect(documents(other).locator("button.document")).toHaveCount(2);
  await line(other, "Hai").click();
  await expect(other.getByRole("grid")).toBeVisible();
  await other.context().close();
});

test("a backup's settings are listed, bounded, and can be declined", async ({ page, browser, baseURL }, testInfo) => {
  await make(page, "Một");
  const path = await backUp(page, testInfo);
  const all = JSON.parse(readFileSync(path, "utf8"));
  Object.assign(all["phuluc-all"].texts, {
    "phuluc/zoom": "1e9",
    "phuluc/language": JSON.stringify("English"),
    "phuluc/la": "khóa lạ",
    "khac/trang": "của trang khác",
  });
  writeFileSync(path, JSON.stringify(all));
  const other = await (await browser.newContext({ locale: "vi-VN" })).newPage();
  await other.goto(baseURL);
  await other.getByLabel("Chọn tệp phụ lục").setInputFiles(path);
  const dialog = restoreDialog(other);
  await expect(dialog).toContainText("Thiết lập trong bản sao lưu");
  await expect(choice(other, "Cỡ chữ của bảng")).toContainText("200%");
  await choice(other, "Ngôn ngữ: tiếng Anh").getByRole("checkbox").uncheck();
  await dialog.getByRole("button", { name: "Nhập 1 tài liệu" }).click();
  await expect(line(other, "Một")).toBeVisible();
  const stored = await other.evaluate(() => ({ ...localStorage }));
  expect(Number(stored["phuluc/zoom"])).toBe(2);
  for (const key of ["phuluc/language", "phuluc/la", "khac/trang"]) expect(stored).not.toHaveProperty(key);
  await other.reload();
  await expect(other.getByRole("button", { name: "Mở tệp" })).toBeVisible();
  await other.context().close();
});

test("changes that were nowhere but here for a week are said, until they are elsewhere", async ({ page, baseURL }) => {
  await make(page, "Kế hoạch");
  await expect(documents(page)).not.toContainText("Hơn một tuần nay");
  await page.addInitScript(() => {
    const now = Date.now;
    Date.now = () => now() + 8 * 86_400_000;
  });
  await page.goto(baseURL);
  await expect(documents(page)).toContainText("Hơn một tuần nay có thay đổi chỉ nằm trong trình duyệt này");
  const download = page.waitForEvent("download");
  await documents(page).getByRole("button", { name: "Sao lưu tất cả" }).click();
  await download;
  await expect(documents(page)).not.toContainText("Hơn một tuần nay");
});

test("the browser is asked to keep what is stored when there is something to keep", async ({ page, baseURL }) => {
  await page.addInitScript(() => {
    window.asked = 0;
    StorageManager.prototype.persist = async () => {
      window.asked += 1;
      return false;
    };
  });
  await page.goto(baseURL);
  await expect(page.getByRole("button", { name: "Mở tệp" })).toBeVisible();
  expect(await page.evaluate(() => window.asked)).toBe(0);
  await openSample(page);
  await expect.poll(() => page.evaluate(() => window.asked)).toBe(1);
});
