import assert from "node:assert/strict";
import { test } from "node:test";
import { linked } from "./parts.mjs";

/** What wasm-split 0.2.4 writes for one part, shortened. */
const written = `import { initSync } from "./page.js";

let sharedImports = undefined;
function getSharedImports() {
    if (sharedImports === undefined) {
        sharedImports = { __wasm_split: {  } };
        const { memory,  } = initSync(undefined, undefined);
        Object.assign(sharedImports.__wasm_split, { memory,  });
    }
    return sharedImports;
}
export const __wasm_split_load_board = wrapAsyncCb(makeLoad(() => {
    const src = fetch(new URL("./split_board.wasm", import.meta.url));
    src.catch(() => {});
    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));
}
, []));
`;

test("parts are fetched by the launcher and linked to the running program", () => {
  const script = linked(written, new Map([["split_board.wasm", "board-0123456789abcdef.wasm"]]));
  assert.match(script, /const src = window\.phuluc\.compile\("\.\/board-0123456789abcdef\.wasm"\);/);
  assert.match(script, /WebAssembly\.instantiate\(await src, imports\)/);
  assert.match(script, /const { memory, {2}} = window\.phuluc\.exports;/);
  assert.doesNotMatch(script, /initSync|import\.meta|instantiateStreaming|\bimport \{/);
});

test("a part without a file, or a script of another kind, is refused", () => {
  assert.throws(() => linked(written, new Map()), /split_board\.wasm/);
  assert.throws(() => linked(written.replace("initSync(undefined", "init(undefined"), new Map()), /another way/);
});
