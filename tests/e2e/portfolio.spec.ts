// The portfolio: figures over a period, segmentation, standards, renewals, groups and regions.
import { download, expect, openSample, saved, test } from "./mainstay";

test("figures follow the period and the filter, open to their inputs and leave as CSV", async ({ mainstay: page }) => {
  await openSample(page);
  await page.getByRole("link", { name: /^Accounts/ }).first().click();
  await page.getByRole("link", { name: "Figures" }).click();
  const net = page.getByRole("button", { name: /explain Net revenue retention/ });
  await expect(net).toContainText("102.1 %");
  await net.click();
  await expect(page.getByRole("dialog", { name: "How Net revenue retention is computed" })).toContainText("(start + expansion − contraction − churn + win-backs) / start");
  await page.keyboard.press("Escape");
  await page.getByRole("combobox", { name: "Tier" }).selectOption({ label: "Tier A" });
  await expect(net).not.toContainText("102.1 %");
  await page.getByRole("combobox", { name: "Period" }).selectOption({ label: "From and to" });
  await page.getByLabel("From", { exact: true }).fill("2026-01-01");
  await page.getByLabel("From", { exact: true }).press("Tab");
  await expect(page).toHaveURL(/period=own/);
  const file = await download(page, () => page.getByRole("button", { name: "Export figures" }).click());
  expect(file.text).toMatch(/netRevenueRetention,\d\.\d{4},/);
  await page.reload();
  await expect(page.getByRole("combobox", { name: "Tier" })).toHaveValue("a");
});

test("weights count at once, and an account is moved to another tier by key and by mouse", async ({ mainstay: page }) => {
  await openSample(page);
  await page.getByRole("link", { name: /^Accounts/ }).first().click();
  await page.getByRole("link", { name: "Segmentation" }).click();
  const column = (name: string) => page.getByRole("region", { name, exact: true });
  await column("Tier B").getByRole("button", { name: /^Kestrel Insurance/ }).focus();
  await page.keyboard.press("ArrowLeft");
  await expect(column("Tier A").getByRole("button", { name: /^Kestrel Insurance/ })).toContainText("set by hand, without a reason yet");
  const card = (await column("Tier C").getByRole("button", { name: /^Greyfield/ }).boundingBox())!;
  const target = (await column("Tier B").boundingBox())!;
  await page.mouse.move(card.x + 20, card.y + 10);
  await page.mouse.down();
  await page.mouse.move(target.x + 40, target.y + 60, { steps: 8 });
  await page.mouse.up();
  await expect(column("Tier B").getByRole("button", { name: /^Greyfield/ })).toBeVisible();
  await page.getByLabel("Tier B from, points").fill("95");
  await page.getByLabel("Tier B from, points").press("Tab");
  await expect(column("Tier C").getByRole("button", { name: /^Tessaro/ })).toBeVisible();
  await saved(page);
  await page.reload();
  await expect(column("Tier A").getByRole("button", { name: /^Kestrel Insurance/ })).toBeVisible();
});

test("standards, renewals, and a group that rolls up", async ({ mainstay: page }) => {
  await openSample(page);
  await page.getByRole("link", { name: /^Accounts/ }).first().click();
  await page.getByRole("link", { name: "Standards" }).click();
  await expect(page.getByRole("row", { name: /^Tessaro Automotive/ })).toContainText("45 days late");
  await page.getByRole("link", { name: "Renewals" }).click();
  await expect(page.getByRole("region", { name: "Renewals as a table" }).getByRole("row", { name: /^Norvik Logistics/ })).toContainText("2 Dec 2026");
  const norvik = page.getByRole("navigation", { name: "Accounts by tier" }).getByRole("link", { name: /^Norvik/ });
  await norvik.click();
  await page.getByRole("link", { name: "Edit the account" }).click();
  await page.getByLabel("Parent account").selectOption({ label: "Aurelia Hospitals" });
  await saved(page);
  await page.getByRole("link", { name: /^Accounts/ }).first().click();
  await page.getByRole("link", { name: "Groups and regions" }).click();
  await expect(page.getByRole("region", { name: "Groups" }).getByRole("row", { name: /^Aurelia Hospitals/ })).toContainText("3,140");
  await expect(page.getByRole("region", { name: "Regions" }).getByRole("row", { name: /^Rhône/ })).toContainText("Health data stays in France");
});
