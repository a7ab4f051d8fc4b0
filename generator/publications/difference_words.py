"""Tell in French what differs in a record, a line a field: pages, files and feeds say it alike."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from generator.addresses import address
from generator.frozen import Frozen
from generator.grammar import in_letters
from generator.model import Ref, day_in_words, names_of
from generator.publications.publication_history import CAME, WENT
from generator.publications.record_differences import BODY, TEXT, VALUE, FieldDifference
from generator.schema import is_partial_date

_YEAR = len("AAAA")

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.model import Commons
    from generator.publications.publication_history import PublicationHistory
    from generator.publications.record_differences import RecordDifference
    from generator.schema import Schemas


class ToldDifference(Frozen):
    """A difference as readers are told it: the title of its record, its page, empty where none answers."""

    genre: str
    sorte: str
    titre: str
    adresse: str
    invente: bool
    mots: tuple[str, ...]


class ToldPublication(Frozen):
    """A publication as readers are told it; `ancre` names it for ever."""

    jour: str
    ancre: str
    fiches: tuple[ToldDifference, ...]

    @property
    def titre(self) -> str:
        """What it is called."""
        return f"Publication du {day_in_words(self.jour)}" if self.jour else "Publication sans date"


def in_words(
    history: PublicationHistory, schemas: Schemas, commons: Commons, *, invented: frozenset[Ref]
) -> tuple[ToldPublication, ...]:
    """Each publication, the newest first, under the titles and in the words of today."""
    names = names_of({ref: record.anciens_ids for ref, record in commons.records()})
    gone = {where: item.titre for item in commons.retraits for where in item.adresses}
    anchors = _anchors([one.jour for one in history.publications])
    return tuple(
        ToldPublication(
            jour=one.jour,
            ancre=anchor,
            fiches=tuple(
                _told(each, schemas, commons, names=names, gone=gone, invented=invented)
                for each in one.fiches
                if each.sorte in commons.kinds
            ),
        )
        for one, anchor in zip(history.publications, anchors, strict=True)
    )


def _anchors(days: Sequence[str]) -> list[str]:
    """A name for each publication, which later ones do not change: its day, its rank on that day."""
    seen: Counter[str] = Counter()
    found = []
    for day in reversed(days):
        seen[day] += 1
        found.append(f"Publication-{day or 'sans-date'}{f'-{seen[day]}' if seen[day] > 1 else ''}")
    return found[::-1]


def counted(found: tuple[ToldDifference, ...]) -> str:
    """How many records came, changed and went, in a sentence: `2 fiches ajoutées, 1 fiche modifiée`."""
    genres = [one.genre for one in found]
    came, went = genres.count(CAME), genres.count(WENT)
    parts = ((came, "ajoutée"), (len(genres) - came - went, "modifiée"), (went, "retirée"))
    return ", ".join(
        f"{many} fiche{'s' * (many > 1)} {word}{'s' * (many > 1)}" for many, word in parts if many
    )


def _told(  # noqa: PLR0913 — what it is, and what is known today
    found: RecordDifference,
    schemas: Schemas,
    commons: Commons,
    *,
    names: Mapping[Ref, Ref],
    gone: Mapping[str, str],
    invented: frozenset[Ref],
) -> ToldDifference:
    kind = commons.kinds[found.sorte]
    ref = names.get(Ref(found.sorte, found.id), Ref(found.sorte, found.id))
    where = address(ref, commons.kinds) if kind.address else ""
    alive = commons.get(ref) is not None
    title = commons.titre(ref) if alive else gone.get(where, f"« {ref.id} »")
    return ToldDifference(
        genre=found.genre,
        sorte=kind.one,
        titre=title,
        adresse=where if alive or where in gone else "",
        invente=ref in invented,
        mots=tuple(_lines(found, schemas, commons)),
    )


def _lines(found: RecordDifference, schemas: Schemas, commons: Commons) -> Iterator[str]:
    if found.ancien_id:
        yield f"Identifiant : « {found.ancien_id} » devient « {found.id} »"
    tree = schemas.trees.get(found.sorte, {})
    lines: Counter[str] = Counter()
    for one in found.champs:
        node = _node(tree, one.champ)
        said = _value(node, one, commons) if one.genre == VALUE else _counted(one)
        lines[f"{_label(tree, one)} : {said}"] += 1
    # Items of a list that nothing names may change alike.
    yield from (f"{line} ({times} fois)" if times > 1 else line for line, times in lines.items())


def _node(tree: Mapping[str, Any], champ: tuple[str, ...]) -> Mapping[str, Any]:
    node = tree
    for name in champ:
        node = node.get("items", node).get("properties", {}).get(name, {})
    return node


def _label(tree: Mapping[str, Any], one: FieldDifference) -> str:
    """The titles of the fields on the way, with the items that have a name: `Verdicts H1, verdict`."""
    if one.champ == (BODY,):
        return "Texte"
    steps = [one.champ[: rank + 1] for rank in range(len(one.champ))]
    first, *others = (str(_node(tree, path).get("title", path[-1])) for path in steps)
    inside = (f"{title[:1].lower()}{title[1:]}" for title in others)
    return ", ".join((" ".join((first, *one.nommes)), *inside))


def _value(node: Mapping[str, Any], one: FieldDifference, commons: Commons) -> str:
    was, now = (_said(node, side, commons) for side in (one.avant, one.apres))
    if not was:
        return f"« {now} » arrive"
    return f"« {was} » devient « {now} »" if now else f"« {was} » s'en va"


def _said(node: Mapping[str, Any], code: str, commons: Commons) -> str:
    if not code:
        return ""
    inner = node.get("items", node)
    words = inner.get("x-libelles", {}).get(code)
    if words:
        return str(words)
    if "x-ref" in inner:
        return _title(str(inner["x-ref"]), code, commons)
    if is_partial_date(code):
        return day_in_words(code)
    unit = str(inner.get("x-unite", ""))
    number = f"{int(code):,}".replace(",", "\u202f") if len(code) > _YEAR and code.isdecimal() else code
    return f"{number} {unit}" if unit else number


def _title(kind: str, name: str, commons: Commons) -> str:
    if kind == "territoire":
        place = commons.gazetteer.get(name)
        return place.libelle if place else name
    return commons.titre(Ref(kind, name)) if kind in commons.kinds else name


def _counted(one: FieldDifference) -> str:
    """How much came, went or changed, in French: `trois paragraphes changés, un de plus`."""
    whole = one.genre == TEXT and one.champ != (BODY,)
    if whole:
        return "maintenant rempli" if one.plus else "n'est plus rempli" if one.moins else "récrit"
    noun, feminine = ("paragraphe", False) if one.genre == TEXT else ("entrée", True)
    parts = [
        f"{_many(one.changees, noun, feminine=feminine)} {'changée' if feminine else 'changé'}"
        f"{'s' * (one.changees > 1)}"
        if one.changees
        else "",
        f"{_many(one.plus, noun, feminine=feminine)} de plus" if one.plus else "",
        f"{_many(one.moins, noun, feminine=feminine)} de moins" if one.moins else "",
    ]
    # A text whose blank lines alone changed has no paragraph to count.
    return ", ".join(part for part in parts if part) or "mis en forme autrement"


def _many(count: int, noun: str, *, feminine: bool) -> str:
    return f"{in_letters(count, feminine=feminine)} {noun}{'s' * (count > 1)}"
