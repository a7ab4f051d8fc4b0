/* The ways out: the forge's own page for a new file, an archive, a message. Nothing leaves before its author says so. */
import { download, outside } from "../vers.js";
import { ForgeCopy } from "./copie.js";
import { zip } from "./fichiers.js";
import { weight } from "./pieces.js";

/* Past this, forges and their servers cut an address; mail programs much sooner. */
const LONGEST_ADDRESS = 7000;
const LONGEST_MESSAGE = 1800;
const id = (name) => document.getElementById(name);

export class Sending {
  constructor(page, form) {
    this.page = page;
    this.form = form;
    this.files = [];
    this.copied = new ForgeCopy(() => this.forge());
    const direct = id("Direct")?.parentElement;
    direct?.addEventListener("toggle", async () => new (await import("./jeton.js")).TokenSending(this, form), { once: true });
    id("Telecharger").addEventListener("click", () => this.archive());
    id("Courriel")?.addEventListener("click", () => this.form.announce("Le message s’ouvre dans votre messagerie."));
  }

  get title() {
    const [first] = this.form.records;
    return first?.shown() || first?.title || "contribution";
  }

  get stem() {
    return this.form.records[0]?.id().replaceAll("/", "-").replace(/[^a-z0-9-]/g, "") || "contribution";
  }

  /* What was typed a moment ago counts too. */
  async archive() {
    await this.form.refresh();
    download(`${this.stem}.zip`, await zip(this.files), "application/zip");
    this.form.announce("L’archive est téléchargée.");
  }

  saveDraft(text) {
    download(`brouillon-${this.stem}.json`, text, "application/json");
    this.form.announce("Le brouillon est enregistré dans un fichier.");
  }

  show(judged) {
    this.files = judged.filter(({ file }) => !file.unchanged).flatMap(({ record, file }) => [file, ...record.pieces.files()]);
    for (const { record, file } of judged) record.nameField.querySelector(".chemin").textContent = file.path;
    id("Sorties").hidden = judged.some(({ file }) => file.unchanged) && !this.files.length;
    const signature = JSON.stringify(this.files.map(({ path, text, bytes }) => [path, text ?? bytes.size]));
    if (signature === this.shown) return;
    this.shown = signature;
    id("Fichiers").replaceChildren(...this.files.flatMap(({ path, text, bytes }) => [
      made("p", { className: "apercu-chemin", textContent: bytes ? `${path} (${weight(bytes.size)})` : path }),
      ...(bytes ? [] : [made("pre", { tabIndex: 0, textContent: text })]),
    ]));
    if (id("Forge")) this.forge();
    if (id("Courriel")) this.mail();
  }

  forge() {
    const { envoi, forge } = this.page.dataset;
    const [nouveau, edition] = [this.page.dataset.nouveau, this.page.dataset.edition].map((one) => this.copied.within(one));
    const steps = this.files.map(({ path, text, bytes, corrects }) => (bytes ? beside(forge, path) : this.step(corrects ? edition : nouveau, forge, path, text)));
    const several = this.files.length > 1;
    id("Forge").replaceChildren(...(several && envoi ? [whole(forge, envoi)] : []), ...steps, this.copied.proposal(forge) ?? last(forge, several));
  }

