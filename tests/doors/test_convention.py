"""A convention may be a PDF beside its record: published with it, and missed where it is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf

from generator.pipeline import build, check
from tests.cases.case_file import lay_base
from tests.doors.repositories import rewrite

if TYPE_CHECKING:
    from pathlib import Path

HERE = "experimentations/essai-complet"


def test_a_convention_beside_its_record_is_published(tmp_path: Path) -> None:
    root, site = tmp_path / "espace", tmp_path / "site"
    root.mkdir()
    lay_base(root)
    record = root / "experiments/essai-complet/index.md"
    rewrite(record, "  objectifs: [essayer]\n", "  objectifs: [essayer]\n  url: convention.pdf\n")
    (fault,) = check(root).diagnostics
    assert (fault.rule, fault.place.line) == ("lien-mort", 28)
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(record.with_name("convention.pdf"))
    assert check(root).diagnostics == ()
    done = build(root, site)
    assert done.result is not None
    assert done.result.published
    assert (site / HERE / "convention.pdf").read_bytes().startswith(b"%PDF")
    page = (site / HERE / "index.html").read_text(encoding="utf-8")
    assert f'href="../../{HERE}/convention.pdf">lire la convention (PDF)</a>' in page
