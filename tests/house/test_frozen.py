"""Hold what is told of a value to all that it holds."""

from __future__ import annotations

import pytest

from generator.frozen import Frozen, replace, told


class Lieu(Frozen):
    nom: str
    dans: tuple[Lieu, ...] = ()


class Personne(Frozen):
    nom: str
    dans: tuple[Lieu, ...] = ()


def test_what_differs_is_told_differently() -> None:
    here = Lieu("Val-Fictif", (Lieu("Le marché"),))
    others = [
        replace(here, nom="Val-Fictif "),
        replace(here, dans=()),
        replace(here, dans=(Lieu("Le marché"), Lieu("Le marché"))),
        replace(here, dans=(Lieu("Le marché", (here,)),)),
        Personne(here.nom, here.dans),
    ]
    assert len({told(one) for one in (here, *others)}) == 1 + len(others)
    assert told(here) == told(Lieu("Val-Fictif", (Lieu("Le marché"),)))


def test_what_cannot_be_told_is_refused() -> None:
    with pytest.raises(TypeError, match="object"):
        told(("texte", object()))
