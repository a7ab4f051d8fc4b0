"""`espace check` as a person meets it: marks under the place, colours on a terminal, a check at each save."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import sys
import time
import unicodedata
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cases.case_file import lay_base
from tests.doors.command import espace

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "generator", "check"]
TOOL = "toolbox/cercle-d-essai.md"
TOO_LONG = 20.0  # seconds: nothing more comes; a save is usually told within a quarter of one


@pytest.fixture
def commons(tmp_path: Path) -> Path:
    root = tmp_path / "espace"
    lay_base(root)
    return root


def tool(root: Path, *fields: str, end: str = "\n") -> None:
    """The tool of the base, some fields added or in the place of its own."""
    names = {field.partition(":")[0] for field in fields}
    kept = [
        line
        for line in (root / TOOL).read_text(encoding="utf-8").split("\n")
        if line.partition(":")[0] not in names
    ]
    (root / TOOL).write_bytes(end.join([kept[0], *fields, *kept[1:]]).encode())


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "TERM"}}
    return {**kept, "PYTHONPATH": str(PROJECT), "TERM": "xterm", **more}


# --- the place under the line -------------------------------------------------------------------


def quoted(root: Path) -> tuple[str, str]:
    """The line that is shown and the marks below it, gutters apart."""
    found = espace("check", "--root", root, env=environment())
    lines = found.stdout.split("\n")
    at = next(n for n, line in enumerate(lines) if re.fullmatch(r" +\| +\^+", line))
    gutter = lines[at].index("|") + 2
    return lines[at - 1][gutter:], lines[at][gutter:]


def columns(text: str) -> int:
    """What a terminal gives to a text, counted by hand for the few signs used here."""
    wide = {"日", "本", "語", "の", "道", "具"}
    return sum(2 if c in wide else 0 if unicodedata.combining(c) else 1 for c in text)


@pytest.mark.parametrize(
    ("field", "marked"),
    [
        ("type: objet", "objet"),
        ("enjeux: [lien-durable, lien-durable]", "lien-durable"),
        ("type: 道具", "道具"),
        ("sources: [{titre: 日本語の道具, url: faux}]", "faux"),
        ("sources: [{titre: l'e\u0301te\u0301, url: 道具\u0301}]", "道具\u0301"),
        ("duree:\t[1,\t2]", "[1,·2]"),
        (
            "sources: [{titre: un nom, certitude: atteste, url: faux, consulte_le: 2026-03-02, titre: x}]",
            "faux",
        ),
        ("sources: [{titre: " + "un très long titre " * 6 + ", url: faux, consulte_le: 2026-03-02}]", "faux"),
        ("sources: [{titre: " + "日本語の道具" * 15 + ", url: faux, consulte_le: 2026-03-02}]", "faux"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_marks_are_under_the_place(commons: Path, field: str, marked: str, end: str) -> None:
    tool(commons, field, end=end)
    line, marks = quoted(commons)
    before = line[: line.rindex(marked)]
    assert marks == " " * columns(before) + "^" * columns(marked)
    assert columns(line) <= 100
    assert "\t" not in line
    assert "\r" not in line


def test_a_long_line_says_where_it_is_cut(commons: Path) -> None:
    tool(commons, "resume: " + "un mot " * 80)
    line, marks = quoted(commons)
    assert line == "resume: " + ("un mot " * 13)[:91] + "…"
    assert marks == " " * 8 + "^" * 92
    tool(
        commons,
        "sources: [{titre: " + "mot " * 30 + ", url: faux, consulte_le: 2026-03-02}]",
        "resume: Un résumé assez long.",
    )
    line, marks = quoted(commons)
    assert line.startswith("…")
    assert line.endswith("}]")


def test_several_lines_are_marked_to_the_end_of_the_first(commons: Path) -> None:
    tool(commons, "duree:", "  - un peu", "  - beaucoup")
    assert quoted(commons) == ("  - un peu", "  ^^^^^^^^")


def test_a_lone_carriage_return_ends_no_line(commons: Path) -> None:
    tool(commons, "duree: a\rb", "materiel: [a\u200b]")
    shown = espace("check", "--root", commons, env=environment()).stdout
    assert "2 | duree: a·b\n  |         ^\n" in shown
    assert "3 | materiel: [a·]\n  |             ^\n" in shown


# --- colours ------------------------------------------------------------------------------------


def on_a_terminal(root: Path, **more: str) -> str:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*COMMAND, "--root", str(root)], cwd=PROJECT, env=environment(**more), stdout=theirs, stderr=theirs
    ) as running:
        os.close(theirs)
        shown = b""
        with suppress(OSError):  # the terminal is gone: the command has ended
            while piece := os.read(ours, 65_536):
                shown += piece
        os.close(ours)
        assert running.wait(timeout=60) == 1
    return shown.decode()


def test_colours_on_a_terminal(commons: Path) -> None:
    tool(commons, "type: objet")
    shown = on_a_terminal(commons)
    assert "\033[31m\033[1merreur\033[0m" in shown
    assert "\033[31m\033[1m^^^^^\033[0m" in shown
    plain = re.sub(r"\033\[[0-9;]*m", "", shown)
    assert "2 | type: objet" in plain
    assert "\033" not in plain


@pytest.mark.parametrize("more", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_no_colours_where_they_are_refused(commons: Path, more: dict[str, str]) -> None:
    tool(commons, "type: objet")
    assert "\033" not in on_a_terminal(commons, **more)


def test_an_empty_no_color_refuses_nothing(commons: Path) -> None:
    tool(commons, "type: objet")
    assert "\033" in on_a_terminal(commons, NO_COLOR="")


# --- at each save -------------------------------------------------------------------------------


class Watch:
    """A running `espace check --watch`, and what it said so far on both streams."""

    def __init__(self, running: subprocess.Popen[bytes]) -> None:
        self.running = running
        self.said = ""

    def until(self, words: str, seconds: float = 30.0) -> str:
        """What is said from now on until `words` are; fails past that many seconds."""
        start, ends = len(self.said), time.monotonic() + seconds
        assert self.running.stdout is not None
        while words not in self.said[start:]:
            assert time.monotonic() < ends, f"not within {seconds} s: {words}\n{self.said}"
            self.said += (self.running.stdout.read() or b"").decode()
            time.sleep(0.02)
        return self.said[start:]

    def quiet(self, seconds: float) -> bool:
        """Whether nothing is said for that long."""
        time.sleep(seconds)
        assert self.running.stdout is not None
        return not self.running.stdout.read()


@pytest.fixture
def watch(commons: Path) -> Iterator[Watch]:
    with subprocess.Popen(
        [*COMMAND, "--watch", "--root", str(commons)],
        cwd=PROJECT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as running:
        assert running.stdout is not None
        os.set_blocking(running.stdout.fileno(), False)
        watch = Watch(running)
        watch.until("aucune faute et aucun avertissement.\n")
        yield watch
        running.kill()


def test_watch_tells_each_save(commons: Path, watch: Watch) -> None:
    tool(commons, "type: objet")
    told = watch.until("1 faute et aucun avertissement.\n", TOO_LONG)
    assert "2 | type: objet\n  |       ^^^^^\n" in told
    tool(commons, "type: outil")
    clean = watch.until("aucune faute et aucun avertissement.\n", TOO_LONG)
    assert re.search(r"\n\d\d:\d\d:\d\d : aucune faute et aucun avertissement\.\n$", "\n" + clean)
    assert "erreur" not in clean
    assert "\033" not in watch.said
    assert watch.quiet(1.0), "a check is no save"


def test_watch_sees_a_save_by_rename(commons: Path, watch: Watch) -> None:
    draft = commons / "toolbox/.cercle-d-essai.md.swp"
    draft.write_text((commons / TOOL).read_text(encoding="utf-8").replace("type: outil", "type: objet"))
    assert watch.quiet(0.5), "a draft is no record"
    draft.replace(commons / TOOL)
    watch.until("1 faute et aucun avertissement.\n", TOO_LONG)
    elsewhere = commons / "copie"
    elsewhere.write_text((commons / TOOL).read_text(encoding="utf-8").replace("type: objet", "type: outil"))
    elsewhere.replace(commons / TOOL)
    watch.until("aucune faute et aucun avertissement.\n", TOO_LONG)


def test_watch_sees_new_folders_and_lost_files(commons: Path, watch: Watch) -> None:
    folder = commons / "experiments/essai-neuf"
    folder.mkdir()
    watch.until("aucune faute", TOO_LONG)
    (folder / "index.md").write_text("---\n---\n")
    watch.until("experiments/essai-neuf/index.md:", TOO_LONG)
    (commons / TOOL).unlink()
    watch.until("cercle-d-essai", TOO_LONG)


def test_watch_ends_on_an_interruption(watch: Watch) -> None:
    watch.running.send_signal(signal.SIGINT)
    assert watch.running.wait(timeout=10) == 0
    assert watch.running.stdout is not None
    rest = watch.said + (watch.running.stdout.read() or b"").decode()
    assert "Traceback" not in rest


def test_watch_ends_with_0_even_at_fault(commons: Path, watch: Watch) -> None:
    tool(commons, "type: objet")
    watch.until("1 faute", TOO_LONG)
    watch.running.send_signal(signal.SIGINT)
    assert watch.running.wait(timeout=10) == 0


def test_watch_writes_for_a_person_only(commons: Path) -> None:
    found = espace("check", "--watch", "--format", "json", "--root", commons, env=environment())
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr == "espace : --watch n'écrit que pour une personne : retirez « --format json »\n"
