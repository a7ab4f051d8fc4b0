/* What each step of an experiment asks for, and what is missing of it: one small function for each piece of
   generator/protocol/requirements.py, whose words phrases.json brings. */
import { quoted, slug, someOf } from "./mots.js";
import { surelyBefore, surelyNotBefore } from "./moments.js";
import { folded } from "./proches.js";

const TITLES = new Set(["m", "mme", "mlle", "mr", "monsieur", "madame", "dr", "me", "pr"]);

const call = (type) => ({ data }) => (data.appels ?? []).some((one) => one.type === type);
const member = (role) => ({ data }) => (data.equipe ?? []).some((one) => one.role === role);

/* By piece: what is missing of it in words, nothing where it is there. */
export const LACKS = {
  "Appel à collectivités": (life, say) => (call("collectivites")(life) ? "" : say("il-manque", { quoi: say("un-appel-a-collectivites") })),
  "Collectivité porteuse": ({ carriers }, say) => (carriers.length ? "" : say("manque-porteuse")),
  "Rencontre en amont": ({ data }, say) => {
    const meeting = data.rencontre_amont;
    if (!meeting) return say("manque-rencontre");
    const late = data.debut && surelyNotBefore(meeting.date, data.debut);
    const lacks = [[!meeting.executif, "executif"], [!meeting.dgs, "dgs"], [late, "tardive"]].filter(([lacking]) => lacking);
    return lacks.length ? say("manque-a-la-rencontre", { quoi: someOf(lacks.map(([, name]) => say(`rencontre-${name}`)), 12, "et") }) : "";
  },
  "Accord de la collectivité": (life, say) => ((life.data.accord ?? []).length ? ofEach(life, "accord", say) : say("manque-accord")),
  "Convention signée": (life, say) => {
    const signed = life.data.convention ?? [];
    if (!signed.length) return say("manque-convention");
    const missing = ofEach(life, "convention", say);
    const lacks = missing ? [] : signed.map((one) => unsigned(life, one, say)).find((found) => found.length) ?? [];
    return missing || (lacks.length ? say("manque-signataires", { quoi: someOf(lacks, 12, "et") }) : "");
  },
  Garant: (life, say) => {
    const names = life.data.garants ?? [];
    if (!names.length) return say("manque-garant");
    const team = (life.data.equipe ?? []).flatMap(({ nom, acteur }) => [nom, acteur && life.titleOf("acteur", acteur)]).filter(Boolean).map(toldApart);
    const inside = names.find((name) => team.includes(toldApart(name)));
    return inside ? say("manque-garant-exterieur", { nom: quoted(inside) }) : "";
  },
  "Date de début": ({ data }, say) => (data.debut ? "" : say("manque-debut")),
  "Date de fin": ({ data }, say) => (data.fin ? "" : say("manque-fin")),
  "Appel pour l'équipe": (life, say) => (call("equipe")(life) ? "" : say("il-manque", { quoi: say("un-appel-pour-l-equipe") })),
  Coordination: (life, say) => (member("coordination")(life) ? "" : say("il-manque-dans-l-equipe", { quoi: say("une-coordination") })),
  Innovation: (life, say) => {
    const held = (life.data.equipe ?? []).filter(({ role }) => role === "innovation");
    if (!held.length) return say("manque-innovation");
    return held.some(({ acteur }) => acteur && life.inNetwork(acteur)) ? "" : say("manque-reseau");
  },
  Recherche: (life, say) => (member("recherche")(life) ? "" : say("il-manque-dans-l-equipe", { quoi: say("une-recherche") })),
  Journalisme: (life, say) => (member("journalisme")(life) ? "" : say("il-manque-dans-l-equipe", { quoi: say("un-journalisme") })),
  "Atelier ouvert": (life, say) => {
    const held = life.events.filter(({ data }) => data.type === "atelier-ouvert");
    if (!held.length) return say("manque-atelier");
    const first = life.revisions.find(({ numero }) => numero === 1);
    return first && held.every(({ data }) => surelyBefore(first.data.date, data.debut)) ? say("manque-atelier-avant") : "";
  },
  "Protocole publié": ({ revisions }, say) => {
    const first = revisions.find(({ numero }) => numero === 1);
    if (!first) return say("manque-protocole");
    if (first.data.etat !== "publiee") return say("manque-publication");
    const lacks = [["hypotheses", "une-hypothese"], ["dispositifs", "un-dispositif"]].filter(([name]) => !(first.data[name] ?? []).length);
    return lacks.length ? say("manque-au-protocole", { quoi: someOf(lacks.map(([, phrase]) => say(phrase)), 12, "et") }) : "";
  },
  "Terrain avec des citoyens": ({ notes }, say) => (notes.some(({ data }) => data.citoyens) ? "" : say("manque-citoyens")),
  "Événement de bilan": ({ events, notes }, say) => {
    const held = events.filter(({ data }) => data.type === "bilan");
    if (!held.length) return say("manque-bilan");
    const tried = notes.filter(({ data }) => data.citoyens).at(-1);
    return tried && held.every(({ data }) => surelyBefore(data.fin ?? data.debut, tried.data.date)) ? say("manque-bilan-apres") : "";
  },
  "Évaluation": ({ evaluation }, say) => (!evaluation ? say("manque-evaluation") : (evaluation.data.impact ?? []).length ? "" : say("manque-impact")),
  "Verdict de chaque hypothèse": (life, say) => {
    const missing = unjudged(life);
    if (missing.length) return say("manque-verdicts", { quoi: someOf(missing, 99, "et") });
    return published(life).length ? "" : say("manque-hypothese");
  },
};

