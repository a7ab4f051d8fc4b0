/* One record being written: its fields on the page, what is typed there, and where its file will stand. */
import { addEntry, bodyOf, entriesOf, fieldsOf, fill, rankEntries, read, ticked } from "./champs.js";
import { pasting } from "./coller.js";
import { STARTS } from "./departs.js";
import { linking } from "./liens.js";
import { fileOf, idOf, nameOf, numberOf } from "./nommer.js";
import { number } from "./numeros.js";
import { Pieces } from "./pieces.js";
import { previewing } from "./voir.js";

const LETTERS = { hypotheses: "H", dispositifs: "D", etapes: "E" };
/* Of use only where a revision comes after another. */
const OF_REVISION = ["motifs", "changements", "hypotheses_retirees"];
let next = 0;
let turn = 0;

export class Record {
  /* `form` is the whole contribution: {references, records, changed, announce, start}. */
  constructor(template, form) {
    this.form = form;
    this.template = template;
    /* Where it corrects a published record: correction.js. */
    this.correction = null;
    this.code = template.dataset.code;
    this.kind = template.dataset.sorte;
    this.title = template.dataset.titre;
    this.path = template.dataset.fichier;
    /* Where its file stands once it has files beside it; the names of those that are published there already. */
    this.folder = template.dataset.dossier;
    this.beside = new Set();
    this.element = template.content.firstElementChild.cloneNode(true);
    this.body = bodyOf(this.element);
    this.choosers = new Map();
    this.touched = new Set();
    this.protocol = null;
    this.startedFrom = "";
    this.used = {};
    this.prepare(this.element);
    this.experimentField = this.element.querySelector(".fiche-experimentation .saisie");
    this.nameField = this.special("adresse-page");
    this.textField = this.special("corps");
    this.pieces = new Pieces(this, this.special("pieces"), form.reserve);
    pasting(this);
    previewing(this);
    this.revision(false);
    this.element.addEventListener("click", (event) => this.click(event));
    this.element.addEventListener("change", ({ target }) => {
      if (target.type === "checkbox") target.dataset.tour = turn += 1;
      this.touch(target);
    });
    this.element.addEventListener("input", ({ target }) => {
      clearTimeout(this.pause);
      this.pause = setTimeout(() => this.touch(target), 1000);
      this.form.changed();
    });
    this.element.addEventListener("focusout", ({ target }) => this.touch(target));
  }

  special(genre) {
    return fieldsOf(this.body).find((field) => field.dataset.genre === genre);
  }

  field(name) {
    return fieldsOf(this.body).find((field) => field.dataset.nom === name);
  }

  touch(target) {
    const place = target.closest(".entree:not(:has(.corps)), .saisie");
    if (!place || target.closest(".fiche-tete")) return;
    this.touched.add(place);
    this.form.changed();
  }

  /* Names what cannot be named once for all: each record has the same fields, and each entry of a list. */
  prepare(root, list) {
    for (const field of [...root.querySelectorAll(".saisie")]) {
      const id = `Saisie-${(next += 1)}`;
      field.id = id;
      const help = field.querySelector(":scope > .saisie-aide");
      const faults = field.querySelector(":scope > .saisie-fautes");
      if (help) help.id = `${id}-aide`;
      if (faults) faults.id = `${id}-fautes`;
      const described = [help?.id, faults?.id].filter(Boolean).join(" ");
      const control = field.querySelector(":scope > :is(input, textarea, select), :scope > .chercheur input");
      (field.matches("fieldset") ? field : control).setAttribute("aria-describedby", described);
      if (control) {
        control.id = `${id}-valeur`;
        field.querySelector(":scope > label").htmlFor = control.id;
        if ("obligatoire" in field.dataset) control.setAttribute("aria-required", "true");
      }
      for (const box of field.querySelectorAll(":scope > .choix input")) box.name = id;
      if (field.querySelector(":scope > .chercheur")) this.choosers.set(field, linking(this, field));
    }
    if (!list) return;
    const alone = root.querySelector(":scope > .entree-ligne :is(input, textarea)");
    if (alone) alone.setAttribute("aria-labelledby", this.named(list.querySelector(":scope > legend")));
    const number = bodyOf(root) && fieldsOf(bodyOf(root)).find(({ dataset }) => dataset.nom === "id");
    if (number && LETTERS[list.dataset.nom]) number.querySelector("input").value = this.free(list);
  }

  named(element) {
    element.id ||= `Nom-${(next += 1)}`;
    return element.id;
  }

  /* The first number that never served. */
  free(list) {
    const letter = LETTERS[list.dataset.nom];
    const written = entriesOf(list).map((entry) => entry.querySelector('[data-nom="id"] input').value);
    const numbers = [...written, ...(this.used[list.dataset.nom] ?? [])].map((one) => Number(one.slice(1)) || 0);
    return letter + (Math.max(0, ...numbers) + 1);
  }

  get tools() {
    return {
      prepare: (entry, list) => this.prepare(entry, list),
      choose: (field, id) => this.choosers.get(field).choose({ valeur: id, libelle: id }),
      number: (field) => number(this, field),
    };
  }

