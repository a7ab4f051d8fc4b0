/* A text as the site reads it: its blocks as typed, its links, its images, its headings. The tree is micromark's, the
   blocks are those of generator/prose/raw.py. */
import { whyNot } from "./adresses.js";
import { fromMarkdown, gfmFootnote, gfmFootnoteFromMarkdown, gfmTable, gfmTableFromMarkdown } from "./bibliotheques/markdown-lu.js";

/* Stands for what the parser did read: code, a link, an image, a note. */
export const HELD = "\ufffc";
const ALERT = /^\[!(?:note|tip|important|warning|caution)\][ \t]*(?:\n|$)/i;
const TASK = /^\[[ xX]\](?=\s)/;
const URL_TYPED = /(?<![^\s*_~(])(?:https?:\/\/|www\.(?=[\p{L}\p{N}_]))[^\s<]+/giu;
const TRAILING = "?!.,:;*_~'\"";

export const treeOf = (text) => fromMarkdown(text, { extensions: [gfmTable(), gfmFootnote()], mdastExtensions: [gfmTableFromMarkdown(), gfmFootnoteFromMarkdown()] });

/* Every node with those around it, the nearest last. */
export function* nodes(node, around = []) {
  yield [node, around];
  for (const child of node.children ?? []) yield* nodes(child, [...around, node]);
}

export const sourceOf = (text, { position: { start, end } }) => text.slice(start.offset, end.offset);

/* What a reader sees of a node, on one line. */
export const shown = (node) => seen(node).split(/\s+/).filter(Boolean).join(" ");
const seen = (node) => {
  if (node.type === "break") return " ";
  if (node.type === "image" || node.type === "imageReference") return node.alt ?? "";
  return node.value ?? (node.children ?? []).map(seen).join("");
};

export class Reading {
  constructor(text) {
    this.text = text;
    this.tree = treeOf(text);
    this.all = [...nodes(this.tree)];
    this.definitions = new Map(this.of("definition").map((node) => [node.identifier, node]).reverse());
    this.bare = [];
    this.blocks = this.all.filter(([{ type }]) => ["paragraph", "heading", "tableCell"].includes(type)).map(([node, around]) => ({ kind: node.type, text: this.typed(node, around) }));
  }

  of(...types) {
    return this.all.filter(([{ type }]) => types.includes(type)).map(([node]) => node);
  }

  /* {written, text} of each link, bare addresses included. */
  get links() {
    const written = this.of("link", "linkReference").filter((node) => this.address(node) !== null).map((node) => ({ written: this.address(node), text: shown(node) }));
    return [...written, ...this.bare.map((written) => ({ written, text: written }))];
  }

  get images() {
    return this.of("image", "imageReference").filter((node) => this.address(node) !== null).map((node) => ({
      path: this.address(node), alt: shown(node), title: node.title ?? this.definitions.get(node.identifier)?.title ?? "",
    }));
  }

  get headings() {
    return this.of("heading").map((node) => ({ node, text: shown(node), level: node.depth }));
  }

  address({ url, identifier }) {
    return url ?? this.definitions.get(identifier)?.url ?? null;
  }

  typed(node, around) {
    const quoted = around.some(({ type }) => type === "blockquote");
    const [parent] = around.slice(-1);
    const first = parent?.children[0] === node;
    let text = node.children.map((child) => this.piece(child, quoted, false)).join("");
    if (first && parent.type === "blockquote") text = text.replace(ALERT, "");
    if (first && parent.type === "listItem") text = text.replace(TASK, HELD);
    return text;
  }

  piece(node, quoted) {
    if (node.type === "break") return "\n";
    if (node.type === "text") return this.withoutAddresses(sourceOf(this.text, node).replace(quoted ? /\n[ \t>]*/g : /\n[ \t]*/g, "\n"));
    if (["emphasis", "strong", "delete"].includes(node.type)) return node.children.map((child) => this.piece(child, quoted)).join("");
    return HELD;
  }

  withoutAddresses(text) {
    return text.replace(URL_TYPED, (found) => {
      const url = trimmed(found);
      const address = url.slice(0, 8).includes("://") ? url : `http://${url}`;
      if (!["", "signe"].includes(whyNot(address))) return found;
      this.bare.push(address);
      return HELD + found.slice(url.length);
    });
  }
}

/* An address without the punctuation of the sentence, or a closing bracket opened before it. */
const trimmed = (url) => {
  let surplus = url.split(")").length - url.split("(").length;
  let end = url.length;
  while (end) {
    if (url[end - 1] === ")" && surplus > 0) surplus -= 1;
    else if (!TRAILING.includes(url[end - 1])) break;
    end -= 1;
  }
  return url.slice(0, end);
};

/* The anchors of the headings of a text, as generator/prose/slugs.py names them. */
export const anchorsOf = (reading) => {
  const taken = new Map();
  return reading.headings.map(({ node }, rank) => {
    const base = slugOf(node);
    if (!base || base.startsWith("__")) return `Titre-${rank + 1}`;
    let name = base;
    while (taken.has(name)) {
      taken.set(base, taken.get(base) + 1);
      name = `${base}-${taken.get(base)}`;
    }
    taken.set(name, 0);
    return name;
  });
};

const slugOf = (node) => {
  const said = (one) => (one.type === "text" || one.type === "inlineCode" ? one.value : one.type === "image" ? "" : (one.children ?? []).map(said).join(""));
  return [...said(node).toLowerCase()].filter((sign) => /[ \p{L}\p{M}\p{Nd}\p{Nl}\p{Pc}-]/u.test(sign)).join("").replaceAll(" ", "-");
};
