"""Hold what the model says of a life: every statut is of one sort, an added phase counts where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.frozen import replace
from generator.model import (
    Experimentation,
    Ref,
    a_venir,
    appelle,
    arretee,
    en_cours,
    finie,
    n_attend_plus,
    peut_appeler,
    terrain_clos,
)
from generator.model.appel import Appel
from generator.pipeline import check
from tests.cases.case_file import lay_base
from tests.house.own_schemas import SECOND_ID, lay

if TYPE_CHECKING:
    from pathlib import Path


def test_every_statut_is_to_come_under_way_or_over(tmp_path: Path) -> None:
    lay_base(tmp_path)
    commons = check(tmp_path).commons
    (item,) = commons.experimentations
    told = {}
    for statut in (*commons.phases, *commons.arrets):
        one = replace(item, statut=statut)
        assert [a_venir(commons, one), en_cours(commons, one), finie(commons, one)].count(True) == 1, statut
        told[statut] = (arretee(commons, one), peut_appeler(commons, one), terrain_clos(commons, one))
    assert told == {
        "proposition": (False, True, False),
        "appel": (False, True, False),
        "declenchee": (False, True, False),
        "equipe": (False, True, False),
        "co-construction": (False, True, False),
        "mise-en-oeuvre": (False, True, False),
        "bilan": (False, False, True),
        "terminee": (False, False, True),
        "suspendue": (True, False, False),
        "abandonnee": (True, False, True),
    }
    assert [statut for statut in told if appelle(replace(item, statut=statut))] == ["appel"]


def test_a_phase_that_a_commons_adds_counts_where_it_stands(tmp_path: Path) -> None:
    """Between the making of a protocol and its trial: it is under way, calls, and its fieldwork is open."""
    lay(tmp_path)
    commons = check(tmp_path).commons
    item = commons.get(Ref("experimentation", SECOND_ID))
    assert isinstance(item, Experimentation)
    assert en_cours(commons, item)
    assert peut_appeler(commons, item)
    assert not terrain_clos(commons, item)


def test_a_call_waits_until_its_experiment_went_on(tmp_path: Path) -> None:
    """A sort of call that the program does not know waits as long as an experiment may call."""
    lay_base(tmp_path)
    commons = check(tmp_path).commons
    (item,) = commons.experimentations
    last = {}
    for sort in ("collectivites", "equipe", "prestation"):
        call = Appel(type=sort, ouvert_le="2024-01-10")
        waiting = [
            one for one in commons.phases if not n_attend_plus(commons, replace(item, statut=one), call)
        ]
        assert waiting == list(commons.phases)[: len(waiting)]
        last[sort] = waiting[-1]
        assert all(n_attend_plus(commons, replace(item, statut=one), call) for one in commons.arrets)
    assert last == {"collectivites": "appel", "equipe": "equipe", "prestation": "mise-en-oeuvre"}
