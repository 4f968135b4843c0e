// Reports on a plan: a whole quarter, from making the report to comparing it with the next one.
import { readFileSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import { cell, choose, expect, openSample, outlineOf, paste, saved, test, undoButton } from "../helpers.mjs";

/** Makes the report of a period out of what the dialog proposes. */
async function makeReport(page, period, year = "2026") {
  await choose(page, "Công cụ khác", "Báo cáo tiến độ…");
  const dialog = page.getByRole("dialog", { name: "Báo cáo tiến độ" });
  await dialog.getByLabel("Năm", { exact: true }).fill(year);
  await dialog.getByLabel("Năm", { exact: true }).press("Tab");
  await dialog.getByLabel("Kỳ báo cáo").selectOption({ label: period });
  await dialog.getByRole("button", { name: "Lập báo cáo" }).click();
  await expect(dialog).toBeHidden();
}

async function fill(page, results) {
  for (const [row, text] of Object.entries(results)) {
    await cell(page, Number(row), "actual", -1).click();
    await page.keyboard.type(text);
    await page.keyboard.press("Enter");
  }
}

async function openProgress(page) {
  await page.getByRole("toolbar").getByRole("button", { name: "Tiến độ" }).click();
  const panel = page.getByRole("region", { name: /^Tiến độ/ });
  await expect(panel).toBeVisible();
  return panel;
}

const activeTab = (page) => page.getByRole("tab", { selected: true });
const THIRD = { 2: "85", 3: "92", 4: "100", 6: "3", 10: "40" };

async function expectClean(page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => ["serious", "critical"].includes(impact));
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join("\n")}`)).toEqual([]);
}

test("a quarter: made, filled in, judged, corrected, told, compared with the next", async ({ page }) => {
  await openSample(page);
  await makeReport(page, "Quý III/2026");
  // One step makes the reports on both annexes; the first result is active.
  await expect(page.getByRole("tab")).toHaveCount(4);
  await expect(activeTab(page)).toHaveText("BC Quý III-2026");
  await undoButton(page).click();
  await expect(page.getByRole("tab")).toHaveCount(2);
  await makeReport(page, "Quý III/2026");
  await page.keyboard.type("85");
  await page.keyboard.press("Enter");
  await expect(cell(page, 2, "actual")).toHaveText("85");
  await fill(page, THIRD);

  const panel = await openProgress(page);
  await expect(panel.getByRole("heading", { name: "Tiến độ quý III/2026" })).toBeVisible();
  await expect(panel.getByRole("button", { name: /^03\/07 chỉ tiêu đạt và vượt/ })).toBeVisible();
  const row = panel.locator(".rows button").filter({ hasText: "Tỷ lệ người dân hài lòng" }).last();
  await expect(row).toContainText("Chưa đạt");
  await expect(row).toContainText("Kết quả 92% thấp hơn mục tiêu 95%");

  // A click leads to the row; a number of several rows leads from one to the next.
  await row.click();
  await expect(cell(page, 3, "actual")).toHaveAttribute("aria-selected", "true");
  const reached = panel.getByRole("button", { name: /^03\/07 chỉ tiêu/ });
  await reached.focus();
  await page.keyboard.press("Enter");
  await expect(cell(page, 4, "actual")).toHaveAttribute("aria-selected", "true");

  // A person's own assessment wins and is marked.
  await cell(page, 3, "status").click();
  await page.keyboard.type("Đạt");
  await page.keyboard.press("Enter");
  await expect(row).toContainText("Đạt; số liệu cho thấy Chưa đạt");
  await expect(row.getByText("người ghi")).toBeVisible();
  await expect(panel.getByRole("button", { name: /^04\/07 chỉ tiêu/ })).toBeVisible();

  // What is proposed is looked at with its reasons, goes into the empty cells only, and stays a proposal.
  await panel.getByRole("button", { name: /^Điền đánh giá đề xuất/ }).click();
  const preview = page.getByRole("dialog", { name: "Xem trước khi sửa" });
  await expect(preview.getByRole("listitem").filter({ hasText: "Vượt" })).toContainText("Kết quả 85");
  await preview.getByRole("button", { name: /^Áp dụng/ }).click();
  await expect(page.getByText(/^Đã điền \d+ đánh giá đề xuất/)).toBeVisible();
  await expect(cell(page, 2, "status")).toHaveText("Vượt");
  await expect(panel.locator(".rows").getByText("người ghi")).toHaveCount(1);
  await expect(cell(page, 3, "status")).toHaveText("Đạt");
  await expect(cell(page, 8, "status")).toHaveText("");
  await expect(panel.getByRole("button", { name: /^Điền đánh giá đề xuất/ })).toBeHidden();
  // A corrected result is assessed anew, and the cell is offered to follow.
  await fill(page, { 2: "60" });
  const corrected = panel.locator(".rows button").filter({ hasText: "Tỷ lệ hồ sơ nộp trực tuyến" }).last();
  await expect(corrected).toContainText("Ô đánh giá còn ghi “Vượt”");
  await expect(panel.getByRole("button", { name: "Điền đánh giá đề xuất (1)" })).toBeVisible();
  await undoButton(page).click();
  await expect(cell(page, 2, "actual")).toHaveText("85");
  await undoButton(page).click();
  // Undoing goes to what it changed first, which is in the other report.
  await page.getByRole("tab", { name: "BC Quý III-2026", exact: true }).click();
  await expect(cell(page, 2, "status")).toHaveText("");
  await expect(cell(page, 3, "status")).toHaveText("Đạt");

  await makeReport(page, "Quý IV/2026");
  await expect(page.getByRole("tab")).toHaveCount(6);
  await expect(activeTab(page)).toHaveText("BC Quý IV-2026");
  // The last results stand beside the new ones.
  await expect(cell(page, 2, "actual", 0)).toHaveText("85");
  await expect(cell(page, 2, "actual", 1)).toHaveText("");
  await fill(page, { 3: "96", 10: "60" });
  await expect(panel.getByRole("heading", { name: "Tiến độ quý IV/2026" })).toBeVisible();
  await panel.getByLabel("So với").selectOption({ label: "Quý III/2026" });
  const changes = panel.locator(".changed li");
  await expect(changes.filter({ hasText: "Tỷ lệ người dân hài lòng" })).toContainText("92 → 96");
  await expect(changes.filter({ hasText: "kết nối dự phòng" })).toContainText("Chưa đạt → Đạt");
  await panel.getByRole("combobox", { name: /^Kỳ/ }).selectOption({ label: "Quý III/2026" });
  await expect(panel.getByRole("button", { name: /^04\/07 chỉ tiêu/ })).toBeVisible();
});

test("the opening of the report: its numbers lead to rows, it is edited and copied", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openSample(page);
  await makeReport(page, "Quý III/2026");
  await fill(page, THIRD);
  const panel = await openProgress(page);
  const told = panel.getByRole("region", { name: "Đoạn mở đầu báo cáo" });
  await expect(told).toContainText("Đến hết quý III/2026, có 03/07 chỉ tiêu đạt và vượt mục tiêu (42,9%)");
  await told.getByRole("button", { name: "03/07" }).click();
  await expect(page.getByRole("grid")).toBeVisible();
  await told.getByRole("button", { name: "Sao chép" }).click();
  await expect(page.getByText("Đã sao chép đoạn mở đầu.")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("có 03/07 chỉ tiêu");
  await told.getByRole("button", { name: "Sửa" }).click();
  const field = told.getByRole("textbox");
  await field.press("Control+Home");
  await page.keyboard.type("Thực hiện Kế hoạch: ");
  await expect(field).toHaveValue(/^Thực hiện Kế hoạch: Đến hết quý III/);
  await told.getByRole("button", { name: "Sao chép" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^Thực hiện Kế hoạch: Đến hết/);
  // What is edited stays with the document.
  await field.press("Tab");
  await saved(page);
  await expect(field).toHaveValue(/^Thực hiện Kế hoạch: Đến hết quý III/);
  // It stays when the panel is closed, and says when the figures have changed.
  await panel.getByRole("button", { name: "Đóng" }).click();
  await fill(page, { 8: "100" });
  await openProgress(page);
  await expect(field).toHaveValue(/^Thực hiện Kế hoạch: Đến hết quý III/);
  await expect(told.getByText("Số liệu đã đổi từ khi sửa đoạn này.")).toBeVisible();
  await told.getByRole("button", { name: "Lấy lại đoạn đề xuất" }).click();
  await expect(told).toContainText("có 04/07 chỉ tiêu");
});

test("the rule for being late is stated and can be adjusted", async ({ page }) => {
  await openSample(page);
  await makeReport(page, "Quý III/2026");
  const panel = await openProgress(page);
  await panel.getByText(/^Chậm: đi chưa được 70% quãng phải đi/).click();
  await panel.getByLabel("Chậm khi dưới (%)").fill("90");
  await panel.getByLabel("Chậm khi dưới (%)").press("Tab");
  await expect(panel.getByText(/^Chậm: đi chưa được 90%/)).toBeVisible();
  await panel.getByLabel("Ngày báo cáo").fill("2025-12-01");
  await panel.getByLabel("Ngày báo cáo").press("Tab");
  await expect(panel.getByLabel("Ngày báo cáo")).toHaveValue("2025-12-01");
  await saved(page);
  await expect(panel.getByText(/^Chậm: đi chưa được 90%/)).toBeVisible();
  await expect(panel.getByLabel("Ngày báo cáo")).toHaveValue("2025-12-01");
});

test("a filled-in report is taken into its rows after a look at before and after, in one step", async ({ page }) => {
  await openSample(page);
  await makeReport(page, "Quý III/2026");
  await fill(page, { 2: "70" });
  const report = [
    "BÁO CÁO TIẾN ĐỘ QUÝ III/2026",
    "STT\tChỉ tiêu\tĐơn vị tính\tGiai đoạn 2026 - 2027\tKết quả thực hiện quý III/2026\tĐánh giá\tKhó khăn, vướng mắc",
    "I\tPhục vụ người dân, doanh nghiệp",
    "1\tTỷ lệ hồ sơ nộp trực tuyến trên tổng số hồ sơ tiếp nhận\t%\t75\t85\t\t",
    "2\tTỷ lệ người dân hài lòng khi giải quyết thủ tục\t%\t95\t92\tChưa đạt\tThiếu người",
    "3\tTỷ lệ kết quả giải quyết thủ tục được số hóa\t%\t100\t\t\t",
    "4\tMột việc khác hẳn mà kế hoạch không nêu\t%\t1\t5\t\t",
  ].join("\n");
  const file = { name: "so-noi-vu.tsv", mimeType: "text/plain", buffer: Buffer.from(report) };
  await page.getByLabel("Chọn tệp phụ lục").setInputFiles(file);
  const preview = page.getByRole("dialog", { name: "Xem trước khi nhập" });
  // A report on the open document is proposed to go into its rows.
  await expect(preview.getByRole("radio", { name: /lấy kết quả báo cáo/ })).toBeChecked();
  const change = (text) => preview.getByRole("row").filter({ hasText: text });
  await expect(change("70").first()).toContainText("85");
  await expect(change("Ngoài phần báo cáo").filter({ hasText: "75" }).first()).toBeVisible();
  await expect(preview.getByRole("checkbox", { name: /^Lấy thay đổi của dòng 4 Một việc khác hẳn/ })).not.toBeChecked();
  await preview.getByRole("button", { name: "Nhập", exact: true }).click();
  await expect(cell(page, 2, "actual")).toHaveText("85");
  await expect(cell(page, 2, "target", 0)).toHaveText("80");
  await expect(cell(page, 3, "status")).toHaveText("Chưa đạt");
  await expect(cell(page, 3, "note")).toHaveText("Thiếu người");
  await undoButton(page).click();
  await expect(cell(page, 2, "actual")).toHaveText("70");
  await expect(cell(page, 3, "status")).toHaveText("");
});

test("the summary is one sheet of paper; Word, Excel and data go out", async ({ page }, testInfo) => {
  await openSample(page);
  await makeReport(page, "Quý III/2026");
  await fill(page, THIRD);
  await saved(page);
  const panel = await openProgress(page);
  const outgoing = async (choice) => {
    const download = page.waitForEvent("download");
    await panel.getByRole("button", { name: "Xuất báo cáo" }).click();
    await page.getByRole("menuitem", { name: choice }).click();
    const file = await download;
    const path = testInfo.outputPath(file.suggestedFilename());
    await file.saveAs(path);
    return path;
  };
  const excel = await outgoing(/^Excel/);
  expect(excel).toContain("Báo cáo tiến độ Quý III-2026.xlsx");
  expect((await outlineOf(excel)).map(({ sheet }) => sheet)).toEqual(["BC Quý III-2026", "BC Quý III-2026 nhiệm vụ"]);
  expect(await outlineOf(await outgoing(/^Word/))).toHaveLength(2);
  const data = JSON.parse(readFileSync(await outgoing(/^Dữ liệu đánh giá/), "utf8"));
  expect(data.counts.indicators).toMatchObject({ exceeded: 1, met: 2, missed: 2, total: 7 });
  // The browser asks for the pages when it prints.
  await page.evaluate(() => (window.print = () => {}));
  const printSummary = async () => {
    await panel.getByRole("button", { name: "Xuất báo cáo" }).click();
    await page.getByRole("menuitem", { name: "In tóm tắt một trang" }).click();
  };
  await printSummary();
  // A browser may tell twice that it is about to print.
  await page.evaluate(() => ["beforeprint", "beforeprint"].map((it) => dispatchEvent(new Event(it))));
  await page.emulateMedia({ media: "print" });
  const sheet = page.locator(".print-pages section.summary");
  await expect(sheet).toHaveCount(1);
  await expect(sheet.getByRole("heading", { name: "BÁO CÁO TIẾN ĐỘ QUÝ III/2026" })).toBeVisible();
  await page.emulateMedia({ media: null });
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await printSummary();
  const pages = async (name) => {
    const pdf = await page.pdf({ preferCSSPageSize: true, path: testInfo.outputPath(name) });
    return pdf.toString("latin1").match(/\/Type \/Page\b/g).length;
  };
  expect(await pages("tom-tat.pdf")).toBe(1);
  // The next print is of the annexes again.
  expect(await pages("phu-luc.pdf")).toBeGreaterThan(1);
});

for (const colorScheme of ["light", "dark"]) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, viewport: { width: 1366, height: 641 } });

    test("the progress can be read by everybody", async ({ page }, testInfo) => {
      await openSample(page);
      await choose(page, "Công cụ khác", /^Tiến độ/);
      const panel = page.getByRole("region", { name: "Tiến độ" });
      await expect(panel.getByText("Tài liệu chưa có phụ lục báo cáo")).toBeVisible();
      await expectClean(page);
      await panel.getByRole("button", { name: "Báo cáo tiến độ…" }).click();
      await expect(page.getByRole("dialog", { name: "Báo cáo tiến độ" })).toBeVisible();
      await expectClean(page);
      await page.screenshot({ path: testInfo.outputPath("hop-thoai.png") });
      await page.keyboard.press("Escape");
      await makeReport(page, "Quý III/2026");
      await fill(page, { ...THIRD, 10: "5" });
      await cell(page, 2, "actual").click();
      await expect(panel.getByRole("button", { name: /^03\/07 chỉ tiêu/ })).toBeVisible();
      // Each picture says what it shows.
      await expect(panel.locator(".overview svg").first()).toBeVisible();
      for (const picture of await panel.locator(".overview svg").all()) {
        await expect(picture).toHaveAttribute("role", "img");
        await expect(picture).toHaveAttribute("aria-label", /\d/);
      }
      await expectClean(page);
      await page.screenshot({ path: testInfo.outputPath("tien-do.png") });
      await panel.evaluate((it) => it.parentElement.scrollTo(0, 600));
      await page.screenshot({ path: testInfo.outputPath("tien-do-2.png") });
      await panel.evaluate((it) => it.parentElement.scrollTo(0, 1300));
      await page.screenshot({ path: testInfo.outputPath("tien-do-3.png") });
      await panel.getByRole("button", { name: "Sửa" }).click();
      await expectClean(page);
    });
  });
}

test("what a report has from its plan is not edited until that is allowed", async ({ page }) => {
  await openSample(page);
  await makeReport(page, "Quý III/2026");
  const target = cell(page, 2, "target");
  const before = await target.textContent();
  await expect(target).toHaveAttribute("aria-readonly", "true");
  await expect(cell(page, 2, "actual")).not.toHaveAttribute("aria-readonly", "true");
  await target.click();
  await page.keyboard.type("9");
  await expect(page.getByText(/^Cột này lấy từ kế hoạch/)).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Delete");
  await expect(target).toHaveText(before);

  // A paste over both keeps what is of the plan and says so.
  const columns = await page.getByRole("columnheader").count();
  const heading = async (at) => page.getByRole("columnheader").nth(at).getAttribute("data-role");
  const roles = await Promise.all(Array.from({ length: columns }, (_, at) => heading(at)));
  const width = roles.indexOf("actual") - roles.indexOf("target") + 1;
  await target.click();
  await paste(page, Array.from({ length: width }, (_, at) => `p${at}`).join("\t"));
  await expect(page.getByText(/^Giữ nguyên \d+ ô lấy từ kế hoạch/)).toBeVisible();
  await expect(cell(page, 2, "actual")).toHaveText(`p${width - 1}`);
  await expect(target).toHaveText(before);
  const rows = await page.getByRole("grid").getAttribute("aria-rowcount");
  await page.keyboard.press("Control+-");
  await expect(page.getByText(/^Chưa thay đổi gì: dòng và tiêu đề cột lấy từ kế hoạch/)).toBeVisible();
  await expect(page.getByRole("grid")).toHaveAttribute("aria-rowcount", rows);

  await saved(page);
  await expectClean(page);
  await page.reload();
  await expect(cell(page, 2, "target")).toHaveAttribute("aria-readonly", "true");
  await cell(page, 2, "target").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Cho sửa các cột của kế hoạch" }).click();
  await expect(target).not.toHaveAttribute("aria-readonly", "true");
  await target.click();
  await page.keyboard.type("97");
  await page.keyboard.press("Enter");
  await expect(target).toHaveText("97");
  await undoButton(page).click();
  await undoButton(page).click();
  await expect(target).toHaveAttribute("aria-readonly", "true");
  await expect(target).toHaveText(before);
});
