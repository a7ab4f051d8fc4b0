"""Name the groups that records are sorted into, and the choices of each, in the order they are offered."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from generator.catalogue.bands import COSTS, LENGTHS, OPEN_END, OTHER_CURRENCY, SIZES, UNTOLD
from generator.catalogue.funders import OTHER_FUNDER, named_funders
from generator.protocol import EVIDENCE_LEVELS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from generator.catalogue.entries import CatalogueEntry
    from generator.catalogue.record_facets import RecordFacets
    from generator.model import Commons
    from generator.schema import Schemas

# Régions and overseas départements have two digits; the other collectivities are offered where something is.
_DIGITS = 2


class FacetChoice(NamedTuple):
    """One choice of a group: its code, its French words, and the code of what it belongs to (a région)."""

    valeur: str
    libelle: str
    dans: str = ""


class FacetGroup(NamedTuple):
    """A group of choices: its name in addresses and files, and its French title."""

    nom: str
    titre: str
    choix: tuple[FacetChoice, ...]


_UNTOLD = FacetChoice(UNTOLD, "Non documenté")
_OPEN = FacetChoice(OPEN_END, "Fin non documentée")
_OTHER_CURRENCY = FacetChoice(OTHER_CURRENCY, "Dans une autre monnaie")


def facets_in_use(
    found: Iterable[CatalogueEntry], commons: Commons, schemas: Schemas
) -> tuple[FacetGroup, ...]:
    """The groups of `RecordFacets`, in its order, then those that the schemas add.

    Every choice of a closed list is there, whether some record has it or not; départements and years are
    those that some record has, and a field of no record makes no group.
    """
    used = [fiche.facets for fiche in found]

    def words(kind: str, field: str) -> tuple[FacetChoice, ...]:
        return tuple(
            FacetChoice(value, schemas.label(kind, field, value)) for value in schemas.values(kind, field)
        )

    enjeux = tuple(FacetChoice(item.id, item.titre) for item in commons.enjeux)
    years = sorted({year for one in used for year in one.annee}, reverse=True)
    return (
        FacetGroup(
            "nature",
            "Genre de fiche",
            tuple(FacetChoice(kind.name, kind.many) for kind in commons.kinds if kind.found),
        ),
        FacetGroup("enjeu", "Enjeu", enjeux),
        _regions(commons, schemas, {code for one in used for code in one.region}),
        FacetGroup(
            "departement",
            "Département",
            _departements(commons, {code for one in used for code in one.departement}),
        ),
        FacetGroup("phase", "Phase", words("experimentation", "statut")),
        FacetGroup("verdict", "Verdict", words("evaluation", "verdicts.verdict")),
        FacetGroup("sens", "Ce qui en est ressorti", words("experimentation", "constats.sens")),
        FacetGroup("annee", "Année", tuple(FacetChoice(year, year) for year in years)),
        FacetGroup("type", "Type d'outil", words("outil", "type")),
        FacetGroup("taille", "Taille du groupe", (*map(_size, SIZES), _UNTOLD)),
        FacetGroup("duree", "Durée, du début à la fin", (*_choices(LENGTHS), _OPEN, _UNTOLD)),
        FacetGroup("cout", "Coût", (*_choices(COSTS), _OTHER_CURRENCY, _UNTOLD)),
        FacetGroup(
            "financeur",
            "Financeur",
            _funders(commons, {code for one in used for code in one.financeur}),
        ),
        FacetGroup(
            "preuve", "Preuve de l'outil", tuple(FacetChoice(one.code, one.nom) for one in EVIDENCE_LEVELS)
        ),
        *(
            FacetGroup(
                one.name, one.title, (*(FacetChoice(code, words) for code, words in one.choices), *last)
            )
            for one in schemas.facets
            if (last := _last(one.name, used)) is not None
        ),
    )


def _last(name: str, used: Iterable[RecordFacets]) -> tuple[FacetChoice, ...] | None:
    """The last choice of an added group, « non documenté », if some records lack it; None if all lack it."""
    codes = {code for one in used for group, found in one.propres if group == name for code in found}
    return None if not codes - {UNTOLD} else (_UNTOLD,) if UNTOLD in codes else ()


def _funders(commons: Commons, used: Collection[str]) -> tuple[FacetChoice, ...]:
    """Choices for the funders by name, then for all the others as one; none where no experiment tells any."""
    named = [FacetChoice(code, name) for code, name in named_funders(commons).items() if code in used]
    others = (FacetChoice(OTHER_FUNDER, "Autres financeurs"),) if OTHER_FUNDER in used else ()
    return (*named, *others, _UNTOLD) if UNTOLD in used or named else ()


def _choices(bands: Iterable[tuple[str, int | None, str]]) -> Iterator[FacetChoice]:
    return (FacetChoice(code, words) for code, _, words in bands)


def is_country(code: str) -> bool:
    """Whether a choice of the group `region` is another country (`be`), and no French région (`76`)."""
    return len(code) == _DIGITS and code.isalpha()


def _regions(commons: Commons, schemas: Schemas, used: Collection[str]) -> FacetGroup:
    """Choices for the régions by name, then for other countries; no région if all places are abroad."""
    abroad = sorted(code for code in used if is_country(code))
    countries = [FacetChoice(code, schemas.label("territoire", "pays", code.upper())) for code in abroad]
    countries.sort(key=_alphabetical)
    french = _french(commons, used) if len(abroad) < len(used) or not abroad else ()
    return FacetGroup("region", "Région ou pays" if abroad else "Région", (*french, *countries))


def _french(commons: Commons, used: Collection[str]) -> tuple[FacetChoice, ...]:
    every = (one.removeprefix("region-") for one in commons.gazetteer.official.of_level("region"))
    offered = [code for code in every if len(code) == _DIGITS or code in used]
    return tuple(
        sorted((FacetChoice(code, commons.lieu(f"region-{code}").nom) for code in offered), key=_alphabetical)
    )


def _is_region(territory_id: str) -> bool:
    return territory_id.startswith("region-")


def _departements(commons: Commons, used: Iterable[str]) -> tuple[FacetChoice, ...]:
    """Choices for the départements, in the order of their codes, as readers expect."""
    return tuple(_departement(commons, code) for code in sorted(used))


def _departement(commons: Commons, code: str) -> FacetChoice:
    lieu = commons.lieu(f"departement-{code}")
    region = next((one.removeprefix("region-") for one in lieu.parents if _is_region(one)), "")
    return FacetChoice(code, f"{lieu.nom} ({lieu.code})", region)


def _alphabetical(choice: FacetChoice) -> str:
    """Choices in alphabetical order, ignoring accents: Île-de-France sorts under I."""
    return unicodedata.normalize("NFD", choice.libelle).encode("ascii", "ignore").decode().casefold()


def _size(size: tuple[str, int, int | None]) -> FacetChoice:
    code, first, last = size
    if last is None:
        return FacetChoice(code, f"Plus de {first - 1} personnes")
    return FacetChoice(code, f"Jusqu'à {last} personnes" if first == 1 else f"De {first} à {last} personnes")
