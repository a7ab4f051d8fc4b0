/* Shows the drafts of the shelf, one line each: take it up, name it, keep it in a file, throw it away and repent. */
import { download } from "../vers.js";
import { called } from "./brouillon.js";
import { slug } from "./mots.js";

const id = (name) => document.getElementById(name);

export class ShelfView {
  /* `titles` are the words for each sort of record; `gestures` has take(id), say(words) and pack(draft). */
  constructor(shelf, titles, gestures) {
    Object.assign(this, { shelf, titles, gestures });
    this.template = id("Brouillon-modele");
    this.list = id("Etagere-liste");
    this.list.addEventListener("click", ({ target }) => this.click(target));
    this.list.addEventListener("submit", (event) => {
      event.preventDefault();
      this.rename(event.target.closest("li"));
    });
    this.list.addEventListener("keydown", ({ key, target }) => {
      if (key === "Escape" && target.matches("input")) this.naming(target.closest("li"), false);
    });
    id("Etagere-annuler").addEventListener("click", () => this.repent());
    addEventListener("storage", (event) => {
      if (shelf.told(event) !== "") this.show();
    });
  }

  /* Draws the shelf, unless a name is being written there; gives how many drafts it holds. */
  async show() {
    const held = await this.shelf.held();
    const found = this.shelf.list();
    const signature = JSON.stringify([found.map(({ id: name, text }) => [name, text]), held]);
    id("Etagere").hidden = !found.length && !this.undo;
    id("Etagere-vide").hidden = found.length > 0;
    if (signature === this.shown || this.list.contains(document.activeElement?.closest("form:not([hidden])"))) return found.length;
    this.shown = signature;
    this.list.replaceChildren(...found.map((one) => this.line(one, held.includes(one.id))));
    return found.length;
  }

  line({ id: name, text, said }, elsewhere) {
    const item = this.template.content.firstElementChild.cloneNode(true);
    const part = (one) => item.querySelector(`.rangee-${one}`);
    item.dataset.brouillon = name;
    const title = said ? called(said, this.titles) : "Brouillon illisible";
    part("nom").textContent = title;
    part("detail").textContent = said ? this.detail(said, elsewhere) : "Il a été abîmé. Vous pouvez en garder le fichier, ou le supprimer.";
    for (const button of item.querySelectorAll("[data-rayon]")) {
      button.hidden = !said && !["fichier", "supprimer"].includes(button.dataset.rayon);
      button.querySelector(".hors-vue").textContent = ` : ${title}`;
    }
    item.querySelector("input").value = said ? title : "";
    item.classList.toggle("rangee-vide", !text);
    return item;
  }

  detail({ fiches, modifie }, elsewhere) {
    const sorts = fiches.map((one) => this.titles.get(one?.sorte)).filter(Boolean);
    const what = fiches.length > 1 ? `${fiches.length} fiches` : sorts[0] ?? "";
    return [what, day(modifie), elsewhere ? "ouvert dans un autre onglet" : ""].filter(Boolean).join(" · ");
  }

  click(target) {
    const item = target.closest("li");
    const gesture = target.closest("[data-rayon]")?.dataset.rayon;
    if (gesture === "reprendre") this.gestures.take(item.dataset.brouillon);
    else if (gesture === "renommer") this.naming(item, true);
    else if (gesture === "fichier") this.save(item.dataset.brouillon);
    else if (gesture === "supprimer") this.remove(item);
  }

  naming(item, asked) {
    item.querySelector("form").hidden = !asked;
    item.querySelector(".rangee-gestes").hidden = asked;
    const next = asked ? item.querySelector("input") : item.querySelector("[data-rayon=renommer]");
    next.focus();
    if (asked) next.select();
  }

  async rename(item) {
    const name = item.querySelector("input").value.trim();
    const draft = item.dataset.brouillon;
    const done = this.shelf.rename(draft, name);
    item.querySelector("form").hidden = true;
    this.shown = "";
    await this.show();
    this.gestures.say(done ? "Le nom du brouillon est changé." : "Ce navigateur refuse de garder ce nom.");
    this.list.querySelector(`[data-brouillon="${draft}"] [data-rayon=renommer]`)?.focus();
  }

  async save(draft) {
    const text = this.shelf.get(draft) ?? "";
    const said = this.shelf.list().find((one) => one.id === draft)?.said;
    download(`brouillon-${slug(said ? called(said, this.titles) : draft) || "sans-nom"}.json`, said ? await this.gestures.pack(said) : text, "application/json");
    this.gestures.say("Le brouillon est enregistré dans un fichier.");
  }

  async remove(item) {
    const name = item.querySelector(".rangee-nom").textContent;
    await this.throwAway(item.dataset.brouillon, name);
    id("Etagere-annuler").focus();
  }

  /* Takes a draft off, with a way back as long as this page stays. */
  async throwAway(draft, name) {
    this.undo = this.shelf.remove(draft);
    id("Etagere-dit").textContent = `Le brouillon « ${name} » est supprimé.`;
    id("Etagere-remords").hidden = false;
    await this.show();
  }

  async repent() {
    const back = this.undo?.() ?? false;
    if (back) this.undo = null;
    id("Etagere-remords").hidden = back;
    await this.show();
    this.gestures.say(back ? "Le brouillon est de retour." : "Ce navigateur refuse de le reprendre.");
    this.list.querySelector("button")?.focus();
  }
}

/* « 27 novembre 2026 à 17:41 », where it is a date. */
const day = (moment) => {
  const date = new Date(typeof moment === "string" ? moment : NaN);
  return Number.isNaN(date.getTime()) ? "" : date.toLocaleString("fr-FR", { dateStyle: "long", timeStyle: "short" });
};
