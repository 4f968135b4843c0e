// Views of an annex: filter, sort, fold, hide, freeze, zoom. None of them changes the document.
import { cell, choose, columnMenu, expect, openFindings, openSample, saved, test, undoButton } from "../helpers.mjs";

test.beforeEach(async ({ page }) => openSample(page));

const contents = (page) => page.locator(".body [role=gridcell][data-role=content]").allTextContents();
/** Chooses a command of a column. */
const ofColumn = async (page, column, command) => (await columnMenu(page, column)).getByRole("menuitem", { name: command }).click();
const filterOf = async (page, column) => {
  await ofColumn(page, column, "Lọc theo giá trị…");
  return page.getByRole("dialog", { name: column });
};
const undo = undoButton;

test("a filter by values keeps headings, edits go to the rows shown, lifting it shows all", async ({ page }) => {
  const before = await contents(page);
  const panel = await filterOf(page, "Cơ quan chủ trì");
  await panel.getByRole("checkbox", { name: "Chọn tất cả" }).uncheck();
  await panel.getByRole("textbox", { name: "Tìm giá trị" }).fill("so khoa");
  await panel.getByRole("checkbox", { name: "Sở Khoa học và Công nghệ" }).check();
  await panel.getByRole("button", { name: "OK" }).click();
  await expect(page.getByRole("grid")).toHaveAttribute("aria-rowcount", String(4 + 2));
  await expect(page.getByText("Đang hiện 4 trên 10 dòng").first()).toBeVisible();
  expect(await contents(page)).toEqual([before[4], before[6], before[8], before[9]]);
  // A selection in a filtered view changes only shown rows.
  await cell(page, 2, "unit").click();
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Delete");
  // An edited row stays shown even if it no longer matches the filter.
  await cell(page, 2, "lead").click();
  await page.keyboard.type("Sở Y tế");
  await page.keyboard.press("Enter");
  await expect(cell(page, 2, "lead")).toHaveText("Sở Y tế");
  await page.getByRole("button", { name: "Bỏ lọc", exact: true }).click();
  await expect.poll(() => contents(page)).toEqual(before);
  await expect(cell(page, 7, "unit")).toHaveText("");
  await expect(cell(page, 8, "unit")).toHaveText("%");
  await expect(cell(page, 7, "lead")).toHaveText("Sở Y tế");
  await undo(page).click();
  await undo(page).click();
  await expect(cell(page, 7, "unit")).toHaveText("%");
  await expect(undo(page)).toBeDisabled();
});

test("a filter by agency finds it in every spelling and company", async ({ page }) => {
  await cell(page, 2, "lead").click();
  await page.keyboard.type("Sở Y tế; Sở KHCN");
  await page.keyboard.press("Enter");
  const panel = await filterOf(page, "Cơ quan chủ trì");
  await panel.getByRole("checkbox", { name: "Chọn tất cả" }).uncheck();
  await panel.getByRole("checkbox", { name: "Sở Khoa học và Công nghệ" }).check();
  await panel.getByRole("button", { name: "OK" }).click();
  await expect.poll(() => page.locator(".body [role=gridcell][data-role=lead]").allTextContents()).toEqual([
    "", "Sở Y tế; Sở KHCN", "", "Sở Khoa học và Công nghệ", "", "Sở Khoa học và Công nghệ",
  ]);
});

test("Ctrl+Shift+L shows the filter row; its text ignores tone marks; off lifts it", async ({ page }) => {
  await cell(page, 2, "content").click();
  await page.keyboard.press("Control+Shift+L");
  const filter = page.getByRole("textbox", { name: "Lọc cột Chỉ tiêu" });
  // The cell editor moves down with the active cell.
  const top = async (locator) => (await locator.boundingBox()).y;
  await expect.poll(async () => (await top(page.locator(".cell-editor"))) - (await top(cell(page, 2, "content")))).toBeCloseTo(0, 0);
  await filter.fill("du lieu mo");
  await filter.press("Enter");
  await expect.poll(() => contents(page)).toEqual(["Quản trị dựa trên dữ liệu", "Tỷ lệ cơ quan công bố dữ liệu mở"]);
  await page.getByRole("button", { name: "Lọc", exact: true }).click();
  await expect(filter).toBeHidden();
  await expect(page.getByRole("grid")).toHaveAttribute("aria-rowcount", String(10 + 2));
});

