/* Finds pages by words in the site's index (Pagefind), and makes the cards of those found. */
import { bare as nameOf, unpacked } from "./facettes.js";

const MARK = "pagefind_dcd";
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
    const options = { baseUrl: this.root.pathname, excerptLength: EXCERPT };
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

  /* The card of a page, as the site's lists show it. Where a `result` quotes the
     words, the quote stands for the summary. */
  async card(page, result) {
    const data = result ? await result.data() : await this.read(page);
    const carried = data.filters.fiche[0];
    const box = document.createElement("template");
    /* Our own templates wrote it and escaped what it holds. */
    box.innerHTML = carried.slice(carried.indexOf(" ") + 1);
    const card = box.content.firstElementChild;
    for (const link of card.querySelectorAll("a[href^='/']")) {
      link.href = new URL(link.getAttribute("href").slice(1), this.root).href;
    }
    if (result && data.excerpt.includes("<mark>")) quote(card, data);
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

/* Pagefind escapes what it quotes and adds <mark>: only those two tags are read back, the rest is text. */
const parts = (excerpt) => {
  const decoder = document.createElement("textarea");
  return excerpt.split(/(<mark>.*?<\/mark>)/).map((part) => {
    decoder.innerHTML = part.replace(/<\/?mark>/g, "");
    return [decoder.value, part.startsWith("<mark>")];
  });
};

const written = ([text, marked]) => {
  if (!marked) return text;
  const mark = document.createElement("mark");
  mark.textContent = text;
  return mark;
};

/* Where the words are: the card's summary with those words marked if they are there, else what is quoted. */
const quote = (card, { excerpt, plain_excerpt: plain, raw_content: content }) => {
  const found = parts(excerpt);
  let summary = card.querySelector(".carte-resume");
  if (summary && content.startsWith(plain)) {
    const words = new Set(found.filter(([, marked]) => marked).map(([text]) => bare(text)));
    const said = summary.textContent.split(/(\s+)/).map((text) => [text, words.has(bare(text))]);
    summary.replaceChildren(...said.map(written));
    return;
  }
  if (!summary) {
    summary = document.createElement("p");
    summary.className = "carte-resume";
    card.querySelector(".carte-titre").after(summary);
  }
  const before = content.startsWith(plain) ? "" : "… ";
  const after = content.endsWith(plain) ? "" : " …";
  summary.replaceChildren(before, ...found.map(written), after);
};

/* A word without what stands around it. */
const bare = (text) => text.replace(/^\P{L}+|\P{L}+$/gu, "").toLowerCase();
