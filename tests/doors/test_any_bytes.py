"""Whatever bytes a record holds, the check ends in words, and a preview still stages every other page."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import strategies as st

from generator.diagnostics import RENDERERS
from generator.pipeline import check, docs_folder, stage
from generator.working import lines_of
from tests.cases.case_file import BASE, lay_base
from tests.drawn import drawn

RECORDS = sorted(path.relative_to(BASE) for path in BASE.rglob("*") if path.is_file())
PIECES = (
    *(b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\t", b"---\n", b": ", b"- ", b"[", b"{", b"&a ", b"*a"),
    *(
        b"!!python/object:os.system ",
        b"\xe2\x80\xae",
        b"'",
        b'"',
        b"|\n",
        b"<script>",
        b"](../../x.md#",
        b"12.0",
    ),
    *(
        b"1e999",
        b"null",
        b"true",
        b"~",
        b"2024-02-30",
        b"#",
        b"%",
        b"@",
        b"```",
        b"![](",
        b"[^1]: ",
        b"|a|b|\n|-|-|\n",
    ),
)


def edits() -> st.SearchStrategy[list[tuple[float, int, bytes]]]:
    """Places in a file, how many bytes go, and what comes instead."""
    place = st.floats(0, 1, exclude_max=True)
    piece = st.one_of(st.sampled_from(PIECES), st.binary(max_size=12))
    return st.lists(st.tuples(place, st.integers(0, 40), piece), min_size=1, max_size=6)


@drawn(st.sampled_from(RECORDS), edits(), examples=18, shares=3)
def test_edited_records(record: Path, changes: list[tuple[float, int, bytes]]) -> None:
    content = (BASE / record).read_bytes()
    for place, gone, piece in changes:
        at = int(place * len(content))
        content = content[:at] + piece + content[at + gone :]
    held(record, content)


@drawn(st.sampled_from(RECORDS), st.binary(max_size=400), examples=8, shares=2)
def test_any_bytes(record: Path, content: bytes) -> None:
    held(record, content)


def held(record: Path, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        lay_base(root)
        (root / record).write_bytes(content)
        found = check(root)
        for render in RENDERERS.values():
            render(found.diagnostics, lines_of(root)).encode("utf-8")
        staged = stage(root, docs_folder(root), preview=True)
        assert staged.publishable == found.sound
        assert (docs_folder(root) / "index.md").is_file()
