import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync } from "node:zlib";

/** Debian's Chromium, used by nearly all browser tests. */
export const executablePath = "/usr/bin/chromium";

export const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/** Debian's Firefox, which Playwright drives over WebDriver BiDi. */
export const firefox = { channel: "moz-firefox", executablePath: "/usr/bin/firefox-esr" };

/** Returns the path of Chromium 109, the oldest that the page supports. The npm package carries it
 *  compressed; it is unpacked once. */
export function oldestChromium() {
  const packed = fileURLToPath(new URL("node_modules/@sparticuz/chromium/bin/chromium.br", import.meta.url));
  const unpacked = packed.replace(/\.br$/, "-109");
  if (!existsSync(unpacked)) {
    const part = `${unpacked}.${process.pid}`;
    writeFileSync(part, brotliDecompressSync(readFileSync(packed)), { mode: 0o755 });
    renameSync(part, unpacked);
  }
  return unpacked;
}
