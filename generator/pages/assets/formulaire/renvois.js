/* Where a text shows an image or leads to a file beside it: found, written, given another name. */

/* Code is no text: what stands there shows nothing. */
const CODE = /^(?:```|~~~)[^\n]*\n[\s\S]*?^(?:```|~~~)[^\n]*$|`[^`\n]+`/gm;
const RENVOI = /(!?)\[((?:[^[\]\\]|\\[\s\S])*)\]\(\s*(?:<([^<>\n]*)>|((?:[^\s()<>\\]|\\.)+))(?:\s+"((?:[^"\\]|\\[\s\S])*)")?\s*\)/g;

const plain = (text = "") => text.replace(/\\([!-/:-@[-`{-~])/g, "$1").replace(/\s+/g, " ").trim();
const inBrackets = (text) => text.replace(/\s+/g, " ").trim().replace(/[\\[\]`*_<>!]/g, "\\$&");
const inQuotes = (text) => text.replace(/\s+/g, " ").trim().replace(/[\\"]/g, "\\$&");

const ELSEWHERE = /^(?:[a-z][a-z0-9+.-]*:|\/|#)/i;

/* Each image or link to a path: {image, words, path, caption, start, end}. Addresses of other sites are left out. */
export const referrals = (text) => written(text).filter(({ path }) => !ELSEWHERE.test(path));

const written = (text) => {
  const codes = [...text.matchAll(CODE)].map((one) => [one.index, one.index + one[0].length]);
  return [...text.matchAll(RENVOI)]
    .map((one) => ({ image: one[1] === "!", words: plain(one[2]), path: address(one[3] ?? plain(one[4])), caption: plain(one[5]), start: one.index, end: one.index + one[0].length }))
    .filter(({ start }) => !codes.some(([from, to]) => start >= from && start < to));
};

const address = (path) => {
  try {
    return decodeURI(path).replace(/^\.\//, "");
  } catch {
    return path;
  }
};

/* As an author writes it. */
export const referral = ({ image, words, path, caption }) =>
  `${image ? "!" : ""}[${inBrackets(words)}](${path}${image && caption.trim() ? ` "${inQuotes(caption)}"` : ""})`;

/* The text, each referral being what `change` makes of it; null leaves it as it is. */
export const changed = (text, change) => {
  let found = "";
  let at = 0;
  for (const one of referrals(text)) {
    const other = change(one);
    if (other === null) continue;
    found += text.slice(at, one.start) + other;
    at = one.end;
  }
  return found + text.slice(at);
};
