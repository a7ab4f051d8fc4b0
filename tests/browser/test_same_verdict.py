"""Ask both judges of the same contributions, the form and the check: they say the same, word for word."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator import exports, pages
from generator.checking import check_as_if
from generator.diagnostics import RULES, veiled
from generator.output import OutputFile
from generator.pages.guides.contributions import contributions as sorts
from generator.pipeline import PROJECT
from generator.protocol import PIECES
from generator.working import schemas_of
from generator.written import written_records
from tests.browser.contributions import PUBLISHED, contributions
from tests.browser.serving import serving
from tests.cases.case_file import lay_base

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from generator.checking import Checked
    from generator.schema import Schemas

DAY = "2026-11-27"
_LEDGER = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
# The rules that no contribution of the form can break by itself, each with the reason.
ELSEWHERE: dict[str, str] = _LEDGER["ailleurs"]
# The differences that are known: they may only become fewer.
KNOWN: dict[str, int] = _LEDGER["ecarts"]
# What the form asks before there is a file to check has no rule of the checker.
_OWN = ""
# In the page: the files that each contribution makes, and what the form says of each.
_JUDGE = """async ([base, sorts, asked, day]) => {
  const { References } = await import(new URL('assets/formulaire/references.js', base));
  const { verdict } = await import(new URL('assets/formulaire/verdict.js', base));
  const references = new References(new URL(base));
  const known = async (experiment) => experiment ? references.protocol(experiment) : null;
  const judged = [];
  for (const drafts of asked) {
    const told = [];
    for (const { code, experiment, given, data, text } of drafts) {
      const { sorte, fichier, dossier, part } = sorts[code];
      told.push({
        kind: sorte, path: fichier, folder: dossier, part, experiment, given, data, text, sent: text,
        pieces: [], beside: new Set(), title: data.titre ?? '', date: String(data.date ?? ''),
        protocol: part ? await known(experiment) : null,
      });
    }
    const found = await verdict(told, references, day);
    judged.push(found.map(({ file, faults }) => [file.path, file.text, faults]));
  }
  return judged;
}"""

Said = tuple[str, str, str, str]  # a rule, a path, the words, the remedy


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What each judge says of a contribution, which is `whole` where each record has the name of a file."""

    form: Counter[Said]
    check: Counter[Said]
    failed: bool
    whole: bool
    misplaced: list[str]

    @property
    def apart(self) -> dict[str, str]:
        """The rules that they do not tell alike: the form misses it, adds it, or puts it otherwise."""
        if not self.whole:
            return {}
        here, there = _by_rule(self.form), _by_rule(self.check)
        return {
            rule: "manque" if not here[rule] else "en trop" if not there[rule] else "autrement"
            for rule in here.keys() | there.keys()
            if here[rule] != there[rule]
        }


def _by_rule(said: Counter[Said]) -> defaultdict[str, list[Said]]:
    found: defaultdict[str, list[Said]] = defaultdict(list)
    for one in sorted(said.elements()):
        if one[0] != _OWN and one[0] not in ELSEWHERE:
            found[one[0]].append(one)
    return found


@pytest.fixture(scope="module")
def schemas() -> Schemas:
    return schemas_of(PROJECT)


@pytest.fixture(scope="module")
def commons(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is published when people contribute."""
    root = tmp_path_factory.mktemp("espace")
    lay_base(root)
    for path, text in PUBLISHED.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def scripts(commons: Path, schemas: Schemas, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the scripts of the form and of what is published, pages without their frame."""
    folder = tmp_path_factory.mktemp("site")
    checked = check_as_if(commons, schemas, {})
    assert checked.diagnostics == ()
    for file in (*pages.assets(checked.commons), *exports.files(checked.index, ())):
        target = folder / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.content)
    records = written_records(commons, checked)
    for made in exports.open_data(checked.index, records, lambda *_: "", raw=lambda _: None, known={}):
        if not isinstance(made, OutputFile) or not made.path.startswith("donnees/fiches/"):
            break
        (folder / made.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / made.path).write_bytes(made.content)
    for page in pages.render(checked.index):
        (folder / page.address.strip("/")).mkdir(parents=True, exist_ok=True)
        (folder / page.address.strip("/") / "index.html").write_text(page.html or "", encoding="utf-8")
    with serving(folder) as address:
        yield f"{address}/"


