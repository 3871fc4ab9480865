// The same build at a domain's root and in a sub-folder, on a host that serves 404.html.
import { test as base } from "@playwright/test";
import { expect, ready, watch } from "./mainstay";

for (const home of ["http://127.0.0.1:8081/", "http://127.0.0.1:8082/planner/"]) {
  base(`deep links and reload hold at ${home}`, async ({ page }) => {
    const broken = watch(page, new URL(home).origin);
    await page.goto(home);
    await ready(page);
    await page.getByLabel("Account name").fill("Borealis Rail");
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByRole("heading", { name: "Borealis Rail" })).toBeVisible();
    expect(page.url()).toContain(`${home}accounts/`);
    await expect(page.locator(".save")).toContainText(/^Saved/);
    await page.reload();
    await expect(page.getByRole("heading", { name: "Borealis Rail" })).toBeVisible();
    await page.getByRole("navigation", { name: "Account", exact: true }).getByRole("link", { name: "Risks" }).click();
    await expect(page.getByRole("heading", { name: "Assumptions" })).toBeVisible();
    await page.goBack();
    await expect(page.getByRole("button", { name: "Plan the 30 days" })).toBeVisible();
    await page.goto(`${home}nowhere/at/all`);
    await expect(page.getByRole("heading", { name: "There is nothing at this address" })).toBeVisible();
    expect(broken).toEqual([]);
  });
}
