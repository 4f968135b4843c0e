// Assistance in cells: suggestions, readings, findings, the large editor, the context menu, touch.
import { readFileSync } from "node:fs";
import { cell, choose, expect, exportExcel, holdFrames, openSample, paste, phuluc, saved, test } from "../helpers.mjs";

const undo = (page) => page.getByRole("button", { name: "Hoàn tác" });
const list = (page) => page.getByRole("listbox", { name: "Gợi ý" });

test.describe("with mouse and keyboard", () => {
  test.beforeEach(async ({ page }) => openSample(page));

  test("an agency is found by its abbreviation, without tone marks, and chosen by keys", async ({ page }) => {
    const lead = cell(page, 2, "lead");
    await lead.click();
    await page.keyboard.type("so khcn");
    await expect(list(page).getByRole("option")).toHaveText(["Sở Khoa học và Công nghệSở KHCN"]);
    // Enter commits the typed text until the list has been entered.
    await page.keyboard.press("Alt+ArrowDown");
    await expect(page.locator(".cell-editor")).toHaveAttribute("aria-activedescendant", "suggestions-0");
    await page.keyboard.press("Enter");
    await expect(lead).toHaveText("Sở Khoa học và Công nghệ");
    await expect(list(page)).toBeHidden();
    await lead.click();
    await page.keyboard.type("so khcn");
    await page.keyboard.press("Enter");
    await expect(lead).toHaveText("so khcn");
  });

  test("an old name proposes what came after it; several agencies in a cell; a click chooses", async ({ page }) => {
    const lead = cell(page, 2, "lead");
    await lead.click();
    await page.keyboard.type("Sở Y tế; ke hoach va dau tu");
    const line = list(page).getByRole("option").first();
    await expect(line).toContainText("thay cho Sở Kế hoạch và Đầu tư");
    await line.click();
    await page.keyboard.press("Enter");
    await expect(lead).toHaveText("Sở Y tế; Sở Tài chính");
  });

  test("UniKey's Backspaces meet a cell with a list and lose nothing", async ({ page }) => {
    const lead = cell(page, 2, "lead");
    await lead.click();
    for (const key of ["S", "o", "Backspace", "ở", " ", "n", "o", "Backspace", "ộ", "i"]) {
      if (key === "Backspace") await page.keyboard.press("Backspace");
      else await page.keyboard.insertText(key);
    }
    await expect(list(page)).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(lead).toHaveText("Sở nội");
    await expect(cell(page, 3, "lead")).toHaveAttribute("aria-selected", "true");
  });

  test("Alt+Down lists what the column has and what plans use", async ({ page }) => {
    await cell(page, 8, "target", 1).click();
    await page.keyboard.press("Alt+ArrowDown");
    await expect(list(page).getByRole("option").filter({ hasText: "Duy trì 100%" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(list(page)).toBeHidden();
    await page.keyboard.press("Escape");
    await page.getByRole("tab").nth(1).click();
    await cell(page, 2, "time").click();
    await page.keyboard.type("quy");
    await expect(list(page).getByRole("option").first()).toHaveText("Quý I/2026");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
  });

  test("the bar says how a cell was read, what is wrong with it, and mends it", async ({ page }) => {
    const bar = page.locator(".of-cell");
    await cell(page, 2, "target").click();
    await expect(bar.locator(".reading")).toHaveText("80% · 2026-2027");
    await cell(page, 4, "target", 1).click();
    await expect(bar.locator(".reading")).toHaveText("100% · duy trì · 2028-2030");
    await page.keyboard.type("tối thiểu 95%");
    await page.keyboard.press("Enter");
    await page.keyboard.press("ArrowUp");
    await expect(bar.locator(".reading")).toHaveText("95% · tối thiểu · 2028-2030");
    await cell(page, 3, "content").click();
    await expect(bar).toContainText("có 2 dấu cách, chỉ cần một.");
    await expect(page.locator(".cell-editor")).toHaveAccessibleDescription(/có 2 dấu cách/);
    await bar.getByRole("button", { name: "Sửa khoảng trắng" }).click();
    await expect(cell(page, 3, "content")).toHaveText("Tỷ lệ người dân hài lòng khi giải quyết thủ tục");
    await cell(page, 3, "target", 1).hover();
    await expect(cell(page, 3, "target", 1)).toHaveAttribute("title", /0–100/);
  });

  test("the large editor takes a long text, Esc leaves the cell as it was", async ({ page }) => {
    const content = cell(page, 2, "content");
    await content.click();
    await page.keyboard.press("Control+F2");
    const dialog = page.getByRole("dialog", { name: "Soạn trong khung rộng" });
    await dialog.getByRole("textbox", { name: "Chỉ tiêu" }).fill("dòng một\ndòng hai");
    await dialog.getByRole("button", { name: "Xong" }).click();
    expect(await content.textContent()).toBe("dòng một\ndòng hai");
    await content.click({ button: "right" });
    await page.getByRole("menuitem", { name: /^Soạn trong khung rộng/ }).click();
    await dialog.getByRole("textbox").fill("bỏ");
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    expect(await content.textContent()).toBe("dòng một\ndòng hai");
    await expect(page.locator(".cell-editor")).toBeFocused();
  });

  test("a note on a cell is kept, shown at its corner and beside the active cell, and exported when wanted", async ({ page }, testInfo) => {
    const target = cell(page, 2, "target");
    await target.click();
    await page.keyboard.press("Shift+F2");
    const dialog = page.getByRole("dialog", { name: "Ghi chú cho ô" });
    await dialog.getByRole("textbox").fill("Hỏi lại Sở Tài chính\ntrước ngày 15");
    await page.keyboard.press("Control+Enter");
    await expect(dialog).toBeHidden();
    await expect(target).toHaveAttribute("data-note", "");
    const bubble = page.getByRole("note").filter({ hasText: "Hỏi lại Sở Tài chính" });
    await expect(bubble).toBeVisible();
    const [note, own] = [await bubble.boundingBox(), await target.boundingBox()];
    expect(note.x + note.width <= own.x || own.x + own.width <= note.x).toBe(true);
    await page.keyboard.press("ArrowDown");
    await expect(bubble).toHaveCount(0);

    // It is undone and redone as a change of its own, and is there after a reload.
    await page.keyboard.press("Control+z");
    await expect(target).not.toHaveAttribute("data-note");
    await page.keyboard.press("Control+y");
    await expect(target).toHaveAttribute("data-note", "");
    await saved(page);
    await page.reload();
    await expect(target).toHaveAttribute("title", /trước ngày 15/);

    // The workbook has it only when that is asked for.
    const imported = async () => (await phuluc("import", await exportExcel(page, testInfo))).stdout;
    expect(await imported()).not.toContain("Hỏi lại");
    await choose(page, "Xuất dạng khác", "Xem lại rồi xuất…");
    await page.getByRole("checkbox", { name: "Ghi chú của ô (1), trong tệp Excel" }).check();
    await page.getByRole("dialog").getByRole("button", { name: "Hủy" }).click();
    expect(await imported()).toMatch(/dòng 2, .*: ghi chú “Hỏi lại Sở Tài chính trước ngày 15”/);
  });

  test("a letter typed right after Ctrl+Enter in the large editor goes to the next cell", async ({ page }) => {
    const content = cell(page, 2, "content");
    await content.click();
    await page.keyboard.press("Control+F2");
    const text = page.getByRole("dialog").getByRole("textbox", { name: "Chỉ tiêu" });
    await text.fill("một");
    // The next keys go to the grid at once, also before the browser draws another frame.
    const draw = await holdFrames(page);
    await page.keyboard.press("Control+Enter");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.type("Hai");
    await page.keyboard.press("Enter");
    await draw();
    await expect(content).toHaveText("một");
    await expect(cell(page, 3, "content")).toHaveText("Hai");
  });

  test("Esc discards the typed text, also after Ctrl+S has saved it", async ({ page }) => {
    const lead = cell(page, 2, "lead");
    const before = await lead.textContent();
    await lead.click();
    await page.keyboard.type("gõ dở");
    const download = page.waitForEvent("download");
    await page.keyboard.press("Control+s");
    await download;
    await page.keyboard.press("Escape");
    await expect(lead).toHaveText(before);
    await expect(page.locator(".cell-editor")).toHaveValue("");
  });

  test("Ctrl+Shift+V without a paste does not turn a later paste into plain text", async ({ page }) => {
    await cell(page, 2, "content").click();
    const editor = page.locator(".cell-editor");
    await editor.dispatchEvent("keydown", { key: "V", ctrlKey: true, shiftKey: true, bubbles: true });
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowLeft");
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.setData("text/plain", "chữ thường");
      data.setData("text/html", "<table><tr><td>từ bảng</td></tr></table>");
      const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
      document.activeElement.dispatchEvent(paste);
    });
    await expect(cell(page, 2, "content")).toHaveText("từ bảng");
  });

  test("clicking another cell while typing keeps what was typed where it was typed", async ({ page }) => {
    await cell(page, 2, "lead").click();
    await page.keyboard.type("Sở Y tế");
    await cell(page, 6, "content").click();
    await expect(cell(page, 2, "lead")).toHaveText("Sở Y tế");
    await expect(cell(page, 6, "content")).toHaveText(/Mức độ trưởng thành/);
    await page.keyboard.press("ArrowDown");
    await expect(cell(page, 7, "content")).toHaveAttribute("aria-selected", "true");
  });

  test("the context menu fits its place and is worked by keys", async ({ page }) => {
    const menu = page.getByRole("menu", { name: "Thao tác" });
    await expect(cell(page, 3, "content")).toHaveAttribute("data-finding", /./);
    await cell(page, 3, "content").click({ button: "right" });
    await expect(menu.getByRole("menuitem", { name: /Cắt/ })).toBeFocused();
    await expect(menu.getByRole("menuitem", { name: /Chọn từ danh sách/ })).toBeDisabled();
    await menu.getByRole("menuitem", { name: /Sửa lỗi ở ô này/ }).click();
    await expect(cell(page, 3, "content")).toHaveText("Tỷ lệ người dân hài lòng khi giải quyết thủ tục");
    await page.locator('.body [data-at="1"] .handle').click({ button: "right" });
    await expect(menu.getByRole("menuitem", { name: /Sửa ô/ })).toHaveCount(0);
    await expect(menu.getByRole("menuitem", { name: /Cắt/ })).toBeFocused();
    for (let step = 0; step < 3; step += 1) await page.keyboard.press("ArrowDown");
    await expect(menu.getByRole("menuitem", { name: /Thêm dòng trên/ })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("grid")).toHaveAttribute("aria-rowcount", String(11 + 2));
    await expect(menu).toBeHidden();
    await page.keyboard.press("Shift+F10");
    await expect(menu).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.locator(".cell-editor")).toBeFocused();
  });

  test("a menu keeps the focus when a late frame wants it back for the grid", async ({ page }) => {
    const menu = page.getByRole("menu", { name: "Thao tác" });
    await cell(page, 3, "content").click();
    const drawAtLast = await holdFrames(page);
    await page.keyboard.press("Shift+F10");
    await page.keyboard.press("Escape");
    await expect(page.locator(".cell-editor")).toBeFocused();
    await page.keyboard.press("Shift+F10");
    await expect(menu.getByRole("menuitem", { name: /Cắt/ })).toBeFocused();
    await drawAtLast();
    await page.keyboard.press("ArrowDown");
    await expect(menu.getByRole("menuitem", { name: /Chép/ })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(menu).toBeHidden();
    await expect(page.locator(".cell-editor")).toBeFocused();
  });

  test("copy and paste by the menu, and the outline of what was copied", async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const menu = page.getByRole("menu", { name: "Thao tác" });
    await cell(page, 2, "lead").click({ button: "right" });
    await menu.getByRole("menuitem", { name: /Chép/ }).click();
    await expect(page.locator(".copied")).toBeVisible();
    await cell(page, 4, "lead").click({ button: "right" });
    await menu.getByRole("menuitem", { name: /Dán/ }).click();
    await expect(cell(page, 4, "lead")).toHaveText("Văn phòng UBND tỉnh");
    await expect(page.locator(".copied")).toBeHidden();
    await cell(page, 2, "lead").click();
    await page.keyboard.press("Control+c");
    await expect(page.locator(".copied")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.locator(".copied")).toBeHidden();
    await expect(page.locator(".cell-editor")).toBeFocused();
    await cell(page, 6, "lead").click();
    await page.keyboard.press("Control+Shift+V");
    await expect(cell(page, 6, "lead")).toHaveText("Văn phòng UBND tỉnh");
  });

  for (const [program, file, first] of [
    ["Excel", "clipboard-excel.html", "1"],
    ["Word", "clipboard-word.html", "1"],
  ]) {
    test(`a range copied in ${program} is pasted cell by cell as one step`, async ({ page }) => {
      const html = readFileSync(new URL(`../../fixtures/${file}`, import.meta.url), "utf8");
      const expected = await page.evaluate((html) => {
        // The page's policy refuses style elements, even in a document that is only parsed.
        html = html.replace(/<style[^]*?<\/style>/gi, "");
        const rows = [...new DOMParser().parseFromString(html, "text/html").querySelectorAll("tr")];
        return { rows: rows.length, last: rows.at(-1).lastElementChild.textContent.replace(/\s+/g, " ").trim() };
      }, html);
      await page.getByRole("tab").nth(1).click();
      const before = Number(await page.getByRole("grid").getAttribute("aria-rowcount"));
      await cell(page, 6, "stt").click();
      await page.evaluate((html) => {
        const data = new DataTransfer();
        data.setData("text/html", html);
        data.setData("text/plain", "khác");
        document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
      }, html);
      await expect(page.getByRole("grid")).toHaveAttribute("aria-rowcount", String(before + expected.rows - 1));
      const texts = await page.locator(".body [role=gridcell]").allTextContents();
      expect(texts.map((text) => text.replace(/\s+/g, " ").trim())).toContain(expected.last);
      expect(texts.join("")).not.toMatch(/mso-|<\/?td/);
      expect(texts).toContain(first);
      await undo(page).click();
      await expect(page.getByRole("grid")).toHaveAttribute("aria-rowcount", String(before));
    });
  }

  test("Ctrl+S saves a copy that opens again, Ctrl+O opens the file dialog", async ({ page }, testInfo) => {
    await cell(page, 2, "lead").click();
    await page.keyboard.type("Sở Y tế");
    const download = page.waitForEvent("download");
    await page.keyboard.press("Control+s");
    const path = testInfo.outputPath("copy.phuluc");
    await (await download).saveAs(path);
    const chooser = page.waitForEvent("filechooser");
    await page.keyboard.press("Control+o");
    await (await chooser).setFiles(path);
    await expect(cell(page, 2, "lead")).toHaveText("Sở Y tế");
    await saved(page);
    await page.getByRole("button", { name: "‹ Tài liệu" }).click();
    await expect(page.locator(".document")).toHaveCount(2);
  });

  test("10 000 pasted rows do not freeze the page", async ({ page }) => {
    await cell(page, 10, "stt").click();
    await page.keyboard.press("ArrowDown");
    const rows = Array.from({ length: 10_000 }, (_, n) => `${n + 1}\tTỷ lệ cơ quan số ${n + 1}\t%\t50\t100\tSở Nội vụ`);
    await paste(page, rows.join("\n"));
    await expect(page.getByRole("grid")).toHaveAttribute("aria-rowcount", String(10_010 + 2), { timeout: 5_000 });
    await undo(page).click();
    await expect(page.getByRole("grid")).toHaveAttribute("aria-rowcount", String(10 + 2), { timeout: 5_000 });
  });
});

