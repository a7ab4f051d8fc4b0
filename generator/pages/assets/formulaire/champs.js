/* Reads what is typed in the fields of a record as the data of its file, and fills the fields with such data.
   Each field is a `.saisie` whose `data-genre` names one of GENRES; `_saisie.html` draws them. */

export const key = (path) => JSON.stringify(path);

/* The fields that stand in a group, those of its own groups left out. */
export const fieldsOf = (body) => {
  const owner = body.closest(".saisie, .entree");
  return [...body.querySelectorAll(".saisie")].filter((field) => field.parentElement.closest(".saisie, .entree") === owner);
};
export const bodyOf = (element) => element.querySelector(".corps");
export const entriesOf = (field) => [...field.querySelector(".entrees").children];

/* The data of a group. `places` is told where each value stands: its path, as `key` writes it, to its element. */
export const read = (body, path, places) => {
  const data = {};
  for (const field of fieldsOf(body)) {
    const { nom, genre } = field.dataset;
    if (!nom || field.hidden) continue;
    const here = [...path, nom];
    places.set(key(here), field);
    const value = GENRES[genre].read(field, here, places);
    if (value !== undefined) data[nom] = value;
  }
  return data;
};

/* Fills a group; gives the paths of what has no place there, such as a field that is no more. */
export const fill = (body, data, tools, path = []) => {
  const lost = [];
  const fields = new Map(fieldsOf(body).map((field) => [field.dataset.nom, field]));
  for (const [name, value] of Object.entries(data)) {
    const field = fields.get(name);
    const kept = field && value !== null && GENRES[field.dataset.genre].fill(field, value, tools, [...path, name], lost);
    if (!kept && value !== null) lost.push({ chemin: [...path, name], valeur: value });
  }
  return lost;
};

/* Adds an empty entry to a list and gives it. */
export const addEntry = (field, tools) => {
  const list = field.querySelector(".entrees");
  const entry = field.querySelector(":scope > .modele").content.firstElementChild.cloneNode(true);
  list.append(entry);
  list.hidden = false;
  tools.prepare(entry, field);
  rankEntries(field);
  return entry;
};

export const rankEntries = (field) => {
  const entries = entriesOf(field);
  entries.forEach((entry, rank) => {
    const shown = entry.querySelector(".entree-rang");
    if (shown) shown.textContent = entry.dataset.intitule ?? String(rank + 1);
  });
  field.querySelector(".entrees").hidden = !entries.length;
};

const NUMBER = /^-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?$/;
const WHOLE = /^-?(?:0|[1-9][0-9]{0,14})$/;

const input = (field) => field.querySelector("input, textarea, select");
const trimmed = (control) => control.value.replace(/\r\n?/g, "\n").trim();
const text = (value) => typeof value === "string" || typeof value === "number" || typeof value === "boolean";
const list = (value) => Array.isArray(value) && value.every(text);
const isGroup = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const boxes = (field) => [...field.querySelectorAll("input")];

const line = {
  read: (field) => trimmed(input(field)) || undefined,
  fill: (field, value) => {
    if (!text(value)) return false;
    input(field).value = String(value);
    return input(field).value === String(value).replace(/[\r\n]+/g, "");
  },
};

/* Of several boxes, those ticked, in the order in which they were: the first enjeu is the main one. */
export const ticked = (field) =>
  boxes(field).filter((box) => box.checked).sort((one, other) => Number(one.dataset.tour ?? 0) - Number(other.dataset.tour ?? 0)).map((box) => box.value);

const several = {
  read: (field) => {
    const found = ticked(field);
    return found.length ? found : undefined;
  },
  fill: (field, value) => {
    if (!list(value)) return false;
    const known = new Map(boxes(field).map((box) => [box.value, box]));
    value.forEach((one, rank) => {
      const box = known.get(one);
      if (box) Object.assign(box, { checked: true }).dataset.tour = rank;
    });
    return value.every((one) => known.has(one));
  },
};

const chosen = (field) => [...field.querySelectorAll(".choisis > li")];

