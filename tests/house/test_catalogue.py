"""Hold the catalogue to the records: who is found, by what, and that a card carries nothing of its own."""

from __future__ import annotations

import html
import json
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from generator import pages
from generator.catalogue import (
    CATALOGUE_FIELDS,
    GROUPES,
    SIZES,
    UNTOLD,
    bands,
    facets_in_use,
    funder_codes,
    named_funders,
)
from generator.exports.catalogue_json import PATH, catalogue
from generator.frozen import replace
from generator.grammar import alphabetical
from generator.model import Ref
from generator.model.parts import Cout
from generator.pipeline import PROJECT, check
from generator.protocol import ledgers, uses
from generator.publishing.facets import CATALOGUE, columns
from generator.publishing.search_changes import Row
from tests.cases.case_file import lay_base
from tools.bench.commons import write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.catalogue import CatalogueEntry
    from generator.checking import Checked
    from generator.model import Experimentation


@pytest.fixture(scope="module")
def real() -> Checked:
    """The commons of the project itself."""
    return check(PROJECT)


@pytest.fixture(scope="module")
def found(real: Checked) -> Mapping[Ref, CatalogueEntry]:
    return real.index.entries


def test_every_page_that_the_search_reads_is_in_the_catalogue(
    real: Checked, found: Mapping[Ref, CatalogueEntry]
) -> None:
    made = pages.render(real.index)
    read = [
        page.address
        for page in made
        if page.html and " data-fiche=" in page.html and " data-facettes=" not in page.html
    ]
    assert sorted(read) == sorted(fiche.adresse for fiche in found.values())
    assert len(read) == len(set(read))


def test_each_code_is_offered(real: Checked, found: Mapping[Ref, CatalogueEntry]) -> None:
    groups = facets_in_use(found.values(), real.commons, real.schemas)
    assert tuple(group.nom for group in groups)[: len(GROUPES)] == GROUPES
    offered = {group.nom: [choice.valeur for choice in group.choix] for group in groups}
    for codes in offered.values():
        assert len(codes) == len(set(codes))
    for fiche in found.values():
        for name, found_codes in fiche.facets.by_group().items():
            assert set(found_codes) <= set(offered.get(name, ())), (fiche.ref, name)
            assert len(found_codes) == len(set(found_codes)), (fiche.ref, name)


def test_a_tool_has_the_verdicts_of_its_uses(tmp_path: Path) -> None:
    write(tmp_path, 100)
    made_up = check(tmp_path)
    commons = made_up.commons
    found = made_up.index.entries
    known = ledgers(commons)
    every = [item.id for item in commons.experimentations]
    some = set()
    for tool in commons.outils:
        fiche = found[Ref("outil", tool.id)]
        told = {
            line.verdict
            for use in uses(commons, known, tool.id, experiment_ids=every)
            if use.experimentation.inventee == fiche.invente
            for line in use.lignes
            if line.verdict
        }
        assert set(fiche.facets.verdict) == told, tool.id
        some |= told
    assert some, "aucun outil n'a de verdict : cet essai n'éprouve rien"


def test_invented_trials_prove_nothing_of_a_real_tool(
    real: Checked, found: Mapping[Ref, CatalogueEntry]
) -> None:
    known, commons = ledgers(real.commons), real.commons
    invented = [item.id for item in commons.experimentations if item.inventee]
    tried = {
        tool.id
        for tool in commons.outils
        for use in uses(commons, known, tool.id, experiment_ids=invented)
        if any(line.verdict for line in use.lignes)
    }
    assert tried, "aucun outil n'est essayé dans un exemple inventé : cet essai n'éprouve rien"
    for tool_id in tried:
        fiche = found[Ref("outil", tool_id)]
        if not fiche.invente:
            others = [item.id for item in commons.experimentations if not item.inventee]
            told = {
                line.verdict
                for use in uses(commons, known, tool_id, experiment_ids=others)
                for line in use.lignes
            }
            assert set(fiche.facets.verdict) == told - {None}


