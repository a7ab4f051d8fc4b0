"""Send a contribution by a token, to a stand-in for each forge that knows its documents: none is live."""

from __future__ import annotations

import base64
import io
import json
import re
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO

import pytest
from playwright.sync_api import expect

from tests.browser.forge_dialects import FORGEJO, GITHUB, GITLAB
from tests.browser.forge_server import HANGS_UP, HOME, LOST, ME, TOKEN, Answered, answering
from tests.browser.form import ADDRESS, Writing, write
from tests.browser.serving import Quiet, serving
from tests.browser.strangers import PAYLOADS
from tests.browser.test_attached import give, payload, picture
from tests.browser.visits import DESK, PHONE, Site, visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.browser.forge_server import Forge

SUMMARY = "Une phrase assez longue pour dire l'essentiel à qui ne connaît pas le sujet."
FORGES = {"github": (GITHUB, "/api/v3"), "gitlab": (GITLAB, "/api/v4"), "forgejo": (FORGEJO, "/api/v1")}
# A file that is there already, a new one, and a picture.
FILES = [
    {"path": "content/acteurs/ancien.md", "text": "corrigé é\n"},
    {"path": "content/acteurs/les-amis.md", "text": "---\ntitre: Les amis\n---\n"},
    {"path": "content/acteurs/les-amis-vue.jpg", "base64": base64.b64encode(bytes(range(256))).decode()},
]
SEND = """async ([facts, token, files]) => {
  const [{ forgeOf, propose }, { told }] = await Promise.all(
    ["proposer", "refus"].map((name) => import(`/assets/formulaire/${name}.js`)));
  const read = (packed) => new Blob([Uint8Array.from(atob(packed), (one) => one.charCodeAt(0))]);
  const sent = files.map(({ path, text, base64 }) => base64 ? { path, bytes: read(base64) } : { path, text });
  let step = "";
  try {
    const all = { stem: "les-amis", files: sent, title: "Contribution : Les amis", body: "Merci" };
    const end = await propose(forgeOf(facts, token), all, (name) => { step = name; });
    return { number: end.request.number, again: end.again, open: end.request.open, branch: end.branch };
  } catch (fault) {
    const words = { forge: "La forge", project: "labo/fiches", rights: "le droit api" };
    return { step, kind: fault.kind, ...told(fault, step, words) };
  }
}"""


@contextmanager
def at(browser: Browser, site: Site, sort: str, width: int = DESK) -> Iterator[tuple[Writing, Forge, str]]:
    """The form of a commons kept on a stand-in of that sort, which it may call and no other."""
    forge, root = FORGES[sort]
    html = (site.folder / ADDRESS.strip("/") / "index.html").read_text(encoding="utf-8")
    with answering(forge, site.folder) as address:
        html = html.replace("https://forge.example/api/v4", f"{address}{root}")
        html = html.replace("https://forge.example", address).replace(
            'data-sorte="gitlab"', f'data-sorte="{sort}"'
        )
        with (
            serving(site.folder, partial(_Kept, html=html)) as here,
            visit(browser, Site(site.folder, here), here + ADDRESS, width=width) as seen,
        ):
            yield Writing(seen), forge, address


class _Kept(Quiet):
    """Serves the site; the form is kept on the stand-in.

    No route of the browser does it: what it answers is told apart from what this machine serves, and could
    not call it.
    """

    def __init__(self, *args: Any, html: str, **kwargs: Any) -> None:  # noqa: ANN401 — as the class above
        self.html = html.encode()
        super().__init__(*args, **kwargs)

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        if self.path.partition("?")[0] != ADDRESS:
            return super().send_head()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(self.html)))
        self.end_headers()
        return io.BytesIO(self.html)


def _send(page: Page, sort: str, address: str, *, token: str = TOKEN, files: Any = FILES) -> dict[str, Any]:  # noqa: ANN401
    root = FORGES[sort][1]
    facts = {
        "sorte": sort,
        "adresse": address + root,
        "projet": HOME,
        "branche": "main",
        "depot": f"{address}/{HOME}",
    }
    found: dict[str, Any] = page.evaluate(SEND, [facts, token, files])
    return found


