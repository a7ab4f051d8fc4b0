/* The hypotheses and the devices that may be ticked by their numbers: those of the protocol, or of the record itself. */
import { entriesOf, ticked } from "./champs.js";

/* Draws the boxes of a field anew where what may be ticked changed; what was ticked stays. */
export const number = (record, field) => {
  const wished = new Set([...ticked(field), ...JSON.parse(field.dataset.voulus ?? "[]")]);
  delete field.dataset.voulus;
  const offered = offer(record, field.dataset.vers);
  for (const id of wished) if (!offered.has(id)) offered.set(id, "");
  const box = field.querySelector(".choix");
  const signature = JSON.stringify([...offered]);
  if (box.dataset.offre !== signature) {
    box.dataset.offre = signature;
    box.replaceChildren(...[...offered].map(([id, words]) => option(field.id, id, words, wished.has(id))));
  } else for (const one of box.querySelectorAll("input")) one.checked = wished.has(one.value);
  field.querySelector(".saisie-vide").hidden = offered.size > 0;
};

const offer = (record, kind) => {
  const list = kind === "hypothese" ? "hypotheses" : "dispositifs";
  const [name, words] = kind === "hypothese" ? ["id", "enonce"] : ["id", "titre"];
  const here = record.kind === "protocole" ? entriesOf(record.field(list)) : [];
  const written = (entry, part) => entry.querySelector(`[data-nom="${part}"] :is(input, textarea)`).value.trim();
  const own = here.map((entry) => [written(entry, name), written(entry, words)]);
  const known = record.kind === "protocole" ? [] : (record.protocol?.champs[list] ?? []).map((part) => [part[name], part[words]]);
  return new Map([...own, ...known].filter(([id]) => id));
};

const option = (name, id, words, checked) => {
  const label = document.createElement("label");
  label.className = "option";
  const box = Object.assign(document.createElement("input"), { type: "checkbox", value: id, name, checked });
  const said = document.createElement("span");
  said.textContent = words ? `${id} : ${words}` : id;
  label.append(box, said);
  return label;
};
