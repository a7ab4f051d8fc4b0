/* What a record is called and where its file will stand, from what is written of it: {kind, path, folder, experiment,
   title, given, date, protocol, pieces}. What corrects a published record (`corrects`) keeps all of it. */
import { isPartialDate } from "./dire.js";
import { slug } from "./mots.js";

/* The name of its file, made from its title unless someone chose it. */
export const nameOf = ({ corrects, given, title }) => (corrects ? corrects.id.split("/").at(-1) : given || slug(title));

export const numberOf = ({ protocol }) => (protocol ? protocol.numero + 1 : 1);

/* Its name as the checker knows it. */
export const idOf = (one) => {
  if (one.corrects) return one.corrects.id;
  if (one.kind === "protocole") return `${one.experiment}/r${numberOf(one)}`;
  if (one.kind === "evaluation") return one.experiment;
  if (one.kind === "journal") return `${one.experiment}/${one.date}-${nameOf(one) || "note"}`;
  return nameOf(one);
};

export const fileOf = (one) => {
  if (one.corrects) return one.corrects.path;
  const blanks = {
    "<id>": one.part ? one.experiment : nameOf(one),
    "<N>": numberOf(one),
    "<AAAA-MM-JJ>": one.date.length === "AAAA-MM-JJ".length && isPartialDate(one.date) ? one.date : "",
    "<mot>": nameOf(one) || "note",
  };
  const path = (one.pieces.length && one.folder) || one.path;
  return path.replace(/<[^>]+>/g, (blank) => blanks[blank] || "…");
};
