"""`report` and `preview` on real repositories: what a reviewer is told and shown, whoever wrote it."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pyromark
import pytest

from generator import reviewing
from generator.pipeline import CouldNotRun
from generator.review import (
    BulletList,
    Chose,
    Cite,
    Fold,
    PlainText,
    Ranked,
    Sentences,
    Title,
    as_html,
    as_markdown,
    as_whole_text,
)
from generator.review.screen import LARGE, SMALL
from tests.documents import document
from tests.doors.command import espace
from tests.doors.repositories import commit, git, only_our_settings, published_commons, rewrite
from tests.pictures import SECRETS, drawn, photograph
from tools.bench.commons import write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.review import Bloc

PROJECT = Path(__file__).parents[2]
INDEX = "experiments/essai-complet/index.md"
R1 = "experiments/essai-complet/protocole/r1.md"
VERDICTS = "experiments/essai-complet/evaluation.md"
TOOL = "toolbox/cercle-d-essai.md"
_LINK = re.compile(r' (?:href|src|action)="([^"]*)"')


@pytest.fixture
def commons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    only_our_settings(monkeypatch, tmp_path)
    return published_commons(tmp_path / "espace")


def report(root: Path, base: str = "main", form: str = "complet") -> str:
    """The report with nothing folded, unless another form is asked for."""
    return reviewing.report(root, base, form)


def section(told: str, title: str) -> str:
    """What stands under a heading, up to the next one of its rank or above."""
    level = len(title.partition(" ")[0])
    return re.split(rf"\n#{{1,{level}}} ", told.partition(f"\n{title}\n")[2])[0]


# --- what is told -------------------------------------------------------------------------------


def test_nothing_changes(commons: Path) -> None:
    told = report(commons)
    assert "Aucune fiche ne change." in told
    assert "Aucune faute, aucun avertissement." in told
    assert "Aucune page ne change." in told
    assert "Liens" not in told


def test_a_record_is_told_in_words_field_by_field(commons: Path) -> None:
    rewrite(commons / INDEX, "  - renouer-la-confiance\n", "")
    rewrite(commons / INDEX, "executif: Le maire", "executif: La maire")
    rewrite(commons / INDEX, "statut: terminee", "statut: abandonnee\nmotif_arret: Faute de moyens.")
    rewrite(commons / INDEX, "role: recherche, nom", "role: autre, nom")
    rewrite(commons / INDEX, "Un essai inventé.", "Un essai tout à fait inventé.")
    told = section(report(commons), "### Fiches modifiées")
    assert "#### Expérimentation : `Un essai complet`\n" in told
    assert f"Fichier : `{INDEX}`" in told
    assert "Statut : [-Terminée-]{+Abandonnée+}\n" in told
    assert "Enjeux : (7 inchangés) [-Enjeu d'essai 8 (renouer-la-confiance)-]\n" in told
    assert "Rencontre en amont :\n" in told
    assert ": [-Le-]{+La+} maire\n" in told
    assert "(3 inchangés)\n  [-Rôle : Recherche" in told
    assert "  Un essai {+tout à fait +}inventé.\n" in told
    assert "licence" not in told.lower()


def test_links_gaps_and_pages(commons: Path) -> None:
    rewrite(commons / INDEX, "  - renouer-la-confiance\n", "")
    rewrite(commons / INDEX, "garants: [Comité d'essai]\n", "")
    rewrite(commons / INDEX, "cadre: demonstration", "cadre: labo")
    told = report(commons)
    lost = section(told, "### Liens perdus")
    assert "- `Un essai complet` nomme `Enjeu d'essai 8` (Enjeux)\n" in lost
    assert "### Liens gagnés" not in told
    assert "qui manque depuis cette proposition" in section(told, "## Les lacunes")
    pages = section(told, "## Les pages du site")
    assert "- Page d'une fiche modifiée : `Un essai complet` `/experimentations/essai-complet/`\n" in pages


def test_what_comes_and_what_goes(commons: Path) -> None:
    shutil.copyfile(commons / TOOL, commons / "toolbox/cercles-d-essais.md")
    rewrite(commons / "toolbox/cercles-d-essais.md", "anciens_ids: [rond-d-essai]\n", "")
    rewrite(commons / "toolbox/cercles-d-essais.md", "titre: Cercle d'essai", "titre: Cercles d'essais")
    (commons / "content/acteurs/collectif-des-essais.md").unlink()
    told = report(commons)
    assert "1 fiche ajoutée, 1 fiche retirée" in told
    assert "Titre : Cercles d'essais\n" in section(told, "### Fiches ajoutées")
    assert "#### Acteur : `Collectif des essais`" in section(told, "### Fiches retirées")
    alike = section(told, "## Doublons possibles")
    assert "`Cercles d'essais (cercles-d-essais)` et `Cercle d'essai (cercle-d-essai)`" in alike


def test_files_beside_records_are_told_to_the_last_byte(commons: Path) -> None:
    old, new = commons / "content/plan.pdf", commons / "content/carte.pdf"
    old.write_bytes(document(words="a"))
    commit(commons, "un plan")
    old.write_bytes(document(words="b"))
    new.write_bytes(document())
    told = section(report(commons, "HEAD"), "### Images et documents joints")
    assert told.split("\n") == ["", "- `content/carte.pdf` arrive", "- `content/plan.pdf` change", ""]


def test_what_the_guard_lets_through_at_the_proposals_wish_is_told_first(commons: Path) -> None:
    rewrite(
        commons / TOOL,
        "\nlicence:",
        '\nnon_personnel:\n  - {texte: "04 65 71 57 90", raison: "Les numéros d\'une tombola."}\nlicence:',
    )
    rewrite(commons / "content/site.yml", "\nurl:", "\nadresses_publiques: [mairie@exemple.fr]\nurl:")
    with (commons / TOOL).open("a", encoding="utf-8") as file:
        file.write("\nLe 04 65 71 57 90 a gagné. Écrire à mairie@exemple.fr.\n")
    told = report(commons)
    titles = re.findall(r"^## (.+)$", told, re.MULTILINE)
    title = "Ce que le contrôle laisse passer à la demande de la proposition"
    assert titles[:3] == ["Ce qui juge cette proposition", "Hors des fiches", title]
    first = section(told, f"## {title}")
    assert f"`{TOOL}`, ligne " in first
    assert "Les numéros d'une tombola." in first.replace("’", "'")
    assert "adresse ajoutée : `mairie@exemple.fr`" in first
    assert "04 65 71 57 90" not in told
    assert "1 faute et 1 avertissement." in told  # what is published does not make that address public yet
    commit(commons, "déclaré")
    assert "laisse passer" not in report(commons, "HEAD")


def test_a_renamed_record_is_one_record(commons: Path) -> None:
    git(commons, "mv", TOOL, "toolbox/cercle.md")
    rewrite(commons / "toolbox/cercle.md", "anciens_ids: [", "anciens_ids: [cercle-d-essai, ")
    told = report(commons)
    assert f"Fichier : `{TOOL}` devenu `toolbox/cercle.md`" in told
    assert "Fiches retirées" not in told
    assert "## Les liens" not in told


def test_a_revision_is_told_with_its_reasons(commons: Path) -> None:
    text = (commons / R1).read_text(encoding="utf-8")
    r2 = commons / "experiments/essai-complet/protocole/r2.md"
    r2.write_text(text, encoding="utf-8")
    rewrite(r2, "seuil: 10", "seuil: 12")
    rewrite(r2, "date: 2026-02-10", "date: 2026-02-20\nmotifs: [contexte]")
    rewrite(r2, "etat:", "changements: [{quoi: H1, pourquoi: Dix était trop peu.}]\netat:")
    told = section(report(commons), "### Fiches ajoutées")
    assert "De la révision 1 à la révision 2 : une hypothèse reformulée (H1)." in told
    assert "[-10-]{+12+}" in told
    assert "pourquoi : Dix était trop peu." in told


def test_faults_hide_nothing_else(commons: Path) -> None:
    rewrite(commons / TOOL, "titre: ", "titre: [")
    rewrite(commons / R1, "seuil: 10", "seuil: 12")
    rewrite(commons / INDEX, "executif: Le maire", "executif: La maire")
    told = report(commons)
    assert "erreur[yaml-illisible]" in told
    assert "erreur[revision-modifiee]" in told
    assert "{+La+} maire" in told
    assert "L'en-tête de ce fichier ne peut pas être lu" in told
    assert "laissées de côté" in told


def test_a_report_does_not_repeat_how_to_reach_someone(commons: Path) -> None:
    secrets = ("marie.essai@exemple.fr", "06 39 98 12 34")
    rewrite(commons / TOOL, "Cercle d'essai", f"Cercle de {secrets[0]}")
    (commons / TOOL).write_text((commons / TOOL).read_text(encoding="utf-8") + f"Appeler le {secrets[1]}.\n")
    rewrite(commons / INDEX, "clos_le: 2026-02-01", "clos_le: 2026-02-01, contact: labo@exemple.fr")
    told = report(commons)
    assert told.count("donnee-personnelle") == 2
    assert "Appeler le 0············" in told
    assert not any(secret in told for secret in secrets)
    assert "labo@exemple.fr" in told, "the contact of a call is there to be reviewed"


@pytest.mark.parametrize("between", [" ", "\n"], ids=["on one line", "on many"])
def test_numbers_stay_hidden_wherever_a_long_text_is_cut(commons: Path, between: str) -> None:
    """Of a text too long for a report, its start is shown and the rest counted: no number is cut in two."""
    text = (commons / TOOL).read_text(encoding="utf-8").partition("\n---\n")[0]
    many = f"06 12 34 56 78{between}" * 6000
    (commons / TOOL).write_text(f"{text}\n---\nAppels : {many}\n", encoding="utf-8")
    told = report(commons)
    assert re.search(r"(caractères|lignes) de plus", section(told, "### Fiches modifiées"))
    assert not re.search(r"\b06 1|12 34|34 56", told)


def test_a_shallow_clone_and_the_command(commons: Path, tmp_path: Path) -> None:
    rewrite(commons / TOOL, "titre: Cercle", "titre: Grand cercle")
    commit(commons, "un autre titre")
    clone = tmp_path / "copie"
    git(tmp_path, "clone", "-q", "--depth", "1", "--branch", "travail", commons.as_uri(), clone)
    git(clone, "fetch", "-q", "--depth", "1", "origin", "main:refs/remotes/origin/main")
    command = ["report", "--root", str(clone), "--base"]
    done = espace(*command, "origin/main", "--format", "complet")
    assert done.returncode == 0, done.stderr
    assert "Titre : [-Cercle-]{+Grand cercle+} d'essai\n" in done.stdout
    assert report(clone, "origin/main") == done.stdout
    lost = espace(*command, "ailleurs")
    assert (lost.returncode, lost.stdout) == (2, "")
    assert "ce dépôt ne connaît pas « ailleurs »" in lost.stderr


def test_only_records_are_taken_from_the_proposal(commons: Path) -> None:
    """A schema that a proposal brings along does not say what is right in it."""
    (commons / "schemas").mkdir()
    for schema in (PROJECT / "schemas").iterdir():
        text = schema.read_text(encoding="utf-8").replace('"additionalProperties": false', '"x": 0')
        (commons / "schemas" / schema.name).write_text(text, encoding="utf-8")
    rewrite(commons / TOOL, "licence:", "couleur: verte\nlicence:")
    lax, strict = (espace("check", "--root", commons, *option) for option in ([], ["--data-only"]))
    assert "couleur" not in lax.stdout
    assert "champ-inconnu" in strict.stdout
    assert "champ-inconnu" in report(commons)


# --- what decides, on one screen -----------------------------------------------------------------


def test_what_readers_rely_on_is_told_first(commons: Path) -> None:
    """A verdict, a threshold, a name, a date and a site that nobody cited, each before and after."""
    rewrite(commons / INDEX, "role: recherche, nom: Laboratoire d'essai", "role: recherche, nom: Autre")
    rewrite(commons / INDEX, "clos_le: 2026-02-01", "clos_le: 2026-02-03")
    rewrite(commons / R1, "seuil: 10", "seuil: 12")
    rewrite(commons / VERDICTS, "verdict: confirmee", "verdict: infirmee")
    with (commons / TOOL).open("a", encoding="utf-8") as file:
        file.write(
            "\nLire [l'étude](https://Etude.exemple.fr/a?b=1), puis <https://www.etude.exemple.fr/b>.\n"
        )
    told = section(report(commons, form="markdown"), "## Ce qui compte")
    for line in (
        "- Verdicts : `Évaluation — Un essai complet` — Verdict `H1` : `Confirmée` devient `Infirmée`\n",
        "- Seuils : `Protocole, révision 1 — Un essai complet` — Seuil `H1` : `10` devient `12`\n",
        "- Dates : `Un essai complet` — Clos le `equipe` : `2026-02-01` devient `2026-02-03`\n",
        f"- Sites jamais cités jusqu'ici : `etude.exemple.fr` dans `{TOOL}`\n",
    ):
        assert line in told, told
    who = "- Personnes : `Un essai complet` — Nom : `Laboratoire d'essai` s'en va ; Nom : `Autre`\n"
    assert who in told


def test_a_phase_that_goes_forward_is_told(commons: Path) -> None:
    rewrite(commons / INDEX, "statut: terminee", "statut: bilan")
    told = section(report(commons, form="markdown"), "## Ce qui compte")
    assert "- Étapes : `Un essai complet` — Statut : `Terminée` devient `Bilan en cours`\n" in told


def test_what_stays_the_same_elsewhere_in_a_list_is_not_told(commons: Path) -> None:
    rewrite(commons / INDEX, "equipe:\n", "equipe:\n  - {role: autre, nom: Une nouvelle venue}\n")
    told = section(report(commons, form="markdown"), "## Ce qui compte")
    assert re.findall(r"`([^`]+)`", told) == ["Un essai complet", "Une nouvelle venue"]


def test_one_new_record_holds_on_a_screen(commons: Path) -> None:
    """With faults, a likeness, a file outside and all that a record can name."""
    new = commons / "experiments/essai-de-plus/index.md"
    new.parent.mkdir()
    shutil.copyfile(commons / INDEX, new)
    rewrite(new, "licence:", "couleur: verte\nlicence:")
    (commons / "outil.sh").write_text("rm -r\n", encoding="utf-8")
    told = report(commons, form="markdown")
    assert told.count("\n") <= SMALL
    for words in (
        "À corriger avant de publier : ",
        "outil.sh",
        "couleur",
        "Doublons possibles",
        "Ce qui compte",
    ):
        assert words in told


def test_a_large_edit_holds_in_its_lines_and_counts_true(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    only_our_settings(monkeypatch, tmp_path)
    root = tmp_path / "espace"
    write(root, 300)
    git(root, "init", "-q", "-b", "main")
    commit(root, "ce qui est publié")
    edited = (
        sorted((root / "toolbox").rglob("*.md"))[:40] + sorted((root / "experiments").rglob("*.md"))[:110]
    )
    for rank, file in enumerate(edited):
        with file.open("a", encoding="utf-8") as one:
            one.write(f"\nVoir <https://site-{rank}.exemple.fr/>.\n")
    told = report(root, form="markdown")
    assert told.count("\n") <= LARGE
    assert f"{len(edited)} fiches modifiées" in told
    domains = re.search(r"^Sites jamais cités jusqu'ici \((\d+)\) :\n\n((?:- .*\n)+)", told, re.MULTILINE)
    assert domains
    assert int(domains[1]) == len(edited)
    *shown, last = domains[2].strip().split("\n")
    assert last == f"- … et {len(edited) - len(shown)} de plus, plus bas"
    changed = re.search(r"(\d+) pages changées", told)
    ripples = re.search(r"^(\d+) autres pages changent par ricochet", told, re.MULTILINE)
    assert changed
    assert ripples
    own = told.count("Page d'une fiche modifiée")
    cut = re.search(r"Page d'une fiche modifiée[^\n]*\n- … et (\d+) de plus", told)
    visible = own - told.partition("<details>")[2].count("Page d'une fiche modifiée")
    assert int(changed[1]) == int(ripples[1]) + visible + int(cut[1] if cut else 0)


# --- nothing of a contributor's is read as markup -----------------------------------------------

HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "@octocat #1 https://example.org www.example.org [x](https://example.org) ![x](https://example.org/x.png)",
    "`fin` ``` ```` <b>gras</b>",
    "\n```\n\n# Titre\n\n@equipe <script>\n~~~\n",
    "**gras** | a | b |\n|---|---|\n$`x`$ &lt; &#64;octocat",
    "`" * 7,
    " ",
    "\u202egauche\u2066 \x1b[31m",
)


OURS = ["Outil", ":", "puis", "nomme", "Le", "pli", "La", "fin."]
_UNSEEN = re.compile(r"[\u202e\u2066\x1b]")


@pytest.mark.parametrize("words", HOSTILE)
def test_markdown_and_html_read_nothing(words: str) -> None:
    blocks: list[Bloc] = [
        Title(2, ("Outil : ", Cite(words, "/x/"))),
        Sentences((Cite(words), " puis ", Cite(words))),
        BulletList(((Cite(words), " nomme ", Cite(words)),)),
        PlainText(words),
        Fold(
            ("Le pli ", Cite(words)),
            (Title(3, (Cite(words),)), BulletList(((Cite(words),),)), PlainText(words)),
        ),
        Sentences(("La fin.",)),
    ]
    for form in (as_markdown, as_whole_text):
        html = pyromark.html(form(blocks), options=pyromark.Options.ENABLE_TABLES)
        outside = re.sub(r"<code[^>]*>[^<]*</code>", "", html)
        assert re.sub(r"</?(h2|h3|p|ul|li|pre|details|summary)>", " ", outside).split() == OURS
        assert not _UNSEEN.search(html)
    page = as_html(blocks).partition("<main>")[2].partition("</main>")[0]
    tags = set(re.findall(r"</?([a-z0-9]+)[^>]*>", page))
    assert tags <= {"h2", "h3", "p", "ul", "li", "pre", "code", "details", "summary"}
    assert not _UNSEEN.search(page)


def test_a_hostile_record_stays_in_its_frame(commons: Path) -> None:
    record = commons / TOOL
    rewrite(record, "titre: Cercle d'essai", "titre: '`@octocat` <img src=x> [x](https://example.org)'")
    with record.open("a", encoding="utf-8") as file:
        file.write("\n````\n\n# Approuvé par @octocat\n\n<script>alert(1)</script>\n")
    html = pyromark.html(report(commons))
    assert "@octocat" in html
    outside = re.sub(r"<code[^>]*>[^<]*</code>", "", html)
    assert not re.search(r"<a |<img|<script|octocat|Approuvé", outside)


@pytest.mark.parametrize("form", [as_markdown, as_html])
@pytest.mark.parametrize("sign", ["a", "'", "é", "\n"])
def test_the_largest_lists_texts_and_series_fit(form: Callable[[list[Bloc]], str], sign: str) -> None:
    """Twelve lists or series, as a report has, of words that take six times their room as HTML."""
    words = Cite(sign * 9_000)
    whole = PlainText(f"{sign * 9_000}\n" * 9)
    named = Ranked("fiche", "fiches", (Chose((words,), (whole,)),) * 99)
    one = Ranked(
        "fiche",
        "fiches",
        (Chose((Cite("La grande"),), (whole,) * 30), Chose((words,), (Sentences(("La petite.",)),))),
    )
    lists = [BulletList(((words, words),) * 900)] * 8
    told = form([Title(1, ("Rapport",)), whole, named, named, *lists, one, Sentences(("La fin.",))])
    assert len(told.encode()) < 500_000
    assert "fiches sur 99 ne sont pas détaillées ici" in told
    assert "Faute de place, 1 fiche sur 2 n'est pas détaillée ici" in unescape(told)
    assert "La grande" in told
    assert "La petite." in told
    assert "La fin." in told


def test_a_change_of_a_thousand_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Faults first, then the records at fault, then those that hold in what one can read, and names."""
    only_our_settings(monkeypatch, tmp_path)
    root = tmp_path / "mille"
    write(root, 100)
    git(root, "init", "-q", "-b", "main")
    commit(root, "ce qui est publié")
    write(root, 1_000)
    (root / "content/evenements/rencontre-0.md").unlink()
    wrong = "toolbox/outil-99.md"
    rewrite(root / wrong, "participants: ", "participant: ")
    folded, html, told = (reviewing.report(root, "main", form) for form in ("markdown", "html", "complet"))
    assert max(len(one.encode()) for one in (folded, html, told)) < 500_000
    assert folded.count("\n") <= LARGE
    assert "participant: " in section(told, "## En entier : ce qui est coupé plus haut")
    assert ": `Rencontre publique 0`" in section(told, "### Fiches retirées")
    added = section(told, "### Fiches ajoutées")
    shown = re.findall(r"#### .*\n\nFichier : `(.*)`", added)
    assert shown[0] == wrong
    left = re.search(
        r"Faute de place, (\d+) fiches sur 900 ne sont pas détaillées ici :\n\n- `.*` `.*\.md`", added
    )
    assert left
    assert int(left[1]) + len(shown) == 900
    assert len(shown) > 10
    for title in ("### Fiches ajoutées", "### Liens gagnés", "## En entier : ce qui est coupé plus haut"):
        assert re.search(r"- … et \d+ de plus\n", section(told, title)), title


