import { fileURLToPath } from "node:url";
import { cell, expect, exportExcel, openSample, saved, test } from "../helpers.mjs";

const picture = (name) => fileURLToPath(new URL(`../../../public/pictures/${name}.png`, import.meta.url));

test("pictures", async ({ page }, testInfo) => {
  await openSample(page);
  await cell(page, 3, "target", 1).click();
  await saved(page);
  await page.screenshot({ path: picture("editor") });
  const path = await exportExcel(page, testInfo);
  await page.getByLabel("Chọn tệp phụ lục").setInputFiles(path);
  await expect(page.getByRole("button", { name: "Nhập" })).toBeEnabled();
  await page.screenshot({ path: picture("preview") });
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "‹ Tài liệu" }).click();
  await expect(page.getByText("Đã dùng")).toBeVisible();
  await page.screenshot({ path: picture("start") });
});
