/* The places that a record names: official, of this commons, or neither; as generator/graph/dangling.py and postcodes.py
   tell them. */
import { quoted, slug, someOf } from "./mots.js";

const OFFICIAL = /^(commune|epci|departement|region)-[0-9a-z]+$/;
/* What people leave out: « Percy » for « Percy-en-Normandie ». */
const ADDED = /-(?:en|sur|sous|les|lez|le|la|de|du|des|d|l|aux|au)-/;
const SHORTEST = 4;
const MOST = 4;

/* The faults of a place that `record` names, `own` being those of the commons. */
export const placed = async (id, record, own, references) => {
  if (own.some((one) => one.id === id)) return [];
  const words = await references.words();
  /* Without the list of places, nothing is said. */
  const place = OFFICIAL.test(id) ? await references.places.facts(id).catch(() => undefined) : null;
  if (place === undefined) return [];
  if (place?.ancien) {
    const { nature, nom } = place.ancien;
    const message = words.say("territoire-ancien", { valeur: quoted(id), nature: nom ? `${nature} (${nom})` : nature, nom: place.nom });
    return [{ regle: "territoire-ancien", message, aide: words.say("territoire-ancien-aide", { propose: quoted(place.id) }) }];
  }
  if (place) return postcode(place, record, references, words);
  const found = OFFICIAL.test(id) ? [] : await references.places.find(id).catch(() => []);
  const named = found.filter(({ nom }) => slug(nom) === slug(id));
  const aide = named.length ? words.say("vouliez-vous", { proche: listed(named) }) : words.say("territoire-inconnu-aide");
  return [{ regle: "territoire-inconnu", message: words.say("territoire-inconnu", { valeur: quoted(id) }), aide }];
};

/* A commune whose code is the postcode of another, which the text names. */
const postcode = async (place, { data, text }, references, words) => {
  const [, code] = /^commune-(\d{5})$/.exec(place.id) ?? [];
  if (!code || place.postes?.includes(code)) return [];
  const others = (await references.places.find(code).catch(() => [])).filter((one) => !one.officiel && one.id.startsWith("commune-"));
  const said = `-${[data.titre, data.resume, text].map((one) => String(one ?? "").split(/\s+/).map(folded).filter(Boolean).join("-")).join("-")}-`;
  const named = others.filter(({ nom }) => isNamed(nom, said));
  if (!named.length || isNamed(place.nom, said)) return [];
  const message = words.say("code-postal", { valeur: quoted(place.id), nom: place.nom, code });
  return [{ regle: "code-postal", message, aide: words.say("vouliez-vous", { proche: listed(named.slice(0, MOST)) }) }];
};

const isNamed = (nom, said) => {
  const name = nom.split(/\s+/).map(folded).filter(Boolean).join("-");
  const [short] = name.split(ADDED);
  return said.includes(`-${name}-`) || (short.length >= SHORTEST && !short.includes("-") && said.includes(`-${short}-`));
};

const folded = (word) => slug(word.slice(0, 80));
const listed = (places) => someOf(places.map((one) => `« ${one.id} » (${one.nom})`));
