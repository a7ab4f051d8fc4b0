"""Whatever was broken, mending makes fewer faults, touches nothing else, and is done at the first time."""

from __future__ import annotations

import random
import re
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import strategies as st

from generator.checking import check_as_if
from generator.mending import mend
from generator.pipeline import PROJECT
from generator.sources import read_record
from generator.working import schemas_of
from tests.cases.case_file import BASE, lay, lay_base, read_case
from tests.doors.test_any_bytes import RECORDS, edits
from tests.drawn import drawn
from tests.mending.breaking import WAYS

if TYPE_CHECKING:
    from generator.mending import Mended

MENDABLE = [path for path in RECORDS if "protocole" not in path.parts]
SCHEMAS = schemas_of(PROJECT)
CASES = sorted((PROJECT / "tests/cases").glob("*/*.txt"))
# Rules whose every case has one remedy.
MENDED_WHOLE = {"territoire-ancien", "valeur-repetee", "yaml-diese", "yaml-tabulation"}
PUBLISHED = Path("experiments/essai-complet/protocole/r1.md")
UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")


def mended(root: Path) -> Mended:
    """What would be mended; once it is written, nothing is left to mend and the faults are those foretold."""
    check = partial(check_as_if, root, SCHEMAS)
    found = mend(root, check, lambda _path: True)
    if not found.files:
        assert found.after.diagnostics == found.before.diagnostics
        return found
    for file in found.files:
        (root / file.path).write_bytes(file.after)
    again = mend(root, check, lambda _path: True)
    assert again.files == ()
    assert again.before.diagnostics == found.after.diagnostics
    return found


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_case_of_the_rules(path: Path, tmp_path: Path) -> None:
    """What breaks a rule is mended, or left with its very faults; where there was none, nothing changes."""
    case = read_case(path)
    lay_base(tmp_path)
    lay(tmp_path, (*case.before, *case.files))
    found = mended(tmp_path)
    assert len(found.after.diagnostics) <= len(found.before.diagnostics)
    assert (len(found.after.diagnostics) < len(found.before.diagnostics)) == bool(found.files)
    touched = {file.path for file in found.files}
    assert not touched & found.before.lasting
    assert touched <= {fault.place.path for fault in found.before.diagnostics}
    if path.parent.name in MENDED_WHOLE:
        assert found.after.diagnostics == ()


@drawn(
    st.sampled_from(MENDABLE),
    st.integers(0, 2**32),
    st.integers(1, 3),
    st.booleans(),
    st.booleans(),
    examples=60,
    shares=3,
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
    document, _ = read_record(record.as_posix(), "page", "x", content=broken.encode())
    if not found.files:
        assert after == broken
        return
    assert found.count >= 1
    assert left < faults or (document.data is None and left <= times)
    if "\n---\n" in broken.replace("\r\n", "\n"):
        assert body(after) == UNSEEN.sub("", body(whole))
    else:  # a header that nothing closes hides where the text begins
        assert after.replace("\r\n", "\n").endswith(UNSEEN.sub("", body(whole)))
    assert after.count("# À relire : « tel quel » # 1.") == whole.count("# À relire : « tel quel » # 1.")
    assert after.count("\r\n") == after.count("\n") or not windows
    assert after.startswith("\ufeff") == windows


def body(text: str) -> str:
    """What follows the front matter."""
    return text.replace("\r\n", "\n").partition("\n---\n")[2]


@drawn(st.sampled_from(RECORDS), edits(), examples=30, shares=2)
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


@drawn(st.integers(0, 2**32), st.integers(1, 3), examples=24, shares=1)
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
