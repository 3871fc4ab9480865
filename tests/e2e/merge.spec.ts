// Two copies of one plan: what stands beside each other is asked, and files bring together what each changed.
import { choose, createAccount, download, expect, ready, saved, tab, test } from "./mainstay";

test("one field typed in two tabs keeps both texts whole, and the choice settles it in both", async ({ mainstay: page, context }) => {
  await createAccount(page, "Borealis Rail");
  await saved(page);
  await page.getByRole("link", { name: "Edit the account" }).click();
  const url = page.url();
  const other = await context.newPage();
  // A browser without a channel between tabs: what the other writes is met when this one writes, or comes to the front.
  await other.addInitScript(() => Reflect.deleteProperty(window, "BroadcastChannel"));
  const comeToTheFront = (tab: typeof page) => tab.evaluate(() => window.dispatchEvent(new Event("visibilitychange")));
  await other.goto(url);
  await ready(other);
  const [mine, theirs] = [page, other].map((tab) => tab.getByRole("textbox", { name: "Industry" }));
  await mine.focus();
  await theirs.focus();
  const [one, two] = ["Passenger rail", "Freight and rail"];
  for (let at = 0; at < Math.max(one.length, two.length); at += 1) {
    if (one[at]) await mine.pressSequentially(one[at]);
    if (two[at]) await theirs.pressSequentially(two[at]);
  }
  await saved(page);
  await saved(other);
  await expect(mine).toHaveValue(one);
  await expect(theirs).toHaveValue(two);
  for (const tab of [page, other]) {
    await comeToTheFront(tab);
    const asked = tab.getByRole("group", { name: "Two values of Industry" });
    await expect(asked).toContainText(one);
    await expect(asked).toContainText(two);
  }
  await page.getByRole("button", { name: new RegExp(`“${one}”`) }).click();
  await saved(page);
  await comeToTheFront(other);
  for (const tab of [page, other]) await expect(tab.getByRole("group", { name: "Two values of Industry" })).toHaveCount(0);
  await other.reload();
  await ready(other);
  await expect(other.getByRole("textbox", { name: "Industry" })).toHaveValue(one);
});

test("two people share a plan by file for three rounds, each editing meanwhile", async ({ mainstay: page, browser, baseURL }) => {
  const theirs = await (await browser.newContext({ baseURL })).newPage();
  await theirs.goto("./");
  await ready(theirs);
  await createAccount(page, "Borealis Rail");
  await saved(page);
  const pass = async (from: typeof page, to: typeof page) => {
    await from.getByRole("link", { name: "Data and backups" }).click();
    const file = await download(from, () => from.getByRole("button", { name: "Export for the team" }).click());
    await to.getByRole("link", { name: "Data and backups" }).click();
    await choose(to, "Choose a file to import", file.name, file.text);
    await to.getByRole("button", { name: /^Apply/ }).click();
    await saved(to);
  };
  const edit = async (who: typeof page, field: string, value: string) => {
    await who.getByRole("link", { name: "Borealis Rail" }).first().click();
    await who.getByRole("link", { name: "Edit the account" }).click();
    await who.getByLabel(field, { exact: true }).fill(value);
    await saved(who);
  };
  await pass(page, theirs);
  for (const round of [1, 2, 3]) {
    await edit(page, "Location", `Oslo ${round}`);
    await edit(theirs, "Industry", `Rail ${round}`);
    await pass(page, theirs);
    await pass(theirs, page);
  }
  for (const who of [page, theirs]) {
    await who.getByRole("link", { name: "Borealis Rail" }).first().click();
    await who.getByRole("link", { name: "Edit the account" }).click();
    await expect(who.getByLabel("Location", { exact: true })).toHaveValue("Oslo 3");
    await expect(who.getByLabel("Industry", { exact: true })).toHaveValue("Rail 3");
  }
  await edit(page, "Location", "Bergen");
  await edit(theirs, "Location", "Narvik");
  await theirs.getByRole("link", { name: "Data and backups" }).click();
  const file = await download(theirs, () => theirs.getByRole("button", { name: "Export for the team" }).click());
  await page.getByRole("link", { name: "Data and backups" }).click();
  await choose(page, "Choose a file to import", file.name, file.text);
  await expect(page.getByRole("group", { name: /Borealis Rail/ })).toContainText("Narvik");
  await page.getByRole("button", { name: /^Apply/ }).click();
  await expect(page.getByRole("heading", { name: "To be settled" })).toBeVisible();
  await page.getByRole("button", { name: "Take the latest of each" }).click();
  await expect(page.getByRole("heading", { name: "To be settled" })).toHaveCount(0);
});
