/* The copy in which someone without rights writes, where the forge does not make it by itself: where it is, and how it
   is proposed. Nothing is asked of the forge: only links are made. */
import { outside } from "../vers.js";

const ACCOUNT = /^@?([A-Za-z0-9_][A-Za-z0-9_.-]{0,99})$/;
const id = (name) => document.getElementById(name);

/* What was typed as {address, account}; {refusal} where it is no copy of `depot`. `deep`: projects stand in groups. */
export const copyOf = (typed, depot, deep) => {
  const said = typed.trim();
  const home = new URL(depot);
  const own = home.pathname.split("/").filter(Boolean);
  const base = deep ? [] : own.slice(0, -2);
  const account = ACCOUNT.exec(said)?.[1];
  const steps = account && !said.includes(home.host) ? [...base, account, own.at(-1)] : stepsOf(said, home, { base, deep });
  if (!steps || steps.length < base.length + 2) {
    return { refusal: `Ce n’est pas une copie sur ${home.host}. Écrivez votre nom de compte seul, ou collez l’adresse de la page de votre copie.` };
  }
  if (steps.join("/").toLowerCase() === own.join("/").toLowerCase()) {
    return { refusal: "C’est l’adresse des fichiers de l’équipe. Collez celle de votre copie : elle contient votre nom." };
  }
  return { address: `${home.origin}/${steps.join("/")}`, account: steps.at(-2) };
};

/* The steps of the path to a project, whichever of its pages was copied; null elsewhere than on the forge. */
const stepsOf = (said, home, { base, deep }) => {
  const whole = /^[a-z]+:/i.test(said) ? said : `${home.protocol}//${said}`;
  if (!URL.canParse(whole)) return null;
  const { origin, pathname } = new URL(whole);
  if (origin !== home.origin) return null;
  const found = pathname.split("/-/")[0].split("/").filter(Boolean);
  if (base.some((step, rank) => found[rank] !== step)) return null;
  const steps = deep ? found : found.slice(0, base.length + 2);
  return steps.map((step, rank) => (rank === steps.length - 1 ? step.replace(/\.git$/, "") : step));
};

export class ForgeCopy {
  /* `changed` is called when the copy is another one. */
  constructor(changed) {
    this.box = id("Copie");
    this.found = {};
    this.hint = id("Copie-dit")?.textContent;
    id("Copie-ou")?.addEventListener("input", ({ target }) => {
      this.look(target);
      changed();
    });
  }

  look(field) {
    const { depot, demande } = this.box.dataset;
    this.found = field.value.trim() ? copyOf(field.value, depot, demande.includes("{copie}")) : {};
    const { address, refusal } = this.found;
    if (refusal) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
    id("Copie-dit").textContent = refusal ?? (address ? `Les liens mènent à votre copie : ${address}` : this.hint);
  }

  /* An address of the forge, in the copy where there is one. */
  within(address) {
    return this.found.address ? this.found.address + address.slice(this.box.dataset.depot.length) : address;
  }

  /* The last step: the copy is proposed. Null without a copy. */
  proposal(forge) {
    const { address, account } = this.found;
    if (!address) return null;
    const where = this.box.dataset.demande.replace(/\{(copie|compte)\}/, (_, blank) => (blank === "copie" ? address : account));
    const item = made("li", { textContent: "Gardez chaque fichier dans votre copie (« Commit changes »), sans changer de branche. Puis proposez-la : dites en une phrase ce que vous ajoutez ou corrigez." });
    const link = made("a", { className: "bouton", href: outside(where), target: "_blank", rel: "noopener", textContent: "Proposer ma copie" });
    link.append(made("span", { className: "hors-vue", textContent: ` sur ${forge} (nouvel onglet)` }));
    const line = made("p", {});
    line.append(link);
    item.append(line);
    return item;
  }
}

const made = (name, facts) => Object.assign(document.createElement(name), facts);
