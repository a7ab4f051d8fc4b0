/* Offers pages while one types in a search box: titles, places, enjeux, tools, for whoever sees, hears or types.
   A list that opens, as the ARIA practices of a combobox say. What begins a word stands in a small file of the search
   index (`generator/search/beginnings.py`); Enter without a choice searches as ever. */
import { unpacked } from "./deplier.js";
import { inside } from "./vers.js";

const MOST = 8;
const PAUSE = 120;

const plain = (text) =>
  text.toLowerCase().replaceAll("œ", "oe").replaceAll("æ", "ae").normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
const wordsOf = (text) => plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];

const made = (name, className, text) => {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
};

/* What the index offers: its files are fetched once, and none that is not there. */
class Beginnings {
  constructor(folder) {
    this.folder = folder;
    this.files = new Map();
  }

  file(name) {
    if (!this.files.has(name)) {
      const found = unpacked(new URL(`${name}.gz`, this.folder)).then(JSON.parse);
      found.catch(() => this.files.delete(name));
      this.files.set(name, found);
    }
    return this.files.get(name);
  }

  /* The pages whose titles have a word that begins as each of these: the likeliest first. */
  async of(words) {
    const there = new Set(await this.file("_"));
    const longest = words.reduce((one, other) => (other.length > one.length ? other : one), "");
    for (let length = 1; length <= longest.length; length += 1) {
      const name = `_${longest.slice(0, length)}`;
      if (!there.has(name)) return [];
      const [whole, pages] = await this.file(name);
      if (whole || length === longest.length) {
        return pages.filter(([title]) => {
          const held = wordsOf(title);
          return words.every((word) => held.some((one) => one.startsWith(word)));
        });
      }
    }
    return [];
  }
}

class Offers {
  constructor(field) {
    this.field = field;
    this.root = new URL("..", field.form.action);
    this.beginnings = new Beginnings(new URL("assets/recherche/debuts/", this.root));
    this.list = made("ul", "espace-offres", "");
    this.list.id = `Offres-${field.id}`;
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Pages proposées");
    this.told = made("p", "espace-cache", "");
    this.told.setAttribute("role", "status");
    field.parentElement.classList.add("espace-offrant");
    field.after(this.list, this.told);
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", this.list.id);
    this.chosen = -1;
    this.close();
    field.addEventListener("input", () => this.later());
    field.addEventListener("keydown", (event) => this.key(event));
    field.addEventListener("blur", () => this.close());
    field.form.addEventListener("submit", () => this.close());
    /* The field keeps the keyboard: a press in the list must not take it. */
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", ({ target }) => {
      const rank = [...this.list.children].indexOf(target.closest("[role=option]"));
      if (rank >= 0) this.go(rank);
    });
  }

  later() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.show(), PAUSE);
  }

  async show() {
    const typed = this.field.value;
    const words = wordsOf(typed);
    const pages = words.length ? await this.beginnings.of(words).catch(() => []) : [];
    if (typed !== this.field.value || this.field !== document.activeElement) return;
    this.pages = pages.slice(0, MOST);
    this.list.replaceChildren(...this.pages.map(([title, kind, place], rank) => {
      const option = made("li", "", "");
      option.id = `${this.list.id}-${rank}`;
      option.setAttribute("role", "option");
      option.append(made("span", "", title), made("span", "note", [kind, place].filter(Boolean).join(" · ")));
      return option;
    }));
    this.choose(-1);
    const open = this.pages.length > 0;
    this.list.hidden = !open;
    this.field.setAttribute("aria-expanded", String(open));
    const count = this.pages.length;
    this.told.textContent = open ? `${count} page${count > 1 ? "s" : ""} proposée${count > 1 ? "s" : ""}` : "";
  }

  close() {
    clearTimeout(this.waiting);
    this.list.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    this.choose(-1);
    this.told.textContent = "";
  }

  choose(rank) {
    this.chosen = rank;
    [...this.list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === rank)));
    const option = this.list.children[rank];
    if (option) {
      this.field.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      this.field.removeAttribute("aria-activedescendant");
    }
  }

  key(event) {
    if (event.isComposing) return;
    const open = !this.list.hidden;
    const count = this.list.children.length;
    if (event.key === "Escape" && open) this.close();
    else if (event.key === "ArrowDown" && !open) this.show();
    else if (event.key === "ArrowDown") this.choose(this.chosen + 1 < count ? this.chosen + 1 : -1);
    else if (event.key === "ArrowUp" && open) this.choose(this.chosen < 0 ? count - 1 : this.chosen - 1);
    else if (event.key === "Enter" && open && this.chosen >= 0) this.go(this.chosen);
    else return;
    event.preventDefault();
  }

  go(rank) {
    const link = document.createElement("a");
    link.href = inside(this.pages[rank][3], this.root);
    link.click();
  }
}

export const offering = (field) => {
  const offers = new Offers(field);
  offers.later();
};
