/* Where the address of a link leads, as generator/prose/destinations.py and forbidden.py tell it. */
import { onAComputer, whyNot } from "./adresses.js";
import { quoted } from "./mots.js";

const UNSAFE = /[\x00-\x1f\x7f-\x9f\\]/;
const followed = (href) => ["", "signe"].includes(whyNot(href));

/* `own`, `external` or `forbidden`. */
export const leadsTo = (written) => {
  const href = written.trim();
  const web = /^https?:/i.test(href) && followed(href);
  if (!UNSAFE.test(href) && (web || /^mailto:[^\s@]+@/i.test(href))) return "external";
  return href.startsWith("//") || /^[a-z][a-z0-9+.-]*:/i.test(href) || UNSAFE.test(href) ? "forbidden" : "own";
};

/* Whether an image is on another site. */
export const isElsewhere = (src) => leadsTo(src) === "external" || (src.startsWith("//") && !onAComputer(src));

/* The message and its remedy, for an address that may not be published. */
export const whyForbidden = (href, words) => {
  const [bare, valeur] = [href.trim(), quoted(href)];
  if (onAComputer(href)) return [words.say("lien-vers-l-ordinateur", { valeur }), words.say("adresse-ordinateur-aide")];
  const named = bare.split("//").slice(1).join("//").replace(/^\/+|\/+$/g, "");
  const why = /^https?:/i.test(bare) && !/[\s\\\x00-\x1f\x7f-\x9f]/.test(bare) && named ? whyNot(bare) : "";
  if (why && why !== "debut" && why !== "signe") return [words.say("lien-nulle-part", { valeur }), words.say(`adresse-${why}-aide`)];
  const [name] = words.marks.forbidden.find(([, shape]) => shape.test(bare));
  return [words.say(name, { valeur }), words.say(`${name}-aide`, { propose: quoted(`https:${bare}`) })];
};
