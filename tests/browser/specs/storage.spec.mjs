// Work is kept in the browser, and every way in which that can fail is said.
import { cell, expect, openSample, saved, test } from "../helpers.mjs";

const documents = (page) => page.getByRole("region", { name: "Tài liệu của tôi" });
const sample = (page) => documents(page).getByRole("button", { name: /^Phụ lục mẫu/ });

async function edit(page, text) {
  await cell(page, 2, "lead").click();
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
}

test("an edit is on disk within a second", async ({ page }) => {
  await openSample(page);
  await saved(page);
  // Timed inside the page: from the key that commits to the write of the changed page of rows.
  await page.evaluate(() => {
    const write = Storage.prototype.setItem;
    addEventListener("keydown", () => (window.committed = performance.now()), true);
    Storage.prototype.setItem = function (key, text) {
      write.call(this, key, text);
      if (key.startsWith("phuluc/page/")) window.written ??= performance.now();
    };
  });
  await edit(page, "Sở Y tế");
  await expect.poll(() => page.evaluate(() => window.written ?? 0)).toBeGreaterThan(0);
  expect(await page.evaluate(() => window.written - window.committed)).toBeLessThan(1_000);
  await saved(page);
  await page.reload();
  await sample(page).click();
  await expect(cell(page, 2, "lead")).toHaveText("Sở Y tế");
});

test("text being typed is kept when the page goes away", async ({ page }) => {
  await openSample(page);
  await cell(page, 2, "lead").click();
  await page.keyboard.type("Sở Tài chính");
  await page.reload();
  await sample(page).click();
  await expect(cell(page, 2, "lead")).toHaveText("Sở Tài chính");
});

test("documents are renamed, deleted, restored", async ({ page }) => {
  await openSample(page);
  const name = page.getByRole("textbox", { name: "Tên tài liệu" });
  await name.fill("Kế hoạch 2026");
  await name.press("Enter");
  await saved(page);
  await page.getByRole("button", { name: "‹ Tài liệu" }).click();
  const line = documents(page).getByRole("button", { name: /^Kế hoạch 2026/ });
  await expect(line).toBeVisible();
  await documents(page).getByRole("button", { name: "Xóa Kế hoạch 2026" }).click();
  await expect(line).toBeHidden();
  await page.getByRole("note").getByRole("button", { name: "Khôi phục" }).click();
  await expect(line).toBeVisible();
  await documents(page).getByRole("button", { name: "Xóa Kế hoạch 2026" }).click();
  await page.reload();
  await documents(page).getByText("Đã xóa gần đây (1)").click();
  await documents(page).getByRole("button", { name: "Khôi phục" }).click();
  await expect(line).toBeVisible();
});

test("a full storage is said at once, the edit stays on the screen and is saved when there is room", async ({ page }) => {
  await openSample(page);
  await saved(page);
  await page.evaluate(() => {
    let size = 5_000_000;
    let n = 0;
    while (0 < size) {
      try {
        localStorage.setItem(`khac/${n}`, "x".repeat(size));
        n += 1;
      } catch {
        size = Math.floor(size / 2);
      }
    }
  });
  await edit(page, "Sở Giáo dục và Đào tạo");
  await expect(page.getByRole("status").filter({ hasText: "Chưa lưu được" })).toBeVisible();
  await expect(page.getByRole("alert")).toContainText("đã đầy");
  await expect(cell(page, 2, "lead")).toHaveText("Sở Giáo dục và Đào tạo");
  const others = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("khac/")).length);
  expect(others).toBeGreaterThan(0);
  await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("khac/")).forEach((key) => localStorage.removeItem(key)));
  await edit(page, "Sở Xây dựng");
  await saved(page);
  await page.reload();
  await sample(page).click();
  await expect(cell(page, 2, "lead")).toHaveText("Sở Xây dựng");
});

test("a damaged entry is listed and kept; the others open", async ({ page }) => {
  await openSample(page);
  await saved(page);
  await page.evaluate(() => {
    localStorage.setItem("phuluc/doc/hong", "{ không phải JSON");
    localStorage.setItem("trang-khac", "của trang khác");
  });
  await page.reload();
  await expect(documents(page)).toContainText("Không đọc được một tài liệu đã lưu");
  const download = page.waitForEvent("download");
  await documents(page).getByRole("button", { name: "Tải bản thô" }).click();
  await download;
  await sample(page).click();
  await expect(page.getByRole("grid")).toBeVisible();
  const kept = await page.evaluate(() => [localStorage.getItem("phuluc/doc/hong"), localStorage.getItem("trang-khac")]);
  expect(kept).toEqual(["{ không phải JSON", "của trang khác"]);
});

test("a document whose rows are gone says so and is not overwritten", async ({ page }) => {
  await openSample(page);
  await saved(page);
  const key = await page.evaluate(() => {
    const key = Object.keys(localStorage).find((key) => key.startsWith("phuluc/page/"));
    localStorage.removeItem(key);
    return key;
  });
  await page.reload();
  await sample(page).click();
  await expect(page.getByRole("alert")).toContainText("Không đọc được một tài liệu đã lưu");
  await expect(sample(page)).toBeVisible();
  expect(key).toContain("phuluc/page/");
});

test("where storage is blocked the page works and warns", async ({ page, baseURL }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("blocked", "SecurityError");
      },
    });
  });
  await page.goto(baseURL);
  await expect(documents(page)).toContainText("không cho lưu");
  await openSample(page);
  await expect(page.getByRole("status").filter({ hasText: "Chưa lưu được" })).toBeVisible();
  await edit(page, "Sở Y tế");
  await expect(cell(page, 2, "lead")).toHaveText("Sở Y tế");
});
