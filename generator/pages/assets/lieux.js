/* Finds the places of France by name, postcode or official code, in the pieces of `assets/lieux/`: those of the letters
   typed are fetched, and kept. `generator/territory/place_pieces.py` says what they hold. */

export const MOST = 10;
const LEVELS = { d: "departement", r: "region", e: "epci" };
const WORDS = { commune: "commune", epci: "intercommunalité", ept: "établissement public territorial", departement: "département", region: "région" };
const SMALL = /^(?:(?:la|le|les|l)-)+/;
const KIND = /^(?:communaute-de-communes|communaute-d-agglomeration|communaute-urbaine|cc|ca|cu)-(?:(?:de|du|des|d|la|le|les|l)-)*/;
const CODE = /^(?:\d{1,5}|\d{9}|2[ab]\d{0,3})$/;
const ID = /^(?:commune|epci|departement|region)-[0-9ab]{1,9}$/;
/* How far a name may be from what was typed, by its length. */
const FAR = 6;

/* As `fold` of generator/territory/suggestions.py, « st » being « saint ». */
export const folded = (text) =>
  text.toLowerCase().replaceAll("œ", "oe").replaceAll("æ", "ae").normalize("NFKD").replace(/\p{Diacritic}/gu, "")
    .replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").replace(/\bst(e?)(?=-|$)/g, "saint$1");

/* The département of a code, as ids write it. */
const departmentOf = (code) => code.slice(0, /^9[78]/.test(code) ? 3 : 2);

export class Places {
  /* `root` is the address of the site's root. */
  constructor(root) {
    this.folder = new URL("assets/lieux/", root);
    this.kept = new Map();
  }

  piece(name) {
    if (!this.kept.has(name)) {
      const made = unpacked(new URL(`${name}.gz`, this.folder)).then((text) => JSON.parse(text));
      this.kept.set(name, made);
      made.catch(() => this.kept.delete(name));
    }
    return this.kept.get(name);
  }

  /* The places that some words mean, the likeliest first: {id, nom, detail}. `proche` marks those of another spelling,
     `officiel` what a number names by its official code. */
  async find(words) {
    const asked = folded(words.slice(0, 80)).replace(KIND, "");
    if (!asked) return [];
    if (ID.test(words.trim().toLowerCase())) return this.byId(words.trim().toLowerCase());
    if (CODE.test(asked)) return this.byCode(asked);
    const [, number] = /(?:^|-)(\d{5}|\d{2,3}|2[ab])(?=-|$)/.exec(asked) ?? [];
    const bare = number ? asked.replace(new RegExp(`(?:^|-)${number}(?=-|$)`), "").replace(/^-/, "") : "";
    const found = await this.named(asked);
    if (found.length) return found;
    if (bare) return this.within(bare, number);
    return (await this.beside(asked)) ?? this.alike(asked);
  }

  /* A name with a postcode or a département: « 50410 Percy », « Saint-Denis 974 ». */
  async within(name, number) {
    const here = number.length === 5 ? (await this.byCode(number)).filter((one) => folded(one.nom).includes(name)) : [];
    if (here.length) return here;
    const start = departmentOf(number);
    return (await this.named(name)).filter(({ id }) => departmentOf(id.split("-")[1]) === start);
  }

  /* A name and that of its département or région: « Valence Drôme ». Null where the last words name neither. */
  async beside(asked) {
    const { departements, regions } = await this.piece("index");
    const parts = asked.split("-");
    for (let at = 1; at < parts.length; at += 1) {
      const where = parts.slice(at).join("-").replace(SMALL, "");
      const isIt = (name) => where.length > 2 && folded(name).replace(SMALL, "").startsWith(where);
      const inside = new Set(Object.keys(departements).filter((code) => isIt(departements[code][0]) || isIt(regions[departements[code][1]])));
      if (!inside.size) continue;
      const found = (await this.named(parts.slice(0, at).join("-"))).filter(({ code }) => inside.has(code));
      if (found.length) return found;
    }
    return null;
  }

