// Today: one agenda over all accounts, with snooze, done, and the time that each tier got.
import { expect, openSample, saved, test } from "./mainstay";

test("what can wait is snoozed and comes back on its day; a playbook step is ticked", async ({ mainstay: page }) => {
  await openSample(page);
  const row = page.getByRole("listitem").filter({ hasText: "Send the corrected credit note" });
  await row.hover();
  await page.getByRole("button", { name: "Snooze: Send the corrected credit note" }).click();
  await page.getByRole("button", { name: /^Tomorrow/ }).click();
  await expect(page.getByRole("link", { name: "Send the corrected credit note" })).toHaveCount(0);
  await page.getByText("1 snoozed").click();
  await expect(page.getByText("back on 24 Nov")).toBeVisible();
  await saved(page);
  await page.clock.setFixedTime(new Date("2026-11-24T08:00:00+01:00"));
  await page.reload();
  await expect(page.getByRole("link", { name: "Send the corrected credit note" })).toBeVisible();

  await page.getByRole("button", { name: "Done: Early forecast and sign-offs: Flow and Insight" }).click();
  await expect(page.getByRole("link", { name: "Early forecast and sign-offs: Flow and Insight" })).toHaveCount(0);
  await expect(page.getByRole("heading", { name: /^Your time/ })).toBeVisible();
  await expect(page.getByText(/of 48 h/)).toBeVisible();
});

test("an account whose health turned waits, and comes back", async ({ mainstay: page }) => {
  await openSample(page);
  const turned = page.locator(".red").getByRole("listitem").first();
  await expect(turned).toContainText("from");
  await turned.hover();
  await turned.getByRole("button", { name: /^Snooze: Health of/ }).click();
  await page.getByRole("button", { name: /^Next Monday/ }).click();
  await expect(page.getByText("1 snoozed")).toBeVisible();
  await saved(page);
  await page.reload();
  await page.getByText("1 snoozed").click();
  await page.getByRole("button", { name: /^Wake: Health of/ }).click();
  await expect(turned).toContainText("from");
});