@pytest.mark.parametrize("sort", FORGES)
def test_a_contribution_goes_whole_in_one_request(browser: Browser, gitlab: Site, sort: str) -> None:
    with at(browser, gitlab, sort, PHONE if sort == "forgejo" else DESK) as (form, forge, address):
        page = form.page
        write(form.start("acteur"), titre="Les amis", resume=SUMMARY, type="association")
        zone = give(form.record(), payload("Vue.jpg", picture(size=(200, 100))))
        zone.locator(".piece-alt").fill("Deux couleurs côte à côte")
        zone.locator(".piece-legende").fill("Une vue")
        form.ready()
        _unfold(page)
        told = page.locator("#Direct-dit")
        page.locator("#Direct-envoyer").click()
        expect(told).to_contain_text("Collez d’abord")
        page.locator("#Direct-jeton").fill(TOKEN)
        page.locator("#Direct-mot").fill("Bonjour à l'équipe")
        page.locator("#Direct-jeton").press("Enter")
        expect(told).to_contain_text("C’est envoyé")
        ((where, branch, message, files),) = forge.commits
        assert where.startswith(f"{ME}/fiches")
        assert files == ("content/acteurs/les-amis-vue.jpg", "content/acteurs/les-amis.md")
        assert message == "Contribution : Les amis\n\nBonjour à l'équipe"
        assert branch.startswith("contribution-")
        held = forge.repositories[where].branches[branch]
        assert held["content/acteurs/les-amis-vue.jpg"].startswith(b"\xff\xd8\xff")
        assert held["README.md"] == b"ici\n"
        (request,) = forge.requests
        assert request["title"] == "Contribution : Les amis"
        assert {*request.values()} >= {f"{ME}:{branch}"} or request["source_branch"] == branch
        rank = {"github": "/pull/41", "gitlab": "/-/merge_requests/41", "forgejo": "/pulls/41"}[sort]
        assert told.locator("a").get_attribute("href") == f"{address}/{HOME}{rank}"
        _forgotten(page)
        page.locator("#Direct-jeton").fill(TOKEN)
        page.locator("#Direct-envoyer").click()
        expect(told).to_contain_text("rien n’a été fait deux fois")
        assert (len(forge.commits), len(forge.requests)) == (1, 1)
        assert forge.wrong == []
        page.evaluate("scrollTo(0, 0)")  # or what is under the head of the page counts as hidden
        assert form.seen.violations() == []
        assert {url.split("/api")[0] for url in form.seen.foreign} == {address}


def _unfold(page: Page) -> None:
    page.locator("details:has(> #Direct) > summary").click()
    expect(page.locator("#Direct-envoyer")).to_have_attribute("aria-disabled", "false")


def _forgotten(page: Page) -> None:
    """The token is nowhere: neither in what the browser keeps, nor in the page, nor in an address."""
    assert page.locator("#Direct-jeton").input_value() == ""
    kept = page.evaluate(
        "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, location.href])"
    )
    assert "Les amis" in kept
    assert TOKEN not in kept + page.content()


@pytest.mark.parametrize("sort", FORGES)
def test_what_stops_anywhere_goes_on_without_doing_anything_twice(
    browser: Browser, gitlab: Site, sort: str
) -> None:
    """Each call in turn is refused, or done and its answer lost; then one tries again."""
    with at(browser, gitlab, sort) as (form, forge, address):
        whole = _send(form.page, sort, address)
        assert whole == {"number": 41, "again": False, "open": True, "branch": whole["branch"]}
        ((_, branch, _, files),) = forge.commits
        assert files == tuple(sorted(one["path"] for one in FILES))
        held = forge.repositories[forge.commits[0][0]].branches[branch]
        assert held["content/acteurs/ancien.md"].decode() == "corrigé é\n"
        assert held["content/acteurs/les-amis-vue.jpg"] == bytes(range(256))
        calls = list(dict.fromkeys(forge.asked))
        assert forge.wrong == []
        for call in calls:
            for failure in (HANGS_UP, LOST) if call.startswith("POST") else (HANGS_UP,):
                forge.again()
                forge.made_after = 0
                forge.failing[f"^{re.escape(call)}$"] = failure
                first = _send(form.page, sort, address)
                assert first.get("remedy"), call
                assert not forge.failing, call
                assert _send(form.page, sort, address)["number"] == 41, (call, failure)
                assert (len(forge.commits), len(forge.requests), forge.wrong) == (1, 1, []), (call, failure)
        # A forge that does not know how to bring a copy up to date does without.
        forge.again()
        forge.failing["sync_fork"] = Answered(404, {})
        assert _send(form.page, sort, address)["number"] == 41
        # What was closed is not sent again; other words are another request.
        forge.requests[0]["state"] = "closed"
        closed = _send(form.page, sort, address)
        assert (closed["again"], closed["open"]) == (True, False)
        assert _send(form.page, sort, address, files=FILES[:1])["number"] == 42
        # A member of the team has no need of a copy.
        forge.again()
        forge.may_write = True
        assert _send(form.page, sort, address)["number"] == 41
        assert ([one[0] for one in forge.commits], list(forge.repositories), forge.wrong) == (
            [HOME],
            [HOME],
            [],
        )


