"""Answer on the first screen: what came of an experiment, for and against, how sure, how many, how much."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.addresses import finding_anchor
from generator.frozen import Frozen
from generator.model import finie, plaide_contre, plaide_pour, sens_du_verdict
from generator.model.words import DEFAVORABLE
from generator.pages.experiment.experiment_facts import reached
from generator.pages.experiment.finding_groups import strength
from generator.pages.experiment.hypothesis_ledger import verdict
from generator.pages.frame.charts import Strip, direction, in_figures, money, strip_of_findings
from generator.pages.frame.comparables import persons_in_words, time_asked
from generator.pages.frame.dates_in_words import period_in_words
from generator.pages.frame.links import place_link
from generator.pages.frame.views import Badge, Fait, Value, known_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model import Experimentation
    from generator.pages.frame.atlas import Atlas

_Rank = tuple[bool, bool, bool, bool]

# How many results of each side the first screen shows.
_MOST = 2
_PLACES = 3
# The longest description of a sum that is shown beside it.
_SHORT = 70
# The facts of the first screen, and how each is named where nobody wrote it.
_NAMES = {
    "Où": "lieu",
    "Quand": "dates",
    "Temps demandé": "temps demandé",
    "Coût": "coût",
    "Poids sur la décision": "poids sur la décision",
}


class ResultView(Frozen):
    """A result: a finding or a verdict. `note` is its figure or its cause, `adresse` where it is told."""

    badge: Badge
    texte: str
    adresse: str
    note: str = ""
    doute: str = ""


class AnswerView(Frozen):
    """What the first screen of an experiment holds.

    `pour` and `contre` are its strongest results, one side and the other; `tous` leads to all of them, and
    `rien` says why there are none. `faits` are known; `inconnus` names what nobody wrote.
    """

    bande: Strip | None
    pour: tuple[ResultView, ...]
    contre: tuple[ResultView, ...]
    tous: Value | None
    rien: str
    faits: tuple[Fait, ...]
    inconnus: tuple[str, ...]


def answer(atlas: Atlas, item: Experimentation) -> AnswerView:
    """The answer of an experiment; what is invented is answered too, its page says that it is."""
    found = sorted(_results(atlas, item), key=lambda result: result[0])
    good = tuple(shown for _, sens, shown in found if plaide_pour(sens))
    other = tuple(shown for _, sens, shown in found if not plaide_pour(sens))
    facts = tuple(_facts(atlas, item))
    return AnswerView(
        bande=strip_of_findings(atlas, (sens for _, sens, _ in found)),
        pour=good[:_MOST],
        contre=other[:_MOST],
        tous=_all(atlas, item, len(found)) if len(good) > 1 or len(other) > 1 else None,
        rien="" if found else _why_nothing(atlas, item),
        faits=tuple(fact for fact in facts if fact.valeurs),
        inconnus=tuple(_unknown(atlas, item, facts)),
    )


def _results(atlas: Atlas, item: Experimentation) -> Iterator[tuple[_Rank, str, ResultView]]:
    """Each result with its sort key and its direction; mixed results sort after all clear ones."""
    for rank, one in enumerate(item.constats, 1):
        doubt = atlas.label("experimentation", "constats.certitude", one.certitude)
        shown = ResultView(
            badge=direction(atlas, one.sens),
            texte=one.texte,
            adresse=f"#{finding_anchor(rank)}",
            note=in_figures(one.mesure),
            doute="" if one.attestee else _short(doubt),
        )
        yield (_mixed(one.sens), *strength(one)), one.sens, shown
    for line in atlas.ledgers.get(item.id, ()):
        sens, badge = sens_du_verdict(line.verdict), verdict(atlas, line)
        if sens and badge:
            shown = ResultView(badge, line.enonce, f"#{line.id}")
            yield (_mixed(sens), False, False, False), sens, shown
    evaluation = atlas.commons.evaluation(item.id)
    for echec in evaluation.na_pas_marche if evaluation else ():
        cause = atlas.label("evaluation", "na_pas_marche.cause", echec.cause)
        badge = direction(atlas, DEFAVORABLE)
        shown = ResultView(badge, echec.constat, "#Echecs", note=f"cause : {cause.lower()}")
        yield (False, False, True, True), DEFAVORABLE, shown


def _all(atlas: Atlas, item: Experimentation, count: int) -> Value:
    """The link to the part of the page that holds all results."""
    where = "#Constats" if item.constats else "#Hypotheses" if atlas.ledgers.get(item.id) else "#Echecs"
    return Value(f"Les {count} résultats", where)


def _mixed(sens: str) -> bool:
    return not (plaide_pour(sens) or plaide_contre(sens))


def _why_nothing(atlas: Atlas, item: Experimentation) -> str:
    if not reached(atlas, item, "mise-en-oeuvre"):
        return "Rien n'a encore été essayé : il n'y a pas encore de résultat."
    if finie(atlas.commons, item):
        return "Cette fiche ne dit pas ce qui en est sorti."
    return "Aucun résultat n'est encore écrit ici."


def _facts(atlas: Atlas, item: Experimentation) -> Iterator[Fait]:
    places = atlas.lieux.get(item.id, ())
    more = len(places) - _PLACES
    where = [place_link(atlas, one.id) for one in places[:_PLACES]]
    yield Fait("Où", (*where, *((Value(f"et {more} autre{'s' * (more > 1)}"),) if more > 0 else ())))
    when = period_in_words(item.debut, item.fin, passee=finie(atlas.commons, item))
    yield Fait("Quand", (Value(when),) if when else ())
    trace = atlas.traces.get(item.id)
    if trace and not finie(atlas.commons, item):
        yield Fait("Dernière trace", (Value(jour=trace),))
    count = item.participants.nombre if item.participants else None
    ways = ", ".join(_short(atlas.label("experimentation", "recrutement", one)) for one in item.recrutement)
    people = Value(persons_in_words(count), note=ways) if count is not None else Value(ways)
    yield Fait("Participants", (people,) if people.texte else ())
    yield Fait("Temps demandé", known_values(_time(atlas, item)))
    yield Fait("Coût", tuple(_cost(item)))
    weight = atlas.label("experimentation", "decision", item.decision) if item.decision else ""
    yield Fait("Poids sur la décision", (Value(weight),) if weight else ())
    if item.constats:
        yield Fait("Certitude", (Value(_certainty(item)),))


def _time(atlas: Atlas, item: Experimentation) -> Value | None:
    """The time it asks, in the words of the record, with its order of size where both are told."""
    asked = time_asked(atlas, item)
    size = atlas.label("experimentation", "temps_demande", item.temps_demande) if item.temps_demande else ""
    return Value(asked, note="" if size == asked else size.lower()) if asked else None


def _cost(item: Experimentation) -> Iterator[Value]:
    if item.couts:
        first, *others = item.couts
        covers = f"{first.couvre[:1].lower()}{first.couvre[1:]}".rstrip(".")
        yield Value(money(first.montant, first.monnaie), note=covers if len(covers) <= _SHORT else "")
        if others:
            words = "un autre montant" if len(others) == 1 else f"{len(others)} autres montants"
            yield Value(f"et {words}", "#Couts")


def _certainty(item: Experimentation) -> str:
    """How many findings a source attests: `7 constats attestés par une source, 1 incertain`."""
    sure = sum(one.attestee and one.source is not None for one in item.constats)
    other = len(item.constats) - sure
    many = "s" * (sure > 1)
    told = [f"{sure} constat{many} attesté{many} par une source"] if sure else []
    if other:
        many = "s" * (other > 1)
        told.append(f"{other} moins sûr{many}" if sure else f"{other} constat{many} moins sûr{many}")
    return ", ".join(told)


def _unknown(atlas: Atlas, item: Experimentation, facts: Iterable[Fait]) -> Iterator[str]:
    """The facts that should be known by now and that nobody wrote."""
    if item.initiateur is None:
        yield "à l'initiative de qui"
    missing = {fact.libelle for fact in facts if not fact.valeurs}
    if not reached(atlas, item, "mise-en-oeuvre"):
        return
    yield from (words for name, words in _NAMES.items() if name in missing)
    if item.participants is None or item.participants.nombre is None:
        yield "nombre de participants"
    if not item.recrutement:
        yield "façon de les réunir"
    if not item.financeurs:
        yield "financeurs"
    if not item.suites:
        yield "suites données aux propositions"
    if item.debut and not item.fin and finie(atlas.commons, item):
        yield "date de fin"


def _short(words: str) -> str:
    """The label of a value without the explanation that follows it: `aller vers`."""
    return words.partition(" :")[0].partition(",")[0].lower()
