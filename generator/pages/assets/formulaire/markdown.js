/* HTML that someone pastes, as Markdown. The page never holds it: it is parsed as data, cleaned, and written. */
import { el, elements, is } from "./arbre.js";
import { fromHtml, gfmFootnoteToMarkdown, gfmTableToMarkdown, toMarkdown, toMdast } from "./bibliotheques/html-en-markdown.js";
import { cleaned } from "./nettoyer.js";

export const parsed = (html) => fromHtml(html);

const NOTES = {
  "note-appel": (_, { properties: { number } }) => ({ type: "footnoteReference", identifier: number, label: number }),
  "note-texte": (state, node) => ({ type: "footnoteDefinition", identifier: node.properties.number, label: node.properties.number, children: state.toFlow(state.all(node)) }),
};

/* {text, told}: the Markdown of a tree, and what it holds, counted. */
export const asMarkdown = (source) => {
  const { tree, images } = cleaned(source);
  const text = written(tree);
  return { tree, text, told: { ...counts(tree), images } };
};

export const counts = (tree) => {
  const all = [...elements(tree)];
  const count = (...tags) => all.filter((one) => is(one, ...tags)).length;
  return { titres: count("h2", "h3", "h4"), listes: count("ul", "ol"), tableaux: count("table"), liens: count("a"), notes: count("note-texte") };
};

/* Items of one paragraph follow each other closely. */
const close = (node) => {
  for (const child of node.children ?? []) close(child);
  if (node.type === "listItem") node.spread = node.children.filter(({ type }) => type === "paragraph").length > 1;
  if (node.type === "list") node.spread = node.children.some(({ spread }) => spread);
};

/* A mark that touches a letter on the side of a sign would be none: a blank is read better than a code. */
const REFERENCE = /(?<!\\)(\*+)?&#x([0-9a-f]{1,6});(?=(\*+)?)/gi;
const spaced = (_, before = "", code, after) => {
  const sign = String.fromCodePoint(Number.parseInt(code, 16));
  return before + (before && /\S/.test(sign) ? " " : "") + (/\s/.test(sign) ? " " : sign) + (after && /\S/.test(sign) ? " " : "");
};

/* The Markdown of a tree that is clean. */
export const written = (tree) => {
  const mdast = toMdast(el("body", tree.children), { handlers: NOTES });
  close(mdast);
  const options = { bullet: "-", emphasis: "*", rule: "-", listItemIndent: "one", extensions: [gfmTableToMarkdown({ tablePipeAlign: false }), gfmFootnoteToMarkdown()] };
  return toMarkdown(mdast, options).replace(/\\\n/g, "\n").replace(REFERENCE, spaced).replace(/[ \t]+$/gm, "").replace(/\n{3,}/g, "\n\n").replace(/\n\n---(?=\n\n\[\^1\]:|$)/, "").trim();
};
