// Notes of each file of a build what it is, so that whoever fetches it can tell it from anything else: in boot.js the sums of
// the program's parts, in index.html those of scripts and styles, in sw.js those of all. May be run again on its own result.
import { createHash } from "node:crypto";
import { readdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";

const sum = (bytes) => createHash("sha256").update(bytes).digest("base64");
/** Letters of a sum that boot.js carries: 36 bits, against mix-ups and not against an attacker, who could change boot.js too. */
const SHORT = 6;

export async function seal(dist) {
  const read = (name, as) => readFile(path.join(dist, name), as);
  const write = (name, text) => writeFile(path.join(dist, name), text);
  const list = async () => (await readdir(dist)).filter((name) => !name.endsWith(".br")).sort();

  const names = await list();
  const parts = names.filter((name) => name.endsWith(".wasm"));
  const sums = Object.fromEntries(await Promise.all(parts.map(async (name) => [name.replace(/-[^-]*$/, ""), sum(await read(name)).slice(0, SHORT)])));
  const was = names.find((name) => /^boot(-\w+)?\.js$/.test(name));
  const boot = `var SUMS=${JSON.stringify(sums)};\n${(await read(was, "utf8")).replace(/^var SUMS=.*\n/, "")}`;
  const now = `boot-${createHash("sha256").update(boot).digest("hex").slice(0, 16)}.js`;
  await write(was, boot);
  await rename(path.join(dist, was), path.join(dist, now));

  let html = (await read("index.html", "utf8")).replace(/ integrity="[^"]*"/g, "").replace(`src="${was}"`, `src="${now}"`);
  const proofs = new Map();
  for (const name of (await list()).filter((name) => /\.(js|css)$/.test(name))) proofs.set(name, sum(await read(name)));
  html = html.replace(/<(script|link)\b[^>]*?\b(?:src|href)="([^"]+)"[^>]*?(?=\/?>)/g, (tag, _, url) => {
    const proof = proofs.get(url.split("/").pop());
    // Styles that hold nothing up are proved by the worker alone.
    return proof && !tag.includes('media="print"') ? `${tag} integrity="sha256-${proof}"` : tag;
  });
  await write("index.html", html);
  await write("404.html", html);

  const kept = (await list()).filter((name) => !["404.html", "index.html", "sw.js"].includes(name));
  const files = Object.fromEntries(await Promise.all(kept.map(async (name) => [name, sum(await read(name))])));
  files["./"] = sum(html);
  const version = createHash("sha256").update(JSON.stringify(files)).digest("hex").slice(0, 16);
  const worker = await read("sw.js", "utf8");
  for (const line of [/^const VERSION = .*$/m, /^const FILES = .*$/m]) if (!line.test(worker)) throw new Error(`scripts/seal.mjs: sw.js has no line ${line}`);
  await write("sw.js", worker.replace(/^const VERSION = .*$/m, `const VERSION = ${JSON.stringify(version)};`).replace(/^const FILES = .*$/m, () => `const FILES = ${JSON.stringify(files)};`));
}
