// Risks: the heat map, the escalation ladder with its history, assumptions that age.
import { expect, openSample, saved, tab, test } from "./mainstay";

test("an issue climbs the ladder with its reasons, and turns the account red at the top", async ({ mainstay: page }) => {
  await openSample(page);
  await page.getByRole("link", { name: /^Aurelia Hospitals/ }).first().click();
  await tab(page, "Risks");
  await page.getByRole("link", { name: "High: 1 log entry, probability 4, impact 5" }).click();
  await expect(page.getByRole("region", { name: "Risks", exact: true }).getByRole("row")).toHaveCount(2);
  await page.getByRole("link", { name: "Show all" }).click();

  await page.getByRole("link", { name: "Credit note for August is still open" }).click();
  await expect(page.getByText(/Level 1: Not solved by those who work on it. Jonas Weber and Yuki Tanaka, answer within 24 hours/)).toBeVisible();
  for (const [level, reason] of [[1, "No answer for two weeks"], [2, "Tomasz asked again"], [3, "Payment is held back"]] as const) {
    await page.getByRole("textbox", { name: "Why it climbs" }).fill(reason);
    await page.getByRole("button", { name: `Escalate to level ${level}` }).click();
  }
  await expect(page.getByRole("heading", { name: "Escalated to level 3" })).toBeVisible();
  await saved(page);
  await page.reload();
  for (const reason of ["No answer for two weeks", "Tomasz asked again", "Payment is held back"]) await expect(page.getByText(reason)).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Accounts by tier" }).getByRole("link", { name: /^Aurelia Hospitals/ })).toContainText("At risk");
});

test("an assumption that nobody confirmed comes up on Today and is confirmed there", async ({ mainstay: page }) => {
  await openSample(page);
  await page.getByRole("link", { name: /^Aurelia Hospitals/ }).first().click();
  await tab(page, "Risks");
  await page.getByRole("link", { name: "Priya decides on scope, Tomasz on price" }).click();
  await page.getByLabel("Review on").fill("2026-11-20");
  await saved(page);
  await page.getByRole("link", { name: /^Today/ }).first().click();
  await page.getByRole("button", { name: "Confirmed: Priya decides on scope, Tomasz on price" }).click();
  await expect(page.getByRole("link", { name: /Confirm or drop: Priya/ })).toHaveCount(0);
  await saved(page);
  await page.reload();
  await expect(page.getByRole("link", { name: /Confirm or drop: Priya/ })).toHaveCount(0);
});
