"""Nothing that is not ours is ever written over: whatever the path, whatever the command that writes."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator import publishing, reviewing
from generator.pipeline import PROJECT, CouldNotRun, build, stage
from generator.publishing import places
from generator.publishing.lock import LOCK, alone
from generator.publishing.mark import MARK, SITE, strangers
from generator.working import ground, silent
from tests.cases.case_file import lay_base
from tests.doors.command import espace
from tests.doors.test_build import digests

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SITE_FILES = {"index.html": "<html></html>", "a/b.html": "b"}


def by_build(root: Path, out: Path) -> None:
    build(root, out)


def by_preview(root: Path, out: Path) -> None:
    reviewing.preview(root, "main", out)


def by_stage(root: Path, out: Path) -> None:
    stage(root, out)


def by_mkdocs(root: Path, out: Path) -> None:
    settings = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
    settings = settings.replace("custom_dir: generator/theme", f"custom_dir: {PROJECT / 'generator/theme'}")
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(out)]
    done = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=False)
    (root / "mkdocs.yml").unlink()
    if done.returncode:
        assert "Traceback" not in done.stderr
        raise CouldNotRun(done.stderr)


DOORS = (by_build, by_preview, by_stage)


def a_file(at: str) -> Callable[[Path], Path]:
    """Someone's folder `at`, with a file in it."""

    def lay(top: Path) -> Path:
        (top / at).mkdir(parents=True)
        (top / at / "these.txt").write_text("trois ans de travail")
        return top / at

    return lay


def a_link(to: str) -> Callable[[Path], Path]:
    def lay(top: Path) -> Path:
        (top / "lien").symlink_to(top / to)
        return top / "lien"

    return lay


def a_site_with(name: str) -> Callable[[Path], Path]:
    """A site that we made, and what someone added to it."""

    def lay(top: Path) -> Path:
        out = top / "public"
        for path, text in SITE_FILES.items():
            (out / path).parent.mkdir(parents=True, exist_ok=True)
            (out / path).write_text(text)
        publishing.finish(out, SITE)
        (out / name).parent.mkdir(exist_ok=True)
        (out / name).write_text("à moi")
        return out

    return lay


def a_link_added(top: Path) -> Path:
    out = a_site_with("index.html")(top)
    publishing.finish(out, SITE)
    (out / "ailleurs").symlink_to(top / "espace")
    return out


def a_shop(top: Path) -> Path:
    a_file(".public.espace")(top)
    return top / "public"


def a_file_itself(top: Path) -> Path:
    return a_file("x")(top) / "these.txt"


PATHS = {
    "a folder of someone": a_file("maison"),
    "a hidden folder of someone": a_file(".maison"),
    "a name with blanks": a_file("ma maison « à moi »"),
    "the commons": lambda top: top / "espace",
    "the commons, by the way of a folder": lambda top: top / "espace/content/..",
    "above the commons": lambda top: top,
    "the root of all": lambda top: top / "/",
    "its records": lambda top: top / "espace/content",
    "inside its records": lambda top: top / "espace/toolbox/site",
    "its records in capitals": lambda top: top / "espace/CONTENT",
    "schemas it has not": lambda top: top / "espace/schemas",
    "its hidden folders": lambda top: top / "espace/.git/site",
    "a git folder": lambda top: top / "ailleurs/.git",
    "its folder of work": lambda top: top / "espace/build",
    "inside its work": lambda top: top / "espace/build/engine/x",
    "the program": lambda _: PROJECT,
    "inside the program": lambda _: PROJECT / "generator/site",
    "the tests": lambda _: PROJECT / "tests/x",
    "above the program": lambda _: PROJECT.parent,
    "a link to the commons": a_link("espace"),
    "a link to its records": a_link("espace/experiments"),
    "a link to someone's": lambda top: (a_file("maison")(top), a_link("maison")(top))[1],
    "a link in a circle": a_link("lien"),
    "under a link to its records": lambda top: a_link("espace/content")(top) / "site",
    "a file": a_file_itself,
    "below a file": lambda top: a_file_itself(top) / "site",
    "a folder of work of someone's site": lambda top: top / ".public.espace/suivant",
    "where a hidden folder is someone's": a_shop,
    "a disk": lambda _: Path("/proc"),
    "a device": lambda _: Path("/dev/null"),
}
STRANGERS = ("CNAME", ".htaccess", "a/photo.jpg", ".well-known/x", "index.html", ".git")


def everything(top: Path) -> dict[str, object]:
    return {
        str(path): (path.readlink() if path.is_symlink() else path.read_bytes() if path.is_file() else "")
        for path in top.rglob("*")
    }


