// The open document through everything that can come between: other windows, slow reads, storage
// that fails, is emptied or closed. The rules themselves are tested natively in tests/it/session.
import { banner, cell, edit, expect, openFile, openSample, openSecond, saved, test } from "../helpers.mjs";

const documents = (page) => page.getByRole("region", { name: "Tài liệu của tôi" });
const lines = (page) => documents(page).locator("button.document");
const sample = (page) => documents(page).getByRole("button", { name: /^Phụ lục mẫu/ }).first();
const back = (page) => page.getByRole("button", { name: "‹ Tài liệu" }).click();

/** Blocks IndexedDB, as a browser policy would. */
const blockDeep = () => {
  IDBFactory.prototype.open = () => {
    throw new DOMException("blocked", "SecurityError");
  };
};
/** Makes IndexedDB refuse every write, as with a full disk, while `window.refuses` is set. */
const refuseDeep = () => {
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...args) {
    if (window.refuses) throw new DOMException("full", "QuotaExceededError");
    return put.apply(this, args);
  };
};
/** Makes local storage refuse every write while `window.refuses` is set. */
const refuseLocal = () => {
  const set = Storage.prototype.setItem;
  Storage.prototype.setItem = function (...args) {
    if (window.refuses) throw new DOMException("full", "QuotaExceededError");
    return set.apply(this, args);
  };
};
const refuse = (page, refuses) => page.evaluate((refuses) => (window.refuses = refuses), refuses);
const emptyDeep = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opened = indexedDB.open("phuluc");
        opened.onerror = reject;
        opened.onsuccess = () => {
          const transaction = opened.result.transaction("texts", "readwrite");
          transaction.objectStore("texts").clear();
          transaction.oncomplete = () => resolve(opened.result.close());
        };
      }),
  );

test("where IndexedDB is blocked another window takes over, and the page updates", async ({ page, context, baseURL }) => {
  await context.addInitScript(blockDeep);
  await page.goto(baseURL);
  await openSample(page);
  await edit(page, 2, "Sở Một");
  const second = await openSecond(context, baseURL);
  await expect(banner(second)).toBeVisible();
  await cell(page, 3, "lead").click();
  await page.keyboard.type("Sở Hai");
  await second.getByRole("button", { name: "Sửa ở đây" }).click();
  await expect(banner(second)).toBeHidden();
  await expect(cell(second, 3, "lead")).toHaveText("Sở Hai");
  await expect(banner(page)).toBeVisible();
  // The update waits for the last save and nothing else.
  await edit(second, 2, "Sở Ba");
  await second.evaluate(() => {
    window.phuluc.update = () => Promise.resolve((window.isUpdated = true));
    window.dispatchEvent(new Event("phuluc-updated"));
  });
  await second.getByRole("button", { name: "Lưu và cập nhật" }).click();
  await expect.poll(() => second.evaluate(() => window.isUpdated)).toBe(true);
  await expect(cell(page, 2, "lead")).toHaveText("Sở Ba");
});

/** No locks and no messages: windows that know nothing of each other. */
const alone = () => {
  Object.defineProperty(Navigator.prototype, "locks", { value: undefined });
  BroadcastChannel.prototype.postMessage = () => {};
};

test("two windows that save at the same time: both states are kept", async ({ page, context, baseURL }) => {
  await context.addInitScript(alone);
  await page.goto(baseURL);
  await openSample(page);
  await saved(page);
  const second = await openSecond(context, baseURL);
  // Local storage is left out, so that only the check in IndexedDB stands between the two.
  for (const it of [page, second]) {
    await it.evaluate(() => {
      const set = Storage.prototype.setItem;
      Storage.prototype.setItem = function (key, text) {
        if (/^phuluc\/(doc|page)/.test(key)) throw new DOMException("full", "QuotaExceededError");
        return set.call(this, key, text);
      };
    });
  }
  await Promise.all([edit(page, 2, "Sở Một"), edit(second, 3, "Sở Hai")]);
  const third = await context.newPage();
  await expect(async () => {
    await third.goto(baseURL);
    await expect(lines(third)).toHaveCount(2, { timeout: 1_000 });
  }).toPass();
  const found = [];
  for (const at of [0, 1]) {
    await lines(third).nth(at).click();
    await expect(third.getByRole("grid")).toBeVisible();
    found.push(await cell(third, 2, "lead").innerText(), await cell(third, 3, "lead").innerText());
    await back(third);
  }
  expect(found).toContain("Sở Một");
  expect(found).toContain("Sở Hai");
});

