/* Holds a record's data against its schema: the faults of generator/schema/faults.py, rule by rule and word for word. */
import { Validator, format } from "./bibliotheques/json-schema.js";
import { isAddress } from "./adresses.js";
import { Telling, isPartialDate, isToWrite, repeated, withoutQuotes } from "./dire.js";
import { asYaml, quoted, someOf } from "./mots.js";
import { closest } from "./proches.js";

format.uri = isAddress;
format["date-partielle"] = isPartialDate;
format.date = (text) => text.length === "AAAA-MM-JJ".length && isPartialDate(text);

/* What a `$ref` names put in its place; the words beside the `$ref` win. `files` maps names to schemas. */
export const inlined = (node, files) => {
  if (Array.isArray(node)) return node.map((item) => inlined(item, files));
  if (node === null || typeof node !== "object") return node;
  const { $ref, ...beside } = node;
  const own = Object.fromEntries(Object.entries(beside).map(([key, value]) => [key, inlined(value, files)]));
  if ($ref === undefined) return own;
  const [name, pointer] = $ref.split("#");
  const target = pointer.split("/").filter(Boolean).reduce((part, step) => part[step], files[name]);
  return { ...inlined(target, files), ...own };
};

/* A schema without `$ref`, ready to judge: `new Schema(tree, words).faults(data)`. */
export class Schema {
  constructor(tree, words) {
    const { $id, ...rest } = tree;
    this.tree = rest;
    this.words = words;
    this.validator = new Validator(rest, "2020-12", false);
  }

  /* The part that speaks of the value at `path`. */
  node(path) {
    const inside = (node, step) => (typeof step === "number" ? node.items : node.properties?.[step]) ?? {};
    return path.reduce(inside, this.tree);
  }

  /* {regle, message, aide, chemin}: `chemin` is where the value is, or should be. */
  faults(fields) {
    const data = withoutBlanks(fields);
    const errors = this.errors(data);
    const meant = new Set();
    const found = [];
    for (const { keyword, path, value } of errors) {
      if (keyword !== "additionalProperties") continue;
      const known = Object.keys(this.node(path).properties ?? {});
      for (const name of Object.keys(value).filter((one) => !known.includes(one))) {
        const near = closest(name, known.filter((one) => !(one in value)));
        meant.add(key([...path, near ?? name]));
        found.push(this.unknown([...path, name], near, known));
      }
    }
    const spoken = [];
    const ordered = [...errors].sort((one, other) => (other.keyword === "type") - (one.keyword === "type"));
    for (const error of ordered) {
      const { keyword, path } = error;
      if (error.lacking) {
        if (!error.lacking.some((name) => meant.has(key([...path, name])))) found.push(this.missing(path, error.lacking));
      } else if (keyword !== "additionalProperties" && !told(keyword, path, spoken)) {
        if (keyword === "uniqueItems") found.push(...repeated(error.value).map((rank) => this.wrong({ ...error, rank })));
        else {
          spoken.push(path);
          found.push(this.wrong(error));
        }
      }
    }
    const blanks = this.unfinished(data, []);
    const blank = blanks.map(({ chemin }) => key(chemin));
    return [...found.filter(({ chemin }) => !blank.includes(key(chemin))), ...blanks];
  }

  /* The texts of `part` that are still to be written, and a title between quotes. */
  unfinished(part, path) {
    if (typeof part === "string") {
      const { type, pattern, format, enum: options, "x-ref": named } = this.node(path);
      const free = type === "string" && !pattern && !format && !options && !named;
      const faults = free && isToWrite(part) ? [["texte-a-remplir", {}]] : [];
      const inside = path.join() === "titre" ? withoutQuotes(part) : "";
      if (inside) faults.push(["titre-entre-guillemets", { propose: quoted(inside) }]);
      return faults.map(([regle, parts]) => ({
        regle,
        message: this.words.say(regle, { valeur: quoted(part) }),
        aide: this.words.say(`${regle}-aide`, parts),
        chemin: path,
      }));
    }
    if (part === null || typeof part !== "object") return [];
    const steps = Array.isArray(part) ? [...part.keys()] : Object.keys(part);
    return steps.flatMap((step) => this.unfinished(part[step], [...path, step]));
  }

