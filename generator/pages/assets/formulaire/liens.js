/* What a field that names other records may choose: those of this contribution, the published ones, or a new one. */
import { Chooser } from "./chercheur.js";
import { slug } from "./mots.js";

const MADE_HERE = new Set(["outil", "acteur", "experimentation"]);
const KIND_WORDS = { outil: "ce nouvel outil", acteur: "ce nouvel acteur", experimentation: "cette nouvelle expérimentation" };

export const linking = (record, field) => {
  const { vers } = field.dataset;
  const { references } = record.form;
  const here = () => record.form.records.filter((other) => other.kind === vers && other !== record && other.shown());
  return new Chooser(field, {
    source: async (words) => {
      const plain = slug(words);
      const local = here().filter((other) => slug(other.shown()).includes(plain));
      const made = local.map((other) => ({ valeur: other.name(), libelle: other.shown(), detail: "dans cette contribution", identifiant: () => other.name() }));
      return [...made, ...(await references.suggestions(vers, words))];
    },
    create: (words) =>
      MADE_HERE.has(vers) && words.length > 2
        ? {
            libelle: `Décrire ${KIND_WORDS[vers]} : « ${words} »`,
            faire: () => {
              const made = record.form.start(vers, { titre: words }, { focus: false });
              record.form.announce(`Une fiche « ${words} » est ajoutée plus bas.`);
              return { valeur: made.name(), libelle: words, identifiant: () => made.name() };
            },
          }
        : null,
    label: async (id) => here().find((other) => other.name() === id)?.shown() ?? references.label(vers, id),
    changed: () => {
      record.touch(field);
      if (field === record.experimentField) record.depart();
    },
  });
};
