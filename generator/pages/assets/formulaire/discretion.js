/* What would let someone reach or recognise a person, as generator/diagnostics/ tells it (seen.py, figures.py,
   mails.py, personal.py): the same patterns, which phrases.json brings, and the same reading of what they find. */
const AROUND = 40;
const LONGEST_NAME = 70;
const LONGEST_QUERY = 2000;
const PAIRS = "2-2-2-2-2";
const BAR = "¦";
const SENTENCES = {
  courriel: "courriel-publie",
  telephone: "telephone-publie",
  appel: "telephone-publie",
  compte: "compte-publie",
  secu: "secu-publiee",
};
const compiled = (patterns, flags) =>
  Object.fromEntries(Object.entries(patterns).map(([name, one]) => [name, typeof one === "string" ? new RegExp(one, flags) : one]));

export class Discretion {
  constructor({ signes, chiffres, courriels, adresses, blanc }) {
    this.signs = compiled({ ...signes, entites: null }, "gu");
    this.entities = signes.entites;
    this.lasting = new RegExp(`^${signes.octets}$`, "u");
    this.figure = compiled(chiffres, "giu");
    this.mail = compiled(courriels, "giu");
    this.passed = new RegExp(adresses, "giu");
    this.blank = new RegExp(`[${blanc}]`, "gu");
    this.vat = new RegExp(`(?:fr|tva)[${blanc}]?$`, "iu");
  }

  /* [sort, what is seen of it] for each datum of a text, in its order. */
  seek(text) {
    return text.split(/\n[ \t>]*\n/).flatMap((block) => this.inBlock(block));
  }

  inBlock(text) {
    const told = [];
    for (const reading of this.readings(text)) {
      for (const [start, end, sort] of this.found(reading.text)) {
        const [first, last] = source(reading, start, end);
        if (told.every((one) => last <= one.first || one.last <= first)) told.push({ first, last, sort, seen: reading.text.slice(start, end) });
      }
    }
    return told.sort((one, other) => one.first - other.first).map(({ sort, seen }) => [sort, seen]);
  }

  *readings(text) {
    const decoded = without(text, this.signs.decode, (found) => this.decoded(found), null);
    yield decoded;
    const bare = without(decoded.text, this.signs.nu, (found) => (found[1] ? BAR : ""), decoded);
    if (bare.text !== decoded.text) yield bare;
  }

  decoded([whole, figures, sixteen, name, octet, , wide]) {
    if (figures || sixteen) {
      const code = Number.parseInt(figures || sixteen, figures ? 10 : 16);
      const sign = code <= 0x10ffff ? String.fromCodePoint(code) : "";
      return [...sign.matchAll(this.signs.decode)].some(([one]) => one === sign) ? "" : sign;
    }
    if (name) return Object.hasOwn(this.entities, name) ? this.entities[name] : whole;
    if (octet) {
      const sign = String.fromCharCode(Number.parseInt(octet, 16));
      return this.lasting.test(sign) ? sign : "_";
    }
    return wide ? String.fromCharCode(wide.charCodeAt(0) - 0xfee0) : "";
  }

  *found(text) {
    const passed = [...text.matchAll(this.passed)].map((one) => [one.index, one.index + one[0].length]);
    const taken = [];
    for (const [start, end, sort] of [...this.mails(text), ...this.figures(text)]) {
      if (sort !== "courriel" && sort !== "appel" && within(passed, start)) continue;
      const free = taken.every(([other, last]) => end <= other || last <= start);
      taken.push([start, end]);
      if (free) yield [start, end, sort];
    }
  }

  has(name, text) {
    return text.search(this.figure[name]) >= 0;
  }

