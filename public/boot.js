// Runs first, in JavaScript that ten-year-old browsers can parse. Reports what the browser lacks,
// or loads launch.js.
(function () {
  "use strict";
  function trouble(id) {
    var loading = document.getElementById("loading");
    if (loading) loading.hidden = true;
    document.getElementById("trouble").hidden = false;
    document.getElementById(id).hidden = false;
  }
  // Another site could show the page in a frame and have the user click what it wants.
  if (window.top !== window.self) return trouble("framed");
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

  // The user chose to store nothing on this computer; src/browser/isolation.rs sets the fragment.
  if (location.hash === "#khong-luu") {
    ["localStorage", "indexedDB"].forEach(function (name) {
      Object.defineProperty(window, name, { value: undefined });
    });
  }

  var folder = new URL("./", location.href);
  // A script that arrived damaged is reported by this event only.
  function failed(event) {
    if (String(event.filename).indexOf(folder.href) === 0) trouble("not-loaded");
  }
  addEventListener("error", failed);
  window.phulucStarted = function () {
    removeEventListener("error", failed);
  };

  // Fetches a file past the browser's cache, whose copy may be from a broken deployment.
  function fetchAnew(url) {
    return fetch(url, { cache: "reload" }).then(function (response) {
      return response.text();
    });
  }
  function fetchAllAnew() {
    return fetchAnew("./sw.js").then(function (worker) {
      var names = worker.match(/"\.\/[^"]*"(?=:)/g) || [];
      return Promise.all([fetchAnew(location.pathname)].concat(names.map(function (name) {
        return fetchAnew(JSON.parse(name));
      })));
    });
  }
  // Ends the service worker of this folder.
  function endWorker() {
    return navigator.serviceWorker.getRegistrations().then(function (registrations) {
      return Promise.all(registrations.map(function (registration) {
        return registration.scope === folder.href && registration.unregister();
      }));
    });
  }
  // Deletes the files that the worker kept. Documents are in local storage and IndexedDB.
  function deleteCaches() {
    return caches.keys().then(function (names) {
      return Promise.all(names.map(function (name) {
        return name.indexOf("phuluc " + folder.pathname + " ") === 0 && caches.delete(name);
      }));
    });
  }
  var startOver = document.getElementById("start-over");
  startOver.onclick = function () {
    function reload() {
      location.reload();
    }
    startOver.disabled = true;
    // Without the network, what is kept is all there is. Browsers without service workers refuse the
    // other two steps.
    fetchAllAnew().then(function () {
      endWorker().catch(Boolean).then(deleteCaches).then(reload, reload);
    }).catch(reload);
  };

  var launch = document.createElement("script");
  launch.type = "module";
  launch.src = "%launch.js%";
  launch.onerror = function () {
    trouble("not-loaded");
  };
  document.head.appendChild(launch);
})();
