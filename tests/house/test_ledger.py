"""Hold the ledger to the revisions it tells, the evidence to what was real, the table to any spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import pages
from generator.exports.hypotheses import hypotheses
from generator.exports.spreadsheet import harmless
from generator.frozen import replace
from generator.index import index_of
from generator.model import Dispositif, Hypothese, Protocole
from generator.model.parts import Changement, HypotheseRetiree
from generator.pipeline import check
from generator.protocol import LEDGER_COLUMNS, LocatedHypothesis, gathered, ledger, ledgers, tools_tried, uses
from tests.cases.case_file import lay_base
from tests.house.lives import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from generator.checking import Checked
    from generator.index import Index
    from generator.model import Commons

HOME = "essai-complet"
TOOL = "cercle-d-essai"
INDEX = """---
titre: {titre}
resume: Une expérimentation écrite pour éprouver les pages.
cadre: {cadre}
statut: bilan
enjeux: [lien-durable]
territoires: [commune-68224]
licence: CC-BY-SA-4.0
---
"""
REVISION = """---
date: {date}
etat: publiee
{motifs}hypotheses:
  - {{id: H1, enonce: "{enonce}"}}
dispositifs:
  - {{id: D1, titre: Le cercle, outil: cercle-d-essai, hypotheses: [H1], public: "{public}"}}
{changements}licence: CC-BY-SA-4.0
---
"""
EVALUATION = """---
date: 2024-01-{day}
verdicts: [{{hypothese: H1, verdict: {verdict}}}]
impact: [{{indicateur: présents}}]
enseignements: ["{lesson}"]
na_pas_marche: [{{constat: "{failure}", cause: juridique}}]
licence: CC-BY-SA-4.0
---
"""


@pytest.fixture(scope="module")
def base_index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    root = tmp_path_factory.mktemp("base")
    lay_base(root)
    return check(root).index


@pytest.fixture(scope="module")
def base(base_index: Index) -> Commons:
    return base_index.commons


def with_revisions(base: Commons, revisions: Sequence[Protocole]) -> Commons:
    return replace(base, protocoles=tuple(revisions), _revisions={HOME: tuple(revisions)})


def revision(
    number: int,
    *hypotheses: Hypothese,
    devices: tuple[Dispositif, ...] = (),
    reasons: dict[str, str] | None = None,
    retired: dict[str, str] | None = None,
    etat: str = "publiee",
) -> Protocole:
    return Protocole(
        id=f"{HOME}/r{number}",
        chemin=f"experiments/{HOME}/protocole/r{number}.md",
        corps="",
        ligne_corps=1,
        experimentation=HOME,
        numero=number,
        date=f"2026-02-{9 + number:02}",
        etat=etat,
        hypotheses=hypotheses,
        dispositifs=devices,
        changements=tuple(Changement(quoi=key, pourquoi=why) for key, why in (reasons or {}).items()),
        hypotheses_retirees=tuple(
            HypotheseRetiree(id=key, motif=why) for key, why in (retired or {}).items()
        ),
    )


# --- the life of a hypothesis -------------------------------------------------------------------


def test_a_life_is_told_from_its_coming_to_its_return(base: Commons) -> None:
    one, other = Hypothese(id="H1", enonce="une"), Hypothese(id="H2", enonce="autre", seuil=40)
    reworded = Hypothese(id="H2", enonce="autre", seuil=50)
    commons = with_revisions(
        base,
        [
            revision(1, one, other),
            revision(2, other, one),  # moved only: no episode
            revision(3, one, reworded, reasons={"H2": "trop facile"}),
            revision(4, one, reasons={"H2": "plus personne"}, retired={"H2": "impossible"}),
            revision(5, one, other, reasons={"H2": "possible à nouveau"}),
            revision(6, one, etat="brouillon"),
        ],
    )
    first, second = ledger(commons, HOME)
    assert [one.genre for one in first.episodes] == ["entree"]
    assert [(one.genre, one.revision, one.date, one.champs, one.raisons) for one in second.episodes] == [
        ("entree", 1, "2026-02-10", (), ()),
        ("reformulation", 3, "2026-02-12", ("seuil",), ("trop facile",)),
        ("retrait", 4, "2026-02-13", (), ("impossible", "plus personne")),
        ("retour", 5, "2026-02-14", ("seuil",), ("possible à nouveau",)),
    ]
    assert second.hypothese == other
    assert second.retrait is None
    assert [one.revision for one in second.reformulations] == [3, 5]
    assert (first.verdict, second.verdict, second.evaluee_le) == ("confirmee", None, "2026-06-15")


def test_a_withdrawal_stands_until_a_return(base: Commons) -> None:
    one = Hypothese(id="H1", enonce="une")
    (line,) = ledger(with_revisions(base, [revision(1, one), revision(2)]), HOME)
    assert line.retrait is not None
    assert line.retrait.raisons == ()


def test_numbers_are_sorted_as_numbers(base: Commons) -> None:
    many = [Hypothese(id=f"H{number}", enonce="x") for number in (10, 2, 1)]
    assert [line.id for line in ledger(with_revisions(base, [revision(1, *many)]), HOME)] == [
        "H1",
        "H2",
        "H10",
    ]


WORDS = st.sampled_from(("a", "b", "40", "40.0"))
HYPOTHESES = st.lists(
    st.builds(
        Hypothese,
        id=st.sampled_from(("H1", "H2", "H3")),
        enonce=WORDS,
        seuil=st.sampled_from((40, 40.0, None)),
    ),
    unique_by=lambda one: one.id,
    max_size=3,
)


@given(st.lists(HYPOTHESES, min_size=1, max_size=6))
def test_every_revision_can_be_told_from_the_ledger(base: Commons, held: list[list[Hypothese]]) -> None:
    """What each revision held is what the last episodes until then say: nothing is lost, nothing invented."""
    revisions = [revision(number, *hypotheses) for number, hypotheses in enumerate(held, 1)]
    lines = ledger(with_revisions(base, revisions), HOME)
    for one in revisions:
        told = {}
        for line in lines:
            until = [episode for episode in line.episodes if episode.revision <= one.numero]
            if until and until[-1].apres is not None:
                told[line.id] = repr(until[-1].apres)
        assert told == {hypothesis.id: repr(hypothesis) for hypothesis in one.hypotheses}
    assert all(line.episodes[0].genre == "entree" for line in lines)


def test_notes_tell_of_the_protocol_then_in_force(base: Commons) -> None:
    """The note of 2 March names D1: it is about H2 only if D1 tested it on that day."""
    one, two = Hypothese(id="H1", enonce="une"), Hypothese(id="H2", enonce="deux")
    early = Dispositif(id="D1", titre="x", outil=TOOL, hypotheses=("H1", "H2"))
    late = Dispositif(id="D1", titre="x", outil=TOOL, hypotheses=("H1",))
    for order, expected in ((early, late), ["H1"]), ((late, early), ["H1", "H2"]):
        made = [revision(1, one, two, devices=(order[0],)), revision(2, one, two, devices=(order[1],))]
        lines = ledger(with_revisions(base, made), HOME)
        assert [line.id for line in lines if line.journaux] == expected
        assert [len(line.essais) for line in lines] == [1, 1]


def test_the_page_says_what_is_not_documented(tmp_path: Path) -> None:
    """A card says when, in which revision, and that a reason or a verdict is missing."""
    found, _ = made_with(tmp_path)
    one = Hypothese(id="H1", enonce="une", seuil=1)
    made = [
        revision(1, one, Hypothese(id="H2", enonce="deux")),
        revision(2, Hypothese(id="H1", enonce="une", seuil=2)),
    ]
    commons = with_revisions(found.commons, made)
    rendered = pages.render(index_of(commons, found.graph, found.schemas))
    page = next(one.html or "" for one in rendered if one.address == f"/experimentations/{HOME}/")
    first, second = (
        plain(f"<{part}") for part in page.partition("</ul>")[2].split('class="hypothese" id="')[1:]
    )
    assert "Confirmée" in first
    assert "Posée , 10 février 2026 , révision 1 Reformulée , 11 février 2026 , révision 2" in first
    assert "Seuil, avant 1 Après 2 Pourquoi : non documenté" in first
    assert "L'évaluation n'en dit rien Retirée du protocole" in second.replace("’", "'")
    assert "Retirée , 11 février 2026 , révision 2 Pourquoi : non documenté" in second
    assert first.count("non documenté") == 1  # the first revision owes no reason


# --- evidence -----------------------------------------------------------------------------------


def experiment(root: Path, name: str, cadre: str, verdict: str | None, public: str = "passants") -> None:
    """An experiment that tested the base's tool, revised once, judged if `verdict`."""
    home = root / "experiments" / name
    (home / "protocole").mkdir(parents=True)
    (home / "index.md").write_text(INDEX.format(titre=f"Essai {name}", cadre=cadre), encoding="utf-8")
    words = f"Hypothèse de {name}."
    first = REVISION.format(date="2023-01-01", motifs="", enonce=words, public="tous", changements="")
    second = REVISION.format(
        date="2023-02-01",
        motifs="motifs: [resultats]\n",
        enonce=words,
        public=public,
        changements=f'changements: [{{quoi: D1, pourquoi: "Raison de {name}."}}]\n',
    )
    (home / "protocole/r1.md").write_text(first, encoding="utf-8")
    (home / "protocole/r2.md").write_text(second, encoding="utf-8")
    if verdict:
        text = EVALUATION.format(
            day="15", verdict=verdict, lesson=f"Leçon de {name}.", failure=f"Échec de {name}."
        )
        (home / "evaluation.md").write_text(text, encoding="utf-8")


