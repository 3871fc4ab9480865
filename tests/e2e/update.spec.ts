// A new version is put on the host while a page is open.
import { test as base } from "@playwright/test";
import { spawn } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { seal } from "../../scripts/seal.mjs";
import { expect, ready, tab, watch } from "./mainstay";

const ADDRESS = "http://127.0.0.1:8084/";

/** Puts the same program up under other names, as a new build does, with a mark in its title. */
async function deploy(site: string) {
  const stamp = (await readdir(site)).map((name) => /^parts-(\w+)\.js$/.exec(name)?.[1]).find(Boolean)!;
  const fresh = stamp.replace(/./g, "f");
  for (const name of await readdir(site)) {
    if (name.endsWith(".br")) await rm(path.join(site, name));
    else {
      const file = path.join(site, name);
      if (/\.(html|js|wasm)$/.test(name)) {
        // Bytes as letters: the program names its files too, and the new stamp is as long as the old one.
        const text = (await readFile(file, "latin1")).replaceAll(stamp, fresh).replace("<title>Mainstay</title>", "<title>Mainstay, second</title>");
        await writeFile(file, text, "latin1");
      }
      await rename(file, file.replace(stamp, fresh));
    }
  }
  await seal(site);
}

base("an update waits for a reload: the open page keeps working, the next one is new", async ({ page }) => {
  base.setTimeout(180_000);
  const site = await mkdtemp(path.join(tmpdir(), "mainstay-update-"));
  await cp("dist", site, { recursive: true });
  const server = spawn("node", ["scripts/serve.mjs", site, "8084", "/"], { stdio: "ignore" });
  try {
    await expect.poll(() => fetch(ADDRESS).then((response) => response.ok, () => false)).toBe(true);
    const broken = watch(page, new URL(ADDRESS).origin);
    await page.goto(ADDRESS);
    await ready(page);
    await page.evaluate(() => navigator.serviceWorker.ready.then((registration) => registration.active!.state));
    await page.reload();
    await ready(page);
    await page.getByLabel("Account name").fill("Borealis");

    await deploy(site);
    const waiting = () => page.evaluate(() => navigator.serviceWorker.getRegistration().then((registration) => registration?.waiting?.state));
    await page.evaluate(() => navigator.serviceWorker.getRegistration().then((registration) => registration!.update()));
    await expect.poll(waiting).toBe("installed");
    await expect(page.getByLabel("Account name")).toHaveValue("Borealis");
    await expect(page).toHaveTitle("Mainstay");

    // Another tab takes the update; this one still runs the old version and gets the parts of it that it has not loaded.
    const other = await page.context().newPage();
    // A busy browser may keep the old worker for this load; then a further load brings the update.
    await expect(async () => {
      await other.goto(ADDRESS);
      await expect(other).toHaveTitle("Mainstay, second", { timeout: 5_000 });
    }).toPass({ timeout: 60_000 });
    await page.getByRole("button", { name: "Create account" }).click();
    await tab(page, "Risks");
    await expect(page.getByRole("heading", { name: "Assumptions" })).toBeVisible();
    await expect(page).toHaveTitle("Mainstay");
    await expect(page.locator(".save")).toContainText(/^Saved/);
    await page.reload();
    await expect(page).toHaveTitle("Mainstay, second");
    await expect(page.getByRole("heading", { name: "Borealis" })).toBeVisible();
    expect(broken).toEqual([]);
  } finally {
    server.kill();
    await rm(site, { recursive: true, force: true });
  }
});
