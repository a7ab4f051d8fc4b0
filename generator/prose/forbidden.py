"""Say what is wrong with an address that may not be published, and what to write: `forbidden(href)`."""

from __future__ import annotations

import re
from typing import NamedTuple

from generator import web
from generator.diagnostics import quoted, say


def forbidden(href: str) -> tuple[str, str]:
    """The message and its remedy, for an address whose destination is forbidden."""
    address = f"l'adresse {quoted(href)}"
    if web.on_a_computer(href):
        return f"{address} mène à un fichier de votre ordinateur", say("adresse-ordinateur-aide")
    why = _reason(href.strip())
    if why:
        return f"{address} ne mène nulle part", say(f"adresse-{why}-aide")
    found = next(wrong for wrong in _WRONG if wrong.shape.search(href.strip()))
    return f"{address} {found.message}", found.help.format(quoted("https:" + href.strip()))


def _reason(href: str) -> web.Why | None:
    """Why browsers would not follow an address that looks like a web address."""
    if not re.match(r"https?:", href, re.IGNORECASE) or re.search(r"[\s\\\x00-\x1f\x7f-\x9f]", href):
        return None
    why = web.parse(href)
    named = href.partition("//")[2].strip("/")
    return why if named and isinstance(why, str) and why != "debut" else None


class _Wrong(NamedTuple):
    shape: re.Pattern[str]
    message: str
    help: str


# What is wrong with an address that may not be published: the first that fits.
_WRONG = tuple(
    _Wrong(re.compile(shape, re.IGNORECASE), message, remedy)
    for shape, message, remedy in (
        ("^//", "ne dit pas comment joindre le site", "écrivez {}"),
        (
            r"^https?:.*\\",
            "contient une barre oblique inverse",
            "retirez-la : les barres d'une adresse web sont toutes des « / »",
        ),
        (
            r"^(?:[a-z]:|(?![a-z][a-z0-9+.-]*:)).*\\",
            "contient une barre oblique inverse",
            "séparez les dossiers par « / »",
        ),
        (r"[\x00-\x1f\x7f-\x9f]", "contient un caractère invisible", "retapez l'adresse à la main"),
        (r"^https?://\s", "contient une espace", "retirez l'espace qui suit les barres obliques"),
        (
            "^https?:",
            "est incomplète",
            "après « https: » viennent deux barres obliques et le nom du site",
        ),
        ("^mailto:", "est incomplète", "après « mailto: » vient une adresse électronique entière"),
        (
            "",
            "ne peut pas être publiée",
            "un lien commence par https://, http:// ou mailto:, ou donne le chemin d'un fichier de l'espace",
        ),
    )
)