def made_with(root: Path, *experiments: tuple[str, str, str | None]) -> tuple[Checked, dict[str, str]]:
    lay_base(root)
    for name, cadre, verdict in experiments:
        experiment(root, name, cadre, verdict)
    found = check(root)
    assert [fault.message for fault in found.diagnostics if found.diagnostics] == []
    rendered = pages.render(found.index)
    return found, {page.address: page.html or "" for page in rendered}


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\u00a0", " ").replace("\u202f", " ").split())


def test_a_contradiction_needs_one_of_each(tmp_path: Path) -> None:
    found, _ = made_with(tmp_path, ("a", "comparable", "confirmee"), ("b", "comparable", "infirmee"))
    known = ledgers(found.commons)
    usages = uses(found.commons, known, TOOL, experiment_ids=["a", "b", "essai-complet", "inconnue"])
    assert [usage.experimentation.id for usage in usages] == ["a", "b", "essai-complet"]
    both = [LocatedHypothesis(usage.experimentation, line) for usage in usages for line in usage.lignes]
    assert gathered(both[:2], VERDICTS).contradictoire
    assert not gathered(both[:1], VERDICTS).contradictoire
    assert not gathered([], VERDICTS).contradictoire


def test_a_tool_tells_real_and_invented_evidence_apart(tmp_path: Path) -> None:
    """The base's own trial is invented and confirms: alone it proves nothing, and contradicts nobody."""
    _, made = made_with(tmp_path, ("reel", "comparable", "infirmee"))
    page = made[f"/boite-a-outils/{TOOL}/"]
    assert "Essayé dans 1 expérimentation réelle" in plain(page)
    assert "1 résultat sur cet outil, dont 1 mesuré." in plain(page)
    assert "Un exemple inventé ne prouve rien." in plain(page)
    assert "Verdicts contradictoires" not in page
    real, _, invented = page.partition('id="Exemples"')
    assert "Hypothèse de reel." in real
    assert "S’asseoir en rond" in invented
    assert "S’asseoir en rond" not in real.partition('id="Preuves"')[2]


