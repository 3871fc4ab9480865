// Documents: a review is arranged, previewed, shared and saved in every format; papers; the brand; the calendar.
import type { Page } from "@playwright/test";
import { add, choose, download, expect, openSample, pages, saved, tab, test } from "./mainstay";

async function openBuilder(page: Page) {
  await openSample(page);
  await page.getByRole("link", { name: /^Aurelia Hospitals/ }).first().click();
  await tab(page, "Reviews");
  await page.getByRole("link", { name: "Q3 2026" }).click();
}

const outline = (page: Page) => page.getByRole("navigation", { name: "Slides" }).getByRole("listitem");

test("a review is arranged, two quarters are compared, and it is presented in two windows", async ({ mainstay: page, context }) => {
  await openBuilder(page);
  await outline(page).filter({ hasText: "Value delivered" }).getByRole("button").focus();
  for (let step = 0; step < 3; step += 1) await page.keyboard.press("Alt+ArrowUp");
  await expect(outline(page).nth(1)).toContainText("Value delivered");
  await expect(outline(page).nth(1).getByRole("button")).toBeFocused();
  const risks = (await outline(page).filter({ hasText: "Risks we share" }).boundingBox())!;
  const place = (await outline(page).nth(2).boundingBox())!;
  await page.mouse.move(risks.x + 60, risks.y + 12);
  await page.mouse.down();
  await page.mouse.move(place.x + 60, place.y + 12, { steps: 8 });
  await page.mouse.up();
  await expect(outline(page).nth(2)).toContainText("Risks we share");
  await page.getByRole("button", { name: "Add: two quarters compared" }).click();
  await expect(page.locator(".qb-s")).toContainText("better than in Q3 2025");
  await page.getByLabel("Compared with").selectOption({ label: "Q1 2026" });
  await expect(page.locator(".qb-s")).toContainText("better than in Q1 2026");
  await saved(page);
  await page.reload();
  await expect(outline(page).nth(1)).toContainText("Value delivered");
  await expect(outline(page)).toHaveCount(10);

  await page.getByRole("link", { name: "Present" }).click();
  await expect(page.getByText("1 of 10")).toBeVisible();
  const [presenter] = await Promise.all([context.waitForEvent("page"), page.keyboard.press("p")]);
  await expect(presenter.getByRole("region", { name: "Next slide" })).toContainText("€3.80 M of value a year is confirmed");
  await presenter.bringToFront();
  await presenter.keyboard.press("ArrowRight");
  await expect(page.getByText("2 of 10")).toBeVisible();
  await expect(presenter.getByRole("region", { name: "Notes" })).toContainText("Let Émile say the three confirmed numbers himself");
  await expect(presenter.getByRole("timer")).toBeVisible();
  await expect(page.getByText("Let Émile say")).toHaveCount(0);
  await page.bringToFront();
  await page.keyboard.press("ArrowRight");
  await expect(presenter.getByText("3 of 10")).toBeVisible();
});

test("before a review leaves, what is left out can be shared; it leaves in every format", async ({ mainstay: page }) => {
  await openBuilder(page);
  await page.getByRole("link", { name: "Files and preview" }).click();
  await expect(page.locator(".deck-page")).toHaveCount(9);
  const rest = page.getByRole("complementary", { name: "Files" });
  await rest.getByText("Tomasz asks three vendors for a price").click();
  const form = rest.getByRole("listitem").filter({ hasText: "Tomasz asks three vendors" });
  await form.getByRole("button", { name: "Share it" }).click();
  await expect(form.getByText("Write what the client may read.")).toBeVisible();
  await form.getByLabel("As the client may read it").fill("Prices are compared in the spring");
  await form.getByRole("button", { name: "Share it" }).click();
  await expect(page.locator(".deck-page").filter({ hasText: "Prices are compared in the spring" })).toHaveCount(1);
  await expect(rest.getByText("Tomasz asks three vendors for a price")).toHaveCount(0);

  const slides = await download(page, () => page.getByRole("button", { name: "PowerPoint" }).click());
  expect(slides.name).toBe("aurelia-hospitals-business-review-q3-2026-client.pptx");
  expect(slides.text.slice(0, 2)).toBe("PK");
  const web = await download(page, () => page.getByRole("button", { name: "Web page" }).click());
  expect(web.text).toContain("Prices are compared in the spring");
  expect(web.text).not.toContain("Tomasz asks three vendors");
  const markdown = await download(page, () => page.getByRole("button", { name: "Markdown", exact: true }).click());
  expect(markdown.text).toContain("## €3.80 M of value a year is confirmed, on a cost of €2.00 M");
  expect(pages(await page.pdf({ preferCSSPageSize: true, printBackground: true }))).toBe(9);

  await page.getByRole("link", { name: "Internal, with notes" }).click();
  await expect(page.getByText("Internal: every page and the file’s name say so.")).toBeVisible();
  const internal = await download(page, () => page.getByRole("button", { name: "Markdown", exact: true }).click());
  expect(internal.name).toMatch(/-internal\.md$/);
  expect(internal.text).toContain("Let Émile say the three confirmed numbers himself");
});

