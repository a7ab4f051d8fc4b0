"""List every path that a proposal changes outside of the records, those that judge, run or publish first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.history import LINK, REGULAR, SUBMODULE
from generator.judging import FACTS
from generator.review.report_blocks import BulletList, Cite, Sentences, Title
from generator.sources import shown_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.history import Change
    from generator.review.moments import Moments
    from generator.review.report_blocks import Bloc, Mots

# The first that a path matches, whatever its case: some systems do not tell one from the other.
_SORTS = tuple(
    (title, re.compile(pattern, re.IGNORECASE | re.DOTALL))
    for title, pattern in (
        ("Les faits du site, qui jugent les fiches", re.escape(FACTS)),
        (
            "Ce que la forge lance ou règle",
            (
                r"\.(github|gitlab|forgejo|gitea|ci|circleci|woodpecker|drone|buildkite)(/.*|[-.][^/]*)?"
                r"|(.*/)?(codeowners|(gnu)?makefile|jenkinsfile)|[^/]*\.mk"
                r"|\.?(travis|appveyor|azure-pipelines|bitbucket-pipelines|netlify|vercel|renovate)\.[a-z]+"
            ),
        ),
        (
            "Ce que git fait des fichiers, et ce qui se lance sans être demandé",
            (
                r"(.*/)?\.git[^/]*|(.*/)?(\.husky|hooks)/.*|(.*/)?(\.pre-commit-config\.yaml|\.lfsconfig|\.envrc)"
                r"|\.(vscode|idea|devcontainer)/.*|(.*/)?\.mailmap"
            ),
        ),
        (
            "Dans les dossiers des fiches, ce qui n'est pas une simple fiche",
            r"(content|experiments|toolbox)(/.*)?",
        ),
        (
            "Le programme, ses règles et ses réglages",
            (
                r"(generator|schemas|tools|tests|requirements)/.*|[^/]*\.(toml|cfg|ini|py|lock)|mkdocs\.yml"
                r"|package(-lock)?\.json|.*\.(py|pth|sh|js|mjs|so)"
            ),
        ),
    )
)
_KINDS = "Liens symboliques, sous-modules et fichiers exécutables"
_OTHERS = "Les autres fichiers"
_NATURES = {
    "100644": "un fichier ordinaire",
    "100755": "un fichier exécutable",
    LINK: "un lien symbolique",
    SUBMODULE: "un sous-module",
}
_ROOM = 8_000
_BLANKS = re.compile(r"^ | $|(?<= ) |[^\S ]")


def outside(moments: Moments) -> Iterator[Bloc]:
    """The blocks of the report about changed paths outside the records; empty where there is none."""
    found = _sorted(moments)
    number = sum(map(len, found.values()))
    if not number:
        return
    yield Title(2, ("Hors des fiches",))
    are = "chemins changent" if number > 1 else "chemin change"
    yield Sentences(
        (f"{number} {are} hors des fiches. Une proposition de fiches n'en a pas besoin : demandez pourquoi.",)
    )
    for title, changes in found.items():
        yield Sentences((f"{title} ({len(changes)}) :",))
        yield BulletList(tuple(map(_told, changes)), _ROOM)


def count(moments: Moments) -> int:
    """How many paths change outside of the records."""
    return sum(map(len, _sorted(moments).values()))


def rewritten(moments: Moments) -> Iterator[BulletList]:
    """The records whose file changes but not their meaning: comments, quotes, ends of lines."""
    told = {one.path for pair in moments.paires for one in (pair.avant, pair.apres) if one}
    texts = {one.path for one in moments.documents_apres} - told
    found = [one for one in moments.chemins if _is_record(one, texts) and one.here != FACTS]
    if found:
        yield BulletList(tuple(map(_told, found)), _ROOM)


def _sorted(moments: Moments) -> dict[str, list[Change]]:
    sources = (moments.avant.sources, moments.apres.sources)
    records = {one.path for side in sources for one in side.documents if one.path.endswith(".md")}
    records |= {one.path for side in sources for one in side.attachments}
    found: dict[str, list[Change]] = {title: [] for title in (*dict(_SORTS), _KINDS, _OTHERS)}
    for one in moments.chemins:
        if not _is_record(one, records):
            found[_sort(one)].append(one)
    return {title: changes for title, changes in found.items() if changes}


def _is_record(change: Change, records: set[str]) -> bool:
    """Whether the change is to a record or its image, which other parts of the report tell."""
    plain = change.before.mode if change.before else "100644"
    kept = change.after is None or change.after.mode == plain
    return kept and plain in REGULAR and {change.here, change.was_here or change.here} <= records


def _sort(change: Change) -> str:
    """The most serious category among the paths of a change: both of a move, from the espace and the top."""
    names = [name for name in (change.path, change.here, change.was, change.was_here) if name]
    plain = all(side is None or side.mode == "100644" for side in (change.before, change.after))
    rest = _OTHERS if plain else _KINDS
    return next((title for title, sort in _SORTS if any(map(sort.fullmatch, names))), rest)


def _told(change: Change) -> Mots:
    path = _path(change.path)
    if change.after is None:
        return path, " s'en va"
    kind = _NATURES[change.after.mode]
    other = f" : {kind}" if change.after.mode != "100644" else ""
    if change.was:
        return _path(change.was), " devient ", path, other
    if change.before is None:
        return path, f" arrive{other}"
    if change.before.mode == change.after.mode:
        return path, f" change{other}"
    return path, f" devient {kind}{' et change' if change.before.name != change.after.name else ''}"


def _path(path: str) -> Cite:
    """A path as the report shows it, so that spaces and invisible characters can be seen."""
    return Cite(_BLANKS.sub(lambda found: f"\\u{{{ord(found[0]):X}}}", shown_name(path)))
