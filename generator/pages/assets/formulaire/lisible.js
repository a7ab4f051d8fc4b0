/* Faults as the form says them: fields by the names that they bear on the page, signs as a printer sets them. */

/* French as the pages have it: their own texts are set by the build. */
const composed = (text) =>
  text
    .replace(/(\p{L})'(?=[\p{L}«])/gu, "$1’")
    .replace(/ ([;!?])/g, "\u202f$1")
    .replace(/ :(?=\s|$)/g, "\u00a0:")
    .replace(/« /g, "«\u00a0")
    .replace(/ »/g, "\u00a0»");

/* A fault and its remedy in words. The control and the form find the same: only here do fields change names. */
export const spoken = ({ chemin, message, aide }, tree) => {
  const known = titles(tree, chemin ?? []);
  const field = (whole, before, name) => (known.has(name) ? `${before}« ${known.get(name)} »` : whole);
  /* What a file would say (`resume: Un café`) is said without the name of its field. */
  const example = (whole, before, name) => (known.has(name) ? before : whole);
  const named = (text) =>
    text.replace(/(^|champs? |, | ou | et )« ([a-z_]+) »/g, field).replace(/(par exemple : | ou )([a-z_]+): /g, example);
  return { message: composed(named(message)), aide: composed(named(aide)) };
};

/* The titles of the fields where `path` leads and of those around it, by name. */
const titles = (tree, path) => {
  const found = new Map();
  let node = tree;
  for (const step of [...path, null]) {
    for (const [name, { title }] of Object.entries(node?.properties ?? {})) found.set(name, title);
    node = typeof step === "number" ? node?.items : node?.properties?.[step];
  }
  return found;
};
