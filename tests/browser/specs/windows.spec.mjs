// One document in two windows: one edits, the other follows read-only, nothing is overwritten.
import { banner, cell, choose, edit, expect, holdFrames, openFindings, openSample, openSecond, saved, test } from "../helpers.mjs";

test("the second window follows, does not write, and takes over with the last word kept", async ({ page, context, baseURL }) => {
  await openSample(page);
  await edit(page, 2, "Sở Một");
  await saved(page);
  const second = await openSecond(context, baseURL);
  await expect(banner(second)).toBeVisible();
  await expect(cell(second, 2, "lead")).toHaveText("Sở Một");
  // The second window follows.
  await edit(page, 2, "Sở Hai");
  await expect(cell(second, 2, "lead")).toHaveText("Sở Hai");
  // The second window is read-only.
  await edit(second, 3, "Không được");
  await expect(second.getByRole("alert")).toContainText("Sửa ở đây");
  await expect(cell(second, 3, "lead")).not.toHaveText("Không được");
  // The second window takes over while the first has an unsaved change.
  await edit(page, 2, "Sở Ba");
  await second.getByRole("button", { name: "Sửa ở đây" }).click();
  await expect(banner(second)).toBeHidden();
  await expect(banner(page)).toBeVisible();
  await expect(cell(second, 2, "lead")).toHaveText("Sở Ba");
  await edit(second, 2, "Sở Bốn");
  await saved(second);
  await expect(cell(page, 2, "lead")).toHaveText("Sở Bốn");
  // The first window leaves the document; the second has lost nothing.
  await page.reload();
  await second.reload();
  await expect(cell(second, 2, "lead")).toHaveText("Sở Bốn");
});

test("following leaves a reader where they are, however fast the saves come", async ({ page, context, baseURL }) => {
  await openSample(page);
  await saved(page);
  const second = await openSecond(context, baseURL);
  await expect(banner(second)).toBeVisible();
  await second.getByRole("tab", { name: "Phụ lục II" }).click();
  await cell(second, 3, "content").click();
  await second.getByRole("button", { name: "Phóng to" }).click();
  await second.getByRole("button", { name: "Lọc", exact: true }).click();
  const filter = second.getByRole("textbox", { name: /^Lọc cột .*Nhiệm vụ/ }).first();
  await expect(filter).toBeVisible();
  // Rows are inserted above the cursor, and each save arrives before the last one was painted.
  const draw = await holdFrames(second);
  await page.getByRole("tab", { name: "Phụ lục II" }).click();
  const text = await cell(page, 3, "content").innerText();
  for (const [row, lead] of [[1, "Sở Một"], [2, "Sở Hai"]]) {
    await cell(page, row, "lead").click();
    await choose(page, "Dòng", "Thêm dòng trên");
    await edit(page, row, lead);
    await saved(page);
    await expect(cell(second, row, "lead")).toHaveText(lead);
  }
  await draw();
  await expect(filter).toBeVisible();
  await expect(second.getByRole("tab", { name: "Phụ lục II" })).toHaveAttribute("aria-selected", "true");
  await expect(second.locator("[role=gridcell].active")).toHaveText(text);
  // Typing shows a notice at once and changes nothing.
  await second.locator("[role=gridcell].active").click();
  await second.keyboard.type("Không được");
  await expect(second.getByRole("alert")).toContainText("Sửa ở đây");
  await expect(second.locator("textarea.cell-editor")).toHaveValue("");
  await expect(second.locator("textarea.cell-editor")).toHaveAttribute("readonly", "");
  // What is said lies over no button.
  await second.getByRole("button", { name: "Sửa ở đây" }).click({ trial: true });
});

test("a window that is gone holds nothing back; one that hangs is overtaken", async ({ page, context, baseURL }) => {
  await openSample(page);
  await saved(page);
  const second = await openSecond(context, baseURL);
  await expect(banner(second)).toBeVisible();
  // The first window hangs and does not respond, so its last save counts.
  const hung = page.evaluate(() => {
    const until = performance.now() + 8_000;
    while (performance.now() < until);
  });
  await second.getByRole("button", { name: "Sửa ở đây" }).click();
  await expect(banner(second)).toBeHidden();
  await edit(second, 2, "Sở Y tế");
  await saved(second);
  await hung;
  await expect(banner(page)).toBeVisible();
  await expect(cell(page, 2, "lead")).toHaveText("Sở Y tế");
  await second.close();
  await page.reload();
  await expect(cell(page, 2, "lead")).toHaveText("Sở Y tế");
  await expect(banner(page)).toBeHidden();
});

test("editing comes back by itself when the other window is gone", async ({ page, context, baseURL }) => {
  await openSample(page);
  await saved(page);
  const second = await openSecond(context, baseURL);
  await second.getByRole("button", { name: "Sửa ở đây" }).click();
  await expect(banner(second)).toBeHidden();
  await expect(banner(page)).toBeVisible();
  await edit(second, 2, "Sở Y tế");
  await saved(second);
  await second.close();
  await expect(banner(page)).toBeHidden();
  await expect(cell(page, 2, "lead")).toHaveText("Sở Y tế");
  await edit(page, 3, "Sở Tư pháp");
  await saved(page);
  await expect(cell(page, 3, "lead")).toHaveText("Sở Tư pháp");
});

