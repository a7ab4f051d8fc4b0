"""What templates are given: small frozen values that are ready to be shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from generator.frozen import Frozen

if TYPE_CHECKING:
    from generator.pages.frame.citations import Citable, Notice

NON_DOCUMENTE = "non documenté"
A_VENIR = "à venir"
# What a page shows of a list before it goes on elsewhere; and the page of a record, which has more to say.
PER_PAGE = 50
PER_RECORD = 9
PER_ENJEU = 6  # it has three such lists: experiments, tools, findings
LINES_PER_RECORD = 24

_WEB = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_MAIL = re.compile(r"[^\s<>\"@:/?&]+@[^\s<>\"@:/?&]+\.[a-zA-Z]{2,}")

_BARE = "@!$'*+=~"


class Value(Frozen):
    """One thing to show: words (`texte`), a date (`jour`, as in the files) or both; linked if `adresse`."""

    texte: str = ""
    adresse: str | None = None
    jour: str | None = None
    note: str = ""


class Fait(Frozen):
    """A named fact. Without a value, `absence` is shown in its place: nothing is ever silently empty.

    What is not there yet is not to be found by its name: `cherchable` is then false.
    """

    libelle: str
    valeurs: tuple[Value, ...] = ()
    absence: str = NON_DOCUMENTE
    cherchable: bool = True

    @property
    def lacune(self) -> bool:
        """Whether a value is due by now and nobody documented it: the page then says so."""
        return not self.valeurs and self.absence == NON_DOCUMENTE


class EnjeuDot(Frozen):
    """An enjeu in small: always its colour, its icon and its number together, never colour alone."""

    numero: int
    titre: str
    icone: str
    adresse: str


class Badge(Frozen):
    """A word with an icon: a phase, a verdict. `ton` names a colour of the style sheet."""

    texte: str
    icone: str
    ton: str


class Progress(Frozen):
    """How much of what is expected by now is told: `faits` pieces out of `total`."""

    faits: int
    total: int


class Licence(Frozen):
    """A licence: its name, its letters (`CC BY-SA 4.0`), and what it lets one do in a sentence."""

    nom: str
    sigle: str
    permissions: str
    adresse: str | None


class Picture(Frozen):
    """A picture of what a record is about, with its size in pixels."""

    adresse: str
    largeur: int
    hauteur: int
    alternative: str
    credit: str
    licence: Licence


class Card(Frozen):
    """A record in a list. `badges` come first, `faits` are short (where, when, how many).

    `mesure` tells how well it is documented, where the list says so; `verdicts` counts what hypotheses came
    to (`2 confirmées`), those of an invented example only on its own card.
    """

    titre: str
    adresse: str
    resume: str = ""
    nature: str = ""
    badges: tuple[Badge, ...] = ()
    enjeux: tuple[EnjeuDot, ...] = ()
    faits: tuple[tuple[str, str], ...] = ()
    invente: bool = False
    mesure: Progress | None = None
    verdicts: tuple[Badge, ...] = ()
    image: Picture | None = None


class Group(Frozen):
    """A titled list of anything shown alike: cards, values, groups. `ancre` starts with a capital.

    `total` counts them where only some are here; `suite` is where the others are.
    """

    titre: str
    ancre: str
    elements: tuple[object, ...]
    note: str = ""
    total: int = 0
    suite: str | None = None

    @property
    def nombre(self) -> int:
        """How many there are in all."""
        return self.total or len(self.elements)


class SearchCard(Frozen):
    """What a search knows of a page besides its words: the card that leads to it.

    `genre` is the name of its kind; `facettes` is JSON, the codes of a page that the catalogue does not hold:
    empty for a record. Where `bref`, the search reads no more of it than its card.
    """

    carte: Card
    genre: str
    facettes: str = ""
    bref: bool = False


class Suivi(Frozen):
    """A feed or a calendar that goes with a page: the words of its link, its address, its icon and type."""

    texte: str
    adresse: str
    icone: str
    type: str


class Pagination(Frozen):
    """Where one is in lists that take several pages; `pages` are those named: first, last, and near ones.

    `listes` are the titles of those that go on after this page.
    """

    numero: int
    total: int
    precedent: str | None
    suivant: str | None
    pages: tuple[Value, ...]
    listes: tuple[str, ...]


class Head(Frozen):
    """The head of every page. `breadcrumb` is the path to it, this page left out; empty on the home page.

    `invente` says why the page belongs to an invented example, empty where it does not. `search_card` is what
    a search knows of it, None where it gives other pages instead; `cherchable` leaves doubles out.
    `suivis` are its feed and its calendar. `pagination` is None where its lists fit on one page.
    """

    titre: str
    breadcrumb: tuple[Value, ...] = ()
    surtitre: str = ""
    resume: str = ""
    invente: str = ""
    search_card: SearchCard | None = None
    cherchable: bool = False
    enjeu: EnjeuDot | None = None
    suivis: tuple[Suivi, ...] = ()
    pagination: Pagination | None = None


class Provenance(Frozen):
    """A source: where it is, when it was read, how far it can be trusted, in words."""

    titre: str
    adresse: str | None
    consulte_le: str | None
    certitude: str


class Foot(Frozen):
    """The foot of a record: sources, those who link here, licence, how to cite, share and correct it.

    `reference` tells how to cite and share it; `correction` leads to the form filled with it and to its file.
    `precisions` stand before it: what it tells in fields that the schemas of the commons add to ours.
    `dossier` is the whole of it for paper; `papiers` are to be filled in; `notice` is what programs are told.
    """

    sources: tuple[Provenance, ...]
    mentions: tuple[Group, ...]
    licence: Licence
    auteurs: str
    publie_le: str | None
    modifie_le: str | None
    reference: Citable
    correction: tuple[Value, ...]
    precisions: tuple[Fait, ...] = ()
    dossier: Value | None = None
    papiers: tuple[Value, ...] = ()
    notice: Notice | None = None


def outside_link(url: str | None, texte: str = "") -> Value | None:
    """A link out of the site, or plain words where the text is no web address."""
    if not url:
        return None
    if not _WEB.fullmatch(url):
        return Value(texte or url)
    return Value(texte or re.sub(r"^https?://(www\.)?|/$", "", url, flags=re.IGNORECASE), url)


def contact_link(texte: str | None) -> Value | None:
    """How to reach someone: an e-mail address or a web address becomes a link, the rest stays words."""
    return mail_link(texte) if is_mail(texte) else outside_link(texte)


def is_mail(texte: str | None) -> bool:
    """Whether a way to reach someone is an e-mail address."""
    return bool(texte and _MAIL.fullmatch(texte))


def mail_link(texte: str | None) -> Value | None:
    """An e-mail address, linked; what would start the rest of a message is written in codes."""
    return Value(texte, f"mailto:{quote(texte, safe=_BARE)}") if texte else None


def known_values(*valeurs: Value | None) -> tuple[Value, ...]:
    """The values that are not None: a fact shows what is known."""
    return tuple(valeur for valeur in valeurs if valeur is not None)
