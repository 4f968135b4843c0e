// A browser of one's own on a profile that outlives it, to be killed like a process.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chromium } from "@playwright/test";

/** Starts Chromium; `kill` ends it as a power cut would, `close` as a user does. */
export async function startBrowser(profile) {
  const child = spawn(
    "/usr/bin/chromium",
    [
      "--headless=new",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
      "--window-size=1366,768",
      "--remote-debugging-port=0",
      `--user-data-dir=${profile}`,
      "about:blank",
    ],
    { stdio: ["ignore", "ignore", "pipe"], detached: true },
  );
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