  *figures(text) {
    yield* this.accounts(text);
    yield* this.insured(text);
    for (const found of text.matchAll(this.figure.appel)) {
      const end = found.index + found[0].length;
      yield [end - found[1].length, end, "appel"];
    }
    const pattern = this.figure.telephone;
    pattern.lastIndex = 0;
    for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
      const start = found.index;
      const end = start + found[0].length;
      const verdict = this.called(found, text.slice(Math.max(0, start - AROUND), start), text.slice(end, end + AROUND));
      if (verdict) yield [start, end, "telephone"];
      pattern.lastIndex = verdict === null ? start + 1 : end;
    }
  }

  called([written, french, , bare], before, after) {
    const groups = written.replace(/^o/i, "0").match(/[0-9]+/g);
    const between = new Set([...written.slice(1).matchAll(/[^0-9]+/g)].map(([one]) => one.replace(this.blank, "") || " "));
    if (written.split("\n").length > 2) return null;
    const asked = this.has("joindre", before) && !this.has("coder", before);
    if (isSeries(groups) && !(asked && groups.length === 1)) return false;
    if (!french) return bare ? this.bare(groups, before) : this.abroad(written, groups, after);
    const mobile = "67".includes(groups.join("")[1]);
    const shape = groups.map((one) => one.length).join("-");
    const sole = between.size === 1 ? [...between][0] : "";
    if (!asked && this.counted(groups, before, after, sole === BAR)) return false;
    if (sole === "." && groups.length > PAIRS.split("-").length) return null;
    if (hasYear(groups) && !(asked && mobile)) return null;
    if (shape !== PAIRS && !(mobile && shape !== "3-3-4") && this.has("coder", before)) return false;
    if (mobile || asked || groups.length === 1) return true;
    const many = new Set(groups.join("")).size > 3;
    return (between.size <= 1 && (this.figure.formes.includes(shape) || (groups.length === 10 && many))) || null;
  }

  bare(groups, before) {
    if (this.vat.test(before)) return null;
    const asked = this.has("joindre", before) || null;
    if (groups.length === 1) return "67".includes(groups[0][2]) || asked;
    return groups.slice(-4).map((one) => one.length).join("-") === "2-2-2-2" || asked;
  }

  abroad(written, groups, after) {
    const thousands = groups.length > 2 && groups.slice(1).every((one) => one.length === 3);
    if (thousands && (groups.join("").includes("000000") || this.has("unite", after))) return false;
    if (/^\+[0-9]{1,3}\.[0-9]{3,8}(?:[^0-9].*)?$/.test(written)) return null;
    return !(written[0] === "0" && groups.every((one) => one.length === 4)) || null;
  }

  counted(groups, before, after, cells) {
    if (this.has("departements", before)) return groups.every((one) => one.length === 2);
    const values = groups.map(Number);
    const largest = Math.max(...values);
    const rising = groups[0] !== "06" && groups[0] !== "07";
    const sorted = values.every((one, rank) => !rank || values[rank - 1] <= one);
    const strictly = values.every((one, rank) => !rank || values[rank - 1] < one);
    const small = largest <= 31;
    if (small && (strictly || (cells && rising) || this.has("mois", after))) return true;
    if (small && rising && this.has("pluriel", before)) return true;
    return (small || (rising && sorted && largest < 100)) && this.has("compter", before);
  }

  *accounts(text) {
    for (const found of text.matchAll(this.figure.compte)) {
      const most = this.figure.longueurs[found[0].slice(0, 2).toUpperCase()] ?? 0;
      const signs = [];
      for (let at = 0; at < found[0].length && signs.length < most; at += 1) if (/[a-z0-9]/i.test(found[0][at])) signs.push(at);
      if (!most || signs.length < most) continue;
      const number = signs.map((at) => found[0][at]).join("");
      const end = found.index + signs.at(-1) + 1;
      const right = [...(number.slice(4) + number.slice(0, 4))].reduce((rest, one) => Number(`${rest}${Number.parseInt(one, 36)}`) % 97, 0) === 1;
      const alone = !/[\p{L}\p{N}]/u.test(text[end] ?? "");
      if ((right && alone) || this.has("banque", text.slice(Math.max(0, found.index - AROUND), found.index))) yield [found.index, end, "compte"];
    }
  }

  *insured(text) {
    for (const found of text.matchAll(this.figure.secu)) {
      const body = found[1].replace(/[^0-9ab]/gi, "").toUpperCase();
      const number = Number(body.replace("2A", "19").replace("2B", "18"));
      const key = (found[2] ?? "").replace(/[^0-9]/g, "");
      const grouped = found[1].match(/[0-9ab]+/gi).length >= 5 && "01".includes(body[3]);
      const glued = !key && found[1].length === body.length && this.has("naissance", body);
      const said = this.has("sociale", text.slice(Math.max(0, found.index - AROUND), found.index));
      if ((key && Number(key) === 97 - (number % 97)) || grouped || glued || said) {
        yield [found.index, found.index + (key ? found[0] : found[1]).length, "secu"];
      }
    }
  }

  *mails(text) {
    const pages = [...text.matchAll(this.mail.adresse)].map((one) => [one.index, one.index + one[0].length]);
    for (const found of text.matchAll(this.mail.arobase)) {
      const at = found.index;
      const before = text.slice(Math.max(0, at - LONGEST_NAME), at);
      const [name] = [...before.matchAll(this.mail.nom)];
      if (!name || this.is("rien", name[0] + found[0]) || !this.reaches(name[0], found, before.slice(0, name.index))) continue;
      const start = at - name[0].length;
      const page = pages.find(([first, last]) => first <= start && start < last);
      if (page && !this.given(text.slice(Math.max(page[0], start - LONGEST_QUERY), start), found)) continue;
      yield [start, at + found[0].length, "courriel"];
    }
  }

  is(name, text) {
    return text.search(this.mail[name]) >= 0;
  }

  reaches(name, [, plain, , weak, , domain], before) {
    if (plain || !weak) return true;
    if (!this.is("connu", domain) || this.is("connu", name)) return false;
    const sign = weak.replace(this.blank, "");
    const mailbox = this.is("boite", domain);
    if (this.is("compose", name) || this.is("epele", domain)) return true;
    if (sign === "@" || "([{<".includes(sign[0])) {
      const tight = sign === weak && sign !== "@";
      return tight || mailbox || (name.length > 2 && this.is("ecrire", before));
    }
    return sign === "AT" || (sign === "at" && (mailbox || this.is("ecrire", before)));
  }

  given(address, found) {
    if (address.endsWith("://")) return false;
    return address.includes("?") || address.includes("#") || this.is("connu", found[5]);
  }
}

