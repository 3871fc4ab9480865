// Splits the compiled program into the chunks that `src/ui/chunks.rs` names, so that the first screen waits only for what it
// shows. Trunk has no such step: this one takes the program as the compiler left it, and replaces what trunk wrote of it.
import { execFileSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { shortenImports } from "./imports.mjs";

const FEATURES = ["bulk-memory", "nontrapping-float-to-int", "sign-ext", "mutable-globals", "multivalue", "reference-types"];

// The linker puts the stack first, so that nothing else is at the lowest addresses (`--low-memory-unused`).
// Warnings about custom sections are no news; errors are.
const run = (tool, ...args) => execFileSync(tool, args, { stdio: ["ignore", "inherit", "pipe"] });

/** Writes the parts into `dist`, named after the program that trunk put there. */
export async function split(dist, release) {
  const program = (await readdir(dist)).find((name) => /^mainstay-app-\w+\.js$/.test(name))?.replace(/\.js$/, "");
  if (!program) throw new Error("scripts/split.mjs: trunk wrote no program to split");
  const compiled = path.join(process.env.CARGO_TARGET_DIR ?? "target", "wasm32-unknown-unknown", release ? "release" : "debug", "mainstay-app.wasm");
  const work = await mkdtemp(path.join(tmpdir(), "mainstay-split-"));
  try {
    run("wasm-split-cli", compiled, work, "--target", "web", "--out-name", program);
    run("wasm-bindgen", path.join(work, `${program}.wasm`), "--target", "web", "--no-typescript", "--keep-lld-exports", "--out-dir", work, "--out-name", program);
    await rm(path.join(work, `${program}.wasm`));

    const [glue, bare] = [path.join(work, `${program}.js`), path.join(work, `${program}_bg.wasm`)];
    const short = shortenImports(await readFile(bare), await readFile(glue, "utf8"));
    await Promise.all([writeFile(glue, short.glue), writeFile(bare, short.program)]);

    const stamp = program.replace("mainstay-app-", "");
    const parts = (await readdir(work)).filter((name) => /^(split|chunk)_\w+\.wasm$/.test(name));
    const names = new Map(parts.map((name) => [name, name.replace(/^split_/, "part_").replace(".wasm", `-${stamp}.wasm`)]));
    names.set("__wasm_split.js", `parts-${stamp}.js`);
    for (const script of [`${program}.js`, "__wasm_split.js"]) {
      const file = path.join(work, script);
      let text = await readFile(file, "utf8");
      // Only where a file is asked for: in the program's table of imports the same words are names.
      for (const [from, to] of names) text = text.replaceAll(`from "./${from}"`, `from "./${to}"`).replaceAll(`URL("./${from}"`, `URL("./${to}"`);
      // boot.js fetches a part, proves it and tries again.
      if (release && script === "__wasm_split.js") {
        const asked = text.replaceAll("fetch(new URL(", "self.mainstay.part(new URL(");
        if (asked === text) throw new Error("scripts/split.mjs: the glue fetches its parts in a way that is not known");
        text = asked;
      }
      await writeFile(file, text);
    }
    for (const name of await readdir(work)) {
      const from = path.join(work, name);
      const to = path.join(dist, names.get(name) ?? name);
      if (release && name.endsWith(".wasm")) run("wasm-opt", "-Oz", "--flatten", "--rereloop", "-Oz", "--converge", "--low-memory-unused", "--strip-producers", "--strip-target-features", ...FEATURES.map((feature) => `--enable-${feature}`), from, "-o", to);
      else await writeFile(to, await readFile(from));
    }
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
