/* Finds pages by words in the site's index, and reads what their cards tell: cartes.js draws them. The build lays the
   index in small files (`generator/search/`): only those of the words asked for, and of the pages shown, are fetched. */
import { Facets } from "./facettes.js";
import { unpacked } from "../assets/deplier.js";
import { Francais, plain } from "./francais.js";
import { Lexique } from "./lexique.js";
import { holds, marked, quoted, says } from "./extraits.js";
import { nearest } from "./proches.js";
import { inside } from "../assets/vers.js";

/* What leads to a trial comes before what tells how to write one; kinds of a commons' own stand between. */
const KINDS = { experimentation: 1, outil: 1, territoire: 0.95, enjeu: 0.95, acteur: 0.9, evaluation: 0.8, evenement: 0.7, journal: 0.6, protocole: 0.6, page: 0.45 };
const OWN_KIND = 0.8;
const SYNONYM = 0.6;
/* From so many words on, what is asked is a sentence. */
const SENTENCE = 4;
const LACKING = 0.7;
/* From so many on, the name of a kind says what is looked for: « quel outil pour une réunion publique ». */
const QUESTION = 3;
const NAMED_KIND = 2;
/* A word that nothing holds is read as two of so many letters or more. */
const SHORTEST = 3;
const MOST_CUTS = 1;
const MOST_PARTED = 5; // a guess at what was meant: each text read for it is a file more to wait for
/* Words in a row are looked for in the texts of so many pages, those that hold the words best; in all of them where
   they come in a few files. */
const MOST_TEXTS = 60;
const FEW_FILES = 4;

/* Which file holds a term: the build draws it likewise (`generator/search/numbers.py`). */
const shardOf = (term, count) => {
  let drawn = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(term)) drawn = Math.imul(drawn ^ byte, 0x01000193) >>> 0;
  return ((drawn ^ (drawn >>> 15)) >>> 0) % count;
};

/* `root` is the address of the site's root. */
export class Index {
  constructor(root) {
    this.root = root;
    this.folder = new URL("assets/recherche/", root);
    this.files = new Map();
    /* Its name never changes: the browser asks whether the file it keeps is still the one. */
    this.head = this.file("index.gz", { cache: "no-cache" }).then((head) => this.begin(head));
  }

  begin({ tailles, regles, lexique, ...columns }) {
    [this.bits, this.wordFiles, this.cardFiles, this.textFiles] = tailles;
    this.french = new Francais(regles);
    this.lexicon = new Lexique(this.french, lexique);
    this.helps = new Set(this.french.words(regles.demandes).map(({ term }) => term));
    this.facets = new Facets(columns);
    this.kinds = new Map(this.facets.kinds.codes.map((code) => [this.french.stem(plain(code)), code]));
    return this;
  }

  get columns() {
    return this.head.then(() => this.facets);
  }

  /* The value of a file of the index, fetched once; an empty one where there is none. */
  file(name, options) {
    if (!this.files.has(name)) {
      const found = unpacked(new URL(name, this.folder), options).then(JSON.parse);
      found.catch(() => this.files.delete(name));
      this.files.set(name, found);
    }
    return this.files.get(name);
  }

  /* What a file says of a key; undefined where it says nothing of it. */
  async said(what, name, key) {
    const told = await this.file(`${what}/${name}.gz`);
    return Object.hasOwn(told, key) ? told[key] : undefined; // « constructor » is a word like another
  }

  ofPage(what, count, page) {
    return this.said(what, Math.floor((page * count) / 2 ** this.bits), page);
  }

  /* The pages that hold a term, each with its weight there: odd where its title does. */
  async pagesOf(term) {
    const [steps = []] = (await this.said("mots", shardOf(term, this.wordFiles), term)) ?? [];
    const found = new Map();
    let page = 0;
    for (let at = 0; at < steps.length; at += 2) {
      page += steps[at];
      found.set(page, steps[at + 1]);
    }
    return found;
  }

