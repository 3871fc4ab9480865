// Without a mouse: the palette leads to a page, Tab to what is on it, and each section does its main step.
import type { Locator, Page } from "@playwright/test";
import { expect, openSample, saved, test } from "./mainstay";

/** Finds a page or a command in the palette. */
async function go(page: Page, words: string) {
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox", { name: "Search or run a command" })).toBeFocused();
  await page.keyboard.type(words);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "Search or run a command" })).toBeHidden();
}

/** Presses Tab until this has the focus; fails if Tab does not come by. */
async function reach(page: Page, target: Locator) {
  await expect(target).toBeVisible();
  const has = () => target.evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < 250 && !(await has()); presses += 1) await page.keyboard.press("Tab");
  await expect(target).toBeFocused();
}

/** Reaches it and presses a key on it. */
async function press(page: Page, target: Locator, key = "Enter") {
  await reach(page, target);
  await page.keyboard.press(key);
}

/** Reaches a field and types over what it holds. */
async function write(page: Page, target: Locator, text: string) {
  await reach(page, target);
  await page.keyboard.press("Control+a");
  await page.keyboard.type(text);
}

test("the main job works with the keyboard alone", async ({ mainstay: page }) => {
  const keys = page.keyboard;
  await write(page, page.getByLabel("Account name"), "Borealis Rail");
  await keys.press("Enter");
  await expect(page.getByRole("heading", { name: "Borealis Rail" })).toBeVisible();
  await press(page, page.getByRole("button", { name: "Plan the 30 days" }));
  const tick = page.getByRole("checkbox", { name: "Done: Contract, SLA and price schedule" });
  await press(page, tick, "Space");
  await expect(tick).toBeChecked();

  await go(page, "add person");
  const dialog = page.getByRole("dialog", { name: "New person" });
  await write(page, dialog.getByLabel("Name"), "Samuel Okafor");
  await keys.press("Enter");
  await expect(dialog).toBeHidden();
  await keys.press("Escape");
  const okafor = page.getByRole("button", { name: /^Samuel Okafor/ });
  await reach(page, okafor);
  for (const key of ["ArrowUp", "ArrowUp", "ArrowUp", "ArrowRight"]) {
    await keys.press(key);
    await expect(okafor).toBeFocused();
  }
  await expect(page.getByRole("button", { name: /influence 4, support \+1/ })).toBeVisible();

  await go(page, "add action");
  await write(page, page.getByRole("dialog", { name: "New action" }).getByLabel("Action", { exact: true }), "Send the agenda");
  await keys.press("Enter");
  await go(page, "brief of borealis");
  await expect(page.locator(".a4")).toBeVisible();
  await keys.press("Control+z");
  await expect(page.getByRole("button", { name: /^Redo: added the action/ })).toBeEnabled();
});

test("people: a gap becomes an action, and a group of the chart is collapsed", async ({ mainstay: page }) => {
  await openSample(page);
  await go(page, "people of aurelia");
  await press(page, page.getByRole("button", { name: "Action: Decide who owns Ana Figueiredo" }));
  await expect(page.locator(".gaps").getByRole("listitem").filter({ hasText: "Ana Figueiredo" })).toContainText("planned");
  await go(page, "org chart of aurelia");
  await press(page, page.getByRole("button", { name: "3 people below Priya Raghunathan" }));
  await expect(page.locator(".org .on")).toHaveCount(10);
});

test("portfolio: an account is set to another tier", async ({ mainstay: page }) => {
  await openSample(page);
  await go(page, "segmentation");
  await press(page, page.getByRole("region", { name: "Tier B", exact: true }).getByRole("button", { name: /^Kestrel Insurance/ }), "ArrowLeft");
  const kestrel = page.getByRole("region", { name: "Tier A", exact: true }).getByRole("button", { name: /^Kestrel Insurance/ });
  await expect(kestrel).toBeFocused();
  await saved(page);
  await page.reload();
  await expect(kestrel).toBeVisible();
});

