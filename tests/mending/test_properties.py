"""Whatever was broken, mending makes fewer faults, touches nothing else, and is done at the first time."""

from __future__ import annotations

import random
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.pipeline import mend
from generator.sources import read_record
from tests.cases.case_file import BASE, lay_base
from tests.doors.test_any_bytes import RECORDS, edits
from tests.mending.breaking import WAYS

if TYPE_CHECKING:
    from generator.mending import Mended

MENDABLE = [path for path in RECORDS if "protocole" not in path.parts]
PUBLISHED = Path("experiments/essai-complet/protocole/r1.md")
UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")


def mended(root: Path) -> Mended:
    """What would be mended; once it is written, nothing is left to mend and the faults are those foretold."""
    found = mend(root, lambda _path: True)
    for file in found.files:
        (root / file.path).write_bytes(file.after)
    again = mend(root, lambda _path: True)
    assert again.files == ()
    assert again.before.diagnostics == found.after.diagnostics
    return found


@settings(max_examples=300, derandomize=True)
@given(
    st.sampled_from(MENDABLE),
    st.integers(0, 2**32),
    st.integers(1, 3),
    st.booleans(),
    st.booleans(),
)
def test_broken_records(record: Path, seed: int, times: int, windows: bool, commented: bool) -> None:  # noqa: FBT001 — drawn
    luck = random.Random(seed)  # noqa: S311 — a test draws
    whole = (BASE / record).read_text(encoding="utf-8")
    if commented and whole.startswith("---\n"):
        whole = whole.replace("\n", "\n# À relire : « tel quel » # 1.\n", 1)
    broken = whole
    for _ in range(times):
        broken = luck.choice(WAYS)(luck, broken) or broken
    if windows:
        whole, broken = ("\ufeff" + text.replace("\n", "\r\n") for text in (whole, broken))
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        lay_base(root)
        (root / record).write_bytes(broken.encode())
        found = mended(root)
        after = (root / record).read_bytes().decode()
    faults, left = len(found.before.diagnostics), len(found.after.diagnostics)
    document, _ = read_record(record.as_posix(), "page", "x", broken.encode())
    if not found.files:
        assert after == broken
        return
    assert found.count >= 1
    assert left < faults or (document.data is None and left <= times)
    assert body(after) == UNSEEN.sub("", body(whole))
    assert after.count("# À relire : « tel quel » # 1.") == whole.count("# À relire : « tel quel » # 1.")
    assert after.count("\r\n") == after.count("\n") or not windows
    assert after.startswith("\ufeff") == windows


def body(text: str) -> str:
    """What follows the front matter."""
    return text.replace("\r\n", "\n").partition("\n---\n")[2]


@settings(max_examples=150, derandomize=True)
@given(st.sampled_from(RECORDS), edits())
def test_any_bytes(record: Path, changes: list[tuple[float, int, bytes]]) -> None:
    content = (BASE / record).read_bytes()
    for place, gone, piece in changes:
        at = int(place * len(content))
        content = content[:at] + piece + content[at + gone :]
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        lay_base(root)
        (root / record).write_bytes(content)
        found = mended(root)
        assert {file.path for file in found.files} <= {record.as_posix()}


@settings(max_examples=60, derandomize=True)
@given(st.integers(0, 2**32), st.integers(1, 3))
def test_a_published_revision_is_never_touched(seed: int, times: int) -> None:
    luck = random.Random(seed)  # noqa: S311 — a test draws
    broken = (BASE / PUBLISHED).read_text(encoding="utf-8")
    for _ in range(times):
        broken = luck.choice(WAYS)(luck, broken) or broken
    if "etat: publiee" not in broken:
        return
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        lay_base(root)
        (root / PUBLISHED).write_bytes(broken.encode())
        assert mended(root).files == ()
