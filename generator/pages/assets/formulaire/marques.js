/* Markup that the site would print as it is typed, as generator/prose/marks.py finds it: phrases.json brings what to
   look for. */
import { HELD } from "./lecture.js";
import { quoted } from "./mots.js";

/* [rule, message, remedy] of each mark of a block: {kind, text}. */
export function* marked({ kind, text }, words) {
  const say = (name, parts) => words.say(name, parts);
  const { dialects, shapes } = words.marks;
  const all = (name) => [...text.matchAll(shapes[name])];
  let taken = -1;
  const foreign = dialects.flatMap(([pattern, help], rank) => [...text.matchAll(pattern)].map((match) => ({ match, help, rank })));
  for (const { match, help } of foreign.sort((one, other) => one.match.index - other.match.index || one.rank - other.rank)) {
    if (match.index < taken) continue;
    taken = match.index + match[0].length;
    yield ["signes-d-un-autre-outil", say("s-affichera", { valeur: quoted(match[0].trim()) }), help];
  }
  const told = (regle, phrase, [found], remedy = `${phrase}-aide`) => [regle, say(phrase, { valeur: quoted(found.trim()) }), say(remedy)];
  if (kind !== "tableCell") for (const match of all("titre")) yield told("titre-colle", "titre-colle", match);
  yield* lists(kind, all, told, say);
  for (const [note] of all("note")) yield ["note-sans-texte", say("note-sans-texte", { note: quoted(note) }), say("note-sans-texte-aide", { note })];
  yield* links(all, say);
  for (const _ of all("gras")) yield ["gras-non-ferme", say("gras-non-ferme"), say("gras-non-ferme-aide")];
}

/* Lists and tables pasted from a word processor. */
function* lists(kind, all, told, say) {
  const rule = "liste-non-reconnue";
  const [bullets, dashes, letters] = ["puce", "tiret", "lettre"].map(all);
  for (const match of bullets) yield told(rule, "puce-sans-liste", match);
  for (const match of dashes.length > 1 ? dashes : []) yield told(rule, "tiret-sans-liste", match);
  for (const match of letters) yield told(rule, "lettre-sans-liste", match);
  const listed = bullets.length || letters.length || kind === "tableCell" || kind === "heading";
  if (!listed && all("tabulation").length) yield [rule, say("tabulations"), say("tableau-aide")];
}

/* Links and images printed as typed. */
function* links(all, say) {
  const rule = "lien-affiche-tel-quel";
  const asTyped = (written) => say(written.startsWith("!") ? "image-affichee" : "lien-affiche", { valeur: quoted(written.replaceAll(HELD, "…")) });
  for (const [found] of all("lien")) yield [rule, asTyped(found), say("lien-avec-espaces-aide")];
  for (const [found] of all("espace")) yield [rule, asTyped(found), say("lien-espace-aide")];
  for (const [, inside] of all("inverse")) yield [rule, say("lien-affiche", { valeur: `« (${inside})[…] »` }), say("lien-inverse-aide")];
  for (const [found] of all("nom")) {
    const nom = found.slice(found.lastIndexOf("[") + 1).replace(/\]+$/, "") || found.slice(found.indexOf("[") + 1).split("]")[0];
    yield [rule, asTyped(found), say("lien-par-un-nom-aide", { nom })];
  }
}
