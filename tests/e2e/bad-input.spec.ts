// Bad input: each with a clear message, the place, and nothing changed.
import { add, choose, expect, openSample, test } from "./mainstay";

const ID = "0199aaaa-0000-7000-8000-000000000001";
const file = (records: object, more: object = {}) => JSON.stringify({ format: "mainstay", version: 1, level: "full", scope: "workspace", records, ...more });

const FILES: [string, string, string | Buffer, RegExp][] = [
  ["not JSON", "x.json", "hello", /no complete JSON file.*line 1/],
  ["truncated JSON", "x.json", '{"format": "mainstay", "vers', /no complete JSON file.*EOF/],
  ["100,000 open brackets", "x.json", "[".repeat(100_000), /no complete JSON file.*recursion limit/],
  ["invalid UTF-8", "x.json", Buffer.from([0x7b, 0xff, 0xfe]), /byte 1 is not UTF-8/],
  ["another format", "x.json", '{"format": "other"}', /does not come from Mainstay/],
  ["duplicate ids", "x.json", file({ accounts: [{ id: ID, name: "A" }, { id: ID, name: "B" }] }), /records\.accounts\[1\].*that of records\.accounts\[0\]/],
  ["a newer version", "x.json", file({}, { version: 9 }), /A newer Mainstay wrote this file \(version 9/],
  ["an unknown field", "x.json", file({ accounts: [{ id: ID, name: "A", colour: "red" }] }), /records\.accounts\[0\]\.colour.*no such field/],
  ["money out of range", "x.json", file({ accounts: [{ id: ID, name: "A", turnover: { amount: "99999999999999999", currency: "EUR" } }] }), /records\.accounts\[0\]\.turnover.*larger than Mainstay can hold/],
  ["a date that does not exist", "x.json", file({ accounts: [{ id: ID, name: "A", customerSince: "2026-02-30" }] }), /records\.accounts\[0\]\.customerSince/],
  ["a CSV with an unclosed quote", "x.csv", 'account,sector\nA,"b\nC,d\n', /line 2 and never closes/],
  ["a CSV without rows", "x.csv", "account,sector\n", /no row under its head/],
  ["a spreadsheet", "x.csv", Buffer.from("PK\x03\x04\x00\x00\x00"), /This is no text/],
];

test("a file that cannot be read is refused with the place and the reason, and nothing changes", async ({ mainstay: page }) => {
  await page.goto("data");
  for (const [name, fileName, content, message] of FILES) {
    await choose(page, "Choose a file to import", fileName, content);
    await expect(page.getByRole("alert").filter({ hasText: message }), name).toBeVisible();
  }
  await expect(page.getByText("0 accounts and 0 records in all.")).toBeVisible();
  await expect(page.locator(".save")).toHaveText("Nothing to save yet");
});

test("a byte-order mark does no harm", async ({ mainstay: page }) => {
  await page.goto("data");
  await choose(page, "Choose a file to import", "x.json", "\ufeff" + file({ accounts: [{ id: ID, name: "Borealis" }] }));
  await expect(page.getByRole("button", { name: "Apply 1 change" })).toBeVisible();
});

test("a file of 200 MB is refused before it is read", async ({ mainstay: page }) => {
  await page.goto("data");
  await expect(page.getByText("Choose a file to import")).toBeVisible();
  await page.evaluate(() => {
    const input = document.getElementById("import-file") as HTMLInputElement;
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(200_000_000)], "large.csv"));
    input.files = transfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  await expect(page.getByRole("alert").filter({ hasText: "“large.csv” has 200 MB; Mainstay reads files up to 64 MB." })).toBeVisible();
});

test("a form says at the field what is missing or wrong, and keeps what was typed", async ({ mainstay: page }) => {
  await openSample(page);
  await page.getByRole("link", { name: /Aurelia Hospitals/ }).first().click();
  await page.getByRole("button", { name: "Add action" }).click();
  const dialog = page.getByRole("dialog", { name: "New action" });
  await dialog.getByRole("button", { name: "Add action" }).click();
  await expect(dialog.getByText("Action is missing")).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("link", { name: "Edit the account" }).click();
  await page.getByLabel("Employees").fill("many");
  await expect(page.getByText("A whole number from 0 to 10000000")).toBeVisible();
  await expect(page.getByLabel("Employees")).toHaveValue("many");
});

test("markup and right-to-left characters in a name are text everywhere", async ({ mainstay: page }) => {
  const name = '<img src=x onerror="alert(1)"> «שלום»';
  await page.getByRole("link", { name: "Accounts" }).first().click();
  await page.getByRole("button", { name: "New account" }).click();
  await add(page, "account", { Name: name });
  await expect(page.getByRole("heading", { name })).toBeVisible();
  await page.getByRole("link", { name: "Brief" }).click();
  await expect(page.locator(".a4")).toContainText(name);
});
