/* The correction of a published record: what the form reads of its file, what is changed, and the file that follows. */
import { outside } from "../vers.js";
import { RecordFile } from "./fichier-lu.js";
import { made } from "./messages.js";
import { referrals } from "./renvois.js";
import { differing } from "./suites.js";

export class Correction {
  /* `origin` is {sorte, id, chemin, texte}: which record, where its file stands, what it holds. `base` is what the form
     reads of it, {data, text, lost}. */
  constructor(record, origin, { held, base }) {
    Object.assign(this, { record, origin, held, base, id: origin.id, path: origin.chemin });
    /* What a published text shows is there. */
    record.beside = new Set([...referrals(held.words).map(({ path }) => path.split("#")[0]), ...(typeof held.data.image === "string" ? [held.data.image] : [])]);
    this.box = made("div", { className: "encadre fiche-correction" });
    this.changes = made("p", { className: "fiche-changements" });
    this.changes.setAttribute("role", "status");
    record.element.querySelector(".fiche-tete").after(this.box);
    this.lock();
  }

  /* Its experiment, its name and its address stay what they are. */
  lock() {
    const { element, nameField, experimentField, textField, pieces } = this.record;
    for (const field of [nameField, experimentField]) if (field) field.hidden = true;
    const fold = nameField.closest("details");
    fold.hidden = fold.querySelectorAll(".saisie").length === 1;
    fold.open = true;
    if (!this.wholly) return;
    for (const part of [textField, pieces.field, element.querySelector(".apercu-page")]) part.hidden = true;
  }

  /* Whether the text of the page is not to be corrected: that of a published revision. */
  get wholly() {
    return this.record.template.dataset.sansTexte !== undefined;
  }

  /* Says above the record what is corrected. `address` is that of its page. */
  tell(title, address, schema) {
    const link = address ? made("a", { href: outside(address), target: "_blank", textContent: title }) : made("span", { textContent: title });
    if (address) link.append(made("span", { className: "hors-vue", textContent: " (nouvel onglet)" }));
    const first = made("p", {});
    first.append("Vous corrigez «\u00a0", link, "\u00a0». ", this.wholly ? "Une révision publiée ne change plus : seuls ses errata s’écrivent ici." : "Son adresse reste la même, et tout ce que vous ne changez pas reste tel quel dans son fichier.");
    const unseen = [...new Set(this.base.lost.map(({ chemin }) => titleOf(schema, chemin)))];
    const note = made("p", { className: "note", textContent: `Ce formulaire ne montre pas tout ce que dit le fichier (${unseen.join(", ")}) : cela reste tel quel.` });
    this.box.replaceChildren(first, ...(unseen.length && !this.wholly ? [note] : []), this.changes);
    this.record.element.querySelector(".fiche-titre").textContent = this.wholly ? this.record.title : "Corriger";
  }

  get changed() {
    const { data, text } = this.record.read();
    return this.names({ data, text }).length > 0;
  }

  names({ data, text }) {
    return [...differing(this.base.data, data), ...(text === this.base.text ? [] : [""])];
  }

  /* The file as it will be, from what the record tells (`known`): {path, header, body, text, data}, and whether it is as before (`unchanged`), or could not be
     written (`stuck`). */
  file(known, schema) {
    const after = { data: known.data, text: known.sent };
    const names = this.names(after);
    const text = names.length ? this.held.corrected(this.base, after) : this.origin.texte;
    this.say(names, schema);
    const read = new RecordFile(text ?? this.origin.texte, schema.tree);
    return { path: this.path, header: read.header.text, body: read.words, text: read.text, data: read.data, corrects: true, unchanged: !names.length, stuck: text === null };
  }

  say(names, schema) {
    const words = names.map((name) => (name ? titleOf(schema, [name]) : "Le texte de la page"));
    const told = words.length ? `Vous changez : ${words.join(", ")}.` : "Rien n’est changé pour l’instant.";
    if (this.changes.textContent !== told) this.changes.textContent = told;
  }
}

const titleOf = (schema, path) => schema.node(path.filter((step) => typeof step === "string").slice(0, 1)).title ?? String(path[0]);
