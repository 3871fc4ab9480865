// Finishes a build, called by trunk after each: splits the program into its parts; puts public/start.js in the place of the
// inline start script, so that the content policy needs no exception; takes the spaces and comments out of scripts and styles;
// seals the build, so that the page and its worker know each of its files to the byte.
import { createHash } from "node:crypto";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { transform } from "esbuild";
import { seal } from "./seal.mjs";
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
const starter = await readFile(path.join(dist, "start.js"), "utf8");
await rm(path.join(dist, "start.js"));
/** The servers that this host allows the page to send sealed rows to: SYNC, addresses parted by spaces. */
function allowed(addresses = "") {
  return addresses.split(/\s+/).filter(Boolean).map((address) => {
    const url = new URL(address);
    const isSafe = url.protocol === "https:" || (url.protocol === "http:" && url.hostname === "127.0.0.1");
    if (!isSafe || url.search || url.hash || url.username || /[;,'"]/.test(address)) {
      throw new Error(`scripts/finish.mjs: SYNC has ${address}, which is no plain address with https`);
    }
    return url.href.replace(/\/?$/, "/");
  });
}

const servers = allowed(process.env.SYNC);
if (servers.length) {
  // The page knows them by this line, and may ask nobody else.
  html = html.replace("connect-src 'self'", ["connect-src 'self'", ...servers].join(" "));
  html = html.replace("</title>", `</title>\n    <meta name="sync" content="${servers.join(" ")}">`);
}

if (release) {
  const inline = /<script type="module"[^>]*>([\s\S]+?)<\/script>/;
  const program = html.match(inline)?.[1].match(/mainstay-app-\w+(?=\.js)/)?.[0];
  if (!program) throw new Error("scripts/finish.mjs: trunk wrote no inline start script to replace");
  const start = starter.replaceAll("PROGRAM", program);
  const name = `start-${hash(start)}.js`;
  await writeFile(path.join(dist, name), start);
  // The glue of the parts is asked for at once: the program's imports it.
  const glue = html.match(/<link rel="modulepreload" href="([^"]*)mainstay-app-\w+\.js"[^>]*>/);
  if (!glue) throw new Error("scripts/finish.mjs: trunk preloads no glue");
  const parts = `<link rel="modulepreload" href="${glue[1]}${program.replace("mainstay-app", "parts")}.js">`;
  html = html.replace(inline, `<script type="module" src="${name}"></script>`).replace(glue[0], `${parts}${glue[0]}`);
  // It would be fetched twice: boot.js asks for it, and proves it.
  html = html.replace(/<link rel="preload"[^>]*_bg\.wasm"[^>]*>/, "");
} else {
  // Live reload needs an inline script and a socket; the policy is checked on the release build.
  html = html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "");
  // Without the start script of the release nothing takes the opening text away.
  html = html.replace(/<div id="starting"[\s\S]*?<\/div>/, "");
}
await writeFile(path.join(dist, "index.html"), html);

if (release) {
  // The service worker stays as it is: its sums are filled into two of its lines.
  for (const name of (await filesBelow(dist)).filter((name) => /\.(js|css)$/.test(name) && name !== "sw.js")) {
    const file = path.join(dist, name);
    const loader = name.endsWith(".css") ? "css" : "js";
    const format = loader === "js" ? "esm" : undefined;
    const { code } = await transform(await readFile(file, "utf8"), { loader, format, minify: true, target: "esnext" });
    await writeFile(file, code);
  }
}

if (release) await seal(dist);
else await writeFile(path.join(dist, "404.html"), html);
