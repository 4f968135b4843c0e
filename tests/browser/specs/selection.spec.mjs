// Ranges of cells: selecting them, and operations on all their cells.
import { cell, expect, openSample, paste, test } from "../helpers.mjs";

test.beforeEach(async ({ page }) => openSample(page));

const selected = (page) => page.locator('[role=gridcell][aria-selected="true"]');
const undo = (page) => page.getByRole("button", { name: "Hoàn tác" }).click();

/** Returns what a copy or cut puts on the clipboard, as text and HTML. */
async function copied(page, kind = "copy") {
  return page.evaluate((kind) => {
    const data = new DataTransfer();
    const event = new ClipboardEvent(kind, { clipboardData: data, bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(event);
    return { text: data.getData("text/plain"), html: data.getData("text/html") };
  }, kind);
}

test("Shift with arrows, Home, Ctrl and pages extends, a plain arrow ends it", async ({ page }) => {
  await cell(page, 2, "unit").click();
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowRight");
  await expect(selected(page)).toHaveCount(4);
  await page.keyboard.press("Shift+ArrowUp");
  await expect(selected(page)).toHaveCount(2);
  await page.keyboard.press("Shift+End");
  await expect(selected(page)).toHaveCount(4);
  await page.keyboard.press("Shift+Home");
  await expect(selected(page)).toHaveCount(3);
  await page.keyboard.press("Control+Shift+End");
  await expect(cell(page, 10, "lead")).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowLeft");
  await expect(selected(page)).toHaveCount(1);
  await expect(cell(page, 2, "content")).toHaveAttribute("aria-selected", "true");
});

test("Ctrl+A, Ctrl+Space and Shift+Space select all, columns and rows", async ({ page }) => {
  await cell(page, 2, "unit").click();
  await page.keyboard.press("Shift+Space");
  await expect(selected(page)).toHaveCount(6);
  await cell(page, 2, "unit").click();
  await page.keyboard.press("Control+Space");
  await expect(selected(page)).toHaveCount(10);
  await page.keyboard.press("Control+a");
  await expect(selected(page)).toHaveCount(60);
  await expect(page.getByText("Đã chọn 10 dòng, 6 cột")).toBeAttached();
});

test("the mouse selects by drag, by Shift, by the headers of columns and rows", async ({ page }) => {
  const drag = async (from, to) => {
    await from.hover();
    await page.mouse.down();
    await to.hover();
    await page.mouse.up();
  };
  await drag(cell(page, 2, "unit"), cell(page, 4, "target", 1));
  await expect(selected(page)).toHaveCount(9);
  await cell(page, 2, "stt").click();
  await cell(page, 3, "content").click({ modifiers: ["Shift"] });
  await expect(selected(page)).toHaveCount(4);
  await page.getByRole("columnheader", { name: "Đơn vị tính" }).click();
  await expect(selected(page)).toHaveCount(10);
  const handle = (row) => page.locator(".body .handle").nth(row - 1);
  await drag(handle(2), handle(3));
  await expect(selected(page)).toHaveCount(12);
});

test("a drag that began elsewhere selects nothing; one beyond the edge scrolls on", async ({ page }) => {
  await cell(page, 2, "unit").click();
  await page.locator(".save-status").hover();
  await page.mouse.down();
  await cell(page, 6, "unit").hover();
  await page.mouse.up();
  await expect(selected(page)).toHaveCount(1);
  await cell(page, 10, "stt").click();
  await page.keyboard.press("ArrowDown");
  await paste(page, Array.from({ length: 300 }, (_, n) => `${n + 1}\tDòng ${n + 1}`).join("\n"));
  await page.keyboard.press("Control+Home");
  await cell(page, 2, "content").hover();
  await page.mouse.down();
  await cell(page, 4, "content").hover();
  const bar = await page.locator(".bottom-line").boundingBox();
  await page.mouse.move(bar.x + 300, bar.y + 20);
  await expect(page.locator("#cell-60-1")).toHaveAttribute("aria-selected", "true");
  await page.mouse.up();
});

test("a drag ends with the annex it is in", async ({ page }) => {
  await cell(page, 2, "content").hover();
  await page.mouse.down();
  await cell(page, 3, "unit").hover();
  await expect(selected(page)).toHaveCount(4);
  await page.getByRole("tab", { name: "Phụ lục II" }).evaluate((tab) => tab.click());
  await expect(page.getByRole("grid", { name: /NHIỆM VỤ/ })).toBeVisible();
  await cell(page, 3, "content").hover();
  await cell(page, 2, "content").hover();
  await page.mouse.up();
  await expect(selected(page)).toHaveCount(1);
});

test("Delete clears what is selected as one step", async ({ page }) => {
  const before = await cell(page, 3, "lead").textContent();
  await cell(page, 2, "lead").click();
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Delete");
  await expect(cell(page, 2, "lead")).toHaveText("");
  await expect(cell(page, 3, "lead")).toHaveText("");
  await undo(page);
  await expect(cell(page, 3, "lead")).toHaveText(before);
});

test("Ctrl+D and Ctrl+R fill, Ctrl+Enter fills with what is typed", async ({ page }) => {
  await cell(page, 2, "unit").click();
  await page.keyboard.press("Control+Shift+ArrowDown");
  await page.keyboard.type("lượt");
  await page.keyboard.press("Control+Enter");
  await expect(cell(page, 2, "unit")).toHaveText("lượt");
  await expect(cell(page, 4, "unit")).toHaveText("lượt");
  await undo(page);
  await expect(cell(page, 4, "unit")).not.toHaveText("lượt");
  const first = await cell(page, 2, "lead").textContent();
  await cell(page, 3, "lead").click();
  await page.keyboard.press("Control+d");
  await expect(cell(page, 3, "lead")).toHaveText(first);
  const left = await cell(page, 2, "target").textContent();
  await cell(page, 2, "target", 1).click();
  await page.keyboard.press("Control+r");
  await expect(cell(page, 2, "target", 1)).toHaveText(left);
});

test("a range is copied as text and as a table, and cut as one step", async ({ page }) => {
  await cell(page, 2, "stt").click();
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Shift+ArrowDown");
  const { text, html } = await copied(page);
  const rows = text.split("\r\n").map((row) => row.split("\t"));
  expect(rows).toHaveLength(2);
  expect(rows[0]).toEqual([
    await cell(page, 2, "stt").textContent(),
    await cell(page, 2, "content").textContent(),
  ]);
  expect(html.match(/<td[ >]/g)).toHaveLength(4);
  await copied(page, "cut");
  await expect(cell(page, 3, "content")).toHaveText("");
  await undo(page);
  await expect(cell(page, 3, "content")).toHaveText(rows[1][1]);
});

test("a table from Excel is pasted cell by cell, merged cells filled, lines kept", async ({ page }) => {
  await cell(page, 2, "unit").click();
  const html = `<html><body><table><!--StartFragment-->
    <tr><td>%</td><td rowspan=2>90%</td><td>Duy trì
      100%</td></tr>
    <tr><td style='mso-ignore:colspan' colspan=2>lượt</td><td>Sở A<br>
      Sở B</td></tr><!--EndFragment--></table></body></html>`;
  await page.evaluate((html) => {
    const data = new DataTransfer();
    data.setData("text/html", html);
    data.setData("text/plain", "khác");
    const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(event);
  }, html);
  await expect(cell(page, 2, "unit")).toHaveText("%");
  await expect(cell(page, 2, "target")).toHaveText("90%");
  await expect(cell(page, 3, "target")).toHaveText("90%");
  await expect(cell(page, 2, "target", 1)).toHaveText("Duy trì 100%");
  await expect(cell(page, 3, "unit")).toHaveText("lượt");
  expect(await cell(page, 3, "target", 1).textContent()).toBe("Sở A\nSở B");
  await undo(page);
  await expect(cell(page, 3, "unit")).not.toHaveText("lượt");
});

test("a text that reads as a formula is copied as text, and what Excel marks as text is pasted", async ({ page }) => {
  const formula = '=HYPERLINK("https://example.test")';
  await cell(page, 2, "unit").click();
  await page.keyboard.type(formula);
  await page.keyboard.press("Enter");
  await cell(page, 2, "unit").click();
  const { text, html } = await copied(page);
  expect(text).toContain("HYPERLINK");
  expect(html).toContain(`<td style='mso-number-format:"\\@"'>=HYPERLINK`);

  // Excel writes the format as an attribute or as a class with a style sheet, which the policy of the
  // page must not make an error of.
  const fromExcel = `<html><head><style><!--td { mso-number-format:General; } .xl65 { mso-number-format:"\\@"; }--></style></head>
    <body><table><!--StartFragment--><tr><td class=xl65>-5</td><td style='mso-number-format:"\\@"'>=1+1</td></tr><!--EndFragment--></table></body></html>`;
  for (const [pasted, first, second] of [[fromExcel, "-5", "=1+1"], [html, formula, "=1+1"]]) {
    await cell(page, 3, "unit").click();
    await page.evaluate((html) => {
      const data = new DataTransfer();
      data.setData("text/html", html);
      document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }, pasted);
    await expect(cell(page, 3, "unit")).toHaveText(first);
    await expect(cell(page, 3, "target")).toHaveText(second);
  }
});

test("one value pasted on a range fills it", async ({ page }) => {
  await cell(page, 2, "unit").click();
  await page.keyboard.press("Shift+ArrowDown");
  await paste(page, "lượt");
  await expect(cell(page, 2, "unit")).toHaveText("lượt");
  await expect(cell(page, 3, "unit")).toHaveText("lượt");
});

test("rows of a selection are inserted, moved, levelled and deleted together", async ({ page }) => {
  const grid = page.getByRole("grid");
  const count = async () => Number(await grid.getAttribute("aria-rowcount"));
  const rows = await count();
  const [second, third] = [await cell(page, 2, "content").textContent(), await cell(page, 3, "content").textContent()];
  const selectTwo = async () => {
    await cell(page, 2, "content").click();
    await page.keyboard.press("Shift+ArrowDown");
  };
  await selectTwo();
  await page.keyboard.press("Alt+Shift+ArrowUp");
  await expect(cell(page, 1, "content")).toHaveText(second);
  await expect(cell(page, 2, "content")).toHaveText(third);
  await expect(selected(page)).toHaveCount(2);
  await page.keyboard.press("Alt+Shift+ArrowDown");
  await expect(cell(page, 3, "content")).toHaveText(third);
  await page.keyboard.press("Control+Shift+Equal");
  await expect(grid).toHaveAttribute("aria-rowcount", String(rows + 2));
  await undo(page);
  const level2 = page.locator('.body [role=row][data-level="2"]');
  const before = await level2.count();
  await selectTwo();
  await page.keyboard.press("Alt+Shift+ArrowRight");
  await expect(level2).toHaveCount(before + 2);
  await undo(page);
  await expect(level2).toHaveCount(before);
  await selectTwo();
  await page.keyboard.press("Control+Minus");
  await expect(grid).toHaveAttribute("aria-rowcount", String(rows - 2));
});

test("Ctrl+; puts in today's date", async ({ page }) => {
  await cell(page, 2, "unit").click();
  await page.keyboard.press("Control+;");
  await expect(cell(page, 2, "unit")).toHaveText(/^\d{2}\/\d{2}\/20\d{2}$/);
});