  /* What the words find: `pages`, numbers in the index with what they weigh, the closest first; `terms` that were
     looked for; what is `missing`, as it was typed; `phrases` that were read; and `apart` where no page holds all. */
  async search(text) {
    await this.head;
    const { groups: asked, phrases } = this.lexicon.parse(text);
    const [groups, found] = await this.held(asked);
    const missing = groups.filter((_, rank) => !found[rank].size).map((group) => group.text);
    const spare = this.spare(groups);
    const held = found.filter((pages, rank) => pages.size && !spare.has(rank));
    const [weights, apart] = together(held, groups.length >= SENTENCE ? 1 : 0);
    for (const rank of spare) besides(weights, found[rank]);
    const wanted = this.wanted(groups);
    let pages = [...weights].map(([page, weight]) => [page, this.weighed(page, weight, held.length, wanted)]);
    pages.sort(([one, weight], [other, heavier]) => heavier - weight || one - other);
    pages = pages.filter(([page]) => this.facets.ranks.has(page));
    if (phrases.length && !apart && !missing.length) pages = await this.saying(pages, phrases);
    const terms = new Set(groups.flatMap(({ terms: own, others }) => [...own, ...others.flatMap((other) => other.terms)]));
    return { pages: new Map(pages), terms, missing, phrases, apart, groups };
  }

  /* The ranks of the groups that a page may lack: what leads to the name of a place, and the kind of record that a
     sentence asks for. None where nothing else is asked. */
  spare(groups) {
    const isKind = ({ terms }) => groups.length >= QUESTION && terms.length === 1 && this.kinds.has(terms[0]);
    const ranks = groups.map((group, rank) => [group, rank]).filter(([group]) => group.isSpare || isKind(group));
    const spare = new Set(ranks.map(([, rank]) => rank));
    return spare.size < groups.length ? spare : new Set();
  }

  /* The kinds of records that the words name, and whether they ask how to take part. */
  wanted(groups) {
    const terms = groups.flatMap((group) => group.terms);
    return {
      kinds: new Set(terms.filter((term) => this.kinds.has(term)).map((term) => this.kinds.get(term))),
      asksHelp: terms.some((term) => this.helps.has(term)),
    };
  }

  /* The groups, and the pages of each. What nothing holds may be two words that the site writes as one, or one that it
     writes as two: « tok tok », « toktok ». */
  async held(asked) {
    const found = await Promise.all(asked.map((group) => this.found(group)));
    const groups = [];
    const pages = [];
    for (let at = 0; at < asked.length; at += 1) {
      const next = asked[at + 1];
      const joined = next && !(found[at].size && found[at + 1].size) ? await this.joined(asked[at], next) : null;
      const apart = joined || found[at].size ? null : await this.parted(asked[at]);
      const [group, some] = joined ?? apart ?? [asked[at], found[at]];
      groups.push(group);
      pages.push(some);
      if (joined) at += 1;
    }
    return [groups, pages];
  }

  async joined(one, other) {
    const words = [...this.french.words(`${one.text}${other.text}`)];
    if (words.length !== 1) return null;
    const group = { terms: [words[0].term], text: `${one.text} ${other.text}`, others: [] };
    const pages = await this.found(group);
    return pages.size ? [group, pages] : null;
  }

  async parted({ terms, text }) {
    const word = plain(text);
    if (terms.length > 1 || word.length < 2 * SHORTEST || !/^[a-z]+$/.test(word)) return null;
    let tried = 0; // each asks for a file
    for (let cut = word.length - SHORTEST; cut >= SHORTEST && tried < MOST_CUTS; cut -= 1) {
      const halves = [word.slice(0, cut), word.slice(cut)];
      const parts = halves.flatMap((half) => this.french.words(half));
      if (!(await this.knows(parts[0].term))) continue;
      tried += 1;
      if (!(await this.knows(parts[1].term))) continue;
      const pages = await this.inARow({ terms: parts.map(({ term }) => term), words: parts }, MOST_PARTED);
      if (pages.size) return [{ terms: parts.map(({ term }) => term), text, others: [] }, pages];
    }
    return null;
  }

  /* Whether a page of the site holds a term: the words by their first letter say so, which `near` asks for too. */
  async knows(term) {
    return (await this.said("formes", initial(term), term)) !== undefined;
  }

  /* The pages of a group: those with its own terms, and those with all the terms of something that means the same. */
  async found({ terms, others }) {
    const all = await Promise.all([this.all(terms), ...others.map((other) => this.inARow(other))]);
    const found = new Map();
    all.forEach((pages, rank) => {
      for (const [page, { weight, title }] of pages) {
        const told = found.get(page);
        const own = rank ? weight * SYNONYM : weight;
        if (!told || told.weight < own) found.set(page, { weight: own, title });
      }
    });
    return found;
  }

  /* The pages that say something that means the same, its words in a row. */
  async inARow({ terms, words }, most = undefined) {
    const found = [...(await this.all(terms))];
    if (words.length === 1) return new Map(found);
    found.sort(([, one], [, other]) => other.weight - one.weight);
    return new Map(await this.saying(found.slice(0, most), [{ words }]));
  }

