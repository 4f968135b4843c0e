// Versions of a document: kept, compared, restored; recognition of exported files.
import { appendFileSync } from "node:fs";
import { cell, edit, expect, exportExcel, openSample, saved, test } from "../helpers.mjs";

const dialog = (page) => page.getByRole("dialog", { name: "Lịch sử tài liệu" });

async function keep(page, name) {
  await page.getByRole("button", { name: "Lịch sử…" }).click();
  await dialog(page).getByLabel(/^Tên phiên bản/).fill(name);
  await dialog(page).getByRole("button", { name: "Giữ phiên bản hiện nay" }).click();
  await expect(dialog(page).getByLabel("So từ")).toContainText(name);
}

test("versions are named, compared word by word and restored as one step", async ({ page }) => {
  await openSample(page);
  const before = await cell(page, 2, "lead").textContent();
  await keep(page, "bản gửi Sở 12/01");
  await expect(dialog(page)).toContainText("Hai phiên bản giống nhau");
  await page.keyboard.press("Escape");
  await edit(page, 2, "Sở Khoa học và Công nghệ mới");
  await keep(page, "bản trình ký");
  // Compares the first version with the second.
  await dialog(page).getByLabel("So từ").selectOption("1");
  await dialog(page).getByLabel("đến", { exact: true }).selectOption("0");
  await expect(dialog(page).locator(".changes li")).toHaveCount(1);
  await expect(dialog(page).locator(".changes ins").last()).toContainText("mới");
  await dialog(page).getByRole("button", { name: "Khôi phục “bản gửi Sở 12/01”" }).click();
  await expect(cell(page, 2, "lead")).toHaveText(before);
  await saved(page);
  await page.getByRole("button", { name: "Hoàn tác" }).click();
  await expect(cell(page, 2, "lead")).toHaveText("Sở Khoa học và Công nghệ mới");
  await saved(page);
  // Versions survive a reload.
  await page.reload();
  await page.getByRole("button", { name: "Lịch sử…" }).click();
  await expect(dialog(page).getByLabel("So từ").locator("option")).toHaveCount(3);
});

test("a comparison that is read late does not replace the one chosen after it", async ({ page }) => {
  await openSample(page);
  await keep(page, "bản một");
  await page.keyboard.press("Escape");
  await edit(page, 2, "Sở Một");
  await keep(page, "bản hai");
  await page.keyboard.press("Escape");
  await edit(page, 3, "Sở Hai");
  await saved(page);
  await page.getByRole("button", { name: "Lịch sử…" }).click();
  const changes = dialog(page).locator(".changes li");
  await expect(changes).toHaveCount(1);
  // Holds back the answers of IndexedDB to the first comparison.
  await page.evaluate(() => {
    const get = IDBObjectStore.prototype.get;
    const held = [];
    let holds = true;
    IDBObjectStore.prototype.get = function (key) {
      const request = get.call(this, key);
      if (holds) {
        const hold = (event) => {
          event.stopImmediatePropagation();
          held.push(() => {
            request.removeEventListener("success", hold);
            request.dispatchEvent(new Event("success"));
          });
        };
        request.addEventListener("success", hold);
      }
      return request;
    };
    window.nHeld = () => held.length;
    window.pass = () => (holds = false);
    window.answer = () => {
      held.forEach((answer) => answer());
      return new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    };
  });
  await dialog(page).getByLabel("So từ").selectOption("1");
  await expect.poll(() => page.evaluate(() => window.nHeld())).toBeGreaterThan(0);
  await page.evaluate(() => window.pass());
  await dialog(page).getByLabel("So từ").selectOption("0");
  await expect(changes).toHaveCount(1);
  await page.evaluate(() => window.answer());
  await expect(changes).toHaveCount(1);
  await expect(changes.locator("ins").last()).toContainText("Hai");
  await dialog(page).getByLabel("So từ").selectOption("1");
  await expect(changes).toHaveCount(2);
});

test("a file is known as the export that it is, and one that was changed is not", async ({ page }, testInfo) => {
  await openSample(page);
  const path = await exportExcel(page, testInfo);
  await edit(page, 2, "Sở Y tế");
  const check = async (path) => {
    await page.getByRole("button", { name: "Lịch sử…" }).click();
    await expect(dialog(page).getByLabel("So từ")).toContainText("Đã xuất Phu luc 01-KH-UBND.xlsx");
    await dialog(page).locator("input[type=file]").setInputFiles(path);
  };
  await check(path);
  await expect(page.getByRole("note").filter({ hasText: "Tệp này đúng là Phu luc 01-KH-UBND.xlsx" })).toBeVisible();
  appendFileSync(path, "x");
  await check(path);
  await expect(page.getByRole("alert").filter({ hasText: "không phải bản xuất nào" })).toBeVisible();
});

test("a new day keeps the state of the day before", async ({ page, baseURL }) => {
  await openSample(page);
  await edit(page, 2, "Sở hôm qua");
  await saved(page);
  await page.addInitScript(() => {
    const now = Date.now;
    Date.now = () => now() + 86_400_000;
    const Real = Date;
    window.Date = new Proxy(Real, {
      construct: (target, args) => new target(...(args.length ? args : [Real.now()])),
    });
  });
  await page.goto(baseURL);
  await page.locator("button.document").first().click();
  await edit(page, 2, "Sở hôm nay");
  await page.getByRole("button", { name: "Lịch sử…" }).click();
  await expect(dialog(page).getByLabel("So từ")).toContainText("Tự giữ khi sang ngày mới");
  await expect(dialog(page).locator(".changes li")).toContainText("hôm");
  await dialog(page).getByRole("button", { name: /^Khôi phục/ }).click();
  await expect(cell(page, 2, "lead")).toHaveText("Sở hôm qua");
});

test("rows that nothing names any more are dropped on the next opening, those of versions stay", async ({ page }) => {
  const pages = () =>
    page.evaluate(
      () =>
        new Promise((resolve, reject) => {
          const opened = indexedDB.open("phuluc");
          opened.onerror = reject;
          opened.onsuccess = () => {
            const keys = opened.result.transaction("texts").objectStore("texts").getAllKeys();
            keys.onsuccess = () => {
              opened.result.close();
              resolve(keys.result.filter((key) => key.startsWith("phuluc/page/")).length);
            };
          };
        }),
    );
  await openSample(page);
  await saved(page);
  const first = await pages();
  await keep(page, "đầu");
  await page.keyboard.press("Escape");
  for (const text of ["Sở Một", "Sở Hai", "Sở Ba"]) {
    await edit(page, 2, text);
    await saved(page);
  }
  expect(await pages()).toBeGreaterThan(first + 1);
  await page.reload();
  await expect(cell(page, 2, "lead")).toHaveText("Sở Ba");
  // Remaining: the current page of rows and the one of the version.
  await expect.poll(pages).toBe(first + 1);
  await page.getByRole("button", { name: "Lịch sử…" }).click();
  await dialog(page).getByRole("button", { name: "Khôi phục “đầu”" }).click();
  await expect(cell(page, 2, "lead")).not.toHaveText(/^Sở (Một|Hai|Ba)$/);
});
