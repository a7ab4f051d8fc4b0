/* Sending to GitLab by its REST API: https://docs.gitlab.com/api/rest. */
import { base64 } from "./paquet.js";
import { Refusal, account, digest, list, number, project } from "./requetes.js";

export const DIALECT = { scheme: "Bearer" };
/* From « Developer » on, one writes on branches of one's own. */
const MAY_WRITE = 30;

export class GitLab {
  constructor(api, { projet, branche, depot }, ready) {
    Object.assign(this, { api, projet, branche, depot, ready });
    this.site = depot.slice(0, -projet.length);
  }

  async account() {
    return account((await this.api.get("/user")).username);
  }

  async home() {
    const found = await this.api.get(`/projects/${encodeURIComponent(this.projet)}`);
    if (found.archived) throw new Refusal("archive");
    const { project_access: own, group_access: group } = found.permissions ?? {};
    const mine = Math.max(own?.access_level ?? 0, group?.access_level ?? 0) >= MAY_WRITE;
    this.id = number(found.id);
    return { ...place(found), mine };
  }

  async copy() {
    const [mine] = list(await this.api.get(`/projects/${this.id}/forks?owned=true&per_page=1`));
    const made = mine ?? (await this.api.post(`/projects/${this.id}/fork`, {}));
    const found = place(made);
    await this.ready(async () => {
      const { import_status: now } = await this.api.get(`/projects/${found.id}`);
      if (now === "failed") throw new Refusal("copie");
      return now === "finished" || now === "none";
    });
    return found;
  }

  async has({ id }, branch) {
    return (await this.api.look(`/projects/${id}/repository/branches/${encodeURIComponent(branch)}`)) !== null;
  }

  /* One commit on a new branch, that starts from the commons as it is now, however old the copy. */
  async write({ id }, { branch, files, message }) {
    const actions = [];
    for (const { path, text, bytes } of files) {
      const there = await this.api.look(`/projects/${this.id}/repository/files/${encodeURIComponent(path)}?ref=${encodeURIComponent(this.branche)}`);
      const action = there ? "update" : "create";
      const asked = { action, file_path: path, ...(there ? { last_commit_id: digest(there.last_commit_id) } : {}) };
      actions.push(bytes ? { ...asked, content: await base64(bytes), encoding: "base64" } : { ...asked, content: text });
    }
    const from = id === this.id ? {} : { start_project: this.id };
    await this.api.post(`/projects/${id}/repository/commits`, { branch, start_branch: this.branche, ...from, commit_message: message, actions });
  }

  async request({ id }, branch) {
    const asked = new URLSearchParams({ state: "all", source_branch: branch, target_branch: this.branche });
    const found = list(await this.api.get(`/projects/${this.id}/merge_requests?${asked}`)).find(({ source_project_id: from }) => from === id);
    return found ? { number: number(found.iid), open: found.state === "opened" } : null;
  }

  async submit({ id }, { branch, title, body }) {
    const asked = { source_branch: branch, target_branch: this.branche, target_project_id: this.id, title, description: body, allow_collaboration: true };
    return { number: number((await this.api.post(`/projects/${id}/merge_requests`, asked)).iid), open: true };
  }

  at({ name }) {
    return this.site + name;
  }

  branchAt(where, branch) {
    return `${this.at(where)}/-/tree/${branch}`;
  }

  requestAt(rank) {
    return `${this.depot}/-/merge_requests/${rank}`;
  }
}

const place = ({ id, path_with_namespace: name }) => ({ id: number(id), name: project(name) });
