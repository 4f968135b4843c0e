// Deployments that go wrong neither replace a good version nor lock anyone out, and copies of the
// page on one host leave each other alone.
import { fileURLToPath } from "node:url";
import { test as base, expect } from "@playwright/test";
import { builtSite, named, otherVersion, startHost } from "../deployment.mjs";
import { cell, openFile, openSample, saved } from "../helpers.mjs";

const fixture = (name) => fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url));

const test = base.extend({
  host: async ({}, use) => {
    const host = await startHost();
    await use(host);
    host.close();
  },
});
test.use({ serviceWorkers: "allow" });

const isOffline = (page) => page.waitForFunction(() => window.phuluc?.offline && navigator.serviceWorker.controller);
const build = (page) => page.locator("meta[name=phuluc-build]").getAttribute("content");
const isStarted = (page) => expect(page.getByRole("button", { name: "Mở tệp" })).toBeVisible();
const updateBar = (page) => page.getByRole("note").filter({ hasText: "Đã có phiên bản mới" });

/** Has the browser look for a new version; returns how its installation ended. */
const lookForUpdate = (page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    const ended = new Promise((resolve) => {
      const watch = () => {
        const worker = registration.installing;
        worker?.addEventListener("statechange", () => resolve(worker.state), { once: true });
      };
      registration.addEventListener("updatefound", () => {
        // A broken version may have ended before this is told.
        if (!registration.installing) resolve(registration.waiting ? "installed" : "redundant");
        watch();
      });
      // The page looks for new versions by itself, and may just have found one.
      watch();
    });
    await registration.update();
    return ended;
  });

/** Empties the HTTP cache, which may have files that the host no longer has. */
async function forgetFetched(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.clearBrowserCache");
}

/** Reloads the page without a network. */
async function reloadOffline(page, host) {
  host.isDown = true;
  await page.reload();
  await isStarted(page);
  host.isDown = false;
}

test("an upload that breaks off anywhere never replaces the good version", async ({ page, host }) => {
  // Six versions of some fifty files are installed one after the other.
  test.setTimeout(360_000);
  host.upload("/a/", builtSite());
  await page.goto(`${host.address}/a/`);
  await isOffline(page);
  const first = await build(page);
  const { files, build: second } = otherVersion(2);
  const launch = named(files, "launch", ".js");
  const start = named(files, "start", "_bg.wasm");
  const without = (...names) => [...files].filter(([name]) => !names.includes(name));
  for (const [fault, uploaded] of [
    ["only the worker", [["sw.js", files.get("sw.js")]]],
    ["all but the page", without("index.html")],
    ["all but one script", without(launch)],
    ["a program cut short", [...without(), [start, files.get(start).subarray(0, 1000)]]],
    ["a page of the host instead of a script", [...without(), [launch, Buffer.from("<!doctype html>not found")]]],
  ]) {
    host.upload("/a/", builtSite(), { replace: true });
    host.upload("/a/", uploaded);
    await forgetFetched(page);
    expect(await lookForUpdate(page), fault).toBe("redundant");
    await reloadOffline(page, host);
    expect(await build(page), fault).toBe(first);
    await expect(updateBar(page)).toBeHidden();
  }
  host.upload("/a/", files);
  expect(await lookForUpdate(page)).toBe("installed");
  await updateBar(page).getByRole("button", { name: "Lưu và cập nhật" }).click();
  await expect.poll(() => build(page)).toBe(second);
  await isOffline(page);
  await reloadOffline(page, host);
  expect(await build(page)).toBe(second);
});

/** The first half of a file: cut within the code of a program, where no prefix is a program of its own. */
const half = (bytes) => bytes.subarray(0, bytes.length >> 1);

for (const [stem, ending] of [["start", "_bg.wasm"], ["start", ".js"], ["page", "_bg.wasm"], ["page", ".js"]]) {
  test(`${stem}*${ending} that a broken deployment left in the browser's cache is fetched past it`, async ({ page, host }) => {
    const files = builtSite();
    const name = named(files, stem, ending);
    // Such as http, where there are no service workers.
    await page.addInitScript(() => delete Navigator.prototype.serviceWorker);
    host.upload("/a/", [...files, [name, half(files.get(name))]]);
    await page.goto(`${host.address}/a/`);
    if (stem === "page") await page.getByRole("button", { name: "Thử với phụ lục mẫu" }).click();
    await expect(page.getByRole("alert")).toContainText(/(Chưa mở được phuluc|Không tải được trình soạn thảo)/);
    host.upload("/a/", files);
    await page.reload();
    await isStarted(page);
    await openSample(page);
  });
}

