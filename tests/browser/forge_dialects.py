"""What GitHub, GitLab and Forgejo document of their APIs, as far as the form calls them."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from tests.browser.forge_server import HOME, ME, Answered, Forge

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.browser.forge_server import Asked, Repository

_NAME = r"([^/]+)/([^/]+)"
_MISSING = Answered(404, {"message": "404 Not Found"})


def _where(forge: Forge, owner: str, name: str) -> Repository | None:
    return forge.repositories.get(f"{owner}/{name}")


def _user(_: Forge, __: Asked) -> Answered:
    return Answered(200, {"id": 3, "login": ME, "username": ME})


def _repository(forge: Forge, _: Asked, owner: str, name: str) -> Answered:
    found = _where(forge, owner, name)
    return Answered(200, _told(forge, found)) if found else _MISSING


def _told(forge: Forge, one: Repository) -> dict[str, Any]:
    mine = forge.may_write if one.name == HOME else True
    owner, _, name = one.name.partition("/")
    return {
        "id": one.number,
        "full_name": one.name,
        "name": name,
        "owner": {"login": owner},
        "fork": bool(one.parent),
        "permissions": {"pull": True, "push": mine},
        "archived": one.archived,
    }


def _open(forge: Forge, asked: Asked, *_: str) -> Answered:
    """A request of GitHub or Forgejo: `head` is `account:branch`."""
    extra = {"maintainer_can_modify": bool} if forge is GITHUB else {}
    if not forge.holds(asked, {"title": str, "head": str, "base": str}, {"body": str, **extra}):
        return Answered(422, {"message": "Validation Failed"})
    owner, _, branch = asked.body["head"].partition(":")
    where = next((one for one in forge.repositories.values() if one.name.startswith(f"{owner}/")), None)
    if where is None or branch not in where.branches:
        return Answered(422 if forge is GITHUB else 404, {"message": "head"})
    if any(one["head"] == asked.body["head"] and one["state"] == "open" for one in forge.requests):
        return Answered(422 if forge is GITHUB else 409, {"message": "A pull request already exists"})
    forge.requests.append({"number": len(forge.requests) + 41, "state": "open", **asked.body})
    return Answered(201, forge.requests[-1])


# GitHub


def _github_fork(forge: Forge, asked: Asked, *_: str) -> Answered:
    forge.holds(asked, {}, {"organization": str, "name": str, "default_branch_only": bool})
    name = f"{ME}/fiches-1"  # GitHub finds another name by itself where that one is taken
    return Answered(202, _told(forge, forge.repositories.get(name) or forge.fork(name)))


def _github_ref(forge: Forge, _: Asked, owner: str, name: str, branch: str) -> Answered:
    found = _where(forge, owner, name)
    if found and not forge.ready(found):
        return Answered(409, {"message": "Git Repository is empty."})
    if found is None or branch not in found.branches:
        return _MISSING
    tree = forge.remember(("tree", tuple(sorted(found.branches[branch].items()))))
    return Answered(
        200,
        {
            "ref": f"refs/heads/{branch}",
            "object": {"type": "commit", "sha": forge.remember(("commit", tree, "", ()))},
        },
    )


def _github_commit(forge: Forge, _: Asked, __: str, ___: str, sha: str) -> Answered:
    found = forge.objects.get(sha)
    return Answered(200, {"sha": sha, "tree": {"sha": found[1]}}) if found else _MISSING


def _github_blob(forge: Forge, asked: Asked, *_: str) -> Answered:
    if not forge.holds(asked, {"content": str}, {"encoding": str}) or asked.body.get("encoding") != "base64":
        return Answered(422, {"message": "Validation Failed"})
    return Answered(
        201, {"sha": forge.remember(("blob", base64.b64decode(asked.body["content"], validate=True)))}
    )


def _github_tree(forge: Forge, asked: Asked, *_: str) -> Answered:
    if not forge.holds(asked, {"tree": list, "base_tree": str}):
        return Answered(422, {"message": "Validation Failed"})
    files = dict(forge.objects[asked.body["base_tree"]][1])
    for entry in asked.body["tree"]:
        if {*entry} - {"path", "mode", "type", "sha", "content"} or ("sha" in entry) == ("content" in entry):
            forge.wrong.append(f"arbre : {sorted(entry)}")
        held = forge.objects[entry["sha"]][1] if "sha" in entry else entry["content"].encode()
        if (entry["mode"], entry["type"]) != ("100644", "blob"):
            forge.wrong.append(f"arbre : {entry['mode']} {entry['type']}")
        files[entry["path"]] = held
    return Answered(201, {"sha": forge.remember(("tree", tuple(sorted(files.items()))))})


def _github_committed(forge: Forge, asked: Asked, *_: str) -> Answered:
    if not forge.holds(asked, {"message": str, "tree": str, "parents": list}):
        return Answered(422, {"message": "Validation Failed"})
    body = asked.body
    return Answered(
        201, {"sha": forge.remember(("commit", body["tree"], body["message"], tuple(body["parents"])))}
    )


def _github_branch(forge: Forge, asked: Asked, owner: str, name: str) -> Answered:
    found = _where(forge, owner, name)
    if found is None or not forge.holds(asked, {"ref": str, "sha": str}):
        return Answered(422, {"message": "Validation Failed"})
    branch = asked.body["ref"].removeprefix("refs/heads/")
    if branch in found.branches:
        return Answered(422, {"message": "Reference already exists"})
    _, tree, message, parents = forge.objects[asked.body["sha"]]
    before = dict(forge.objects[forge.objects[parents[0]][1]][1])
    after = dict(forge.objects[tree][1])
    forge.commit(
        found,
        branch,
        files={path: held for path, held in after.items() if before.get(path) != held},
        message=message,
    )
    return Answered(201, {"ref": asked.body["ref"]})


def _github_requests(forge: Forge, asked: Asked, *_: str) -> Answered:
    if {*asked.query} != {"state", "head", "base"} or asked.query["state"] != "all":
        forge.wrong.append(f"demandes : {asked.query}")
    return Answered(200, [one for one in forge.requests if one["head"] == asked.query["head"]])


GITHUB = Forge(
    (
        ("GET", "/user", _user),
        ("GET", f"/repos/{_NAME}", _repository),
        ("POST", f"/repos/{_NAME}/forks", _github_fork),
        ("GET", f"/repos/{_NAME}/git/ref/heads/(.+)", _github_ref),
        ("GET", f"/repos/{_NAME}/git/commits/([0-9a-f]+)", _github_commit),
        ("POST", f"/repos/{_NAME}/git/blobs", _github_blob),
        ("POST", f"/repos/{_NAME}/git/trees", _github_tree),
        ("POST", f"/repos/{_NAME}/git/commits", _github_committed),
        ("POST", f"/repos/{_NAME}/git/refs", _github_branch),
        ("GET", f"/repos/{_NAME}/pulls", _github_requests),
        ("POST", f"/repos/{_NAME}/pulls", _open),
    ),
    scheme="Bearer",
    accept="application/vnd.github+json",
    # docs.github.com: « Using CORS and JSONP to make cross-origin requests ».
    allowed=frozenset(
        {
            "authorization",
            "content-type",
            "if-match",
            "if-modified-since",
            "if-none-match",
            "if-unmodified-since",
            "x-requested-with",
        }
    ),
)


# GitLab


def _numbered(forge: Forge, number: str) -> Repository | None:
    return next((one for one in forge.repositories.values() if number in {str(one.number), one.name}), None)


def _gitlab_told(forge: Forge, one: Repository) -> dict[str, Any]:
    level = {"access_level": 40 if one.parent or forge.may_write else 10}
    return {
        "id": one.number,
        "path_with_namespace": one.name,
        "archived": one.archived,
        "permissions": {
            "project_access": level if one.parent or forge.may_write else None,
            "group_access": None,
        },
        "import_status": "finished" if forge.ready(one) else "started",
    }


def _gitlab_project(forge: Forge, _: Asked, number: str) -> Answered:
    found = _numbered(forge, number)
    return Answered(200, _gitlab_told(forge, found)) if found else _MISSING


def _gitlab_forks(forge: Forge, asked: Asked, _: str) -> Answered:
    if asked.query.get("owned") != "true":
        forge.wrong.append(f"copies : {asked.query}")
    return Answered(200, [_gitlab_told(forge, one) for one in forge.repositories.values() if one.parent])


def _gitlab_fork(forge: Forge, asked: Asked, _: str) -> Answered:
    forge.holds(asked, {}, {"name": str, "path": str, "namespace_path": str})
    return Answered(201, _gitlab_told(forge, forge.fork(f"{ME}/fiches")))


def _gitlab_branch(forge: Forge, _: Asked, number: str, branch: str) -> Answered:
    found = _numbered(forge, number)
    return Answered(200, {"name": branch}) if found and branch in found.branches else _MISSING


def _gitlab_file(forge: Forge, asked: Asked, number: str, path: str) -> Answered:
    found = _numbered(forge, number)
    held = found and found.branches[asked.query["ref"]].get(path)
    return Answered(200, {"file_path": path, "last_commit_id": forge.remember(held)}) if held else _MISSING


def _gitlab_commit(forge: Forge, asked: Asked, number: str) -> Answered:
    needed = {"branch": str, "commit_message": str, "actions": list}
    if not forge.holds(asked, needed, {"start_branch": str, "start_project": int}):
        return Answered(400, {"error": "invalid"})
    where, body = _numbered(forge, number), asked.body
    if where is None or body["branch"] in where.branches:
        return Answered(400, {"message": f"A branch called '{body['branch']}' already exists."})
    start = _numbered(forge, str(body.get("start_project", number)))
    before = start.branches[body["start_branch"]] if start else {}
    files = {}
    for one in body["actions"]:
        known = before.get(one["file_path"])
        if {*one} - {"action", "file_path", "content", "encoding", "last_commit_id"}:
            forge.wrong.append(f"action : {sorted(one)}")
        if one["action"] != ("create" if known is None else "update"):
            return Answered(400, {"message": "A file with this name already exists"})
        if known is not None and one.get("last_commit_id") != forge.remember(known):
            return Answered(400, {"message": "The file has changed since you started editing it"})
        plain = one.get("encoding", "text") == "text"
        files[one["file_path"]] = (
            one["content"].encode() if plain else base64.b64decode(one["content"], validate=True)
        )
    forge.commit(where, body["branch"], files=files, message=body["commit_message"])
    return Answered(201, {"id": forge.remember(body)})


def _gitlab_requests(forge: Forge, asked: Asked, _: str) -> Answered:
    if {*asked.query} != {"state", "source_branch", "target_branch"}:
        forge.wrong.append(f"demandes : {asked.query}")
    return Answered(
        200, [one for one in forge.requests if one["source_branch"] == asked.query["source_branch"]]
    )


def _gitlab_open(forge: Forge, asked: Asked, number: str) -> Answered:
    needed = {"source_branch": str, "target_branch": str, "title": str}
    optional: Mapping[str, type] = {"target_project_id": int, "description": str, "allow_collaboration": bool}
    if not forge.holds(asked, needed, optional):
        return Answered(400, {"error": "invalid"})
    if any(
        one["source_branch"] == asked.body["source_branch"] and one["state"] == "opened"
        for one in forge.requests
    ):
        return Answered(
            409, {"message": ["Another open merge request already exists for this source branch"]}
        )
    where = _numbered(forge, number)
    known = where.number if where else 0
    forge.requests.append(
        {"iid": len(forge.requests) + 41, "state": "opened", "source_project_id": known, **asked.body}
    )
    return Answered(201, forge.requests[-1])


GITLAB = Forge(
    (
        ("GET", "/user", _user),
        ("GET", "/projects/([^/]+)", _gitlab_project),
        ("GET", "/projects/([^/]+)/forks", _gitlab_forks),
        ("POST", "/projects/([^/]+)/fork", _gitlab_fork),
        ("GET", "/projects/([^/]+)/repository/branches/([^/]+)", _gitlab_branch),
        ("GET", "/projects/([^/]+)/repository/files/([^/]+)", _gitlab_file),
        ("POST", "/projects/([^/]+)/repository/commits", _gitlab_commit),
        ("GET", "/projects/([^/]+)/merge_requests", _gitlab_requests),
        ("POST", "/projects/([^/]+)/merge_requests", _gitlab_open),
    ),
    scheme="Bearer",
    accept="application/json",
    allowed=frozenset({"authorization", "content-type", "private-token"}),
)


# Forgejo


def _forgejo_fork(forge: Forge, asked: Asked, *_: str) -> Answered:
    forge.holds(asked, {}, {"organization": str, "name": str})
    if any(one.parent for one in forge.repositories.values()):
        return Answered(409, {"message": "repository is already forked by user"})
    return Answered(202, _told(forge, forge.fork(f"{ME}/fiches")))


def _forgejo_forks(forge: Forge, asked: Asked, *_: str) -> Answered:
    if {*asked.query} - {"page", "limit"}:
        forge.wrong.append(f"copies : {asked.query}")
    mine = [_told(forge, one) for one in forge.repositories.values() if one.parent]
    return Answered(200, mine if asked.query.get("page") == "1" else [])


def _forgejo_sync(forge: Forge, _: Asked, owner: str, name: str, branch: str) -> Answered:
    found = _where(forge, owner, name)
    if found is None or branch not in found.branches:
        return _MISSING
    found.branches[branch] = dict(forge.repositories[HOME].branches[branch])
    return Answered(204, b"")


def _forgejo_branch(forge: Forge, _: Asked, owner: str, name: str, branch: str) -> Answered:
    found = _where(forge, owner, name)
    return (
        Answered(200, {"name": branch})
        if found and forge.ready(found) and branch in found.branches
        else _MISSING
    )


def _forgejo_file(forge: Forge, asked: Asked, owner: str, name: str, path: str) -> Answered:
    found = _where(forge, owner, name)
    held = found and found.branches[asked.query["ref"]].get(path)
    return Answered(200, {"path": path, "sha": forge.remember(held)}) if held else _MISSING


def _forgejo_commit(forge: Forge, asked: Asked, owner: str, name: str) -> Answered:
    found = _where(forge, owner, name)
    if (
        not forge.holds(asked, {"files": list}, {"branch": str, "new_branch": str, "message": str})
        or found is None
    ):
        return Answered(422, {"message": "Validation Failed"})
    body = asked.body
    if body["new_branch"] in found.branches:
        return Answered(409, {"message": "branch already exists"})
    files = {}
    for one in body["files"]:
        known = found.branches[body["branch"]].get(one["path"])
        if {*one} - {"operation", "path", "content", "sha", "from_path"}:
            forge.wrong.append(f"fichier : {sorted(one)}")
        if one["operation"] != ("create" if known is None else "update"):
            return Answered(422, {"message": "repository file already exists"})
        if known is not None and one.get("sha") != forge.remember(known):
            return Answered(422, {"message": "sha does not match"})
        files[one["path"]] = base64.b64decode(one["content"], validate=True)
    forge.commit(found, body["new_branch"], files=files, message=body["message"])
    return Answered(201, {"commit": {"sha": forge.remember(str(body))}})


def _forgejo_request(forge: Forge, _: Asked, __: str, ___: str, base: str, head: str) -> Answered:
    found = [one for one in forge.requests if (one["base"], one["head"]) == (base, head)]
    return Answered(200, found[0]) if found else _MISSING


FORGEJO = Forge(
    (
        ("GET", "/user", _user),
        ("GET", f"/repos/{_NAME}", _repository),
        ("POST", f"/repos/{_NAME}/forks", _forgejo_fork),
        ("GET", f"/repos/{_NAME}/forks", _forgejo_forks),
        ("POST", f"/repos/{_NAME}/sync_fork/([^/]+)", _forgejo_sync),
        ("GET", f"/repos/{_NAME}/branches/([^/]+)", _forgejo_branch),
        ("GET", f"/repos/{_NAME}/contents/(.+)", _forgejo_file),
        ("POST", f"/repos/{_NAME}/contents", _forgejo_commit),
        ("GET", f"/repos/{_NAME}/pulls/([^/]+)/([^/]+)", _forgejo_request),
        ("POST", f"/repos/{_NAME}/pulls", _open),
    ),
    scheme="token",
    accept="application/json",
    # What `[cors] ENABLED = true` lets through.
    allowed=frozenset({"authorization", "content-type", "user-agent", "x-forgejo-otp", "x-gitea-otp"}),
)
