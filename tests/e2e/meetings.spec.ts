// Meetings: an agenda to begin with, notes that become records while typing, the follow-up, cadences.
import { add, expect, openSample, saved, tab, test } from "./mainstay";

test("a meeting is prepared, its notes become an action and a decision, and its follow-up says so", async ({ mainstay: page }) => {
  await openSample(page);
  await page.getByRole("link", { name: /^Aurelia Hospitals/ }).first().click();
  await tab(page, "Meetings");
  await page.getByRole("link", { name: "Yuki Tanaka" }).click();
  const panel = page.getByRole("complementary", { name: "Yuki Tanaka" });
  await panel.getByRole("button", { name: "Begin with the usual agenda" }).click();
  await expect(panel.getByRole("textbox", { name: "Agenda", exact: true })).toHaveValue(/What this session must produce/);
  await expect(panel.getByText("Who comes")).toBeVisible();
  await expect(panel.getByText("Integration architect", { exact: false }).first()).toBeVisible();

  const line = panel.getByRole("textbox", { name: "A line of notes" });
  await line.fill("Action: find out who blocks it");
  await line.press("Enter");
  await expect(panel.getByText("1 record without a wording for the client, left out.")).toBeVisible();
  await panel.getByLabel("Share its actions and decisions with the client").check();
  await line.fill("Action: send the test plan @Jonas 4 Dec");
  await expect(panel.getByText("Enter: Action: Send the test plan, Jonas Weber, 4 Dec, shared with the client")).toBeVisible();
  await line.press("Enter");
  await expect(line).toBeFocused();
  await line.fill("Decision: test on the copy because wards must not wait");
  await line.press("Enter");
  await line.fill("She worries about weekends");
  await line.press("Enter");
  await expect(panel.getByRole("checkbox", { name: "Done: Send the test plan" })).toBeVisible();
  await expect(panel.getByRole("textbox", { name: "Notes", exact: true })).toHaveValue(/She worries about weekends/);
  const mail = panel.getByRole("textbox", { name: "Text of the follow-up" });
  await expect(mail).toHaveValue(/Dear Yuki,[\s\S]*- Test on the copy[\s\S]*- Send the test plan, Jonas Weber, by 4 December 2026/);
  await expect(mail).not.toHaveValue(/weekends|who blocks/);
  await saved(page);
  await page.reload();
  await expect(page.getByRole("textbox", { name: "Text of the follow-up" })).toHaveValue(/Send the test plan, Jonas Weber/);
  await page.getByRole("button", { name: "Close", exact: true }).click();
  await expect(page.getByRole("region", { name: "Decisions" }).getByRole("row", { name: /Test on the copy/ })).toContainText("Wards must not wait");
});

test("a cadence says when the next meeting is, and plans it in one step", async ({ mainstay: page }) => {
  await openSample(page);
  await page.getByRole("link", { name: /^Aurelia Hospitals/ }).first().click();
  await tab(page, "Meetings");
  await page.getByRole("button", { name: "Add cadence" }).click();
  await add(page, "cadence", { Cadence: "Account operations", Kind: "Account operations", "Interval (days)": "30" });
  const cadences = page.getByRole("region", { name: "Cadences" });
  await expect(cadences.getByRole("row", { name: /^Account operations/ })).toContainText("Not held yet");
  await cadences.getByRole("button", { name: "Plan the next: Account operations" }).click();
  await page.getByRole("region", { name: "To come" }).getByRole("link", { name: "Account operations" }).click();
  await expect(page.getByRole("textbox", { name: "Agenda", exact: true })).toHaveValue(/Support: risk tickets/);
});
