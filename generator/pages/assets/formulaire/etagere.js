/* The shelf: every draft kept in this browser has an entry of its own in its storage, and none is written over by
   another. What a tab keeps says what it comes after (`apres`): a tab that missed a change learns it, and loses nothing. */
import { readable } from "./brouillon.js";

const DRAFT = "espace.etagere.";
const OPEN = "espace.ouvert";
/* Where a form kept its only draft, and the one before it, when there was no shelf. */
const FORMER = ["espace.brouillon", "espace.brouillon.precedent"];

/* Storage may be refused by the reader's settings, and even to look at it may throw. */
const storage = (name) => {
  try {
    return globalThis[name];
  } catch {
    return null;
  }
};

export const token = () => [...crypto.getRandomValues(new Uint8Array(8))].map((one) => one.toString(16).padStart(2, "0")).join("");

/* What a stored text says of itself, {} where it cannot be read. */
export const facts = (text) => {
  try {
    const said = JSON.parse(text);
    return said !== null && typeof said === "object" ? said : {};
  } catch {
    return {};
  }
};

const stampOf = (text) => String(facts(text ?? "").ecriture ?? "");

export class Shelf {
  /* `root` is the address of the site's root: two sites of one origin have a shelf each. */
  constructor(root) {
    this.site = `${root.pathname}.`;
    this.prefix = this.site + DRAFT;
    this.adopt();
  }

  /* Drafts of before the shelf take their place on it. Their name follows from their text: two tabs make it one draft. */
  adopt() {
    for (const name of FORMER) {
      const text = this.text(this.site + name);
      if (!text) continue;
      const id = `ancien-${sum(text)}`;
      this.drop(this.site + name);
      if (!this.put(this.prefix + id, text)) this.put(this.site + name, text);
    }
  }

  text(key) {
    try {
      return storage("localStorage").getItem(key);
    } catch {
      return null;
    }
  }

  put(key, text) {
    this.refused = "";
    try {
      storage("localStorage").setItem(key, text);
      return true;
    } catch (fault) {
      this.refused = fault?.name === "QuotaExceededError" ? "plein" : "interdit";
      return false;
    }
  }

  drop(key) {
    try {
      storage("localStorage").removeItem(key);
    } catch {
      /* Nothing was kept there. */
    }
  }

  get(id) {
    return this.text(this.prefix + id);
  }

  get area() {
    return storage("localStorage");
  }

  /* The name of the draft that an event of the storage speaks of, "" for none of them, null for all. */
  told({ key }) {
    if (key === null) return null;
    return key.startsWith(this.prefix) ? key.slice(this.prefix.length) : "";
  }

  /* The drafts, the last one written first: {id, text, said}; `said` is null where the text cannot be read. */
  list() {
    let keys = [];
    try {
      keys = Object.keys(storage("localStorage")).filter((key) => key.startsWith(this.prefix));
    } catch {
      return [];
    }
    return keys
      .map((key) => ({ id: key.slice(this.prefix.length), text: this.text(key) ?? "" }))
      .map((one) => ({ ...one, said: readable(one.text) }))
      .sort((one, other) => when(other).localeCompare(when(one)) || one.id.localeCompare(other.id));
  }

  /* Keeps a draft that comes after the writing `after`: {stamp}, {elsewhere} where another tab wrote since, {refused}. */
  write(id, draft, after) {
    if (stampOf(this.get(id)) !== after) return { elsewhere: true };
    const stamp = token();
    const said = { ...draft, modifie: new Date().toISOString(), ecriture: stamp, apres: after };
    return this.put(this.prefix + id, JSON.stringify(said, null, 1)) ? { stamp } : { refused: this.refused };
  }

  rename(id, name) {
    const text = this.get(id);
    const said = facts(text ?? "");
    return readable(text) !== null && !this.write(id, { ...said, nom: name }, stampOf(text)).refused;
  }

  /* Takes a draft off the shelf; the gesture given back puts it there again, beside whatever came since. */
  remove(id) {
    const text = this.get(id);
    this.drop(this.prefix + id);
    return () => this.put(this.prefix + (this.get(id) === null ? id : token()), text);
  }

  /* Which draft this tab holds: it finds it again when the page is loaded anew. */
  get mine() {
    try {
      return storage("sessionStorage").getItem(this.site + OPEN) ?? "";
    } catch {
      return "";
    }
  }

  set mine(id) {
    try {
      if (id) storage("sessionStorage").setItem(this.site + OPEN, id);
      else storage("sessionStorage").removeItem(this.site + OPEN);
    } catch {
      /* The draft is found on the shelf. */
    }
  }

  /* Says to the other tabs that this one holds a draft, until it holds another. */
  hold(id) {
    this.release?.();
    this.release = null;
    if (!id || !navigator.locks) return;
    navigator.locks.request(this.prefix + id, { mode: "shared" }, () => new Promise((resolve) => {
      this.release = resolve;
    })).catch(() => {});
  }

  /* The drafts that tabs hold, this one included, each as often as it is held. */
  async held() {
    try {
      const { held } = await navigator.locks.query();
      return held.filter(({ name }) => name.startsWith(this.prefix)).map(({ name }) => name.slice(this.prefix.length));
    } catch {
      return [];
    }
  }
}

const when = ({ said }) => String(said?.modifie ?? "");

const sum = (text) => {
  let found = 5381;
  for (let at = 0; at < text.length; at += 1) found = (found * 33 + text.charCodeAt(at)) >>> 0;
  return found.toString(36);
};
