/* Opens a published record to correct it: at the request of an address, or in a draft that comes back. What the site
   says of it today is held against what it said when the correction began. */
import { outside } from "../vers.js";
import { Correction } from "./correction.js";
import { Record } from "./fiche.js";
import { RecordFile } from "./fichier-lu.js";
import { made, tell } from "./messages.js";
import { differing } from "./suites.js";

const ERRATUM = "erratum";
const LONGEST = 500;


export class Correcting {
  constructor(form, templates) {
    Object.assign(this, { form, templates });
    this.page = document.getElementById("Formulaire");
  }

  /* Begins a correction. Where the rules leave no field to change, says what may be done instead. */
  async begin({ sorte, id }) {
    const found = await this.published(sorte, id);
    if (!found || !this.templates.has(sorte)) {
      tell(["Cette fiche n’a pas pu être lue sur le site. Vérifiez votre connexion, puis revenez à sa page et recommencez."]);
      return;
    }
    const origin = { sorte, id: found.id, chemin: found.fichier, texte: (await this.file(found)) ?? "" };
    if (!new RecordFile(origin.texte, {}).readable) this.refuse(origin);
    else if (sorte === "protocole" && found.champs.etat !== "brouillon") await this.offer(origin);
    else await this.start(sorte, origin);
  }

  async published(sorte, id) {
    try {
      return await this.form.references.json(`donnees/fiches/${sorte}/${id}.json`);
    } catch (fault) {
      console.warn(fault);
      return null;
    }
  }

  /* The whole file of a record, from its data; null where it cannot be read. */
  async file({ exact, texte }) {
    if (!exact?.ailleurs) return exact ? exact.entier ?? exact.avant + texte + exact.apres : null;
    try {
      const response = await fetch(new URL(exact.ailleurs.slice(1), this.form.references.root), { cache: "no-cache" });
      return response.ok ? new TextDecoder("utf-8", { ignoreBOM: true }).decode(await response.arrayBuffer()) : null;
    } catch (fault) {
      console.warn(fault);
      return null;
    }
  }

  /* A file that cannot be changed in part, or that the site does not publish as it is. */
  refuse({ chemin }) {
    const { edition, forge } = this.page.dataset;
    const where = edition.replace("{chemin}", () => encodeURI(chemin));
    tell([`Cette fiche ne se corrige pas ici : son fichier (${chemin}) contient des lignes que ce formulaire ne saurait pas garder telles quelles.`]);
    if (!where) return;
    const line = made("p", {});
    line.append(made("a", { className: "bouton-doux", href: outside(where), textContent: `Ouvrir son fichier sur ${forge}` }));
    document.getElementById("Reprise").append(line);
  }

  /* A published revision: an erratum, or another revision. */
  async offer(origin) {
    const [experiment, revision] = origin.id.split("/");
    const newest = await this.form.references.protocol(experiment);
    const last = `r${newest.numero}`;
    const draft = newest.etat === "brouillon";
    const other = draft ? `complétez la révision ${last}, encore en brouillon` : `écrivez une nouvelle révision, qui part de la dernière, ${last}`;
    const second = draft
      ? [`Compléter la révision ${last}`, () => this.begin({ sorte: "protocole", id: `${experiment}/${last}` })]
      : [`Écrire la révision r${newest.numero + 1}`, () => this.revise(experiment)];
    document.getElementById("Choisir").hidden = true;
    tell(
      [`La révision ${revision} est publiée : elle ne change plus. Pour une erreur de rédaction, ajoutez un erratum. Pour un changement de fond, ${other}.`],
      [["Ajouter un erratum", () => tell([]) ?? this.start(ERRATUM, origin)], second],
    );
    document.querySelector("#Reprise button").focus();
  }

  revise(experiment) {
    tell([]);
    const record = this.form.start("protocole");
    record.choosers.get(record.experimentField).choose({ valeur: experiment, libelle: experiment });
    record.depart();
  }

