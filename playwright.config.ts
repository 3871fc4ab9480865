import { defineConfig } from "@playwright/test";

// The release build at a domain's root and in a sub-folder, and the storage contract compiled for the browser.
const storage = "cargo test --target wasm32-unknown-unknown --test storage_idb";

export default defineConfig({
  testDir: "tests/e2e",
  timeout: 90_000,
  expect: { timeout: 10_000 },
  workers: 2,
  reporter: [["list"]],
  use: {
    baseURL: "http://127.0.0.1:8081/",
    locale: "en-GB",
    timezoneId: "Europe/Paris",
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      executablePath: process.env.CHROMIUM || undefined,
      args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic", "--no-first-run"],
    },
  },
  webServer: [
    { command: "node scripts/serve.mjs dist 8081 /", url: "http://127.0.0.1:8081/", reuseExistingServer: !process.env.CI },
    { command: "node scripts/serve.mjs dist-sub 8082 /planner/", url: "http://127.0.0.1:8082/planner/", reuseExistingServer: !process.env.CI },
    { command: "node scripts/couch.mjs 8085", url: "http://127.0.0.1:8085/", reuseExistingServer: !process.env.CI },
    {
      command: storage,
      url: "http://127.0.0.1:8083/",
      timeout: 600_000,
      reuseExistingServer: !process.env.CI,
      env: {
        NO_HEADLESS: "1",
        WASM_BINDGEN_TEST_ADDRESS: "127.0.0.1:8083",
        CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER: ".tools/bin/wasm-bindgen-test-runner",
      },
    },
  ],
});
