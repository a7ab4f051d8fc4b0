"""Cross the enjeux with the régions, and with the types of tool: what stands at each crossing, or a hole."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from generator.addresses import address, country_address, crossing_address, form_address, search_address
from generator.catalogue import facets_in_use, is_country
from generator.frozen import Frozen
from generator.model import Ref
from generator.pages.frame import cards
from generator.pages.frame.counts import VerdictCount, plural, verdicts
from generator.pages.frame.views import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from generator.catalogue import CatalogueEntry
    from generator.model import Enjeu
    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.views import EnjeuDot
    from generator.protocol import LedgerLine

SANS_REGION = "aucune"
_ALL = "*"


class Case(Frozen):
    """A crossing. Where `nombre` is 0 it is a hole, and `adresse` leads to a proposal.

    `mots` says it to those who do not see the table around; it is empty in a total.
    """

    nombre: int
    adresse: str | None
    mots: str
    verdicts: tuple[VerdictCount, ...]


class MatrixRow(Frozen):
    """A région or a type of tool: a cell for each enjeu, then what it holds in all, each thing once."""

    code: str
    titre: Value
    cases: tuple[Case, ...]
    total: Case


class Matrix(Frozen):
    """A table; `totaux` is its last row. Each total counts a thing once, however many cells it is in."""

    coin: str
    colonnes: tuple[EnjeuDot, ...]
    rangees: tuple[MatrixRow, ...]
    totaux: MatrixRow


class _Row(NamedTuple):
    code: str
    titre: Value


class _Kind(NamedTuple):
    """The subject of a table: the name of its rows, of what it counts, and of what would fill a hole."""

    rangee: str
    chose: str
    geste: str


class _Way(NamedTuple):
    """The link of a cell: to its records, or to a proposal form; None if nothing can be proposed."""

    plein: str
    trou: str | None


@dataclass(slots=True)
class _Stock:
    """What each cell (row, enjeu) holds: ids, and hypotheses by experiment and id. `*` stands for all."""

    ids: defaultdict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    lignes: defaultdict[tuple[str, str], dict[tuple[str, str], LedgerLine]] = field(
        default_factory=lambda: defaultdict(dict)
    )

    def put(self, rows: Iterable[str], enjeux: Iterable[str], name: str) -> None:
        """Place a thing in all its cells and in their totals."""
        for cell in product((*rows, _ALL), (*enjeux, _ALL)):
            self.ids[cell].add(name)

    def tell(
        self, rows: Iterable[str], enjeux: Iterable[str], owner: str, lines: Iterable[LedgerLine]
    ) -> None:
        """Place the hypotheses of the experiment `owner` in all their cells and in their totals."""
        found = {(owner, line.id): line for line in lines}
        for cell in product((*rows, _ALL), (*enjeux, _ALL)):
            self.lignes[cell].update(found)


def regions_table(atlas: Atlas) -> Matrix:
    """Real experiments, for each enjeu in each région; a last row where some have no région."""
    stock = _Stock()
    for fiche in _real(atlas, "experimentation"):
        places = fiche.facets.region or (SANS_REGION,)
        stock.put(places, fiche.facets.enjeu, fiche.ref.id)
        stock.tell(places, fiche.facets.enjeu, fiche.ref.id, atlas.ledgers.get(fiche.ref.id, ()))
    rows = [_Row(code, _region(atlas, code, name)) for code, name in _choices(atlas, "region")]
    if stock.ids[SANS_REGION, _ALL]:
        rows.append(_Row(SANS_REGION, Value("Sans région connue")))

    def way(code: str, enjeu: Enjeu) -> _Way:
        if code == SANS_REGION:
            return _Way(f"{address(Ref('enjeu', enjeu.id))}#Experimentations", None)
        if is_country(code):  # a country has no page of its own
            where = search_address(nature="experimentation", enjeu=enjeu.id, region=code)
            return _Way(where, form_address("proposition", enjeu=enjeu.id))
        place = f"region-{code}"
        return _Way(
            crossing_address(enjeu.id, place), form_address("proposition", enjeu=enjeu.id, territoire=place)
        )

    header = "Région ou pays" if any(is_country(row.code) for row in rows) else "Région"
    kind = _Kind(header, "expérimentation", "Proposer une expérimentation")
    return _matrix(atlas, stock, kind, rows=rows, way=way)


def tools_table(atlas: Atlas) -> Matrix:
    """Tools, for each enjeu of each type, with what real experiments of that enjeu showed of them."""
    stock = _Stock()
    for fiche in _real(atlas, "outil"):
        stock.put(fiche.facets.type, fiche.facets.enjeu, fiche.ref.id)
        for item, lines in atlas.essais.get(fiche.ref.id, ()):
            shared = [enjeu for enjeu in fiche.facets.enjeu if enjeu in item.enjeux]
            if shared:
                stock.tell(fiche.facets.type, shared, item.id, lines)
    rows = [_Row(code, Value(name)) for code, name in _choices(atlas, "type")]

    def way(code: str, enjeu: Enjeu) -> _Way:
        return _Way(
            search_address(nature="outil", enjeu=enjeu.id, type=code),
            form_address("outil", enjeu=enjeu.id, type=code),
        )

    return _matrix(atlas, stock, _Kind("Type d'outil", "outil", "Ajouter un outil"), rows=rows, way=way)


def _matrix(
    atlas: Atlas,
    stock: _Stock,
    kind: _Kind,
    *,
    rows: Iterable[_Row],
    way: Callable[[str, Enjeu], _Way],
) -> Matrix:
    enjeux = atlas.commons.enjeux

    def total(code: str, enjeu: str) -> Case:
        cell = (code, enjeu)
        return Case(
            nombre=len(stock.ids[cell]),
            adresse=None,
            mots="",
            verdicts=verdicts(atlas, stock.lignes[cell].values()),
        )

    def case(row: _Row, enjeu: Enjeu) -> Case:
        found = total(row.code, enjeu.id)
        ways = way(row.code, enjeu)
        where = f"{enjeu.titre}, {row.titre.texte}"
        if found.nombre:
            return Case(
                nombre=found.nombre,
                adresse=ways.plein,
                mots=f"{plural(found.nombre, kind.chose)} : {where}",
                verdicts=found.verdicts,
            )
        return Case(nombre=0, adresse=ways.trou, mots=f"Rien encore : {where}. {kind.geste}", verdicts=())

    return Matrix(
        coin=kind.rangee,
        colonnes=tuple(cards.pastille(enjeu) for enjeu in enjeux),
        rangees=tuple(
            MatrixRow(
                code=row.code,
                titre=row.titre,
                cases=tuple(case(row, one) for one in enjeux),
                total=total(row.code, _ALL),
            )
            for row in rows
        ),
        totaux=MatrixRow(
            code=_ALL,
            titre=Value("Total"),
            cases=tuple(total(_ALL, one.id) for one in enjeux),
            total=total(_ALL, _ALL),
        ),
    )


def _real(atlas: Atlas, kind: str) -> Iterable[CatalogueEntry]:
    return [fiche for fiche in atlas.entries.values() if fiche.ref.kind == kind and not fiche.invente]


def _choices(atlas: Atlas, group: str) -> list[tuple[str, str]]:
    """(code, words) of each choice that the search offers in a group, in its order."""
    # Invented experiments are left out, and so are the collectivities where nothing else took place.
    found = [fiche for fiche in atlas.entries.values() if not fiche.invente]
    every = facets_in_use(found, atlas.commons, atlas.schemas)
    return [(one.valeur, one.libelle) for named in every if named.nom == group for one in named.choix]


def _region(atlas: Atlas, code: str, name: str) -> Value:
    if is_country(code):
        return Value(name, country_address(code))
    place = f"region-{code}"
    return Value(name, address(Ref("territoire", place)) if place in atlas.territoires else None)
