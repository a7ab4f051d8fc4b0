"""Publish the whole commons as one file, `/donnees/commun.zip`: tables, records, texts, schemas, licences.

The same commons gives the same bytes: names are sorted, and no entry bears a date.
"""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

from generator.exports.changes_files import HISTORY, history_bytes
from generator.exports.data_package import data_package, licence
from generator.exports.geojson import MAP, map_bytes
from generator.exports.open_tables import PROGRAMS, SPREADSHEETS
from generator.output import OutputFile
from generator.typography import typeset_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.exports.open_tables import FilledTable
    from generator.exports.record_files import RecordData
    from generator.index import Index

ARCHIVE, PACKAGE = "donnees/commun.zip", "donnees/datapackage.json"
_NO_DATE = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o644 << 16
_UNIX = 3


def whole(index: Index, records: Sequence[RecordData], filled: Sequence[FilledTable]) -> Iterator[OutputFile]:
    """Each table in both forms, the archive, then the description of its tables for who looks first."""
    package = (
        f"{json.dumps(data_package(index, (one.table for one in filled)), ensure_ascii=False, indent=1)}\n"
    )
    tables = {one.table.name: one.for_programs for one in filled}
    for one in filled:
        yield OutputFile(f"{PROGRAMS}/{one.table.name}.csv", tables[one.table.name])
        yield OutputFile(f"{SPREADSHEETS}/{one.table.name}.csv", one.for_spreadsheets)
    held = {
        "datapackage.json": package.encode(),
        HISTORY.rpartition("/")[2]: history_bytes(index),
        MAP.rpartition("/")[2]: map_bytes(index),
        "LISEZMOI.md": _readme(index, filled).encode(),
        "LICENCES.md": _licences(index).encode(),
        **{f"tables/{name}.csv": content for name, content in tables.items()},
        **{f"schemas/{name}": text.encode() for name, text in index.schemas.sources.items()},
        **dict(_records(index, records)),
    }
    yield OutputFile(ARCHIVE, _zipped(held))
    yield OutputFile(PACKAGE, package.encode())


def _zipped(held: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, content in sorted(held.items()):
            entry = zipfile.ZipInfo(name, _NO_DATE)
            entry.external_attr, entry.create_system = _READABLE, _UNIX
            file.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _records(index: Index, records: Iterable[RecordData]) -> Iterator[tuple[str, bytes]]:
    lines: dict[str, list[str]] = {kind.name: [] for kind in index.commons.kinds.published}
    for one in records:
        lines[one.ref.kind].append(f"{one.told}\n")
        yield f"textes/{one.ref.kind}/{one.ref.id}.md", f"{one.record.corps.strip()}\n".encode()
    yield from ((f"fiches/{kind}.jsonl", "".join(told).encode()) for kind, told in lines.items())


def _readme(index: Index, filled: Sequence[FilledTable]) -> str:
    site = index.commons.site
    tables = "\n".join(
        f"- `tables/{one.table.name}.csv` : {one.table.title} ({_counted(len(one.rows), 'ligne')})"
        for one in filled
    )
    return typeset_text(f"""# {site.nom} : tout le commun en un fichier

Ce que publie {site.url}, sous des licences libres : chaque fiche dit la sienne (`LICENCES.md`).

- `datapackage.json` décrit chaque table et chaque colonne : sens, type, unité, valeurs, clés.
- `tables/` : des CSV en UTF-8, séparés par des virgules. Une table par sorte de fiche, une par liste.
- `fiches/` : les mêmes fiches entières, une par ligne, en JSON Lines.
- `textes/` : leur texte, en Markdown.
- `schemas/` : les schémas qui les vérifient.
- `experimentations.geojson` : les lieux des expérimentations, pour une carte ; chacun dit sa précision.
- `changements.json` : ce qu'a changé chaque publication. La suivante part de cette archive.

Une fiche se nomme par sa sorte et son identifiant. `tables/fiches.csv` les a toutes : colonnes `sorte` et
`id`. Dans les tables `liste_…`, `sorte` et `fiche` disent à laquelle appartient la ligne.

La colonne `invente` vaut « true » pour les exemples inventés : ne les comptez jamais parmi les vraies fiches.
Une cellule vide veut dire « non documenté ».
Une apostrophe précède ce qu'un tableur prendrait pour une formule.

## Les tables

{tables}
""")


def _licences(index: Index) -> str:
    commons = index.commons
    found: dict[str, int] = {}
    for _, record in commons.records():
        code = record.licence or commons.site.licence
        found[code] = found.get(code, 0) + 1
    lines = [_licence_line(licence(index, code), count) for code, count in sorted(found.items())]
    words = "Chaque fiche dit sa licence : champ `licence`, colonne `licence` de `tables/fiches.csv`."
    return f"# Licences\n\n{words}\n\n{''.join(lines)}"


def _licence_line(told: dict[str, Any], count: int) -> str:
    where = f", {told['path']}" if "path" in told else ""
    return f"- {told['title']} ({told['name']}) : {_counted(count, 'fiche')}{where}\n"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' * (count > 1)}"
