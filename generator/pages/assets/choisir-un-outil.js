/* Counts the tools that each answer would leave, says which may suit though nobody wrote it, and keeps the
   answers in the address of the page. choisir.css alone hides the tools that do not fit and puts last those of
   which nobody knows: without this script, the choice still works. */
const form = document.querySelector("[data-choisir]");
const questions = [...form.querySelectorAll("select")];
const groups = [...document.querySelectorAll("[data-choisir-groupe]")];
const tools = groups.flatMap((group) => [...group.querySelectorAll(".cartes > li")]);
const status = form.querySelector("[data-choisir-compte]");

const answers = new Map(
  tools.map((tool) => [
    tool,
    Object.fromEntries(questions.map(({ name }) => [name, new Set(tool.dataset[name].split(" "))])),
  ]),
);
const options = questions.flatMap((question) =>
  [...question.options].map((option) => ({
    option,
    question,
    words: option.text.replace(/\s*\(\d+\)$/, ""),
  })),
);

const UNKNOWN = "inconnu";
// What was asked and nobody wrote of a tool; null where what is written is another answer.
const doubts = (tool, asked) => {
  const unsaid = [];
  for (const question of questions) {
    const code = asked[question.name];
    const told = answers.get(tool)[question.name];
    if (!code || told.has(code)) continue;
    if (!told.has(UNKNOWN)) return null;
    unsaid.push(question.dataset.inconnu);
  }
  return unsaid;
};
const sorted = (asked) => {
  const found = { sure: [], maybe: new Map() };
  for (const tool of tools) {
    const unsaid = doubts(tool, asked);
    if (unsaid?.length === 0) found.sure.push(tool);
    else if (unsaid) found.maybe.set(tool, unsaid);
  }
  return found;
};
const chosen = () => Object.fromEntries(questions.map(({ name, value }) => [name, value]));

const show = () => {
  const asked = chosen();
  const { sure, maybe } = sorted(asked);
  for (const { option, question, words } of options) {
    if (!option.value) continue;
    const left = sorted({ ...asked, [question.name]: option.value });
    option.text = `${words} (${left.sure.length}${left.maybe.size ? `, peut-être ${left.maybe.size}` : ""})`;
    option.disabled = left.sure.length + left.maybe.size === 0 && !option.selected;
  }
  for (const tool of tools) tool.dataset.peutEtre = (maybe.get(tool) ?? []).join(", ");
  const kept = new Set([...sure, ...maybe.keys()]);
  for (const group of groups) {
    const count = [...group.querySelectorAll(".cartes > li")].filter((tool) => kept.has(tool)).length;
    group.hidden = count === 0;
    group.querySelector("[data-nombre]").dataset.nombre = count;
  }
  status.textContent = sentence(sure.length, [...maybe.values()], asked);
};

const suits = (count, more = "") => `${count} ${count === 1 ? "convient" : "conviennent"}${more}`;
const sentence = (sure, unsaid, asked) => {
  if (!Object.values(asked).some(Boolean)) return "";
  if (!sure && !unsaid.length) return "Aucun outil ne répond à tout. Retirez une réponse.";
  if (!unsaid.length) return `${suits(sure)}.`;
  const reasons = [...new Set(unsaid.flat())].join(", ");
  return `${sure ? suits(sure) : "Aucun ne convient à coup sûr"}, ${suits(unsaid.length, " peut-être")} (${reasons}).`;
};

// The address says what is asked: it can be shared, and « back » leads to the answers before.
const read = () => {
  const asked = new URLSearchParams(location.search);
  for (const question of questions) {
    const code = asked.get(question.name) ?? "";
    question.value = [...question.options].some((option) => option.value === code) ? code : "";
  }
  show();
};
const write = () => {
  const asked = new URLSearchParams(Object.entries(chosen()).filter(([, code]) => code));
  const query = asked.size ? `?${asked}` : "";
  if (query !== location.search) history.pushState(null, "", `${location.pathname}${query}${location.hash}`);
  show();
};

form.classList.add("choisir-compte");
form.addEventListener("change", write);
form.addEventListener("submit", (event) => event.preventDefault());
// The fields are emptied after the event, not before.
form.addEventListener("reset", () => setTimeout(write));
addEventListener("popstate", read);
read();
