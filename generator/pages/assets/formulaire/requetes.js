/* One call to the API of a forge. What it answers comes from elsewhere: it is measured, read as data, and never shown as
   more than words. The token stays in this object, and goes to that API alone. */

const MOST = 16_000_000;
const PATIENCE = 60_000;
const LONGEST_WORDS = 200;

/* Why a call did not do what it should. `kind` says what the forge's `status` does not; `words` are those of the forge,
   `wait` the seconds that it asks for. */
export class Refusal extends Error {
  constructor(kind, { status = 0, words = "", wait = 0 } = {}) {
    super(kind);
    Object.assign(this, { kind, status, words, wait });
  }
}

export class Api {
  #token;

  /* `root` is the address of the API; `scheme` is the word before the token, and `accept` what the forge advises. */
  constructor(root, token, { scheme = "Bearer", accept = "application/json" } = {}) {
    Object.assign(this, { root, scheme, accept });
    this.#token = token;
  }

  /* What the forge says of something; null where there is no such thing. */
  async look(path) {
    return this.call("GET", path, { maybe: true });
  }

  get(path) {
    return this.call("GET", path);
  }

  post(path, body) {
    return this.call("POST", path, { body });
  }

  async call(method, path, { body, maybe = false } = {}) {
    const headers = { Accept: this.accept, Authorization: `${this.scheme} ${this.#token}` };
    if (body) headers["Content-Type"] = "application/json";
    let answer = null;
    let text = "";
    try {
      answer = await fetch(this.root + path, {
        method,
        headers,
        body: body && JSON.stringify(body),
        credentials: "omit",
        referrerPolicy: "no-referrer",
        cache: "no-store",
        redirect: "manual",
        signal: AbortSignal.timeout(PATIENCE),
      });
      text = await measured(answer);
    } catch (fault) {
      if (fault instanceof Refusal) throw fault;
      throw new Refusal(fault.name === "TimeoutError" ? "lente" : "injoignable");
    }
    if (answer.type === "opaqueredirect") throw new Refusal("ailleurs");
    if (answer.status === 404 && maybe) return null;
    if (!answer.ok) throw new Refusal(limited(answer) ? "limite" : "refus", { status: answer.status, words: said(text), wait: wait(answer) });
    if (!text) return {};
    try {
      return JSON.parse(text) ?? {};
    } catch {
      throw new Refusal("illisible", { status: answer.status });
    }
  }
}

/* The text of an answer, as long as it is no longer than any that a forge gives. */
const measured = async (answer) => {
  if (!answer.body) return "";
  const reader = answer.body.getReader();
  const parts = [];
  let weight = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    weight += value.length;
    if (weight > MOST) {
      reader.cancel();
      throw new Refusal("illisible", { status: answer.status });
    }
    parts.push(value);
  }
  return new Blob(parts).text();
};

const limited = ({ status, headers }) => status === 429 || (status === 403 && (headers.get("retry-after") !== null || headers.get("x-ratelimit-remaining") === "0"));

const wait = ({ headers }) => {
  const after = Number(headers.get("retry-after"));
  if (after > 0) return after;
  const reset = Number(headers.get("x-ratelimit-reset"));
  return reset > 0 ? Math.max(0, Math.round(reset - Date.now() / 1000)) : 0;
};

/* What a forge says of its refusal, on one short line; nothing where it gives a page. */
const said = (text) => {
  try {
    const { message, error, errors } = JSON.parse(text);
    const all = [message ?? error, errors].flatMap(flat).filter(Boolean);
    return all.join(" ; ").replace(/[\p{C}\s]+/gu, " ").trim().slice(0, LONGEST_WORDS);
  } catch {
    return "";
  }
};

const flat = (one) => {
  if (typeof one === "string") return [one.slice(0, LONGEST_WORDS)];
  if (one === null || typeof one !== "object") return [];
  return Object.values(one).slice(0, 5).flatMap((part) => (typeof part === "string" ? [part.slice(0, LONGEST_WORDS)] : Object.values(part ?? {}).slice(0, 5).filter((word) => typeof word === "string").map((word) => word.slice(0, LONGEST_WORDS))));
};

/* What a forge names, as it may stand in an address: a path of plain steps, a number, a digest. Anything else is refused. */
const held = (pattern) => (value) => {
  if (!pattern.test(String(value))) throw new Refusal("illisible");
  return value;
};
export const project = held(/^[A-Za-z0-9_][A-Za-z0-9_.-]*(?:\/[A-Za-z0-9_][A-Za-z0-9_.-]*)+$/);
export const account = held(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,254}$/);
export const number = held(/^[1-9][0-9]{0,15}$/);
export const digest = held(/^[0-9a-f]{40,64}$/);

export const list = (value) => {
  if (!Array.isArray(value)) throw new Refusal("illisible");
  return value;
};

export const steps = (path) => path.split("/").map(encodeURIComponent).join("/");