  step(pattern, forge, path, text) {
    const item = made("li", {});
    const told = (part) => encodeURIComponent(part).replaceAll("%2F", "/");
    const cut = path.lastIndexOf("/");
    const blanks = { "{chemin}": path, "{dossier}": path.slice(0, cut), "{nom}": path.slice(cut + 1) };
    const filled = pattern.replace(/\{(chemin|dossier|nom)\}/g, (blank) => told(blanks[blank]));
    const whole = filled.replace("{texte}", () => encodeURIComponent(text));
    const takesText = filled.includes("{texte}") && whole.length <= LONGEST_ADDRESS;
    const address = takesText ? whole : filled.replace("&value={texte}", "");
    const open = made("a", { className: "bouton", href: outside(address), target: "_blank", rel: "noopener", textContent: `Ouvrir ${forge}` });
    open.append(made("span", { className: "hors-vue", textContent: ` pour ${path} (nouvel onglet)` }));
    const line = made("p", {});
    if (takesText) line.append(open);
    else {
      const copy = made("button", { type: "button", className: "bouton-doux", textContent: "Copier le texte" });
      copy.addEventListener("click", () => this.copy(text, copy));
      line.append(copy, " ", open);
    }
    item.append(made("p", { className: "apercu-chemin", textContent: path }), line);
    if (pattern === this.copied.within(this.page.dataset.edition)) item.append(made("p", { className: "note", textContent: "Copiez le texte, ouvrez la page, choisissez tout ce qui est dans le grand cadre (Ctrl + A, ou ⌘ + A), puis collez à la place." }));
    else if (!takesText) item.append(made("p", { className: "note", textContent: `${filled.includes("{texte}") ? "Ce texte est trop long pour y être mis d’avance" : `${forge} ne sait pas le remplir d'avance`} : copiez-le, ouvrez la page, puis collez-le dans le grand cadre.` }));
    return item;
  }

  async copy(text, button) {
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Texte copié";
      this.form.announce("Le texte est copié.");
    } catch {
      id("Apercu").open = true;
      id("Apercu").scrollIntoView({ block: "start" });
      this.form.announce("Ce navigateur refuse de copier : choisissez le texte dans les fichiers ci-dessous.");
    }
  }

  mail() {
    const link = id("Courriel");
    const note = id("Courriel-note");
    const texts = this.files.filter(({ bytes }) => !bytes).map(({ path, text }) => `${path}\n\n${text}`).join("\n\n");
    const before = "Bonjour,\n\nVoici ma contribution, écrite avec le formulaire du site.\n\n";
    const address = (body) => `${this.page.dataset.contact}?subject=${encodeURIComponent(`${this.files.some(({ corrects }) => corrects) ? "Correction" : "Contribution"} : ${this.title}`)}&body=${encodeURIComponent(body.replaceAll("\n", "\r\n"))}`;
    const whole = address(before + texts);
    const alone = this.files.every(({ bytes }) => !bytes);
    const short = alone && whole.length <= LONGEST_MESSAGE;
    link.href = outside(short ? whole : address(`${before}Les fichiers sont dans l’archive jointe.\n`));
    note.hidden = short;
    note.textContent = `${alone ? "Votre contribution est trop longue pour tenir dans le message" : "Les images et les documents ne tiennent pas dans le message"} : téléchargez l’archive, puis joignez-la.`;
  }
}

/* Where the forge makes the proposal by itself. */
const last = (forge, several) => {
  const item = made("li", { textContent: `${forge} vous demande ensuite de proposer le changement : dites en une phrase ce que vous ajoutez ou corrigez.` });
  if (several) item.append(" Mettez les fichiers suivants dans la même proposition. Si vous ne trouvez pas comment, proposez-les à part : l’équipe les réunira.");
  return item;
};

/* A forge takes no image in an address. */
const beside = (forge, path) => {
  const item = made("li", {});
  item.append(made("p", { className: "apercu-chemin", textContent: path }), made("p", { className: "note", textContent: `${forge} ne reçoit pas ce fichier par un lien : téléchargez l’archive, où il est, puis déposez-le dans le même dossier.` }));
  return item;
};

/* On a computer, several files go in one gesture. */
const whole = (forge, address) => {
  const item = made("li", { textContent: "Sur un ordinateur, tout part en une fois : téléchargez l’archive, ouvrez-la, puis glissez ses dossiers dans " });
  const link = made("a", { href: outside(address), target: "_blank", rel: "noopener", textContent: `la page d’envoi de ${forge}` });
  link.append(made("span", { className: "hors-vue", textContent: " (nouvel onglet)" }));
  item.append(link, ". Sinon, fichier par fichier :");
  return item;
};

const made = (name, facts) => Object.assign(document.createElement(name), facts);
