// Starts the first screen and prepares the editor.
async function fetchAndCompile(url, options) {
  const response = await fetch(url, options);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  // Some hosts send the wrong content type for .wasm files, which compileStreaming refuses.
  const named = response.headers.get("content-type")?.startsWith("application/wasm");
  return named ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

// A cached copy may be from a broken deployment, so a second try goes past all caches. A module is not
// tried again under the same address.
const compile = (url) => fetchAndCompile(url).catch(() => fetchAndCompile(url, { cache: "reload" }));
const fetchText = async (url, options) => {
  const response = await fetch(url, options);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.text();
};
const load = (url) => import(url).catch(() => import(`${url}?${Date.now()}`));

/** Whether the browser compiles any program at all. */
function compilesAny() {
  const empty = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
  return WebAssembly.compile(empty).then(() => true, () => false);
}

/** Sends a request to a service worker and waits for its answer. */
function ask(worker, request) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    worker.postMessage(request, [port2]);
  });
}

let editor;

// The interface for the programs of the page; src/browser/launch.rs is the client.
window.phuluc = {
  /** The texts of the page in both languages. */
  texts: "",
  /** Files that the operating system opened with the page, until the page takes them. */
  files: [],
  /** Fetches and compiles the editor before it is needed. */
  prepareEditor() {
    editor ??= compile("%page.wasm%").catch((error) => {
      editor = undefined;
      throw error;
    });
    return editor;
  },
  /** Starts the editor, which takes over the page. */
  async openEditor() {
    const [module, { default: start }] = await Promise.all([this.prepareEditor(), load("%page.js%")]);
    this.exports = await start({ module_or_path: module });
  },
  /** For the script that fetches the parts of the editor: what they are linked to, and how they are
   *  fetched. */
  exports: undefined,
  compile,
  /** Activates the waiting version and reloads the page. */
  async update() {
    const registration = await navigator.serviceWorker?.getRegistration();
    if (!registration?.waiting) return location.reload();
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    if (!(await ask(registration.waiting, "take over"))) throw new Error("the new version is not complete");
  },
};

window.launchQueue?.setConsumer(async ({ files }) => {
  for (const handle of files ?? []) window.phuluc.files.push(await handle.getFile());
  dispatchEvent(new Event("phuluc-files"));
});

/** Registers the service worker, and dispatches events when it is known whether the page works
 * offline and when a newer version is ready. */
async function keepOffline() {
  const tell = (name, value) => {
    window.phuluc[name] = value;
    dispatchEvent(new Event(`phuluc-${name}`));
  };
  const registration = await navigator.serviceWorker.register("%sw.js%");
  // Policies can forbid it without raising an error.
  if (!registration) return;
  const watch = () => {
    if (registration.waiting && navigator.serviceWorker.controller) tell("updated", true);
  };
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", watch));
  watch();
  await navigator.serviceWorker.ready;
  // Browsers may evict files at any time; the worker fetches those again.
  const check = () => {
    const complete = async () => tell("offline", await ask(registration.active, "complete"));
    requestIdleCallback(complete, { timeout: 2_000 });
  };
  check();
  addEventListener("online", check);
  // For pages that stay open for days.
  setInterval(() => {
    registration.update().catch(() => {});
    check();
  }, 3_600_000);
}

try {
  const module = compile("%start.wasm%");
  const texts = fetchText("%texts.txt%").catch(() => fetchText("%texts.txt%", { cache: "reload" }));
  const { default: start } = await load("%start.js%");
  window.phuluc.texts = await texts;
  await start({ module_or_path: module });
  window.phulucStarted();
  // Only secure contexts have service workers; elsewhere the page needs the network.
  if ("serviceWorker" in navigator) keepOffline().catch((error) => console.info(`offline: ${error.message}`));
} catch (error) {
  console.error(error);
  window.phulucTrouble((await compilesAny()) ? "not-loaded" : "no-wasm");
}