test.describe("with a finger", () => {
  test.use({ hasTouch: true, viewport: { width: 1024, height: 768 } });
  test.beforeEach(async ({ page }) => openSample(page));

  test("a tap selects, a second tap types, a long press opens the menu", async ({ page, context }) => {
    const lead = cell(page, 2, "lead");
    const editor = page.locator(".cell-editor");
    await lead.tap();
    await expect(lead).toHaveAttribute("aria-selected", "true");
    await expect(editor).toHaveAttribute("inputmode", "none");
    await lead.tap();
    await expect(editor).toHaveClass(/editing/);
    await expect(editor).toHaveAttribute("inputmode", "text");
    await expect(editor).toHaveValue("Văn phòng UBND tỉnh");
    await page.keyboard.type(" A");
    await cell(page, 6, "content").tap();
    await expect(lead).toHaveText("Văn phòng UBND tỉnh A");
    const box = await cell(page, 3, "content").boundingBox();
    const session = await context.newCDPSession(page);
    const touchPoints = [{ x: box.x + 20, y: box.y + 10 }];
    await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints });
    await expect(page.getByRole("menu", { name: "Thao tác" })).toBeVisible();
    await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await expect(cell(page, 3, "content")).toHaveAttribute("aria-selected", "true");
  });
});
