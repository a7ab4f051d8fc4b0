/* A field that names a file beside its record takes that file: a picture, or the PDF of an annex. */
import { IMAGE, fit } from "./images.js";
import { weight } from "./pieces.js";

const WRONG = {
  image: "Ce champ attend une image. Pour un document, voyez « Images et documents », plus haut.",
  fichier: "Ce champ attend un PDF. Pour une image, voyez « Images et documents », plus haut.",
};

/* Takes the file chosen in a field of `record`: it goes with the pieces of the record, and the field says its name. */
export const attach = async (record, chooser) => {
  const [file] = chooser.files;
  const field = chooser.closest(".saisie");
  const control = field.querySelector(":scope > input");
  const note = field.querySelector(".attache-dit");
  chooser.value = "";
  if (!file) return;
  note.textContent = "Le fichier est préparé…";
  const { refusal, nom, octets } = await fit(file, record.pieces.most);
  const { attache } = field.dataset;
  if (refusal || IMAGE.test(nom) !== (attache === "image")) {
    note.textContent = refusal ?? WRONG[attache];
    return;
  }
  record.pieces.drop(control.value.trim());
  control.value = record.pieces.free(nom);
  const told = await record.pieces.add({ nom: control.value, octets, alt: "", legende: "" }, { keep: true });
  note.textContent = [`« ${control.value} » (${weight(octets.size)}) part avec la fiche.`, ...told].join(" ");
  record.touch(control);
  /* What it shows is asked at once. */
  field.parentElement.querySelector(':scope > [data-nom="alternative"] input')?.focus();
};
