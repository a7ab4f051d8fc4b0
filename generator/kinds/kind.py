"""One kind of record, as its schema declares it: `declared(name, tree)`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generator.frozen import Frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

_BLANK = re.compile(r"<[^<>]+>")
_NEEDED = ("un", "plusieurs", "rang")
_TYPES: dict[str, type] = {
    **dict.fromkeys(("un", "plusieurs", "citations", "article", "adresse", "sans-page", "partie-de"), str),
    "rang": int,
    "autres-fichiers": list,
    "liste": list,
    "trouvable": bool,
}


class Kind(Frozen):
    """A kind of record.

    `files` are the paths that its file can have and `address` that of its page, from the root; each `{}` is a
    part of the id, `/` between two. `address` is empty for a kind without pages, and `why_no_page` says why.
    `parent` is the kind that a record of this one is a part of, or empty. `one`, `many` and `cited` are its
    French names: of one record, of several in a search, of those that cite a page. `article` goes before
    `one` in small letters. `listed_at` is the page that lists them, under the name `list_name`, if there is
    one. `rank` orders the kinds; `found` says whether readers find them by searching; `fields`
    are the names of their fields, `types` those that state a type of value, with it.
    """

    name: str
    files: tuple[str, ...]
    address: str
    why_no_page: str
    parent: str
    one: str
    many: str
    cited: str
    article: str
    listed_at: str
    list_name: str
    rank: int
    found: bool
    fields: frozenset[str]
    types: frozenset[tuple[str, str]]

    @property
    def in_a_sentence(self) -> str:
        """The singular with its article, for a sentence: `une expérimentation`."""
        return f"{self.article} {self.one[:1].lower()}{self.one[1:]}"

    @property
    def none_of_them(self) -> str:
        """The singular with « aucun » or « aucune »: `aucune expérimentation`."""
        return f"auc{self.in_a_sentence}"

    @property
    def has_parts(self) -> bool:
        """Whether its ids read `experiment/part`: a page of content/ may have any number of folders."""
        return self.files[0].count("{}") > 1

    def parts(self, identifier: str) -> list[str]:
        """The parts of an id, one for each `{}` of its files and of its address."""
        return identifier.split("/", 1) if self.has_parts else [identifier]


def declared(name: str, tree: Mapping[str, Any]) -> Kind:
    """The kind `name` as its schema declares it. Raises `ValueError`, in French, where it does not."""
    told = tree.get("x-sorte")
    file = tree.get("x-fichier")
    if not isinstance(told, dict) or not isinstance(file, str):
        raise ValueError(  # noqa: TRY004 — the value of a file, not of a program
            of_kind(name, "ne dit pas « x-fichier » et « x-sorte » : où sont ses fiches, où elles paraissent")
        )
    missing = [key for key in _NEEDED if key not in told]
    unknown = sorted(told.keys() - _TYPES.keys())
    if missing or unknown:
        words = f"il manque {_listed(missing)}" if missing else f"{_listed(unknown)} n'y a pas de sens"
        raise ValueError(of_kind(name, f"se déclare mal dans « x-sorte » : {words}"))
    wrong = [key for key, value in told.items() if not isinstance(value, _TYPES[key])]
    if wrong or len(told.get("liste", ("", ""))) != 2:  # noqa: PLR2004 — an address and a title
        raise ValueError(of_kind(name, f"écrit mal {_listed(wrong or ['liste'])} dans « x-sorte »"))
    if bool(told.get("adresse")) == bool(told.get("sans-page")):
        raise ValueError(of_kind(name, "doit avoir une « adresse », ou dire « sans-page » et pourquoi"))
    where, title = told.get("liste") or ("", "")
    return Kind(
        name=name,
        files=tuple(map(_form, [file, *told.get("autres-fichiers", ())])),
        address=_form(told.get("adresse", "")),
        why_no_page=str(told.get("sans-page", "")),
        parent=told.get("partie-de", ""),
        one=told["un"],
        many=told["plusieurs"],
        cited=str(told.get("citations", told["plusieurs"])),
        article=told.get("article", "un"),
        listed_at=where,
        list_name=title,
        rank=told["rang"],
        found=bool(told.get("trouvable", bool(told.get("adresse")))),
        fields=frozenset(tree.get("properties", ())),
        types=frozenset(
            (name, field["type"])
            for name, field in tree.get("properties", {}).items()
            if isinstance(field, dict) and isinstance(field.get("type"), str)
        ),
    )


def _form(path: str) -> str:
    """`experiments/<id>/protocole/r<N>.md` → `experiments/{}/protocole/{}.md`."""
    segments = path.split("/")
    return "/".join(_part(one) if _BLANK.search(one) else one for one in segments)


def _part(segment: str) -> str:
    return "{}.md" if segment.endswith(".md") else "{}"


def of_kind(name: str, words: str) -> str:
    """The start of an error message about a kind that is declared wrongly."""
    return f"la sorte de fiche « {name} » {words}"


def _listed(names: list[str]) -> str:
    return ", ".join(f"« {one} »" for one in names)
