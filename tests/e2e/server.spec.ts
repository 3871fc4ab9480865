// A workspace that is shared through a server, whose address the host of the page has named. Only the build in the
// sub-folder allows one. The server is PouchDB Server's parts (scripts/couch.mjs).
import { test as base, type Browser, type Page } from "@playwright/test";
import { createAccount, data, expect, ready, saved, watch } from "./mainstay";

const HOME = "http://127.0.0.1:8082/planner/";
const COUCH = "http://127.0.0.1:8085/";
const PASSPHRASE = "bear honey river";

/** A device of its own, which may ask only for the page's files and the server, and sends nothing in clear. */
async function device(browser: Browser, name: string) {
  const page = await (await browser.newContext({ baseURL: HOME })).newPage();
  const broken: string[] = [];
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(HOME) && !url.startsWith(`${COUCH}${name}`) && !url.startsWith("blob:")) broken.push(url);
    for (const word of ["Borealis", "Rail", "Energy", PASSPHRASE]) if (request.postData()?.includes(word)) broken.push(`${word} in ${url}`);
  });
  page.on("pageerror", (error) => broken.push(error.message));
  await page.goto("./");
  await ready(page);
  return { page, broken };
}

const section = (page: Page) => page.locator("section.folders").filter({ has: page.getByRole("heading", { name: /^Server/ }) });

async function join(page: Page, database: string, passphrase: string) {
  await data(page);
  const server = section(page);
  const setUp = server.getByRole("button", { name: "Set up" });
  if (await setUp.isVisible({ timeout: 10_000 }).catch(() => false)) await setUp.click();
  await server.getByLabel("Database").fill(database);
  await server.getByLabel("Name", { exact: true }).fill("ines");
  await server.getByLabel("Password").fill("secret");
  await server.getByLabel("Passphrase of the team").fill(passphrase);
  await server.getByRole("button", { name: "Join" }).click();
}

async function edit(page: Page, industry: string) {
  await page.getByRole("link", { name: /Borealis Rail/ }).first().click();
  await page.getByRole("link", { name: "Edit the account" }).click();
  await page.getByRole("textbox", { name: "Industry" }).fill(industry);
  await page.getByRole("textbox", { name: "Industry" }).blur();
  await saved(page);
}

const industry = (page: Page) => page.getByRole("textbox", { name: "Industry" });

base("two colleagues share a workspace through a server, and the network is cut between them", async ({ browser, request }) => {
  const database = `plans-${Date.now()}`;
  expect((await request.put(COUCH + database)).ok()).toBe(true);
  const [one, two] = [await device(browser, database), await device(browser, database)];
  await createAccount(one.page, "Borealis Rail");
  await saved(one.page);
  await join(one.page, database, PASSPHRASE);
  await expect(section(one.page).getByText(/^In step/)).toBeVisible({ timeout: 20_000 });

  await join(two.page, database, "another one");
  await expect(section(two.page).getByText(/under another passphrase/)).toBeVisible({ timeout: 20_000 });
  await section(two.page).getByLabel("Passphrase of the team").fill(PASSPHRASE);
  await section(two.page).getByRole("button", { name: "Join" }).click();
  await expect(two.page.getByRole("link", { name: /Borealis Rail/ }).first()).toBeVisible({ timeout: 20_000 });

  // What one writes is there a moment later.
  await edit(two.page, "Rail");
  await one.page.getByRole("link", { name: /Borealis Rail/ }).first().click();
  await one.page.getByRole("link", { name: "Edit the account" }).click();
  await expect(industry(one.page)).toHaveValue("Rail", { timeout: 20_000 });

  // Both go on without a network; afterwards both values stand, and one is chosen.
  for (const { page } of [one, two]) await page.context().setOffline(true);
  await industry(one.page).fill("Transport");
  await industry(two.page).fill("Energy");
  for (const { page } of [one, two]) {
    await industry(page).blur();
    await saved(page);
  }
  await data(one.page);
  await expect(section(one.page).getByText("1 record waiting to go there")).toBeVisible({ timeout: 20_000 });
  await expect(section(one.page).getByText(/cannot be reached/)).toBeVisible({ timeout: 60_000 });
  for (const { page } of [one, two]) await page.context().setOffline(false);
  for (const { page } of [one, two]) await data(page);
  for (const { page } of [one, two]) await expect(page.getByRole("heading", { name: /^To be settled/ })).toBeVisible({ timeout: 60_000 });
  await expect(section(one.page).getByText(/waiting to go there/)).toBeHidden({ timeout: 20_000 });

  // After a reload it is known, and goes on; paused, nothing goes.
  await one.page.reload();
  await ready(one.page);
  await data(one.page);
  await expect(section(one.page).getByText(/^In step/)).toBeVisible({ timeout: 20_000 });
  await section(one.page).getByRole("button", { name: "Pause" }).click();
  await expect(section(one.page).getByText("Nothing comes and goes")).toBeVisible();
  await two.page.getByRole("button", { name: "Take the latest" }).click();
  await saved(two.page);
  await data(two.page);
  await expect(section(two.page).getByText(/waiting to go there/)).toBeHidden({ timeout: 20_000 });
  await expect(one.page.getByRole("heading", { name: /^To be settled/ })).toBeVisible();
  await section(one.page).getByRole("button", { name: "Go on" }).click();
  await expect(one.page.getByRole("heading", { name: /^To be settled/ })).toBeHidden({ timeout: 20_000 });
  await section(one.page).getByRole("button", { name: "Disconnect" }).click();
  await expect(section(one.page).getByRole("button", { name: "Set up" })).toBeVisible();
  expect([...one.broken, ...two.broken]).toEqual([]);
});

base("a build that names no server offers none, and its policy allows none", async ({ page }) => {
  const home = "http://127.0.0.1:8081/";
  const broken = watch(page, home);
  await page.goto(home);
  await ready(page);
  await createAccount(page, "Borealis Rail");
  await data(page);
  await expect(page.getByRole("heading", { name: /^Folders/ })).toBeVisible();
  // What looks after folders comes after what looks after a server.
  await expect(page.getByText("Own devices", { exact: true })).toBeVisible();
  await expect(page.getByRole("heading", { name: /^Server/ })).toHaveCount(0);
  expect(await page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content")).toContain("connect-src 'self';");
  expect(broken).toEqual([]);
});
