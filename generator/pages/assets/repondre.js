/* Writes the answer to a call as a message, from a few questions. It is sent by its author's own mail program: nothing is
   kept here. Without this script the page leads to an empty message with the same questions. */
import { download, outside } from "./vers.js";

/* Mail programs cut longer addresses: past it, the message opens with its start alone. */
const LONGEST = 1800;
const form = document.querySelector(".repondre");
const said = form.querySelector("[data-dit]");
const { courriel, sujet, debut } = form.dataset;
const questions = [...form.querySelectorAll("[data-question]")];
const way = (name) => form.querySelector(`[data-sortie="${name}"]`);

const text = () =>
  [debut, ...questions.map((one) => `${one.dataset.question} :\n${one.value.trim()}\n`)].join("\n");

const address = (body) =>
  `mailto:${encodeURIComponent(courriel).replaceAll("%40", "@")}?subject=${encodeURIComponent(sujet)}&body=${encodeURIComponent(body.replaceAll("\n", "\r\n"))}`;

const refresh = () => {
  const whole = address(text());
  const short = whole.length <= LONGEST;
  way("courriel").href = outside(short ? whole : address(`${debut}\nMa réponse est dans le fichier joint.\n`));
  way("courriel").dataset.long = short ? "" : "oui";
};

const tell = (words) => {
  said.textContent = words;
};

way("courriel").addEventListener("click", () => {
  tell(way("courriel").dataset.long ? "Votre réponse est trop longue pour s’ouvrir d’avance : téléchargez-la, puis joignez-la au message." : "Le message s’ouvre dans votre messagerie : relisez-le, puis envoyez-le.");
});
way("copier").addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(`À : ${courriel}\nObjet : ${sujet}\n\n${text()}`);
    tell("Le message est copié, avec l’adresse et l’objet : collez-le où vous voulez.");
  } catch {
    tell("Ce navigateur refuse de copier : téléchargez plutôt le message.");
  }
});
way("telecharger").addEventListener("click", () => {
  download("reponse-a-l-appel.txt", `À : ${courriel}\nObjet : ${sujet}\n\n${text()}`, "text/plain");
  tell("Le message est téléchargé dans un fichier texte.");
});
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", refresh);
form.hidden = false;
document.querySelector(".repondre-seul").hidden = true;
refresh();
