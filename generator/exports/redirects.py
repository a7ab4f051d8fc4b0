"""Keep old addresses answering: a small page that leads from each former id to the record's page of today."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from generator.addresses import address
from generator.model import Ref
from generator.output import OutputFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Commons


def redirects(commons: Commons, taken: frozenset[str]) -> Iterator[OutputFile]:
    """One page for each former address of a record or of its parts; those in `taken` are never replaced."""
    seen = set(taken)
    for old, new in sorted(_moves(commons)):
        if old not in seen:
            seen.add(old)
            yield OutputFile(f"{old.lstrip('/')}index.html", _page(old, new))


def _moves(commons: Commons) -> Iterator[tuple[str, str]]:
    kinds = (
        ("territoire", commons.territoires),
        ("acteur", commons.acteurs),
        ("evenement", commons.evenements),
        ("outil", commons.outils),
        ("experimentation", commons.experimentations),
    )
    for kind, records in kinds:
        for record in records:
            for former in record.anciens_ids:
                yield address(Ref(kind, former)), address(Ref(kind, record.id))
                if kind == "experimentation":
                    yield from _parts(commons, former, record.id)


def _parts(commons: Commons, former: str, today: str) -> Iterator[tuple[str, str]]:
    """Where the pages under a former experiment went."""
    revisions, notes = commons.revisions(today), commons.journal(today)
    parts = [*(Ref("protocole", one.id) for one in revisions), *(Ref("journal", one.id) for one in notes)]
    if commons.evaluation(today):
        parts.append(Ref("evaluation", today))
    for part in parts:
        _, slash, rest = part.id.partition("/")
        yield address(Ref(part.kind, f"{former}{slash}{rest}")), address(part)
    if revisions:
        yield (
            f"{address(Ref('experimentation', former))}protocole/",
            f"{address(Ref('experimentation', today))}protocole/",
        )


def _page(old: str, new: str) -> bytes:
    """A page that any browser follows, scripts or not, wherever the site is served."""
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
