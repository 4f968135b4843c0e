// What the notes of an import say of text that they do not quote in full. Each account explains only
// the text that it speaks of: cells that read otherwise in another encoding, words of the runs that
// are deleted, hidden or struck out in the file, and as many lines as it counts.

import { readFileSync } from "node:fs";

/**
 * Words and numbers. Signs between digits, leading zeros and soft hyphens differ between programs and
 * locales.
 */
export function words(text) {
  const plain = text.normalize("NFC").toLowerCase().replace(/\u00ad/g, "");
  const found = plain.match(/[\p{L}\p{M}]+|\p{N}+/gu) ?? [];
  return found.map((word) => word.replace(/^0+(?=\d)/, ""));
}

const table = (name) => {
  const lines = readFileSync(new URL(`../src/reference/${name}.tsv`, import.meta.url), "utf8").split("\n");
  const pairs = lines.filter((line) => line.includes("\t")).map((line) => line.split("\t"));
  return new Map(pairs.map(([from, to]) => [from.startsWith("U+") ? String.fromCodePoint(parseInt(from.slice(2), 16)) : from, to]));
};

/** Decodes text by a table, longest sequence first. */
const decoder = (name) => {
  const pairs = table(name);
  const longest = Math.max(...[...pairs.keys()].map((key) => key.length));
  return (text) => {
    let out = "";
    for (let at = 0; at < text.length; ) {
      let n = longest;
      while (1 < n && !pairs.has(text.slice(at, at + n))) n -= 1;
      const from = text.slice(at, at + n);
      out += pairs.get(from) ?? from;
      at += n;
    }
    return out;
  };
};

// Spelled out, since not every version of Node decodes Windows-1252 as browsers do.
const HIGH = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
const byte1252 = (c) => {
  const at = HIGH.indexOf(c);
  return 0 <= at ? 0x80 + at : c.charCodeAt(0) < 0x100 ? c.charCodeAt(0) : undefined;
};

/** Reads text as UTF-8 that was shown as Windows-1252; as it is if it is none. */
export function fromWindows1252(text) {
  const bytes = [...text].map(byte1252);
  if (bytes.includes(undefined)) return text;
  const read = new TextDecoder("utf-8").decode(Uint8Array.from(bytes));
  // Programs drop characters without a shape, so some letters are incomplete; text of no such letters
  // was never misread.
  return /[ÂÃÄÅÆáâÌ]/.test(text) ? read : text;
}

/** Whether a word is known; a letter that got lost, U+FFFD, may be any. */
const isKnownWord = (word, known) => {
  if (!word.includes("\ufffd")) return known.has(word.replace(/^0+(?=\d)/, ""));
  const pattern = new RegExp(`^${word.replaceAll("\ufffd", "[\\p{L}\\p{M}]*")}$`, "u");
  return /[^\ufffd]/.test(word) && [...known].some((it) => pattern.test(it));
};

/** Explains a piece if every word that is missing is known once its part of the text is decoded. */
const decoded = (decoders) => () => (piece, _missing, known) => {
  const isKnown = (text) => {
    const plain = text.normalize("NFC").toLowerCase().replace(/\u00ad/g, "");
    return (plain.match(/[\p{L}\p{M}\ufffd]+|\p{N}+/gu) ?? []).every((word) => isKnownWord(word, known));
  };
  const reads = (text) => isKnown(text) || decoders.some((decode) => isKnown(decode(text)));
  return decoders.some((decode) => isKnown(decode(piece))) || piece.split(/[ \t\r\n]+/).every(reads);
};

/** Explains words of some texts, also where they stand without a blank beside a word that was kept. */
const ofTexts = (texts) => {
  const own = new Set(words(texts.join(" ")));
  const isOwn = (word, known) => {
    if (own.has(word)) return true;
    const cuts = [...word].map((_, at) => [[...word].slice(0, at).join(""), [...word].slice(at).join("")]);
    return cuts.some(([one, two]) => (own.has(one) && (own.has(two) || known.has(two))) || (known.has(one) && own.has(two)));
  };
  return (_piece, missing, known) => missing.every((word) => isOwn(word, known));
};

/** Explains words that stand in certain parts of the file. */
const among = (parts) => (_match, file) => ofTexts(parts(file.xml()));

