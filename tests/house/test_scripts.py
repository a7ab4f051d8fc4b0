"""Hold our scripts to building elements: none makes a text HTML, a script or an unchecked link."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from generator.pipeline import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator

_GENERATOR = PROJECT / "generator"
_LIBRARIES = _GENERATOR / "pages/assets/formulaire/bibliotheques"  # what others wrote for the form
# mammoth brings a parser of XML named as the browser's; underscore asks whether a value is a function,
# and finds the global object in a way that no browser comes to; a style is a part of a document.
_BORROWED = {"html-en-markdown": {".style"}, "mammoth": {".style", "DOMParser", "Function"}}
_INLINE = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL)
_ESCAPED = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]+)\})")
_JOINED = re.compile(r"([\"'`])\s*\+\s*[\"'`]")
# Looked for anywhere, comments and strings included: `el["innerHTML"]` hides no better than `el.innerHTML`.
_NOWHERE = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|DOMParser|XSLTProcessor|srcdoc|setHTML"
    r"|parseHTML|execCommand|importScripts|javascript:|vbscript:|\beval\b|\bFunction\b|\bnew\s+(?:Shared)?Worker\b"
    r"|\bdocument\s*(?:\?\.)?\s*[.\[]\s*[\"'`]?(?:write|open)|[\"'`]write(?:ln)?[\"'`]|\bserviceWorker\b|\.style\b|cssText"
)
# What would run a text, or lead somewhere else, unless its value is what it should be.
_HELD = {
    re.compile(r"\bset(?:Timeout|Interval)\s*\(\s*"): re.compile(r"[\w.$]+\s*[,)]|\([^()]*\)\s*=>"),
    re.compile(r"[.?\"'`\[]\s*(?:href|src|action|formAction|ping|codebase)[\"'`\]]*\s*=(?!=)\s*"): re.compile(
        r"(?:inside|outside)\("
    ),
    re.compile(r"[{,]\s*[\"']?(?:href|src|action|formAction|ping)[\"']?\s*:\s*"): re.compile(
        r"(?:inside|outside)\("
    ),
    re.compile(r"\bsetAttribute(?:NS)?\s*\(\s*"): re.compile(
        r"\"(?:aria-[a-z]+|role)\"|\"data-md-color-\" \+ part"
    ),
    re.compile(
        r"\blocation\s*(?:=(?!=)\s*|\.\s*(?:assign|replace)\b)|\bwindow\s*\.\s*open\b|(?<![.\w])open\s*\(\s*"
    ): re.compile(r"open\)"),
    re.compile(r"\bimport\s*\(\s*"): re.compile(r"\"\./[a-z-]+\.js\""),
    re.compile(r"\bcreatePolicy\s*\(\s*"): re.compile(r"(?!)"),
    re.compile(r"\bcreateElement(?:NS)?\s*\(\s*"): re.compile(
        r"name\)|\"(?:a|button|div|h3|input|label|li|mark|p|span|sup|ul)\""
    ),
}


def _ours() -> Iterator[tuple[str, str]]:
    """Every script of ours: a path, and the text."""
    for path in sorted(_GENERATOR.rglob("*.js")):
        if path.parent != _LIBRARIES:
            yield str(path.relative_to(PROJECT)), path.read_text(encoding="utf-8")
    for path in sorted(_GENERATOR.rglob("*.html")):
        for _, script in _INLINE.findall(path.read_text(encoding="utf-8")):
            yield str(path.relative_to(PROJECT)), script


def _faults(text: str) -> list[str]:
    """What a script does that none may, read as an engine would: escapes undone, pieces of text joined."""
    plain = _ESCAPED.sub(lambda found: chr(int(found[1] or found[2] or found[3], 16)), text)
    plain = _JOINED.sub("", plain)
    faults = [found[0] for found in _NOWHERE.finditer(plain)]
    for gesture, right in _HELD.items():
        wrong = (found for found in gesture.finditer(plain) if not right.match(plain, found.end()))
        faults += [plain[found.start() : found.end() + 60] for found in wrong]
    return faults


def test_no_script_makes_html_of_a_text() -> None:
    ours = list(_ours())
    names = {name for name, _ in ours}
    assert {"generator/pages/scripts/fiches.js", "generator/theme/partials/javascripts/base.html"} < names
    assert [(name, fault) for name, text in ours for fault in _faults(text)] == []


def test_nor_does_what_the_form_borrows() -> None:
    borrowed = sorted(_LIBRARIES.glob("*.js"))
    assert borrowed
    for path in borrowed:
        assert {*_NOWHERE.findall(path.read_text(encoding="utf-8"))} == _BORROWED.get(path.stem, set()), path


@pytest.mark.parametrize(
    "text",
    [
        "el.innerHTML = text;",
        'el["innerHTML"] += text',
        "el['inner' + 'HTML'] = text",
        'el["inner\\x48TML"] = text',
        "el.inner\\u0048TML = text",
        "const { outerHTML } = el;",
        "// for later: el.insertAdjacentHTML('beforeend', text)",
        "document.write(text)",
        "document . writeln(text)",
        'document["write"](text)',
        "const { write } = document; const say = 'write';",
        "new DOMParser().parseFromString(text, 'text/html')",
        "range.createContextualFragment(text)",
        "el.setHTMLUnsafe(text)",
        "Document.parseHTMLUnsafe(text)",
        "frame.srcdoc = text",
        "(0, eval)(text)",
        "new Function(text)()",
        "setTimeout('run()', 1)",
        "setInterval(`${text}`)",
        "image.src = address",
        "link.href = address",
        'link["href"] = address',
        "link?.href = address",
        'Object.assign(link, { className: "x", href: address })',
        'link.setAttribute("href", address)',
        "link.setAttribute(name, address)",
        "location = address",
        "location.href = address",
        "location.assign(address)",
        "window.open(address)",
        "open(address)",
        "import(address)",
        "new Worker(address)",
        'trustedTypes.createPolicy("default", { createHTML: (text) => text })',
        'document.createElement("script")',
        "document.createElement(tag)",
        'el.style = "x"',
    ],
)
def test_this_test_sees(text: str) -> None:
    assert _faults(text)


@pytest.mark.parametrize(
    "text",
    [
        "el.textContent = text; link.href = inside(path, root); made('a', { href: outside(address) })",
        "setTimeout(done, 300); setTimeout(() => this.tell('…'), 300); x = setTimeout(read, PAUSE, true);",
        "if (where !== location.href) history.pushState(null, '', where); box.open = true; this.open(true);",
        "const href = 1; x.href === y; new URL(location.href)",
    ],
)
def test_this_test_lets_the_rest_be(text: str) -> None:
    assert _faults(text) == []


def test_templates_hold_no_handler() -> None:
    """Nor an address that runs, nor a script with anything of a record in it."""
    for path in sorted(_GENERATOR.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        assert not re.search(r"<[a-z][^>]*\son[a-z]+\s*=|javascript:|<iframe|\bsrcdoc\b", html), path
        for attributes, script in _INLINE.findall(html):
            assert "application/json" in attributes or not re.search(r"{[{%]", script), path
