/* Keeps what is written as one writes, brings it back, and says what other tabs did of it. etagere.js is the storage,
   ouvert.js the draft of this tab, rayon.js the list that one sees. */
import { called, draftOf, entries, readDraft } from "./brouillon.js";
import { Shelf } from "./etagere.js";
import { tell } from "./messages.js";
import { packed, unpacked } from "./paquet.js";
import { OpenDraft } from "./ouvert.js";
import { ShelfView } from "./rayon.js";

const id = (name) => document.getElementById(name);
const KEPT = "Il est gardé dans ce navigateur, sur cet appareil, à mesure que vous écrivez. Personne d’autre ne peut le lire.";
const BACK = "Votre brouillon est revenu, tel que vous l’aviez laissé.";
const REFUSED = {
  plein: "La place que ce navigateur garde pour ce site est pleine : votre brouillon n’y tient plus. Enregistrez-le dans un fichier avant de fermer la page, ou supprimez un ancien brouillon.",
  interdit: "Ce navigateur refuse de garder votre brouillon. Enregistrez-le dans un fichier avant de fermer la page.",
};

export class Keeping {
  /* `form` is the whole contribution: {records, restore, close, announce, changed}. */
  constructor({ root, templates, form, sending, most }) {
    Object.assign(this, { form, sending, most, templates, kinds: new Set(templates.keys()) });
    this.titles = new Map([...templates].map(([code, { dataset }]) => [code, dataset.titre]));
    this.shelf = new Shelf(root);
    this.open = new OpenDraft(this.shelf, { told: (what) => this.tell(what), title: () => this.title });
    this.view = new ShelfView(this.shelf, this.titles, { take: (draft) => this.take(draft), say: form.announce, pack: (draft) => packed(draft, form.reserve) });
    this.listen();
  }

  listen() {
    for (const name of ["Charger", "Charger-autre"]) id(name).addEventListener("change", ({ target }) => this.load(target));
    id("Brouillon-nom").addEventListener("input", ({ target }) => {
      this.open.name = target.value.trim();
      this.form.changed();
    });
    const gestures = { Enregistrer: "save", Copier: "copy", Ranger: "leave", Effacer: "erase" };
    for (const [name, gesture] of Object.entries(gestures)) id(name).addEventListener("click", () => this[gesture]());
    addEventListener("pagehide", () => {
      if (this.form.records.length) this.keep();
    });
    addEventListener("beforeunload", (event) => {
      if (this.open.refused && this.form.records.length) event.preventDefault();
    });
  }

  get entries() {
    return entries(this.form.records);
  }

  get title() {
    return called(draftOf(this.entries), this.titles);
  }

  /* What became of the open draft in another tab, or of what this one wrote. */
  tell(what) {
    if (what === "perdu") this.open.copy(this.entries);
    if (what === "perdu" || what === "copie") {
      tell([`Ce brouillon a été changé dans un autre onglet. Ce que vous écrivez ici est maintenant gardé à part, sous le nom « ${this.open.name} ».`]);
    } else if (what === "ailleurs") {
      const other = this.open.id;
      const buttons = [["Prendre la version de l’autre onglet", () => this.take(other)], ["Garder celle-ci dans une copie", () => this.copy()]];
      tell(["Ce brouillon vient d’être changé dans un autre onglet. Ce que vous voyez ici est plus ancien."], buttons, { alarm: true });
    } else if (what === "supprime") {
      tell(["Ce brouillon a été supprimé dans un autre onglet. Ce que vous changez ici sera gardé comme un nouveau brouillon."]);
    }
    this.named();
  }

  copy() {
    this.open.copy(this.entries);
    tell([`Vous écrivez maintenant dans une copie, « ${this.open.name} ».`]);
    this.named();
  }

  /* The name of the draft, as it is asked under what is written. */
  named() {
    const field = id("Brouillon-nom");
    if (field !== document.activeElement) field.value = this.open.name;
    field.placeholder = this.form.records.length ? this.title : "";
  }

  /* An address that asks for something gives way to the draft as soon as there is one. */
  keep() {
    if (this.filling || !this.form.records.length) return;
    const worth = this.form.records.some((record) => !record.empty());
    const before = this.open.refused;
    this.open.keep(this.entries, worth);
    this.named();
    const { refused } = this.open;
    id("Brouillon-etat").textContent = REFUSED[refused] ?? KEPT;
    if (refused && refused !== before) this.refuse();
    else if (before && !refused) tell(["Votre brouillon est de nouveau gardé dans ce navigateur."]);
    if (worth && location.search) history.replaceState(null, "", location.pathname);
  }

  refuse() {
    tell([REFUSED[this.open.refused]], [["L’enregistrer dans un fichier", () => this.save()]], { alarm: true });
  }

  async save() {
    this.sending.saveDraft(await packed(draftOf(this.entries, this.open.name), this.form.reserve));
  }

  /* Fills the page with a draft that was read; what it says on the way is told. */
  async fill(found, words, buttons = []) {
    this.filling = true;
    const told = await this.form.restore(found);
    this.filling = false;
    tell([...words, ...told], buttons);
    this.named();
  }

