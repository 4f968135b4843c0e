// Findings: preview, fix all, waivers; rules, agencies and the national list per document.
import { readFileSync, writeFileSync } from "node:fs";
import { cell, choose, edit, expect, exportExcel, openFile, openFindings, openSample, phuluc, saved, sharedFixture, test } from "../helpers.mjs";

const panel = (page) => page.getByRole("region", { name: "Kiểm tra" });
test("fixes are shown before and after, and a group is looked at before it is made", async ({ page }) => {
  await openSample(page);
  await openFindings(page);
  const dash = panel(page).locator("li[data-rule=leading-dash]");
  await expect(dash.locator("del")).toHaveText("- ");
  await expect(dash.locator(".difference")).toContainText("Tỷ lệ hồ sơ");

  await panel(page).getByRole("button", { name: /^Chỉnh mọi chỗ an toàn/ }).click();
  const dialog = page.getByRole("dialog", { name: "Xem trước khi sửa" });
  const lines = dialog.getByRole("listitem");
  const n = await lines.count();
  expect(n).toBeGreaterThan(2);
  // One fix is deselected.
  const spacing = lines.filter({ hasText: "hài lòng khi giải quyết" });
  await spacing.getByRole("checkbox").uncheck();
  await dialog.getByRole("button", { name: `Áp dụng (${n - 1})` }).click();
  await expect(dialog).toBeHidden();
  await expect(panel(page).locator("li[data-rule=leading-dash]")).toHaveCount(0);
  await expect(panel(page).locator("li[data-rule=stray-spacing]")).toHaveCount(1);
  // The fixes are one undo step, and the grid has the focus.
  await page.keyboard.press("Control+z");
  await expect(panel(page).locator("li[data-rule=leading-dash]")).toHaveCount(1);
  await page.keyboard.press("Control+y");
  await expect(panel(page).locator("li[data-rule=leading-dash]")).toHaveCount(0);
});

test("a fix is for the text as it is now", async ({ page }) => {
  await openSample(page);
  await openFindings(page);
  const target = cell(page, 3, "content");
  await target.click();
  await page.keyboard.press("F2");
  await page.keyboard.press("End");
  await page.keyboard.type(" đúng hạn");
  await page.keyboard.press("Enter");
  await expect(target).toHaveText("Tỷ lệ người dân hài lòng khi giải quyết  thủ tục đúng hạn");
  const finding = panel(page).locator("li[data-rule=stray-spacing]");
  await expect(finding.locator(".difference")).toContainText("tục đúng hạn");
  await finding.getByRole("button", { name: "Sửa" }).click();
  await expect(target).toHaveText("Tỷ lệ người dân hài lòng khi giải quyết thủ tục đúng hạn");
});

test("findings are filtered, searched and grouped by row", async ({ page }) => {
  await openSample(page);
  await openFindings(page);
  const lines = panel(page).locator("li[data-rule]");
  const all = await lines.count();
  const errors = panel(page).getByRole("button", { name: /^Lỗi \(\d+\)/ });
  const n = Number((await errors.innerText()).match(/\((\d+)\)/)[1]);
  await errors.click();
  await expect(errors).toHaveAttribute("aria-pressed", "true");
  await expect(lines).toHaveCount(n);
  expect(n).toBeLessThan(all);
  await errors.click();
  await expect(lines).toHaveCount(all);
  const search = panel(page).getByRole("searchbox");
  await search.fill("chu tri");
  await expect(lines).toHaveCount(1);
  await expect(lines).toHaveAttribute("data-rule", "missing-lead-agency");
  await search.fill("không có gì như thế");
  await expect(panel(page).getByText("Không có kết quả nào ứng với bộ lọc.")).toBeVisible();
  await search.fill("");
  await panel(page).getByLabel("Xếp theo").selectOption("row");
  await expect(panel(page).locator("details").first()).toContainText("Phụ lục I, mục I, dòng 1: - Tỷ lệ hồ sơ nộp trực tuyến");
  await expect(lines).toHaveCount(all);
  await panel(page).getByRole("button", { name: "Sau (F8)" }).click();
  await expect(page.getByRole("gridcell", { selected: true })).toBeVisible();
});

