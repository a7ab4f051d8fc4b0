/* Keeps what is being written in this browser alone, and reads back what was kept, here or in a file. */

export const FORMAT = "brouillon de contribution";
export const VERSION = 1;
const LONGEST = 2_000_000;
const KEY = "espace.brouillon";
const BEFORE = "espace.brouillon.precedent";

/* Storage may be refused by the reader's settings: then a draft lives as long as its page. */
export class Drafts {
  constructor(root) {
    this.prefix = `${root.pathname}.`;
  }

  get(name = KEY) {
    try {
      return localStorage.getItem(this.prefix + name);
    } catch {
      return null;
    }
  }

  set(text, name = KEY) {
    try {
      if (text) localStorage.setItem(this.prefix + name, text);
      else localStorage.removeItem(this.prefix + name);
      return true;
    } catch {
      return false;
    }
  }

  /* Puts the draft aside: another one begins. */
  aside() {
    const kept = this.get();
    if (kept) this.set(kept, BEFORE);
    this.set("");
  }

  before() {
    return this.get(BEFORE);
  }

  forget() {
    this.set("");
    this.set("", BEFORE);
  }
}

export const written = (records) =>
  JSON.stringify({
    format: FORMAT,
    version: VERSION,
    fiches: records.map((record) => {
      const { data, text } = record.read();
      return {
        sorte: record.code,
        experimentation: record.experiment,
        nom: record.nameField.querySelector("input").value.trim(),
        champs: data,
        texte: text,
      };
    }),
  }, null, 1);

/* The records of a draft: {records, notes}, or {refusal} in French where it is none. `kinds` are the known ones. */
export const readDraft = (text, kinds) => {
  if (text.length > LONGEST) return { refusal: "Ce fichier est trop gros pour être un brouillon." };
  let draft = null;
  try {
    draft = JSON.parse(text);
  } catch {
    return { refusal: "Ce fichier n’est pas un brouillon, ou il a été abîmé : il ne peut pas être lu. Choisissez celui que ce formulaire a enregistré, dont le nom finit par « .json »." };
  }
  if (!isGroup(draft) || !Array.isArray(draft.fiches)) {
    return { refusal: "Ce fichier ne contient pas de brouillon. Choisissez celui que ce formulaire a enregistré." };
  }
  const notes = [];
  if (typeof draft.version === "number" && draft.version > VERSION) {
    notes.push("Ce brouillon vient d’une version plus récente du formulaire : vérifiez que rien ne manque.");
  }
  const records = [];
  draft.fiches.forEach((one, rank) => {
    if (!isGroup(one) || !kinds.has(one.sorte)) {
      notes.push(`La fiche n° ${rank + 1} est d’une sorte que ce formulaire ne connaît pas : elle est laissée de côté.`);
      return;
    }
    const said = (value) => (typeof value === "string" ? value : "");
    records.push({ sorte: one.sorte, experimentation: said(one.experimentation), nom: said(one.nom), champs: isGroup(one.champs) ? one.champs : {}, texte: said(one.texte) });
  });
  if (!records.length) return { refusal: "Ce brouillon est vide : il n’y a rien à reprendre." };
  return { records, notes };
};

const isGroup = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
