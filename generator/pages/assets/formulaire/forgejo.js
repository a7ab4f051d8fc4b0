/* Sending to Forgejo by its REST API, which each forge documents at /api/swagger. */
import { base64 } from "./paquet.js";
import { Refusal, account, digest, list, number, project, steps } from "./requetes.js";

export const DIALECT = { scheme: "token" };
const A_PAGE = 50;
const MOST_PAGES = 20;

export class Forgejo {
  constructor(api, { projet, branche, depot }, ready) {
    Object.assign(this, { api, projet, branche, depot, ready });
    this.site = depot.slice(0, -projet.length);
  }

  async account() {
    this.me = account((await this.api.get("/user")).login);
    return this.me;
  }

  async home() {
    const { full_name: name, permissions, archived } = await this.api.get(`/repos/${steps(this.projet)}`);
    if (archived) throw new Refusal("archive");
    return { ...place(name), mine: permissions?.push === true };
  }

  async copy() {
    const found = place((await this.made()).full_name);
    await this.ready(() => this.has(found, this.branche));
    await this.refresh(found);
    return found;
  }

  /* The copy, made if there is none. One account has one copy of a project, under the name that it wishes. */
  async made() {
    try {
      return await this.api.post(`/repos/${steps(this.projet)}/forks`, {});
    } catch (fault) {
      if (fault.status !== 409) throw fault;
    }
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const some = list(await this.api.get(`/repos/${steps(this.projet)}/forks?page=${page}&limit=${A_PAGE}`));
      const mine = some.find(({ owner }) => owner?.login === this.me);
      if (mine) return mine;
      if (!some.length) break;
    }
    throw new Refusal("refus", { status: 409 });
  }

  /* A copy made long ago follows the commons again. A forge that does not know how does without. */
  async refresh({ name }) {
    try {
      await this.api.post(`/repos/${steps(name)}/sync_fork/${encodeURIComponent(this.branche)}`);
    } catch (fault) {
      if (fault.kind !== "refus") throw fault;
    }
  }

  async has({ name }, branch) {
    return (await this.api.look(`/repos/${steps(name)}/branches/${encodeURIComponent(branch)}`)) !== null;
  }

  /* One commit on a new branch. A file that is there already is changed by telling which one was seen. */
  async write({ name }, { branch, files, message }) {
    const sent = [];
    for (const { path, text, bytes } of files) {
      const there = await this.api.look(`/repos/${steps(name)}/contents/${steps(path)}?ref=${encodeURIComponent(this.branche)}`);
      const content = await base64(bytes ?? new Blob([text]));
      sent.push(there ? { operation: "update", path, content, sha: digest(there.sha) } : { operation: "create", path, content });
    }
    await this.api.post(`/repos/${steps(name)}/contents`, { branch: this.branche, new_branch: branch, message, files: sent });
  }

  async request(where, branch) {
    const found = await this.api.look(`/repos/${steps(this.projet)}/pulls/${encodeURIComponent(this.branche)}/${encodeURIComponent(head(where, branch))}`);
    return found ? { number: number(found.number), open: found.state === "open" } : null;
  }

  async submit(where, { branch, title, body }) {
    const made = await this.api.post(`/repos/${steps(this.projet)}/pulls`, { title, body, head: head(where, branch), base: this.branche });
    return { number: number(made.number), open: true };
  }

  at({ name }) {
    return this.site + name;
  }

  branchAt(where, branch) {
    return `${this.at(where)}/src/branch/${branch}`;
  }

  requestAt(rank) {
    return `${this.depot}/pulls/${rank}`;
  }
}

const head = ({ owner }, branch) => `${owner}:${branch}`;
const place = (name) => ({ name: project(name), owner: name.split("/")[0] });
