// The storage contract, compiled for the browser, on real IndexedDB.
import { expect, test } from "@playwright/test";

test("IndexedDB keeps the storage contract", async ({ page }) => {
  await page.goto("http://127.0.0.1:8083/");
  await expect(page.locator("#output")).toContainText("test result:", { timeout: 60_000 });
  await expect(page.locator("#output")).toContainText("test result: ok. 1 passed");
});
