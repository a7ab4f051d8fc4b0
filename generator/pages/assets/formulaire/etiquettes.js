/* What a document says beside a label that a schema has (« Titre », « Date de début ») goes to that field. */
import { elements, is, said } from "./arbre.js";
import { fieldsOf } from "./champs.js";
import { folded } from "./proches.js";

const MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(" ").map(folded);
const flat = (text) => folded(text).replace(/[\s:*’'-]+/g, " ").trim();

/* The fields of a record by their labels and their names, as they are read on the page. */
export const labels = (body) => {
  const found = new Map();
  for (const field of fieldsOf(body)) {
    const label = field.querySelector(":scope > :is(label, legend)");
    if (!field.dataset.nom || !label) continue;
    const written = [...label.childNodes].filter((one) => one.nodeType === Node.TEXT_NODE).map((one) => one.data).join(" ");
    for (const name of [written, field.dataset.nom.replaceAll("_", " ")]) if (!found.has(flat(name))) found.set(flat(name), field);
  }
  return found;
};

/* Takes from the tree what stands beside a label: {tree, pairs: [[field, label, lines]], left: [[label, value]]}. */
export const paired = (tree, known) => {
  const [pairs, left, children] = [[], [], []];
  const take = (label, lines) => {
    const field = known.get(flat(label));
    const value = lines.filter(Boolean);
    if (field && value.length) pairs.push([field, label.replace(/\s*:\s*$/, ""), value]);
    return Boolean(field && value.length);
  };
  const nodes = tree.children;
  for (let at = 0; at < nodes.length; at += 1) {
    const node = nodes[at];
    const rows = is(node, "table") ? pairsOf(node) : [];
    if (rows.some(([label]) => known.has(flat(label)))) {
      for (const [label, cell] of rows) {
        if (take(label, linesOf(cell)) || !said(cell).trim()) continue;
        left.push([label, said(cell).trim()]);
        children.push(sentence(label, cell));
      }
    } else if (/^h[2-6]$/.test(node.tagName ?? "") && known.has(flat(said(node)))) {
      let end = at + 1;
      while (end < nodes.length && is(nodes[end], "p", "ul", "ol")) end += 1;
      if (take(said(node), nodes.slice(at + 1, end).flatMap(linesOf))) at = end - 1;
      else children.push(node);
    } else {
      const line = is(node, "p") ? /^\s*([^:\n]{2,60}?)\s*:\s*(\S[\s\S]*)$/.exec(said(node)) : null;
      if (!line || !take(line[1], [line[2].trim()])) children.push(node);
    }
  }
  return { tree: { ...tree, children }, pairs, left };
};

/* The rows of a table of two columns: [label, cell]. */
const pairsOf = (table) => {
  const rows = [...elements(table)].filter((one) => is(one, "tr")).map((row) => row.children.filter((one) => is(one, "td", "th")));
  return rows.every((row) => row.length === 2) ? rows.map(([one, other]) => [said(one).replace(/\s+/g, " ").trim(), other]) : [];
};

const sentence = (label, cell) => ({
  type: "element", tagName: "p", properties: {}, children: [
    { type: "element", tagName: "strong", properties: {}, children: [{ type: "text", value: label.replace(/\s*:\s*$/, "") }] },
    { type: "text", value: " : " }, ...cell.children.filter((one) => one.type === "text" || is(one, "a", "em", "strong")),
  ],
});

const linesOf = (node) =>
  is(node, "ul", "ol") ? node.children.filter((one) => is(one, "li")).map((one) => said(one).trim()) : said(node).split("\n").map((one) => one.trim());

/* The value of a field as its file has it, undefined where the words are none. `references` knows what may be named. */
export const valueOf = async (field, lines, references) => {
  const text = lines.join("\n");
  const one = lines.join(" ");
  const several = lines.flatMap((line) => line.split(/\s*[;,•]\s*/)).map((part) => part.trim()).filter(Boolean);
  switch (field.dataset.genre) {
    case "ligne": case "adresse": case "mesure": return asksDay(field) ? dayOf(one) ?? one : one;
    case "texte": return text;
    case "date": return dayOf(one);
    case "nombre": return /^\d[\d\s]*$/.test(one) ? Number(one.replace(/\s/g, "")) : undefined;
    case "oui-non": return { oui: true, non: false }[flat(one)];
    case "menu": return [...field.querySelectorAll("option")].find((option) => option.value && [option.value, option.textContent].some((word) => flat(word) === flat(one)))?.value;
    case "choix": return offered(field, [one])?.[0];
    case "cases": case "enjeux": return offered(field, lines) ?? offered(field, several);
    case "lignes": return lines.length > 1 ? lines.map((line) => line.replace(/^[-•]\s*/, "")) : one.split(/\s*[;•]\s*/).filter(Boolean);
    case "reference": return (await named(field, [one], references))?.[0];
    case "references": return (await named(field, lines, references)) ?? named(field, several, references);
    case "groupe": return field.querySelector('[data-nom="nom"]') ? { nom: one } : undefined;
    default: return undefined;
  }
};

/* A day, or a day and an hour, are asked in a line: its example says so. */
const asksDay = (field) => /\d{4}-\d{2}-\d{2}/.test(field.querySelector(":scope > .saisie-aide .saisie-exemple")?.textContent ?? "");

/* The codes of those options, undefined unless each of the words is one. */
const offered = (field, asked) => {
  const options = [...field.querySelectorAll(".option")].map((option) => [option.querySelector("input").value, option.querySelector(".option-nom, span").textContent]);
  const bare = (word) => flat(word.replace(/^\s*\d+\s*[.)-]\s*/, ""));
  const codes = asked.map((word) => options.find(([code, shown]) => [code, shown].some((other) => bare(other) === bare(word)))?.[0]);
  return codes.length && codes.every(Boolean) ? codes : undefined;
};

const named = async (field, asked, references) => {
  const found = [];
  for (const word of asked) {
    const offers = await references.suggestions(field.dataset.vers, word);
    const same = offers.filter(({ valeur, libelle }) => [valeur, libelle].some((other) => flat(other) === flat(word)));
    if (same.length !== 1) return undefined;
    found.push(same[0].valeur);
  }
  return found.length ? found : undefined;
};

/* `12 mars 2024`, `12/03/2024`, `2024-03-12`, as a file has it. */
const dayOf = (text) => {
  const iso = /^\d{4}-\d{2}-\d{2}$/.exec(text)?.[0];
  if (iso) return iso;
  const [, day, month, year] = /^(?:\p{L}+\s+)?(\d{1,2})(?:er)?[\s/.-]+(\p{L}+|\d{1,2})[\s/.-]+(\d{4})$/u.exec(text.trim()) ?? [];
  const number = /^\d+$/.test(month ?? "") ? Number(month) : MONTHS.indexOf(folded(month ?? "")) + 1;
  return day && number >= 1 && number <= 12 ? `${year}-${String(number).padStart(2, "0")}-${day.padStart(2, "0")}` : undefined;
};
