/* What the checker would say of a whole contribution: every rule that its own records can break, word for word.
   Nothing here looks at the page: fiche.js tells what is written there (`told`), fautes.js shows what is found. */
import { file } from "./fichiers.js";
import { pieceFaults } from "./jointes.js";
import { isPartialDate } from "./dire.js";
import { dates, dayInWords, firstDay } from "./moments.js";
import { quoted } from "./mots.js";
import { fileOf, idOf, nameOf } from "./nommer.js";
import { claims } from "./affirmations.js";
import { TEXT, faults, tooLong } from "./relations.js";
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

/* {record, schema, file, faults} of each, in their order; a fault is {regle, message, aide, chemin}. */
export const verdict = async (written, references, day) => {
  const published = await references.catalogue();
  const records = written.map((one) => ({ ...one, name: nameOf(one), id: idOf(one), file: fileOf(one) }));
  const judged = [];
  for (const record of records) {
    const schema = await references.schema(record.kind);
    const made = file(record.file, record.data, record.sent, Object.keys(schema.tree.properties));
    const fields = schema.faults(record.data);
    const found = [
      ...fields,
      ...claims(record, schema.words),
      ...tooFar(record, schema, day),
      ...faults(record, schema, records, published),
      ...pieceFaults({ ...record, words: schema.words, at: TEXT }),
      ...tooLong(made),
    ];
    judged.push({ record, schema, file: made, fields, faults: found });
  }
  await livesOf(judged, references);
  return judged;
};
