// No serious axe violations on any screen, light or dark; the main task by keyboard alone.
import AxeBuilder from "@axe-core/playwright";
import { cell, choose, columnMenu, expect, openFile, openFindings, openSample, sharedFixture, test } from "../helpers.mjs";

async function expectClean(page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => ["serious", "critical"].includes(impact));
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join("\n")}`)).toEqual([]);
}

for (const colorScheme of ["light", "dark"]) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("the start screen", async ({ page }) => {
      await openSample(page);
      await page.getByRole("button", { name: "‹ Tài liệu" }).click();
      await page.getByRole("button", { name: "Xóa Phụ lục mẫu" }).click();
      await expect(page.getByRole("note")).toBeVisible();
      await expectClean(page);
    });

    test("the editor, with a selection and the find bar", async ({ page }) => {
      await openSample(page);
      await expectClean(page);
      await cell(page, 2, "unit").click();
      await page.keyboard.press("Control+Shift+End");
      await page.keyboard.press("Control+h");
      await page.getByRole("textbox", { name: "Tìm gì" }).fill("%");
      await page.getByRole("textbox", { name: "Thay bằng" }).fill("phần trăm");
      await page.getByRole("button", { name: "Thay tất cả…" }).click();
      await expect(page.getByRole("dialog", { name: "Xem trước khi sửa" })).toBeVisible();
      await expectClean(page);
    });

    test("the checks of a document, fixes before they are made, and answers", async ({ page }) => {
      await openSample(page);
      const findings = await openFindings(page);
      await findings.getByRole("button", { name: /^Chỉnh mọi chỗ an toàn/ }).click();
      await expect(page.getByRole("dialog", { name: "Xem trước khi sửa" })).toBeVisible();
      await expectClean(page);
      await page.keyboard.press("Escape");
      await findings.getByRole("button", { name: "Giải trình…" }).first().click();
      await expect(page.getByLabel("Lý do giữ nguyên")).toBeFocused();
      await expectClean(page);
      await page.keyboard.press("Escape");
      await findings.getByRole("button", { name: "Thiết lập kiểm tra…" }).click();
      const settings = page.getByRole("dialog", { name: "Thiết lập kiểm tra của tài liệu này" });
      for (const tab of ["Quy tắc", "Cơ quan riêng", "Chỉ tiêu quốc gia"]) {
        await settings.getByRole("button", { name: tab }).click();
        await expectClean(page);
      }
      await page.keyboard.press("Escape");
      await expect(settings).toBeHidden();
    });

    test("history, the look before an export, a document that another window edits", async ({ page, context, baseURL }, testInfo) => {
      await openSample(page);
      await page.getByRole("button", { name: "Lịch sử…" }).click();
      await page.getByRole("button", { name: "Giữ phiên bản hiện nay" }).click();
      await expect(page.getByRole("combobox", { name: "So từ" })).toBeVisible();
      await expectClean(page);
      await page.keyboard.press("Escape");
      await choose(page, "Xuất dạng khác", "Xem lại rồi xuất…");
      await expect(page.getByRole("dialog", { name: "Xem lại trước khi xuất" })).toBeVisible();
      await expectClean(page);
      await page.keyboard.press("Escape");
      const other = await context.newPage();
      await other.goto(baseURL);
      await other.locator("button.document").first().click();
      await expect(other.getByRole("button", { name: "Sửa ở đây" })).toBeVisible();
      await expectClean(other);
      const download = other.waitForEvent("download");
      await other.getByRole("button", { name: "‹ Tài liệu" }).click();
      await other.getByRole("button", { name: "Sao lưu tất cả" }).click();
      const path = testInfo.outputPath("tat-ca.phuluc");
      await (await download).saveAs(path);
      await other.getByRole("region", { name: "Tài liệu của tôi" }).locator("input[type=file]").setInputFiles(path);
      await expect(other.getByRole("dialog", { name: "Nhập bản sao lưu" })).toBeVisible();
      await expectClean(other);
    });

    test("the grid's menu, panel, lists, outline and large editor", async ({ page }) => {
      await openSample(page);
      await page.keyboard.press("Control+Shift+L");
      await choose(page, "Công cụ khác", "Mục lục");
      await expectClean(page);
      await page.keyboard.press("Escape");
      const menu = await columnMenu(page, "Cơ quan chủ trì");
      await expect(menu).toBeVisible();
      await expectClean(page);
      await menu.getByRole("menuitem", { name: "Lọc theo giá trị…" }).click();
      await expect(page.getByRole("dialog", { name: "Cơ quan chủ trì" })).toBeVisible();
      await expectClean(page);
      await page.keyboard.press("Escape");
      await cell(page, 2, "lead").click({ button: "right" });
      await expect(page.getByRole("menu")).toBeVisible();
      await expectClean(page);
      await page.keyboard.press("Escape");
      await page.keyboard.type("so");
      await page.keyboard.press("Alt+ArrowDown");
      await expect(page.getByRole("listbox")).toBeVisible();
      await expectClean(page);
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");
      await page.keyboard.press("Control+F2");
      await expect(page.locator(".large-editor textarea")).toBeFocused();
      await expectClean(page);
    });

    test("the import preview", async ({ page }) => {
      const file = sharedFixture("kh226.xlsx");
      test.skip(!file, "the real annexes are not beside the repository; in CI they are");
      await page.getByLabel("Chọn tệp phụ lục").setInputFiles(file);
      await expect(page.getByRole("button", { name: "Nhập", exact: true })).toBeEnabled();
      await expectClean(page);
      await page.keyboard.press("Escape");
      await openFile(page, file);
      await expectClean(page);
    });
  });
}

test("with the keyboard alone: open the sample, edit, leave the grid, fix, export", async ({ page }) => {
  const focus = async (name) => {
    for (let step = 0; step < 40; step += 1) {
      await page.keyboard.press("Tab");
      const focused = await page.evaluate(() => document.activeElement.textContent.trim());
      if (focused.startsWith(name)) return;
    }
    throw new Error(`Tab does not reach ${name}`);
  };
  await focus("Thử với phụ lục mẫu");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("grid")).toBeVisible();
  await expect(page.locator(".cell-editor")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  await page.keyboard.type("Sở Y tế");
  await page.keyboard.press("Enter");
  await page.keyboard.press("F8");
  await page.keyboard.press("Escape");
  const counts = page.getByRole("region", { name: "Kiểm tra" });
  await expect(counts).toContainText("4 cảnh báo");
  await focus("Sửa");
  await page.keyboard.press("Enter");
  await expect(counts).toContainText("3 cảnh báo");
  const download = page.waitForEvent("download");
  await page.keyboard.press("Shift+Tab");
  await page.getByRole("button", { name: "Xuất Excel" }).focus();
  await page.keyboard.press("Enter");
  await download;
});

test("forced colours show the active cell, what is selected and what is wrong", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
  await openSample(page);
  await cell(page, 3, "content").click();
  await page.keyboard.press("Shift+ArrowRight");
  const outline = (locator) => locator.evaluate((it) => getComputedStyle(it).outlineStyle);
  expect(await outline(page.locator(".cell-editor"))).toBe("solid");
  expect(await outline(cell(page, 3, "unit"))).toBe("dashed");
  expect(await outline(cell(page, 3, "target", 1))).toBe("solid");
});

test("at 200 % the grid is there and can be worked", async ({ page }) => {
  await page.setViewportSize({ width: 683, height: 384 });
  await openSample(page);
  await cell(page, 2, "content").click();
  await page.keyboard.type("sửa");
  await page.keyboard.press("Enter");
  await expect(cell(page, 2, "content")).toHaveText("sửa");
  await page.keyboard.press("Control+End");
  await expect(cell(page, 10, "lead")).toBeInViewport();
});

test("F1 shows the keyboard, Esc returns to the grid", async ({ page }) => {
  await openSample(page);
  await cell(page, 2, "unit").click();
  await page.keyboard.press("F1");
  const help = page.getByRole("dialog", { name: "Phím tắt" });
  await expect(help).toContainText("Ctrl+F, Ctrl+H, F3");
  await expectClean(page);
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();
  await page.keyboard.type("lượt");
  await page.keyboard.press("Enter");
  await expect(cell(page, 2, "unit")).toHaveText("lượt");
});
