// Measures what the page costs, in one run: time to the first screen, to the sample, and memory. Ratios, not verdicts.
// Usage: CHROMIUM=/path node scripts/bench.mjs [address]
import { chromium } from "@playwright/test";

const address = process.argv[2] ?? "http://127.0.0.1:8080/";
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || undefined, args: ["--no-sandbox", "--enable-precise-memory-info"] });
const page = await browser.newPage();
const time = async (name, act) => {
  const start = performance.now();
  await act();
  const spent = performance.now() - start;
  console.log(`${name.padEnd(40)} ${spent.toFixed(0).padStart(6)} ms`);
  return spent;
};
const shown = (selector) => page.locator(selector).first().waitFor();
const empty = await time("empty workspace, until it can be used", () => page.goto(address).then(() => shown("main#main")));
await time("the sample opens", () => page.getByRole("button", { name: "Open the sample" }).click().then(() => shown(".ag")));
await page.locator(".save", { hasText: /^Saved/ }).waitFor();
const sample = await time("reload with the sample", () => page.reload().then(() => shown(".ag")));
await time("portfolio", () => page.getByRole("link", { name: /^Accounts/ }).first().click().then(() => shown(".port")));
const memory = await page.evaluate(() => performance.memory?.usedJSHeapSize ?? 0);
console.log(`reload with the sample / empty workspace: ${(sample / empty).toFixed(2)}`);
console.log(`JavaScript heap: ${(memory / 1e6).toFixed(1)} MB`);
await browser.close();
