/* Verdicts that their proof contradicts, as generator/protocol/thresholds.py tells them. */
import { quoted, written } from "./mots.js";
import { folded } from "./proches.js";

const NUMBER = /(?<![\p{L}\p{N}_,.])[+-]?(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[.,]\d+)?/gu;
const AT_MOST = /(?<![\p{L}\p{N}_])(au plus|moins de|moins d'|maximum|max|inferieure?s? a|sous|pas plus)(?![\p{L}\p{N}_])|[<≤]/u;
const SHARE_OF_ALL = /^[^\d]*\d+([.,]\d+)?\D*(?<![\p{L}\p{N}_])sur( les)? \d+\D*$/u;
const PER_CENT = /^[\s\u00a0\u202f]*(%|pour cent|p\. ?100)/u;

export function* contradicted({ words, revisions, evaluation }) {
  if (!evaluation) return;
  const last = new Map();
  for (const { data } of revisions.filter((one) => one.data.etat === "publiee")) {
    for (const one of data.hypotheses ?? []) last.set(one.id, one);
  }
  for (const [rank, verdict] of (evaluation.data.verdicts ?? []).entries()) {
    const hypothesis = last.get(verdict.hypothese);
    const suite = hypothesis ? belied(verdict, hypothesis, words) : "";
    if (!suite) continue;
    const message = words.say("verdict-contredit", { numero: verdict.hypothese, verdict: verdict.verdict, suite });
    yield { regle: "verdict-contredit", message, aide: words.say("verdict-contredit-aide"), chemin: ["verdicts", rank, "verdict"], where: evaluation };
  }
}

const belied = ({ verdict, preuve = "" }, { seuil = "", indicateur = "" }, words) => {
  const goal = seuil === 0 ? "" : written(seuil);
  const [wanted, found] = [numbers(goal), numbers(preuve)];
  if (wanted.length !== 1) return "";
  const [[limit, share]] = wanted;
  /* The first percentage of a proof is its measure; plain numbers are ambiguous. */
  const [same] = found.filter(([, perCent]) => perCent === share);
  if (!same || (!share && found.length > 1 && !SHARE_OF_ALL.test(folded(preuve)))) return "";
  const atMost = AT_MOST.test(folded(goal)) || AT_MOST.test(folded(indicateur));
  const met = atMost ? same[0] <= limit : same[0] >= limit;
  if (verdict !== (met ? "infirmee" : "confirmee")) return "";
  return words.say(met ? "seuil-atteint" : "seuil-manque", { seuil: quoted(goal) });
};

const numbers = (text) =>
  [...text.matchAll(NUMBER)].map((found) => [
    Number(found[0].replace(/[ \u00a0\u202f]/g, "").replace(",", ".")),
    PER_CENT.test(text.slice(found.index + found[0].length)),
  ]);
