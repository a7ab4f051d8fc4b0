/* What a document says beside a label that a schema has (« Titre », « Date de début ») goes to that field. */
import { elements, is, said } from "./arbre.js";
import { bodyOf, fieldsOf } from "./champs.js";
import { folded } from "./proches.js";

const MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(" ").map(folded);
const flat = (text) => folded(text).replace(/[\s:*’'-]+/g, " ").trim();

/* The fields of a record by their labels and their names, as they are read on the page: {field, path}. A part of a group
   goes by both names (« Participants : Au moins »); in a list, where EACH stands, a number tells the entry
   (« Sources 2 : Titre »). */
const EACH = Symbol("each");
export const labels = (body) => {
  const found = new Map();
  for (const one of named(body, [], [])) for (const name of one.names) if (!found.has(flat(name))) found.set(flat(name), one);
  return found;
};

function* named(body, before, path) {
  for (const field of fieldsOf(body)) {
    const { nom, genre } = field.dataset;
    const label = field.querySelector(":scope > :is(label, legend)");
    if (!nom || !label) continue;
    const written = [...label.childNodes].filter((one) => one.nodeType === Node.TEXT_NODE).map((one) => one.data).join(" ");
    const spoken = [...before, written];
    const here = [...path, nom];
    yield { field, path: here, names: [spoken.join(" : "), here.filter((step) => step !== EACH).join(" ").replaceAll("_", " ")] };
    if (genre === "groupe") yield* named(bodyOf(field), spoken, here);
    if (genre === "groupes") yield* named(bodyOf(field.querySelector(":scope > .modele").content), spoken, [...here, EACH]);
  }
}

/* The field that a label names, and the ranks that it gives to entries of lists, from 1; null for none. */
const fieldNamed = (label, known) => {
  const words = flat(label);
  if (known.has(words)) return { ...known.get(words), ranks: [] };
  const one = known.get(words.replace(/\b\d{1,2}\b/g, " ").replace(/\s+/g, " ").trim());
  return one?.path.includes(EACH) ? { ...one, ranks: [...words.matchAll(/\b\d{1,2}\b/g)].map(([rank]) => Number(rank)) } : null;
};

/* Sets in `data` what a path leads to; false where something stands there already. */
export const put = (data, path, ranks, value) => {
  let here = data;
  const left = [...ranks];
  for (const [at, step] of path.entries()) {
    const next = path[at + 1];
    const name = step === EACH ? Math.max(left.shift() ?? 1, 1) - 1 : step;
    if (next === undefined) {
      if (name in here) return false;
      here[name] = value;
    } else {
      here[name] ??= next === EACH ? [] : {};
      here = here[name];
    }
  }
  return true;
};

/* The data without the entries of lists that no label named. */
export const dense = (value) => {
  if (Array.isArray(value)) return value.filter(() => true).map(dense);
  return value !== null && typeof value === "object" ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, dense(one)])) : value;
};

/* Takes from the tree what stands beside a label: {tree, pairs, left: [[label, value]]}.
   A pair is [{field, path, ranks}, label, lines]. */
export const paired = (tree, known) => {
  const [pairs, left, children] = [[], [], []];
  const take = (label, lines) => {
    const place = fieldNamed(label, known);
    const value = lines.filter(Boolean);
    if (place && value.length) pairs.push([place, label.replace(/\s*:\s*$/, ""), value]);
    return Boolean(place && value.length);
  };
  const nodes = tree.children;
  for (let at = 0; at < nodes.length; at += 1) {
    const node = nodes[at];
    const rows = is(node, "table") ? pairsOf(node) : [];
    if (rows.some(([label]) => fieldNamed(label, known))) {
      for (const [label, cell] of rows) {
        if (take(label, linesOf(cell)) || !said(cell).trim()) continue;
        left.push([label, said(cell).trim()]);
        children.push(sentence(label, cell));
      }
    } else if (/^h[2-6]$/.test(node.tagName ?? "") && fieldNamed(said(node), known)) {
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
    case "reference": return (await chosen(field, [one], references))?.[0];
    case "references": return (await chosen(field, lines, references)) ?? chosen(field, several, references);
    case "groupes": return field.querySelector(".modele").content.querySelector('[data-nom="url"]') ? withAddresses(lines) : undefined;
    case "groupe": return field.querySelector('[data-nom="nom"]') ? { nom: one } : undefined;
    default: return undefined;
  }
};

/* « Titre, https://… » a line, as sources are often written; undefined unless each line has an address. */
const withAddresses = (lines) => {
  const found = lines.map((line) => [line, /https?:\/\/[^\s<>"]+/.exec(line)?.[0]]);
  if (!found.every(([, address]) => address)) return undefined;
  return found.map(([line, address]) => ({ titre: line.replace(address, "").replace(/^[\s,;:()<>–—-]+|[\s,;:()<>–—-]+$/g, "") || address, url: address.replace(/[.,;)]+$/, "") }));
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

const chosen = async (field, asked, references) => {
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
