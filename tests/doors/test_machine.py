"""What the machine refuses, interrupts or kills is told in French, and leaves nothing running."""

from __future__ import annotations

import errno
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from mkdocs.structure.files import get_files

from generator import machine
from generator.machine import refused
from generator.pipeline import PROJECT, CouldNotRun, build
from generator.publishing import SITE
from generator.publishing.places import finish
from generator.publishing.sources import looked_at
from generator.shipped import THEME
from tests.cases.case_file import lay_base
from tests.doors.command import espace

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

ESPACE = f"{sys.executable} -m generator"
_ENGLISH = re.compile("|".join({os.strerror(number) for number in errno.errorcode} | {"Traceback", "Error"}))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A commons that no test changes."""
    folder = tmp_path_factory.mktemp("machine") / "espace"
    lay_base(folder)
    return folder


def shell(line: str, **env: str) -> tuple[int, str, str]:
    """What a line of shell gives: its code, and what it says on each stream."""
    done = subprocess.run(
        ["bash", "-c", line],
        cwd=PROJECT,
        env={**os.environ, **env},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def waits(true: Callable[[], bool]) -> None:
    """Wait for something that is sure to come; a test that waits for ever is stopped by whoever runs it."""
    while not true():
        time.sleep(0.02)


# --- words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", errno.errorcode, ids=errno.errorcode.get)
def test_every_refusal_has_its_words(number: int) -> None:
    told = machine.refused(OSError(number, os.strerror(number), "/nulle/part"))
    assert told.startswith("/nulle/part : ")
    assert "erreur" not in told
    assert os.strerror(number) not in told


def test_a_number_of_another_machine_is_told_as_a_number() -> None:
    assert machine.refused(OSError(4242, "Strange thing")) == "la machine a refusé (erreur 4242)"


def test_the_disk_that_is_full_is_the_one_written_to() -> None:
    told = machine.refused(OSError(errno.ENOSPC, "", "/source", None, "/proc/cible"))
    assert told == "/proc/cible : le disque est plein (celui qui porte /proc)"
    with pytest.raises(OSError, match="place") as caught, machine.about("/proc/x"):
        raise OSError(errno.ENOSPC, "no place")
    assert machine.refused(caught.value) == "/proc/x : le disque est plein (celui qui porte /proc)"


# --- streams --------------------------------------------------------------------------------------

_CLOSED = {">&-": {1}, "2>&-": {2}, "<&-": {0}, "<&- >&- 2>&-": {0, 1, 2}}
COMMANDS = (
    "check",
    "check --format json",
    "fix",
    "stage --docs {out}",
    "build --out {out}",
    "--help",
    "chek",
)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_closed_stream_stops_nothing(root: Path, tmp_path: Path, command: str) -> None:
    where = () if command in {"--help", "chek"} else ("--root", root)
    typed = (*command.format(out=tmp_path / "out").split(), *where)
    expected = espace(*typed).returncode
    for closed in _CLOSED.values():
        done = espace(*typed, closed=closed)
        assert (done.returncode, _ENGLISH.search(done.stderr)) == (expected, None), (closed, done.stderr)


@pytest.mark.parametrize("closed", _CLOSED)
def test_a_program_without_a_stream_starts(root: Path, closed: str) -> None:
    """As a shell starts it: Python itself finds the stream closed."""
    code, _, err = shell(f"{ESPACE} check --root {root} {closed}")
    assert (code, _ENGLISH.search(err)) == (0, None), err


@pytest.mark.parametrize("command", ["check --format json", "--help"])
def test_a_stream_that_cannot_take_it_all_is_told(root: Path, command: str) -> None:
    typed = f"{ESPACE} {command}" + ("" if command == "--help" else f" --root {root}")
    assert shell(f"{typed} > /dev/full") == (2, "", "espace : la sortie : le disque est plein\n")
    assert shell(f"{typed} 2> /dev/full")[0] == 0
    code, _, err = shell(f"set -o pipefail; {typed} | true")
    assert (code, err) in {(0, ""), (2, "")}


def test_an_alphabet_without_our_letters_stops_nothing(root: Path) -> None:
    for alphabet in ("latin-1", "ascii"):
        code, out, err = shell(f"{ESPACE} --help; {ESPACE} check --root {root}", PYTHONIOENCODING=alphabet)
        assert (code, _ENGLISH.search(out + err)) == (0, None)
    code, _, err = shell(f"{ESPACE} check --root $'/nulle/part\\xff'")
    assert (code, _ENGLISH.search(err)) == (2, None)


# --- stopping -------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("instant", ["loading", "reading", "laying out"])
def test_a_signal_is_answered_in_one_line(root: Path, tmp_path: Path, number: int, instant: str) -> None:
    """At three instants that are seen from outside, whatever the time they take."""
    out = tmp_path / "site"
    typed = [sys.executable, "-m", "generator", "build", "--root", str(root), "--out", str(out)]
    # Whoever runs the tests under `nohup` has them ignore some signals: a build that inherits that goes on.
    default = partial(signal.signal, number, signal.SIG_DFL)
    with subprocess.Popen(
        typed,
        cwd=PROJECT,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        preexec_fn=default,  # noqa: PLW1509 — no other thread of ours runs here
    ) as build:
        seen: dict[str, Callable[[], bool]] = {
            "loading": partial(_is_loading, build.pid),
            "reading": (tmp_path / ".site.espace/verrou").exists,
            "laying out": lambda: list(tmp_path.glob(".site.espace/*/index.html")) != [],
        }
        waits(lambda: build.poll() is not None or seen[instant]())
        build.send_signal(number)
        said = build.communicate()[1]
    assert (build.returncode, said) == (128 + number, "espace : interrompu\n")
    assert list(tmp_path.iterdir()) in ([], [tmp_path / ".site.espace"])
    assert {path.name for path in tmp_path.glob(".site.espace/*")} <= {"verrou", "suivant"}


def _is_loading(pid: int) -> bool:
    """Whether a process is past the start of Python itself, and in the midst of loading the command."""
    return "msgspec" in Path(f"/proc/{pid}/maps").read_text(encoding="utf-8")


_PARENTS = {
    "a crew": (
        "import time; from generator.crew import spread; list(spread(time.sleep, [1000] * 9, 2, share=4))"
    ),
}


@pytest.mark.skipif(sys.platform != "linux", reason="only this kernel ends a child with its parent")
@pytest.mark.parametrize("program", _PARENTS.values(), ids=_PARENTS)
def test_a_killed_parent_leaves_no_child(program: str) -> None:
    parent = subprocess.Popen([sys.executable, "-c", program], cwd=PROJECT)
    children = Path(f"/proc/{parent.pid}/task/{parent.pid}/children")
    waits(lambda: len(children.read_text().split()) == (2 if "crew" in program else 1))
    time.sleep(0.5)  # for them to have said whose children they are
    pids = children.read_text().split()
    parent.kill()
    parent.wait()
    waits(lambda: not any(_runs(pid) for pid in pids))


def _runs(pid: str) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


# --- the rest -------------------------------------------------------------------------------------


def test_a_preview_starts_from_anywhere_and_says_when_its_port_is_taken(root: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        typed = [sys.executable, "-m", "generator", "serve", "--root", root.name, "--port", str(port)]
        env = {**os.environ, "PYTHONPATH": str(PROJECT)}
        done = subprocess.run(
            typed, cwd=root.parent, env=env, capture_output=True, encoding="utf-8", check=False
        )
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith(
            f"espace : le port {port} est déjà pris par un autre programme\n  aide: "
        )
    with subprocess.Popen(
        typed, cwd=root.parent, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as serving:
        waits(lambda: serving.poll() is not None or _answers(port))
        serving.send_signal(signal.SIGINT)
        _, err = serving.communicate()
    assert (serving.returncode, _ENGLISH.search(err.decode())) == (0, None)


def _answers(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


def test_no_folder_for_what_passes_is_told(root: Path) -> None:
    typed = f"cd {root} && PYTHONPATH={PROJECT} {ESPACE} check --base HEAD"
    hidden = "import tempfile; tempfile._candidate_tempdir_list = lambda: ['/nulle/part']"
    program = f"{hidden}; from generator.__main__ import run; run()"
    code, _, err = shell(typed.replace("-m generator", f'-c "{program}"'))
    assert code == 2
    assert err.startswith(
        "espace : aucun dossier de cette machine ne reçoit de fichiers de passage\n  aide: "
    )


# --- what cannot be listed ------------------------------------------------------------------------


def _unlistable(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """The machine refuses to list any folder of that name, as one short of memory does."""
    real = os.scandir

    def scandir(path: Any = ".") -> Any:  # noqa: ANN401 — as the real one
        if isinstance(path, str | os.PathLike) and os.fspath(path).endswith(f"/{name}"):
            raise OSError(errno.ENOMEM, os.strerror(errno.ENOMEM), os.fspath(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)


@pytest.mark.parametrize(
    "work",
    [partial(finish, kind=SITE), partial(looked_at, known={}, key_of=lambda *_: "")],
    ids=["the mark", "the sources"],
)
def test_a_folder_that_cannot_be_listed_stops_a_publication(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, work: Callable[[Path], object]
) -> None:
    """Left out of the mark in silence, its files would be taken for someone's by the next build."""
    (tmp_path / "assets/images").mkdir(parents=True)
    (tmp_path / "assets/images/favicon.png").write_bytes(b"x")
    _unlistable(monkeypatch, "images")
    with pytest.raises(OSError, match="memory") as refusal:
        work(tmp_path)
    assert refused(refusal.value) == f"{tmp_path}/assets/images : la mémoire est pleine"