test("a former body is replaced everywhere by the one that is chosen, after a look", async ({ page }) => {
  await openSample(page);
  for (const row of [2, 3, 4]) await edit(page, row, "Sở TT&TT");
  await openFindings(page);
  const group = panel(page).locator("details", { has: page.locator("li[data-rule=agency-abolished]") });
  await expect(group.locator("summary")).toContainText("“Sở Thông tin và Truyền thông” (3)");
  const bodies = group.getByLabel("Thay “Sở Thông tin và Truyền thông” bằng");
  expect(await bodies.locator("option").count()).toBeGreaterThan(1);
  await bodies.selectOption("Sở Khoa học và Công nghệ");
  await group.getByRole("button", { name: "Thay tất cả (3)…" }).click();
  const dialog = page.getByRole("dialog", { name: "Xem trước khi sửa" });
  await expect(dialog.getByRole("listitem")).toHaveCount(3);
  await dialog.getByRole("button", { name: "Áp dụng (3)" }).click();
  await expect(group).toHaveCount(0);
  for (const row of [2, 3, 4]) await expect(cell(page, row, "lead")).toHaveText("Sở Khoa học và Công nghệ");
  await page.keyboard.press("Control+z");
  await expect(group.locator("li")).toHaveCount(3);

  // One reason answers all of them, and is taken back as one step.
  await group.getByRole("button", { name: "Giải trình cả 3 chỗ…" }).click();
  const reason = page.getByRole("dialog", { name: "Giữ nguyên và giải trình" });
  await expect(reason).toContainText("Và 2 chỗ tương tự");
  await reason.getByLabel("Lý do giữ nguyên").fill("Tên tại thời điểm ban hành");
  await reason.getByRole("button", { name: "Lưu giải trình" }).click();
  await expect(group).toHaveCount(0);
  await expect(panel(page).getByText("Đã giải trình (3)")).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(group.locator("li")).toHaveCount(3);
});

test("the list shows the annex at hand, the worst first, and follows the active cell", async ({ page }) => {
  await openSample(page);
  await openFindings(page);
  const severities = await panel(page).locator("details.rule").evaluateAll((groups) => groups.map((it) => it.dataset.severity));
  const rank = { error: 0, warning: 1, hint: 2 };
  expect(severities.map((it) => rank[it])).toEqual(severities.map((it) => rank[it]).sort());
  await page.setViewportSize({ width: 1366, height: 480 });
  const lines = panel(page).locator("li[data-rule]");
  const inPanel = (line) => line.evaluate((it) => {
    const box = it.getBoundingClientRect();
    const frame = it.closest(".findings").getBoundingClientRect();
    return frame.top <= box.top && box.bottom <= frame.bottom + 1;
  });
  for (let at = 0; at < await lines.count(); at += 1) {
    await page.keyboard.press("F8");
    const current = panel(page).locator("li.at");
    await expect(current).not.toHaveCount(0);
    await expect.poll(() => inPanel(current.first())).toBe(true);
  }

  // A second annex has its own list; the other one is counted and can be listed too.
  const n = await lines.count();
  await page.getByRole("tab").first().click({ button: "right" });
  await page.getByRole("menuitem", { name: "Nhân bản phụ lục" }).click();
  await expect(page.getByRole("tab")).toHaveCount(3);
  await page.getByRole("tab").last().click();
  await expect(panel(page).getByRole("button", { name: /^Ở các phụ lục khác: \d+/ })).toBeVisible();
  await expect(panel(page).locator("li[data-rule=time-outside-phases]")).toHaveCount(1);
  const here = await lines.count();
  await panel(page).getByLabel("Xem ở").selectOption("everywhere");
  await expect.poll(() => lines.count()).toBeGreaterThan(Math.max(n, here));
});

test("a finding about the head stands at the head, not in the first cell", async ({ page }) => {
  await openSample(page);
  await page.getByRole("textbox", { name: "Tên phụ lục" }).fill("DANH MỤC MỤC CHỈ TIÊU");
  await page.keyboard.press("Enter");
  const mark = page.locator(".paper-head > .finding");
  await expect(mark).toHaveAttribute("title", /MỤC MỤC|lặp/);
  await mark.click();
  await expect(panel(page).getByRole("heading", { name: "Đầu phụ lục và tên cột" })).toBeVisible();
  await expect(panel(page).locator("li[data-rule=title-form] .address")).toHaveText("Phụ lục I, đầu phụ lục");
});

test("a finding is answered, kept, listed on export and taken back", async ({ page }, testInfo) => {
  await openSample(page);
  await page.getByRole("tab").nth(1).click();
  await openFindings(page);
  const finding = panel(page).locator("li[data-rule=time-outside-phases]");
  await finding.getByRole("button", { name: "Giải trình…" }).click();
  const dialog = page.getByRole("dialog", { name: "Giữ nguyên và giải trình" });
  await expect(dialog.getByRole("button", { name: "Lưu giải trình" })).toBeDisabled();
  await dialog.getByLabel("Lý do giữ nguyên").fill("Đã làm từ năm 2025");
  await dialog.getByRole("button", { name: "Lưu giải trình" }).click();
  await expect(finding).toHaveCount(0);
  await expect(panel(page).getByText("Đã giải trình (1)")).toBeVisible();
  await saved(page);

  // The waiver survives a reload, and the export lists it on request.
  await page.reload();
  await panel(page).getByText("Đã giải trình (1)").click();
  await expect(panel(page).locator("[data-waived=time-outside-phases]")).toContainText("Đã làm từ năm 2025");
  await choose(page, "Xuất dạng khác", "Xem lại rồi xuất…");
  await page.getByRole("checkbox", { name: "Trang giải trình" }).check();
  await page.getByRole("dialog").getByRole("button", { name: "Hủy" }).click();
  const file = await exportExcel(page, testInfo);
  const { stdout } = await phuluc("import", file);
  expect(stdout).toContain("Giải trình Bỏ trang do phuluc lập thêm khi xuất.");

  await panel(page).getByRole("button", { name: "Bỏ giải trình" }).click();
  await page.getByRole("tab").nth(1).click();
  await expect(finding).toHaveCount(1);
});

