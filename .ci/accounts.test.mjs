import assert from "node:assert/strict";
import { test } from "node:test";
import { examine, fromWindows1252, words } from "./accounts.mjs";

const run = (text, property = "") => `<w:r><w:rPr>${property}</w:rPr><w:t>${text}</w:t></w:r>`;
const left = (texts, kept, note, xml = "", lastTitle = 1) =>
  examine(texts, new Set(words(kept)), note, { xml: () => xml, lastTitle }).left;

test("a note explains the text that it speaks of, and no other", () => {
  const changes = "x Tệp có 2 chỗ sửa đang theo dõi (Track Changes); đọc như đã chấp nhận hết.";
  const xml = `<w:p><w:del w:id="1">${run("cũ kỹ").replace("<w:t>", "<w:delText>")}</w:del>${run("mất rồi")}</w:p>`;
  assert.deepEqual(left(["cũ kỹ"], "mới", changes, xml), []);
  assert.deepEqual(left(["mất rồi"], "mới", changes, xml), ["mất", "rồi"]);
  assert.deepEqual(left(["cũ kỹ"], "mới", "", xml), ["cũ", "kỹ"]);
  const hidden = "x Bỏ 1 đoạn chữ ẩn.";
  assert.deepEqual(left(["bí mật"], "mới", hidden, run("bí mật", "<w:vanish/>")), []);
  assert.deepEqual(left(["bí mật"], "mới", hidden, run("bí mật", '<w:vanish w:val="0"/>')), ["bí", "mật"]);
});

test("text in another encoding is compared with what it reads as", () => {
  const legacy = "x Cột C: chuyển 2 ô từ phông cũ TCVN3 sang Unicode.";
  assert.deepEqual(left(["Tû lÖ hå s¬"], "tỷ lệ hồ sơ", legacy), []);
  assert.deepEqual(left(["Tû lÖ hå s¬", "bị bỏ quên"], "tỷ lệ hồ sơ", legacy), ["bị", "bỏ", "quên"]);
  const misread = "x Cột B: khôi phục 1 ô có chữ UTF-8 bị đọc nhầm bảng mã (Windows-1252).";
  const shown = "Káº¿ hoáº¡ch";
  assert.equal(fromWindows1252("sá»‘ nÄƒm"), "số năm");
  assert.equal(fromWindows1252(shown), "Kế hoạch");
  assert.deepEqual(left([shown], "kế hoạch", misread), []);
  assert.deepEqual(left([shown, "kế toán"], "kế hoạch", misread), ["toán"]);
  // "tiền" without the second of its three bytes, which has no shape.
  const lossy = "tiá»n";
  assert.deepEqual(left([lossy], "số tiền", misread), []);
  assert.notDeepEqual(left([lossy], "số lượng", misread), []);
});

test("lines before an annex are as many as the note says, and before it", () => {
  const note = "x Bỏ 2 dòng văn bản đứng trước phụ lục.";
  assert.deepEqual(left(["một", "hai", "Phụ lục", "ba"], "phụ lục", note, "", 2), ["ba"]);
  assert.deepEqual(left(["một", "hai", "ba", "Phụ lục"], "phụ lục", note, "", 3), ["ba"]);
});

test("a word that lost its blank is explained by its struck-out part; a heading may be broken", () => {
  const struck = "x Ô B2: không lấy phần chữ bị gạch ngang “Sở Thông tin và Truyền thông”.";
  assert.deepEqual(left(["Truyền thôngSở Nội vụ"], "sở nội vụ truyền", struck), []);
  assert.deepEqual(left(["bị quênSở Nội vụ"], "sở nội vụ", struck), ["bị", "quênsở"]);
  assert.deepEqual(left(["ST", "T Chỉ tiêu"], "stt chỉ tiêu", ""), []);
  assert.deepEqual(left(["ST", "X Chỉ tiêu"], "stt chỉ tiêu", ""), ["st", "x"]);
});