@pytest.fixture
def top(tmp_path: Path) -> Path:
    """A folder that holds a commons, `espace`."""
    lay_base(tmp_path / "espace")
    return tmp_path


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("lay", PATHS.values(), ids=PATHS)
def test_what_is_not_ours_is_refused_before_any_work(
    top: Path, lay: Callable[[Path], Path], door: Callable[[Path, Path], None]
) -> None:
    out = lay(top)
    before = everything(top)
    with pytest.raises(CouldNotRun, match="aide: "):
        door(top / "espace", out)
    assert everything(top) == before


@pytest.mark.parametrize("name", STRANGERS)
def test_a_file_that_someone_added_to_our_site_stops_the_next(top: Path, name: str) -> None:
    out = a_site_with(name)(top)
    before = everything(top)
    with pytest.raises(CouldNotRun, match=re.escape(name)):
        build(top / "espace", out)
    assert everything(top) == before


def test_a_link_that_someone_added_to_our_site_stops_the_next(top: Path) -> None:
    with pytest.raises(CouldNotRun, match="n'a pas écrit : ailleurs\n"):
        build(top / "espace", a_link_added(top))


def test_mkdocs_itself_empties_no_folder_of_someone(top: Path) -> None:
    out = a_file("home")(top)
    with pytest.raises(CouldNotRun, match="n'a pas écrit : these"):
        by_mkdocs(top / "espace", out)
    assert (out / "these.txt").is_file()


def test_twice_into_a_folder_of_someone(top: Path) -> None:
    out = a_file("home")(top)
    for _ in range(2):
        done = espace("build", "--root", top / "espace", "--out", out)
        assert done.returncode == 2
        assert done.stderr.startswith(f"espace : {out} contient ce que cet outil n'a pas écrit : these.txt\n")
    assert (out / "these.txt").read_text() == "trois ans de travail"


def test_a_work_folder_of_someone_is_left_alone(top: Path) -> None:
    a_file("espace/build/images")(top)
    with pytest.raises(CouldNotRun, match="images, que cet outil n'a pas écrit"):
        build(top / "espace", top / "site")
    assert not (top / "site").exists()


def test_a_site_of_before_there_were_marks_is_replaced(top: Path) -> None:
    root, out = top / "espace", top / "site"
    build(root, out)
    _as_before_there_were_marks(out)
    shutil.copytree(out, top / ".site.suivant")
    a_file("site.ancien")(top)
    build(root, out)
    assert strangers(out, SITE) == []
    assert {path.name for path in top.iterdir()} == {"espace", "site", ".site.espace", "site.ancien"}
    _as_before_there_were_marks(out)
    (out / "CNAME").write_text("exemple.fr")
    with pytest.raises(CouldNotRun, match="CNAME"):
        build(root, out)


def _as_before_there_were_marks(out: Path) -> None:
    """A site as it was then: its index was that of another program."""
    (out / MARK).unlink()
    for name in (
        *("favicon.ico", "manifest.webmanifest", "llms.txt"),
        *(".htaccess", "_headers", "_redirects"),
    ):
        (out / name).unlink()
    (out / "pagefind").mkdir()
    (out / "pagefind/pagefind-entry.json").write_text("{}", encoding="utf-8")


# One at a time


def put(top: Path, text: str) -> None:
    with publishing.place(top / "public", SITE, ground(top / "espace"), waiting=print) as there:
        there.scratch.mkdir(exist_ok=True)
        (there.scratch / "index.html").write_text(text)
        there.put()


