// Find and replace.
import { cell, expect, openSample, test } from "../helpers.mjs";

test.beforeEach(async ({ page }) => openSample(page));

const bar = (page) => page.getByRole("search", { name: "Tìm" });
const what = (page) => bar(page).getByRole("textbox", { name: "Tìm gì" });
const active = (page) => page.locator("[role=gridcell].active");

test("Ctrl+F finds without tone marks, F3 and Shift+F3 go round, Esc returns to the grid", async ({ page }) => {
  await cell(page, 1, "stt").click();
  await page.keyboard.press("Control+f");
  await what(page).fill("so khoa hoc");
  await expect(bar(page)).toContainText("0 ô");
  await bar(page).getByRole("checkbox", { name: "Không phân biệt dấu" }).check();
  await expect(bar(page).getByRole("status")).toHaveText(/^[1-9]\d* ô$/);
  const total = Number.parseInt(await bar(page).getByRole("status").innerText(), 10);
  await expect(page.locator("[role=gridcell][data-found]").first()).toContainText("Sở Khoa học");
  await what(page).press("Enter");
  await expect(active(page)).toContainText("Sở Khoa học");
  await expect(bar(page)).toContainText(`Ô 1 trong ${total}`);
  await what(page).press("Shift+F3");
  await expect(bar(page)).toContainText(`Ô ${total} trong ${total}`);
  await what(page).press("F3");
  await expect(bar(page)).toContainText(`Ô 1 trong ${total}`);
  await what(page).press("Escape");
  await expect(bar(page)).toBeHidden();
  await expect(page.locator("[role=gridcell][data-found]")).toHaveCount(0);
  await page.keyboard.press("F3");
  await expect(active(page)).toContainText("Sở Khoa học");
  // The grid receives the keys again.
  await page.keyboard.press("ArrowUp");
  await expect(active(page)).not.toContainText("Sở Khoa học");
});

test("all is replaced after a look at every change, as one step", async ({ page }) => {
  await cell(page, 1, "stt").click();
  await page.keyboard.press("Control+h");
  await what(page).fill("Sở Khoa học và Công nghệ");
  await bar(page).getByRole("textbox", { name: "Thay bằng" }).fill("Sở KHCN");
  await bar(page).getByRole("button", { name: "Thay tất cả…" }).click();
  const changes = page.getByRole("dialog", { name: "Xem trước khi sửa" });
  const n = await changes.getByRole("listitem").count();
  expect(n).toBeGreaterThan(1);
  await expect(changes.getByRole("listitem").first().locator("ins")).toContainText("HCN");
  // One place is left as it is.
  await changes.getByRole("checkbox").first().uncheck();
  await changes.getByRole("button", { name: `Áp dụng (${n - 1})` }).click();
  await expect(page.getByText(`Đã thay trong ${n - 1} ô.`)).toBeVisible();
  await expect(bar(page).getByRole("status")).toHaveText(/^(1 ô|Ô 1 trong 1)$/);
  await page.getByRole("button", { name: "Hoàn tác" }).click();
  await expect(bar(page).getByRole("status")).toHaveText(new RegExp(`^(${n} ô|Ô \\d+ trong ${n})$`));
});

test("a selection of cells is what is looked through", async ({ page }) => {
  await cell(page, 2, "unit").click();
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Control+f");
  await expect(bar(page).getByRole("combobox", { name: "Tìm ở đâu" })).toHaveValue("selection");
  await what(page).fill("%");
  await expect(bar(page).getByRole("status")).toHaveText(/^(2 ô|Ô \d trong 2)$/);
  await bar(page).getByRole("combobox", { name: "Tìm ở đâu" }).selectOption("document");
  await expect(bar(page).getByRole("status")).not.toHaveText(/^(2 ô|Ô \d trong 2)$/);
});

test("one cell after the other is replaced", async ({ page }) => {
  await cell(page, 1, "stt").click();
  await page.keyboard.press("Control+h");
  await what(page).fill("%");
  await bar(page).getByRole("combobox", { name: "Tìm ở đâu" }).selectOption("document");
  await bar(page).getByRole("textbox", { name: "Thay bằng" }).fill("phần trăm");
  await bar(page).getByRole("button", { name: "Tiếp" }).click();
  await bar(page).getByRole("button", { name: "Thay thế" }).click();
  await expect(cell(page, 2, "unit")).toHaveText("phần trăm");
  await expect(cell(page, 3, "unit")).toHaveText("%");
});

test("F3 while typing commits the text to its own cell and goes on to the next match", async ({ page }) => {
  await cell(page, 1, "stt").click();
  await page.keyboard.press("Control+f");
  await what(page).fill("Sở Khoa học và Công nghệ");
  await what(page).press("Escape");
  await cell(page, 3, "content").click();
  await page.keyboard.type("Đang gõ");
  await page.keyboard.press("F3");
  await expect(active(page)).toHaveText("Sở Khoa học và Công nghệ");
  await expect(cell(page, 3, "content")).toHaveText("Đang gõ");
  const found = await active(page).getAttribute("id");
  await page.keyboard.press("Enter");
  await expect(page.locator(`#${found}`)).toHaveText("Sở Khoa học và Công nghệ");
});
