/* Whether the links of a text lead somewhere, as generator/graph/dead_links.py and generator/published.py hold them. */
import { onAComputer, whyNot } from "./adresses.js";
import { leadsTo } from "./destinations.js";
import { anchorsOf } from "./lecture.js";
import { IMAGE } from "./images.js";
import { quoted } from "./mots.js";
import { closest } from "./proches.js";

const SITE = /^(?:www\.|(?:[\p{L}\p{N}_-]+\.)+(?:fr|com|org|net|eu|be|ch|info|gouv|bzh|re|io)(?:[/?#]|$))/iu;
const MAIL = /^[^@\s/]+@[^@\s/]+\.[a-z]+$/i;
const ATTACHED = /\.(?:pdf|png|jpe?g|webp)$/i;

/* Where a relative link leads: {path, anchor}; null where it leaves the commons. */
const destination = (file, href) => {
  if (leadsTo(href) !== "own") return null;
  const [before, ...after] = href.split("#");
  const path = unquoted(before.split("?")[0]);
  const anchor = unquoted(after.join("#"));
  if (!path || path.startsWith("/")) return { path: path || file, anchor };
  const steps = [];
  for (const step of [...file.split("/").slice(0, -1), ...path.split("/")]) {
    if (step === ".." && steps.length && steps.at(-1) !== "..") steps.pop();
    else if (step && step !== ".") steps.push(step);
  }
  return { path: steps.join("/"), anchor };
};

const unquoted = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/* The files of the commons that a link may name: those of records, published or written here. */
export const filesOf = (records, published, words) => {
  const told = new Map();
  const paths = ({ nature, id }) => {
    const patterns = words.files[nature] ?? [];
    return patterns.map((pattern) => pattern.split("{}").length > 2 && nature !== "page" ? filled(pattern, [id.split("/")[0], id.split("/").slice(1).join("/")]) : filled(pattern, [id]));
  };
  for (const one of published) for (const [rank, path] of paths(one).entries()) told.set(path, { ...one, usual: rank === 0 });
  for (const { file } of records) told.set(file, { usual: true });
  return told;
};

const filled = (pattern, parts) => pattern.split("{}").reduce((text, piece, rank) => text + (parts[rank - 1] ?? "") + piece);

/* [rule, message, remedy] of each link or image of a reading that leads nowhere. */
export const deadEnds = async (record, reading, { files, records, references, words }) => {
  const found = [];
  const say = (name, parts) => words.say(name, parts);
  const own = new Set([...record.pieces.map(({ nom }) => nom), ...record.beside]);
  const links = [...reading.links.map(({ written }) => ({ written, image: false })), ...reading.images.map(({ path }) => ({ written: path, image: true }))];
  for (const { written, image } of links) {
    const leads = destination(record.file, written);
    if (!leads) {
      if (!image) found.push(...(await ownAddress(written, record, { files, references, words })));
      continue;
    }
    const { path, anchor } = leads;
    const isOwn = own.has(unquoted(written.split("#")[0]).replace(/^\.\//, ""));
    const page = words.pages.includes(path);
    const known = files.has(path) || page || isOwn;
    const valeur = quoted(written);
    if (image && known && !(isOwn && IMAGE.test(written))) {
      found.push(["lien-mort", written ? say("pas-une-image", { valeur }) : say("image-absente"), say("pas-une-image-aide")]);
    } else if (!known && !elsewhere(path, record, written)) {
      found.push(["lien-mort", say("lien-mort", { valeur }), otherSort(written, words) || nearest(record, path, own, files, words) || say("lien-mort-aide")]);
    }
    if (!anchor || image) continue;
    if (page) found.push(["ancre-inconnue", say("ancre-d-une-page", { page: path }), say("ancre-d-une-page-aide")]);
    const target = records.find(({ file }) => file === path);
    const there = files.get(path);
    const held = target ? (target === record ? reading : target.reading) && anchorsOf(target === record ? reading : target.reading) : there?.adresse && (await references.headings(there.adresse));
    if (held) found.push(...missing(held, path, anchor, say));
  }
  return found;
};

/* A whole address of this very site: [rule, message, remedy] where nothing answers, or where a path says it better. */
const ownAddress = async (written, record, { files, references, words }) => {
  const leads = within(words.site.url, written);
  if (!leads) return [];
  const { path, anchor } = leads;
  const valeur = quoted(written);
  if (!(await references.answers(path))) return [unanswered(valeur, path, files, words)];
  const name = nameOf(path.replace(/\/+$/, ""));
  const [file] = [...files].filter(([one, { usual }]) => usual && one !== record.file && nameOf(one) === name).map(([one]) => one).sort();
  const right = words.pages.includes(path) ? path : file ? relative(file, record.file) : "";
  const better = right ? [["adresse-de-ce-site", words.say("adresse-de-ce-site", { valeur }), words.say("adresse-de-ce-site-aide", { chemin: quoted(anchor ? `${right}#${anchor}` : right) })]] : [];
  const held = anchor ? await references.headings(path) : null;
  return held && !held.includes(anchor) ? [...better, ["ancre-inconnue", words.say("ancre-de-cette-page", { ancre: quoted(`#${anchor}`) }), words.say("ancre-d-une-page-aide")]] : better;
};

const unanswered = (valeur, path, files, words) => {
  const near = closest(path, [...words.pages, ...[...files.values()].map(({ ou }) => ou).filter(Boolean)]);
  return ["adresse-sans-reponse", words.say("adresse-sans-reponse", { valeur }), near === null ? words.say("adresse-sans-reponse-aide") : words.say("vouliez-vous", { proche: quoted(near) })];
};

/* The whole addresses of this site that the fields of a record give: {chemin, fault} where nothing answers. */
export const lostAddresses = async (texts, { files, references, words }) => {
  const found = [];
  for (const [chemin, value] of texts) {
    const leads = /^\s*http/i.test(value) ? within(words.site.url, value) : null;
    if (leads && !(await references.answers(leads.path))) found.push([chemin, unanswered(quoted(value), leads.path, files, words)]);
  }
  return found;
};

/* Where an address stands in the site: a path from its root, and an anchor; null outside of it. */
const within = (site, written) => {
  if (!["", "signe"].includes(whyNot(written.trim()))) return null;
  const [home, found] = [new URL(site), new URL(written.trim())];
  const base = home.pathname.replace(/\/+$/, "");
  if (home.origin !== found.origin || !(found.pathname === base || found.pathname.startsWith(`${base}/`))) return null;
  return { path: unquoted(found.pathname.slice(base.length)) || "/", anchor: unquoted(found.hash.slice(1)) };
};

/* An attachment of another folder: whether it is there is not known here. */
const elsewhere = (path, record, written) => ATTACHED.test(path) && (written.includes("/") || path.includes("../")) && !written.startsWith("/");

const missing = (known, fichier, anchor, say) => {
  if (known.includes(anchor)) return [];
  const near = closest(anchor, known);
  const aide = near === null ? say("ancre-inconnue-aide") : near.normalize("NFC") === anchor.normalize("NFC") ? say("ancre-aux-accents-aide") : say("vouliez-vous", { proche: quoted(`#${near}`) });
  return [["ancre-inconnue", say("ancre-inconnue", { fichier, ancre: quoted(`#${anchor}`) }), aide]];
};

/* A link that looks like a path but is another kind of address. */
const otherSort = (written, words) => {
  if (onAComputer(written)) return words.say("adresse-ordinateur-aide");
  if (SITE.test(written)) return words.say("lien-vers-un-site-aide", { propose: quoted(`https://${written}`) });
  return MAIL.test(written) ? words.say("lien-vers-une-boite-aide", { propose: quoted(`mailto:${written}`) }) : "";
};

const nameOf = (path) => path.replace(/\/index\.md$/, "").split("/").at(-1).replace(/\.md$/, "");

/* The link to the file of the nearest name, as it is to be written. */
const nearest = (record, path, own, files, words) => {
  const usual = [...files].filter(([, told]) => told.usual).map(([file]) => file);
  const all = [...[...own].map((name) => record.file.replace(/[^/]*$/, name)), ...usual].filter((file) => file !== record.file);
  const wanted = nameOf(path.replace(/\/+$/, ""));
  if (path.startsWith("/") && !all.some((file) => nameOf(file) === wanted)) {
    const page = closest(path, words.pages);
    if (page) return words.say("vouliez-vous", { proche: quoted(page) });
  }
  const name = closest(wanted, [...new Set(all.map(nameOf))]);
  if (name === null) return "";
  const folders = new Set(path.split("/"));
  const score = (file) => new Set(file.split("/").filter((step) => folders.has(step))).size;
  const [file] = all.filter((one) => nameOf(one) === name).sort().reduce(([best, most], one) => (score(one) > most ? [one, score(one)] : [best, most]), ["", -1]);
  return words.say("vouliez-vous", { proche: quoted(relative(file, record.file)) });
};

export const relative = (file, from) => {
  const [to, here] = [file.split("/"), from.split("/").slice(0, -1)];
  let same = 0;
  while (same < here.length && to[same] === here[same]) same += 1;
  return [...here.slice(same).map(() => ".."), ...to.slice(same)].join("/");
};
