/* What became of the items of a list: kept, changed, taken away, added. */

/* The pairs of ranks of two lists that go together in order, as many as there can be. */
export const common = (one, other, same) => {
  const best = Array.from({ length: one.length + 1 }, () => new Uint16Array(other.length + 1));
  for (let i = one.length - 1; i >= 0; i -= 1) {
    for (let j = other.length - 1; j >= 0; j -= 1) {
      best[i][j] = same(one[i], other[j]) ? best[i + 1][j + 1] + 1 : Math.max(best[i + 1][j], best[i][j + 1]);
    }
  }
  const pairs = [];
  for (let i = 0, j = 0; i < one.length && j < other.length; ) {
    if (same(one[i], other[j])) pairs.push([i++, j++]);
    else if (best[i + 1][j] >= best[i][j + 1]) i += 1;
    else j += 1;
  }
  return pairs;
};

/* From one list to another, in order: {from, to}, ranks in each; without `to` it is taken away, without `from` added.
   What differs at the same place is the same item, changed. */
export const steps = (before, after, same) => {
  const found = [];
  let [i, j] = [0, 0];
  for (const [from, to] of [...common(before, after, same), [before.length, after.length]]) {
    while (i < from && j < to) found.push({ from: i++, to: j++ });
    while (i < from) found.push({ from: i++ });
    while (j < to) found.push({ to: j++ });
    if (from < before.length) found.push({ from: i++, to: j++, kept: true });
  }
  return found;
};

/* A value as words: the form reads as a number what the file may have between quotes. */
const said = (value) => (typeof value === "string" ? value.trim().replace(/\r\n?/g, "\n") : String(value));
export const isGroup = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

export const alike = (one, other) => {
  if (Array.isArray(one)) return Array.isArray(other) && one.length === other.length && one.every((part, rank) => alike(part, other[rank]));
  if (!isGroup(one)) return !isGroup(other) && !Array.isArray(other) && said(one) === said(other);
  if (!isGroup(other)) return false;
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => Object.hasOwn(other, name) && alike(one[name], other[name]));
};

/* Whether `whole` says all of `part`, and perhaps more: the form does not read all that a file holds. */
export const holds = (whole, part) => {
  if (Array.isArray(part)) return isGroup(whole) ? holds([whole], part) : Array.isArray(whole) && common(whole, part, holds).length === part.length;
  if (!isGroup(part)) return !isGroup(whole) && !Array.isArray(whole) && said(whole) === said(part);
  return isGroup(whole) && Object.entries(part).every(([name, value]) => Object.hasOwn(whole, name) && holds(whole[name], value));
};

/* The names of the fields that are not the same in two groups. */
export const differing = (before, after) =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => !(Object.hasOwn(before, name) && Object.hasOwn(after, name) && alike(before[name], after[name])));