test("a conflict that shows after another document was opened keeps the right one", async ({ page, context, baseURL }) => {
  await context.addInitScript(alone);
  await page.goto(baseURL);
  await openSample(page);
  await saved(page);
  const second = await openSecond(context, baseURL);
  // The first window's save reaches IndexedDB only, so local storage knows of no conflict.
  await page.evaluate(() => {
    const set = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key, text) {
      if (/^phuluc\/(doc|page)/.test(key)) throw new DOMException("full", "QuotaExceededError");
      return set.call(this, key, text);
    };
  });
  await edit(page, 2, "Sở Một");
  await saved(page);
  // Holds back the debounced save: the edit is written when the next document is opened.
  await second.evaluate(() => {
    const set = window.setTimeout.bind(window);
    window.setTimeout = (act, ms) => (150 < ms && ms <= 400 ? -1 : set(act, ms));
  });
  await edit(second, 3, "Sở Hai");
  const buffer = Buffer.from("STT,Nhiệm vụ,Cơ quan chủ trì\n1,Rà soát dữ liệu,Sở Nội vụ");
  await openFile(second, { name: "moi.csv", mimeType: "text/csv", buffer });
  await expect(second.getByRole("textbox", { name: "Tên tài liệu" })).toHaveValue("moi");
  await expect(second.getByRole("alert")).toContainText("được giữ thành một tài liệu riêng");
  const third = await context.newPage();
  await third.goto(baseURL);
  await lines(third).filter({ hasText: "(bản ở cửa sổ khác)" }).click();
  await expect(third.getByRole("textbox", { name: "Tên tài liệu" })).toHaveValue(/^Phụ lục mẫu/);
  await expect(cell(third, 3, "lead")).toHaveText("Sở Hai");
});

const withoutLocks = () => Object.defineProperty(Navigator.prototype, "locks", { value: undefined });

test("taking over without locks waits for the other's save, and its first edit is no conflict", async ({ page, context, baseURL }) => {
  await context.addInitScript(withoutLocks);
  await page.goto(baseURL);
  await openSample(page);
  await saved(page);
  const second = await openSecond(context, baseURL);
  await expect(banner(second)).toBeVisible();
  await cell(page, 2, "lead").click();
  await page.keyboard.type("Sở đang gõ");
  await second.getByRole("button", { name: "Sửa ở đây" }).click();
  await expect(banner(second)).toBeHidden();
  await expect(cell(second, 2, "lead")).toHaveText("Sở đang gõ");
  await edit(second, 3, "Sở Hai");
  await saved(second);
  await expect(cell(page, 3, "lead")).toHaveText("Sở Hai");
  await back(second);
  await expect(lines(second)).toHaveCount(1);
});

test("a large document that is read late does not replace the one opened after it", async ({ page }) => {
  const rows = Array.from({ length: 6_000 }, (_, n) => `${n + 1},Nhiệm vụ số ${n + 1} của kế hoạch,Sở Nội vụ`);
  const buffer = Buffer.from(["STT,Nhiệm vụ,Cơ quan chủ trì", ...rows].join("\n"));
  await openFile(page, { name: "lon.csv", mimeType: "text/csv", buffer });
  await saved(page);
  await back(page);
  await openSample(page);
  await saved(page);
  await back(page);
  await expect(lines(page)).toHaveCount(2);
  await page.evaluate(() => {
    const [small, large] = document.querySelectorAll("button.document");
    large.click();
    small.click();
  });
  await expect(cell(page, 2, "lead")).not.toHaveText("Sở Nội vụ");
  await edit(page, 2, "Sở Y tế");
  // Storage answers in order, so the large document has been read by now.
  await saved(page);
  await expect(page.getByRole("textbox", { name: "Tên tài liệu" })).toHaveValue("Phụ lục mẫu");
  await expect(cell(page, 2, "lead")).toHaveText("Sở Y tế");
  await page.reload();
  await expect(cell(page, 2, "lead")).toHaveText("Sở Y tế");
});

