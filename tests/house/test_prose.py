"""Hold the prose room to its promises: safe whatever is typed, exact about places, quick on hostile texts."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.prose import check, destination, outline, render
from generator.prose.wall import walled
from tests.house.growth import steep

if TYPE_CHECKING:
    from collections.abc import Callable

_TAGS = {
    "a", "aside", "blockquote", "br", "code", "del", "div", "em", "figcaption", "figure", "h2", "h3", "h4",
    "h5", "h6", "hr", "img", "input", "li", "ol", "p", "pre", "section", "strong", "sup", "table", "tbody",
    "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "alt", "aria-label", "checked", "class", "disabled", "height", "href", "id", "loading", "rel", "role",
    "scope", "src", "start", "tabindex", "title", "type", "width",
}  # fmt: skip
_ADDRESS = re.compile(r"(/(?![/\\])|#|https?://|mailto:)[^\\\x00-\x1f]*", re.IGNORECASE)
_PIECES = [
    "<script>", "</script>", "<img src=x onerror=alert(1)>", "<!--", "-->",
    "<a href='javascript:alert(1)'>", "<div\n", "javascript:alert(1)", "java&#10;script:", "data:text/html,x",
    "//evil.example", "\\\\evil", "https://a.b/c_(d)", "www.a.b", "[x](", ")",
    "![", "](", "]", "[^1]", "\n[^1]: ", "> [!NOTE]\n", "> ",
    "- [ ] ", "1. ", "|", "|-|\n",
    "\n\n", "# ", "```", "`", "**", "*", "~~", "\\", '"', "'", ' "t" onclick=x', "&lt;", "&#x6a;", "é",
    "🙂", "\u202e", "\0", "\r\n", "\t", "style=", "a.md", "#__config", "<svg/onload=x>",
    "<![CDATA[", "<?", " ", "mot",
]  # fmt: skip
_HOSTILE = st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=8)), max_size=40).map("".join)


class _Reader(HTMLParser):
    """A plain reader of HTML, to see what a browser would find."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_comment(self, data: str) -> None:
        pytest.fail(f"a comment: {data!r}")


def _resolved(href: str) -> str | None:
    return None if "mot" in href else "/adresse/" + href


