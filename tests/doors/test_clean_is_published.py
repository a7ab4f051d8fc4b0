"""What `check` accepts, `build` publishes: a slice of the campaign `python -m tools.soak.publishing`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator import published
from generator.pipeline import build, check
from tests.cases.case_file import lay_base
from tools.soak.publishing import attempt

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("seed", [1, 5])
def test_a_clean_commons_is_published(seed: int, tmp_path: Path) -> None:
    tried = attempt(seed, tmp_path)
    assert tried.fault == ""
    assert tried.kept


def test_a_page_that_had_another_name_is_published(tmp_path: Path) -> None:
    """Its former address, and the files that every site has, answer to a whole address."""
    root = tmp_path / "espace"
    lay_base(root)
    links = " ".join(f"<https://essai.example{one}>" for one in sorted(published.FILES))
    page = f"---\ntitre: Une page\nanciens_ids: [ancienne]\n---\n{links} <https://essai.example/ancienne/>\n"
    (root / "content/nouvelle.md").write_text(page, encoding="utf-8")
    assert check(root).sound
    result = build(root, tmp_path / "site").result
    assert result is not None
    assert result.broken == ()
    assert (tmp_path / "site/ancienne/index.html").is_file()