def test_contradictions_are_said_with_where_they_are(tmp_path: Path) -> None:
    _, made = made_with(tmp_path, ("a", "comparable", "confirmee"), ("b", "reseau", "infirmee"))
    for address in (f"/boite-a-outils/{TOOL}/", "/enjeux/lien-durable/"):
        banner = made[address].partition("Verdicts contradictoires")[2].partition("</ul>")[0]
        assert banner.index('href="/experimentations/a/#H1"') < banner.index('href="/experimentations/b/#H1"')
    assert "Verdicts contradictoires" not in made["/enjeux/decider-ensemble/"]


def test_a_tool_tells_how_it_was_adapted(tmp_path: Path) -> None:
    _, made = made_with(tmp_path, ("reel", "comparable", None))
    told = plain(made[f"/boite-a-outils/{TOOL}/"])
    assert "Pas encore de verdict" in told
    assert "Public passants" in told
    assert "Modifié, 1 er février 2023 , révision 2 (public) Pourquoi : Raison de reel." in told


def test_links_to_hypotheses_lead_to_the_ledger(tmp_path: Path) -> None:
    _, made = made_with(tmp_path, ("a", "comparable", "confirmee"))
    linked = {
        (address, anchor)
        for page in made.values()
        for address, anchor in re.findall(
            r'href="(/experimentations/[^"#]+/)#((?:H|Echec-|Enseignement-)[0-9]+)"', page
        )
    }
    assert {("/experimentations/a/", "H1"), ("/experimentations/a/evaluation/", "Echec-1")} <= linked
    assert [(where, anchor) for where, anchor in sorted(linked) if f'id="{anchor}"' not in made[where]] == []