def _assert_safe(html: str) -> None:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    for tag, attributes in reader.tags:
        assert tag in _TAGS
        assert set(attributes) <= _ATTRIBUTES
        for name in ("href", "src"):
            value = attributes.get(name)
            assert value is None or _ADDRESS.fullmatch(value), value
        assert tag != "img" or str(attributes.get("src", "/")).startswith("/")
    ids = [str(attributes["id"]) for _, attributes in reader.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    ways = {str(attributes.get("href", ""))[1:] for tag, attributes in reader.tags if tag == "a"}
    assert {way for way in ways if way.startswith(("Note-", "Appel-"))} <= set(ids)
    assert not [name for name in ids if not name or name.startswith("__") or " " in name]


@settings(max_examples=400, deadline=None)
@given(_HOSTILE)
@example("[x](\x01javascript:alert(1))")
@example("# Note 1\n\na[^1] [b[^1]](c.md)\n\n[^1]: x\n[^1]: y\n\n# Note 1\n# __config\n# !\n")
@example('| a |\n|-|\n| [^1] ![a](b "c") |\n\n[^1]: - [ ] z')
def test_nothing_a_stranger_types_is_unsafe(body: str) -> None:
    """No tag, attribute or address but our own, and no identifier twice."""
    prose = render(body, _resolved)
    _assert_safe(prose.html)
    assert "<script" not in prose.html
    ids = re.findall(r'<h[2-6] id="([^"]*)"', prose.html)
    assert len(ids) == len(prose.headings)


@settings(max_examples=200, deadline=None)
@given(_HOSTILE)
def test_places_are_within_the_text(body: str) -> None:
    """A place never points outside of the file."""
    lines = body.split("\n")
    found = outline(body)
    spans = [(x.line, x.column, x.end_line, x.end_column) for x in found.links]
    spans += [(x.line, x.column, x.end_line, x.end_column) for x in found.images]
    spans += [
        (d.place.line - 9, d.place.column, d.place.end_line - 9, d.place.end_column)
        for d in check("a.md", body, 10)
    ]
    for line, column, end_line, end_column in spans:
        assert 1 <= line <= end_line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1
        assert 1 <= end_column <= len(lines[end_line - 1]) + 1
        assert (line, column) <= (end_line, end_column)


_SLOW = (
    lambda k: "[" * 250 * k,
    lambda k: ">" * 250 * k,
    lambda k: "> " * 90 + "a\n" + "b\n" * 120 * k,
    lambda k: ">" * 130 * k + "a\n" + "b\n" * 60 * k,
    lambda k: "- + " * 30 * k + "a\n" + "b\n" * 60 * k,
    lambda k: "* " * 120 * k,
    lambda k: "![" * 120 * k,
    lambda k: "`" * 250 * k,
    lambda k: "".join("`" * i + " " for i in range(int(22 * k**0.5))),
    lambda k: "<" * 250 * k,
    lambda k: "*a **a " * 35 * k,
    lambda k: "*" * 120 * k + "a" + "*" * 120 * k,
    lambda k: "[a](" * 60 * k,
    lambda k: "![](b) " * 35 * k,
    lambda k: "![é](b) [](javascript:é) <b> " * 8 * k,
    lambda k: "http://a.b/é " * 18 * k,
    lambda k: "http://a&amp;" * 18 * k,
    lambda k: "http://a" + ").)" * 80 * k,
    lambda k: "[^1]" * 60 * k + "\n\n[^1]: x",
    lambda k: "".join(f"[^{i}]: a[^{i + 1}]\n" for i in range(12 * k)),
    lambda k: "[a]: b\n" * 15 * k + "[a]" * 40 * k,
    lambda k: "# a\n" * 60 * k,
    lambda k: "".join(f"# a-{i}\n" for i in range(10 * k)) + "# a\n" * 30 * k,
    lambda k: "|a" * 40 + "|\n" + "|-" * 40 + "|\n" + "|\n" * 120 * k,
    lambda k: "|a" * 6 * k + "|\n" + "|-" * 6 * k + "|\n" + "|\n" * 100 * k,
    lambda k: "- a\n" * 60 * k,
    lambda k: "".join("  " * i + "- a\n" for i in range(int(15 * k**0.5))),
    lambda k: "<b>" * 80 * k,
    lambda k: "&" * 250 * k,
    lambda k: "\\" * 250 * k,
)
"""Texts that are slow to read somewhere, of about 250 bytes for each unit they are asked for."""


@pytest.mark.parametrize("body", _SLOW, ids=lambda body: f"{body(1)[:12]!r}")
def test_a_hostile_text_is_quick(body: Callable[[int], str]) -> None:
    """Whatever the trick, 256 kB are checked, listed and shown in less than the 2 s promised for a file.

    Measured on a quarter: were its cost to grow like the square of the text, the whole would take those 2 s.
    """

    def work(size: int) -> None:
        text = body(size)
        list(check("a.md", text, 1))
        outline(text)
        assert render(text, _resolved).html

    assert not steep(work, 250, 2 / 16)


@pytest.mark.parametrize(
    ("href", "kind"),
    [
        ("a.md", "own"), ("../b/c.md#d", "own"), ("#d", "own"), ("", "own"), ("/e", "own"), ("?q", "own"),
        ("https://a.b", "external"), ("HTTP://a.b/c", "external"), ("mailto:a@b.fr", "external"),
        ("javascript:x", "forbidden"), (" JavaScript:x", "forbidden"), ("java\nscript:x", "forbidden"),
        ("data:x", "forbidden"), ("file:///x", "forbidden"), ("//a.b", "forbidden"), ("/\\a.b", "forbidden"),
        ("https:a", "forbidden"), ("https:///a", "forbidden"), ("C:\\a", "forbidden"),
        ("\x01https://a", "forbidden"),
    ],
)  # fmt: skip
def test_destinations(href: str, kind: str) -> None:
    """Where each sort of address leads."""
    assert destination(href) == kind


def test_the_outline_counts_characters() -> None:
    """Accents and emoji before a link do not move it; reference links and bare addresses are links."""
    body = "é🙂 [à](b.md)\n\nœ https://é.fr/x. [c][d] ![e](f.png 'g')\n\n[d]: ../h.md\n"
    found = outline(body)
    assert [(x.href, x.text, x.line, x.column, x.end_column) for x in found.links] == [
        ("b.md", "à", 1, 4, 13),
        ("https://é.fr/x", "https://é.fr/x", 3, 3, 17),
        ("../h.md", "c", 3, 19, 25),
    ]
    image = found.images[0]
    assert (image.src, image.alt, image.title, image.line, image.column) == ("f.png", "e", "g", 3, 26)


def test_every_call_leads_to_its_note_and_a_hundred_lead_back() -> None:
    """A note called at each word stays within reach; each way back there is lands on a call."""
    html = render("[^1]" * 103 + "[^2]\n\n[^1]: x\n[^2]: y\n", _resolved).html
    assert html.count('href="#Note-1"') == 103
    back = re.findall(r'href="#(Appel-1[-0-9]*)"', html)
    assert len(back) == 100
    assert [name for name in [*back, "Appel-2"] if html.count(f'id="{name}"') != 1] == []


def test_anchors_are_those_of_the_forge() -> None:
    """Accents stay, punctuation goes, duplicates are numbered; levels as written."""
    body = "# Qu'est-ce qu'un été ?\n## A_b `c` *d*\n## A_b c d\n## <b>x</b> y\n"
    assert [(h.level, h.id) for h in outline(body).headings] == [
        (1, "quest-ce-quun-été-"),
        (2, "a_b-c-d"),
        (2, "a_b-c-d-1"),
        (2, "x-y"),
    ]


def test_levels_are_shifted_together() -> None:
    """The highest heading takes the level asked for; none passes h6."""
    body = "## a\n\n#### b\n\n###### c\n"
    assert [h.level for h in render(body, _resolved).headings] == [2, 4, 6]
    assert [h.level for h in render(body, _resolved, shift=3).headings] == [4, 6, 6]


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("[a](mot.md) ![b](mot.png)", "<p>a b</p>\n"),
        ("[a](javascript&#58;x)", "<p>a</p>\n"),
        ("![b](https://c.d/e.png)", "<p>b</p>\n"),
        ("<!-- x --> <b>y</b>", "<p>&lt;!-- x --&gt; &lt;b&gt;y&lt;/b&gt;</p>\n"),
        ("``` <script>\n```", '<pre id="Code-1" tabindex="0"><code></code></pre>\n'),
        ("``` Python x\n```", '<pre id="Code-1" tabindex="0"><code class="language-python"></code></pre>\n'),
        (
            "[](https://a.b/)",
            '<p><a href="https://a.b/" class="externe" rel="noopener">https://a.b/</a></p>\n',
        ),
        (
            '![b](c.png "d")',
            '<figure><img src="/adresse/c.png" alt="b" loading="lazy"><figcaption>d</figcaption></figure>\n',
        ),
        (
            "> [!WARNING]\n> a",
            """<aside class="encart encart-attention" role="note">
<p class="encart-titre">Attention</p>
<p>a</p>
</aside>
""",
        ),
        (
            "- [x] a",
            """<ul>
<li class="tache"><input type="checkbox" checked="" disabled="" aria-label="fait"> a</li>
</ul>
""",
        ),
    ],
)
def test_what_is_shown(body: str, html: str) -> None:
    """The HTML of each particular."""
    assert render(body, _resolved).html == html


def test_plain_text() -> None:
    """One line a block, footnotes last, no mark of any sort."""
    body = "# A *b*\n\nc[^1]\nd `e`\n\n- f\n- g\n\n|h|i|\n|-|-|\n|j|k|\n\n[^1]: l\n"
    assert render(body, _resolved).text == "A b\nc d e\nf\ng\nh i\nj k\nl"


def test_the_second_wall_stands_alone() -> None:
    """Were the first wall to let something through, the second would not."""
    html = walled(
        """<script>a</script><p onclick=b style=c class=d id=e>f</p><img src=https://g.h/i><img src=//g.h>
        <a href=//g.h><a href='javascript:x'><svg><use href=k></svg><iframe src=/l></iframe><input type=text>
        <h2 id=__config>m</h2>""",
    )
    _assert_safe(html)
    assert "g.h" not in html
    assert "script:" not in html
    assert "__config" not in html
