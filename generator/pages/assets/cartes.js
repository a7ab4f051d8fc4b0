/* Draws the card of a page as `_carte.html` does: that template drew in the page of the search, once, a model that
   holds one of each part and every enjeu. Here parts are repeated, filled with what a card tells, or taken away. */
import { outside } from "./vers.js";

const made = (name, text) => {
  const element = document.createElement(name);
  element.append(text);
  return element;
};

/* A text is a string, or a list of strings, every second one set high. One that quotes has pairs in the place of
   strings: some words, and whether they were looked for. */
const written = (text) =>
  [text].flat().flatMap((part, rank) => {
    const pairs = typeof part === "string" ? [[part, false]] : part;
    const inline = pairs.filter(([words]) => words).map(([words, found]) => (found ? made("mark", words) : words));
    if (rank % 2 === 0) return inline;
    const high = document.createElement("sup");
    high.append(...inline);
    return [high];
  });

/* One for each item, in the place of the model's; `between` stands between two. */
const repeat = (element, items, fill, between = "") => {
  items.forEach((item, rank) => {
    const one = element.cloneNode(true);
    fill(one, item);
    if (rank && between) element.before(between);
    element.before(one);
  });
  element.remove();
};

/* The icon stays first, under its own name. */
const iconed = (element, icon, text) => {
  const drawing = element.firstElementChild;
  drawing.className = `icone-${icon}`;
  element.replaceChildren(drawing, ...written(text));
};

const badge = (element, [icon, tone, text]) => {
  element.className = `badge badge-${tone}`;
  iconed(element, icon, text);
};

/* `model` is the template of the page; `card` what Index.card gives. */
export const drawn = (model, told) => {
  const { adresse, titre, resume, nature, badges = [], faits = [], verdicts = [], enjeux = [], invente } = told;
  const card = model.content.firstElementChild.cloneNode(true);
  const [head, title, summary, facts, came, tokens] = card.children;
  const link = title.firstElementChild;
  link.href = outside(adresse);
  link.replaceChildren(...written(titre));

  const [kind, first, invented] = head.children;
  if (nature) kind.replaceChildren(...written(nature));
  else kind.remove();
  if (!invente) invented.remove();
  repeat(first, badges, badge);
  repeat(facts.firstElementChild, faits, (item, [icon, text]) => iconed(item, icon, text));
  repeat(came.lastElementChild, verdicts, badge, " ");
  const known = model.dataset.enjeux.split(" ");
  const every = [...(tokens?.children ?? [])]; // none in a preview where they are broken
  tokens?.replaceChildren(...enjeux.map((one) => every[known.indexOf(one)]).filter(Boolean));
  if (resume) summary.replaceChildren(...written(resume));
  else summary.remove();
  for (const part of [head, facts, tokens]) if (!part?.children.length) part?.remove();
  if (!verdicts.length) came.remove();
  return card;
};