# --- what did not work --------------------------------------------------------------------------


def test_lessons_of_invented_examples_alone_say_so(tmp_path: Path) -> None:
    _, made = made_with(tmp_path)
    index = plain(made["/enseignements/"])
    assert "Aucun constat réel n'est encore publié" in index.replace("’", "'")
    assert "Dans des exemples inventés : 2 constats inventés" in index
    assert [one for one in made if one.startswith("/enseignements/")] == [
        "/enseignements/",
        "/enseignements/moyens/",
        "/enseignements/confirmee/",
    ]
    cause = plain(made["/enseignements/moyens/"])
    assert "Aucun constat réel" in cause
    assert "Exemple inventé" in cause
    assert "Aucune hypothèse d’une expérimentation réelle" in plain(made["/enseignements/confirmee/"])


def test_real_records_teach_before_invented_ones(tmp_path: Path) -> None:
    _, made = made_with(tmp_path, ("reel", "comparable", "infirmee"))
    index = plain(made["/enseignements/"])
    assert "2 constats tirés de 1 fiche" in index
    assert index.index("Échec de reel.") < index.index("Dans des exemples inventés")
    assert "reel, H1" not in made["/enseignements/confirmee/"]
    assert 'href="/experimentations/reel/#H1"' in made["/enseignements/infirmee/"]
    assert "1 constat" in plain(made["/enseignements/defavorable/"])


def test_without_evaluation_the_page_says_so(tmp_path: Path) -> None:
    lay_base(tmp_path)
    home = tmp_path / "experiments" / HOME
    (home / "evaluation.md").unlink()
    text = (home / "index.md").read_text(encoding="utf-8")
    (home / "index.md").write_text(text.replace("statut: terminee", "statut: bilan"), encoding="utf-8")
    found = check(tmp_path)
    made = {page.address: page.html or "" for page in pages.render(found.index)}
    assert "Aucun constat réel n’est encore publié." in plain(made["/enseignements/"])
    assert [one for one in made if one.startswith("/enseignements/")] == ["/enseignements/"]
    assert "Pas encore de verdict" in made[f"/experimentations/{HOME}/"]