def test_a_build_waits_for_another_and_says_so(top: Path) -> None:
    """Nobody has built there yet; this process has the place, and leaves it once the wait is said."""
    command = [sys.executable, "-m", "generator", "build", "--root", str(top / "espace")]
    with publishing.place(top / "www/public", SITE, ground(top / "espace"), waiting=print):
        waits = subprocess.Popen(
            [*command, "--out", str(top / "www/../www/public")],
            cwd=PROJECT,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        assert waits.stderr is not None
        said = waits.stderr.readline()
    assert (
        said == f"une autre construction est en cours, pid {os.getpid()} : celle-ci attend qu'elle finisse.\n"
    )
    assert waits.wait() == 0
    waits.stderr.close()
    assert strangers(top / "www/public", SITE) == []


def test_two_commons_published_at_one_place_give_one_of_them(top: Path) -> None:
    other = top / "autre"
    lay_base(other)
    tool = other / "toolbox/cercle-d-essai.md"
    tool.write_text(tool.read_text(encoding="utf-8").replace("Cercle", "Rond"), encoding="utf-8")
    build(top / "espace", top / "un")
    build(other, top / "deux")
    both = [
        threading.Thread(target=espace, args=("build", "--root", root, "--out", top / "public"))
        for root in (top / "espace", other)
    ]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert digests(top / "public") in (digests(top / "un"), digests(top / "deux"))
    assert {path.name for path in (top / ".public.espace").iterdir()} == {"verrou", "suivant"}


# The swap


@pytest.fixture(params=["exchange", "no exchange"])
def any_system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "no exchange":
        monkeypatch.setattr(places, "exchange", lambda *_: False)


@pytest.mark.usefixtures("any_system")
def test_what_is_put_replaces_what_was_there_and_leaves_one_copy(top: Path) -> None:
    for text in ("un", "deux", "trois", "quatre"):
        put(top, text)
        assert (top / "public/index.html").read_text() == text
        assert {path.name for path in top.iterdir()} <= {"espace", "public", ".public.espace"}
        shown = {(top / "public").readlink().name} if (top / "public").is_symlink() else set()
        assert {path.name for path in top.glob(".public.espace/*")} - shown <= {"verrou", "suivant"}


@pytest.mark.usefixtures("any_system")
@pytest.mark.parametrize("call", ["rename", "symlink_to", "chmod"])
def test_what_the_machine_refuses_leaves_what_was_there(
    top: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    put(top, "un")
    put(top, "deux")
    real = getattr(Path, call)
    for nth in range(6):
        asked = iter(range(100))

        def refuse(*given: object, nth: int = nth, asked: Iterator[int] = asked) -> object:
            if next(asked) == nth:
                raise OSError(5, "")
            return real(*given)

        before = (top / "public/index.html").read_text()
        with monkeypatch.context() as patch:
            patch.setattr(Path, call, refuse)
            try:
                put(top, str(nth))
            except OSError:
                assert (top / "public/index.html").read_text() in {before, str(nth)}
    put(top, "fin")
    assert (top / "public/index.html").read_text() == "fin"


def test_a_kill_between_two_names_is_mended_at_the_next_start(top: Path) -> None:
    """Where names cannot be exchanged, what was shown may be set aside for an instant, once."""
    put(top, "un")
    put(top, "deux")
    (top / "public").rename(top / ".public.espace/ancien")
    with publishing.place(top / "public", SITE, ground(top / "espace"), waiting=print):
        assert (top / "public/index.html").read_text() == "deux"


def test_what_someone_adds_meanwhile_is_not_lost(top: Path) -> None:
    put(top, "un")
    with publishing.place(top / "public", SITE, ground(top / "espace"), waiting=print) as there:
        there.scratch.mkdir(exist_ok=True)
        (top / "public/photo.jpg").write_text("à moi")
        with pytest.raises(publishing.PlaceError, match="photo"):
            there.put()
    assert (top / "public/photo.jpg").read_text() == "à moi"


def test_a_link_is_followed_and_stays(top: Path) -> None:
    (top / "vrai").mkdir()
    (top / "public").symlink_to("vrai")
    for text in ("un", "deux"):
        put(top, text)
    assert (top / "public").readlink() == Path("vrai")
    assert (top / "vrai/index.html").read_text() == "deux"


def test_folders_made_above_a_site_are_readable(top: Path) -> None:
    old = os.umask(0o077)
    try:
        with publishing.place(top / "a/b/c", SITE, ground(top / "espace"), waiting=print) as there:
            there.scratch.mkdir()
            there.put()
    finally:
        os.umask(old)
    assert [(top / name).stat().st_mode & 0o777 for name in ("a", "a/b", "a/b/c")] == [0o755] * 3
    with publishing.place(top / "d/e", SITE, ground(top / "espace"), waiting=print):
        pass
    assert not (top / "d").exists(), "nothing was published there"


def test_a_lock_is_let_go_by_a_kill(tmp_path: Path) -> None:
    program = (
        "import os, signal; from pathlib import Path; from generator.publishing.lock import alone\n"
        "with alone(Path('x'), print): os.kill(os.getpid(), signal.SIGKILL)"
    )
    command = [sys.executable, "-c", program]
    env = {**os.environ, "PYTHONPATH": str(PROJECT)}
    killed = subprocess.run(command, cwd=tmp_path, env=env, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert (tmp_path / "x/verrou").is_file()
    told: list[str] = []
    with alone(tmp_path / "x", told.append):
        assert told == []
    assert not (tmp_path / "x").exists()


def test_what_is_kept_in_another_shape_makes_way(tmp_path: Path) -> None:
    """A forge may bring back anything: a build makes it anew, and what a link led to stays."""
    work, elsewhere = tmp_path / "build", tmp_path / "ailleurs"
    elsewhere.mkdir()
    (elsewhere / "mien").write_text("à moi", encoding="utf-8")
    (work / "frames.json" / "x").mkdir(parents=True)
    (work / LOCK).touch()
    for name in ("engine", "recherche"):
        (work / name).write_text("x", encoding="utf-8")
    for name in ("images", "partage", "liens"):
        (work / name).symlink_to(elsewhere)
    with publishing.at_work(work, silent):
        assert [path.name for path in work.iterdir()] == [LOCK]
    assert (elsewhere / "mien").read_text(encoding="utf-8") == "à moi"
