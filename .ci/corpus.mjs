// Compares what LibreOffice shows of every file of a folder with what an import keeps or names, and
// prints the words that are in neither an annex nor a note. Text that a note accounts for without
// quoting it (text that was decoded, deleted by a tracked change, hidden) is counted apart; see
// accounts.mjs.
// Usage: node .ci/corpus.mjs FOLDER PHULUC

import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, extname, join } from "node:path";
import { examine, words } from "./accounts.mjs";

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
  const summary = spawnSync(phuluc, ["import", path], { encoding: "utf8", maxBuffer: 1 << 28 });
  if (summary.status !== 0) return { refused: summary.stderr.trim() };
  const outline = spawnSync(phuluc, ["import", path, "--outline"], { encoding: "utf8", maxBuffer: 1 << 28 });
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
  const titles = JSON.parse(outline.stdout).flatMap(({ title, number }) => [title, number && `Phụ lục ${number}`]);
  return { summary: summary.stdout, titles, text: [summary.stdout, plain, texts(JSON.parse(outline.stdout))].join("\n") };
}

/** The cells of a text of tab separated values. */
const cells = (text) => [...text.matchAll(/"((?:[^"]|"")*)"|[^\t\n"]+/g)].map(([whole, quoted]) => quoted?.replaceAll('""', '"') ?? whole);

/** The text of the main parts of a Word document. */
const xml = (path) => (extname(path).toLowerCase() === ".docx" ? spawnSync("unzip", ["-p", path, "word/*.xml"], { encoding: "utf8", maxBuffer: 1 << 28 }).stdout : "");

const scratch = mkdtempSync(join(tmpdir(), "corpus-"));
let n = 0;
let nDiffer = 0;
let nAccounted = 0;
for (const path of files(folder)) {
  n += 1;
  const { text, summary, titles, refused } = kept(path, scratch);
  if (refused !== undefined) {
    console.log(`${path}: refused: ${refused.split("\n")[0].slice(0, 160)}`);
    continue;
  }
  const extension = extname(path).toLowerCase();
  const plain = PLAIN.includes(extension) ? shown(path, scratch).replace(/<[^<>]*>/g, " ") : shown(path, scratch);
  const texts = SHEETS.includes(extension) ? cells(plain) : plain.split("\n");
  const isTitle = (piece) => titles.some((title) => title && words(piece).join(" ").includes(words(title).slice(0, 5).join(" ")));
  const file = { xml: () => xml(path), lastTitle: texts.findLastIndex(isTitle) };
  const { left, used } = examine(texts, new Set(words(text)), summary, file);
  if (0 < used.length) {
    nAccounted += 1;
    console.log(`${path}: a part is accounted for by ${used.join(", ")}`);
  }
  if (left.length === 0) continue;
  nDiffer += 1;
  console.log(`${path}: ${left.length} words in no annex and no note: ${left.slice(0, 20).join(" ")}`);
}
rmSync(scratch, { recursive: true, force: true });
console.log(`${n} files in ${basename(folder)}, ${nDiffer} with words that are in no annex and no note, ${nAccounted} with text that a note accounts for without quoting it`);
process.exitCode = nDiffer === 0 ? 0 : 1;
