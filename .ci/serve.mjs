// Serves a built site on localhost only, with the headers that the README recommends:
// node .ci/serve.mjs [folder] [port]
import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const folder = process.argv[2] ?? "dist";
const port = Number(process.argv[3] ?? 8080);
const types = {
  ".css": "text/css",
  ".json": "application/json",
  ".png": "image/png",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
};

const headers = {
  "content-security-policy": "frame-ancestors 'none'",
  "cross-origin-opener-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

createServer((request, response) => {
  const { pathname } = new URL(request.url, "http://localhost");
  // A malformed percent-encoding maps to a path that does not exist.
  const path = /%(?![0-9a-f]{2})/i.test(pathname) ? "/?" : decodeURIComponent(pathname);
  const file = join(folder, normalize(path.endsWith("/") ? `${path}index.html` : path));
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
    response.writeHead(404).end("not found");
    return;
  }
  response.writeHead(200, { ...headers, "content-type": types[extname(file)] ?? "application/octet-stream" });
  createReadStream(file).pipe(response);
})
  .on("error", (error) => {
    console.error(error.message);
    process.exit(1);
  })
  .listen(port, "127.0.0.1", () => console.log(`phuluc: http://localhost:${port}/`));
