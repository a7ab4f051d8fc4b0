"""The ledgers as a table: a row for each hypothesis; each column is explained in French."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.frozen import Frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from generator.model import Experimentation, Hypothese
    from generator.protocol.episodes import Episode
    from generator.protocol.ledger import LedgerLine

LIST_MARK = " | "
"""The separator between values in one cell: no id contains it."""


class LedgerRow(Frozen):
    """What a row is made from: a hypothesis, its experiment, its places (ids), the address of its page."""

    experimentation: Experimentation
    ligne: LedgerLine
    territoires: tuple[str, ...]
    adresse: str


class LedgerColumn(NamedTuple):
    """A column: its name, what it holds, the function that fills it. An empty cell: nothing is documented."""

    nom: str
    description: str
    valeur: Callable[[LedgerRow], str]


def _joined(values: Iterable[str]) -> str:
    return LIST_MARK.join(values)


def _yes_no(answer: bool) -> str:  # noqa: FBT001 — a fact, not a switch
    return "oui" if answer else "non"


def _last(row: LedgerRow, *genres: str) -> Episode[Hypothese] | None:
    return next((one for one in reversed(row.ligne.episodes) if one.genre in genres), None)


def _reworded(row: LedgerRow) -> Episode[Hypothese] | None:
    return row.ligne.reformulations[-1] if row.ligne.reformulations else None


def _resumed(row: LedgerRow) -> str:
    last = _last(row, "retrait", "retour")
    return last.date if last and last.genre == "retour" else ""


def _revision(episode: Episode[Hypothese] | None) -> str:
    return f"r{episode.revision}" if episode else ""


def _date(episode: Episode[Hypothese] | None) -> str:
    return episode.date if episode else ""


def _reasons(episode: Episode[Hypothese] | None) -> str:
    return _joined(episode.raisons) if episode else ""


def _tools(row: LedgerRow) -> str:
    devices = (trial.dispositif for trial in row.ligne.essais)
    return _joined(dict.fromkeys(device.outil for device in devices if device.outil))


LEDGER_COLUMNS = (
    LedgerColumn("experimentation", "Identifiant de l'expérimentation.", lambda row: row.experimentation.id),
    LedgerColumn("titre", "Titre de l'expérimentation.", lambda row: row.experimentation.titre),
    LedgerColumn(
        "cadre",
        "labo, reseau (de ses partenaires), comparable (menée par d'autres) ou demonstration (inventée).",
        lambda row: row.experimentation.cadre,
    ),
    LedgerColumn(
        "demonstration",
        "oui si l'expérimentation est inventée et ne prouve donc rien, non sinon.",
        lambda row: _yes_no(row.experimentation.inventee),
    ),
    LedgerColumn("statut", "Étape de l'expérimentation.", lambda row: row.experimentation.statut),
    LedgerColumn(
        "enjeux",
        "Identifiants des enjeux de l'expérimentation.",
        lambda row: _joined(row.experimentation.enjeux),
    ),
    LedgerColumn(
        "territoires",
        "Où elle a lieu : niveau et code officiel, ou identifiant du territoire.",
        lambda row: _joined(row.territoires),
    ),
    LedgerColumn(
        "hypothese",
        "Numéro de l'hypothèse (H1, H2…), propre à l'expérimentation.",
        lambda row: row.ligne.id,
    ),
    LedgerColumn(
        "enonce", "Énoncé, dans sa dernière rédaction publiée.", lambda row: row.ligne.hypothese.enonce
    ),
    LedgerColumn(
        "indicateur", "Ce qui devait être mesuré.", lambda row: row.ligne.hypothese.indicateur or ""
    ),
    LedgerColumn(
        "seuil",
        "À partir de quoi l'hypothèse est confirmée.",
        lambda row: "" if row.ligne.hypothese.seuil is None else str(row.ligne.hypothese.seuil),
    ),
    LedgerColumn(
        "entree_revision", "Révision du protocole qui l'a posée.", lambda row: _revision(row.ligne.entree)
    ),
    LedgerColumn("entree_le", "Date de cette révision.", lambda row: _date(row.ligne.entree)),
    LedgerColumn(
        "reformulations",
        "Nombre de révisions publiées qui l'ont reformulée.",
        lambda row: str(len(row.ligne.reformulations)),
    ),
    LedgerColumn(
        "derniere_reformulation_revision",
        "Révision de la dernière reformulation.",
        lambda row: _revision(_reworded(row)),
    ),
    LedgerColumn(
        "derniere_reformulation_le",
        "Date de la dernière reformulation.",
        lambda row: _date(_reworded(row)),
    ),
    LedgerColumn(
        "derniere_reformulation_motif",
        "Raison de la dernière reformulation.",
        lambda row: _reasons(_reworded(row)),
    ),
    LedgerColumn(
        "retiree_revision",
        "Révision qui l'a retirée en dernier.",
        lambda row: _revision(_last(row, "retrait")),
    ),
    LedgerColumn("retiree_le", "Date de ce retrait.", lambda row: _date(_last(row, "retrait"))),
    LedgerColumn("motif_retrait", "Raison de ce retrait.", lambda row: _reasons(_last(row, "retrait"))),
    LedgerColumn("reprise_le", "Date à laquelle elle a été reprise après ce retrait.", _resumed),
    LedgerColumn(
        "verdict",
        "confirmee, partielle, infirmee, non-concluante ou abandonnee. Vide : pas encore de verdict.",
        lambda row: row.ligne.verdict or "",
    ),
    LedgerColumn(
        "evaluee_le",
        "Date de l'évaluation de l'expérimentation, même si elle ne dit rien de cette hypothèse.",
        lambda row: row.ligne.evaluee_le or "",
    ),
    LedgerColumn("preuve", "Ce qui fonde le verdict.", lambda row: row.ligne.preuve or ""),
    LedgerColumn(
        "dispositifs",
        "Numéros des dispositifs qui l'ont mise à l'épreuve.",
        lambda row: _joined(trial.dispositif.id for trial in row.ligne.essais),
    ),
    LedgerColumn("outils", "Identifiants des outils de ces dispositifs.", _tools),
    LedgerColumn(
        "journal",
        "Nombre de notes de terrain prises pendant cette mise à l'épreuve.",
        lambda row: str(len(row.ligne.journaux)),
    ),
    LedgerColumn(
        "adresse",
        "Page où l'hypothèse est racontée, avec ses auteurs et sa licence.",
        lambda row: row.adresse,
    ),
)
