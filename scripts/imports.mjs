// Gives what the program asks of its glue short names. wasm-bindgen names each function by what it does and a number of
// sixteen digits, which no compression can shorten, twice: in the program and in the glue.

/** Under which the program knows its glue. */
const OWN = "g";

/** A reader of the numbers and names of a WebAssembly module. */
function reader(bytes, at = 0) {
  const number = () => {
    let [value, shift] = [0, 0];
    for (;;) {
      const byte = bytes[at++];
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
      shift += 7;
    }
  };
  const take = (length) => bytes.subarray(at, (at += length));
  const limits = () => {
    if (number() & 1) number();
    number();
  };
  return { number, take, limits, text: () => take(number()).toString(), position: () => at };
}

function number(value) {
  const bytes = [];
  for (; value >= 0x80; value = Math.floor(value / 0x80)) bytes.push((value % 0x80) | 0x80);
  return Buffer.from([...bytes, value]);
}

const text = (value) => Buffer.concat([number(Buffer.byteLength(value)), Buffer.from(value)]);

/** The part of an import after its names: what it is. */
function description(bytes, at) {
  const read = reader(bytes, at);
  const kind = read.number();
  if (kind === 1) read.number();
  if (kind === 1 || kind === 2) read.limits();
  else if (kind === 3) read.number(), read.number();
  else read.number();
  return bytes.subarray(at, read.position());
}

/** The program and its glue with short names for what goes between them. */
export function shortenImports(program, glue) {
  const names = new Map();
  const shorten = (name) => {
    if (!/^__wb/.test(name)) return name;
    if (!names.has(name)) names.set(name, `_${names.size.toString(36)}`);
    return names.get(name);
  };
  const read = reader(program, 8);
  const own = /"(\.\/[\w-]+_bg\.js)"\s*:/.exec(glue)?.[1];
  const modules = new Set();
  const sections = [program.subarray(0, 8)];
  while (read.position() < program.length) {
    const id = read.number();
    let content = read.take(read.number());
    if (id === 2) {
      const section = reader(content);
      const imports = [];
      for (let left = section.number(); left > 0; left -= 1) {
        const [module, name] = [section.text(), section.text()];
        const what = description(content, section.position());
        section.take(what.length);
        modules.add(module);
        imports.push(text(module === own ? OWN : module), text(shorten(name)), what);
      }
      content = Buffer.concat([number(imports.length / 3), ...imports]);
    }
    sections.push(Buffer.from([id]), number(content.length), content);
  }
  if (!own || !modules.has(own)) throw new Error("scripts/imports.mjs: the glue offers its functions in a way that is not known");
  // A name is replaced where the glue offers it to the program, and nowhere else.
  const offered = glue.replace(`"${own}"`, `"${OWN}"`).replace(/\b(__wb\w+)(?=\s*:\s*function)/g, (name) => names.get(name) ?? name);
  const missing = [...names].find(([long, short]) => !new RegExp(`\\b${short}\\s*:\\s*function`).test(offered) && glue.includes(long));
  if (missing) throw new Error(`scripts/imports.mjs: the glue offers ${missing[0]} in a way that is not known`);
  return { program: Buffer.concat(sections), glue: offered };
}
