// The grid by keyboard and mouse.
import { cell, choose, expect, openFindings, openSample, paste, test, undoButton } from "../helpers.mjs";

test.beforeEach(async ({ page }) => openSample(page));

const active = (page) => page.locator('[role=gridcell][aria-selected="true"]');

test("arrows, Tab, Enter and edges move the cell", async ({ page }) => {
  await cell(page, 2, "content").click();
  const at = async (row, role, nth = 0) => {
    await expect(active(page)).toHaveCount(1);
    await expect(cell(page, row, role, nth)).toHaveAttribute("aria-selected", "true");
  };
  await page.keyboard.press("ArrowDown");
  await at(3, "content");
  await page.keyboard.press("ArrowRight");
  await at(3, "unit");
  await page.keyboard.press("ArrowUp");
  await at(2, "unit");
  await page.keyboard.press("Tab");
  await at(2, "target", 0);
  await page.keyboard.press("Shift+Tab");
  await at(2, "unit");
  await page.keyboard.press("End");
  await at(2, "lead");
  await page.keyboard.press("Tab");
  await at(3, "stt");
  // Enter returns to the column where the first Tab was pressed.
  await page.keyboard.press("Enter");
  await at(4, "lead");
  await page.keyboard.press("Shift+Enter");
  await at(3, "lead");
  await page.keyboard.press("Control+End");
  await at(10, "lead");
  await page.keyboard.press("Control+Home");
  await at(1, "stt");
  await page.keyboard.press("ArrowUp");
  await at(1, "stt");
});

test("Ctrl with arrows goes to the edge of the filled block, pages go by screens", async ({ page }) => {
  const at = async (row, role, nth = 0) => {
    await expect(active(page)).toHaveCount(1);
    await expect(cell(page, row, role, nth)).toHaveAttribute("aria-selected", "true");
  };
  await cell(page, 1, "stt").click();
  // A section fills two cells; the next jump crosses the empty ones to the end of the row.
  await page.keyboard.press("Control+ArrowRight");
  await at(1, "content");
  await page.keyboard.press("Control+ArrowRight");
  await at(1, "lead");
  await page.keyboard.press("Control+ArrowDown");
  await at(2, "lead");
  await page.keyboard.press("Control+ArrowDown");
  await at(3, "lead");
  await page.keyboard.press("Control+ArrowDown");
  await at(6, "lead");
  await page.keyboard.press("Control+ArrowLeft");
  await at(6, "stt");
  await page.keyboard.press("PageDown");
  await at(10, "stt");
  await page.keyboard.press("PageUp");
  await expect(cell(page, 10, "stt")).toHaveAttribute("aria-selected", "false");
});

test("moves are said: where, what, and that something is wrong", async ({ page }) => {
  await cell(page, 2, "content").click();
  await page.keyboard.press("ArrowDown");
  const said = page.locator("p[aria-live=polite]");
  await expect(said).toHaveText("Dòng 3, Chỉ tiêu: Tỷ lệ người dân hài lòng khi giải quyết thủ tục. 1 lỗi cần xem");
  await page.keyboard.press("Delete");
  await page.keyboard.press("Control+z");
  await expect(said).toHaveText("Hoàn tác: xóa nội dung ô");
});

test("typing replaces, F2 edits at the end, Esc restores, Delete clears", async ({ page }) => {
  const lead = cell(page, 2, "lead");
  await lead.click();
  await page.keyboard.type("Sở Y tế");
  await page.keyboard.press("Tab");
  await expect(lead).toHaveText("Sở Y tế");
  await lead.click();
  await page.keyboard.press("F2");
  await page.keyboard.type(" tỉnh");
  await page.keyboard.press("Enter");
  await expect(lead).toHaveText("Sở Y tế tỉnh");
  await lead.click();
  await page.keyboard.type("nhầm");
  await page.keyboard.press("Escape");
  await expect(lead).toHaveText("Sở Y tế tỉnh");
  await page.keyboard.press("Delete");
  await expect(lead).toHaveText("");
  await page.keyboard.press("Control+z");
  await expect(lead).toHaveText("Sở Y tế tỉnh");
  await page.keyboard.press("Control+y");
  await expect(lead).toHaveText("");
});