  /* The first piece of names that may hold a beginning, and the last one. */
  async span(start) {
    const { noms } = await this.piece("index");
    const upTo = (key) => noms.findLastIndex((one) => one <= key);
    return [Math.max(0, upTo(start)), Math.max(0, upTo(`${start}~`))];
  }

  async rows(start) {
    const [first, last] = await this.span(start);
    if (last - first > 1) return lines((await this.piece(`tetes/${start[0]}`))[start]);
    const pieces = await Promise.all([first, last].slice(0, 1 + (last > first)).map((at) => this.piece(`noms/${String(at).padStart(3, "0")}`)));
    return pieces.flatMap(lines);
  }

  async named(asked) {
    const [rows, index] = await Promise.all([this.rows(asked), this.piece("index")]);
    const bare = asked.replace(SMALL, "");
    const found = new Map();
    for (const [name, code, rank, ...more] of rows) {
      const whole = folded(name);
      if (!`-${whole}`.includes(`-${asked}`)) continue;
      const exact = whole === asked || whole.replace(SMALL, "") === bare;
      const worth = rank + (exact ? 200 : 0) + (whole.startsWith(asked) ? 4 : 0);
      const one = place(index, name, code, more);
      if (!(found.get(one.id)?.[0] >= worth)) found.set(one.id, [worth, one]);
    }
    return [...found.values()].sort(([one], [other]) => other - one).map(([, one]) => one);
  }

  /* Where no name begins so: those that are spelt almost so. */
  async alike(asked) {
    let start = asked.slice(0, 2);
    for (let length = 2; length < asked.length; length += 1) {
      start = asked.slice(0, length);
      const [first, last] = await this.span(start);
      if (last - first < 2) break;
    }
    const index = await this.piece("index");
    const far = asked.length < FAR ? 1 : 2;
    const found = new Map();
    for (const [name, code, rank, ...more] of await this.rows(start)) {
      const apart = distance(folded(name), asked, far);
      if (apart <= far) found.set(code, [apart * 100 - rank, { ...place(index, name, code, more), proche: true }]);
    }
    return [...found.values()].sort(([one], [other]) => one - other).map(([, one]) => one).slice(0, 3);
  }

  /* What begins with these digits: départements, then postcodes, then the official code. */
  async byCode(asked) {
    const { departements, regions } = await this.piece("index");
    if (asked.length === 9) return this.byId(`epci-${asked}`);
    const found = Object.entries(departements).filter(([code]) => code.startsWith(asked)).map(([code, [name, region]]) => ({
      id: `departement-${code}`, nom: name, code, detail: `département ${code.toUpperCase()}, ${regions[region]}`,
    }));
    if (asked.length < 3) return found;
    const piece = await this.piece(`codes/${asked.slice(0, 2)}`).catch(() => null);
    if (!piece) return found;
    const around = (code) => departements[departmentOf(code)][0];
    const told = (code, name, detail) => ({ id: `commune-${code}`, nom: name, code: departmentOf(code), detail });
    const posted = new Map();
    for (const [code, [name, people, , written]] of Object.entries(piece.communes)) {
      const at = written.split(" ").find((one) => one.startsWith(asked));
      if (at) posted.set(code, [people, told(code, name, `${at}, ${around(code)}`)]);
    }
    for (const [at, communes] of Object.entries(piece.postes)) {
      if (at.startsWith(asked)) for (const [code, name] of communes) if (!posted.has(code)) posted.set(code, [0, told(code, name, `${at}, ${around(code)}`)]);
    }
    const coded = asked.length < 5 ? [] : [asked, piece.anciens[asked]?.[0]].filter((code) => code && code in piece.communes && !posted.has(code));
    return [
      ...found,
      ...[...posted.values()].sort(([one], [other]) => other - one).map(([, one]) => one),
      ...coded.map((code) => ({
        ...told(code, piece.communes[code][0], `code officiel ${asked.toUpperCase()}, ${around(code)}${code === asked ? "" : ", ancien code"}`),
        officiel: true,
      })),
    ];
  }

