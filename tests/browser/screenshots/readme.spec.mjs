import { fileURLToPath } from "node:url";
import { begin, board, file, openTab, send } from "../gathering.mjs";
import { cell, choose, expect, exportExcel, openSample, saved, test } from "../helpers.mjs";

const picture = (name) => fileURLToPath(new URL(`../../../public/pictures/${name}.png`, import.meta.url));

test("pictures", async ({ page }, testInfo) => {
  await openSample(page);
  await cell(page, 3, "target", 1).click();
  await saved(page);
  await page.screenshot({ path: picture("editor") });
  const path = await exportExcel(page, testInfo);
  await page.getByLabel("Chọn tệp phụ lục").setInputFiles(path);
  await expect(page.getByRole("button", { name: "Nhập" })).toBeEnabled();
  await page.getByRole("radio", { name: "Tài liệu mới" }).check();
  await page.screenshot({ path: picture("preview") });
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "‹ Tài liệu" }).click();
  await expect(page.getByText("Đã dùng")).toBeVisible();
  await page.screenshot({ path: picture("start") });
});

test("the board of many units", async ({ page }) => {
  const names = ["Đồng Văn", "Bình Ca", "Yên Sơn", "Hùng Lợi", "Kiến Thiết", "Thái Bình", "Nhữ Khê", "Trung Sơn", "Lực Hành", "Tân Trào"];
  await begin(page, names.map((name) => `Xã ${name}`), "2030-09-15");
  const files = names.slice(0, 8).map((name, at) => {
    const values = [String(1200 + 137 * at), `9${at},5`, String(3 + (at % 4)), at === 2 ? "" : String(4000 + 731 * at), at === 5 ? "ít" : String(1 + (at % 2))];
    return file(`Xã ${name}.csv`, values, at === 3 ? ["6;Số hộ trồng quế;hộ;;12;"] : []);
  });
  await send(page, ...files);
  await board(page).focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("ArrowRight");
  await expect(openTab(page)).toContainText("1");
  await page.getByRole("button", { name: "Đóng" }).click();
  await page.screenshot({ path: picture("board") });
});

test("the progress of a plan", async ({ page }) => {
  await openSample(page);
  await choose(page, "Công cụ khác", "Báo cáo tiến độ…");
  const dialog = page.getByRole("dialog", { name: "Báo cáo tiến độ" });
  await dialog.getByLabel("Năm", { exact: true }).fill("2026");
  await dialog.getByLabel("Năm", { exact: true }).press("Tab");
  await dialog.getByLabel("Kỳ báo cáo").selectOption({ label: "Quý III/2026" });
  await dialog.getByRole("button", { name: "Lập báo cáo" }).click();
  for (const [row, text] of Object.entries({ 2: "85", 3: "92", 4: "100", 6: "3", 8: "80", 10: "40" })) {
    await cell(page, Number(row), "actual", -1).click();
    await page.keyboard.type(text);
    await page.keyboard.press("Enter");
  }
  await page.getByRole("toolbar").getByRole("button", { name: "Tiến độ" }).click();
  await expect(page.getByRole("region", { name: /^Tiến độ/ }).locator("svg").first()).toBeVisible();
  await saved(page);
  const notice = page.getByText(/^Đã lập báo cáo/);
  if (await notice.isVisible()) await notice.locator("..").getByRole("button", { name: "Đóng" }).click();
  await expect(notice).toBeHidden();
  await page.screenshot({ path: picture("progress") });
});
