/* A document of a word processor (.docx, .odt) as a record: its labels fill fields, the rest is the text. Read in this
   browser; what was not understood is said, and stays in the text. */
import { attributes, el, is, rewritten, said, words } from "./arbre.js";
import { strFromU8, unzipSync } from "./bibliotheques/fflate.js";
import { XmlParser, convertToHtml, images } from "./bibliotheques/mammoth.js";
import { counted } from "./coller.js";
import { dense, labels, paired, put, valueOf } from "./etiquettes.js";
import { fit } from "./images.js";
import { asMarkdown, counts, parsed, written } from "./markdown.js";
import { treeOf } from "./odt.js";

const MOST = 30_000_000;
const UNPACKED = 200_000_000;
const ODT = /^(?:content\.xml|styles\.xml|Pictures\/[^/]+)$/;
const STYLES = ["Title", "Titre"].map((one) => `p[style-name='${one}'] => h1.MsoTitle:fresh`);

/* {tree, pictures: [File], lost: how many are not in it} of a document, or {refusal} in French. */
export const readDocument = async (file) => {
  if (file.size > MOST) return { refusal: `« ${file.name} » est trop gros : retirez-en les images, puis recommencez.` };
  try {
    const content = await file.arrayBuffer();
    let total = 0;
    const files = unzipSync(new Uint8Array(content), { filter: ({ name, originalSize }) => {
      total += originalSize;
      if (total > UNPACKED) throw new Error("too large");
      return ODT.test(name) || name === "word/document.xml";
    } });
    if (files["content.xml"]) return odt(files);
    if (files["word/document.xml"]) return await docx(content);
  } catch {
    /* Whatever is wrong with it, its author can only write it again. */
  }
  return { refusal: `« ${file.name} » ne se lit pas comme un document Word (.docx) ou LibreOffice (.odt). Ouvrez-le et enregistrez-le dans l’un de ces formats.` };
};

const odt = (files) => {
  const pictures = [];
  const xml = (name) => files[name] && new XmlParser({ errorHandler: () => {} }).parseFromString(strFromU8(files[name]), "text/xml");
  let lost = 0;
  const picture = (name) => {
    if (!name.startsWith("Pictures/") || !files[name]) {
      lost += 1;
      return "";
    }
    pictures.push(new File([files[name]], `image-${pictures.length + 1}.img`));
    return `piece:${pictures.length - 1}`;
  };
  const tree = treeOf(xml("content.xml"), xml("styles.xml"), picture);
  return { tree, pictures, lost };
};

const docx = async (content) => {
  const pictures = [];
  const convertImage = images.imgElement(async (image) => {
    const bytes = await image.readAsArrayBuffer();
    pictures.push(new File([bytes], `${image.altText || `image-${pictures.length + 1}`}.img`));
    return attributes(["src", `piece:${pictures.length - 1}`]);
  });
  const { value } = await convertToHtml({ arrayBuffer: content }, { styleMap: STYLES, convertImage });
  return { tree: parsed(value), pictures };
};

/* How many labels of the document a record has: the best one is of its kind. */
export const likeness = (tree, body) => paired(asMarkdown(tree).tree, labels(body)).pairs.length;

/* Fills a record with a document that was read; gives what is to be said of it. */
export const fillFrom = async (record, name, { tree: source, pictures, lost: absent = 0 }) => {
  const { tree: clean } = asMarkdown(source);
  const titled = withoutTitle(clean);
  const { tree, pairs, left } = paired(titled.tree, labels(record.body));
  const before = record.read().data;
  const [data, filled, unread, kept] = [{}, [], [...left], []];
  for (const [{ field, path, ranks }, label, lines] of pairs) {
    const [whole] = path;
    const mine = whole in before && (path.length > 1 || record.touched.has(field));
    const value = mine ? undefined : await valueOf(field, lines, record.form.references);
    if (value === undefined || !put(data, path, ranks, value)) {
      unread.push([label, lines.join(" ; ")]);
      kept.push(el("p", [words(`${label} : ${lines.join(" ; ")}`)]));
    } else {
      filled.push(label);
    }
  }
  if (titled.title && !("titre" in data) && !before.titre && record.field("titre")) {
    data.titre = titled.title;
    filled.unshift("Titre");
  }
  const body = tree.children.filter((one) => !is(one, "note-texte"));
  tree.children = [...body, ...kept, ...tree.children.filter((one) => is(one, "note-texte"))];
  if (titled.title && data.titre !== titled.title) unread.push(["Titre", titled.title]);
  const joined = await attached(record, tree, pictures);
  const text = [record.read().text, written(joined.tree)].filter(Boolean).join("\n\n");
  const lost = record.fill(dense(data), text);
  const what = counted(counts(tree));
  record.pieces.reread();
  await record.form.relabel(record);
  return [
    `« ${name} » est repris ici. ${filled.length ? `Champs remplis : ${[...new Set(filled)].join(", ")}.` : "Aucun de ses intitulés n’est celui d’un champ."} ${what ? `Dans le texte : ${what}.` : ""}`,
    ...(unread.length || lost.length ? [`Pas compris, et laissé dans le texte : ${[...unread, ...lost.map(({ chemin, valeur }) => [chemin.join("."), String(valeur)])].map(([label, value]) => `« ${label} » : ${value.slice(0, 120)}`).join(" · ")}`] : []),
    ...joined.told,
    ...(absent ? [`${absent > 1 ? `${absent} images ne sont pas` : "Une image n’est pas"} dans le document lui-même : joignez-${absent > 1 ? "les" : "la"} à part.`] : []),
    "Relisez tout : ce que le document dit des personnes sera publié.",
  ];
};

/* A heading that stands first, alone of its level, is the title. */
const withoutTitle = ({ children, ...root }) => {
  const tops = children.filter((one) => is(one, "h2"));
  if (!is(children[0], "h2") || tops.length > 1) return { tree: { ...root, children }, title: "" };
  const raised = children.slice(1).map((one) => (/^h[3-6]$/.test(one.tagName ?? "") ? { ...one, tagName: `h${Number(one.tagName[1]) - 1}` } : one));
  return { tree: { ...root, children: raised }, title: said(children[0]).trim() };
};

/* The pictures of the document join the record, and stand where they stood. */
const attached = async (record, tree, pictures) => {
  const [names, told] = [new Map(), []];
  for (const [rank, file] of pictures.entries()) {
    const { refusal, nom, octets } = await fit(file, record.pieces.most);
    if (refusal) told.push(refusal);
    else {
      const free = record.pieces.free(nom);
      names.set(`piece:${rank}`, free);
      told.push(...(await record.pieces.add({ nom: free, octets, alt: "", legende: "" }, { keep: true })));
    }
  }
  if (names.size) told.push(names.size > 1 ? `${names.size} images sont jointes : décrivez-les.` : "Une image est jointe : décrivez-la.");
  const shown = rewritten(tree, (node) => {
    if (!is(node, "img")) return [node];
    const name = names.get(node.properties.src);
    return name ? [{ ...node, properties: attributes(["src", name], ["alt", String(node.properties.alt ?? "")]) }] : [];
  });
  return { tree: shown, told };
};
