// Starts the first screen and prepares the editor.
import init from "%start.js%";

async function compile(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  // Some hosts send the wrong content type for .wasm files, which compileStreaming refuses.
  const named = response.headers.get("content-type")?.startsWith("application/wasm");
  return named ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

let editor;

// The interface for the programs of the page; src/browser/launch.rs is the client.
window.phuluc = {
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
    const [module, { default: start }] = await Promise.all([this.prepareEditor(), import("%page.js%")]);
    await start({ module_or_path: module });
  },
  /** Activates the waiting version and reloads the page. */
  async update() {
    const registration = await navigator.serviceWorker?.getRegistration();
    if (!registration?.waiting) return location.reload();
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    registration.waiting.postMessage("take over");
  },
};

window.launchQueue?.setConsumer(async ({ files }) => {
  for (const handle of files ?? []) window.phuluc.files.push(await handle.getFile());
  dispatchEvent(new Event("phuluc-files"));
});

/** Registers the service worker, and dispatches events when the page works offline and when a newer
 * version is ready. */
async function keepOffline() {
  const tell = (name) => {
    window.phuluc[name] = true;
    dispatchEvent(new Event(`phuluc-${name}`));
  };
  const registration = await navigator.serviceWorker.register("%sw.js%");
  // Policies can forbid it without raising an error.
  if (!registration) return;
  const watch = () => {
    if (registration.waiting && navigator.serviceWorker.controller) tell("updated");
  };
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", watch));
  watch();
  // Checks hourly, for pages that stay open for days.
  setInterval(() => registration.update().catch(() => {}), 3_600_000);
  await navigator.serviceWorker.ready;
  tell("offline");
}

try {
  await init({ module_or_path: compile("%start.wasm%") });
  // Only secure contexts have service workers; elsewhere the page needs the network.
  if ("serviceWorker" in navigator) keepOffline().catch((error) => console.info(`offline: ${error.message}`));
} catch (error) {
  console.error(error);
  window.phulucTrouble(error instanceof WebAssembly.CompileError ? "no-wasm" : "not-loaded");
}