test("a document archived in the list stays archived while another window edits it", async ({ page, context, baseURL }) => {
  await openSample(page);
  await saved(page);
  const second = await context.newPage();
  await second.goto(baseURL);
  await documents(second).getByRole("button", { name: "Lưu trữ" }).click();
  await expect(documents(second)).toContainText("Lưu trữ (1)");
  await expect(page.getByRole("alert")).toContainText("vừa được chuyển vào lưu trữ ở một cửa sổ khác");
  await edit(page, 2, "Sở Y tế");
  await saved(page);
  await second.reload();
  await expect(documents(second)).toContainText("Lưu trữ (1)");
  await documents(second).getByText("Lưu trữ (1)").click();
  await sample(second).click();
  await expect(cell(second, 2, "lead")).toHaveText("Sở Y tế");
});

test("leaving a document that cannot be saved asks, and drops nothing unasked", async ({ page, baseURL }) => {
  await page.addInitScript(refuseDeep);
  await page.addInitScript(refuseLocal);
  await page.goto(baseURL);
  await openSample(page);
  await saved(page);
  const before = await cell(page, 2, "lead").innerText();
  await refuse(page, true);
  await edit(page, 2, "Sở Y tế");
  await expect(page.getByRole("status").filter({ hasText: "Chưa lưu được" })).toBeVisible();
  const asksBeforeUnload = () =>
    page.evaluate(() => {
      const event = new Event("beforeunload", { cancelable: true });
      window.dispatchEvent(event);
      return event.defaultPrevented;
    });
  expect(await asksBeforeUnload()).toBe(true);
  await back(page);
  const dialog = page.getByRole("dialog", { name: "Tài liệu chưa lưu được" });
  await expect(dialog).toBeVisible();
  const download = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Lưu ra tệp .phuluc" }).click();
  expect((await download).suggestedFilename()).toContain(".phuluc");
  await dialog.getByRole("button", { name: "Ở lại" }).click();
  await expect(dialog).toBeHidden();
  await expect(cell(page, 2, "lead")).toHaveText("Sở Y tế");
  await expect(page.getByRole("status").filter({ hasText: "Chưa lưu được" })).toBeVisible();
  await back(page);
  await dialog.getByRole("button", { name: "Rời đi" }).click();
  await expect(sample(page)).toBeVisible();
  expect(await asksBeforeUnload()).toBe(false);
  await sample(page).click();
  await expect(cell(page, 2, "lead")).toHaveText(before);
  // Once there is room, what is on the screen is saved without a further edit.
  await edit(page, 2, "Sở Tài chính");
  await expect(page.getByRole("status").filter({ hasText: "Chưa lưu được" })).toBeVisible();
  await refuse(page, false);
  await saved(page);
  await page.reload();
  await expect(cell(page, 2, "lead")).toHaveText("Sở Tài chính");
});

test("after site data was cleared under an open document the next save is whole", async ({ page }) => {
  await openSample(page);
  await edit(page, 3, "Sở Một");
  await saved(page);
  await page.evaluate(() => localStorage.clear());
  await emptyDeep(page);
  await edit(page, 2, "Sở Y tế");
  await saved(page);
  await page.reload();
  await expect(cell(page, 2, "lead")).toHaveText("Sở Y tế");
  await expect(cell(page, 3, "lead")).toHaveText("Sở Một");
  await expect(page.getByRole("alert")).toBeHidden();
});

