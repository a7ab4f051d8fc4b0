"""Know that the hostile commons is hostile everywhere, and that what must be refused is, place by place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from generator.pipeline import PROJECT, check
from generator.sources import read
from generator.sources.characters import FORBIDDEN
from tests.cases.case_file import lay_base
from tests.hostile.commons import ALL, Hostile, places, yaml
from tests.hostile.payloads import HIDDEN, NOT_MAIL, NOT_SITE, NOT_WEB, PAYLOADS, REMOTE, TARGETS
from tests.hostile.slots import KINDS, Path, slots

if TYPE_CHECKING:
    import pathlib
    import re
    from collections.abc import Iterator

    from generator.diagnostics import Diagnostic
    from tests.hostile.publishing import Published

CASES = PROJECT / "tests/cases"
_FIELD: dict[str, Any] = {
    "titre": "Un outil ordinaire",
    "resume": "Un outil inventé pour y écrire n'importe quoi.",
    "type": "outil",
}
_FIELD |= {"enjeux": ["lien-durable"], "licence": "CC-BY-SA-4.0"}


def test_every_slot_of_every_kind_is_written(published: Published) -> None:
    """A field added to a schema is written too, without a word here; no payload is left out."""
    held: dict[str, set[Path]] = {kind: set() for kind in KINDS}
    fields, bodies = set(), ""
    for document in read(published.commons.root).documents:
        for path, text in _texts(document.data, ()):
            held[document.kind].add(path)
            fields.add(text)
        bodies += document.body
    missing = {(kind, path) for kind in KINDS for path in slots(kind) if path not in held[kind]}
    assert missing == set()
    assert set(PAYLOADS) - fields == set()
    assert [payload for payload in PAYLOADS if payload not in bodies] == []
    titles = published.commons.titles()
    assert len(set(titles)) == min(len(titles), ALL)  # none stands twice before each stands once
    assert ALL == len(set(PAYLOADS)) >= 60


class _Hidden(Hostile):
    """Ordinary records, but that the n-th of a kind holds in its n-th slot what nobody sees."""

    def _text(self, kind: str, path: Path, sort: str, rank: int, entry: int) -> str:
        if rank < len(slots(kind)) and slots(kind)[rank] == path:
            return HIDDEN[(rank + KINDS.index(kind)) % len(HIDDEN)]
        ordinary = f"Un texte tout à fait ordinaire, {kind} {rank}, {'.'.join(path)} {entry}"
        return f"https://exemple.invalid/{entry}" if sort == "web" else ordinary

    def _body(self, kind: str, rank: int) -> str:
        told = [one for one in HIDDEN if "\r\n" not in one]  # in a text, that ends a line
        return told[(rank + KINDS.index(kind)) % len(told)] if rank == len(slots(kind)) else "Rien.\n"


@pytest.mark.parametrize("escaped", [False, True], ids=["as they are", "as YAML escapes them"])
def test_what_nobody_sees_is_refused_in_every_slot(tmp_path: pathlib.Path, *, escaped: bool) -> None:
    commons = _Hidden(tmp_path, max(len(slots(kind)) for kind in KINDS) + 1)
    commons.write()
    (tmp_path / "content/site.yml").write_bytes((CASES / "_base/content/site.yml").read_bytes())
    if escaped:
        for path in tmp_path.rglob("*.md"):
            head, fence, body = path.read_text(encoding="utf-8").partition("\n---\n")
            path.write_text(FORBIDDEN.sub(_escape, head) + fence + body, encoding="utf-8")
    at_fault = {fault.place.path for fault in _errors(tmp_path)}
    for kind in KINDS:
        for rank in range(len(slots(kind)) + 1):
            if kind not in {"lexique", "site"} and (kind != "enjeu" or rank < 8):
                assert at_fault & {place for _, place in places(kind, rank)}, (kind, slots(kind)[rank:][:1])


def _escape(found: re.Match[str]) -> str:
    return f"\\U{ord(found[0]):08x}"


@pytest.mark.parametrize("target", NOT_WEB)
def test_no_field_takes_it_for_a_web_address(target: str, tmp_path: pathlib.Path) -> None:
    lay_base(tmp_path)
    _lay(tmp_path, {"sources": [{"titre": "Une source", "url": target}]}, "Rien.")
    assert [fault.rule for fault in _errors(tmp_path)] != []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *((field, target) for field in ("url", "depot") for target in NOT_SITE),
        *((field, address) for field in ("contact", "adresses_publiques") for address in NOT_MAIL),
    ],
)
def test_the_facts_of_the_site_hold_no_such_address(field: str, value: str, tmp_path: pathlib.Path) -> None:
    lay_base(tmp_path)
    site = tmp_path / "content/site.yml"
    kept = [line for line in site.read_text("utf-8").splitlines() if not line.startswith(f"{field}:")]
    written = yaml({field: [value] if field.startswith("adresses") else value})
    site.write_text("\n".join([*kept, written]), encoding="utf-8")
    assert {fault.place.path for fault in _errors(tmp_path)} == {"content/site.yml"}


def test_a_body_is_refused_what_its_links_may_not_be(tmp_path: pathlib.Path) -> None:
    """A link that would run or leave by the back door, an image from elsewhere: each in its own record."""
    lay_base(tmp_path)
    targets = [target.replace("<", "\\<").replace(">", "\\>") for target in TARGETS]
    links = [f"[clic](<{target}>)" for target in targets]
    images = [f'![un plan](<{target}> "Un plan")' for target in targets]
    written = {f"toolbox/refuse-{rank}.md": one for rank, one in enumerate([*links, *images, REMOTE])}
    for place, body in written.items():
        _lay(tmp_path, {"titre": place}, body, place)
    at_fault = {fault.place.path for fault in _errors(tmp_path)}
    assert {one for place, one in written.items() if place not in at_fault} == ACCEPTED


# A question to our own search page, and one to nobody, of which only the words are published.
ACCEPTED = {
    '[clic](</recherche/?q="\\>\\<script\\>__vu=1\\</script\\>>)',
    "[clic](<?q=\\<script\\>>)",
}


def _lay(root: pathlib.Path, more: dict[str, Any], body: str, place: str = "toolbox/refuse.md") -> None:
    (root / place).write_text(f"---\n{yaml({**_FIELD, **more})}---\n{body}\n", encoding="utf-8")


def _errors(root: pathlib.Path) -> list[Diagnostic]:
    return [fault for fault in check(root).diagnostics if fault.severity == "error"]


def _texts(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    """Every text, and where it stands."""
    if isinstance(value, dict):
        for name, inside in value.items():
            yield from _texts(inside, (*path, name))
    elif isinstance(value, list):
        for inside in value:
            yield from _texts(inside, path)
    elif isinstance(value, str):
        yield path, value
