// The plan: strategy, and objectives with their initiatives on a line of time.
import { add, expect, openSample, saved, tab, test } from "./mainstay";

test("an initiative is planned, waits for another, and progresses with its actions", async ({ mainstay: page }) => {
  await openSample(page);
  await page.getByRole("link", { name: /^Aurelia Hospitals/ }).first().click();
  await tab(page, "Plan");
  await page.getByRole("link", { name: "Strategy" }).click();
  await page.getByRole("textbox", { name: "Third move" }).fill("Ward figures for Priya every Monday");

  await page.getByRole("link", { name: "Timeline" }).click();
  const names = page.getByRole("list", { name: "Objectives, initiatives and milestones" });
  await names.getByRole("link", { name: "Site 9: Grenoble" }).click();
  await page.getByRole("group", { name: "Depends on" }).locator("summary").click();
  await page.getByRole("checkbox", { name: "Interface cut-over" }).check();
  await expect(names.getByText(/It begins on 24 Feb 2027, before “Interface cut-over”/)).toBeVisible();
  // What would wait for itself is refused, with every name in the circle.
  await names.getByRole("link", { name: "Interface cut-over" }).click();
  await page.getByRole("group", { name: "Depends on" }).locator("summary").click();
  await page.getByRole("checkbox", { name: "Site 9: Grenoble" }).check();
  await expect(page.getByText("This runs in a circle: Interface cut-over depends on Site 9: Grenoble depends on Interface cut-over. Choose another.")).toBeVisible();

  await page.getByRole("checkbox", { name: "Done: Security test plan for the new interface" }).click();
  await expect(names.getByRole("listitem").filter({ hasText: "Interface cut-over" }).first()).toContainText("1 of 2 done");
  await page.getByRole("button", { name: "Close", exact: true }).click();
  await page.getByRole("combobox", { name: "An initiative from a template" }).selectOption("Launch");
  await page.locator(".add-menu").getByRole("button", { name: "Add" }).click();
  await expect(names.getByRole("listitem").filter({ hasText: "Launch" })).toContainText("0 of 8 done");
  await page.getByRole("button", { name: "Add an initiative" }).click();
  await add(page, "initiative", { Initiative: "Insight pilot", Start: "2027-01-04", Due: "2027-03-12" });
  await saved(page);
  await page.reload();
  await page.getByRole("link", { name: "Months" }).click();
  await expect(page.getByRole("button", { name: "Insight pilot, 0 of 0 actions done" })).toBeAttached();
  await page.getByRole("link", { name: "Strategy" }).click();
  await expect(page.getByRole("textbox", { name: "Third move" })).toHaveValue("Ward figures for Priya every Monday");
});