  /* The pages that hold every one of some terms: their weight, and how many of these their title holds. */
  async all(terms) {
    const lists = await Promise.all(terms.map((term) => this.pagesOf(term)));
    const [shortest, ...rest] = [...lists].sort((one, other) => one.size - other.size);
    const count = this.facets.pages.length;
    const rarity = new Map(lists.map((list) => [list, Math.log(1 + count / (list.size || 1))]));
    const found = new Map();
    for (const page of shortest.keys()) {
      if (!rest.every((list) => list.has(page))) continue;
      let [weight, title] = [0, 0];
      for (const list of lists) {
        weight += rarity.get(list) * (list.get(page) >> 1);
        title += list.get(page) & 1;
      }
      found.set(page, { weight, title: title === lists.length ? title : 0 });
    }
    return found;
  }

  weighed(page, { weight, title, titles }, groups, { kinds, asksHelp }) {
    const kind = this.facets.kind(page);
    const usual = asksHelp && kind === "page" ? 1.2 : KINDS[kind] ?? OWN_KIND;
    const worth = kinds.has(kind) ? usual * NAMED_KIND : usual;
    /* Of a sentence, a title holds some words: it counts for as much of them. */
    const part = titles === groups ? 1 : groups < 3 ? 0 : (titles / groups) ** 2;
    const whole = 1 + (2 * part * Math.min(title, this.facets.titleLength(page))) / this.facets.titleLength(page);
    return weight * worth * whole;
  }

  /* Those that say every phrase word for word. */
  async saying(pages, phrases) {
    const read = await Promise.all(
      pages.slice(0, this.textFiles > FEW_FILES ? MOST_TEXTS : undefined).map(async (one) => {
        const [[, card], text = ""] = await Promise.all([this.cardOf(one[0]), this.textOf(one[0])]);
        const lines = [[card.titre].flat().join(""), [card.resume ?? ""].flat().join(""), ...text.split("\n")];
        return phrases.every((phrase) => lines.some((line) => says(line, phrase, this.french))) ? one : null;
      }),
    );
    return read.filter(Boolean);
  }

  cardOf(page) {
    return this.ofPage("fiches", this.cardFiles, page);
  }

  textOf(page) {
    return this.ofPage("textes", this.textFiles, page);
  }

  /* The words of the site nearest to one that no page holds. */
  async near(word) {
    const [{ term } = { term: "" }] = this.french.words(word);
    return nearest(word, Object.values(await this.file(`formes/${initial(term)}.gz`)));
  }

  /* What the card of a page tells, as `pages/frame/card_json.py` lays it in the page. Where words were `asked`, its title
     marks them, and so does `resume`: the summary if it holds them all, else a sentence of the page. */
  async card(page, asked) {
    await this.head;
    const [address, told] = await this.cardOf(page);
    const card = { ...told, adresse: inside(address, this.root) };
    if (!asked) return card;
    const mark = (text) => [text].flat().map((part) => marked(part, asked.terms, this.french));
    card.titre = mark(told.titre);
    const wanted = asked.groups.map(({ terms }) => terms).flat();
    const flat = [told.resume ?? ""].flat().join("");
    const quote = holds(flat, wanted, this.french) ? null : quoted((await this.textOf(page)) ?? "", asked.terms, this.french);
    card.resume = quote ?? (told.resume ? mark(told.resume) : "");
    return card;
  }
}

/* The file of the words that begin like this one. */
const initial = (term) => (/^[a-z]/.test(term) ? term[0] : "_");

/* Adds to what pages weigh what one more list says of them. */
const besides = (weights, list) => {
  for (const [page, { weight }] of list) {
    const told = weights.get(page);
    if (told) told.weight += weight;
  }
};

/* The pages that are in every one of some lists, with their weights together; else those that are in the most of
   them, which `apart` tells. A sentence has words to spare: a page may lack some of them, and weighs less. */
const together = (lists, spare) => {
  const found = new Map();
  for (const pages of lists) {
    for (const [page, { weight, title }] of pages) {
      const told = found.get(page) ?? { lists: 0, weight: 0, title: 0, titles: 0 };
      found.set(page, {
        lists: told.lists + 1,
        weight: told.weight + weight,
        title: told.title + title,
        titles: told.titles + (title ? 1 : 0),
      });
    }
  }
  let most = 0;
  for (const { lists: held } of found.values()) most = Math.max(most, held);
  for (const one of found.values()) one.weight *= LACKING ** (most - one.lists);
  return [new Map([...found].filter(([, one]) => one.lists >= most - spare)), most < lists.length];
};
