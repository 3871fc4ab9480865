// Growth: the whitespace map, the board, the forecast, needs and insights.
import { add, expect, openSample, saved, tab, test } from "./mainstay";

test("a white spot becomes an opportunity, moves over the board, and stands in the forecast", async ({ mainstay: page }) => {
  await openSample(page);
  await page.getByRole("link", { name: /^Aurelia Hospitals/ }).first().click();
  await tab(page, "Growth");
  await page.getByRole("link", { name: "Whitespace" }).click();
  await page.getByRole("button", { name: "Make an opportunity of Insight for Nursing" }).press("Enter");
  await expect(page.getByRole("heading", { name: "Insight, Nursing" })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Annual recurring" })).toHaveValue("90000");
  await page.getByLabel("Close date").fill("2027-02-15");
  await page.getByLabel("Forecast", { exact: true }).selectOption({ label: "Commit" });
  await page.getByRole("button", { name: "Close", exact: true }).click();

  await page.getByRole("link", { name: "Board" }).click();
  const card = page.getByRole("button", { name: /^Insight, Nursing/ });
  await card.focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("region", { name: "Engaging" }).getByRole("button", { name: /^Insight, Nursing/ })).toBeFocused();
  const box = (await card.boundingBox())!;
  const target = (await page.getByRole("region", { name: "Proposal" }).boundingBox())!;
  await page.mouse.move(box.x + 20, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(target.x + 40, target.y + 60, { steps: 8 });
  await page.mouse.up();
  await expect(page.getByRole("region", { name: "Proposal" }).getByRole("button", { name: /^Insight, Nursing/ })).toBeVisible();
  await saved(page);
  await page.reload();
  await expect(page.getByRole("region", { name: "Proposal" }).getByRole("button", { name: /^Insight, Nursing/ })).toBeVisible();

  await page.getByRole("link", { name: "Forecast", exact: true }).click();
  const forecast = page.getByRole("region", { name: "Forecast by quarter" });
  await expect(forecast.getByRole("row", { name: /^Closing, commit/ })).toContainText("90");
  await expect(forecast.getByRole("row", { name: /^Against target/ })).toContainText("−");
  await page.getByRole("button", { name: "Add target" }).click();
  await add(page, "target", { From: "2027-01-01", To: "2027-03-31", Target: "1700000" });
  await expect(forecast.getByRole("row", { name: /^Target/ })).toContainText("1,700");
});

test("a need gets its answer and an insight becomes a play with an action", async ({ mainstay: page }) => {
  await openSample(page);
  await page.getByRole("link", { name: /^Aurelia Hospitals/ }).first().click();
  await tab(page, "Growth");
  await page.getByRole("link", { name: "Needs and insights" }).click();
  const needs = page.getByRole("region", { name: "Needs", exact: true });
  await expect(needs.getByRole("row", { name: /No new screens/ })).toContainText("No answer yet");
  await page.getByRole("link", { name: "No new screens for the wards" }).click();
  await page.getByRole("textbox", { name: "Our answer" }).fill("Flow on the phone they already carry");
  await expect(needs.getByRole("row", { name: /No new screens/ })).toContainText("Open");
  await page.getByRole("link", { name: /regional co-operative offers/ }).click();
  await page.getByLabel("Play", { exact: true }).selectOption({ label: "Reference" });
  await page.getByLabel("For", { exact: true }).selectOption({ label: "Retention" });
  await page.getByRole("button", { name: "Add an action" }).click();
  await add(page, "action", { Action: "Visit of the reference in Lyon", Due: "2026-12-08" });
  await saved(page);
  await page.goBack();
  await page.reload();
  await page.getByRole("link", { name: "Needs and insights" }).click();
  await expect(page.getByRole("row", { name: /regional co-operative offers/ })).toContainText("Reference, for retention");
  await expect(page.getByRole("row", { name: /regional co-operative offers/ })).toContainText("0 of 1 done");
});
