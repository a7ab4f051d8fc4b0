/* The contribution form: what is being written, held against the rules as one types, kept in this browser, and sent
   by its author alone. fiche.js is one record, verifier.js and relations.js the rules, etagere.js the drafts kept,
   envoyer.js the ways out. */
import { asked, corrected } from "./demande.js";
import { Sending } from "./envoyer.js";
import { Faults } from "./fautes.js";
import { Record } from "./fiche.js";
import { References } from "./references.js";
import { Reserve } from "./reserve.js";
import { Keeping } from "./tenue.js";

const PAUSE = 250;
const id = (name) => document.getElementById(name);

const page = id("Formulaire");
const root = new URL(document.querySelector("meta[name=racine]").content, location.href);
const templates = new Map([...page.querySelectorAll(".fiche-modele")].map((one) => [one.dataset.code, one]));
const faults = new Faults(root);

const today = () => {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
};

const form = {
  references: new References(root),
  reserve: new Reserve(`${root.pathname}.`),
  records: [],
  loading: false,

  announce(words) {
    id("Annonce").textContent = words;
  },

  changed() {
    if (form.loading) return;
    clearTimeout(form.waiting);
    form.waiting = setTimeout(() => form.refresh(), PAUSE);
  },

  /* Adds a record of that sort, with what is known of it already. */
  start(code, known = {}, { focus = true, preset = true } = {}) {
    const record = new Record(templates.get(code), form);
    form.records.push(record);
    id("Fiches").append(record.element);
    const given = preset ? { licence: page.dataset.licence, etat: "brouillon", date: record.kind === "journal" ? "" : today() } : {};
    const asked = Object.entries(given).filter(([name, value]) => value && record.field(name));
    record.fill({ ...Object.fromEntries(asked), ...known });
    form.relabel(record);
    form.tidy();
    if (focus) {
      record.element.querySelector("h2").focus({ preventScroll: true });
      record.element.scrollIntoView({ block: "start" });
    }
    form.changed();
    return record;
  },

  async relabel(record) {
    try {
      await Promise.all([...record.choosers.values()].map((one) => one.relabel()));
    } catch (fault) {
      console.warn(fault);
    }
  },

  remove(record) {
    const title = record.shown() || record.title;
    if (!record.empty() && !confirm(`Retirer la fiche « ${title} » ? Ce que vous y avez écrit sera perdu.`)) return;
    form.records.splice(form.records.indexOf(record), 1);
    record.element.remove();
    form.announce(`La fiche « ${title} » est retirée.`);
    form.tidy();
    (form.records.at(-1)?.element ?? id("Choisir")).querySelector("h2").focus();
    form.changed();
  },

  /* Without any record, one chooses again; a record alone cannot be taken away. */
  tidy() {
    id("Choisir").hidden = form.records.length > 0;
    id("Rayon").hidden = form.records.length > 0;
    id("Ecrire").hidden = !form.records.length;
    for (const { element } of form.records) element.querySelector("[data-geste=retirer-fiche]").hidden = form.records.length < 2;
  },

  /* Fills a record with a document of a word processor. */
  takeDocument: (record, file) => keeping.takeDocument(record, file),

  close() {
    for (const { element } of form.records) element.remove();
    form.records = [];
    clearTimeout(form.waiting);
    form.tidy();
  },

  async refresh() {
    const mine = (form.turn = (form.turn ?? 0) + 1);
    for (const record of form.records) record.renumber();
    /* What names a record written here says its title of now. */
    if (form.records.length > 1) form.records.forEach(form.relabel);
    keeping.keep();
    try {
      const published = await form.references.catalogue();
      const judged = await faults.judge(form.records, form.references);
      if (mine !== form.turn) return;
      const said = faults.show(judged, published);
      if (said) form.announce(said);
      sending.show(judged);
    } catch (fault) {
      console.warn(fault);
      id("Bilan").textContent = "Les fiches publiées n’ont pas pu être lues : rien n’est vérifié pour l’instant. Vérifiez votre connexion ; votre brouillon est gardé.";
    }
  },

  /* Takes the records of a draft in the place of those that are there. */
  async restore({ records, notes }) {
    form.loading = true;
    for (const { element } of form.records) element.remove();
    form.records = [];
    const told = [...notes];
    for (const { sorte, experimentation, nom, champs, texte, origine } of records) {
      const record = form.start(sorte, {}, { focus: false, preset: false });
      if (origine) {
        told.push(...(await (await correcting()).resume(record, { origine, champs, texte })));
        continue;
      }
      if (experimentation && record.experimentField) {
        record.choosers.get(record.experimentField).choose({ valeur: experimentation, libelle: experimentation });
        record.startedFrom = experimentation;
        record.revision(true);
      }
      record.nameField.querySelector("input").value = nom;
      for (const { chemin, valeur } of record.fill(champs, texte)) {
        const words = typeof valeur === "object" ? JSON.stringify(valeur) : String(valeur);
        told.push(`Dans « ${record.shown() || record.title} », le champ « ${chemin.join(".")} » n’a pas de place ici. Il disait : ${words.slice(0, 500)}`);
      }
    }
    form.loading = false;
    form.bind();
    for (const [rank, { pieces }] of records.entries()) told.push(...(await form.records[rank].pieces.restore(pieces ?? [])));
    await Promise.all(form.records.map((record) => (record.experimentField && !record.correction ? record.depart() : form.relabel(record))));
    form.refresh();
    return told;
  },

  /* A name that is that of a record written here follows it when its title changes. */
  bind() {
    for (const record of form.records) {
      for (const [field, chooser] of record.choosers) {
        for (const item of chooser.items.children) {
          const named = form.records.find((other) => other !== record && other.kind === field.dataset.vers && other.name() === item.valeur());
          if (named) item.valeur = () => named.name();
        }
      }
    }
  },
};

const sending = new Sending(page, form);
const keeping = new Keeping({ root, templates, form, sending, most: Number(page.dataset.poids) });

/* Read where someone corrects a record. */
const correcting = async () => new (await import("./corriger.js")).Correcting(form, templates);

const arrive = async () => {
  const target = corrected(location.search);
  if (target) {
    keeping.beside(target);
    await (await correcting()).begin(target);
    return;
  }
  const wish = asked(location.search, templates);
  if (!wish) {
    await keeping.find();
    return;
  }
  keeping.beside();
  const record = form.start(wish.sort, wish.known, { focus: false });
  if (wish.experiment && record.experimentField) {
    record.choosers.get(record.experimentField).choose({ valeur: wish.experiment, libelle: wish.experiment });
    record.depart();
  }
};

for (const element of page.querySelectorAll(".sorte-geste, .charger")) element.hidden = false;
page.addEventListener("click", ({ target }) => {
  const code = target.closest("[data-commencer]")?.dataset.commencer;
  if (code) form.start(code);
});
id("Ajouter-fiche").addEventListener("click", () => form.start(id("Ajouter-sorte").value));
id("Ecrire").addEventListener("submit", (event) => event.preventDefault());
arrive();