/** Explains a number of pieces, and no piece behind the last title. */
const pieces = (isPlace) => (match, file) => {
  let left = Number(match[1]);
  return (_piece, _missing, _known, at) => isPlace(at, file) && 0 <= --left;
};

const all = (xml, expression) => [...xml.matchAll(expression)].map(([text]) => text);
const shownText = (xml) => all(xml, /<w:(?:t|delText)(?: [^>]*)?>[^<]*/g).map((text) => text.replace(/^[^>]*>/, "")).join("");
const paragraphs = (xml) => xml.split("</w:p>").map(shownText);
const runs = (xml, property) => all(xml, /<w:r[ >][\s\S]*?<\/w:r>/g).filter((run) => property.test(run));

export const ACCOUNTS = [
  { name: "legacy fonts", note: /chuyển .* phông cũ|Chuyển sang Unicode/, explains: decoded([decoder("tcvn3"), decoder("vni")]) },
  { name: "UTF-8 that was misread", note: /khôi phục .* bảng mã/, explains: decoded([fromWindows1252]) },
  {
    name: "tracked changes",
    note: /Track Changes/,
    explains: among((xml) => [
      ...all(xml, /<w:(del|moveFrom) [^>]*[^/]>[\s\S]*?<\/w:\1>/g).flatMap(paragraphs),
      ...all(xml, /<w:tr[ >][\s\S]*?<\/w:tr>/g).filter((row) => /<w:trPr>(?:(?!<\/w:trPr>)[\s\S])*<w:del /.test(row)).flatMap(paragraphs),
    ]),
  },
  { name: "hidden text", note: /đoạn chữ ẩn/, explains: among((xml) => runs(xml, /<w:vanish(?!\s+w:val="(?:0|false)")/).map(shownText)) },
  {
    name: "prompts of form fields",
    note: /lời nhắc/,
    explains: among((xml) => all(xml, /<w:sdt>[\s\S]*?<\/w:sdt>/g).filter((it) => it.includes("<w:showingPlcHdr")).flatMap(paragraphs)),
  },
  { name: "struck-out text", note: /Bỏ chữ bị gạch ngang/, explains: among((xml) => runs(xml, /<w:d?strike(?!\s+w:val="(?:0|false)")/).map(shownText)) },
  { name: "struck-out text", note: /không lấy phần chữ bị gạch ngang “(.*)”/, explains: (match) => ofTexts([match[1]]) },
  { name: "the text of the plan", note: /Bỏ (\d+) dòng văn bản đứng trước phụ lục/, explains: pieces((at, file) => at < file.lastTitle) },
  { name: "the text of the plan", note: /để lại (\d+) dòng khác của văn bản/, explains: pieces(() => true) },
];

/**
 * Tells what is left: the words of pieces of text that are in no annex and no note, and the accounts
 * that explain the others. `file` has `xml()`, the text of its main parts, and `lastTitle`, the piece
 * in which the last title stands.
 */
export function examine(texts, known, summary, file) {
  const lines = summary.split("\n");
  const accounts = ACCOUNTS.flatMap(({ name, note, explains }) => {
    const matches = lines.map((line) => note.exec(line)).filter(Boolean);
    return matches.map((match) => ({ name, explains: explains(match, file) }));
  });
  const left = new Set();
  const used = new Set();
  const lastWord = (at) => words(texts[at] ?? "").at(-1);
  const firstWord = (at) => words(texts[at] ?? "")[0];
  texts.forEach((text, at) => {
    // A heading may be broken within a word, "ST" over "T".
    const isBroken = (word) =>
      (word === lastWord(at) && known.has(word + firstWord(at + 1))) || (word === firstWord(at) && known.has(lastWord(at - 1) + word));
    const missing = words(text).filter((word) => !known.has(word) && !ENGLISH.test(word) && !isBroken(word));
    if (missing.length === 0) return;
    const account = accounts.find(({ explains }) => explains(text, missing, known, at));
    if (account) used.add(account.name);
    else missing.forEach((word) => left.add(word));
  });
  return { left: [...left], used: [...used] };
}

/** LibreOffice names days and halves of the day in English where a format leaves the language open. */
const ENGLISH = /^([ap]m|(mon|tues|wednes|thurs|fri|satur|sun)day)$/;
