/* What the search page needs first, asked for before the page is drawn: the columns of facets, and what the words
   of the address find. The rest (recherche.js) takes it from here when it comes. */
import { asked } from "./adresse.js";
import { load } from "./facettes.js";
import { Index } from "./fiches.js";

const root = new URL(document.querySelector("meta[name=racine]").content, location.href);
export const columns = load(new URL("pagefind/facettes.gz", root));
export const index = new Index(root, columns);

const { words } = asked(location.href, []);
export const first = { words, answer: words ? index.search(words) : null };

/* Whoever waits for them tells the fault. */
for (const one of [columns, first.answer]) one?.catch(() => {});
