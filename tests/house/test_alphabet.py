"""Hold the alphabetical index to all that it promises: every place and every title, under its letter."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from generator.addresses import address
from generator.frozen import replace
from generator.model import Ref
from generator.pages.frame.charting import chart
from generator.pages.lists.alphabet import LetterView, WordEntry, plan
from generator.pages.pagination import paginated
from generator.pipeline import check
from tests.cases.case_file import lay_base

if TYPE_CHECKING:
    from pathlib import Path


def _letters(root: Path) -> list[LetterView]:
    lay_base(root)
    made = (one.make() for one in plan(chart(check(root).index)))
    return [page.view for page in made if isinstance(page.view, LetterView)]


def test_every_place_and_every_title_is_there(tmp_path: Path) -> None:
    letters = _letters(tmp_path)
    index = check(tmp_path).index
    places = [one.adresse for view in letters for one in view.territoires]
    assert sorted(map(str, places)) == sorted(address(Ref("territoire", one)) for one in index.territoires)
    named = {one.adresse for view in letters for entry in view.mots for one in entry.pages}
    titled = {
        fiche.adresse for fiche in index.entries.values() if fiche.ref.kind in {"outil", "experimentation"}
    }
    assert titled
    assert titled <= named


def test_what_is_invented_says_so(tmp_path: Path) -> None:
    letters = _letters(tmp_path)
    index = check(tmp_path).index
    invented = {fiche.adresse for fiche in index.entries.values() if fiche.invente}
    for one in chain.from_iterable(entry.pages for view in letters for entry in view.mots):
        assert (one.note == "exemple inventé") == (one.adresse in invented)


def test_a_long_letter_goes_on_in_light_pages(tmp_path: Path) -> None:
    lay_base(tmp_path)
    letter = next(one.make() for one in plan(chart(check(tmp_path).index)) if one.address == "/index/c/")
    view: Any = letter.view
    words = tuple(
        WordEntry(mot=f"Mot{one}", ancre=f"Mot-mot{one}", pages=view.mots[0].pages, reste=0)
        for one in range(130)
    )
    sheets: list[Any] = [*paginated(replace(letter, view=replace(view, mots=words)))]
    assert [one.address for one in sheets] == ["/index/c/", "/index/c/page/2/", "/index/c/page/3/"]
    assert len(sheets[0].view.mots) == 50
    after = [group.titre for sheet in sheets[1:] for group in sheet.view.suites[0].groupes]
    assert after == [f"Mot{rank}" for rank in range(50, 130)]
