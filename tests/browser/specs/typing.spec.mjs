// Making an annex by typing and pasting.
import { cell, choose, expect, openSample, paste, saved, test } from "../helpers.mjs";

const grid = (page) => page.getByRole("grid");
const undo = (page) => page.getByRole("button", { name: /^Hoàn tác/ });
/** The kinds and contents of the annex's rows. */
const rows = (page) =>
  page.locator('.body [role=row]:not([data-kind="next"])').evaluateAll((rows) =>
    rows.map((row) => [row.dataset.kind, row.querySelector("[data-role=content]").textContent]),
  );

async function pasteHtml(page, html) {
  await page.evaluate((html) => {
    const data = new DataTransfer();
    data.setData("text/html", html);
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, html);
}

test("an annex of twelve rows with sections is typed from nothing by keyboard alone", async ({ page }) => {
  await page.getByRole("button", { name: "Nhiệm vụ, giải pháp" }).press("Enter");
  await expect(page.locator("textarea.cell-editor")).toBeFocused();
  // From the rows that the template has to an annex without any.
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+-");
  await expect(grid(page)).toHaveAttribute("aria-rowcount", "1");
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("ArrowRight");
  const expected = [];
  for (const [section, items] of [["Thể chế", 5], ["Hạ tầng", 5]]) {
    expected.push(["section", section]);
    await page.keyboard.type(section);
    await page.keyboard.press("Enter");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Alt+Shift+ArrowLeft");
    await page.keyboard.press("ArrowDown");
    for (let item = 1; item <= items; item += 1) {
      expected.push(["item", `${section} ${item}`]);
      await page.keyboard.type(`${section} ${item}`);
      await page.keyboard.press("Enter");
    }
  }
  await expect.poll(() => rows(page)).toEqual(expected);
  await saved(page);
});

test("the empty row below the last takes what is typed or pasted, and Esc takes it back", async ({ page }) => {
  await openSample(page);
  await expect(grid(page)).toHaveAttribute("aria-rowcount", String(10 + 2));
  await cell(page, 10, "content").click();
  await page.keyboard.press("Enter");
  // Moving there changes nothing.
  await expect(page.locator('.row[data-kind="next"] .active')).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(grid(page)).toHaveAttribute("aria-rowcount", String(10 + 2));
  await page.keyboard.type("x");
  await expect(grid(page)).toHaveAttribute("aria-rowcount", String(11 + 2));
  await page.keyboard.press("Escape");
  await expect(grid(page)).toHaveAttribute("aria-rowcount", String(10 + 2));
  await cell(page, 11, "content").click();
  await page.keyboard.type("Tỷ lệ mới");
  await page.keyboard.press("Tab");
  await expect(cell(page, 11, "content")).toHaveText("Tỷ lệ mới");
  await expect(page.locator('.row[data-kind="next"]')).toHaveAttribute("data-at", "11");
  await cell(page, 12, "content").click();
  await paste(page, "Một\nHai");
  await expect(cell(page, 13, "content")).toHaveText("Hai");
  await saved(page);
  await page.reload();
  await expect(grid(page)).toHaveAttribute("aria-rowcount", String(13 + 2));
});

test("a new row has the cursor; above a section it is an item among items", async ({ page }) => {
  await openSample(page);
  await cell(page, 2, "content").click();
  await choose(page, "Dòng", "Thêm dòng dưới");
  await page.keyboard.type("Dòng mới");
  await page.keyboard.press("Enter");
  await expect(cell(page, 3, "content")).toHaveText("Dòng mới");
  const second = page.locator('.body [role=row][data-kind="section"]').nth(1);
  await second.locator("[data-role=content]").click();
  await page.keyboard.press("Control+Shift+Equal");
  await page.keyboard.type("Cuối mục trước");
  await page.keyboard.press("Enter");
  const added = page.locator('.body [role=row][data-kind="item"]').filter({ hasText: "Cuối mục trước" });
  await expect(added).toHaveCount(1);
});

test("a paste says what it overwrites; rows over the whole width become sections", async ({ page }) => {
  await openSample(page);
  await cell(page, 2, "content").click();
  await paste(page, "Một\nHai\nBa");
  await expect(page.getByRole("note").filter({ hasText: "dán 3 dòng, ghi đè 3" })).toBeVisible();
  await undo(page).click();
  await cell(page, 11, "stt").click();
  await pasteHtml(page, `<table>
    <tr><td colspan="6"><b>B. Hạ tầng số</b></td></tr>
    <tr><td>1</td><td>Tỷ lệ phủ sóng</td><td>%</td><td>90</td><td>95</td><td>Sở Y tế</td></tr>
    <tr><td>II</td><td colspan="5">Nhân lực số</td></tr></table>`);
  await expect(cell(page, 13, "content")).toHaveText("Nhân lực số");
  const all = await rows(page);
  expect(all.slice(10)).toEqual([["section", "B. Hạ tầng số"], ["item", "Tỷ lệ phủ sóng"], ["section", "Nhân lực số"]]);
});

test("agencies are chosen one after the other from the list, the choice stays on the row", async ({ page }) => {
  await page.getByRole("button", { name: "Nhiệm vụ, giải pháp" }).click();
  const target = cell(page, 2, "coordinating");
  await target.click();
  await page.keyboard.type("so noi");
  const list = page.getByRole("listbox", { name: "Gợi ý" });
  await expect(list).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(list.getByRole("option").first()).toBeVisible();
  const second = await list.getByRole("option").first().textContent();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect(target).toHaveText(`Sở Nội vụ; ${second}`);
  // Where one agency is wanted, the choice commits and the cursor stays.
  const lead = cell(page, 2, "lead");
  await lead.click();
  await page.keyboard.type("so y te");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(lead).toHaveText("Sở Y tế");
  await expect(lead).toHaveClass(/active/);
});

test("Ctrl+G goes to a row or an ordinal, Ctrl+Shift+S exports, Shift+Tab leaves backwards", async ({ page }) => {
  await openSample(page);
  await cell(page, 2, "content").click();
  const dialog = page.getByRole("dialog", { name: "Đi tới dòng" });
  for (const [wanted, row] of [["7", 7], ["II", 5]]) {
    await page.keyboard.press("Control+g");
    await dialog.getByRole("textbox").fill(wanted);
    await page.keyboard.press("Enter");
    await expect(dialog).toBeHidden();
    const active = page.locator(".body .active");
    await expect(active).toHaveAttribute("id", new RegExp(`^cell-\\d+-`));
    const at = Number((await active.getAttribute("id")).split("-")[1]) + 1;
    if (wanted === "7") expect(at).toBe(row);
    else await expect(page.locator(`[id^="cell-${at - 1}-"][data-role=stt]`)).toHaveText(/^II\.?$/);
  }
  await page.keyboard.press("Control+g");
  await dialog.getByRole("textbox").fill("999");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("alert")).toContainText("không có dòng “999”");
  await page.keyboard.press("Escape");
  const download = page.waitForEvent("download");
  await page.keyboard.press("Control+Shift+S");
  expect((await download).suggestedFilename()).toMatch(/\.xlsx$/);
  await cell(page, 1, "stt").click();
  await page.keyboard.press("Shift+Tab");
  await expect(page.locator("textarea.cell-editor")).not.toBeFocused();
});

