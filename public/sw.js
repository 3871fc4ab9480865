// Keeps the build's files for work without a network. The build fills in the version and the list.
const VERSION = "BUILD_VERSION";
const FILES = ["BUILD_FILES"];
const CACHE = `mainstay-${VERSION}`;
const INDEX = "index.html";

const ours = async () => (await caches.keys()).filter((name) => name.startsWith("mainstay-"));

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)));
});

// The version before stays until the next one: a tab that still runs it loads its remaining parts from there.
self.addEventListener("activate", (event) => {
  const older = async () => (await ours()).filter((name) => name !== CACHE).slice(0, -1);
  event.waitUntil(older().then((names) => Promise.all(names.map((name) => caches.delete(name)))).then(() => self.clients.claim()));
});

// A new version takes over only when a page that has just loaded, and is not being edited, asks for it.
self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});

async function kept(request) {
  const current = await caches.open(CACHE);
  if (request.mode === "navigate") return current.match(new URL(INDEX, self.registration.scope));
  for (const cache of [current, ...(await Promise.all((await ours()).map((name) => caches.open(name))))]) {
    const found = await cache.match(request, { ignoreSearch: true });
    if (found) return found;
  }
}

self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET" || FILES.length === 0) return;
  if (new URL(event.request.url).origin !== self.location.origin) return;
  event.respondWith(kept(event.request).then((response) => response ?? fetch(event.request)));
});
