/* The pictures and annexes of a record: given, described at once, shown in its text, sent in its folder. */
import { token } from "./etagere.js";
import { IMAGE, fit } from "./images.js";
import { changed, referral, referrals } from "./renvois.js";

const MOST = 30;
/* What a word processor writes fills the record instead. */
const TEXT = /\.(?:docx|odt)$/i;

export class Pieces {
  /* Those of `record`, drawn in `field`; `reserve` keeps their bytes. */
  constructor(record, field, reserve) {
    Object.assign(this, { record, field, reserve, list: [] });
    this.items = field.querySelector(".pieces-liste");
    this.note = field.querySelector(".pieces-note");
    this.most = Number(document.getElementById("Formulaire").dataset.poids);
    const area = record.textField.querySelector("textarea");
    this.area = area;
    field.querySelector("input[type=file]").addEventListener("change", ({ target }) => {
      const files = [...target.files];
      target.value = "";
      this.take(files);
    });
    for (const place of [field, area]) this.receive(place);
    area.addEventListener("paste", (event) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (!files.length || event.clipboardData.types.includes("text/plain")) return;
      event.preventDefault();
      this.take(files);
    });
    area.addEventListener("input", () => this.reread());
    this.items.addEventListener("input", ({ target }) => this.describe(target));
    this.items.addEventListener("click", ({ target }) => this.click(target));
  }

  receive(place) {
    place.addEventListener("dragover", (event) => {
      if (!event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      this.field.classList.add("pieces-visees");
    });
    for (const end of ["dragleave", "drop"]) place.addEventListener(end, () => this.field.classList.remove("pieces-visees"));
    place.addEventListener("drop", (event) => {
      const files = [...event.dataTransfer.files];
      if (!files.length) return;
      event.preventDefault();
      this.take(files);
    });
  }

  /* Takes the files that someone gives, one after the other; what is refused is said. */
  async take(files) {
    const said = [];
    const before = this.list.length;
    const texts = files.filter(({ name }) => TEXT.test(name));
    if (texts.length) {
      this.record.form.takeDocument(this.record, texts[0]);
      if (texts.length === files.length) return;
    }
    this.tell(files.length > 1 ? "Les fichiers sont préparés…" : "Le fichier est préparé…");
    for (const file of files.filter((one) => !texts.includes(one))) {
      if (this.list.length >= MOST) {
        said.push(`${MOST} fichiers au plus accompagnent une fiche : « ${file.name} » est laissé de côté.`);
        continue;
      }
      const { refusal, nom, octets } = await fit(file, this.most);
      if (refusal) said.push(refusal);
      else said.push(...(await this.add({ nom: this.free(nom), octets, alt: "", legende: "" }, { place: true })));
    }
    this.tell(said.join(" "));
    this.items.children[before]?.querySelector("input").focus();
    this.record.form.changed();
  }

  tell(words) {
    this.note.textContent = words;
    this.note.hidden = !words;
  }

  /* A name that no other piece has, nor a file that is published there. */
  free(name) {
    const cut = name.lastIndexOf(".");
    const taken = new Set([...this.list.map(({ nom }) => nom), ...this.record.beside]);
    let found = name;
    for (let rank = 2; taken.has(found); rank += 1) found = `${name.slice(0, cut)}-${rank}${name.slice(cut)}`;
    return found;
  }

  async add({ nom, octets, alt, legende, cle = token() }, { place = false, keep = place } = {}) {
    const piece = { nom, octets, alt, legende, cle, image: IMAGE.test(nom) };
    this.list.push(piece);
    piece.item = this.line(piece);
    this.items.append(piece.item);
    this.items.hidden = false;
    if (place) this.place(piece);
    this.reread();
    const kept = !keep || (await this.reserve.put(cle, octets));
    return kept ? [] : [`Ce navigateur n’a pas pu garder « ${nom} » : il partira avec l’archive, mais sera perdu si vous fermez la page.`];
  }

  line(piece) {
    const item = this.field.querySelector(".piece-modele").content.firstElementChild.cloneNode(true);
    item.dataset.piece = piece.nom;
    item.querySelector(".piece-nom").textContent = piece.nom;
    item.querySelector(".piece-poids").textContent = piece.octets ? weight(piece.octets.size) : "";
    item.querySelector(".piece-alt").value = piece.alt;
    item.querySelector(".piece-legende").value = piece.legende;
    item.querySelector(".piece-alt-titre").textContent = piece.image ? "Ce que l’on y voit, pour qui ne la voit pas" : "Ce que c’est, en quelques mots";
    item.querySelector(".piece-pour-image").hidden = !piece.image;
    for (const hidden of item.querySelectorAll(".piece-suite")) hidden.textContent = ` : ${piece.nom}`;
    if (piece.image && piece.octets) this.draw(piece, item.querySelector("canvas"));
    return item;
  }

  async draw({ octets }, canvas) {
    try {
      const bitmap = await createImageBitmap(octets, { resizeHeight: 160, resizeQuality: "medium" });
      Object.assign(canvas, { width: bitmap.width, height: bitmap.height }).getContext("2d").drawImage(bitmap, 0, 0);
      canvas.hidden = false;
    } catch (fault) {
      console.warn(fault);
    }
  }

  /* Shows a piece where the text is being written, on a paragraph of its own. */
  place(piece) {
    const { value, selectionStart } = this.area;
    const at = this.area === document.activeElement ? selectionStart : value.length;
    const before = value.slice(0, at).trimEnd();
    const after = value.slice(at).trimStart();
    const shown = referral({ image: piece.image, words: piece.alt || (piece.image ? "" : piece.nom), path: piece.nom, caption: piece.legende });
    this.area.value = [before, shown, after].filter(Boolean).join("\n\n");
    this.area.setSelectionRange(this.area.value.length - after.length, this.area.value.length - after.length);
  }

  of(element) {
    const item = element.closest("[data-piece]");
    return this.list.find((piece) => piece.item === item);
  }

  /* What is said of a piece is said in the text too. */
  describe(target) {
    const piece = this.of(target);
    piece.alt = piece.item.querySelector(".piece-alt").value;
    piece.legende = piece.item.querySelector(".piece-legende").value;
    this.area.value = changed(this.area.value, (one) =>
      one.path === piece.nom ? referral({ image: one.image, path: one.path, words: piece.alt, caption: piece.legende }) : null);
    this.record.form.changed();
  }

  /* And what the text says of it is said here. */
  reread() {
    const found = referrals(this.area.value);
    for (const piece of this.list) {
      const shown = found.find(({ path }) => path === piece.nom);
      piece.item.querySelector("[data-geste-piece=placer]").hidden = Boolean(shown);
      piece.item.querySelector(".piece-absente").hidden = Boolean(shown);
      if (!shown) continue;
      const words = !piece.image && shown.words === piece.nom ? "" : shown.words;
      for (const [part, said] of [["alt", words], ["legende", shown.caption]]) {
        const input = piece.item.querySelector(`.piece-${part}`);
        if (input === document.activeElement || input.value.trim() === said || (part === "legende" && !piece.image)) continue;
        piece[part] = said;
        input.value = said;
      }
    }
  }

  click(target) {
    const gesture = target.closest("[data-geste-piece]")?.dataset.gestePiece;
    if (!gesture) return;
    const piece = this.of(target);
    if (gesture === "placer") this.place(piece);
    else {
      this.list.splice(this.list.indexOf(piece), 1);
      this.area.value = changed(this.area.value, (one) => (one.path === piece.nom ? "" : null)).replace(/\n{3,}/g, "\n\n").trim();
      piece.item.remove();
      this.items.hidden = !this.list.length;
      this.tell(`« ${piece.nom} » est retiré.`);
      this.field.querySelector("input[type=file]").focus();
    }
    this.reread();
    this.record.form.changed();
  }

  /* As a draft keeps them, their bytes aside. */
  kept() {
    return this.list.map(({ cle, nom, alt, legende }) => ({ cle, nom, alt, legende }));
  }

  /* Takes back those of a draft; gives the words for those whose bytes are gone. */
  async restore(pieces) {
    const lost = [];
    for (const { cle, nom, alt, legende } of pieces) {
      const octets = await this.reserve.get(cle);
      if (!octets) lost.push(`Le fichier « ${nom} » n’est plus dans ce navigateur : joignez-le de nouveau.`);
      else await this.add({ nom, octets, alt, legende, cle });
    }
    return lost;
  }

  /* The name of a piece in a folder that several records share begins with that of the record. */
  published(nom) {
    const stem = this.record.file().split("/").at(-1).replace(/\.md$/, "");
    return stem === "index" ? nom : `${stem.slice(0, 40).replace(/-+$/, "")}-${nom}`;
  }

  /* The text of the file, where each piece has its published name. */
  text(text) {
    const names = new Set(this.list.map(({ nom }) => nom));
    return changed(text, (one) => (names.has(one.path) ? referral({ ...one, path: this.published(one.path) }) : null));
  }

  /* The files to send: {path, bytes}, a Blob. */
  files() {
    const folder = this.record.file().replace(/[^/]*$/, "");
    return this.list.map(({ nom, octets }) => ({ path: folder + this.published(nom), bytes: octets }));
  }
}

export const weight = (bytes) => (bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} ko` : `${(bytes / 1_000_000).toFixed(1).replace(".", ",")} Mo`);
