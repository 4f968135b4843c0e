// Moving, resizing and converting rows and columns; automatic ordinals; drag handles.
import { cell, choose, columnMenu, expect, openSample, test, undoButton } from "../helpers.mjs";

test.beforeEach(async ({ page }) => openSample(page));

const contents = (page) => page.locator(".body [role=gridcell][data-role=content]").allTextContents();
const ordinals = (page) => page.locator('.body [role=row]:not([data-kind="next"]) [data-role=stt]').allTextContents();
const titles = (page) => page.locator("[role=columnheader] .title").allTextContents();
const undo = undoButton;
const handle = (page, row) => page.locator(`.body [data-at="${row - 1}"] .handle`);
/** Chooses a command of a column. */
const ofColumn = async (page, column, command) => (await columnMenu(page, column)).getByRole("menuitem", { name: command }).click();

/** Presses the mouse at `from` and moves it to `to` in steps; `drop` releases it. */
async function drag(page, from, to) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  return { drop: () => page.mouse.up() };
}
const at = async (locator, dx = 0.5, dy = 0.5) => {
  const box = await locator.boundingBox();
  return { x: box.x + box.width * dx, y: box.y + box.height * dy };
};

test("a selected row is dragged by its number; a mark shows where it would go", async ({ page }) => {
  const before = await contents(page);
  await handle(page, 2).click();
  const moving = await drag(page, await at(handle(page, 2)), await at(handle(page, 4), 0.5, 0.9));
  await expect(page.locator(".drop-mark")).toBeVisible();
  await moving.drop();
  await expect.poll(() => contents(page)).toEqual([before[0], before[2], before[3], before[1], ...before.slice(4)]);
  await expect(cell(page, 4, "content")).toHaveAttribute("aria-selected", "true");
  await undo(page).click();
  await expect.poll(() => contents(page)).toEqual(before);
});

test("a section moves with all below it", async ({ page }) => {
  const before = await contents(page);
  await cell(page, 1, "content").click();
  await page.keyboard.press("Alt+Shift+ArrowDown");
  await expect.poll(() => contents(page)).toEqual([...before.slice(4, 8), ...before.slice(0, 4), ...before.slice(8)]);
  await expect(cell(page, 5, "content")).toHaveAttribute("aria-selected", "true");
});

test("a selected column is dragged by its heading", async ({ page }) => {
  const before = await titles(page);
  const header = (name) => page.getByRole("columnheader", { name });
  await header("Đơn vị tính").click({ position: { x: 12, y: 12 } });
  const moving = await drag(page, await at(header("Đơn vị tính"), 0.3), await at(header("Cơ quan chủ trì"), 0.8));
  await expect(page.locator(".drop-mark")).toBeVisible();
  await moving.drop();
  await expect.poll(() => titles(page)).toEqual([...before.slice(0, 2), ...before.slice(3), before[2]]);
  await undo(page).click();
  await expect.poll(() => titles(page)).toEqual(before);
});

test("a column is resized at its edge, fitted by a double click, and keeps its width", async ({ page }) => {
  const header = page.getByRole("columnheader", { name: "Đơn vị tính" });
  const width = async () => (await header.boundingBox()).width;
  const before = await width();
  const others = page.getByRole("columnheader", { name: "Chỉ tiêu" });
  const other = (await others.boundingBox()).width;
  const edge = await at(header.locator(".edge"));
  await (await drag(page, edge, { x: edge.x + 80, y: edge.y })).drop();
  await expect.poll(width).toBeCloseTo(before + 80, -1);
  expect((await others.boundingBox()).width).toBeCloseTo(other, -1);
  await page.reload();
  await expect.poll(width).toBeCloseTo(before + 80, -1);
  const narrow = await at(header.locator(".edge"));
  await page.mouse.dblclick(narrow.x, narrow.y);
  await expect.poll(width).toBeLessThan(before + 40);
});

test("the fill handle repeats, counts on and fills beside by a double click", async ({ page }) => {
  await cell(page, 2, "unit").click();
  await page.keyboard.type("lượt");
  await page.keyboard.press("Enter");
  await cell(page, 2, "unit").click();
  const filling = await drag(page, await at(page.locator(".fill-handle")), await at(cell(page, 4, "unit")));
  await expect(page.locator(".fill-preview")).toBeVisible();
  await filling.drop();
  await expect(cell(page, 3, "unit")).toHaveText("lượt");
  await expect(cell(page, 4, "unit")).toHaveText("lượt");
  await expect(page.locator('[role=gridcell][aria-selected="true"]')).toHaveCount(3);
  await cell(page, 2, "stt").click();
  await page.keyboard.type("7");
  await page.keyboard.press("Enter");
  await cell(page, 2, "stt").click();
  await (await drag(page, await at(page.locator(".fill-handle")), await at(cell(page, 4, "stt")))).drop();
  await expect.poll(() => ordinals(page)).toEqual(["I", "7", "8", "9", "II.", "1", "2", "4", "III", "1"]);
  await cell(page, 2, "target").click();
  const spot = await at(page.locator(".fill-handle"));
  await page.mouse.dblclick(spot.x, spot.y);
  await expect(cell(page, 4, "target")).toHaveText("80");
});

