"""Say where each record is published: the only place that knows the addresses of the site."""

from __future__ import annotations

import re

from generator.model import Ref

# Permanent: an address that was published keeps answering.
_ADDRESSES = {
    "enjeu": "/enjeux/{}/",
    "territoire": "/territoires/{}/",
    "acteur": "/acteurs/{}/",
    "evenement": "/agenda/{}/",
    "page": "/{}/",
    "outil": "/boite-a-outils/{}/",
    "experimentation": "/experimentations/{}/",
    "protocole": "/experimentations/{}/protocole/{}/",
    "journal": "/experimentations/{}/journal/{}/",
    "evaluation": "/experimentations/{}/evaluation/",
}
_HOME = "accueil"
# What the site itself publishes: no page of content/ takes these addresses, nor stands under the first.
_FOLDERS_TAKEN = frozenset(
    {
        "acteurs",
        "agenda",
        "appels",
        "assets",
        "boite-a-outils",
        "couverture",
        "donnees",
        "enjeux",
        "enseignements",
        "experimentations",
        "fautes",
        "pagefind",
        "recherche",
        "schemas",
        "territoires",
    }
)
_PAGES_TAKEN = frozenset({"contribuer/champs", "contribuer/formulaire", "contribuer/regles"})
_FOLDERS = (
    (re.compile(r"content/(.+)"), r"/\1"),
    (re.compile(r"toolbox/(.+)"), r"/boite-a-outils/\1"),
    (re.compile(r"experiments/(.+)"), r"/experimentations/\1"),
)


def address(ref: Ref) -> str:
    """The address of a record, from the site's root, with `/` at both ends."""
    if ref == Ref("page", _HOME):
        return "/"
    parts = ref.id.split("/") if ref.kind in {"protocole", "journal"} else [ref.id]
    return _ADDRESSES[ref.kind].format(*parts)


def is_taken(page_id: str) -> bool:
    """Whether a page of `content/` would stand where the site publishes something of its own."""
    return page_id.partition("/")[0] in _FOLDERS_TAKEN or page_id in _PAGES_TAKEN


def enjeu_territoire(enjeu_id: str, territory_id: str) -> str:
    """The address of the page that crosses an enjeu and a territory."""
    return f"/enjeux/{enjeu_id}/{territory_id}/"


def attachment(path: str) -> str:
    """The address of an attachment, from its file's path."""
    for pattern, replacement in _FOLDERS:
        if pattern.fullmatch(path):
            return pattern.sub(replacement, path)
    raise ValueError(path)
