// Caches the files of one version of the page, so that it opens offline.
//
// A new version waits until the user accepts it. The cache of the previous version is kept until
// the next update, because a window that still shows that version may need to load its workers.
const build = "%build%";
const files = ["%files%"];
const cacheName = (build) => `phuluc-${build}`;

addEventListener("install", (event) => event.waitUntil(keep()));
addEventListener("activate", (event) => event.waitUntil(tidy()));
addEventListener("message", (event) => {
  if (event.data === "take over") skipWaiting();
});
addEventListener("fetch", (event) => {
  const { request } = event;
  const isOwn = request.method === "GET" && new URL(request.url).origin === location.origin;
  if (isOwn) event.respondWith(answer(request));
});

async function keep() {
  const page = await fetch("./", { cache: "no-cache" });
  const text = await page.clone().text();
  // During a deployment the page may be of another version than this file.
  if (!page.ok || !text.includes(build)) throw new Error("the page is of another version");
  const cache = await caches.open(cacheName(build));
  await cache.put("./", page);
  await cache.addAll(files);
}

async function tidy() {
  await clients.claim();
  const own = (await caches.keys()).filter((name) => name.startsWith("phuluc-") && name !== cacheName(build));
  // The names are in order of creation, so the last one is the previous version.
  await Promise.all(own.slice(0, -1).map((name) => caches.delete(name)));
}

async function answer(request) {
  const cache = await caches.open(cacheName(build));
  const wanted = request.mode === "navigate" && request.url.split(/[?#]/)[0] === registration.scope ? "./" : request;
  return (await cache.match(wanted)) ?? (await caches.match(wanted)) ?? fetch(request);
}
