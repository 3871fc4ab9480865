// The lock: what this browser keeps is sealed, and opened by a passphrase or a passkey.
import { readFile } from "node:fs/promises";
import { type Page } from "@playwright/test";
import { choose, createAccount, data, expect, ready, saved, test } from "./mainstay";

const PASSPHRASE = "bear honey river";

/** All that stands in the database, as whoever has the disk sees it. */
const onTheDisk = (page: Page) =>
  page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open("mainstay");
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    let text = "";
    for (const name of database.objectStoreNames) {
      const store = database.transaction(name).objectStore(name);
      const rows = await new Promise((resolve) => (store.getAll().onsuccess = ({ target }) => resolve((target as IDBRequest).result)));
      text += JSON.stringify(rows);
    }
    database.close();
    return text;
  });

const section = (page: Page) => page.locator("section.folders").filter({ has: page.getByRole("heading", { name: /^Lock/ }) });

async function setALock(page: Page) {
  await data(page);
  await section(page).getByRole("button", { name: "Set a lock" }).click();
  await section(page).getByLabel("Passphrase of the lock").fill(PASSPHRASE);
  await section(page).getByRole("button", { name: "Seal everything" }).click();
  await expect(page.getByRole("heading", { name: "Mainstay is locked" })).toBeVisible({ timeout: 20_000 });
}

async function open(page: Page, passphrase = PASSPHRASE) {
  await page.getByLabel("Passphrase", { exact: true }).fill(passphrase);
  await page.getByRole("button", { name: "Open", exact: true }).click();
}

test("a workspace is locked, opened, edited, and taken from under the lock", async ({ mainstay: page, context }) => {
  await createAccount(page, "Borealis Rail");
  await saved(page);
  expect(await onTheDisk(page)).toContain("Borealis");
  const other = await context.newPage();
  await other.goto("./");
  await ready(other);
  await setALock(page);
  // The other tab opens anew with it, and asks too.
  await expect(other.getByRole("heading", { name: "Mainstay is locked" })).toBeVisible({ timeout: 20_000 });
  expect(await onTheDisk(page)).not.toContain("Borealis");

  await open(page, "another one");
  await expect(page.getByText("This is not its passphrase")).toBeVisible({ timeout: 20_000 });
  await open(page);
  await expect(page.getByRole("link", { name: /Borealis Rail/ }).first()).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole("heading", { name: "Mainstay is locked" })).toHaveCount(0);
  await page.getByRole("link", { name: /Borealis Rail/ }).first().click();
  await page.getByRole("link", { name: "Edit the account" }).click();
  await page.getByRole("textbox", { name: "Industry" }).fill("Shipping");
  await page.getByRole("textbox", { name: "Industry" }).blur();
  await saved(page);
  const disk = await onTheDisk(page);
  for (const word of ["Borealis", "Shipping", "accounts"]) expect(disk).not.toContain(word);

  // A tab that is opened beside one that is open asks nothing, and sees what is written there.
  await other.goto("./");
  await ready(other);
  await other.getByRole("link", { name: /Borealis Rail/ }).first().click();
  await expect(other.getByText("Shipping").first()).toBeVisible({ timeout: 20_000 });

  // Undo survives the lock.
  await page.goto("./");
  await ready(page);
  await expect(page.getByRole("button", { name: /^Undo: changed industry/ })).toBeVisible({ timeout: 20_000 });

  await data(page);
  await section(page).getByRole("button", { name: "Change the passphrase" }).click();
  await section(page).getByLabel("Passphrase of the lock").fill("another river");
  await section(page).getByRole("button", { name: "Change it" }).click();
  await expect(section(page).getByLabel("Passphrase of the lock")).toHaveCount(0, { timeout: 20_000 });
  await section(page).getByRole("button", { name: "Lock now" }).click();
  for (const tab of [page, other]) await expect(tab.getByRole("heading", { name: "Mainstay is locked" })).toBeVisible({ timeout: 20_000 });
  await open(page, PASSPHRASE);
  await expect(page.getByText("This is not its passphrase")).toBeVisible({ timeout: 20_000 });
  await open(page, "another river");
  await ready(page);
  await data(page);
  await section(page).getByRole("button", { name: "Take the lock off" }).click();
  await expect(section(page).getByRole("button", { name: "Set a lock" })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole("link", { name: /Borealis Rail/ }).first()).toBeVisible();
  expect(await onTheDisk(page)).toContain("Shipping");
});

test("a passkey opens the lock, and who has lost everything begins anew", async ({ page, context, baseURL }) => {
  // Passkeys belong to names, and an address of numbers is none.
  await page.goto(baseURL!.replace("127.0.0.1", "localhost"));
  await ready(page);
  const devtools = await context.newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      ctap2Version: "ctap2_1",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      hasPrf: true,
    },
  });
  await createAccount(page, "Borealis Rail");
  await saved(page);
  await setALock(page);
  await open(page);
  await ready(page);
  await data(page);
  await section(page).getByRole("button", { name: "Add a passkey" }).click();
  await expect(section(page).getByText("A passkey of this device opens it too.")).toBeVisible();
  await section(page).getByRole("button", { name: "Lock now" }).click();
  await page.getByRole("button", { name: "Use the passkey" }).click();
  await expect(page.getByRole("link", { name: /Borealis Rail/ }).first()).toBeVisible({ timeout: 20_000 });

  // What a page without the program exports opens with the passphrase, wherever.
  const exporting = page.evaluate(() => (window as unknown as { exportEverything(): Promise<number> }).exportEverything());
  const [file] = await Promise.all([page.waitForEvent("download"), exporting]);
  const recovered = await readFile(await file.path());
  expect(recovered.toString()).not.toContain("Borealis");

  await page.reload();
  await page.getByText("The passphrase is lost").click();
  await page.getByLabel("Type ERASE to go on").fill("ERASE");
  await page.getByRole("button", { name: "Erase everything" }).click();
  await expect(page.getByRole("heading", { name: "Data and backups" })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole("link", { name: /Borealis Rail/ })).toHaveCount(0);
  expect((await onTheDisk(page)).length).toBeLessThan(500);
  await choose(page, "Choose a backup to restore", "mainstay-recovered.json", recovered);
  await page.getByLabel("Passphrase", { exact: true }).fill(PASSPHRASE);
  await page.getByRole("button", { name: "Open it" }).click();
  await expect(page.getByRole("link", { name: /Borealis Rail/ }).first()).toBeVisible({ timeout: 20_000 });
});
