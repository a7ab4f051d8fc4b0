"""Write a commons whose every text is a payload: each slot of each schema, each mark of a body."""

from __future__ import annotations

import json
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any

from generator.prose import outline
from tests.cases.case_file import lay_base
from tests.doors.repositories import rewrite
from tests.hostile.payloads import MAIL, PAYLOADS, REMOTE, WEB
from tests.hostile.slots import KINDS, Path, filled, slots
from tests.pictures import picture

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Callable, Mapping, Sequence

ALL = len(PAYLOADS)
_SLOTS = sorted(
    ((kind, path) for kind in KINDS for path in slots(kind)),
    key=lambda one: (one[1] != ("titre",), one[1] != ("resume",)),
)  # the slots that show on most pages first: they share the payloads of a small commons
_ENJEUX: tuple[str, ...] = (
    "depasser-les-tlm",
    "diversifier-les-publics",
    "societe-de-l-engagement",
    "pouvoir-d-agir",
)
_ENJEUX += ("lien-durable", "toutes-les-etapes", "decider-ensemble", "renouer-la-confiance")
# What a body holds, a payload in each place that a mark of the text gives to a word.
_MARKS: Mapping[str, Callable[[str], str]] = {
    "paragraph": lambda words: words,
    "heading": lambda words: f"## {_line(words)}",
    "lower heading": lambda words: f"### {_line(words)}",
    "alternative": lambda words: f'![Un plan {_inside(words)}](plan-vu.png "Un plan")',
    "caption": lambda words: f"![Un plan](plan-vu.png '{_quoted(words)}')",
    "image in a line": lambda words: f"Voir ![le plan {_inside(words)}](plan-vu.png) ici.",
    "link": lambda words: f"[{_inside(words)}](https://exemple.invalid/)",
    "title of a link": lambda words: f"[un lien](https://exemple.invalid/ '{_quoted(words)}')",
    "fence": lambda words: f"~~~~~{_line(words).replace('~', '-')}\n{words}\n~~~~~",
    "code": lambda words: f"Ceci : ```` {_line(words)} ````.",
    "cell": lambda words: f"| {_cell(words)} | b |\n|---|---|\n| {_cell(words)} | d |",
    "item": lambda words: f"- {_line(words)}\n- [ ] {_line(words)}",
    "quote": lambda words: f"> [!NOTE]\n> {_line(words)}",
    "note": lambda words: f"Un mot[^{_label(words)}].\n\n[^{_label(words)}]: {_line(words)}",
    "reference": lambda words: (
        f"[{_inside(words)}][{_label(words)}]\n\n[{_label(words)}]: https://exemple.invalid/"
    ),
    "question": lambda words: f"[chercher](</recherche/?q={_address(words)}>)",
    "address": lambda words: f"[un lien](<https://exemple.invalid/?q={_address(words)}>)",
    "emphasis": lambda words: f"**{_line(words)}** et *{_line(words)}*",
}
_BODIES = 4  # the bodies of so many kinds share the payloads: one program writes them all
_ENTRIES = 4  # of a list: the lists of so many slots share the payloads
_RETIRED = 3  # hypotheses withdrawn by the second revision
_LITERAL = {"alternative", "image in a line", "fence", "code", "link"}


def _line(words: str) -> str:
    return " ".join(words.split())


def _label(words: str) -> str:
    return "vu " + "".join(c for c in _line(words) if c not in "[]\\^")


def _inside(words: str) -> str:
    return _line(words).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def _address(words: str) -> str:
    """Words in a link between `<` and `>`; a backslash or an anchor is refused there."""
    plain = _line(words).replace("\\", "%5C").replace("#", "%23").replace(" ", "+")
    return plain.replace("<", "\\<").replace(">", "\\>")


def _quoted(words: str) -> str:
    return _line(words).replace("\\", "\\\\").replace("'", "\\'")


def _cell(words: str) -> str:
    return _line(words).replace("|", "\\|")


