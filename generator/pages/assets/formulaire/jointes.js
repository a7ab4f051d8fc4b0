/* The files that go with a record and that its text does not show. */
import { quoted } from "./mots.js";
import { referrals } from "./renvois.js";

export const PIECES = ["#pieces"];

export const unshown = ({ text, pieces }) => {
  const found = referrals(text);
  return pieces
    .filter(({ nom, tenue }) => !tenue && !found.some(({ path }) => path.split("#")[0] === nom))
    .map(({ nom }) => ({ regle: "", message: `le texte ne montre pas ${quoted(nom)}`, aide: "placez ce fichier dans le texte, ou retirez-le", chemin: PIECES }));
};
