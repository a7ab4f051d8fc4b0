/* The draft that is open in this tab. It is kept as one types, and never over what another tab wrote: what would be
   lost is kept beside it, as a copy. */
import { draftOf } from "./brouillon.js";
import { facts, token } from "./etagere.js";

export class OpenDraft {
  /* `told` is called with what became of the draft ("copie", "ailleurs", "perdu", "supprime", "nom"); `title` gives the
     words for a draft that nobody named. */
  constructor(shelf, { told, title }) {
    Object.assign(this, { shelf, told, title });
    this.fresh();
    addEventListener("storage", (event) => {
      if (event.storageArea !== null && event.storageArea === shelf.area) this.hear(event);
    });
  }

  /* Another draft: it has no place on the shelf before something is written. */
  begin(name = "") {
    this.fresh(name);
    this.shelf.mine = "";
    this.shelf.hold("");
  }

  fresh(name = "") {
    Object.assign(this, { id: "", stamp: "", seen: "", name, keptName: name, records: "", refused: "" });
  }

  /* The draft of that name on the shelf, as it is now. */
  take(id) {
    const said = facts(this.shelf.get(id) ?? "");
    const [name, stamp] = [said.nom, said.ecriture].map((one) => (typeof one === "string" ? one : ""));
    Object.assign(this, { id, stamp, seen: stamp, name, keptName: name, records: "", refused: "" });
    this.shelf.mine = id;
    this.shelf.hold(id);
  }

  /* What is on the page is what the shelf holds. */
  settle(fiches) {
    this.records = JSON.stringify(fiches);
  }

  /* Keeps the records where they changed; `worth` says whether anything is written in them. */
  keep(fiches, worth) {
    const records = JSON.stringify(fiches);
    const changed = records !== this.records || this.name !== this.keptName || this.refused;
    if (changed && (this.id || worth)) this.write(fiches, records);
  }

  write(fiches, records) {
    const id = this.id || token();
    const done = this.shelf.write(id, draftOf(fiches, this.name), this.stamp);
    if (done.elsewhere) {
      this.copy(fiches);
      this.told("copie");
      return;
    }
    this.refused = done.refused ?? "";
    if (this.refused) return;
    const fresh = !this.id;
    Object.assign(this, { id, stamp: done.stamp, seen: done.stamp, records, keptName: this.name });
    this.shelf.mine = id;
    if (fresh) this.shelf.hold(id);
  }

  /* From now on this tab writes another draft, beside the one that it held. */
  copy(fiches) {
    this.begin(`${this.name || this.title()} (copie)`);
    this.write(fiches, JSON.stringify(fiches));
  }

  /* Another tab wrote this draft, took it off the shelf, or wrote without having seen what this one kept. */
  hear(event) {
    const about = this.shelf.told(event);
    if (!this.id || (about !== this.id && about !== null)) return;
    if (about === null || event.newValue === null) {
      const before = this.records;
      this.begin(this.name);
      this.records = before;
      this.told("supprime");
      return;
    }
    const { ecriture, apres, fiches, nom } = facts(event.newValue);
    if (ecriture === this.stamp) return;
    const mine = this.seen === this.stamp;
    this.seen = ecriture;
    if (mine && apres !== this.stamp) this.told("perdu");
    else if (mine && JSON.stringify(fiches) === this.records) {
      Object.assign(this, { stamp: ecriture, name: String(nom ?? ""), keptName: String(nom ?? "") });
      this.told("nom");
    } else this.told("ailleurs");
  }
}
