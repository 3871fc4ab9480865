// Opens a file that Mainstay has sealed: node open-sealed.mjs plan.mainstay "the passphrase" > plan.json
// The format is in sealed-files.md. Needs Node.js 18 or later and nothing else.
import { createDecipheriv, createHash, scryptSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { inflateRawSync } from "node:zlib";

const [CHUNK, TAG, HEAD] = [65536, 16, 76];
const [path, passphrase] = process.argv.slice(2);
const file = readFileSync(path);
const stop = (reason) => {
  console.error(reason);
  process.exit(1);
};

if (file.subarray(0, 8).toString("latin1") !== "MAINSTAY") stop("This is no sealed file.");
if (file[8] !== 1) stop("This is a version that is not known here.");
const sum = createHash("sha256").update(file.subarray(0, 68)).digest().subarray(0, 8);
if (file.length < HEAD || !sum.equals(file.subarray(68, HEAD))) stop("The head of the file is damaged.");
const cost = { N: 2 ** file[9], r: file[10], p: file[11], maxmem: 2 ** 30 };
const master = scryptSync(passphrase.normalize("NFC"), file.subarray(12, 28), 32, cost);
const key = createHash("sha256").update(master).update(file.subarray(28, 44)).digest();

const open = (nonce, sealed, data) => {
  const cipher = createDecipheriv("chacha20-poly1305", key, nonce, { authTagLength: TAG });
  if (data) cipher.setAAD(data, { plaintextLength: 0 });
  cipher.setAuthTag(sealed.subarray(sealed.length - TAG));
  return Buffer.concat([cipher.update(sealed.subarray(0, sealed.length - TAG)), cipher.final()]);
};
try { open(Buffer.alloc(12, 0xff), file.subarray(52, 68), file.subarray(0, 52)); } catch { stop("This is not its passphrase."); }

const length = Number(file.readBigUInt64BE(44));
const count = Math.max(1, Math.ceil(length / CHUNK));
if (file.length < HEAD + length + count * TAG) stop("The file ends too early.");
if (file.length > HEAD + length + count * TAG) stop("Something was added to the file.");
const chunks = Array.from({ length: count }, (_, number) => {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(number), 3);
  nonce[11] = number + 1 === count ? 1 : 0;
  const at = HEAD + number * (CHUNK + TAG);
  try { return open(nonce, file.subarray(at, Math.min(at + CHUNK + TAG, file.length))); } catch { stop(`The file was changed at byte ${at}.`); }
});
process.stdout.write(inflateRawSync(Buffer.concat(chunks)));
