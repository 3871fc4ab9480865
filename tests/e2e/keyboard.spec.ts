import { expect, test } from "./mainstay";

test("the main job works with the keyboard alone", async ({ mainstay: page }) => {
  const keys = page.keyboard;
  const go = async (words: string) => {
    await keys.press("Control+k");
    await expect(page.getByRole("combobox", { name: "Search or run a command" })).toBeFocused();
    await keys.type(words);
    await keys.press("Enter");
  };
  await page.getByLabel("Account name").focus();
  await keys.type("Borealis Rail");
  await keys.press("Enter");
  await expect(page.getByRole("heading", { name: "Borealis Rail" })).toBeVisible();
  await page.getByRole("button", { name: "Plan the 30 days" }).focus();
  await keys.press("Enter");
  const tick = page.getByRole("checkbox", { name: "Done: Contract, SLA and price schedule" });
  await tick.focus();
  await keys.press("Space");
  await expect(tick).toBeChecked();

  await go("add person");
  const dialog = page.getByRole("dialog", { name: "New person" });
  await dialog.getByLabel("Name").focus();
  await keys.type("Samuel Okafor");
  await keys.press("Enter");
  await expect(dialog).toBeHidden();
  await keys.press("Escape");
  await page.getByRole("button", { name: /^Samuel Okafor/ }).focus();
  for (const key of ["ArrowUp", "ArrowUp", "ArrowUp", "ArrowRight"]) {
    await keys.press(key);
    await expect(page.getByRole("button", { name: /^Samuel Okafor/ })).toBeFocused();
  }
  await expect(page.getByRole("button", { name: /influence 4, support \+1/ })).toBeVisible();

  await go("add action");
  await page.getByRole("dialog", { name: "New action" }).getByLabel("Action", { exact: true }).focus();
  await keys.type("Send the agenda");
  await keys.press("Enter");
  await go("brief of borealis");
  await expect(page.locator(".a4")).toBeVisible();
  await keys.press("Control+z");
  await expect(page.getByRole("button", { name: /^Redo: added the action/ })).toBeEnabled();
});
