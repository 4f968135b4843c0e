// The script that fetches the parts of the editor page.

/** Adapts the script that wasm-split writes: files have the names of the build, are fetched as the
 *  programs are (public/launch.js), and are linked to the program that runs. The script itself would
 *  import the page's script anew, which after a second try has another address. */
export function linked(script, names) {
  let adapted = script;
  const replace = (what, by) => {
    const before = adapted;
    adapted = adapted.replace(what, by);
    if (adapted === before) throw new Error(`wasm-split writes its script in another way: ${what}`);
  };
  replace(/^import \{ initSync \} from .*$/m, "");
  replace("initSync(undefined, undefined)", "window.phuluc.exports");
  replace(/fetch\(new URL\("\.\/([^"]+)", import\.meta\.url\)\)/g, (_, name) => {
    if (!names.has(name)) throw new Error(`nobody knows the part ${name}`);
    return `window.phuluc.compile("./${names.get(name)}")`;
  });
  replace(/WebAssembly\.instantiateStreaming\(src, imports\)/g, "WebAssembly.instantiate(await src, imports)");
  return adapted;
}
