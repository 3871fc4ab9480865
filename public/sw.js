// Keeps the build's files for work without a network, each only if it is the build's to the byte.
// All of it stands in one block: a worker that was cut on the way is no program at all, and the one before stays.
{
const VERSION = "BUILD_VERSION";
const FILES = {};
const SCOPE = self.registration.scope;
const CACHE = `mainstay-${VERSION} ${SCOPE}`;
// Hosts redirect from index.html to the folder; asked for by the folder, none does.
const INDEX = "./";
const TYPES = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  png: "image/png",
  svg: "image/svg+xml",
  wasm: "application/wasm",
  webmanifest: "application/manifest+json",
};
const PAGES = /^(|index\.html|(accounts|data|settings|take-over|reports)(\/.*)?)$/;

const address = (name) => new URL(name, SCOPE).href;
const typeOf = (name) => TYPES[name === INDEX ? "html" : name.split(".").pop()] ?? "application/octet-stream";
const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

async function isTheBuilds(name, bytes) {
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return btoa(String.fromCharCode(...sum)) === FILES[name];
}

/** A file as the host has it now. Throws unless it is the build's: whole, from its own address, not another page in its place. */
async function fetched(name, cache) {
  const response = await fetch(address(name), { cache, redirect: "error", credentials: "same-origin", signal: AbortSignal.timeout(90_000) });
  const page = /^text\/html/.test(response.headers.get("content-type") ?? "");
  if (response.status !== 200 || page !== typeOf(name).startsWith("text/html")) throw new Error(`${name}: ${response.status}`);
  const bytes = await response.arrayBuffer();
  if (!(await isTheBuilds(name, bytes))) throw new Error(`${name} is not the build's`);
  // The type is the build's too, whatever the host calls it; what else the host says of the file is not kept.
  return new Response(bytes, { headers: { "content-type": typeOf(name) } });
}

/** Tries again twice, past what the browser has kept: an answer from in between may lie there as well. */
async function proved(name) {
  for (const [cache, wait] of [["no-cache", 500], ["reload", 2_000]]) {
    try {
      return await fetched(name, cache);
    } catch {
      await pause(wait);
    }
  }
  return fetched(name, "reload");
}

async function isKept(cache, name) {
  const kept = await cache.match(address(name));
  return kept !== undefined && (await isTheBuilds(name, await kept.arrayBuffer()));
}

async function install() {
  const cache = await caches.open(CACHE);
  const left = Object.keys(FILES).filter((name) => name !== INDEX);
  const keep = async () => {
    // What an interrupted installation has kept counts, if it is whole.
    for (let name; (name = left.shift()); ) if (!(await isKept(cache, name))) await cache.put(address(name), await proved(name));
  };
  await Promise.all([keep(), keep(), keep(), keep()]);
  // Last: a version that has its index is whole.
  if (!(await isKept(cache, INDEX))) await cache.put(address(INDEX), await proved(INDEX));
  if (await isStuck()) self.skipWaiting();
}

/** The caches of this folder, oldest first; those of another Mainstay on the same origin are not ours. */
async function ours() {
  const names = (await caches.keys()).filter((name) => name.startsWith("mainstay-"));
  const own = await Promise.all(names.map(async (name) => name.endsWith(` ${SCOPE}`) || (!name.includes(" ") && (await (await caches.open(name)).match(address("boot.js"))) !== undefined)));
  return names.filter((_, at) => own[at]);
}

/** Whether the version before can only show a page that is not Mainstay: its worker kept whatever came. No page would ask. */
async function isStuck() {
  for (const name of (await ours()).filter((name) => !name.includes(" "))) {
    const cache = await caches.open(name);
    const index = await cache.match(address("index.html"));
    if (!/mainstay-app-/.test((await index?.text()) ?? "")) return true;
    for (const { url } of (await cache.keys()).filter(({ url }) => url.endsWith(".wasm"))) {
      const bytes = await (await cache.match(url)).arrayBuffer();
      if (!WebAssembly.validate(bytes)) return true;
    }
  }
  return false;
}

async function activate() {
  const names = (await ours()).filter((name) => name !== CACHE);
  const whole = await Promise.all(names.map(async (name) => (await (await caches.open(name)).match(address(name.includes(" ") ? INDEX : "index.html"))) !== undefined));
  // The version before stays until the next one: a tab that still runs it loads its remaining parts from there.
  const before = names.filter((_, at) => whole[at]).pop();
  await Promise.all(names.filter((name) => name !== before).map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** A file of this version. Where it is missing, or asked for anew and spoilt, it is fetched, proved and kept. */
async function own(name, anew) {
  const cache = await caches.open(CACHE);
  if (!anew || (await isKept(cache, name))) {
    const kept = await cache.match(address(name));
    if (kept) return kept;
  }
  const response = await proved(name);
  await cache.put(address(name), response.clone());
  return response;
}

async function answer(request) {
  const path = new URL(request.url).href.slice(SCOPE.length).replace(/[?#].*/, "");
  if (request.mode === "navigate" && (PAGES.test(path) || !(path in FILES))) {
    if (!PAGES.test(path)) {
      // Another project below this folder, or nothing: the host knows.
      const found = await fetch(request).catch(() => undefined);
      if (found && found.status !== 404) return found;
    }
    // Should even the index be gone, and the host have a newer one, that one is shown and not kept.
    return own(INDEX, false).catch(() => fetch(request));
  }
  if (path in FILES) return own(path, request.cache === "reload").catch(() => Response.error());
  for (const name of (await ours()).reverse()) {
    const found = await (await caches.open(name)).match(request, { ignoreSearch: true });
    if (found) return found;
  }
  return fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
// A new version takes over only when a page that has just loaded, and is not being edited, asks for it.
self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && url.startsWith(SCOPE) && INDEX in FILES) event.respondWith(answer(event.request));
});
}
