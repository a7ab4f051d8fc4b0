/* Shows the faults of the records beside their fields, and what is left to do above the ways out. */
import { inside, outside } from "../vers.js";
import { key } from "./champs.js";
import { explain, unexplained } from "./departs.js";
import { PIECES } from "./jointes.js";
import { spoken } from "./lisible.js";
import { NAMED, OWNER, TEXT, alike } from "./relations.js";
import { verdict } from "./verdict.js";

const id = (name) => document.getElementById(name);
const MEANT = /^vouliez-vous dire « (.+) » \?/;

export class Faults {
  constructor(root) {
    this.root = root;
  }

  /* What is wrong in each record, and the file that it makes. */
  async judge(records, references) {
    const found = await verdict(records.map((record) => record.told()), references);
    return found.map(({ record, schema, file, faults }, rank) => ({
      record: records[rank], known: record, file, faults: faults.map((fault) => ({ ...fault, dit: spoken(fault, schema.tree) })),
    }));
  }

  /* Gives what is to be said aloud: the fault of the field just left. */
  show(judged, published) {
    const left = [];
    this.fresh = [];
    for (const one of judged) {
      this.beside(one, left);
      this.explained(one);
    }
    this.summary(left, judged.every(({ file: { unchanged } }) => unchanged));
    this.doubles(judged, published);
    return this.fresh.length === 1 ? this.fresh[0] : "";
  }

  /* The faults at their fields; those that nobody came to yet are only counted. */
  beside({ record, known, faults: found }, left) {
    const byPlace = new Map();
    for (const fault of found) {
      const place = placeOf(record, known.places, fault.chemin);
      byPlace.set(place, [...(byPlace.get(place) ?? []), fault]);
      left.push({ record, place, fault });
    }
    for (const box of record.element.querySelectorAll(".saisie-fautes")) {
      const place = box.closest(".entree:not(:has(.corps)), .saisie");
      const mine = record.touched.has(place) || record.revealed ? byPlace.get(place) ?? [] : [];
      this.fillBox(box, place, mine);
    }
  }

  fillBox(box, place, mine) {
    const signature = JSON.stringify(mine.map(({ dit }) => dit));
    if (box.dataset.dit === signature) return;
    box.dataset.dit = signature;
    if (mine.length) this.fresh.push(mine.map(({ dit }) => `${dit.message}. ${dit.aide}`).join(" "));
    const control = controlOf(place);
    if (mine.length) control?.setAttribute("aria-invalid", "true");
    else control?.removeAttribute("aria-invalid");
    place.classList.toggle("saisie-fautive", mine.length > 0);
    box.replaceChildren(...mine.map((fault) => this.drawn(fault, control)));
    box.hidden = !mine.length;
  }

