"""Every address that leads nowhere is told, no other is, and what was kept from before never hides one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from generator.publishing import check_links, finished
from generator.publishing.link_ledger import LinkLedger

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SITE = "https://exemple.fr/espace/"
NOTHING = "rien n'est publié à cette adresse"
NO_ANCHOR = "la page visée n'a pas cette ancre"

# Where, what is written there, and the address that leads nowhere.
PLANTED = {
    "a page": ("p.html", '<a href="non/">x</a>', "/espace/non/"),
    "a page, above": ("é/p.html", '<a href="../non/#x">x</a>', "/espace/non/#x"),
    "another case": ("p.html", '<a href="A/">x</a>', "/espace/A/"),
    "percent-encoded": ("p.html", '<a href="%C3%A9%20h/">x</a>', "/espace/%C3%A9%20h/"),
    "a slash after a file": ("p.html", '<a href="i.png/">x</a>', "/espace/i.png/"),
    "a folder without a page": ("p.html", '<a href="vide/">x</a>', "/espace/vide/"),
    "outside the path": ("p.html", '<a href="/a/">x</a>', "/a/"),
    "above the site": ("p.html", '<a href="../a/">x</a>', "/a/"),
    "above, in disguise": ("p.html", '<a href="%2E%2e/a/">x</a>', "/a/"),
    "from the server": ("p.html", '<a href="/espace/non">x</a>', "/espace/non"),
    "a whole address": ("p.html", '<a href="HTTPS://exemple.fr/espace/non?q#f">x</a>', "/espace/non#f"),
    "without a scheme": ("p.html", '<a href="//exemple.fr/espace/non">x</a>', "/espace/non"),
    "a line break inside": ("p.html", '<a href=" n\non ">x</a>', "/espace/non"),
    "another slash": ("p.html", '<a href="a\\non">x</a>', "/espace/a/non"),
    "under a base": ("p.html", '<base href="a/b"><a href="non">x</a>', "/espace/a/non"),
    "a source": ("p.html", '<script src="non.js"></script>', "/espace/non.js"),
    "one of a set": ("p.html", '<img src="i.png" srcset="i.png 1x, non.png 2x">', "/espace/non.png"),
    "a preloaded set": ("p.html", '<link imagesrcset="non.png">', "/espace/non.png"),
    "a poster": ("p.html", '<video poster="non.png"></video>', "/espace/non.png"),
    "an object": ("p.html", '<object data="non.pdf"></object>', "/espace/non.pdf"),
    "a form": ("p.html", '<form action="non/"></form>', "/espace/non/"),
    "a button": ("p.html", '<button formaction="non/"></button>', "/espace/non/"),
    "a refresh": ("p.html", "<meta http-equiv=Refresh content=\"0; URL='non/'\">", "/espace/non/"),
    "canonical": ("p.html", f'<link rel="canonical" href="{SITE}non/">', "/espace/non/"),
    "its image": ("p.html", f'<meta property="og:image" content="{SITE}non.png">', "/espace/non.png"),
    "for a script": ("p.html", '<i data-fiche="/a/ /non/ {}"></i>', "/espace/non/"),
    "without scripts": ("p.html", '<noscript><a href="non/">x</a></noscript>', "/espace/non/"),
    "in a template": ("p.html", '<template><a href="non/">x</a></template>', "/espace/non/"),
    "a style": ("p.html", "<p style=\"background: url('non.png')\">", "/espace/non.png"),
    "a sheet in the page": ("p.html", "<style>p { background: url(non.png) }</style>", "/espace/non.png"),
    "a hidden folder": (".x/p.html", '<a href="non/">x</a>', "/espace/.x/non/"),
    "a sheet": ("x/s.css", '@font-face { src: url("non.woff2") }', "/espace/x/non.woff2"),
    "a feed": ("f.xml", f'<feed xmlns="http://a.b/"><link href="{SITE}non/"/></feed>', "/espace/non/"),
    "the site map": ("sitemap.xml", f"<urlset><url><loc>\n{SITE}non/</loc></url></urlset>", "/espace/non/"),
    "a calendar": ("c.ics", f"BEGIN:VEVENT\r\nURL:{SITE}no\r\n n/\r\n", "/espace/non/"),
    "for robots": ("robots.txt", f"Sitemap: {SITE}non.xml\n", "/espace/non.xml"),
    "an anchor": ("p.html", '<a href="a/#non">x</a>', "/espace/a/#non"),
    "an anchor of its own": ("p.html", '<p id="oui"><a href="#non">x</a>', "/espace/p.html#non"),
    "an anchor of another case": ("p.html", '<a href="a/#LÀ">x</a>', "/espace/a/#LÀ"),
    "an encoded anchor": ("p.html", '<a href="a/#l%C3%A9">x</a>', "/espace/a/#l%C3%A9"),
    "a part of a drawing": ("p.html", '<svg><use href="#non"/></svg>', "/espace/p.html#non"),
    "a colour of a drawing": ("p.html", '<svg><path fill="url(#non)"/></svg>', "/espace/p.html#non"),
}  # fmt: skip
ALIVE = (
    *(
        "a/",
        "a",
        "./a/../a/",
        "a/index.html",
        "a/?q=1",
        "?q=1",
        "i.png",
        "i.png#x",
        "é h t/",
        "%C3%A9%20h%20t/",
    ),
    *("#ici", "#", "#top", "a/#là", "a/#l%C3%A0", "a/#nom", "a/#:~:text=x", "/espace/a/", "/espace", ""),
    *(SITE, SITE[:-1], f"{SITE}a/#là", "https://exemple.fr/autre/", "https://exemple.fr/espaces/"),
    *("https://ailleurs.fr/non", "//ailleurs.fr/non", "mailto:a@b.fr", "tel:+33", "data:,x", "http://[x"),
)


def a_site(folder: Path, **more: str) -> Path:
    """A small site without a broken link."""
    alive = "".join(f'<a href="{one}">x</a>' for one in ALIVE)
    files = {
        "index.html": f'<p id="ici" data-voisins="oui / non">{alive}',
        "a/index.html": '<h2 id="là">x</h2><a name="nom"></a><script>"<a href=\'non\'>"</script>',
        "é h t/index.html": "<!-- <a href='non'> --><textarea><a href='non'></textarea>",
        "i.png": "",
        "vide/i.png": "",
        "casse.xml": "<a href='non'>",
        **more,
    }
    for path, content in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(content, encoding="utf-8")
    return folder


def broken(folder: Path, kept: Path | None = None, jobs: int = 1) -> set[tuple[str, str, str]]:
    found = check_links(finished(folder), SITE, kept=kept, jobs=jobs)
    assert list(found) == sorted(set(found))
    return {(one.page, one.link, one.reason) for one in found}


def test_what_answers_is_not_told(tmp_path: Path) -> None:
    assert not broken(a_site(tmp_path))


@pytest.mark.parametrize("fault", PLANTED)
def test_what_leads_nowhere_is_told(tmp_path: Path, fault: str) -> None:
    path, content, link = PLANTED[fault]
    reason = NO_ANCHOR if "anchor" in fault or "drawing" in fault else NOTHING
    assert broken(a_site(tmp_path, **{path: content})) == {(path, link, reason)}


def test_a_site_without_an_address_is_followed(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<a href="/">x</a><a href="/non">x</a>', encoding="utf-8")
    assert [one.link for one in check_links(finished(tmp_path))] == ["/non"]


def test_many_pages_are_read_by_several_processes(tmp_path: Path) -> None:
    a_site(tmp_path, **{f"{n}.html": f'<a href="non-{n}/">x</a>' for n in range(600)})
    assert broken(tmp_path, jobs=2) == {(f"{n}.html", f"/espace/non-{n}/", NOTHING) for n in range(600)}


# What is kept


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """What a first check of a site with one broken link left behind, in `tmp_path`."""
    place = tmp_path / "build/liens"
    a_site(tmp_path / "site", **{"p.html": '<a href="a/#non">x</a>'})
    assert broken(tmp_path / "site", place) == {("p.html", "/espace/a/#non", NO_ANCHOR)}
    return place


CHANGES: dict[str, tuple[dict[str, str | None], set[tuple[str, str, str]]]] = {
    "nothing": ({}, {("p.html", "/espace/a/#non", NO_ANCHOR)}),
    "the anchor comes": ({"a/index.html": '<p id="non"><p id="là"><p id="nom">'}, set()),
    "the link goes": ({"p.html": "<p>"}, set()),
    "its page goes": ({"p.html": None}, set()),
    "a file goes": (
        {"vide/i.png": None, "i.png": None, "p.html": "<p>"},
        {("index.html", "/espace/i.png", NOTHING), ("index.html", "/espace/i.png#x", NOTHING)},
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_only_what_changed_is_read_and_all_is_known(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    files, expected = CHANGES[change]
    for path, content in files.items():
        if content is None:
            (tmp_path / "site" / path).unlink()
        else:
            (tmp_path / "site" / path).write_text(content, encoding="utf-8")
    read: list[str] = []
    noted = LinkLedger.note

    def heard(ledger: LinkLedger, path: str, digest: str, **named: Any) -> None:  # noqa: ANN401
        read.append(path)
        noted(ledger, path, digest, **named)

    monkeypatch.setattr(LinkLedger, "note", heard)
    assert broken(tmp_path / "site", kept) == expected == broken(tmp_path / "site")
    changed = sorted(path for path, content in files.items() if content is not None)
    assert read[: len(changed)] == changed
    assert len(read) == len(changed) + len(list((tmp_path / "site").rglob("*.html"))) + 1


def _without_its_links(content: bytes) -> bytes:
    """The same, whole, but for a page that would lead nowhere: what someone would write to hide a link."""
    summed, head, numbers = content.split(b"\n", 2)
    told = json.loads(head)
    told["files"] = [[path, digest, 0, 0] for path, digest, *_ in told["files"]]
    return b"\n".join((summed, json.dumps(told).encode(), numbers))


SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "truncated": lambda content: content[: len(content) // 2],
    "without its last byte": lambda content: content[:-1],
    "empty": lambda _content: b"",
    "not ours": lambda _content: b"\xff\x00\n{}\n",
    "one number changed": lambda content: content[:-4] + b"\0\0\0\0",
    "one letter changed": lambda content: content.replace(b"#non", b"#l\\u00e0", 1),
    "a page that would lead nowhere": _without_its_links,
}


@pytest.mark.parametrize("fault", SPOILT)
def test_what_was_spoilt_is_not_believed(kept: Path, tmp_path: Path, fault: str) -> None:
    whole = kept.read_bytes()
    spoilt = SPOILT[fault](whole)
    assert spoilt != whole
    kept.write_bytes(spoilt)
    assert broken(tmp_path / "site", kept) == {("p.html", "/espace/a/#non", NO_ANCHOR)}
    assert kept.read_bytes() == whole


def test_nothing_is_written_through_a_link_nor_stopped_by_a_folder(kept: Path, tmp_path: Path) -> None:
    whole = kept.read_bytes()
    kept.unlink()
    (tmp_path / "lettre").write_text("à moi", encoding="utf-8")
    kept.symlink_to(tmp_path / "lettre")
    assert broken(tmp_path / "site", kept)
    assert (tmp_path / "lettre").read_text(encoding="utf-8") == "à moi"
    kept.unlink()
    kept.mkdir()
    (kept / "x").write_bytes(b"")
    assert broken(tmp_path / "site", kept)
    assert kept.read_bytes() == whole


def test_another_address_of_the_site_reads_all_again(kept: Path, tmp_path: Path) -> None:
    found = check_links(finished(tmp_path / "site"), "https://exemple.fr/", kept=kept)
    assert found == check_links(finished(tmp_path / "site"), "https://exemple.fr/")
    assert "/espace/a/" in {one.link for one in found}


def test_names_of_what_has_gone_do_not_pile_up(tmp_path: Path) -> None:
    place, sizes = tmp_path / "liens", []
    for n in range(12):
        many = "".join(f'<a href="a/#{n}-{m}">x</a>' for m in range(100))
        assert len(broken(a_site(tmp_path / "site", **{"p.html": many}), place)) == 100
        sizes.append(place.stat().st_size)
    assert max(sizes) < 4 * sizes[0]
