/* Looks words up in the site's own index (Pagefind), page of results by page of results. The words stay in the address. */
(() => {
  "use strict";

  const MORE = 10;
  const form = document.getElementById("Recherche");
  const field = document.getElementById("Recherche-mots");
  const count = document.getElementById("Recherche-compte");
  const list = document.getElementById("Recherche-resultats");
  const more = document.getElementById("Recherche-plus");
  if (!form || !field) return;

  const root = new URL(document.querySelector("meta[name=racine]").content, location.href);
  let engine = null;
  let turn = 0;
  let found = [];
  let shown = 0;

  const load = () => {
    engine ??= import(new URL("pagefind/pagefind.js", root).href).then(async (pagefind) => {
      await pagefind.options({ baseUrl: root.pathname, excerptLength: 28 });
      return pagefind;
    });
    return engine;
  };

  /* Pagefind escapes what it quotes and adds <mark>: only those two tags are read back, the rest is text. */
  const quoted = (excerpt) => {
    const place = document.createElement("p");
    place.className = "carte-resume";
    const decoder = document.createElement("textarea");
    for (const part of excerpt.split(/(<mark>.*?<\/mark>)/)) {
      const marked = part.startsWith("<mark>");
      decoder.innerHTML = part.replace(/<\/?mark>/g, "");
      const node = marked ? document.createElement("mark") : document.createTextNode("");
      node.textContent = decoder.value;
      place.append(node);
    }
    return place;
  };

  const card = (result) => {
    const item = document.createElement("li");
    const box = document.createElement("div");
    box.className = "carte";
    if (result.meta.nature) {
      const kind = document.createElement("p");
      kind.className = "carte-tete nature";
      kind.textContent = result.meta.nature;
      box.append(kind);
    }
    const title = document.createElement("p");
    title.className = "carte-titre";
    const link = document.createElement("a");
    link.href = result.url;
    link.textContent = result.meta.title;
    title.append(link);
    box.append(title, quoted(result.excerpt));
    item.append(box);
    return item;
  };

  const showMore = async (mine) => {
    const next = found.slice(shown, shown + MORE);
    const results = await Promise.all(next.map((result) => result.data()));
    if (mine !== turn) return;
    shown += next.length;
    const cards = results.map(card);
    list.append(...cards);
    more.hidden = shown >= found.length;
    return cards[0];
  };

  const search = async () => {
    const words = field.value.trim();
    const mine = ++turn;
    const address = new URL(location.href);
    if (words) address.searchParams.set("q", words);
    else address.searchParams.delete("q");
    history.replaceState(null, "", address);
    if (!words) {
      list.replaceChildren();
      more.hidden = true;
      count.textContent = "";
      return;
    }
    try {
      const pagefind = await load();
      const answer = await pagefind.search(words);
      if (mine !== turn) return;
      found = answer.results;
      shown = 0;
      list.replaceChildren();
      await showMore(mine);
      if (mine !== turn) return;
      const total = found.length;
      count.textContent = total
        ? `${total} résultat${total > 1 ? "s" : ""} pour «\u00a0${words}\u00a0»`
        : `Aucun résultat pour «\u00a0${words}\u00a0». Essayez un mot plus court, ou parcourez les listes.`;
    } catch {
      count.textContent = "La recherche n'a pas pu démarrer. Les listes ci-dessous mènent à toutes les pages.";
    }
  };

  let waiting = 0;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 200);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    search();
  });
  more.querySelector("button").addEventListener("click", async () => {
    const first = await showMore(turn);
    first?.querySelector("a").focus();
  });

  field.value = new URLSearchParams(location.search).get("q") ?? "";
  if (field.value) search();
})();
