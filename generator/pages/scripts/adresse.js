/* What is asked of the search page, as its address tells it: `?q=mots&enjeu=aller-vers&region=76&tri=date`. */

/* Codes that no group offers are kept: they find nothing, and say so. */
export const asked = (address, groups) => {
  const said = new URL(address).searchParams;
  const chosen = new Map(groups.map((name) => [name, new Set(said.getAll(name).filter(Boolean))]));
  return {
    words: (said.get("q") ?? "").trim(),
    chosen,
    invented: said.get("inventes") === "oui",
    byDate: said.get("tri") === "date",
  };
};

/* The same question always has the same address. */
export const told = (address, { words, chosen, invented, byDate }) => {
  const said = new URLSearchParams();
  if (words) said.set("q", words);
  for (const [name, codes] of chosen) {
    for (const code of [...codes].sort()) said.append(name, code);
  }
  if (invented) said.set("inventes", "oui");
  if (byDate) said.set("tri", "date");
  const where = new URL(address);
  where.search = said.toString();
  return where.href;
};
