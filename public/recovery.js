// Exports the database without the app, which has failed or did not come.
"use strict";

/** Reads the database without the app and downloads it as a full file, which Mainstay restores. */
window.exportEverything = async () => {
  const download = (file) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(file, null, 2)], { type: "application/json" }));
    link.download = "mainstay-recovered.json";
    link.click();
    URL.revokeObjectURL(link.href);
  };
  const database = await new Promise((resolve, reject) => {
    const opening = indexedDB.open("mainstay");
    opening.onerror = () => reject(opening.error);
    // There is no database yet, and looking for one must not make one.
    opening.onupgradeneeded = () => opening.transaction.abort();
    opening.onsuccess = () => resolve(opening.result);
  });
  const read = (store, what) => new Promise((resolve, reject) => {
    if (!database.objectStoreNames.contains(store)) return resolve();
    const reading = what(database.transaction(store).objectStore(store));
    reading.onerror = () => reject(reading.error);
    reading.onsuccess = () => resolve(reading.result);
  });
  const rows = (await read("records", (store) => store.getAll())) ?? [];
  const lock = await read("device", (store) => store.get("lock"));
  // Held open, it would stand in the way of whoever upgrades or deletes it.
  database.close();
  if (lock) {
    // Under a lock the rows are sealed. They leave as they are, with what the passphrase needs to open them.
    download({ format: "mainstay-locked", version: 1, lock, rows });
    return rows.length;
  }
  const records = {};
  const unreadable = [];
  const live = rows.filter((row) => row.deletedAt === undefined && row.body !== "");
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
  // What cannot be read goes along as it is; Mainstay leaves it aside. The rows hold what was deleted, and what stands
  // beside each other; a person reads the records.
  const file = { ...head, records, ...(unreadable.length && { unreadable }), rows: rows.filter((row) => row.stamps) };
  download(file);
  return live.length - unreadable.length;
};