test("a web page from a mail opens without the app, runs nothing and asks for nothing", async ({ mainstay: page, browser }) => {
  await openBuilder(page);
  await page.getByRole("link", { name: "Files and preview" }).click();
  const web = await download(page, () => page.getByRole("button", { name: "Web page" }).click());
  const mail = await browser.newPage({ viewport: { width: 390, height: 844 }, offline: true });
  const asked: string[] = [];
  mail.on("request", (request) => asked.push(request.url()));
  await mail.setContent(web.text);
  await expect(mail.getByRole("heading", { level: 1 })).toHaveText("Aurelia Hospitals, business review Q3 2026");
  await expect(mail.getByRole("img", { name: /^Waterfall/ })).toBeVisible();
  expect(await mail.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(asked).toEqual([]);
  await mail.close();
});

test("papers are printed with whole rows; the report compares the forecast then and now", async ({ mainstay: page }) => {
  await openSample(page);
  await page.getByRole("link", { name: /^Aurelia Hospitals/ }).first().click();
  await tab(page, "Reviews");
  await page.getByRole("link", { name: "Handover pack" }).click();
  await expect(page.locator(".sheet")).toContainText("Internal, not for the client");
  await expect(page.locator(".sheet")).toContainText("What was promised");
  expect(pages(await page.pdf({ preferCSSPageSize: true, printBackground: true }))).toBeGreaterThan(2);
  await page.getByRole("link", { name: "All papers" }).click();
  await page.getByRole("link", { name: "Value recap" }).click();
  const recap = await download(page, () => page.getByRole("button", { name: "PowerPoint" }).click());
  expect(recap.name).toBe("aurelia-hospitals-value-recap-client.pptx");

  await page.getByRole("link", { name: /^Accounts/ }).first().click();
  await page.getByRole("link", { name: "Portfolio report" }).click();
  await page.getByRole("button", { name: "Keep today’s forecast" }).click();
  await expect(page.locator(".sheet").getByRole("row", { name: /^23 Nov 2026/ })).toContainText("€9.57 M");
  await saved(page);
  await page.reload();
  await expect(page.locator(".sheet").getByRole("row", { name: /^23 Nov 2026/ })).toContainText("€9.57 M");
});

test("documents carry the company’s colours and logo; what cannot be read is refused", async ({ mainstay: page }) => {
  await openSample(page);
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByLabel("Main colour").fill("#ffcc00");
  await page.getByLabel("Main colour").press("Tab");
  await expect(page.getByText(/^Too pale for words on white: a contrast of 1\.5, and 4\.5 is needed/)).toBeVisible();
  await page.getByLabel("Main colour").fill("#0a6b3d");
  await page.getByLabel("Main colour").press("Tab");
  const logo = "Logo: PNG, JPEG or SVG.";
  await choose(page, logo, "notes.txt", "no picture at all");
  await expect(page.getByText(/“notes.txt”: This is no picture that the browser can read/)).toBeVisible();
  const drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="4000" height="60"><script>document.title="run"</script><rect width="4000" height="60" fill="#0a6b3d" onload="document.title=1"/></svg>';
  await choose(page, logo, "wide.svg", drawing);
  await expect(page.getByRole("img", { name: "The logo, as documents show it" })).toBeVisible();
  await expect(page).not.toHaveTitle(/run|^1$/);
  await saved(page);
  await page.reload();
  await page.getByRole("link", { name: /^Aurelia Hospitals/ }).first().click();
  await tab(page, "Reviews");
  await page.getByRole("link", { name: "Value recap" }).click();
  await expect(page.getByRole("img", { name: "Corvane" })).toBeVisible();
  const web = await download(page, () => page.getByRole("button", { name: "Web page" }).click());
  expect(web.text).toContain("--accent:#0a6b3d");
  expect(web.text).toContain("data:image/png;base64,");
  expect(web.text).not.toContain("<script");
});

test("one’s own dates leave as a calendar, times as UTC", async ({ mainstay: page }) => {
  await openSample(page);
  await page.getByRole("link", { name: "Data and backups" }).click();
  const file = await download(page, () => page.getByRole("button", { name: "Export the calendar" }).click());
  expect(file.name).toBe("mainstay-calendar.ics");
  expect(file.text).toContain("SUMMARY:Last day for notice: Subscription\\, Norvik Logistics\r\n");
  expect(file.text.match(/BEGIN:VEVENT/g)!.length).toBeGreaterThan(20);
  expect(file.text.split("\r\n").every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
});

test("a review asks for its preparation on Today, step by step", async ({ mainstay: page }) => {
  await openSample(page);
  await page.getByRole("link", { name: /^Castellan Retail/ }).first().click();
  await tab(page, "Reviews");
  await page.getByRole("button", { name: "Start a review" }).click();
  await add(page, "review", { Quarter: "2026-Q3", Date: "2026-12-10" });
  await page.getByRole("link", { name: /^Today/ }).first().click();
  await page.getByRole("button", { name: "Done: Gather the data: Q3 2026 review" }).click();
  await expect(page.getByRole("link", { name: "Align with the sponsor: Q3 2026 review" })).toBeVisible();
  await saved(page);
  await page.reload();
  await expect(page.getByRole("link", { name: "Align with the sponsor: Q3 2026 review" })).toBeVisible();
  await expect(page.getByRole("link", { name: /^Gather the data/ })).toHaveCount(0);
});
