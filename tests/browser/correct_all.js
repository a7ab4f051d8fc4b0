/* Opens records with the form's own modules, changes a field of each, and gives the files that follow:
   [{path, whole, same, name, text, kept}]. `refs` are [kind, id]. */
async ([base, refs]) => {
  const load = (name) => import(new URL(`assets/formulaire/${name}.js`, base));
  const [{ Correcting }, { Record }, { References }, { bodyOf, fieldsOf }] = await Promise.all(["corriger", "fiche", "references", "champs"].map(load));
  const templates = new Map([...document.querySelectorAll(".fiche-modele")].map((one) => [one.dataset.code, one]));
  const form = { references: new References(new URL(base)), records: [], reserve: {}, changed() {}, relabel: async () => {} };
  const correcting = new Correcting(form, templates);
  const found = [];
  for (const [sorte, id] of refs) {
    const { exact, texte, fichier: chemin } = await correcting.published(sorte, id);
    const whole = exact.entier ?? exact.avant + texte + exact.apres;
    const record = new Record(templates.get(sorte === "protocole" ? "erratum" : sorte), form);
    await correcting.fill(record, { sorte, id, chemin, texte: whole });
    const schema = await form.references.schema(sorte);
    const file = () => record.correction.file(record.told(), schema);
    const { unchanged, text } = file();
    const words = new Set(["ligne", "texte"]);
    const typed = fieldsOf(bodyOf(record.element)).map((field) => [field, field.querySelector("input, textarea")]);
    const [field, input] = typed.filter(([{ dataset }, one]) => words.has(dataset.genre) && one.value && !/debut|fin|date/.test(dataset.nom)).at(-1) ?? [null, record.textField.querySelector("textarea")];
    const kept = input.value;
    input.value = `${kept} C’est dit : « oui » # non.`;
    const told = { path: chemin, whole, same: unchanged && text === whole, name: field?.dataset.nom ?? "texte", text: sorte === "protocole" ? whole : file().text };
    input.value = kept;
    found.push({ ...told, same: told.same && file().text === whole });
  }
  return found;
}
