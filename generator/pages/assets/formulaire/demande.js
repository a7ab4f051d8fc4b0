/* What an address asks the form for: `?sorte=proposition&enjeu=aller-vers&territoire=region-53`. */

/* {sort, known, experiment}, null where it asks for nothing. `templates` are those of the records, by their code. */
export const asked = (search, templates) => {
  const said = new URLSearchParams(search);
  const sort = said.get("sorte") ?? said.get("genre") ?? (said.size ? "proposition" : "");
  if (!templates.has(sort)) return null;
  const one = (name) => said.getAll(name).filter((value) => /^[a-z0-9-]{1,80}$/.test(value));
  const template = templates.get(sort).content;
  const has = (name) => template.querySelector(`.saisie[data-nom="${name}"]`) !== null;
  const known = {};
  for (const [name, field] of [["enjeu", "enjeux"], ["territoire", "territoires"], ["outil", "outils"]]) {
    if (one(name).length && has(field)) known[field] = one(name);
  }
  for (const [name, field] of [["territoire", "territoire"], ["type", "type"]]) {
    if (one(name).length && has(field) && !(field in known)) [known[field]] = one(name);
  }
  return { sort, known, experiment: one("experimentation")[0] };
};

const RECORD = /^([a-z0-9_-]{1,60})\/([a-z0-9][a-z0-9/_-]{0,300})$/;

/* The record that an address asks to correct, `?corriger=outil/chaise`; null where it asks for none. */
export const corrected = (search) => {
  const found = RECORD.exec(new URLSearchParams(search).get("corriger") ?? "");
  return found ? { sorte: found[1], id: found[2] } : null;
};
