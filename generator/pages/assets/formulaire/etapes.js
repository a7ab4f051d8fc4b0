/* The phases of an experiment and what each asks, as generator/protocol/phases.py and checks.py hold them. */
import { LACKS, unjudged } from "./demandes.js";
import { dayInWords, earliest, firstDay } from "./moments.js";
import { someOf } from "./mots.js";

const VERDICTS = "Verdict de chaque hypothèse";

const steps = ({ appels = [], rencontre_amont: meeting, accord = [], convention = [] }) => [...appels.map(({ ouvert_le: opened }) => opened), ...[meeting, ...accord, ...convention].filter(Boolean).map(({ date }) => date)];

/* Whether an experiment surely began under the rules of the site. */
const begunSince = ({ regles_depuis: since }, data) => {
  const begun = data.debut ? [data.debut] : steps(data);
  return Boolean(begun.length && since) && firstDay(earliest(begun)) >= firstDay(since);
};

/* Whether a missing document is a fault. */
export const opposable = (site, data) => {
  if (data.cadre === "demonstration") return true;
  if (data.cadre !== "labo" || !site.regles_depuis) return false;
  if (begunSince(site, data)) return true;
  if (data.anterieure) return false;
  if (data.publie_le) return data.publie_le >= firstDay(site.regles_depuis);
  return !(data.debut || steps(data).length);
};

const reached = ({ words, data, revisions, notes, events }) => {
  const phases = words.life.phases;
  if (phases.includes(data.statut)) return phases.slice(0, phases.indexOf(data.statut) + 1);
  const asked = (type) => (data.appels ?? []).some((one) => one.type === type);
  const shown = [
    ["appel", asked("collectivites")],
    ["declenchee", (data.accord ?? []).length || (data.convention ?? []).length],
    ["equipe", asked("equipe")],
    ["co-construction", revisions.some((one) => one.data.etat === "publiee")],
    ["mise-en-oeuvre", notes.length || (data.participants && !revisions.length)],
    ["bilan", notes.some((note) => note.data.citoyens) && events.some((event) => event.data.type === "bilan")],
  ].filter(([, there]) => there).map(([phase]) => phase);
  return phases.slice(0, Math.max(0, ...shown.map((phase) => phases.indexOf(phase))) + 1);
};

/* Every fault of the phases of a life whose experiment can be read. */
export function* undocumented(life) {
  const { words, own, data } = life;
  const say = (name, parts) => words.say(name, parts);
  const fault = (regle, chemin, message, aide) => ({ regle, chemin, message, aide, where: own });
  const { statut } = data;
  /* What is published already was held to the rules of its own file. */
  if (own.record) yield* alone(words, data, fault, say);
  const stopped = words.life.arrets.includes(statut);
  if (!life.opposable) return;
  const told = data.cadre !== "labo" || begunSince(words.site, data);
  const phases = reached(life);
  for (const { nom, phase, pourquoi, aide, sinon, kinds } of words.life.pieces) {
    if (!phases.includes(phase) || nom === VERDICTS || kinds.some((kind) => life.silent.has(kind))) continue;
    const manque = LACKS[nom]?.(life, say);
    if (!manque) continue;
    const message = say("etape-non-documentee", { manque, phase, atteinte: stopped ? say("etape-atteinte") : "", pourquoi });
    yield fault("etape-non-documentee", ["statut"], message, aide + (statut === phase ? sinon : "") + (told ? "" : say("etape-anterieure")));
  }
  if (statut === "terminee") yield* judged(life, say);
}

function* alone(words, data, fault, say) {
  const { statut } = data;
  const stopped = words.life.arrets.includes(statut);
  if (stopped && !data.motif_arret) yield fault("arret-sans-motif", ["statut"], say("arret-sans-motif", { statut }), say("arret-sans-motif-aide"));
  if (!stopped && data.motif_arret) yield fault("motif-sans-arret", ["motif_arret"], say("motif-sans-arret", { statut }), say("motif-sans-arret-aide"));
  yield* beforeTheRules(words, data, fault, say);
  yield* unanswerable(words, data, fault, say);
}

function* beforeTheRules(words, data, fault, say) {
  if (!data.anterieure) return;
  if (data.cadre !== "labo") {
    yield fault("anteriorite-impossible", ["anterieure"], say("anteriorite-cadre", { cadre: data.cadre }), say("anteriorite-cadre-aide", { labo: words.site.du_labo }));
  } else if (begunSince(words.site, data)) {
    const jour = dayInWords(words.site.regles_depuis, words.calendar);
    yield fault("anteriorite-impossible", ["anterieure"], say("anteriorite-dates", { jour }), say("anteriorite-dates-aide"));
  }
}

/* Calls that wait for answers, and that nobody can answer. */
function* unanswerable(words, data, fault, say) {
  if (data.cadre === "demonstration") return;
  const phases = words.life.phases;
  const before = (phase, itself) => phases.slice(0, phases.indexOf(phase) + (itself ? 1 : 0)).includes(data.statut);
  for (const [rank, { type, contact, repondre, clos_le: closed }] of (data.appels ?? []).entries()) {
    const waits = type === "collectivites" ? before("appel", true) : type === "equipe" ? before("equipe", true) : before("bilan", false);
    const relayed = type === "prestation";
    const lacks = [
      ["marche-sans-page", relayed && !repondre],
      ["marche-sans-fin", relayed && !closed],
      ["appel-sans-reponse", !relayed && !(contact || repondre || words.site.contact)],
    ];
    for (const [phrase] of waits ? lacks.filter(([, lacking]) => lacking) : []) yield fault("appel-sans-reponse", ["appels", rank, "type"], say(phrase), say(`${phrase}-aide`));
  }
}

/* An experiment that ended without a verdict for each hypothesis that it published. */
function* judged(life, say) {
  const { words, evaluation, revisions, silent } = life;
  if (!evaluation || silent.has("evaluation") || silent.has("protocole")) return;
  const missing = unjudged(life);
  const known = new Set(revisions.flatMap(({ data }) => (data.hypotheses ?? []).map(({ id }) => id)));
  const unknown = (evaluation.data.verdicts ?? []).filter(({ hypothese }) => !known.has(hypothese));
  if (!missing.length || unknown.length >= missing.length) return;
  const { phase, pourquoi, aide } = words.life.pieces.find(({ nom }) => nom === VERDICTS);
  const manque = say("manque-verdicts", { quoi: someOf(missing, 99, "et") });
  yield { regle: "verdict-manquant", chemin: ["verdicts"], message: say("verdict-manquant", { manque, phase, pourquoi }), aide, where: evaluation };
}
