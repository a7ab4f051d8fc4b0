"""What templates are given: small frozen values that are ready to be shown."""

from __future__ import annotations

import re
from dataclasses import dataclass

NON_DOCUMENTE = "non documenté"
A_VENIR = "à venir"

_WEB = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_MAIL = re.compile(r"[^\s<>\"@:/?&]+@[^\s<>\"@:/?&]+\.[a-zA-Z]{2,}")


@dataclass(frozen=True, slots=True)
class Valeur:
    """One thing to show: words (`texte`), a date (`jour`, as in the files) or both; linked if `adresse`."""

    texte: str = ""
    adresse: str | None = None
    jour: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fait:
    """A named fact. Without a value, `absence` is shown in its place: nothing is ever silently empty."""

    libelle: str
    valeurs: tuple[Valeur, ...] = ()
    absence: str = NON_DOCUMENTE

    @property
    def lacune(self) -> bool:
        """Whether this should be known by now and is not."""
        return not self.valeurs and self.absence == NON_DOCUMENTE


@dataclass(frozen=True, slots=True)
class Pastille:
    """An enjeu in small: always its colour, its icon and its number together, never colour alone."""

    numero: int
    titre: str
    icone: str
    adresse: str


@dataclass(frozen=True, slots=True)
class Badge:
    """A word with an icon: a phase, a verdict. `ton` names a colour of the style sheet."""

    texte: str
    icone: str
    ton: str


@dataclass(frozen=True, slots=True)
class Carte:
    """A record in a list. `badges` come first, `faits` are short (where, when, how many)."""

    titre: str
    adresse: str
    resume: str = ""
    nature: str = ""
    badges: tuple[Badge, ...] = ()
    enjeux: tuple[Pastille, ...] = ()
    faits: tuple[tuple[str, str], ...] = ()
    invente: bool = False


@dataclass(frozen=True, slots=True)
class Groupe:
    """A titled list of anything shown alike: cards, values, groups. `ancre` starts with a capital."""

    titre: str
    ancre: str
    elements: tuple[object, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Entete:
    """The head of every page. `fil` is the path to it, this page left out; empty on the home page.

    `invente` says why the page belongs to an invented example, empty where it does not. `nature` is what
    a search tells of it; `cherchable` leaves doubles out of the search.
    """

    titre: str
    fil: tuple[Valeur, ...] = ()
    surtitre: str = ""
    resume: str = ""
    invente: str = ""
    nature: str = ""
    cherchable: bool = False
    enjeu: Pastille | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """A source: where it is, when it was read, how far it can be trusted, in words."""

    titre: str
    adresse: str | None
    consulte_le: str | None
    certitude: str


@dataclass(frozen=True, slots=True)
class Pied:
    """The foot of a record: sources, those who link here, licence, how to cite and to correct it."""

    sources: tuple[Provenance, ...]
    mentions: tuple[Groupe, ...]
    licence: Valeur | None
    auteurs: str
    publie_le: str | None
    modifie_le: str | None
    citation: str
    correction: str | None


def lien_externe(url: str | None, texte: str = "") -> Valeur | None:
    """A link out of the site, or plain words where the text is no web address."""
    if not url:
        return None
    if not _WEB.fullmatch(url):
        return Valeur(texte or url)
    return Valeur(texte or re.sub(r"^https?://(www\.)?|/$", "", url, flags=re.IGNORECASE), url)


def contact(texte: str | None) -> Valeur | None:
    """How to reach someone: an e-mail address or a web address becomes a link, the rest stays words."""
    if texte and _MAIL.fullmatch(texte):
        return Valeur(texte, f"mailto:{texte}")
    return lien_externe(texte)


def presentes(*valeurs: Valeur | None) -> tuple[Valeur, ...]:
    """Those that are there."""
    return tuple(valeur for valeur in valeurs if valeur is not None)
