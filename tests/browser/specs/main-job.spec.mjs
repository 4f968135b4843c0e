// The main task: open a real annex, edit, see the findings, fix, undo, export, reopen later.
import { cell, expect, exportExcel, holdFrames, openFile, openFindings, openSample, outlineOf, saved, sharedFixture, test, truthOf } from "../helpers.mjs";

for (const { name, row, role, text, fixRule } of [
  { name: "kh334", row: 2, role: "lead", text: "Sở Khoa học và Công nghệ", fixRule: "leading-dash" },
  { name: "kh226", row: 3, role: "coordinating", text: "Sở Nội vụ; các sở, ban, ngành", fixRule: "ordinal-form" },
  { name: "qd3256", row: 3, role: "target", text: "96%", fixRule: "stray-spacing" },
]) {
  test(`${name}: open, edit, fix, undo, export, reload`, async ({ page }, testInfo) => {
    const file = sharedFixture(`${name}.xlsx`);
    test.skip(!file, "the real annexes are not beside the repository; in CI they are");
    const truth = truthOf(sharedFixture(`${name}.expected.json`));
    await openFile(page, file);
    await expect(page.getByRole("grid")).toHaveAccessibleName(truth[0].title);
    await expect(page.getByRole("tab")).toHaveCount(truth.length);

    // An immediate export equals the opened file.
    expect(await outlineOf(await exportExcel(page, testInfo))).toEqual(truth);

    // Edits by keyboard.
    const key = role === "target" ? "target 2026-2027" : role;
    const target = cell(page, row, role);
    await target.click();
    await page.keyboard.type(text);
    await page.keyboard.press("Enter");
    await expect(target).toHaveText(text);
    truth[0].rows[row - 1][key] = text;

    // Fixes one finding, which then disappears.
    const findings = await openFindings(page);
    await findings.getByLabel("Xem ở").selectOption("everywhere");
    const group = findings.locator("details", { has: page.locator(`li[data-rule=${fixRule}]`) });
    const count = async () => Number((await group.locator("summary").innerText()).match(/\((\d+)\)/)[1]);
    const before = await count();
    await group.getByRole("listitem").first().getByRole("button", { name: "Sửa" }).click();
    await expect.poll(count).toBe(before - 1);

    // Undoes the fix and the edit, redoes the edit.
    await page.getByRole("button", { name: "Hoàn tác" }).click();
    await expect.poll(count).toBe(before);
    await page.getByRole("button", { name: "Hoàn tác" }).click();
    await expect(target).not.toHaveText(text);
    await page.getByRole("button", { name: "Làm lại" }).click();
    await expect(target).toHaveText(text);

    // The export differs only by the edit.
    await saved(page);
    expect(await outlineOf(await exportExcel(page, testInfo))).toEqual(truth);

    // The document is open again after a reload.
    await page.reload();
    await expect(cell(page, row, role)).toHaveText(text);
  });
}

for (const name of ["kh334.xls", "kh334.ods", "qd3256.xls", "qd3256.ods"]) {
  test(`${name} opens too`, async ({ page }) => {
    const file = sharedFixture(name);
    test.skip(!file, "the real annexes are not beside the repository; in CI they are");
    await openFile(page, file);
    await expect(page.getByRole("tab")).toHaveCount(2);
  });
}

test("the preview says what was understood and done, and can be refused", async ({ page }) => {
  const file = sharedFixture("kh226.xlsx");
  test.skip(!file, "the real annexes are not beside the repository; in CI they are");
  await page.getByLabel("Chọn tệp phụ lục").setInputFiles(file);
  const preview = page.getByRole("dialog", { name: "Xem trước khi nhập" });
  await expect(preview).toContainText("10 mục, 42 dòng");
  await expect(preview).toContainText("dòng 25: Nối dòng bị ngắt trang vào dòng trước.");
  await preview.getByRole("button", { name: "Hủy" }).click();
  await expect(preview).toBeHidden();
  await expect(page.getByText("Chưa có tài liệu nào.")).toBeVisible();
});

