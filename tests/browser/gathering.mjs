// A consolidation on the page: its form, the files of units, and the places of the board.
import { expect } from "./helpers.mjs";

export const HEAD = "STT;Chỉ tiêu;Đơn vị tính;Kế hoạch năm 2026;Thực hiện;Ghi chú";
export const ROWS = [
  ["1", "Tổng số hộ trên địa bàn", "hộ", ""],
  ["2", "Tỷ lệ hộ được sử dụng nước sạch", "%", "95"],
  ["3", "Số nhà văn hóa thôn đạt chuẩn", "nhà", ""],
  ["4", "Thu ngân sách trên địa bàn", "triệu đồng", ""],
  ["5", "Số trạm y tế có bác sĩ làm việc", "trạm", ""],
];

/** A file of a unit with these values; `extra` are lines below the rows of the form. */
export function file(name, values, extra = []) {
  const rows = ROWS.map((row, at) => [...row, values[at] ?? "", ""].join(";"));
  return { name, mimeType: "text/csv", buffer: Buffer.from([HEAD, ...rows, ...extra].join("\n")) };
}

export const form = file("Biểu dân số.csv", []);
export const full = ["100", "96", "3", "1200", "2"];

export const setUp = (page) => page.getByRole("dialog", { name: "Tổng hợp: mẫu, đơn vị, hạn gửi" });
export const board = (page) => page.getByRole("grid", { name: "Ma trận" });
export const unit = (page, name) => page.getByRole("option", { name });
export const figure = (page, name) => page.getByRole("button", { name });
export const cell = (page, row, at) => page.locator(`#board-${row}-${at}`);
export const openTab = (page) => page.getByRole("tab", { name: /^Chưa khớp/ });

export async function begin(page, units, deadline = "2030-12-31") {
  await page.getByRole("button", { name: "Tổng hợp nhiều đơn vị" }).click();
  const dialog = setUp(page);
  const chooser = page.waitForEvent("filechooser");
  await dialog.getByRole("button", { name: "Lấy mẫu từ tệp…" }).click();
  await (await chooser).setFiles(form);
  await expect(dialog.getByRole("status")).toContainText("1 phụ lục, 5 dòng");
  await expect(dialog.getByLabel("Tên đợt tổng hợp")).toHaveValue("Biểu dân số");
  await dialog.getByLabel(/Đơn vị phải gửi/).fill(units.join("\n"));
  await dialog.getByLabel("Hạn gửi").fill(deadline);
  await dialog.getByRole("button", { name: "Bắt đầu tổng hợp" }).click();
  await expect(board(page)).toBeVisible();
}

export async function send(page, ...files) {
  await page.getByLabel("Chọn tệp của các đơn vị").and(page.locator("input")).setInputFiles(files);
  await expect(page.getByRole("status").filter({ hasText: "Đang đọc" })).toHaveCount(0);
}

