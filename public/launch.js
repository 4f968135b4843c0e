// Starts the first screen, and has the editor ready for when it is wanted.
import init from "%start.js%";

async function compile(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  // Some hosts do not say what a .wasm file is; it is compiled all the same.
  const named = response.headers.get("content-type")?.startsWith("application/wasm");
  return named ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

let editor;

// What the programs of the page reach the browser by; see src/browser/launch.rs.
window.phuluc = {
  /** Files that the system had the page open, until somebody takes them. */
  files: [],
  /** Fetches and compiles the editor ahead of its use. */
  prepareEditor() {
    editor ??= compile("%page.wasm%").catch((error) => {
      editor = undefined;
      throw error;
    });
    return editor;
  },
  /** Runs the editor; it takes over the page. */
  async openEditor() {
    const [module, { default: start }] = await Promise.all([this.prepareEditor(), import("%page.js%")]);
    await start({ module_or_path: module });
  },
  /** Changes to the version that waits, and loads the page anew. */
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

/** Keeps the files of the page for days without a network, and says when newer ones have come. */
async function keepOffline() {
  const tell = (name) => {
    window.phuluc[name] = true;
    dispatchEvent(new Event(`phuluc-${name}`));
  };
  const registration = await navigator.serviceWorker.register("%sw.js%");
  // Policies can forbid it without an error.
  if (!registration) return;
  const watch = () => {
    if (registration.waiting && navigator.serviceWorker.controller) tell("updated");
  };
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", watch));
  watch();
  // A page left open for days hears of it as well.
  setInterval(() => registration.update().catch(() => {}), 3_600_000);
  await navigator.serviceWorker.ready;
  tell("offline");
}

try {
  await init({ module_or_path: compile("%start.wasm%") });
  // Only secure addresses and localhost have one; without it the page needs the network.
  if ("serviceWorker" in navigator) keepOffline().catch((error) => console.info(`offline: ${error.message}`));
} catch (error) {
  console.error(error);
  window.phulucTrouble(error instanceof WebAssembly.CompileError ? "no-wasm" : "not-loaded");
}
