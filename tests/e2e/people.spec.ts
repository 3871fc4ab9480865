// People: gaps that become actions, roles in a deal, reporting lines that would run in a circle, the map as a file.
import { download, expect, openSample, saved, tab, test } from "./mainstay";

test.beforeEach(async ({ mainstay: page }) => {
  await openSample(page);
  await page.getByRole("link", { name: /^Aurelia Hospitals/ }).first().click();
  await tab(page, "People");
});

test("a gap becomes an action in one step", async ({ mainstay: page }) => {
  const gaps = page.locator(".gaps");
  await expect(gaps).toContainText("No owner for Ana Figueiredo");
  await expect(gaps).toContainText("If Maya Lindqvist leaves");
  if (!(await gaps.getByRole("list").isVisible())) await gaps.locator("summary").click();
  await gaps.getByRole("button", { name: "Action: Decide who owns Ana Figueiredo" }).press("Enter");
  await expect(gaps.getByRole("listitem").filter({ hasText: "Ana Figueiredo" })).toContainText("planned");
  await saved(page);
  await page.reload();
  await tab(page, "Plan");
  await page.getByRole("link", { name: "Actions" }).click();
  await expect(page.getByRole("row", { name: /Decide who owns Ana Figueiredo/ })).toContainText("30 Nov");
});

test("a deal has its own roles and its own coverage", async ({ mainstay: page }) => {
  await expect(page.locator(".cov")).toContainText("Partial");
  await page.getByLabel("Roles in").selectOption({ label: "Opportunity: Insight at three further sites" });
  await expect(page.locator(".gp")).toHaveCount(2);
  await expect(page.locator(".cov")).toContainText("Strong coverage");
  await page.getByLabel("Roles in").selectOption({ label: "Contract: Flow and Insight" });
  await expect(page.locator(".cov")).toContainText("At risk coverage");
});

test("who would report in a circle is refused with the names", async ({ mainstay: page }) => {
  await page.getByRole("link", { name: "List" }).click();
  await page.getByRole("link", { name: "Hélène Marchetti" }).click();
  await page.getByLabel("Reports to").selectOption({ label: "Ingrid Solheim" });
  await expect(page.getByText(/This runs in a circle: Hélène Marchetti reports to Ingrid Solheim reports to Priya Raghunathan reports to Hélène Marchetti/)).toBeVisible();
});

test("the chart is searched, collapsed, zoomed, and leaves for the client without a candid word", async ({ mainstay: page }) => {
  await page.getByRole("link", { name: "Org chart" }).click();
  await expect(page.locator(".org .on")).toHaveCount(13);
  await page.getByRole("button", { name: "3 people below Priya Raghunathan" }).press("Enter");
  await expect(page.locator(".org .on")).toHaveCount(10);
  await page.getByLabel("Find on the chart").fill("grace");
  await expect(page.getByText("1 person found")).toBeVisible();
  await expect(page.locator(".org .on")).toHaveCount(13);
  await page.getByLabel("Find on the chart").fill("");
  const before = await page.locator(".org").evaluate((svg) => svg.getBoundingClientRect().width);
  await page.locator(".org-scroll").focus();
  await page.keyboard.press("-");
  await expect.poll(() => page.locator(".org").evaluate((svg) => svg.getBoundingClientRect().width)).toBeLessThan(before);
  await page.getByRole("button", { name: "Fit" }).click();
  const internal = await download(page, () => page.getByRole("button", { name: "SVG" }).click());
  expect(internal.name).toMatch(/people-internal-2026-11-23\.svg$/);
  expect(internal.text).toContain("conflicts");
  await page.getByRole("link", { name: "Client-safe" }).click();
  await expect(page.locator(".org .tie")).toHaveCount(0);
  const client = await download(page, () => page.getByRole("button", { name: "SVG" }).click());
  expect(client.name).toMatch(/people-client-2026-11-23\.svg$/);
  expect(client.text).toContain("Tomasz Wieczorek");
  for (const word of ["conflicts", "influences", "no owner", "internal", "ML<"]) expect(client.text).not.toContain(word);
  const picture = await download(page, () => page.getByRole("button", { name: "PNG" }).click());
  expect(picture.name).toMatch(/\.png$/);
  expect(picture.text.slice(1, 4)).toBe("PNG");
});

test.describe("with fingers", () => {
  test.use({ hasTouch: true });

  test("two fingers zoom the chart around the point between them", async ({ mainstay: page }) => {
    await page.getByRole("link", { name: "Org chart" }).click();
    const ground = page.locator(".org-scroll");
    const width = () => page.locator(".org").evaluate((svg) => svg.getBoundingClientRect().width);
    const before = await width();
    const box = (await ground.boundingBox())!;
    const cdp = await page.context().newCDPSession(page);
    const fingers = (apart: number) => [-1, 1].map((side) => ({ x: box.x + box.width / 2 + (side * apart) / 2, y: box.y + box.height / 2 }));
    await cdp.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: fingers(100) });
    for (const apart of [120, 140, 160]) await cdp.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: fingers(apart) });
    await cdp.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await expect.poll(width).toBeGreaterThan(before * 1.4);
  });
});
