/* Says what keeps a text from being a web address, as generator/web.py and generator/schema/wrong_address.py do. */
const PARTS = /^https?:\/\/([^/?#\\]*)(.*)$/isu;
const HOST = /^(\[[^\]]*\]|[^:]*)(?::([0-9]*))?$/;
const WRITTEN = /^(?:[^\x00-\x20\x7f-\xa0"<>\\^`{|}%\s]|%[0-9A-Fa-f]{2})*$/u;
const CODED = /[^\x21-\x7e]|["<>[\]^`{|}]|%(?![0-9a-f]{2})|(?<=#)[^#]*(#)/iu;
const OWN_COMPUTER = /^(?:(?:file:)?(?:[/\\]*[a-z]:[/\\]|\\|\/{0,3}(?:Users|home|Volumes|mnt|media)\/[^/]+\/)|file:)/iu;

export const whyNot = (text) => {
  const parts = PARTS.exec(text);
  if (!parts) return "debut";
  const [, authority, rest] = parts;
  if (authority.includes("@")) return "identifiant";
  const named = HOST.exec(authority);
  if (!named) return authority.includes("[") ? "nom" : "port";
  if (named[2] && !(Number(named[2]) > 0 && Number(named[2]) <= 65535)) return "port";
  if (!named[1] || !URL.canParse(text)) return "nom";
  return WRITTEN.test(rest) ? "" : "signe";
};

export const onAComputer = (text) => OWN_COMPUTER.test(text.trim());

export const isAddress = (text) => whyNot(text) === "";

/* What is wrong with an address: [phrase, remedy, sign]. An empty remedy is the field's own. */
export const wrongAddress = (text, pattern, words) => {
  const why = /[\s\\]/u.test(text) ? "" : whyNot(text);
  if (["identifiant", "port", "nom"].includes(why)) return ["adresse-invalide", words.say(`adresse-${why}-aide`), ""];
  const start = text.slice(0, 6).toLowerCase();
  const isWeb = /^https?:/.test(start);
  const [phrase] = [
    ["adresse-ordinateur", OWN_COMPUTER.test(text.trim())],
    ["adresse-espace", /\s/u.test(text)],
    ["adresse-barre", text.includes("\\")],
    ["adresse-invalide", !isWeb && /^[a-z][a-z0-9+.-]*:(?!\d)/iu.test(text)],
    ["adresse-sans-debut", !isWeb],
    ["adresse-incomplete", !/^https?:\/\/[^/?#]/iu.test(text)],
    ["adresse-capitales", !/^https?:/u.test(text)],
    ["adresse-http", start.startsWith("http:") && pattern.startsWith("^https:")],
    ["adresse-signe", CODED.test(text)],
    ["adresse-invalide", true],
  ].find(([, wrong]) => wrong);
  if (phrase !== "adresse-signe") return [phrase, ["adresse-invalide", "adresse-sans-debut"].includes(phrase) ? "" : words.say(`${phrase}-aide`), ""];
  const found = CODED.exec(text);
  const sign = found[1] ?? found[0];
  const inHost = /^https?:\/\/[^/?#]+/iu.exec(text)?.[0].includes(sign);
  return [phrase, inHost ? "" : words.say("adresse-signe-aide", { code: coded(sign) }), sign];
};

const coded = (sign) => [...new TextEncoder().encode(sign)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");
