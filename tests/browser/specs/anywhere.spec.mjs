// Restricted environments: old browsers, blocked features, a strict CSP, the single-file page.
import { writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium, test as plain } from "@playwright/test";
import { args, executablePath } from "../browsers.mjs";
import { builtSite, startHost } from "../deployment.mjs";
import { cell, expect, exportExcel, openFile, openSample, outlineOf, saved, test } from "../helpers.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const single = pathToFileURL(here("../../../dist-single/phuluc.html")).href;
const fixture = (name) => here(`../../fixtures/${name}`);

// Removes web APIs newer than Chrome 109 and Firefox 115.
const withoutNewer = () => {
  const gone = [
    [Promise, ["withResolvers", "try"]],
    [Array, ["fromAsync"]],
    [Array.prototype, ["toSorted", "toReversed", "toSpliced", "with"]],
    [Object, ["groupBy"]],
    [Map, ["groupBy"]],
    [String.prototype, ["isWellFormed", "toWellFormed"]],
    [ArrayBuffer.prototype, ["transfer", "transferToFixedLength", "resize"]],
    [Set.prototype, ["union", "intersection", "difference", "isSubsetOf"]],
    [window, ["Iterator", "scheduler", "EditContext", "Highlight", "CloseWatcher", "NavigateEvent", "navigation", "launchQueue"]],
    [HTMLElement.prototype, ["showPopover", "hidePopover", "togglePopover", "popover"]],
    [Element.prototype, ["setHTMLUnsafe", "checkVisibility", "moveBefore"]],
    [URL, ["canParse", "parse"]],
    [WebAssembly, ["JSTag", "Suspending", "promising"]],
    [Symbol, ["dispose", "asyncDispose"]],
  ];
  for (const [owner, names] of gone) {
    for (const name of names) delete owner[name];
  }
};

test("nothing newer than the oldest browsers is needed", async ({ page, baseURL }, testInfo) => {
  await page.addInitScript(withoutNewer);
  await page.goto(baseURL);
  expect(await page.evaluate(() => "withResolvers" in Promise)).toBe(false);
  await openFile(page, fixture("mau.xlsx"));
  await cell(page, 2, "lead").click();
  await page.keyboard.type("Sở Y tế");
  await page.keyboard.press("Enter");
  await saved(page);
  await page.getByRole("button", { name: "Lịch sử…" }).click();
  await page.getByRole("button", { name: "Giữ phiên bản hiện nay" }).click();
  await page.keyboard.press("Escape");
  const outline = await outlineOf(await exportExcel(page, testInfo));
  expect(JSON.stringify(outline)).toContain("Sở Y tế");
  await page.reload();
  await expect(cell(page, 2, "lead")).toHaveText("Sở Y tế");
});

for (const [name, lack, said] of [
  ["an older browser", () => delete Array.prototype.findLast, "Trình duyệt này cũ quá"],
  ["WebAssembly that is switched off", () => delete window.WebAssembly, "không cho chạy WebAssembly"],
  [
    "WebAssembly that a policy forbids",
    () => {
      WebAssembly.compileStreaming = WebAssembly.compile = async () => {
        throw new WebAssembly.CompileError("blocked by policy");
      };
    },
    "không cho chạy WebAssembly",
  ],
]) {
  plain(`${name} gets a plain message, not a blank page`, async ({ page, baseURL }) => {
    await page.addInitScript(lack);
    await page.goto(baseURL);
    await expect(page.getByRole("alert")).toContainText(said);
    await expect(page.getByText("Đang tải phuluc…")).toBeHidden();
  });
}

for (const file of ["launch", "start"]) {
  plain(`a page whose ${file} does not arrive says so`, async ({ page, baseURL }) => {
    await page.route(new RegExp(`/${file}-[^/]+\\.js(\\?|$)`), (route) => route.abort());
    await page.goto(baseURL);
    await expect(page.getByRole("alert")).toContainText("Không tải được đủ các tệp của trang");
  });
}

plain("an editor that does not arrive leaves the first screen as it was", async ({ page, baseURL }) => {
  let isCut = true;
  await page.route(/\/page-[^/]+\.js(\?|$)/, (route) => (isCut ? route.abort() : route.continue()));
  await page.goto(baseURL);
  await page.getByRole("button", { name: "Thử với phụ lục mẫu" }).click();
  await expect(page.getByRole("alert")).toContainText("Không tải được trình soạn thảo");
  isCut = false;
  // A page does not request a module again after it failed to load.
  await page.reload();
  await openSample(page);
});