  async byId(id) {
    const one = await this.facts(id).catch(() => null);
    return one ? [{ id: one.id, nom: one.nom, code: one.departements[0], detail: one.detail }] : [];
  }

  /* All that is known of a place, null where no place has that id; `parents` are pairs of an id and a name, nearest first. */
  async facts(id) {
    if (!ID.test(id)) return null;
    const [level, code] = id.split("-");
    const index = await this.piece("index");
    const around = (codes) => [
      ...codes.map((one) => [`departement-${one}`, index.departements[one][0]]),
      ...[...new Set(codes.map((one) => index.departements[one][1]))].map((one) => [`region-${one}`, index.regions[one]]),
    ];
    if (level === "region") {
      const nom = index.regions[code];
      return nom ? { id, nom, niveau: level, code, departements: [], parents: [], detail: WORDS[level] } : null;
    }
    if (level === "departement") {
      const [nom, region] = index.departements[code] ?? [];
      return nom ? { id, nom, niveau: level, code, departements: [code], parents: [[`region-${region}`, index.regions[region]]], detail: `${WORDS[level]}, ${index.regions[region]}` } : null;
    }
    if (level === "epci") return this.group(id, code, around);
    return this.commune(id, code, around);
  }

  async group(id, code, around) {
    const [nom, niveau, population, departements, above] = (await this.piece(`epci/${code.at(-1)}`))[code] ?? [];
    if (!nom) return null;
    const holding = await Promise.all(above.map(async (one) => [`epci-${one}`, (await this.piece(`epci/${one.at(-1)}`))[one][0]]));
    return { id, nom, niveau, code, population, departements, parents: [...holding, ...around(departements)], detail: WORDS[niveau] };
  }

  async commune(id, code, around) {
    const piece = await this.piece(`codes/${code.slice(0, 2)}`).catch(() => null);
    if (!piece) return null;
    const former = piece.anciens[code];
    if (former) {
      const today = await this.facts(`commune-${former[0]}`);
      return today && { ...today, ancien: { code, nature: former[1], nom: former[2] } };
    }
    const [nom, population, ranks, written] = piece.communes[code] ?? [];
    if (!nom) return null;
    const groups = Object.entries(piece.epci);
    const where = around([departmentOf(code)]);
    const parents = [...ranks.map((rank) => [`epci-${groups[rank][0]}`, groups[rank][1]]), ...where];
    return { id, nom, niveau: "commune", code, population, postes: written.split(" ").filter(Boolean), departements: [departmentOf(code)], parents, detail: `commune, ${where[0][1]}` };
  }
}

/* A gzipped text, unless the server has already unpacked it. */
const unpacked = async (address) => {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return new TextDecoder().decode(bytes);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
};

const lines = (columns) => columns?.noms.map((name, at) => [name, columns.codes[at], columns.rangs[at], ...(columns.suites[at] ?? [])]) ?? [];

/* A row of names as a suggestion. A former commune leads to today's. */
const place = ({ departements, regions }, name, short, more) => {
  const prefix = LEVELS[short[0]];
  if (prefix === "region") return { id: `region-${short.slice(1)}`, nom: name, code: "", detail: WORDS.region };
  const department = prefix === "departement" ? short.slice(1) : prefix === "epci" ? more[0] : departmentOf(more[0] ?? short);
  const [around, region] = departements[department];
  if (prefix === "departement") return { id: `departement-${department}`, nom: name, code: department, detail: `${WORDS.departement} ${department.toUpperCase()}, ${regions[region]}` };
  if (prefix === "epci") return { id: `epci-${short.slice(1)}`, nom: name, code: department, detail: `${WORDS.epci}, ${around}` };
  if (more.length) return { id: `commune-${more[0]}`, nom: name, code: department, detail: `aujourd’hui ${more[1]}, ${around}` };
  return { id: `commune-${short}`, nom: name, code: department, detail: `${WORDS.commune}, ${around}` };
};

/* How many letters to change, add, take away or swap; more than `most` is not counted. */
const distance = (one, other, most) => {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    [before, row] = [row, next];
  }
  return row[other.length];
};
