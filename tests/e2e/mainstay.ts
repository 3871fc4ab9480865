// What every journey shares: a page that is watched, and the words for what a person does.
import { test as base, expect, type Page } from "@playwright/test";
import { readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";

/** Monday 23 November 2026, the day of the sample. */
export const MONDAY = new Date("2026-11-23T09:42:00+01:00");

/** Fails the test if the page asks for anything but its own build's files, breaks its content policy, or logs an error. */
export function watch(page: Page, origin: string) {
  const broken: string[] = [];
  page.on("request", (request) => {
    const url = request.url();
    const own = url.startsWith(origin) || url.startsWith("blob:") || url.startsWith("data:");
    if (!own || request.method() !== "GET") broken.push(`request: ${request.method()} ${url}`);
  });
  page.on("console", (message) => {
    const notFound = /status of 404/.test(message.text());
    if (message.type() === "error" && !notFound) broken.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => broken.push(`error: ${error.message}`));
  return broken;
}

export const test = base.extend<{ mainstay: Page }>({
  mainstay: async ({ page, baseURL }, use) => {
    const broken = watch(page, new URL(baseURL!).origin);
    await page.clock.install({ time: MONDAY });
    await page.goto("./");
    await ready(page);
    await use(page);
    expect(broken, "requests, policy violations and errors").toEqual([]);
  },
});

export { expect };

/** Waits until the page can be used. */
export async function ready(page: Page) {
  await expect(page.locator("main#main")).toBeVisible({ timeout: 30_000 });
}

/** Waits until everything is on the disk. */
export async function saved(page: Page) {
  await expect(page.locator(".save")).toContainText(/^Saved/);
}

/** Goes to the page of data and backups. */
export async function data(page: Page) {
  await page.getByRole("link", { name: "Data and backups" }).click();
  await expect(page.getByRole("heading", { name: "Data and backups" })).toBeVisible();
}

/** Opens the sample workspace. */
export async function openSample(page: Page) {
  await page.getByRole("button", { name: "Open the sample" }).click();
  await expect(page.getByRole("heading", { name: "Monday, 23 November" })).toBeVisible();
  await saved(page);
}

/** Makes an account on the empty page. */
export async function createAccount(page: Page, name: string) {
  await page.getByLabel("Account name").fill(name);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name })).toBeVisible();
}

/** Goes to a tab of the account that is shown. */
export async function tab(page: Page, name: string) {
  await page.getByRole("navigation", { name: "Account", exact: true }).getByRole("link", { name: new RegExp(`^${name}`) }).click();
}

/** Presses a button that downloads, and returns the file's text. */
export async function download(page: Page, press: () => Promise<unknown>): Promise<{ name: string; text: string }> {
  const [file] = await Promise.all([page.waitForEvent("download"), press()]);
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
}

/** Chooses a file under a label. */
export async function choose(page: Page, label: string, name: string, content: string | Buffer) {
  const buffer = typeof content === "string" ? Buffer.from(content) : content;
  await page.getByLabel(label).setInputFiles({ name, mimeType: "application/octet-stream", buffer });
}

/** Fills the dialog for a new record and adds it. */
export async function add(page: Page, kind: string, fields: Record<string, string>) {
  const dialog = page.getByRole("dialog", { name: `New ${kind}` });
  await expect(dialog).toBeVisible();
  for (const [label, value] of Object.entries(fields)) {
    const field = dialog.getByLabel(label, { exact: true });
    if (!(await field.isVisible())) await dialog.getByText("More fields").click();
    const tag = await field.evaluate((element) => element.tagName);
    if (tag === "SELECT") await field.selectOption({ label: value });
    else if (tag === "DETAILS") {
      await field.locator("summary").click();
      await dialog.getByRole("checkbox", { name: value }).check();
    } else await field.fill(value);
  }
  await dialog.getByRole("button", { name: new RegExp(`^Add ${kind}$`, "i") }).click();
  await expect(dialog).toBeHidden();
}

/** The rules that axe finds broken, with where. */
export async function axe(page: Page): Promise<string[]> {
  const results = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
  return results.violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.target.join(" ")}`));
}

/** How many pages a PDF has. */
export function pages(pdf: Buffer): number {
  return (pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length;
}
