// One table out of many units' files: the whole job by mouse and by keyboard, a reload in the middle,
// a broken file, a corrected file.
import { readFileSync } from "node:fs";
import { expect, outlineOf, saved, test } from "../helpers.mjs";
import { begin, board, cell, figure, file, form, full, openTab, send, setUp, unit } from "../gathering.mjs";

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
  await expect(cell(page, 0, 1)).toHaveText("90");
  await expect(unit(page, "Xã Yên Sơn")).toContainText("không đọc được");

  // Whose the file is, and what the extra row is, a person says.
  await openTab(page).click();
  await page.getByLabel("Tệp khong ro.csv của đơn vị nào?").selectOption({ label: "Xã Hùng Lợi" });
  await page.getByRole("button", { name: "Lấy làm dòng thêm" }).click();
  await expect(page.getByText("Mọi tệp và mọi dòng đã có chỗ.")).toBeVisible();
  await page.getByRole("tab", { name: "Ma trận" }).click();
  await expect(cell(page, 0, 3)).toHaveText("1000");
  // A value is still missing, as its message says.
  await expect(unit(page, "Xã Bình Ca")).toContainText("cần sửa");
  await expect(unit(page, "Xã Bình Ca")).toContainText("1 chỗ");

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
  // Closing it leads back.
  await page.getByRole("button", { name: "‹ Tổng hợp" }).click();
  await expect(board(page)).toBeVisible();
  await expect(cell(page, 0, 0)).toHaveText("101");
});

test("the whole job by keyboard alone", async ({ page }) => {
  const press = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  /** Presses a key until something has the focus. */
  const goTo = async (target, key = "Tab") => {
    for (let n = 0; n < 60; n++) {
      if ((await target.count()) && (await target.evaluate((it) => it === document.activeElement))) return;
      await page.keyboard.press(key);
    }
    await expect(target).toBeFocused();
  };
  const choose = async (button, ...files) => {
    await goTo(button);
    const chooser = page.waitForEvent("filechooser");
    await press("Enter");
    await (await chooser).setFiles(files);
  };
  await goTo(page.getByRole("button", { name: "Tổng hợp nhiều đơn vị" }));
  await press("Enter");
  const dialog = setUp(page);
  await choose(dialog.getByRole("button", { name: "Lấy mẫu từ tệp…" }), form);
  await expect(dialog.getByLabel("Tên đợt tổng hợp")).toHaveValue("Biểu dân số");
  await goTo(dialog.getByLabel(/Đơn vị phải gửi/));
  await page.keyboard.type("Xã Đồng Văn\nXã Bình Ca");
  await goTo(dialog.getByRole("button", { name: "Bắt đầu tổng hợp" }));
  await press("Enter");
  // The board has the focus, and F6 goes round its regions.
  await expect(board(page)).toBeFocused();
  await press("Shift+F6");
  await expect(page.getByRole("listbox", { name: "Các đơn vị" })).toBeFocused();
  await press("Shift+F6");
  await choose(page.locator("button").filter({ hasText: "Chọn tệp của các đơn vị" }), file("Xã Đồng Văn.csv", full), file("khong ro.csv", full.map((it) => `${it}0`)));
  await expect(figure(page, /^1 đã nhận/)).toBeVisible();

  await goTo(openTab(page));
  await press("Enter");
  const select = page.getByLabel("Tệp khong ro.csv của đơn vị nào?");
  await goTo(select, "Shift+Tab");
  await press("ArrowDown", "ArrowDown", "Enter");
  await expect(page.getByText("Mọi tệp và mọi dòng đã có chỗ.")).toBeVisible();
  await expect(page.getByRole("region", { name: /^Chưa khớp/ })).toBeFocused();
  await goTo(page.getByRole("tab", { name: "Ma trận" }));
  await press("Enter");
  await goTo(board(page), "Shift+Tab");
  await press("Control+Home", "ArrowRight");
  const source = page.getByRole("status").filter({ hasText: "từ khong ro.csv" });
  await expect(source).toContainText("Xã Bình Ca · Tổng số hộ trên địa bàn: “1000”");
  await goTo(page.getByRole("button", { name: "Duyệt", exact: true }), "Shift+Tab");
  await press("Enter");
  await expect(unit(page, "Xã Bình Ca")).toContainText("đã duyệt");
  await press("Control+z");
  // A value is missing.
  await expect(unit(page, "Xã Bình Ca")).toContainText("cần sửa");

  // A value leads to its file, and closing that back to the board.
  await goTo(board(page));
  await press("Enter");
  await expect(page.getByRole("gridcell", { selected: true })).toHaveText("1000");
  await goTo(page.getByRole("button", { name: "‹ Tổng hợp" }), "F6");
  await press("Enter");
  await expect(board(page)).toBeFocused();
  await goTo(page.getByRole("button", { name: "Kết quả tổng hợp" }), "Shift+Tab");
  await press("Enter", "ArrowDown", "Enter");
  await expect(page.getByRole("grid", { name: /Chỉ tiêu|Thực hiện|Ma trận/i })).toBeVisible();
});

