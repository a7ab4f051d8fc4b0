"""Lead to the forge where the files live: to correct one, to propose a new one, to drop whole folders."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from generator import web
from generator.frozen import Frozen
from generator.pages.frame.views import outside_link

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.pages.frame.atlas import Atlas

_EDITIONS = {
    "github": "{depot}/edit/{branche}/{{chemin}}",
    "gitlab": "{depot}/-/edit/{branche}/{{chemin}}",
    "forgejo": "{depot}/_edit/{branche}/{{chemin}}",
}
# GitHub and Forgejo fill in both the name and the text; GitLab takes the name alone.
_NOUVEAUX = {
    "github": "{depot}/new/{branche}?filename={{chemin}}&value={{texte}}",
    "gitlab": "{depot}/-/new/{branche}?file_name={{chemin}}",
    "forgejo": "{depot}/_new/{branche}/{{dossier}}/?filename={{nom}}&value={{texte}}",
}
# Where whole folders can be dropped at once.
_ENVOIS = {"github": "{depot}/upload/{branche}"}
# Whoever has no rights there writes in a copy. GitHub makes it by itself as one proposes a file.
_COPIES = {"gitlab": "{depot}/-/forks/new", "forgejo": "{depot}"}
_GESTES = {
    "gitlab": "Choisissez votre nom, puis « Fork project ».",
    "forgejo": "Sur la page qui s'ouvre, appuyez sur « Fork » (ou « Bifurcation »), en haut à droite.",
}
_DEMANDES = {
    "gitlab": "{{copie}}/-/merge_requests/new?merge_request[source_branch]={branche}",
    "forgejo": "{depot}/compare/{branche}...{{compte}}:{branche}",
}

# Where each forge answers programs; `{dessus}` is what its projects stand under: GitLab tells it not.
_APIS = {
    "github": "{site}/api/v3",
    "gitlab": "{site}/api/v4",
    "forgejo": "{dessus}/api/v1",
}
_GITHUB = {"github.com", "www.github.com"}
_GITHUB_API = "https://api.github.com"
# Where one makes a token, the least that it must allow, and what that is called there.
_JETONS = {
    "github": (
        "{site}/settings/tokens/new?scopes=public_repo&description=Espace+ressources",
        ("public_repo",),
        "écrire dans vos dépôts publics, et y proposer des changements",
    ),
    "gitlab": (
        "{site}/-/user_settings/personal_access_tokens?scopes=api&name=Espace+ressources",
        ("api",),
        "agir à votre place : GitLab n'a pas de droit plus étroit pour proposer un changement",
    ),
    "forgejo": (
        "{dessus}/user/settings/applications",
        ("write:repository", "read:user"),
        "écrire dans vos dépôts, et connaître le nom de votre compte",
    ),
}
_HTTPS = 443
# Whether what stands before an account and its project is where the forge is: elsewhere, groups of groups.
_ABOVE = {"github": True, "gitlab": False, "forgejo": True}
_STEPS = 2  # an account or a group, then a project


class ApiAtForge(Frozen):
    """How the form's scripts send by themselves: by the API at `adresse`, to the project of path `projet`.

    `sorte` is the kind of the forge, `depot` the address of the project; `jeton` is where one makes a token,
    `droits` what it must allow and `portee` what these rights mean.
    """

    sorte: str
    adresse: str
    projet: str
    depot: str
    branche: str
    jeton: str
    droits: tuple[str, ...]
    portee: str


class CopyAtForge(Frozen):
    """How to write in a copy: `adresse` is where one makes it, `geste` says how.

    `depot` is what it is a copy of; `demande` where it is proposed, with `{copie}`, its address, or
    `{compte}`, whose it is, to be filled in.
    """

    adresse: str
    geste: str
    depot: str
    demande: str


def correction_address(atlas: Atlas, chemin: str) -> str | None:
    """Where the forge lets anyone propose a change to a file; None where the site names no forge."""
    pattern = edit_address(atlas)
    return pattern.format(chemin=quote(chemin)) if pattern else None


def edit_address(atlas: Atlas) -> str:
    """Where the forge lets anyone propose a change to a file, its `{chemin}` to be filled in; or empty."""
    return _at_the_forge(atlas, _EDITIONS)


def new_file_address(atlas: Atlas) -> str:
    """Where the forge lets anyone propose a new file; empty where the site names no forge.

    `{chemin}` or `{dossier}` and `{nom}`, and `{texte}` are to be filled in: the text has no place where the
    forge takes none.
    """
    return _at_the_forge(atlas, _NOUVEAUX)


def upload_address(atlas: Atlas) -> str:
    """Where the forge lets anyone propose whole folders at once; empty where it does not."""
    return _at_the_forge(atlas, _ENVOIS)


def copy_at_forge(atlas: Atlas) -> CopyAtForge | None:
    """The copy that the form tells of; None where the forge makes it by itself, or where there is none."""
    where = _at_the_forge(atlas, _COPIES)
    if not where:
        return None
    return CopyAtForge(
        adresse=where,
        geste=_GESTES[atlas.commons.site.forge or ""],
        depot=_at_the_forge(atlas, dict.fromkeys(_COPIES, "{depot}")),
        demande=_at_the_forge(atlas, _DEMANDES),
    )


def api_at_forge(atlas: Atlas) -> ApiAtForge | None:
    """The API of the site's own forge; None without a forge, or where its project cannot be told."""
    depot = _at_the_forge(atlas, dict.fromkeys(_APIS, "{depot}"))
    found = web.parse(depot) if depot else "debut"
    # A token is never sent in clear.
    if isinstance(found, str) or found.scheme != "https" or {*"%~"} & {*found.path}:
        return None
    steps = found.path.strip("/").split("/")
    if len(steps) < _STEPS:
        return None
    facts = atlas.commons.site
    sorte = facts.forge or ""
    site = f"https://{found.host}" + (f":{found.port}" if found.port != _HTTPS else "")
    cut = len(steps) - _STEPS if _ABOVE[sorte] else 0
    places = {"site": site, "dessus": "/".join((site, *steps[:cut]))}
    jeton, droits, portee = _JETONS[sorte]
    adresse = _GITHUB_API if found.host in _GITHUB else _APIS[sorte].format(**places)
    return ApiAtForge(
        sorte=sorte,
        adresse=adresse,
        projet="/".join(steps[cut:]),
        depot=depot,
        branche=facts.branche,
        jeton=jeton.format(**places),
        droits=droits,
        portee=portee,
    )


def _at_the_forge(atlas: Atlas, patterns: Mapping[str, str]) -> str:
    site = atlas.commons.site
    pattern = patterns.get(site.forge or "")
    if pattern is None or outside_link(site.depot) is None:
        return ""
    depot = (site.depot or "").rstrip("/").removesuffix(".git").replace("{", "%7B").replace("}", "%7D")
    return pattern.format(depot=depot, branche=quote(site.branche))
