import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "@playwright/test";
import { args, executablePath, firefox, oldestChromium } from "./browsers.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

// The page is served from a nested path, because it must not depend on its location.
const site = here("results/site");
// Every worker loads this file too, but the site is set up once.
if (process.env.TEST_WORKER_INDEX === undefined) {
  rmSync(site, { recursive: true, force: true });
  mkdirSync(`${site}/so/phu-luc`, { recursive: true });
  symlinkSync(here("../../dist"), `${site}/so/phu-luc/app`);
}

const port = 4173;

export default defineConfig({
  testDir: "specs",
  outputDir: "results/output",
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // A machine that is busy with other things may stop a browser for seconds; what passes only at the
  // second attempt is listed as flaky.
  retries: process.env.CI ? 1 : 0,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  use: {
    baseURL: `http://localhost:${port}/so/phu-luc/app/`,
    viewport: { width: 1366, height: 768 },
    locale: "vi-VN",
    timezoneId: "Asia/Ho_Chi_Minh",
    acceptDownloads: true,
    // Only the offline tests allow the service worker.
    serviceWorkers: "block",
    trace: "retain-on-failure",
  },
  projects: [
    {
      name: "Chromium",
      testIgnore: "journeys.spec.mjs",
      use: { launchOptions: { executablePath, args } },
    },
    {
      name: "Chromium 109",
      testMatch: "journeys.spec.mjs",
      use: { launchOptions: { executablePath: oldestChromium(), args } },
    },
    {
      name: "Firefox",
      testMatch: "journeys.spec.mjs",
      use: { browserName: "firefox", launchOptions: firefox },
    },
  ],
  webServer: {
    command: `node ${here("../../.ci/serve.mjs")} ${site} ${port}`,
    port,
    reuseExistingServer: false,
  },
});
