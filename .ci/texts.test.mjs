import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { texts } from "./texts.mjs";

test("texts are in the order of their keys, one language after the other", () => {
  const source = 'macro_rules! texts {}\ntexts! {\n    // Import\n    One: "Một", "One";\n\n    Two: "\\"Hai\\"\\n", "Two";\n}\n';
  assert.equal(texts(source), 'Một\0"Hai"\n\0One\0Two\0');
});

test("a line that cannot be read is refused", () => {
  assert.throws(() => texts('texts! {\n    One: "Một",\n}\n'), /no text/);
  assert.throws(() => texts('texts! {\n    One: "\\u{a0}", "One";\n}\n'), /no text/);
});

test("every text of the program is read", () => {
  const source = readFileSync(new URL("../src/wording/texts.rs", import.meta.url), "utf8");
  const keys = source.match(/^    [A-Z]\w*: "/gm);
  assert.equal(texts(source).split("\0").length - 1, 2 * keys.length);
});
