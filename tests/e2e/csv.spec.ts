// Tables from a CRM: columns guessed, problems listed and resolved in bulk, the same file again adds nothing.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { choose, download, expect, saved, test } from "./mainstay";

const ACCOUNTS = "account,sector,revenue,employees,office_location,subsidiary_of\nAcme Corp,tech,1100.04,2822,Norway,\nBeta,retail,5.5,10,Spain,Acme Corp\n";
const PRODUCTS = "product,series,sales_price\nGTX Pro,GTX,4821\n";
const PIPELINE = [
  "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value",
  "A1,Ann Lee,GTXPro,Acme Corp,Won,10/20/2016,3/1/2017,1054",
  "A2,Ann Lee,GTX Pro,,Engaging,10/25/2016,,",
  "A3,Bo Ek,GTX Pro,Bta,Lost,10/25/2016,2/30/2017,0",
  "A4,Bo Ek,GTX Pro,Beta,Won,11/25/2016,3/9/2017,=1+1",
  "",
].join("\n");

async function bring(page: import("@playwright/test").Page, name: string, text: string | Buffer) {
  await page.goto("data");
  await choose(page, "Choose a file to import", name, text);
  await expect(page.getByRole("heading", { name: `Import ${name}` })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Apply/ })).toBeVisible({ timeout: 60_000 });
}

const figure = (page: import("@playwright/test").Page, label: string) => page.locator(".imp-figs .fig").filter({ has: page.locator("dt", { hasText: label }) }).locator("dd").first();

test("a CRM's accounts, products and pipeline come in, with what does not fit resolved in the dry run", async ({ mainstay: page }) => {
  await bring(page, "accounts.csv", ACCOUNTS);
  await expect(page.getByLabel("revenue becomes")).toHaveValue("turnover");
  await page.getByLabel("Money in").fill("USD");
  await page.getByLabel("Money in").blur();
  await page.getByLabel("Written in").selectOption("millions");
  await page.getByRole("button", { name: "Apply 2 changes" }).click();
  await saved(page);
  await bring(page, "products.csv", PRODUCTS);
  await page.getByRole("button", { name: "Apply 1 change" }).click();
  await saved(page);

  await bring(page, "pipeline.csv", PIPELINE);
  await expect(page.getByRole("row", { name: /GTXPro Another spelling of “GTX Pro”/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /account \(empty\) No account/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /Bta No such account/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /=1\+1 Not a number/ })).toBeVisible();
  await expect(figure(page, "Stay out")).toHaveText("3");
  const out = await download(page, () => page.getByRole("button", { name: "Download the 3 rows" }).click());
  expect(out.text).toContain("A2,Ann Lee,GTX Pro,,Engaging");
  await page.getByLabel("Put right account (empty)").selectOption({ label: "use “Acme Corp”" });
  await page.getByLabel("Put right account Bta").selectOption({ label: "use “Beta”" });
  await expect(page.getByRole("row", { name: /2\/30\/2017 February has 28 days/ })).toBeVisible();
  await page.getByLabel("Put right close_date 2/30/2017").selectOption({ label: "read it as …" });
  await page.getByLabel("Read 2/30/2017 as").fill("2/28/2017");
  await page.getByLabel("Read 2/30/2017 as").blur();
  await expect(figure(page, "Stay out")).toHaveText("1");
  await page.getByRole("button", { name: "Apply 5 changes" }).click();
  await saved(page);

  await bring(page, "accounts.csv", ACCOUNTS);
  await page.getByLabel("Money in").fill("USD");
  await page.getByLabel("Money in").blur();
  await page.getByLabel("Written in").selectOption("millions");
  await expect(figure(page, "Left as they are")).toHaveText("2");
  await expect(page.getByRole("button", { name: "Apply 0 changes" })).toBeDisabled();
  await page.goto("accounts");
  await expect(page.getByRole("row", { name: /Acme Corp/ })).toContainText("0");
});

// A public set of 85 accounts and 8,800 opportunities, used where the environment names the folder that holds it.
const data = process.env.MAINSTAY_DATA ?? "";
const large = data !== "" && existsSync(path.join(data, "sales_pipeline.csv"));

if (large) {
  test("85 accounts and 8,800 opportunities of a real CRM come in; the same files again add nothing", async ({ mainstay: page }) => {
    test.setTimeout(300_000);
    const read = (name: string) => readFileSync(path.join(data, name));
    for (const round of [1, 2]) {
      await bring(page, "accounts.csv", read("accounts.csv"));
      if (round === 1) {
        await expect(figure(page, "Added")).toHaveText("85");
        await page.getByRole("button", { name: "Apply 85 changes" }).click();
        await saved(page);
        await bring(page, "products.csv", read("products.csv"));
        await page.getByRole("button", { name: "Apply 7 changes" }).click();
        await saved(page);
      } else {
        await expect(figure(page, "Left as they are")).toHaveText("85");
      }
      await bring(page, "sales_pipeline.csv", read("sales_pipeline.csv"));
      await expect(figure(page, "Rows")).toHaveText("8,800");
      await expect(figure(page, "Stay out")).toHaveText("1,425");
      await expect(page.getByRole("row", { name: /GTXPro Another spelling of “GTX Pro”/ })).toBeVisible();
      if (round === 1) {
        await expect(figure(page, "Added")).toHaveText(/^7,4\d\d$/);
        await page.getByRole("button", { name: /^Apply/ }).click();
        await saved(page);
      } else {
        await expect(figure(page, "Left as they are")).toHaveText("7,375");
        await expect(page.getByRole("button", { name: "Apply 0 changes" })).toBeDisabled();
      }
    }
    await page.goto("accounts");
    await expect(page.locator(".port tbody tr")).toHaveCount(85);
    await page.goto("data");
    const { text } = await download(page, () => page.getByRole("button", { name: "Export full" }).click());
    const { accounts, opportunities } = JSON.parse(text).records;
    expect(opportunities).toHaveLength(7375);
    expect(accounts.filter((account: { parent?: string }) => account.parent)).toHaveLength(15);
  });
} else {
  console.log("The large real data set is not here (MAINSTAY_DATA): its journey is left out.");
}
