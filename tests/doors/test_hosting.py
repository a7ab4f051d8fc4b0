"""The servers of Debian, configured as the guide says, serve the site as it is meant to be."""

from __future__ import annotations

import gzip
import http.client
import json
import os
import re
import shutil
from contextlib import ExitStack
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit

import pytest

from generator.hosting import TYPES, Served, ServedError, caddyfile, headers_file, htaccess, nginx_conf
from generator.hosting import redirects_file as redirects
from generator.publishing import lay_rules
from tests.doors.command import espace
from tests.doors.servers import served_by
from tests.golden.published import small

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SERVERS = {"nginx": nginx_conf, "apache": htaccess, "caddy": caddyfile}
PLACES = {"root": "", "path": "/espace"}
# Old addresses that a record may state, and one that leads outside.
STRANGE = (
    '/a"; } location / { return 301 //evil.example; } #/',
    "/b\n    RedirectMatch 301 .* //evil.example/",
    "/c$uri{path}'`/",
    "/d (.*)|.*/",
    "/e\\/",
    "/f %7B/",
)
MOVED = {"/actualités/été/": "/enjeux/", "/vieux.php/": "/agenda/", "/vieille/page.html": "/acteurs/"}
# The one page that may call elsewhere: what servers say must not forbid it.
FORM, FORGE = "/contribuer/formulaire/", "https://forge.example/git_hub/api/v1/"
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


class Answer:
    """What a server answered."""

    def __init__(self, address: str, path: str, **headers: str) -> None:
        asked = http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)
        asked.request(
            "GET", quote(path), headers={name.replace("_", "-"): one for name, one in headers.items()}
        )
        got = asked.getresponse()
        self.body, self.code = got.read(), got.status
        self.told = {name.lower(): value for name, value in got.getheaders()}
        asked.close()

    @property
    def lasts(self) -> str:
        return self.told.get("cache-control", "")


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The folder that a server starts from, at the root of a host and under a path: `espace` is in it."""
    made = small(tmp_path_factory) / "site"
    top = tmp_path_factory.mktemp("hosting")
    found = {}
    for name, under in PLACES.items():
        start = top / name
        site = start / under.strip("/") if under else start
        shutil.copytree(made, site, copy_function=os.link)
        (site / ".well-known").mkdir()
        (site / ".well-known/security.txt").write_text("Contact: mailto:a@b.example\n", encoding="utf-8")
        ledger = json.loads((site / "donnees/adresses.json").read_text(encoding="utf-8"))
        ledger["site"] += under
        told = {**MOVED, **dict.fromkeys(STRANGE, "/enjeux/"), "/dehors/": "//evil.example/"}
        ledger["adresses"] += [
            {"adresse": old, "nature": "redirection", "vers": new}
            for old, new in told.items()
            if old.isprintable()  # a ledger refuses others
        ]
        (site / "donnees/adresses.json").unlink()
        (site / "donnees/adresses.json").write_text(json.dumps(ledger), encoding="utf-8")
        for old in MOVED:  # the pages that stay where a server is told nothing
            page = site / old.strip("/") / ("" if old.endswith(".html") else "index.html")
            page.parent.mkdir(parents=True)
            page.write_text("<title>Page déplacée</title>", encoding="utf-8")
        form = site / FORM.strip("/") / "index.html"
        text = form.read_text(encoding="utf-8").replace("connect-src 'self'", f"connect-src 'self' {FORGE}")
        form.unlink()
        form.write_text(text, encoding="utf-8")
        lay_rules(site)
        found[name] = start
    return found


@pytest.fixture(scope="module", params=[*SERVERS])
def server(
    request: pytest.FixtureRequest, sites: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, str]]:
    """The addresses of one of the servers: of the site at the root of a host, and under a path."""
    name, folder = request.param, tmp_path_factory.mktemp("serveur")
    told = {}
    for place, start in sites.items():
        rules = folder / f"{place}.conf"
        done = espace("heberger", name, "--site", start / PLACES[place].strip("/"))
        assert done.returncode == 0, done.stderr
        rules.write_text(done.stdout, encoding="utf-8")
        told[place] = (start, rules)
    with ExitStack() as stack:
        yield stack.enter_context(served_by(name, folder / "run", told))


@pytest.mark.parametrize("place", [*PLACES])
def test_a_server_as_the_guide_says(server: dict[str, str], sites: dict[str, Path], place: str) -> None:
    """One test for a server and a place: what is asked costs nothing, what is started does."""
    at, under, site = server[place], PLACES[place], sites[place] / PLACES[place].strip("/")
    _pages(at, under, site)
    _types(at, under, site)
    _weight_and_age(at, under, site)
    _lost(at, under)
    _moved(at, under)


def _pages(at: str, under: str, site: Path) -> None:
    """A page, its policy, the headers that only a server can say, and folders without their bar."""
    page = Answer(at, f"{under}/enjeux/")
    said = POLICY.search((site / "enjeux/index.html").read_text(encoding="utf-8"))
    assert (page.code, page.told["content-type"]) == (200, "text/html; charset=utf-8")
    assert said
    widest = unescape(said[1]).replace("connect-src 'self'", f"connect-src 'self' {FORGE}")
    assert page.told["content-security-policy"] == f"{widest}; frame-ancestors 'self'"
    assert page.told["x-content-type-options"] == "nosniff"
    assert {"referrer-policy", "permissions-policy", "cross-origin-opener-policy"} <= page.told.keys()
    assert ("strict-transport-security" in page.told) == (not under)
    assert page.lasts == "no-cache"
    bare = Answer(at, f"{under}/enjeux")
    assert bare.code in {301, 308}
    assert urlsplit(urljoin(f"{at}{under}/enjeux", bare.told["location"])).path == f"{under}/enjeux/"
    if under:
        assert urlsplit(Answer(at, under).told["location"]).path == f"{under}/"


def _types(at: str, under: str, site: Path) -> None:
    """One file of each sort."""
    found = {path.suffix[1:]: path for path in sorted(site.rglob("*.*")) if path.is_file()}
    found = {end: path for end, path in found.items() if not path.name.startswith(".")}
    assert found.keys() <= TYPES.keys()
    assert {"csv", "gz", "html", "ics", "js", "jsonld", "ttl", "webmanifest", "xml"} <= found.keys()
    for end, path in found.items():
        got = Answer(at, f"{under}/{path.relative_to(site).as_posix()}", Accept_Encoding="gzip")
        kind, _, charset = got.told["content-type"].partition(";")
        assert (got.code, kind) == (200, TYPES[end]), path
        assert not kind.startswith("text/") or charset.strip() == "charset=utf-8", path
        assert ("content-security-policy" in got.told) == (end == "html"), path
        packed = got.told.get("content-encoding") == "gzip"
        assert not (packed and end in {"gz", "png", "woff2", "zip", "webp"}), path
        assert (gzip.decompress(got.body) if packed else got.body) == path.read_bytes(), path


def _weight_and_age(at: str, under: str, site: Path) -> None:
    data = Answer(at, f"{under}/donnees/catalogue.json", Accept_Encoding="gzip")
    assert data.told["content-encoding"] == "gzip"
    assert data.told["access-control-allow-origin"] == "*"
    assert "accept-encoding" in data.told["vary"].lower()
    again = Answer(
        at, f"{under}/donnees/catalogue.json", Accept_Encoding="gzip", If_None_Match=data.told["etag"]
    )
    assert (again.code, again.body) == (304, b"")
    sheet = next((site / "assets/stylesheets").glob("main.*.min.css"))
    assert "immutable" in Answer(at, f"{under}/assets/stylesheets/{sheet.name}").lasts
    assert Answer(at, f"{under}/assets/espace.css").lasts == "no-cache"
    assert Answer(at, f"{under}/assets/favicon.svg").lasts == "public, max-age=3600"


def _lost(at: str, under: str) -> None:
    """An unknown address, and the files that are nobody's business."""
    for path in ("/rien/", "/enjeux/rien.html", "/.espace-ressources", "/.htaccess"):
        got = Answer(at, f"{under}{path}")
        assert got.code == 404, path
        assert "Page introuvable" in got.body.decode(), path
        assert "frame-ancestors" in got.told["content-security-policy"], path
        assert got.told["x-content-type-options"] == "nosniff"
    assert Answer(at, f"{under}/.well-known/security.txt").code == 200


