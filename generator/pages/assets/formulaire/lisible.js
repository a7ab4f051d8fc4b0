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
  const known = fields(tree, chemin ?? []);
  const field = (whole, before, name) => (known.has(name) ? `${before}« ${known.get(name).title} »` : whole);
  /* What a file would say (`resume: Un café`, `type: atelier-ouvert`) is said as the page would. */
  const example = (whole, before, name, code) => {
    if (!known.has(name)) return whole;
    const node = known.get(name);
    return before + ((node.items ?? node)["x-libelles"]?.[code] ?? code);
  };
  const named = (text) =>
    text.replace(/(^|champs? |, | ou | et )« ([a-z_]+) »/g, field).replace(/(par exemple : | ou )([a-z_]+): ([a-z0-9-]*)/g, example);
  return { message: capital(composed(named(message))), aide: capital(composed(named(aide))) };
};

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/* The fields where `path` leads and those around it, by name. */
const fields = (tree, path) => {
  const found = new Map();
  let node = tree;
  for (const step of [...path, null]) {
    for (const [name, field] of Object.entries(node?.properties ?? {})) found.set(name, field);
    node = typeof step === "number" ? node?.items : node?.properties?.[step];
  }
  return found;
};
