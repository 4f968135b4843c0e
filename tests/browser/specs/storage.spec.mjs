// Work is saved in the browser, and every failure to save is reported.
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
  // Timed inside the page: from the committing key to the write of the changed page of rows.
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
  await expect(cell(page, 2, "lead")).toHaveText("Sở Y tế");
});

test("text being typed is kept when the page goes away", async ({ page }) => {
  await openSample(page);
  await cell(page, 2, "lead").click();
  await page.keyboard.type("Sở Tài chính");
  await page.reload();
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

/** Fills local storage completely with keys of another site on the same origin. */
const fill = () => {
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
};
/** Blocks IndexedDB, as a browser policy would. */
const blockDeep = () => {
  IDBFactory.prototype.open = () => {
    throw new DOMException("blocked", "SecurityError");
  };
};

test("a full local storage goes unnoticed: the document moves", async ({ page }) => {
  await openSample(page);
  await saved(page);
  await page.evaluate(fill);
  await edit(page, "Sở Giáo dục và Đào tạo");
  await saved(page);
  // Its pages in local storage are deleted, which frees the space.
  const own = () => Object.keys(localStorage).filter((key) => key.startsWith("phuluc/page/")).length;
  await expect.poll(() => page.evaluate(own)).toBe(0);
  await page.reload();
  await expect(cell(page, 2, "lead")).toHaveText("Sở Giáo dục và Đào tạo");
  await edit(page, "Sở Xây dựng");
  await saved(page);
  await page.reload();
  await expect(cell(page, 2, "lead")).toHaveText("Sở Xây dựng");
});

test("where nothing is left it is said at once, the edit stays on the screen and is saved when there is room", async ({ page, baseURL }) => {
  await page.addInitScript(blockDeep);
  await page.goto(baseURL);
  await openSample(page);
  await saved(page);
  await page.evaluate(fill);
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
  await expect(cell(page, 2, "lead")).toHaveText("Sở Xây dựng");
});

test("a damaged entry is listed and kept; the others open", async ({ page }) => {
  await openSample(page);
  await saved(page);
  await page.evaluate(() => {
    localStorage.setItem("phuluc/doc/hong", "{ không phải JSON");
    localStorage.setItem("trang-khac", "của trang khác");
  });
  await page.goto("");
  await expect(documents(page)).toContainText("Không đọc được một tài liệu đã lưu");
  const download = page.waitForEvent("download");
  await documents(page).getByRole("button", { name: "Tải bản thô" }).click();
  await download;
  await sample(page).click();
  await expect(page.getByRole("grid")).toBeVisible();
  const kept = await page.evaluate(() => [localStorage.getItem("phuluc/doc/hong"), localStorage.getItem("trang-khac")]);
  expect(kept).toEqual(["{ không phải JSON", "của trang khác"]);
});

/** Edits IndexedDB: `change` maps each key and text to the new text, or null to delete it. */
const changeDeep = (page, change) =>
  page.evaluate(
    (source) =>
      new Promise((resolve, reject) => {
        const change = eval(source);
        const opened = indexedDB.open("phuluc");
        opened.onerror = reject;
        opened.onsuccess = () => {
          const transaction = opened.result.transaction("texts", "readwrite");
          transaction.oncomplete = () => resolve(opened.result.close());
          transaction.objectStore("texts").openCursor().onsuccess = ({ target: { result: cursor } }) => {
            if (!cursor) return;
            const text = change(cursor.key, cursor.value);
            if (text === null) cursor.delete();
            else if (text !== cursor.value) cursor.update(text);
            cursor.continue();
          };
        };
      }),
    `(${change})`,
  );
const dropLocal = (page, prefix) =>
  page.evaluate((prefix) => Object.keys(localStorage).filter((key) => key.startsWith(prefix)).forEach((key) => localStorage.removeItem(key)), prefix);

test("what one storage lost the other still has", async ({ page }) => {
  await openSample(page);
  await edit(page, "Sở Y tế");
  await saved(page);
  // Simulates that the browser cleared one of the storages, partly or completely.
  await dropLocal(page, "phuluc/page/");
  await page.reload();
  await expect(cell(page, 2, "lead")).toHaveText("Sở Y tế");
  await edit(page, "Sở Tài chính");
  await saved(page);
  await dropLocal(page, "phuluc/");
  await page.reload();
  await expect(cell(page, 2, "lead")).toHaveText("Sở Tài chính");
  await changeDeep(page, () => null);
  await page.reload();
  await expect(documents(page)).toContainText("Chưa có tài liệu nào");
});

test("a document whose rows are gone says so and is not overwritten", async ({ page }) => {
  await openSample(page);
  await saved(page);
  await dropLocal(page, "phuluc/page/");
  await changeDeep(page, (key, text) => (key.startsWith("phuluc/page/") ? null : text));
  const heads = () => Object.entries(localStorage).filter(([key]) => key.startsWith("phuluc/doc/"));
  const before = await page.evaluate(heads);
  await page.reload();
  await expect(page.getByRole("alert")).toContainText("Không đọc được một tài liệu đã lưu");
  await expect(sample(page)).toBeVisible();
  expect(await page.evaluate(heads)).toEqual(before);
});

test("a damaged latest copy: the one before it opens, and it is said", async ({ page, baseURL }) => {
  await openSample(page);
  await saved(page);
  await page.addInitScript(blockDeep);
  await page.goto(baseURL);
  await sample(page).click();
  const pages = () => Object.keys(localStorage).filter((key) => key.startsWith("phuluc/page/"));
  const before = await page.evaluate(pages);
  await edit(page, "Sở Y tế");
  await saved(page);
  const changed = (await page.evaluate(pages)).filter((key) => !before.includes(key));
  expect(changed).toHaveLength(1);
  await page.evaluate(([key]) => localStorage.setItem(key, "z9:hỏng"), changed);
  // Another window of the same browser, where IndexedDB is not blocked.
  const other = await page.context().newPage();
  await other.goto(baseURL);
  await sample(other).click();
  await expect(other.getByRole("alert")).toContainText("Bản lưu mới nhất bị hỏng");
  await expect(cell(other, 2, "lead")).not.toHaveText("Sở Y tế");
});

test("where storage is blocked the page works and warns", async ({ page, baseURL }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("blocked", "SecurityError");
      },
    });
  });
  await page.addInitScript(blockDeep);
  await page.goto(baseURL);
  await expect(documents(page)).toContainText("không cho lưu");
  await openSample(page);
  await expect(page.getByRole("status").filter({ hasText: "Chưa lưu được" })).toBeVisible();
  await edit(page, "Sở Y tế");
  await expect(cell(page, 2, "lead")).toHaveText("Sở Y tế");
});

