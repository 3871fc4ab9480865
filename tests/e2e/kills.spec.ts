// The whole browser is killed at random moments. What was shown as saved is there afterwards, and nothing is half written.
//
//     KILLS=1000 SEEDS=7 npx playwright test kills     more kills, another seed
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium, expect, test, type Page } from "@playwright/test";
import { ACCOUNT, PEOPLE, chance, manyPeople, workspaceFile } from "./chance";
import { choose, ready, saved } from "./mainstay";

const SEEDS = (process.env.SEEDS ?? "1,2").split(",").map(Number);
const KILLS = Math.ceil(Number(process.env.KILLS ?? 100) / SEEDS.length);
const FIELDS = ["title", "unit", "region", "phone", "notes"];
/** How many records an import brings: all of them or none. */
const MANY = 300;

/** A browser of its own on a profile that outlives it. */
class Browser {
  private constructor(
    private readonly process: ChildProcess,
    readonly page: Page,
  ) {}

  static async start(profile: string, executable: string): Promise<Browser> {
    const flags = ["--headless=new", "--no-sandbox", "--remote-debugging-port=0", "--no-first-run", "--disable-background-networking", "--disable-sync", `--user-data-dir=${profile}`, "about:blank"];
    const process = spawn(executable, flags, { detached: true, stdio: ["ignore", "ignore", "pipe"] });
    const address = await new Promise<string>((resolve, reject) => {
      let told = "";
      process.stderr!.on("data", (bytes) => {
        told += bytes;
        const found = /DevTools listening on (ws:\S+)/.exec(told);
        if (found) resolve(found[1]);
      });
      process.on("exit", () => reject(new Error(`the browser did not start: ${told}`)));
    });
    const browser = await chromium.connectOverCDP(address);
    const context = browser.contexts()[0];
    return new Browser(process, context.pages()[0] ?? (await context.newPage()));
  }

  /** Kills all of its processes, as a power cut does. */
  async kill() {
    const gone = new Promise((resolve) => this.process.on("exit", resolve));
    process.kill(-this.process.pid!, "SIGKILL");
    await gone;
  }
}

/**
 * Whether the browser itself has thrown the folder of the whole database away: its own log says that there was none. It happened
 * to Chromium 156 twice in some 600 kills, for reasons that are its own; no page can keep its data from that.
 */
async function hasThrownAway(profile: string) {
  const folder = path.join(profile, "Default", "IndexedDB");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".leveldb"));
  const logs = await Promise.all(names.map((name) => readFile(path.join(folder, name, "LOG"), "utf8")));
  return logs.some((log) => log.includes("since it was missing"));
}

/** Fills an empty workspace. */
async function begin(page: Page, baseURL: string) {
  await page.goto(`${baseURL}data`);
  await ready(page);
  await choose(page, "Choose a file to import", "workspace.json", workspaceFile());
  await page.getByRole("button", { name: /^Apply/ }).click();
  await saved(page);
}

/** What is known of a cell: every text that was begun, and how many of them were shown as saved. */
type Known = { tried: string[]; acked: string };

/** The rows and what is kept beside them; what cannot be read is named. */
function stored(page: Page) {
  return page.evaluate(async (fields) => {
    const wait = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await wait(indexedDB.open("mainstay"));
    const torn: string[] = [];
    const parse = (name: string, text: string) => {
      try {
        return JSON.parse(text);
      } catch {
        torn.push(name);
        return {};
      }
    };
    const rows = await wait<{ id: string; kind: string; body: string; stamps: string }[]>(database.transaction("records").objectStore("records").getAll());
    for (const shelf of ["undo", "history", "peers", "device"]) {
      const values = await wait<unknown[]>(database.transaction(shelf).objectStore(shelf).getAll());
      values.filter((value) => typeof value === "string").forEach((value, at) => parse(`${shelf} ${at}`, value as string));
    }
    database.close();
    const people: Record<string, string> = {};
    let imported = 0;
    for (const row of rows) {
      const [body, stamps] = [parse(row.id, row.body), parse(`stamps of ${row.id}`, row.stamps)];
      if (!Array.isArray(stamps.copies) || !Array.isArray(stamps.at)) torn.push(`stamps of ${row.id}`);
      if (row.kind !== "people") continue;
      if (body.unit === "imported") imported += 1;
      else for (const field of fields) people[`${row.id} ${field}`] = body[field] ?? "";
    }
    return { people, imported, torn, rows: rows.length };
  }, FIELDS);
}

