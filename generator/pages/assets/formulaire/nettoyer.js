/* Makes of what word processors and web pages give the plain headings, lists, tables, links and notes that they meant. */
import { attributes, blank, classes, el, elements, hasBlocks, is, isBlock, rewritten, said, style, words } from "./arbre.js";
import { lists } from "./listes.js";
import { notes } from "./notes.js";

const NOTHING = new Set("applet audio base button canvas dialog embed frame frameset head iframe input link math meta noscript object option output param picture script select source style svg template textarea title track video xml".split(" "));
const UNWRAPPED = new Set("abbr article aside big center cite div dl dt dd figure figcaption fieldset font footer form header ins kbd label main mark nav section small span sub sup u var".split(" "));
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ue000-\uf8ff]/g;
const LONGEST_HEADING = 100;

/* The tree of the words that someone pasted or that a document holds, cleaned: {tree, images}, how many were left out. */
export const cleaned = (tree) => {
  let images = 0;
  const kept = rewritten(withoutIdle(tree), (node) => {
    if (is(node, "img") && !String(node.properties.src ?? "").startsWith("piece:")) {
      images += 1;
      return [];
    }
    return [node];
  });
  const listed = rewritten(lists(notes(kept)), marked);
  const whole = rewritten(rewritten(listed, unwrapped), tidied);
  return { tree: levelled(headed({ ...whole, children: paragraphs(whole.children) })), images };
};

/* Comments, scripts, what Word hides from others, what was deleted with changes followed. */
const withoutIdle = (tree) =>
  rewritten(tree, (node) => {
    if (node.type === "text") return [words(node.value.replace(/[\u00a0\u202f]/g, " "))];
    if (node.type !== "element" || NOTHING.has(node.tagName) || is(node, "del", "s", "strike")) return [];
    if (/display\s*:\s*none|mso-hide\s*:\s*all/.test(style(node))) return [];
    return is(node, "html", "body") || node.tagName.includes(":") ? node.children : [node];
  });

/* Bold and italic that a style says; a bold that says nothing; a title that a class says. */
const marked = (node) => {
  if (!("tagName" in node)) return [node];
  const css = style(node);
  const heavy = /font-weight\s*:\s*(?:bold|[6-9]00)/.test(css);
  if (is(node, "h1", "p") && /\b(?:Mso)?Title\b/.test(classes(node))) return [el("h1", node.children, { titre: true })];
  if (is(node, "b", "strong") && /font-weight\s*:\s*(?:normal|[1-4]00)/.test(css)) return node.children;
  if (is(node, "span", "font")) {
    let { children } = node;
    if (/font-style\s*:\s*italic/.test(css)) children = [el("em", children)];
    if (heavy) children = [el("strong", children)];
    return children;
  }
  if (is(node, "p", "div")) {
    const level = /\b(?:MsoHeading|Heading|Titre|heading)[ _-]?([1-6])\b/.exec(classes(node))?.[1] ?? /mso-outline-level\s*:\s*([1-6])/.exec(css)?.[1];
    if (level && !hasBlocks(node)) return [el(`h${level}`, node.children)];
    if (heavy && is(node, "p")) return [{ ...node, children: [el("strong", node.children)] }];
  }
  return [node];
};

const unwrapped = (node, parent) => {
  if (is(node, "a")) return linked(node);
  if (is(node, "br") && is(parent, "td", "th")) return [words(" ")];
  if (is(node, "td", "th")) return [el(node.tagName, inCell(node.children), spans(node))];
  if (is(node, "table")) return table(node);
  if (!("tagName" in node) || !UNWRAPPED.has(node.tagName)) return [node];
  if (is(node, "dt")) return [el("p", [el("strong", node.children)])];
  if (hasBlocks(node)) return paragraphs(node.children);
  return isBlock(node) && node.children.some((one) => !blank(one)) ? [el("p", node.children)] : node.children;
};

/* A link leads to the web or to a mailbox; search engines and mail programs wrap it in an address of theirs. */
const linked = (node) => {
  let href = String(node.properties.href ?? "").trim();
  try {
    const inner = new URL(href).searchParams.get("q") ?? new URL(href).searchParams.get("url");
    if (/^https:\/\/(?:www\.google\.[a-z.]+\/url|[a-z0-9.]*safelinks\.protection\.outlook\.com)/i.test(href) && /^https?:/i.test(inner ?? "")) href = inner;
  } catch {
    return node.children;
  }
  if (!/^(?:https?|mailto):/i.test(href) || !said(node).trim()) return node.children;
  return [el("a", node.children, attributes(["href", href]))];
};

const spans = ({ properties }) => Object.fromEntries(["colSpan", "rowSpan"].filter((name) => properties[name]).map((name) => [name, properties[name]]));

