/* The known word nearest to another, as Python's difflib tells it: the checker's « vouliez-vous dire » word for word. */

const CLOSE_ENOUGH = 0.6;
const LONGEST = 200;
const MOST = 50;

/* A word without accents nor case, to compare it with another. */
export const folded = (word) => word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ß", "ss").replaceAll("ς", "σ");

export const closest = (word, known) => {
  const byFolded = new Map(known.map((other) => [folded(other), other]));
  const sought = folded([...word].slice(0, LONGEST).join(""));
  let best = null;
  let score = CLOSE_ENOUGH;
  for (const other of likely(sought, [...byFolded.keys()])) {
    const found = ratio(other, sought);
    if (found > score || (found === score && (best === null || other > best))) [best, score] = [other, found];
  }
  return best === null ? null : byFolded.get(best);
};

/* Among many, those with the most pairs of letters in common. */
const likely = (word, known) => {
  if (known.length <= MOST) return known;
  const sought = pairs(word);
  const shared = (other) => [...pairs(other)].filter((pair) => sought.has(pair)).length;
  return known.map((other) => [shared(other), other]).sort(([one], [two]) => two - one).slice(0, MOST).map(([, other]) => other);
};

const pairs = (word) => {
  const signs = ["^", ...word, "$"];
  return new Set(signs.slice(1).map((sign, rank) => signs[rank] + sign));
};

/* How alike two texts are, from 0 to 1: twice the signs in common, in order, over all the signs. */
export const ratio = (one, other) => {
  const [a, b] = [[...one], [...other]];
  if (!a.length && !b.length) return 1;
  const places = new Map();
  b.forEach((sign, rank) => places.set(sign, [...(places.get(sign) ?? []), rank]));
  let matches = 0;
  const queue = [[0, a.length, 0, b.length]];
  while (queue.length) {
    const [aLow, aHigh, bLow, bHigh] = queue.pop();
    const [i, j, size] = longest(a, places, aLow, aHigh, bLow, bHigh);
    if (!size) continue;
    matches += size;
    queue.push([aLow, i, bLow, j], [i + size, aHigh, j + size, bHigh]);
  }
  return (2 * matches) / (a.length + b.length);
};

const longest = (a, places, aLow, aHigh, bLow, bHigh) => {
  let best = [aLow, bLow, 0];
  let lengths = new Map();
  for (let i = aLow; i < aHigh; i += 1) {
    const next = new Map();
    for (const j of places.get(a[i]) ?? []) {
      if (j < bLow) continue;
      if (j >= bHigh) break;
      const size = (lengths.get(j - 1) ?? 0) + 1;
      next.set(j, size);
      if (size > best[2]) best = [i - size + 1, j - size + 1, size];
    }
    lengths = next;
  }
  return best;
};
