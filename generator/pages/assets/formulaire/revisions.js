/* A revision of a protocol held to the one before, as generator/protocol/revision_checks.py and reasons.py do. */
import { someOf } from "./mots.js";
import { ideas, misnumbered, slips } from "./sens.js";

export function* revised({ words, revisions }) {
  const say = (name, parts) => words.say(name, parts);
  const where = revisions.at(-1);
  if (!where?.record) return;
  const before = revisions.find(({ numero }) => numero === where.numero - 1);
  const found = [...faults(revisions, before, where, say)];
  for (const fault of found) yield { where, ...fault };
}

function* faults(revisions, before, after, say) {
  const twice = [...repeated(after.data, say)];
  yield* twice;
  const tell = (regle, chemin, phrase, aide, parts = {}) => ({ regle, chemin, message: say(phrase, parts), aide: say(aide, parts) });
  if (before) yield* follows(revisions, before, after, tell);
  if (twice.length) return;
  if (!before) {
    if (after.numero > 1) return;
    for (const [rank, { quoi }] of (after.data.changements ?? []).entries()) yield tell("raison-sans-changement", ["changements", rank, "quoi"], "premiere-sans-changement", "entree-de-trop-aide", { quoi: named(quoi, say) });
    for (const [rank, { id }] of (after.data.hypotheses_retirees ?? []).entries()) yield tell("retrait-sans-objet", ["hypotheses_retirees", rank, "id"], "premiere-sans-retrait", "entree-de-trop-aide", { quoi: id });
    return;
  }
  const last = new Map(revisions.slice(0, -1).flatMap((one) => [...ideas(one)]));
  const slipped = slips(ideas(before), ideas(after), last);
  yield* misnumbered(slipped, new Map([...last, ...ideas(after)]), say);
  const moved = slipped.filter(({ genre }) => genre !== "reformule");
  yield* reasons({ before, after, silent: new Set(moved.flatMap(({ idea, old }) => [...idea.key.split(" "), ...old.key.split(" ")])) }, say, tell);
}

function* follows(revisions, before, after, tell) {
  const [date, jour] = [after.data.date, before.data.date];
  if (date <= jour) yield tell("dates-de-revisions", ["date"], date === jour ? "revision-du-meme-jour" : "revision-d-avant", "dates-de-revisions-aide", { date, avant: `r${before.numero}`, jour });
  for (const draft of after.data.etat === "publiee" ? revisions.slice(0, -1).filter((one) => one.data.etat === "brouillon") : []) {
    yield { ...tell("brouillon-depasse", ["etat"], "brouillon-depasse", "brouillon-depasse-aide", { apres: `r${after.numero}` }), where: draft };
  }
  if (!(after.data.motifs ?? []).length) yield tell("revision-sans-motif", ["motifs"], "revision-sans-motif", "revision-sans-motif-aide");
}

function* repeated(data, say) {
  const lists = [
    ["deux-hypotheses", ["hypotheses"], data.hypotheses],
    ["deux-dispositifs", ["dispositifs"], data.dispositifs],
    ...(data.dispositifs ?? []).map((one, rank) => ["deux-etapes", ["dispositifs", rank, "etapes"], one.etapes, one.id]),
    ["retiree-deux-fois", ["hypotheses_retirees"], data.hypotheses_retirees],
  ];
  for (const [phrase, path, items, dispositif] of lists) yield* twice((items ?? []).map(({ id }) => id), path, phrase, say, dispositif);
}

/* The numbers that a list gives twice. */
export function* twice(numbers, path, phrase, say, dispositif = "") {
  for (const [rank, numero] of numbers.entries()) {
    if (numbers.indexOf(numero) < rank) yield { regle: "identifiant-repete", message: say(phrase, { numero, dispositif }), aide: say("identifiant-repete-aide"), chemin: [...path, rank] };
  }
}

const named = (quoi, say) => (quoi === "texte" ? say("le-texte") : quoi);

/* The numbers that differ between two revisions, with how; `texte` stands for the text, the title or the summary. */
export const changed = (before, after) => {
  const found = new Map();
  for (const name of ["hypotheses", "dispositifs"]) {
    const [old, now] = [before.data[name] ?? [], after.data[name] ?? []].map((parts) => new Map([...parts].reverse().map((part) => [part.id, part])));
    const ranks = (before.data[name] ?? []).map(({ id }) => id);
    const kept = (after.data[name] ?? []).map(({ id }) => id).filter((id) => old.has(id));
    const moved = misplaced(kept.map((id) => ranks.indexOf(id)));
    for (const { id } of after.data[name] ?? []) {
      if (!old.has(id)) found.set(id, ["ajoute"]);
      else {
        const told = [...(same(old.get(id), now.get(id)) ? [] : ["reformule"]), ...(moved.has(ranks.indexOf(id)) ? ["deplace"] : [])];
        if (told.length) found.set(id, told);
      }
    }
    for (const id of ranks) if (!now.has(id)) found.set(id, ["retire"]);
  }
  const said = ["titre", "resume"].some((name) => (before.data[name] ?? "") !== (after.data[name] ?? ""));
  if (said || blocks(before.text).join("\n\n") !== blocks(after.text).join("\n\n")) found.set("texte", ["reformule"]);
  return found;
};

