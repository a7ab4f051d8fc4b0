"""Make the redirects: a small page at each former address, which leads to the current one."""

from __future__ import annotations

from html import escape
from itertools import accumulate, product
from typing import TYPE_CHECKING

from generator.addresses import address
from generator.model import Ref
from generator.output import OutputFile
from generator.permanence import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import TypeVar

    from generator.model import Commons

    _Content = TypeVar("_Content", str, bytes)

_CROSSING = 3
# What the form reads of a protocol stands apart from its experiment's pages.
_PROTOCOLS = "/donnees/protocoles/"


def redirects(commons: Commons, taken: frozenset[str]) -> Iterator[OutputFile]:
    """One page for each former address of a page, except the addresses in `taken`."""
    for old, new in moves(commons, taken).items():
        path = old.lstrip("/")
        yield OutputFile(f"{path}index.html" if old.endswith("/") else path, _page(old, new))


def under_former_addresses(commons: Commons, files: Mapping[str, _Content]) -> dict[str, _Content]:
    """The same files at their former addresses too: programs do not follow an HTML redirect."""
    return {**files, **{old: files[new] for old, new in moves(commons, files).items()}}


def moves(commons: Commons, published: Iterable[str]) -> dict[str, str]:
    """Former address → that of today, sorted, for all that is `published` under a name that changed.

    It covers a record's parts and files: all addresses below its own, under the former one.
    No former address is one of `published`.
    """
    known = frozenset(published)
    former = dict(_formers(commons))
    found = {
        address(Ref("page", old)): address(Ref("page", one.id))
        for one in commons.pages
        if address(Ref("page", one.id)) in known
        for old in one.anciens_ids
    }
    if former:
        for today in sorted(known):
            for old in _under_former_names(today, former):
                found.setdefault(old, today)
    for ref, record in commons.records():
        for written in record.anciennes_adresses:
            found.setdefault(key_of(written), address(ref, commons.kinds))
    found.pop("", None)  # what no file can answer for is a fault
    return {old: new for old, new in sorted(found.items()) if old not in known and new in known}


def _formers(commons: Commons) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The address of each record that was renamed, and the names its last folder had."""
    for ref, record in commons.records():
        if record.anciens_ids and ref.kind not in {"page", "evaluation"}:
            yield address(ref, commons.kinds), record.anciens_ids


def _under_former_names(today: str, former: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """The same address with each folder under the names it had, one at least being a former one."""
    folders = today[1:].split("/")
    above = list(accumulate(folders, "{}{}/".format, initial="/"))[1:]
    names = [(folder, *former.get(place, ())) for folder, place in zip(folders, above, strict=True)]
    if folders[0] == "enjeux" and len(folders[:-1]) == _CROSSING:
        names[2] += former.get(address(Ref("territoire", folders[2])), ())
    if folders[0] == "appels" and folders[1:2]:
        names[1] += tuple(_calls_before(folders[1], former))
    if today.startswith(_PROTOCOLS):
        stem, _, extension = folders[-1].partition(".")
        formers = former.get(address(Ref("experimentation", stem)), ())
        names[-1] += tuple(f"{one}.{extension}" for one in formers)
    if any(others for _, *others in names):
        yield from ("/" + "/".join(parts) for parts in product(*names) if list(parts) != folders)


def _calls_before(name: str, former: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """The names that the page of a call had under the former ids of its experiment, with which it begins."""
    ends = [at for at, sign in enumerate(name) if sign == "-"]
    for end in ends:
        for old in former.get(address(Ref("experimentation", name[:end])), ()):
            yield f"{old}{name[end:]}"


def _page(old: str, new: str) -> bytes:
    """The HTML of a redirect, which works without scripts and under any path."""
    where = escape("../" * (old.count("/") - 1) + new.lstrip("/"))
    text = f"""<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={where}">
<link rel="canonical" href="{where}">
<title>Page déplacée</title>
</head>
<body>
<h1>Page déplacée</h1>
<p>Cette page a changé d'adresse\u00a0: <a href="{where}">la lire à sa nouvelle adresse</a>.</p>
</body>
</html>
"""
    return text.encode()