// Pages without https have no Web Locks.
const withoutLocks = () => Object.defineProperty(Navigator.prototype, "locks", { value: undefined });

test("without locks the second window asks, and follows as well", async ({ page, context, baseURL }) => {
  await context.addInitScript(withoutLocks);
  await page.goto(baseURL);
  await openSample(page);
  await edit(page, 2, "Sở Một");
  await saved(page);
  const second = await openSecond(context, baseURL);
  await expect(banner(second)).toBeVisible();
  await second.getByRole("button", { name: "Sửa ở đây" }).click();
  await expect(banner(page)).toBeVisible();
  await expect(banner(second)).toBeHidden();
  await edit(second, 2, "Sở Hai");
  await expect(cell(page, 2, "lead")).toHaveText("Sở Hai");
});

test("two windows that know nothing of each other: neither overwrites the other", async ({ page, context, baseURL }) => {
  const alone = () => {
    Object.defineProperty(Navigator.prototype, "locks", { value: undefined });
    BroadcastChannel.prototype.postMessage = () => {};
  };
  await context.addInitScript(alone);
  await page.goto(baseURL);
  await openSample(page);
  await saved(page);
  const second = await openSecond(context, baseURL);
  await edit(page, 2, "Sở Một");
  await saved(page);
  // The clock of the second window stands still while its user keeps typing: no save falls due.
  await second.evaluate(() => {
    const before = performance.now();
    performance.now = () => before;
    window.goOn = () => delete performance.now;
  });
  await edit(second, 3, "Sở Hai");
  await cell(second, 4, "lead").click();
  await second.keyboard.type("Sở Ba");
  // The last key has reached the page.
  await expect(second.locator(".cell-editor")).toHaveValue("Sở Ba");
  await second.evaluate(() => window.goOn());
  await expect(second.getByRole("alert")).toContainText("được giữ thành một tài liệu riêng");
  await expect(cell(second, 2, "lead")).toHaveText("Sở Một");
  await second.getByRole("button", { name: "‹ Tài liệu" }).click();
  await second.locator("button.document", { hasText: "(bản ở cửa sổ khác)" }).click();
  await expect(cell(second, 3, "lead")).toHaveText("Sở Hai");
  await expect(cell(second, 4, "lead")).toHaveText("Sở Ba");
});

test("a window that only follows disables its commands", async ({ page, context, baseURL }) => {
  await openSample(page);
  await page.getByRole("button", { name: "Lịch sử…" }).click();
  const history = (page) => page.getByRole("dialog", { name: "Lịch sử tài liệu" });
  await history(page).getByLabel(/^Tên phiên bản/).fill("bản đầu");
  await history(page).getByRole("button", { name: "Giữ phiên bản hiện nay" }).click();
  await expect(history(page).getByLabel("So từ")).toContainText("bản đầu");
  await page.keyboard.press("Escape");
  await edit(page, 2, "Sở Y tế");
  await saved(page);
  await page.getByRole("button", { name: "Lịch sử…" }).click();
  const change = history(page).locator(".changes li");
  await expect(change).toHaveCount(1);
  await expect(change.locator(".what")).toHaveText("Cơ quan chủ trì: ");
  await expect(change.locator("ins")).toHaveText(/Y tế$/);
  await page.keyboard.press("Escape");
  const second = await openSecond(context, baseURL);
  await expect(banner(second)).toBeVisible();
  await cell(second, 3, "content").click();
  const toolbar = second.getByRole("toolbar");
  for (const name of ["Hoàn tác", "Làm lại", "Thành mục", "Thành dòng con"]) await expect(toolbar.getByRole("button", { name })).toBeDisabled();
  await toolbar.getByRole("button", { name: "Dòng", exact: true }).click();
  const lines = second.getByRole("menu", { name: "Dòng" }).getByRole("menuitem");
  expect(await lines.count()).toBeGreaterThan(4);
  for (const line of await lines.all()) await expect(line).toBeDisabled();
  await second.keyboard.press("Escape");
  await openFindings(second);
  for (const button of await second.locator("button.fix, button.waive").all()) await expect(button).toBeDisabled();
  await expect(second.getByRole("textbox", { name: "Tên tài liệu" })).toBeDisabled();
  await cell(second, 3, "content").click({ button: "right" });
  const menu = second.getByRole("menu", { name: "Thao tác" });
  await expect(menu.getByRole("menuitem", { name: /^Cắt/ })).toBeDisabled();
  await expect(menu.getByRole("menuitem", { name: /^Chép/ })).toBeEnabled();
  await second.keyboard.press("Escape");
  // A version can be looked at, not restored.
  await second.getByRole("button", { name: "Lịch sử…" }).click();
  await expect(history(second).getByRole("button", { name: /^Khôi phục/ })).toBeDisabled();
  await second.keyboard.press("Escape");
  await second.getByRole("button", { name: "Sửa ở đây" }).click();
  await expect(banner(second)).toBeHidden();
  await expect(second.getByRole("toolbar").getByRole("button", { name: "Thành mục" })).toBeEnabled();
});
