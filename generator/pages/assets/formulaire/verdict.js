/* What the checker would say of a whole contribution: every rule that its own records can break, word for word.
   Nothing here looks at the page: fiche.js tells what is written there (`told`), fautes.js shows what is found. */
import { file } from "./fichiers.js";
import { pieceFaults } from "./jointes.js";
import { fileOf, idOf, nameOf } from "./nommer.js";
import { TEXT, faults, tooLong } from "./relations.js";

const STUCK = {
  regle: "",
  message: "ce changement ne peut pas être écrit dans le fichier sans toucher au reste",
  aide: "revenez sur votre dernier changement, ou corrigez ce fichier sur la forge",
  chemin: TEXT,
};

/* {record, schema, file, faults} of each, in their order; a fault is {regle, message, aide, chemin}. */
export const verdict = async (written, references) => {
  const published = await references.catalogue();
  const records = written.map((one) => ({ ...one, name: nameOf(one), id: idOf(one), file: fileOf(one) }));
  const judged = [];
  for (const record of records) {
    const schema = await references.schema(record.kind);
    const made = record.corrects?.file(record, schema) ?? file(record.file, record.data, record.sent, Object.keys(schema.tree.properties));
    /* Of a correction, the whole file is judged: it says more than the form shows. */
    record.data = made.data ?? record.data;
    const found = [
      ...schema.faults(record.data),
      ...faults(record, schema, records, published),
      ...pieceFaults({ ...record, words: schema.words, at: TEXT }),
      ...tooLong(made),
      ...(made.stuck ? [STUCK] : []),
    ];
    judged.push({ record, schema, file: made, faults: found });
  }
  return judged;
};