def test_a_part_is_found_as_its_experiment_is(found: Mapping[Ref, CatalogueEntry]) -> None:
    parts = [fiche for fiche in found.values() if fiche.ref.kind in {"protocole", "journal", "evaluation"}]
    assert {fiche.ref.kind for fiche in parts} == {"protocole", "journal", "evaluation"}
    for fiche in parts:
        owner = found[Ref("experimentation", fiche.ref.id.partition("/")[0])]
        for name in ("enjeu", "region", "departement", "phase"):
            assert getattr(fiche.facets, name) == getattr(owner.facets, name), fiche.ref
        assert fiche.adresse.startswith(owner.adresse)
        assert (fiche.cadre, fiche.invente) == (owner.cadre, owner.invente)


def test_a_department_rolls_up_to_its_region(real: Checked, found: Mapping[Ref, CatalogueEntry]) -> None:
    regions = {
        choice.valeur: choice.dans
        for group in facets_in_use(found.values(), real.commons, real.schemas)
        if group.nom == "departement"
        for choice in group.choix
    }
    assert regions
    for fiche in found.values():
        assert {regions[code] for code in fiche.facets.departement} <= set(fiche.facets.region), fiche.ref


def test_sizes_of_group_leave_no_gap() -> None:
    ends = [0, *(last for _, _, last in SIZES[:-1] if last is not None)]
    assert [first for _, first, _ in SIZES] == [end + 1 for end in ends]
    assert SIZES[-1][2] is None


@pytest.mark.parametrize(
    ("first", "last", "band"),
    [
        (None, None, ""),
        (None, "2021", ""),
        ("2021-03", "2020", ""),
        ("2021-03", None, bands.OPEN_END),
        ("2021-06-26", "2021-06-26", "un-mois-au-plus"),
        ("2020-09-02", "2020-09-30", "un-mois-au-plus"),
        ("2021-01-01", "2021-02-01", "six-mois-au-plus"),
        ("2021-01", "2021-06", "six-mois-au-plus"),
        ("2021", "2021", "un-an-au-plus"),
        ("2019", "2020-01-01", "trois-ans-au-plus"),
        ("2014", "2017", "plus-de-trois-ans"),
    ],
)
def test_two_dates_are_a_length(first: str | None, last: str | None, band: str) -> None:
    assert bands.length(first, last) == band


def test_sums_fall_into_bands_each_in_its_own() -> None:
    def of(*sums: tuple[float, str]) -> tuple[str, ...]:
        return bands.costs(Cout(montant=amount, couvre="Tout.", monnaie=code) for amount, code in sums)

    edges = [below for _, below, _ in bands.COSTS if below]
    assert of(*((below, "EUR") for below in (0, *edges))) == tuple(code for code, _, _ in bands.COSTS)
    assert of(*((below - 0.01, "EUR") for below in edges)) == tuple(code for code, _, _ in bands.COSTS[:-1])
    assert of((5, "CHF"), (7, "CAD"), (5, "EUR")) == ("moins-de-10000", bands.OTHER_CURRENCY)
    assert of() == ()


def test_a_funder_is_one_whatever_its_accents(real: Checked) -> None:
    def funded(rank: int, *names: str) -> Experimentation:
        return replace(real.commons.experimentations[0], id=f"essai-{rank}", financeurs=names)

    many = [funded(n, f"Fonds {n:03}", "Région Écho") for n in range(60)]
    commons = replace(real.commons, experimentations=(*many, funded(99, "region echo", "!")))
    named = named_funders(commons)
    assert len(named) == 40
    assert named["region-echo"] == "Région Écho"
    assert list(named.values()) == sorted(named.values(), key=alphabetical)
    assert funder_codes(["REGION ECHO", "Région Écho", "!", "Fonds 059"], named) == ("region-echo", "autre")


def test_what_an_experiment_does_not_tell_is_said(real: Checked, found: Mapping[Ref, CatalogueEntry]) -> None:
    silent = 0
    for item in real.commons.experimentations:
        told = found[Ref("experimentation", item.id)].facets.by_group()
        held = {
            "taille": bool(item.participants and item.participants.nombre),
            "duree": bool(item.debut),
            "cout": bool(item.couts),
            "financeur": bool(item.financeurs),
            "temps_demande": bool(item.temps_demande),
            "decision": bool(item.decision),
        }
        assert {name: told[name] != (UNTOLD,) for name in held} == held, item.id
        assert all(told[name] for name in held)
        silent += not all(held.values())
    assert silent, "toutes disent tout : cet essai n'éprouve rien"
    tool = found[Ref("outil", real.commons.outils[0].id)].facets
    assert (tool.cout, tool.duree, dict(tool.propres)["decision"]) == ((), (), ())


