"""Documents as clerks write them, made by other programs than ours, with what should be kept of each."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

import docx
import openpyxl
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from odf import opendocument, table, text
from odf.style import Style, TextProperties

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

TOOL, ACTOR, EVENT = "outil", "acteur", "evenement"
_FIELDS: dict[str, list[tuple[str, str, object]]] = {
    TOOL: [
        ("Résumé", "Un banc rouge devant la mairie, où une élue écoute qui veut s'asseoir.", ...),
        ("Type", "Méthode", "methode"),
        ("Enjeux", "Enjeu d'essai 7 ; Lien durable", ["decider-ensemble", "lien-durable"]),
        ("Durée", "Deux heures", "Deux heures"),
        ("Temps à prévoir", "Une journée", ["journee"]),
        ("Nombre de participants : Au moins", "4 ", 4),
        ("Matériel", "12 chaises\nun minuteur", ["12 chaises", "un minuteur"]),
        ("Sur place ou en ligne", "Sur place et en ligne", "les-deux"),
        ("Licence", "CC-BY-SA-4.0", "CC-BY-SA-4.0"),
        ("Auteurs", "Collectif des essais; Camille Exemple", ["Collectif des essais", "Camille Exemple"]),
        ("Publiée le", "14 mars 2025", "2025-03-14"),
        (
            "Sources",
            "Compte rendu du conseil, https://example.org/conseil",
            [{"titre": "Compte rendu du conseil", "url": "https://example.org/conseil"}],
        ),
    ],
    ACTOR: [
        ("Résumé", "Une association inventée qui réunit des voisins autour d'un café.", ...),
        ("Type d'acteur", "association", "association"),
        ("Territoire", "Mulhouse", "commune-68224"),
        (
            "Compétences",
            "• animation de réunions\n• récits de terrain",
            ["animation de réunions", "récits de terrain"],
        ),
        ("Site", "https://example.org/", "https://example.org/"),
        ("Membre du réseau", "Oui", True),
        ("Licence", "CC-BY-SA-4.0", "CC-BY-SA-4.0"),
    ],
    EVENT: [
        ("Résumé", "Une soirée inventée pour rendre compte de ce qui a été essayé.", ...),
        ("Type d'événement", "rencontre", "rencontre"),
        ("Date de début", "03/04/2025", "2025-04-03"),
        ("Date de fin", "4 avril 2025", "2025-04-04"),
        ("Lieu", "Salle des fêtes", "Salle des fêtes"),
        ("Inscription", "https://example.org/inscription", "https://example.org/inscription"),
        ("Licence", "CC-BY-SA-4.0", "CC-BY-SA-4.0"),
    ],
}
_SPELLINGS: tuple[Callable[[str], str], ...] = (
    str,
    lambda label: f"{label} :",
    str.upper,
    lambda label: f"{label.translate(str.maketrans('éÉû', 'eEu'))} (facultatif)",
)
BLOCKS = (
    "## Quand s'en servir",
    "Quand personne ne vient aux réunions, comme l'a dit **une adjointe**.",
    "- Choisir un lieu de passage",
    "- Rester une heure",
    "## Le déroulé",
    "1. Poser le banc",
    "2. Écouter sans répondre",
    "[le guide](https://example.org/guide)",
    "| Rendez-vous | Personnes |",
    "| mars | 12 |",
)
"""What the text of each document holds: lines of Markdown, spaces apart."""


@dataclass(frozen=True)
class Made:
    """A file, the title and the fields that it should give, and its blocks."""

    path: Path
    kind: str
    title: str
    fields: dict[str, object]
    blocks: tuple[str, ...]

    def moved(self, path: Path) -> Made:
        """The same in another file."""
        return Made(path, self.kind, self.title, self.fields, self.blocks)


@dataclass(frozen=True)
class Manner:
    """How a clerk writes: a table or lines of labels, real headings or bold lines, real lists or signs."""

    columns: int
    headings: bool
    lists: bool
    spelling: Callable[[str], str]


def documents(folder: Path) -> Iterator[Made]:
    """Fifty files and more, in every manner."""
    manners = [
        Manner(columns, headings, lists, spelling)
        for (columns, headings), (lists, spelling) in zip(
            itertools.cycle([(2, True), (3, False), (0, True), (2, False)]),
            itertools.product((True, False), _SPELLINGS),
            strict=False,
        )
    ]
    for kind, (rank, manner), (suffix, write) in itertools.product(
        _FIELDS, enumerate(manners), ((".docx", _word), (".odt", _odt), (".html", _html))
    ):
        if (suffix == ".html" and rank % 4) or (suffix == ".odt" and rank % 2):
            continue
        title = f"Le banc {kind} {suffix[1:]} {rank}"
        path = folder / f"{kind} n° {rank}{suffix}"
        write(path, title, kind, manner)
        yield Made(path, kind, title, _expected(kind), BLOCKS)
    yield from _sheets(folder)


def _expected(kind: str) -> dict[str, object]:
    return {label: typed if value is ... else value for label, typed, value in _FIELDS[kind]}


def _labels(kind: str, manner: Manner) -> list[tuple[str, str]]:
    said = [("Genre", kind), *((label, typed) for label, typed, _ in _FIELDS[kind])]
    # Lines of labels hold one line each.
    return [
        (manner.spelling(label), typed if manner.columns else typed.replace("\n", " ; "))
        for label, typed in said
    ]


def _word(path: Path, title: str, kind: str, manner: Manner) -> None:
    made = docx.Document()
    made.add_heading(title, 0)
    if manner.columns:
        grid = made.add_table(rows=0, cols=manner.columns)
        for label, typed in _labels(kind, manner):
            cells = grid.add_row().cells
            cells[0].text, cells[1].text = label, typed
            if manner.columns > 2:
                cells[2].text = "Une explication pour qui remplit."
    else:
        for label, typed in _labels(kind, manner):
            made.add_paragraph(f"{label.rstrip(' :')} : {typed}")
    _word_heading(made, "Quand s'en servir", manner)
    words = made.add_paragraph("Quand personne ne vient aux réunions, comme l'a dit ")
    words.add_run("une adjointe").bold = True
    words.add_run(".")
    for item in ("Choisir un lieu de passage", "Rester une heure"):
        made.add_paragraph(
            item if manner.lists else f"•\t{item}", style="List Bullet" if manner.lists else None
        )
    _word_heading(made, "Le déroulé", manner)
    for number, item in enumerate(("Poser le banc", "Écouter sans répondre"), 1):
        made.add_paragraph(
            item if manner.lists else f"{number}) {item}", style="List Number" if manner.lists else None
        )
    _word_link(made.add_paragraph("Voir "), "le guide", "https://example.org/guide")
    grid = made.add_table(rows=0, cols=2)
    for row in (("Rendez-vous", "Personnes"), ("mars", "12")):
        cells = grid.add_row().cells
        cells[0].text, cells[1].text = row
    made.save(str(path))


def _word_heading(made: Any, words: str, manner: Manner) -> None:  # noqa: ANN401 — a library without types
    if manner.headings:
        made.add_heading(words, 1)
    else:
        made.add_paragraph().add_run(words).bold = True


def _word_link(paragraph: Any, words: str, address: str) -> None:  # noqa: ANN401 — a library without types
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = OxmlElement("w:r")
    inside = OxmlElement("w:t")
    inside.text = words
    run.append(inside)
    link.append(run)
    paragraph._p.append(link)  # noqa: SLF001 — the library has no word for it


def _odt(path: Path, title: str, kind: str, manner: Manner) -> None:
    made = opendocument.OpenDocumentText()
    bold = Style(name="Gras", family="text")
    bold.addElement(TextProperties(fontweight="bold"))
    made.automaticstyles.addElement(bold)
    made.text.addElement(text.H(outlinelevel=1, text=title))
    if manner.columns:
        made.text.addElement(
            _odt_table(
                [
                    (label, typed, *(("Une explication",) if manner.columns > 2 else ()))
                    for label, typed in _labels(kind, manner)
                ]
            )
        )
    else:
        for label, typed in _labels(kind, manner):
            made.text.addElement(text.P(text=f"{label.rstrip(' :')} : {typed}"))

    def heading(words: str) -> None:
        if manner.headings:
            made.text.addElement(text.H(outlinelevel=2, text=words))
            return
        line = text.P()
        line.addElement(text.Span(stylename=bold, text=words))
        made.text.addElement(line)

    heading("Quand s'en servir")
    words = text.P(text="Quand personne ne vient aux réunions, comme l'a dit ")
    words.addElement(text.Span(stylename=bold, text="une adjointe"))
    words.addText(".")
    made.text.addElement(words)
    for item in ("Choisir un lieu de passage", "Rester une heure"):
        made.text.addElement(text.P(text=f"– {item}"))
    heading("Le déroulé")
    for number, item in enumerate(("Poser le banc", "Écouter sans répondre"), 1):
        made.text.addElement(text.P(text=f"{number}. {item}"))
    line = text.P(text="Voir ")
    line.addElement(text.A(href="https://example.org/guide", text="le guide"))
    made.text.addElement(line)
    made.text.addElement(_odt_table([("Rendez-vous", "Personnes"), ("mars", "12")]))
    made.save(str(path))


def _odt_table(rows: list[tuple[str, ...]]) -> Any:  # noqa: ANN401 — a library without types
    made = table.Table(name="Feuille1")
    made.addElement(table.TableColumn(numbercolumnsrepeated=len(rows[0])))
    for row in rows:
        line = table.TableRow()
        for cell in row:
            held = table.TableCell(valuetype="string")
            for words in cell.split("\n"):
                held.addElement(text.P(text=words))
            line.addElement(held)
        made.addElement(line)
    return made


def _html(path: Path, title: str, kind: str, manner: Manner) -> None:
    def rows(cells: list[tuple[str, ...]]) -> str:
        lines = (
            "".join(f"<td>{escape(cell).replace(chr(10), '<br>')}</td>" for cell in row) for row in cells
        )
        return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"

    def heading(words: str) -> str:
        return f"<h2>{words}</h2>" if manner.headings else f"<p><b>{words}</b></p>"

    path.write_text(
        f"<html><head><title>Mairie</title></head><body><h1>{title}</h1>{rows(list(_labels(kind, manner)))}"
        f"{heading('Quand s’en servir'.replace('’', chr(39)))}"
        "<p>Quand personne ne vient aux réunions, comme l'a dit <strong>une adjointe</strong>.</p>"
        "<ul><li>Choisir un lieu de passage</li><li>Rester une heure</li></ul>"
        f"{heading('Le déroulé')}<ol><li>Poser le banc</li><li>Écouter sans répondre</li></ol>"
        "<p>Voir <a href='https://example.org/guide'>le guide</a></p>"
        f"{rows([('Rendez-vous', 'Personnes'), ('mars', '12')])}</body></html>",
        encoding="utf-8",
    )


def _sheets(folder: Path) -> Iterator[Made]:
    """One record a row, columns in another order, in the two programs' formats and as text."""
    for number, (kind, said) in enumerate(_FIELDS.items()):
        title = f"Le banc en ligne {number}"
        columns = [("Genre", kind), *((label, typed) for label, typed, _ in reversed(said))]
        head = ["Titre" if kind != ACTOR else "Nom de l'acteur", *(label.upper() for label, _ in columns)]
        row = [title, *(typed for _, typed in columns)]
        path = folder / f"{kind}.xlsx"
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.append(["Tableau de suivi de la mairie"])
        sheet.append(head)
        sheet.append(row)
        book.save(path)
        yield Made(path, kind, title, _expected(kind), ())
        calc_path = folder / f"{kind}.ods"
        calc = opendocument.OpenDocumentSpreadsheet()
        calc.spreadsheet.addElement(_odt_table([tuple(head), (f"{title} sous Calc", *row[1:])]))
        calc.save(str(calc_path))
        yield Made(calc_path, kind, f"{title} sous Calc", _expected(kind), ())
        text_path = folder / f"{kind}.csv"
        cells = (";".join(f'"{cell}"' for cell in line) for line in (head, [f"{title} en texte", *row[1:]]))
        text_path.write_bytes("\r\n".join(cells).encode("cp1252"))
        yield Made(text_path, kind, f"{title} en texte", _expected(kind), ())
