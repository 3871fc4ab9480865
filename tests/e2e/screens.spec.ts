// Every screen on the sample: axe finds nothing, nothing is wider than the window, in light and dark, wide and narrow.
import { axe, expect, openSample, test } from "./mainstay";

const TABS = [
  "", "plan", "plan?view=strategy", "plan?view=timeline", "plan?view=actions", "plan?view=objectives", "plan?view=milestones",
  "people", "people?view=org", "people?view=coverage", "people?view=list",
  "growth", "growth?as=board", "growth?view=whitespace", "growth?view=forecast", "growth?view=needs", "growth?view=revenue",
  "value", "value?view=map", "risks", "renewal", "meetings", "reviews", "brief",
];
const PORTFOLIO = ["figures", "tiers", "standards", "renewals", "groups"];

for (const scheme of ["light", "dark"] as const) {
  for (const width of [1440, 390]) {
    test(`every screen, ${scheme}, ${width} px`, async ({ mainstay: page }) => {
      test.setTimeout(360_000);
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 900 });
      await expect(page.getByRole("heading", { name: "Start with one account" })).toBeVisible();
      const found: string[] = [];
      const look = async (name: string) => {
        found.push(...(await axe(page)).map((violation) => `${name}: ${violation}`));
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (overflow > 0) found.push(`${name}: ${overflow} px wider than the window`);
      };
      await look("welcome");
      await openSample(page);
      await look("today");
      const aurelia = await page.locator('a[href^="accounts/"]', { hasText: "Aurelia Hospitals" }).first().getAttribute("href");
      const account = aurelia!.split(/[?]/)[0].split("/").slice(0, 2).join("/");
      const visit = async (path: string, shown: string) => {
        await page.goto(path);
        await expect(page.locator(shown).first()).toBeVisible();
        await look(path.replace(account, "account"));
      };
      await visit("accounts", ".port");
      for (const view of PORTFOLIO) await visit(`accounts?view=${view}`, ".page-head h1");
      for (const tab of TABS) await visit(`${account}/${tab}`, ".acc-head h1");
      await visit(`${account}?open=${account.split("/")[1]}`, ".panel");
      await page.goto(`${account}/meetings`);
      await page.getByRole("link", { name: "Yuki Tanaka" }).click();
      await expect(page.locator(".panel .note-f")).toBeVisible();
      await look("meeting");
      await page.goto(`${account}/risks`);
      await page.getByRole("link", { name: "Credit note for August is still open" }).click();
      await expect(page.locator(".panel")).toBeVisible();
      await look("log entry");
      await page.goto(`${account}/reviews`);
      await page.getByRole("link", { name: "Q3 2026" }).click();
      await expect(page.locator(".qb-s .slide")).toBeVisible();
      await look("builder");
      await page.getByRole("link", { name: "Files and preview" }).click();
      await expect(page.locator(".files .deck-page").first()).toBeVisible();
      await look("files of a review");
      for (const paper of ["value-recap", "brief", "account-plan", "handover", "first-30-days"]) await visit(`${account}/papers/${paper}`, ".sheet");
      for (const report of ["month", "wins"]) await visit(`reports/${report}`, ".sheet");
      await visit("data", ".levels");
      await visit("settings", ".settings");
      await visit("take-over", ".page-head");
      expect(found).toEqual([]);
    });
  }
}
