// Chance that is the same for the same seed, and a small workspace to work on.

/** Numbers by chance (mulberry32), the same for the same seed. */
export function chance(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return { next, whole, pick: <T>(all: T[]) => all[whole(0, all.length - 1)], odds: (part: number) => next() < part };
}

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;

export const ACCOUNT = id(1);
export const PEOPLE = [id(11), id(12), id(13)];

/** A workspace with one account and three people, as a file without stamps. */
export function workspaceFile(): string {
  const names = ["Ana Lind", "Priya Nair", "Jo Okafor"];
  const people = PEOPLE.map((person, at) => ({ id: person, account: ACCOUNT, name: names[at] }));
  const records = { accounts: [{ id: ACCOUNT, name: "Borealis Rail", currency: "GBP" }], people };
  return JSON.stringify({ format: "mainstay", version: 6, exportedAt: "2026-11-20T08:00:00.000Z", level: "full", scope: "workspace", records });
}

/** A file that brings many people at once, under names of its own. */
export function manyPeople(round: number, count: number): string {
  const people = Array.from({ length: count }, (_, at) => ({ id: id(round * 1000 + 100_000 + at), account: ACCOUNT, name: `Guest ${round}.${at}`, unit: "imported" }));
  return JSON.stringify({ format: "mainstay", version: 6, exportedAt: "2026-11-20T08:00:00.000Z", level: "full", scope: "workspace", records: { people } });
}
