/* Where each finding, cost and outcome of a record comes from, as generator/graph/findings.py holds it. */
import { quoted } from "./mots.js";

const FIELDS = ["constats", "couts", "suites"];
const FIRST_HAND = new Set(["labo", "demonstration"]);

export function* claims({ data }, words) {
  const listed = new Set((Array.isArray(data.sources) ? data.sources : []).map(({ url }) => String(url)));
  for (const field of FIELDS) {
    for (const [rank, item] of (Array.isArray(data[field]) ? data[field] : []).entries()) {
      const fault = (regle, phrase, steps, parts = {}) => ({
        regle, message: words.say(phrase, parts), aide: words.say(`${regle}-aide`), chemin: [field, rank, ...steps],
      });
      if (typeof item.source === "string" && !listed.has(item.source)) yield fault("source-hors-liste", "source-hors-liste", ["source"], { valeur: quoted(item.source) });
      if (!("source" in item) && !FIRST_HAND.has(data.cadre)) yield fault("affirmation-sans-source", `${field}-sans-source`, []);
      if (field === "constats" && "cause" in item && item.sens === "favorable") yield fault("cause-sans-echec", "cause-sans-echec", ["cause"]);
    }
  }
}
