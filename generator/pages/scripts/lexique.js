/* What readers ask, cut into parts that a page must hold: a word, or words that the lexicon knows, with
   others that mean the same (`content/lexique.yml`). */

const DOTTED = /(?<![\p{L}\p{N}])(?:\p{L}\.){2,}(?:\p{L}(?![\p{L}\p{N}]))?/gu;
const QUOTED = /["«“]([^"«»“”]+)["»”]/g;

/* Both sides fold alike: see francais.js. */
export class Lexique {
  constructor(french, entries) {
    this.french = french;
    /* `autres` lead to `mots`, which do not lead to them: names of before, words of another tongue. */
    this.forms = entries.flatMap(({ mots, autres = [] }) => {
      const told = (texts) => texts.map((text) => ({ text, words: french.words(text) }));
      const forms = told(mots);
      return [...forms, ...told(autres)].map((form) => ({ ...form, others: forms.filter((other) => other !== form) }));
    });
    this.forms.sort((one, other) => other.words.length - one.words.length);
  }

  /* `{ groups, phrases }`: each group has the `terms` that it is, the `text` that was typed, and `others` that
     mean the same, and `isSpare` where a page may lack it; each phrase its terms, in their order, and its `text`. */
  parse(typed) {
    const text = typed.replace(DOTTED, (acronym) => acronym.replaceAll(".", ""));
    const phrases = [...text.matchAll(QUOTED)].map(([, inner]) => ({ text: inner.trim(), words: this.french.words(inner) }));
    const all = this.french.words(text);
    const told = all.filter(({ isSpare }) => !isSpare);
    /* « Pas sans nous » is a title: words that are void everywhere else are looked for in titles. */
    const groups = told.length ? this.grouped(text, all) : all.map((word) => this.alone(word));
    const seen = new Set();
    return {
      phrases: phrases.filter(({ words }) => words.length > 1),
      groups: groups.filter(({ terms }) => {
        const key = terms.join(" ");
        return !seen.has(key) && seen.add(key);
      }),
    };
  }

  grouped(text, all) {
    const groups = [];
    for (let at = 0; at < all.length; ) {
      const form = this.forms.find(({ words }) => words.every(({ term }, step) => all[at + step]?.term === term));
      if (form) {
        const last = all[at + form.words.length - 1];
        const others = form.others.map(({ words, text: said }) => ({ terms: solid(words), text: said, words }));
        groups.push({ terms: solid(form.words), text: text.slice(all[at].index, last.end), others });
        at += form.words.length;
      } else {
        if (!all[at].isSpare) groups.push({ ...this.alone(all[at]), isSpare: this.french.leadsToAPlace(all[at], text) });
        at += 1;
      }
    }
    return groups;
  }

  alone({ term, written }) {
    return { terms: [term], text: written, others: [] };
  }
}

/* The terms that a page is asked for; all of them where all are void. */
const solid = (words) => {
  const told = words.filter(({ isVoid }) => !isVoid);
  return (told.length ? told : words).map(({ term }) => term);
};
