// Exports the database without the app, which has failed or did not come.
"use strict";

/** Reads the database without the app and downloads it as a full file, which Mainstay restores. */
window.exportEverything = async () => {
  const rows = await new Promise((resolve, reject) => {
    const opening = indexedDB.open("mainstay");
    opening.onerror = () => reject(opening.error);
    // There is no database yet, and looking for one must not make one.
    opening.onupgradeneeded = () => opening.transaction.abort();
    opening.onsuccess = () => {
      const reading = opening.result.transaction("records").objectStore("records").getAll();
      reading.onerror = () => reject(reading.error);
      reading.onsuccess = () => resolve(reading.result);
    };
  });
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
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(file, null, 2)], { type: "application/json" }));
  link.download = "mainstay-recovered.json";
  link.click();
  URL.revokeObjectURL(link.href);
  return live.length - unreadable.length;
};