test("the cell that was being typed when the window was killed is offered back", async ({ page, context, baseURL }) => {
  await openSample(page);
  await saved(page);
  await cell(page, 2, "lead").click();
  await page.keyboard.type("Sở đang gõ d");
  // Like any kill of its process, a crash sends the page no event.
  const session = await context.newCDPSession(page);
  const crashed = page.waitForEvent("crash");
  session.send("Page.crash").catch(() => {});
  await crashed;
  const next = await context.newPage();
  await next.goto(baseURL);
  await sample(next).click();
  await expect(next.getByRole("note").filter({ hasText: "đang gõ dở" })).toContainText("“Sở đang gõ d”");
  await expect(cell(next, 2, "lead")).not.toHaveText("Sở đang gõ d");
  await next.getByRole("button", { name: "Lấy lại" }).click();
  await expect(cell(next, 2, "lead")).toHaveText("Sở đang gõ d");
  await saved(next);
  await next.reload();
  await expect(cell(next, 2, "lead")).toHaveText("Sở đang gõ d");
  await expect(next.getByText("đang gõ dở")).toBeHidden();
});

test("a clock that jumped far ahead deletes nothing", async ({ page, baseURL }) => {
  await openSample(page);
  await saved(page);
  await page.getByRole("button", { name: "‹ Tài liệu" }).click();
  await documents(page).getByRole("button", { name: "Xóa Phụ lục mẫu" }).click();
  await expect(page.getByText("Đã xóa gần đây (1)")).toBeVisible();
  await page.addInitScript(() => {
    const now = Date.now;
    Date.now = () => now() + 400 * 86_400_000;
  });
  await page.goto(baseURL);
  await expect(page.getByText("Đã xóa gần đây (1)")).toBeVisible();
});
