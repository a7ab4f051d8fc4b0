"""What stands behind "a merge never publishes a broken site": staging, engine, search, links and swap."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from generator.output import OutputFile
from generator.publishing import (
    EngineError,
    Ground,
    at_work,
    index,
    page_file,
    place,
    policy,
    publish,
    relative_links,
    seal,
    stage,
)
from generator.publishing.finished import finished
from generator.publishing.headings import toc_tokens
from generator.site_pages import ADDRESSES

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
CONFIG = ROOT / "mkdocs.yml"
THEME = ROOT / "generator" / "theme"
SITE = {"site_name": "Essai & <compagnie>", "site_url": "https://exemple.fr/espace/"}
SECTIONS = tuple(
    sorted(one[1:] for one in (*ADDRESSES, "/a-propos/", "/mentions-legales/", "/accessibilite/"))
)
_INLINE = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/)[^>]*>(.*?)</script>", re.DOTALL)
# What the head of every page leads to.
_OF_THE_HEAD = ("favicon.ico", "manifest.webmanifest", "assets/apple-touch-icon.png")


def a_site(text: str = "Du café pour tous", link: str = "/enjeux/#b") -> list[OutputFile]:
    """The staged files of a small site: its sections and six experiments with facets."""
    files = [
        page_file(
            f"/{place}", f"Rubrique « {place} »", 'Une "phrase" & <b>', html='<h1>R</h1><h2 id="b">Bas</h2>'
        )
        for place in SECTIONS
    ]
    for n in range(6):
        facets = "".join(
            f"<span>{name} {n * k % 5}</span>"
            for k, name in enumerate(("enjeu", "phase", "genre", "annee", "territoire"))
        )
        html = f'<h1>Essai {n}</h1>{facets}<p>{text if n == 3 else "Mots"} <a href="{link}">lien</a></p>'
        files.append(page_file(f"/experimentations/e{n}/", f"Essai {n}", "", html=html))
    files += [
        OutputFile(f"assets/{name}", b" ") for name in ("espace.css", "icones.css", "enjeux.css", "espace.js")
    ]
    files += [OutputFile(name, b" ") for name in _OF_THE_HEAD]
    files.append(OutputFile("sitemap.xml", b"<urlset/>"))
    moved = (
        '<!doctype html>\n<html lang="fr"><head><title>D</title></head><a href="../enjeux/">là</a></html>\n'
    )
    files.append(OutputFile("ancien/index.html", moved.encode()))
    return files


def build(folder: Path, files: list[OutputFile], **options: Any) -> Any:  # noqa: ANN401
    """Stage the files and publish them at `folder/site`."""
    folder.mkdir(exist_ok=True)
    stage(files, folder / "docs")
    return published_at(folder, SITE, **options)


def published_at(folder: Path, facts: dict[str, str], **options: Any) -> Any:  # noqa: ANN401
    """Publish at `folder/site` what is staged beside it."""
    work = folder / "work"
    ground = Ground(folder / "espace", folder / "outil", work)
    with at_work(work, print), place(folder / "site", "site", ground, waiting=print) as there:
        return publish(folder / "docs", there, work, config_file=CONFIG, overrides=facts, **options)


def contents(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file of a folder: its bytes and its rights."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mode & 0o777)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published site, never written to by a test."""
    folder = tmp_path_factory.mktemp("published")
    assert build(folder, a_site()).published
    return folder / "site"


@pytest.fixture
def narrow_umask() -> Iterator[None]:
    """A machine that gives no right to others."""
    old = os.umask(0o077)
    yield
    os.umask(old)


# Staging


def test_a_page_is_published_at_its_address_whatever_its_name(tmp_path: Path) -> None:
    names = ("acteurs/index", "acteurs/readme", "acteurs/page/2", "acteurs/x-md")
    files = [page_file(f"/{name}/", "Un nom", "", html=f"<h1>{name}</h1>") for name in names]
    assert build(tmp_path, [*a_site(), *files]).published
    for name in names:
        assert f"<h1>{name}</h1>" in (tmp_path / "site" / name / "index.html").read_text(encoding="utf-8")
    assert (tmp_path / "site/index/index.html").is_file()  # the alphabetical index is called so


