/* A field where one chooses among many by typing: records of the catalogue, territories, records being written.
   A combobox with a list, as the ARIA practices draw it: arrows, Enter, Escape. */
import { folded } from "./proches.js";

const MOST = 10;
let next = 0;

/* `source(words)` gives promises of {valeur, libelle, detail, cle?}; `create(words)` what to offer beside, or null;
   `changed()` is told of each choice. */
export class Chooser {
  constructor(field, { source, create, changed, label }) {
    this.field = field;
    this.source = source;
    this.create = create;
    this.changed = changed;
    this.label = label;
    this.several = field.querySelector(".chercheur").dataset.plusieurs !== undefined;
    this.input = field.querySelector(".chercheur input");
    this.list = field.querySelector(".propositions");
    this.items = field.querySelector(".choisis");
    this.options = [];
    this.active = -1;
    this.turn = 0;
    this.list.id = `Propositions-${(next += 1)}`;
    this.input.setAttribute("aria-controls", this.list.id);
    this.list.setAttribute("aria-label", field.querySelector("label").firstChild.textContent.trim());
    this.input.addEventListener("input", (event) => {
      event.stopPropagation();
      this.search();
    });
    this.input.addEventListener("focus", () => this.search());
    this.input.addEventListener("blur", () => this.leave());
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const rank = [...this.list.children].indexOf(event.target.closest("[role=option]"));
      if (rank >= 0) this.pick(rank);
    });
  }

  async search() {
    const mine = (this.turn += 1);
    const words = this.input.value.trim();
    const waiting = setTimeout(() => this.tell("Recherche…"), 300);
    let found = null;
    try {
      found = await this.source(words);
    } catch (fault) {
      console.warn(fault);
    }
    clearTimeout(waiting);
    if (mine !== this.turn || document.activeElement !== this.input) return;
    if (found === null) {
      this.tell("La liste n’a pas pu être chargée. Réessayez dans un instant.");
      return;
    }
    const taken = new Set(this.values());
    const offered = this.create?.(words);
    this.options = [...found.filter(({ valeur }) => !taken.has(valeur)).slice(0, MOST), ...(offered ? [offered] : [])];
    this.active = -1;
    this.list.replaceChildren(...this.options.map((option, rank) => this.drawn(option, rank)));
    if (!this.options.length) {
      this.tell(words ? "Rien ne correspond. Essayez avec moins de lettres." : "Commencez à écrire.");
      return;
    }
    this.open(true);
  }

  drawn({ libelle, detail, faire }, rank) {
    const item = document.createElement("li");
    item.id = `${this.list.id}-${rank}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    if (faire) item.className = "proposition-neuve";
    item.append(libelle);
    if (detail) {
      const note = document.createElement("span");
      note.className = "note";
      note.textContent = detail;
      item.append(" ", note);
    }
    return item;
  }

  tell(words) {
    const item = document.createElement("li");
    item.className = "proposition-vide";
    item.setAttribute("role", "option");
    item.setAttribute("aria-disabled", "true");
    item.setAttribute("aria-selected", "false");
    item.textContent = words;
    this.options = [];
    this.active = -1;
    this.list.replaceChildren(item);
    this.open(true);
  }

  open(open) {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    if (open) this.list.scrollIntoView({ block: "nearest" });
    else this.input.removeAttribute("aria-activedescendant");
  }

  press(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) this.search();
      else if (this.options.length) this.point((this.active + (event.key === "ArrowDown" ? 1 : -1) + this.options.length) % this.options.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (this.active >= 0) this.pick(this.active);
      else if (this.input.value.trim() && this.options.filter(({ faire }) => !faire).length === 1) this.pick(0);
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.open(false);
    }
  }

  point(rank) {
    this.active = rank;
    [...this.list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === rank)));
    const item = this.list.children[rank];
    this.input.setAttribute("aria-activedescendant", item.id);
    item.scrollIntoView({ block: "nearest" });
  }

  pick(rank) {
    const option = this.options[rank];
    if (!option) return;
    this.input.value = "";
    this.open(false);
    this.choose(option.faire ? option.faire() : option);
    if (!this.several) this.items.querySelector("button").focus();
    this.changed();
  }

  leave() {
    this.open(false);
    const words = folded(this.input.value.trim());
    const meant = this.options.find(({ libelle, valeur }) => words && [folded(libelle), valeur].includes(words));
    if (meant && !meant.faire) {
      this.input.value = "";
      this.choose(meant);
      this.changed();
    }
  }

  values() {
    return [...this.items.children].map((item) => item.valeur());
  }

  /* Adds a choice, or puts it in the place of the one before where there is room for one. */
  choose({ valeur, libelle, identifiant }) {
    if (!this.several) this.items.replaceChildren();
    else if (this.values().includes(valeur)) return;
    const item = document.createElement("li");
    item.valeur = identifiant ?? (() => valeur);
    const shown = document.createElement("span");
    shown.textContent = libelle;
    const drop = document.createElement("button");
    drop.type = "button";
    drop.setAttribute("aria-label", `Retirer ${libelle}`);
    drop.textContent = "×";
    drop.addEventListener("click", () => {
      item.remove();
      this.show();
      this.input.focus();
      this.changed();
    });
    item.append(shown, drop);
    this.items.append(item);
    this.show();
  }

  /* Says each choice in the words known since. */
  async relabel() {
    for (const item of this.items.children) {
      const words = await this.label(item.valeur());
      if (!words) continue;
      item.firstElementChild.textContent = words;
      item.lastElementChild.setAttribute("aria-label", `Retirer ${words}`);
    }
  }

  show() {
    this.items.hidden = !this.items.children.length;
    this.field.classList.toggle("saisie-pleine", !this.several && this.items.children.length > 0);
  }
}
