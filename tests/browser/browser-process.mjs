// Starts a separate browser process on a persistent profile, for tests that kill it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chromium } from "@playwright/test";
import { args, executablePath } from "./browsers.mjs";

const running = new Set();

/** Kills browsers left behind by failed tests. */
export function endBrowsers() {
  for (const child of running) process.kill(-child.pid, "SIGKILL");
}

/** Starts Chromium. `kill` kills all its processes; `close` shuts it down as a user would. */
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
