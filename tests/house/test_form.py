"""Hold the form to the schemas and to the site's facts: every field is asked, or left out for a reason."""

from __future__ import annotations

import gzip
import json
import re
from typing import TYPE_CHECKING

import pytest

from generator import exports, pages
from generator.frozen import replace
from generator.pages.frame.charting import chart
from generator.pages.guides.contributions import CONTRIBUTIONS
from generator.pages.guides.formulaire import form_page
from generator.pipeline import PROJECT, check
from generator.territory import reference
from generator.working import schemas_of
from tests.cases.case_file import lay_base

if TYPE_CHECKING:
    from pathlib import Path

    from generator.pages.guides.contributions import Contribution

FORM = "/contribuer/formulaire/"
# What no one asks of a new record: a name it had before, what happens after its publication.
# The file of an `image` goes beside the record: a guide says how.
NOT_ASKED = {"anciens_ids", "anciennes_adresses", "errata", "image", "modifie_le", "publie_le"}
# The Labo says who is a possible experimenter, and of its network, not the actor.
NOT_ASKED_OF = {"acteur": {"reseau"}}
LATER = {
    *("motif_arret", "appels", "rencontre_amont", "accord", "convention", "garants"),
    *("debut", "fin", "participants", "reperes", "recrutement", "couts", "financeurs", "temps_demande"),
    *("constats", "suites", "anterieure"),
}
FORGES = {
    "github": "https://forge.example/labo/new/main?filename={chemin}&amp;value={texte}",
    "gitlab": "https://forge.example/labo/-/new/main?file_name={chemin}",
    "forgejo": "https://forge.example/labo/_new/main/{dossier}/?filename={nom}&amp;value={texte}",
}
# Where someone without rights makes a copy, and proposes it; GitHub does both by itself.
COPIES = {
    "github": ("", ""),
    "gitlab": (
        "https://forge.example/labo/-/forks/new",
        "{copie}/-/merge_requests/new?merge_request[source_branch]=main",
    ),
    "forgejo": ("https://forge.example/labo", "https://forge.example/labo/compare/main...{compte}:main"),
}


def form(root: Path, facts: str = "") -> str:
    """The page of the form of a small commons, its facts completed."""
    lay_base(root)
    site = root / "content/site.yml"
    site.write_text(site.read_text(encoding="utf-8") + facts, encoding="utf-8")
    found = check(root)
    rendered = pages.render(found.index)
    return next(page.html or "" for page in rendered if page.address == FORM)


@pytest.mark.parametrize("contribution", CONTRIBUTIONS, ids=lambda one: one.code)
def test_every_field_is_asked_or_left_out_for_a_reason(contribution: Contribution) -> None:
    tree = schemas_of(PROJECT).trees[contribution.sorte]
    first, others = contribution.noms(tree)
    left_out = (
        NOT_ASKED | NOT_ASKED_OF.get(contribution.sorte, set()) | {name for name, _ in contribution.fixes}
    )
    if contribution.code == "proposition":
        left_out |= LATER
    assert len({*first, *others}) == len(first) + len(others)
    assert {*first, *others} == set(tree["properties"]) - left_out
    assert set(tree["required"]) <= {*first, *others, *(name for name, _ in contribution.fixes)}


# Its `depot`, where its API answers and the path of the project there; nothing where no token may go.
APIS = {
    ("github", "https://github.com/labo/fiches.git"): ("https://api.github.com", "labo/fiches"),
    ("github", "https://forge.example:8443/labo/fiches/"): (
        "https://forge.example:8443/api/v3",
        "labo/fiches",
    ),
    ("gitlab", "https://GitLab.example/a/b/c/fiches"): ("https://gitlab.example/api/v4", "a/b/c/fiches"),
    ("forgejo", "https://codeberg.org/labo/fiches"): ("https://codeberg.org/api/v1", "labo/fiches"),
    ("forgejo", "https://forge.example/git/labo/fiches"): ("https://forge.example/git/api/v1", "labo/fiches"),
    ("forgejo", "https://forge.example/fiches"): None,
}


def test_the_form_may_call_the_forge_of_its_site_and_no_other(tmp_path: Path) -> None:
    lay_base(tmp_path)
    atlas = chart(check(tmp_path).index)
    for (forge, depot), api in APIS.items():
        site = replace(atlas.commons.site, forge=forge, depot=depot)
        page = form_page(replace(atlas, commons=replace(atlas.commons, site=site)))
        assert page.reaches == (f"{api[0]}/" if api else "")
        found = page.view.api  # type: ignore[attr-defined] # the view of this page
        assert (found and (found.adresse, found.projet)) == api


@pytest.mark.parametrize("forge", FORGES)
def test_a_site_that_names_its_forge_leads_there(tmp_path: Path, forge: str) -> None:
    facts = f"depot: https://forge.example/labo/\nforge: {forge}\ncontact: labo@example.org\n"
    html = form(tmp_path, f"\n{facts}")
    assert f'data-nouveau="{FORGES[forge]}"' in html
    assert 'data-contact="mailto:labo@example.org"' in html
    assert 'id="Forge"' in html
    envoi = "https://forge.example/labo/upload/main" if forge == "github" else ""
    assert f'data-envoi="{envoi}"' in html
    assert "pas encore indiqué" not in html
    made, proposed = COPIES[forge]
    assert ('id="Copie"' in html) == bool(made)
    assert f'href="{made}"' in html or not made
    assert f'data-demande="{proposed}"' in html or not proposed


