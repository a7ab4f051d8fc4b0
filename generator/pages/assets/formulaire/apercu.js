/* The page as it will be, near enough to read it again: its title, its summary, its text. Made of elements, one by one. */
import { outside } from "../vers.js";
import { fromMarkdown, gfmFootnote, gfmFootnoteFromMarkdown, gfmTable, gfmTableFromMarkdown } from "./bibliotheques/markdown-lu.js";
import { made } from "./messages.js";

const PLAIN = { blockquote: "blockquote", break: "br", emphasis: "em", listItem: "li", paragraph: "p", strong: "strong", thematicBreak: "hr" };

/* Draws in `box` what `record` says. */
export const draw = (record, box) => {
  const tree = fromMarkdown(record.read().text, { extensions: [gfmTable(), gfmFootnote()], mdastExtensions: [gfmTableFromMarkdown(), gfmFootnoteFromMarkdown()] });
  const page = new Drawing(record.pieces.list);
  const body = page.all(tree);
  const notes = page.notes.length ? [made("hr", {}), filled("ol", page.notes.map((note) => filled("li", page.all(note))))] : [];
  const summary = record.value("resume");
  box.replaceChildren(made("p", { className: "apercu-titre", textContent: record.shown() || record.title }), ...(summary ? [made("p", { className: "apercu-resume", textContent: summary })] : []), ...body, ...notes);
};

class Drawing {
  constructor(pieces) {
    this.pieces = new Map(pieces.map((piece) => [piece.nom, piece]));
    this.notes = [];
    this.numbers = new Map();
  }

  all(node) {
    return node.children.flatMap((child) => this.one(child, node));
  }

  one(node, parent) {
    const { type, value } = node;
    if (type === "text") return [value];
    /* Tags are shown as they are typed: the page does the same. */
    if (type === "html") return [parent.type === "root" ? made("p", { textContent: value }) : value];
    if (type === "inlineCode") return [made("code", { textContent: value })];
    if (type === "code") return [filled("pre", [made("code", { textContent: value })])];
    if (type === "heading") return [filled(`h${Math.min(6, Math.max(2, node.depth))}`, this.all(node))];
    if (type === "list") return [filled(node.ordered ? "ol" : "ul", this.all(node))];
    if (type === "table") return [this.table(node)];
    if (type === "link") return [this.link(node)];
    if (type === "image") return [this.image(node)];
    if (type === "footnoteDefinition") {
      this.notes[this.number(node) - 1] = node;
      return [];
    }
    if (type === "footnoteReference") return [made("sup", { textContent: `[${this.number(node)}]` })];
    if (type === "paragraph" && parent.type === "listItem" && !parent.spread) return this.all(node);
    if (PLAIN[type]) return [filled(PLAIN[type], node.children ? this.all(node) : [])];
    return node.children ? this.all(node) : [];
  }

  number({ identifier }) {
    if (!this.numbers.has(identifier)) this.numbers.set(identifier, this.numbers.size + 1);
    return this.numbers.get(identifier);
  }

  table({ children: [head, ...rows] }) {
    const line = (row, cell) => filled("tr", row.children.map((one) => filled(cell, this.all(one))));
    return filled("table", [filled("thead", [line(head, "th")]), filled("tbody", rows.map((row) => line(row, "td")))]);
  }

  link(node) {
    const known = /^(?:https?|mailto):/i.test(node.url);
    const link = known ? made("a", { href: outside(node.url), target: "_blank", rel: "noopener" }) : made("u", {});
    link.append(...this.all(node));
    return link;
  }

  image({ url, alt, title }) {
    const piece = this.pieces.get(url);
    const figure = made("figure", {});
    if (piece?.octets) {
      const canvas = made("canvas", { role: "img", ariaLabel: alt || url });
      show(piece.octets, canvas);
      figure.append(canvas);
    } else figure.append(made("p", { textContent: `[${alt || url}]` }));
    if (title) figure.append(made("figcaption", { textContent: title }));
    return figure;
  }
}

const filled = (name, children) => {
  const element = made(name, {});
  element.append(...children);
  return element;
};

const show = async (bytes, canvas) => {
  try {
    const bitmap = await createImageBitmap(bytes);
    Object.assign(canvas, { width: bitmap.width, height: bitmap.height }).getContext("2d").drawImage(bitmap, 0, 0);
  } catch (fault) {
    console.warn(fault);
  }
};
