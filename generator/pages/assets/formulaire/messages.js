/* What the form says above what is written: words, and buttons that answer them. */
const id = (name) => document.getElementById(name);

/* `buttons` are pairs: what is written on it, what it does. With `alarm` the words stay in sight as one goes on. */
export const tell = (words, buttons = [], { alarm = false } = {}) => {
  const note = id("Reprise");
  note.replaceChildren();
  for (const one of words) note.append(made("p", { textContent: printed(one) }));
  if (buttons.length) {
    const line = made("p", { className: "reprise-gestes" });
    for (const [label, gesture] of buttons) {
      const button = made("button", { type: "button", className: "bouton-doux", textContent: label });
      button.addEventListener("click", gesture);
      line.append(button);
    }
    note.append(line);
  }
  note.classList.toggle("reprise-alarme", alarm);
  note.hidden = !words.length;
};

/* As a printer sets it: no line begins with a sign, nor ends with «. */
export const printed = (text) => text.replace(/« /g, "«\u00a0").replace(/ (?=[»:;!?])/g, "\u00a0");

export const made = (name, facts) => Object.assign(document.createElement(name), facts);
