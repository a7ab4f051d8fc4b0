/* The groups of choices: shows what each would give, which are chosen, and the tokens that take them back. */

export const plural = (count, one, many) => `${count.toLocaleString("fr-FR")} ${count < 2 ? one : many}`;

export const element = (name, className, text) => {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
};

export const button = (className, text, pressed) => {
  const made = element("button", className, text);
  made.type = "button";
  made.addEventListener("click", pressed);
  return made;
};

/* A box to tick, its words, and its count. */
class Choice {
  constructor(input) {
    const label = input.parentElement;
    this.input = input;
    this.item = input.closest("li");
    this.name = label.querySelector(".facette-nom").textContent;
    this.place = label.querySelector(".facette-compte");
    /* One that is disabled under the fingers would lose the keyboard: it waits until they leave. */
    input.addEventListener("blur", () => this.settle());
  }

  show(count, chosen) {
    this.count = count;
    this.input.checked = chosen;
    this.place.textContent = count.toLocaleString("fr-FR");
    this.place.append(element("span", "hors-vue", count < 2 ? " résultat" : " résultats"));
    if (this.input !== document.activeElement) this.settle();
  }

  settle() {
    this.input.disabled = !this.count && !this.input.checked;
  }
}

class Group {
  constructor(box) {
    this.box = box;
    this.title = box.querySelector(".facette-titre").textContent;
    this.told = box.querySelector(".facette-choisis");
    this.choices = [...box.querySelectorAll("input")].map((input) => new Choice(input));
  }

  show(counts, chosen) {
    for (const choice of this.choices) {
      choice.show(counts.get(choice.input.value) ?? 0, chosen.has(choice.input.value));
    }
    /* Unfolded at its first choice; a reader may fold it again. */
    if (chosen.size && this.told.hidden) this.box.open = true;
    this.told.hidden = !chosen.size;
    this.told.textContent = plural(chosen.size, "choisi", "choisis");
  }

  /* Those that belong to one of `above` come first; the others keep their order. */
  nearFirst(above) {
    if (this.box.contains(document.activeElement)) return;
    const near = this.choices.filter(({ item }) => above.has(item.dataset.dans));
    const far = this.choices.filter(({ item }) => !above.has(item.dataset.dans));
    far.forEach(({ item }, rank) => item.classList.toggle("facette-suite", !rank && near.length > 0));
    for (const { item } of near) item.classList.remove("facette-suite");
    this.choices[0].item.parentElement.append(...[...near, ...far].map(({ item }) => item));
  }

  words(code) {
    const choice = this.choices.find(({ input }) => input.value === code);
    return `${this.title}\u00a0: ${choice?.name ?? code}`;
  }
}

export class Filters {
  constructor(form) {
    const boxes = [...form.querySelectorAll("[data-groupe]")];
    this.groups = new Map(boxes.map((box) => [box.dataset.groupe, new Group(box)]));
    this.invented = new Choice(form.elements.inventes);
  }

  show(state, answer) {
    for (const [name, group] of this.groups) group.show(answer.counts.get(name), state.chosen.get(name));
    this.groups.get("departement")?.nearFirst(state.chosen.get("region"));
    this.invented.show(answer.invented, state.invented);
  }

  /* What a box that was ticked or not changes of `state`; false for a box that is none of these. */
  read({ name, value, checked }, state) {
    if (name === this.invented.input.name) state.invented = checked;
    else if (!this.groups.has(name)) return false;
    else if (checked) state.chosen.get(name).add(value);
    else state.chosen.get(name).delete(value);
    return true;
  }

  /* What is chosen, in words, each with what takes it back. */
  *chosen(state) {
    for (const [name, group] of this.groups) {
      const codes = state.chosen.get(name);
      for (const code of codes) yield [group.words(code), () => codes.delete(code)];
    }
    if (state.invented) yield ["Avec les exemples inventés", () => (state.invented = false)];
  }
}
