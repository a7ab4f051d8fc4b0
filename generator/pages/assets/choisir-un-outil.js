/* Counts the tools that each answer would leave, and keeps the answers in the address of the page.
   choisir.css alone hides the tools that do not fit: without this script, the choice still works. */
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

const fits = (tool, asked) =>
  Object.entries(asked).every(([name, code]) => !code || answers.get(tool)[name].has(code));
const chosen = () => Object.fromEntries(questions.map(({ name, value }) => [name, value]));

const show = () => {
  const asked = chosen();
  const kept = new Set(tools.filter((tool) => fits(tool, asked)));
  for (const { option, question, words } of options) {
    if (!option.value) continue;
    const left = tools.filter((tool) => fits(tool, { ...asked, [question.name]: option.value })).length;
    option.text = `${words} (${left})`;
    option.disabled = left === 0 && !option.selected;
  }
  for (const group of groups) {
    const count = [...group.querySelectorAll(".cartes > li")].filter((tool) => kept.has(tool)).length;
    group.hidden = count === 0;
    group.querySelector("[data-nombre]").dataset.nombre = count;
  }
  status.textContent = sentence(kept.size, asked);
};

const sentence = (count, asked) => {
  if (!Object.values(asked).some(Boolean)) return "";
  if (!count) return "Aucun outil ne répond à tout. Retirez une réponse.";
  return count === 1 ? "1 outil répond à tout." : `${count} outils répondent à tout.`;
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
