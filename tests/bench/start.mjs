// Prints the time until the first screen is usable and a document is open: node start.mjs SITE
//
// "cold" is the first visit of a fresh browser, "warm" the second. Each runs on localhost, and with
// a network throttled to 10 Mbit/s and 40 ms latency and a CPU slowed down four times.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

const { chromium } = createRequire(new URL("../browser/", import.meta.url))("@playwright/test");
const site = resolve(process.argv[2] ?? "dist");
const here = fileURLToPath(new URL(".", import.meta.url));
const port = 4178;
const runs = 5;

/** Returns two times in ms: request to usable first screen, and click to open document. */
async function visit(context, isSlow) {
  const page = await context.newPage();
  if (isSlow) {
    const session = await context.newCDPSession(page);
    await session.send("Network.emulateNetworkConditions", { offline: false, latency: 40, downloadThroughput: 1.25e6, uploadThroughput: 1.25e6 });
    await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  }
  await page.goto(`http://localhost:${port}/`, { waitUntil: "commit" });
  const usable = await page.evaluate(
    () =>
      new Promise((done) => {
        const look = () => (document.querySelector(".start") ? requestAnimationFrame(() => done(performance.now())) : requestAnimationFrame(look));
        look();
      }),
  );
  const open = await page.evaluate(
    () =>
      new Promise((done) => {
        const from = performance.now();
        document.querySelector(".card.open button:not(.primary)").click();
        const look = () => (document.querySelector("[role=gridcell]") ? requestAnimationFrame(() => done(performance.now() - from)) : requestAnimationFrame(look));
        look();
      }),
  );
  await page.close();
  return { usable, open };
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const server = spawn(process.execPath, [resolve(here, "../../.ci/serve.mjs"), site, String(port)], { stdio: ["ignore", "pipe", "inherit"] });
await once(server.stdout, "data");
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
try {
  for (const isSlow of [false, true]) {
    const visits = { cold: [], warm: [] };
    for (let run = 0; run < runs; run += 1) {
      const context = await browser.newContext({ locale: "vi-VN" });
      visits.cold.push(await visit(context, isSlow));
      visits.warm.push(await visit(context, isSlow));
      await context.close();
    }
    for (const [name, times] of Object.entries(visits)) {
      const usable = median(times.map((time) => time.usable)).toFixed(0);
      const open = median(times.map((time) => time.open)).toFixed(0);
      console.log(`${isSlow ? "slow office" : "localhost  "}  ${name}  first screen after ${usable.padStart(5)} ms, the sample open ${open.padStart(5)} ms after the click`);
    }
  }
} finally {
  await browser.close();
  server.kill();
}
