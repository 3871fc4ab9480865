// Measures what the page costs, in one run: time to the first screen, to the sample, and each screen of an account with 300
// people, 200 opportunities and 500 actions as a ratio to the same screen of the sample's account. Ratios, not verdicts.
// Usage: CHROMIUM=/path node scripts/bench.mjs [address]
import { chromium } from "@playwright/test";

const address = process.argv[2] ?? "http://127.0.0.1:8080/";
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || undefined, args: ["--no-sandbox", "--enable-precise-memory-info"] });
const page = await browser.newPage();
const line = (name, ...cells) => console.log(name.padEnd(40), ...cells.map((cell) => String(cell).padStart(9)));
const time = async (name, act) => {
  const start = performance.now();
  await act();
  const spent = performance.now() - start;
  line(name, `${spent.toFixed(0)} ms`);
  return spent;
};
const shown = (selector) => page.locator(selector).first().waitFor();

const empty = await time("empty workspace, until it can be used", () => page.goto(address).then(() => shown("main#main")));
await time("the sample opens", () => page.getByRole("button", { name: "Open the sample" }).click().then(() => shown(".ag")));
await page.locator(".save", { hasText: /^Saved/ }).waitFor();
const sample = await time("reload with the sample", () => page.reload().then(() => shown(".ag")));
await time("portfolio", () => page.getByRole("link", { name: /^Accounts/ }).first().click().then(() => shown(".port")));
line("reload with the sample / empty workspace", (sample / empty).toFixed(2));
const memory = await page.evaluate(() => performance.memory?.usedJSHeapSize ?? 0);
line("JavaScript heap", `${(memory / 1e6).toFixed(1)} MB`);

/** A full file with one large account. */
function large() {
  const account = "00000000-0000-7000-8000-00000000aaaa";
  const id = (kind, number) => `00000000-0000-7000-${kind}-${String(number).padStart(12, "0")}`;
  const day = (number) => new Date(Date.UTC(2026, 6, 1) + number * 86_400_000).toISOString().slice(0, 10);
  const many = (count, make) => Array.from({ length: count }, (_, index) => ({ account, ...make(index) }));
  const records = {
    accounts: [{ id: account, name: "Large", currency: "EUR" }],
    people: many(300, (n) => ({ id: id("8001", n), name: `Person ${n}`, title: "Head of something", unit: `Unit ${n % 12}`, influence: 1 + (n % 5), support: (n % 5) - 2, ...(n ? { manager: id("8001", Math.floor((n - 1) / 5)) } : {}) })),
    opportunities: many(200, (n) => ({ id: id("8002", n), name: `Opportunity ${n}`, stage: ["prospecting", "engaging", "proposal", "negotiation"][n % 4], amount: { amount: "10000.00", currency: "EUR" }, closeOn: day(n) })),
    actions: many(500, (n) => ({ id: id("8003", n), title: `Action ${n}`, due: day(n % 300), initiative: id("8004", n % 20) })),
    initiatives: many(20, (n) => ({ id: id("8004", n), name: `Initiative ${n}`, start: day(n * 5), due: day(n * 5 + 60) })),
  };
  return JSON.stringify({ format: "mainstay", version: 2, exportedAt: "2026-11-23T08:42:00.000Z", level: "full", scope: "workspace", records });
}

const SCREENS = ["", "/plan?view=timeline", "/plan?view=actions", "/people", "/people?view=org", "/people?view=coverage", "/people?view=list", "/growth", "/growth?as=board", "/growth?view=forecast", "/value", "/risks", "/renewal", "/meetings"];

/** How long each screen takes from the click to the frame that shows it, the best of three, in milliseconds. */
async function screens(account) {
  const spent = {};
  for (const screen of SCREENS) {
    spent[screen] = Infinity;
    for (let round = 0; round < 3; round += 1) {
      const took = await page.evaluate(async (path) => {
        const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
        const go = async (path) => {
          const link = Object.assign(document.createElement("a"), { href: path });
          document.body.append(link);
          link.click();
          link.remove();
          await frame();
          await frame();
        };
        await go("data");
        const start = performance.now();
        await go(path);
        return performance.now() - start;
      }, `accounts/${account}${screen}`);
      await shown(".acc-head");
      spent[screen] = Math.min(spent[screen], took);
    }
  }
  return spent;
}

const aurelia = (await page.locator('a[href^="accounts/"]', { hasText: "Aurelia" }).first().getAttribute("href")).split("/")[1];
const small = await screens(aurelia);
await page.goto(new URL("data", address).href);
await page.getByLabel("Choose a backup to restore").setInputFiles({ name: "large.json", mimeType: "application/json", buffer: Buffer.from(large()) });
await page.getByText(/^Restored/).waitFor();
await page.locator(".save", { hasText: /^Saved/ }).waitFor();
const big = await screens("00000000-0000-7000-8000-00000000aaaa");
line("screen", "sample", "large", "ratio");
for (const screen of SCREENS) line(screen || "overview", `${small[screen].toFixed(0)} ms`, `${big[screen].toFixed(0)} ms`, (big[screen] / small[screen]).toFixed(1));

/** How long a letter takes from the key to the database, in milliseconds: the median, and what 5 and 1 of a hundred exceed. */
async function durable() {
  await page.goto(new URL("accounts/00000000-0000-7000-8000-00000000aaaa?open=00000000-0000-7000-8000-00000000aaaa", address).href);
  const field = page.getByRole("textbox", { name: "Industry" });
  await field.focus();
  const spent = [];
  for (let letter = 0; letter < 200; letter += 1) {
    const start = performance.now();
    await page.keyboard.press("abcdefgh"[letter % 8]);
    await page.waitForFunction(() => !/^Saving/.test(document.querySelector(".save").textContent));
    spent.push(performance.now() - start);
  }
  spent.sort((a, b) => a - b);
  return [0.5, 0.95, 0.99].map((share) => `${spent[Math.floor(spent.length * share)].toFixed(0)} ms`);
}
const PASSPHRASE = "bear honey river";
line("a letter until it is durable", ...(await durable()), " of 50, 95, 99 %");
await page.goto(new URL("data", address).href);
const lock = page.locator("section").filter({ has: page.getByRole("heading", { name: /^Lock/ }) });
await lock.getByRole("button", { name: "Set a lock" }).click();
await lock.getByLabel("Passphrase of the lock").fill(PASSPHRASE);
await lock.getByRole("button", { name: "Seal everything" }).click();
const unlock = async () => {
  await page.getByLabel("Passphrase", { exact: true }).fill(PASSPHRASE);
  await page.getByRole("button", { name: "Open", exact: true }).click();
};
await page.getByRole("heading", { name: "Mainstay is locked" }).waitFor();
await time("from the passphrase to the page, under a lock", () => unlock().then(() => shown(".page-head")));
// A tab that stays open hands the key over, as to a second tab.
const beside = await browser.contexts()[0].newPage();
await beside.goto(address);
await beside.getByLabel("Passphrase", { exact: true }).or(beside.locator("main#main")).first().waitFor();
line("the same under a lock", ...(await durable()), " of 50, 95, 99 %");
await browser.close();
