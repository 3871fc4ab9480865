// The renewal: the playbook, sign-offs, the early forecast, and a negotiation that stops at the walk-away.
import { add, expect, openSample, saved, tab, test } from "./mainstay";

test("a renewal is prepared and negotiated, and nothing goes beyond the walk-away", async ({ mainstay: page }) => {
  await openSample(page);
  await page.getByRole("link", { name: /^Aurelia Hospitals/ }).first().click();
  await tab(page, "Renewal");
  const playbook = page.getByRole("list", { name: "Playbook" });
  await playbook.getByRole("checkbox", { name: "Done: Early forecast and sign-offs" }).press("Space");
  await expect(playbook.getByRole("checkbox", { name: "Done: Early forecast and sign-offs" })).toHaveAttribute("aria-checked", "true");
  await page.getByRole("button", { name: "Ask for finance and support" }).click();
  await page.getByRole("button", { name: "Given: Finance" }).click();
  await page.getByLabel("Early forecast", { exact: true }).selectOption({ label: "Best case" });

  // A give without a get stands out until something is asked for it.
  await page.getByRole("link", { name: "Ask for something" }).click();
  await page.getByRole("textbox", { name: "We get" }).fill("Two references in Germany");
  await expect(page.getByRole("link", { name: "Ask for something" })).toHaveCount(0);
  await page.getByRole("button", { name: "Close", exact: true }).click();

  const slider = page.getByRole("slider", { name: "Discount" });
  await slider.focus();
  await page.keyboard.press("End");
  await expect(slider).toHaveValue("12");
  await expect(page.getByRole("status").filter({ hasText: "12 %" })).toBeVisible();
  const offers = page.getByRole("region", { name: "Offers compared" });
  await expect(offers.getByRole("row", { name: /^First year/ })).toContainText("1,883");
  await expect(offers.getByRole("row", { name: /^Over the walk-away/ })).toContainText("−43");

  // Beyond the walk-away an offer of ours cannot be recorded; their ask can, and is marked.
  await page.getByLabel("Who").selectOption("ours");
  await page.getByLabel("Discount, %").fill("14");
  await page.getByLabel("Rise, %").fill("3");
  await page.getByLabel("Months", { exact: true }).fill("36");
  await page.getByRole("button", { name: "Log the round" }).click();
  await expect(page.getByText(/This cannot be our offer: discount 14 is above the walk-away of 12/)).toBeVisible();
  await page.getByLabel("Discount, %").fill("11");
  await page.getByRole("button", { name: "Log the round" }).click();
  await expect(page.getByText("11 %, 3 % rise, 36 months")).toBeVisible();
  await page.getByLabel("Decisions and reasons").fill("They trade a reference for payment terms.");
  await saved(page);

  await page.reload();
  await expect(page.getByText("11 %, 3 % rise, 36 months")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Decisions and reasons" })).toHaveValue("They trade a reference for payment terms.");
  await expect(page.getByLabel("Early forecast", { exact: true })).toHaveValue("bestCase");
  await expect(page.getByText("Two references in Germany")).toBeVisible();
});

test("a negotiation begins from the contract of an account that has none", async ({ mainstay: page }) => {
  await openSample(page);
  await page.getByRole("link", { name: /^Castellan Retail/ }).first().click();
  await tab(page, "Renewal");
  await page.getByRole("button", { name: "Begin the negotiation" }).click();
  await expect(page.getByRole("region", { name: "Terms" }).getByRole("row")).toHaveCount(4);
  await page.getByRole("button", { name: "Add trade" }).click();
  await add(page, "trade", { "We give": "Longer payment", "Annual cost to us": "10000", "We get": "A reference", "Annual value": "25000" });
  await expect(page.getByRole("cell", { name: "balance +15" })).toBeVisible();
});
