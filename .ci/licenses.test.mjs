import assert from "node:assert/strict";
import { test } from "node:test";
import { compose, linked } from "./licenses.mjs";

const part = (name, license, ...texts) => ({ name, license, authors: [`${name}'s author`], source: `https://${name}.test`, texts });
const mit = "MIT License\n\nCopyright (c) 2026 phuluc\n\nPermission is hereby granted.";

test("each part is listed, each text stands once with all its parts", () => {
  const text = compose([part("a", "Zlib", "zlib\n  text", "more of a"), part("b", "Zlib", "zlib text")], mit);
  assert.match(text, /^a: Zlib\n  a's author\n  https:\/\/a\.test\nb: Zlib$/m);
  assert.equal(text.match(/zlib\s+text/g).length, 1);
  assert.match(text, /^a, b\n-+\n\nzlib\n  text$/m);
  assert.match(text, /^a\n-+\n\nmore of a$/m);
});

test("a part without a text is listed under the MIT licence with its authors; another licence is refused", () => {
  const text = compose([part("a", "MIT OR Apache-2.0")], mit);
  assert.match(text, /Copyright \(c\) a's author\n\nPermission is hereby granted\./);
  assert.throws(() => compose([part("a", "Zlib")], mit), /a has no licence text: Zlib/);
});

test("macros, and what only builds and tests use, are not linked", () => {
  const crate = (id, kind = "lib") => ({ id, targets: [{ kind: [kind] }] });
  const deps = (...of) => of.map(([pkg, kind = null]) => ({ pkg, dep_kinds: [{ kind }] }));
  const found = linked({
    packages: [crate("root"), crate("used"), crate("deep"), crate("macro", "proc-macro"), crate("syn"), crate("test"), crate("built")],
    resolve: {
      root: "root",
      nodes: [
        { id: "root", deps: deps(["used"], ["macro"], ["test", "dev"], ["built", "build"]) },
        { id: "used", deps: deps(["deep"]) },
        { id: "macro", deps: deps(["syn"]) },
        { id: "deep", deps: deps(["used"]) },
        ...["syn", "test", "built"].map((id) => ({ id, deps: [] })),
      ],
    },
  });
  assert.deepEqual(found.map(({ id }) => id), ["used", "deep"]);
});
