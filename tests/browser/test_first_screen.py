"""Hold the page of an experiment to its first screen: the answer is there, and the way to the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.visits import DESK, PHONE, resize, visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator

    from tests.browser.visits import Site

_EXPERIMENT = "/experimentations/budget-participatif-rennes/"
_PHONE_HEIGHT = 844


def test_the_answer_is_on_the_first_screen_of_a_phone(browser: Browser, site: Site) -> None:
    with visit(browser, site, site.one(_EXPERIMENT), width=PHONE) as seen:
        page = seen.page
        answer = page.locator(".reponse")
        assert _bottom(answer.locator(".bande-comptes")) < _PHONE_HEIGHT
        for side in answer.locator(".reponse-cote").all():
            assert _bottom(side.locator("li").first) < _PHONE_HEIGHT
            assert side.locator("li").filter(visible=True).count() == 1
        told = answer.locator(".reponse-faits dt").all_inner_texts()
        assert [
            one for one in told if one not in {"Dernière trace", "Poids sur la décision", "Temps demandé"}
        ] == ["Où", "Quand", "Participants", "Coût", "Certitude"]
        # What nobody wrote is one line, until one asks.
        assert page.locator(".lacune").filter(visible=True).count() == 0
        gaps = page.locator("details.manques")
        assert not gaps.locator("#Manques").is_visible()
        gaps.locator("summary").click()
        expect(gaps.locator("#Manques")).to_contain_text("Cette fiche ne dit pas")

        contents = page.locator("details.sur-cette-page")
        contents.locator("summary").click()
        contents.locator("a[href='#Suites']").click()
        expect(page.locator("#Suites")).to_be_in_viewport()
        resize(page, DESK)
        expect(contents).to_be_hidden()
        assert all(side.locator("li").nth(1).is_visible() for side in answer.locator(".reponse-cote").all())
    assert seen.errors == []


def test_a_strip_is_as_long_as_what_it_counts(browser: Browser, site: Site) -> None:
    with visit(browser, site, site.one(_EXPERIMENT), width=DESK) as seen:
        page = seen.page
        for strip in page.locator(".bande").all():
            counts = [int(one) for one in strip.locator("td").all_inner_texts()]
            widths = strip.locator("rect").evaluate_all("all => all.map((one) => one.getBBox().width)")
            assert len(widths) == len(counts) > 0
            for width, count in zip(widths, counts, strict=True):
                assert abs(width / sum(widths) - count / sum(counts)) < 0.01
            # Each part is filled with a pattern that the page holds.
            fills = strip.locator("rect").evaluate_all(
                "all => all.map((one) => one.getAttribute('fill').slice('url('.length, -1))"
            )
            assert all(page.locator(fill).count() == 1 for fill in fills)
        bars = page.locator(".avant-apres").first.locator("svg")
        before, after = (float(bar.evaluate("one => one.clientWidth")) for bar in bars.all())
        told = page.locator(".avant-apres").first.locator("td:last-child").all_inner_texts()
        first, last = (int("".join(filter(str.isdigit, one))) for one in told)
        assert abs(before / after - first / last) < 0.02
    assert seen.errors == []


def _bottom(found: Locator) -> float:
    box = found.bounding_box()
    assert box
    return box["y"] + box["height"]