test("only rows with findings; a finding that is filtered out shows itself", async ({ page }) => {
  await ofColumn(page, "Cơ quan chủ trì", "Chỉ dòng có lỗi");
  await expect.poll(() => contents(page)).toEqual(["Phục vụ người dân, doanh nghiệp", "Tỷ lệ kết quả giải quyết thủ tục được số hóa"]);
  await openFindings(page);
  await page.locator("[data-rule=level-out-of-range] .place").click();
  await expect(page.locator("[role=gridcell].active")).toHaveText("6");
});

test("sorting is a view: sections stay, the order comes back, undo is not broken", async ({ page }) => {
  const before = await contents(page);
  await ofColumn(page, "Chỉ tiêu", "Sắp xếp giảm");
  await expect(page.getByRole("columnheader", { name: "Chỉ tiêu" })).toHaveAttribute("aria-sort", "descending");
  const sorted = await contents(page);
  expect(sorted).not.toEqual(before);
  expect([sorted[0], sorted[4], sorted[8]]).toEqual([before[0], before[4], before[8]]);
  await page.getByRole("toolbar").getByRole("button", { name: "Dòng", exact: true }).click();
  await expect(page.getByRole("menuitem", { name: /^Chuyển lên/ })).toBeDisabled();
  await page.keyboard.press("Escape");
  await cell(page, 2, "content").click();
  await page.keyboard.press("F2");
  await page.keyboard.type("!");
  await page.keyboard.press("Enter");
  await ofColumn(page, "Chỉ tiêu", "Theo thứ tự gốc");
  await expect.poll(() => contents(page)).toEqual(before.map((text) => (text === sorted[1] ? `${text}!` : text)));
  await undo(page).click();
  await expect.poll(() => contents(page)).toEqual(before);
});

test("sections fold by mouse, key and outline; find unfolds", async ({ page }) => {
  const before = await contents(page);
  await page.locator(".body .fold").filter({ hasText: "▾" }).first().click();
  await expect.poll(() => contents(page)).toEqual([before[0], ...before.slice(4)]);
  await cell(page, 1, "content").click();
  await page.keyboard.press("Control+.");
  await expect.poll(() => contents(page)).toEqual(before);
  await choose(page, "Công cụ khác", "Thu gọn tất cả");
  await expect.poll(() => contents(page)).toEqual([before[0], before[4], before[8]]);
  await choose(page, "Công cụ khác", "Mục lục");
  await page.getByRole("group", { name: "Mục lục" }).getByRole("button", { name: "III Hạ tầng" }).click();
  await expect(cell(page, 3, "content")).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Control+f");
  await page.getByRole("textbox", { name: "Tìm gì" }).fill("cơ quan công bố");
  await page.getByRole("textbox", { name: "Tìm gì" }).press("Enter");
  await expect(page.locator("[role=gridcell].active")).toHaveText("Tỷ lệ cơ quan công bố dữ liệu mở");
});

test("columns hide, come back, and stay frozen while the others scroll", async ({ page }) => {
  await ofColumn(page, "Đơn vị tính", "Ẩn cột");
  await expect(page.getByRole("grid")).toHaveAttribute("aria-colcount", "5");
  await cell(page, 2, "content").click();
  await page.keyboard.press("Tab");
  await page.keyboard.type("81");
  await page.keyboard.press("Enter");
  await expect(cell(page, 2, "target")).toHaveText("81");
  await page.getByRole("button", { name: "Hiện 1 cột ẩn" }).click();
  await expect(page.getByRole("grid")).toHaveAttribute("aria-colcount", "6");
  await ofColumn(page, "Chỉ tiêu", "Cố định đến cột này");
  await page.setViewportSize({ width: 1024, height: 768 });
  for (let step = 0; step < 6; step += 1) await page.getByRole("button", { name: "Phóng to" }).click();
  const left = async () => (await cell(page, 2, "content").boundingBox()).x;
  const before = await left();
  await cell(page, 2, "content").click();
  await page.keyboard.press("End");
  await expect(cell(page, 2, "lead")).toBeInViewport({ ratio: 0.9 });
  expect(await page.locator(".grid-scroller").evaluate((it) => it.scrollLeft)).toBeGreaterThan(50);
  expect(await left()).toBeCloseTo(before, 0);
});

