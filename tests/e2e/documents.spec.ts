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
  const value = outline(page).filter({ hasText: "Value delivered" }).getByRole("button");
  await value.focus();
  for (const place of [3, 2, 1]) {
    await page.keyboard.press("Alt+ArrowUp");
    await expect(outline(page).nth(place)).toContainText("Value delivered");
    await expect(value).toBeFocused();
  }
  const risks = (await outline(page).filter({ hasText: "Risks we share" }).boundingBox())!;
  const place = (await outline(page).nth(2).boundingBox())!;
  await page.mouse.move(risks.x + 60, risks.y + 12);
  await page.mouse.down();
  await page.mouse.move(place.x + 60, place.y + 12, { steps: 8 });
  await page.mouse.up();
  await expect(outline(page).nth(2)).toContainText("Risks we share");
  await outline(page).filter({ hasText: "Scorecard" }).getByRole("button").click();
  await page.getByRole("button", { name: "Add: two quarters compared" }).click();
  await expect(outline(page).filter({ hasText: "Two quarters compared" })).toHaveClass(/on/);
  await expect(page.locator(".qb-s")).toContainText("better than in Q3 2025");
  await page.getByLabel("Compared with").selectOption({ label: "Q1 2026" });
  await expect(page.locator(".qb-s")).toContainText("better than in Q1 2026");
  await page.getByRole("button", { name: "Add: a slide of your own" }).click();
  await page.getByLabel(/^Headline/).fill("Two things before we start");
  await page.getByLabel("Points, one a line").fill("A word from the wards\nThe winter plan");
  await expect(page.locator(".qb-s").getByRole("listitem")).toHaveText(["A word from the wards", "The winter plan"]);
  await saved(page);
  await page.reload();
  await expect(outline(page).nth(1)).toContainText("Value delivered");
  await expect(outline(page)).toHaveCount(11);
  await page.getByRole("button", { name: "Take this slide out" }).click();
  await expect(outline(page)).toHaveCount(10);

  await page.getByRole("link", { name: "Present" }).click();
  await expect(page.getByText(/^1 of 1[01]$/)).toBeVisible();
  const [presenter] = await Promise.all([context.waitForEvent("page"), page.keyboard.press("p")]);
  await expect(presenter.getByRole("region", { name: "Next slide" })).toContainText("€3.80 M of value a year is confirmed");
  await presenter.bringToFront();
  await presenter.keyboard.press("ArrowRight");
  await expect(page.getByText(/^2 of 1[01]$/)).toBeVisible();
  await expect(presenter.getByRole("region", { name: "Notes" })).toContainText("Let Émile say the three confirmed numbers himself");
  await expect(presenter.getByRole("timer")).toBeVisible();
  await expect(page.getByText("Let Émile say")).toHaveCount(0);
  await page.bringToFront();
  await page.keyboard.press("ArrowRight");
  await expect(presenter.getByText(/^3 of 1[01]$/)).toBeVisible();
});

test.describe("on a touch screen", () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });
  test("a finger scrolls over the outline of a review, and moves a slide by its grip", async ({ mainstay: page }) => {
    await openBuilder(page);
    const touch = await page.context().newCDPSession(page);
    const drag = async (from: { x: number; y: number }, to: { x: number; y: number }) => {
      await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [from] });
      for (const step of [0.2, 0.5, 0.8, 1]) {
        await touch.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: [{ x: from.x + (to.x - from.x) * step, y: from.y + (to.y - from.y) * step }] });
      }
      await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    };
    const risks = outline(page).filter({ hasText: "Risks we share" });
    await risks.scrollIntoViewIfNeeded();
    const from = (await risks.locator(".grip").boundingBox())!;
    const to = (await outline(page).nth(2).boundingBox())!;
    await drag({ x: from.x + from.width / 2, y: from.y + from.height / 2 }, { x: from.x, y: to.y + 12 });
    await expect(outline(page).nth(2)).toContainText("Risks we share");

    const order = await outline(page).allTextContents();
    const row = (await outline(page).nth(6).boundingBox())!;
    const scrolled = () => page.evaluate(() => document.scrollingElement!.scrollTop);
    const before = await scrolled();
    await drag({ x: row.x + 60, y: row.y + 12 }, { x: row.x + 60, y: row.y - 200 });
    await expect.poll(scrolled).toBeGreaterThan(before + 50);
    expect(await outline(page).allTextContents()).toEqual(order);
  });
});

