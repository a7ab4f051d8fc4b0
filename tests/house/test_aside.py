"""What is put aside comes back to the byte, and leaves nothing beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator import publishing
from generator.page_files import page_files
from generator.pipeline import check
from generator.written import written_pages
from tests.cases.case_file import lay_base

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_put_aside_comes_back_in_any_order(tmp_path: Path) -> None:
    contents = [b"", b"un", b"\0" * 3_000_000, "é".encode() * 70_000, b"fin"]
    folder = tmp_path / "build"
    with publishing.Aside(folder) as aside:
        back = [aside.put(content) for content in contents]
        assert [one() for one in reversed(back)] == contents[::-1]
        assert [one() for one in back] == contents
        assert list(folder.iterdir()) == []
    with pytest.raises(ValueError, match="closed"):
        back[1]()


def test_pages_put_aside_are_not_held_and_are_the_same_files(tmp_path: Path) -> None:
    root = tmp_path / "espace"
    lay_base(root)
    checked = check(root)
    held = written_pages(checked, {}, preview=False, jobs=1)
    files = {file.path: file.content for file in page_files(checked.commons, held)}  # type: ignore[union-attr]
    with publishing.Aside(tmp_path) as aside:
        put = written_pages(checked, {}, preview=False, jobs=1, aside=aside)
        assert {page.html for page in put} == {None}
        later = [*page_files(checked.commons, put)]
        assert {file.path: file.content() for file in later} == files  # type: ignore[operator,union-attr]