test("typed text is committed by arrows; after F2 they move the caret", async ({ page }) => {
  const unit = cell(page, 2, "unit");
  await unit.click();
  await page.keyboard.type("Hồ sơ");
  await page.keyboard.press("ArrowUp");
  await expect(unit).toHaveText("Hồ sơ");
  await expect(cell(page, 1, "unit")).toHaveAttribute("aria-selected", "true");
  await unit.click();
  await page.keyboard.press("F2");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.type("!");
  await page.keyboard.press("Enter");
  await expect(unit).toHaveText("Hồ s!ơ");
});

test("Backspace opens an empty editor that Esc undoes", async ({ page }) => {
  const lead = cell(page, 2, "lead");
  await lead.click();
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Escape");
  await expect(lead).toHaveText("Văn phòng UBND tỉnh");
});

test("UniKey's Backspaces and replacements keep every letter", async ({ page }) => {
  // "Đường" typed in Telex: each mark arrives as Backspaces followed by the replacement letters.
  const lead = cell(page, 2, "lead");
  await lead.click();
  const keys = ["D", "Backspace", "Đ", "u", "o", "Backspace", "Backspace", "ươ", "n", "g", "Backspace", "Backspace", "Backspace", "ờng"];
  for (const key of keys) {
    if (key === "Backspace") await page.keyboard.press("Backspace");
    else await page.keyboard.insertText(key);
  }
  await page.keyboard.press("Enter");
  await expect(lead).toHaveText("Đường");
});

test("an input method keeps its Enter", async ({ page, context }) => {
  const lead = cell(page, 2, "lead");
  await lead.click();
  const session = await context.newCDPSession(page);
  await session.send("Input.imeSetComposition", { text: "uỷ", selectionStart: 2, selectionEnd: 2 });
  await session.send("Input.insertText", { text: "uỷ ban" });
  await page.keyboard.press("Enter");
  await expect(lead).toHaveText("uỷ ban");
});

test("long text wraps and the row grows; Alt+Enter breaks the line", async ({ page }) => {
  const content = cell(page, 2, "content");
  const height = () => content.evaluate((it) => it.getBoundingClientRect().height);
  await content.click();
  await expect.poll(height).toBeGreaterThan(0);
  const before = await height();
  await page.keyboard.type("Tỷ lệ hồ sơ ");
  await page.keyboard.press("Alt+Enter");
  await page.keyboard.type("thủ tục hành chính được tiếp nhận và giải quyết trực tuyến ".repeat(4));
  await page.keyboard.press("Enter");
  await expect.poll(height).toBeGreaterThan(before * 2);
  expect(await content.evaluate((it) => it.scrollHeight <= it.clientHeight + 1)).toBe(true);
  expect(await content.innerText()).toContain("\n");
});

test("rows are added, moved, changed in level, deleted, and all of it undone", async ({ page }) => {
  const grid = page.getByRole("grid");
  const toolbar = page.getByRole("toolbar");
  const count = (n) => expect(grid).toHaveAttribute("aria-rowcount", String(n + 2));
  await count(10);
  await cell(page, 2, "content").click();
  await choose(page, "Dòng", "Thêm dòng dưới");
  await count(11);
  await expect(cell(page, 3, "content")).toHaveText("");
  await cell(page, 2, "content").click();
  await page.keyboard.press("Alt+Shift+ArrowDown");
  await expect(cell(page, 3, "content")).toHaveText(/Tỷ lệ hồ sơ nộp/);
  await expect(cell(page, 3, "content")).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Alt+Shift+ArrowRight");
  const row = page.locator('[role=row]:has([aria-selected="true"])');
  await expect(row).toHaveAttribute("data-level", "2");
  await page.keyboard.press("Alt+Shift+ArrowLeft");
  await page.keyboard.press("Alt+Shift+ArrowLeft");
  await expect(row).toHaveAttribute("data-kind", "section");
  await page.keyboard.press("Control+-");
  await count(10);
  const undo = toolbar.getByRole("button", { name: "Hoàn tác" });
  for (let step = 0; step < 6; step += 1) await undo.click();
  await expect(undo).toBeDisabled();
  await count(10);
  await expect(cell(page, 2, "content")).toHaveText(/Tỷ lệ hồ sơ nộp/);
});