def test_every_finding_is_under_its_cause_its_enjeu_and_its_tool(tmp_path: Path) -> None:
    names = [f"essai-{number}" for number in range(9)]
    found, made = made_with(tmp_path, *((name, "comparable", "partielle") for name in names))
    assert "Aucun constat réel" not in made["/enseignements/"]
    enjeu = "".join(html for where, html in made.items() if where.startswith("/enjeux/lien-durable/"))
    assert "9 constats" in made["/enseignements/juridique/"]
    for name in names:
        assert f"Échec de {name}." in made["/enseignements/juridique/"]
        for shown in (enjeu, made[f"/boite-a-outils/{TOOL}/"]):
            assert f"Échec de {name}." in shown
            assert f"Leçon de {name}." in shown
    assert "Exemple inventé" not in made["/enseignements/juridique/"]
    item = next(one for one in found.commons.experimentations if one.id == names[0])
    assert tools_tried(found.commons, item) == (TOOL,)


def test_real_findings_come_before_invented_ones(tmp_path: Path) -> None:
    _, made = made_with(tmp_path, ("reel", "comparable", "partielle"))  # evaluated before the invented one
    lessons = made["/enseignements/"].partition('id="Enseignements"')[2]
    assert lessons.index("Leçon de reel.") < lessons.index("Le rond aide.")


# --- the table ----------------------------------------------------------------------------------


def table(index: Index) -> list[list[str]]:
    file = hypotheses(index)
    assert file.content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(file.content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_the_table_tells_the_ledger(tmp_path: Path) -> None:
    found, made = made_with(tmp_path, ("b", "comparable", "infirmee"), ("a", "reseau", None))
    head, *rows = table(found.index)
    assert head == [column.nom for column in LEDGER_COLUMNS]
    assert len(set(head)) == len(head)
    told = [dict(zip(head, row, strict=True)) for row in rows]
    assert [(row["experimentation"], row["hypothese"]) for row in told] == [
        ("a", "H1"),
        ("b", "H1"),
        (HOME, "H1"),
    ]
    assert [row["demonstration"] for row in told] == ["non", "non", "oui"]
    assert [row["verdict"] for row in told] == ["", "infirmee", "confirmee"]
    assert told[1]["adresse"].endswith("/experimentations/b/#H1")
    assert told[1]["territoires"] == "commune-68224"
    assert told[1]["outils"] == TOOL
    page = plain(made["/donnees/"])
    assert [name for name in head if name not in page] == []


def test_the_table_tells_each_change(base_index: Index) -> None:
    one, other = Hypothese(id="H1", enonce="=une"), Hypothese(id="H1", enonce="deux\nlignes ; « et »")
    made = [
        revision(1, one),
        revision(2, other, reasons={"H1": '"mieux"'}),
        revision(3, retired={"H1": "-fini"}),
        revision(4, other, reasons={"H1": "encore"}),
    ]
    commons = with_revisions(base_index.commons, made)
    head, row = table(index_of(commons, base_index.graph, base_index.schemas))
    told = dict(zip(head, row, strict=True))
    expected = {
        "enonce": "deux\nlignes ; « et »",
        "entree_revision": "r1",
        "reformulations": "1",
        "derniere_reformulation_revision": "r2",
        "derniere_reformulation_motif": '"mieux"',
        "retiree_le": "2026-02-12",
        "motif_retrait": "'-fini",
        "reprise_le": "2026-02-13",
    }
    assert {name: told[name] for name in expected} == expected


@given(
    st.text(max_size=20)
    | st.text("=+-@＝＋－＠,;\t\r\n \"'1a", max_size=20)
    | st.from_regex(r"\s*[=+\-@＝＋－＠\t\r\n].*", fullmatch=True)
)
def test_no_cell_is_a_formula(cell: str) -> None:
    """Nor what another spreadsheet would take for one, where it cuts."""
    written = harmless(cell)
    assert not re.match(r"[\t\r\n]", written)
    assert [part for part in re.split("[,;\t\r\n]", written) if re.match(r"\s*[=+\-@＝＋－＠]", part)] == []
    assert written.replace("'", "") == cell.replace("'", "")
