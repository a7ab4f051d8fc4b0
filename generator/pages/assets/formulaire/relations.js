/* What a record's schema cannot say: names that lead somewhere, titles said once, characters that show. */
import { told } from "./discretion.js";
import { code, isReserved, quoted, slug } from "./mots.js";
import { folded, ratio } from "./proches.js";

const NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const OFFICIAL = /^(commune|epci|departement|region)-[0-9a-z]+$/;
const ALIKE = 0.75;
const FRONT_MATTER = 16 * 1024;
const BODY = 256 * 1024;

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

/* What would let someone reach a person, less the addresses that the site publishes and what the record declares. */
export const personal = (text, words, declared = []) =>
  words.discretion
    .seek(text)
    .filter(([, seen]) => !words.published.includes(seen.toLowerCase()) && !declared.some((one) => one.includes(letters(seen))))
    .map((one) => {
      const [phrase, valeur] = told(one);
      return { regle: "donnee-personnelle", message: words.say(phrase, { valeur: quoted(valeur) }), aide: words.say("donnee-personnelle-aide") };
    });

/* The values of `data` that are texts: [path, text]. */
function* texts(data, path = []) {
  if (typeof data === "string") yield [path, data];
  else if (data !== null && typeof data === "object") {
    for (const [step, value] of Object.entries(data)) yield* texts(value, [...path, Array.isArray(data) ? Number(step) : step]);
  }
}

/* The references that a schema states: [path, kind, id]. */
function* references(node, data, path = []) {
  if ("x-ref" in node && typeof data === "string") yield [path, node["x-ref"], data];
  if (Array.isArray(data)) {
    for (const [rank, value] of data.entries()) yield* references(node.items ?? {}, value, [...path, rank]);
  } else if (data !== null && typeof data === "object") {
    for (const [name, value] of Object.entries(data)) yield* references(node.properties?.[name] ?? {}, value, [...path, name]);
  }
}

/* The faults of one record among the others, each as Schema.faults gives them. `NAMED` stands for its file's name,
   `TEXT` for its text, `OWNER` for its experiment. */
export const NAMED = ["#nom"];
export const TEXT = ["#texte"];
export const OWNER = ["#experimentation"];

export const faults = (record, { tree, words }, records, published) => {
  const found = [];
  const { data, text } = record;
  const declared = (data.non_personnel ?? []).map((one) => letters(String(one?.texte ?? "")));
  for (const [path, value] of texts(data)) {
    const fault = hidden(value, words);
    if (fault) found.push({ ...fault, chemin: path });
    if (path.at(-1) !== "contact") found.push(...personal(value, words, declared).map((one) => ({ ...one, chemin: path })));
  }
  const inText = hidden(text, words);
  if (inText) found.push({ ...inText, chemin: TEXT });
  found.push(...personal(text, words, declared).map((one) => ({ ...one, chemin: TEXT })));
  if (record.part && !record.experiment) {
    found.push({ regle: "", message: "choisissez l'expérimentation dont vous parlez", aide: "commencez à écrire son nom, puis prenez-la dans la liste", chemin: OWNER });
  }
  for (const [path, kind, id] of references(tree, data)) {
    const ids = [...published.filter(({ nature }) => nature === kind).map((one) => one.id), ...records.filter((one) => one.kind === kind).map((one) => one.id)];
    if (!(kind in words.kinds) || kind === "enjeu" || ids.includes(id) || (kind === "territoire" && OFFICIAL.test(id))) continue;
    const phrase = kind === "territoire" ? "territoire-inconnu" : "reference-inconnue";
    found.push({
      regle: phrase,
      message: words.say(phrase, { aucun: words.kinds[kind][0], valeur: quoted(id) }),
      aide: words.didYouMean(id, ids) || words.say(`${phrase}-aide`),
      chemin: path,
    });
  }
  found.push(...names(record, words, published, records), ...titles(record, data, words, published, records));
  return found;
};

function* names(record, words, published, records) {
  if (record.kind === "protocole" || record.kind === "evaluation") return;
  const { name } = record;
  const shown = quoted(`${name}.md`);
  if (isReserved(name)) {
    yield { regle: "nom-reserve", message: words.say("nom-reserve", { nom: shown }), aide: words.say("nom-reserve-aide", { propose: quoted(`${name}-1.md`) }), chemin: NAMED };
  } else if (name && (!NAME.test(name) || name.length > 80)) {
    const propose = slug(name);
    yield { regle: "nom-refuse", message: words.say("nom-refuse", { nom: shown }), aide: propose ? words.say("nom-refuse-aide", { propose: quoted(propose) }) : words.say("nom-vide-aide"), chemin: NAMED };
  } else if (!name && record.title && record.kind !== "journal") {
    yield { regle: "nom-refuse", message: words.say("nom-refuse", { nom: quoted(".md") }), aide: words.say("nom-vide-aide"), chemin: NAMED };
  }
  const same = !record.corrects && published.find(({ nature, id }) => nature === record.kind && id === record.id);
  const twin = records.find((other) => other !== record && other.kind === record.kind && name && other.id === record.id);
  if (name && (same || twin)) {
    yield { regle: "", message: `une autre fiche porte déjà le nom ${quoted(record.id)}`, aide: "choisissez un autre nom dans l'adresse de la page, ou corrigez la fiche qui existe", chemin: NAMED };
  }
}

const flat = (title) => folded(title).split(/\s+/).filter(Boolean).join(" ");
const scope = (kind, id) => (kind === "protocole" || kind === "journal" ? `${id.split("/")[0]}/` : "");

function* titles(record, data, words, published, records) {
  if (typeof data.titre !== "string") return;
  const mine = flat(data.titre);
  const twins = others(record, published, records).filter(({ title }) => flat(title) === mine);
  if (!twins.length) return;
  yield {
    regle: "titre-en-double",
    message: words.say("titre-en-double", { valeur: quoted(data.titre), fichier: twins[0].file }),
    aide: words.say("titre-en-double-aide"),
    chemin: ["titre"],
  };
}

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
export const tooLong = ({ header, body }) => {
  const [front, text] = [header, body].map((part) => new TextEncoder().encode(part).length);
  if (front > FRONT_MATTER) return [{ regle: "fiche-trop-longue", message: "les champs sont trop longs, tous ensemble", aide: "gardez l'essentiel dans les champs, et dites le reste dans le texte de la page", chemin: TEXT }];
  if (text > BODY) return [{ regle: "fiche-trop-longue", message: "le texte est trop long", aide: "raccourcissez-le, ou faites plusieurs fiches", chemin: TEXT }];
  return [];
};
