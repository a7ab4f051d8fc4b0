/* Puts into French what a schema holds against one value, as generator/schema/wording.py does. */
import { isAddress, wrongAddress } from "./adresses.js";
import { asYaml, count, number, quoted, someOf, written } from "./mots.js";
import { folded } from "./proches.js";

const PLAIN_LIST = /^[\p{L}\p{N}_-]+(?: ?, ?[\p{L}\p{N}_-]+)*$/u;
const PARTIAL = /^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?$/;

const exists = (year, month, day) => {
  const made = new Date(Date.UTC(2000, month - 1, day));
  made.setUTCFullYear(year, month - 1, day);
  return year >= 1 && made.getUTCFullYear() === year && made.getUTCMonth() === month - 1 && made.getUTCDate() === day;
};
export const isPartialDate = (text) => {
  const found = PARTIAL.exec(text);
  return found !== null && exists(Number(found[1]), Number(found[2] ?? 1), Number(found[3] ?? 1));
};
export const repeated = (items) => {
  const written = items.map((item) => JSON.stringify(item));
  return [...items.keys()].filter((rank) => written.indexOf(written[rank]) < rank);
};

/* What is wrong with one value, in words: [rule, message, remedy]. */
export class Telling {
  constructor(words, node) {
    this.words = words;
    this.node = node;
    this.hint = node["x-aide"] ?? this.byExample();
  }

  say(rule, aide, parts, phrase = rule) {
    return [rule, this.words.say(phrase, parts), aide];
  }

  byExample() {
    if (this.node.type === "boolean") return this.words.say("oui-non-aide");
    return (this.node.examples ?? []).slice(0, 1).map((one) => this.words.say("exemple-aide", { exemple: asYaml(one) })).join("");
  }

  tell({ keyword, value, limit, rank }, needed) {
    const valeur = quoted(value);
    const tooLong = (rule, word) => this.say(rule, this.words.say(`${rule}-aide`), { compte: count([...value].length, word), limite: limit });
    const outside = (phrase) =>
      this.say("nombre-hors-limites", this.words.say(`${phrase}-aide`, { limite: number(limit) }), { valeur }, phrase);
    switch (keyword) {
      case "type": return this.wrongType(value, needed);
      case "enum": return this.notListed(written(value));
      case "pattern":
      case "format": return this.wrongForm(String(value));
      case "uniqueItems":
        return this.say("valeur-repetee", this.words.say("valeur-repetee-aide"), { valeur: quoted(value[rank]) });
      case "minLength": return this.say("texte-trop-court", this.hint, { compte: count([...value].length, "caractère"), limite: limit });
      case "maxLength": return tooLong("texte-trop-long", "caractère");
      case "minItems": return this.say("liste-trop-courte", this.hint, { limite: limit }, value.length ? "liste-trop-courte" : "liste-vide");
      case "maxItems": return tooLong("liste-trop-longue", "élément");
      case "minimum": return outside("nombre-trop-petit");
      case "maximum": return outside("nombre-trop-grand");
    }
    return this.say("type-inattendu", this.hint, { valeur });
  }

  wrongType(value, needed) {
    if (value === null) return this.say("champ-vide", needed ? this.hint : this.words.say("champ-vide-aide", { aide: this.hint }), {});
    const types = [this.node.type].flat();
    const attendu = someOf(types.map((name) => this.words.types[name]));
    const only = types.length === 1 ? types[0] : "";
    const unexpected = (phrase, aide) => this.say("type-inattendu", aide, { valeur: quoted(value), attendu }, phrase);
    if (Array.isArray(value)) {
      const alone = only === "object" && value.length === 1 && value[0] !== null && typeof value[0] === "object" && !Array.isArray(value[0]);
      return unexpected("type-liste", alone ? this.words.say("type-liste-aide") : this.hint);
    }
    if (typeof value === "object") return unexpected("type-groupe", only === "array" ? this.words.say("type-groupe-aide") : this.hint);
    if (only === "boolean") return unexpected("type-oui-non", this.hint);
    const brackets = only === "array" && PLAIN_LIST.test(written(value));
    return unexpected("type-autre", brackets ? this.words.say("type-crochets-aide", { valeur: written(value) }) : this.hint);
  }

