/* Quotes a page where it answers: its summary where that holds the words, else the sentence that holds the most. */

const AROUND = 28;

/* The words of a text that are asked for, marked: pairs of a piece and whether it is one of them. */
export const marked = (text, terms, french) => {
  const pieces = [];
  let end = 0;
  for (const word of french.words(text)) {
    if (!terms.has(word.term)) continue;
    pieces.push([text.slice(end, word.index), false], [word.written, true]);
    end = word.end;
  }
  return [...pieces, [text.slice(end), false]];
};

/* Whether a text has all of the terms. */
export const holds = (text, terms, french) => {
  const held = new Set(french.words(text).map(({ term }) => term));
  return terms.every((term) => held.has(term));
};

/* Whether a text has the words of a phrase one after the other. */
export const says = (text, { words }, french) => {
  const held = french.words(text);
  return held.some((_, at) => words.every(({ term }, step) => held[at + step]?.term === term));
};

/* The sentence of a text (`textes/` of the index) that holds most of the terms, shortened around them; null where none
   holds any. A line that starts with a tab is a label or a list: it is not quoted. */
export const quoted = (text, terms, french) => {
  let [best, most] = ["", 0];
  for (const line of text.split("\n")) {
    if (line.startsWith("\t")) continue;
    for (const sentence of line.split(/(?<=[.!?…])\s+(?=[\p{Lu}«])/u)) {
      const met = new Set(french.words(sentence).map(({ term }) => term).filter((term) => terms.has(term)));
      if (met.size > most) [best, most] = [sentence, met.size];
    }
  }
  return most ? [shortened(marked(best, terms, french))] : null;
};

/* At most so many words, the first of those found among them. */
const shortened = (pieces) => {
  const words = pieces.flatMap(([text, found]) => (found ? [[text, true]] : text.split(/(?<=\s)/).map((word) => [word, false])));
  if (words.length <= AROUND) return words;
  const first = words.findIndex(([, found]) => found);
  const start = Math.max(0, Math.min(first - AROUND / 4, words.length - AROUND));
  const end = start + AROUND;
  const [before, after] = [start ? "… " : "", end < words.length ? "…" : ""];
  return [[before, false], ...words.slice(start, end), [after, false]];
};
