/* Finds pages by words in the site's index (Pagefind), and reads what their cards tell: cartes.js draws them. */
import { bare as nameOf, unpacked } from "./facettes.js";
import { inside } from "./vers.js";

const MARK = "pagefind_dcd";
/* How many words are quoted where the card does not hold those that were found. */
const EXCERPT = 28;

/* `root` is the address of the site's root, `columns` the promise of its facets. */
export class Index {
  constructor(root, columns) {
    this.root = root;
    this.columns = columns;
    this.folder = new URL("pagefind/", root);
    this.engine = null;
    this.cards = new Map();
  }

  /* Loaded at the first need: it is of no use to whoever only chooses among facets. */
  load() {
    this.engine ??= this.start().catch((fault) => {
      this.engine = null;
      throw fault;
    });
    return this.engine;
  }

  async start() {
    const pagefind = await import(new URL("pagefind.js", this.folder).href);
    const options = { baseUrl: this.root.pathname };
    await pagefind.options(options);
    const { others } = await this.columns;
    await Promise.all(
      others.map((part) => pagefind.mergeIndex(new URL(`${part}/`, this.folder).pathname, options)),
    );
    return pagefind;
  }

  /* What the words find: the bare name of each page to its result, the closest first. */
  async search(words) {
    const { results } = await (await this.load()).search(words);
    return new Map(results.map((result) => [result.id, result]));
  }

  /* What the card of a page tells, as `pages/frame/card_json.py` lays it in the page: `adresse`, a space, JSON. Where a
     `result` found words, `resume` tells where they are: pairs of a text and whether it is one of them. */
  async card(page, result) {
    const data = result ? await result.data() : await this.read(page);
    const [carried] = data.filters.fiche;
    const cut = carried.indexOf(" ");
    const card = JSON.parse(carried.slice(cut + 1));
    card.adresse = inside(carried.slice(0, cut), this.root);
    if (result) card.resume = quoted(data, card.resume) ?? card.resume;
    return card;
  }

  read(page) {
    if (!this.cards.has(page)) {
      const name = nameOf(page);
      const part = page.slice(0, -name.length);
      const address = new URL(`${part}fragment/${name}.pf_fragment`, this.folder);
      this.cards.set(page, unpacked(address).then((text) => JSON.parse(text.slice(MARK.length))));
    }
    return this.cards.get(page);
  }
}

/* The summary with the words found marked if its page begins with them, else the words around them; null where no
   word was found. Pagefind's own excerpt is text that it half escapes: the text of the page and the places of the
   words in it are whole. */
const quoted = ({ content, weighted_locations: found }, summary) => {
  const words = content.split(" ");
  const places = new Set(found.map(({ location }) => location));
  if (!places.size) return null;
  const start = densest(found, words.length);
  const end = start + EXCERPT;
  if (summary && !start) {
    const marked = new Set([...places].filter((place) => place < end).map((place) => bare(words[place])));
    return [summary].flat().map((part) => part.split(/(\s+)/).map((word) => [word, marked.has(bare(word))]));
  }
  const around = words.slice(start, end).flatMap((word, rank) => [[word, places.has(start + rank)], [" ", false]]);
  return [[[start ? "… " : "", false], ...around.slice(0, -1), [end < words.length ? " …" : "", false]]];
};

/* Where to begin so that EXCERPT words hold the most of those found, these in the middle. */
const densest = (found, length) => {
  const sorted = [...found].sort((one, other) => one.location - other.location);
  let [best, most, sum, end] = [[0, 0], 0, 0, 0];
  for (const first of sorted) {
    for (; end < sorted.length && sorted[end].location < first.location + EXCERPT; end += 1) sum += sorted[end].balanced_score;
    if (sum > most) [best, most] = [[first.location, sorted[end - 1].location], sum];
    sum -= first.balanced_score;
  }
  const [first, last] = best;
  if (last < EXCERPT) return 0;
  return Math.max(0, Math.min(first - Math.ceil((EXCERPT - 1 - last + first) / 2), length - EXCERPT));
};

/* A word without what stands around it. */
const bare = (text) => text.replace(/^\P{L}+|\P{L}+$/gu, "").toLowerCase();