test("a name typed before a busy machine has drawn the grid stays a name", async ({ page }) => {
  const draw = await holdFrames(page);
  await openSample(page);
  const name = page.getByRole("textbox", { name: "Tên tài liệu" });
  await name.click({ clickCount: 3 });
  await draw();
  await page.keyboard.type("Kế hoạch của sở");
  await page.keyboard.press("Enter");
  await expect(name).toHaveValue("Kế hoạch của sở");
  await saved(page);
  await page.getByRole("button", { name: "‹ Tài liệu" }).click();
  await expect(page.locator("button.document")).toContainText("Kế hoạch của sở");
});

test("keys go at once to what was opened or left, also where the browser draws late", async ({ page }) => {
  await openSample(page);
  const editor = page.locator("textarea.cell-editor");
  const draw = await holdFrames(page);
  await cell(page, 2, "lead").click({ button: "right" });
  await expect(page.getByRole("menu")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.type("Một");
  await expect(editor).toHaveValue("Một");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+f");
  await page.keyboard.type("tỉnh");
  await expect(page.getByRole("search").getByRole("textbox")).toHaveValue("tỉnh");
  await page.keyboard.press("Escape");
  await page.keyboard.type("Hai");
  await expect(editor).toHaveValue("Hai");
  await draw();
  await expect(editor).toHaveValue("Hai");
});

test("an annex and a document may be left before the browser has drawn them", async ({ page }) => {
  const draw = await holdFrames(page);
  await openSample(page);
  await page.getByRole("tab", { name: "Phụ lục II" }).click();
  await page.getByRole("tab", { name: "Phụ lục I", exact: true }).click();
  await page.getByRole("button", { name: "‹ Tài liệu" }).click();
  await page.locator("button.document").click();
  await draw();
  await cell(page, 2, "lead").click();
  await page.keyboard.type("Sở Y tế");
  await page.keyboard.press("Enter");
  await expect(cell(page, 2, "lead")).toHaveText("Sở Y tế");
});

test("a file dropped on the page opens", async ({ page }, testInfo) => {
  await openSample(page);
  const path = await exportExcel(page, testInfo);
  const bytes = [...(await import("node:fs")).readFileSync(path)];
  await page.evaluate((bytes) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(bytes)], "tha-vao.xlsx"));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  }, bytes);
  // The same annexes are taken for another state of the open document.
  await page.getByRole("radio", { name: "Tài liệu mới" }).check();
  await page.getByRole("button", { name: "Nhập", exact: true }).click();
  await expect(page.getByRole("textbox", { name: "Tên tài liệu" })).toHaveValue("tha-vao");
});

test("the sample: every kind of finding, fix all of a kind, export survives the command line", async ({ page }, testInfo) => {
  await openSample(page);
  const findings = await openFindings(page);
  await findings.getByLabel("Xem ở").selectOption("everywhere");
  await expect(findings).toContainText("4 lỗi, 5 cảnh báo, 1 gợi ý");
  await findings.getByRole("button", { name: /990/ }).click();
  await expect(cell(page, 3, "target", 1)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.type("99");
  await page.keyboard.press("Enter");
  await expect(findings).toContainText("3 lỗi");
  // Alt+Enter applies the fix of the active cell, F8 goes to the next finding.
  await cell(page, 2, "content").click();
  await page.keyboard.press("Alt+Enter");
  await expect(cell(page, 2, "content")).toHaveText(/^Tỷ lệ hồ sơ nộp/);
  await page.keyboard.press("F8");
  await expect(cell(page, 3, "content")).toHaveAttribute("aria-selected", "true");
  const outline = await outlineOf(await exportExcel(page, testInfo));
  expect(outline[0].rows[2]["target 2028-2030"]).toBe("99");
  expect(outline[1].kind).toBe("tasks");
});
