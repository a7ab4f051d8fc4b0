/* Puts into French what a schema holds against one value, as generator/schema/wording.py does. */
import { isAddress, wrongAddress } from "./adresses.js";
import { asYaml, count, number, quoted, someOf, written } from "./mots.js";
import { folded } from "./proches.js";

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
      const aide = alone ? "type-liste-aide" : only === "string" ? "type-crochets-de-trop-aide" : "";
      return unexpected("type-liste", aide ? this.words.say(aide) : this.hint);
    }
    if (typeof value === "object") return unexpected("type-groupe", only === "array" ? this.words.say("type-groupe-aide") : this.hint);
    if (only === "boolean") return unexpected("type-oui-non", this.hint);
    if (only === "array") {
      const { type, pattern, format, enum: options, "x-ref": named } = this.node.items;
      const [items, dashes] = itemsMeant(written(value), type === "string" && Boolean(pattern || format || options || named));
      const aide = items.length ? this.words.say(dashes ? "type-tirets-aide" : "type-crochets-aide", { valeur: asYaml(items) }) : this.hint;
      return unexpected("type-autre", aide);
    }
    const meant = only === "integer" || only === "number" ? numberMeant(written(value), only === "integer") : "";
    if (meant) return unexpected("type-autre", this.words.meant(`« ${meant} »`));
    return unexpected("type-autre", this.hint);
  }

  wrongForm(text) {
    const form = this.node.format ?? "";
    const pattern = new RegExp(`^(?:${this.node.pattern ?? ""})$`, "u");
    const valeur = quoted(text);
    const around = this.around(text, form in this.words.forms ? "adresse-invalide" : form.startsWith("date") ? "date-invalide" : "ecriture-inattendue");
    if (around) return around;
    if (form in this.words.forms) {
      const [phrase, aide, signe] = form.startsWith("uri") ? wrongAddress(text, this.node.pattern ?? "", this.words) : ["adresse-invalide", "", ""];
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
    const right = withoutSurroundings(text);
    const { format, pattern = "", enum: options } = this.node;
    const dates = { date: (day) => day.length === 10 && isPartialDate(day), "date-partielle": isPartialDate };
    const fits = options ? options.includes(right) : new RegExp(pattern, "u").test(right) && (dates[format]?.(right) ?? true) && (format !== "uri" || isAddress(right));
    if (right === text || !fits) return null;
    const phrase = text.trim() !== right ? "guillemets-autour" : text.includes("\n") ? "ligne-autour" : "espace-autour";
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

/* The items of a list written as one text, and whether it has dashes: see generator/schema/list_spelling.py. */
const NAME = /^[a-z0-9-]+$/u;
const SAID = /^[\p{L}\p{N}_][\p{L}\p{N}_ '’-]*[\p{L}\p{N}_]$/u;
const BULLETED = /(?:^| )[-–—•*·▪‣●○◦+] ?(?=\S)/u;
const itemsMeant = (text, names) => {
  if (/^[-–—•*·▪‣●○◦+] ?\S/u.test(text)) return [text.split(BULLETED).map((item) => item.trim()).filter(Boolean), true];
  if (/^[\p{L}\p{N}_-]+(?: ?[,;] ?[\p{L}\p{N}_-]+)*[,;]?$/u.test(text)) return [text.replace(/[,;]$/, "").split(/ ?[,;] ?/), false];
  const parts = text.split(/\s+/).filter(Boolean);
  if (names && parts.some((part) => part.includes("-")) && parts.every((part) => NAME.test(part))) return [parts, false];
  return [names && SAID.test(text) ? [text] : [], false];
};

/* The text without spaces nor quotes around it: `« proposition »` gives `proposition`. */
const withoutSurroundings = (text) => {
  const found = /^\s*(?:«([^«»]*)»|“([^“”]*)”|‘([^‘’]*)’|„([^„“”]*)[“”]|"([^"]*)"|'([^']*)')\s*$/u.exec(text);
  return (found?.slice(1).find((part) => part !== undefined) ?? text).replace(/^[\u00a0\u202f \t\n]+|[\u00a0\u202f \t\n]+$/g, "");
};

/* `12 000 €`, `environ 30` and `30 personnes` as the numbers that they hold; nothing where that is in doubt. */
const SPACES = "\u00a0\u202f '’.";
const numberMeant = (text, whole) => {
  const words = text.trim();
  const about = words.replace(/^(?:environ|près de|plus de|moins de|au moins|env\.?|~|±|≈|>|<|\+)\s*/iu, "");
  const beside = /^([-+]?[0-9][0-9 \u00a0\u202f.,]*)\s+[^\d\s][^\d]*$/u.exec(about);
  return plainNumber(words.endsWith("%") ? words : words.replace(/\s*(?:€|euros?|eur)/giu, ""), whole) || plainNumber(beside ? beside[1].trim() : about, whole);
};
const plainNumber = (text, whole) => {
  const [units, ...decimals] = text.split(",");
  if (decimals.length > 1 || (decimals.length && (whole || !/^[0-9]{1,6}$/.test(decimals[0])))) return "";
  if (!new RegExp(`^-?(?:[0-9]{1,3}(?:[${SPACES}][0-9]{3})+|[0-9]{1,15})$`).test(units)) return "";
  const digits = units.replace(new RegExp(`[${SPACES}]`, "g"), "");
  return String(Number(digits)) + (decimals.length ? `.${decimals[0]}` : "");
};

/* Texts that only say that they are to be written, and titles between quotes: see generator/schema/unfinished.py. */
const TO_WRITE = /^(?:(?:(?:reste|encore) )?a (?:remplir|completer|preciser|rediger|ecrire|definir|venir|renseigner)|(?:texte|titre|resume)(?: ici| a (?:venir|remplir|completer|rediger|ecrire))|todo|to ?do|tbd|tbc|xx+|lorem ipsum.*|votre (?:texte|titre|resume)(?: ici)?)$/su;
const SIGNS = String.raw`[ \u00a0\u202f.…:!?\-–—_*#[\](){}<>«»“”"']`;
const trimmed = (text) => text.replace(new RegExp(`^${SIGNS}+`, "u"), "").replace(new RegExp(`${SIGNS}+$`, "u"), "");
export const isToWrite = (text) => {
  const bare = trimmed(text);
  return bare ? TO_WRITE.test(folded(bare)) : Boolean(text.trim());
};
export const withoutQuotes = (title) => {
  const bare = withoutSurroundings(title);
  return /^\s*[«“]/u.test(title) && bare !== title.trim() ? bare : "";
};

/* `Aller Vers` and `aller-vers.md` as they should be written; nothing where we cannot tell. */
const nameMeant = (text, pattern) => {
  if (pattern.test("a a")) return ""; // words, not the name of a file
  const stem = folded(text.trim().replace(/\/+$/, "").split("/").at(-1)).replace(/\.md$/, "");
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
  const monthFirst = partial ? /^(\d{1,2})[/.-](\d{4})$/.exec(text) : null;
  if (monthFirst) [year, month, day] = [Number(monthFirst[2]), Number(monthFirst[1]), 1];
  if (inWords) [year, month, day] = [Number(inWords[3]), months.indexOf(inWords[2]) + 1, inWords[1] ? parseInt(inWords[1], 10) : 1];
  if (!year || !exists(year, month, day)) return "";
  const whole = [String(year).padStart(4, "0"), String(month).padStart(2, "0"), String(day).padStart(2, "0")];
  const meant = whole.slice(0, monthFirst || (inWords && !inWords[1]) ? 2 : 3).join("-");
  return meant === text ? "" : meant;
};