test("Ctrl adds ranges; what is done is done to all of them", async ({ page }) => {
  await cell(page, 2, "unit").click();
  await cell(page, 4, "unit").click({ modifiers: ["Control"] });
  await cell(page, 6, "lead").click({ modifiers: ["Control"] });
  await expect(page.locator('[role=gridcell][aria-selected="true"]')).toHaveCount(3);
  await expect(page.locator(".of-selection")).toContainText("Đếm 3");
  await page.keyboard.press("Delete");
  await expect(cell(page, 2, "unit")).toHaveText("");
  await expect(cell(page, 4, "unit")).toHaveText("");
  await expect(cell(page, 6, "lead")).toHaveText("");
  await expect(cell(page, 3, "unit")).toHaveText("%");
  await undo(page).click();
  await expect(cell(page, 6, "lead")).toHaveText("Công an tỉnh");
  await handle(page, 2).click();
  await handle(page, 4).click({ modifiers: ["Control"] });
  await page.keyboard.press("Control+-");
  await expect(page.getByRole("grid")).toHaveAttribute("aria-rowcount", String(8 + 2));
});

test("ordinals count by themselves when asked to, in the annex's own way", async ({ page }) => {
  const own = await ordinals(page);
  await page.getByRole("checkbox", { name: "Tự đánh số" }).check();
  await expect.poll(() => ordinals(page)).toEqual(["I", "1", "2", "3", "II", "1", "2", "3", "III", "1"]);
  await cell(page, 2, "content").click();
  await page.keyboard.press("Control+Shift+Equal");
  await expect.poll(() => ordinals(page)).toEqual(["I", "1", "2", "3", "4", "II", "1", "2", "3", "III", "1"]);
  await page.keyboard.press("Alt+Shift+ArrowRight");
  await expect.poll(() => ordinals(page)).toEqual(["I", "1", "1", "2", "3", "II", "1", "2", "3", "III", "1"]);
  await undo(page).click();
  await cell(page, 3, "stt").click();
  await page.keyboard.type("9");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("note")).toContainText("Số thứ tự đang tự chạy");
  await expect(cell(page, 3, "stt")).toHaveText("2");
  for (let step = 0; step < 2; step += 1) await undo(page).click();
  await expect.poll(() => ordinals(page)).toEqual(own);
  await expect(page.getByRole("checkbox", { name: "Tự đánh số" })).not.toBeChecked();
});

test("columns are added, renamed, given a role, moved and deleted", async ({ page }) => {
  await ofColumn(page, "Đơn vị tính", "Thêm cột bên phải");
  await ofColumn(page, "Cột mới", "Đổi tiêu đề, vai trò…");
  const panel = page.getByRole("dialog", { name: "Cột mới" });
  await panel.getByRole("textbox", { name: /Tiêu đề/ }).fill("Ghi chú");
  await panel.getByRole("combobox", { name: "Vai trò" }).selectOption({ label: "ghi chú" });
  await panel.getByRole("button", { name: "Xong" }).click();
  await cell(page, 2, "note").click();
  await page.keyboard.type("mới");
  await page.keyboard.press("Enter");
  await expect(cell(page, 2, "note")).toHaveText("mới");
  await ofColumn(page, "Ghi chú", "Chuyển sang phải");
  await expect.poll(() => titles(page)).toEqual(["STT", "Chỉ tiêu", "Đơn vị tính", "Giai đoạn / 2026 - 2027", "Ghi chú", "Giai đoạn / 2028 - 2030", "Cơ quan chủ trì"]);
  await ofColumn(page, "Ghi chú", "Xóa cột");
  await expect(cell(page, 2, "note")).toHaveCount(0);
  await undo(page).click();
  await expect(cell(page, 2, "note")).toHaveText("mới");
});

test("phases as columns become sections and columns again", async ({ page }) => {
  const [columns, rows] = [await titles(page), await contents(page)];
  await choose(page, "Công cụ khác", "Giai đoạn thành mục");
  await expect.poll(() => titles(page)).toEqual(["STT", "Chỉ tiêu", "Đơn vị tính", "Giai đoạn", "Cơ quan chủ trì"]);
  await expect(cell(page, 1, "content")).toHaveText("2026 - 2027");
  await choose(page, "Công cụ khác", "Giai đoạn thành cột");
  await expect.poll(() => titles(page)).toEqual(columns);
  await expect.poll(() => contents(page)).toEqual(rows);
  await undo(page).click();
  await undo(page).click();
  await expect(undo(page)).toBeDisabled();
});
