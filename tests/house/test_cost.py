"""Hold every rule and every renderer to a cost that grows like the text, and to one ceiling that is said.

The whole campaign, with the command line, is `python -m tools.soak.cost`; here is a slice of it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from generator.checking import check
from generator.diagnostics import MOST, RENDERERS, RULES, Diagnostic, Place, told, total
from generator.pages.faults import faults
from generator.working import schemas_of
from tests.cases.case_file import lay_base
from tools.soak.cost import LONGEST, cost
from tools.soak.shapes import ONCE, PLAIN, SHAPES, Shape

ESPACE = Path(sys.executable).parent / "espace"
TOOL = "toolbox/cercle-d-essai.md"
LINKS = PLAIN + "[a](porteur-de-parole.md) " * 9000


@pytest.fixture(scope="module")
def commons(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("couts")
    lay_base(root)
    return root


def test_every_rule_is_measured_or_has_a_reason() -> None:
    measured = {rule for shape in SHAPES for rule in shape.rules}
    assert measured | ONCE.keys() == RULES.keys()
    assert not measured & ONCE.keys()
    assert all(ONCE.values())


@pytest.fixture(scope="module")
def words() -> Shape:
    """What others are compared with, on a machine fast or slow, quiet or not: plain words, one a line."""
    return next(shape for shape in SHAPES if shape.name == "mots (une par ligne)")


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_half_a_file_costs_little(shape: Shape, words: Shape, commons: Path) -> None:
    """In every format at once: some plain words at most; four times the text does not cost sixteen times.

    Noise only adds: what seems too long is measured again, and the least is kept. Whole files: the campaign.
    """
    size = shape.most // 2
    whole = cost(commons, shape, size)
    if whole < LONGEST / 6:
        return
    parts, plain = [], []
    for _ in range(5):
        parts.append(cost(commons, shape, size // 4))
        plain.append(cost(commons, words, words.most // 2))
        if whole < 8 * min(parts) and whole < 8 * min(plain):
            return
        whole = min(whole, cost(commons, shape, size))
    pytest.fail(f"{whole:.2f} s, {min(parts):.2f} s for a quarter, {min(plain):.2f} s for plain words")


@pytest.mark.parametrize("shape", [one for one in SHAPES if one.rules], ids=lambda shape: shape.name)
def test_the_ceiling_is_said_and_the_count_is_true(shape: Shape, commons: Path) -> None:
    path = commons / shape.path
    before = path.read_bytes()
    counts = []
    try:
        for size in (shape.most // 6, shape.most // 3):
            path.write_bytes(shape.text(size).encode())
            found = [one for one in check(commons, schemas_of(commons)).told if one.place.path == shape.path]
            for rule in shape.rules:
                listed = [one for one in found if one.rule == rule]
                assert len(listed) == MOST, rule
                assert [bool(one.others) for one in listed] == [False] * (MOST - 1) + [True]
            counts.append({rule: total(one for one in found if one.rule == rule) for rule in shape.rules})
    finally:
        path.write_bytes(before)
    for rule, count in counts[0].items():
        assert 1.8 < counts[1][rule] / count < 2.2, "twice as many, all of them counted"


@pytest.mark.parametrize("form", RENDERERS)
def test_a_line_of_dead_links_from_the_command_line(form: str, tmp_path: Path) -> None:
    lay_base(tmp_path)
    (tmp_path / TOOL).write_text(LINKS, encoding="utf-8")
    done = subprocess.run(
        [ESPACE, "check", "--root", tmp_path, "--format", form], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "et 8980 autres fautes du même genre" in done.stdout
    assert max(map(len, done.stdout.splitlines())) < 1000
    if form == "texte":
        assert "9000 fautes et aucun avertissement ; 20 affichés." in done.stderr
    if form == "json":
        assert [one["others"] for one in json.loads(done.stdout)] == [0] * 19 + [8980]


def test_the_preview_says_the_ceiling(tmp_path: Path) -> None:
    lay_base(tmp_path)
    (tmp_path / TOOL).write_text(PLAIN + "[a](porteur-de-parole.md) " * 57, encoding="utf-8")
    checked = check(tmp_path, schemas_of(tmp_path))
    files = {ref: TOOL for ref in checked.commons.broken if ref.id == "cercle-d-essai"}
    pages = faults(checked.commons, files, checked.told)
    assert all("et 37 autres fautes du même genre" in str(page.html) for page in pages)
    assert len(pages) == 2


@pytest.mark.parametrize(("wrong", "right"), [("sa\u200bmedi\n", "samedi\n"), ("##Titre\n", "## Titre\n")])
def test_fix_mends_what_is_past_the_ceiling(wrong: str, right: str, tmp_path: Path) -> None:
    """In one pass: as many would each take a check of the commons."""
    lay_base(tmp_path)
    tool = tmp_path / TOOL
    tool.write_text(PLAIN + wrong * 500, encoding="utf-8")
    subprocess.run([ESPACE, "fix", "--root", tmp_path, "--write"], capture_output=True, check=False)
    assert tool.read_text(encoding="utf-8") == PLAIN + right * 500


def test_what_a_fault_stands_for_is_mended_at_its_place(tmp_path: Path) -> None:
    """In a text that was read without its invisible characters too; and former addresses stay as they are."""
    lay_base(tmp_path)
    tool = tmp_path / TOOL
    hidden = "".join(f"  - /a\u200b{n}/\n" for n in range(40))
    old = PLAIN.replace("licence", f"anciennes_adresses:\n{hidden}licence")
    tool.write_text(old + "a\u200e ##a\n\n##Titre\n" * 500, encoding="utf-8")
    subprocess.run([ESPACE, "fix", "--root", tmp_path, "--write"], capture_output=True, check=False)
    assert tool.read_text(encoding="utf-8") == old + "a\u200e ##a\n\n## Titre\n" * 500


def test_the_ceiling_is_by_rule_and_by_file() -> None:
    def fault(path: str, rule: str, line: int, others: int = 0) -> Diagnostic:
        return Diagnostic(Place(path, line), rule, "faute", others=others)

    found = [
        *(fault("a.md", "lien-mort", line) for line in range(1, 58)),
        *(fault("a.md", "titre-vide", line) for line in range(1, 4)),
        *(fault("b.md", "lien-mort", line) for line in range(1, 21)),
        fault("b.md", "lien-mort", 21, others=9),
    ]
    shown = told(found)
    assert [len([one for one in shown if one.place.path == path]) for path in ("a.md", "b.md")] == [23, 20]
    assert [one.others for one in shown if one.others] == [37, 10]
    assert total(shown) == total(found) == 57 + 3 + 30
    assert told(shown) == shown
