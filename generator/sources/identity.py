"""Decide from a file's path alone which record it is, or why no record lives there."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from generator.diagnostics import quoted, say
from generator.kinds import SHIPPED, Kinds
from generator.sources import file_names

SITE = "content/site.yml"
LEXICON = "content/lexique.yml"


class Identity(NamedTuple):
    """What a record is (`outil`) and which one (`cercle-d-essai`)."""

    kind: str
    id: str


class Refused(NamedTuple):
    """Why a path names no record; `meant` is what it would name once corrected, where that is clear."""

    rule: str
    message: str
    help: str
    meant: Identity | None = None


ALONE = {SITE: Identity("site", "site"), LEXICON: Identity("lexique", "lexique")}
"""The files that hold fields alone, without a text: one of each for the whole commons."""

_REVISION = re.compile(r"r[1-9][0-9]{0,2}", re.ASCII)
_IN_FOLDER = {"index": "experimentation", "evaluation": "evaluation"}
_ENTRY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})-(.+)", re.ASCII | re.DOTALL)
_EXPERIMENT = (
    "une expérimentation est un dossier : experiments/<nom>/index.md, protocole/r1.md, "
    "journal/<AAAA-MM-JJ>-<mot>.md, evaluation.md"
)


def identify(path: str, kinds: Kinds = SHIPPED) -> Identity | Refused:
    """The kind and id of the record at `path` (a `.md` file, or one of fields alone), or why it is refused.

    `kinds` are those of the commons, where it adds some of its own.
    """
    if path in ALONE:
        return ALONE[path]
    *folders, name = path.split("/")
    stem = name.removesuffix(".md")
    if stem.casefold() == "readme":
        return _misplaced(
            say("pas-une-fiche", nom=quoted(name)),
            say("pas-une-fiche-aide"),
        )
    if folders[0] == "content":
        return _in_content(folders[1:], stem, kinds)
    if folders[0] == "toolbox":
        return _in_toolbox(folders[1:], stem)
    return _in_experiments(folders[1:], stem)


def _in_content(folders: list[str], stem: str, kinds: Kinds) -> Identity | Refused:
    kind = kinds.in_folder(folders[0]) if folders else None
    if kind is None:
        page = "/".join([*folders, stem])
        return _named(stem, "page", page, meant="/".join([*folders, file_names.slug(stem)]))
    if len(folders) > 1 or stem == "index":
        remedy = say("fiche-d-aucun-aide", dossier=f"content/{folders[0]}/")
        meant = Identity(kind, folders[1]) if folders[1:] and stem == "index" else None
        message = say("fiche-d-aucun", aucun=kinds[kind].none_of_them)
        return Refused(rule="fichier-mal-place", message=message, help=remedy, meant=meant)
    return _named(stem, kind, stem, meant=file_names.slug(stem))


def _in_toolbox(folders: list[str], stem: str) -> Identity | Refused:
    if len(folders) == 1 and stem == "index" and folders[0] != "index":
        return Identity("outil", folders[0])
    if folders or stem == "index":
        return _misplaced(say("fiche-d-aucun", aucun="aucun outil"), say("outil-mal-place-aide"))
    return _named(stem, "outil", stem, meant=file_names.slug(stem))


def _in_experiments(folders: list[str], stem: str) -> Identity | Refused:
    experiment = folders[0] if folders else ""
    if folders[1:] == ["protocole"]:
        return _revision(experiment, stem)
    if folders[1:] == ["journal"]:
        return _entry(experiment, stem)
    kind = _IN_FOLDER.get(file_names.slug(stem)) if len(folders) == 1 else None
    if kind:
        return _named(stem, kind, experiment, meant=experiment)
    # Alone in its folder, a misplaced file is most often the index under another name.
    named = experiment or file_names.slug(stem)
    meant = Identity("experimentation", named) if named and len(folders) <= 1 else None
    message = "ce fichier n'est aucune des fiches d'une expérimentation"
    remedy = _EXPERIMENT if folders else f"déplacez-le : experiments/{named or '<nom>'}/index.md"
    return Refused(rule="fichier-mal-place", message=message, help=remedy, meant=meant)


def _revision(experiment: str, stem: str) -> Identity | Refused:
    if _REVISION.fullmatch(stem):
        return Identity("protocole", f"{experiment}/{stem}")
    number = re.search(r"[1-9][0-9]{0,2}(?![0-9])", stem, re.ASCII)
    meant = f"r{number[0]}" if number else "r1"
    return Refused(
        rule="nom-de-revision",
        message=f"{quoted(stem + '.md')} n'est pas le nom d'une révision du protocole",
        help=f"renommez-le en {quoted(meant + '.md')} : les révisions se nomment r1.md, r2.md, r3.md…",
        meant=Identity("protocole", f"{experiment}/{meant}"),
    )


def _entry(experiment: str, stem: str) -> Identity | Refused:
    parts = _ENTRY.fullmatch(stem)
    if parts is None:
        word = file_names.slug(stem)[:40] or "atelier"
        return Refused(
            "nom-de-journal",
            f"{quoted(stem + '.md')} ne commence pas par une date suivie d'un mot",
            f"nommez-le par exemple {quoted(f'2025-03-02-{word}.md')}, avec la date du jour raconté",
        )
    try:
        date.fromisoformat(parts[1])
    except ValueError:
        return Refused(
            "nom-de-journal",
            f"le {parts[1]} n'existe pas au calendrier",
            "donnez au fichier la date du jour raconté, année, mois et jour : AAAA-MM-JJ",
        )
    meant = f"{parts[1]}-{file_names.slug(parts[2])}"
    if found := file_names.check(stem, ".md"):
        rule, message, _ = found
        remedy = say("nom-de-fichier-aide", propose=quoted(f"{meant}.md"))
        return Refused(
            rule=rule, message=message, help=remedy, meant=Identity("journal", f"{experiment}/{meant}")
        )
    return Identity("journal", f"{experiment}/{stem}")


def _named(stem: str, kind: str, identifier: str, *, meant: str) -> Identity | Refused:
    found = file_names.check(stem, ".md")
    if found is None:
        return Identity(kind, identifier)
    return Refused(*found, Identity(kind, meant) if kind and meant else None)


def _misplaced(message: str, remedy: str) -> Refused:
    return Refused("fichier-mal-place", message, remedy)
