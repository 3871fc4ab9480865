import type { Page } from "@playwright/test";
import { add, choose, download, expect, pages, ready, saved, tab, test } from "./mainstay";

/** Chooses a slide of the outline. */
async function slide(page: Page, name: string) {
  await page.getByRole("navigation", { name: "Slides" }).getByRole("button", { name: new RegExp(name) }).click();
}

test("a key account manager does the main job, from the empty page to the same workspace again", async ({ mainstay: page }) => {
  await page.getByLabel("Account name").fill("Borealis Rail");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Borealis Rail" })).toBeVisible();

  // The first 30 days.
  await page.getByLabel("Start").fill("2026-11-23");
  await page.getByLabel("Previous owner").fill("Ruth Cole");
  await page.getByLabel("Read-out on day 30 to").fill("Daniel Osei");
  await page.getByRole("button", { name: "Plan the 30 days" }).click();
  await expect(page.getByRole("link", { name: "Read-out: what we found and what we propose, to Daniel Osei" })).toBeVisible();
  await expect(page.getByRole("row", { name: /Who decides, who pays, who uses/ })).toContainText("no economic buyer on the map");

  // Stakeholders.
  await tab(page, "People");
  await page.getByRole("button", { name: "Add the first person" }).click();
  await add(page, "person", { Name: "Priya Raghunathan", Title: "COO", Roles: "Economic buyer", Influence: "5", Support: "0" });
  await page.getByRole("button", { name: "Close" }).click();
  await expect(page.getByText("The one key player is no supporter yet")).toBeVisible();
  await page.getByRole("button", { name: /^Priya Raghunathan/ }).press("ArrowRight");
  await expect(page.getByRole("button", { name: /^Priya Raghunathan.*support \+1/ })).toBeFocused();
  await tab(page, "Plan");
  await expect(page.getByRole("row", { name: /Who decides, who pays, who uses/ })).toContainText("1 person mapped");
  await page.getByRole("checkbox", { name: "Done: Who decides, who pays, who uses" }).click();
  await expect(page.locator(".pf")).toContainText(/Done\s*1/);

  // What the review needs: an outcome and a decision, shared.
  await tab(page, "Value");
  await page.getByRole("button", { name: "Add outcome" }).first().click();
  await add(page, "outcome", { Outcome: "Trains turned round", Before: "52", Now: "41", Unit: "min", "Annual value": "1,250,000" });
  await page.getByLabel("Client-facing text (shares this item)").fill("Trains turned round");
  await tab(page, "Meetings");
  await page.getByRole("button", { name: "Add decision" }).click();
  await add(page, "decision", { Decision: "Night depot in March", "Needed by": "2026-12-18" });
  await page.getByLabel("Client-facing text (shares this item)").fill("Night depot in March");

  // The review.
  await tab(page, "Reviews");
  await page.getByRole("button", { name: "Start a review" }).click();
  await add(page, "review", { Quarter: "Q3 2026", Date: "2026-11-26" });
  await slide(page, "Value delivered");
  await expect(page.locator(".qb-s")).toContainText("€1.25 M of value a year, estimated");
  await slide(page, "Scorecard");
  await page.getByLabel(/^Headline/).fill("We are a good partner");
  await expect(page.getByRole("complementary", { name: "Quality" })).toContainText("A headline makes a claim without a figure");
  await page.getByRole("link", { name: "Present" }).click();
  await expect(page.getByText("1 of 9")).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByText("2 of 9")).toBeVisible();
  await page.keyboard.press("d");
  await page.getByRole("textbox", { name: "The decision, as a sentence" }).fill("Site eight goes live in week 8");
  await page.keyboard.press("Enter");
  await page.keyboard.press("a");
  await page.getByRole("textbox", { name: /the action, as a sentence/ }).fill("Send the test plan");
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowRight");
  await expect(page.locator(".slide")).toContainText("Site eight goes live in week 8");
  await expect(page.locator(".slide")).toContainText("Send the test plan");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Held: freeze it" }).click();
  await expect(page.getByText(/It never changes from here on/)).toBeVisible();
  await tab(page, "Value");
  await page.getByRole("link", { name: "Trains turned round" }).click();
  await page.getByLabel("Annual value").fill("9,000,000");
  await tab(page, "Reviews");
  await page.getByRole("link", { name: "Q3 2026" }).click();
  await slide(page, "Value delivered");
  await expect(page.locator(".qb-s")).toContainText("€1.25 M");
  await page.getByRole("link", { name: "Files and preview" }).click();
  await expect(page.locator(".deck-page")).toHaveCount(9);
  expect(pages(await page.pdf({ preferCSSPageSize: true, printBackground: true }))).toBe(9);

  // The one-pager.
  await tab(page, "Brief");
  await expect(page.locator(".a4")).toContainText("Night depot in March");
  expect(pages(await page.pdf({ preferCSSPageSize: true, printBackground: true }))).toBe(1);

  // Export, wipe, import: the same workspace again.
  await page.getByRole("link", { name: "Data and backups" }).click();
  await saved(page);
  const before = await download(page, () => page.getByRole("button", { name: "Export full" }).click());
  expect(before.name).toBe("mainstay-workspace-full-2026-11-23.json");
  await page.getByRole("button", { name: "Erase this workspace" }).click();
  await page.getByLabel("Type ERASE to go on").fill("ERASE");
  await page.getByRole("button", { name: "Erase everything" }).click();
  await expect(page.getByRole("heading", { name: "Start with one account" })).toBeVisible();
  await page.getByRole("link", { name: "Data and backups" }).click();
  await choose(page, "Choose a backup to restore", before.name, before.text);
  await expect(page.getByText(/^Restored/)).toBeVisible();
  await saved(page);
  await page.reload();
  await ready(page);
  const after = await download(page, () => page.getByRole("button", { name: "Export full" }).click());
  const timeless = (text: string) => text.replace(/"exportedAt": "[^"]*"/, "");
  expect(timeless(after.text)).toBe(timeless(before.text));
});

test("a colleague imports the shared plan, chooses where both differ, and undoes it", async ({ mainstay: page }) => {
  await page.getByLabel("Account name").fill("Borealis Rail");
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByRole("link", { name: "Data and backups" }).click();
  await page.getByLabel("What").selectOption({ label: "Borealis Rail" });
  const file = await download(page, () => page.getByRole("button", { name: "Export for the team" }).click());
  const theirs = JSON.parse(file.text);
  theirs.records.accounts[0].industry = "Rail";
  theirs.records.people = [{ id: "0199aaaa-0000-7000-8000-000000000001", account: theirs.records.accounts[0].id, name: "Ana <b>Figueiredo</b> ‮x" }];
  await choose(page, "Choose a file to import", "from-ana.json", JSON.stringify(theirs));
  await expect(page.getByRole("heading", { name: "Import from-ana.json" })).toBeVisible();
  await expect(page.getByText("nothing → Rail")).toBeVisible();
  await page.getByRole("button", { name: "Apply 2 changes" }).click();
  await page.getByRole("link", { name: "Borealis Rail" }).click();
  await tab(page, "People");
  await expect(page.getByText("Ana <b>Figueiredo</b>").first()).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(page.getByText("Who decides, who pays, who uses?")).toBeVisible();
  await page.keyboard.press("Control+Shift+z");
  await expect(page.getByText("Ana <b>Figueiredo</b>").first()).toBeVisible();
});