def test_staging_twice_writes_nothing(tmp_path: Path) -> None:
    files = [OutputFile("a/b.txt", b"1"), OutputFile("c.txt", b"2")]
    assert stage(files, tmp_path / "d").written == ("a/b.txt", "c.txt")
    date = (tmp_path / "d/a/b.txt").stat().st_mtime_ns
    again = stage(files, tmp_path / "d")
    assert (again.written, again.removed, again.kept) == ((), (), ("a/b.txt", "c.txt"))
    assert (tmp_path / "d/a/b.txt").stat().st_mtime_ns == date


def test_staging_removes_what_is_no_longer_asked(tmp_path: Path) -> None:
    stage([OutputFile("a/b/c.txt", b"1"), OutputFile("d.txt", b"2")], tmp_path)
    done = stage([OutputFile("d.txt", b"3"), OutputFile("a", b"a file now")], tmp_path)
    assert (done.written, done.removed) == (("a", "d.txt"), ("a/b/c.txt",))
    assert sorted(path.name for path in tmp_path.rglob("*")) == [".espace-ressources", "a", "d.txt"]


@pytest.mark.parametrize("path", ["../x", "/x", "a/../../x", "a//b", "./x", "", "a\\b", "a/\0"])
def test_staging_refuses_to_leave_its_folder(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="not a path"):
        stage([OutputFile("good.txt", b""), OutputFile(path, b"")], tmp_path / "d")
    assert not (tmp_path / "d").exists()


def test_staging_refuses_two_files_at_one_path(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="two files"):
        stage([OutputFile("a", b"1"), OutputFile("a", b"2")], tmp_path)
    with pytest.raises(ValueError, match="both a file and a folder"):
        stage([OutputFile("a", b"1"), OutputFile("a/b", b"2")], tmp_path)


