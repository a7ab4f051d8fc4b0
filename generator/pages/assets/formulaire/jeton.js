/* Sending by a token that someone pastes. It is kept in its field while this page is open, and emptied once all is sent:
   nothing else keeps it, a draft least of all. What sends is read only when someone asks for it. */
import { outside } from "../vers.js";
import { made, printed } from "./messages.js";

const TOKEN = /^[\x21-\x7e]{8,500}$/;
const STEPS = {
  compte: "Reconnaître votre compte",
  equipe: "Trouver les fichiers de l’équipe",
  copie: "Préparer votre copie",
  fichiers: "Y déposer vos fichiers, sur une branche à part",
  demande: "Ouvrir la demande",
};
const id = (name) => document.getElementById(name);

export class TokenSending {
  /* `sending` gives what is sent; `form` says things aloud. */
  constructor(sending, form) {
    Object.assign(this, { sending, form });
    this.box = id("Direct");
    this.field = id("Direct-jeton");
    this.field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.send();
    });
    id("Direct-envoyer").addEventListener("click", () => this.send());
    addEventListener("pagehide", () => this.forget());
    id("Direct-envoyer").setAttribute("aria-disabled", String(!isSecureContext));
    if (!isSecureContext) this.refuse("Ce site n’est pas protégé (https) : n’y collez pas de jeton.", "Passez par une autre voie.");
  }

  forget() {
    this.field.value = "";
  }

  async send() {
    if (this.busy || !isSecureContext) return;
    const token = this.field.value.trim();
    if (!TOKEN.test(token)) {
      this.field.setAttribute("aria-invalid", "true");
      this.refuse(token ? "Ce n’est pas un jeton : il tient en un mot, sans espace ni accent." : "Collez d’abord votre jeton.", "", this.field);
      return;
    }
    this.field.removeAttribute("aria-invalid");
    this.wait(true);
    try {
      await this.form.refresh();
      if (!id("Bilan").classList.contains("bilan-pret")) {
        this.refuse("Rien n’est parti : il reste quelque chose à compléter ou à corriger.", "La liste est plus haut. Si vous n’y arrivez pas, envoyez l’archive par courriel : l’équipe vous aidera.");
        return;
      }
      await this.run(token);
    } finally {
      this.wait(false);
    }
  }

  async run(token) {
    const { sorte, adresse, projet, branche, depot, droits } = this.box.dataset;
    const { forge } = this.sending.page.dataset;
    const [{ forgeOf, propose }, { told, wantsToken }] = await Promise.all([import("./proposer.js"), import("./refus.js")]);
    const there = forgeOf({ sorte, adresse, projet, branche, depot }, token);
    const title = `Contribution : ${this.sending.title}`.replace(/\s+/g, " ").slice(0, 200);
    const sent = { stem: this.sending.stem, files: [...this.sending.files], title, body: id("Direct-mot").value.trim() };
    let step = "compte";
    let done = {};
    const follow = (name, facts) => {
      step = name;
      done = facts;
      this.draw(there, step, done);
    };
    try {
      const end = await propose(there, sent, follow);
      this.failed = false;
      this.forget();
      this.draw(there, "", end);
      this.finish(there, end, forge);
    } catch (fault) {
      this.failed = true;
      if (!fault.kind) console.warn(fault);
      if (wantsToken(fault)) this.forget();
      const { what, remedy } = told(fault, step, { forge, project: projet, rights: droits });
      this.draw(there, step, done, { failed: true });
      const kept = done.branch || done.own ? " Ce qui est fait est ci-dessus : réessayer ne fera rien deux fois." : "";
      this.refuse(what, remedy + kept, wantsToken(fault) ? this.field : null);
    }
  }

  wait(busy) {
    this.busy = busy;
    this.field.readOnly = busy;
    const button = id("Direct-envoyer");
    button.setAttribute("aria-disabled", String(busy));
    button.textContent = busy ? "Envoi en cours…" : this.failed ? "Réessayer" : "Envoyer avec ce jeton";
  }

  /* The steps: those that are done, with where they led; the one under way. */
  draw(there, step, done, { failed = false } = {}) {
    const list = id("Direct-etapes");
    const names = Object.keys(STEPS);
    const now = step ? names.indexOf(step) : names.length;
    list.hidden = false;
    list.replaceChildren(...names.map((name, rank) => {
      const state = rank < now ? "fait" : rank > now ? "attend" : failed ? "echec" : "cours";
      const item = made("li", { className: `etape-${state}`, textContent: STEPS[name] });
      item.append(made("span", { className: "etape-etat", textContent: ` ${STATES[state]}` }), ...(state === "fait" ? found(there, name, done) : []));
      return item;
    }));
    if (step && !failed) this.form.announce(STEPS[step]);
  }

  finish(there, { request, again }, forge) {
    const words = again
      ? request.open ? "Cette contribution était déjà envoyée : rien n’a été fait deux fois." : "Cette contribution a déjà été envoyée, et sa demande est close. Lisez-y la réponse de l’équipe."
      : "C’est envoyé. L’équipe a votre demande, avec tous vos fichiers.";
    this.say([words], false);
    const line = made("p", {});
    line.append(leading(there.requestAt(request.number), `Voir la demande n° ${request.number}`, "bouton"));
    id("Direct-dit").append(line, made("p", { className: "note", textContent: printed(`Le jeton n’est plus dans cette page. Supprimez-le aussi sur ${forge}, là où vous l’avez fait. Pour compléter votre demande, écrivez sur sa page : un nouvel envoi en ferait une autre.`) }));
    this.form.announce(words);
    if (id("Ensuite")) id("Ensuite").open = true;
  }

  refuse(what, remedy, field = null) {
    this.say([what, remedy].filter(Boolean), true);
    this.form.announce(`${what} ${remedy}`);
    field?.focus();
  }

  say(words, alarm) {
    const box = id("Direct-dit");
    box.hidden = false;
    box.classList.toggle("direct-refus", alarm);
    box.replaceChildren(...words.map((one) => made("p", { textContent: printed(one) })));
  }
}

const STATES = { fait: "(fait)", cours: "(en cours)", attend: "(à faire)", echec: "(n’a pas marché)" };

/* Where a step that is done led. */
const found = (there, name, { account, place, own, branch }) => {
  if (name === "compte") return [made("span", { textContent: printed(` : ${account}`) })];
  if (name === "copie") return own ? [" : ", leading(there.at(place), place.name)] : [made("span", { textContent: printed(" : inutile, vous pouvez écrire chez l’équipe") })];
  if (name === "fichiers") return [" : ", leading(there.branchAt(place, branch), branch)];
  return [];
};

const leading = (address, words, className = "") => {
  const link = made("a", { className, href: outside(address), target: "_blank", rel: "noopener", textContent: printed(words) });
  link.append(made("span", { className: "hors-vue", textContent: " (nouvel onglet)" }));
  return link;
};