@dataclass(frozen=True, slots=True)
class Hostile:
    """A commons of `records` records of each kind; with `ALL` of them every slot has held every payload."""

    root: pathlib.Path
    records: int = ALL

    def write(self) -> None:
        """The whole commons. The slots of one record take the payloads in turn."""
        lay_base(self.root)
        for rank in range(self.records):
            for kind in KINDS:
                if kind not in {"lexique", "site"} and (kind != "enjeu" or rank < len(_ENJEUX)):
                    self._record(kind, rank)
        site = self._site()
        (self.root / "content/site.yml").write_text(yaml(site), encoding="utf-8")
        (self.root / "content/lexique.yml").write_text(yaml(self._lexicon()), encoding="utf-8")
        (self.root / "content/logo.png").write_bytes(picture("logo.png"))
        # Whoever publishes must have signed the invented example.
        rewrite(
            self.root / "experiments/essai-complet/index.md",
            "Démocratie Ouverte",
            json.dumps(site["editeur"], ensure_ascii=False),
        )

    def titles(self) -> Sequence[str]:
        """The payloads that stand in titles."""
        kinds = [kind for kind in KINDS if kind not in {"lexique", "site", "enjeu", "retrait"}]
        return [self._payload(kind, ("titre",), rank, 0) for kind in kinds for rank in range(self.records)]

    def _record(self, kind: str, rank: int) -> None:
        several, retired = self._entries(()), self._entries(("hypotheses_retirees",))
        for name, place in places(kind, rank):
            second = place.endswith("r2.md")

            def write(path: Path, sort: str, entry: int, *, second: bool = second) -> str:
                entry += retired if second and path[0] == "hypotheses" else 0
                more = (
                    {"enonce": " bis", "titre": " bis"}.get(path[-1], "") if second and len(path) < 3 else ""
                )
                return self._text(kind, path, sort, rank, entry) + (more if path[0] != "dispositifs" else "")

            data = filled(kind, _given(kind, rank, name, several, retired), write, self._entries)
            self._lay(place, data, self._body(kind, rank) if kind != "protocole" or not second else None)

    def _lay(self, place: str, data: dict[str, Any], body: str | None) -> None:
        target = self.root / place
        target.parent.mkdir(parents=True, exist_ok=True)
        if body is None:
            body = (target.parent / "r1.md").read_text(encoding="utf-8").split("\n---\n", 1)[1]
        target.write_text(f"---\n{yaml(data)}---\n{body}", encoding="utf-8")
        plan = target.parent / "plan-vu.png"
        if "plan-vu.png" in body and not plan.exists():
            plan.write_bytes(picture(plan.name))

    def _site(self) -> dict[str, Any]:
        every = list(PAYLOADS)
        return {
            "nom": _packed(every, 200),
            "url": "https://essai.invalid/",
            "description": _packed(every, 2000),
            "editeur": _packed(every[::-1], 200),
            "contact": MAIL[0],
            "adresses_publiques": [*MAIL],
            "depot": "https://exemple.invalid/vu/%27onclick%22%3Cscript%3E__vu",
            "forge": "github",
            "branche": "main",
            "regles_depuis": "2026-12-01",
            "vocabulaire": {"labo": "l'onclick (script) D1, H2 - 1. x"},
            "logo": {"fichier": "logo.png", "alternative": _packed(every, 200)},
        }

    def _lexicon(self) -> dict[str, Any]:
        """The payloads as words and in acronyms; what is beside tells each from the others."""
        told = [f"{one[:40]} x{rank}" for rank, one in enumerate(PAYLOADS)]
        return {
            "groupes": [
                {"mots": [word, f"sens{rank}"], "autres": [f"autre{rank} {word}"[:60]]}
                for rank, word in enumerate(told[::3])
            ],
            "sigles": [
                {"sigle": f"S{rank} {one[:9]}", "sens": [f"long{rank} {one[:40]}"]}
                for rank, one in enumerate(PAYLOADS[1::3])
            ],
        }

    def _entries(self, path: Path) -> int:
        if path == ("dispositifs", "etapes"):
            return 2
        several = min(ceil(ALL / self.records), _ENTRIES)
        retired = min(_RETIRED, several)
        if path == ("hypotheses_retirees",):
            return retired
        more: dict[Path, int] = {
            ("verdicts",): retired,
            ("changements",): retired + 1,
        }  # what was withdrawn is judged, and explained
        return several + more.get(path, 0)

    def _payload(self, kind: str, path: Path, rank: int, entry: int) -> str:
        turn = _SLOTS.index((kind, path)) * self.records
        return PAYLOADS[(turn + rank + entry * self.records) % ALL]

    def _text(self, kind: str, path: Path, sort: str, rank: int, entry: int) -> str:
        if sort == "web":
            return WEB[(rank + entry + _SLOTS.index((kind, path))) % len(WEB)]
        payload = self._payload(kind, path, rank, entry)
        if path[-1] == "titre" and len(path) == 1:
            return f"{payload} {kind} {rank}"  # two records may not bear the same title
        return f"{payload} et le reste d'une phrase ordinaire" if path[-1] == "resume" else payload

    def _body(self, kind: str, rank: int) -> str:
        parts = []
        for turn, (name, mark) in enumerate(_MARKS.items()):
            start = (KINDS.index(kind) * _BODIES + turn) * self.records + rank
            for entry in range(ceil(ALL / self.records / _BODIES)):
                payload = PAYLOADS[(start + entry * self.records) % ALL]
                if payload == REMOTE and name not in _LITERAL:
                    continue
                parts.append(f"<!-- {name} -->\n\n{mark(payload)}" if not entry else mark(payload))
        text = "\n\n".join(parts) + "\n\n"
        # The checker and the links of the built site must agree on where each title is.
        links = (f"[titre {n}](<#{heading.id}>)" for n, heading in enumerate(outline(text).headings))
        return text + " ".join(links) + "\n"


def yaml(data: dict[str, Any]) -> str:
    """Front matter, a field on each line; what is a text stands between quotes."""
    return "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in data.items())