for (const ending of ["_bg.wasm", ".js"]) {
  test(`reader*${ending} that a broken deployment left in the browser's cache is fetched past it`, async ({ page, host }) => {
    const files = builtSite();
    const name = named(files, "reader", ending);
    await page.addInitScript(() => delete Navigator.prototype.serviceWorker);
    host.upload("/a/", [...files, [name, half(files.get(name))]]);
    await page.goto(`${host.address}/a/`);
    await openSample(page);
    await expect.poll(() => host.requested.has(`/a/${name}`)).toBe(true);
    host.upload("/a/", files);
    await page.reload();
    await openFile(page, fixture("mau.xlsx"));
  });
}

test("the way back fetches scripts past the browser's cache", async ({ page, host }) => {
  const files = builtSite();
  const launch = named(files, "launch", ".js");
  host.upload("/a/", [...files, [launch, files.get(launch).subarray(0, 1000)]]);
  await page.goto(`${host.address}/a/index.html`);
  await expect(page.getByRole("alert")).toContainText("Không tải được đủ các tệp của trang");
  host.upload("/a/", files);
  await page.reload();
  await page.getByRole("button", { name: /^Tải lại bản mới/ }).click();
  await isStarted(page);
});

test("the way back ends a worker that serves wrong files, and keeps documents and other copies", async ({ page, host }) => {
  for (const folder of ["/a/", "/b/"]) host.upload(folder, builtSite());
  await page.goto(`${host.address}/b/`);
  await isOffline(page);
  await page.goto(`${host.address}/a/`);
  await isOffline(page);
  await openSample(page);
  await cell(page, 2, "lead").click();
  await page.keyboard.type("Sở Y tế");
  await page.keyboard.press("Enter");
  await saved(page);
  const wrong = `
    addEventListener("install", () => skipWaiting());
    addEventListener("activate", (event) => event.waitUntil(clients.claim()));
    addEventListener("fetch", (event) => {
      if (event.request.url.endsWith(".wasm")) event.respondWith(new Response("<!doctype html>"));
    });`;
  host.upload("/a/", [["sw.js", Buffer.from(wrong)]]);
  await lookForUpdate(page);
  await page.reload();
  await expect(page.getByRole("alert")).toContainText("Đừng xóa dữ liệu duyệt web của trang này");
  host.upload("/a/", builtSite());
  const keptCaches = () => page.evaluate(() => caches.keys());
  const before = (await keptCaches()).filter((name) => name.startsWith("phuluc /b/ "));
  expect(before).toHaveLength(1);
  await page.getByRole("button", { name: /^Tải lại bản mới/ }).click();
  await isStarted(page);
  expect(await keptCaches()).toEqual(expect.arrayContaining(before));
  await expect(cell(page, 2, "lead")).toHaveText("Sở Y tế");
  await page.goto(`${host.address}/b/`);
  await reloadOffline(page, host);
});

test("without a network, the way back gives up nothing", async ({ page, host }) => {
  host.upload("/a/", builtSite());
  await page.goto(`${host.address}/a/`);
  await isOffline(page);
  host.isDown = true;
  await page.evaluate(() => window.phulucTrouble("not-loaded"));
  await page.getByRole("button", { name: /^Tải lại bản mới/ }).click();
  await page.waitForFunction(() => document.getElementById("trouble").hidden);
  await isStarted(page);
});

test("evicted files are fetched again, and that it works offline is said only when it does", async ({ page, host }) => {
  host.upload("/a/", builtSite());
  await page.goto(`${host.address}/a/`);
  await isOffline(page);
  const isSaid = page.getByText("Trang đã sẵn sàng dùng khi không có mạng");
  await page.getByText("Dữ liệu không rời máy").click();
  await expect(isSaid).toBeVisible();
  const isKept = (name) => page.evaluate(async (name) => Boolean(await caches.match(name)), name);
  const writer = `./${named(builtSite(), "writer", "_bg.wasm")}`;
  await page.evaluate(async (name) => {
    for (const cache of await caches.keys()) await (await caches.open(cache)).delete(name);
  }, writer);
  await forgetFetched(page);
  host.isDown = true;
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await expect(isSaid).toBeHidden();
  expect(await isKept(writer)).toBe(false);
  host.isDown = false;
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await expect(isSaid).toBeVisible();
  expect(await isKept(writer)).toBe(true);
});

test("index.html opens without a network like the folder", async ({ page, host }) => {
  host.upload("/a/", builtSite());
  await page.goto(`${host.address}/a/index.html`);
  await isOffline(page);
  await reloadOffline(page, host);
  host.isDown = true;
  await page.goto(`${host.address}/a/?x=1`);
  await isStarted(page);
});

