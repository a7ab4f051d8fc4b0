"""Write each kind of record with the form, and hold the files that it makes to the whole check."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from generator.diagnostics.renderers.as_text import brief
from generator.pipeline import PROJECT, check
from tests.browser.form import Writing, add, field, pick, write, writing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.browser.visits import Site

SUMMARY = "Une phrase assez longue pour dire l'essentiel à qui ne connaît pas le sujet."
# What a contributor may type anywhere, and a careless writer of YAML would mangle.
ODD = "« Oui : non » # 100 % \"sûr\" 'ou' \\ presque — 🌾, {a: [b]} & *c !d |e @f `g` - h ? 01004"


@pytest.fixture(scope="module")
def already(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A copy of the real commons, and what the checker says of it."""
    root = tmp_path_factory.mktemp("fiches")
    for name in ("content", "experiments", "toolbox"):
        shutil.copytree(PROJECT / name, root / name)
    return root, _said(root)


def _said(root: Path) -> list[str]:
    return [brief(fault) for fault in check(root).diagnostics]


def _assert_clean(
    already: tuple[Path, list[str]], tmp_path: Path, files: dict[str, str], *warned: str
) -> None:
    """Over the commons, the files bring no fault but warnings of these rules."""
    commons, before = already
    root = tmp_path / "fiches"
    shutil.copytree(commons, root)
    for path, text in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    after = [line for line in _said(root) if line not in before]
    assert [line for line in after if not any(f"avertissement[{rule}]" in line for rule in warned)] == []


def _proposal(form: Writing) -> None:
    record = form.start("proposition")
    write(
        record,
        titre="Le banc des idées : un essai",
        resume=f"{SUMMARY} {ODD}",
        enjeux=["renouer-la-confiance", "diversifier-les-publics"],
        initiateur__nom="- Collectif « des essais » #1",
        initiateur__type="association",
        territoires=["Mulhouse", "Sarcelles"],
        outils="Porteur de paroles",
    )
    pick(field(record, "outils"), "Chaise de mairie", make=True)
    record.locator(".plus > summary").first.click()
    add(field(record, "equipe"))
    write(record, equipe__role="coordination", auteurs=["2024", "true", "Camille : Exemple"])
    pick(field(record, "equipe.acteur"), "Atelier des chaises", make=True)
    record.locator("[data-geste=plan]").click()
    field_of_text = record.locator('[data-genre="corps"] textarea')
    field_of_text.fill(f"{field_of_text.input_value()}\n---\n\n{ODD.replace('- h', 'h')}\n")
    write(form.record(1), type="methode", resume=SUMMARY, enjeux="lien-durable", etapes=["S'asseoir.", ODD])
    write(form.record(2), type="citoyens", resume=SUMMARY, competences=["écouter", "recevoir : bien"])


def _experiment(form: Writing) -> None:
    record = form.start("experimentation")
    write(
        record,
        titre="La fenêtre ouverte",
        resume=SUMMARY,
        cadre="reseau",
        statut="terminee",
        enjeux="lien-durable",
        territoires="Bretagne",
        debut="2019-03",
        fin="2019",
    )
    record.locator(".plus > summary").first.click()
    for name in ("collectivites", "appels", "reperes", "sources", "convention"):
        add(field(record, name))
    write(
        record,
        collectivites__territoire="Rennes",
        collectivites__role="porteuse",
        appels__type="equipe",
        appels__ouvert_le="2019-01-15",
        reperes__libelle="Personnes venues",
        reperes__valeur="312",
        reperes__source="https://example.org/bilan",
        sources__titre="Bilan : l'année",
        sources__url="https://example.org/bilan?a=1#b",
        sources__consulte_le="2024-02-29",
        sources__certitude="deduit",
        convention__date="2019-02",
        convention__signataires=["Rennes", "Démocratie Ouverte"],
        participants__nombre="1 200",
        garants="Camille Exemple",
    )


def _revision(form: Writing) -> None:
    record = form.start("protocole")
    pick(record.locator(".fiche-experimentation .saisie"), "Le café des voisins")
    expect(record.locator(".fiche-depart")).to_contain_text("r5")
    hypotheses = field(record, "hypotheses")
    first = hypotheses.locator(".entree").first
    expect(first.locator('[data-nom="id"] input')).to_have_value("H1")
    write(first, enonce="Un lieu familier attire surtout des habitants jamais venus.")
    added = add(hypotheses)
    expect(added.locator('[data-nom="id"] input')).to_have_value("H5")
    write(added, enonce="Une hypothèse de plus.", seuil="40")
    note = record.locator(".a-expliquer")
    expect(note).to_contain_text("H1, H5")
    added.locator("[data-geste=retirer]").click()  # nobody judged it: this experiment is over
    expect(note).not_to_contain_text("H5")
    note.locator("button").click()
    reasons = field(record, "changements").locator("textarea")
    for rank in range(reasons.count()):
        reasons.nth(rank).fill("Le bilan l'a montré.")
    write(record, date="2026-01-10", etat="publiee", motifs="resultats")
    expect(note).to_be_hidden()


