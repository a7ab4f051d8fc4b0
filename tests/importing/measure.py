"""How much of the documents of clerks is kept: `python -m tests.importing.measure`."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.bringing_in import Brought, bring_in
from generator.drafting import Wish
from generator.importing.labels import Labels
from generator.schema import EACH
from generator.sources import read_record
from generator.working import schemas_of
from tests.cases.case_file import lay_base
from tests.importing.clerks import Made, documents

if TYPE_CHECKING:
    from collections.abc import Iterator


def brought(root: Path, *files: Path, genre: str = "") -> Brought:
    """What an import of `files` would write under `root`."""
    return bring_in(root, files, Wish(genre, (), "2026-11-27"), paint=lambda _part, words: words)


def kept(root: Path, made: list[Made]) -> Iterator[tuple[str, bool]]:
    """Each field and block that the files hold, in words, and whether the records have it."""
    found = brought(root, *(one.path for one in made)).imported.files
    schemas = schemas_of(root)
    by_title = {}
    for file in found:
        document, _ = read_record(file.path, "page", "page", content=file.content)
        by_title[(document.data or {}).get("titre")] = document
    for one in made:
        record = by_title.get(one.title)
        yield f"{one.path.name}: titre", record is not None
        data, body = (record.data or {}, _bare(record.body)) if record else ({}, "")
        labels = Labels(schemas.trees[one.kind])
        for label, value in one.fields.items():
            target = labels.find(label)
            assert target
            yield f"{one.path.name}: {label}", _at(data, target[0].path) == value
        for block in one.blocks:
            yield f"{one.path.name}: {block}", _bare(block) in body


def _at(data: Any, path: tuple[str, ...]) -> object:  # noqa: ANN401 — what a record holds
    for step in path:
        data = data[0] if step == EACH else data.get(step) if isinstance(data, dict) else None
    return data


def _bare(text: str) -> str:
    """A text with one space where it has several, and short rules in its tables."""
    return re.sub(r"-{3,}", "---", re.sub(r"[ \t]+", " ", text))


def _main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "espace"
        lay_base(root)
        made = list(documents(Path(folder)))
        told = list(kept(root, made))
    lost = [words for words, is_kept in told if not is_kept]
    print(*lost, sep="\n")  # noqa: T201 — a tool speaks to whoever runs it
    share = 100 * (1 - len(lost) / len(told))
    print(f"{len(made)} documents, {len(told)} champs et blocs : {share:.1f} % gardés")  # noqa: T201


if __name__ == "__main__":
    _main()
