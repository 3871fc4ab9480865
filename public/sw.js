// Keeps the build's files for work without a network. The build fills in the version and the list.
const VERSION = "BUILD_VERSION";
const FILES = ["BUILD_FILES"];
const CACHE = `mainstay-${VERSION}`;
const INDEX = "index.html";

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)));
});

self.addEventListener("activate", (event) => {
  const drop = (name) => name.startsWith("mainstay-") && name !== CACHE && caches.delete(name);
  event.waitUntil(caches.keys().then((names) => Promise.all(names.map(drop))).then(() => self.clients.claim()));
});

// A new version takes over only when a page that has just loaded, and is not being edited, asks for it.
self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET" || FILES.length === 0) return;
  const url = new URL(event.request.url);
  if (url.origin !== self.location.origin) return;
  const wanted = event.request.mode === "navigate" ? new URL(INDEX, self.registration.scope).href : event.request.url;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(wanted, { ignoreSearch: true })) ?? fetch(event.request)));
});
