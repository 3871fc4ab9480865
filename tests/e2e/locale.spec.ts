// Numbers and dates as the chosen country writes them: what the browser's own Intl says, on the screen and in files.
import type { Page } from "@playwright/test";
import { download, expect, openSample, saved, tab, test } from "./mainstay";

const COUNTRIES = { "United States": "en-US", Switzerland: "en-CH", Austria: "en-AT", Sweden: "en-SE", India: "en-IN", Germany: "en-DE" };

async function country(page: Page, name: string) {
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("combobox", { name: "Number and date format" }).selectOption({ label: name });
  await saved(page);
}

/** The example that Settings gives, and the same from Intl; a true minus and `M` and `k` are the product's own. */
async function example(page: Page, tag: string) {
  const wanted = await page.evaluate((tag) => {
    const number = (value: number, digits: number) =>
      new Intl.NumberFormat(tag, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
    // Some countries have another decimal separator for amounts in Intl; one document has one.
    const euros = (value: number, digits: number) =>
      new Intl.NumberFormat(tag, { style: "currency", currency: "EUR", currencyDisplay: "narrowSymbol", maximumFractionDigits: 0 }).format(1).replace("1", number(value, digits));
    const percent = new Intl.NumberFormat(tag, { style: "percent", minimumFractionDigits: 1 }).format(1.021);
    const date = new Intl.DateTimeFormat(tag, { day: "numeric", month: "short", year: "numeric" }).format(new Date());
    return `${euros(9.94, 2)} M, ${euros(360, 0)} k, ${number(1234.5, 1)}, ${percent}, ${date}.`;
  }, tag);
  await expect(page.getByText("So they look on the screen")).toHaveText(`So they look on the screen and in documents: ${wanted}`);
}

test("the chosen country writes figures and dates on the screen, in fields and in files", async ({ mainstay: page }) => {
  await openSample(page);
  for (const [name, tag] of Object.entries(COUNTRIES)) {
    await country(page, name);
    await example(page, tag);
  }
  await page.reload();
  await example(page, "en-DE");
  await country(page, "India");
  await country(page, "Germany");

  // A field takes and shows what is usual there, and keeps what it means.
  await page.locator("section").filter({ has: page.getByRole("heading", { name: /^Products/ }) }).getByRole("link").first().click();
  const price = page.getByRole("textbox", { name: "List price" });
  await price.fill("1.234,5");
  await price.blur();
  await expect(price).toHaveValue("1234,5");
  await saved(page);

  await page.getByRole("link", { name: /^Aurelia Hospitals/ }).first().click();
  await expect(page.getByRole("main")).toContainText("€1,84 M");
  await tab(page, "Reviews");
  await page.getByRole("link", { name: "Value recap" }).click();
  await expect(page.getByRole("heading", { name: /^€3,80 M of value a year is confirmed/ })).toBeVisible();
  const recap = await download(page, () => page.getByRole("button", { name: "Markdown", exact: true }).click());
  expect(recap.text).toContain("€3,80 M of value a year is confirmed");
  expect(recap.text).not.toMatch(/\d\.\d\d? [Mk]/);

  // The page that is open follows when another country is chosen elsewhere, here by undo.
  await page.getByRole("button", { name: /^Undo: changed list price/ }).click();
  await page.getByRole("button", { name: /^Undo: changed number and date format/ }).click();
  await expect(page.getByRole("heading", { name: /^€3.80 M of value a year is confirmed/ })).toBeVisible();
});
