"""Hold the real commons to its promise: what it says others did comes with a source that one can open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import pytest

from generator.catalogue import invented_records
from generator.model import Ref
from generator.model.parts import Participants, Repere, Source
from generator.model.records import Experimentation
from generator.pipeline import PROJECT, check

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.checking import Checked
    from generator.model.records import Record

# Enjeux and editorial pages speak for the project itself. Parts of an experiment are its own sources.
TOLD_OF_OTHERS = ("experimentation", "acteur", "evenement", "outil", "territoire")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
URL = "https://example.org/bilan"


class Told(NamedTuple):
    """A record that tells what others did, by its name."""

    ref: Ref
    record: Record


@pytest.fixture(scope="module")
def checked() -> Checked:
    return check(PROJECT)


@pytest.fixture(scope="module")
def told(checked: Checked) -> tuple[Told, ...]:
    """Every real record of those kinds: what a demonstration invented is left out."""
    commons = checked.commons
    invented = set(invented_records(commons, checked.graph))
    records = {
        "experimentation": commons.experimentations,
        "acteur": commons.acteurs,
        "evenement": commons.evenements,
        "outil": commons.outils,
        "territoire": commons.territoires,
    }
    every = (Told(Ref(kind, item.id), item) for kind in TOLD_OF_OTHERS for item in records[kind])
    return tuple(one for one in every if one.ref not in invented)


@pytest.fixture(scope="module")
def certainties(checked: Checked) -> frozenset[str]:
    """The vocabulary of the schema."""
    source = next(field for field in checked.schemas.fields("experimentation") if field.nom == "sources")
    certitude = next(field for field in source.sous_champs if field.nom == "certitude")
    return frozenset(value for value, _label in certitude.valeurs)


def test_every_source_is_well_formed(told: tuple[Told, ...], certainties: frozenset[str]) -> None:
    assert certainties
    found = {one.ref: list(_ill_formed(one.record.sources, certainties)) for one in told}
    assert {ref: faults for ref, faults in found.items() if faults} == {}


def test_no_source_was_read_in_the_future(told: tuple[Told, ...]) -> None:
    newest = max(_day(one.record) for one in told)
    late = {one.ref: _read_after(one.record, newest) for one in told}
    assert {ref: urls for ref, urls in late.items() if urls} == {}


def test_every_real_record_has_a_source(told: tuple[Told, ...]) -> None:
    assert [one.ref for one in told if not one.record.sources] == []


def test_every_figure_has_a_source_of_its_record(told: tuple[Told, ...]) -> None:
    orphans = {
        one.ref: _orphan_figures(one.record) for one in told if isinstance(one.record, Experimentation)
    }
    assert sum(len(one.record.reperes) for one in told if isinstance(one.record, Experimentation))
    assert {ref: labels for ref, labels in orphans.items() if labels} == {}


def test_no_real_experiment_counts_people_without_a_source(told: tuple[Told, ...]) -> None:
    unsourced = [
        one.ref
        for one in told
        if isinstance(one.record, Experimentation) and not _participants_sourced(one.record)
    ]
    assert unsourced == []


def test_kinds_that_tell_of_others_are_all_there(told: tuple[Told, ...]) -> None:
    assert {one.ref.kind for one in told} == set(TOLD_OF_OTHERS)


def _ill_formed(sources: Sequence[Source], certainties: frozenset[str]) -> Iterator[str]:
    """What is wrong with each source, as `address: what`."""
    seen: set[str] = set()
    for source in sources:
        parts = urlsplit(source.url)
        if parts.scheme not in {"http", "https"} or "." not in (parts.hostname or ""):
            yield f"{source.url}: not an address of the web"
        if not source.titre.strip() or source.titre.strip() == source.url:
            yield f"{source.url}: no title"
        if source.certitude not in certainties:
            yield f"{source.url}: certainty {source.certitude}"
        if not DAY.fullmatch(source.consulte_le or ""):
            yield f"{source.url}: the day it was read is missing"
        if _same_page(source.url) in seen:
            yield f"{source.url}: twice"
        seen.add(_same_page(source.url))


def _same_page(url: str) -> str:
    """An address without what two spellings of one page may change."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}{query}"


def _day(record: Record) -> str:
    """The day of its last change or, failing that, of its publication; "" where it says neither."""
    return max(record.modifie_le or "", record.publie_le or "")


