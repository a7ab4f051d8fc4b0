"""Hold every rule and every renderer to a cost that grows like the text, and to one ceiling that is said.

The whole campaign, with the command line, is `python -m tools.soak.cost`; here is a slice of it.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from generator.checking import check
from generator.cli import main
from generator.diagnostics import MOST, RENDERERS, RULES, Diagnostic, Place, told, total
from generator.pages.preview_faults import faults
from generator.working import lines_of, schemas_of
from tests.cases.case_file import lay_base
from tests.house.growth import TRIES, seconds
from tools.soak.cost import LONGEST
from tools.soak.shapes import ONCE, PLAIN, SHAPES, Shape

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TOOL = "toolbox/cercle-d-essai.md"
LINKS = PLAIN + "[a](porteur-de-parole.md) " * 9000
# Bytes that hold more faults of every rule than are told.
LEAST = 2400
# Times a quarter: what grows like its text takes 4, its square 16. For the double, 2.5 at most.
STEEPEST = 2.5**2


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


def look(commons: Path, shape: Shape, text: str) -> list[Diagnostic]:
    """What a check tells of the file of a shape with that text; it is told in every format too."""
    path = commons / shape.path
    before = path.read_bytes() if path.exists() else None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    try:
        found = check(commons, schemas_of(commons)).told
        for render in RENDERERS.values():
            render(found, lines_of(commons))
    finally:
        path.unlink() if before is None else path.write_bytes(before)
    return [one for one in found if one.place.path == shape.path]


@pytest.fixture(scope="module")
def idle(commons: Path) -> float:
    """The seconds that a check takes whatever the text."""
    return min(seconds(lambda: look(commons, SHAPES[0], PLAIN)) for _ in range(9))


@pytest.fixture(scope="module")
def words(commons: Path) -> Callable[[], float]:
    """The seconds that plain words take, one a line: less than others, on a machine fast or slow."""
    shape = next(shape for shape in SHAPES if shape.name == "mots (une par ligne)")
    text = shape.text(shape.most // 8)
    return lambda: seconds(lambda: look(commons, shape, text))


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_cost_grows_like_the_text_and_the_ceiling_is_true(
    shape: Shape, idle: float, words: Callable[[], float], commons: Path
) -> None:
    """In every format at once: some plain words at most; of four times as many faults, as few are told.

    Noise only adds: what seems too long is measured again, and the least is kept. Whole files: the campaign.
    """
    least = max(shape.most // 32, min(shape.most // 6, LEAST))
    texts = [shape.text(least), shape.text(4 * least)]
    found: list[list[Diagnostic]] = [[], []]

    def cost(rank: int) -> float:
        def work() -> None:
            found[rank] = look(commons, shape, texts[rank])

        return seconds(work) - idle

    part, whole = cost(0), cost(1)
    _counted(shape.rules, *found)
    # Even what grew like the square would take less than `LONGEST` for the whole file.
    if whole < min(LONGEST * (4 * least / shape.most) ** 2, LONGEST / 6):
        return
    part, plain = min(part, cost(0)), math.inf
    for _ in range(TRIES):
        plain = min(plain, words() - idle)
        if whole < STEEPEST * part and whole < 8 * plain:
            return
        part, whole = min(part, cost(0)), min(whole, cost(1))
    pytest.fail(f"{whole:.3f} s, {part:.3f} s for a quarter, {plain:.3f} s for plain words")


def _counted(rules: tuple[str, ...], few: list[Diagnostic], many: list[Diagnostic]) -> None:
    """Of each rule the first faults are told, and the last of them counts the others."""
    for rule in rules:
        counts = []
        for found in (few, many):
            listed = [one for one in found if one.rule == rule]
            assert len(listed) == MOST, rule
            assert [bool(one.others) for one in listed] == [False] * (MOST - 1) + [True]
            counts.append(total(listed))
        assert 3.6 < counts[1] / counts[0] < 4.4, "four times as many, all of them counted"


def espace(*words: str | Path) -> Result:
    """What the command says and answers."""
    return CliRunner().invoke(main, [*map(str, words)])


@pytest.mark.parametrize("form", RENDERERS)
def test_a_line_of_dead_links_from_the_command_line(form: str, tmp_path: Path) -> None:
    lay_base(tmp_path)
    (tmp_path / TOOL).write_text(LINKS, encoding="utf-8")
    done = espace("check", "--root", tmp_path, "--format", form)
    assert done.exit_code == 1
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
    espace("fix", "--root", tmp_path, "--write")
    assert tool.read_text(encoding="utf-8") == PLAIN + right * 500


def test_what_a_fault_stands_for_is_mended_at_its_place(tmp_path: Path) -> None:
    """In a text that was read without its invisible characters too; and former addresses stay as they are."""
    lay_base(tmp_path)
    tool = tmp_path / TOOL
    hidden = "".join(f"  - /a\u200b{n}/\n" for n in range(40))
    old = PLAIN.replace("licence", f"anciennes_adresses:\n{hidden}licence")
    tool.write_text(old + "a\u200e ##a\n\n##Titre\n" * 500, encoding="utf-8")
    espace("fix", "--root", tmp_path, "--write")
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