/** Types into fields of the open panel until the browser is gone, and tells what was begun and what was shown as saved. */
async function work(page: Page, person: string, texts: { field: string; text: string; pauses: number[] }[]) {
  await page.evaluate(
    async ({ person, texts, fields }) => {
      const tell = window as unknown as { begun(cell: string, text: string): Promise<void>; isSaved(values: Record<string, string>): void };
      const input = (field: string) => document.getElementById(`${person}-${field}`) as HTMLInputElement;
      const save = document.querySelector(".save")!;
      const look = () => {
        // At the end of a task the page shows what it knows.
        if (save.textContent!.startsWith("Saved")) tell.isSaved(Object.fromEntries(fields.map((field) => [`${person} ${field}`, input(field).value])));
      };
      new MutationObserver(() => setTimeout(look)).observe(save, { subtree: true, childList: true, characterData: true });
      for (const { field, text, pauses } of texts) {
        // It is known here that a text was begun before any of it can be on the disk.
        await tell.begun(`${person} ${field}`, text);
        input(field).focus();
        for (const [at, pause] of pauses.entries()) {
          input(field).value = text.slice(0, Math.ceil((text.length * (at + 1)) / pauses.length));
          input(field).dispatchEvent(new InputEvent("input", { bubbles: true }));
          await new Promise((resolve) => setTimeout(resolve, pause));
        }
        input(field).blur();
      }
    },
    { person, texts, fields: FIELDS },
  );
}

test.describe.configure({ mode: "parallel" });

for (const seed of SEEDS) {
  test(`a browser that is killed ${KILLS} times loses nothing that was shown as saved: seed ${seed}`, async ({ baseURL }, info) => {
    test.setTimeout(60_000 + KILLS * 15_000);
    const executable = process.env.CHROMIUM || chromium.executablePath();
    const { whole, pick, next, odds } = chance(seed);
    const profile = await mkdtemp(path.join(tmpdir(), `mainstay-kills-${info.workerIndex}-`));
    const known = new Map<string, Known>();
    let imports = { begun: 0, acked: 0 };
    let browser = await Browser.start(profile, executable);
    try {
      await begin(browser.page, baseURL!);
      for (let kill = 1; kill <= KILLS; kill += 1) {
        const { page } = browser;
        const person = pick(PEOPLE);
        const isImport = odds(0.15);
        let alive = true;
        if (isImport) {
          await page.goto(`${baseURL}data`);
          await ready(page);
          await choose(page, "Choose a file to import", "many.json", manyPeople(kill, MANY));
          const apply = page.getByRole("button", { name: /^Apply/ });
          await apply.waitFor();
          imports.begun += 1;
          const applying = apply
            .click()
            .then(() => saved(page))
            .then(() => alive && (imports.acked += 1), () => {});
          await Promise.race([applying, new Promise((resolve) => setTimeout(resolve, 150 + next() * 700))]);
        } else {
          await page.exposeFunction("begun", (cell: string, text: string) => known.get(cell)?.tried.push(text));
          await page.exposeFunction("isSaved", (values: Record<string, string>) => {
            for (const [cell, value] of Object.entries(values)) {
              const of = known.get(cell)!;
              of.acked = value;
              const at = of.tried.lastIndexOf(value);
              if (at > 0) of.tried.splice(0, at);
            }
          });
          await page.goto(`${baseURL}accounts/${ACCOUNT}/people?open=${person}`);
          await page.locator(`[id="${person}-title"]`).waitFor({ timeout: 30_000 });
          const here = await stored(page);
          for (const field of FIELDS) known.set(`${person} ${field}`, { tried: [], acked: here.people[`${person} ${field}`] });
          const texts = Array.from({ length: 40 }, (_, at) => ({
            field: pick(FIELDS),
            text: `k${kill}.${at} ${pick(["Head of care", "Chair", "Director of operations"])}`,
            pauses: Array.from({ length: whole(1, 6) }, () => whole(0, 20)),
          }));
          work(page, person, texts).catch(() => {});
          await new Promise((resolve) => setTimeout(resolve, next() * 900));
        }
        alive = false;
        await browser.kill();
        browser = await Browser.start(profile, executable);
        await browser.page.goto(`${baseURL}accounts/${ACCOUNT}/people`);
        await ready(browser.page);
        const found = await stored(browser.page);
        const where = `seed ${seed}, kill ${kill}, of ${isImport ? "an import" : "typing"}, ${found.rows} rows`;
        if (found.rows === 0 && (await hasThrownAway(profile))) {
          console.log(`${where}: the browser has thrown the whole database away, and it is begun anew`);
          await begin(browser.page, baseURL!);
          known.clear();
          imports = { begun: 0, acked: 0 };
          continue;
        }
        expect(found.torn, where).toEqual([]);
        expect(found.imported % MANY, `${where}: an import is all or nothing`).toBe(0);
        expect(found.imported / MANY, `${where}: imports that were shown as saved`).toBeGreaterThanOrEqual(imports.acked);
        expect(found.imported / MANY, where).toBeLessThanOrEqual(imports.begun);
        imports = { begun: found.imported / MANY, acked: found.imported / MANY };
        for (const [cell, { tried, acked }] of known) {
          const holds = found.people[cell];
          const isOnTheWay = tried.some((text) => text.startsWith(holds));
          expect(holds === acked || isOnTheWay, `${where}: ${cell} was shown saved as “${acked}”, and holds “${holds}”`).toBe(true);
          known.set(cell, { tried: [], acked: holds });
        }
      }
    } finally {
      await browser.kill().catch(() => {});
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    }
  });
}
