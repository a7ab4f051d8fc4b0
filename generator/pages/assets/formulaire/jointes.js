/* What is wrong with the images and the files that a text shows, as generator/prose/text_faults.py and
   generator/graph/dead_links.py tell it. */
import { quoted } from "./mots.js";
import { IMAGE } from "./images.js";
import { referrals, remote } from "./renvois.js";

export const PIECES = ["#pieces"];

/* `text` is that of the record, `pieces` those that go with it, `at` where a fault of the text stands on the page. */
export const pieceFaults = ({ text, pieces, beside, words, at }) => {
  const names = new Set([...pieces.map(({ nom }) => nom), ...beside]);
  const found = referrals(text);
  const faults = [];
  const fault = (regle, chemin, parts = {}) => faults.push({ regle, message: words.say(regle, parts), aide: words.say(`${regle}-aide`), chemin });
  for (const { image, words: alt, path, caption } of found) {
    const name = path.split("#")[0];
    const valeur = quoted(path);
    /* Records are other rooms: whether a link leads to one is not told here. */
    if (!names.has(name) && (image || /\.(?:pdf|png|jpe?g|webp)$/i.test(name)) && !name.includes("/")) {
      fault("lien-mort", at, { valeur });
      const near = words.didYouMean(name, [...names]);
      if (near) faults.at(-1).aide = near;
    } else if (image && names.has(name) && !IMAGE.test(name)) {
      faults.push({ regle: "lien-mort", message: words.say("pas-une-image", { valeur }), aide: words.say("pas-une-image-aide"), chemin: at });
    }
    if (!image) continue;
    const where = pieces.some(({ nom }) => nom === name) ? PIECES : at;
    if (!described(alt, name)) fault("image-sans-alternative", where, { valeur });
    if (!caption) fault("image-sans-legende", where, { valeur });
  }
  for (const { path } of remote(text)) fault("image-distante", at, { valeur: quoted(path) });
  for (const { nom, tenue } of pieces) {
    if (!tenue && !found.some(({ path }) => path.split("#")[0] === nom)) {
      faults.push({ regle: "", message: `le texte ne montre pas ${quoted(nom)}`, aide: "placez ce fichier dans le texte, ou retirez-le", chemin: PIECES });
    }
  }
  return faults;
};

const described = (alt, name) => {
  const said = alt.toLowerCase();
  const file = name.toLowerCase();
  return /[\p{L}\p{N}]/u.test(said) && said !== file && said !== file.replace(/\.[^.]*$/, "");
};