test("rules are switched off and weighed; the profile is a file and a default", async ({ page }, testInfo) => {
  await openSample(page);
  await openFindings(page);
  const settings = page.getByRole("dialog", { name: "Thiết lập kiểm tra của tài liệu này" });
  const open = () => panel(page).getByRole("button", { name: "Thiết lập kiểm tra…" }).click();
  await open();
  await settings.getByLabel("Mức của “Thừa gạch đầu dòng”").selectOption("off");
  await settings.getByLabel("Mức của “Khoảng trắng thừa hoặc chưa đúng chỗ”").selectOption("error");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    settings.getByRole("button", { name: "Lưu hồ sơ thành tệp" }).click(),
  ]);
  const path = testInfo.outputPath("ho-so.json");
  await download.saveAs(path);
  expect(JSON.parse(readFileSync(path, "utf8")).rules).toEqual({ "leading-dash": "off", "stray-spacing": "error" });
  await settings.getByRole("button", { name: "Đóng" }).click();
  await expect(panel(page).locator("li[data-rule=leading-dash]")).toHaveCount(0);
  await expect(panel(page).locator("li[data-rule=stray-spacing]")).toHaveAttribute("data-severity", "error");

  // Each change is one undo step; the profile loads from the file; other files are rejected.
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expect(panel(page).locator("li[data-rule=leading-dash]")).toHaveCount(1);
  await open();
  const wrong = testInfo.outputPath("sai.json");
  writeFileSync(wrong, "{}");
  const choose = async (file) => {
    const [chooser] = await Promise.all([
      page.waitForEvent("filechooser"),
      settings.getByRole("button", { name: "Mở tệp hồ sơ" }).click(),
    ]);
    await chooser.setFiles(file);
  };
  await choose(wrong);
  await expect(page.getByText("Tệp này không phải hồ sơ kiểm tra của phuluc")).toBeVisible();
  await choose(path);
  await expect(settings.getByLabel("Mức của “Thừa gạch đầu dòng”")).toHaveValue("off");
  await settings.getByRole("button", { name: "Dùng cho tài liệu mới" }).click();
  await settings.getByRole("button", { name: "Đóng" }).click();
  await page.getByRole("button", { name: "‹ Tài liệu" }).click();
  await openSample(page);
  await openFindings(page);
  await expect(panel(page).locator("li[data-rule=stray-spacing]")).toHaveAttribute("data-severity", "error");
});

test("agencies of one's own are known and proposed", async ({ page }) => {
  await openSample(page);
  await openFindings(page);
  await cell(page, 2, "lead").click();
  await page.keyboard.type("Sở Nội vu");
  await page.keyboard.press("Enter");
  const finding = panel(page).locator("li[data-rule=agency-unknown]");
  await expect(finding).toHaveCount(1);
  await panel(page).getByRole("button", { name: "Thiết lập kiểm tra…" }).click();
  const settings = page.getByRole("dialog", { name: "Thiết lập kiểm tra của tài liệu này" });
  await settings.getByRole("button", { name: "Cơ quan riêng" }).click();
  await settings.getByLabel("Tên cơ quan").fill("Sở Nội vu");
  await settings.getByLabel(/^Cách viết khác/).fill("SNVu; Nội vu");
  await settings.getByRole("button", { name: "Thêm cơ quan" }).click();
  await expect(settings.getByRole("rowheader", { name: "Sở Nội vu" })).toBeVisible();
  await settings.getByRole("button", { name: "Đóng" }).click();
  await expect(finding).toHaveCount(0);
  await cell(page, 3, "lead").click();
  await page.keyboard.press("F2");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("noi vu");
  await expect(page.getByRole("option", { name: "Sở Nội vu" })).toBeVisible();
  await page.keyboard.press("Escape");
});

test("the national list says what a plan covers", async ({ page }) => {
  const file = sharedFixture("kh334.xlsx");
  test.skip(!file, "the real annexes are not beside the repository; in CI they are");
  await openFile(page, file);
  await openFindings(page);
  await panel(page).getByRole("button", { name: "Thiết lập kiểm tra…" }).click();
  const settings = page.getByRole("dialog", { name: "Thiết lập kiểm tra của tài liệu này" });
  await settings.getByRole("button", { name: "Chỉ tiêu quốc gia" }).click();
  await expect(settings.getByText("Đối chiếu với 18 chỉ tiêu: 17 đã có trong phụ lục, 1 chưa thấy.")).toBeVisible();
  const row = settings.getByRole("row", { name: /^8\. Nền tảng số/ });
  await expect(row).toContainText("chưa thấy");
  const third = settings.getByRole("row", { name: /^3\. Người dân/ });
  await expect(third).toContainText("báo chí đưa tin");
  await third.getByRole("button", { name: /mục II, dòng 1$/ }).click();
  await expect(settings).toBeHidden();
  await expect(page.getByRole("gridcell", { selected: true })).toContainText("đánh giá hài lòng");
});
