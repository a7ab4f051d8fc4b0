/* What a part of an experiment starts from: the revision before, the hypotheses to judge. Each start is told in words. */
import { addEntry, entriesOf, key, rankEntries } from "./champs.js";

/* `found` is the experiment's protocol, null without one; `restored` says that a draft was filled in already. */
export const STARTS = {
  protocole(record, found, restored) {
    record.revision(Boolean(found));
    if (!found) {
      if (!restored && !entriesOf(record.field("hypotheses")).length) {
        addEntry(record.field("hypotheses"), record.tools);
        addEntry(record.field("dispositifs"), record.tools);
      }
      return "Cette expérimentation n’a pas encore de protocole : vous écrivez la première révision, r1.";
    }
    const before = `r${found.numero}`;
    if (!restored) {
      for (const name of ["hypotheses", "dispositifs"]) {
        for (const entry of entriesOf(record.field(name))) entry.remove();
      }
      record.fill(found.champs, found.texte.trim());
    }
    if (found.etat === "brouillon") {
      return `La révision ${before} est encore un brouillon. Complétez-la plutôt que d’en ouvrir une autre : sa page dit comment la corriger.`;
    }
    return `Vous écrivez la révision r${found.numero + 1}. Elle part de ${before}, du ${inWords(found.date)}, recopiée ci-dessous. Changez ce qui doit l’être, et dites pourquoi.`;
  },

  evaluation(record, found) {
    const list = record.field("verdicts");
    const named = (entry) => entry.querySelector('[data-nom="hypothese"] input');
    const judged = new Map(entriesOf(list).map((entry) => [named(entry).value, entry]));
    for (const { id, enonce } of found?.hypotheses ?? []) {
      const entry = judged.get(id) ?? addEntry(list, record.tools);
      named(entry).value = id;
      entry.dataset.intitule = `${id} : ${enonce}`;
    }
    rankEntries(list);
    const already = record.form.references.records.some(({ nature, id }) => nature === "evaluation" && id === record.experiment);
    if (already) return "Cette expérimentation a déjà une évaluation : celle-ci la remplacerait. Pour la corriger, passez par sa page.";
    const total = found?.hypotheses.length ?? 0;
    if (!total) return "Aucune hypothèse n’a été publiée pour cette expérimentation : il n’y a pas de verdict à rendre.";
    return total > 1 ? `${total} hypothèses sont à juger, les abandonnées comprises.` : "Une hypothèse est à juger.";
  },

  journal: (record, found) =>
    found ? "" : "Cette expérimentation n’a pas de protocole publié : laissez les dispositifs de côté.",
};

/* Of a revision: the numbers that differ from the one before and that no change explains yet, and those that are gone. */
export const unexplained = (record, { data, text }) => {
  if (record.kind !== "protocole" || !record.protocol) return { changed: [], gone: [] };
  const { champs, texte } = record.protocol;
  const told = new Set((data.changements ?? []).map(({ quoi }) => quoi));
  const retired = new Set((data.hypotheses_retirees ?? []).map(({ id }) => id));
  const changed = [];
  for (const name of ["hypotheses", "dispositifs"]) {
    const [before, after] = [champs[name] ?? [], data[name] ?? []].map((parts) => new Map(parts.map((part) => [part.id, sorted(part)])));
    for (const id of new Set([...before.keys(), ...after.keys()])) if (before.get(id) !== after.get(id)) changed.push(id);
  }
  if (text !== texte.trim()) changed.push("texte");
  const kept = new Set((data.hypotheses ?? []).map(({ id }) => id));
  const gone = (champs.hypotheses ?? []).map(({ id }) => id).filter((id) => !kept.has(id));
  return { changed: changed.filter((id) => !told.has(id)), gone: gone.filter((id) => !retired.has(id)) };
};

/* Adds an entry to explain for each of these. */
export const explain = (record, { changed, gone }) => {
  let first = null;
  const add = (list, name, number, asked) => {
    const entry = addEntry(record.field(list), record.tools);
    entry.querySelector(`[data-nom="${name}"] input`).value = number;
    first ??= entry.querySelector(`[data-nom="${asked}"] textarea`);
  };
  for (const number of changed) add("changements", "quoi", number, "pourquoi");
  for (const number of gone) add("hypotheses_retirees", "id", number, "motif");
  first?.focus();
  record.form.changed();
};

/* `2025-03-01` as it is said. */
const inWords = (day) => new Date(`${day}T12:00:00Z`).toLocaleDateString("fr-FR", { dateStyle: "long", timeZone: "UTC" }).replace(/^1 /, "1er ");

const sorted = (value) => {
  if (Array.isArray(value)) return `[${value.map(sorted).join()}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((name) => key([name]) + sorted(value[name])).join()}}`;
};