ELSEWHERE = {"Location": "/vol"}
REFUSED: tuple[tuple[str, Answered, str], ...] = (
    ("/user$", Answered(403, {"message": "verify your e-mail"}), "reconnaître votre compte"),
    ("/user$", Answered(403, {}, {"X-RateLimit-Remaining": "0", "Retry-After": "240"}), "dans 4 minutes"),
    ("/user$", Answered(429, {}), "dans une heure"),
    ("labo(%2F|/)fiches$", Answered(404, {}), "ne montre pas « labo/fiches »"),
    ("POST .*fork", Answered(403, {}), "faire votre copie"),
    ("POST .*fork", Answered(500, b"<h1>oups</h1>"), "est en panne (réponse 500)"),
    ("POST .*(commits|contents)$", Answered(422, {"message": "non"}), "un fichier a pu changer"),
    ("POST .*(commits|contents)$", Answered(409, {}), "ce qui est fait sera retrouvé"),
    ("POST .*(commits|contents)$", Answered(413, {}), "trop lourds"),
    ("POST .*(pulls|merge_requests)$", Answered(418, {}), "réponse 418"),
    ("POST .*(pulls|merge_requests)$", Answered(201, b"<html>connexion</html>"), "ne comprend pas"),
    ("POST .*(pulls|merge_requests)$", Answered(201, {"number": "1/x", "iid": "<b>"}), "ne comprend pas"),
    ("/user$", Answered(200, {"login": "../../vol", "username": "a b"}), "ne comprend pas"),
    ("/user$", Answered(200, b'{"login": "' + b"a" * 16_500_000 + b'"}'), "ne comprend pas"),
    ("labo(%2F|/)fiches$", Answered(200, {"id": 7, "full_name": "j:x/y"}), "ne comprend pas"),
    ("labo(%2F|/)fiches$", Answered(200, {"id": 7, "path_with_namespace": "a/../b"}), "ne comprend pas"),
    ("labo(%2F|/)fiches$", Answered(200, {"id": 7, "archived": True}), "est archivé"),
    ("/user$", Answered(302, b"", ELSEWHERE), "votre jeton n’y est pas allé"),
    ("labo(%2F|/)fiches$", Answered(307, b"", ELSEWHERE), "votre jeton n’y est pas allé"),
)  # fmt: skip


@pytest.mark.parametrize("sort", FORGES)
def test_each_refusal_is_told_with_what_to_do(browser: Browser, gitlab: Site, sort: str) -> None:
    with at(browser, gitlab, sort) as (form, forge, address):
        for gesture, answer, words in REFUSED:
            forge.again()
            forge.made_after = 0
            forge.failing[gesture] = answer
            found = _send(form.page, sort, address)
            assert words in found["what"] + found["remedy"], (gesture, found)
            assert len(found["remedy"]) > 30
            assert not forge.failing
            assert forge.wrong == []
        wrong = _send(form.page, sort, address, token="un-autre-jeton")  # noqa: S106
        assert "ne reconnaît pas ce jeton" in wrong["what"]
        forge.again()
        taken = Answered(409, {"message": "The repository with the same name already exists."})
        forge.failing["POST .*fork"] = taken
        assert "un autre projet du nom de « fiches »" in _send(form.page, sort, address)["what"]


def test_what_a_forge_says_stays_words(browser: Browser, gitlab: Site) -> None:
    with at(browser, gitlab, "gitlab") as (form, forge, _):
        page = form.page
        write(form.start("acteur"), titre="Les amis", resume=SUMMARY, type="association")
        form.ready()
        _unfold(page)
        told = page.locator("#Direct-dit")
        page.locator("#Direct-jeton").fill(TOKEN)
        for words in PAYLOADS:
            forge.failing["/user$"] = Answered(403, {"message": {"base": [f"{words} {'x' * 5000}"]}})
            page.locator("#Direct-envoyer").click()
            expect(told).to_contain_text(" ".join(words.split())[:60])
            assert told.evaluate(
                "(one) => [...one.querySelectorAll('*')].every(({ localName }) => localName === 'p')"
            )
            assert len(told.inner_text()) < 900
        assert page.evaluate("typeof couru") == "undefined"
        # What is not finished is not sent.
        asked = len(forge.asked)
        form.record().locator(
            '.saisie[data-nom="resume"] textarea, .saisie[data-nom="resume"] input'
        ).first.fill("")
        page.locator("#Direct-envoyer").click()
        expect(told).to_contain_text("Rien n’est parti")
        assert len(forge.asked) == asked


def test_only_the_form_may_call_the_forge(gitlab: Site) -> None:
    policies = {}
    for page in gitlab.folder.rglob("*.html"):
        (policy,) = re.findall(r"connect-src ([^;]*);", page.read_text(encoding="utf-8"))
        policies[page.parent.relative_to(gitlab.folder).as_posix()] = policy
    assert policies.pop(ADDRESS.strip("/")) == "'self' https://forge.example/api/v4/"
    assert {*policies.values()} == {"'self'"}
    assert json.dumps(TOKEN) not in (gitlab.folder / "index.html").read_text(encoding="utf-8")
