// Nothing lost: tabs, reloads, offline, full disks, missing databases, newer records, panics.
import { test as base } from "@playwright/test";
import { choose, download, expect, MONDAY, openSample, ready, saved, tab, test, watch } from "./mainstay";

async function createAccount(page: import("@playwright/test").Page, name: string) {
  await page.getByLabel("Account name").fill(name);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name })).toBeVisible();
}

test("two tabs of one workspace stay in step, and keep both values of one field", async ({ mainstay: page, context }) => {
  await createAccount(page, "Borealis Rail");
  await saved(page);
  const other = await context.newPage();
  await other.clock.install({ time: MONDAY });
  await other.goto(page.url());
  await ready(other);
  for (const each of [page, other]) {
    await each.getByRole("link", { name: "Edit the account" }).click();
    await each.getByLabel("Industry").focus();
  }
  await page.getByLabel("Website").fill("https://borealis.example");
  await saved(page);
  await expect(other.getByLabel("Website")).toHaveValue("https://borealis.example");
  await page.getByLabel("Industry").fill("Rail");
  await saved(page);
  await expect(other.getByLabel("Industry")).toHaveValue("Rail");
  // The other tab still has the cursor in the field and types over a value that it did not have when it began.
  await other.getByLabel("Industry").pressSequentially("X");
  await expect(other.getByText("Industry was changed in two places.")).toBeVisible();
  await saved(other);
  await expect(page.getByText("Industry was changed in two places.")).toBeVisible();
  await page.getByRole("button", { name: /^take/ }).click();
  await expect(page.getByText("Industry was changed in two places.")).toBeHidden();
});

test("closing the tab straight after a keystroke loses nothing that was shown as saved", async ({ mainstay: page, context }) => {
  await createAccount(page, "Borealis Rail");
  await page.getByRole("link", { name: "Edit the account" }).click();
  await page.getByRole("textbox", { name: "Place" }).pressSequentially("Oslo");
  await saved(page);
  const url = page.url();
  await page.close();
  const again = await context.newPage();
  await again.goto(url);
  await ready(again);
  await expect(again.getByRole("textbox", { name: "Place" })).toHaveValue("Oslo");
});

test("a deleted account can be restored with all that went with it", async ({ mainstay: page }) => {
  await openSample(page);
  await page.getByRole("link", { name: /Lakeshore Transit/ }).first().click();
  await page.getByRole("link", { name: "Edit the account" }).click();
  await page.getByRole("button", { name: "Delete account" }).click();
  await expect(page.getByRole("heading", { name: "Accounts" })).toBeVisible();
  await saved(page);
  await page.goto("data");
  await page.getByRole("button", { name: "Restore Account “Lakeshore Transit”" }).click();
  await page.getByRole("link", { name: /Lakeshore Transit/ }).first().click();
  await tab(page, "Plan");
  await expect(page.locator(".pf")).toContainText(/Done\s*8\s*of 16/);
});

test("with the server stopped, the page opens, works and deep links hold", async ({ mainstay: page, context }) => {
  await openSample(page);
  await page.evaluate(() => navigator.serviceWorker.ready.then((registration) => registration.active!.state));
  await expect.poll(() => page.evaluate(async () => (await caches.keys()).length)).toBe(1);
  await page.reload();
  await ready(page);
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Monday, 23 November" })).toBeVisible();
  await page.getByRole("link", { name: /Aurelia Hospitals/ }).first().click();
  await tab(page, "Brief");
  await page.reload();
  await expect(page.locator(".a4")).toContainText("Beds are ready 46 minutes sooner");
});

test("a record of a newer version stops writing and asks for a reload", async ({ mainstay: page }) => {
  await createAccount(page, "Borealis Rail");
  await saved(page);
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open("mainstay");
        opening.onsuccess = () => {
          const store = opening.result.transaction("records", "readwrite").objectStore("records");
          store.getAll().onsuccess = (event) => {
            const [row] = (event.target as IDBRequest).result;
            store.put({ ...row, version: 99, revision: row.revision + 1 }).onsuccess = () => resolve();
          };
        };
      }),
  );
  await page.reload();
  await expect(page.getByRole("heading", { name: "This page must not write here" })).toBeVisible();
  await expect(page.getByText("A newer Mainstay has written version 99 here")).toBeVisible();
});

test("a full disk is said where it can be acted on, and nothing is lost", async ({ mainstay: page }) => {
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await createAccount(page, "Borealis Rail");
  await page.getByRole("link", { name: "Not saved, export now" }).click();
  await expect(page.getByText("The browser’s storage is full.")).toBeVisible();
  const file = await download(page, () => page.getByRole("button", { name: "Export full" }).click());
  expect(file.text).toContain("Borealis Rail");
});

base("a window without a database works, and says that it keeps nothing", async ({ page, baseURL }) => {
  const broken = watch(page, new URL(baseURL!).origin);
  await page.addInitScript(() => Object.defineProperty(window, "indexedDB", { value: undefined }));
  await page.goto("./");
  await ready(page);
  await createAccount(page, "Borealis Rail");
  await expect(page.getByRole("link", { name: "Not saved, export now" })).toBeVisible();
  await page.getByRole("link", { name: "Data and backups" }).click();
  await expect(page.getByText("This browser window keeps no data")).toBeVisible();
  expect(broken).toEqual([]);
});

test("when the app fails, the recovery page exports everything as a file that Mainstay restores", async ({ mainstay: page }) => {
  await createAccount(page, "Borealis Rail");
  await saved(page);
  await page.evaluate(() => window.dispatchEvent(new CustomEvent("mainstay-panic", { detail: "test" })));
  await expect(page.getByRole("heading", { name: "Mainstay has stopped" })).toBeVisible();
  const file = await download(page, () => page.getByRole("button", { name: "Export everything" }).click());
  await page.getByRole("button", { name: "Reload" }).click();
  await ready(page);
  await page.goto("data");
  await choose(page, "Choose a backup to restore", file.name, file.text);
  await expect(page.getByText(/^Restored/)).toBeVisible();
});

test("the sample is taken out in one step, and undo brings it back", async ({ mainstay: page }) => {
  await openSample(page);
  await page.goto("data");
  await page.getByRole("button", { name: "Remove the sample" }).click();
  await expect(page.getByText("Your accounts will be listed here")).toBeVisible();
  await page.getByRole("button", { name: /^Undo: removed the sample/ }).click();
  await expect(page.getByRole("link", { name: /Aurelia Hospitals/ }).first()).toBeVisible();
});
