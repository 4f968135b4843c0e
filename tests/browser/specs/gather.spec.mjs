// One table out of many units' files: the whole job by mouse and by keyboard, a reload in the middle,
// a broken file, a corrected file.
import { readFileSync } from "node:fs";
import { expect, outlineOf, saved, test } from "../helpers.mjs";
import { begin, board, cell, figure, file, full, openTab, send, setUp, unit } from "../gathering.mjs";

test("the whole job: set up, files, a broken one, a reload, a corrected file, results", async ({ page }, testInfo) => {
  await begin(page, ["Xã Đồng Văn", "Xã Bình Ca", "Xã Yên Sơn", "Xã Hùng Lợi"]);
  await expect(figure(page, /4 đơn vị phải gửi hạn 31\/12\/2030/)).toBeVisible();
  const broken = { name: "xa-yen-son.xlsx", mimeType: "application/zip", buffer: Buffer.from("PK\x03\x04broken") };
  await send(
    page,
    file("Xã Đồng Văn.csv", full),
    file("xa-binh-ca.csv", ["90", "97", "", "800", "1"], ["6;Số hộ trồng quế;hộ;;12;"]),
    broken,
    file("khong ro.csv", full.map((value) => `${value}0`)),
  );
  await expect(figure(page, /^2 đã nhận/)).toBeVisible();
  await expect(unit(page, "Xã Đồng Văn")).toContainText("đã nhận");
  await expect(unit(page, "Xã Bình Ca")).toContainText("cần sửa");
  await expect(unit(page, "Xã Yên Sơn")).toContainText("không đọc được");
  await expect(unit(page, "Xã Hùng Lợi")).toContainText("chưa gửi");
  await expect(cell(page, 0, 0)).toHaveText("100");
  await expect(cell(page, 0, 1)).toHaveText("90");
  await expect(cell(page, 2, 1)).toHaveClass(/missing/);
  await expect(cell(page, 0, 3)).toHaveClass(/unsent/);
  // Counts are added; percentages never.
  await expect(board(page).getByRole("row").nth(1)).toContainText("190");
  await expect(board(page).getByRole("row").nth(2)).toContainText("96 – 97");
  await saved(page);

  await page.reload();
  await page.getByRole("button", { name: "Biểu dân số", exact: true }).click();
  await expect(cell(page, 0, 1)).toHaveText("90");
  await expect(unit(page, "Xã Yên Sơn")).toContainText("không đọc được");

  // Whose the file is, and what the extra row is, a person says.
  await openTab(page).click();
  await page.getByLabel("Tệp khong ro.csv của đơn vị nào?").selectOption({ label: "Xã Hùng Lợi" });
  await page.getByRole("button", { name: "Lấy làm dòng thêm" }).click();
  await expect(page.getByText("Mọi tệp và mọi dòng đã có chỗ.")).toBeVisible();
  await page.getByRole("tab", { name: "Ma trận" }).click();
  await expect(cell(page, 0, 3)).toHaveText("1000");
  await expect(unit(page, "Xã Bình Ca")).toContainText("đã nhận");

  // A corrected file is looked at first; one undo takes it back.
  await send(page, file("Xã Đồng Văn (sửa).csv", ["101", ...full.slice(1)]));
  await expect(cell(page, 0, 0)).toHaveText("100");
  await openTab(page).click();
  await expect(page.locator(".waiting")).toContainText("100 101");
  await page.getByRole("button", { name: "Thay bản trước" }).click();
  await page.getByRole("tab", { name: "Ma trận" }).click();
  await expect(cell(page, 0, 0)).toHaveText("101");
  await page.keyboard.press("Control+z");
  await expect(cell(page, 0, 0)).toHaveText("100");
  await openTab(page).click();
  await page.getByRole("button", { name: "Thay bản trước" }).click();
  await page.getByRole("tab", { name: "Ma trận" }).click();
  await expect(cell(page, 0, 0)).toHaveText("101");

  // Each figure shows its units.
  await figure(page, /^0 chưa gửi/).click();
  await expect(page.getByRole("option")).toHaveCount(0);
  await figure(page, /đơn vị phải gửi/).click();
  await expect(page.getByRole("option")).toHaveCount(4);

  await unit(page, "Xã Đồng Văn").click();
  await page.getByRole("button", { name: "Duyệt", exact: true }).click();
  await expect(unit(page, "Xã Đồng Văn")).toContainText("đã duyệt");
  await saved(page);

  await unit(page, "Xã Bình Ca").click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Phiếu trả lại" }).click();
  const path = testInfo.outputPath("phieu.xlsx");
  await (await download).saveAs(path);
  expect(readFileSync(path).length).toBeGreaterThan(1000);
  const annexes = await outlineOf(path);
  expect(annexes.map((annex) => annex.sheet)).toContain("Cần sửa");

  await page.getByRole("button", { name: "Duyệt", exact: true }).click();
  await expect(page.getByText("Đã ghi quyết định.")).toBeVisible();
  await page.getByRole("button", { name: "Kết quả tổng hợp" }).click();
  await page.getByRole("menuitem", { name: "Xếp nối theo đơn vị" }).click();
  await expect(page.getByRole("grid", { name: /XẾP NỐI/ })).toBeVisible();
  // What the board offered to undo stays with it.
  await expect(page.getByText("Đã ghi quyết định.")).toHaveCount(0);
  await expect(page.getByRole("gridcell", { name: "Số hộ trồng quế" })).toBeVisible();
});

test("by keyboard: the dialog, the units, the board; the active value names its source", async ({ page }) => {
  await page.getByRole("button", { name: "Tổng hợp nhiều đơn vị" }).focus();
  await page.keyboard.press("Enter");
  await expect(setUp(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(setUp(page)).toBeHidden();
  await begin(page, ["Xã Đồng Văn", "Xã Bình Ca"], "2020-01-01");
  await send(page, file("Xã Đồng Văn.csv", full), file("Xã Bình Ca.csv", ["1", "2", "ít", "4", "5"]));
  await expect(figure(page, /0 đúng hạn, 2 trễ/)).toBeVisible();
  await board(page).focus();
  await page.keyboard.press("Control+Home");
  const source = page.getByRole("status").filter({ hasText: "Xã Đồng Văn" });
  await expect(source).toContainText("Tổng số hộ trên địa bàn: “100” – từ Xã Đồng Văn.csv");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  await expect(board(page)).toHaveAttribute("aria-activedescendant", "board-2-1");
  await expect(page.getByRole("status").filter({ hasText: "không phải là số" })).toBeVisible();
  await expect(cell(page, 2, 1)).toHaveClass(/differs/);
  await page.getByRole("listbox", { name: "Các đơn vị" }).focus();
  await page.keyboard.press("Home");
  await expect(page.getByRole("option", { selected: true })).toContainText("Xã Đồng Văn");
});

test("thousands of units scroll without filling the page", async ({ page }) => {
  test.setTimeout(120_000);
  const units = Array.from({ length: 3321 }, (_, at) => `Xã Số ${at + 1}`);
  await begin(page, units);
  await expect(figure(page, /^3321 đơn vị phải gửi/)).toBeVisible();
  expect(await board(page).locator("div").count()).toBeLessThan(1500);
  expect(await page.getByRole("option").count()).toBeLessThan(60);
  await board(page).focus();
  await page.keyboard.press("End");
  await expect(board(page)).toHaveAttribute("aria-activedescendant", "board-0-3320");
  await expect(cell(page, 0, 3320)).toBeInViewport();
  await expect(page.getByRole("option", { selected: true })).toContainText("Xã Số 3321");
});
