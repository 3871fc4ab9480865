// What every hand does: notices and undo, dialogs, popovers, an action added from Today. On accounts that are no sample.
import { add, choose, download, expect, ready, saved, test } from "./mainstay";
import type { Page } from "@playwright/test";

/** Makes accounts by the form of the empty workspace and the command palette. */
async function accounts(page: Page, ...names: string[]) {
  const [first, ...others] = names;
  await page.getByLabel("Account name").fill(first);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: first })).toBeVisible();
  for (const name of others) {
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").fill("New account");
    await page.getByRole("option", { name: /^New account/ }).click();
    await add(page, "account", { Name: name });
    await expect(page.getByRole("heading", { name })).toBeVisible();
  }
  await saved(page);
}

const notice = (page: Page) => page.locator(".toast");

test("an action added on Today asks for its account, and a dialog takes the first letters", async ({ mainstay: page }) => {
  await accounts(page, "Tallyworks", "Brightwater Foods");
  await page.getByRole("link", { name: "Today" }).first().click();
  await page.keyboard.press("a");
  const dialog = page.getByRole("dialog", { name: "New action" });
  await expect(dialog.getByLabel("Account")).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.type("Send the price list");
  await expect(dialog.getByLabel("Action", { exact: true })).toHaveValue("Send the price list");
  await page.keyboard.press("Enter");
  await expect(dialog.getByText("Choose the account that it is for.")).toBeVisible();
  await dialog.getByLabel("Account").selectOption({ label: "Tallyworks" });
  await dialog.getByLabel("Due").fill("2026-11-23");
  await dialog.getByRole("button", { name: "Add action" }).click();
  await expect(page.getByRole("heading", { name: "Tallyworks" })).toBeVisible();
  await page.getByRole("link", { name: "Today" }).first().click();
  await expect(page.locator(".ag").filter({ hasText: "Send the price list" })).toContainText("Tallyworks");

  await page.getByRole("link", { name: /Brightwater Foods/ }).first().click();
  await page.keyboard.press("a");
  await page.keyboard.type("A b");
  await expect(dialog.getByLabel("Action", { exact: true })).toHaveValue("A b");
  await expect(dialog.getByLabel("Account")).toHaveCount(0);
});

test("the undo of a notice takes back its own change, and the notice goes", async ({ mainstay: page }) => {
  await accounts(page, "Tallyworks");
  for (const title of ["First", "Second"]) {
    await page.keyboard.press("a");
    await add(page, "action", { Action: title, Due: "2026-11-23" });
  }
  await page.getByRole("link", { name: "Today" }).first().click();
  await page.getByRole("button", { name: "Done: First" }).click();
  await expect(notice(page)).toContainText("Done: First");
  await notice(page).getByRole("button", { name: "Undo" }).click();
  await expect(notice(page)).toContainText("Undone: done: First");
  await notice(page).getByRole("button", { name: "Redo" }).click();
  await expect(page.locator(".ag").filter({ hasText: "First" })).toHaveCount(0);
  await expect(notice(page)).toContainText("Done: First");
  // The next change has a notice of its own.
  await page.getByRole("button", { name: "Done: Second" }).click();
  await expect(notice(page)).toHaveCount(1);
  await expect(notice(page)).toContainText("Done: Second");
  await notice(page).hover();
  await page.clock.runFor(20_000);
  await expect(notice(page)).toBeVisible();
  await page.mouse.move(0, 0);
  await page.clock.runFor(7_000);
  await expect(notice(page)).toHaveCount(0);
});

test("Ctrl Z leaves letters to the field and never reaches behind a dialog", async ({ mainstay: page }) => {
  await accounts(page, "Tallyworks");
  await page.keyboard.press("a");
  const dialog = page.getByRole("dialog", { name: "New action" });
  await dialog.getByLabel("Action", { exact: true }).pressSequentially("abc");
  await page.keyboard.press("Control+z");
  await dialog.getByLabel("Status").focus();
  await page.keyboard.press("Control+z");
  await expect(page.getByRole("link", { name: /Tallyworks/ }).first()).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+z");
  await expect(page.getByText("Your accounts will be listed here")).toBeVisible();
});

for (const [width, height] of [[1440, 900], [390, 844]]) {
  test(`an explanation stands at its figure and inside the window, ${width} wide`, async ({ mainstay: page }) => {
    await page.setViewportSize({ width, height });
    await accounts(page, "Tallyworks");
    await page.goto("accounts");
    await ready(page);
    const figures = page.locator(".explain");
    const count = await figures.count();
    expect(count).toBeGreaterThan(0);
    for (let at = 0; at < count; at += 1) {
      const button = figures.nth(at);
      if (!(await button.isVisible())) continue;
      await button.scrollIntoViewIfNeeded();
      await button.click();
      const popover = page.locator("[popover]:popover-open");
      await expect(popover).toBeVisible();
      const box = (await popover.boundingBox())!;
      const opener = (await button.boundingBox())!;
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.y).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(width);
      expect(box.y + box.height).toBeLessThanOrEqual(height);
      if (width > 640) {
        const gap = Math.min(Math.abs(box.y - opener.y - opener.height), Math.abs(opener.y - box.y - box.height));
        expect(gap).toBeLessThan(12);
      }
      await page.keyboard.press("Escape");
    }
  });
}

test("what lacks an exchange rate is left out and named, and counts once the rate is there", async ({ mainstay: page }) => {
  const id = (number: number) => `0190a000-0000-7000-8000-${String(number).padStart(12, "0")}`;
  const money = (amount: string, currency: string) => ({ amount, currency });
  const movement = (number: number, account: number, amount: object) => ({ id: id(number), account: id(account), date: "2025-02-01", kind: "new", amount });
  const records = {
    accounts: [{ id: id(1), name: "Tallyworks", currency: "USD" }, { id: id(2), name: "Nordsee Werft", currency: "EUR" }],
    revenueMovements: [movement(3, 1, money("100000.00", "USD")), movement(4, 1, money("50000.00", "EUR")), movement(5, 2, money("240000.00", "EUR"))],
  };
  const file = { format: "mainstay", version: 4, exportedAt: "2026-11-23T08:42:00.000Z", level: "full", scope: "workspace", records };
  await page.goto("data");
  await ready(page);
  await choose(page, "Choose a backup to restore", "own.json", JSON.stringify(file));
  await expect(page.getByRole("link", { name: /Tallyworks/ }).first()).toBeVisible();
  await page.getByLabel("Which table").selectOption({ label: "Revenue movements" });
  const table = await download(page, () => page.getByRole("button", { name: "Export the table" }).click());
  expect(table.text).toContain(`${id(3)},${id(1)},Tallyworks,2025-02-01`);
  await page.goto("accounts");
  const figures = page.locator(".kpi");
  await expect(page.getByText(/^Tallyworks is left out\. No exchange rate from USD to EUR/)).toBeVisible();
  await expect(figures).toContainText("€240 k");
  await page.getByRole("link", { name: "Add the rate" }).click();
  await page.getByLabel("From, e.g. USD").fill("USD");
  await page.getByLabel("To, e.g. EUR").fill("EUR");
  await page.getByLabel("One is worth").fill("0.9");
  await page.getByLabel("Valid from").fill("2025-01-01");
  await page.getByRole("button", { name: "Add rate" }).click();
  await page.getByRole("link", { name: /^Accounts/ }).first().click();
  await expect(page.getByText(/is left out/)).toHaveCount(0);
  await expect(figures).toContainText("€380 k");
});
