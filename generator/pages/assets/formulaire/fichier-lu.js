/* A record's file as it is published, cut in three: its front matter, its text, and what stands around them. */
import { Header } from "./entete.js";

const OPENING = /^\ufeff?---[ \t]*(?:\r?\n|$)/;
const CLOSING = /^---[ \t]*\r?$/m;

export class RecordFile {
  /* `schema` is that of its kind, without `$ref`. */
  constructor(text, schema) {
    this.text = text;
    const opening = OPENING.exec(text)?.[0] ?? "";
    const closing = opening ? CLOSING.exec(text.slice(opening.length)) : null;
    const end = opening.length + (closing?.index ?? 0);
    this.opening = opening;
    this.header = new Header(text.slice(opening.length, end), schema);
    this.closing = closing ? /^.*\n?/.exec(text.slice(end))[0] : "";
    this.body = text.slice(end + this.closing.length);
    this.readable = Boolean(closing) && this.header.readable;
  }

  get data() {
    return this.header.data;
  }

  /* The text of the page, as it is typed. */
  get words() {
    return this.body.replace(/\r\n?/g, "\n").trim();
  }

  /* The file where the fields that were read as `before.data` are now `after.data`, and the text `after.text`; null
     where the front matter is written in a manner that cannot be changed in part. */
  corrected(before, after) {
    const header = this.header.changed(before.data, after.data);
    if (header === null) return null;
    return this.opening + header + (before.text === after.text ? this.closing + this.body : this.written(after.text));
  }

  /* The closing line and the text. Lines that stand keep their ends. */
  written(words) {
    const eol = /\r?\n/.exec(this.text)?.[0] ?? "\n";
    const closing = this.closing.endsWith("\n") ? this.closing : this.closing + eol;
    const held = this.body.trim();
    if (!words) return closing;
    if (!held) return `${closing}${eol}${words.replaceAll("\n", eol)}${eol}`;
    const at = this.body.indexOf(held);
    const before = held.split(/(?<=\n)/);
    const after = words.split(/(?<=\n)/);
    const same = (one, other) => one !== undefined && one.replace(/\r?\n$/, "") === other.replace(/\n$/, "") && one.endsWith("\n") === other.endsWith("\n");
    let first = 0;
    while (first < after.length && same(before[first], after[first])) first += 1;
    let last = 0;
    while (last < after.length - first && last < before.length - first && same(before.at(-1 - last), after.at(-1 - last))) last += 1;
    const middle = after.slice(first, after.length - last).map((line) => line.replace(/\n$/, eol));
    const told = [...before.slice(0, first), ...middle, ...(last ? before.slice(-last) : [])].join("");
    return closing + this.body.slice(0, at) + told + this.body.slice(at + held.length);
  }
}