def _read_after(record: Record, newest: str) -> list[str]:
    """Sources said to be read after `newest`, the last day on which any record was written."""
    return [source.url for source in record.sources if (source.consulte_le or "") > newest]


def _orphan_figures(experiment: Experimentation) -> list[str]:
    """Labels of the figures whose address is none of the record's sources."""
    urls = {source.url for source in experiment.sources}
    return [figure.libelle for figure in experiment.reperes if figure.source not in urls]


def _participants_sourced(experiment: Experimentation) -> bool:
    """Whether what is said of the participants can be verified.

    A number has to be that of a figure, which has its source; a way of recruiting, that of a record
    with sources.
    """
    participants = experiment.participants
    if participants is None:
        return True
    if participants.nombre is None:
        return bool(experiment.sources)
    return any(participants.nombre in _numbers(figure.valeur) for figure in experiment.reperes)


def _numbers(value: str | float) -> set[int]:
    """Whole numbers of a value, thousands apart or not: « 1 150 portes » holds 1150."""
    joined = re.sub(r"(?<=\d)[ \u202f\xa0](?=\d{3}\b)", "", str(value))
    return {int(number) for number in re.findall(r"\d+", joined)}


def _experiment(**fields: object) -> Experimentation:
    """A small record made by hand, on which the helpers above must be able to fail."""
    made: dict[str, object] = {
        "id": "essai",
        "chemin": "experiments/essai/index.md",
        "corps": "",
        "ligne_corps": 1,
        "titre": "Un essai",
        "resume": "Un essai écrit pour ce contrôle.",
        "cadre": "comparable",
        "statut": "terminee",
        "enjeux": ("lien-durable",),
        "publie_le": "2026-01-02",
        "sources": (Source(titre="Bilan", url=URL, consulte_le="2026-01-01"),),
    }
    return Experimentation(**(made | fields))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "source",
    [
        Source(titre="Bilan", url="ftp://example.org/bilan", consulte_le="2026-01-01"),
        Source(titre="Bilan", url="https:///bilan", consulte_le="2026-01-01"),
        Source(titre="Bilan", url="https://localhost/bilan", consulte_le="2026-01-01"),
        Source(titre=" ", url=URL, consulte_le="2026-01-01"),
        Source(titre=URL, url=URL, consulte_le="2026-01-01"),
        Source(titre="Bilan", url=URL, consulte_le="2026-01"),
        Source(titre="Bilan", url=URL),
        Source(titre="Bilan", url=URL, consulte_le="2026-01-01", certitude="probable"),
    ],
)
def test_an_ill_formed_source_is_seen(source: Source) -> None:
    assert list(_ill_formed((source,), frozenset({"atteste"})))


def test_two_spellings_of_one_page_are_seen() -> None:
    pages = (URL, "https://www.example.org/bilan/")
    sources = [Source(titre="Bilan", url=page, consulte_le="2026-01-01") for page in pages]
    assert list(_ill_formed(sources[:1], frozenset({"atteste"}))) == []
    assert list(_ill_formed(sources, frozenset({"atteste"}))) == [f"{pages[1]}: twice"]


def test_a_source_read_in_the_future_is_seen() -> None:
    assert _day(_experiment()) == "2026-01-02"
    assert _day(_experiment(modifie_le="2026-02-01", publie_le=None)) == "2026-02-01"
    assert _read_after(_experiment(), "2026-01-02") == []
    assert _read_after(_experiment(), "2025-12-31") == [URL]


def test_a_figure_without_its_source_is_seen() -> None:
    kept = Repere(libelle="Présents", valeur="31", source=URL)
    lost = Repere(libelle="Absents", valeur="9", source="https://example.org/ailleurs")
    assert _orphan_figures(_experiment(reperes=(kept, lost))) == ["Absents"]


def test_a_number_of_people_without_its_figure_is_seen() -> None:
    counted = Repere(libelle="Portes", valeur="1 150 portes", source=URL)
    assert _participants_sourced(_experiment(participants=Participants(nombre=1150), reperes=(counted,)))
    assert not _participants_sourced(_experiment(participants=Participants(nombre=150), reperes=(counted,)))
    assert not _participants_sourced(_experiment(participants=Participants(nombre=1150)))
    assert not _participants_sourced(
        _experiment(participants=Participants(recrutement="Affiches."), sources=())
    )
