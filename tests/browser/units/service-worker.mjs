// A browser for public/sw.js without a browser: caches, an HTTP cache and servers as maps.
import { createHash, webcrypto } from "node:crypto";
import { readFileSync } from "node:fs";
import vm from "node:vm";

const source = readFileSync(new URL("../../../public/sw.js", import.meta.url), "utf8");
const sha256 = (text) => createHash("sha256").update(text).digest("hex");

/** Returns the files of a version, by name; a changed program gets another name. */
export function version(number) {
  const hash = String(number).repeat(16);
  return { "./": `<page ${hash}>`, [`./start-${hash}.js`]: `start ${number}`, [`./page-${hash}_bg.wasm`]: `page ${number}` };
}

/** One origin of a browser. */
export class Origin {
  origin = "https://phuluc.test";
  isOnline = true;
  /** What the server has, and what the browser's HTTP cache returns instead, by address. */
  server = new Map();
  httpCache = new Map();
  #caches = new Map();

  /** Uploads files into a folder. */
  upload(folder, files) {
    for (const [name, text] of Object.entries(files)) this.server.set(new URL(name, this.origin + folder).href, text);
  }

  /** The cache storage of this origin; names are resolved against `base`. */
  caches(base) {
    const stored = this.#caches;
    const open = (name) => {
      if (!stored.has(name)) stored.set(name, new Map());
      const entries = stored.get(name);
      const key = (file) => new URL(file, base).href;
      return {
        match: async (file) => entries.get(key(file))?.clone(),
        put: async (file, response) => void entries.set(key(file), response),
        delete: async (file) => entries.delete(key(file)),
        keys: async () => [...entries.keys()],
      };
    };
    return {
      open: async (name) => open(name),
      keys: async () => [...stored.keys()],
      delete: async (name) => stored.delete(name),
      match: async (file, { cacheName }) => (stored.has(cacheName) ? open(cacheName).match(file) : undefined),
    };
  }

  async fetch(url, { cache = "default" } = {}) {
    if (!this.isOnline) throw new TypeError("Failed to fetch");
    const text = cache === "reload" ? undefined : this.httpCache.get(url);
    const found = text ?? this.server.get(url);
    return found === undefined ? new Response("not found", { status: 404 }) : new Response(found);
  }
}

/** Starts the worker of a version in a folder of an origin. */
export function startWorker(origin, folder, files) {
  const scope = origin.origin + folder;
  const listeners = {};
  let hasSkipped = false;
  const hashes = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, sha256(text)]));
  const text = source.replace("%build%", sha256(JSON.stringify(hashes)).slice(0, 16)).replace('"%hashes%"', JSON.stringify(hashes));
  vm.runInNewContext(text, {
    registration: { scope },
    location: new URL("sw.js", scope),
    caches: origin.caches(scope),
    clients: { claim: async () => {} },
    crypto: webcrypto,
    fetch: (file, options) => origin.fetch(new URL(file.url ?? file, scope).href, options),
    skipWaiting: () => (hasSkipped = true),
    addEventListener: (name, listener) => (listeners[name] = listener),
    Response,
    URL,
  });
  const dispatch = async (name, more) => {
    let outcome;
    listeners[name]({ ...more, waitUntil: (it) => (outcome = it), respondWith: (it) => (outcome = it) });
    return outcome;
  };
  return {
    install: () => dispatch("install"),
    activate: () => dispatch("activate"),
    hasSkipped: () => hasSkipped,
    /** Sends a message and returns the answer. */
    async ask(data) {
      let answer;
      await dispatch("message", { data, ports: [{ postMessage: (it) => (answer = it) }] });
      return answer;
    },
    /** Returns the text of a response, `undefined` if the worker lets the request pass. */
    async request(file, { mode = "cors", cache = "default", method = "GET" } = {}) {
      const response = await dispatch("fetch", { request: { url: new URL(file, scope).href, mode, cache, method } });
      return response && (response.ok ? response.text() : response.status);
    },
  };
}

/** Installs and activates a version that is on the server. */
export async function deploy(origin, folder, files) {
  origin.upload(folder, files);
  const worker = startWorker(origin, folder, files);
  await worker.install();
  await worker.activate();
  return worker;
}
