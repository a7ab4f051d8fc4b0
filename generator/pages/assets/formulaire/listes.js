/* Lists that a word processor wrote as paragraphs: Word's own classes, a bullet and a tab, a number and a tab. */
import { classes, el, is, rewritten, said, style, words } from "./arbre.js";

const BULLET = /^\s*[•·▪◦‣●○■□➢➤✓✔§\uf0a7\uf0b7\uf0d8\u2013\u2014-]\s*(?:\t| {2,}| (?=\S))/;
const OWN_BULLET = /^\s*(?:[•·▪◦‣●○■□➢➤✓✔\uf0a7\uf0b7\uf0d8]\s*|[-\u2013\u2014o§]\s*(?:\t| {2,}))/;
const NUMBER = /^\s*(?:\(?[0-9]{1,2}|[a-z]|[ivx]{1,4})[.)]\s*(?:\t| {2,})/i;

/* The tree where such paragraphs are lists. */
export const lists = (tree) => rewritten({ ...tree, children: gathered(tree.children) }, (node) => [node.children ? { ...node, children: gathered(node.children) } : node]);

const gathered = (children) => {
  const found = [];
  let run = [];
  const end = () => {
    found.push(...(run.length ? nested(run) : []));
    run = [];
  };
  const shown = children.filter((one) => one.type !== "text" || one.value.trim());
  for (const child of children) {
    const item = is(child, "p", "div") && itemOf(child, run, shown);
    if (item) run.push(item);
    else if (!(run.length && child.type === "text" && !child.value.trim())) {
      end();
      found.push(child);
    }
  }
  end();
  return found;
};

/* {level, ordered, children} of a paragraph that is an item, null for any other. */
const itemOf = (node, run, around) => {
  const css = style(node);
  const word = /mso-list\s*:\s*l\d+\s+level(\d+)/.exec(css);
  const text = said(node);
  if (word) {
    const ignored = markOf(node);
    return { level: Number(word[1]), ordered: /[0-9a-z]{1,4}[.)]/i.test(ignored) && !/^\s*o\s*$/.test(ignored), children: withoutMark(node, ignored) };
  }
  const own = OWN_BULLET.exec(text) ?? NUMBER.exec(text);
  const plain = own ?? (BULLET.test(text) && company(node, run, around) ? BULLET.exec(text) : null);
  if (!plain || /MsoFootnote/.test(classes(node))) return null;
  const level = 1 + Math.min(5, Math.round(Number(/margin-left\s*:\s*([0-9.]+)(?:pt|px)/.exec(css)?.[1] ?? 0) / 36));
  return { level, ordered: NUMBER.test(plain[0]) && !/^\s*o\s/.test(plain[0]), children: cut(node.children, plain[0].length) };
};

/* A dash alone is how someone speaks: two in a row are a list. */
const company = (node, run, around) => run.length > 0 || BULLET.test(said(around[around.indexOf(node) + 1] ?? words("")));

/* What Word hides from other programs: the bullet, its blanks. */
const markOf = (node) => {
  for (const child of node.children ?? []) {
    if (/mso-list\s*:\s*ignore/.test(style(child))) return said(child);
    const inside = markOf(child);
    if (inside) return inside;
  }
  return /^\s*(?:[^\p{L}\p{N}]|o|\(?[0-9a-z]{1,4}[.)])\s+/iu.exec(said(node))?.[0] ?? "";
};

const withoutMark = (node, mark) => {
  const whole = said(node);
  const at = mark && whole.startsWith(mark) ? 0 : whole.indexOf(mark);
  return at === 0 || (at > 0 && !whole.slice(0, at).trim()) ? cut(node.children, at + mark.length) : node.children;
};

/* The nodes without their first `length` characters. */
const cut = (children, length) => {
  const found = [];
  let left = length;
  for (const child of children) {
    const long = said(child).length;
    if (!left) found.push(child);
    else if (left < long) {
      found.push(child.type === "text" ? words(child.value.slice(left).trimStart()) : { ...child, children: cut(child.children, left) });
      left = 0;
    } else left -= long;
  }
  return found;
};

const nested = (items) => {
  const found = [];
  for (let at = 0; at < items.length; ) {
    const { level, ordered } = items[at];
    const list = el(ordered ? "ol" : "ul", []);
    for (; at < items.length && items[at].level >= level; ) {
      if (items[at].level === level && items[at].ordered !== ordered) break;
      if (items[at].level > level) {
        let end = at;
        while (end < items.length && items[end].level > level) end += 1;
        list.children.at(-1).children.push(...nested(items.slice(at, end)));
        at = end;
      } else {
        list.children.push(el("li", items[at].children));
        at += 1;
      }
    }
    found.push(list);
  }
  return found;
};