/* The fewest ranks to take away for the rest to rise. */
const misplaced = (ranks) => {
  const best = ranks.map((rank) => [rank]);
  ranks.forEach((rank, at) => {
    for (let from = 0; from < at; from += 1) {
      if (ranks[from] < rank && best[from].length >= best[at].length) best[at] = [...best[from], rank];
    }
  });
  const kept = best.reduce((one, other) => (other.length > one.length ? other : one), []);
  return new Set(ranks.filter((rank) => !kept.includes(rank)));
};

const sorted = (value) => {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  const said = Object.entries(value).filter(([, one]) => one !== null && !(Array.isArray(one) && !one.length));
  return Object.fromEntries(said.sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, one]) => [name, sorted(one)]));
};
const same = (one, other) => JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));

/* The blocks of a text: what its blank lines part, those of a fenced code apart. */
const FENCE = /^[ >]*(`{3,}|~{3,})(.*)$/;
const blocks = (text) => {
  const found = [];
  let fence = "";
  let inside = false;
  for (const line of text.split("\n")) {
    if (!fence && !/[^ \t]/.test(line)) {
      inside = false;
      continue;
    }
    if (inside) found.push(`${found.pop()}\n${line}`);
    else found.push(line);
    inside = true;
    const [, marks, rest] = FENCE.exec(line) ?? [];
    if (fence) fence = marks?.startsWith(fence) && !rest.trim() ? "" : fence;
    else if (marks) fence = marks[0] === "`" && rest.includes("`") ? "" : marks;
  }
  return found;
};

function* reasons({ before, after, silent }, say, tell) {
  const differ = changed(before, after);
  const { changements = [], hypotheses = [], hypotheses_retirees: gone = [] } = after.data;
  const explained = new Set(changements.map(({ quoi }) => quoi));
  const kept = new Set(hypotheses.map(({ id }) => id));
  const held = new Set((before.data.hypotheses ?? []).map(({ id }) => id));
  const told = new Set(gone.map(({ id }) => id));
  const lost = [...held].filter((id) => !kept.has(id) && !told.has(id) && !silent.has(id));
  const [avant, apres] = [`r${before.numero}`, `r${after.numero}`];
  for (const [quoi, how] of differ) {
    const [change] = how.filter((one) => one !== "deplace");
    if (!change || explained.has(quoi) || silent.has(quoi) || lost.includes(quoi)) continue;
    const place = placeOf(quoi, before, after, gone);
    yield { regle: "changement-sans-raison", message: say(`sans-raison-${change}`, { quoi: named(quoi, say), avant }), aide: say("changement-sans-raison-aide", { quoi }), chemin: place };
  }
  const left = [...differ].filter(([name, how]) => !explained.has(name) && !silent.has(name) && how.join() !== "deplace").map(([name]) => name);
  const known = new Set([...ideas(before).keys(), ...ideas(after).keys()].map((key) => key.split(" ")[0]).concat("texte"));
  for (const [rank, { quoi }] of changements.entries()) {
    if (differ.has(quoi) || silent.has(quoi)) continue;
    const message = known.has(quoi) ? say("raison-sans-changement", { quoi: named(quoi, say), avant }) : say("raison-d-un-inconnu", { quoi, avant, apres });
    const aide = left.length ? say("autre-sans-raison-aide", { restent: someOf(left, 12, "et") }) : say("tout-a-sa-raison-aide");
    yield { regle: "raison-sans-changement", message, aide, chemin: ["changements", rank, "quoi"] };
  }
  for (const quoi of lost) yield tell("hypothese-disparue", ["hypotheses"], "hypothese-disparue", "hypothese-disparue-aide", { quoi, avant: before.file, apres: after.file });
  for (const [rank, { id }] of gone.entries()) {
    if (silent.has(id) || (held.has(id) && !kept.has(id))) continue;
    const wrong = lost.length ? say("retrait-autre-aide", { disparues: someOf(lost) }) : say("entree-de-trop-aide");
    const message = say(kept.has(id) ? "retiree-et-gardee" : "retrait-d-une-inconnue", { quoi: id, avant });
    yield { regle: "retrait-sans-objet", message, aide: kept.has(id) ? say("retiree-et-gardee-aide") : wrong, chemin: ["hypotheses_retirees", rank, "id"] };
  }
}

/* Where a difference is best seen. */
const placeOf = (quoi, before, after, gone) => {
  const reworded = ["titre", "resume"].find((name) => (before.data[name] ?? "") !== (after.data[name] ?? ""));
  if (quoi === "texte") return [reworded ?? "#texte"];
  const idea = ideas(after).get(quoi);
  const rank = gone.findIndex(({ id }) => id === quoi);
  if (idea) return [...idea.chemin, "id"];
  return rank >= 0 ? ["hypotheses_retirees", rank, "id"] : ["dispositifs"];
};
