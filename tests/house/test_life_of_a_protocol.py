"""Hold the pages of experiments, protocols and differences to what they promise, on small histories."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from generator import pages
from generator.model import Experimentation, Ref
from generator.pages.experiment.documentation_gaps import gaps_of, progress_of
from generator.pages.experiment.phase_track import phase_track
from generator.pages.experiment.timeline import RevisionMilestone, timeline_of
from generator.pages.frame.atlas import Atlas
from generator.pages.frame.charting import chart
from generator.pipeline import check
from generator.typography import typeset_text
from tests.cases.case_file import lay_base

if TYPE_CHECKING:
    from pathlib import Path

    from generator.pages.frame.atlas import Atlas

HOSTILE = '<b onclick="alert(1)">&lt;i&gt;</b>"\'{{ 7*7 }}'
QUOTED = HOSTILE.replace("'", "''")


def record(root: Path, path: str, front: str, body: str = "") -> None:
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(f"---\n{front.strip()}\nlicence: CC-BY-SA-4.0\n---\n{body}", encoding="utf-8")


def revision(root: Path, number: int, date: str, front: str, body: str = "") -> None:
    record(root, f"experiments/essai/protocole/r{number}.md", f"date: {date}\netat: publiee\n{front}", body)


def day(root: Path, date: str, title: str) -> None:
    record(root, f"experiments/essai/journal/{date}-jour.md", f"date: {date}\ntitre: {title}")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    lay_base(tmp_path)
    record(
        tmp_path,
        "experiments/essai/index.md",
        "titre: Essai\nresume: Une expérimentation inventée pour cet essai.\ncadre: reseau\n"
        "statut: mise-en-oeuvre\nenjeux: [lien-durable]\ndebut: 2024-03",
    )
    return tmp_path


@pytest.fixture
def history(root: Path) -> Path:
    """Three revisions and three days of fieldwork; the third revision undoes the order of the devices."""
    devices = ["{id: D1, titre: Cercle}", "{id: D2, titre: Marche}"]
    revision(
        root,
        1,
        "2024-03-01",
        'hypotheses: [{id: H1, enonce: "Dix voisins viennent.", seuil: 10}, {id: H2, enonce: Rien.}]\n'
        f"dispositifs: [{', '.join(devices)}]",
        "## Compter\n\nÀ la main.\n\nPuis on range.\n",
    )
    revision(
        root,
        2,
        "2024-03-05",
        'hypotheses: [{id: H1, enonce: "Douze voisins viennent.", seuil: 10}]\n'
        f"dispositifs: [{', '.join(devices)}]\n"
        "hypotheses_retirees: [{id: H2, motif: Rien à voir.}]\n"
        "changements: [{quoi: H1, pourquoi: Ils étaient douze.}, {quoi: H2, pourquoi: Vide.}]",
        "## Compter\n\nÀ la main.\n\nPuis on range.\n",
    )
    revision(
        root,
        3,
        "2024-04-01",
        'hypotheses: [{id: H1, enonce: "Douze voisins viennent.", seuil: 12}]\n'
        f"dispositifs: [{', '.join(reversed(devices))}]\n"
        "changements: [{quoi: H1, pourquoi: Le seuil suit.}, {quoi: D2, pourquoi: On marche avant.}, "
        "{quoi: texte, pourquoi: On ne range plus.}]",
        "## Compter\n\nÀ la main.\n",
    )
    for date, title in (("2024-03-03", "Premier"), ("2024-03-04", "Deuxième"), ("2024-05-01", "Troisième")):
        day(root, date, title)
    return root


def made(root: Path) -> dict[str, str]:
    """The HTML of every page, by address; none of the files is left out."""
    found = check(root)
    assert found.commons.broken == frozenset()
    return {page.address: page.html or "" for page in pages.render(found.index)}


def charted(root: Path) -> tuple[Atlas, Experimentation]:
    found = check(root)
    assert found.commons.broken == frozenset()
    item = found.commons.get(Ref("experimentation", "essai"))
    assert isinstance(item, Experimentation)
    return chart(found.index), item


def words(html: str) -> str:
    """What a screen reader says: all the text, blanks folded."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


# --- differences --------------------------------------------------------------------------------


def test_every_pair_has_its_page_and_every_page_leads_there(history: Path) -> None:
    site = made(history)
    where = "/experimentations/essai/protocole/"
    assert {f"{where}r1-r2/", f"{where}r1-r3/", f"{where}r2-r3/"} <= site.keys()
    assert re.findall(r'href="[^"]*/(r[12]-r[23])/"', site[f"{where}r2/"].split("Comparer avec")[1])[:2] == [
        "r1-r2",
        "r2-r3",
    ]
    for pair in ("r1-r2", "r1-r3", "r2-r3"):
        page = site[f"{where}{pair}/"]
        for other in {"r1-r2", "r1-r3", "r2-r3"} - {pair}:
            assert f'href="{where}{other}/"' in page
        assert "data-fiche=" not in page