  /* Takes up a draft of the shelf. One that a newer form wrote stays there as it is. */
  async take(draft, words = []) {
    const text = this.shelf.get(draft);
    const found = text === null ? { refusal: "Ce brouillon n’est plus là." } : readDraft(text, this.kinds);
    if (found.refusal) {
      tell([found.refusal]);
      this.view.show();
      return;
    }
    const elsewhere = (await this.shelf.held()).filter((one) => one === draft).length > (this.open.id === draft ? 1 : 0);
    if (found.newer) this.open.begin(found.name);
    else this.open.take(draft);
    const also = elsewhere ? ["Ce brouillon est aussi ouvert dans un autre onglet. Pour ne rien mélanger, écrivez dans un seul des deux, ou dans une copie."] : [];
    await this.fill(found, [...words, ...also], elsewhere ? [["En faire une copie", () => this.copy()]] : []);
    this.open.settle(this.entries);
  }

  async load(input) {
    const [file] = input.files;
    if (!file) return;
    input.value = "";
    if (/\.(?:docx|odt)$/i.test(file.name)) {
      await this.begin(file);
      id("Reprise").scrollIntoView({ block: "center" });
      return;
    }
    const found = readDraft(await file.text(), this.kinds);
    if (found.refusal) tell([found.refusal]);
    else {
      this.keep();
      this.open.begin(found.name);
      const gone = await unpacked(found.records, this.form.reserve, this.most);
      await this.fill(found, ["Votre brouillon est chargé.", ...gone]);
      this.keep();
    }
    id("Reprise").scrollIntoView({ block: "center" });
  }

  /* A document begins a draft of the kind whose labels it has, or of the one that its author says. */
  async begin(file) {
    const found = await this.read(file);
    if (!found) return;
    const scores = [...this.templates].map(([code, { content }]) => [code, found.likeness(content.querySelector(".corps"))]);
    const [code, score] = scores.reduce((best, one) => (one[1] > best[1] ? one : best));
    const start = async (chosen) => {
      this.keep();
      this.form.close();
      this.open.begin();
      tell(await found.fill(this.form.start(chosen)));
      this.form.changed();
    };
    if (score) await start(code);
    else tell([`« ${file.name} » est lu. Que raconte ce document ?`], [...this.titles].map(([one, title]) => [title, () => start(one)]));
  }

  async read(file) {
    tell([`« ${file.name} » est lu…`]);
    try {
      const { fillFrom, likeness, readDocument } = await import("./documents.js");
      const found = await readDocument(file);
      if (!found.refusal) return { likeness: (body) => likeness(found.tree, body), fill: (record) => fillFrom(record, file.name, found) };
      tell([found.refusal]);
    } catch (fault) {
      console.warn(fault);
      tell([`« ${file.name} » n’a pas pu être lu. Vérifiez votre connexion, puis recommencez.`]);
    }
    return null;
  }

  async takeDocument(record, file) {
    const found = await this.read(file);
    if (found) tell(await found.fill(record));
    this.form.changed();
    id("Reprise").scrollIntoView({ block: "center" });
  }

  /* Leaves what is written, kept, and shows the shelf. */
  async leave() {
    this.keep();
    if (this.open.refused) {
      this.refuse();
      return;
    }
    await this.close();
    id(id("Etagere").hidden ? "Choisir" : "Etagere").querySelector("h2").focus();
  }

  async close() {
    this.form.close();
    this.open.begin();
    tell([]);
    await this.view.show();
  }

  async erase() {
    this.keep();
    const [draft, name] = [this.open.id, this.open.name || this.title];
    await this.close();
    if (draft) await this.view.throwAway(draft, name);
    (draft ? id("Etagere-annuler") : id("Choisir").querySelector("h2")).focus();
  }

  /* Another draft begins, at the request of an address: those of the shelf are left as they are. `target` is the
     record that it is to correct, {sorte, id}. */
  beside(target = null) {
    const drafts = this.shelf.list();
    this.open.begin();
    if (!drafts.length) return;
    const begun = target && drafts.find(({ said }) => said?.fiches.some((one) => one?.origine?.sorte === target.sorte && one.origine.id === target.id));
    if (begun) {
      tell(["Vous aviez commencé à corriger cette fiche. Votre brouillon est gardé dans ce navigateur."], [["Le reprendre", () => this.resume(begun.id)]]);
      return;
    }
    const words = drafts.length > 1 ? `${drafts.length} brouillons vous attendent` : "Un brouillon vous attend";
    const button = drafts.length > 1 ? ["Voir vos brouillons", () => this.leave()] : ["Le reprendre", () => this.resume(drafts[0].id)];
    tell([`${words} dans ce navigateur. Rien de ce que vous écrivez ici n’y touche.`], [button]);
  }

  async resume(draft) {
    this.keep();
    await this.take(draft);
  }

  /* What waits for someone who arrives: the draft of this tab, the only one there is, or the shelf. */
  async find() {
    const drafts = this.shelf.list();
    this.form.reserve.sweep(drafts.map(({ text }) => text).join());
    const held = await this.shelf.held();
    const [alone, ...others] = drafts.filter(({ said }) => said);
    const mine = drafts.find((one) => one.id === this.shelf.mine && one.said);
    if (mine) await this.take(mine.id, [BACK]);
    else if (alone && !others.length && !held.includes(alone.id)) await this.take(alone.id, [BACK]);
    else await this.view.show();
  }
}
