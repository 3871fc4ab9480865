// Random work in two to four tabs against an oracle: what somebody wrote, and nobody who had seen it replaced, stands.
//
//     TABS_STEPS=20000 SEEDS=7,8 npx playwright test tabs     more steps, other seeds
import { choose, expect, ready, saved, test } from "./mainstay";
import type { BrowserContext, Page } from "@playwright/test";
import { chance, workspaceFile, ACCOUNT, PEOPLE } from "./chance";

const SEEDS = (process.env.SEEDS ?? "1,2,3,4").split(",").map(Number);
const STEPS = Math.ceil(Number(process.env.TABS_STEPS ?? 2000) / SEEDS.length);
const FIELDS = ["title", "unit", "region", "phone", "notes"];
const STEPS_KEPT = 200;

/** A value that stands in a cell, with a number for its write. */
type Standing = { value: string; id: number };
/**
 * What a step of undo knows of the cell that it wrote: also what stood beside it already, and what came at the same time, of
 * which the tab may or may not have heard before it wrote.
 */
type Step = { cell: string; before: string; after: string; id: number; replaced: number[]; beside: number[]; mates: number[]; withdrawn: boolean };
/** A tab with the steps that it can take back, and do again. */
type Tab = { page: Page; person: string; done: Step[]; undone: Step[] };

/** What the rows must hold. */
class Oracle {
  readonly cells = new Map<string, Standing[]>();
  private last = 0;

  /** What stands in a cell; nothing is an empty text. */
  standing(cell: string): Standing[] {
    return this.cells.get(cell) ?? [{ value: "", id: 0 }];
  }

  /** Edits that were made at once, each by somebody who saw a value when they began. */
  edit(edits: { tab: Tab; cell: string; seen: string; value: string }[]) {
    for (const cell of new Set(edits.map((edit) => edit.cell))) {
      const here = edits.filter((edit) => edit.cell === cell).map((edit) => ({ ...edit, id: (this.last += 1) }));
      const all = [...this.standing(cell), ...here];
      const replaced = new Set<number>();
      for (const { tab, seen, value, id } of here) {
        const ids = all.filter((stands) => stands.value === seen && stands.id !== id).map((stands) => stands.id);
        ids.forEach((id) => replaced.add(id));
        tab.undone = [];
        const beside = this.standing(cell).map((stands) => stands.id).filter((other) => !ids.includes(other));
        const mates = here.map((other) => other.id).filter((other) => other !== id);
        tab.done.push({ cell, before: seen, after: value, id, replaced: ids, beside, mates, withdrawn: false });
        tab.done.splice(0, tab.done.length - STEPS_KEPT);
      }
      this.cells.set(cell, all.filter((stands) => !replaced.has(stands.id)).map(({ value, id }) => ({ value, id })));
    }
  }

  /**
   * A step is taken back, or done again: it puts back what stood before, also beside what stood there then; withdraws its own
   * where something has come beside it since; or leaves the cell alone.
   */
  turn(tab: Tab, from: Step[], to: Step[], found: Record<string, string[]>) {
    const step = from.pop();
    if (step === undefined) return;
    const { cell } = step;
    const standing = this.standing(cell);
    const id = (this.last += 1);
    if (step.withdrawn) {
      this.cells.set(cell, [...standing, { value: step.after, id }]);
      to.push({ ...step, id, withdrawn: false });
      if (to === tab.done) to.splice(0, to.length - STEPS_KEPT);
      return;
    }
    if (!standing.some((stands) => stands.id === step.id)) return;
    const others = standing.filter((stands) => stands.id !== step.id);
    const isAlone = others.every((stands) => stands.value === step.after);
    const back = [...(isAlone ? [] : others), { value: step.before, id }];
    const isKnown = others.every((stands) => step.beside.includes(stands.id));
    const mayBeKnown = others.every((stands) => [...step.beside, ...step.mates].includes(stands.id));
    const values = (standing: Standing[]) => JSON.stringify(standing.map((stands) => stands.value).sort());
    if (isAlone || isKnown || (mayBeKnown && values(back) === JSON.stringify(found[cell]))) {
      this.cells.set(cell, back);
      for (const other of [...tab.done, ...tab.undone]) {
        if (other.cell === cell && step.replaced.includes(other.id)) other.id = id;
      }
      const replaced = isAlone ? standing.map((stands) => stands.id) : [step.id];
      const beside = back.map((stands) => stands.id).filter((other) => other !== id);
      to.push({ cell, before: step.after, after: step.before, id, replaced, beside, mates: [], withdrawn: false });
    } else {
      this.cells.set(cell, standing.filter((stands) => stands.id !== step.id));
      to.push({ ...step, withdrawn: true });
    }
    if (to === tab.done) to.splice(0, to.length - STEPS_KEPT);
  }
}

