/* What a reader may have meant by a word that no page holds: the nearest words of the site. */
import { plain } from "./francais.js";

const MOST = 3;

/* The words of `forms` that are near `word`, the nearest first: letters missed, added, changed or swapped. */
export const nearest = (word, forms) => {
  const typed = plain(word);
  const most = typed.length < 5 ? 1 : 2;
  return forms
    .map((form) => ({ form, far: distance(typed, plain(form), most) }))
    .filter(({ far }) => far > 0 && far <= most)
    .sort((one, other) => one.far - other.far || (one.form < other.form ? -1 : 1))
    .slice(0, MOST)
    .map(({ form }) => form);
};

/* How many letters apart two words are; a word that goes on from the other is one apart. */
const distance = (one, other, most) => {
  if (one.length > 3 && other.startsWith(one)) return 1;
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let [before, above] = [[], [...Array(other.length + 1).keys()]];
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      row[j] = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        row[j] = Math.min(row[j], before[j - 2] + 1);
      }
    }
    [before, above] = [above, row];
  }
  return above[other.length];
};
