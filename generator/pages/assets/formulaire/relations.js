/* What a record's schema cannot say: names that lead somewhere, titles said once, characters that show. */
import { told } from "./discretion.js";
import { code, isReserved, quoted, slug } from "./mots.js";
import { folded, ratio } from "./proches.js";

const NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const ALIKE = 0.75;
const FRONT_MATTER = 16 * 1024;
const BODY = 256 * 1024;
const LONGEST_NAME = 80;

/* The first character of a text that nobody sees, as generator/sources/characters.py sorts them. */
export const hidden = (text, words) => {
  for (const [pattern, regle, name, help] of words.unseen) {
    const found = pattern.exec(text);
    if (found) {
      const caractere = `${words.characters[code(found[0])] ?? words.say(name)} (U+${code(found[0])})`;
      return { regle, message: words.say("caractere-cache", { caractere }), aide: words.say(help) };
    }
  }
  return null;
};

const letters = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

/* A text as it is read once what nobody sees is gone: later rules do not meet it again. */
export const cleaned = (value, words) => {
  if (typeof value === "string") return words.unseen.reduce((text, [pattern, , , help]) => text.replace(new RegExp(pattern, "gu"), BLANK.has(help) ? " " : ""), value);
  if (Array.isArray(value)) return value.map((one) => cleaned(one, words));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, cleaned(one, words)]));
};
const BLANK = new Set(["caractere-de-ligne-aide", "caractere-blanc-aide"]);

/* What would let someone reach a person, less the addresses that the site publishes and what the record declares. */
export const personal = (text, words, declared = []) =>
  words.discretion
    .seek(text)
    .filter(([, seen]) => !words.published.includes(seen.toLowerCase()) && !declared.filter((one) => spares(one, seen)).length)
    .map((one) => {
      const [phrase, valeur] = told(one);
      return { regle: "donnee-personnelle", message: words.say(phrase, { valeur: quoted(valeur) }), aide: words.say("donnee-personnelle-aide") };
    });

const spares = (one, seen) => {
  const held = one.includes(letters(seen));
  if (held) one.served = true;
  return held;
};

/* The values of `data` that are texts: [path, text]. */
export function* texts(data, path = []) {
  if (typeof data === "string") yield [path, data];
  else if (data !== null && typeof data === "object") {
    for (const [step, value] of Object.entries(data)) yield* texts(value, [...path, Array.isArray(data) ? Number(step) : step]);
  }
}

/* The faults of one record among the others, each as Schema.faults gives them. `NAMED` stands for its file's name,
   `TEXT` for its text, `OWNER` for its experiment. */
export const NAMED = ["#nom"];
export const TEXT = ["#texte"];
export const OWNER = ["#experimentation"];

export const faults = (record, { words }, records, published) => {
  const found = [];
  const { data, text } = record;
  for (const [chemin, value] of [...texts(data), [TEXT, text]]) {
    const fault = hidden(value, words);
    if (fault) found.push({ ...fault, chemin });
  }
  found.push(...persons(record, words));
  if (record.part && !record.experiment) {
    found.push({ regle: "", message: "choisissez l'expérimentation dont vous parlez", aide: "commencez à écrire son nom, puis prenez-la dans la liste", chemin: OWNER });
  }
  found.push(...names(record, words, published, records));
  return found;
};

/* What tells of persons, and what is declared to tell of none for no use. */
function* persons({ data, text }, words) {
  const told = (Array.isArray(data.non_personnel) ? data.non_personnel : []).map((one, rank) => [one, rank]).filter(([one]) => one?.texte && one.raison);
  const declared = told.map(([one]) => Object(letters(String(one.texte))));
  for (const [chemin, value] of [...texts(data), [TEXT, text]]) {
    const own = chemin[0] === "non_personnel" && chemin.at(-1) === "texte" ? told.findIndex(([, rank]) => rank === chemin[1]) : -1;
    if (chemin.at(-1) === "contact" || own >= 0) continue;
    yield* personal(value, words, declared).map((one) => ({ ...one, chemin }));
  }
  for (const [at, [, rank]] of told.entries()) {
    if (!declared[at].served) yield { regle: "declaration-inutile", message: words.say("declaration-inutile"), aide: words.say("declaration-inutile-aide"), chemin: ["non_personnel", rank, "texte"] };
  }
}

/* A name that is kept for the first file of a folder, or for what is no record. */
const misplaced = ({ kind, file }, stem, words) => {
  if (/^readme$/i.test(stem)) return { message: words.say("pas-une-fiche", { nom: quoted(`${stem}.md`) }), aide: words.say("pas-une-fiche-aide") };
  const aide = kind === "outil" ? words.say("outil-mal-place-aide") : words.say("fiche-d-aucun-aide", { dossier: file.replace(/[^/]*$/, "") });
  return { message: words.say("fiche-d-aucun", { aucun: words.kinds[kind][0] }), aide };
};

