// A browser of one's own on a profile that outlives it, to be killed like a process.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chromium } from "@playwright/test";
import { args, executablePath } from "./chromium.mjs";

const running = new Set();

/** Ends whatever a test that failed has left behind. */
export function endBrowsers() {
  for (const child of running) process.kill(-child.pid, "SIGKILL");
}

/** Starts Chromium; `kill` ends all of it at once, `close` as a user does. */
export async function startBrowser(profile) {
  const child = spawn(
    executablePath,
    [...args, "--headless=new", "--window-size=1366,768", "--remote-debugging-port=0", `--user-data-dir=${profile}`, "about:blank"],
    { stdio: ["ignore", "ignore", "pipe"], detached: true },
  );
  running.add(child);
  child.on("exit", () => running.delete(child));
  const endpoint = await new Promise((resolve, reject) => {
    let said = "";
    child.stderr.on("data", (data) => {
      said += data;
      const found = /DevTools listening on (ws:\S+)/.exec(said);
      if (found) resolve(found[1]);
    });
    child.on("exit", () => reject(new Error(`the browser ended: ${said}`)));
  });
  const browser = await chromium.connectOverCDP(endpoint);
  const [context] = browser.contexts();
  const page = context.pages()[0] ?? (await context.newPage());
  return {
    page,
    async kill() {
      const ended = once(child, "exit");
      process.kill(-child.pid, "SIGKILL");
      await ended;
      await browser.close().catch(() => {});
    },
    async close() {
      const ended = once(child, "exit");
      await browser.close();
      process.kill(-child.pid, "SIGTERM");
      await ended;
    },
  };
}
