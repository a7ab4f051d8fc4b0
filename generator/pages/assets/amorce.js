/* What the search page needs first, asked for before the page is drawn: the columns of facets, and what the words
   of the address find. The rest (recherche.js) takes it from here when it comes. */
const root = new URL(document.querySelector("meta[name=racine]").content, location.href);
const asksWords = new URLSearchParams(location.search).get("q")?.trim();

/* Where Trusted Types are enforced, no text becomes a script or HTML, but for the engine's worker, which it asks for
   by its bare address. No page but that of the search may make this policy. */
const worker = new URL("pagefind/pagefind-worker.js", root).href;
globalThis.trustedTypes?.createPolicy("default", {
  createScriptURL: (asked) => (new URL(asked, location.href).href === worker ? worker : null),
});

/* All at once: an import written at the top would have its own wait for it. */
const [{ asked }, { load }, { Index }] = await Promise.all([
  import("./adresse.js"),
  import("./facettes.js"),
  import("./fiches.js"),
  asksWords ? import(new URL("pagefind/pagefind.js", root).href).catch(() => {}) : null,
]);

export const columns = load(new URL("pagefind/facettes.gz", root));
export const index = new Index(root, columns);

const { words } = asked(location.href, []);
export const first = { words, answer: words ? index.search(words) : null };

/* Whoever waits for them tells the fault. */
for (const one of [columns, first.answer]) one?.catch(() => {});
