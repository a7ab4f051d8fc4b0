/* Offers places while their name, postcode or code is typed: a combobox with a list, as the ARIA practices draw it.
   Nothing is fetched before the first letter. */
import { inside } from "./vers.js";

const form = document.querySelector(".mon-territoire");
const input = form.querySelector("input");
const list = form.querySelector(".lieux-proposes");
const status = form.querySelector("[role=status]");
const root = new URL(document.querySelector("meta[name=racine]").content, location.href);
const NOTHING = "Aucun lieu de France ne répond. Vérifiez l’écriture, ou essayez le code postal. À l’étranger, seuls figurent les lieux dont une fiche parle.";
const BROKEN = "La liste des lieux n’a pas pu être chargée. Réessayez dans un instant.";

let territories = null;
let found = [];
let active = -1;
let turn = 0;

const load = () => {
  territories ??= import("./chez-moi.js").then(({ Territories }) => new Territories(root)).catch((fault) => {
    territories = null;
    throw fault;
  });
  return territories;
};

const span = (name, text) => {
  const made = document.createElement("span");
  made.className = name;
  made.textContent = text;
  return made;
};
const counted = (count) => (count ? `${count}\u00a0expérimentation${count > 1 ? "s" : ""}` : "");

const drawn = ({ nom, detail, compte, proche }, rank) => {
  const item = document.createElement("li");
  item.id = `Mon-territoire-${rank}`;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  item.append(span("lieu-nom", proche ? `${nom}\u00a0?` : nom), " ", span("note", detail));
  if (compte) item.append(" ", span("lieu-compte", counted(compte)));
  return item;
};

const unfold = (wanted) => {
  list.hidden = !wanted;
  input.setAttribute("aria-expanded", String(wanted));
  if (!wanted) {
    active = -1;
    input.removeAttribute("aria-activedescendant");
  }
};

const point = (rank) => {
  active = rank;
  [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === rank)));
  const item = list.children[rank];
  input.setAttribute("aria-activedescendant", item.id);
  item.scrollIntoView({ block: "nearest" });
};

/* Asks for what the field says; null where a later letter asked since. */
const ask = async () => {
  const mine = (turn += 1);
  const words = input.value.trim();
  if (!words) return [];
  const answer = await (await load()).find(words);
  return mine === turn ? answer : null;
};

const told = (words) => {
  if (!found.length) return words ? NOTHING : "";
  if (found[0].proche) return "Aucun lieu ne s’écrit ainsi. Vouliez-vous dire\u00a0:";
  return `${found.length}\u00a0${found.length > 1 ? "lieux proposés" : "lieu proposé"}`;
};

const show = async () => {
  let answer = null;
  try {
    answer = await ask();
  } catch (fault) {
    console.warn(fault);
    found = [];
    unfold(false);
    status.textContent = BROKEN;
    return;
  }
  if (!answer) return;
  found = answer;
  list.replaceChildren(...found.map(drawn));
  active = -1;
  input.removeAttribute("aria-activedescendant");
  unfold(found.length > 0 && document.activeElement === input);
  status.textContent = told(input.value.trim());
};

/* A link is followed as if a reader had pressed it: its address is held to the site by `inside`. */
const go = ({ adresse }) => {
  const link = document.createElement("a");
  link.href = inside(adresse.slice(root.href.length), root);
  link.click();
};

input.setAttribute("role", "combobox");
input.setAttribute("aria-autocomplete", "list");
input.setAttribute("aria-expanded", "false");
input.setAttribute("aria-controls", list.id);
list.setAttribute("role", "listbox");

input.addEventListener("input", show);
input.addEventListener("blur", () => unfold(false));
input.addEventListener("focus", () => {
  if (found.length) unfold(true);
});
input.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (!found.length) return;
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    const next = list.hidden || active < 0 ? (step > 0 ? 0 : found.length - 1) : (active + step + found.length) % found.length;
    unfold(true);
    point(next);
  } else if (event.key === "Escape" && !list.hidden) {
    event.preventDefault();
    unfold(false);
  }
});
/* The field keeps the focus while an option is pressed. */
list.addEventListener("pointerdown", (event) => event.preventDefault());
list.addEventListener("click", (event) => {
  const rank = [...list.children].indexOf(event.target.closest("[role=option]"));
  if (rank >= 0) go(found[rank]);
});
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const chosen = active;
  if (chosen < 0) await show();
  const one = found[Math.max(0, chosen)];
  // What is spelt otherwise is offered, never followed without a choice.
  if (one && (chosen >= 0 || !one.proche)) go(one);
  else if (!found.length && !input.value.trim()) status.textContent = "Écrivez d’abord le nom ou le code postal d’un lieu.";
});
