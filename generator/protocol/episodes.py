"""Follow each part of a protocol through its revisions: when it came, changed, went, came back, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Literal, TypeAlias, TypeVar

from generator.frozen import Frozen
from generator.model import Experimentation, Ref
from generator.protocol.fieldwork import moment
from generator.protocol.matching import same

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from generator.model import Commons, Dispositif, Hypothese, Protocole

Part = TypeVar("Part", "Hypothese", "Dispositif")
Genre: TypeAlias = Literal["entree", "reformulation", "retrait", "retour"]
Moment: TypeAlias = Literal["avant", "pendant", "apres"]


class Episode(Frozen, Generic[Part]):
    """What one published revision did to a part.

    `avant` is the part as it was last worded (None for an `entree`), `apres` as it is since (None for a
    `retrait`); `champs` names the fields that differ between the two. `raisons` is empty where the revision
    gives none; `terrain` says how it fell on the fieldwork, None where nothing tells.
    """

    genre: Genre
    revision: int
    date: str
    terrain: Moment | None
    avant: Part | None
    apres: Part | None
    champs: tuple[str, ...]
    raisons: tuple[str, ...]


def episodes(
    commons: Commons, experiment_id: str, parts: Callable[[Protocole], Sequence[Part]]
) -> dict[str, tuple[Episode[Part], ...]]:
    """The life of every part that `parts` gives of some published revision, by id, in order of number.

    A part that only changed place has no episode for that, since its text is the same.
    """
    found: dict[str, list[Episode[Part]]] = {}
    worded: dict[str, Part] = {}
    present: set[str] = set()
    item = commons.get(Ref("experimentation", experiment_id))
    for revision in commons.publiees(experiment_id):
        when = moment(commons, item, revision) if isinstance(item, Experimentation) else None
        now = {part.id: part for part in reversed(parts(revision))}
        for key, genre, fields in _changes(worded, present, now):
            found.setdefault(key, []).append(
                Episode(
                    genre=genre,
                    revision=revision.numero,
                    date=revision.date,
                    terrain=when,
                    avant=worded.get(key),
                    apres=now.get(key),
                    champs=fields,
                    raisons=_reasons(revision, key, genre),
                )
            )
        worded.update(now)
        present = set(now)
    return {key: tuple(found[key]) for key in sorted(found, key=by_number)}


def by_number(key: str) -> tuple[int, str]:
    """A sort key that puts H2 before H10."""
    return len(key), key


def _changes(
    worded: dict[str, Part], present: set[str], now: dict[str, Part]
) -> Iterator[tuple[str, Genre, tuple[str, ...]]]:
    for key, part in now.items():
        before = worded.get(key)
        if before is None:
            yield key, "entree", ()
            continue
        fields = tuple(
            name for name in part.__struct_fields__ if not same(getattr(before, name), getattr(part, name))
        )
        if key not in present:
            yield key, "retour", fields
        elif fields:
            yield key, "reformulation", fields
    for key in sorted(present - now.keys()):
        yield key, "retrait", ()


def _reasons(revision: Protocole, key: str, genre: Genre) -> tuple[str, ...]:
    """The reasons that a revision gives about an id, without repeats; the reason of a withdrawal first."""
    words = [one.motif for one in revision.hypotheses_retirees if one.id == key and genre == "retrait"]
    words += [change.pourquoi for change in revision.changements if change.quoi == key]
    return tuple(dict.fromkeys(words))