const published = ({ revisions }) => [...new Set(revisions.filter(({ data }) => data.etat === "publiee").flatMap(({ data }) => (data.hypotheses ?? []).map(({ id }) => id)))];

/* The hypotheses that were ever published and that the evaluation does not judge. */
export const unjudged = (life) => {
  const judged = new Set((life.evaluation?.data.verdicts ?? []).map(({ hypothese }) => hypothese));
  return published(life).filter((one) => !judged.has(one));
};

/* Where several collectivities carry it: an entry for each, and for no other. */
const ofEach = ({ data, carriers, places }, field, say) => {
  const quoi = say(`moment-${field}`);
  const named = new Set(data[field].map(({ collectivite }) => collectivite ?? null));
  const [strange] = [...named].filter((one) => one !== null && !carriers.includes(one)).sort();
  if (strange) return say("nomme-une-autre", { quoi, qui: places.get(strange)?.libelle ?? strange });
  const lacking = carriers.filter((one) => !named.has(one)).map((one) => places.get(one)?.libelle ?? one);
  return carriers.length > 1 && lacking.length ? say("manque-celui-de", { quoi, qui: someOf(lacking, 12, "et") }) : "";
};

/* The parties that should have signed a convention and are not among its signatories. */
const unsigned = ({ words, carriers, places }, one, say) => {
  const { editeur } = words.site;
  const signed = one.signataires ?? [];
  const others = signed.filter((name) => !(editeur && folded(name).includes(folded(editeur))));
  const carried = one.collectivite ? [one.collectivite] : carriers;
  const names = carried.map((id) => places.get(id)?.nom).filter(Boolean);
  const own = (name) => slug(name).split("-").filter((word) => !words.site.mots_communs.includes(word));
  const found = names.some((name) => others.some((other) => own(name).every((word) => slug(other).split("-").includes(word))));
  const lacks = names.length < carried.length || found ? [] : [names.length ? say("la-collectivite-nommee", { noms: names.join(", ") }) : say("la-collectivite")];
  return editeur && others.length === signed.length ? [...lacks, say("l-association", { nom: editeur })] : lacks;
};

/* The distinctive words of a name, in any order. */
const toldApart = (name) => {
  const found = folded(name.split(",")[0]).match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(found.filter((word) => !TITLES.has(word)))].sort().join(" ");
};