def test_the_file_holds_what_the_page_on_data_explains(real: Checked) -> None:
    file = catalogue(real.index)
    data = json.loads(file.content)
    assert file.path == PATH == CATALOGUE
    names = [field.nom for field in CATALOGUE_FIELDS]
    assert all(list(record) == names for record in data["fiches"])
    keys = [(record["nature"], record["id"]) for record in data["fiches"]]
    assert keys == sorted(set(keys))
    assert all(record["adresse"].startswith(data["site"]) for record in data["fiches"])


def test_columns_tell_the_same(real: Checked) -> None:
    data = json.loads(catalogue(real.index).content)
    root = data["site"].rstrip("/")
    rows = [_row(record["adresse"].removeprefix(root), n) for n, record in enumerate(data["fiches"])]
    outside = _row("/territoires/commune-1/", 7777, facets='{"nature": ["territoire"], "region": ["76"]}')
    found = columns(data, [*rows[1:], outside])
    assert found["fiches"] == len(rows) - 1, "ce qui n'est pas dans l'index est laissé"
    *order, last = found["pages"]
    assert last == outside.number, "ce que le catalogue ne tient pas vient après"
    assert sorted(order) == list(range(1, len(rows)))
    records = [data["fiches"][n] for n in order]
    assert found["inventes"] == [rank for rank, one in enumerate(records) if one["invente"]]
    assert set(found["titres"]) == {"z"}
    for name, group in found["groupes"].items():
        *told, other = [
            {group["codes"][code] for code in group["ensembles"][rank]} for rank in group["fiches"]
        ]
        assert told == [set(one["facettes"][name]) for one in records], name
        assert other == {"nature": {"territoire"}, "region": {"76"}}.get(name, set())
    dates = [one["date"] or "" for one in records]
    assert dates == sorted(dates, reverse=True)
    undated = [one["nature"] for one in records if not one["date"]]
    assert len({*undated}) == sum(a != b for a, b in zip(undated, [*undated[1:], ""], strict=True)), (
        "par genre"
    )


def _row(address: str, number: int, facets: str = "") -> Row:
    return Row(
        address=address, number=number, title_terms=99, genre="", title="", kind="", place="", facets=facets
    )


HOSTILE = "\"><img src=x onerror=alert(1)><script>alert(2)</script> ' & <b>"


class _Tags(HTMLParser):
    """Every tag, and the cards that pages carry."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.cards: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.cards += [value or "" for name, value in attrs if name == "data-fiche"]


def test_a_card_carries_nothing_of_its_own(tmp_path: Path) -> None:
    lay_base(tmp_path)
    tool = next((tmp_path / "toolbox").glob("*.md"))
    lines = tool.read_text(encoding="utf-8").splitlines()
    words = json.dumps(HOSTILE + " et encore quelques mots", ensure_ascii=False)
    lines = [
        f"{line.partition(':')[0]}: {words}" if line.startswith(("titre:", "resume:", "duree:")) else line
        for line in lines
    ]
    tool.write_text("\n".join(lines) + "\n", encoding="utf-8")
    checked = check(tmp_path)
    made = {page.address: page.html for page in pages.render(checked.index)}
    page = _Tags()
    page.feed(made[f"/boite-a-outils/{tool.stem}/"] or "")
    (carried,) = page.cards
    address, _, line = carried.partition(" ")
    told = json.loads(line)
    assert address == f"/boite-a-outils/{tool.stem}/"
    assert told["titre"].replace("’", "'").startswith(HOSTILE.replace(" '", " '"))
    assert html.unescape(html.unescape(line)) == line, "ce qui s'y lit dépend de combien de fois on le lit"
    assert not set("&<>") & set(line)
    assert " ".join(line.split()) == line
    assert not {"img", "script", "b"} & set(page.tags)
