/* Shows what is told around one place, `/mon-territoire/?lieu=commune-50393`, in the page that the build drew: its parts are
   filled, repeated or left hidden. `?q=` holds words: where several places answer, they are all offered. */
import { drawn } from "./cartes.js";
import { Territories } from "./chez-moi.js";
import { inside } from "./vers.js";

const PER_LEVEL = 3;
const PER_LIST = 6;
const NIVEAUX = { commune: "Commune", epci: "Intercommunalité", ept: "Établissement public territorial", departement: "Département", region: "Région" };
const WHERE = { epci: "l’intercommunalité", departement: "le département", region: "la région" };

const id = (name) => document.getElementById(name);
const root = new URL(document.querySelector("meta[name=racine]").content, location.href);
const territories = new Territories(root);
const part = (name) => document.querySelector(`[data-ici="${name}"]`);
const card = ([path, told]) => drawn(id("Ici-carte"), { ...told, adresse: inside(path, root) });
const levelOf = (place) => place.split("-")[0];
const copy = (name) => id(name).content.firstElementChild.cloneNode(true);
const status = document.querySelector(".mon-territoire [role=status]");

const made = (name, text) => {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
};
const linkTo = (text, where) => {
  const link = made("a", text);
  link.href = inside(where.slice(root.href.length), root);
  return link;
};
const cards = (list, found) =>
  list.replaceChildren(...found.map((one) => {
    const item = document.createElement("li");
    item.append(card(one));
    return item;
  }));
const form = (known) => `contribuer/formulaire/?${new URLSearchParams(known)}`;

/* What is told of the places that hold this one, the nearest first: those without a page tell nothing. */
const surroundings = async (place) => {
  const levels = await Promise.all(place.parents.map(async ([parent, name]) => {
    const count = await territories.count(parent);
    return { id: parent, name, count, where: territories.where(parent, count), told: count === undefined ? null : await territories.told(parent) };
  }));
  return { levels, around: levels.filter(({ told }) => told) };
};

const facts = (place, levels) => {
  part("niveau").textContent = NIVEAUX[place.niveau];
  const name = id("Ici-nom");
  name.textContent = place.nom;
  document.title = `${place.nom} – ${document.title}`;
  const former = part("ancien");
  if (place.ancien) {
    const called = place.ancien.nom ? `${place.ancien.nom}, ${place.ancien.nature}` : `${place.ancien.code}, ${place.ancien.nature}`;
    former.querySelector("span").textContent = `Vous cherchiez ${called}\u00a0: la commune est aujourd’hui ${place.nom}.`;
    former.hidden = false;
  }
  const parents = part("parents");
  const [title, value] = parents.children;
  parents.replaceChildren(title, ...levels.map(({ name: text, where }) => {
    const one = value.cloneNode(true);
    one.replaceChildren(linkTo(text, where));
    return one;
  }));
  parents.hidden = !levels.length;
  const fact = (named, text) => {
    part(named).querySelector("dd").textContent = text;
    part(named).hidden = !text;
  };
  fact("population", place.population ? `${place.population.toLocaleString("fr-FR")}\u00a0habitants` : "");
  fact("postes", (place.postes ?? []).join(", "));
  fact("code", place.code.toUpperCase());
};

const here = async (place) => {
  const count = await territories.count(place.id);
  const page = part("page");
  page.hidden = count === undefined;
  if (count !== undefined) {
    page.href = inside(`territoires/${place.id}/`, root);
  }
  part("meme").textContent = count
    ? `${count}\u00a0expérimentation${count > 1 ? "s sont décrites" : " est décrite"} ici.`
    : "Aucune expérimentation n’est encore décrite ici.";
  part("proposer").href = inside(form({ sorte: "proposition", territoire: place.id }), root);
  part("raconter").href = inside(form({ sorte: "experimentation", territoire: place.id }), root);
};

/* The newest of each level, each experiment once. */
const tried = (place, around) => {
  const seen = new Set();
  const groups = [];
  for (const { id: parent, name, where, told } of around) {
    const fresh = told.essais.filter(([path]) => !seen.has(path)).slice(0, PER_LEVEL);
    for (const [path] of fresh) seen.add(path);
    if (!fresh.length) continue;
    const group = copy("Ici-groupe");
    const [title, list, more] = group.children;
    title.textContent = `Dans ${WHERE[levelOf(parent)]}\u00a0: ${name}`;
    cards(list, fresh);
    more.replaceChildren(linkTo(`${name}\u00a0: ${told.compte}`, where));
    groups.push(group);
  }
  id("Ici-essais").replaceChildren(...groups);
  const none = id("Ici-rien");
  none.hidden = groups.length > 0;
  none.textContent = place.parents.length
    ? `Rien n’est encore décrit autour, jusqu’à la région. La première expérimentation peut être la vôtre.`
    : "Une région ne fait partie d’aucun autre territoire.";
  return seen;
};

