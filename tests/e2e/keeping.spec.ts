// Nothing lost: tabs, reloads, offline, full disks, missing databases, newer records, panics.
import { test as base, type BrowserContext, type Page } from "@playwright/test";
import { MONDAY, choose, createAccount, download, expect, openSample, ready, saved, tab, test, watch } from "./mainstay";

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
  // The other tab has the cursor in the field: it holds what was there then, and what they type stands beside the other.
  await expect(other.getByLabel("Industry")).toHaveValue("");
  await other.getByLabel("Industry").pressSequentially("X");
  await expect(other.getByText("Industry was changed in two places.")).toBeVisible();
  await saved(other);
  await expect(page.getByText("Industry was changed in two places.")).toBeVisible();
  await page.getByRole("button", { name: /^Take “/ }).click();
  await expect(page.getByText("Industry was changed in two places.")).toBeHidden();
});

test("closing the tab straight after a keystroke loses nothing that was shown as saved", async ({ mainstay: page, context }) => {
  await createAccount(page, "Borealis Rail");
  await page.getByRole("link", { name: "Edit the account" }).click();
  await page.getByRole("textbox", { name: "Location" }).pressSequentially("Oslo");
  await saved(page);
  const url = page.url();
  await page.close();
  const again = await context.newPage();
  await again.goto(url);
  await ready(again);
  await expect(again.getByRole("textbox", { name: "Location" })).toHaveValue("Oslo");
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

/** Every record is written as a version does that is not there yet. */
function newerVersionWrites(page: Page) {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open("mainstay");
        opening.onsuccess = () => {
          const store = opening.result.transaction("records", "readwrite").objectStore("records");
          store.getAll().onsuccess = (event) => {
            for (const row of (event.target as IDBRequest).result) store.put({ ...row, version: 99, revision: row.revision + 1 });
            store.transaction.oncomplete = () => resolve();
          };
        };
      }),
  );
}

test("a record of a newer version stops writing and asks for a reload", async ({ mainstay: page }) => {
  await createAccount(page, "Borealis Rail");
  await saved(page);
  await newerVersionWrites(page);
  await page.reload();
  await expect(page.getByRole("heading", { name: "This page must not write here" })).toBeVisible();
  await expect(page.getByText("A newer Mainstay has written version 99 here")).toBeVisible();
});

test("a record tells what stood in it before, who replaced it, and puts it back", async ({ mainstay: page }) => {
  await createAccount(page, "Borealis Rail");
  await page.getByRole("link", { name: "Edit the account" }).click();
  const industry = page.getByRole("textbox", { name: "Industry" });
  for (const value of ["Rail", "Shipping"]) {
    await industry.fill(value);
    await industry.blur();
    await saved(page);
  }
  const history = page.locator(".record-history");
  await history.getByText("History").click();
  await expect(history.getByText("Industry: Rail")).toBeVisible();
  await expect(history.getByText(/^replaced: You, /)).toBeVisible();
  await expect(history.getByText(/^It reaches back to /)).toBeVisible();
  await history.getByRole("button", { name: "Put it back" }).first().click();
  await expect(industry).toHaveValue("Rail");
  await saved(page);
  await page.getByRole("button", { name: /^Undo: put back industry/ }).click();
  await expect(industry).toHaveValue("Shipping");
});

test("what is typed while a newer version writes is not saved, and can be copied", async ({ mainstay: page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await createAccount(page, "Borealis Rail");
  await page.getByRole("link", { name: "Edit the account" }).click();
  await saved(page);
  await newerVersionWrites(page);
  await page.getByRole("textbox", { name: "Industry" }).fill("Rail, and what I noted of the call");
  await expect(page.getByRole("heading", { name: "This page must not write here" })).toBeVisible();
  await expect(page.getByLabel("What you have written and could not be saved")).toHaveValue("Borealis Rail, Industry: Rail, and what I noted of the call");
  await page.getByRole("button", { name: "Copy it" }).click();
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("what I noted of the call");
});

/** A page of this origin without the app, which holds the database open and heeds nobody. */
async function holder(context: BrowserContext) {
  const page = await context.newPage();
  await page.goto("mainstay.schema.json");
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open("mainstay");
        opening.onsuccess = () => {
          Object.assign(window, { held: opening.result });
          resolve();
        };
        opening.onerror = () => reject(opening.error);
      }),
  );
  return page;
}

test("storage that another tab blocks is said at once, with what to do", async ({ mainstay: page, context }) => {
  await createAccount(page, "Borealis Rail");
  await saved(page);
  const url = page.url();
  await page.goto("about:blank");
  const other = await holder(context);
  // A later version of Mainstay, which needs a newer database.
  const later = await context.newPage();
  await later.addInitScript(() => {
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function (name: string) {
      return open.call(this, name, 3);
    };
  });
  await later.goto(url);
  await expect(later.getByText("Close the other tabs of Mainstay, then reload.")).toBeVisible();
  await other.close();
  await later.getByRole("button", { name: "Reload" }).click();
  await expect(later.getByRole("heading", { name: "Borealis Rail" })).toBeVisible();
  await page.goto(url);
  await expect(page.getByText("A newer Mainstay is open in another tab.")).toBeVisible();
});