  async start(code, origin) {
    this.form.loading = true;
    const record = this.form.start(code, {}, { focus: false, preset: false });
    await this.fill(record, origin);
    this.form.loading = false;
    record.element.querySelector("h2").focus({ preventScroll: true });
    this.form.refresh();
  }

  /* Fills a record with what it corrects; `draft` is what was typed, {data, text}. */
  async fill(record, origin, draft = null) {
    const { references } = this.form;
    const schema = await references.schema(record.kind);
    await this.around(record, origin);
    const held = new RecordFile(origin.texte, schema.tree);
    const base = this.read(record, held);
    record.correction = new Correction(record, origin, { held, base });
    record.fill(draft?.data ?? held.data, draft?.text ?? held.words);
    record.renumber();
    await this.form.relabel(record);
    const known = await references.catalogue().catch(() => []);
    const page = known.find(({ nature, id }) => nature === record.kind && id === origin.id);
    record.correction.tell(page?.titre || record.shown() || origin.id, page?.adresse ?? "", schema);
  }

  /* What a part of an experiment is read with: its protocol, the revision before. */
  async around(record, { id }) {
    if (!record.experimentField) return;
    const [experiment, part] = id.split("/");
    record.choosers.get(record.experimentField).choose({ valeur: experiment, libelle: experiment });
    record.startedFrom = experiment;
    const found = await this.form.references.protocol(experiment).catch(() => null);
    record.used = found?.employes ?? {};
    record.protocol = found;
    if (record.kind !== "protocole") return;
    const numero = Number(part.slice(1)) - 1;
    const before = numero ? await this.published("protocole", `${experiment}/r${numero}`) : null;
    record.protocol = before ? { numero, champs: before.champs, texte: before.texte } : null;
    record.revision(before !== null);
  }

  /* What the form reads of a file where nothing is changed. */
  read({ code, protocol, used }, held) {
    const blank = new Record(this.templates.get(code), this.form);
    Object.assign(blank, { protocol, used });
    blank.revision(protocol !== null);
    const lost = blank.fill(held.data, held.words);
    blank.renumber();
    return { ...blank.read(), lost };
  }

  /* Takes a correction of a draft up where it was left; gives what is to be told of it. */
  async resume(record, { origine, champs, texte }) {
    const found = await this.published(origine.sorte, origine.id);
    const today = found && (await this.file(found));
    if (found) Object.assign(origine, { id: found.id, chemin: found.fichier });
    if (!today || today === origine.texte || !new RecordFile(today, {}).readable) {
      await this.fill(record, origine, { data: champs, text: texte });
      return today ? [] : ["La fiche que vous corrigez n’a pas pu être lue sur le site : elle a peut-être été retirée. Votre correction est gardée, telle que vous l’aviez écrite."];
    }
    await this.around(record, origine);
    const schema = await this.form.references.schema(record.kind);
    const [before, now] = [origine.texte, today].map((one) => this.read(record, new RecordFile(one, schema.tree)));
    const mine = differing(before.data, champs);
    const data = Object.fromEntries([...Object.entries(now.data).filter(([name]) => !mine.includes(name)), ...Object.entries(champs).filter(([name]) => mine.includes(name))]);
    const text = texte === before.text ? now.text : texte;
    const both = mine.filter((name) => differing(before.data, now.data).includes(name) && differing(now.data, champs).includes(name));
    await this.fill(record, { ...origine, texte: today }, { data, text });
    const words = both.map((name) => changedTwice(schema.node([name]).title ?? name, now.data[name]));
    if (texte !== before.text && now.text !== before.text && now.text !== texte) words.push(changedTwice("Le texte de la page", now.text));
    return ["Cette fiche a changé sur le site depuis que vous avez commencé à la corriger. Vos changements sont reportés sur celle d’aujourd’hui ; rien de ce que vous avez écrit n’est perdu.", ...words];
  }
}

/* A field that two people changed. */
const changedTwice = (title, value) => {
  const said = value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value);
  return `« ${title} » a changé des deux côtés : votre version est gardée. Le site dit maintenant : ${said ? `${said.slice(0, LONGEST)}${said.length > LONGEST ? "…" : ""}` : "plus rien"}`;
};