const alike = async (place, seen) => {
  if (place.niveau !== "commune" || !place.population) return;
  const least = id("Ici").dataset.tailles.split(" ").map(Number);
  const told = await territories.told(`taille-${least.findLastIndex((one) => one <= place.population)}`).catch(() => null);
  const found = told?.essais.filter(([path]) => !seen.has(path)).slice(0, PER_LEVEL) ?? [];
  const section = id("Ici-semblables");
  section.hidden = !found.length;
  if (!found.length) return;
  section.querySelector(".note").textContent = `Dans les communes ${told.titre}\u00a0: ${told.compte}, dont les plus récentes ailleurs.`;
  cards(section.querySelector(".cartes"), found);
};

const covered = (place, around) => {
  for (const item of id("Ici-enjeux").children) {
    const enjeu = item.dataset.enjeu;
    const nearest = around.find(({ told }) => told.enjeux[enjeu]);
    const [link, told] = item.children;
    const [words, proposal] = told.children;
    item.classList.toggle("rien", !nearest);
    if (nearest) link.href = inside(`${enjeu}${nearest.id}/`, root);
    words.textContent = nearest ? `${nearest.told.enjeux[enjeu]} dans ${WHERE[levelOf(nearest.id)]} ·` : "rien encore par ici ·";
    proposal.href = inside(form({ sorte: "proposition", enjeu: enjeu.split("/").at(-2), territoire: place.id }), root);
  }
};

const helpers = (around) => {
  const found = new Map(around.flatMap(({ told }) => told.acteurs).map((one) => [one[0], one]));
  id("Ici-acteurs").hidden = !found.size;
  cards(id("Ici-acteurs").querySelector(".cartes"), [...found.values()].slice(0, PER_LIST));
};

const feeds = (around) => {
  const followed = around.filter(({ told }) => told.flux);
  id("Ici-suivre").hidden = !followed.length;
  id("Ici-suivre").querySelector(".suivis").replaceChildren(...followed.map(({ name, told }) => {
    const item = copy("Ici-flux");
    item.firstElementChild.href = inside(told.flux, root);
    item.querySelector("span").textContent = `Suivre ${name}`;
    return item;
  }));
};

const show = async (place) => {
  const { levels, around } = await surroundings(place);
  facts(place, levels);
  await here(place);
  await alike(place, tried(place, around));
  covered(place, around);
  helpers(around);
  feeds(around);
  id("Ici").hidden = false;
  id("Lieux").hidden = true;
  status.textContent = `${place.nom}\u00a0: ce qui a été essayé autour est affiché.`;
};

const choose = async (words) => {
  const found = await territories.find(words);
  if (!found.length) {
    status.textContent = `Aucun lieu de France ne répond à «\u00a0${words}\u00a0».`;
    return;
  }
  id("Ici-choix").hidden = false;
  id("Ici-choix-titre").textContent = found[0].proche ? "Vouliez-vous dire" : `Pour «\u00a0${words}\u00a0»`;
  id("Ici-choix").querySelector("ul").replaceChildren(...found.map(({ nom, detail, adresse }) => {
    const item = document.createElement("li");
    const note = made("span", detail);
    note.className = "note";
    item.append(linkTo(nom, adresse), " ", note);
    return item;
  }));
};

const asked = new URLSearchParams(location.search);
const start = async () => {
  const code = (asked.get("lieu") ?? "").trim();
  const place = code && (await territories.places.facts(code.toLowerCase()));
  if (place) {
    await show(place);
    return;
  }
  /* A code that no place has may be a name: whoever made the link meant one. */
  const words = (asked.get("q") ?? "").trim() || code;
  if (!words) return;
  document.querySelector(".mon-territoire input").value = words;
  await choose(words);
};
start().catch((fault) => {
  console.warn(fault);
  status.textContent = "Ce qui est décrit autour de ce lieu n’a pas pu être chargé. Réessayez dans un instant.";
});