test("what a slide shows is rewritten where it stands, and a field is one step of undo", async ({ mainstay: page }) => {
  await openBuilder(page);
  await outline(page).filter({ hasText: "Risks we share" }).getByRole("button").click();
  const slide = page.locator(".qb-s");
  await page.getByText("Words of the records on this slide").click();
  const record = page.locator(".qb-w li").filter({ has: page.getByRole("link", { name: "Winter peak before site 8 is live" }) });
  const wording = record.getByLabel("Client-facing text (shares this item)");
  await wording.pressSequentially(" Rewritten.");
  await expect(slide).toContainText("Rewritten.");
  // Emptied, it leaves the slide; its field stays, and so does the focus.
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("Backspace");
  await expect(slide).not.toContainText("Rewritten.");
  await expect(wording).toBeFocused();
  await page.keyboard.type("The winter peak may come first");
  await expect(slide).toContainText("The winter peak may come first");
  await page.getByLabel("Points of your own, one a line").pressSequentially("We review this in January");
  await expect(slide.getByRole("listitem")).toHaveText(["We review this in January"]);
  await expect(page.getByLabel("Points of your own, one a line")).toBeFocused();
  await page.getByRole("button", { name: /^Undo: wrote on the slide/ }).click();
  await expect(slide.getByRole("listitem")).toHaveCount(0);
  await expect(page.getByLabel("Points of your own, one a line")).toHaveValue("");
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
  const plan = await download(page, () => page.getByRole("button", { name: "Plan file for your successor" }).click());
  expect(JSON.parse(plan.text).level).toBe("team");
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
  await add(page, "review", { Quarter: "Q3 2026", Date: "2026-12-10" });
  await page.getByRole("link", { name: /^Today/ }).first().click();
  await page.getByRole("button", { name: "Done: Gather the data: Q3 2026 review" }).click();
  await expect(page.getByRole("link", { name: "Align with the sponsor: Q3 2026 review" })).toBeVisible();
  await saved(page);
  await page.reload();
  await expect(page.getByRole("link", { name: "Align with the sponsor: Q3 2026 review" })).toBeVisible();
  await expect(page.getByRole("link", { name: /^Gather the data/ })).toHaveCount(0);
});

test("the one-pager is one page, A4 and Letter, with forty rows and the longest names", async ({ mainstay: page }) => {
  const account = "00000000-0000-7000-8000-00000000aaaa";
  const id = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, "0")}`;
  const long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft und Tochtergesellschaften";
  const each = (from: number, make: (number: number) => object) => Array.from({ length: 40 }, (_, index) => ({ id: id(from + index), account, ...make(index) }));
  const records = {
    accounts: [{ id: account, name: long, currency: "EUR" }],
    outcomes: each(100, (n) => ({ name: `Outcome ${n}`, shared: `${long} ${n}`, worth: { amount: "100000", currency: "EUR" }, baseline: 52, actual: 41, unit: "min" })),
    raidItems: each(200, (n) => ({ statement: `Risk ${n}`, shared: `${long} ${n}`, response: long, probability: 5, impact: 4 })),
    decisions: each(300, (n) => ({ title: `Decision ${n}`, shared: `${long} ${n}`, due: "2026-12-18", ifWaits: long })),
    milestones: each(400, (n) => ({ title: `Step ${n}`, shared: `${long} ${n}`, track: `Track ${n}`, date: "2027-02-01", until: "2027-04-01" })),
    actions: each(500, (n) => ({ title: `Action ${n}`, shared: `${long} ${n}`, due: "2026-12-01" })),
    people: each(600, (n) => ({ name: `${long} ${n}`, title: long, wants: long, wantsShared: long })),
  };
  await page.goto("data");
  const file = JSON.stringify({ format: "mainstay", version: 1, exportedAt: "2026-11-23T08:42:00.000Z", level: "full", scope: "workspace", records });
  await choose(page, "Choose a backup to restore", "long.json", file);
  await expect(page.getByText(/^Restored/)).toBeVisible();
  await saved(page);
  for (const paper of ["", "?paper=letter"]) {
    await page.goto(`accounts/${account}/brief${paper}`);
    await expect(page.getByRole("heading", { name: /^Left out to fit/ })).toContainText(/[1-9]\d/);
    const fits = () => page.locator(".a4").evaluate((sheet) => sheet.scrollHeight <= sheet.clientHeight + 1 && sheet.scrollWidth <= sheet.clientWidth + 1);
    await expect.poll(fits, { timeout: 30_000 }).toBe(true);
    expect(pages(await page.pdf({ preferCSSPageSize: true, printBackground: true }))).toBe(1);
  }
});

test("who takes an account over plans 30 days of their own beside those of the one before", async ({ mainstay: page }) => {
  await openSample(page);
  await page.getByRole("link", { name: /^Lakeshore Transit/ }).first().click();
  await tab(page, "Plan");
  await expect(page.getByText("Taking the account over?")).toHaveCount(0);
  await page.clock.setFixedTime(new Date("2027-03-01T09:00:00+01:00"));
  await page.reload();
  await page.getByText("Taking the account over? Plan your own first 30 days").click();
  await page.getByLabel("Previous owner").fill("Maya Lindqvist");
  await page.getByRole("button", { name: "Plan the 30 days" }).click();
  await expect(page.getByText(/^Day 1 of 30/)).toBeVisible();
  await saved(page);
  await page.reload();
  await expect(page.getByText(/^Day 1 of 30/)).toBeVisible();
});
