/* The lives that a contribution tells a part of: the records of each experiment, published or written here, held
   together as generator/protocol/checks.py does. */
import { opposable, undocumented } from "./etapes.js";
import { quoted, someOf } from "./mots.js";
import { disordered } from "./ordre.js";
import { revised, twice } from "./revisions.js";
import { contradicted } from "./seuils.js";

const PARTS = ["protocole", "journal", "evaluation"];

/* Adds to each of the `judged` records what the lives say of it. What they say of a file that is published already is
   told beside the record that brings it, and names that file (`ailleurs`). */
export const livesOf = async (judged, references) => {
  const words = await references.words();
  for (const one of judged.filter((other) => other.record.kind === "evenement" && !experimentOf(other.record) && isReadable(other, words))) {
    one.faults.push(...disordered({ words, events: [one.record], own: null }));
  }
  for (const experiment of new Set(judged.map(({ record }) => experimentOf(record)).filter(Boolean))) {
    const mine = judged.filter(({ record }) => experimentOf(record) === experiment);
    const life = await gathered(experiment, judged, references);
    for (const { where, ...fault } of faults(life)) {
      const owner = where.record ? judged.find(({ record }) => record === where.record) : mine[0];
      owner.faults.push(where.record ? fault : { ...fault, chemin: [], ailleurs: where.file });
    }
  }
};

const experimentOf = ({ kind, id, experiment, data }) => (kind === "experimentation" ? id : kind === "evenement" ? data.experimentation ?? "" : experiment);

function* faults(life) {
  yield* disordered(life);
  yield* contradicted(life);
  if (life.own) yield* undocumented(life);
  yield* revised(life);
  yield* devices(life);
  const { evaluation, words } = life;
  const numbers = (evaluation?.data.verdicts ?? []).map(({ hypothese }) => hypothese);
  for (const fault of twice(numbers, ["verdicts"], "deux-verdicts", (...parts) => words.say(...parts))) yield { ...fault, where: evaluation };
}

/* Notes that name a device which no revision holds. */
function* devices({ words, notes, revisions, silent }) {
  if (silent.has("protocole")) return;
  const known = [...new Set(revisions.flatMap(({ data }) => (data.dispositifs ?? []).map(({ id }) => id)))].sort(byNumber);
  for (const note of known.length ? notes.filter(({ record }) => record) : []) {
    for (const [rank, name] of (note.data.dispositifs ?? []).entries()) {
      if (known.includes(name)) continue;
      const aide = words.didYouMean(name, known) || words.say("valeur-hors-liste-aide", { choix: someOf(known, 99) });
      yield { regle: "dispositif-inconnu", message: words.say("dispositif-inconnu", { valeur: quoted(name) }), aide, chemin: ["dispositifs", rank], where: note };
    }
  }
}

export const byNumber = (one, other) => one.length - other.length || (one < other ? -1 : 1);

const gathered = async (experiment, judged, references) => {
  const words = await references.words();
  const { vie, ...protocol } = (await references.life(experiment)) ?? {};
  const written = judged.filter(({ record }) => experimentOf(record) === experiment);
  const readable = (kind) => written.filter((one) => one.record.kind === kind && isReadable(one, words));
  const here = (kind) => readable(kind).map(({ record }) => ({ record, data: record.data, text: record.text, file: record.file, id: record.id }));
  /* What is corrected here stands no more as it is published. */
  const told = (kind, items) => items.filter(({ id }) => !written.some(({ record }) => record.kind === kind && record.id === id)).concat(here(kind));
  const [own] = here("experimentation").concat(vie ? [{ data: vie.experimentation, file: `experiments/${experiment}/index.md` }] : []);
  const revisions = told("protocole", [...(vie?.avant ?? []), ...(protocol.numero ? [newest(protocol)] : [])].map((one) => ({ ...one, id: `${experiment}/r${one.numero}`, file: `experiments/${experiment}/protocole/r${one.numero}.md` })));
  for (const one of revisions) one.numero ??= Number(one.id.split("/r")[1]);
  const [evaluation] = here("evaluation").concat(vie?.evaluation ? [{ data: vie.evaluation, file: `experiments/${experiment}/evaluation.md` }] : []);
  const life = {
    words, own, evaluation, data: own?.data ?? {},
    revisions: revisions.sort((one, other) => one.numero - other.numero),
    notes: byDate("date", told("journal", vie?.journal ?? [])),
    events: byDate("debut", told("evenement", vie?.evenements ?? [])),
    silent: unread(experiment, judged, words),
  };
  life.carriers = (life.data.collectivites ?? []).filter(({ role }) => role === "porteuse").map(({ territoire }) => territoire);
  life.opposable = opposable(words.site, life.data);
  life.places = await placesOf(life, judged, references);
  const published = (kind, id) => references.records.find((one) => one.nature === kind && one.id === id);
  const actor = (id) => judged.find(({ record }) => record.kind === "acteur" && record.id === id)?.record.data;
  life.titleOf = (kind, id) => actor(id)?.titre ?? published(kind, id)?.titre ?? id;
  /* One that is not known may belong to the network. */
  life.inNetwork = (id) => (actor(id) ? actor(id).reseau : !published("acteur", id) || words.site.reseau.includes(id));
  return life;
};

/* Whether what a record tells can be read in spite of the faults of its fields. */
const isReadable = ({ fields }, words) => fields.every(({ regle }) => words.life.a_cote.includes(regle));

const newest = ({ numero, date, etat, titre, resume, champs, texte }) => ({ numero, data: { ...champs, date, etat, titre, resume }, text: texte });

const byDate = (name, records) => records.sort((one, other) => {
  const [a, b] = [one, other].map(({ data, id }) => `${data[name]} ${id}`);
  return a < b ? -1 : 1;
});

/* The kinds of records that say nothing yet, because one of them cannot be read. */
const unread = (experiment, judged, words) => {
  const lost = judged.filter((one) => !isReadable(one, words));
  const found = lost.filter(({ record }) => PARTS.includes(record.kind) && record.experiment === experiment).map(({ record }) => record.kind);
  const events = judged.filter(({ record }) => record.kind === "evenement" && record.data.experimentation !== undefined);
  const astray = events.some(({ faults }) => faults.some(({ regle, chemin }) => regle === "reference-inconnue" && chemin[0] === "experimentation"));
  const dim = lost.some(({ record }) => record.kind === "evenement" && (record.data.experimentation ?? experiment) === experiment);
  return new Set([...found, ...(astray || dim ? ["evenement"] : [])]);
};

/* The names of the places that a life speaks of. */
const placesOf = async ({ data, carriers }, judged, references) => {
  const ids = [...carriers, ...[data.accord, data.convention].flatMap((steps) => (steps ?? []).map(({ collectivite }) => collectivite))].filter(Boolean);
  const found = new Map();
  for (const id of new Set(ids)) {
    const nom = await references.label("territoire", id);
    if (nom) found.set(id, { nom, libelle: nom });
  }
  return found;
};