# --- what is shown ------------------------------------------------------------------------------


def links(page: Path) -> Iterator[str]:
    return (unescape(found) for found in _LINK.findall(page.read_text(encoding="utf-8")))


def test_a_preview_opens_from_its_folder(commons: Path, tmp_path: Path) -> None:
    rewrite(commons / TOOL, "titre: Cercle", "titre: Grand cercle")
    rewrite(commons / "content/acteurs/collectif-des-essais.md", "titre: ", "titre: [")
    with (commons / TOOL).open("a", encoding="utf-8") as file:
        file.write(
            "\nVoir [ailleurs](https://example.org/?a=<script>) et le [collectif]"
            "(../content/acteurs/collectif-des-essais.md).\n\n    <script src=x></script>\n"
        )
    # Settings that a proposal brings along are not read.
    (commons / "mkdocs.yml").write_text("hooks: [espion.py]\n", encoding="utf-8")
    out = tmp_path / "aperçu"
    assert reviewing.preview(commons, "main", out) > 3
    tool = (out / "pages/boite-a-outils/cercle-d-essai/index.html").read_text(encoding="utf-8")
    assert "Grand cercle d’essai" in tool
    assert "<script" not in tool
    assert "content=\"default-src 'none'; style-src 'self' file:" in tool
    assert "À corriger" in (out / "pages/acteurs/collectif-des-essais/index.html").read_text(encoding="utf-8")
    assert not (out / "pages/a-propos").exists()
    followed = 0
    for page in out.rglob("*.html"):
        for link in links(page):
            parts = urlsplit(link)
            if not (parts.scheme or parts.netloc) and parts.path:
                followed += 1
                assert not parts.path.startswith("/")
                assert (page.parent / unquote(parts.path)).is_file(), (page, link)
    assert followed > 50
    assert "hors-apercu.html" in " ".join(links(out / "pages/boite-a-outils/cercle-d-essai/index.html"))
    # A second one takes the place of the first.
    git(commons, "checkout", "-q", "--", "content")
    reviewing.preview(commons, "main", out)
    assert not (out / "pages/fautes").exists()


def test_a_preview_shows_images_without_their_secrets(commons: Path, tmp_path: Path) -> None:
    folder = commons / "toolbox/cercle-d-essai"
    folder.mkdir()
    (commons / TOOL).rename(folder / "index.md")
    told = (folder / "index.md").read_text(encoding="utf-8")
    told += '\n![Des chaises](chaises.jpg "Les chaises")\n'
    (folder / "index.md").write_text(told, encoding="utf-8")
    shot = photograph("JPEG", drawn(90, 60), camera=True)
    (folder / "chaises.jpg").write_bytes(shot)
    assert sum(secret in shot for secret in SECRETS) > 2
    assert "image-localisee" in report(commons)
    reviewing.preview(commons, "main", tmp_path / "apercu")
    (shown,) = (tmp_path / "apercu").rglob("chaises.jpg")
    assert shown.read_bytes()[:3] == b"\xff\xd8\xff"
    assert not any(secret in shown.read_bytes() for secret in SECRETS)


def test_a_preview_empties_no_other_folder(commons: Path) -> None:
    with pytest.raises(CouldNotRun, match="ne peut pas servir"):
        reviewing.preview(commons, "main", commons / "content")
    assert (commons / "content/site.yml").is_file()