def _first_protocol(form: Writing) -> None:
    """Of an experiment that is told in the same contribution, and renamed afterwards."""
    record = form.start("protocole")
    pick(record.locator(".fiche-experimentation .saisie"), "Le kiosque", make=True)
    expect(record.locator(".fiche-depart")).to_contain_text("r1")
    write(record, date="2018-05-02", etat="publiee", hypotheses__enonce="On vient au kiosque.")
    write(record, dispositifs__titre="Un soir au kiosque", hypotheses__seuil="12")
    field(record, "dispositifs").locator('input[value="H1"]').check()
    told = form.record(1)
    write(told, titre="Le kiosque ouvert", resume=SUMMARY, cadre="comparable", statut="terminee")
    write(told, enjeux="lien-durable", debut="2018-05")
    expect(record.locator(".fiche-experimentation .choisis")).to_contain_text("Le kiosque ouvert")


def _note(form: Writing) -> None:
    record = form.start("journal")
    pick(record.locator(".fiche-experimentation .saisie"), "Le café des voisins")
    write(record, date="2025-06-14", titre="Un samedi de plus", lieu="Place du marché", participants="12")
    write(record, citoyens=True, dispositifs=["D1", "D2"])


def _evaluation(form: Writing) -> None:
    record = form.start("evaluation")
    pick(record.locator(".fiche-experimentation .saisie"), "Le café des voisins")
    expect(record.locator(".fiche-depart")).to_contain_text("a déjà une évaluation")
    verdicts = field(record, "verdicts").locator(".entree")
    expect(verdicts.first.locator(".entree-titre")).to_contain_text("H1 :")
    for rank in range(verdicts.count()):
        write(verdicts.nth(rank), verdict="non-concluante", preuve="Rien ne permet de trancher.")
    for name in ("impact", "na_pas_marche"):
        add(field(record, name))
    write(
        record,
        date="2026-01",
        impact__indicateur="prises de parole",
        impact__avant="22",
        impact__apres="61,5",
    )
    write(record, enseignements="Prévenir la veille.", na_pas_marche__constat="La pluie.")
    write(record, na_pas_marche__cause="calendrier")


def _tool(form: Writing) -> None:
    record = form.start("outil")
    write(record, titre="Le ballon de parole", resume=SUMMARY, type="outil", enjeux="decider-ensemble")
    write(
        record, participants__min="4", participants__max="12", duree="1 h 30", materiel=["1 ballon", "12:30"]
    )
    record.locator(".plus > summary").first.click()
    write(record, temps=["une-heure", "demi-journee"], budget="faible", presence="sur-place")
    write(record, derive_de="Porteur de paroles", cout="0")


def _actor(form: Writing) -> None:
    record = form.start("acteur")
    write(record, titre="Les amis du banc", resume=SUMMARY, type="association", territoire="Loos-en-Gohelle")
    write(record, site="https://example.org/amis")


def _event(form: Writing) -> None:
    record = form.start("evenement")
    write(record, titre="Atelier du banc", resume=SUMMARY, type="rencontre", debut="2026-03", lieu="Mairie")
    write(record, experimentation="Le café des voisins", inscription="https://example.org/venir")


@pytest.mark.parametrize(
    ("fill", "paths"),
    [
        (_proposal, ["acteurs/atelier-des-chaises.md", "le-banc-des-idees-un-essai/", "chaise-de-mairie.md"]),
        (_experiment, ["experiments/la-fenetre-ouverte/index.md"]),
        (
            _first_protocol,
            ["experiments/le-kiosque-ouvert/index.md", "experiments/le-kiosque-ouvert/protocole/r1.md"],
        ),
        (_revision, ["experiments/cafe-des-voisins/protocole/r5.md"]),
        (_note, ["experiments/cafe-des-voisins/journal/2025-06-14-un-samedi-de-plus.md"]),
        (_evaluation, ["experiments/cafe-des-voisins/evaluation.md"]),
        (_tool, ["toolbox/le-ballon-de-parole.md"]),
        (_actor, ["content/acteurs/les-amis-du-banc.md"]),
        (_event, ["content/evenements/atelier-du-banc.md"]),
    ],
    ids=[
        "proposal",
        "experiment",
        "first protocol",
        "revision",
        "note",
        "evaluation",
        "tool",
        "actor",
        "event",
    ],
)
def test_what_is_written_passes_the_check(  # noqa: PLR0913, PLR0917 — what is written, where, and over what
    browser: Browser,
    site: Site,
    already: tuple[Path, list[str]],
    tmp_path: Path,
    fill: Callable[[Writing], None],
    paths: list[str],
) -> None:
    with writing(browser, site) as form:
        fill(form)
        form.ready()
        files = form.archive()
    assert len(files) == len(paths)
    assert all(expected in path for path, expected in zip(sorted(files), paths, strict=True))
    _assert_clean(already, tmp_path, files, "fiche-isolee")