  wrongForm(text) {
    const form = this.node.format ?? "";
    const pattern = new RegExp(`^(?:${this.node.pattern ?? ""})$`, "u");
    const valeur = quoted(text);
    const around = this.around(text, form in this.words.forms ? "adresse-invalide" : form.startsWith("date") ? "date-invalide" : "ecriture-inattendue");
    if (around) return around;
    if (form in this.words.forms) {
      const [phrase, aide, signe] = form === "uri" ? wrongAddress(text, this.node.pattern ?? "", this.words) : ["adresse-invalide", "", ""];
      return this.say("adresse-invalide", aide || this.hint, { valeur, attendu: this.words.forms[form], signe }, phrase);
    }
    if (!form.startsWith("date")) {
      const meant = nameMeant(text, pattern);
      return this.say("ecriture-inattendue", meant ? this.words.meant(`« ${meant} »`) : this.hint, { valeur });
    }
    const meant = dateMeant(text, this.words.months, form === "date-partielle");
    if (meant) return this.say("date-invalide", this.words.meant(`« ${meant} »`), { valeur });
    if (pattern.test(text)) return this.say("date-invalide", this.words.say("date-impossible-aide"), { valeur }, "date-impossible");
    const short = form === "date" && /^\d{4}(-\d{2})?$/.test(text);
    return this.say("date-invalide", this.hint, { valeur }, short ? "date-incomplete" : "date-invalide");
  }

  /* A value that is right but for the blanks around it. */
  around(text, rule) {
    const right = text.trim();
    const { format, pattern = "", enum: options } = this.node;
    const dates = { date: (day) => day.length === 10 && isPartialDate(day), "date-partielle": isPartialDate };
    const fits = options ? options.includes(right) : new RegExp(pattern, "u").test(right) && (dates[format]?.(right) ?? true) && (format !== "uri" || isAddress(right));
    if (right === text || !fits) return null;
    const phrase = text.includes("\n") ? "ligne-autour" : "espace-autour";
    return this.say(rule, this.words.say(`${phrase}-aide`), { valeur: quoted(text) }, phrase);
  }

  notListed(text) {
    const around = this.around(text, "x-liens" in this.node ? "licence-non-libre" : "valeur-hors-liste");
    if (around) return around;
    const options = this.node.enum.map(String);
    const valeur = quoted(text);
    const near = this.words.didYouMean(text, options);
    if ("x-liens" in this.node) {
      if (text.toLowerCase().split(/[^a-z]+/).some((part) => part === "nc" || part === "nd")) {
        return this.say("licence-non-libre", this.words.say("licence-restreinte-aide"), { valeur }, "licence-restreinte");
      }
      return this.say("licence-non-libre", near || this.words.say("valeur-hors-liste-aide", { choix: someOf(options, 5) }), { valeur });
    }
    const choix = someOf(options, 30);
    const aide = near ? this.words.say("valeur-proche-aide", { proche: near, choix }) : this.words.say("valeur-hors-liste-aide", { choix });
    return this.say("valeur-hors-liste", aide, { valeur });
  }
}

/* `Aller Vers` and `aller-vers.md` as they should be written; nothing where we cannot tell. */
const nameMeant = (text, pattern) => {
  if (pattern.test("a a")) return ""; // words, not the name of a file
  const stem = folded(text.trim().split("/").at(-1)).replace(/\.md$/, "");
  const tries = [text.trim().toLowerCase(), text.trim().toUpperCase(), stem.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "")];
  return tries.find((meant) => pattern.test(meant)) ?? "";
};

/* `14/03/2025`, `2025-3-14` and `14 mars 2025` as they should be written; nothing where that is no day.
   `mars 2025` is a date where it may be partial. */
const dateMeant = (text, months, partial) => {
  const named = /^(?:(?:le )?(1er|[0-9]{1,2}) )?([a-z]+) ([0-9]{4})$/.exec(folded(text));
  const inWords = named && months.includes(named[2]) && (named[1] || partial) ? named : null;
  const first = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  const last = /^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?:[T ].*)?$/.exec(text);
  let [year, month, day] = last ? last.slice(1).map(Number) : first ? first.slice(1).map(Number).reverse() : [0, 0, 0];
  if (inWords) [year, month, day] = [Number(inWords[3]), months.indexOf(inWords[2]) + 1, inWords[1] ? parseInt(inWords[1], 10) : 1];
  if (!year || !exists(year, month, day)) return "";
  const whole = [String(year).padStart(4, "0"), String(month).padStart(2, "0"), String(day).padStart(2, "0")];
  const meant = whole.slice(0, inWords && !inWords[1] ? 2 : 3).join("-");
  return meant === text ? "" : meant;
};