def _moved(at: str, under: str) -> None:
    """Old addresses, and those that no line is made of."""
    known = {**MOVED, "/boite-a-outils/rond-d-essai/": "/boite-a-outils/cercle-d-essai/"}
    for old, new in known.items():
        for way in {old, old.rstrip("/")}:
            got = Answer(at, f"{under}{way}")
            assert got.code == 301, way
            assert urlsplit(urljoin(f"{at}{under}{quote(way)}", got.told["location"])).path == f"{under}{new}"
    for old in STRANGE[2:]:
        assert Answer(at, f"{under}{old}").code == 404, old
    assert Answer(at, f"{under}/dehors/").code == 404
    assert Answer(at, f"{under}/boite-a-outils/rond-d-essai/autre/").code == 404


@pytest.mark.parametrize("rules", [*SERVERS.values(), redirects, lambda site: headers_file(site, ())])
def test_no_old_address_is_anything_but_an_address(rules: object) -> None:
    """Whatever signs it holds, what is written of it is letters, or nothing."""
    signs = "".join(map(chr, [*range(0x250), *range(0x2000, 0x2070), 0xFEFF, 0x1F600]))
    old = [*STRANGE, "/" + signs + "/", *(f"/x{sign}y/" for sign in signs), *MOVED]
    told = Served.at("https://a.example/espace/", "default-src 'none'", [(one, "/enjeux/") for one in old])
    assert callable(rules)
    moved = [line for line in rules(told).splitlines() if "/enjeux/" in line]
    assert len(moved) == len(rules(told).split("/espace/enjeux/")) - 1
    plain = re.compile(r'[\w ./~^$"{};=%\\-]*')
    assert [line for line in moved if not plain.fullmatch(line)] == []
    assert not any("evil" in line for line in rules(told).splitlines())


@pytest.mark.parametrize(
    ("url", "policy"),
    [
        ("https://a.example/x;y/", "default-src 'none'"),
        ("https://a.example/%22/", "default-src 'none'"),
        ("ftp://a.example/", "default-src 'none'"),
        ("https://a.example/", "default-src 'none'\" always; }"),
    ],
)
def test_what_would_break_a_configuration_is_refused(url: str, policy: str) -> None:
    with pytest.raises(ServedError):
        Served.at(url, policy, ())


def test_a_site_without_a_certificate_says_nothing_of_one() -> None:
    told = Served.at("http://intranet/", "default-src 'none'", ())
    assert {"Strict-Transport-Security", "Cross-Origin-Opener-Policy"}.isdisjoint(dict(told.headers))


def test_without_a_site_the_command_says_what_to_do(tmp_path: Path) -> None:
    done = espace("heberger", "nginx", "--site", tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "ne contient pas de site entier" in done.stderr
    assert "espace build" in done.stderr
