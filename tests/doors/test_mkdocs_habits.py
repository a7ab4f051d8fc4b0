"""What someone who knows MkDocs writes in `mkdocs.yml` works, or is refused in French with its line."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from generator.mkdocs_plugin import EspacePlugin
from generator.pipeline import PROJECT, build
from generator.publishing.habits import rules
from generator.showing import serve
from generator.working import CouldNotRun
from tests.cases.case_file import lay_base
from tests.doors.command import espace

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
OURS = SETTINGS.replace(
    "custom_dir: generator/theme", f"custom_dir: {(PROJECT / 'generator/theme').as_posix()}"
)


@pytest.fixture
def commons(tmp_path: Path) -> Path:
    root = tmp_path / "espace"
    lay_base(root)
    return root


def write(root: Path, settings: str) -> Path:
    file = root / "mkdocs.yml"
    file.write_text(settings, encoding="utf-8")
    return file


def cut(start: str, end: str, instead: str = "") -> str:
    """Our settings without what goes from `start` until `end`."""
    before, _, rest = OURS.partition(start)
    assert rest
    return before + instead + end + rest.partition(end)[2]


def changed(old: str, new: str) -> str:
    assert old in OURS
    return OURS.replace(old, new, 1)


def mkdocs(root: Path, out: Path, *typed: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(out), *typed]
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(command, cwd=root, env=env, capture_output=True, encoding="utf-8", check=False)


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


# --- what works -----------------------------------------------------------------------------------

MENU = """nav:
  - index.md
  - Apprendre:
      - Les enjeux: enjeux.md
      - Plus loin:
          - boite-a-outils.md
          - Une forge: https://forge.example.org/labo?a=1&b=2
  - acteurs.md
  - Ailleurs: https://example.org/