@pytest.fixture(scope="module")
def verdicts(commons: Path, schemas: Schemas, scripts: str, browser: Browser) -> dict[str, Verdicts]:
    """Both verdicts on each contribution."""
    trees, told = schemas.trees, {one.code: _sort(schemas, one) for one in sorts(schemas)}
    asked = contributions(trees, {code: one["sorte"] for code, one in told.items()})
    page = browser.new_page()
    page.goto(f"{scripts}schemas/acteur.schema.json")
    drafts = [[draft.as_data() for draft in drafts] for drafts in asked.values()]
    judged = page.evaluate(_JUDGE, [scripts, told, drafts, DAY])
    page.close()
    found = {}
    for name, records in zip(asked, judged, strict=True):
        form = Counter(_said(path, fault) for path, _, faults in records for fault in faults)
        whole = all("…" not in path for path, _, _ in records)
        files = {path: text.encode() for path, text, _ in records} if whole else {}
        checked = check_as_if(commons, schemas, files, day=DAY)
        found[name] = Verdicts(
            form,
            _checked(checked),
            failed=not checked.sound,
            whole=whole,
            misplaced=[*_misplaced(checked, records)] if whole else [],
        )
    return found


def _sort(schemas: Schemas, one: Any) -> dict[str, Any]:  # noqa: ANN401 — a sort of contribution
    tree = schemas.trees[one.sorte]
    return {
        "sorte": one.sorte,
        "fichier": tree["x-fichier"],
        "dossier": "",
        "part": one.dans_une_experimentation,
    }


def _said(path: str, fault: dict[str, Any]) -> Said:
    path = fault.get("ailleurs", path)
    return fault["regle"], path, veiled(fault["message"]), veiled(fault["aide"])


def _misplaced(checked: Checked, records: list[Any]) -> Iterator[str]:
    """What the form tells beside another field than the one where the check tells it."""
    documents = {one.path: one for one in checked.sources.documents}
    lines: defaultdict[Said, set[int]] = defaultdict(set)
    for one in checked.diagnostics:
        lines[one.rule, one.place.path, one.message, one.help].add(one.place.line)
    for path, _, faults in records:
        for fault in faults if path in documents else ():
            where, document = tuple(fault["chemin"]), documents[path]
            told = lines.get(_said(path, fault), set())
            if where == ("#texte",):
                right = any(line >= document.body_line or line == 1 for line in told)
            else:
                # What is neither the text nor a field is the file itself: its name, its experiment.
                named = not where or str(where[0]).startswith("#")
                right = named or bool(
                    told & {document.positions.value(where).line, document.positions.key(where).line}
                )
            if told and not right:
                yield f"{fault['regle']} : {where}"


def _checked(checked: Checked) -> Counter[Said]:
    return Counter((one.rule, one.place.path, one.message, one.help) for one in checked.diagnostics)


def test_the_form_says_what_the_check_says(verdicts: dict[str, Verdicts]) -> None:
    assert len(verdicts) >= 400
    shown = {f"{rule} : {how}": name for name, one in verdicts.items() for rule, how in one.apart.items()}
    found = Counter(f"{rule} : {how}" for one in verdicts.values() for rule, how in one.apart.items())
    table = [f'"{key}" = {number}  # {shown[key]}' for key, number in sorted(found.items())]
    assert found == KNOWN, "\n".join(table)


def test_the_form_says_it_beside_the_right_field(verdicts: dict[str, Verdicts]) -> None:
    assert {name: one.misplaced for name, one in verdicts.items() if one.misplaced} == {}


def test_every_piece_of_a_phase_is_asked_in_the_form(scripts: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{scripts}schemas/acteur.schema.json")
    asked = "async (path) => Object.keys((await import(path)).LACKS)"
    found = page.evaluate(asked, f"{scripts}assets/formulaire/demandes.js")
    assert found == [piece.nom for piece in PIECES]
    page.close()


def test_what_passes_in_the_form_passes_the_check(verdicts: dict[str, Verdicts]) -> None:
    passed = [name for name, one in verdicts.items() if not one.form and (one.failed or not one.whole)]
    assert len(passed) == _LEDGER["passent"], passed
    assert sum(one.failed for one in verdicts.values()) > 300
    assert sum(not one.form for one in verdicts.values()) > 30


def test_every_rule_is_told_alike_or_left_to_the_check(verdicts: dict[str, Verdicts]) -> None:
    told = {rule for one in verdicts.values() if one.whole for rule in _by_rule(one.check)}
    pending = {key.partition(" : ")[0] for key in KNOWN}
    assert ELSEWHERE.keys() <= RULES.keys()
    assert RULES.keys() - ELSEWHERE.keys() - told == set()
    assert pending <= told
    assert all(len(reason) > 20 for reason in ELSEWHERE.values())
