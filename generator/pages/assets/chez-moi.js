/* The places of France, and what this site tells of each: which have a page, which are its own, which are abroad.
   `generator/pages/lists/place_records.py` writes the files of `assets/ici/`. */
import { MOST, Places, folded } from "./lieux.js";
import { inside } from "./vers.js";

export class Territories {
  /* `root` is the address of the site's root. */
  constructor(root) {
    this.root = root;
    this.places = new Places(root);
    this.kept = new Map();
  }

  /* A file of `assets/ici/`. */
  told(name) {
    if (!this.kept.has(name)) {
      const made = fetch(new URL(`assets/ici/${name}.json`, this.root), { cache: "no-cache" }).then((response) => {
        if (!response.ok) throw new Error(`${response.status} ${name}`);
        return response.json();
      });
      this.kept.set(name, made);
      made.catch(() => this.kept.delete(name));
    }
    return this.kept.get(name);
  }

  /* How many experiments the page of a place tells of; undefined where it has no page. */
  async count(id) {
    const { pages } = await this.told("lieux");
    return Object.hasOwn(pages, id) ? pages[id] : undefined;
  }

  /* The page of a place, or the view of one that has none. */
  where(id, count) {
    return inside(count === undefined ? `mon-territoire/?lieu=${id}` : `territoires/${id}/`, this.root);
  }

  /* What some words mean: {nom, detail, compte, adresse, proche}, the likeliest first. */
  async find(words) {
    const asked = folded(words);
    if (!asked) return [];
    const [{ pages, autres }, found] = await Promise.all([this.told("lieux"), this.places.find(words)]);
    const own = autres.filter(([name]) => `-${folded(name)}`.includes(`-${asked}`)).map(([nom, detail, path]) => ({ nom, detail, adresse: inside(path, this.root) }));
    const official = found.map(({ id, nom, detail, proche }) => {
      const compte = Object.hasOwn(pages, id) ? pages[id] : undefined;
      return { nom, detail, compte, proche, adresse: this.where(id, compte) };
    });
    const sure = official.filter(({ proche }) => !proche);
    return (sure.length || !own.length ? [...official.slice(0, 1), ...own, ...official.slice(1)] : own).slice(0, MOST);
  }
}