  drawn({ regle, aide, dit }, control) {
    const line = document.createElement("p");
    line.className = "faute";
    if (regle) line.dataset.regle = regle;
    line.append(`${dit.message}. `, Object.assign(document.createElement("span"), { className: "faute-aide", textContent: `${dit.aide}${/[.?]$/.test(aide) ? "" : "."}` }));
    const meant = MEANT.exec(aide)?.[1];
    if (meant && control?.matches("input:not([role]), textarea")) {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "lien-bouton", textContent: `Écrire ${meant}` });
      button.addEventListener("click", () => {
        control.value = meant;
        control.dispatchEvent(new Event("change", { bubbles: true }));
        control.focus();
      });
      line.append(" ", button);
    }
    if (regle) {
      const why = Object.assign(document.createElement("a"), { href: inside(`contribuer/regles/#Regle-${regle}`, this.root), target: "_blank", textContent: "Pourquoi" });
      why.append(Object.assign(document.createElement("span"), { className: "hors-vue", textContent: ` cette règle (${regle}) ? Nouvel onglet` }));
      line.append(" ", why);
    }
    return line;
  }

  /* Of a revision: what changed and has no reason yet, with a way to give one. */
  explained({ record, known }) {
    if (record.kind !== "protocole") return;
    const field = record.field("changements");
    if (!field) return;
    let note = field.querySelector(":scope > .a-expliquer");
    if (!note) {
      note = Object.assign(document.createElement("p"), { className: "a-expliquer note" });
      field.querySelector(":scope > .saisie-aide").after(note);
    }
    const due = unexplained(record, known);
    const words = [
      due.changed.length ? `Changé et pas encore expliqué : ${due.changed.join(", ")}.` : "",
      due.gone.length ? `Retiré et pas encore dit : ${due.gone.join(", ")}.` : "",
    ].filter(Boolean).join(" ");
    note.hidden = !words;
    if (note.dataset.dit === words) return;
    note.dataset.dit = words;
    const button = Object.assign(document.createElement("button"), { type: "button", className: "bouton-doux", textContent: "Ajouter ces entrées" });
    button.addEventListener("click", () => explain(record, due));
    note.replaceChildren(`${words} `, button);
  }

  summary(left, unchanged) {
    const told = unchanged && !left.length ? "Rien n’est changé pour l’instant : il n’y a rien à envoyer." : left.length ? `Il reste ${left.length > 1 ? `${left.length} choses` : "une chose"} à compléter ou à corriger.` : "Tout est en ordre. Vous pouvez envoyer votre contribution.";
    const box = id("Bilan");
    if (box.textContent !== told) box.textContent = told;
    box.classList.toggle("bilan-pret", !left.length);
    const list = id("Bilan-fautes");
    list.hidden = !left.length;
    const signature = JSON.stringify(left.map(({ record, fault }) => [record.shown(), fault.dit.message]));
    if (list.dataset.dit === signature) return;
    list.dataset.dit = signature;
    list.replaceChildren(...left.map(({ record, place, fault }) => {
      const item = document.createElement("li");
      const button = Object.assign(document.createElement("button"), { type: "button", className: "lien-bouton", textContent: fault.dit.message });
      button.addEventListener("click", () => {
        record.revealed = true;
        go(place);
        record.form.changed();
      });
      item.append(...(record.form.records.length > 1 ? [`${record.shown() || record.title} : `] : []), button);
      return item;
    }));
  }

  /* Records that may tell the same thing already. */
  doubles(judged, published) {
    const box = id("Doubles");
    const found = judged.flatMap(({ record, known }) => alike(known, published).map((one) => ({ record, ...one })));
    const signature = JSON.stringify(found.map(({ record, address }) => [record.shown(), address]));
    if (box.dataset.dit === signature) return;
    box.dataset.dit = signature;
    const list = document.createElement("ul");
    for (const { title, address } of found) {
      const item = document.createElement("li");
      const link = Object.assign(document.createElement("a"), { href: outside(address), target: "_blank", textContent: title });
      link.append(Object.assign(document.createElement("span"), { className: "hors-vue", textContent: " (nouvel onglet)" }));
      item.append(link);
      list.append(item);
    }
    box.replaceChildren(
      Object.assign(document.createElement("h3"), { textContent: "Est-ce déjà raconté ?" }),
      Object.assign(document.createElement("p"), { textContent: "Ces fiches publiées portent un titre proche. S’il s’agit de la même chose, complétez plutôt la fiche qui existe." }),
      list,
    );
    box.hidden = !found.length;
    for (const { record } of judged) {
      const near = found.filter((one) => one.record === record);
      this.near(record, near);
    }
  }

  near(record, found) {
    const field = record.field("titre");
    if (!field) return;
    let note = field.querySelector(":scope > .voisins");
    if (!note) {
      note = Object.assign(document.createElement("p"), { className: "voisins note" });
      field.append(note);
    }
    note.hidden = !found.length;
    note.textContent = found.length ? `Une fiche publiée porte un titre proche : ${found.map(({ title }) => `« ${title} »`).join(", ")}.` : "";
  }
}


/* The element that a fault speaks of: the field at that path, or what holds it. */
const placeOf = (record, places, path) => {
  if (path === NAMED) return record.nameField;
  if (path === TEXT) return record.textField;
  if (path === OWNER) return record.experimentField;
  if (path === PIECES) return record.pieces.field;
  for (let end = path.length; end > 0; end -= 1) {
    const found = places.get(key(path.slice(0, end)));
    if (found) return found.matches(".entree:has(.corps)") ? found.closest(".saisie") : found;
  }
  return record.textField;
};

const controlOf = (place) => place.querySelector(":scope > :is(input, textarea, select), :scope > .chercheur input, :scope > .entree-ligne :is(input, textarea)");

/* To a field, whatever it is folded in. */
const go = (place) => {
  for (let fold = place.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  place.scrollIntoView({ block: "center" });
  const shown = [controlOf(place), ...place.querySelectorAll("input, textarea, select, button")].find((one) => one?.checkVisibility());
  shown?.focus({ preventScroll: true });
};
