import assert from "node:assert/strict";
import test from "node:test";
import { memoriesOf } from "./wasm-memory.mjs";

const header = [0, 97, 115, 109, 1, 0, 0, 0];
const program = (...sections) => Uint8Array.from([...header, ...sections.flat()]);
const page = 65536;

test("a memory has a maximum where its limits say so", () => {
  // 18 pages at first, 16384 (1 GiB) at most.
  assert.deepEqual(memoriesOf(program([5, 6, 1, 1, 18, 0x80, 0x80, 1])), [{ min: 18 * page, max: 1 << 30 }]);
  assert.deepEqual(memoriesOf(program([5, 3, 1, 0, 18])), [{ min: 18 * page, max: undefined }]);
});

test("sections before the memory are skipped, and imported memories count", () => {
  const type = [1, 4, 1, 0x60, 0, 0];
  const name = [1, 97];
  const imports = [...name, ...name, 0, 0, ...name, ...name, 3, 0x7f, 0, ...name, ...name, 1, 0x70, 0, 1, ...name, ...name, 2, 1, 2, 3];
  const section = [2, imports.length + 1, 4, ...imports];
  assert.deepEqual(memoriesOf(program(type, section)), [{ min: 2 * page, max: 3 * page }]);
  assert.deepEqual(memoriesOf(program(type)), []);
});
