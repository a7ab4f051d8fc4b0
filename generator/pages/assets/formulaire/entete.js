/* Changes fields of a YAML front matter where they stand: each change is a cut of the text, so that the rest stays to
   the byte, comments, order and quotes included. */
import { isMap, isScalar, isSeq, parseDocument } from "./bibliotheques/yaml-lu.js";
import { yaml } from "./fichiers.js";
import { block, written } from "./scalaires.js";
import { alike, common, differing, holds, isGroup, steps } from "./suites.js";

export class Header {
  /* The lines between the two `---`; `schema` says where a number is words, and where a group alone is a list. */
  constructor(text, schema) {
    Object.assign(this, { text, schema });
    this.eol = /\r?\n/.exec(text)?.[0] ?? "\n";
    this.tree = parseDocument(text, { keepSourceTokens: true, maxAliasCount: 0, merge: false });
    this.data = {};
    this.readable = !this.tree.errors.length && (this.tree.contents === null || isMap(this.tree.contents));
    if (!this.readable) return;
    try {
      this.data = conformed(this.tree.contents, this.tree.toJS({ maxAliasCount: 0 }), schema) ?? {};
    } catch {
      this.readable = false;
    }
  }

  /* The header where what the form read as `before` is now `after`. Null where it cannot be said without touching the
     rest. */
  changed(before, after) {
    const names = differing(before, after);
    if (!names.length) return this.text;
    for (const whole of [false, true]) {
      const cuts = new Cuts(this, whole);
      cuts.map(this.tree.contents, before, after, this.schema);
      const text = cuts.applied();
      if (text !== null && this.says(text, after, names)) return text;
    }
    return null;
  }

  /* Whether a text says what is wished, and all else as before. */
  says(text, after, names) {
    const { readable, data } = new Header(text, this.schema);
    if (!readable) return false;
    const rest = (told) => Object.fromEntries(Object.entries(told).filter(([name]) => !names.includes(name)));
    return alike(rest(data), rest(this.data)) && names.every((name) => (Object.hasOwn(after, name) ? holds(data[name], after[name]) : true));
  }
}

/* The cuts to make in the text of a header. With `whole`, a field that differs is written anew from its name on. */
class Cuts {
  constructor({ text, eol }, whole) {
    Object.assign(this, { text, eol, whole, list: [] });
  }

  cut(from, to, text = "") {
    this.list.push({ from, to, text });
  }

  /* Null where two cuts meet. */
  applied() {
    let [out, at] = ["", 0];
    for (const { from, to, text } of this.list.sort((one, other) => one.from - other.from || one.to - other.to)) {
      if (from < at) return null;
      out += this.text.slice(at, from) + text;
      at = to;
    }
    return out + this.text.slice(at);
  }

  start(at) {
    return this.text.lastIndexOf("\n", at - 1) + 1;
  }

  /* Past the line where `at` is. */
  next(at) {
    const end = this.text.indexOf("\n", at);
    return end < 0 ? this.text.length : end + 1;
  }

  /* Where the last sign of a node is over, comments aside. */
  end(node, otherwise) {
    if (!node?.range || (isScalar(node) && node.range[0] === node.range[1])) return otherwise ?? node.range[1];
    if ((isMap(node) || isSeq(node)) && !node.flow) {
      const last = node.items.at(-1);
      return last ? (isMap(node) ? this.end(last.value, last.key.range[1] + 1) : this.end(last, node.range[1])) : node.range[1];
    }
    const end = node.range[1];
    return /^BLOCK/.test(node.type ?? "") && this.text[end - 1] === "\n" ? end - 1 - (this.text[end - 2] === "\r") : end;
  }

