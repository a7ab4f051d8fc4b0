/* What one may choose and name: the published catalogue, the territories, the schemas, the protocols.
   Each is fetched at its first need, and kept. */
import { Places } from "../lieux.js";
import { inside } from "../vers.js";
import { Schema, inlined } from "./verifier.js";
import { Words } from "./mots.js";
import { folded } from "./proches.js";

/* `root` is the address of the site's root. */
export class References {
  constructor(root) {
    this.root = root;
    this.places = new Places(root);
    this.kept = new Map();
    this.records = [];
  }

  once(name, make) {
    if (!this.kept.has(name)) {
      const made = make();
      this.kept.set(name, made);
      made.catch(() => this.kept.delete(name));
    }
    return this.kept.get(name);
  }

  json(path) {
    return this.once(path, async () => {
      const response = await fetch(new URL(path, this.root), { cache: "no-cache" });
      if (!response.ok) throw new Error(`${response.status} ${path}`);
      return response.json();
    });
  }

  words() {
    return this.once("words", async () => new Words(await this.json("assets/formulaire/phrases.json")));
  }

  schema(kind) {
    return this.once(`schema ${kind}`, async () => {
      const names = ["commun.schema.json", `${kind}.schema.json`];
      const [words, ...files] = await Promise.all([this.words(), ...names.map((name) => this.json(`schemas/${name}`))]);
      return new Schema(inlined(files[1], Object.fromEntries(names.map((name, rank) => [name, files[rank]]))), words);
    });
  }

  /* The records that are published: {nature, id, titre, adresse, plat}. */
  catalogue() {
    return this.once("catalogue", async () => {
      const { site, fiches } = await this.json("donnees/catalogue.json");
      this.records = fiches.map(({ nature, id, titre, adresse }) => ({
        nature, id, titre, plat: folded(titre), adresse: inside(adresse.slice(site.length), this.root),
      }));
      return this.records;
    });
  }

  /* The protocol of an experiment, null where it has none yet. */
  async protocol(experiment) {
    const records = await this.catalogue();
    const known = records.some(({ nature, id }) => nature === "protocole" && id.startsWith(`${experiment}/`));
    return known ? this.json(`donnees/protocoles/${experiment}.json`) : null;
  }

  /* What the published records of an experiment tell of its life: its protocol's file tells it, or the data of each.
     Null where it has none. */
  async life(experiment) {
    const protocol = await this.protocol(experiment);
    if (protocol) return protocol;
    const records = await this.catalogue();
    if (!records.some(({ nature, id }) => nature === "experimentation" && id === experiment)) return null;
    const data = async (name) => (await this.json(`donnees/fiches/${name}.json`)).champs;
    const told = (names) => Promise.all(names.map(async (name) => ({ id: name.slice(name.indexOf("/") + 1), data: await data(name) })));
    const { champs, cite_par: citing } = await this.json(`donnees/fiches/experimentation/${experiment}.json`);
    const notes = records.filter(({ nature, id }) => nature === "journal" && id.startsWith(`${experiment}/`));
    const judged = records.some(({ nature, id }) => nature === "evaluation" && id === experiment);
    return {
      vie: {
        experimentation: champs,
        avant: [],
        journal: await told(notes.map(({ id }) => `journal/${id}`)),
        evenements: await told(citing.filter((name) => name.startsWith("evenement/"))),
        evaluation: judged ? await data(`evaluation/${experiment}`) : null,
      },
    };
  }

  /* Whether something is published at an address of the site, counted from its root; where nobody knows, that it is. */
  answers(path) {
    return this.once(`answers ${path}`, async () => (await fetch(new URL(`.${path}`, this.root), { method: "HEAD" })).status !== 404).catch(() => true);
  }

  /* The anchors of the headings of a page that is published; null where it cannot be read. */
  headings(address) {
    return this.once(`headings ${address}`, async () => {
      const response = await fetch(new URL(address.startsWith("/") ? `.${address}` : address, this.root));
      return response.ok ? [...(await response.text()).matchAll(/<h[1-6][^>]* id="([^"]*)"/g)].map(([, id]) => id) : null;
    }).catch(() => null);
  }

  async suggestions(kind, words) {
    const asked = folded(words).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    const records = (await this.catalogue()).filter(({ nature }) => nature === kind);
    const own = records.filter(({ plat }) => asked.every((word) => plat.includes(word)));
    const found = own.map(({ id, titre }) => ({ valeur: id, libelle: titre, detail: "" }));
    if (kind !== "territoire" || !asked.length) return found.sort((one, other) => one.libelle.localeCompare(other.libelle, "fr"));
    const named = new Set(found.map(({ valeur }) => valeur));
    const places = await this.places.find(words);
    // A number is a postcode first: the commune that has it for its code is another one (50410: Percy, not Pontorson).
    const meant = places.some((one) => !one.officiel) ? places.filter((one) => !one.officiel) : places;
    const official = meant.map(({ id, nom, detail }) => ({ valeur: id, libelle: nom, detail }));
    return [...found, ...official.filter(({ valeur }) => !named.has(valeur))].slice(0, 40);
  }

  /* The words for an id, empty where nothing has it. */
  async label(kind, id) {
    const record = (await this.catalogue()).find((one) => one.nature === kind && one.id === id);
    if (record || kind !== "territoire") return record?.titre ?? "";
    return (await this.places.facts(id))?.nom ?? "";
  }
}
