// Runs beside the app: brings a waiting update in, sees that every file comes and is the build's, and stands by with a page
// that needs nothing of the app should one not come, or the app fail.
"use strict";

/** How long a connection may be silent before it counts as lost, in ms. */
const SILENCE = 15_000;
/** When styles that have not come stop holding the page back, in ms. */
const SLOW = 6_000;
let running = false;

// Where the browser knows trusted types, no text becomes markup that runs something, and no script comes from elsewhere,
// whoever asks: the framework makes its elements from markup of the program, which has none of that.
window.trustedTypes?.createPolicy("default", {
  createHTML: (html) => (/<(script|iframe|object|embed|base|link|meta)|\son\w+\s*=|javascript:|srcdoc/i.test(html) ? null : html),
  createScriptURL: (url) => (new URL(url, document.baseURI).origin === location.origin ? url : null),
});

try {
  const word = JSON.parse(localStorage.getItem("mainstay.theme"));
  if (word === "light" || word === "dark") document.documentElement.dataset.theme = word;
} catch {
  // No storage, or not what the app writes: the system's appearance.
}

const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));
const parsed = document.readyState === "loading" ? new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve)) : Promise.resolve();
const complete = document.readyState === "complete" ? Promise.resolve() : new Promise((resolve) => window.addEventListener("load", resolve));

/** Whether bytes are those of a file of the program, by the sum that the build noted. */
async function isTheBuilds(url, bytes) {
  const sum = SUMS[named(url.pathname).replace(/-[^-]*$/, "")];
  // Over plain http a browser has no sums; what is cut or no program is still found while it is compiled.
  if (!sum || !window.crypto?.subtle) return true;
  const found = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return btoa(String.fromCharCode(...found)).startsWith(sum);
}

/** A file of the program. `compiled` may begin with the bytes while they come. Throws where it is not the build's. */
async function fetched(url, cache, compiled) {
  const stop = new AbortController();
  let timer;
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => stop.abort(new Error("nothing came for 15 seconds")), SILENCE);
  };
  heard();
  try {
    const response = await fetch(url, { cache, credentials: "same-origin", signal: stop.signal });
    if (response.status !== 200 || response.redirected) throw new Error(`the host answered ${response.status}`);
    const early = compiled?.(response.clone());
    early?.catch(() => {});
    const parts = [];
    const reader = response.body.getReader();
    for (let part; !(part = await reader.read()).done; parts.push(part.value)) heard();
    const bytes = await new Blob(parts).arrayBuffer();
    if (!(await isTheBuilds(url, bytes))) throw new Error("what came is not this file");
    // A host that does not know the type of programs sends the right bytes all the same.
    if (early) return await early.catch(() => WebAssembly.compile(bytes));
    return new Response(bytes, { headers: { "content-type": "application/wasm" } });
  } finally {
    clearTimeout(timer);
  }
}

/** Tries once more, past what the browser has kept, before it gives up. */
async function part(url, compiled) {
  try {
    return await fetched(url, "default", compiled);
  } catch {
    await pause(300);
    try {
      return await fetched(url, "reload", compiled);
    } catch (error) {
      throw new Error(`${named(url.pathname)}: ${error.message}`);
    }
  }
}

/** Chromium gives a style that was answered with 404 a sheet, an empty one. */
const came = (link) => Boolean(link.sheet?.cssRules.length);
const named = (url) => url.split("/").pop();

/** Fetches a style anew, past what the browser has kept, and puts it in the place of the one that failed. */
async function anew(link) {
  await fetch(link.href, { cache: "reload" }).then((response) => response.arrayBuffer());
  const fresh = link.cloneNode();
  const loaded = new Promise((resolve, reject) => {
    fresh.onload = resolve;
    fresh.onerror = () => reject(new Error(`${named(link.href)} did not come`));
  });
  link.replaceWith(fresh);
  await loaded;
  fresh.media = "all";
}

/** Done when the styles of the screen are there. */
async function styles() {
  await parsed;
  const all = [...document.querySelectorAll("link[rel=stylesheet]:not([media=print])")];
  const loaded = all.map((link) => came(link) || new Promise((resolve) => link.addEventListener("load", resolve)));
  await Promise.race([Promise.all(loaded), complete, pause(SLOW)]);
  const late = all.filter((link) => !came(link));
  if (!late.length) return;
  // A style that is awaited keeps everything from being painted, and what this page has to say with it.
  for (const link of late) link.media = "print";
  const silence = pause(SILENCE).then(() => Promise.reject(new Error(`${named(late[0].href)}: nothing came`)));
  await Promise.race([Promise.all(late.map(anew)), silence]);
}