test("while another tab keeps the database busy, nothing is called saved", async ({ mainstay: page, context }) => {
  await createAccount(page, "Borealis Rail");
  await saved(page);
  const other = await holder(context);
  await other.evaluate(() => {
    const { held } = window as unknown as { held: IDBDatabase };
    const store = held.transaction("records", "readwrite").objectStore("records");
    const turns = Object.assign(window, { turns: 0 });
    const goOn = () => {
      turns.turns += 1;
      if (!("release" in window)) store.count().onsuccess = goOn;
    };
    goOn();
  });
  await page.getByRole("link", { name: "Edit the account" }).click();
  await page.getByRole("textbox", { name: "Location" }).fill("Oslo");
  await expect(page.locator(".save")).toContainText("Saving");
  // The other tab goes on for a while: the write had its time, had it not been held up.
  const turns = () => other.evaluate(() => (window as unknown as { turns: number }).turns);
  const before = await turns();
  await expect.poll(turns).toBeGreaterThan(before + 500);
  await expect(page.locator(".save")).not.toContainText(/^Saved/);
  await other.evaluate(() => Object.assign(window, { release: true }));
  await saved(page);
});

test("a full disk is said where it can be acted on, and nothing is lost", async ({ mainstay: page }) => {
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await createAccount(page, "Borealis Rail");
  await page.getByRole("link", { name: "Not saved, export now" }).click();
  await expect(page.getByText("The browser’s storage or the disk is full.")).toBeVisible();
  const file = await download(page, () => page.getByRole("button", { name: "Export full" }).click());
  expect(file.text).toContain("Borealis Rail");
});

test("a database that is deleted under an open page is said at once, and its work is kept again", async ({ mainstay: page }) => {
  await createAccount(page, "Borealis Rail");
  await saved(page);
  const deleted = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const deleting = indexedDB.deleteDatabase("mainstay");
        deleting.onsuccess = () => resolve("gone");
        deleting.onerror = () => resolve("failed");
      }),
  );
  expect(deleted).toBe("gone");
  await expect(page.getByText("The browser has deleted what it kept of this workspace.")).toBeVisible();
  // The page goes on, and says that nothing of it is kept.
  await page.getByRole("link", { name: "Edit the account" }).click();
  await page.getByRole("textbox", { name: "Industry" }).fill("Rail");
  await expect(page.locator(".save")).toContainText("Not kept");
  await page.getByRole("button", { name: "Keep it again" }).click();
  await saved(page);
  await page.reload();
  await ready(page);
  await expect(page.getByRole("textbox", { name: "Industry" })).toHaveValue("Rail");
});

test("undo reaches back over a reload, and what a closed tab did goes to the next", async ({ mainstay: page, context }) => {
  await createAccount(page, "Borealis Rail");
  await page.getByRole("link", { name: "Edit the account" }).click();
  await page.getByRole("textbox", { name: "Industry" }).fill("Rail");
  await page.getByRole("textbox", { name: "Industry" }).blur();
  await saved(page);
  const url = page.url();
  await page.reload();
  await ready(page);
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(page.getByRole("textbox", { name: "Industry" })).toHaveValue("");
  await saved(page);
  await page.close();
  const next = await context.newPage();
  await next.goto(url);
  await ready(next);
  await next.getByRole("button", { name: /^Redo/ }).click();
  await expect(next.getByRole("textbox", { name: "Industry" })).toHaveValue("Rail");
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
  await page.getByRole("button", { name: "Take back to this day" }).click();
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

base.describe("before everything is kept on the device", () => {
  base.use({ serviceWorkers: "block" });
  base("a page that cannot be fetched says so, and comes when it is tried again", async ({ page }) => {
    await page.route("**/part_workspace*", (route) => route.abort());
    await page.goto("./");
    await ready(page);
    await page.getByRole("link", { name: "Settings" }).click();
    await expect(page.getByRole("heading", { name: "This page could not be loaded" })).toBeVisible();
    await page.getByRole("link", { name: "Today" }).first().click();
    await createAccount(page, "Borealis Rail");
    await page.unroute("**/part_workspace*");
    await page.getByRole("link", { name: "Settings" }).click();
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("heading", { name: "Settings" })).toBeVisible();
    await expect(page.getByLabel("Currency")).toHaveValue("EUR");
    await expect(page.getByRole("link", { name: /Borealis Rail/ })).toBeVisible();
  });
});
