/* What the records of a contribution say of each other and of what is published, as generator/graph/ holds it: names
   that lead to a record, titles said once, tools that derive from each other. */
import { quoted, slug, someOf } from "./mots.js";
import { closest } from "./proches.js";
import { flat, scope } from "./relations.js";
import { placed } from "./territoires.js";
import { byNumber } from "./vie.js";

const AROUND = /^[ \u00a0\u202f«»“”‘’"']+|[ \u00a0\u202f«»“”‘’"']+$/g;

/* The references that a schema states: [path, kind, id]. */
function* statedBy(node, data, path = []) {
  if ("x-ref" in node && typeof data === "string") yield [path, node["x-ref"], data];
  if (Array.isArray(data)) {
    for (const [rank, value] of data.entries()) yield* statedBy(node.items ?? {}, value, [...path, rank]);
  } else if (data !== null && typeof data === "object") {
    for (const [name, value] of Object.entries(data)) yield* statedBy(node.properties?.[name] ?? {}, value, [...path, name]);
  }
}

/* Adds to each of the `judged` records what is wrong in what it names. */
export const cited = async (judged, published, references) => {
  const words = await references.words();
  const known = new Map(Object.keys(words.kinds).map((kind) => [kind, [...published.filter(({ nature }) => nature === kind), ...judged.filter(({ record }) => record.kind === kind).map(({ record }) => ({ id: record.id, titre: record.title }))]]));
  const orphans = orphaned(judged, known, words);
  for (const { record, schema, faults } of judged) {
    for (const [chemin, kind, id] of statedBy(schema.tree, record.data)) {
      if (kind === "territoire") faults.push(...(await placed(id, record, known.get(kind), references)).map((fault) => ({ ...fault, chemin })));
      else if (kind in words.kinds && !known.get(kind).some((one) => one.id === id) && !orphans.has(`${kind} ${id}`)) faults.push({ ...unknown(kind, id, known, words), chemin });
    }
    faults.push(...hypotheses(record, judged, words, await references.protocol(record.experiment)));
  }
  titles(judged, published, words);
  circles(judged, words);
  formerNames(judged, words);
};

const unknown = (kind, id, known, words) => {
  const ids = known.get(kind).map((one) => one.id).sort();
  const fault = (aide) => ({ regle: "reference-inconnue", message: words.say("reference-inconnue", { aucun: words.kinds[kind][0], valeur: quoted(id) }), aide });
  const other = [...known].find(([, records]) => records.some((one) => one.id === id));
  if (other) return fault(words.say("autre-genre-aide", { genre: words.kinds[other[0]][1], attendu: words.kinds[kind][1] }));
  const titled = known.get(kind).filter(({ titre }) => slug(titre) === slug(id));
  if (titled.length === 1) return fault(words.say("vouliez-vous", { proche: quoted(titled[0].id) }));
  const name = id.replace(/\/+$/, "").split("/").at(-1).replace(/\.md$/, "").replace(AROUND, "");
  const near = words.didYouMean(name, ids);
  return fault(near || (kind === "enjeu" ? words.say("valeur-hors-liste-aide", { choix: someOf(ids) }) : words.say("reference-inconnue-aide")));
};

/* Parts of an experiment that is neither published nor written here: told once, and links to it are no second fault. */
const orphaned = (judged, known, words) => {
  const found = new Set();
  for (const { record, faults } of judged) {
    const { part, experiment } = record;
    if (!part || !experiment || known.get("experimentation").some(({ id }) => id === experiment)) continue;
    const name = `experimentation ${experiment}`;
    if (!found.has(name)) faults.push({ regle: "experimentation-sans-index", message: words.say("experimentation-sans-index"), aide: words.say("experimentation-sans-index-aide"), chemin: ["#experimentation"], ailleurs: `experiments/${experiment}/index.md` });
    found.add(name);
  }
  return found;
};

/* Devices and verdicts that name a hypothesis which the protocol does not have. */
function* hypotheses({ kind, data, experiment }, judged, words, protocol) {
  const listed = (one) => (one?.hypotheses ?? []).map(({ id }) => id);
  const written = judged.filter(({ record }) => record.kind === "protocole" && record.experiment === experiment).flatMap(({ record }) => listed(record.data));
  const known = kind === "protocole" ? listed(data) : [...(protocol?.employes.hypotheses ?? []), ...written];
  const ever = [...new Set(known)].sort(byNumber);
  if (ever.some((id) => !/^H[1-9][0-9]?$/.test(id))) return;
  const named = kind === "protocole"
    ? (data.dispositifs ?? []).flatMap(({ hypotheses: tested = [] }, rank) => tested.map((id, at) => [["dispositifs", rank, "hypotheses", at], id]))
    : (kind === "evaluation" && data.verdicts ? data.verdicts : []).map(({ hypothese }, rank) => [["verdicts", rank, "hypothese"], hypothese]);
  for (const [chemin, id] of named) {
    if (typeof id !== "string" || ever.includes(id)) continue;
    const message = words.say(kind === "protocole" ? "hypothese-inconnue-ici" : "hypothese-inconnue", { valeur: quoted(id) });
    yield { regle: "hypothese-inconnue", message, aide: ever.length ? words.say("valeur-hors-liste-aide", { choix: someOf(ever, 99) }) : words.say("hypothese-inconnue-aide"), chemin };
  }
}

/* Records of one kind with the same title: the fault is that of the last one, by its name. */
const titles = (judged, published, words) => {
  for (const { record, faults } of judged) {
    if (typeof record.data.titre !== "string") continue;
    const here = scope(record.kind, record.id);
    const alike = (kind, id, title) => kind === record.kind && scope(kind, id) === here && typeof title === "string" && flat(title) === flat(record.data.titre);
    const others = [
      ...published.filter(({ nature, id, titre }) => alike(nature, id, titre) && !(record.corrects && id === record.id)).map(({ id, titre }) => ({ id, titre, file: record.path.replace("<id>", id) })),
      ...judged.filter((one) => one.record.id !== record.id && alike(one.record.kind, one.record.id, one.record.data.titre)).map((one) => ({ id: one.record.id, titre: one.record.data.titre, file: one.record.file, mine: true })),
    ].sort((one, other) => (one.id < other.id ? -1 : 1));
    const [first] = others;
    if (!first) continue;
    const say = (titre, fichier) => ({ regle: "titre-en-double", message: words.say("titre-en-double", { valeur: quoted(titre), fichier }), aide: words.say("titre-en-double-aide"), chemin: ["titre"] });
    if (first.id <= record.id) faults.push(say(record.data.titre, first.file));
    else for (const one of others.filter(({ mine }) => !mine)) faults.push({ ...say(one.titre, record.file), ailleurs: one.file });
  }
};

/* Tools of this contribution that derive from each other in a circle, or from themselves. */
const circles = (judged, words) => {
  const tools = new Map(judged.filter(({ record }) => record.kind === "outil").map((one) => [one.record.id, one]));
  const from = (id) => tools.get(id)?.record.data.derive_de ?? [];
  const told = new Set();
  for (const start of [...tools.keys()].sort()) {
    if (told.has(start)) continue;
    const trail = wayBack(start, from);
    if (!trail.length) continue;
    for (const id of trail) told.add(id);
    const message = words.say("cercle-outil", { valeur: quoted(start), noms: [...trail, start].join(" → ") });
    tools.get(start).faults.push({ regle: "cercle", message, aide: words.say(trail.length > 1 ? "cercle-aide" : "cercle-seul-aide"), chemin: ["derive_de", from(start).indexOf(trail[1] ?? start)] });
  }
};

const wayBack = (start, from) => {
  const trails = [[start]];
  const seen = new Set();
  for (const trail of trails) {
    for (const next of from(trail.at(-1))) {
      if (next === start) return trail;
      if (!seen.has(next)) trails.push([...trail, next]);
      seen.add(next);
    }
  }
  return [];
};

/* The name of a record that is the former name of another: what led there would lead here. */
const formerNames = (judged, words) => {
  for (const { record, faults } of judged) {
    const taken = !record.corrects && words.site.anciens.find(([kind, id]) => kind === record.kind && id === record.id);
    if (!taken) continue;
    const message = words.say("ancien-id-d-une-autre", { valeur: quoted(record.id.split("/").at(-1)), fichier: record.file });
    faults.push({ regle: "ancien-id-pris", message, aide: words.say("ancien-id-pris-aide"), chemin: ["#nom"], ailleurs: taken[2] });
  }
};
