// The browser is killed during typing and pasting: everything committed at least one second earlier
// is there after a restart.
import { rmSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { endBrowsers, startBrowser } from "../browser-process.mjs";
import { cell, paste } from "../helpers.mjs";

/** Number of rows; all fit into the viewport. */
const ROWS = 8;
const KILLS = 8;
/** Each has its own delays before the kills. `make soak` asks for many. */
const RUNS = Number(process.env.KILLED_RUNS ?? 2);
/** Commits that precede the kill by more than this many milliseconds must be kept. */
const SECOND = 1_000;

// Pseudo-random delays in milliseconds before each kill, the same in every run.
function* moments(seed) {
  let state = seed;
  for (;;) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    yield 300 + (state % 2_200);
  }
}

const text = Array.from({ length: ROWS }, (_, at) => `${at + 1}\tNhiệm vụ ${at + 1}\tSở ban đầu`).join("\n");
const documents = (page) => page.getByRole("region", { name: "Tài liệu của tôi" });

async function open(page, isFirst) {
  if (isFirst) {
    await page.getByRole("textbox", { name: "Dán bảng hoặc văn bản" }).click();
    await paste(page, `STT\tNhiệm vụ\tCơ quan chủ trì\n${text}`);
    const preview = page.getByRole("dialog", { name: "Xem trước khi nhập" });
    await preview.getByRole("button", { name: "Nhập", exact: true }).click();
    await expect(page.getByRole("status").filter({ hasText: "Đã lưu" })).toBeVisible();
  } else {
    await documents(page).locator("button.document").first().click();
  }
  await expect(page.getByRole("grid")).toBeVisible();
}

test.afterEach(endBrowsers);

for (let seed = 1; seed <= RUNS; seed += 1) {
  test(`killed ${KILLS} times at any moment, ${seed}`, async ({ baseURL }, testInfo) => {
    test.setTimeout(300_000);
    const profile = testInfo.outputPath("profile");
    const when = moments(seed);
    /** Every commit by row: its text and time. */
    const commits = Array.from({ length: ROWS }, () => [{ text: "Sở ban đầu", at: 0 }]);
    for (let round = 0; round <= KILLS; round += 1) {
      const { page, kill, close } = await startBrowser(profile);
      await page.goto(baseURL);
      await open(page, round === 0);
      // Each cell holds its last sure commit or a later one.
      for (const [row, made] of commits.entries()) {
        const kept = await cell(page, row + 1, "lead").textContent();
        const sure = made.findLastIndex(({ isSure, at }) => isSure || at === 0);
        const allowed = made.slice(sure).map(({ text }) => text);
        expect(allowed, `round ${round}, row ${row + 1}`).toContain(kept);
        commits[row] = [{ text: kept, at: 0 }];
      }
      if (round === KILLS) {
        await close();
        break;
      }
      let killed = 0;
      const end = new Promise((resolve) => setTimeout(resolve, when.next().value)).then(() => {
        killed = Date.now();
        return kill();
      });
      let n = 0;
      try {
        while (!killed) {
          const row = (round * 7 + n) % ROWS;
          const text = `Sở ${seed}.${round}.${n}`;
          await cell(page, row + 1, "lead").click();
          // Recorded before sending: it may be saved even if the kill precedes the confirmation.
          const commit = { text, at: Infinity };
          commits[row].push(commit);
          if (n % 5 === 4) {
            await paste(page, text);
          } else {
            await page.keyboard.type(text);
            await page.keyboard.press("Enter");
          }
          if (!killed) commit.at = Date.now();
          n += 1;
        }
      } catch {
        // The browser was killed during a key press.
      }
      await end;
      // Later commits may or may not have been saved.
      for (const made of commits) {
        for (const commit of made) commit.isSure = commit.at + SECOND < killed;
      }
    }
    rmSync(profile, { recursive: true, force: true });
  });
}