  /* What the validator holds against the data, its wrappers left out and each missing field apart. */
  errors(data) {
    const seen = new Set();
    const found = [];
    for (const { keyword, instanceLocation, keywordLocation } of this.validator.validate(data).errors) {
      const path = steps(instanceLocation, data);
      const value = path.reduce((part, step) => part[step], data);
      const node = this.node(path);
      const name = `${keyword} ${instanceLocation}`;
      if (!JUDGED.has(keyword) || keywordLocation.includes("/anyOf/") || seen.has(name)) continue;
      seen.add(name);
      if (keyword === "required") {
        for (const field of node.required.filter((one) => !(one in value))) found.push({ keyword, path, value, lacking: [field] });
      } else if (keyword === "anyOf") {
        found.push({ keyword, path, value, lacking: node.anyOf.flatMap((branch) => branch.required ?? []) });
      } else found.push({ keyword, path, value, limit: node[keyword] });
    }
    return found;
  }

  unknown(path, near, known) {
    const ou = path.length > 1 ? this.words.say("dans", { champ: named(path.slice(0, -1)) }) : "";
    const aide = near
      ? this.words.meant(quoted(near))
      : this.words.say("champ-inconnu-aide", { champs: someOf(known, 40, "et") });
    return { regle: "champ-inconnu", message: this.words.say("champ-inconnu", { champ: quoted(path.at(-1)), ou }), aide, chemin: path };
  }

  missing(path, names) {
    const ou = path.length ? this.words.say("dans", { champ: named(path) }) : "";
    const examples = names.flatMap((name) => (this.node([...path, name]).examples ?? []).slice(0, 1).map((one) => `${name}: ${asYaml(one)}`));
    const exemple = examples.length ? this.words.say("par-exemple", { exemples: examples.join(" ou ") }) : "";
    const champs = someOf(names.map((name) => `« ${name} »`));
    const remedy = names.length > 1 ? "champs-manquants-aide" : "champ-manquant-aide";
    return {
      regle: "champ-manquant",
      message: this.words.say("champ-manquant", { champs, ou }),
      aide: this.words.say(remedy, { exemple }),
      chemin: [...path, names[0]],
    };
  }

  wrong(error) {
    const { path, rank } = error;
    const needed = (this.node(path.slice(0, -1)).required ?? []).includes(path.at(-1));
    const [regle, faute, aide] = new Telling(this.words, this.node(path)).tell(error, needed);
    const chemin = error.keyword === "uniqueItems" ? [...path, rank] : path;
    return { regle, message: this.words.say("le-champ", { champ: named(path), faute }), aide, chemin };
  }
}

const JUDGED = new Set([
  ..."type enum pattern format minLength maxLength minItems maxItems uniqueItems minimum maximum".split(" "),
  ..."required anyOf additionalProperties".split(" "),
]);

const key = (path) => JSON.stringify(path);

const steps = (pointer, data) => {
  const path = [];
  let value = data;
  for (const step of pointer.split("/").slice(1)) {
    const name = decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~");
    path.push(Array.isArray(value) ? Number(name) : name);
    value = value[path.at(-1)];
  }
  return path;
};

const told = (keyword, path, spoken) => {
  const starts = (other) => other.length > path.length && key(other.slice(0, path.length)) === key(path);
  return spoken.some((other) => (keyword === "uniqueItems" ? starts(other) : key(other) === key(path)));
};

/* « titre » — the field, with its rank in a list where there is one. */
const named = (path) => {
  const rank = path.find((step) => typeof step === "number");
  return `« ${path.filter((step) => typeof step === "string").join(".")} »${rank === undefined ? "" : ` (n° ${rank + 1})`}`;
};

/* A text of spaces is an empty one. */
const withoutBlanks = (data) => {
  if (typeof data === "string") return data.trim() ? data : null;
  if (Array.isArray(data)) return data.map(withoutBlanks);
  if (data === null || typeof data !== "object") return data;
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, withoutBlanks(value)]));
};
