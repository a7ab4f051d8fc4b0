/* A draft in a file, with the bytes of its pictures and annexes: it opens on another computer. */
import { EXTENSIONS, kind } from "./images.js";
import { token } from "./etagere.js";

/* The text of the file. */
export const packed = async (draft, reserve) => {
  const fiches = [];
  for (const one of draft.fiches) {
    const pieces = [];
    for (const piece of one?.pieces ?? []) {
      const bytes = await reserve.get(String(piece?.cle));
      pieces.push(bytes ? { ...piece, donnees: await base64(bytes) } : piece);
    }
    fiches.push(pieces.length ? { ...one, pieces } : one);
  }
  return JSON.stringify({ ...draft, fiches }, null, 1);
};

/* The records of a draft that was read, their bytes kept here under new keys; what is no picture nor PDF is left out. */
export const unpacked = async (records, reserve, most) => {
  const notes = [];
  for (const record of records) {
    const pieces = [];
    for (const { donnees, ...piece } of record.pieces) {
      if (!donnees) {
        pieces.push(piece);
        continue;
      }
      const bytes = decoded(donnees);
      const type = bytes && (await kind(bytes));
      const honest = bytes && bytes.size <= most && piece.nom.endsWith(EXTENSIONS[type] ?? "/");
      if (!honest) notes.push(`Le fichier « ${piece.nom} » du brouillon est abîmé : joignez-le de nouveau.`);
      else {
        const cle = token();
        if (!(await reserve.put(cle, new Blob([bytes], { type })))) notes.push(`Ce navigateur n’a pas pu garder « ${piece.nom} » : il sera perdu si vous fermez la page.`);
        pieces.push({ ...piece, cle });
      }
    }
    record.pieces = pieces;
  }
  return notes;
};

export const base64 = async (blob) => {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
};

const decoded = (text) => {
  try {
    return new Blob([Uint8Array.from(atob(text), (one) => one.charCodeAt(0))]);
  } catch {
    return null;
  }
};