def test_staging_never_writes_through_a_link(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "d"
    outside.mkdir()
    (outside / "f.txt").write_text("mine")
    folder.mkdir()
    (folder / "a").symlink_to(outside)
    (folder / "f.txt").symlink_to(outside / "f.txt")
    stage([OutputFile("a/f.txt", b"new"), OutputFile("f.txt", b"new")], folder)
    assert (outside / "f.txt").read_text() == "mine"
    assert not (folder / "a").is_symlink()
    (tmp_path / "l").symlink_to(outside)
    with pytest.raises(ValueError, match="symbolic link"):
        stage([], tmp_path / "l")


@pytest.mark.usefixtures("narrow_umask")
def test_staging_gives_the_same_rights_whatever_the_umask(tmp_path: Path) -> None:
    stage([OutputFile("a/b.txt", b"1")], tmp_path / "d")
    assert (tmp_path / "d/a").stat().st_mode & 0o777 == 0o755
    assert (tmp_path / "d/a/b.txt").stat().st_mode & 0o777 == 0o644


# Pages


def test_links_from_the_root_become_links_from_the_page() -> None:
    html = (
        '<a class="x" href="/enjeux/eau/#but">a</a> <form action="/recherche/" data-adresse="/d.json"></form>'
        '<a href="//ailleurs.fr/">b</a><a href="https://x.fr/">c</a><a href="#ici">d</a>'
        '<img src="/i.png" alt="a > b">'
        '<code>&lt;a href="/enjeux/"></code> href="/texte"'
    )
    assert relative_links(html, "/a/b/") == html.replace(
        'href="/enjeux/eau', 'href="../../enjeux/eau'
    ).replace('action="/r', 'action="../../r').replace('"/d.json', '"../../d.json').replace(
        '"/i.png', '"../../i.png'
    )
    assert (
        relative_links('<a href="/">x</a><a href="/b/">y</a>', "/")
        == '<a href="./">x</a><a href="./b/">y</a>'
    )


@pytest.mark.parametrize(
    "text", ['"', "\\", "\u2028-\x85-\x07-\ufeff", "😀 « é »", "a: b # c", "---", "' {% x %}"]
)
def test_front_matter_survives_any_text(text: str) -> None:
    staged = page_file("/a/", text, "<b>", html="<p>x</p>").content.decode()
    front = yaml.safe_load(staged.split("---\n")[1])
    assert front["description"] == "&lt;b&gt;"
    assert front["title"].replace("&quot;", '"').replace("&#x27;", "'") == " ".join(text.split())


def test_headings_with_an_id_make_the_table_of_contents() -> None:
    html = (
        '<h1 id="t">T</h1><h3 id="z">Z</h3>'
        '<h2 class="a" id="b">Le <em>but</em> &amp; <svg><title>i</title></svg></h2>'
        '<h3 id="c">C</h3><h2>sans</h2><h2 id="d">D</h2><pre>&lt;h2 id="e">'
    )
    (root,) = toc_tokens(html)
    assert [(entry["id"], entry["name"]) for entry in root["children"]] == [
        ("z", "Z"),
        ("b", "Le but &amp;"),
        ("d", "D"),
    ]
    assert [entry["id"] for entry in root["children"][1]["children"]] == ["c"]


# The seal


def test_every_page_allows_its_own_scripts_and_no_other(published: Path) -> None:
    rules = policy(THEME)
    pages = sorted(published.rglob("*.html"))
    assert len(pages) == len(SECTIONS) + 6 + len(["404", "ancien"])
    for page in pages:
        html = page.read_text(encoding="utf-8")
        assert (
            html.partition("<head>")[2]
            .lstrip()
            .startswith(f'<meta http-equiv="Content-Security-Policy" content="{rules}">')
        )
        assert html.encode().find(b'charset="utf-8"') < 1024, "browsers look for the charset no further"
        scripts = _INLINE.findall(html)
        assert scripts or page.parent.name == "ancien"
        for script in scripts:
            assert f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" in rules
        assert "<style" not in html
        assert ' style="' not in html


def test_a_script_slipped_into_a_page_stays_forbidden() -> None:
    html = seal("<html><head></head><body><script>alert(1)</script></body></html>", policy(THEME))
    assert base64.b64encode(hashlib.sha256(b"alert(1)").digest()).decode() not in html
    assert "script-src 'self' 'sha256-" in html
    assert "require-trusted-types-for 'script'; trusted-types 'none'" in html
    with pytest.raises(ValueError, match="sealed"):
        seal("<p>no head</p>", "")


def test_a_page_may_call_the_one_address_that_it_reaches() -> None:
    page, rules = "<html><head></head></html>", policy(THEME)
    assert "connect-src 'self' https://forge.example/api/v4/; " in seal(
        page, rules, reaches="https://forge.example/api/v4/"
    )
    for wrong in (
        "*",
        "https:",
        "https://forge.example",
        "https://a.b/; script-src *",
        "https://a.b/'\"><b>",
    ):
        with pytest.raises(ValueError, match="policy"):
            seal(page, rules, reaches=wrong)


def test_site_facts_are_escaped(published: Path) -> None:
    html = (published / "enjeux/index.html").read_text(encoding="utf-8")
    assert "<title>Rubrique « enjeux/ » — Essai &amp; &lt;compagnie&gt;</title>" in html
    assert 'content="Une &quot;phrase&quot; &amp; &lt;b&gt;"' in html
    assert "<compagnie" not in html


def test_the_page_for_unknown_addresses_works_from_any_depth(published: Path) -> None:
    html = (published / "404.html").read_text(encoding="utf-8")
    assert "Page introuvable" in html
    assert not re.findall(r' (?:href|src|action)="(?!/espace/|#)[^"]*"', html)


def test_no_page_names_another_site(published: Path) -> None:
    for page in published.rglob("*.html"):
        html = page.read_text(encoding="utf-8").replace('xmlns="http://www.w3.org/2000/svg"', "")
        assert set(re.findall(r'="https?://([^/"]+)', html)) <= {"exemple.fr"}


# Publishing


def test_an_incremental_build_equals_a_clean_one(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "elsewhere"
    build(one, [*a_site("Avant"), page_file("/experimentations/partie/", "P", "", html="<h1>P</h1>")])
    before = (one / "site/enjeux/index.html").stat().st_ino
    assert build(one, a_site("Après")).published
    assert (one / "site/enjeux/index.html").stat().st_ino == before, "an unchanged page is not made again"
    assert build(two, a_site("Après"), clean=True).published
    assert contents(one / "site") == contents(two / "site")
    assert not (one / "site/experimentations/partie").exists()


def test_a_change_is_seen_whatever_the_clock_says(tmp_path: Path) -> None:
    build(tmp_path, a_site("Avant"))
    stage(a_site("Après"), tmp_path / "docs")
    os.utime(tmp_path / "docs/experimentations/e3.md", (0, 0))
    build(tmp_path, a_site("Après"))
    assert "Après" in (tmp_path / "site/experimentations/e3/index.html").read_text(encoding="utf-8")


@pytest.mark.usefixtures("narrow_umask")
def test_same_files_same_bytes_on_any_machine(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    stage(a_site(), tmp_path / "docs")
    program = (
        "from pathlib import Path; from tests.doors.test_publishing import SITE, published_at;"
        "published_at(Path.cwd(), SITE)"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "RAYON_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", program], cwd=tmp_path, env=environment, check=True)
    assert contents(tmp_path / "site") == contents(published)


def test_the_index_is_in_a_settled_order(published: Path, tmp_path: Path) -> None:
    for n in range(3):
        shutil.copytree(published, tmp_path / str(n))
        index(finished(tmp_path / str(n)))
        assert contents(tmp_path / str(n)) == contents(published)


def test_a_broken_anchor_keeps_the_old_site(tmp_path: Path) -> None:
    build(tmp_path, a_site())
    before = contents(tmp_path / "site")
    done = build(tmp_path, a_site(link="/enjeux/#nulle-part"))
    assert not done.published
    assert {(link.page, link.link, link.reason) for link in done.broken} == {
        (
            f"experimentations/e{n}/index.html",
            "/espace/enjeux/#nulle-part",
            "la page visée n'a pas cette ancre",
        )
        for n in range(6)
    }
    assert contents(tmp_path / "site") == before
    assert {path.name for path in tmp_path.iterdir()} == {"docs", "site", ".site.espace", "work"}
    assert build(tmp_path, a_site()).published


@pytest.mark.parametrize("step", ["mise en page", "recherche", "vérification des liens", "mise en place"])
def test_a_killed_build_leaves_the_old_site(tmp_path: Path, step: str) -> None:
    build(tmp_path, a_site("Avant"))
    before = contents(tmp_path / "site")
    stage(a_site("Après"), tmp_path / "docs")
    program = textwrap.dedent(f"""
        import os, signal
        from pathlib import Path
        from tests.doors.test_publishing import SITE, published_at
        def die(step):
            if step == {step!r}:
                os.kill(os.getpid(), signal.SIGKILL)
        published_at(Path.cwd(), SITE, progress=die)
    """)
    killed = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    assert contents(tmp_path / "site") == before
    assert build(tmp_path, a_site("Après")).published
    assert "Après" in (tmp_path / "site/experimentations/e3/index.html").read_text(encoding="utf-8")


def test_a_refused_setting_keeps_the_old_site(tmp_path: Path) -> None:
    build(tmp_path, a_site())
    before = contents(tmp_path / "site")
    for url in ('https://x.fr/"onload="', "javascript:alert(1)"):
        with pytest.raises(EngineError):
            published_at(tmp_path, {**SITE, "site_url": url})
    assert contents(tmp_path / "site") == before


def test_an_engine_stopped_halfway_starts_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path, a_site("Avant"))
    before = contents(tmp_path / "site")

    def stopped(docs: Path, site: Path, *_: object, **__: object) -> None:
        (site / "experimentations/e3").mkdir(parents=True)
        (site / "experimentations/e3/index.html").write_text("half a pa")
        raise OSError(28, f"No space left on device, {docs}")

    with monkeypatch.context() as patch:
        patch.setattr("generator.publishing.engine.render", stopped)
        with pytest.raises(OSError, match="No space"):
            build(tmp_path, a_site("Après"), clean=True)
    assert contents(tmp_path / "site") == before
    assert build(tmp_path, a_site("Avant")).published
    assert contents(tmp_path / "site") == before
