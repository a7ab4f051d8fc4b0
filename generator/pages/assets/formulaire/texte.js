/* What is wrong in a text itself, as generator/prose/text_faults.py and silent_losses.py tell it. */
import { isElsewhere, leadsTo, whyForbidden } from "./destinations.js";
import { nodes, Reading, shown, sourceOf } from "./lecture.js";
import { marked } from "./marques.js";
import { number, quoted } from "./mots.js";

const NESTED = new Set(["blockquote", "listItem", "footnoteDefinition", "emphasis", "strong", "delete", "link", "linkReference", "image"]);
const SENTENCE = /[.…!?:;,»)]\s*$/;
const FIELD = /^[a-z_]+:(?:[ \t]|$)/m;
const LONGEST_TITLE = 100;
const CELL = /(?<!\\)(?:\\\\)*\|/g;

/* {reading, faults}: what a text holds, null where it is refused, and its faults as [rule, message, remedy]. */
export const examined = (text, words) => {
  const piled = tooCut(text, words);
  if (piled) return { reading: null, faults: [piled] };
  const reading = new Reading(text);
  const refused = tooMuch(reading, words);
  if (refused) return { reading: null, faults: [refused] };
  const faults = CHECKS.flatMap((check) => [...check(reading, words)]);
  return { reading, faults: [...faults, ...reading.blocks.flatMap((block) => [...marked(block, words)])] };
};

const told = (words, regle, phrase = regle, parts = {}) => [regle, words.say(phrase, parts), words.say(`${phrase}-aide`, parts)];

/* Texts that would take long to read are not read at all. */
const tooCut = (text, words) => {
  const { imbrication, morceaux } = words.marks.limits;
  const piled = new RegExp(`^(?:[ \\t]*(?:>|(?:[-+*]|\\d{1,9}[.)])[ \\t])){${imbrication + 1}}`, "m").exec(text)?.[0];
  if (piled && (piled.includes(">") || new Set(piled.split(/\s+/).filter(Boolean)).size > 1)) return told(words, "texte-trop-imbrique", "texte-trop-imbrique", { niveaux: imbrication });
  const written = text.split("\n").filter((line) => line.trim()).length;
  return 2 * written > morceaux ? told(words, "texte-trop-decoupe", "texte-trop-decoupe", { morceaux: number(morceaux) }) : null;
};

const tooMuch = (reading, words) => {
  const { imbrication, colonnes, cases } = words.marks.limits;
  if (reading.all.some(([node, around]) => [...around, node].filter(({ type }) => NESTED.has(type)).length > imbrication)) {
    return told(words, "texte-trop-imbrique", "texte-trop-imbrique", { niveaux: imbrication });
  }
  const tables = reading.of("table").map(({ align, children }) => [align.length, align.length * children.length]);
  const [wide] = tables.find(([columns]) => columns > colonnes) ?? [];
  if (wide) return told(words, "tableau-trop-large", "tableau-trop-large", { colonnes: number(wide), limite: colonnes });
  const total = tables.reduce((sum, [, held]) => sum + held, 0);
  return total > cases ? told(words, "tableau-trop-large", "tableau-trop-long", { cases: number(cases) }) : null;
};

function* links({ links: found, images }, words) {
  for (const { written: address, text } of found) {
    if (leadsTo(address) === "forbidden") yield ["lien-interdit", ...whyForbidden(address, words)];
    if (!text) yield told(words, "lien-sans-texte", "lien-sans-texte", { valeur: quoted(address) });
  }
  for (const { path, alt, title } of images) {
    const valeur = quoted(path);
    if (isElsewhere(path)) yield told(words, "image-distante", "image-distante", { valeur });
    else if (leadsTo(path) === "forbidden") yield ["lien-interdit", ...whyForbidden(path, words)];
    if (!described(alt, path)) yield [...told(words, "image-sans-alternative", "image-sans-alternative", { valeur }), path];
    if (path && !title.trim()) yield [...told(words, "image-sans-legende", "image-sans-legende", { valeur }), path];
  }
}