test("after one failed write between two good ones the document is whole", async ({ page, baseURL }) => {
  await page.addInitScript(refuseDeep);
  await page.goto(baseURL);
  await openSample(page);
  await saved(page);
  await refuse(page, true);
  await edit(page, 2, "Sở Một");
  await saved(page);
  await refuse(page, false);
  await edit(page, 3, "Sở Hai");
  await saved(page);
  // Only deep storage is left.
  const inDeep = () =>
    page.evaluate(
      () =>
        new Promise((resolve) => {
          const opened = indexedDB.open("phuluc");
          opened.onsuccess = () => {
            const all = opened.result.transaction("texts").objectStore("texts").getAll(IDBKeyRange.bound("phuluc/doc/", "phuluc/doc/~"));
            all.onsuccess = () => resolve(all.result.join());
          };
        }),
    );
  const inLocal = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("phuluc/doc/")).map((key) => localStorage[key]).join());
  await expect.poll(async () => (await inDeep()) === (await inLocal())).toBe(true);
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  await expect(cell(page, 2, "lead")).toHaveText("Sở Một");
  await expect(cell(page, 3, "lead")).toHaveText("Sở Hai");
});

test("a database that the browser closed is opened again, for reading too", async ({ page, baseURL }) => {
  await page.addInitScript(() => {
    window.databases = [];
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function (...args) {
      const request = open.apply(this, args);
      request.addEventListener("success", () => window.databases.push(request.result));
      return request;
    };
  });
  await page.goto(baseURL);
  await openSample(page);
  await edit(page, 2, "Sở Y tế");
  await saved(page);
  await back(page);
  // Only deep storage has the document.
  await expect(sample(page)).toBeVisible();
  await page.evaluate(() => {
    localStorage.clear();
    window.databases.forEach((it) => it.close());
  });
  await sample(page).click();
  await expect(cell(page, 2, "lead")).toHaveText("Sở Y tế");
});

const shownName = (page) => page.getByRole("textbox", { name: "Tên tài liệu" });

test("a reload shows the document at its place, “back” leads to the list, every window has its own", async ({ page, context, baseURL }) => {
  await openSample(page);
  await shownName(page).fill("Một");
  await shownName(page).press("Enter");
  await page.getByRole("tab", { name: "Phụ lục II" }).click();
  await cell(page, 3, "content").click();
  await saved(page);
  const second = await context.newPage();
  await second.goto(baseURL);
  await openSample(second);
  await saved(second);
  for (const [window, name] of [[page, "Một"], [second, "Phụ lục mẫu"]]) {
    await window.reload();
    await expect(shownName(window)).toHaveValue(name);
  }
  await expect(page.getByRole("tab", { name: "Phụ lục II" })).toHaveAttribute("aria-selected", "true");
  await expect(cell(page, 3, "content")).toHaveClass(/active/);
  await expect(page.locator("textarea.cell-editor")).toBeFocused();
  // The same address in another tab shows the same document.
  const third = await context.newPage();
  await third.goto(second.url());
  await expect(shownName(third)).toHaveValue("Phụ lục mẫu");
  await page.goBack();
  await expect(lines(page)).toHaveCount(2);
  await page.goForward();
  await expect(shownName(page)).toHaveValue("Một");
  await back(page);
  await expect(lines(page)).toHaveCount(2);
  await page.reload();
  await expect(lines(page)).toHaveCount(2);
});

test("the address of a document that is gone leads to the list, which says so", async ({ page, baseURL }) => {
  await page.goto(`${baseURL}#tai-lieu=khong-co`);
  await expect(page.getByRole("alert")).toContainText("Không đọc được một tài liệu đã lưu");
  await expect(page.getByRole("button", { name: "Thử với phụ lục mẫu" })).toBeVisible();
  await openSample(page);
  await expect(page).toHaveURL(/#tai-lieu=(?!khong-co)/);
});