def test_a_change_stands_beside_its_reason(history: Path) -> None:
    page = made(history)["/experimentations/essai/protocole/r1-r2/"]
    change = page.split('id="H1"')[1].split('class="modif"')[0]
    assert "<del>" in change
    assert "[retiré : Dix ]" in words(change)
    assert "[ajouté : Douze ]" in words(change)
    assert "Ils étaient douze." in change
    assert "(révision 2)" not in words(change)
    assert "raison non documentée" not in page


def test_between_distant_revisions_each_reason_names_its_own(history: Path) -> None:
    page = words(made(history)["/experimentations/essai/protocole/r1-r3/"])
    assert "Ils étaient douze. ( révision 2 )" in page
    assert "Le seuil suit. ( révision 3 )" in page


def test_a_change_without_a_reason_says_so(root: Path) -> None:
    revision(root, 1, "2024-03-01", "hypotheses: [{id: H1, enonce: Avant.}]")
    revision(root, 2, "2024-03-02", "hypotheses: [{id: H1, enonce: Après.}]")
    page = made(root)["/experimentations/essai/protocole/r1-r2/"]
    assert "raison non documentée" in page.split('id="H1"')[1]


def test_a_new_title_has_the_reason_of_the_text(root: Path) -> None:
    revision(root, 1, "2024-03-01", "titre: Le protocole des chaises")
    changes = "changements: [{quoi: texte, pourquoi: Plus de chaises.}]"
    revision(root, 2, "2024-03-02", f"titre: Le protocole des bancs\n{changes}")
    page = made(root)["/experimentations/essai/protocole/r1-r2/"]
    assert "Plus de chaises." in page.split('id="Fiche"')[1].split("</section>")[0]


def test_the_order_of_a_list_is_a_change_one_sees(root: Path) -> None:
    for number, ids in ((1, "H1, H2"), (2, "H2, H1")):
        revision(
            root,
            number,
            f"2024-03-0{number}",
            "hypotheses: [{id: H1, enonce: Un.}, {id: H2, enonce: Deux.}]\n"
            f"dispositifs: [{{id: D1, titre: Cercle, hypotheses: [{ids}]}}]\n"
            + "changements: [{quoi: D1, pourquoi: Parce que.}]"
            * (number > 1),
        )
    page = words(made(root)["/experimentations/essai/protocole/r1-r2/"])
    assert "[retiré : H1, H2 ] [ajouté : H2, H1 ]" in page


def test_what_does_not_change_is_named_or_folded(history: Path) -> None:
    site = made(history)
    assert "Inchangés : D1, D2." in words(site["/experimentations/essai/protocole/r1-r2/"])
    assert "Le texte ne change pas." in site["/experimentations/essai/protocole/r1-r2/"]
    page = site["/experimentations/essai/protocole/r2-r3/"]
    folded = page.split("<details")[1].split("</details>")[0]
    assert "2 paragraphes inchangés" in words(folded)
    assert "Compter À la main." in words(folded)
    assert "[retiré : Puis on range. ]" in words(page)


