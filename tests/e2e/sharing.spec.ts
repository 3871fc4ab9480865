// What leaves this browser and comes back: sealed files, links, folders of backups, folders that copies share.
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, Page } from "@playwright/test";
import { choose, createAccount, data, download, expect, ready, saved, test, watch } from "./mainstay";

const PASSPHRASE = "zwölf Äpfel, one key";

/** Opens Data in a browser of its own. */
async function elsewhere(browser: Browser, base: string, address = "data"): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: base })).newPage();
  watch(page, new URL(base).origin);
  await page.goto(address);
  await ready(page);
  return page;
}

test("a sealed file opens with its passphrase here, elsewhere, and in a script without Mainstay", async ({ mainstay: page, browser, baseURL }) => {
  await createAccount(page, "Borealis Rail");
  await saved(page);
  await data(page);
  await page.getByLabel("Passphrase for files").fill(PASSPHRASE);
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Export full" }).click()]);
  expect(file.suggestedFilename()).toBe("mainstay-workspace-full-2026-11-23.mainstay");
  const bytes = await readFile(await file.path());
  expect(bytes.includes("Borealis")).toBe(false);

  const folder = await mkdtemp(path.join(tmpdir(), "mainstay-sealed-"));
  const sealed = path.join(folder, "plan.mainstay");
  await writeFile(sealed, bytes);
  const opened = execFileSync("node", ["docs/open-sealed.mjs", sealed, PASSPHRASE], { encoding: "utf8" });
  expect(JSON.parse(opened).records.accounts[0].name).toBe("Borealis Rail");
  const refused = () => execFileSync("node", ["docs/open-sealed.mjs", sealed, "another"], { stdio: "pipe" });
  expect(refused).toThrow(/not its passphrase/);

  const other = await elsewhere(browser, baseURL!);
  await choose(other, "Choose a backup to restore", "plan.mainstay", bytes);
  await other.getByLabel("Passphrase", { exact: true }).fill("another");
  await other.getByRole("button", { name: "Open it" }).click();
  await expect(other.getByText("This is not its passphrase.")).toBeVisible();
  await other.getByLabel("Passphrase", { exact: true }).fill(PASSPHRASE);
  await other.getByRole("button", { name: "Open it" }).click();
  await expect(other.getByRole("link", { name: /Borealis Rail/ }).first()).toBeVisible();
  await other.getByRole("link", { name: "Data and backups" }).click();
  await choose(other, "Choose a file to import", "cut.mainstay", bytes.subarray(0, bytes.length - 7));
  await other.getByLabel("Passphrase", { exact: true }).fill(PASSPHRASE);
  await other.getByRole("button", { name: "Open it" }).click();
  await expect(other.getByText("This file ends too early")).toBeVisible();
});

test("a link carries an account's plan, and leaves no trace in the address", async ({ mainstay: page, context, browser, baseURL }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await createAccount(page, "Borealis Rail");
  await saved(page);
  await data(page);
  await page.getByLabel(/^What/).first().selectOption({ label: "Borealis Rail" });
  await expect(page.getByRole("button", { name: "Copy the link" })).toBeDisabled();
  await page.getByLabel("Passphrase for files").fill(PASSPHRASE);
  await page.getByRole("button", { name: "Copy the link" }).click();
  await expect(page.getByText("Copied the link.")).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link.length).toBeLessThanOrEqual(2_000);
  expect(link).toContain("data#plan=");

  const other = await elsewhere(browser, baseURL!, link);
  expect(new URL(other.url()).hash).toBe("");
  await other.getByLabel("Passphrase", { exact: true }).fill(PASSPHRASE);
  await other.getByRole("button", { name: "Open it" }).click();
  await other.getByRole("button", { name: /^Apply/ }).click();
  await expect(other.getByRole("link", { name: /Borealis Rail/ }).first()).toBeVisible();
  const broken = await elsewhere(browser, baseURL!, "data#plan=abc");
  await expect(broken.getByRole("alert")).toContainText("This link is damaged");
});

/** Lets the page's own file system stand for a folder that the person chooses, one for each purpose. */
function offerFolders(page: Page) {
  return page.addInitScript(() => {
    const picker = async ({ id }: { id: string }) => {
      const root = await navigator.storage.getDirectory();
      return root.getDirectoryHandle(id, { create: true });
    };
    Object.defineProperty(window, "showDirectoryPicker", { value: picker, configurable: true });
  });
}

/** The files of a folder, as a service that keeps folders alike sees them. */
function files(page: Page, purpose: string): Promise<Record<string, string>> {
  return page.evaluate(async (purpose) => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(purpose, { create: true });
    const files: Record<string, string> = {};
    for await (const [name, handle] of (folder as unknown as { entries(): AsyncIterable<[string, FileSystemFileHandle]> }).entries()) {
      // What is being written stands under another name until it is whole.
      if (!/\.(json|mainstay)$/.test(name)) continue;
      const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
      files[name] = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
    }
    return files;
  }, purpose);
}