  map(node, before, after, schema) {
    if (!isMap(node)) {
      this.cut(this.text.length, this.text.length, this.lines(after, schema, 0));
      return;
    }
    const order = Object.keys(schema?.properties ?? {});
    for (const name of differing(before, after)) {
      const pair = node.items.find(({ key }) => key.value === name);
      const value = Object.hasOwn(after, name) ? after[name] : undefined;
      const part = schema?.properties?.[name];
      if (!pair) this.add(node, { name, value, part, order });
      else if (value === undefined && node.flow) this.drop(node, node.items.indexOf(pair));
      else if (value === undefined) this.leave(node, pair, Object.hasOwn(before, name) ? before[name] : undefined);
      else if (this.whole || !this.value(pair.value, Object.hasOwn(before, name) ? before[name] : undefined, value, { part, flow: node.flow })) this.renew(node, pair, { name, value, part });
    }
  }

  /* Changes a value inside; false where it has to be written anew. */
  value(node, before, after, { part, flow }) {
    if (isMap(node) && isGroup(before) && isGroup(after)) {
      this.map(node, before, after, part);
      return true;
    }
    if (isMap(node) && [before, after].every((one) => Array.isArray(one) && one.length === 1)) return this.value(node, before[0], after[0], { part: part?.items, flow });
    if (isSeq(node) && Array.isArray(before) && Array.isArray(after)) return this.items(node, before, after, part?.items);
    if (!isScalar(node) || !node.range || typeof after === "object" || node.value === null) return false;
    const [from] = node.range;
    const end = this.end(node);
    const lines = /^BLOCK/.test(node.type) && typeof after === "string" ? block(after, this.text.slice(from, end), this.eol) : null;
    this.cut(from, end, lines ?? written(after, node, { flow }));
    return true;
  }

  items(node, before, after, part) {
    const ranks = node.items.length === before.length ? before.map((_, rank) => rank) : ranksOf(node.toJSON(), before);
    if (!ranks) return false;
    const dashes = node.flow ? [] : (node.srcToken?.items ?? []).flatMap(({ start }) => start.filter(({ type }) => type === "seq-item-ind"));
    if (!node.flow && (dashes.length !== node.items.length || dashes.some(({ offset }) => this.text.slice(this.start(offset), offset).trim()))) return false;
    let last = -1;
    for (const { from, to, kept } of steps(before, after, alike)) {
      const rank = from === undefined ? undefined : ranks[from];
      if (to === undefined) this.drop(node, rank, dashes);
      else if (rank === undefined) this.insert(node, { last, value: after[to], dashes, part });
      else if (!kept && !this.value(node.items[rank], before[from], after[to], { part, flow: node.flow })) return false;
      if (rank !== undefined) last = rank;
    }
    return true;
  }

  /* Takes an item of a list away, or a field between brackets. */
  drop(node, rank, dashes) {
    const item = node.items[rank];
    if (!node.flow) {
      this.cut(this.start(dashes[rank].offset), this.next(this.end(item, dashes[rank].offset + 1)));
      return;
    }
    const first = (one) => (one.key ?? one).range[0];
    const over = (one) => (one.key ? this.end(one.value, one.key.range[1] + 1) : one.range[1]);
    const [after, prior] = [node.items[rank + 1], node.items[rank - 1]];
    if (after) this.cut(first(item), first(after));
    else this.cut(prior ? over(prior) : first(item), over(item));
  }

  insert(node, { last, value, dashes, part }) {
    if (node.flow) {
      const text = written(value, node.items[Math.max(last, 0)], { flow: true });
      const at = last < 0 ? node.range[0] + 1 : node.items[last].range[1];
      this.cut(at, at, last < 0 ? text + (node.items.length ? ", " : "") : `, ${text}`);
      return;
    }
    const near = dashes[Math.max(last, 0)].offset;
    const at = last < 0 ? this.start(near) : this.next(this.end(node.items[last], near + 1));
    const indent = near - this.start(near);
    const like = node.items[Math.max(last, 0)];
    const lines = isGroup(value) ? this.lines(value, part, indent + 2) : `${" ".repeat(indent + 2)}${written(value, isScalar(like) ? like : null)}${this.eol}`;
    this.cut(at, at, `${" ".repeat(indent)}- ${lines.slice(indent + 2)}`);
  }