/* The sentence that tells a datum, and its value masked. */
export const told = ([sort, seen]) => [SENTENCES[sort], sort === "courriel" ? maskedMail(seen) : `${seen.slice(0, seen.startsWith("+") ? 3 : 2)}…${seen.slice(-2)}`];

const maskedMail = (mail) => `${[...mail][0]}…${mail.includes("@") ? mail.slice(mail.lastIndexOf("@")) : ""}`;

const within = (spans, at) => spans.some(([start, end]) => start <= at && at < end);

const isSeries = (groups) => {
  const values = (groups.length === 1 ? [...groups[0]] : groups).map(Number);
  const turn = groups.length === 1 ? 10 : 1e15;
  const steps = new Set(values.slice(1).map((one, rank) => (((one - values[rank]) % turn) + turn) % turn));
  return values.length > 4 && steps.size === 1 && !steps.has(0) && Math.abs(values[1] - values[0]) <= 20;
};

const hasYear = (groups) => {
  const years = groups.some((one) => one.length === 4 && /^(?:19|20)/.test(one));
  return years && ((Number(groups[0]) <= 31 && Number(groups[1]) <= 31) || (groups.length === 3 && Number(groups[0]) <= 12));
};

/* A text less what `pattern` finds, or with what `instead` says; `cuts` lead back to where it is typed. */
const without = (text, pattern, instead, inner) => {
  const pieces = [];
  const cuts = [];
  let done = 0;
  let length = 0;
  const add = (piece, start, end) => {
    if (!piece) return;
    cuts.push([length, start, end]);
    pieces.push(piece);
    length += piece.length;
  };
  for (const found of text.matchAll(pattern)) {
    add(text.slice(done, found.index), done, -1);
    done = found.index + found[0].length;
    add(instead(found), found.index, done);
  }
  add(text.slice(done), done, -1);
  return { text: pieces.join(""), cuts, inner };
};

const source = ({ cuts, inner }, start, end) => {
  const first = cuts.findLast(([at]) => at <= start);
  const last = cuts.findLast(([at]) => at < end);
  const begun = first[1] + (first[2] < 0 ? start - first[0] : 0);
  const ended = last[2] < 0 ? last[1] + end - last[0] : last[2];
  return inner ? source(inner, begun, ended) : [begun, ended];
};