test("two copies on one host: updating one leaves the other's files alone", async ({ page, host }) => {
  for (const folder of ["/a/", "/b/"]) {
    host.upload(folder, builtSite());
    await page.goto(`${host.address}${folder}`);
    await isOffline(page);
  }
  for (const number of [2, 3]) {
    const { files, build: next } = otherVersion(number);
    host.upload("/a/", files);
    await page.goto(`${host.address}/a/`);
    await updateBar(page).getByRole("button", { name: "Lưu và cập nhật" }).click();
    await expect.poll(() => build(page)).toBe(next);
  }
  await page.goto(`${host.address}/b/`);
  expect(await build(page)).not.toBe(otherVersion(3).build);
  await expect(updateBar(page)).toBeHidden();
  await isOffline(page);
  await reloadOffline(page, host);
  const names = await page.evaluate(() => caches.keys());
  expect(names.filter((name) => name.startsWith("phuluc /b/ "))).toHaveLength(1);
  expect(names.filter((name) => name.startsWith("phuluc /a/ "))).toHaveLength(2);
});

test("at the root, the rest of the host is left alone", async ({ page, host }) => {
  host.upload("/", builtSite());
  host.upload("/portal/", [["index.html", Buffer.from("<h1>Cổng 1</h1>")]]);
  await page.goto(`${host.address}/`);
  await isOffline(page);
  // A cache of another page of the host is that page's business.
  await page.evaluate(async () => (await caches.open("portal")).put("/portal/", new Response("<h1>Cổng 0</h1>")));
  await page.goto(`${host.address}/portal/`);
  await expect(page.getByRole("heading")).toHaveText("Cổng 1");
  host.upload("/portal/", [["index.html", Buffer.from("<h1>Cổng 2</h1>")]]);
  await page.reload();
  await expect(page.getByRole("heading")).toHaveText("Cổng 2");
  const holders = await page.evaluate(async () => {
    const names = await caches.keys();
    const found = await Promise.all(names.map(async (name) => Boolean(await caches.match("/portal/", { cacheName: name }))));
    return names.filter((_, at) => found[at]);
  });
  expect(holders).toEqual(["portal"]);
});

test.describe("without an offline copy", () => {
  test.use({ serviceWorkers: "block" });

  test("a part of the page that cannot be fetched is said, and comes at the next try", async ({ page, baseURL }) => {
    await page.goto(baseURL);
    const isBoard = /\/board[^/]*\.wasm/;
    await page.route(isBoard, (route) => route.abort());
    const gather = page.getByRole("button", { name: "Tổng hợp nhiều đơn vị" });
    await gather.click();
    await expect(page.getByRole("alert")).toContainText("Không tải được phần này của trang");
    await page.unroute(isBoard);
    await gather.click();
    await expect(page.getByRole("dialog", { name: "Tổng hợp: mẫu, đơn vị, hạn gửi" })).toBeVisible();
  });

  test("a document is shown and edited before its checks have arrived", async ({ page, baseURL }) => {
    await page.goto(baseURL);
    let arrive;
    const arrived = new Promise((resolve) => (arrive = resolve));
    await page.route(/\/rules[^/]*\.wasm/, async (route) => {
      await arrived;
      await route.continue();
    });
    await openSample(page);
    await cell(page, 2, "lead").click();
    await page.keyboard.type("Sở Y  tế");
    await page.keyboard.press("Enter");
    await saved(page);
    const badge = page.getByRole("toolbar", { name: "Công cụ" }).getByRole("button", { name: /^Kiểm tra/ });
    await expect(badge).toHaveAccessibleName(/đang kiểm tra/);
    arrive();
    await expect(badge).toHaveAccessibleName(/lỗi/);
    await badge.click();
    await expect(page.getByRole("region", { name: "Kiểm tra" })).toContainText("dấu cách");
  });

  test("checks that cannot be fetched are said, and come with the panel", async ({ page, baseURL }) => {
    await page.goto(baseURL);
    const isRules = /\/rules[^/]*\.wasm/;
    await page.route(isRules, (route) => route.abort());
    await openSample(page);
    await expect(page.getByRole("alert")).toContainText("Không tải được phần này của trang");
    await cell(page, 2, "lead").click();
    await page.keyboard.type("Sở Y tế");
    await page.keyboard.press("Enter");
    await saved(page);
    await page.unroute(isRules);
    const badge = page.getByRole("toolbar", { name: "Công cụ" }).getByRole("button", { name: /^Kiểm tra/ });
    await badge.click();
    await expect(page.getByRole("region", { name: "Kiểm tra" })).toBeVisible();
    await expect(badge).toHaveAccessibleName(/lỗi/);
  });
});