def test_a_page_that_the_engine_leaves_out_stops_a_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it does, in silence, of a folder that the machine does not list."""
    root = tmp_path / "espace"
    lay_base(root)
    shutil.copytree(THEME, root / "habits")
    (root / "habits/partials/tabs.html").write_text("", encoding="utf-8")
    (root / "mkdocs.yml").write_text("theme: {custom_dir: habits}\n", encoding="utf-8")
    real = get_files

    def some(config: MkDocsConfig) -> Files:
        found = real(config)
        found.remove(found.src_uris["acteurs.md"])
        return found

    monkeypatch.setattr("mkdocs.commands.build.get_files", some)
    with pytest.raises(CouldNotRun, match=r"de côté des fichiers préparés \(1\) : acteurs\.md"):
        build(root, tmp_path / "site")
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("library", ["click", "mkdocs.commands.build"], ids=["at the start", "when needed"])
def test_a_part_of_the_program_that_cannot_be_read_is_named(root: Path, tmp_path: Path, library: str) -> None:
    """A machine that refuses to open a file makes Python say that there is none."""
    hidden = f"import sys; sys.modules[{library!r}] = None; from generator.__main__ import run; run()"
    typed = [
        sys.executable,
        "-c",
        hidden,
        "build",
        "--clean",
        "--root",
        str(root),
        "--out",
        str(tmp_path / "site"),
    ]
    done = subprocess.run(typed, cwd=PROJECT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert "espace : une partie du programme manque ou ne peut pas être lue : " in done.stderr
    assert library in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "site").exists()
