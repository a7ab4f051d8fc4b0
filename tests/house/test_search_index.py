"""Hold the index that is brought up to date to the one made from nothing, whatever was kept in between."""

from __future__ import annotations

import gzip
import json
import random
from typing import TYPE_CHECKING

import pytest

from generator.publishing import finished, index
from generator.search import Sizes, numbered, read, suggested, words
from generator.search.beginnings import Suggested

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_WORDS = (
    *("habitants", "l'habitante", "élues", "mise en œuvre", "TLM", "café", "porte-à-porte", "délibération"),
    *("délibérer", "votants", "Mulhouse", "budget", "participatif", "assemblée", "tirage au sort", "mairie"),
)
_EDITS = 60


def page(draw: random.Random, address: str) -> str:
    title = " ".join(draw.sample(_WORDS, 3)).replace("'", "’")
    card = {
        "titre": title,
        "resume": "Un résumé.",
        "nature": "Essai",
        "faits": [["lieu", draw.choice(_WORDS)]],
    }
    told = json.dumps(card, ensure_ascii=False).replace('"', "&#34;")
    prose = " ".join(draw.choices(_WORDS, k=draw.choice((5, 30, 900))))
    outside = " data-facettes='{}'" if draw.random() < 0.3 else ""
    return (
        f'<html><body><article class="page" data-fiche="{address} {told}" data-genre="outil"{outside}>'
        f"<h1>{title}</h1><p class='resume'>Un résumé.</p><h2 id='a'>{draw.choice(_WORDS)}</h2>"
        f"<p>{prose}.</p>"
        "</article></body></html>"
    )


def contents(folder: Path) -> Mapping[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def edited(draw: random.Random, site: Path) -> None:
    """A page more, one less, or other words in one; at times one that the search leaves."""
    there = sorted(site.glob("p*/index.html"))
    way = draw.choice(("more", "less", "other", "other", "none")) if there else "more"
    path = site / f"p{draw.randrange(10_000)}/index.html" if way == "more" else draw.choice(there)
    path.parent.mkdir(exist_ok=True, parents=True)
    if way == "less":
        path.unlink()
    elif way == "none":
        path.write_text("<html><body><p>Rien à chercher.</p></body></html>", encoding="utf-8")
    else:
        path.write_text(page(draw, f"/{path.parent.name}/"), encoding="utf-8")


def test_an_index_brought_up_to_date_is_the_one_made_from_nothing(tmp_path: Path) -> None:
    draw = random.Random(20261127)  # noqa: S311 — a test keeps no secret
    site, kept = tmp_path / "site", tmp_path / "kept"
    for _ in range(30):
        edited(draw, site)
    reread = 0
    for _ in range(_EDITS):
        edited(draw, site)
        before = contents(kept) if kept.exists() else {}
        index(finished(site), kept)
        found = contents(site / "assets")
        reread += contents(kept).keys() - before.keys() == set()
        index(finished(site))
        assert contents(site / "assets") == found
    assert reread > _EDITS / 4, "tout est refait à chaque fois : cet essai n'éprouve rien"


@pytest.mark.parametrize("harm", ["cut", "other", "gone", "ledger", "code"])
def test_what_was_kept_is_not_believed(tmp_path: Path, harm: str) -> None:
    draw = random.Random(harm)  # noqa: S311 — as above
    site, kept = tmp_path / "site", tmp_path / "kept"
    for _ in range(20):
        edited(draw, site)
    index(finished(site), kept)
    right = contents(site / "assets")
    ledger = kept / "registre.json"
    for path in sorted(kept.rglob("*.gz")):
        held = path.read_bytes()
        if harm == "cut":
            path.write_bytes(held[: len(held) // 2])
        elif harm == "other":
            path.write_bytes(gzip.compress(b'{"1": "poison"}', mtime=0))
        elif harm == "gone":
            path.unlink()
    if harm == "ledger":
        ledger.write_text(ledger.read_text(encoding="utf-8")[:-9], encoding="utf-8")
    elif harm == "code":
        told = json.loads(ledger.read_bytes())
        ledger.write_text(json.dumps(told | {"recipe": "x", "notes": {}}), encoding="utf-8")
    index(finished(site), kept)
    assert contents(site / "assets") == right


def test_a_page_says_what_is_searched_of_it() -> None:
    card = '{"titre":"Le café","faits":[["lieu","Mulhouse"]]}'.replace('"', "&#34;")
    leaf = read(
        f'<html><article class="page" data-fiche="/x/ {card}" data-genre="outil"><h1>Le café</h1>'
        '<h2 id="Fiche">En bref</h2><div class="fait"><dt>Durée</dt><dd>Une heure</dd></div>'
        "<p>On réunit les <b>voisins</b> du CNDP.</p><pre>make site</pre><p><code>git push</code></p>"
        "<p data-hors-recherche>Ailleurs</p><ul><li>Étiquette</li></ul></article></html>"
    )
    assert leaf
    terms = json.loads(leaf.terms)
    assert {"le", "caf", "mulhous", "voisin", "cndp", "heur"} <= terms.keys()
    assert not {"duree", "dur", "mak", "git", "ailleur", "de"} & terms.keys()
    assert terms["caf"][0] % 2 == 1
    assert terms["caf"][0] > terms["mulhous"][0] > terms["cndp"][0] > terms["heur"][0]
    assert "On réunit les voisins du CNDP." in leaf.text.split("\n")
    assert "\tÉtiquette" in leaf.text.split("\n")
    assert read("<html><p>Sans fiche</p></html>") is None


def test_a_number_hardly_moves() -> None:
    addresses = [f"/essai-{n}/" for n in range(2000)]
    bits = Sizes.of(2000).bits
    whole, less = numbered(addresses, bits), numbered(addresses[1:], bits)
    assert len(set(whole.values())) == len(addresses)
    assert sum(whole[one] != less[one] for one in less) < 5


def test_a_beginning_offers_who_bears_it() -> None:
    pages = [
        Suggested(n % 3, f"Essai {n} de la commune de Ville-{n:03}", "Outil", "", f"/e{n}/")
        for n in range(400)
    ]
    files = suggested(pages)
    whole, some = files["e"]
    assert (whole, len(some)) == (False, 40)  # type: ignore[arg-type] # pages
    assert max(len(found) for _, found in files.values()) <= 150  # type: ignore[arg-type] # idem
    for one in pages:
        for word in words(one.title):
            if not word.void and word.written.isalpha():
                assert any(word.written.lower().startswith(start) for start in files), word
