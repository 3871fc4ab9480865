// Writes a brotli copy beside every text file and every wasm of dist/, and checks the size of the first load.
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const LIMIT_KB = 350;
const dist = process.argv[2] ?? "dist";
// What the first screen waits for: not the parts that are loaded when they are first used, nor what the browser fetches
// later, nor the styles of parts, of documents and of print, which it fetches beside it (`media="print"` in index.html).
const firstLoad = (name) =>
  /\.(html|css|js|wasm)$/.test(name) && !/^((chunk|part)_|(parts|documents|print)-[0-9a-f]+\.css|404\.html$|(sw|recovery)\.js$)/.test(name);
const compressible = /\.(html|css|js|wasm|json|svg|webmanifest)$/;

let first = 0;
let later = 0;
for (const name of (await readdir(dist)).sort()) {
  if (!compressible.test(name)) continue;
  const bytes = await readFile(path.join(dist, name));
  const compressed = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  await writeFile(path.join(dist, `${name}.br`), compressed);
  if (firstLoad(name)) first += compressed.length;
  else if (name.endsWith(".wasm")) later += compressed.length;
  else continue;
  console.log(`${kilobytes(bytes.length)} ${kilobytes(compressed.length)} as brotli  ${firstLoad(name) ? "first" : "later"}  ${name}`);
}
console.log(`First load: ${kilobytes(first)} as brotli, at most ${LIMIT_KB} kB. Parts loaded on demand: ${kilobytes(later)}.`);
if (first > LIMIT_KB * 1000) {
  console.error("The first load is larger than its limit: see the section Size of ARCHITECTURE.md.");
  process.exit(1);
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1).padStart(7)} kB`;
}
