"""Write a new espace: the records it starts from, its settings, its commands, and the wheel it runs."""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.checking import check
from generator.diagnostics import RENDERERS
from generator.grammar import LAB, of, to
from generator.machine import about
from generator.opening import pin
from generator.opening.cannot_open import CannotOpen
from generator.output import OutputFile
from generator.shipped import PROJECT
from generator.working import lines_of, schemas_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.opening.wheel import Wheel
    from generator.opening.wish import Opening, WishedEnjeu, WishedPlace

TABLE = "files.toml"
_TEMPLATES = Path(__file__).parent / "templates"
_MARK = re.compile(r'⟦("?)([^⟧"]+)"?⟧')
_SAID_BY_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_MAY_STAY = frozenset({".git"})


def opened(folder: Path, wish: Opening, wheel: Wheel) -> tuple[str, ...]:
    """Make in `folder`, absent or empty, the espace that is wished for; the paths of its files.

    It is checked before it is put in its place: nothing is there where it would not pass. Raises `CannotOpen`
    and `OSError`.
    """
    refuse_taken(folder)
    files = sorted(_files(wish, wheel), key=lambda file: file.path)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as beside:
        made = Path(beside) / "espace"
        for file in files:
            target = made / file.path
            target.parent.mkdir(parents=True, exist_ok=True)
            with about(target):
                target.write_bytes(file.content)
        _hold(made)
        _put(made, folder)
    return tuple(file.path for file in files)


def refuse_taken(folder: Path) -> None:
    """Raise `CannotOpen` where `folder` is no place for a new espace: it holds something, or is no folder."""
    if folder.exists() and not folder.is_dir():
        why = f"{folder} n'est pas un dossier"
        raise CannotOpen(why, "donnez un dossier vide ou nouveau")
    held = sorted({path.name for path in folder.iterdir()} - _MAY_STAY) if folder.is_dir() else []
    if held:
        why = f"le dossier {folder} n'est pas vide : il contient {held[0]}"
        raise CannotOpen(why, "donnez un dossier vide ou nouveau ; rien n'a été touché")


def targets(table: str, forge: str) -> dict[str, str]:
    """The tool's own files in an espace of that forge: each path there, and its template."""
    found: dict[str, dict[str, str]] = tomllib.loads(table)["outil"]
    return {**found["commun"], **found.get(forge, {})}


def _files(wish: Opening, wheel: Wheel) -> Iterator[OutputFile]:
    table = _template(TABLE)
    for path, name in targets(table, wish.forge).items():
        yield _text(path, _template(name))
    for path, name in tomllib.loads(table)["fiches"].items():
        yield _text(path, _filled(_template(name), wish))
    yield _text("content/site.yml", _facts(wish))
    for number, enjeu in enumerate(wish.enjeux, 1):
        yield _text(f"content/enjeux/{enjeu.id}.md", _enjeu(number, enjeu))
    for place in wish.territoires:
        yield _text(f"content/territoires/{place.id}.md", _place(place))
    yield OutputFile(f"{pin.FOLDER}/{wheel.path.name}", wheel.path.read_bytes())
    yield _text(pin.LOCK, wheel.carried("requirements/site.txt"))
    yield _text(pin.FILE, pin.written(wheel))


def _facts(wish: Opening) -> str:
    """`content/site.yml`, with what is left to say in comments."""
    colours = [
        f"  {theme}: {{{', '.join(f'{name}: {_quoted(value)}' for name, value in own.items())}}}"
        for theme, own in sorted(wish.couleurs.items())
    ]
    lines = [
        "# Les faits du site. Chaque champ est expliqué à la page « Les champs » du site.",
        f"nom: {_quoted(wish.nom)}",
        f"url: {_quoted(wish.url)}",
        "# Les flux et les agendas se reconnaissent par elle : elle reste, même si l'adresse change.",
        f"identite: {_quoted(wish.url)}",
        f"description: {_quoted(wish.description)}",
        *_optional("editeur", wish.editeur, "L'organisation qui publie le site et en répond."),
        *_optional("contact", wish.contact, "L'adresse électronique publique de l'équipe."),
        *_optional("depot", wish.depot, "L'adresse du dépôt, pour les liens « Corriger cette page »."),
        *(["vocabulaire:", f"  labo: {_quoted(wish.labo)}"] if wish.labo else []),
        *(["couleurs:", *colours] if colours else []),
        f"forge: {wish.forge}",
        "branche: main",
        "licence: CC-BY-SA-4.0",
        "# Le jour à partir duquel vos expérimentations documentent chaque étape :",
        "# regles_depuis: AAAA-MM-JJ",
    ]
    return "\n".join(lines) + "\n"


def _optional(field: str, value: str, why: str) -> list[str]:
    return [f"{field}: {_quoted(value)}"] if value else [f"# {why}", f"# {field}: à compléter"]


def _enjeu(number: int, enjeu: WishedEnjeu) -> str:
    icons = schemas_of(PROJECT).trees["enjeu"]["properties"]["icone"]["enum"]
    return (
        f"---\nnumero: {number}\ntitre: {_quoted(enjeu.titre)}\nquestion: {_quoted(enjeu.question)}\n"
        f"icone: {icons[number - 1]}\n---\n"
    )


def _place(place: WishedPlace) -> str:
    summary = f"{place.titre} : un territoire où l'on essaie, et dont cet espace garde la trace."
    abroad = f"pays: {place.pays}\nniveau_local: {_quoted(place.niveau_local)}\n" if place.pays else ""
    return (
        f"---\ntitre: {_quoted(place.titre)}\nresume: {_quoted(summary)}\n{abroad}"
        "licence: CC-BY-SA-4.0\n---\n"
    )


def _filled(text: str, wish: Opening) -> str:
    """A template with what was wished for: `⟦nom⟧` in Markdown, `⟦"nom"⟧` as YAML quotes it."""
    lab = wish.labo or LAB
    known: Mapping[str, str] = {
        "nom": wish.nom,
        "description": wish.description,
        "editeur": wish.editeur or "à compléter",
        "le labo": lab,
        "du labo": of(lab),
        "au labo": to(lab),
    }

    def put(found: re.Match[str]) -> str:
        if found[2] == "publier":
            return _template(f"publier-{wish.forge}.md").strip()
        value = known[found[2]]
        return _quoted(value) if found[1] else _SAID_BY_MARKDOWN.sub(r"\\\1", value)

    return _MARK.sub(put, text)


def _template(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def _text(path: str, text: str) -> OutputFile:
    return OutputFile(path, text.encode())


def _quoted(value: Any) -> str:  # noqa: ANN401 — any text; JSON's quotes are YAML's
    return json.dumps(value, ensure_ascii=False)


def _hold(made: Path) -> None:
    """Raise `CannotOpen` where the records just written would not be published."""
    checked = check(made, schemas_of(PROJECT))
    if not checked.sound:
        wrong = [one for one in checked.told if one.severity == "error"]
        why = "ce qui a été demandé ne donnerait pas un espace sans faute :\n"
        raise CannotOpen(why + RENDERERS["texte"](wrong, lines_of(made)).rstrip())


def _put(made: Path, folder: Path) -> None:
    """Give the espace its place at once, or file by file where the folder is already one of git."""
    if folder.is_dir() and any(folder.iterdir()):
        for path in sorted(made.iterdir()):
            shutil.move(path, folder / path.name)
        return
    os.replace(made, folder)  # noqa: PTH105 — over an empty folder too
