"""The rules a commons is held to, read from `regles/*.toml`: add a rule there, with its two examples."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Literal

from generator.frozen import Frozen

Severity = Literal["error", "warning"]

_FOLDER = Path(__file__).parent / "regles"
_SEVERITIES: dict[str, Severity] = {"erreur": "error", "avertissement": "warning"}


class Rule(Frozen):
    """One rule: what it asks, why, what to do, an example of each side. All texts are French and plain."""

    name: str
    severity: Severity
    summary: str
    why: str
    remedy: str
    wrong: str
    right: str


class Family(Frozen):
    """The rules met while doing one thing: one section of the public page of rules, in its `order`."""

    name: str
    order: int
    title: str
    introduction: str
    rules: tuple[Rule, ...]


def _read(path: Path) -> Family:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    rules = tuple(
        Rule(
            name=name,
            severity=_SEVERITIES[entry["gravite"]],
            summary=entry["resume"].strip(),
            why=entry["pourquoi"].strip(),
            remedy=entry["que_faire"].strip(),
            wrong=entry["faux"].rstrip(),
            right=entry["juste"].rstrip(),
        )
        for name, entry in data["regles"].items()
    )
    return Family(
        name=path.stem,
        order=data["ordre"],
        title=data["titre"],
        introduction=data["introduction"].strip(),
        rules=rules,
    )


FAMILIES: tuple[Family, ...] = tuple(
    sorted(map(_read, _FOLDER.glob("*.toml")), key=lambda family: family.order)
)
RULES: dict[str, Rule] = {rule.name: rule for family in FAMILIES for rule in family.rules}