/* A cell holds one line: its paragraphs follow each other. */
const inCell = (children) =>
  children.flatMap((child, rank) => {
    if (!isBlock(child)) return [child];
    const inside = is(child, "ul", "ol") ? child.children.flatMap((item) => [...inCell(item.children ?? []), words(" ; ")]).slice(0, -1) : inCell(child.children);
    return rank && inside.length ? [words(" "), ...inside] : inside;
  });

/* A table of one cell is a frame around a text; without names for its columns, its first row names them. */
const table = (node) => {
  const cells = [...elements(node)].filter((one) => is(one, "td", "th"));
  if (cells.length === 1) return [el("p", cells[0].children)];
  const [first] = [...elements(node)].filter((one) => is(one, "tr"));
  const top = (first?.children ?? []).filter((one) => is(one, "td"));
  if (cells.some((one) => is(one, "th")) || !top.every((one) => said(one).trim())) return [node];
  for (const one of top) one.tagName = "th";
  return [node];
};

/* Blanks stand outside of what is marked; nothing is marked twice, nor is nothing. */
const tidied = (node, parent) => {
  if (node.type === "text") return [words(node.value.replace(INVISIBLE, ""))];
  if (is(node, "b")) return tidied({ ...node, tagName: "strong" }, parent);
  if (is(node, "i")) return tidied({ ...node, tagName: "em" }, parent);
  if (is(node, "strong", "em")) {
    if (/^h[1-6]$/.test(parent.tagName ?? "") || is(parent, node.tagName, "th")) return node.children;
    const text = said(node);
    if (!text.trim()) return node.children;
    const inner = node.children.map((one) => one);
    const [first, last] = [inner[0], inner.at(-1)];
    if (first.type === "text") inner[0] = words(first.value.trimStart());
    if (last.type === "text") inner[inner.length - 1] = words((inner.length === 1 ? inner[0].value : last.value).trimEnd());
    return [...(/^\s/.test(text) ? [words(" ")] : []), el(node.tagName, inner), ...(/\s$/.test(text) ? [words(" ")] : [])];
  }
  if (is(node, "p", "li") && !said(node).trim() && !has(node, "img", "note-appel")) return is(node, "p") ? [] : [node];
  return "children" in node ? [{ ...node, children: joined(node.children) }] : [node];
};

const has = (node, ...tags) => [...elements(node)].some((one) => is(one, ...tags));

/* Two bolds side by side are one. */
const joined = (children) => {
  const found = [];
  for (const child of children) {
    const before = found.at(-1);
    if (is(child, "strong", "em") && is(before, child.tagName)) found[found.length - 1] = { ...before, children: [...before.children, ...child.children] };
    else found.push(child);
  }
  return found;
};

/* What stands between blocks is a paragraph. */
const paragraphs = (children) => {
  const found = [];
  let line = [];
  const end = () => {
    if (line.some((one) => !blank(one))) found.push(el("p", line));
    line = [];
  };
  for (const child of children) {
    if (isBlock(child)) {
      end();
      found.push(child);
    } else line.push(child);
  }
  end();
  return found;
};

/* A short paragraph all in bold, with something after it, is a heading. */
const headed = (tree) => {
  const shown = tree.children.filter((one) => !blank(one));
  const children = shown.map((node, rank) => {
    const parts = (node.children ?? []).filter((one) => !blank(one) && !is(one, "br"));
    const text = said(node).trim();
    const bold = is(node, "p") && parts.length === 1 && is(parts[0], "strong");
    const goes = rank + 1 < shown.length && !is(shown[rank + 1], "table");
    return bold && goes && text.length <= LONGEST_HEADING && !/[.;!,]$/.test(text) ? el("h6", [words(text.replace(/\s*:$/, ""))], { faux: true }) : node;
  });
  return { ...tree, children };
};

/* The first level of a text is the second of the page, and none is jumped over. */
const levelled = (tree) => {
  const real = tree.children.filter((one) => /^h[1-6]$/.test(one.tagName ?? "") && !one.properties.faux);
  const level = ({ tagName, properties }) => (properties.titre ? 0 : Number(tagName[1]));
  const used = [...new Set(real.map(level))].sort();
  let under = 2;
  const children = tree.children.map((node) => {
    if (!/^h[1-6]$/.test(node.tagName ?? "")) return node;
    if (node.properties.faux) return el(`h${used.length ? Math.min(under + 1, 4) : 2}`, node.children);
    under = Math.min(2 + used.indexOf(level(node)), 4);
    return el(`h${under}`, [words(said(node).replace(/\s+/g, " ").trim())]);
  });
  return { ...tree, children: children.filter((one) => !/^h/.test(one.tagName ?? "") || is(one, "hr") || said(one).trim()) };
};
