"""List the personal-data exceptions that a proposal declares: a reviewer must judge them first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import veiled
from generator.discretion import declared, public_addresses
from generator.review.report_blocks import BulletList, Cite, Sentences, Title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.review.moments import Moments
    from generator.review.report_blocks import Bloc, Mots
    from generator.sources import Sources


def let_through(moments: Moments) -> Iterator[Bloc]:
    """The declarations `non_personnel` that are new, then the public addresses that came or went.

    Personal data in the texts is masked, since reports are public; the place leads to them.
    """
    before = {(path, text, reason) for path, _, text, reason in _declarations(moments.avant.sources)}
    fresh = [one for one in _declarations(moments.apres.sources) if (one[0], one[2], one[3]) not in before]
    was, now = (_public(moment.sources) for moment in (moments.avant, moments.apres))
    if not fresh and was == now:
        return
    yield Title(2, ("Ce que le contrôle laisse passer à la demande de la proposition",))
    if fresh:
        yield Sentences(("À vérifier d'abord : la proposition déclare que ces textes ne mènent à personne.",))
        yield BulletList(
            tuple(
                (
                    *(Cite(path), f", ligne {line} : ", Cite(veiled(text))),
                    *(". Raison donnée : ", Cite(veiled(reason))),
                )
                for path, line, text, reason in fresh
            )
        )
    changes: list[Mots] = [("adresse ajoutée : ", Cite(one)) for one in sorted(now - was)]
    changes += [("adresse retirée : ", Cite(one)) for one in sorted(was - now)]
    if changes:
        yield Sentences(("Les adresses publiques, que toute fiche peut citer, changent :",))
        yield BulletList(tuple(changes))


def _declarations(sources: Sources) -> Iterator[tuple[str, int, str, str]]:
    for document in sources.documents:
        for rank, text, reason in declared(document):
            yield document.path, document.positions.value(("non_personnel", rank, "texte")).line, text, reason


def _public(sources: Sources) -> frozenset[str]:
    return public_addresses(next((one for one in sources.documents if one.kind == "site"), None))
