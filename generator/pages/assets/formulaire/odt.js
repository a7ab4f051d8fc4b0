/* The text of a LibreOffice document (.odt) as a tree of HTML: its headings, lists, tables, links, notes, pictures and
   bold words. */
import { attributes, el, words } from "./arbre.js";

const name = (node, part) => node.getAttribute?.(part) ?? "";
const children = (node) => Array.from(node.childNodes ?? []);

/* `content` is the root of content.xml, `named` that of styles.xml where there is one. `picture` gives the address of one
   by its name in the document; nothing where it has no such picture. */
export const treeOf = (content, named, picture) => {
  const body = content.getElementsByTagName("office:text")[0];
  const reading = { bold: styles(content), numbered: numbered([named, content]), picture, notes: [], boxes: [] };
  return el("body", [...(body ? flow(body, reading) : []), ...reading.notes]);
};

/* What each style of the document makes of words. */
const styles = (content) => {
  const found = new Map();
  for (const one of Array.from(content.getElementsByTagName("style:style"))) {
    const [text] = Array.from(one.getElementsByTagName("style:text-properties"));
    const css = [];
    if (text && name(text, "fo:font-weight") === "bold") css.push("font-weight:bold");
    if (text && name(text, "fo:font-style") === "italic") css.push("font-style:italic");
    const parent = name(one, "style:parent-style-name");
    found.set(name(one, "style:name"), { css: css.join(";"), title: parent === "Title" });
  }
  return found;
};

/* The levels of each style of list that are numbered: `{style} {level}`. */
const numbered = (roots) => {
  const found = new Set();
  for (const one of roots.flatMap((root) => (root ? Array.from(root.getElementsByTagName("text:list-style")) : []))) {
    for (const level of children(one)) {
      const place = `${name(one, "style:name")} ${name(level, "text:level")}`;
      /* A style of the document itself comes after, and stands in the place of the other. */
      if (level.nodeName !== "text:list-level-style-number") found.delete(place);
      else if (name(level, "style:num-format")) found.add(place);
    }
  }
  return found;
};

const flow = (node, reading) => children(node).flatMap((child) => block(child, reading));

/* The text of a box comes after the paragraph that it is tied to. */
const block = (node, reading) => [...made(node, reading), ...reading.boxes.splice(0)];

const made = (node, reading) => {
  const children_ = () => inline(node, reading);
  const own = reading.bold.get(name(node, "text:style-name")) ?? { css: "", title: name(node, "text:style-name") === "Title" };
  switch (node.nodeName) {
    case "text:h": return [el(`h${Math.min(6, Number(name(node, "text:outline-level")) || 1)}`, children_())];
    case "text:p": return [own.title ? el("h1", children_(), { className: ["MsoTitle"] }) : el("p", children_(), attributes(["style", own.css]))];
    case "text:list": return [list(node, reading)];
    case "draw:frame": return [el("p", frame(node, reading))];
    case "table:table": return [el("table", rows(node).map((row) => el("tr", children(row).filter(({ nodeName }) => nodeName === "table:table-cell").map((cell) => el("td", flow(cell, reading))))))];
    case "text:section": case "text:index-body": return flow(node, reading);
    default: return [];
  }
};

/* A list inside another has its style, one level below. */
const list = (node, reading) => {
  const sort = name(node, "text:style-name") || (reading.list?.sort ?? "");
  const level = (reading.list?.level ?? 0) + 1;
  const inside = { ...reading, list: { sort, level } };
  const items = children(node).filter(({ nodeName }) => /list-(?:item|header)$/.test(nodeName));
  return el(reading.numbered.has(`${sort} ${level}`) ? "ol" : "ul", items.map((item) => el("li", flow(item, inside))));
};

/* A picture, or what the frame holds instead. */
const frame = (node, reading) => {
  const [image] = Array.from(node.getElementsByTagName("draw:image"));
  const source = image && reading.picture(name(image, "xlink:href"));
  if (!source) return inline(node, reading);
  const told = ["svg:desc", "svg:title"].flatMap((part) => Array.from(node.getElementsByTagName(part))).map(({ textContent }) => textContent.trim()).find(Boolean);
  return [el("img", [], attributes(["src", source], ["alt", told ?? ""]))];
};

const rows = (table) => children(table).flatMap((one) => (one.nodeName === "table:table-row" ? [one] : /^table:table-(?:header-)?rows?/.test(one.nodeName) ? rows(one) : []));

const inline = (node, reading) =>
  children(node).flatMap((child) => {
    if (child.nodeType === 3) return [words(child.data)];
    switch (child.nodeName) {
      case "text:s": return [words(" ".repeat(Math.min(20, Number(name(child, "text:c")) || 1)))];
      case "text:tab": return [words("\t")];
      case "text:line-break": return [el("br", [])];
      case "text:a": return [el("a", inline(child, reading), attributes(["href", name(child, "xlink:href")]))];
      case "text:note": return [noted(child, reading)];
      case "text:span": return [el("span", inline(child, reading), attributes(["style", reading.bold.get(name(child, "text:style-name"))?.css ?? ""]))];
      case "draw:frame": return frame(child, reading);
      case "draw:text-box": case "draw:custom-shape":
        reading.boxes.push(...flow(child, reading));
        return [];
      case "svg:desc": case "svg:title": case "office:annotation": case "text:tracked-changes": return [];
      default: return inline(child, reading);
    }
  });

/* As word processors write them in HTML: a mark and a text that lead to each other. */
const noted = (node, reading) => {
  const rank = reading.notes.length + 1;
  const [body] = Array.from(node.getElementsByTagName("text:note-body"));
  reading.notes.push(el("div", [...(body ? flow(body, reading) : []), el("p", [el("a", [words("↑")], attributes(["href", `#marque-${rank}`]))])], { id: `note-${rank}` }));
  return el("a", [words(String(rank))], attributes(["id", `marque-${rank}`], ["href", `#note-${rank}`]));
};
