// Compares what LibreOffice shows of every file of a folder with what an import keeps or names, and
// prints the words that are in neither an annex nor a note. Words that a note accounts for without
// quoting them (text that was decoded, deleted by a tracked change, hidden) are counted apart.
// Usage: node .ci/corpus.mjs FOLDER PHULUC

import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, extname, join } from "node:path";

const [folder, phuluc] = process.argv.slice(2);
const SHEETS = [".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".fods"];
const TEXTS = [".docx", ".html", ".htm"];
const PLAIN = [".csv", ".tsv", ".md", ".txt"];

function* files(at) {
  for (const name of readdirSync(at).sort()) {
    const path = join(at, name);
    if (statSync(path).isDirectory()) yield* files(path);
    else if ([...SHEETS, ...TEXTS, ...PLAIN].includes(extname(name).toLowerCase())) yield path;
  }
}

/** What another program shows of a file, as text; every sheet of a workbook. */
function shown(path, scratch) {
  const extension = extname(path).toLowerCase();
  if (PLAIN.includes(extension)) return readFileSync(path, "utf8");
  const filter = SHEETS.includes(extension)
    ? "csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true,true,false,false,-1"
    : "txt:Text (encoded):UTF8";
  const profile = `-env:UserInstallation=file://${join(scratch, "profile")}`;
  const out = mkdtempSync(join(scratch, "out-"));
  spawnSync("soffice", [profile, "--headless", "--convert-to", filter, "--outdir", out, path], { timeout: 120_000 });
  return readdirSync(out).map((name) => readFileSync(join(out, name), "utf8")).join("\n");
}

/** What the import keeps or names: the exported workbook has the annexes, the summary the notes. */
function kept(path, scratch) {
  const summary = spawnSync(phuluc, ["import", path], { encoding: "utf8" });
  if (summary.status !== 0) return { refused: summary.stderr.trim() };
  const outline = spawnSync(phuluc, ["import", path, "--outline"], { encoding: "utf8" });
  const book = join(scratch, "out.xlsx");
  rmSync(book, { force: true });
  spawnSync(phuluc, ["export", path, book]);
  let strings = "";
  try {
    strings = execFileSync("unzip", ["-p", book, "xl/sharedStrings.xml", "xl/worksheets/*.xml"], { encoding: "utf8", maxBuffer: 1 << 28 });
  } catch {
    // An export without text has no strings.
  }
  const plain = strings.replace(/<[^>]*>/g, " ").replaceAll("&amp;", "&").replaceAll("&lt;", "<").replaceAll("&gt;", ">");
  const texts = (value) => (typeof value === "object" && value ? Object.values(value).map(texts).join(" ") : String(value ?? ""));
  return { summary: summary.stdout, text: [summary.stdout, plain, texts(JSON.parse(outline.stdout))].join("\n") };
}

/**
 * Words and numbers. Signs between digits, leading zeros and soft hyphens differ between programs and
 * locales.
 */
function words(text) {
  const plain = text.normalize("NFC").toLowerCase().replace(/\u00ad/g, "");
  const found = plain.match(/[\p{L}\p{M}]+|\p{N}+/gu) ?? [];
  return found.map((word) => word.replace(/^0+(?=\d)/, ""));
}

/** LibreOffice names days and halves of the day in English where a format leaves the language open. */
const ENGLISH = /^([ap]m|(mon|tues|wednes|thurs|fri|satur|sun)day)$/;

/** What a summary says of text that it does not quote in full. */
const ACCOUNTS = [
  [/chuyển .* phông cũ|Chuyển sang Unicode/, "legacy fonts"],
  [/khôi phục .* bảng mã/, "UTF-8 that was misread"],
  [/Track Changes/, "tracked changes"],
  [/đoạn chữ ẩn/, "hidden text"],
  [/lời nhắc/, "prompts of form fields"],
  [/nhận xét \(comment\)/, "comments"],
  [/gạch ngang/, "struck-out text"],
  [/dòng văn bản đứng trước phụ lục|dòng khác của văn bản/, "the text of the plan"],
];

const scratch = mkdtempSync(join(tmpdir(), "corpus-"));
let n = 0;
let nDiffer = 0;
let nAccounted = 0;
for (const path of files(folder)) {
  n += 1;
  const { text, summary, refused } = kept(path, scratch);
  if (refused !== undefined) {
    console.log(`${path}: refused: ${refused.split("\n")[0].slice(0, 160)}`);
    continue;
  }
  const known = new Set(words(text));
  const isPlain = PLAIN.includes(extname(path).toLowerCase());
  const plain = isPlain ? shown(path, scratch).replace(/<[^<>]*>/g, " ") : shown(path, scratch);
  const missing = [...new Set(words(plain))].filter((word) => !known.has(word) && !ENGLISH.test(word));
  if (missing.length === 0) continue;
  const accounts = ACCOUNTS.filter(([note]) => note.test(summary)).map(([, name]) => name);
  if (0 < accounts.length) {
    nAccounted += 1;
    console.log(`${path}: ${missing.length} words, accounted for by ${accounts.join(", ")}: ${missing.slice(0, 8).join(" ")}`);
    continue;
  }
  nDiffer += 1;
  console.log(`${path}: ${missing.length} words in no annex and no note: ${missing.slice(0, 20).join(" ")}`);
}
rmSync(scratch, { recursive: true, force: true });
console.log(`${n} files in ${basename(folder)}, ${nDiffer} with words that are in no annex and no note, ${nAccounted} with words that a note accounts for`);
process.exitCode = nDiffer === 0 ? 0 : 1;
