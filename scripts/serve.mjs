// Serves a folder as a plain static host does: files, 404.html for what is not there, brotli where the browser takes it.
// Usage: node scripts/serve.mjs [folder] [port] [base]
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";

const [folder = "dist", port = "8080", base = "/"] = process.argv.slice(2);
const root = path.resolve(folder);
const types = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

const server = createServer((request, response) => {
  const url = decodeURIComponent(new URL(request.url ?? "/", "http://host").pathname);
  const inside = url.startsWith(base) ? url.slice(base.length) : null;
  let file = inside === null ? null : path.join(root, inside || "index.html");
  const found = file !== null && file.startsWith(root) && existsSync(file) && statSync(file).isFile();
  if (!found) file = path.join(root, "404.html");
  const headers = { "content-type": types[path.extname(file)] ?? "application/octet-stream", "cache-control": "no-cache" };
  if (request.headers["accept-encoding"]?.includes("br") && existsSync(`${file}.br`)) {
    headers["content-encoding"] = "br";
    file += ".br";
  }
  response.writeHead(found ? 200 : 404, headers);
  createReadStream(file).pipe(response);
});
server.listen(Number(port), "127.0.0.1", () => console.log(`Mainstay is at http://127.0.0.1:${port}${base} (Ctrl+C stops it)`));
