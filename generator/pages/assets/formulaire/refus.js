/* What a forge's refusal means to whoever sends: what happened, and what to do. */

const DOING = {
  compte: "reconnaître votre compte",
  equipe: "lire les fichiers de l’équipe",
  copie: "faire votre copie",
  fichiers: "y déposer vos fichiers",
  demande: "ouvrir la demande",
};
const ELSE = "passez par les liens ci-dessus, ou envoyez l’archive par courriel";

/* {what, remedy} of a Refusal met at a step; `forge` is its name, `rights` those of a token, in words. */
export const told = (refusal, step, { forge, project, rights }) => {
  const found = KINDS[refusal.kind] ?? STATUSES[refusal.status] ?? (refusal.status >= 500 ? STATUSES[500] : null);
  const facts = { forge, project, rights, step, doing: DOING[step], ...refusal, kind: refusal.kind };
  const [what, remedy] = (found ?? unknown)(facts);
  return { what: refusal.words && refusal.kind === "refus" ? `${what} Sa réponse : « ${refusal.words} ».` : what, remedy };
};

/* Whether another token is what it takes. */
export const wantsToken = ({ kind, status }) => kind === "refus" && status === 401;

const unknown = ({ forge, status, doing }) => [
  `${forge} n’a pas pu ${doing}${status ? ` (réponse ${status})` : ""}.`,
  `Réessayez dans quelques minutes. Si cela recommence, ${ELSE}.`,
];

const STATUSES = {
  401: ({ forge }) => [
    `${forge} ne reconnaît pas ce jeton.`,
    "Il est mal recopié, périmé ou supprimé. Faites-en un autre, puis collez-le en entier.",
  ],
  403: ({ forge, doing, rights }) => [
    `${forge} ne permet pas à ce jeton de ${doing}.`,
    `Faites-en un autre, avec ${rights}. Si votre compte est tout neuf, confirmez d’abord votre adresse électronique auprès de ${forge}.`,
  ],
  404: ({ forge, project, step, doing, rights }) => (step === "equipe"
    ? [`${forge} ne montre pas « ${project} » à ce jeton.`, `Vérifiez qu’il a ${rights}. Si ces fichiers ne sont pas publics, demandez un accès à l’équipe.`]
    : [`${forge} ne trouve pas de quoi ${doing}.`, `Vérifiez que le jeton a ${rights} : sans eux, ${forge} fait comme si rien n’existait. Puis réessayez.`]),
  409: ({ forge, step, project }) => (step === "copie"
    ? [`Vous avez déjà sur ${forge} un autre projet du nom de « ${project.split("/").at(-1)} ».`, `Renommez-le dans ses réglages, puis réessayez. Sinon, ${ELSE}.`]
    : [`Quelque chose a changé sur ${forge} pendant l’envoi.`, "Réessayez : ce qui est fait sera retrouvé."]),
  413: ({ forge }) => [`${forge} trouve ces fichiers trop lourds.`, "Retirez une image ou un document, puis réessayez."],
  422: ({ forge, doing }) => [`${forge} refuse de ${doing}.`, `Réessayez une fois : un fichier a pu changer entre-temps. Si cela recommence, ${ELSE}.`],
  500: ({ forge, status }) => [`${forge} est en panne (réponse ${status}).`, `Réessayez plus tard. Si cela presse, ${ELSE}.`],
};

const KINDS = {
  limite: ({ forge, wait }) => [
    `${forge} a reçu trop d’appels de votre compte ou de votre réseau.`,
    `Réessayez ${wait ? `dans ${minutes(wait)}` : "dans une heure"} : ce qui est fait est gardé.`,
  ],
  injoignable: ({ forge }) => [
    `${forge} ne répond pas.`,
    `Vérifiez votre connexion, puis réessayez. Si le reste du web marche, cette forge n’accepte peut-être pas ce qui vient d’un autre site : ${ELSE}.`,
  ],
  lente: ({ forge }) => [`${forge} n’a pas répondu en une minute.`, "Réessayez : ce qui est fait sera retrouvé."],
  ailleurs: ({ forge }) => [
    `${forge} renvoie vers une autre adresse, que ce site ne connaît pas : votre jeton n’y est pas allé.`,
    `Les fichiers de l’équipe ont sans doute déménagé : prévenez-la. En attendant, ${ELSE}.`,
  ],
  illisible: ({ forge }) => [
    `${forge} a répondu quelque chose que ce site ne comprend pas.`,
    `Vérifiez que vous n’avez pas à vous connecter d’abord à votre réseau, puis réessayez. Si cela recommence, ${ELSE}.`,
  ],
  archive: ({ project }) => [`« ${project} » est archivé : rien ne peut plus y être proposé.`, "Prévenez l’équipe, par courriel si le site donne une adresse."],
  rien: () => ["Ces fichiers sont déjà publiés, mot pour mot.", "Il n’y a rien à envoyer. Changez quelque chose, puis réessayez."],
  copie: ({ forge }) => [`${forge} n’a pas réussi à faire votre copie.`, "Supprimez cette copie sur votre compte, puis réessayez."],
  "copie-lente": ({ forge }) => [`${forge} n’a pas fini de faire votre copie.`, "Réessayez dans quelques minutes : elle sera retrouvée."],
};

const minutes = (seconds) => {
  const some = Math.max(1, Math.ceil(seconds / 60));
  return some === 1 ? "une minute" : `${some} minutes`;
};
