/* Folds what readers type as the build folded the pages: the rules are the same file (`generator/search/francais.json`),
   which comes with the index; folding.py reads it in the same way, and a test holds the two to each other. */
const ELIDED = /([\p{L}\p{N}]+)(['’ʼ]?)/gu;
const OF_A_PLACE = /^\s+(?:de\s|du\s|des\s|d['’ʼ])\s*[\p{L}\p{N}]/iu;

/* In small letters, without accents, œ and æ in two letters. */
export const plain = (text) =>
  text.toLowerCase().replaceAll("œ", "oe").replaceAll("æ", "ae").normalize("NFKD").replace(/[\u0300-\u036f]/g, "");

/* Without the second of two letters that end it. */
const single = (word) => (word.length > 3 && word.at(-1) === word.at(-2) ? word.slice(0, -1) : word);

export class Francais {
  constructor({ elisions, vides, questions, lieux, exceptions, fins }) {
    this.elided = new Set(elisions.split(" "));
    this.void = new Set(vides.split(" "));
    this.exceptions = new Map();
    for (const [term, words] of Object.entries(exceptions)) {
      for (const word of words.split(" ")) this.exceptions.set(word, term);
    }
    this.endings = new Map(fins.flatMap((rule) => rule.fins.split(" ").map((ending) => [ending, rule])));
    /* Words of a question that say nothing of its subject: « peut-on », « combien faut-il ». */
    this.spare = new Set(questions.split(" "));
    this.places = new Set(lieux.split(" "));
    this.longest = Math.max(...[...this.endings.keys()].map((ending) => ending.length));
  }

  /* The term of a plain word. */
  stem(word) {
    if (this.exceptions.has(word)) return this.exceptions.get(word);
    if (/\p{Nd}/u.test(word)) return word;
    for (let length = Math.min(this.longest, word.length - 2); length > 0; length -= 1) {
      const rule = this.endings.get(word.slice(-length));
      if (rule && word.length - length >= rule.reste) return single(word.slice(0, -length) + rule.devient);
    }
    return single(word);
  }

  /* Whether a word only says of what sort the place named next is: « ville de », « département d' ». */
  leadsToAPlace({ written, end }, text) {
    return this.places.has(plain(written)) && OF_A_PLACE.test(text.slice(end));
  }

  /* The words of a text in their order: the term of each, how it is written, where, and whether it is void (« de »). */
  words(text) {
    const found = [];
    for (const { 1: written, 2: apostrophe, index } of text.matchAll(ELIDED)) {
      const word = plain(written);
      const isVoid = this.void.has(word);
      const isSpare = isVoid || this.spare.has(word);
      const term = isVoid ? word : this.stem(word);
      if (!(apostrophe && this.elided.has(term))) found.push({ term, written, index, end: index + written.length, isVoid, isSpare });
    }
    return found;
  }
}
