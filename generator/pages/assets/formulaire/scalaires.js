/* Writes one value in the place of another in a YAML front matter, in the manner of the one that stood there. */
import { yaml } from "./fichiers.js";

/* What no reader of YAML takes for anything but words. */
const WORDS = /^(?!(?:y|n|yes|no|on|off|true|false|null|oui|non)$)[\p{L}«][^\p{Cc}]*$/iu;
const DAY = /^\d{4}-\d{2}(?:-\d{2})?$/;
const ADDRESS = /^https?:\/\/[\w./%?=&~+-]+$/;
/* Past this a sentence of its own goes to the next line, where those of before did. */
const NARROW = 40;

/* The text of `value` where `node` stands, a scalar or nothing. `flow`: between brackets. */
export const written = (value, node, { flow = false } = {}) => {
  if (typeof value !== "string") return inline(value);
  if (node?.type === "PLAIN" && isPlain(value, flow)) return value;
  if (node?.type === "QUOTE_SINGLE" && !/[\p{Cc}]/u.test(value)) return `'${value.replaceAll("'", "''")}'`;
  return node?.type === "QUOTE_DOUBLE" ? JSON.stringify(value) : inline(value);
};

const isPlain = (value, flow) =>
  (DAY.test(value) || ADDRESS.test(value) || (WORDS.test(value) && !/: | #|:$| $/.test(value))) && !(flow && /[,[\]{}]/.test(value));

/* On one line, as the files that the form writes have it. */
export const inline = (value) => yaml({ v: value }).slice("v: ".length).trimEnd();

/* The lines of a block (`|` or `>`) that says `value`: those of `source`, its header first, give the manner.
   Null where a block cannot say it. */
export const block = (value, source, eol) => {
  const [header, ...lines] = source.split(/\r?\n/);
  const full = lines.filter((line) => line.trim());
  const indent = /^ */.exec(full[0] ?? "")[0];
  const said = value.trimEnd().split("\n");
  if (!indent || /\d/.test(header) || said.some((line) => /^\s|\s$|[\p{Cc}]/u.test(line))) return null;
  const width = Math.max(NARROW, ...full.map((line) => line.length - indent.length));
  const told = header.startsWith(">") ? said.flatMap((line, rank) => [...(rank ? [""] : []), ...folded(line, width)]) : said;
  return [header, ...told.map((line) => (line ? indent + line : ""))].join(eol);
};

const folded = (line, width) => {
  const found = [""];
  for (const word of line.split(" ")) {
    const last = found.at(-1);
    if (last && last.length + 1 + word.length > width) found.push(word);
    else found[found.length - 1] = last ? `${last} ${word}` : word;
  }
  return found;
};