test("at twice the size, units can be seen beside the names of rows", async ({ page }) => {
  await page.setViewportSize({ width: 683, height: 320 });
  await begin(page, ["Xã Đồng Văn", "Xã Bình Ca", "Xã Yên Sơn"]);
  await send(page, file("Xã Đồng Văn.csv", full));
  for (const at of [0, 1]) await expect(cell(page, 0, at)).toBeInViewport({ ratio: 1 });
  const name = board(page).getByRole("rowheader").nth(1);
  await expect(name).toContainText("Tỷ lệ hộ được sử dụng nước sạch");
  expect(await name.evaluate((it) => it.scrollHeight <= it.clientHeight)).toBe(true);
  await page.setViewportSize({ width: 1366, height: 641 });
  expect(await name.evaluate((it) => it.clientHeight)).toBeLessThan(30);
});

test("a file that came in time is late only until somebody says so", async ({ page }) => {
  await begin(page, ["Xã Đồng Văn"], "2020-01-15");
  await send(page, file("Xã Đồng Văn.csv", full));
  await expect(unit(page, "Xã Đồng Văn")).toContainText(/trễ \d+ ngày/);
  await page.getByLabel("Ngày nhận Xã Đồng Văn.csv").fill("2020-01-14");
  await expect(unit(page, "Xã Đồng Văn")).toContainText("đã nhận");
  await expect(figure(page, /1 đúng hạn, 0 trễ/)).toBeVisible();
});

test("a report that units fill in is assessed unit by unit", async ({ page }) => {
  await begin(page, ["Xã Đồng Văn", "Xã Bình Ca"]);
  await send(page, file("Xã Đồng Văn.csv", full), file("Xã Bình Ca.csv", ["90", "80", "2", "800", "1"]));
  await page.getByRole("tab", { name: "Tình trạng" }).click();
  await expect(cell(page, 1, 0)).toHaveText("Vượt");
  await expect(cell(page, 1, 1)).toHaveText("Chưa đạt");
  await expect(board(page).getByRole("row").nth(2)).toContainText("1/2 đạt");
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

test("a reload shows the board at its place; back leads to the list, forward to the board", async ({ page }) => {
  await begin(page, ["Xã Đồng Văn", "Xã Bình Ca"]);
  await send(page, file("Xã Đồng Văn.csv", full), file("Xã Bình Ca.csv", ["90", "80", "2", "800", "1"]));
  await cell(page, 2, 1).click();
  await page.getByRole("tab", { name: "Tình trạng" }).click();
  await saved(page);
  await page.reload();
  await expect(page.getByRole("tab", { name: "Tình trạng", selected: true })).toBeVisible();
  await expect(board(page)).toHaveAttribute("aria-activedescendant", "board-2-1");
  await page.goBack();
  await expect(page.getByRole("button", { name: "Tổng hợp nhiều đơn vị" })).toBeVisible();
  await page.goForward();
  await expect(board(page)).toBeVisible();
  // From a result one comes back to it.
  await page.getByRole("button", { name: "Kết quả tổng hợp" }).click();
  await page.getByRole("menuitem", { name: "Số tổng" }).click();
  await expect(page.getByRole("grid").first()).toBeVisible();
  await expect(board(page)).toHaveCount(0);
  await page.goBack();
  await expect(board(page)).toBeVisible();
});

test("a value is put right by hand: marked, told, undone in one step, kept on reload", async ({ page }) => {
  await begin(page, ["Xã Đồng Văn", "Xã Bình Ca"]);
  await send(page, file("Xã Đồng Văn.csv", ["1oo", ...full.slice(1)]));
  await board(page).focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("F2");
  const field = page.getByLabel(/^Giá trị của Xã Đồng Văn/);
  await expect(field).toBeFocused();
  await page.keyboard.type("100");
  await page.keyboard.press("Enter");
  await expect(cell(page, 0, 0)).toHaveText("100");
  await expect(cell(page, 0, 0)).toHaveClass(/by-hand/);
  await expect(board(page)).toBeFocused();
  await expect(page.getByRole("status").filter({ hasText: "“100 (sửa tay, tệp ghi “1oo”)” – từ Xã Đồng Văn.csv" })).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(cell(page, 0, 0)).toHaveText("1oo");
  await page.getByRole("button", { name: "Sửa giá trị" }).click();
  await field.fill("100");
  await page.getByRole("button", { name: "Ghi", exact: true }).click();
  await saved(page);
  await page.reload();
  await expect(cell(page, 0, 0)).toHaveText("100");
  await page.getByRole("button", { name: "Sửa giá trị" }).click();
  await page.getByRole("button", { name: "Lấy lại giá trị trong tệp" }).click();
  await expect(cell(page, 0, 0)).toHaveText("1oo");
  // Whoever sent nothing has no cell.
  await cell(page, 0, 1).click();
  await page.keyboard.press("F2");
  await expect(page.getByRole("alert").filter({ hasText: "chưa gửi dòng này" })).toBeVisible();
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