plain("the policy of contents forbids to send anything anywhere", async ({ page, baseURL }) => {
  await page.goto(baseURL);
  const policy = await page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content");
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("connect-src 'self'");
  expect(policy).not.toMatch(/script-src[^;]*'unsafe-(inline|eval)'/);
  expect(await page.locator("script:not([src])").count()).toBe(0);
  const outcome = await page.evaluate(async (own) => {
    const violations = [];
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => violations.push(effectiveDirective));
    const sent = await fetch("http://127.0.0.1:1/").catch((error) => error.name);
    const image = new Image();
    const loaded = new Promise((resolve) => (image.onload = image.onerror = ({ type }) => resolve(type)));
    image.src = "http://127.0.0.1:1/x.png";
    return { sent, image: await loaded, violations, own: (await fetch(own)).ok };
  }, baseURL);
  expect(outcome).toMatchObject({ sent: "TypeError", image: "error", own: true });
  expect(outcome.violations).toEqual(expect.arrayContaining(["connect-src", "img-src"]));
});

plain("a crash is a calm dialog with a report that says nothing of the document; the work is there", async ({ page, baseURL }) => {
  await page.goto(baseURL);
  await openSample(page);
  await cell(page, 2, "lead").click();
  await page.keyboard.type("Sở Bí mật");
  await page.keyboard.press("Enter");
  await saved(page);
  await page.evaluate(() => (location.hash = "thu-loi"));
  const dialog = page.getByRole("alertdialog", { name: "phuluc vừa gặp lỗi" });
  await expect(dialog).toContainText("đã được lưu");
  await dialog.getByText("Báo lỗi cho người phụ trách").click();
  const report = await dialog.getByRole("textbox").inputValue();
  expect(report).toMatch(/^phuluc \d+\.\d+\.\d+ \([0-9a-f]{16}\)\n\d{4}-.*\nsrc\/ui\/crash\.rs:\d+:\d+\n/);
  expect(report).toContain("Chrome/");
  expect(report).not.toContain("Bí mật");
  await page.goBack();
  await dialog.getByRole("button", { name: /^Xem tiếp/ }).click();
  await expect(dialog).toBeHidden();
  await page.evaluate(() => (location.hash = "thu-loi"));
  await dialog.getByRole("button", { name: /^Mở lại/ }).click();
  // The same document reopens directly.
  await expect(cell(page, 2, "lead")).toHaveText("Sở Bí mật");
  // Where that document is what breaks, the list is the way out.
  await page.evaluate(() => (location.hash = "thu-loi"));
  await dialog.getByRole("button", { name: /^Về danh sách tài liệu/ }).click();
  await expect(page.locator("button.document")).toHaveCount(1);
});

plain("inside another page's frame it does not run, and says so", async ({ page, baseURL }) => {
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  const host = await startHost();
  try {
    host.upload("/app/", builtSite());
    host.upload("/", [["index.html", Buffer.from(`<iframe src="app/"></iframe><iframe src="${baseURL}"></iframe>`)]]);
    await page.goto(`${host.address}/`);
    const frame = page.frameLocator("iframe").first();
    await expect(frame.getByRole("alert")).toContainText("bị nhúng trong một trang khác");
    await expect(frame.getByRole("button")).toHaveCount(0);
    expect(requests.filter((url) => /launch-/.test(url))).toEqual([]);
    const opened = page.waitForEvent("popup");
    await frame.getByRole("link", { name: "mở phuluc trong thẻ riêng" }).click();
    await expect((await opened).getByRole("button", { name: "Mở tệp" })).toBeVisible();
    // With the headers of the README, the browser refuses the frame.
    await expect.poll(() => page.frames().at(-1).url()).toMatch(/^chrome-error:/);
  } finally {
    host.close();
  }
});

plain("an address without https: no locks and no offline cache, all else as usual", async ({ baseURL }, testInfo) => {
  const browser = await chromium.launch({ executablePath, args: [...args, "--host-resolver-rules=MAP phuluc.test 127.0.0.1"] });
  try {
    const context = await browser.newContext({ locale: "vi-VN", acceptDownloads: true });
    const page = await context.newPage();
    const problems = [];
    page.on("pageerror", (error) => problems.push(error.message));
    const address = baseURL.replace("localhost", "phuluc.test");
    await page.goto(address);
    expect(await page.evaluate(() => isSecureContext || "locks" in navigator)).toBe(false);
    await openFile(page, fixture("mau.xlsx"));
    await saved(page);
    expect(await outlineOf(await exportExcel(page, testInfo))).toHaveLength(2);
    const second = await context.newPage();
    await second.goto(address);
    await second.locator("button.document").first().click();
    await expect(second.getByText("đang được sửa ở cửa sổ khác")).toBeVisible();
    expect(problems).toEqual([]);
  } finally {
    await browser.close();
  }
});

plain("the single file works from a stick: open, edit, keep, export, all by itself", async ({ page }, testInfo) => {
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  const problems = [];
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(error.message));
  await page.goto(single);
  await openFile(page, fixture("mau.xlsx"));
  await cell(page, 2, "lead").click();
  await page.keyboard.type("Sở Y tế");
  await page.keyboard.press("Enter");
  await saved(page);
  expect(JSON.stringify(await outlineOf(await exportExcel(page, testInfo)))).toContain("Sở Y tế");
  await page.reload();
  await expect(cell(page, 2, "lead")).toHaveText("Sở Y tế");
  expect(problems).toEqual([]);
  const elsewhere = requests.filter((url) => !url.startsWith("blob:") && !url.startsWith("data:"));
  expect(new Set(elsewhere)).toEqual(new Set([single]));
});