function* names(record, words, published, records) {
  const same = !record.corrects && published.find(({ nature, id }) => nature === record.kind && id === record.id);
  const twin = records.find((other) => other !== record && other.file === record.file);
  const whole = record.file.split("/").at(-1);
  const { name, kind } = record;
  const stem = kind === "journal" ? whole.replace(/\.md$/, "") : name;
  if (!record.corrects && kind !== "protocole" && kind !== "evaluation") {
    const shown = quoted(`${stem}.md`);
    if (kind !== "experimentation" && /^(?:index|readme)$/i.test(stem)) {
      yield { regle: "fichier-mal-place", ...misplaced(record, stem, words), chemin: NAMED };
    } else if (isReserved(stem)) {
      yield { regle: "nom-reserve", message: words.say("nom-reserve", { nom: shown }), aide: words.say("nom-reserve-aide", { propose: quoted(`${name}-1.md`) }), chemin: NAMED };
    } else if (stem.length > LONGEST_NAME) {
      const propose = kind === "journal" ? `${stem.slice(0, 11)}${slug(stem.slice(11))}.md` : `${slug(stem.slice(0, 48))}.md`;
      const aide = words.say(kind === "journal" ? "nom-de-fichier-aide" : "nom-trop-long-aide", { propose: quoted(propose) });
      yield { regle: "nom-refuse", message: words.say("nom-trop-long", { nom: shown, compte: stem.length, limite: LONGEST_NAME }), aide, chemin: NAMED };
    } else if (name && !NAME.test(name)) {
      const propose = slug(name);
      const right = kind === "journal" ? words.say("nom-de-fichier-aide", { propose: quoted(`${stem.slice(0, 11)}${propose}.md`) }) : words.say("nom-refuse-aide", { propose: quoted(`${propose}.md`) });
      yield { regle: "nom-refuse", message: words.say("nom-refuse", { nom: shown }), aide: propose ? right : words.say("nom-vide-aide"), chemin: NAMED };
    } else if (!name && record.title && kind !== "journal") {
      yield { regle: "nom-refuse", message: words.say("nom-refuse", { nom: quoted(".md") }), aide: words.say("nom-vide-aide"), chemin: NAMED };
    }
  }
  const replaces = same && kind !== "evaluation";
  if (record.id && (replaces || twin) && (name || record.part)) {
    yield { regle: "", message: `une autre fiche porte déjà le nom ${quoted(record.id)}`, aide: "choisissez un autre nom dans l'adresse de la page, ou corrigez la fiche qui existe", chemin: record.part ? OWNER : NAMED };
  }
}

export const flat = (title) => folded(title).split(/\s+/).filter(Boolean).join(" ");
export const scope = (kind, id) => (kind === "protocole" || kind === "journal" ? `${id.split("/")[0]}/` : "");

/* The records of the same kind: {title, file, address}. */
const others = (record, published, records) => {
  const here = scope(record.kind, record.id);
  const out = published
    .filter(({ nature, id }) => nature === record.kind && scope(nature, id) === here && !(record.corrects && id === record.id))
    .map(({ id, titre, adresse }) => ({ title: titre, file: record.path.replace("<id>", id), address: adresse }));
  const inside = records
    .filter((other) => other !== record && other.kind === record.kind && scope(other.kind, other.id) === here && other.title)
    .map((other) => ({ title: other.title, file: other.file, address: "" }));
  return [...out, ...inside];
};

/* Published records whose titles are close to this one's: it may be told already. */
export const alike = (record, published) => {
  const mine = flat(record.title);
  if (mine.length < 4) return [];
  const own = long(mine);
  return others(record, published, []).filter(({ title }) => {
    const other = flat(title);
    const shared = long(other).filter((word) => own.includes(word)).length;
    const most = Math.max(own.length, long(other).length);
    return other === mine || (own.length > 0 && shared / most >= 0.6) || ratio(other, mine) >= ALIKE;
  });
};

const long = (title) => title.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 3);

/* A file that the checker would not read whole. */
export const tooLong = ({ header, body }, words) => {
  const [front, text] = [header, body].map((part) => new TextEncoder().encode(part).length);
  const fault = (phrase, parts) => [{ regle: "fiche-trop-longue", message: words.say(phrase, parts), aide: words.say(`${phrase}-aide`), chemin: TEXT }];
  if (front > FRONT_MATTER) return fault("entete-trop-longue", { poids: Math.floor(front / 1024) + 1, limite: FRONT_MATTER / 1024 });
  return text > BODY ? fault("fiche-trop-longue", { quoi: "le texte", limite: BODY / 1024 }) : [];
};
