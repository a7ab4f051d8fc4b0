"""A folder made the mirror of another holds its files, whatever stood there before."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from generator.publishing.mirror import mirror

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGES = {"index.html": "Accueil", "eau/index.html": "Eau", "assets/a.css": "a {}"}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    for name, text in PAGES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def _held(folder: Path) -> dict[str, str]:
    assert not [path for path in folder.rglob("*") if path.is_symlink()]
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}


def _file_where_a_folder_goes(target: Path) -> None:
    for name in ("index.html", "a.css", "eau/index.html"):
        (target / name).unlink(missing_ok=True)
    (target / "eau").rmdir()
    (target / "eau").write_text("un fichier", encoding="utf-8")


def _folder_where_a_file_goes(target: Path) -> None:
    (target / "index.html").unlink()
    (target / "index.html" / "dessous").mkdir(parents=True)


def _link_out(target: Path) -> None:
    outside = target.parent / "dehors.html"
    outside.write_text("Accueil", encoding="utf-8")
    facts = (target / "index.html").stat()
    os.utime(outside, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    (target / "index.html").unlink()
    (target / "index.html").symlink_to(outside)


def _written_over(target: Path) -> None:
    (target / "index.html").write_text("Accueiz", encoding="utf-8")  # as long


def _cut_short(target: Path) -> None:
    facts = (target / "index.html").stat()
    (target / "index.html").write_text("Acc", encoding="utf-8")
    os.utime(target / "index.html", ns=(facts.st_atime_ns, facts.st_mtime_ns))


def _others(target: Path) -> None:
    (target / "pagefind" / "index").mkdir(parents=True)
    (target / "pagefind" / "index" / "x").write_text("x", encoding="utf-8")
    (target / ".reste").write_text("x", encoding="utf-8")


@pytest.mark.parametrize(
    "damage",
    [
        _file_where_a_folder_goes,
        _folder_where_a_file_goes,
        _link_out,
        _written_over,
        _cut_short,
        _others,
    ],
)
def test_what_stood_there_is_brought_to_order(
    source: Path, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    target = tmp_path / "target"
    assert mirror(source, target) == 2
    damage(target)
    assert mirror(source, target) == 2
    assert _held(target) == PAGES
    assert not (target / "pagefind").exists()


def test_a_folder_that_is_a_link_is_replaced_and_what_it_led_to_is_left(source: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "ailleurs"
    elsewhere.mkdir()
    (elsewhere / "mien").write_text("à moi", encoding="utf-8")
    (tmp_path / "target").symlink_to(elsewhere)
    mirror(source, tmp_path / "target")
    assert _held(tmp_path / "target") == PAGES
    assert _held(elsewhere) == {"mien": "à moi"}


def test_only_what_differs_is_written(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "target"
    mirror(source, target)
    before = {path: path.stat().st_ctime_ns for path in target.rglob("*") if path.is_file()}
    (source / "eau" / "index.html").write_text("Eau claire", encoding="utf-8")
    mirror(source, target)
    after = {path: path.stat().st_ctime_ns for path in target.rglob("*") if path.is_file()}
    assert {path.relative_to(target).as_posix() for path in after if after[path] != before[path]} == {
        "eau/index.html"
    }
