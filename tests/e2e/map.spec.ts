// The stakeholder map: many people, and a person moved by mouse, touch and keyboard.
import type { Page } from "@playwright/test";
import { choose, expect, ready, saved, test } from "./mainstay";

const ACCOUNT = "00000000-0000-7000-8000-00000000aaaa";
const id = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, "0")}`;
const SURNAMES = ["Lindqvist", "Okonkwo", "Featherstonehaugh", "Ó Maoilriain", "Nguyễn", "Schwarzenberger"];

/** A file with one account and `count` people who report to each other, spread over the grid. */
function crowd(count: number) {
  const people = Array.from({ length: count }, (_, index) => ({
    id: id(index + 1),
    account: ACCOUNT,
    name: `Person${index + 1} ${SURNAMES[index % SURNAMES.length]}`,
    title: "Head of something with a long name",
    influence: 1 + (index % 5),
    support: -2 + (Math.floor(index / 5) % 5),
    ...(index > 0 ? { manager: id(Math.floor((index - 1) / 4) + 1) } : {}),
  }));
  const accounts = [{ id: ACCOUNT, name: "Aurelia Hospitals", currency: "EUR" }];
  return JSON.stringify({ format: "mainstay", version: 1, exportedAt: "2026-11-23T08:42:00.000Z", level: "full", scope: "workspace", records: { accounts, people } });
}

async function openMap(page: Page, count: number) {
  await page.goto("data");
  await choose(page, "Choose a backup to restore", "crowd.json", crowd(count));
  await expect(page.getByText(/^Restored/)).toBeVisible();
  await saved(page);
  await page.goto(`accounts/${ACCOUNT}/people`);
  await ready(page);
}

/** The pairs of shapes that cover each other, and the shapes that leave `inside`. */
async function overlaps(page: Page, shapes: string, inside: string) {
  return page.evaluate(
    ([shapes, inside]) => {
      const boxes = [...document.querySelectorAll(shapes)].map((shape) => ({ box: shape.getBoundingClientRect(), home: shape.closest(inside)!.getBoundingClientRect() }));
      const wrong: string[] = [];
      boxes.forEach(({ box, home }, first) => {
        if (box.right > home.right + 1 || box.bottom > home.bottom + 1 || box.left < home.left - 1 || box.top < home.top - 1) wrong.push(`${first} leaves its place`);
        for (let second = first + 1; second < boxes.length; second += 1) {
          const other = boxes[second].box;
          const apart = box.right <= other.left + 1 || other.right <= box.left + 1 || box.bottom <= other.top + 1 || other.bottom <= box.top + 1;
          if (!apart) wrong.push(`${first} covers ${second}`);
        }
      });
      return wrong;
    },
    [shapes, inside],
  );
}

test("300 people are drawn at once on the org chart, and nobody covers anybody", async ({ mainstay: page }) => {
  await openMap(page, 300);
  await page.getByRole("link", { name: "Org chart" }).click();
  await expect(page.locator(".org .on")).toHaveCount(300);
  expect(await overlaps(page, ".org .ob", ".org")).toEqual([]);
  await page.getByRole("button", { name: "Collapse groups" }).click();
  await expect.poll(() => page.locator(".org .on").count()).toBeLessThan(120);
  await page.getByLabel("Find on the chart").fill("person299");
  await expect(page.getByRole("button", { name: /Person299/ })).toBeInViewport();
});

for (const width of [1440, 390]) {
  test(`150 people stay legible on every view of the map, ${width} px`, async ({ mainstay: page }) => {
    await page.setViewportSize({ width, height: 900 });
    await openMap(page, 150);
    await expect(page.locator(".gp")).toHaveCount(150);
    expect(await overlaps(page, ".gp", ".gc")).toEqual([]);
    await expect(page.getByRole("button", { name: /^Person75 Featherstonehaugh, .*influence 5/ })).toBeVisible();
    await page.getByRole("link", { name: "Org chart" }).click();
    await expect(page.locator(".org .on")).toHaveCount(150);
    expect(await overlaps(page, ".org .ob", ".org")).toEqual([]);
    await page.getByRole("link", { name: "List" }).click();
    await expect(page.locator("main tbody tr")).toHaveCount(150);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true);
  });
}

const PERSON = /^Person1 Lindqvist/;
const cell = (page: Page, influence: number, support: string) => page.getByRole("group", { name: `Influence ${influence}, support ${support}`, exact: true });

async function middle(page: Page, influence: number, support: string) {
  const box = (await cell(page, influence, support).boundingBox())!;
  return { x: box.x + box.width / 2, y: box.y + box.height - 12 };
}

test("a person is dragged over the grid with the mouse, and a click still opens the panel", async ({ mainstay: page }) => {
  await openMap(page, 3);
  const person = page.getByRole("button", { name: PERSON });
  const to = await middle(page, 5, "+2");
  await person.hover();
  await page.mouse.down();
  await page.mouse.move(to.x - 40, to.y - 10, { steps: 4 });
  await page.mouse.move(to.x, to.y);
  await page.mouse.up();
  await expect(cell(page, 5, "+2").getByRole("button", { name: PERSON })).toBeVisible();
  await expect(page).not.toHaveURL(/open=/);
  await page.getByRole("button", { name: PERSON }).click();
  await expect(page).toHaveURL(/open=/);
});

test.describe("on a touch screen", () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });
  test("a person is dragged over the grid with a finger", async ({ mainstay: page }) => {
    await openMap(page, 3);
    const person = page.getByRole("button", { name: PERSON });
    await person.scrollIntoViewIfNeeded();
    const box = (await person.boundingBox())!;
    const to = await middle(page, 3, "0");
    const touch = await page.context().newCDPSession(page);
    const at = (x: number, y: number) => [{ x, y }];
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: at(x, y) });
    for (const step of [0.3, 0.6, 1]) {
      await touch.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: at(x + (to.x - x) * step, y + (to.y - y) * step) });
    }
    await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await expect(cell(page, 3, "0").getByRole("button", { name: PERSON })).toBeVisible();
  });
});

test("a person is moved over the grid with the arrow keys, and keeps the focus", async ({ mainstay: page }) => {
  await openMap(page, 3);
  await page.getByRole("button", { name: PERSON }).focus();
  await page.keyboard.press("ArrowUp");
  await expect(cell(page, 2, "−2").getByRole("button", { name: PERSON })).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(cell(page, 2, "−1").getByRole("button", { name: PERSON })).toBeFocused();
});
