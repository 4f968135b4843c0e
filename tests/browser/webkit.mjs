// The main journey in WebKit, run by hand: node webkit.mjs [SITE]
//
// Needs Debian's webkit2gtk-driver and xvfb. Playwright cannot drive this browser, so the steps are
// commands of W3C WebDriver. Prints each step, and ends with an error at the first that fails.
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { resolve } from "node:path";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const site = resolve(process.argv[2] ?? here("../../dist"));
const fixture = here("../fixtures/mau.xlsx");
const [sitePort, driverPort, display] = [4183, 4184, ":83"];
const WAIT_MS = 60_000;
/** The key by which WebDriver refers to elements. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

const libraries = "/usr/lib/x86_64-linux-gnu";
const webkit = readdirSync(libraries).filter((name) => name.startsWith("webkit2gtk-4.")).at(-1);
const processes = [
  spawn("Xvfb", [display, "-screen", "0", "1366x768x24"], { stdio: "ignore" }),
  spawn("WebKitWebDriver", [`--port=${driverPort}`], { stdio: "ignore", env: { ...process.env, DISPLAY: display } }),
  spawn(process.execPath, [here("../../.ci/serve.mjs"), site, String(sitePort)], { stdio: "ignore" }),
];

/** Sends a command and returns its value. */
async function command(method, path, body) {
  const answer = await fetch(`http://127.0.0.1:${driverPort}${path}`, {
    method,
    body: method === "POST" ? JSON.stringify(body ?? {}) : undefined,
  });
  const { value } = await answer.json();
  if (!answer.ok) throw new Error(`${path}: ${value.error}: ${value.message}`);
  return value;
}

/** Repeats `look` until it answers with something. */
async function until(what, look) {
  const end = Date.now() + WAIT_MS;
  let last;
  while (Date.now() < end) {
    try {
      const found = await look();
      if (found) return found;
    } catch (error) {
      last = error;
    }
    await pause(50);
  }
  throw new Error(`${what}: ${last ? last.message : "never seen"}`);
}

let session;
const run = (script, ...args) => command("POST", `/session/${session}/execute/sync`, { script, args });
const find = (selector) =>
  until(selector, async () => {
    const found = await command("POST", `/session/${session}/element`, { using: "css selector", value: selector });
    return found[ELEMENT];
  });
const click = async (selector) => command("POST", `/session/${session}/element/${await find(selector)}/click`);
/** Clicks a button by its words. */
const press = (words) =>
  until(words, () =>
    run(
      "const it = [...document.querySelectorAll('button')].find((it) => it.textContent.trim() === arguments[0] && !it.disabled); it?.click(); return Boolean(it);",
      words,
    ),
  );
const keys = (...values) =>
  command("POST", `/session/${session}/actions`, {
    actions: [
      {
        type: "key",
        id: "keyboard",
        actions: values.flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }]),
      },
    ],
  });
const text = (selector) => run("return document.querySelector(arguments[0])?.textContent ?? '';", selector);
const shows = (selector, expected) => until(`“${expected}” in ${selector}`, async () => (await text(selector)) === expected);
const isSaved = () => until("saved", () => run("return [...document.querySelectorAll('[role=status]')].some((it) => it.textContent.includes('Đã lưu'));"));

const ENTER = "\uE007";
const F8 = "\uE038";
const lead = "[role=gridcell][id^='cell-1-'][data-role=lead]";

const steps = {
  "the page starts": async () => {
    await command("POST", `/session/${session}/url`, { url: `http://localhost:${sitePort}/` });
    await find(".start");
  },
  "a workbook is imported": async () => {
    const input = await find("input[type=file]");
    await run("document.querySelector('input[type=file]').style.display = 'block';");
    await command("POST", `/session/${session}/element/${input}/value`, { text: fixture });
    await press("Nhập");
    await find("[role=gridcell]");
  },
  "a cell takes Vietnamese letters": async () => {
    await click(lead);
    await keys(..."Ủy ban nhân dân xã Đồng Đăng", ENTER);
    await shows(lead, "Ủy ban nhân dân xã Đồng Đăng");
  },
  "findings are listed": async () => {
    await keys(F8);
    await until("findings", () => run("return document.querySelector('.findings li') !== null;"));
  },
  "a change is undone and made again": async () => {
    await run("document.querySelector('button[aria-label=\"Hoàn tác\"]').click();");
    await until("undone", async () => !(await text(lead)).startsWith("Ủy"));
    await run("document.querySelector('button[aria-label=\"Làm lại\"]').click();");
    await shows(lead, "Ủy ban nhân dân xã Đồng Đăng");
    await isSaved();
  },
  "a workbook is exported": async () => {
    await run(
      "const create = URL.createObjectURL.bind(URL); URL.createObjectURL = (blob) => { window.exported = blob.size; return create(blob); };",
    );
    await press("Xuất Excel");
    await until("a file", () => run("return 5000 < window.exported;"));
  },
  "a reload keeps the text": async () => {
    await isSaved();
    await command("POST", `/session/${session}/refresh`);
    await shows(lead, "Ủy ban nhân dân xã Đồng Đăng");
  },
};

try {
  session = await until("WebKitWebDriver", async () => {
    const options = { binary: `${libraries}/${webkit}/MiniBrowser`, args: ["--automation"] };
    const capabilities = { alwaysMatch: { "webkitgtk:browserOptions": options } };
    const { sessionId, capabilities: got } = await command("POST", "/session", { capabilities });
    console.log(`${got.browserName} ${got.browserVersion}, ${webkit}`);
    return sessionId;
  });
  for (const [name, step] of Object.entries(steps)) {
    const start = performance.now();
    await step();
    console.log(`${name}  ${(performance.now() - start).toFixed(0)} ms`);
  }
} finally {
  if (session) await command("DELETE", `/session/${session}`).catch(() => {});
  processes.forEach((it) => it.kill());
}