test("zoom is remembered", async ({ page }) => {
  // Found and measured at once: cells are written anew at any time. None is there while the page loads.
  const size = () =>
    page.evaluate(() => {
      const cell = document.querySelector(".body [data-role=content]");
      return cell ? Number.parseFloat(getComputedStyle(cell).fontSize) : NaN;
    });
  const before = await size();
  await page.getByRole("button", { name: "Phóng to" }).click();
  await page.getByRole("button", { name: "Phóng to" }).click();
  await expect.poll(size).toBeCloseTo(before * 1.2, 1);
  await saved(page);
  await page.reload();
  await expect.poll(size).toBeCloseTo(before * 1.2, 1);
  // It is the document's own.
  await page.getByRole("button", { name: "‹ Tài liệu" }).click();
  await openSample(page);
  await expect.poll(size).toBeCloseTo(before, 1);
  await page.goBack();
  await page.locator("button.document").nth(1).click();
  await expect.poll(size).toBeCloseTo(before * 1.2, 1);
  await page.getByRole("button", { name: "Về 100%" }).click();
  await expect.poll(size).toBeCloseTo(before, 1);
});

test("the browser prints all annexes in full, and nothing else", async ({ page }) => {
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  const pages = page.locator(".print-pages section");
  await expect(pages).toHaveCount(2);
  await expect(pages.first().locator("td", { hasText: "Tỷ lệ xã, phường có kết nối dự phòng" })).toBeVisible();
  await expect(page.getByRole("grid")).toBeHidden();
  await page.emulateMedia({ media: "screen" });
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await expect(pages).toHaveCount(0);
});

test("the policy lets printed pages have their styles, on sheets of their size", async ({ page }) => {
  for (const [at, direction] of ["Ngang", "Dọc"].entries()) {
    await page.getByRole("tab").nth(at).click();
    if (!(await page.getByLabel("Khổ giấy A4").isVisible())) await page.getByRole("button", { name: "Thông tin kế hoạch" }).click();
    await page.getByLabel("Khổ giấy A4").selectOption({ label: direction });
  }
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  const section = page.locator(".print-pages section").first();
  const styleOf = (locator, name) => locator.evaluate((it, name) => getComputedStyle(it)[name], name);
  expect(await styleOf(section.locator("th").first(), "fontWeight")).toBe("700");
  expect(await styleOf(section.locator("td").first(), "textAlign")).toBe("center");
  expect(await styleOf(section.locator("td").first(), "borderTopStyle")).toBe("solid");
  const widths = await section.locator("th").evaluateAll((all) => all.map((it) => it.offsetWidth));
  expect(new Set(widths).size).toBeGreaterThan(2);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await page.emulateMedia({ media: null });
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  const sizes = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, ...size]) => size.map((it) => Math.round(Number(it))));
  expect(sizes.length).toBeGreaterThan(1);
  for (const size of sizes) expect([...size].sort((a, b) => a - b)).toEqual([595, 842]);
  const isLandscape = sizes.map(([width, height]) => height < width);
  expect([isLandscape.at(0), isLandscape.at(-1)]).toEqual([true, false]);
});

test("a document is shown again as it was left", async ({ page }) => {
  await page.locator(".body [role=row] .fold").first().click();
  await expect(cell(page, 2, "stt")).toHaveText(/^II/);
  await saved(page);
  await page.reload();
  await expect(cell(page, 2, "stt")).toHaveText(/^II/);
  await saved(page);
  // Another document in between has a view of its own.
  await page.getByRole("button", { name: "‹ Tài liệu" }).click();
  await openSample(page);
  await expect(cell(page, 2, "stt")).toHaveText("1");
});

test("every annex is shown where it was left", async ({ page }) => {
  await page.setViewportSize({ width: 683, height: 420 });
  await cell(page, 4, "content").click();
  await page.keyboard.press("End");
  const left = () => page.locator(".grid-scroller").evaluate((it) => it.scrollLeft);
  await expect.poll(left).toBeGreaterThan(0);
  await page.getByRole("tab", { name: "Phụ lục II" }).click();
  await expect.poll(left).toBe(0);
  await expect(cell(page, 1, "stt")).toHaveClass(/active/);
  await page.getByRole("tab", { name: "Phụ lục I", exact: true }).click();
  await expect(cell(page, 4, "lead")).toHaveClass(/active/);
  await expect(cell(page, 4, "lead")).toBeInViewport({ ratio: 0.9 });
});

test("the plan's data take the focus, Esc gives it back, and they close with the document", async ({ page }) => {
  const open = () => page.getByRole("button", { name: "Thông tin kế hoạch" }).click();
  const data = page.getByRole("region", { name: "Thông tin kế hoạch" });
  await open();
  await expect(data.getByRole("textbox").first()).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(data).toBeHidden();
  await expect(page.locator("textarea.cell-editor")).toBeFocused();
  await open();
  await page.getByRole("button", { name: "‹ Tài liệu" }).click();
  await openSample(page);
  await expect(data).toBeHidden();
});
