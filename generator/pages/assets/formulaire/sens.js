/* Whether a number still stands for the same idea, as generator/protocol/meanings.py and numbering.py tell it: numbers
   swapped, given again, or worded anew. */
import { quoted } from "./mots.js";
import { folded } from "./proches.js";

const SAME = 0.8;
const OTHER = 0.5;
const NOTHING_IN_COMMON = 0.15;
const ENOUGH_WORDS = 4;
const LETTERS = 4;
const STEM = 6;
const LAST_NUMBER = 99;

/* What each number of a revision stands for, by its key: `H1`, `D1`, or `D1 E2` for a step. */
export const ideas = ({ numero, data }) => {
  const found = new Map();
  const add = (key, chemin, nom, texte, outil = null) => found.set(key, { key, numero: `r${numero}`, chemin, nom, texte, outil });
  for (const [rank, one] of (data.hypotheses ?? []).entries()) add(one.id, ["hypotheses", rank], one.enonce, one.enonce);
  for (const [rank, one] of (data.dispositifs ?? []).entries()) {
    add(one.id, ["dispositifs", rank], one.titre, [one.titre, one.description, one.public].filter(Boolean).join(" "), one.outil ?? null);
    for (const [at, step] of (one.etapes ?? []).entries()) add(`${one.id} ${step.id}`, ["dispositifs", rank, "etapes", at], step.texte, step.texte);
  }
  return found;
};

/* The numbers that mean something else `now` than the last time they were used: {genre, idea, old}. */
export const slips = (was, now, last) => {
  const slipped = new Set();
  const found = [];
  for (const [key, idea] of now) {
    const old = last.get(key);
    if (slipped.has(deviceOf(key)) || (old && words(old.texte) === words(idea.texte))) continue;
    const other = taken(idea, old, was, now);
    if (other) {
      slipped.add(key);
      found.push({ genre: "pris", idea, old: other });
    } else if (old && unlike(old, idea)) {
      slipped.add(key);
      found.push({ genre: was.has(key) ? "reformule" : "revenu", idea, old });
    }
  }
  return found;
};

const deviceOf = (key) => (key.includes(" ") ? key.split(" ")[0] : null);
const sortOf = (key) => `${deviceOf(key) ?? ""} ${key.split(" ").at(-1)[0]}`;
const alike = (one, other) => sortOf(one) === sortOf(other);

const taken = (idea, old, was, now) => {
  const left = [...was.values()].filter((other) => {
    if (!alike(other.key, idea.key) || other.key === idea.key) return false;
    const still = now.get(other.key);
    return !still || words(still.texte) !== words(other.texte);
  });
  const exact = left.find((other) => words(other.texte) === words(idea.texte));
  if (exact || !old || common(old.texte, idea.texte) >= OTHER) return exact ?? null;
  const near = left.reduce((best, other) => (!best || common(other.texte, idea.texte) > common(best.texte, idea.texte) ? other : best), null);
  if (!near || common(near.texte, idea.texte) < SAME) return null;
  const still = now.get(near.key);
  return !still || common(still.texte, near.texte) < OTHER ? near : null;
};

const unlike = (old, idea) => {
  if (old.outil !== null && old.outil === idea.outil) return false;
  const enough = Math.min(content(old.texte).size, content(idea.texte).size) >= ENOUGH_WORDS;
  return enough && common(old.texte, idea.texte) < NOTHING_IN_COMMON;
};

const common = (one, other) => {
  const [left, right] = [content(one), content(other)];
  if (!left.size || !right.size) return 0;
  return (2 * [...left].filter((word) => right.has(word)).length) / (left.size + right.size);
};

const split = (text) => folded(text).match(/[\p{L}\p{N}]+/gu) ?? [];
const words = (text) => split(text).join(" ");
const content = (text) => new Set(split(text).filter((word) => [...word].length >= LETTERS || /^\p{Nd}+$/u.test(word)).map((word) => [...word].slice(0, STEM).join("")));

/* The faults of numbers that slipped; `known` holds every idea that ever was. */
export function* misnumbered(found, known, say) {
  const pairs = new Set(found.filter(({ genre }) => genre === "pris").map(({ idea, old }) => `${idea.key}>${old.key}`));
  for (const { genre, idea, old } of found) {
    const [numero, autre] = [idea, old].map(({ key }) => key.split(" ").at(-1));
    const device = deviceOf(idea.key);
    const chemin = [...idea.chemin, "id"];
    const told = { dans: device ? say("dans-le-dispositif", { dispositif: device }) : "", numero, autre, revision: old.numero, nom: quoted(old.nom) };
    if (genre === "reformule") {
      const aide = say("enonce-tout-autre-aide", { aide: fresh(idea.key, known, say) });
      yield { regle: "enonce-tout-autre", message: say("enonce-tout-autre", { ...told, numero: idea.key.split(" ").reverse().join(" de ") }), aide, chemin };
      continue;
    }
    const swapped = pairs.has(`${old.key}>${idea.key}`);
    if (swapped && old.key < idea.key) continue;
    const [phrase, aide] =
      genre === "revenu" ? ["numero-revenu", fresh(idea.key, known, say)]
        : swapped ? ["numeros-echanges", say("numeros-echanges-aide")]
          : ["numero-pris", say(`numero-pris-${numero[0]}-aide`, { autre })];
    yield { regle: "identifiant-deplace", message: say(phrase, told), aide, chemin };
  }
}

const fresh = (key, known, say) => {
  const used = Math.max(...[...known.keys()].filter((one) => alike(one, key)).map((one) => Number(one.split(" ").at(-1).slice(1))));
  return used < LAST_NUMBER ? say("numero-neuf-comme-aide", { exemple: `${key.split(" ").at(-1)[0]}${used + 1}` }) : say("numero-neuf-aide");
};
