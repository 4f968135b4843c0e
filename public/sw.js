// Keeps the files of one version of the page, so that it opens offline.
//
// Only files as they were built are kept: each must have the hash that the build wrote below. A
// deployment with a missing or wrong file is not installed, and the version before it stays. A new
// version waits until the user accepts it. The cache of the previous version is kept until the next
// update, because a window that still shows that version may need to load its workers.
const build = "%build%";
/** SHA-256 of each file; "./" is the page. */
const hashes = "%hashes%";

const scope = new URL(registration.scope).pathname;
// Copies of the page in other folders of the host have caches of their own.
const cachePrefix = `phuluc ${scope} `;
const cacheName = cachePrefix + build;
const withoutHash = (name) => name.replace(/-[0-9a-f]{15,16}(?=[._])/, "");
/** File names without their hashes, which are the same in every version. */
const known = new Set(Object.keys(hashes).map(withoutHash));

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("message", (event) => event.waitUntil(reply(event)));
addEventListener("fetch", (event) => {
  const name = nameOf(event.request);
  if (name) event.respondWith(answer(event.request, name));
});

async function install() {
  const lacking = await complete();
  if (lacking.length === 0) return;
  await caches.delete(cacheName);
  throw new Error(`missing or not as built: ${lacking.join(", ")}`);
}

async function activate() {
  await clients.claim();
  if (!(await isComplete())) return;
  // The names are in order of creation, so the last one is the previous version.
  const older = (await cacheNames()).filter((name) => name !== cacheName);
  await Promise.all(older.slice(0, -1).map((name) => caches.delete(name)));
}

/** Fetches what the browser evicted and tells the page whether all files are there. A version that
 *  is not complete does not take over. */
async function reply({ data, ports }) {
  const isWhole = (await complete()).length === 0;
  if (isWhole && data === "take over") skipWaiting();
  ports[0]?.postMessage(isWhole);
}

/** Puts each file that is not cached as built into the cache; returns those that cannot be had. */
async function complete() {
  const cache = await caches.open(cacheName);
  const lacking = [];
  const keep = async (name) => {
    if (await isAsBuilt(name, await cache.match(name))) return;
    // The browser's own cache may hold a wrong copy from an earlier, broken deployment.
    for (const mode of ["default", "reload"]) {
      const response = await fetch(name, { cache: mode }).catch(() => undefined);
      if (await isAsBuilt(name, response)) return cache.put(name, unredirected(response));
    }
    await cache.delete(name);
    lacking.push(name);
  };
  await Promise.all(Object.keys(hashes).map(keep));
  return lacking;
}

async function isAsBuilt(name, response) {
  if (!response?.ok) return false;
  const bytes = await response.clone().arrayBuffer().catch(() => new ArrayBuffer(0));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return hashes[name] === Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A redirected response cannot answer a navigation. */
function unredirected(response) {
  return response.redirected ? new Response(response.body, { headers: response.headers }) : response;
}

async function isComplete() {
  const cache = await caches.open(cacheName);
  return (await cache.keys()).length === Object.keys(hashes).length;
}

async function cacheNames() {
  return (await caches.keys()).filter((name) => name.startsWith(cachePrefix));
}

/** Returns the name of a requested file of any version, or nothing if the request goes past this
 *  worker. */
function nameOf({ method, mode, cache, url }) {
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== location.origin || !pathname.startsWith(scope)) return undefined;
  const name = `./${pathname.slice(scope.length)}`;
  if (mode === "navigate") return ["./", "./index.html"].includes(name) ? "./" : undefined;
  // The page asks for the server's copy of a file that it could not use.
  return cache !== "reload" && known.has(withoutHash(name)) ? name : undefined;
}

async function answer(request, name) {
  // A version of which a file was evicted may not start; the server has a whole one.
  if (request.mode === "navigate" && !(await isComplete())) {
    const page = await fetch(request).catch(() => undefined);
    if (page?.ok) return page;
  }
  for (const kept of [cacheName, ...(await cacheNames()).reverse()]) {
    const response = await caches.match(name, { cacheName: kept });
    if (response) return response;
  }
  return fetch(request);
}
