// Writes a brotli copy beside every text file and every wasm of dist/, and checks the size of the first load.
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

// The target is what the product promises; until it is met, the ceiling keeps the first load from growing.
const TARGET_KB = 350;
const CEILING_KB = 740;
const dist = process.argv[2] ?? "dist";
const firstLoad = /\.(html|css|js|wasm)$/;
const compressible = /\.(html|css|js|wasm|json|svg|webmanifest)$/;

let total = 0;
for (const name of (await readdir(dist)).sort()) {
  if (!compressible.test(name)) continue;
  const bytes = await readFile(path.join(dist, name));
  const compressed = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  await writeFile(path.join(dist, `${name}.br`), compressed);
  if (firstLoad.test(name) && name !== "404.html" && name !== "sw.js") {
    total += compressed.length;
    console.log(`${(bytes.length / 1000).toFixed(1).padStart(8)} kB ${(compressed.length / 1000).toFixed(1).padStart(7)} kB as brotli  ${name}`);
  }
}
console.log(`First load: ${(total / 1000).toFixed(1)} kB as brotli, target ${TARGET_KB} kB, ceiling ${CEILING_KB} kB`);
if (total > CEILING_KB * 1000) {
  console.error("The first load is larger than its ceiling.");
  process.exit(1);
}