const ready = styles();
ready.catch(failed);
window.mainstay = {
  part,
  styles: ready,
  program: (url) => part(url, (response) => WebAssembly.compileStreaming(response)),
  started() {
    running = true;
    document.getElementById("starting")?.remove();
  },
  failed,
};
window.dispatchEvent(new Event("mainstay-boot"));

// A script that did not come, or not whole. Once the app runs it speaks for itself.
window.addEventListener("error", ({ target }) => {
  if (target instanceof HTMLScriptElement && !target.src.endsWith("/recovery.js")) failed(new Error(`${named(target.src)} did not come, or not as it was built`));
}, true);
complete.then(() => {
  if (!document.querySelector("script[type=module]")) failed(new Error("index.html came in part"));
});
// The first screen shows neither a document nor a page that comes in a part: their styles come beside it, and hold on the
// screen once all is loaded.
complete.then(() => {
  for (const style of document.querySelectorAll("link.later")) style.media = "all";
});
// What exports without the app comes after all else, and is there should it be needed.
const exporter = complete.then(() => new Promise((resolve, reject) => {
  const script = Object.assign(document.createElement("script"), { src: "recovery.js", onload: resolve, onerror: reject });
  document.head.append(script);
}));
exporter.catch(() => {
  // Said when somebody wants to export.
});

async function failed(error) {
  if (running) return;
  await parsed;
  running = true;
  showRecovery(
    "Mainstay could not start",
    "A file of the page did not come as it was built: the connection may be weak, the host may be busy, or the network may want you to sign in first. What you entered is kept in this browser.",
    error?.message ?? error,
    "Try again",
  );
}

/** Fetches every file of the page past what the browser has kept, then loads the page: a wrong answer may lie there. */
async function tryAgain() {
  const files = [...document.querySelectorAll("script[src], link[href]")].map((element) => element.src ?? element.href);
  const fetching = files.map((url) => fetch(url, { cache: "reload" }).then((response) => response.arrayBuffer()));
  await Promise.race([Promise.allSettled(fetching), pause(10_000)]);
  location.reload();
}
parsed.then(() => document.querySelector("#starting a")?.addEventListener("click", (event) => {
  event.preventDefault();
  tryAgain();
}));
if ("serviceWorker" in navigator && window.isSecureContext) {
  let reloading = false;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    // Only an update that this page asked for while it was loading reloads it; the first installation does not.
    if (reloading) location.reload();
  });
  navigator.serviceWorker.getRegistration().then((registration) => {
    if (registration?.active && registration.waiting) {
      reloading = true;
      registration.waiting.postMessage("take over");
    }
  });
  complete.then(() => {
    navigator.serviceWorker.register("sw.js").catch(() => {
      // Without a service worker the page works as long as there is a network.
    });
  });
}

window.addEventListener("mainstay-panic", (event) => {
  running = true;
  const saved = "Everything that was shown as saved is in this browser. Export it if you want a copy, then reload.";
  showRecovery("Mainstay has stopped", saved, event.detail);
});
window.addEventListener("mainstay-unreadable", (event) => showRecovery("Your workspace could not be opened", event.detail, ""));

/** Replaces the page, whose wasm instance has failed or has no data, by one that needs nothing of it. */
function showRecovery(heading, text, reason, again = "Reload") {
  const make = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });
  const main = document.createElement("main");
  main.className = "recovery";
  const exporting = make("button", "Export everything");
  exporting.className = "btn primary";
  const reloading = make("button", again);
  reloading.className = "btn";
  const outcome = make("p", "");
  outcome.setAttribute("role", "status");
  exporting.addEventListener("click", async () => {
    try {
      await exporter;
      const count = await window.exportEverything();
      outcome.textContent = `${count} records exported. Open the file under Data and backups after the reload if anything is missing.`;
    } catch (error) {
      outcome.textContent = `The data could not be read: ${error}. It is still in this browser; do not clear its storage.`;
    }
  });
  reloading.addEventListener("click", () => {
    reloading.disabled = true;
    outcome.textContent = "Trying again";
    tryAgain();
  });
  main.append(
    make("h1", heading),
    make("p", text),
    exporting,
    reloading,
    outcome,
    make("pre", String(reason ?? "")),
  );
  document.body.replaceChildren(main);
}