test("growth: a white spot becomes an opportunity and moves on", async ({ mainstay: page }) => {
  await openSample(page);
  await go(page, "whitespace of aurelia");
  await press(page, page.getByRole("button", { name: "Make an opportunity of Insight for Nursing" }));
  await write(page, page.getByRole("textbox", { name: "Next step", exact: true }), "Call the head of nursing");
  await saved(page);
  await go(page, "growth of aurelia");
  await press(page, page.getByRole("link", { name: "Board" }));
  await press(page, page.getByRole("button", { name: /^Insight, Nursing/ }), "ArrowRight");
  await saved(page);
  await page.reload();
  await expect(page.getByRole("region", { name: "Engaging" }).getByRole("button", { name: /^Insight, Nursing/ })).toBeVisible();
});

test("value: a usual metric gets its first value", async ({ mainstay: page }) => {
  await openSample(page);
  await go(page, "value of aurelia");
  await reach(page, page.getByRole("combobox", { name: "A usual metric" }));
  await page.keyboard.type("Net");
  await press(page, page.locator(".add-menu").getByRole("button", { name: "Add" }));
  await press(page, page.getByRole("link", { name: "Net promoter score", exact: true }));
  const answers = page.locator(".answers");
  await write(page, answers.getByLabel("10", { exact: true }), "60");
  await write(page, answers.getByLabel("3", { exact: true }), "40");
  await press(page, page.getByRole("button", { name: "Enter the answers" }));
  await saved(page);
  await page.reload();
  await expect(page.getByRole("region", { name: "Metrics" }).getByRole("row", { name: /^Net promoter score/ })).toContainText("20 points");
});

test("plan, meetings and risks: an initiative, a line of notes, a step up the ladder", async ({ mainstay: page }) => {
  await openSample(page);
  await go(page, "timeline of aurelia");
  await press(page, page.getByRole("button", { name: "Add an initiative" }));
  await write(page, page.getByRole("dialog").getByLabel("Initiative", { exact: true }), "Insight pilot");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeHidden();

  await go(page, "meetings of aurelia");
  await press(page, page.getByRole("link", { name: "Yuki Tanaka" }));
  await write(page, page.getByRole("textbox", { name: "A line of notes" }), "Action: send the test plan @Jonas 4 Dec");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("checkbox", { name: "Done: Send the test plan" })).toBeVisible();

  await go(page, "risks of aurelia");
  await press(page, page.getByRole("link", { name: "Credit note for August is still open" }));
  await write(page, page.getByRole("textbox", { name: "Why it climbs" }), "No answer for two weeks");
  await press(page, page.getByRole("button", { name: "Escalate to level 1" }));
  await saved(page);
  await page.reload();
  await expect(page.getByText("No answer for two weeks")).toBeVisible();
  await go(page, "timeline of aurelia");
  await expect(page.getByRole("list", { name: "Objectives, initiatives and milestones" }).getByRole("link", { name: "Insight pilot" })).toBeVisible();
});

test("renewal: a step is ticked, the simulator set, a round logged", async ({ mainstay: page }) => {
  await openSample(page);
  await go(page, "renewal of aurelia");
  const step = page.getByRole("checkbox", { name: "Done: Early forecast and sign-offs" });
  await press(page, step, "Space");
  await expect(step).toBeChecked();
  await press(page, page.getByRole("slider", { name: "Discount" }), "End");
  await expect(page.getByRole("slider", { name: "Discount" })).toHaveValue("12");
  for (const [label, value] of [["Discount, %", "11"], ["Rise, %", "3"], ["Months", "36"]]) await write(page, page.getByLabel(label, { exact: true }), value);
  await press(page, page.getByRole("button", { name: "Log the round" }));
  await saved(page);
  await page.reload();
  await expect(page.getByText("11 %, 3 % rise, 36 months")).toBeVisible();
  await expect(step).toBeChecked();
});

test("today: a row waits, another is done, and undo brings them back", async ({ mainstay: page }) => {
  await openSample(page);
  await press(page, page.getByRole("button", { name: "Snooze: Hold the executive review" }));
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: /^Tomorrow/ })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByText("1 snoozed")).toBeVisible();
  await press(page, page.getByRole("button", { name: "Taken up: health of Tessaro Automotive" }));
  await expect(page.getByText("2 snoozed")).toBeVisible();
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expect(page.getByRole("link", { name: "Hold the executive review" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Taken up: health of Tessaro Automotive" })).toBeVisible();
});
