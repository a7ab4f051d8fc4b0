/* What the checker would say of a whole contribution: every rule that its own records can break, word for word.
   Nothing here looks at the page: fiche.js tells what is written there (`told`), fautes.js shows what is found. */
import { file } from "./fichiers.js";
import { PIECES, unshown } from "./jointes.js";
import { isPartialDate } from "./dire.js";
import { dates, dayInWords, firstDay } from "./moments.js";
import { quoted } from "./mots.js";
import { cited } from "./citations.js";
import { fileOf, idOf, nameOf } from "./nommer.js";
import { claims } from "./affirmations.js";
import { TEXT, cleaned, faults, texts, tooLong } from "./relations.js";
import { livesOf } from "./vie.js";

const FAR = 10;

/* Dates more than ten years after `day`: no one can mean them. */
function* tooFar({ data }, { tree, words }, day) {
  const last = `${Number(day.slice(0, 4)) + FAR}${day.slice(4)}`;
  for (const [chemin, date] of dates(tree, data)) {
    if (!isPartialDate(date) || firstDay(date) <= last) continue;
    const message = words.say("date-trop-lointaine", { valeur: quoted(date), jour: dayInWords(day, words.calendar) });
    yield { regle: "date-trop-lointaine", message, aide: words.say("date-trop-lointaine-aide"), chemin };
  }
}

const holdsAddress = (data) => [...texts(data)].some(([, value]) => /^\s*http/i.test(value));

/* {record, schema, file, faults} of each, in their order; a fault is {regle, message, aide, chemin}. */
export const verdict = async (written, references, day) => {
  const published = await references.catalogue();
  const words = await references.words();
  const records = written.map((one) => ({ ...one, name: nameOf(one), id: idOf(one), file: fileOf(one) }));
  const judged = [];
  for (const record of records) {
    const schema = await references.schema(record.kind);
    const made = record.corrects?.file(record, schema) ?? file(record.file, record.data, record.sent, Object.keys(schema.tree.properties));
    /* Of a correction, the whole file is judged: it says more than the form shows. */
    record.data = made.data ?? record.data;
    const own = faults(record, schema, records, published);
    /* What nobody sees is told once; all the rest is read without it. */
    Object.assign(record, { data: cleaned(record.data, words), text: cleaned(record.text, words) });
    const fields = schema.faults(record.data);
    const found = [
      ...fields,
      ...claims(record, words),
      ...tooFar(record, schema, day),
      ...own,
      ...unshown(record),
      ...tooLong(made, words),
      ...(made.faults ?? []),
    ];
    judged.push({ record, schema, file: made, fields, faults: found });
  }
  if (judged.some(({ record }) => record.text || holdsAddress(record.data))) await readTexts(judged, published, references);
  await cited(judged, published, references);
  await livesOf(judged, references);
  for (const one of judged) one.faults = toldOnce(one.fields, one.faults);
  return judged;
};

/* What reads a text is fetched once there is one. */
const readTexts = async (judged, published, references) => {
  const [{ examined }, { deadEnds, filesOf, lostAddresses }] = await Promise.all([import("./texte.js"), import("./chemins.js")]);
  const words = await references.words();
  const found = judged.map(({ record }) => (record.text ? examined(record.text, words) : { reading: null, faults: [] }));
  const records = judged.map(({ record }, rank) => Object.assign(record, { reading: found[rank].reading }));
  const context = { files: filesOf(records, published, words), records, references, words };
  for (const [rank, { record, faults }] of judged.entries()) {
    const { reading, faults: inText } = found[rank];
    const told = [...inText, ...(reading ? await deadEnds(record, reading, context) : [])];
    const of = new Set(record.pieces.map(({ nom }) => nom));
    faults.push(...told.map(([regle, message, aide, src]) => ({ regle, message, aide, chemin: of.has(src) ? PIECES : TEXT })));
    for (const [chemin, [regle, message, aide]] of await lostAddresses(texts(record.data), context)) faults.push({ regle, message, aide, chemin });
  }
};

/* One fault a value: where a field is wrong, what else is wrong of it follows, but for a name, whose advice is better. */
const LINKED = new Set(["adresse-sans-reponse", "territoire-inconnu", "code-postal", "reference-inconnue", "territoire-inconnu", "territoire-ancien", "hypothese-inconnue", "source-hors-liste", "affirmation-sans-source", "cause-sans-echec", "date-trop-lointaine", "cercle", "titre-en-double"]);
const UNKNOWN = new Set(["reference-inconnue", "territoire-inconnu"]);
const toldOnce = (fields, all) => {
  const at = ({ chemin }) => JSON.stringify(chemin);
  const written = new Map(fields.map((fault) => [at(fault), fault.regle]));
  const resolved = new Set();
  const kept = all.filter((fault) => {
    if (!LINKED.has(fault.regle) || fault.ailleurs || !written.has(at(fault))) return true;
    const better = UNKNOWN.has(fault.regle) && written.get(at(fault)) === "ecriture-inattendue";
    if (better) resolved.add(at(fault));
    return better;
  });
  return kept.filter((fault) => fault.regle !== "ecriture-inattendue" || !resolved.has(at(fault)));
};