function put(page: Page, purpose: string, name: string, bytes: string) {
  return page.evaluate(
    async ({ purpose, name, bytes }) => {
      const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(purpose, { create: true });
      const writable = await (await folder.getFileHandle(name, { create: true })).createWritable();
      await writable.write(Uint8Array.from(bytes, (letter) => letter.charCodeAt(0)));
      await writable.close();
    },
    { purpose, name, bytes },
  );
}

/** Chooses a folder in Data. */
async function take(page: Page, name: string, passphrase: string) {
  const row = page.locator(".folders .levels > li").filter({ hasText: name });
  await row.getByRole("button", { name: "Choose a folder" }).click();
  await row.getByLabel("Passphrase of the folder").fill(passphrase);
  await row.getByRole("button", { name: "Choose a folder" }).click();
  await expect(row.getByText(/last at \d\d:\d\d/)).toBeVisible({ timeout: 20_000 });
}

test("two devices share a folder that a service keeps alike, each going on while the other is away", async ({ browser, baseURL }) => {
  const devices: Page[] = [];
  for (const at of [0, 1]) {
    const page = await (await browser.newContext({ baseURL: baseURL! })).newPage();
    await offerFolders(page);
    await page.goto("./");
    await ready(page);
    devices[at] = page;
  }
  const [laptop, phone] = devices;
  await createAccount(laptop, "Borealis Rail");
  await saved(laptop);
  for (const page of devices) {
    await data(page);
    await take(page, "Own devices", PASSPHRASE);
  }
  /** The service carries files from one device to the other, each its own. */
  const carry = async (from: Page, to: Page, damage = (bytes: string) => bytes) => {
    const there = await files(to, "devices");
    for (const [name, bytes] of Object.entries(await files(from, "devices"))) {
      expect(bytes.startsWith("MAINSTAY"), "sealed").toBe(true);
      if (there[name] !== bytes) await put(to, "devices", name, damage(bytes));
    }
    await to.evaluate(() => window.dispatchEvent(new Event("focus")));
  };
  const industry = async (page: Page, value: string) => {
    await page.getByRole("link", { name: /Borealis Rail/ }).first().click();
    await page.getByRole("link", { name: "Edit the account" }).click();
    await page.getByRole("textbox", { name: "Industry" }).fill(value);
    await page.getByRole("textbox", { name: "Industry" }).blur();
    await saved(page);
    await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  };
  // Half of it arrives first: it is left out, and nothing is broken.
  await carry(laptop, phone, (bytes) => bytes.slice(0, bytes.length / 2));
  await expect(phone.getByText("It is not whole")).toBeVisible({ timeout: 20_000 });
  await carry(laptop, phone);
  await expect(phone.getByRole("link", { name: /Borealis Rail/ }).first()).toBeVisible({ timeout: 20_000 });
  await industry(phone, "Rail");
  const written = async (page: Page) => Object.values(await files(page, "devices")).length;
  await expect.poll(() => written(phone)).toBe(2);
  await carry(phone, laptop);
  await laptop.getByRole("link", { name: /Borealis Rail/ }).first().click();
  await laptop.getByRole("link", { name: "Edit the account" }).click();
  await expect(laptop.getByRole("textbox", { name: "Industry" })).toHaveValue("Rail", { timeout: 20_000 });
  // After a reload the folder is known, and goes on.
  await laptop.reload();
  await ready(laptop);
  await data(laptop);
  await expect(laptop.getByText("1 device beside this one")).toBeVisible({ timeout: 20_000 });
});

test("backups are written into a folder by themselves, and one is restored on a new device", async ({ browser, baseURL }) => {
  const page = await (await browser.newContext({ baseURL: baseURL! })).newPage();
  await offerFolders(page);
  await page.goto("./");
  await ready(page);
  await createAccount(page, "Borealis Rail");
  await saved(page);
  await data(page);
  await take(page, "Backups", "");
  await expect(page.getByText("never exported")).toBeHidden();
  const names = Object.keys(await files(page, "backups"));
  expect(names).toHaveLength(1);
  expect(names[0]).toMatch(/^mainstay-backup-\d{4}-\d\d-\d\d-\d{6}\.json$/);
  await expect(page.getByRole("heading", { name: "Newest backups" })).toBeVisible();
  // Nothing has changed: no other is written.
  await page.getByRole("button", { name: "Back up now" }).click();
  expect(Object.keys(await files(page, "backups"))).toEqual(names);

  const [name, bytes] = Object.entries(await files(page, "backups"))[0];
  const fresh = await (await browser.newContext({ baseURL: baseURL! })).newPage();
  await fresh.goto("data");
  await ready(fresh);
  await choose(fresh, "Choose a backup to restore", name, Buffer.from(bytes, "latin1"));
  await expect(fresh.getByRole("link", { name: /Borealis Rail/ }).first()).toBeVisible();
  const again = await download(fresh, () => fresh.getByRole("button", { name: "Export full" }).click());
  const kept = JSON.parse(Buffer.from(bytes, "latin1").toString("utf8"));
  expect(JSON.parse(again.text).records).toEqual(kept.records);
  expect(JSON.parse(again.text).stamps).toEqual(kept.stamps);
});
