// Finishes a build, called by trunk after each: splits the program into its parts; moves the inline start script into a
// file, so that the content policy needs no exception; takes the spaces and comments out of scripts and styles; tells the service
// worker its files; writes 404.html for hosts that serve it for deep links.
import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { transform } from "esbuild";
import { split } from "./split.mjs";

const dist = process.env.TRUNK_STAGING_DIR;
const release = process.env.TRUNK_PROFILE === "release";

const hash = (text) => createHash("sha256").update(text).digest("hex").slice(0, 16);

async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name))).sort();
}

await split(dist, release);

let html = await readFile(path.join(dist, "index.html"), "utf8");
if (release) {
  const inline = /<script type="module"[^>]*>([\s\S]+?)<\/script>/;
  const start = html.match(inline)?.[1];
  if (!start) throw new Error("scripts/finish.mjs: trunk wrote no inline start script to move");
  const name = `start-${hash(start)}.js`;
  await writeFile(path.join(dist, name), start.trim() + "\n");
  html = html.replace(inline, `<script type="module" src="${name}"></script>`);
} else {
  // Live reload needs an inline script and a socket; the policy is checked on the release build.
  html = html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "");
}
await writeFile(path.join(dist, "index.html"), html);
await writeFile(path.join(dist, "404.html"), html);

if (release) {
  for (const name of (await filesBelow(dist)).filter((name) => /\.(js|css)$/.test(name))) {
    const file = path.join(dist, name);
    const loader = name.endsWith(".css") ? "css" : "js";
    // The service worker is a script of the old kind, and its names are filled in below.
    const format = loader === "js" && name !== "sw.js" ? "esm" : undefined;
    const { code } = await transform(await readFile(file, "utf8"), { loader, format, minify: name !== "sw.js", target: "esnext" });
    await writeFile(file, code);
  }
}

const cached = (await filesBelow(dist)).filter((file) => !["404.html", "sw.js"].includes(file));
const contents = await Promise.all(cached.map((file) => readFile(path.join(dist, file))));
const version = hash(Buffer.concat(contents));
const worker = await readFile(path.join(dist, "sw.js"), "utf8");
const filled = worker.replace('"BUILD_VERSION"', JSON.stringify(version)).replace('["BUILD_FILES"]', JSON.stringify(release ? cached : []));
await writeFile(path.join(dist, "sw.js"), filled);
