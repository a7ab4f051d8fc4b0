/* What a draft is, on the shelf and in a file: the records as they are typed. Older ones are brought to this version. */

export const FORMAT = "brouillon de contribution";
export const VERSION = 4;
const LONGEST = 120_000_000;
const NAMED = /^[a-z0-9_-]+(?:\/[a-z0-9_-]+)+$/;
const FILE = /^[a-z0-9_-]+(?:\/[A-Za-z0-9_-]+)*\/[A-Za-z0-9_-]+\.md$/;
const PIECE = /^[a-z0-9]+(?:-[a-z0-9]+)*\.(?:png|jpg|webp|pdf)$/;

/* What each version became in the next. A draft that says no version is of the first. */
const AFTER = {
  /* 2 names the draft. */
  1: (draft) => ({ ...draft, version: 2, nom: "" }),
  /* 3 has files beside its records: `pieces`. */
  2: (draft) => ({ ...draft, version: 3 }),
  /* 4 has corrections of published records: `origine`. */
  3: (draft) => ({ ...draft, version: 4 }),
};

/* The records as a draft holds them. */
export const entries = (records) =>
  records.map((record) => {
    const { data, text } = record.read();
    const pieces = record.pieces.kept();
    return {
      sorte: record.code,
      experimentation: record.experiment,
      nom: record.nameField.querySelector("input").value.trim(),
      champs: data,
      texte: text,
      ...(pieces.length ? { pieces } : {}),
      ...(record.correction ? { origine: record.correction.origin } : {}),
    };
  });

export const draftOf = (fiches, nom = "") => ({ format: FORMAT, version: VERSION, nom, fiches });

/* The stored text as a draft of this version, null where it is none. */
export const readable = (text) => {
  let draft = null;
  try {
    draft = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isGroup(draft) || !Array.isArray(draft.fiches)) return null;
  let version = Number.isInteger(draft.version) && draft.version > 0 ? draft.version : 1;
  while (AFTER[version]) {
    draft = AFTER[version](draft);
    version += 1;
  }
  return { ...draft, version, nom: typeof draft.nom === "string" ? draft.nom : "" };
};

/* The records of a draft: {name, newer, records, notes}, or {refusal} in French where it is none. `kinds` are the known ones. */
export const readDraft = (text, kinds) => {
  if (text.length > LONGEST) return { refusal: "Ce fichier est trop gros pour être un brouillon." };
  const draft = readable(text);
  if (draft === null) {
    return Array.isArray(isJson(text)) || isGroup(isJson(text))
      ? { refusal: "Ce fichier ne contient pas de brouillon. Choisissez celui que ce formulaire a enregistré." }
      : { refusal: "Ce fichier n’est pas un brouillon, ou il a été abîmé : il ne peut pas être lu. Choisissez celui que ce formulaire a enregistré, dont le nom finit par « .json »." };
  }
  const notes = [];
  const newer = draft.version > VERSION;
  if (newer) notes.push("Ce brouillon vient d’une version plus récente du formulaire : vérifiez que rien ne manque. Il reste tel qu’il est ; ce que vous changez ici est gardé à part.");
  const records = [];
  draft.fiches.forEach((one, rank) => {
    if (!isGroup(one) || !kinds.has(one.sorte)) {
      notes.push(`La fiche n° ${rank + 1} est d’une sorte que ce formulaire ne connaît pas : elle est laissée de côté.`);
      return;
    }
    const said = (value) => (typeof value === "string" ? value : "");
    records.push({ sorte: one.sorte, experimentation: said(one.experimentation), nom: said(one.nom), champs: isGroup(one.champs) ? one.champs : {}, texte: said(one.texte), pieces: pieces(one.pieces), origine: origin(one.origine) });
  });
  if (!records.length) return { refusal: "Ce brouillon est vide : il n’y a rien à reprendre." };
  return { name: draft.nom, newer, records, notes };
};

/* The files of a record, those alone that have a name that this form gives. */
const pieces = (list) =>
  (Array.isArray(list) ? list : [])
    .filter((one) => isGroup(one) && PIECE.test(one.nom) && typeof one.cle === "string")
    .map(({ nom, cle, alt, legende, donnees }) => {
      const [words, caption] = [alt, legende].map((value) => (typeof value === "string" ? value : ""));
      return { nom, cle, alt: words, legende: caption, ...(typeof donnees === "string" ? { donnees } : {}) };
    });

/* What a correction began from, null where it is none. */
const origin = (one) => {
  const parts = isGroup(one) ? ["sorte", "id", "chemin", "texte"].map((name) => [name, one[name]]) : [];
  const sound = parts.length && parts.every(([, value]) => typeof value === "string") && NAMED.test(`${one.sorte}/${one.id}`) && FILE.test(one.chemin);
  return sound ? Object.fromEntries(parts) : null;
};

/* What to call a draft: the name that someone gave it, or the title of its first record. */
export const called = ({ nom, fiches }, titles) => {
  if (nom) return nom;
  const first = fiches.find(isGroup);
  const title = isGroup(first?.champs) ? first.champs.titre : "";
  return typeof title === "string" && title.trim() ? title.trim() : titles.get(first?.sorte) ?? "Sans titre";
};

const isJson = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const isGroup = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
