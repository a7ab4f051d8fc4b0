"""Write how to cite a page: a sentence, BibTeX, CITATION.cff, RIS, CSL-JSON; each escaped as they ask."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from generator.addresses import address
from generator.frozen import Frozen
from generator.model import Protocole, day_in_words
from generator.news import exact_day, first_name, on_one_line

if TYPE_CHECKING:
    from generator.model import Commons, Record, Ref

_LATEX = str.maketrans(
    {
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)
_WRITTEN = frozenset({"Article", "HowTo", "CollectionPage", "WebPage", "Dataset"})
_EXAMPLE = " (exemple inventé)"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class Citation(Frozen):
    """One page to cite, in the forms that people and their programs read."""

    texte: str
    bibtex: str
    cff: str
    ris: str
    csl: str


class Citable(Frozen):
    """What a citation tells. `adresse` is whole; `date` is the day of this version, as in the files.

    What follows from it is written when a template shows it.
    """

    cle: str
    titre: str
    auteurs: tuple[str, ...]
    site: str
    editeur: str
    date: str
    version: str
    adresse: str
    licence: str

    @property
    def citation(self) -> Citation:
        """The citation in every format."""
        return Citation(
            texte=_sentence(self), bibtex=_bibtex(self), cff=_cff(self), ris=_ris(self), csl=_csl(self)
        )

    @property
    def partage(self) -> str:
        """The address that opens a message about the page, in the reader's own program."""
        words = {"subject": self.titre, "body": f"{self.titre}\r\n{self.site}\r\n\r\n{self.adresse}\r\n"}
        return f"mailto:?{urlencode(words, quote_via=quote)}"


class Notice(Frozen):
    """A record for programs: its type in schema.org, the address of its licence, what its type alone has.

    `propres` are names and values of schema.org: texts, and tuples of texts; `publiee` is a day or empty.
    """

    sorte: str
    reference: Citable
    licence: str
    publiee: str = ""
    propres: tuple[tuple[str, Any], ...] = ()

    @property
    def ecrite(self) -> bool:
        """Whether it is a text, which has authors and a licence: a place or an organisation has none."""
        return self.sorte in _WRITTEN


def citable(commons: Commons, ref: Ref, record: Record, *, titre: str, invente: bool) -> Citable:
    """The facts of a record's citation, shown at the foot of its page; its BibTeX key is the first id it had.

    The title of an invented example says that it is one: a bibliography shows nothing else of it.
    """
    site, first = commons.site, first_name(commons, ref)
    own = str(getattr(record, "date", "") or "")
    return Citable(
        cle=f"{first.kind}:{first.id.replace('/', ':')}",
        titre=on_one_line(titre) + _EXAMPLE * (invente and _EXAMPLE.strip(" ()") not in titre),
        auteurs=tuple(filter(None, map(on_one_line, record.auteurs))),
        site=on_one_line(site.nom),
        editeur=on_one_line(site.editeur),
        date=record.modifie_le or record.publie_le or own,
        version=f"révision {record.numero}" if isinstance(record, Protocole) else "",
        adresse=site.url.rstrip("/") + address(ref, commons.kinds),
        licence=record.licence or site.licence,
    )


def _sentence(one: Citable) -> str:
    authors = f"{', '.join(one.auteurs)}, " if one.auteurs else ""
    published = f", {one.editeur}" if one.editeur and one.editeur not in one.site else ""
    dated = f", {day_in_words(one.date)}" if one.date else ""
    return f"{authors}« {one.titre} », {one.site}{published}{dated}, {one.adresse} ({one.licence})."


def _bibtex(one: Citable) -> str:
    day = exact_day(one.date)
    fields = [
        ("author", " and ".join(f"{{{_latex(name)}}}" for name in _authors(one))),
        ("title", f"{{{_latex(one.titre)}}}"),
        ("howpublished", _latex(one.site)),
        ("publisher", _latex(one.editeur)),
        ("year", _latex(one.date[:4])),
        ("month", _MONTHS[day.month - 1] if day else ""),
        ("version", _latex(one.version)),
        ("note", _latex(f"Licence {one.licence}")),
        ("url", _latex_url(one.adresse)),
        ("language", "french"),
    ]
    # Months are macros that BibTeX styles translate: they alone have no braces.
    lines = [f"  {name} = {value if name == 'month' else f'{{{value}}}'}" for name, value in fields if value]
    return f"@misc{{{one.cle},\n" + ",\n".join(lines) + "\n}"


def _latex(words: str) -> str:
    """Text escaped for LaTeX. Braces become commands, because BibTeX counts even escaped ones."""
    return words.translate(_LATEX)


def _latex_url(url: str) -> str:
    """An address unchanged, but for braces, which would end the field: they are percent-encoded."""
    return re.sub(r"[\\{}]", lambda found: f"%{ord(found[0]):02X}", url)


def _ris(one: Citable) -> str:
    """RIS, which every bibliography program reads: a tag a line, hence no line end in a value."""
    year, month, day = (*one.date.split("-"), "", "", "")[:3]
    lines = [
        ("TY", "ELEC"),
        ("ID", one.cle),
        ("TI", one.titre),
        *(("AU", name) for name in _authors(one)),
        *([("PY", year), ("DA", f"{year}/{month}/{day}")] if year else ()),
        *([("ET", one.version)] if one.version else ()),
        ("T2", one.site),
        *([("PB", one.editeur)] if one.editeur else ()),
        ("LA", "fr"),
        ("N1", f"Licence {one.licence}"),
        ("UR", one.adresse),
        ("ER", ""),
    ]
    return "\n".join(f"{tag}  - {value}" for tag, value in lines)


def _csl(one: Citable) -> str:
    """CSL-JSON, which citation processors and Zotero read: a list of one item."""
    date = [int(part) for part in one.date.split("-") if part.isdecimal()]
    item = {
        "id": one.cle,
        "type": "webpage",
        "title": one.titre,
        "author": [{"literal": name} for name in _authors(one)],
        "container-title": one.site,
        "publisher": one.editeur,
        "issued": {"date-parts": [date]} if date else None,
        "version": one.version,
        "language": "fr",
        "note": f"Licence {one.licence}",
        "URL": one.adresse,
    }
    told = {name: value for name, value in item.items() if value}
    return json.dumps([told], ensure_ascii=False, separators=(",", ":"))


def _cff(one: Citable) -> str:
    """Citation File Format 1.2, whose strings are written as in JSON: nothing in them can end them."""
    lines = [
        "cff-version: 1.2.0",
        f"message: {_quoted('Si vous reprenez cette page, citez-la ainsi.')}",
        "type: dataset",
        f"title: {_quoted(one.titre)}",
        "authors:",
        *(f"  - name: {_quoted(name)}" for name in _authors(one)),
        *([f"version: {_quoted(one.version)}"] if one.version else ()),
        *([f"date-released: {_quoted(one.date)}"] if exact_day(one.date) else ()),
        f"url: {_quoted(one.adresse)}",
        f"license: {one.licence}",
    ]
    return "\n".join(lines)


def _authors(one: Citable) -> tuple[str, ...]:
    """The authors, or else the publisher: a citation must name someone."""
    return one.auteurs or (one.editeur or one.site,)


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)
