/* Counts what each choice would give, from the columns that the build puts in the head of the search index; it knows
   nothing of the page: `facets.count(chosen, found, withInvented)`. */

export class Facets {
  /* A page is a number: its rank. Records come first, the newest before; then `fiches` of them, pages that words alone
     find. */
  constructor({ fiches, pages, titres, inventes, groupes }) {
    this.pages = pages;
    this.titles = titres;
    this.all = Uint32Array.from({ length: fiches }, (_, rank) => rank);
    this.groups = Object.entries(groupes).map(([name, group]) => ({ name, ...group }));
    this.invented = new Uint8Array(pages.length);
    for (const record of inventes) this.invented[record] = 1;
    this.ranks = new Map(pages.map((page, rank) => [page, rank]));
    this.kinds = this.groups.find(({ name }) => name === "nature");
  }

  /* The ranks of pages of the index, by their numbers there, in their order. */
  records(pages) {
    return pages.map((page) => this.ranks.get(page)).filter((rank) => rank !== undefined);
  }

  /* The kind of a page: a code of the group `nature`. */
  kind(page) {
    const { codes, ensembles, fiches } = this.kinds;
    return codes[ensembles[fiches[this.ranks.get(page)]]?.[0]];
  }

  /* How many words the title of a page has. */
  titleLength(page) {
    return Number.parseInt(this.titles[this.ranks.get(page)], 36) || 1;
  }

  /* `chosen` maps the name of a group to a set of codes: one of them at least, in every group that has some.
     Gives the `results` among the records `found`, in their order; for each group the number of results that
     each code gives with the choices of the other groups; and how many `invented` records are or would be among
     the results. */
  count(chosen, found, withInvented) {
    const groups = this.groups.map(({ name, codes, ensembles, fiches }) => {
      const wanted = chosen.get(name) ?? new Set();
      const fits = ensembles.map((one) => !wanted.size || one.some((code) => wanted.has(codes[code])));
      return { name, codes, ensembles, fiches, fits, met: new Uint32Array(ensembles.length) };
    });
    const results = [];
    let invented = 0;
    for (const record of found) {
      let missing = null;
      let misses = 0;
      for (const group of groups) {
        if (group.fits[group.fiches[record]]) continue;
        missing = group;
        misses += 1;
        if (misses > 1) break;
      }
      if (misses > 1) continue;
      if (!misses) invented += this.invented[record];
      if (this.invented[record] && !withInvented) continue;
      if (!misses) {
        results.push(record);
        for (const group of groups) group.met[group.fiches[record]] += 1;
      } else {
        missing.met[missing.fiches[record]] += 1;
      }
    }
    return { results, invented, counts: new Map(groups.map((group) => [group.name, byCode(group)])) };
  }
}

const byCode = ({ codes, ensembles, met }) => {
  const counts = new Map(codes.map((code) => [code, 0]));
  ensembles.forEach((one, rank) => {
    for (const code of one) counts.set(codes[code], counts.get(codes[code]) + met[rank]);
  });
  return counts;
};