def test_a_site_that_names_nothing_says_so(tmp_path: Path) -> None:
    html = form(tmp_path)
    assert html.count("pas encore indiqué") == len(["forge", "contact"])
    assert 'id="Forge"' not in html
    assert "mailto:" not in html


def test_every_choice_of_the_schemas_is_offered(tmp_path: Path) -> None:
    html = form(tmp_path)
    schemas = schemas_of(PROJECT)
    for one in CONTRIBUTIONS:
        asked = html.partition(f'data-code="{one.code}"')[2].partition('class="fiche-modele"')[0]
        for name in {*one.noms(schemas.trees[one.sorte])[0]}:
            node = schemas.node(one.sorte, (name,))
            for code in node.get("items", node).get("enum", ()):
                assert f'value="{code}"' in asked, (one.code, name)


def test_each_protocol_is_published_with_all_it_ever_held(tmp_path: Path) -> None:
    lay_base(tmp_path)
    found = check(tmp_path)
    made = {one.path: one.content for one in exports.files(found.index, [])}
    for item in found.commons.experimentations:
        revisions = found.commons.revisions(item.id)
        path = f"donnees/protocoles/{item.id}.json"
        assert (path in made) == bool(revisions)
        if revisions:
            told = json.loads(made[path])
            assert told["numero"] == revisions[-1].numero
            ever = {part.id for one in revisions for part in one.hypotheses}
            assert set(told["employes"]["hypotheses"]) == ever
            published = [one for one in revisions if one.etat == "publiee"]
            assert [one["id"] for one in told["hypotheses"]] == sorted(
                {p.id for r in published for p in r.hypotheses}
            )


def test_every_official_territory_can_be_chosen(tmp_path: Path) -> None:
    lay_base(tmp_path)
    found = check(tmp_path)
    made = {one.path: one.content for one in exports.files(found.index, [])}
    facts, *blocks = gzip.decompress(made["donnees/territoires.gz"]).decode().split("\n\n")
    levels = ("commune", "epci", "departement", "region")
    offered = {
        f"{level}-{line.partition(chr(9))[0]}": line.partition("\t")[2]
        for level, block in zip(levels, blocks, strict=True)
        for line in block.split("\n")
    }
    official = reference()
    assert offered.keys() == official.places.keys()
    assert offered["commune-68224"] == "Mulhouse"
    assert official.licence in facts


# What a page reads only where someone pastes, gives a document, or sends with a token.
ON_DEMAND = (
    *("html-en-markdown.js", "mammoth.js", "markdown-lu.js", "/markdown.js", "/nettoyer.js", "/listes.js"),
    *("/notes.js", "/arbre.js", "/documents.js", "/etiquettes.js", "/odt.js"),
    *("jeton.js", "proposer.js", "requetes.js", "refus.js", "github.js", "gitlab.js", "forgejo.js"),
)
# Or corrects a record.
OF_CORRECTION = tuple(
    f"/{name}.js"
    for name in ("corriger", "correction", "entete", "fichier-lu", "scalaires", "suites", "yaml-lu")
)


def test_the_form_weighs_little(tmp_path: Path) -> None:
    html = form(tmp_path)
    found = check(tmp_path)
    made = {one.path: one.content for one in pages.assets(found.commons)}
    own = {path: content for path, content in made.items() if path.startswith("assets/formulaire/")}
    scripts = {path: content for path, content in own.items() if not path.endswith(".txt")}
    at_once = [
        content for path, content in scripts.items() if not path.endswith((*ON_DEMAND, *OF_CORRECTION))
    ]
    assert sum(len(gzip.compress(content)) for content in [html.encode(), *at_once]) < 158_000
    for names, most in ((ON_DEMAND, 210_000), (OF_CORRECTION, 50_000)):
        on_demand = [content for path, content in scripts.items() if path.endswith(names)]
        assert len(on_demand) == len(names)
        assert sum(len(gzip.compress(content)) for content in on_demand) < most


def test_its_libraries_are_those_that_are_locked(tmp_path: Path) -> None:
    lay_base(tmp_path)
    made = {one.path: one.content for one in pages.assets(check(tmp_path).commons)}
    own = {path: content for path, content in made.items() if path.startswith("assets/formulaire/")}
    tools = PROJECT / "tools/formulaire"
    wanted = json.loads((tools / "package.json").read_text(encoding="utf-8"))
    locked = json.loads((tools / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    libraries = {path: content.decode() for path, content in own.items() if "/bibliotheques/" in path}
    scripts = {path: text for path, text in libraries.items() if path.endswith(".js")}
    inside = set()
    for path, text in scripts.items():
        licence = libraries[path.replace(".js", ".LICENCE.txt")]
        packages = re.findall(r"(\S+) (\S+) \([\w.-]+\)", text.partition("*/")[0])
        assert licence.count("opyright") >= len(packages)
        for name, version in packages:
            inside.add(name)
            assert locked[f"node_modules/{name}"]["version"] == version
            assert len(packages) == 1 or f"{name} {version}\n" in licence
        assert not re.search(r"\beval\(|new Function", text)
    assert {*wanted["devDependencies"]} - {"esbuild"} <= inside
