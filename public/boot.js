// Runs first, in JavaScript that ten-year-old browsers can parse. Reports what the browser lacks,
// or loads launch.js.
(function () {
  "use strict";
  function trouble(id) {
    document.getElementById("loading").hidden = true;
    document.getElementById("trouble").hidden = false;
    document.getElementById(id).hidden = false;
  }
  window.phulucTrouble = trouble;
  // Every supported browser has all of this: Chrome and Edge from 109, Firefox from 115.
  var modern =
    typeof Promise === "function" &&
    typeof structuredClone === "function" &&
    typeof HTMLDialogElement === "function" &&
    typeof BroadcastChannel === "function" &&
    "findLast" in Array.prototype &&
    "inert" in HTMLElement.prototype &&
    "noModule" in HTMLScriptElement.prototype;
  if (!modern) return trouble("too-old");
  // A WebAssembly module that uses reference types (a table of externref) and SIMD (a v128 result).
  var probe = new Uint8Array([
    0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 4, 4, 1, 111, 0, 1, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11,
  ]);
  if (typeof WebAssembly !== "object") return trouble("no-wasm");
  if (!WebAssembly.validate(probe)) return trouble("too-old");
  var launch = document.createElement("script");
  launch.type = "module";
  launch.src = "%launch.js%";
  launch.onerror = function () {
    trouble("not-loaded");
  };
  document.head.appendChild(launch);
})();
