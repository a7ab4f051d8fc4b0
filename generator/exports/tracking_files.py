"""Tell where experiments under way stand: as a table, as a calendar, as text for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.addresses import address, tracking_calendar_address, tracking_table_address
from generator.exports.icalendar import deadlines_calendar
from generator.exports.spreadsheet import cells, spreadsheet
from generator.model import Ref, day_in_words
from generator.output import OutputFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.index import Index
    from generator.news import DueDate, Signature, Tracked

TABLE = tracking_table_address().lstrip("/")
CALENDAR = tracking_calendar_address().lstrip("/")
COLUMNS = {
    "experimentation": "L'identifiant de l'expérimentation.",
    "adresse": "L'adresse de sa page.",
    "invente": "« oui » si la fiche est un exemple inventé, à ne jamais compter parmi les vraies.",
    "cadre": "Dans quel cadre l'expérimentation est menée.",
    "etape": "L'étape où elle en est.",
    "derniere_trace": "La date la plus récente que la fiche donne.",
    "sans_nouvelles": "« oui » si elle n'a pas donné de nouvelles depuis plus de deux ans.",
    "il_manque": "Ce que la fiche devrait dire à cette étape et ne dit pas.",
    "etape_suivante": "L'étape d'après.",
    "elle_demande": "Ce qu'il faudra écrire pour y passer.",
    "signatures": "Chaque signature : de quoi, de qui, et le jour où elle a été donnée.",
    "echeances": "Les jours qui viennent, et ce qui est attendu.",
    "propositions_sans_reponse": "Combien de propositions d'habitants n'ont pas encore de réponse.",
}
"""What each column holds, by its name."""
_BETWEEN = " | "


def tracking_files(index: Index) -> Iterator[OutputFile]:
    """The table and the calendar."""
    yield spreadsheet(TABLE, tuple(COLUMNS), _rows(index))
    yield OutputFile(CALENDAR, deadlines_calendar(index).encode())


def tracking_table(index: Index) -> str:
    """One row an experiment, in the order of the page; CRLF."""
    return cells(tuple(COLUMNS), _rows(index))


def _rows(index: Index) -> Iterator[tuple[str, ...]]:
    root = index.commons.site.url.rstrip("/")
    for one in index.suivis:
        yield (
            one.item.id,
            f"{root}{address(Ref('experimentation', one.item.id))}",
            "oui" if one.item.inventee else "non",
            index.label("experimentation", "cadre", one.item.cadre),
            index.label("experimentation", "statut", one.item.statut),
            one.trace or "",
            "oui" if one.muette else "non",
            _BETWEEN.join(need.manque if one.due else f"non documenté : {need.nom}" for need in one.manques),
            index.commons.phases.get(one.suivante, ""),
            _BETWEEN.join(need.nom for need in one.demandes),
            _BETWEEN.join(
                f"{sign.quoi} de {sign.qui} : {sign.le or _unsigned(sign)}" for sign in one.signatures
            ),
            _BETWEEN.join(f"{due.date} : {due.quoi}" for due in one.echeances),
            str(one.sans_reponse),
        )


def tracking_text(index: Index) -> str:
    """The same for a person at a terminal: a paragraph an experiment."""
    paragraphs = ["\n".join(_paragraph(index, one)) for one in index.suivis]
    return "\n\n".join(paragraphs or ["Aucune expérimentation en cours."]) + "\n"


def _paragraph(index: Index, one: Tracked) -> Iterator[str]:
    invented = " (exemple inventé)" if one.item.inventee else ""
    phase = index.label("experimentation", "statut", one.item.statut)
    yield f"{one.item.titre}{invented} : {phase}"
    last = day_in_words(one.trace) if one.trace else "aucune"
    yield f"  dernière trace : {last}{', sans nouvelles depuis plus de deux ans' * one.muette}"
    lacks = "il manque" if one.due else "la fiche ne dit pas"
    yield from (f"  {lacks} : {need.nom} ({need.aide})" for need in one.manques)
    if one.demandes:
        names = ", ".join(need.nom for need in one.demandes)
        yield f"  pour passer à « {index.commons.phases[one.suivante]} » : {names}"
    yield from (f"  {_signed(sign)}" for sign in one.signatures)
    yield from (f"  {_due(due)}" for due in one.echeances)
    if one.sans_reponse:
        yield f"  propositions d'habitants sans réponse : {one.sans_reponse}"


def _signed(sign: Signature) -> str:
    return f"{sign.quoi} de {sign.qui} : {day_in_words(sign.le) if sign.le else _unsigned(sign)}"


def _unsigned(sign: Signature) -> str:
    return "à signer" if sign.attendue else "non documenté"


def _due(due: DueDate) -> str:
    return f"{day_in_words(due.date)} : {due.quoi}{' (date passée)' if due.passee else ''}"
