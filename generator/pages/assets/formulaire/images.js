/* A file that someone gives, made fit to be published: a picture is drawn anew, no larger than a page shows it and with
   nothing but what it shows; a PDF is left as it is. Nothing leaves this browser. */
import { slug } from "./mots.js";

/* As wide as a page shows an image on a fine screen: generator/images/ makes no larger one. */
const SIDE = 1600;
const HEAVY_DRAWING = 700_000;
const QUALITY = 0.85;
export const EXTENSIONS = { "image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", "application/pdf": ".pdf" };
export const IMAGE = /\.(?:png|jpe?g|webp)$/i;
const DRAWINGS = new Set(["image/png", "image/gif", "image/bmp"]);
const SAFE_STEM = 48;

/* {nom, octets} of a file, or {refusal} in French. `most` is the heaviest file that is published, in bytes. */
export const fit = async (file, most) => {
  if (!file.size) return { refusal: `« ${file.name} » est vide : choisissez un autre fichier.` };
  const type = await kind(file);
  if (type === "application/pdf") return annex(file, most);
  const picture = await drawn(file);
  if (!picture) return { refusal: refused(file, type) };
  const octets = await lightest(picture, type, most);
  picture.width = 0;
  if (!octets) return { refusal: `« ${file.name} » reste trop lourde, même réduite : choisissez une autre image.` };
  return { nom: name(file.name, octets.type), octets };
};

/* What a file is, by its first bytes: its name may say anything. */
export const kind = async (file) => {
  const bytes = new Uint8Array(await file.slice(0, 16).arrayBuffer());
  const text = String.fromCharCode(...bytes);
  if (text.startsWith("%PDF-")) return "application/pdf";
  if (text.startsWith("\xff\xd8\xff")) return "image/jpeg";
  if (text.startsWith("\x89PNG\r\n")) return "image/png";
  if (text.startsWith("RIFF") && text.slice(8, 12) === "WEBP") return "image/webp";
  if (text.startsWith("GIF8")) return "image/gif";
  if (text.startsWith("BM")) return "image/bmp";
  return /^ftyp(?:hei|hev|mif|msf)/.test(text.slice(4)) ? "image/heic" : "";
};

const annex = async (file, most) => {
  const content = await file.text();
  const locked = /\/Encrypt\b/.test(content);
  const active = /\/(?:JavaScript|Launch|EmbeddedFile|RichMedia)\b/.test(content);
  if (file.size > most) return { refusal: `« ${file.name} » pèse plus de ${most / 1024 / 1024} Mo : allégez ce document, ou donnez plutôt l’adresse où il est publié.` };
  if (locked) return { refusal: `« ${file.name} » est protégé par un mot de passe : enregistrez-le sans mot de passe.` };
  if (active) return { refusal: `« ${file.name} » contient un programme ou d’autres fichiers. Imprimez-le dans un nouveau PDF (« Imprimer », puis « Enregistrer au format PDF ») : il n’y en aura plus.` };
  return { nom: name(file.name, "application/pdf"), octets: new Blob([file], { type: "application/pdf" }) };
};

const refused = (file, type) => {
  if (type === "image/heic" || /\.hei[cf]$/i.test(file.name)) return `Ce navigateur ne sait pas lire « ${file.name} », une photo au format HEIC. Enregistrez-la en .jpg, ou choisissez-la depuis le téléphone qui l’a prise.`;
  if (type) return `« ${file.name} » est abîmée ou trop grande : elle ne se lit pas. Ouvrez l’original et enregistrez-le à nouveau.`;
  if (/\.svg$/i.test(file.name)) return `« ${file.name} » est un dessin qui peut contenir un programme : enregistrez-le en .png.`;
  if (/\.(?:doc|dot|rtf|pages|wps)$/i.test(file.name)) return `« ${file.name} » est un texte que ce formulaire ne sait pas lire : ouvrez-le, enregistrez-le en .docx ou en .odt, puis déposez ce nouveau fichier.`;
  return `« ${file.name} » n’est ni une image ni un PDF : rien d’autre ne peut être joint.`;
};

/* The picture as it is meant to be seen, upright, on a canvas no larger than needed; null where it cannot be read. */
const drawn = async (file) => {
  let bitmap = null;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return null;
  }
  const scale = Math.min(1, SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(bitmap.width * scale)), Math.max(1, Math.round(bitmap.height * scale)));
  const brush = canvas.getContext("2d");
  brush.imageSmoothingQuality = "high";
  brush.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas;
};

/* Drawings and screens stay sharp as PNG while they are light; photographs are JPEG. */
const lightest = async (canvas, type, most) => {
  const wished = DRAWINGS.has(type) ? ["image/png", "image/webp", "image/jpeg"] : type === "image/webp" ? ["image/webp", "image/jpeg"] : ["image/jpeg"];
  for (const format of wished) {
    const blob = await canvas.convertToBlob({ type: format, quality: QUALITY });
    /* A browser that cannot write a format writes a PNG instead. */
    if (blob.type !== format || blob.size > most) continue;
    if (format !== "image/png" || blob.size <= HEAVY_DRAWING) return blob;
  }
  return null;
};

/* A name that every disk reads alike. */
const name = (given, type) => `${slug(given.replace(/\.[^.]*$/, "").slice(0, SAFE_STEM)) || "image"}${EXTENSIONS[type]}`;