/* Whether the words between the brackets say anything: a dot, or the name of the file, does not. */
const described = (alt, src) => {
  const [said, name] = [alt, src.split("/").at(-1)].map((one) => one.toLowerCase());
  return /[\p{L}\p{N}]/u.test(said) && said !== name && said !== name.split(".").slice(0, -1).join(".");
};

function* html({ tree, text }, words) {
  const fault = (code) => {
    if (code.startsWith("<!--")) return told(words, "html-affiche-tel-quel", "note-cachee", { valeur: quoted(code) });
    const tag = /^<\/?([a-z][a-z0-9]*)/i.exec(code)?.[1].toLowerCase() ?? "";
    return ["html-affiche-tel-quel", words.say("html-affiche", { valeur: quoted(code) }), (Object.hasOwn(words.tags, tag) && words.tags[tag]) || words.say("html-affiche-aide")];
  };
  const seen = new Set();
  for (const [node, around] of nodes(tree)) {
    if (node.type !== "html") continue;
    const block = [...around].reverse().find(({ type }) => ["paragraph", "heading", "tableRow"].includes(type));
    if (!block) yield fault(sourceOf(text, node).split("\n")[0].trim());
    else if (!seen.has(block)) {
      seen.add(block);
      yield fault(node.value.trim());
    }
  }
}

function* headings({ headings: found, text }, words) {
  let before = Math.min(...found.map(({ level }) => level)) - 1;
  for (const { node, text: title, level } of found) {
    if (!title) yield told(words, "titre-vide");
    if (level > before + 1) yield told(words, "niveau-saute", "niveau-saute", { dieses: level, suffisent: before + 1, signes: "#".repeat(before + 1) });
    before = level;
    const written = sourceOf(text, node);
    if (written.startsWith("#") || FIELD.test(written)) continue;
    const long = [...title].length > LONGEST_TITLE || written.split("\n").length > 2;
    if (long || SENTENCE.test(title)) yield told(words, "titre-par-un-trait");
  }
}

function* notes(reading, words) {
  const folded = (label) => label.toLowerCase().split(/\s+/).filter(Boolean).join(" ");
  const called = new Set(reading.of("footnoteReference").map(({ label }) => folded(label)));
  const written = new Set();
  for (const { label } of reading.of("footnoteDefinition")) {
    if (written.has(folded(label))) yield told(words, "note-sans-appel", "note-deux-fois", { note: label });
    else if (!called.has(folded(label))) yield told(words, "note-sans-appel", "note-sans-appel", { note: label });
    written.add(folded(label));
  }
}

function* cells(reading, words) {
  for (const { align, children } of reading.of("table")) {
    for (const line of children.slice(1)) {
      const row = sourceOf(reading.text, line).trim();
      const bars = [...row.matchAll(CELL)].map((match) => match.index + match[0].length);
      const first = row.startsWith("|") ? 1 : 0;
      const last = bars.length > first && bars.at(-1) === row.length ? 1 : 0;
      const held = bars.length + 1 - first - last;
      if (held > align.length) yield told(words, "cases-perdues", "cases-perdues", { cases: held, colonnes: align.length });
    }
  }
}

function* code(reading, words) {
  for (const node of reading.of("code")) {
    const block = sourceOf(reading.text, node);
    const [fence] = /^(?:`{3,}|~{3,})/.exec(block) ?? [];
    if (!fence) yield told(words, "code-par-des-espaces", "code-par-des-espaces", { valeur: quoted(shown(node)) });
    else {
      const last = block.slice(fence.length).trimEnd().split("\n").at(-1).replace(/^[> \t]+/, "");
      if (!last.startsWith(fence) || last.replaceAll(fence[0], "")) yield told(words, "code-non-ferme");
    }
  }
}

function* definitions(reading, words) {
  const used = new Set(reading.of("linkReference", "imageReference").map(({ identifier }) => identifier));
  for (const { identifier, label } of reading.of("definition")) {
    if (!used.has(identifier)) yield told(words, "definition-inutile", "definition-inutile", { valeur: quoted(label), nom: label });
  }
}

const CHECKS = [links, html, headings, notes, cells, code, definitions];