plain("the single file runs only its own script and styles", async ({ page }) => {
  await page.goto(single);
  const policy = await page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content");
  expect(policy).not.toMatch(/(script|style)-src [^;]*'unsafe-(inline|eval)'/);
  const outcome = await page.evaluate(() => {
    const violations = [];
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => violations.push(effectiveDirective));
    for (const name of ["script", "style"]) {
      const element = document.createElement(name);
      element.textContent = name === "script" ? "window.ran = true" : "body { display: none }";
      document.head.append(element);
    }
    return new Promise((resolve) => setTimeout(() => resolve({ ran: window.ran, violations })));
  });
  expect(outcome).toEqual({ ran: undefined, violations: ["script-src-elem", "style-src-elem"] });
});

/** Opens another HTML file from disk; returns the keys that it can read of the page's documents. */
async function readByNeighbour(context, testInfo) {
  const path = testInfo.outputPath("khac.html");
  writeFileSync(path, "<p>khác</p>");
  const neighbour = await context.newPage();
  await neighbour.goto(pathToFileURL(path).href);
  const keys = await neighbour.evaluate(async () => {
    const answer = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
    const database = await answer(indexedDB.open("phuluc"));
    const deep = await answer(database.transaction("texts").objectStore("texts").getAllKeys());
    database.close();
    return { local: Object.keys(localStorage), deep };
  });
  await neighbour.close();
  const ofDocuments = (keys) => keys.filter((key) => /^phuluc\/(doc|page|version|draft|meta)\//.test(key));
  return { local: ofDocuments(keys.local), deep: ofDocuments(keys.deep) };
}

plain("opened from disk, the page says who can read what it stores, before the first document", async ({ page, context }, testInfo) => {
  await page.goto(single);
  const note = page.getByRole("note").filter({ hasText: "mở từ một tệp trên máy" });
  await expect(note).toBeVisible();
  await openSample(page);
  await saved(page);
  // What the note says is true here.
  const { local, deep } = await readByNeighbour(context, testInfo);
  expect(local.length).toBeGreaterThan(0);
  expect(deep.length).toBeGreaterThan(0);
});

plain("on request nothing is stored; the work is saved as a file", async ({ page, context }, testInfo) => {
  const problems = [];
  page.on("pageerror", (error) => problems.push(error.message));
  await page.goto(single);
  await expect(page.getByRole("button", { name: "Mở tệp" })).toBeVisible();
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
  await page.getByRole("button", { name: "Không lưu trên máy này" }).click();
  await expect(page.getByRole("note").filter({ hasText: "Đang không lưu gì trên máy này" })).toBeVisible();
  await openFile(page, fixture("mau.xlsx"));
  await cell(page, 2, "lead").click();
  await page.keyboard.type("Sở Y tế");
  await page.keyboard.press("Enter");
  // What the user chose is no problem.
  await expect(page.getByRole("status").filter({ hasText: "Chỉ ở trong cửa sổ này" })).toBeVisible();
  await expect(page.getByRole("alert")).toHaveCount(0);
  const download = page.waitForEvent("download");
  await page.keyboard.press("Control+s");
  const path = testInfo.outputPath("ban-sao.phuluc");
  await (await download).saveAs(path);
  expect(await readByNeighbour(context, testInfo)).toEqual({ local: [], deep: [] });
  await page.reload();
  await expect(page.locator("button.document")).toHaveCount(0);
  await page.getByLabel("Chọn tệp phụ lục").setInputFiles(path);
  await expect(cell(page, 2, "lead")).toHaveText("Sở Y tế");
  expect(await readByNeighbour(context, testInfo)).toEqual({ local: [], deep: [] });
  expect(problems).toEqual([]);
});

plain("over the web there is no such note", async ({ page, baseURL }) => {
  await page.goto(baseURL);
  await expect(page.getByRole("button", { name: "Mở tệp" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Không lưu trên máy này" })).toBeHidden();
});

for (const [name, address] of [["site", undefined], ["single file", single]]) {
  plain(`the ${name} carries the licences of its parts`, async ({ page, baseURL }) => {
    await page.goto(address ?? baseURL);
    await page.getByText("Dữ liệu không rời máy").click();
    const opened = page.waitForEvent("popup");
    await page.getByRole("link", { name: "Giấy phép của các thư viện" }).click();
    const text = (await opened).locator("body");
    for (const part of ["calamine", "rust_xlsxwriter", "leptos", "Rust standard library", "Permission is hereby granted"]) {
      await expect(text).toContainText(part);
    }
  });
}
