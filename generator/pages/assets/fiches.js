/* Finds pages by words in the site's index (Pagefind), and makes the cards of those found. */
import { unpacked } from "./facettes.js";

const MARK = "pagefind_dcd";
const EXCERPT = 28;

/* `root` is the address of the site's root. */
export class Index {
  constructor(root) {
    this.root = root;
    this.folder = new URL("pagefind/", root);
    this.engine = null;
    this.cards = new Map();
  }

  /* Loaded at the first need: it is of no use to whoever only chooses among facets. */
  load() {
    this.engine ??= import(new URL("pagefind.js", this.folder).href).then(async (pagefind) => {
      await pagefind.options({ baseUrl: this.root.pathname, excerptLength: EXCERPT });
      return pagefind;
    });
    return this.engine;
  }

  /* What the words find: the name of each page to its result, the closest first. */
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
    if (result && data.excerpt.includes("<mark>")) quote(card, data.excerpt);
    return card;
  }

  read(page) {
    if (!this.cards.has(page)) {
      const address = new URL(`fragment/${page}.pf_fragment`, this.folder);
      this.cards.set(page, unpacked(address).then((text) => JSON.parse(text.slice(MARK.length))));
    }
    return this.cards.get(page);
  }
}

/* Pagefind escapes what it quotes and adds <mark>: only those two tags are read back, the rest is text. */
const quote = (card, excerpt) => {
  const place = document.createElement("p");
  place.className = "carte-resume";
  const decoder = document.createElement("textarea");
  for (const part of excerpt.split(/(<mark>.*?<\/mark>)/)) {
    decoder.innerHTML = part.replace(/<\/?mark>/g, "");
    const node = document.createElement(part.startsWith("<mark>") ? "mark" : "span");
    node.textContent = decoder.value;
    place.append(node);
  }
  const summary = card.querySelector(".carte-resume");
  if (summary) summary.replaceWith(place);
  else card.querySelector(".carte-titre").after(place);
};