/** What stands in each text cell of the people, as the database holds it. */
function stored(page: Page): Promise<Record<string, string[]>> {
  return page.evaluate(async (fields) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open("mainstay");
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const rows = await new Promise<{ id: string; kind: string; body: string; stamps: string }[]>((resolve, reject) => {
      const request = database.transaction("records").objectStore("records").getAll();
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    database.close();
    const cells: Record<string, string[]> = {};
    for (const row of rows.filter((row) => row.kind === "people")) {
      const [body, stamps] = [JSON.parse(row.body), JSON.parse(row.stamps)];
      for (const field of fields) {
        const shown = body[field] ?? "";
        // An entry is a copy, a clock, and the value unless it is the one that is shown.
        const entries: unknown[][] = stamps.cells?.[field] ?? [[0, 0]];
        cells[`${row.id} ${field}`] = entries.map((entry) => String((entry.length > 2 ? entry[2] : shown) ?? "")).sort();
      }
    }
    return cells;
  }, FIELDS);
}

/** Types into a field as a person does, and tells what was in it when they began. */
function type(tab: Tab, field: string, value: string, pauses: number[]): Promise<string> {
  return tab.page.evaluate(
    async ({ id, value, pauses }) => {
      const input = document.getElementById(id) as HTMLInputElement | null;
      if (input === null) throw new Error(`there is no field ${id}`);
      input.focus();
      const seen = input.value;
      for (const [at, pause] of pauses.entries()) {
        input.value = value.slice(0, Math.ceil((value.length * (at + 1)) / pauses.length));
        input.dispatchEvent(new InputEvent("input", { bubbles: true }));
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
      input.blur();
      return seen;
    },
    { id: `${tab.person}-${field}`, value, pauses },
  );
}

const press = (page: Page, key: string) =>
  page.evaluate((key) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, ctrlKey: true, bubbles: true })), key);

async function open(context: BrowserContext, base: string, person: string): Promise<Tab> {
  const page = await context.newPage();
  await page.goto(`${base}accounts/${ACCOUNT}/people?open=${person}`);
  await ready(page);
  await page.locator(`[id="${person}-title"]`).waitFor();
  return { page, person, done: [], undone: [] };
}

/** Waits until every tab has saved what it has and heard what the others have. */
async function settled(tabs: Tab[]) {
  for (const { page } of tabs) await saved(page);
  for (const { page } of tabs) await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 20)));
  for (const { page } of tabs) await saved(page);
}

test.describe.configure({ mode: "parallel" });

