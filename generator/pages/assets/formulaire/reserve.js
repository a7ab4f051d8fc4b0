/* The bytes of pictures and annexes, kept in this browser beside the drafts that name them. What is kept under a key never
   changes: a copy of a draft names the same bytes, and what no draft names any more is swept away. */
const NAME = "espace";
const STORE = "pieces";
/* What a tab has just taken, and no draft names yet. */
const YOUNG = 3_600_000;

const opened = () =>
  new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
    asked.onblocked = () => reject(new Error("blocked"));
  });

const done = (asked) =>
  new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });

export class Reserve {
  /* `site` tells the sites of one origin from each other. */
  constructor(site) {
    this.site = site;
    this.memory = new Map();
  }

  async store(mode) {
    this.base ??= opened().catch((fault) => {
      this.base = null;
      throw fault;
    });
    return (await this.base).transaction(STORE, mode).objectStore(STORE);
  }

  /* Whether the bytes are kept; where they are not, they live as long as this page. */
  async put(key, bytes) {
    this.memory.set(key, bytes);
    try {
      const content = await bytes.arrayBuffer();
      await done((await this.store("readwrite")).put({ content, type: bytes.type, since: Date.now() }, this.site + key));
      return true;
    } catch (fault) {
      console.warn(fault);
      return false;
    }
  }

  /* The bytes of that key as a Blob, null where they are gone. */
  async get(key) {
    if (!this.memory.has(key)) {
      try {
        const kept = await done((await this.store("readonly")).get(this.site + key));
        if (kept) this.memory.set(key, new Blob([kept.content], { type: kept.type }));
      } catch (fault) {
        console.warn(fault);
      }
    }
    return this.memory.get(key) ?? null;
  }

  /* Takes away what `named`, a text, does not name. */
  async sweep(named) {
    try {
      const store = await this.store("readwrite");
      const keys = (await done(store.getAllKeys())).filter((key) => String(key).startsWith(this.site));
      for (const key of keys) {
        const { since } = (await done(store.get(key))) ?? {};
        if (!named.includes(key.slice(this.site.length)) && !(Date.now() - since < YOUNG)) store.delete(key);
      }
    } catch {
      /* Nothing is kept here. */
    }
  }
}