class _Tags(HTMLParser):
    """The elements of a page, and those that hold an attribute of a script."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.scripted: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.scripted += [name for name, _ in attrs if name.startswith("on")]


def test_nothing_that_a_contributor_writes_is_an_element(root: Path) -> None:
    bad = f"'{QUOTED}'"
    for number, more in ((1, ""), (2, "!")):
        text = f"'{QUOTED}{more}'"
        reasons = ", ".join(f"{{quoi: {what}, pourquoi: {bad}}}" for what in ("H1", "H2", "D1", "texte"))
        revision(
            root,
            number,
            f"2024-03-0{number}",
            f"titre: {text}\nresume: '{QUOTED} qui se résume ainsi{more}'\nauteurs: [{text}]\n"
            f"hypotheses: [{{id: H1, enonce: {text}, indicateur: {text}, seuil: {text}}}"
            + (f", {{id: H2, enonce: {bad}}}" if number == 1 else "")
            + f"]\ndispositifs: [{{id: D1, titre: {text}, public: {text}, description: {text}, "
            f"etapes: [{{id: E1, texte: {text}}}]}}]\nerrata: [{{date: 2024-04-01, texte: {text}}}]\n"
            + (f"changements: [{reasons}]\nhypotheses_retirees: [{{id: H2, motif: {bad}}}]" * (number > 1)),
            f"## {HOSTILE}{more}\n\n{HOSTILE}{more}\n",
        )
    day(root, "2024-02-01", bad)
    index = root / "experiments/essai/index.md"
    index.write_text(
        index.read_text(encoding="utf-8").replace(
            "statut: mise-en-oeuvre", f"statut: abandonnee\nmotif_arret: {bad}"
        ),
        encoding="utf-8",
    )
    site = made(root)
    where = "/experimentations/essai/"
    for address in (where, f"{where}protocole/", f"{where}protocole/r1/", f"{where}protocole/r1-r2/"):
        tags = _Tags()
        tags.feed(site[address])
        assert "b" not in tags.names, address
        assert tags.scripted == [], address
        assert HOSTILE in words(site[address]), address


# --- revisions and fieldwork --------------------------------------------------------------------


def test_the_timeline_sets_revisions_against_the_days(history: Path) -> None:
    marks = timeline_of(*charted(history))
    told = [
        f"r{mark.version.numero} {mark.version.moment}"
        if isinstance(mark, RevisionMilestone)
        else [note.texte for note in mark.notes]
        for mark in marks
    ]
    assert told == [
        "r1 avant le terrain",
        ["Premier", "Deuxième"],
        "r2 pendant le terrain",
        "r3 pendant le terrain",
        ["Troisième"],
    ]


def test_a_hypothesis_changed_late_is_told_from_then_on(history: Path) -> None:
    site = made(history)
    where = "/experimentations/essai/protocole/"
    assert "avertissement" not in site[f"{where}r1/"]
    second = site[f"{where}r2/"].split("avertissement")[1]
    assert "retire H2 et reformule H1" in words(second)
    assert f'href="{where}r1-r2/#H1"' in second
    newest = words(site[where].split("avertissement")[1])
    assert "La révision 2, du 5 mars 2024 , retire H2 et reformule H1" in newest
    assert "La révision 3, du 1 er avril 2024 , reformule H1" in newest


def test_an_erratum_stands_near_the_top_and_beside_what_it_names(root: Path) -> None:
    revision(
        root,
        1,
        "2024-03-01",
        "hypotheses: [{id: H1, enonce: Un.}, {id: H11, enonce: Onze.}]\n"
        "errata: [{date: 2024-03-09, texte: Lire H11 autrement.}]",
    )
    page = made(root)["/experimentations/essai/protocole/r1/"]
    assert page.index("Lire H11 autrement.") < page.index('id="Hypotheses"')
    assert "Lire H11 autrement." not in page.split('id="H1"')[1].split('id="H11"')[0]
    assert "Lire H11 autrement." in page.split('id="H11"')[1]


# --- phases and gaps ----------------------------------------------------------------------------


def test_of_others_only_what_is_told_is_shown_as_done(root: Path) -> None:
    told = {phase.nom: phase.etat for phase in phase_track(*charted(root)).phases}
    assert told["Proposition"] == "inconnue"
    assert told["Déclenchement"] == "passee"
    assert told["Mise en œuvre"] == "presente"
    assert told["Fin"] == "future"


def test_one_that_stopped_tells_where_and_why(root: Path) -> None:
    index = root / "experiments/essai/index.md"
    text = index.read_text(encoding="utf-8").replace("cadre: reseau", "cadre: labo")
    index.write_text(
        text.replace("statut: mise-en-oeuvre", "statut: suspendue\nmotif_arret: Plus de salle."),
        encoding="utf-8",
    )
    revision(root, 1, "2024-03-01", "hypotheses: [{id: H1, enonce: Un.}]")
    day(root, "2024-03-03", "Premier")
    life = phase_track(*charted(root))
    assert [phase.nom for phase in life.phases if phase.etat == "arretee"] == ["Mise en œuvre"]
    page = words(made(root)["/experimentations/essai/"])
    assert "Plus de salle." in page
    assert "Mise en œuvre 3 mars 2024 arrêt ici" in page


def test_only_those_of_the_lab_are_measured_by_its_phases(root: Path) -> None:
    atlas, item = charted(root)
    assert not item.suit_les_etapes
    assert progress_of(atlas, item) is None
    missing = gaps_of(atlas, item, ("coût",))
    assert missing
    assert (missing.nombre, missing.phases) == (1, ())
    page = words(made(root)["/experimentations/essai/"])
    assert "Non documenté : " in page
    assert "étapes documentées" not in page
    assert "Co-construction" not in page


def test_gaps_are_counted_and_named_with_their_phase(root: Path) -> None:
    index = root / "experiments/essai/index.md"
    index.write_text(index.read_text("utf-8").replace("cadre: reseau", "cadre: labo"), "utf-8")
    atlas, item = charted(root)
    measured, missing = progress_of(atlas, item), gaps_of(atlas, item, ())
    assert measured
    assert missing
    assert missing.mesure == measured
    assert measured.total - measured.faits == sum(len(gaps) for _, gaps in missing.phases)
    assert not missing.opposable
    site = made(root)
    counted = f"{measured.faits} étape{'s' * (measured.faits > 1)} documentée{'s' * (measured.faits > 1)}"
    assert f"{counted} sur {measured.total}" in words(site["/experimentations/"])
    page = words(site["/experimentations/essai/"])
    assert "ces absences ne sont pas des fautes" in page
    for phase, gaps in missing.phases:
        assert typeset_text(f"{phase} {gaps[0].manque}") in page


def test_a_full_record_has_no_gap(root: Path) -> None:
    found = check(root)
    atlas = chart(found.index)
    item = found.commons.get(Ref("experimentation", "essai-complet"))
    assert isinstance(item, Experimentation)
    measured = progress_of(atlas, item)
    assert measured
    assert measured.faits == measured.total > 10
    page = made(root)["/experimentations/essai-complet/"]
    assert f"{measured.total} étapes documentées sur {measured.total}" in words(page)
    assert "inconnue" not in {phase.etat for phase in phase_track(atlas, item).phases}
