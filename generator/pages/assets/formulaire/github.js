/* Sending to GitHub by its REST API: https://docs.github.com/rest. No version is asked for in a header: the ways that
   GitHub documents for pages of other sites do not let that header through, and it then gives its present one. */
import { base64 } from "./paquet.js";
import { Refusal, account, digest, list, number, project, steps } from "./requetes.js";

export const DIALECT = { scheme: "Bearer", accept: "application/vnd.github+json" };

export class GitHub {
  /* `ready` waits for what a forge makes by and by. */
  constructor(api, { projet, branche, depot }, ready) {
    Object.assign(this, { api, projet, branche, depot, ready });
    this.site = depot.slice(0, -projet.length);
  }

  async account() {
    return account((await this.api.get("/user")).login);
  }

  /* Where the commons lives; `mine` where one may write there. */
  async home() {
    const { full_name: name, permissions, archived } = await this.api.get(`/repos/${steps(this.projet)}`);
    if (archived) throw new Refusal("archive");
    return { ...place(name), mine: permissions?.push === true };
  }

  /* One's own copy. GitHub gives the one that is there already. */
  async copy() {
    const { full_name: name } = await this.api.post(`/repos/${steps(this.projet)}/forks`, {});
    const found = place(name);
    await this.ready(() => this.there(found));
    return found;
  }

  /* A copy that is being made says of itself that it is empty. */
  async there(copy) {
    try {
      return await this.has(copy, this.branche);
    } catch (fault) {
      if (fault.status === 409) return false;
      throw fault;
    }
  }

  async has({ name }, branch) {
    return (await this.api.look(`/repos/${steps(name)}/git/ref/heads/${steps(branch)}`)) !== null;
  }

  /* One commit on a new branch, which appears last: nothing is half written. */
  async write({ name }, { branch, files, message }) {
    const home = `/repos/${steps(this.projet)}/git`;
    const there = `/repos/${steps(name)}/git`;
    const from = digest((await this.api.get(`${home}/ref/heads/${steps(this.branche)}`)).object?.sha);
    const before = digest((await this.api.get(`${home}/commits/${from}`)).tree?.sha);
    const tree = [];
    for (const { path, text, bytes } of files) {
      const entry = { path, mode: "100644", type: "blob" };
      if (bytes) entry.sha = digest((await this.api.post(`${there}/blobs`, { content: await base64(bytes), encoding: "base64" })).sha);
      else entry.content = text;
      tree.push(entry);
    }
    const after = digest((await this.api.post(`${there}/trees`, { base_tree: before, tree })).sha);
    if (after === before) throw new Refusal("rien");
    const made = digest((await this.api.post(`${there}/commits`, { message, tree: after, parents: [from] })).sha);
    await this.api.post(`${there}/refs`, { ref: `refs/heads/${branch}`, sha: made });
  }

  /* The request that was made of this branch, whatever came of it; null without one. */
  async request({ owner }, branch) {
    const asked = new URLSearchParams({ state: "all", head: `${owner}:${branch}`, base: this.branche });
    const [found] = list(await this.api.get(`/repos/${steps(this.projet)}/pulls?${asked}`));
    return found ? { number: number(found.number), open: found.state === "open" } : null;
  }

  async submit({ owner }, { branch, title, body }) {
    const made = await this.api.post(`/repos/${steps(this.projet)}/pulls`, { title, body, head: `${owner}:${branch}`, base: this.branche, maintainer_can_modify: true });
    return { number: number(made.number), open: true };
  }

  at({ name }) {
    return this.site + name;
  }

  branchAt(where, branch) {
    return `${this.at(where)}/tree/${branch}`;
  }

  requestAt(rank) {
    return `${this.depot}/pull/${rank}`;
  }
}

const place = (name) => ({ name: project(name), owner: name.split("/")[0] });
