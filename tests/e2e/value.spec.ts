// Value and health: the value map, answers to a survey, a usual metric, a health set by hand.
import { expect, openSample, saved, tab, test } from "./mainstay";

test("their goals lead to outcomes and metrics, and answers make a score", async ({ mainstay: page }) => {
  await openSample(page);
  await page.getByRole("link", { name: /^Aurelia Hospitals/ }).first().click();
  await tab(page, "Value");
  await page.getByRole("link", { name: "Value map" }).click();
  const goal = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "Thirty elective slots a week" }) });
  await expect(goal).toContainText("€3.10 M a year confirmed");
  await expect(goal).toContainText("168 min, target 170");
  await page.getByRole("link", { name: "Outcomes and health" }).click();
  await page.getByRole("combobox", { name: "A usual metric" }).selectOption("Net promoter score");
  await page.locator(".add-menu").getByRole("button", { name: "Add" }).click();
  await page.getByRole("link", { name: "Net promoter score", exact: true }).click();
  const answers = page.locator(".answers");
  await answers.getByLabel("10", { exact: true }).fill("60");
  await answers.getByLabel("8", { exact: true }).fill("25");
  await answers.getByLabel("3", { exact: true }).fill("fifteen");
  await page.getByRole("button", { name: "Enter the answers" }).click();
  await expect(page.getByText("How many people chose each step: whole numbers, at least one answer.")).toBeVisible();
  await answers.getByLabel("3", { exact: true }).fill("15");
  await page.getByRole("button", { name: "Enter the answers" }).click();
  await saved(page);
  await page.reload();
  await expect(page.getByRole("region", { name: "Metrics" }).getByRole("row", { name: /^Net promoter score/ })).toContainText("45 points");
});

test("a health set by hand needs a reason and a day, and is shown as one", async ({ mainstay: page }) => {
  await openSample(page);
  await page.getByRole("link", { name: /^Polaris Telecom/ }).first().click();
  await page.getByRole("link", { name: "Edit the account" }).click();
  await page.getByLabel("Health override", { exact: true }).fill("40");
  await expect(page.getByText(/^Set by hand to 40/)).toHaveCount(0);
  await page.getByLabel("Reason for the health override").fill("Their buyer resigned on Friday");
  await page.getByLabel("Override until").fill("2026-12-31");
  await expect(page.getByText(/^Set by hand to 40 until 31 Dec 2026: Their buyer resigned on Friday/)).toBeVisible();
  await saved(page);
  await page.reload();
  await expect(page.getByRole("navigation", { name: "Accounts by tier" }).getByRole("link", { name: /^Polaris/ })).toContainText("At risk");
});
