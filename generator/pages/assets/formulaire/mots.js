/* The French words of faults, as generator/diagnostics/quoting.py and generator/schema/wording.py put them:
   phrases.json, made from the checker's own phrases, holds the sentences; here is how they are filled. */
import { Discretion } from "./discretion.js";
import { closest, folded } from "./proches.js";

const LONGEST_QUOTE = 60;
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const TO_QUOTE = /[,[\]{}#&*!|>"%@`]/;

/* `data` is the whole of phrases.json. */
export class Words {
  constructor({ phrases, types, formes, natures, caracteres, mois, personnel, publiques, caches, site, vie, marques, balises, fichiers, pages }) {
    this.discretion = new Discretion(personnel);
    this.published = publiques;
    this.characters = caracteres;
    this.unseen = caches.map(([pattern, ...sort]) => [new RegExp(pattern, "u"), ...sort]);
    this.phrases = phrases;
    this.types = types;
    this.forms = formes;
    this.kinds = natures;
    this.calendar = mois;
    this.months = mois.map(folded);
    this.site = site;
    this.life = vie;
    this.tags = balises;
    this.files = fichiers;
    this.pages = pages;
    this.marks = {
      limits: marques.limites,
      dialects: marques.dialectes.map(([pattern, help]) => [new RegExp(pattern, "gmu"), help]),
      shapes: Object.fromEntries(Object.entries(marques.formes).map(([name, pattern]) => [name, new RegExp(pattern, "gmu")])),
      forbidden: marques.interdits.map(([name, pattern]) => [name, new RegExp(pattern, "iu")]),
    };
  }

  say(name, parts = {}) {
    return this.phrases[name].replace(/\{(\w+)\}/g, (_, part) => String(parts[part]));
  }

  meant(text) {
    return text ? this.say("vouliez-vous", { proche: text }) : "";
  }

  didYouMean(word, known) {
    const near = closest(word, known);
    return near === null ? "" : this.meant(quoted(near));
  }
}

/* A value as Python writes it. */
export const written = (value) => {
  if (value === true) return "True";
  if (value === false) return "False";
  return value !== null && typeof value === "object" ? asYaml(value) : String(value);
};

/* The author's words between « », cut where they run long, invisible characters named. */
export const quoted = (value) => {
  const whole = [...written(value)];
  const words = whole.length <= LONGEST_QUOTE ? whole : whole.slice(0, LONGEST_QUOTE - 1);
  const shown = words.map((one) => (one === "\n" ? " " : UNSEEN.test(one) ? `[U+${code(one)}]` : one));
  return `« ${shown.join("")}${words.length < whole.length ? "…" : ""} »`;
};

export const code = (character) => character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");

/* A list in words: `a, b ou c`; past `most`, the rest is counted. */
export const someOf = (words, most = 12, link = "ou") => {
  if (words.length > most) return `${words.slice(0, most).join(", ")}… (${words.length} en tout)`;
  return words.length > 1 ? `${words.slice(0, -1).join(", ")} ${link} ${words.at(-1)}` : words.join("");
};

/* A value the way a contributor writes it on one line. */
export const asYaml = (value) => {
  if (Array.isArray(value)) return `[${value.map(asYaml).join(", ")}]`;
  if (value !== null && typeof value === "object") {
    return `{${Object.entries(value).map(([key, item]) => `${key}: ${asYaml(item)}`).join(", ")}}`;
  }
  const text = String(value);
  const needs = typeof value === "string" && (!text || TO_QUOTE.test(text) || text.includes(": "));
  return needs ? `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"` : text;
};

/* `100 000 000`, with no-break spaces. */
export const number = (value) => String(value).replace(/\B(?=(\d{3})+(?!\d))/g, "\u00a0");

export const count = (total, word) => `${number(total)} ${word}${total > 1 ? "s" : ""}`;

const RESERVED = /^(con|prn|aux|nul|(com|lpt)[0-9])$/;

/* The nearest fit name for a file: no accent, no capital, hyphens between words. */
export const slug = (text) => {
  const plain = folded(text.toLowerCase().replaceAll("œ", "oe").replaceAll("æ", "ae").replaceAll("ß", "ss"));
  const name = (plain.match(/[a-z0-9]+/g) ?? []).join("-").slice(0, 80).replace(/^-+|-+$/g, "");
  return RESERVED.test(name) ? `${name}-1` : name;
};

export const isReserved = (name) => RESERVED.test(name);