test("F6 goes round the regions of the screen", async ({ page }) => {
  await openSample(page);
  await cell(page, 2, "content").click();
  const region = () => page.evaluate(() => document.activeElement.closest("[data-region]")?.className);
  const all = [];
  do {
    all.push(await region());
    await page.keyboard.press("F6");
  } while ((await region()) !== all[0] && all.length < 9);
  expect(all).toEqual(["grid-frame", "bottom-line", "title-line", "tool-line"]);
  await page.keyboard.press("Shift+F6");
  expect(await region()).toBe("tool-line");
  await page.keyboard.press("F6");
  await page.keyboard.type("Gõ tiếp");
  await expect(page.locator("textarea.cell-editor")).toHaveValue("Gõ tiếp");
});

test("a sum is computed once; another formula stays as typed and is explained", async ({ page }) => {
  await openSample(page);
  await cell(page, 11, "content").click();
  await page.keyboard.type("=AVERAGE(D2:D3)");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("note").filter({ hasText: "tính =AVERAGE(D2:D3) một lần" })).toBeVisible();
  await expect(cell(page, 11, "content")).toHaveText(/^[\d.,]+%?$/);
  await page.keyboard.type("=MAX(D2:D3)");
  await page.keyboard.press("Enter");
  await expect(cell(page, 12, "content")).toHaveText("=MAX(D2:D3)");
  await expect(page.getByRole("note").filter({ hasText: "không tính công thức này" })).toBeVisible();
});

test("typing begins behind an automatic ordinal, and a row typed with Tab is followed by the next", async ({ page }) => {
  await page.getByRole("button", { name: "Nhiệm vụ, giải pháp" }).press("Enter");
  await expect(page.locator("textarea.cell-editor")).toBeFocused();
  for (const [task, lead] of [["Rà soát quy chế", "Sở Tư pháp"], ["Nâng cấp hạ tầng", "Sở Xây dựng"]]) {
    await page.keyboard.type(task);
    await page.keyboard.press("Tab");
    await page.keyboard.type(lead);
    await page.keyboard.press("Escape");
    await page.keyboard.type(lead);
    await page.keyboard.press("Enter");
  }
  await expect(cell(page, 1, "content")).toHaveText("Rà soát quy chế");
  await expect(cell(page, 2, "content")).toHaveText("Nâng cấp hạ tầng");
  // A letter on an ordinal is refused before anything is typed.
  await cell(page, 1, "stt").click();
  await page.keyboard.type("9");
  await expect(page.getByText("Số thứ tự đang tự chạy")).toBeVisible();
  await expect(page.locator("textarea.cell-editor")).toHaveValue("");
});

