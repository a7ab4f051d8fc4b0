"""A template that was compiled before gives what it gives compiled again, or is compiled again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from jinja2 import DictLoader, Environment, FileSystemLoader

from generator.pages.frame import compiled

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    monkeypatch.setattr("sys.pycache_prefix", str(tmp_path))
    return compiled._folder()  # noqa: SLF001 — where it keeps them


def written(text: str = "{{ 1 + 1 }} outils", whose: str = "pages", *, escaped: bool = True) -> str:
    kept = compiled.CompiledTemplates(whose)
    made = Environment(loader=DictLoader({"a.html": text}), autoescape=escaped, bytecode_cache=kept)  # noqa: S701
    return made.get_template("a.html").render()


def test_it_is_kept_and_taken_up_again(folder: Path) -> None:
    assert written() == "2 outils"
    (kept,) = folder.iterdir()
    facts = kept.stat()
    assert written() == "2 outils"
    # When it was read does not count: only that no other was put there.
    assert (kept.stat().st_ino, kept.stat().st_mtime_ns) == (facts.st_ino, facts.st_mtime_ns)
    assert written("{{ 2 + 2 }} outils") == "4 outils"


def test_each_environment_has_its_own(folder: Path) -> None:
    """One text is not compiled alike by what escapes and by what does not."""
    text = "{{ '<' }}"
    assert written(text) == "&lt;"
    assert written(text, "thème", escaped=False) == "<"
    assert len(list(folder.iterdir())) == 2


def test_one_text_is_kept_once_wherever_it_lies(folder: Path, tmp_path: Path) -> None:
    for name in ("un", "deux"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.html").write_text("{{ 1 + 1 }} outils", encoding="utf-8")
        kept = compiled.CompiledTemplates("thème")
        made = Environment(loader=FileSystemLoader(tmp_path / name), autoescape=True, bytecode_cache=kept)
        assert made.get_template("a.html").render() == "2 outils"
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize("cut", [0, 5, 40, -1])
def test_one_cut_short_is_compiled_again(folder: Path, cut: int) -> None:
    written()
    (kept,) = folder.iterdir()
    kept.write_bytes(kept.read_bytes()[:cut])
    assert written() == "2 outils"


def test_those_of_another_program_go(folder: Path) -> None:
    old = folder.with_name("gabarits-d-avant")
    old.mkdir(parents=True)
    written()
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_nothing_is_kept_where_python_keeps_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    assert written() == "2 outils"
    assert not folder.exists()