"""


def test_groups_bare_pages_and_links_out_are_menus(commons: Path, tmp_path: Path) -> None:
    """Beside other habits that work: inherited settings, a variable of the machine, authors, strictness."""
    (commons / "base.yml").write_text(cut("nav:\n", "validation:\n", MENU), encoding="utf-8")
    write(
        commons,
        "INHERIT: base.yml\ncopyright: !ENV [NULLE_PART, 'Sous <licence>']\nsite_author: Nous\nstrict: true\n"
        "watch: [toolbox]\nnot_in_nav: |\n  acteurs.md\nremote_branch: pages\nrepo_name:\n"
        "theme: {features: [navigation.tabs]}\nextra: {ours: 1}\n",
    )
    assert espace("check", "--root", commons).returncode == 0
    site = tmp_path / "site"
    done = espace("build", "--root", commons, "--out", site)
    assert done.returncode == 0, done.stderr
    other = mkdocs(commons, tmp_path / "mkdocs")
    assert other.returncode == 0, other.stderr
    assert files(tmp_path / "mkdocs") == files(site)
    page = (site / "enjeux/index.html").read_text(encoding="utf-8")
    menu = page[page.index('<nav class="md-nav') :].partition("</nav>")[0]
    links = re.findall(r'<(?:a href="([^"]*)"|span class="espace-groupe")[^>]*>([^<]*)<', menu)
    assert links == [
        ("..", "Espace d’essai"),
        ("", "Apprendre"),
        ("./", "Les enjeux"),
        ("", "Plus loin"),
        ("../boite-a-outils/", "Boîte à outils"),
        ("https://forge.example.org/labo?a=1&amp;b=2", "Une forge"),
        ("../acteurs/", "Acteurs"),
        ("https://example.org/", "Ailleurs"),
    ]
    tabs = page[page.index('<nav class="md-tabs') :].partition("</nav>")[0]
    assert '<a href="./" class="md-tabs__link" aria-current="true">Apprendre</a>' in tabs
    assert tabs.count("<ul") == 2, "within a group, its own links"
    assert "Sous &lt;licence&gt;" in page
    foot = page[page.index("<footer") :]
    assert foot.index(">Les enjeux</a>") < foot.index(">Une forge</a>") < foot.index(">Acteurs</a>")


def test_a_bare_page_keeps_its_own_title_and_the_menu_follows_it(commons: Path, tmp_path: Path) -> None:
    write(commons, changed("  - À propos: a-propos.md\n", "  - a-propos.md\n"))
    about = commons / "content/a-propos.md"
    about.write_text("---\ntitre: Nous & vous\n---\n\nDu texte.\n", encoding="utf-8")
    build(commons, tmp_path / "site")
    page = tmp_path / "site/acteurs/index.html"
    assert ">Nous &amp; vous</a>" in page.read_text(encoding="utf-8")
    about.write_text("---\ntitre: Vous & nous\n---\n\nDu texte.\n", encoding="utf-8")
    build(commons, tmp_path / "site")
    assert ">Vous &amp; nous</a>" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "settings",
    [cut("nav:\n", "validation:\n"), cut("extra:\n", "nav:\n")],
    ids=["no menu", "no foot"],
)
def test_without_a_menu_or_a_foot_ours_are_shown(commons: Path, tmp_path: Path, settings: str) -> None:
    write(commons, settings)
    build(commons, tmp_path / "own")
    write(commons, OURS)
    build(commons, tmp_path / "ours")
    assert files(tmp_path / "own") == files(tmp_path / "ours")


def test_home_in_a_group_or_nowhere_is_still_home(commons: Path, tmp_path: Path) -> None:
    for name, line in (("group", "  - Groupe:\n      - Accueil: index.md\n"), ("nowhere", "")):
        write(commons, changed("  - Accueil: index.md\n", line))
        build(commons, tmp_path / name)
        page = (tmp_path / name / "acteurs/index.html").read_text(encoding="utf-8")
        assert '<a href=".." class="espace-nom">' in page


def test_what_is_inherited_is_watched_by_the_next_build(commons: Path, tmp_path: Path) -> None:
    (commons / "base.yml").write_text(OURS, encoding="utf-8")
    write(commons, "INHERIT: base.yml\n")
    build(commons, tmp_path / "site")
    (commons / "base.yml").write_text(changed("Agenda: agenda.md", "Calendrier: agenda.md"), encoding="utf-8")
    build(commons, tmp_path / "site")
    assert "Calendrier" in (tmp_path / "site/acteurs/index.html").read_text(encoding="utf-8")


# --- what is refused ------------------------------------------------------------------------------

REFUSED = {
    "search": (changed("  - espace\n", "  - espace\n  - search\n"), "« search », dans « plugins »"),
    "our plugin twice": (
        changed("  - espace\n", "  - espace\n  - espace\n"),
        "est écrit deux fois dans « plugins »",
    ),
    "our plugin left out": (
        changed("  - espace\n", "  - espace: {enabled: false}\n"),
        "« enabled », sous « espace »",
    ),
    "a lost root": (
        changed("  - espace\n", "  - espace: {root: nulle-part}\n"),
        "« root », sous « espace », n'est pas",
    ),
    "a root of no sort": (
        changed("  - espace\n", "  - espace: {root: [a]}\n"),
        "« root », sous « espace », n'est pas",
    ),
    "a word for options": (
        changed("  - espace\n", "  - espace: oui\n"),
        "« espace » n'attend rien après lui",
    ),
    "only search": (changed("  - espace\n", "  - search\n"), "il manque « espace » dans « plugins »"),
    "a reserved option": (
        changed("  - espace\n", "  - espace: {staged: true}\n"),
        "« staged », sous « espace »",
    ),
    "plugins as a word": (
        changed("plugins:\n  - espace\n", "plugins: search\n"),
        "« search », dans « plugins »",
    ),
    "repository": (OURS + "repo_url: https://github.com/x/y\n", "« repo_url » n'est pas pris"),
    "edit": (OURS + "edit_uri: edit/main/\n", "« depot », « forge » et « branche »"),
    "extensions": (
        OURS + "markdown_extensions: [toc: {permalink: true}]\n",
        "« toc », dans « markdown_ext",
    ),
    "palette": (cut("  palette:\n", "plugins:\n", "  palette: {primary: indigo}\n\n"), "« theme.palette »"),
    "colour": (changed("primary: custom", "primary: indigo"), "« couleurs », dans content/site.yml"),
    "features": (changed("    - toc.follow", "    - navigation.instant"), "« navigation.instant »"),
    "theme as a word": (cut("theme:\n", "plugins:\n", "theme: material\n\n"), "« theme » attend : table"),
    "another theme": (changed("name: material", "name: readthedocs"), "écrivez « name: material »"),
    "overrides": (cut("  custom_dir", "  font", "  custom_dir: overrides\n"), "le dossier « overrides »"),
    "language": (changed("language: fr", "language: en"), "écrivez « language: fr »"),
    "fonts": (changed("font: false", "font: {text: Roboto}"), "écrivez « font: false »"),
    "logo": (changed("  font: false", "  font: false\n  logo: x.svg"), "« logo », dans content/site.yml"),
    "icons": (changed("  font: false", "  font: false\n  icon: {repo: x}"), "« theme.icon »"),
    "styles": (
        changed("  - assets/enjeux.css", "  - assets/enjeux.css\n  - x.css"),
        "« x.css », dans « extra_css »",
    ),
    "no styles": (changed("  - assets/espace.css\n", ""), "il manque « assets/espace.css »"),
    "scripts": (
        changed("  - assets/espace.js", "  - assets/espace.js\n  - path: x.js"),
        "dans « extra_javascript »",
    ),
    "hooks": (OURS + "hooks: [h.py]\n", "« hooks » n'est pas pris"),
    "excluded": (
        changed("  !/templates/", "  !/templates/\n  acteurs.md"),
        "« exclude_docs » n'est pas pris",
    ),
    "drafts": (OURS + "draft_docs: x.md\n", "« draft_docs » n'est pas pris"),
    "docs_dir": (changed("docs_dir: content", "docs_dir: docs"), "écrivez « docs_dir: content »"),
    "site_dir": (changed("site_dir: site", "site_dir: public"), "espace build --out DOSSIER"),
    "addresses": (changed("use_directory_urls: true", "use_directory_urls: false"), "doit rester à true"),
    "dev_addr": (OURS + "dev_addr: 0.0.0.0:80\n", "espace serve --port 8001"),
    "name": (
        changed("site_name: Espace de ressources", "site_name: Le mien"),
        "« nom », dans content/site.yml",
    ),
    "address": (OURS + "site_url: https://ailleurs.example/\n", "« url », dans content/site.yml"),
    "analytics": (changed("extra:\n", "extra:\n  analytics: {provider: x}\n"), "le site ne suit personne"),
    "social": (changed("extra:\n", "extra:\n  social: []\n"), "« extra.social » n'est pas pris"),
    "a foot": (
        changed("    - titre: Réutiliser et citer\n", "    - titre: 3\n"),
        "« extra.pied » a : « titre »",
    ),
    "a slip": (OURS + "navs: []\n", "vouliez-vous dire « nav » ?"),
    "the old menu": (OURS + "pages: []\n", "écrivez « nav » à la place de « pages »"),
    "a table for menu": (cut("nav:\n", "validation:\n", "nav: {A: acteurs.md}\n"), "« nav » attend : liste"),
    "an address in it": (changed("acteurs.md", "acteurs/"), "écrivez « acteurs.md »"),
    "a link without title": (changed("Acteurs: acteurs.md", "https://x.example/"), "n'a pas de titre"),
    "no address": (changed("acteurs.md", "http://["), "ou l'adresse entière d'un autre site, « https://… »"),
    "a script": (
        changed("acteurs.md", "javascript:alert(1)"),
        "ou l'adresse entière d'un autre site, « https",
    ),
    "a part of a page": (changed("acteurs.md", "acteurs.md#x"), "écrivez « acteurs.md »"),
    "a menu in itself": (
        changed("  - Acteurs: acteurs.md", "  - G: &g\n      - B: *g"),
        "le groupe « B » se contient lui-même",
    ),
    "a number in it": (changed("Acteurs: acteurs.md", "Acteurs: 3"), "n'est ni une page ni un lien"),
    "a word for strict": (OURS + "strict: 'oui'\n", "« strict » attend : oui ou non"),
    "a lost folder": (OURS + "watch: [nulle-part]\n", "« nulle-part », dans « watch », n'existe pas"),
    "a word of its own": (OURS.replace("omitted_files: ignore", "omitted_files: taire"), "MkDocs refuse ces"),
    "a setting twice": (OURS + "nav: []\n", "« nav » est écrit deux fois"),
    "a number for name": (OURS + "3: 4\n", "« 3 » n'est pas un réglage de MkDocs"),
    "a tag": (OURS + "copyright: !rien x\n", "une valeur ne peut pas être lue"),
    "not text": (OURS + "copyright: \0\n", "n'est pas du texte en UTF-8"),
    "not YAML": (OURS + "a: [\n", "ce n'est pas du YAML"),
    "a list": ("- a\n", "ne sont pas une table"),
    "a number": ("3\n", "ne sont pas une table"),
    "a lost parent": ("INHERIT: nulle-part.yml\n", "le fichier nommé par « INHERIT » n'existe pas"),
    "many parents": ("INHERIT: [a, b]\n", "« INHERIT » attend le chemin d'un fichier"),
    "a folder for parent": ("INHERIT: content\n", "« INHERIT » attend le chemin d'un fichier"),
    "a list without end": ("a: " + "[" * 3000 + "\n", "trop de listes l'une dans l'autre"),
    "its own parent": ("INHERIT: mkdocs.yml\n", "hérite de lui-même"),
}


@pytest.mark.parametrize("habit", REFUSED)
def test_what_is_not_taken_is_said_once_in_french(commons: Path, habit: str) -> None:
    settings, said = REFUSED[habit]
    file = write(commons, settings)
    done = espace("check", "--root", commons)
    assert done.returncode == 2
    assert said in done.stderr
    assert "aide: " in done.stderr
    assert "Traceback" not in done.stderr
    told = done.stderr.partition("\n")[2].strip()
    assert re.match(r"mkdocs\.yml(, ligne \d+)? : ", told)
    if "MkDocs refuse" in said:
        return
    with pytest.raises(Abort) as plain:
        EspacePlugin().load_config({}, str(file))
    assert str(plain.value) == told


@pytest.mark.parametrize(
    "settings", [changed("plugins:\n  - espace\n", ""), ""], ids=["no plugin", "nothing"]
)
def test_what_is_left_out_is_ours_but_for_plain_mkdocs(commons: Path, settings: str) -> None:
    """Who names a menu and nothing else goes on with our settings; MkDocs alone does not know them."""
    file = write(commons, settings)
    assert espace("check", "--root", commons).returncode == 0
    with pytest.raises(Abort, match="il manque « plugins »"):
        EspacePlugin().load_config({}, str(file))


def test_every_door_refuses_before_it_writes(commons: Path, tmp_path: Path) -> None:
    settings, said = REFUSED["repository"]
    write(commons, settings)
    line = f"mkdocs.yml, ligne {settings.count(chr(10))} : {said}"
    assert line in espace("build", "--root", commons, "--out", tmp_path / "site").stderr
    other = mkdocs(commons, tmp_path / "mkdocs")
    assert other.returncode == 1
    assert line in other.stdout + other.stderr
    assert "Traceback" not in other.stdout + other.stderr
    with pytest.raises(CouldNotRun, match=re.escape(line)):
        serve(commons, 1)
    assert not (tmp_path / "site").exists()
    assert not (tmp_path / "mkdocs").exists()


@pytest.mark.parametrize("typed", [("--theme", "readthedocs"), ("--no-directory-urls",)], ids=" ".join)
def test_what_is_typed_after_plain_mkdocs_changes_no_address(
    commons: Path, tmp_path: Path, typed: tuple[str, ...]
) -> None:
    write(commons, OURS)
    done = mkdocs(commons, tmp_path / "site", *typed)
    assert done.returncode == 1
    assert "recommencez sans --theme ni --no-directory-urls" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert not (tmp_path / "site").exists()


def plain(root: Path, *typed: str) -> tuple[int, str]:
    """What plain MkDocs answers: its code, and all that it says."""
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", *typed],
        cwd=root,
        env=env,
        capture_output=True,
        encoding="utf-8",
        check=False,
        input=OURS,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("plugins", ["plugins: [search]", "plugins:"])
def test_plain_mkdocs_without_our_plugin_says_that_it_is_missing(commons: Path, plugins: str) -> None:
    """Nothing of ours runs then, but the theme: it made a page without what the plugin gives it."""
    write(commons, changed("plugins:\n  - espace\n", f"{plugins}\n"))
    code, said = plain(commons, "build")
    assert code == 1
    assert re.search(r"mkdocs.yml, ligne 44 : il manque « (espace|plugins) »", said)
    assert "Traceback" not in said
    assert not (commons / "site/index.html").exists()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("gh-deploy", "git remote add origin ADRESSE"),
        ("build --config-file -", "recommencez sans « --config-file - »"),
        ("serve --dev-addr 127.0.0.1:80000", "le port 80000 n'existe pas"),
    ],
)
def test_what_plain_mkdocs_cannot_do_is_said_in_french(commons: Path, typed: str, told: str) -> None:
    write(commons, OURS)
    code, said = plain(commons, *typed.split())
    assert code == 1
    assert told in said
    assert "Traceback" not in said


def test_a_fault_in_inherited_settings_is_placed_in_their_own_file(commons: Path) -> None:
    write(commons, "INHERIT: base.yml\n")
    (commons / "base.yml").write_text("a: b\nc: [\n", encoding="utf-8")
    assert (
        "base.yml, ligne 3 : ces réglages ne peuvent pas être lus"
        in espace("check", "--root", commons).stderr
    )


def test_settings_under_a_name_that_only_mkdocs_reads_are_not_left_unread(commons: Path) -> None:
    (commons / "mkdocs.yaml").write_text(OURS, encoding="utf-8")
    done = espace("check", "--root", commons)
    assert done.returncode == 2
    assert "mkdocs.yaml : les réglages se lisent dans mkdocs.yml\n  aide: renommez ce fichier" in done.stderr


def test_a_page_whose_name_no_system_takes_is_no_page(commons: Path, tmp_path: Path) -> None:
    write(commons, changed("acteurs.md", "a" * 5000 + ".md"))
    done = mkdocs(commons, tmp_path / "site")
    assert "aaa… » n'est pas une page de ce site" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_a_page_that_is_not_of_this_site_is_named(commons: Path, tmp_path: Path) -> None:
    """What our own menu leads to may be missing from a commons that holds nothing for it; a slip may not."""
    write(commons, changed("Acteurs: acteurs.md", "Acteurs: acteur.md"))
    for done in (
        espace("check", "--root", commons),
        espace("build", "--root", commons, "--out", tmp_path / "site"),
        mkdocs(commons, tmp_path / "mkdocs"),
    ):
        assert done.returncode
        assert "« acteur.md » n'est pas une page de ce site" in done.stdout + done.stderr
        assert "vouliez-vous dire « acteurs.md » ?" in done.stdout + done.stderr
        assert "Traceback" not in done.stderr


def test_every_setting_of_mkdocs_is_taken_or_refused() -> None:
    """A setting that MkDocs gains has to be tried first."""
    known = {name for name, _ in MkDocsConfig()._schema} - {"config_file_path"}  # noqa: SLF001 — it has no other list
    told: list[Any] = [*rules().taken, *rules().refused]
    assert known - {*told} == set()
    assert len(told) == len({*told})
    assert {one for one in told if "." not in one} - known == {"INHERIT"}


def test_our_own_settings_are_taken(commons: Path) -> None:
    file = write(commons, OURS)
    assert EspacePlugin().load_config({}, str(file)) == ([], [])