test("a note is kept when Esc closes it", async ({ page }) => {
  await openSample(page);
  await cell(page, 2, "lead").click();
  await page.keyboard.press("Shift+F2");
  await page.getByRole("dialog", { name: "Ghi chú" }).getByRole("textbox").fill("Hỏi lại Sở Nội vụ");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "Ghi chú" })).toBeHidden();
  await expect(cell(page, 2, "lead")).toHaveAttribute("data-note");
  await saved(page);
});

test("keys that go sideways stay in the empty last row", async ({ page }) => {
  await openSample(page);
  const last = cell(page, 10, "lead");
  const before = await last.textContent();
  await page.locator('.row[data-kind="next"] [data-role=content]').click();
  for (const key of ["ArrowRight", "ArrowLeft", "End", "Home", "PageDown", "Control+ArrowRight"]) {
    await page.keyboard.press(key);
    await expect(page.locator('.row[data-kind="next"] .active')).toHaveCount(1);
  }
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.type("Dòng mới");
  await page.keyboard.press("Enter");
  await expect(cell(page, 11, "content")).toHaveText("Dòng mới");
  await expect(last).toHaveText(before);
});

test("a list that Esc closes leaves the cell selected, so that typing replaces its text", async ({ page }) => {
  await openSample(page);
  const lead = cell(page, 2, "lead");
  await lead.click();
  await page.keyboard.press("Alt+ArrowDown");
  await expect(page.getByRole("listbox", { name: "Gợi ý" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.type("Bộ Y tế");
  await page.keyboard.press("Escape");
  await page.keyboard.type("Sở Y tế");
  await page.keyboard.press("Enter");
  await expect(lead).toHaveText("Sở Y tế");
});

test("a whole table pasted on an annex without texts is previewed as a file is", async ({ page }) => {
  await page.getByRole("button", { name: "Nhiệm vụ, giải pháp" }).click();
  await expect(page.locator("textarea.cell-editor")).toBeFocused();
  await pasteHtml(
    page,
    "<table><tr><td>TT</td><td>Nhiệm vụ</td><td>Chủ trì</td></tr><tr><td colspan=3>I. Thể chế</td></tr>" +
      "<tr><td>1</td><td>Rà soát quy chế</td><td>Sở Tư pháp</td></tr><tr><td>2</td><td>Sửa quy trình</td><td>Sở Nội vụ</td></tr></table>",
  );
  const preview = page.getByRole("dialog", { name: "Xem trước khi nhập" });
  await preview.getByRole("button", { name: "Nhập", exact: true }).click();
  await expect.poll(() => rows(page)).toEqual([["section", "Thể chế"], ["item", "Rà soát quy chế"], ["item", "Sửa quy trình"]]);
});

test("Esc and Tab leave the grid forwards, Esc and Shift+Tab backwards up to the tools", async ({ page }) => {
  await openSample(page);
  const editor = page.locator("textarea.cell-editor");
  const place = () =>
    page.evaluate(() => {
      const { activeElement: it } = document;
      return it.getAttribute("role") ?? it.closest(".paper-head, .tool-line, .grid-canvas")?.classList[0];
    });
  await cell(page, 3, "content").click();
  await page.keyboard.press("Escape");
  await expect(editor).toBeFocused();
  await page.keyboard.press("Tab");
  expect(await place()).toBe("tab");
  await cell(page, 3, "content").click();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Shift+Tab");
  expect(await place()).toBe("paper-head");
  while ((await place()) === "paper-head") await page.keyboard.press("Shift+Tab");
  expect(await place()).toBe("tool-line");
  // Another key between the two stays in the grid.
  await cell(page, 3, "content").click();
  await page.keyboard.press("Escape");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Tab");
  await expect(editor).toBeFocused();
  await expect(cell(page, 2, "unit")).toHaveClass(/active/);
});

test("the list of suggestions stays inside the sheet, also at its right edge", async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 600 });
  await openSample(page);
  await page.getByRole("tab", { name: "Phụ lục II" }).click();
  await cell(page, 2, "time").click();
  await cell(page, 2, "coordinating").click();
  await page.keyboard.type("so");
  const list = page.locator(".suggestions");
  await expect(list).toBeVisible();
  const right = () => list.evaluate((it) => it.getBoundingClientRect().right);
  const edge = await page.locator(".grid-scroller").evaluate((it) => it.getBoundingClientRect().left + it.clientWidth);
  await expect.poll(right).toBeLessThanOrEqual(edge);
});