const GENRES = {
  ligne: line,
  /* A number, or words. What was words stays words until someone changes it. */
  mesure: {
    read: (field) => {
      const found = trimmed(input(field));
      return found !== field.dataset.ecrit && NUMBER.test(found) ? Number(found) : found || undefined;
    },
    fill: (field, value) => {
      if (typeof value === "string") field.dataset.ecrit = value;
      return line.fill(field, value);
    },
  },
  texte: {
    ...line,
    fill: (field, value) => {
      if (!text(value)) return false;
      input(field).value = String(value);
      return true;
    },
  },
  adresse: line,
  numero: line,
  date: {
    ...line,
    fill: (field, value) => {
      if (!text(value)) return false;
      const control = input(field);
      control.value = String(value);
      /* A date that is none would vanish from a calendar: it is shown as text, with its fault. */
      if (control.value !== String(value)) Object.assign(control, { type: "text", value: String(value) });
      return true;
    },
  },
  nombre: {
    ...line,
    read: (field) => {
      const found = trimmed(input(field));
      const close = found.replace(/[\s\u00a0\u202f]/g, "");
      return WHOLE.test(close) ? Number(close) : found || undefined;
    },
  },
  menu: {
    read: line.read,
    fill: (field, value) => {
      const known = [...input(field).options].some((option) => option.value === value);
      if (known) input(field).value = value;
      return known;
    },
  },
  choix: {
    read: (field) => boxes(field).find((box) => box.checked)?.value || undefined,
    fill: (field, value) => {
      const box = boxes(field).find((one) => one.value === value);
      if (box) box.checked = true;
      return Boolean(box);
    },
  },
  "oui-non": {
    read: (field) => ({ oui: true, non: false })[boxes(field).find((box) => box.checked)?.value],
    fill: (field, value) => {
      if (typeof value !== "boolean") return false;
      boxes(field).find((box) => box.value === (value ? "oui" : "non")).checked = true;
      return true;
    },
  },
  cases: several,
  enjeux: several,
  numeros: {
    read: several.read,
    fill: (field, value, tools) => {
      if (!list(value)) return false;
      field.dataset.voulus = JSON.stringify(value.map(String));
      tools.number(field);
      return true;
    },
  },
  reference: {
    read: (field, path, places) => references(field, path, places)[0],
    fill: (field, value, tools) => text(value) && (tools.choose(field, String(value)), true),
  },
  references: {
    read: (field, path, places) => {
      const found = references(field, path, places);
      return found.length ? found : undefined;
    },
    fill: (field, value, tools) => {
      if (!list(value)) return false;
      for (const one of value) tools.choose(field, String(one));
      return true;
    },
  },
  lignes: {
    read: (field, path, places) => {
      const found = [];
      for (const entry of entriesOf(field)) {
        const value = trimmed(input(entry));
        if (!value) continue;
        places.set(key([...path, found.length]), entry);
        found.push(value);
      }
      return found.length ? found : undefined;
    },
    fill: (field, value, tools) => {
      if (!list(value)) return false;
      for (const one of value) input(addEntry(field, tools)).value = String(one);
      return true;
    },
  },
  groupe: {
    read: (field, path, places) => {
      const found = read(bodyOf(field), path, places);
      return Object.keys(found).length ? found : undefined;
    },
    fill: (field, value, tools, path, lost) => {
      if (!isGroup(value)) return false;
      lost.push(...fill(bodyOf(field), value, tools, path));
      return true;
    },
  },
  groupes: {
    read: (field, path, places) => {
      const found = [];
      for (const entry of entriesOf(field)) {
        const inside = new Map();
        const here = [...path, found.length];
        const value = read(bodyOf(entry), here, inside);
        /* An entry where only its own number stands says nothing yet. */
        if (!Object.keys(value).some((name) => name !== "id" || entry.dataset.pleine !== undefined)) continue;
        for (const [place, element] of inside) places.set(place, element);
        places.set(key(here), entry);
        found.push(value);
      }
      return found.length ? found : undefined;
    },
    fill: (field, value, tools, path, lost) => {
      if (!Array.isArray(value) || !value.every(isGroup)) return false;
      value.forEach((one, rank) => {
        const entry = addEntry(field, tools);
        lost.push(...fill(bodyOf(entry), one, tools, [...path, rank]));
      });
      return true;
    },
  },
};

const references = (field, path, places) =>
  chosen(field).map((item, rank) => {
    places.set(key([...path, rank]), field);
    return item.valeur();
  });