def _packed(payloads: Sequence[str], room: int) -> str:
    held = ""
    for payload in payloads:
        if len(held) + len(payload) < room:
            held += f"{_line(payload)} "
    return held.strip()


def places(kind: str, rank: int) -> list[tuple[str, str]]:
    """The files of one record, `{name, path}`."""
    name = f"vu-{kind}-{rank}" if (kind, rank) != ("page", 1) else "accessibilite"  # a page that we complete
    part = f"experiments/vu-experimentation-{rank}"
    return {
        "outil": [(name, f"toolbox/{name}.md")],
        "experimentation": [(name, f"{part}/index.md")],
        "protocole": [("r1", f"{part}/protocole/r1.md"), ("r2", f"{part}/protocole/r2.md")],
        "journal": [(name, f"{part}/journal/2025-05-02-{name}.md")],
        "evaluation": [(name, f"{part}/evaluation.md")],
        "page": [(name, f"content/{name}.md")],
        "enjeu": [(name, f"content/enjeux/{_ENJEUX[rank % len(_ENJEUX)]}.md")],
        "retrait": [(name, f"content/retraits/{name}.md")],
    }.get(kind, [(name, f"content/{kind}s/{name}.md")])


def _given(kind: str, rank: int, name: str, several: int, retired: int) -> dict[Path, Any]:
    """What stands where nobody writes freely."""
    outil, acteur, essai = f"vu-outil-{rank}", f"vu-acteur-{rank}", f"vu-experimentation-{rank}"
    lieu = f"vu-territoire-{rank}"

    def sourced(entry: int) -> str:
        """The address of a source of the record, as it is written there."""
        return WEB[(rank + entry + _SLOTS.index((kind, ("sources", "url")))) % len(WEB)]

    common: dict[Path, Any] = {
        ("licence",): "CC-BY-SA-4.0",
        ("enjeux",): [_ENJEUX[rank % 8], _ENJEUX[(rank + 3) % 8]],
        ("territoire",): lieu,
        ("outils",): [outil],
        ("publie_le",): "2025-03-01",
        ("sources", "consulte_le"): "2025-03-01",
        ("constats", "sens"): "defavorable",
        ("couts", "montant"): 12,
        ("image", "fichier"): "plan-vu.png",
        **{(field, "source"): sourced for field in ("constats", "couts", "suites")},
    }
    second = name == "r2"
    own: dict[str, dict[Path, Any]] = {
        "acteur": {("reference",): True},
        "enjeu": {("numero",): rank + 1, ("couleur",): f"#33508{rank + 1}" if rank < 8 else ""},
        "evenement": {("debut",): "2026-02-08", ("fin",): "2026-02-09", ("experimentation",): essai},
        "evaluation": {
            ("date",): "2026-06-15",
            ("verdicts", "hypothese"): lambda entry: f"H{entry + 1}",
        },
        "experimentation": {
            ("statut",): "abandonnee",
            ("territoires",): [lieu],
            ("collectivites",): [{"territoire": lieu}],
            ("appels", "ouvert_le"): "2025-02",
            ("appels", "clos_le"): "2025-04-05",
            ("rencontre_amont", "date"): "2025-01",
            ("accord", "date"): "2025-01",
            ("convention", "date"): "2025-01",
            ("debut",): "2025-02",
            ("fin",): "2026-06",
            ("equipe", "acteur"): lambda entry: None if entry % 2 else acteur,
            ("participants", "nombre"): 12,
        },
        "journal": {
            ("date",): "2025-05-02",
            ("dispositifs",): ["D1"],
            ("participants",): 12,
            ("citoyens",): True,
        },
        "outil": {("issu_de",): essai},
        "page": {},
        "protocole": {
            ("date",): "2025-04-01" if second else "2025-03-01",
            ("etat",): "publiee",
            ("motifs",): ["contexte"] if second else None,
            ("hypotheses", "id"): lambda entry: f"H{entry + 1 + (retired if second else 0)}",
            ("dispositifs", "id"): lambda entry: f"D{entry + 1}",
            ("dispositifs", "outil"): outil,
            ("dispositifs", "hypotheses"): None,
            ("dispositifs", "etapes", "id"): lambda entry: f"E{entry + 1}",
            ("changements", "quoi"): lambda entry: f"H{entry + 1}" if entry < several + retired else "texte",
            ("hypotheses_retirees", "id"): lambda entry: f"H{entry + 1}",
            ("errata", "date"): "2025-06-01",
        },
        "retrait": {
            ("adresses",): [f"/boite-a-outils/vu-retire-{rank}/"],
            ("vers",): "/boite-a-outils/",
            ("date",): "2025-06-01",
        },
        "territoire": {("niveau",): "lieu-fictif", ("population",): 1200},
    }
    if kind == "protocole" and not second:
        own[kind] |= {("changements",): None, ("hypotheses_retirees",): None}
    return common | own.get(kind, {})
