"""A commons draws the page of a kind of its own with one file, `templates/<kind>.html.jinja`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from generator.pages import render
from generator.pipeline import PROJECT, CouldNotRun, build, check
from generator.written import origin
from tests.doors.command import espace
from tests.house.own_schemas import lay

if TYPE_CHECKING:
    from pathlib import Path

HEAD = '{% extends "_fiche.html" %}\n{% import "_macros.html" as m %}\n{% block contenu %}\n'
RECORD = "content/entretiens/habitante-du-port.md"
PAGE = "entretiens/habitante-du-port/"


@pytest.fixture
def commons(tmp_path: Path) -> Path:
    root = tmp_path / "espace"
    root.mkdir()
    lay(root)
    return root


def draw(root: Path, inside: str, name: str = "entretien.html.jinja") -> None:
    folder = root / "templates"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"{HEAD}{inside}\n{{% endblock %}}\n", encoding="utf-8")


def change(root: Path, old: str, new: str) -> None:
    text = (root / RECORD).read_text(encoding="utf-8")
    assert old in text
    (root / RECORD).write_text(text.replace(old, new), encoding="utf-8")


def fault(root: Path) -> str:
    """What the command says of the template, once its name is said."""
    done = espace("check", "--root", root)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "aide: " in done.stderr
    return done.stderr


def told(pattern: str, path: str) -> str:
    """The block of a text of ours that shows a template, without its indent."""
    (block,) = re.findall(pattern, (PROJECT / path).read_text(encoding="utf-8"), re.DOTALL)
    return re.sub(r"^ {2,3}", "", block, flags=re.MULTILINE)


@pytest.mark.parametrize(
    ("pattern", "path", "shown"),
    [
        (r"```jinja\n(.*?) *```", "generator/CONTRIBUTING.md", "Qui parle : Retraitée du chantier naval."),
        (
            r"```text\n( *\{% extends.*?) *```",
            "content/contribuer/ouvrir-son-espace.md",
            "<dt>Fonction</dt>\n<dd>Retraitée du chantier naval</dd>",
        ),
    ],
    ids=["recipe", "guide"],
)
def test_what_we_tell_people_to_write_shows_the_record(
    commons: Path, tmp_path: Path, pattern: str, path: str, shown: str
) -> None:
    (commons / "templates").mkdir()
    (commons / "templates/entretien.html.jinja").write_text(told(pattern, path), encoding="utf-8")
    assert check(commons).diagnostics == ()
    build(commons, tmp_path / "site")
    html = (
        (tmp_path / "site" / PAGE / "index.html")
        .read_text(encoding="utf-8")
        .replace("\u202f", " ")
        .replace("\u00a0", " ")
    )
    assert shown in html
    assert "Au début, je n’y croyais pas." in html
    assert "En bref" not in html, "the page that every kind has"


HOSTILE = '<script>alert(1)</script> & \\"x\\" {{ 7 * 7 }}'


@pytest.mark.parametrize(
    "way",
    [
        "{{ view.champs.fonction.valeurs[0]|value }}",
        "{{ view.champs.fonction.valeurs[0].texte }}",
        '<p title="{{ view.champs.fonction.valeurs[0].texte }}">x</p>',
        "{% set x %}{{ view.champs.fonction.valeurs[0].texte }}{% endset %}{{ x.unescape() }}",
        '{{ view.champs.fonction.valeurs[0].texte|e|replace("&lt;", "<") }}',
        "{{ (view.head.titre|e).unescape()|upper }}",
        "{{ view.champs.fonction.valeurs[0].texte|icon }}",
        "{{ view.champs.fonction.valeurs[0].texte|day }}",
        "{{ m.fiche(view.fiche, view.champs.fonction.valeurs[0].texte) }}",
    ],
)
def test_a_hostile_value_stays_escaped(commons: Path, way: str) -> None:
    change(commons, "Retraitée du chantier naval", HOSTILE)
    change(commons, "Entretien avec une habitante du port", HOSTILE)
    draw(commons, way)
    (html,) = (one.html for one in render(check(commons).index) if one.address == f"/{PAGE}")
    assert html
    assert "&lt;script&gt;" in html, "the title, at least, is there"
    assert not re.search(r"<script>alert|title=\"<|49", html, re.IGNORECASE)


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("\n{{ view.fonction }}", "ligne 5 : « fonction » n'existe pas\n  aide: le gabarit reçoit view.head"),
        ("{{ view.champs.age }}", "ligne 4 : « age » n'existe pas"),
        ("{{ rien }}", "ligne 4 : « rien » n'existe pas"),
        ("{{ view.corps|safe }}", "ligne 4 : le filtre « safe » n'existe pas ici"),
        ("{{ {'a': 1}|xmlattr }}", "ligne 4 : le filtre « xmlattr » n'existe pas ici"),
        ("{{ 3|nimporte }}", "ligne 4 : le filtre « nimporte » n'existe pas ici"),
        ("{% if 3 is nimporte %}{% endif %}", "ligne 4 : le test « nimporte » n'existe pas ici"),
        ("{% autoescape false %}x{% endautoescape %}", "ligne 4 : « autoescape » ne se règle pas"),
        ("{{ view.__class__.__mro__ }}", "ligne 4 : ce qui est demandé là n'est pas pour les pages"),
        ("{{ ''.__class__ }}", "ligne 4 : ce qui est demandé là n'est pas pour les pages"),
        ('{% include "../../../../etc/passwd" %}', "« ../../../../etc/passwd » n'existe pas"),
        ('{% include "absent.html" %}', "ligne 4 : le gabarit « absent.html » n'existe pas"),
        ("{{ 1 / 0 }}", "ligne 4 : cette ligne ne peut pas être suivie (ZeroDivisionError)"),
        ("{{ range(10000000) }}", "ligne 4 : cette ligne ne peut pas être suivie"),
        ("{% if %}", "ligne 4 : cette ligne ne suit pas la syntaxe de Jinja"),
        ("{{ view.corps }", "ligne 4 : cette ligne ne suit pas la syntaxe de Jinja"),
        ("{% for %}", "ligne 4 : cette ligne ne suit pas la syntaxe de Jinja"),
    ],
)
def test_a_fault_is_told_in_french_with_its_file_and_line(commons: Path, inside: str, said: str) -> None:
    draw(commons, inside)
    with pytest.raises(CouldNotRun) as stop:
        check(commons)
    assert str(stop.value).startswith("templates/entretien.html.jinja, ligne ")
    assert said in str(stop.value)
    assert "\n  aide: " in str(stop.value)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("entretien.html", "porte son nom : « entretien.html.jinja »"),
        ("entretient.html.jinja", "porte son nom : « entretien.html.jinja »"),
        ("experimentation.html.jinja", "porte son nom : « entretien.html.jinja »"),
    ],
)
def test_a_template_that_would_show_nothing_is_no_silence(commons: Path, name: str, said: str) -> None:
    draw(commons, "x", name)
    assert f"templates/{name} ne montre rien" in fault(commons)
    assert said in fault(commons)


def test_every_door_says_it_and_what_was_published_stays(commons: Path, tmp_path: Path) -> None:
    draw(commons, "<p>Le mien</p>")
    site = tmp_path / "site"
    assert espace("build", "--root", commons, "--out", site).returncode == 0
    draw(commons, "{{ view.rien }}")
    for command in (("check", "--root", commons), ("build", "--root", commons, "--out", site)):
        done = espace(*command)
        assert done.returncode == 2
        assert "templates/entretien.html.jinja, ligne 4 : « rien » n'existe pas" in done.stderr
        assert "Traceback" not in done.stderr
    assert "<p>Le mien</p>" in (site / PAGE / "index.html").read_text(encoding="utf-8")


def test_a_page_is_made_again_when_its_template_changes(commons: Path, tmp_path: Path) -> None:
    """With all that a build keeps; parts of a site that were drawn by two templates are not joined."""
    draw(commons, "<p>Avant</p>")
    before = origin(commons, check(commons))
    build(commons, tmp_path / "site")
    draw(commons, "<p>Après</p>")
    assert origin(commons, check(commons)) != before
    build(commons, tmp_path / "site")
    assert "<p>Après</p>" in (tmp_path / "site" / PAGE / "index.html").read_text(encoding="utf-8")
    (commons / "templates/entretien.html.jinja").unlink()
    build(commons, tmp_path / "site")
    assert "Qui parle" not in (tmp_path / "site" / PAGE / "index.html").read_text(encoding="utf-8")
    assert 'aria-label="En bref"' in (tmp_path / "site" / PAGE / "index.html").read_text(encoding="utf-8")


def test_a_proposal_is_shown_by_the_templates_of_its_judge(commons: Path, tmp_path: Path) -> None:
    """With `--data-only`, nothing but records is taken from a stranger's folder."""
    draw(commons, "<p>Du juge</p>")
    other = tmp_path / "autre"
    other.mkdir()
    lay(other)
    draw(other, "<p>Du voisin</p>")
    build(other, tmp_path / "site", data_only=True, rules=commons)
    assert "<p>Du juge</p>" in (tmp_path / "site" / PAGE / "index.html").read_text(encoding="utf-8")
