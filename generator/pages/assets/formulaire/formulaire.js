/* The contribution form: what is being written, held against the rules as one types, kept in this browser, and sent
   by its author alone. fiche.js is one record, verifier.js and relations.js the rules, envoyer.js the ways out. */
import { Drafts, readDraft, written } from "./brouillon.js";
import { Sending } from "./envoyer.js";
import { Faults } from "./fautes.js";
import { Record } from "./fiche.js";
import { References } from "./references.js";

const PAUSE = 250;
const id = (name) => document.getElementById(name);

const page = id("Formulaire");
const root = new URL(document.querySelector("meta[name=racine]").content, location.href);
const templates = new Map([...page.querySelectorAll(".fiche-modele")].map((one) => [one.dataset.code, one]));
const drafts = new Drafts(root);
const faults = new Faults(root);

const today = () => {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
};

const form = {
  references: new References(root),
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
    id("Choisir").hidden = true;
    id("Ecrire").hidden = false;
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
    id("Ecrire").hidden = !form.records.length;
    for (const { element } of form.records) element.querySelector("[data-geste=retirer-fiche]").hidden = form.records.length < 2;
  },

  async refresh() {
    const mine = (form.turn = (form.turn ?? 0) + 1);
    for (const record of form.records) record.renumber();
    /* What names a record written here says its title of now. */
    if (form.records.length > 1) form.records.forEach(form.relabel);
    keep();
    try {
      const published = await form.references.catalogue();
      const judged = [];
      for (const record of form.records) judged.push(await faults.judge(record, form.records, published, form.references));
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
    for (const { sorte, experimentation, nom, champs, texte } of records) {
      const record = form.start(sorte, {}, { focus: false, preset: false });
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
    await Promise.all(form.records.map((record) => (record.experimentField ? record.depart() : form.relabel(record))));
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

/* An address that asks for something gives way to the draft as soon as there is one. */
const keep = () => {
  const worth = form.records.some((record) => !record.empty());
  const kept = drafts.set(worth ? written(form.records) : "");
  id("Brouillon-etat").textContent = kept
    ? "Il reste dans ce navigateur, sur cet appareil. Personne d’autre ne peut le lire."
    : "Ce navigateur refuse de le garder : enregistrez-le dans un fichier avant de fermer la page.";
  if (worth && location.search) history.replaceState(null, "", location.pathname);
};

const tell = (words, ...buttons) => {
  const note = id("Reprise");
  note.replaceChildren();
  for (const one of words) note.append(Object.assign(document.createElement("p"), { textContent: one }));
  if (buttons.length) {
    const line = document.createElement("p");
    for (const [label, gesture] of buttons) {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "bouton-doux", textContent: label });
      button.addEventListener("click", gesture);
      line.append(button, " ");
    }
    note.append(line);
  }
  note.hidden = !words.length;
};

const load = async (input) => {
  const [file] = input.files;
  if (!file) return;
  const found = readDraft(await file.text(), new Set(templates.keys()));
  input.value = "";
  if (found.refusal) {
    tell([found.refusal]);
    id("Reprise").scrollIntoView({ block: "center" });
    return;
  }
  drafts.aside();
  tell(["Votre brouillon est chargé.", ...(await form.restore(found))]);
  id("Reprise").scrollIntoView({ block: "center" });
};

const erase = () => {
  if (!confirm("Effacer tout ce que vous avez écrit ici ? Vous pouvez d’abord l’enregistrer dans un fichier.")) return;
  for (const { element } of form.records) element.remove();
  form.records = [];
  drafts.forget();
  form.tidy();
  tell(["Tout est effacé."]);
  id("Choisir").querySelector("h2").focus();
};

/* What the address asks for: `?sorte=proposition&enjeu=aller-vers&territoire=region-53`. */
const asked = () => {
  const said = new URLSearchParams(location.search);
  const sort = said.get("sorte") ?? (said.size ? "proposition" : "");
  if (!templates.has(sort)) return null;
  const one = (name) => said.getAll(name).filter((value) => /^[a-z0-9-]{1,80}$/.test(value));
  const template = templates.get(sort).content;
  const has = (name) => template.querySelector(`.saisie[data-nom="${name}"]`) !== null;
  const known = {};
  for (const [name, field] of [["enjeu", "enjeux"], ["territoire", "territoires"], ["outil", "outils"]]) {
    if (one(name).length && has(field)) known[field] = one(name);
  }
  for (const [name, field] of [["territoire", "territoire"], ["type", "type"]]) {
    if (one(name).length && has(field) && !(field in known)) [known[field]] = one(name);
  }
  return { sort, known, experiment: one("experimentation")[0] };
};

const arrive = async () => {
  const kept = drafts.get();
  const wish = asked();
  const kinds = new Set(templates.keys());
  const found = kept ? readDraft(kept, kinds) : null;
  const before = drafts.before() ? readDraft(drafts.before(), kinds) : null;
  if (wish) {
    if (found?.records) {
      drafts.aside();
      tell(["Un brouillon vous attend dans ce navigateur."], ["Le reprendre", async () => tell(await form.restore(found))]);
    }
    const record = form.start(wish.sort, wish.known, { focus: false });
    if (wish.experiment && record.experimentField) {
      record.choosers.get(record.experimentField).choose({ valeur: wish.experiment, libelle: wish.experiment });
      record.depart();
    }
  } else if (found?.records) {
    tell(["Votre brouillon est revenu, tel que vous l’aviez laissé.", ...(await form.restore(found))]);
  } else if (before?.records) {
    const forget = () => {
      drafts.forget();
      tell(["Il est oublié."]);
    };
    tell(["Un brouillon mis de côté vous attend dans ce navigateur."], ["Le reprendre", async () => tell(await form.restore(before))], ["L’oublier", forget]);
  }
};

for (const element of page.querySelectorAll(".sorte-geste, .charger")) element.hidden = false;
page.addEventListener("click", ({ target }) => {
  const code = target.closest("[data-commencer]")?.dataset.commencer;
  if (code) form.start(code);
});
id("Ajouter-fiche").addEventListener("click", () => form.start(id("Ajouter-sorte").value));
for (const name of ["Charger", "Charger-autre"]) id(name).addEventListener("change", ({ target }) => load(target));
id("Enregistrer").addEventListener("click", () => sending.saveDraft(written(form.records)));
id("Effacer").addEventListener("click", erase);
id("Ecrire").addEventListener("submit", (event) => event.preventDefault());
addEventListener("pagehide", () => {
  if (form.records.length) keep();
});
arrive();
