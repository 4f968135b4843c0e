// Files that are not annexes give a clear message, and the open document stays.
import { readFileSync } from "node:fs";
import { cell, expect, exportExcel, openSample, saved, test } from "../helpers.mjs";

const choose = (page, name, buffer) =>
  page.getByLabel("Chọn tệp phụ lục").setInputFiles({ name, mimeType: "application/octet-stream", buffer });

for (const { what, name, buffer, says } of [
  { what: "an empty file", name: "rong.xlsx", buffer: Buffer.alloc(0), says: "Tệp rỗng" },
  { what: "a CSV without an annex, renamed to .xls", name: "so-lieu.xls", buffer: Buffer.from("Họ tên,Điện thoại\nA,0205\n"), says: "Tệp văn bản này không có bảng phụ lục" },
  { what: "a web page without an annex, renamed to .xls", name: "bao-cao.xls", buffer: Buffer.from("<html><table></table></html>"), says: "HTML" },
  {
    what: "a password-protected workbook",
    name: "mat.xlsx",
    buffer: readFileSync(new URL("../../fixtures/password.xlsx", import.meta.url)),
    says: "mật khẩu",
  },
]) {
  test(`${what} is named, the open document stays`, async ({ page }) => {
    await openSample(page);
    await choose(page, name, buffer);
    const alert = page.getByRole("alert");
    await expect(alert).toContainText(name);
    await expect(alert).toContainText(says);
    await alert.getByRole("button", { name: "Đóng" }).click();
    await cell(page, 2, "lead").click();
    await page.keyboard.type("Sở Y tế");
    await page.keyboard.press("Enter");
    await expect(cell(page, 2, "lead")).toHaveText("Sở Y tế");
  });
}

test("a download that broke off is named; the whole file then opens", async ({ page }, testInfo) => {
  await openSample(page);
  const whole = readFileSync(await exportExcel(page, testInfo));
  await choose(page, "dut.xlsx", whole.subarray(0, whole.length / 2));
  await expect(page.getByRole("alert")).toContainText("cắt ngang");
  await choose(page, "du.xlsx", whole);
  // The same annexes are taken for another state of the open document.
  await page.getByRole("radio", { name: "Tài liệu mới" }).check();
  await page.getByRole("button", { name: "Nhập", exact: true }).click();
  await expect(page.getByRole("textbox", { name: "Tên tài liệu" })).toHaveValue("du");
});

test("an engine that cannot be loaded is a message, not a dead page", async ({ page, baseURL }) => {
  await page.route("**/reader-*", (route) => route.abort());
  await page.addInitScript(() => {
    // Simulates the load failure, since a real one would count as a console error of the page.
    window.Worker = class extends EventTarget {
      constructor() {
        super();
        setTimeout(() => this.dispatchEvent(new Event("error", { cancelable: true })));
      }
      terminate() {}
      postMessage() {}
    };
  });
  await page.goto(baseURL);
  await choose(page, "x.xlsx", Buffer.from("x"));
  await expect(page.getByRole("alert")).toContainText("Không tải được bộ đọc Excel");
});

for (const { how, answers, message } of [
  { how: "cannot be loaded", answers: false, message: "Không tải được bộ xuất tệp" },
  { how: "breaks", answers: true, message: "Việc tạo tệp bị dừng giữa chừng" },
]) {
  test(`an engine that ${how} while a file is made is a message; the document stays`, async ({ page, baseURL }) => {
    await page.addInitScript((answers) => {
      const Worker = window.Worker;
      window.Worker = function (url) {
        if (!url.includes("writer")) return new Worker(url);
        const broken = new EventTarget();
        const fail = () => broken.dispatchEvent(new Event("error", { cancelable: true }));
        broken.terminate = () => {};
        broken.postMessage = () => setTimeout(fail);
        setTimeout(answers ? () => broken.dispatchEvent(new MessageEvent("message", { data: { id: 0 } })) : fail);
        return broken;
      };
    }, answers);
    await page.goto(baseURL);
    await openSample(page);
    await page.getByRole("button", { name: "Xuất Excel" }).click();
    await expect(page.getByRole("alert")).toContainText(message);
    await expect(page.getByRole("grid")).toBeVisible();
    await saved(page);
  });
}