  add(node, { name, value, part, order }) {
    if (node.flow) {
      const last = node.items.at(-1);
      const at = last ? this.end(last.value, last.key.range[1] + 1) : node.range[0] + 1;
      this.cut(at, at, `${last ? ", " : ""}${yaml({ [name]: value }, { flow: true })}`);
      return;
    }
    const rank = order.indexOf(name);
    const prior = node.items.findLast(({ key }) => order.includes(key.value) && order.indexOf(key.value) < rank);
    const [first] = node.items;
    const column = first.key.range[0] - this.start(first.key.range[0]);
    const alone = !this.text.slice(this.start(first.key.range[0]), first.key.range[0]).trim();
    const after = prior ?? (alone ? null : first);
    const at = after ? this.next(this.end(after.value, after.key.range[1] + 1)) : this.start(first.key.range[0]);
    this.cut(at, at, this.lines({ [name]: value }, { properties: { [name]: part } }, column));
  }

  /* Takes a field away, but what the form did not read in it. */
  leave(node, pair, before) {
    if (isMap(pair.value) && isGroup(before) && pair.value.items.some(({ key }) => !Object.hasOwn(before, key.value))) {
      this.map(pair.value, before, {}, null);
      return;
    }
    const from = pair.key.range[0];
    const end = this.next(this.end(pair.value, pair.key.range[1] + 1));
    if (!this.text.slice(this.start(from), from).trim()) {
      this.cut(this.start(from), end);
      return;
    }
    /* On the line of its dash: the field that follows comes there, and the notes between the two go above. */
    const second = node.items[node.items.indexOf(pair) + 1];
    const between = this.text.slice(end, second?.key.range[0] ?? end).split(/(?<=\n)/).filter((line) => line.trim());
    this.cut(this.start(from), this.start(from), between.join(""));
    this.cut(from, second?.key.range[0] ?? end);
  }

  /* Writes a field anew, from its name on. */
  renew(node, pair, { name, value, part }) {
    const from = pair.key.range[0];
    const column = from - this.start(from);
    const lines = this.lines({ [name]: value }, { properties: { [name]: part } }, column).slice(column);
    const end = this.end(pair.value, pair.key.range[1] + 1);
    this.cut(from, end, node.flow ? yaml({ [name]: value }, { flow: true }) : lines.slice(0, -this.eol.length));
  }

  /* A group as lines, its fields in the order of the schema. */
  lines(data, schema, column) {
    return yaml(ordered(data, schema)).replace(/^(?=.)/gm, " ".repeat(column)).replaceAll("\n", this.eol);
  }
}

/* What a node says, as generator/schema/faults.py conforms it: words where the schema asks for words. */
const conformed = (node, value, schema, deep = false) => {
  if (isMap(node)) {
    return Object.fromEntries(node.items.map(({ key, value: held }) => {
      const [name, part] = [String(key.value), schema?.properties?.[key.value]];
      const said = conformed(held, value[name], part, true);
      return [name, !deep && part?.["x-ou-une"] !== undefined && isGroup(said) ? [said] : said];
    }));
  }
  if (isSeq(node)) return node.items.map((item, rank) => conformed(item, value[rank], schema?.items, true));
  return schema?.type === "string" && ["number", "boolean"].includes(typeof value) ? node.source ?? String(value) : value;
};

/* The ranks in a file of the items that the form read: it may leave some out. */
const ranksOf = (held, read) => {
  const pairs = common(held, read, holds);
  return pairs.length === read.length ? pairs.map(([rank]) => rank) : null;
};

const ordered = (data, schema) => {
  if (Array.isArray(data)) return data.map((one) => ordered(one, schema?.items));
  if (!isGroup(data)) return data;
  const order = Object.keys(schema?.properties ?? {});
  const names = [...order.filter((name) => Object.hasOwn(data, name)), ...Object.keys(data).filter((name) => !order.includes(name))];
  return Object.fromEntries(names.map((name) => [name, ordered(data[name], schema?.properties?.[name])]));
};
