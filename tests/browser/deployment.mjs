// A host of the tests' own: they deploy versions of the built site into its folders, whole or
// broken, and take it off the network.
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";

const dist = fileURLToPath(new URL("../../dist/", import.meta.url));
const types = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
};
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** Returns the files of the built site by name. */
export function builtSite() {
  return new Map(readdirSync(dist).map((name) => [name, readFileSync(dist + name)]));
}

/** Returns the one file name that begins with `stem-` and has this ending. */
export function named(files, stem, ending) {
  const found = [...files.keys()].filter((name) => name.startsWith(`${stem}-`) && name.endsWith(ending));
  if (found.length !== 1) throw new Error(`${stem}*${ending}: ${found.length} files`);
  return found[0];
}

/** Returns another version of the site, as a build would after a change of launch.js. */
export function otherVersion(number) {
  const files = builtSite();
  const text = (name) => files.get(name).toString();
  let [before, after] = [named(files, "launch", ".js")];
  let changed = `${text(before)}\n// version ${number}\n`;
  for (const next of [named(files, "boot", ".js"), "index.html"]) {
    after = before.replace(/-[0-9a-f]{16}/, `-${sha256(changed).slice(0, 16)}`);
    files.delete(before);
    files.set(after, Buffer.from(changed));
    changed = text(next).replaceAll(before, after);
    before = next;
  }
  const build = sha256(String(number)).slice(0, 16);
  const [, oldBuild] = /name="phuluc-build" content="([0-9a-f]{16})"/.exec(changed);
  files.set("index.html", Buffer.from(changed.replaceAll(oldBuild, build)));
  const worker = text("sw.js").replaceAll(oldBuild, build);
  const names = [...files.keys()].filter((name) => name !== "sw.js");
  const hashes = names.map((name) => [name === "index.html" ? "./" : `./${name}`, sha256(files.get(name))]);
  files.set("sw.js", Buffer.from(worker.replace(/const hashes = \{[^}]*\}/, `const hashes = ${JSON.stringify(Object.fromEntries(hashes))}`)));
  return { build, files };
}

/** Starts a host. It sends the cache headers that the README recommends. */
export async function startHost() {
  const stored = new Map();
  const host = {
    isDown: false,
    /** Paths that were asked for. */
    requested: new Set(),
    /** Uploads files into a folder; with `replace`, files that are there already go. */
    upload(folder, files, { replace = false } = {}) {
      if (replace) [...stored.keys()].filter((path) => path.startsWith(folder)).forEach((path) => stored.delete(path));
      for (const [name, bytes] of files) stored.set(folder + name, bytes);
    },
  };
  const server = createServer((request, response) => {
    if (host.isDown) return request.socket.destroy();
    const { pathname } = new URL(request.url, "http://localhost");
    const path = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
    host.requested.add(path);
    const bytes = stored.get(path);
    if (!bytes) return response.writeHead(404).end("not found");
    const isForEver = /-[0-9a-f]{15,16}(_bg)?\.\w+$/.test(path);
    response.writeHead(200, {
      "content-type": types[extname(path)] ?? "application/octet-stream",
      "cache-control": isForEver ? "public, max-age=31536000, immutable" : "no-cache",
    });
    response.end(bytes);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  host.address = `http://localhost:${server.address().port}`;
  host.close = () => {
    server.closeAllConnections();
    server.close();
  };
  return host;
}