  click({ target }) {
    const gesture = target.closest("[data-geste]")?.dataset.geste;
    const list = target.closest(".liste");
    if (gesture === "ajouter") {
      const entry = addEntry(list, this.tools);
      entry.querySelector("input:not([type=hidden]), textarea, select").focus();
    } else if (gesture === "retirer") {
      const entry = target.closest(".entree");
      const after = entry.nextElementSibling ?? entry.previousElementSibling;
      entry.remove();
      rankEntries(list);
      (after?.querySelector(".retirer") ?? list.querySelector(":scope > p [data-geste=ajouter]")).focus();
    } else if (gesture === "plan") {
      const area = this.textField.querySelector("textarea");
      const plan = target.dataset.plan.split("|").map((part) => `## ${part}\n\n`).join("\n");
      area.value = `${area.value.trimEnd()}${area.value.trim() ? "\n\n" : ""}${plan}`;
      area.focus();
      area.setSelectionRange(area.value.indexOf("\n\n") + 2, area.value.indexOf("\n\n") + 2);
    } else if (gesture === "retirer-fiche") {
      this.form.remove(this);
      return;
    } else return;
    this.form.changed();
  }

  /* What is typed: the data of the file, where each value stands on the page, the text under it. */
  read() {
    const places = new Map();
    const data = {};
    for (const fixed of this.body.querySelectorAll(":scope > .fixe")) data[fixed.name] = fixed.value;
    Object.assign(data, read(this.body, [], places));
    const text = this.textField.querySelector("textarea").value.replace(/\r\n?/g, "\n").trim();
    return { data, places, text };
  }

  fill(data, text = "") {
    const own = { ...data };
    for (const fixed of this.body.querySelectorAll(":scope > .fixe")) delete own[fixed.name];
    const lost = fill(this.body, own, this.tools);
    if (text) this.textField.querySelector("textarea").value = text;
    return lost;
  }

  get experiment() {
    return this.experimentField ? this.choosers.get(this.experimentField).values()[0] ?? "" : "";
  }

  value(name) {
    return this.field(name)?.querySelector("input, textarea").value.trim() ?? "";
  }

  shown() {
    return this.value("titre");
  }

  /* What its name and its file are made from. */
  facts() {
    const { kind, path, folder, experiment, protocol, pieces } = this;
    const given = this.nameField.querySelector("input").value.trim();
    return { kind, path, folder, corrects: this.correction, part: Boolean(this.experimentField), experiment, protocol, pieces: pieces.list, title: this.shown(), date: this.value("date"), given };
  }

  /* All that the rules look at. `sent` is its text as it will be published. */
  told() {
    const known = this.read();
    return { ...this.facts(), ...known, sent: this.pieces.text(known.text), beside: this.beside };
  }

  name() {
    return nameOf(this.facts());
  }

  number() {
    return numberOf(this);
  }

  id() {
    return idOf(this.facts());
  }

  /* Where its file will stand. */
  file() {
    return fileOf(this.facts());
  }

  /* Whether nothing is typed in it. */
  empty() {
    if (this.correction) return !this.correction.changed;
    const { data, text } = this.read();
    const preset = new Set(["licence", "etat", "date", "cadre", "statut"]);
    return !text && !this.experiment && Object.keys(data).every((name) => preset.has(name));
  }

  /* What follows from the experiment that someone chose. */
  async depart() {
    const experiment = this.experiment;
    const restored = this.startedFrom === experiment;
    const note = this.element.querySelector(".fiche-depart");
    let found = null;
    try {
      found = experiment ? await this.form.references.protocol(experiment) : null;
    } catch (fault) {
      console.warn(fault);
    }
    if (experiment !== this.experiment) return;
    this.protocol = found;
    this.used = found?.employes ?? {};
    this.startedFrom = experiment;
    const words = experiment ? STARTS[this.kind](this, found, restored) : "";
    note.textContent = words;
    note.hidden = !words;
    this.renumber();
    await Promise.all([...this.choosers.values()].map((one) => one.relabel()));
    this.form.changed();
  }

  revision(shown) {
    if (this.kind !== "protocole") return;
    for (const name of OF_REVISION) this.field(name)?.toggleAttribute("hidden", !shown);
  }

  /* The numbers that may be ticked, in every field that ticks some; the lengths; the main enjeu. */
  renumber() {
    for (const note of this.body.querySelectorAll(".compteur")) {
      const length = [...note.parentElement.querySelector("input, textarea").value.trim()].length;
      note.textContent = length ? `${length} sur ${note.dataset.most} caractères` : "";
    }
    for (const field of this.body.querySelectorAll('[data-genre="enjeux"]')) {
      const [main] = ticked(field);
      for (const box of field.querySelectorAll("input")) box.parentElement.classList.toggle("option-principale", box.value === main);
    }
    for (const field of this.body.querySelectorAll('[data-genre="numeros"]')) number(this, field);
  }

}