test("annexes: switch, add, delete, edit the head", async ({ page }) => {
  const tabs = page.getByRole("tab");
  await tabs.nth(1).click();
  await expect(page.getByRole("grid")).toHaveAccessibleName("DANH MỤC NHIỆM VỤ, GIẢI PHÁP");
  await page.getByRole("textbox", { name: "Tên phụ lục" }).fill("NHIỆM VỤ NĂM 2026");
  await page.getByRole("textbox", { name: "Tên phụ lục" }).press("Enter");
  await expect(page.getByRole("grid")).toHaveAccessibleName("NHIỆM VỤ NĂM 2026");
  await choose(page, "Thêm phụ lục", "Nhiệm vụ, giải pháp");
  await expect(tabs).toHaveCount(3);
  await expect(tabs.nth(2)).toHaveAttribute("aria-selected", "true");
  await tabs.nth(2).click({ button: "right" });
  await page.getByRole("menuitem", { name: "Xóa phụ lục này" }).click();
  await expect(tabs).toHaveCount(2);
  await page.getByRole("note").getByRole("button", { name: "Hoàn tác" }).click();
  await expect(tabs).toHaveCount(3);
  for (let step = 0; step < 2; step += 1) await undoButton(page).click();
  await tabs.nth(1).click();
  await expect(page.getByRole("grid")).toHaveAccessibleName("DANH MỤC NHIỆM VỤ, GIẢI PHÁP");
});

test("annexes are renamed by a double click, duplicated and moved, and all of it undone", async ({ page }) => {
  const tabs = page.getByRole("tab");
  const before = await tabs.allTextContents();
  await tabs.nth(1).dblclick();
  const name = page.getByRole("textbox", { name: "Tên phụ lục trên thẻ" });
  await expect(name).toBeFocused();
  await name.fill("Phụ lục III");
  await name.press("Enter");
  await expect(tabs).toHaveText([before[0], "Phụ lục III"]);
  await expect(page.getByRole("textbox", { name: "Phụ lục số" })).toHaveValue("III");
  // A name that is no number is only the name of the tab.
  await tabs.nth(1).dblclick();
  await name.fill("PL nhiệm vụ");
  await name.press("Enter");
  await expect(tabs).toHaveText([before[0], "PL nhiệm vụ"]);
  await expect(page.getByRole("textbox", { name: "Phụ lục số" })).toHaveValue("III");
  await undoButton(page).click();
  await tabs.nth(1).dblclick();
  await name.fill("bỏ");
  await name.press("Escape");
  await expect(tabs).toHaveText([before[0], "Phụ lục III"]);
  const ofTab = async (nth, command) => {
    await tabs.nth(nth).click({ button: "right" });
    await page.getByRole("menuitem", { name: command }).click();
  };
  await ofTab(0, "Nhân bản phụ lục");
  await expect(tabs).toHaveText([before[0], before[0], "Phụ lục III"]);
  await expect(tabs.nth(1)).toHaveAttribute("aria-selected", "true");
  await expect(cell(page, 2, "content")).toHaveText(/Tỷ lệ hồ sơ nộp/);
  await ofTab(1, "Chuyển sang phải");
  await expect(tabs).toHaveText([before[0], "Phụ lục III", before[0]]);
  await expect(tabs.nth(2)).toHaveAttribute("aria-selected", "true");
  for (let step = 0; step < 3; step += 1) await undoButton(page).click();
  await expect(tabs).toHaveText(before);
});

test("5 000 pasted rows: few are drawn, all can be reached", async ({ page }) => {
  await cell(page, 10, "stt").click();
  await page.keyboard.press("ArrowDown");
  const rows = Array.from({ length: 5_000 }, (_, n) => `${n + 1}\tTỷ lệ cơ quan số ${n + 1} ${"hoàn thành ".repeat(n % 9)}\t%`);
  await paste(page, rows.join("\n"));
  await expect(page.getByRole("grid")).toHaveAttribute("aria-rowcount", String(5_010 + 2));
  await page.keyboard.press("Control+End");
  await expect(cell(page, 5_010, "lead")).toBeInViewport();
  expect(await page.getByRole("row").count()).toBeLessThan(200);
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.type("dòng cuối");
  await page.keyboard.press("Enter");
  await expect(cell(page, 5_010, "content")).toHaveText("dòng cuối");
  await page.keyboard.press("Control+Home");
  await expect(cell(page, 1, "stt")).toBeInViewport();
});

test("everything speaks English on request, and remembers it", async ({ page }) => {
  await choose(page, "Thêm", "English");
  await expect(await openFindings(page, "Findings")).toContainText(/\d errors, \d warnings, \d hints/);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.reload();
  await expect(page.getByRole("button", { name: "Open file" })).toBeVisible();
});
