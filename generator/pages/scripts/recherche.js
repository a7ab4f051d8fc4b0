/* The search page: words and facets together. What is asked stands in the address (adresse.js); what it gives is
   counted by facettes.js, found by fiches.js, drawn by cartes.js, offered by filtres.js. Without scripts the page
   leads to the lists. */
import { asked, told } from "./adresse.js";
import { drawn } from "../assets/cartes.js";
import { Index } from "./fiches.js";
import { Filters, button, element, plural } from "./filtres.js";
import { download, inside, outside } from "../assets/vers.js";

/* Asked for before the page is drawn: the head of the index, and what the words of the address find. */
const root = new URL(document.querySelector("meta[name=racine]").content, location.href);
const index = new Index(root);
const words = asked(location.href, []).words;
let lookedUp = { words, answer: words ? index.search(words) : null };
/* Whoever waits for them tells the fault. */
for (const one of [index.head, lookedUp.answer]) one?.catch(() => {});
if (document.readyState === "loading") await new Promise((done) => document.addEventListener("DOMContentLoaded", done));

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
const understood = id("Recherche-compris");
const sheet = id("Recherche-table");

const filters = new Filters(form);

let state = null;
let turn = 0;
let pages = [];
let met = null;

/* The words looked up last: choosing among facets does not look them up again. */
const lookUp = (words) => {
  if (lookedUp.words !== words) lookedUp = { words, answer: words ? index.search(words) : null };
  return lookedUp.answer;
};

const refresh = async (length = STEP) => {
  const mine = ++turn;
  found.setAttribute("aria-busy", "true");
  try {
    const [facets, hits] = await Promise.all([index.columns, lookUp(state.words)]);
    if (mine !== turn) return;
    const among = hits ? facets.records([...hits.pages.keys()]) : facets.all;
    const answer = facets.count(state.chosen, among, state.invented);
    if (state.byDate) answer.results.sort((one, other) => one - other);
    pages = answer.results.map((record) => facets.pages[record]);
    met = hits;
    filters.show(state, answer);
    showTokens();
    showAside(answer.invented);
    await showCards(0, length);
    if (mine !== turn) return;
    showTotal();
    await showUnderstood();
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
  const cards = await Promise.all(pages.slice(start, end).map((page) => index.card(page, met)));
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
  const chosen = [...state.chosen.values()].some((codes) => codes.size);
  total.textContent = count + about + (pages.length || !chosen ? "" : ". Retirez un filtre\u00a0?");
  sheet.hidden = !pages.length;
  sheet.querySelector("[role=status]").textContent = "";
  id("Filtres-voir").textContent = pages.length ? `Voir ${count}` : count;
  sort.disabled = !state.words;
  sort.value = state.byDate || !state.words ? "date" : "";
};

/* What was understood of the words, in sentences: what nothing holds comes first, with what may have been meant. */
const showUnderstood = async () => {
  const mine = turn;
  understood.replaceChildren(...(met ? await sentences(met) : []));
  if (mine !== turn) return;
  understood.hidden = !understood.children.length;
};

const sentences = async ({ missing, phrases, apart, groups, pages: some }) => {
  const said = [];
  if (missing.length) {
    const near = (await Promise.all(missing.map((word) => index.near(word)))).map((some, rank) => [missing[rank], some]);
    said.push(element("p", "rien", `Rien sur ${missing.map((word) => `«\u00a0${word}\u00a0»`).join(" ni sur ")}.`));
    for (const [word, some] of near) if (some.length) said.push(offered(word, some));
    said.push(elsewhere(missing));
  } else if (apart) {
    said.push(element("p", "rien", "Aucune page ne contient tous ces mots. Voici celles qui en contiennent le plus."));
  } else if (phrases.length) {
    const told = phrases.map(({ text }) => `«\u00a0${text}\u00a0»`).join(" et ");
    said.push(element("p", "note", `Expression cherchée mot pour mot\u00a0: ${told}.`));
  }
  const others = groups.flatMap((group) => group.others.map(({ text }) => text));
  if (others.length && some.size) said.push(element("p", "note", `Cherché aussi\u00a0: ${others.join(", ")}.`));
  return said;
};

/* Words near to one that nothing holds: each asks again, with it in the place of the other. */
const offered = (word, some) => {
  const line = element("p", "vouliez-vous", "Vouliez-vous dire ");
  some.forEach((one, rank) => {
    if (rank) line.append(rank === some.length - 1 ? " ou " : ", ");
    line.append(button("lien-bouton", one, () => {
      field.value = state.words.replace(word, () => one);
      readWords(false);
      heading.focus();
    }));
  });
  line.append("\u00a0?");
  return line;
};

/* The neighbours of what was not found: a place without a record has an answer all the same. */
const elsewhere = (missing) => {
  const line = element("p", "note", "Un nom de lieu\u00a0? ");
  const link = element("a", "", "Voyez ce qui a été essayé autour");
  const where = new URL(inside("mon-territoire/", root));
  where.searchParams.set("q", missing[0]);
  link.href = outside(where.href);
  line.append(link, ". Un sujet que personne n’a encore raconté\u00a0? ");
  const form = element("a", "", "Proposez-le");
  form.href = inside("contribuer/", root);
  line.append(form, ".");
  return line;
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

const rowsTold = (count, left) => {
  const beside = left ? `${plural(left, "résultat n’en a pas", "résultats n’en ont pas")}\u00a0: ce tableau ne tient que les fiches elles-mêmes.` : "";
  return `${count ? `${plural(count, "ligne", "lignes")} dans le fichier.` : "Aucun de ces résultats n’a de ligne dans les tableaux."} ${beside}`.trim();
};

/* The table comes from what the site publishes: nothing of it is fetched before it is asked for. */
sheet.querySelector("button").addEventListener("click", async () => {
  const said = sheet.querySelector("[role=status]");
  const asked = pages;
  said.textContent = "Un instant…";
  try {
    const [{ table }, facets, cards] = await Promise.all([
      import("./resultats.js"),
      index.columns,
      Promise.all(asked.map((page) => index.cardOf(page))),
    ]);
    const kinds = new Set(asked.map((page) => facets.kind(page)));
    const { text, count } = await table(cards.map(([address]) => address), kinds, root);
    const left = asked.length - count;
    if (count) download("resultats.csv", text, "text/csv");
    said.textContent = rowsTold(count, left);
  } catch (fault) {
    said.textContent = "Le tableau n’a pas pu être fait. Rechargez la page, ou prenez les tableaux entiers dans « Données ouvertes ».";
    console.warn(fault);
  }
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

/* For whoever tries them. */
export { drawn, index };
