// Runs before the app: brings a waiting update in, and stands by with the recovery page should the app fail.
"use strict";

(() => {
  const theme = localStorage.getItem("mainstay.theme");
  const word = theme && JSON.parse(theme);
  if (word === "light" || word === "dark") document.documentElement.dataset.theme = word;
})();

// The first screen shows neither a document nor a page that comes in a part: their styles come beside it, and hold on the
// screen once all is loaded.
window.addEventListener("load", () => {
  for (const style of document.querySelectorAll("link.later")) style.media = "all";
});

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
  window.addEventListener("load", () => {
    navigator.serviceWorker.register("sw.js").catch(() => {
      // Without a service worker the page works as long as there is a network.
    });
  });
}

window.addEventListener("mainstay-panic", (event) => {
  const saved = "Everything that was shown as saved is in this browser. Export it if you want a copy, then reload.";
  showRecovery("Mainstay has stopped", saved, event.detail);
});
window.addEventListener("mainstay-unreadable", (event) => showRecovery("Your workspace could not be opened", event.detail, ""));

/** Replaces the page, whose wasm instance has failed or has no data, by one that needs nothing of it. */
function showRecovery(heading, text, reason) {
  const make = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });
  const main = document.createElement("main");
  main.className = "recovery";
  const exporting = make("button", "Export everything");
  exporting.className = "btn primary";
  const reloading = make("button", "Reload");
  reloading.className = "btn";
  const outcome = make("p", "");
  outcome.setAttribute("role", "status");
  exporting.addEventListener("click", async () => {
    try {
      const count = await exportEverything();
      outcome.textContent = `${count} records exported. Open the file under Data and backups after the reload if anything is missing.`;
    } catch (error) {
      outcome.textContent = `The data could not be read: ${error}. It is still in this browser; do not clear its storage.`;
    }
  });
  reloading.addEventListener("click", () => location.reload());
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

/** Reads the database without the app and downloads it as a full file, which Mainstay restores. */
async function exportEverything() {
  const rows = await new Promise((resolve, reject) => {
    const opening = indexedDB.open("mainstay");
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const reading = opening.result.transaction("records").objectStore("records").getAll();
      reading.onerror = () => reject(reading.error);
      reading.onsuccess = () => resolve(reading.result);
    };
  });
  const records = {};
  const unreadable = [];
  const live = rows.filter((row) => row.deletedAt === undefined);
  for (const row of live) {
    try {
      const record = JSON.parse(row.body);
      // Rows of several versions stand side by side in a database: each says its own.
      record.version = row.version;
      if (row.sample) record.sample = true;
      (records[row.kind] ??= []).push(record);
    } catch {
      unreadable.push(row);
    }
  }
  const version = Math.max(1, ...live.map((row) => row.version).filter(Number.isInteger));
  const head = { format: "mainstay", version, exportedAt: new Date().toISOString(), level: "full", scope: "workspace" };
  // What cannot be read goes along as it is; Mainstay leaves it aside.
  const file = unreadable.length ? { ...head, records, unreadable } : { ...head, records };
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(file, null, 2)], { type: "application/json" }));
  link.download = "mainstay-recovered.json";
  link.click();
  URL.revokeObjectURL(link.href);
  return live.length - unreadable.length;
}