for (const seed of SEEDS) {
  test(`random work in several tabs loses nothing: seed ${seed}, ${STEPS} steps`, async ({ page, context, baseURL }) => {
    test.setTimeout(60_000 + STEPS * 1_500);
    const { whole, pick, odds } = chance(seed);
    await page.goto("./");
    await ready(page);
    await page.getByRole("link", { name: "Data and backups" }).click();
    await choose(page, "Choose a file to import", "workspace.json", workspaceFile());
    await page.getByRole("button", { name: /^Apply/ }).click();
    await saved(page);
    await page.close();
    const oracle = new Oracle();
    let tabs: Tab[] = [];
    for (let at = 0; at < 2 + (seed % 3); at += 1) tabs.push(await open(context, baseURL!, pick(PEOPLE)));
    const check = async (what: string) => {
      const found = await stored(tabs[0].page);
      for (const [cell, standing] of oracle.cells) {
        expect(found[cell], `${what}: ${cell}`).toEqual(standing.map((stands) => stands.value).sort());
      }
    };
    for (let step = 1; step <= STEPS; step += 1) {
      const what = `seed ${seed}, step ${step}`;
      const act = whole(1, 100);
      const tab = pick(tabs);
      if (act <= 60) {
        const count = act <= 25 ? 1 : Math.min(tabs.length, whole(2, 3));
        const cellOfAll = odds(0.6) ? { person: pick(PEOPLE), field: pick(FIELDS) } : null;
        const who = [...tabs].sort(() => whole(-1, 1)).slice(0, count);
        for (const one of who) if (cellOfAll !== null) await show(one, cellOfAll.person);
        const edits = await Promise.all(
          who.map(async (one, at) => {
            const field = cellOfAll?.field ?? pick(FIELDS);
            const value = `${"abcd"[tabs.indexOf(one)]}${step}.${at} ${pick(["Head", "Chair", "Director"])}`;
            const pauses = Array.from({ length: whole(1, 5) }, () => whole(0, 25));
            const seen = await type(one, field, value, pauses);
            return { tab: one, cell: `${one.person} ${field}`, seen, value };
          }),
        );
        oracle.edit(edits);
      } else if (act <= 75) {
        await press(tab.page, "z");
        await settled(tabs);
        oracle.turn(tab, tab.done, tab.undone, await stored(tab.page));
      } else if (act <= 83) {
        await press(tab.page, "y");
        await settled(tabs);
        oracle.turn(tab, tab.undone, tab.done, await stored(tab.page));
      } else if (act <= 93) {
        await show(tab, pick(PEOPLE));
      } else if (act <= 97) {
        await tab.page.reload();
        await ready(tab.page);
        await tab.page.locator(`[id="${tab.person}-title"]`).waitFor();
        await undoIsKnown(tab);
      } else {
        // What a tab can take back that is closed goes to the next one.
        await tab.page.close();
        tabs = tabs.filter((one) => one !== tab);
        const next = { ...(await open(context, baseURL!, pick(PEOPLE))), done: tab.done, undone: tab.undone };
        tabs.push(next);
        await undoIsKnown(next);
      }
      await settled(tabs);
      await check(what);
    }
    // At last all tabs show the same, and ask about the same.
    for (const person of PEOPLE) {
      const shown: unknown[] = [];
      for (const tab of tabs) {
        await show(tab, person);
        shown.push(
          await tab.page.evaluate(
            ({ person, fields }) => ({
              values: fields.map((field) => (document.getElementById(`${person}-${field}`) as HTMLInputElement).value),
              asked: [...document.querySelectorAll("aside.panel [role=group] .stands button")].map((button) => button.textContent).sort(),
            }),
            { person, fields: FIELDS },
          ),
        );
      }
      for (const other of shown) expect(other, `seed ${seed}: what tabs show of ${person}`).toEqual(shown[0]);
    }
  });
}

/** Opens the panel of another person, by a link as the page has them. */
async function show(tab: Tab, person: string) {
  await tab.page.evaluate((href) => {
    const link = Object.assign(document.createElement("a"), { href });
    document.body.append(link);
    link.click();
    link.remove();
  }, `accounts/${ACCOUNT}/people?open=${person}`);
  await tab.page.locator(`[id="${person}-title"]`).waitFor();
  tab.person = person;
}

/** Waits until a tab that was opened knows what it can take back. */
async function undoIsKnown(tab: Tab) {
  if (tab.done.length > 0) await expect(tab.page.getByRole("button", { name: /^Undo/ }).first()).toBeEnabled();
}
