/* The search page: words and facets together. What is asked stands in the address (adresse.js); what it gives is
   counted by facettes.js, found by fiches.js, drawn by cartes.js, offered by filtres.js. Without scripts the page
   leads to the lists. */
import { asked, told } from "./adresse.js";
import { columns, first, index } from "./amorce.js";
import { drawn } from "./cartes.js";
import { bare } from "./facettes.js";
import { Filters, button, plural } from "./filtres.js";

const STEP = 12;
const PAUSE = 250;
const id = (name) => document.getElementById(name);

const form = id("Recherche");
const field = id("Recherche-mots");
const panel = id("Filtres");
const found = id("Trouves");
const heading = found.querySelector("h2");
const total = id("Recherche-compte");
const list = id("Recherche-resultats");
const model = id("Recherche-carte");
const more = id("Recherche-plus");
const tokens = id("Recherche-jetons");
const sort = id("Recherche-tri");
const aside = id("Recherche-inventes");

const filters = new Filters(form);

let state = null;
let turn = 0;
let pages = [];
let quotes = new Map();

/* The words looked up last: choosing among facets does not look them up again. */
let lookedUp = first;
const lookUp = (words) => {
  if (lookedUp.words !== words) lookedUp = { words, answer: words ? index.search(words) : null };
  return lookedUp.answer;
};

const refresh = async (length = STEP) => {
  const mine = ++turn;
  found.setAttribute("aria-busy", "true");
  try {
    const [facets, hits] = await Promise.all([columns, lookUp(state.words)]);
    if (mine !== turn) return;
    const among = hits ? facets.records([...hits.keys()]) : facets.all;
    const answer = facets.count(state.chosen, among, state.invented);
    if (state.byDate) answer.results.sort((one, other) => one - other);
    pages = answer.results.map((record) => facets.pages[record]);
    quotes = hits ?? new Map();
    filters.show(state, answer);
    showTokens();
    showAside(answer.invented);
    await showCards(0, length);
    if (mine === turn) showTotal();
  } catch (fault) {
    if (mine !== turn) return;
    lookedUp = { words: "", answer: null };
    total.textContent = "La recherche n’a pas abouti. Rechargez la page, ou passez par les listes ci-dessous.";
    console.warn(fault);
  }
  if (mine === turn) found.removeAttribute("aria-busy");
};

/* The cards from one rank to another, after those before; gives the first. */
const showCards = async (start, end) => {
  const mine = turn;
  const cards = await Promise.all(pages.slice(start, end).map((page) => index.card(page, quotes.get(bare(page)))));
  if (mine !== turn) return null;
  const items = cards.map((card) => {
    const item = document.createElement("li");
    item.append(drawn(model, card));
    return item;
  });
  if (!start) list.replaceChildren();
  list.append(...items);
  more.hidden = list.children.length >= pages.length;
  more.querySelector(".note").textContent = `${list.children.length} sur ${pages.length.toLocaleString("fr-FR")}`;
  return items[0] ?? null;
};

const showTotal = () => {
  const count = pages.length ? plural(pages.length, "résultat", "résultats") : "Aucun résultat";
  const about = state.words ? ` pour «\u00a0${state.words}\u00a0»` : "";
  total.textContent = count + about + (pages.length ? "" : ". Essayez d’autres mots, ou retirez un filtre.");
  id("Filtres-voir").textContent = pages.length ? `Voir ${count}` : count;
  sort.disabled = !state.words;
  sort.value = state.byDate || !state.words ? "date" : "";
};

/* Invented examples that would be there too. */
const showAside = (count) => {
  const narrowed = state.words || [...state.chosen.values()].some((codes) => codes.size);
  aside.hidden = state.invented || !count || !narrowed;
  aside.querySelector("span").textContent = `Sans compter ${plural(count, "exemple inventé", "exemples inventés")}.`;
};

const showTokens = () => {
  const chosen = [...filters.chosen(state)];
  const buttons = chosen.map(([words, drop], rank) => {
    const made = button("jeton", words, async () => {
      drop();
      await changed();
      (tokens.children[rank]?.firstElementChild ?? heading).focus();
    });
    made.setAttribute("aria-label", `Retirer le filtre ${words}`);
    return made;
  });
  if (chosen.length) buttons.push(button("lien-bouton", "Tout effacer", dropAll));
  tokens.replaceChildren(...buttons.map((made) => {
    const item = document.createElement("li");
    item.append(made);
    return item;
  }));
  tokens.hidden = !chosen.length;
  const number = panel.querySelector(".filtres-nombre");
  number.hidden = !chosen.length;
  number.textContent = plural(chosen.length, "choisi", "choisis");
};

const dropAll = async () => {
  for (const codes of state.chosen.values()) codes.clear();
  state.invented = false;
  await changed();
  heading.focus();
};

/* What is asked gets an address of its own, unless it only goes on with the words being typed. */
const changed = (typing = false) => {
  const where = told(location.href, state);
  if (where !== location.href && typing) history.replaceState(null, "", where);
  else if (where !== location.href) history.pushState(null, "", where);
  return refresh();
};

let waiting = 0;
const readWords = (typing) => {
  clearTimeout(waiting);
  const words = field.value.trim();
  if (words === state.words) return;
  const goesOn = typing && state.words !== "" && words !== "";
  state.words = words;
  changed(goesOn);
};

field.addEventListener("focus", () => index.load().catch(() => {}), { once: true });
field.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(readWords, PAUSE, true);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  readWords(false);
});
form.addEventListener("change", ({ target }) => {
  if (filters.read(target, state)) changed();
});
sort.addEventListener("change", () => {
  state.byDate = sort.value === "date";
  changed();
});
aside.querySelector("button").addEventListener("click", async () => {
  state.invented = true;
  await changed();
  heading.focus();
});
id("Filtres-voir").addEventListener("click", () => {
  panel.open = false;
  heading.focus();
});
more.querySelector("button").addEventListener("click", async () => {
  const shown = list.children.length;
  const first = await showCards(shown, shown + STEP);
  /* Whoever comes back from a record finds as many again. */
  history.replaceState({ shown: list.children.length }, "");
  first?.querySelector("a").focus();
});

const arrive = () => {
  state = asked(location.href, [...filters.groups.keys()]);
  field.value = state.words;
  refresh(history.state?.shown);
};
addEventListener("popstate", arrive);

/* Beside the results where there is room, folded above them elsewhere. */
const wide = matchMedia("(min-width: 60em)");
const unfold = () => {
  panel.open = wide.matches;
};
wide.addEventListener("change", unfold);
unfold();
form.hidden = false;
found.hidden = false;
arrive();
