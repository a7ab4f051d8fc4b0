/* Sends a contribution whole: one branch, one commit, one request. Each step is looked for before it is made, and the
   name of the branch follows from the files: whoever tries again, even on another day, finds what is done already. */
import { DIALECT as FORGEJO, Forgejo } from "./forgejo.js";
import { DIALECT as GITHUB, GitHub } from "./github.js";
import { DIALECT as GITLAB, GitLab } from "./gitlab.js";
import { Api, Refusal } from "./requetes.js";

const FORGES = { github: [GitHub, GITHUB], gitlab: [GitLab, GITLAB], forgejo: [Forgejo, FORGEJO] };
/* Between two looks at a copy that is being made, in thousandths of a second. */
const FIRST_PAUSE = 400;
const LONGEST_PAUSE = 5000;
const MOST_LOOKS = 20;

/* The forge of `facts` ({sorte, adresse, projet, branche, depot}), as whoever has this token sees it. */
export const forgeOf = (facts, token) => {
  const [Sort, dialect] = FORGES[facts.sorte];
  return new Sort(new Api(facts.adresse, token, dialect), facts, ready);
};

/* Sends {stem, files, title, body}. `tell` is given each step as it begins: its name, and all that stands on the forge
   by then ({account, place, branch, request}), which it keeps where a Refusal stops the rest. */
export const propose = async (forge, { stem, files, title, body }, tell) => {
  const made = {};
  tell("compte", made);
  made.account = await forge.account();
  tell("equipe", made);
  const home = await forge.home();
  tell("copie", made);
  const place = home.mine ? home : await forge.copy();
  made.place = place;
  made.own = !home.mine;
  tell("fichiers", made);
  const branch = await branchOf(stem, files);
  if (!(await forge.has(place, branch))) await forge.write(place, { branch, files, message: body ? `${title}\n\n${body}` : title });
  made.branch = branch;
  tell("demande", made);
  const before = await forge.request(place, branch);
  made.request = before ?? (await forge.submit(place, { branch, title, body }));
  made.again = before !== null;
  return made;
};

/* The same files give the same branch; others another one. */
const branchOf = async (stem, files) => {
  const parts = files.flatMap(({ path, text, bytes }) => [path, "\0", bytes ?? text, "\0"]);
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", await new Blob(parts).arrayBuffer()));
  const short = [...sum.slice(0, 6)].map((one) => one.toString(16).padStart(2, "0")).join("");
  return `contribution-${stem.slice(0, 60).replace(/^-+|-+$/g, "") || "fiche"}-${short}`;
};

const ready = async (look) => {
  let pause = FIRST_PAUSE;
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    if (await look()) return;
    await new Promise((done) => setTimeout(done, pause));
    pause = Math.min(pause * 1.5, LONGEST_PAUSE);
  }
  throw new Refusal("copie-lente");
};
