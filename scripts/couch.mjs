// A database server for the tests: PouchDB Server's parts, in memory. It speaks the protocol of Apache CouchDB.
// Usage: node scripts/couch.mjs [port] [--led]. Led, it does what it reads: "down" ends every connection and takes none,
// "up" goes on with what it had, "out NAME" lets a name in no more; and it ends with its input.
import { createServer } from "node:http";
import path from "node:path";
import { createInterface } from "node:readline";
import express from "express";
import couch from "express-pouchdb";
import memory from "pouchdb-adapter-memory";
import PouchDB from "pouchdb-core";

const [port = "5984", led] = process.argv.slice(2);
// Beside the program, not among its files.
const logPath = path.resolve("target", `couch-${port}.log`);
const app = express();
app.use((request, response, next) => {
  response.set({
    "access-control-allow-origin": request.headers.origin ?? "*",
    "access-control-allow-headers": "authorization, content-type",
    "access-control-allow-methods": "GET, PUT, POST",
  });
  if (request.method === "OPTIONS") response.status(204).end();
  else next();
});
const out = new Set();
app.use((request, response, next) => {
  const [name] = Buffer.from(request.headers.authorization?.split(" ")[1] ?? "", "base64").toString().split(":");
  if (out.has(name)) response.status(401).json({ error: "unauthorized", reason: "Name or password is incorrect." });
  else next();
});
app.use(couch(PouchDB.plugin(memory).defaults({ adapter: "memory" }), { mode: "minimumForPouchDB", inMemoryConfig: true, logPath }));

const server = createServer(app);
const connections = new Set();
server.on("connection", (connection) => {
  connections.add(connection);
  connection.on("close", () => connections.delete(connection));
});
const up = () => server.listen(Number(port), "127.0.0.1", () => console.log("up"));
function down() {
  server.close(() => console.log("down"));
  for (const connection of connections) connection.destroy();
}
up();
if (led) {
  const lines = createInterface({ input: process.stdin });
  const does = { down, up, out: (name) => console.log("out", out.add(name).size) };
  lines.on("line", (line) => {
    const [what, name] = line.split(" ");
    does[what]?.(name);
  });
  lines.on("close", () => process.exit(0));
}
